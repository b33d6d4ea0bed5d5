"""The plausibility run on a small portfolio: what it says follows from its own packages."""

import pytest

from validation.aims import AIMS
from validation.contracts_epc.run import SAVED, portfolio, potential, run, saved


@pytest.fixture(scope="module")
def found():
    return potential(portfolio(12), leave_out=("heat_pump",))


def test_that_a_longer_payback_never_saves_less(found):
    shares = [saved(found, payback)[0] for payback in (1.0, 5.0, 9.0, 30.0)]
    assert shares == sorted(shares)
    assert 0 < shares[2] < 80


def test_that_steps_taken_pay_back_and_leave_what_is_not_saved(found):
    share, after, spent = saved(found, 9.0)
    assert after == pytest.approx((1 - share / 100) * found.before / found.area)
    assert 0 < spent < 5000


def test_that_the_run_writes_its_section_and_its_aim(tmp_path):
    figures = run(tmp_path, buildings=6)
    text = (tmp_path / "contracts.md").read_text("utf-8")
    assert "What differs" in text and (tmp_path / "contracts.png").is_file()
    (aim,) = AIMS["contracts_epc"](figures)
    assert f"{SAVED:g} %" in aim.asked and f"{figures['saved %']:g} %" in aim.found
