"""Shares of a package: they add up, and agree with what is worked out by hand."""

from itertools import permutations

import numpy as np
import pytest

from twin.analysis.attribution import attribution
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.zones import zone_from_archetype
from twin.model.choice import Choice
from twin.model.scenario import Scenario
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL

CASE = Case(SCHOOL, None, (), zone_from_archetype(SCHOOL, defaults()), normal_year(), defaults())
FEW = ("window_replacement", "heat_recovery_unit", "heat_pump_ground", "led_lighting")
MANY = (
    *FEW, "wall_external_insulation", "roof_flat_insulation", "night_setback", "hot_water_saving",
    "low_temperature_heating", "pv_roof",
)  # fmt: skip


def scenario(keys):
    return Scenario("b01", choices=tuple(Choice(k, "b01", by_key()[k].measure) for k in keys))


@pytest.fixture(scope="module")
def few():
    return attribution(scenario(FEW), CASE)


@pytest.fixture(scope="module")
def many():
    return attribution(scenario(MANY), CASE, orders=16)


@pytest.mark.parametrize("which", ["few", "many"])
def test_that_shares_add_up_to_the_package(which, request):
    found = request.getfixturevalue(which)

    for shares in (found.ordered, found.shapley):
        assert shares.sum(axis=1) == pytest.approx(found.package, rel=1e-9)
    assert found.quantities[:2] == ("kWh", "NOK")
    assert len(found.quantities) == 2 + len(defaults().emission_factors)


def test_that_the_package_is_that_of_the_scenario(few):
    result = evaluate(scenario(FEW), CASE, 2)

    assert few.package[0] == pytest.approx(
        result.before.delivered_total - result.after.delivered_total, rel=1e-9
    )
    assert few.package[1] == pytest.approx(result.before.cost - result.after.cost, rel=1e-9)
    saved = [
        result.before.emissions[b] - result.after.emissions[b] for b in result.before.emissions
    ]
    assert few.package[2:] == pytest.approx(saved, rel=1e-9)


def test_that_measures_alone_save_more_than_together(few):
    assert few.alone[0].sum() > few.package[0]
    assert few.is_exact and few.states == 16
    assert not few.error.any()


def test_that_the_first_in_order_has_what_it_saves_alone(few):
    assert few.ordered[:, 0] == pytest.approx(few.alone[:, 0], rel=1e-12)


def test_that_the_shapley_value_is_the_mean_over_all_orders_by_hand(few):
    """Every one of the 24 orders is a scenario of its own, attributed in its order."""
    shares = np.zeros(len(FEW))
    for order in permutations(range(len(FEW))):
        own = attribution(scenario([FEW[k] for k in order]), CASE, orders=2)
        shares[list(order)] += own.ordered[0] / 24

    # A heat pump is asked before others only by the order in which it is installed.
    assert few.shapley[0] == pytest.approx(shares, rel=2e-3)


def test_that_sampled_shares_come_near_the_exact_ones_within_their_error(few):
    from twin.analysis import attribution as module

    keep, module.MOST_EXACT = module.MOST_EXACT, 2
    try:
        found = attribution(scenario(FEW), CASE, orders=64)
    finally:
        module.MOST_EXACT = keep
    assert np.all(np.abs(found.shapley[0] - few.shapley[0]) <= 4 * found.error[0] + 1.0)
    assert found.shapley.sum(axis=1) == pytest.approx(few.package, rel=1e-9)


def test_that_many_measures_are_sampled_and_say_how_sure_they_are(many):
    assert not many.is_exact
    assert np.isfinite(many.error).all()
    assert many.error[0].max() < 0.1 * many.package[0]
    assert many.states < 2 ** len(MANY) / 4


def test_that_no_measure_shares_nothing():
    found = attribution(Scenario("b01"), CASE)

    assert found.measures == ()
    assert found.package == pytest.approx([0] * len(found.quantities))
