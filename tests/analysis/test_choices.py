"""Single measures in a scenario: painted or by selector, after the proposals, like proposals."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.applied import Package
from twin.analysis.effects import Change, apply
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.heat_balance import annual_energies
from twin.analysis.splitting import split
from twin.analysis.targets import reach
from twin.analysis.zones import zone_from_archetype, zone_from_model
from twin.model.choice import Choice
from twin.model.classification import CATEGORIES
from twin.model.proposal import Selector
from twin.model.scenario import Scenario
from twin.workspace.catalogue import by_key, catalogue
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL, effect, measure, model, proposal

WINDOWS = measure(Selector(kinds=("window",)), effect("u_value", 0.8, "W/(m2 K)"), basis="area")


def case(with_model=True):
    known = model() if with_model else None
    zone = (
        zone_from_model(SCHOOL, known.envelope, defaults())
        if known
        else zone_from_archetype(SCHOOL, defaults())
    )
    return Case(SCHOOL, known, (), zone, normal_year(), defaults())


def choice(offered, elements=(), key="c1", year=0):
    return Choice(key, "b01", offered, elements=elements, year=year)


def scenario(*choices):
    return Scenario("b01", choices=choices)


def test_that_a_choice_gives_what_a_proposal_of_the_same_measure_gives():
    chosen = evaluate(scenario(choice(WINDOWS)), case(), 8)
    offered = evaluate(Scenario("b01").with_proposal(proposal(WINDOWS)), case(), 8)

    assert chosen.saving == offered.saving
    assert chosen.investment == offered.investment
    assert chosen.reaches == tuple(replace(r, measure_id="m1") for r in offered.reaches)


def test_that_paint_stands_for_what_the_selector_would_find():
    found = evaluate(scenario(choice(WINDOWS, ("g3",))), case(), 4)

    assert found.reaches[0].elements == (3,)
    assert found.reaches[0].quantity == 60.0


def test_that_windows_painted_on_walls_apply_to_nothing_and_say_so():
    found = evaluate(scenario(choice(WINDOWS, ("g0",))), case(), 4)

    assert found.reaches[0].reason
    assert found.before.delivered == found.after.delivered


def test_that_paint_on_a_building_without_a_model_applies_to_nothing():
    found = evaluate(scenario(choice(WINDOWS, ("g3",))), case(with_model=False), 4)

    assert found.reaches[0].reason


def test_that_choices_come_after_proposals_and_the_year_does_not_count():
    offer = proposal(measure(Selector(kinds=("window",)), effect("u_value", 1.2), basis="area"))
    both = Scenario("b01", choices=(choice(WINDOWS, year=2031),)).with_proposal(offer)
    package = Package.of(both, case())

    glass = [s for s in package.applied(package.zone).surfaces if s.kind == "window"]
    assert [s.measure.measure_id for s in package.steps] == ["m0", "m1"]
    assert all(s.u_value.value == 0.8 for s in glass)


MEASURES = (
    "wall_external_insulation", "roof_flat_insulation", "window_replacement", "air_sealing",
    "heat_recovery_unit", "demand_controlled_ventilation", "heat_pump_ground",
    "low_temperature_heating", "led_lighting", "night_setback", "hot_water_saving", "pv_roof",
)  # fmt: skip


def chosen(keys=MEASURES):
    return [choice(by_key()[key].measure, key=key) for key in keys]


@pytest.mark.parametrize("with_model", [True, False])
def test_that_a_package_is_a_direct_simulation_of_the_changed_building(with_model):
    """The zone is changed by hand, effect by effect, and calculated: the same to 1e-9."""
    known = case(with_model)
    package = Package.of(scenario(*chosen()), known)
    steps = [(s.measure, s.reach) for s in package.steps]
    zone, touched = split(known.zone, steps, known.model.envelope if known.model else None)
    for (offered, _), surfaces in zip(steps, touched, strict=True):
        for one in offered.effects:
            zone = apply(zone, Change(one, surfaces, one.value.value))
    direct = annual_energies([known.zone, zone], known.weather, known.defaults)

    found = evaluate(scenario(*chosen()), known, 2)
    assert found.before.delivered_total == pytest.approx(direct[0].delivered_total, rel=1e-9)
    assert found.after.delivered_total == pytest.approx(direct[1].delivered_total, rel=1e-9)
    assert found.after.cost == pytest.approx(direct[1].cost, rel=1e-9)
    assert found.after.emissions == pytest.approx(direct[1].emissions, rel=1e-9)


@pytest.mark.parametrize("with_model", [True, False])
def test_that_single_measures_save_more_than_the_package(with_model):
    known = case(with_model)
    package = Package.of(scenario(*chosen()), known)
    states = [package.zone, package.applied(package.zone)]
    states += [package.applied(package.zone, which=(k,)) for k in range(len(package.steps))]
    today, after, *alone = (
        year.delivered_total for year in annual_energies(states, known.weather, known.defaults)
    )

    singles = [today - one for one in alone]
    assert max(singles) < today - after < sum(singles)


@pytest.mark.parametrize("offered", catalogue(), ids=lambda m: m.key)
def test_that_every_measure_of_the_catalogue_can_be_calculated(offered):
    found = evaluate(scenario(choice(offered.measure)), case(with_model=False), 2)

    assert len(found.reaches) == 1
    assert np.isfinite(found.after.delivered_total)
    assert str([str(s) for s in (*found.assumptions, *found.claims)])
    if not found.reaches[0].reason:
        assert found.investment.p50 >= 0


def _buildings():
    """One of each category and of three ages, without a model; all protected by nobody."""
    for category in CATEGORIES:
        for built in (1958, 1978, 2012):
            building = replace(
                SCHOOL, category=category, construction_year=built, heated_floor_area=4000.0
            )
            yield building, zone_from_archetype(building, defaults())


def _cellar():
    """The model with a wall against the ground and a floor over a cold cellar."""
    known = model()
    outside = ("outside", "ground", *["outside"] * 3, "unheated")
    return replace(known, envelope=replace(known.envelope, adjacency=outside))


@pytest.mark.parametrize("offered", catalogue(), ids=lambda m: m.key)
def test_that_every_measure_of_the_catalogue_fits_some_building(offered):
    offer = proposal(offered.measure)
    found = [reach(offer, building, None, (), zone)[0] for building, zone in _buildings()]
    cellar = _cellar()
    zone = zone_from_model(SCHOOL, cellar.envelope, defaults())
    found.append(reach(offer, SCHOOL, cellar, (), zone)[0])

    fitting = [one for one in found if not one.reason]
    assert fitting
    assert all(one.quantity > 0 for one in fitting)


def test_that_drawn_schedules_share_a_few_uses():
    found = evaluate(scenario(*chosen(["night_setback", "ventilation_schedule"])), case(), 32)

    assert 0 < found.saving.p10 < found.saving.p50 < found.saving.p90


def test_that_a_building_that_is_given_up_says_where_its_energy_goes():
    found = evaluate(scenario(choice(by_key()["demolition"].measure)), case(), 64)

    assert found.after.delivered_total == 0
    assert found.saving.p50 == pytest.approx(found.before.delivered_total, rel=0.1)
    assert any("somewhere else" in str(s) for s in found.assumptions)
