import numpy as np
import pytest

from tests.analysis.opportunities.made_up import MEASURES, OFFERS, effect, measure, setting, sites
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.opportunities.find import HAS_IT_ALREADY, opportunities
from twin.analysis.opportunities.offers import Offer
from twin.analysis.opportunities.years import years
from twin.analysis.zone.variants import Variant
from twin.errors import Cancelled
from twin.model.proposal import Proposal
from twin.model.scenario import Scenario

SITES = sites(30)
SETTING = setting()


@pytest.fixture(scope="module")
def found():
    return opportunities(SITES, OFFERS, SETTING)


def test_that_each_pair_is_either_an_opportunity_or_counted_with_its_reason(found):
    assert len(found) + sum(found.not_applicable.values()) == len(SITES) * len(OFFERS)
    assert len(found) > 0.9 * len(SITES) * len(OFFERS)


def test_that_savings_are_those_of_the_full_calculation(found):
    """Of archetypes: the same model, single precision and coarse directions.

    Heat pumps have their seasonal COP here and one by the hour there: within some per cent.
    """
    off, large = [], []
    for row in range(0, len(found), 7):
        place, which = found.building[row], found.measure[row]
        site, one = SITES[place], MEASURES[which]
        case = Case(site.building, None, (), site.zone, SETTING.weather, SETTING.defaults)
        scenario = Scenario(
            site.building.building_id, proposals=(Proposal("p", "", "", "", 2026, (one,)),)
        )
        result = evaluate(scenario, case, 2)
        saved = result.before.delivered_total - result.after.delivered_total
        off.append(abs(found.saving[row, 1] / saved - 1))
        large.append(found.saving[row, 1])
    assert np.median(off) < 0.002
    assert np.quantile(off, 0.8) < 0.005
    assert max(off) < 0.06


def test_that_money_follows_carriers_and_sold_electricity(found):
    row = next(i for i in range(len(found)) if found.measures[found.measure[i]] == "panels")
    site = SITES[found.building[row]]
    case = Case(site.building, None, (), site.zone, SETTING.weather, SETTING.defaults)
    one = MEASURES[[m.measure_id for m in MEASURES].index("panels")]
    scenario = Scenario("", proposals=(Proposal("p", "", "", "", 2026, (one,)),))
    result = evaluate(scenario, case, 2)
    assert result.after.exported > 0
    assert found.cost_saving[row, 1] == pytest.approx(
        result.before.cost - result.after.cost, rel=1e-3
    )


def test_that_a_measure_the_building_has_already_is_left_out():
    worse = Offer("old windows", measure("old", (effect("u_value", 5.0),), "area", 1, ("window",)))
    found = opportunities(SITES[:3], [worse], SETTING)
    assert len(found) == 0
    assert found.not_applicable == {HAS_IT_ALREADY: 3}


def test_that_states_which_differ_in_their_plant_share_a_zone_year():
    from twin.analysis.assumptions import central_physics
    from twin.analysis.opportunities.states import states_of

    physics, zone = central_physics(SETTING.defaults), SITES[0].zone
    pump, light = (next(m for m in MEASURES if m.measure_id == k) for k in ("pump", "light"))
    after = [Variant(zone, physics)]
    from twin.analysis.effects import Change, apply

    for one in (pump, light):
        after.append(Variant(apply(zone, Change(one.effects[0], (), 0.5)), physics))
    states = states_of(after, SETTING.weather, SETTING.defaults)
    assert len(states.zones) == 2
    assert states.zone.tolist() == [0, 0, 1]


def test_that_a_run_can_be_ended():
    def stop(done: float) -> None:
        if done > 0.1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        opportunities(SITES[:3], OFFERS, SETTING, stop)


def test_that_no_building_gives_no_opportunity():
    assert len(opportunities([], OFFERS, SETTING)) == 0
    assert years([], SETTING.weather, SETTING.defaults).delivered.shape[1] == 0
