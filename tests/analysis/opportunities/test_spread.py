import numpy as np
import pytest

from tests.analysis.opportunities.made_up import MEASURES, OFFERS, setting, sites
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.opportunities.blend import LEAST, Weights
from twin.analysis.opportunities.find import opportunities
from twin.analysis.opportunities.spread import with_spread
from twin.errors import Cancelled
from twin.model.opportunity import P10, P50, P90
from twin.model.proposal import Proposal
from twin.model.scenario import Scenario

SITES, SETTING = sites(6), setting()


@pytest.fixture(scope="module")
def central():
    return opportunities(SITES, OFFERS, SETTING)


@pytest.fixture(scope="module")
def drawn(central):
    return with_spread(central, SITES, OFFERS, SETTING)


def test_that_central_values_stay_and_lie_within_the_spread(central, drawn):
    assert drawn.draws == 64
    for name in ("saving", "present_value", "investment", "emission_saving"):
        before, after = getattr(central, name), getattr(drawn, name)
        np.testing.assert_allclose(after[:, P50], before[:, P50])
        assert (after[:, P10] <= after[:, P50]).all()
        assert (after[:, P90] >= after[:, P50]).all()


def test_that_the_spread_is_that_of_the_full_calculation(drawn):
    """Against 128 draws of zones of their own: numbers between the ends stand in for them."""
    off = []
    for row in range(0, len(drawn), 9):
        site, one = SITES[drawn.building[row]], MEASURES[drawn.measure[row]]
        case = Case(site.building, None, (), site.zone, SETTING.weather, SETTING.defaults)
        result = evaluate(
            Scenario("", proposals=(Proposal("p", "", "", "", 2026, (one,)),)), case, 128
        )
        span = result.saving.p90 - result.saving.p10
        off.append((drawn.saving[row, P90] - drawn.saving[row, P10]) / span)
    assert 0.8 < np.median(off) < 1.25
    assert min(off) > 0.5
    assert max(off) < 2.0


def test_that_weights_give_the_drawn_value():
    from twin.analysis.draws import drawn as drawn_value
    from twin.model.proposal import Range

    quantiles = [0.01, 0.3, 0.5, 0.8, 0.99]
    weights = Weights.of([{"x": q} for q in quantiles])
    ends = [np.array([v]) for v in (1.0, 2.0, 5.0)]
    expected = [drawn_value(Range(2.0, 1.0, 5.0), q) for q in quantiles]
    np.testing.assert_allclose(weights.at("x", ends)[0], expected, rtol=1e-12)
    assert LEAST < 1e-6


def test_that_drawing_can_be_stopped(central):
    def stop(_: float) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        with_spread(central, SITES, OFFERS, SETTING, 2, stop)
