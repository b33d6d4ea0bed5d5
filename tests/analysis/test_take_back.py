"""Comfort taken back after an upgrade: none unless chosen, and calculated like everything else."""

from dataclasses import replace

import pytest

from analysis.test_evaluate import NEW_WINDOWS, case, scenario
from twin.analysis.evaluate import evaluate
from twin.errors import InputOutOfRange
from twin.model.scenario import Scenario


def test_that_nothing_is_taken_back_unless_chosen() -> None:
    found = evaluate(scenario(NEW_WINDOWS), case(), 8)
    assert (found.take_back, found.taken_back, found.taken_back_share) == (0, 0, 0)
    said = str(found.assumptions[-1])
    assert said.startswith("Comfort take-back: none")
    assert "0 – 15 % of a saving" in said


def test_that_warmer_rooms_take_a_part_of_the_saving_back() -> None:
    plain = evaluate(scenario(NEW_WINDOWS), case(), 16)
    found = evaluate(replace(scenario(NEW_WINDOWS), take_back=0.5), case(), 16)

    assert found.before.delivered == plain.before.delivered
    assert found.taken_back == pytest.approx(
        found.after.delivered_total - plain.after.delivered_total
    )
    assert 0.15 < found.taken_back_share < 0.9
    assert "more than is thought possible" in str(found.assumptions[-1])
    assert found.saving.p50 < plain.saving.p50
    assert found.saving.p90 < plain.saving.p90
    assert found.net_present_value.p50 < plain.net_present_value.p50
    assert "rooms are kept 0.5 °C warmer" in str(found.assumptions[-1]).replace("0.500", "0.5")


def test_that_labels_are_of_standard_operation_whatever_is_taken_back() -> None:
    plain = evaluate(scenario(NEW_WINDOWS), case(), 8)
    found = evaluate(replace(scenario(NEW_WINDOWS), take_back=2.0), case(), 8)
    assert found.after.labels == plain.after.labels


def test_that_a_building_without_measures_takes_nothing_back() -> None:
    found = evaluate(Scenario("b01", take_back=2.0), case(), 8)
    assert found.take_back == 0
    assert found.before.delivered == found.after.delivered
    assert not any("take-back" in str(s) for s in found.assumptions)


@pytest.mark.parametrize("kelvin", [-0.5, 20.0, float("nan")])
def test_that_an_impossible_take_back_is_refused(kelvin: float) -> None:
    with pytest.raises(InputOutOfRange, match="cannot be kept"):
        evaluate(Scenario("b01", take_back=kelvin), case(), 8)
