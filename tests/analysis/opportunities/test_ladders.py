import numpy as np
import pytest

from tests.analysis.opportunities.made_up import OFFERS, setting, sites
from twin.analysis.assumptions import central_physics
from twin.analysis.opportunities.find import applicable, opportunities
from twin.analysis.opportunities.ladders import Wanted, ladders
from twin.analysis.opportunities.offers import applied, exclude
from twin.analysis.opportunities.years import years
from twin.analysis.zone.variants import Variant

SITES, SETTING = sites(12), setting()


@pytest.fixture(scope="module")
def singles():
    return opportunities(SITES, OFFERS, SETTING)


@pytest.fixture(scope="module")
def found(singles):
    return ladders(SITES, OFFERS, singles, SETTING)


def keys_of(found, building: int) -> list[str]:
    own = found.steps.building == building
    return [found.steps.measures[m] for m in found.steps.measure[own]]


def test_that_steps_add_up_to_the_package_simulated_at_once(found):
    pairs, _ = applicable(SITES, OFFERS)
    reach = {(p.site, p.offer): p.reach for p in pairs}
    for place, site in enumerate(SITES):
        own = found.steps.building == place
        steps = [(OFFERS[m].measure, reach[place, m]) for m in found.steps.measure[own].tolist()]
        after = applied(site.zone, steps, None)
        physics = central_physics(SETTING.defaults)
        run = years(
            [Variant(site.zone, physics), Variant(after, physics)],
            SETTING.weather,
            SETTING.defaults,
        )
        direct = run.total[0] - run.total[1]
        assert found.steps.saving[own, 1].sum() == pytest.approx(direct, rel=1e-6)


def test_that_single_measures_sum_to_more_than_the_package(found, singles):
    apart = singles.saving[found.single, 1].sum()
    assert apart > 1.1 * found.steps.saving[:, 1].sum()


def test_that_measures_which_exclude_each_other_are_never_in_one_package(found):
    of = {offer.key: offer for offer in OFFERS}
    for place in range(len(SITES)):
        keys = keys_of(found, place)
        assert len(set(keys)) == len(keys)
        assert not any(exclude(of[a], of[b]) for a in keys for b in keys if a != b)
        assert not {"pump", "other pump"} <= set(keys)


def test_that_positions_count_from_one_in_each_building(found):
    for place in range(len(SITES)):
        own = found.position[found.steps.building == place]
        np.testing.assert_array_equal(own, np.arange(1, len(own) + 1))


def test_that_the_first_step_gives_most_per_krone_of_all(found, singles):
    ratio = singles.present_value[:, 1] / np.maximum(singles.investment[:, 1], 1000)
    for place in range(len(SITES)):
        own = singles.building == place
        first = found.single[(found.steps.building == place) & (found.position == 1)][0]
        assert ratio[first] == pytest.approx(ratio[own].max())


def test_that_what_is_wanted_comes_first_and_what_is_not_wanted_never(singles):
    building = SITES[0].building.building_id
    wanted = Wanted(
        must=frozenset({f"{building}/windows"}), never=frozenset({f"{building}/cooler"})
    )
    found = ladders(SITES, OFFERS, singles, SETTING, wanted)
    keys = keys_of(found, 0)
    assert keys[0] == "windows"
    assert "cooler" not in keys
    assert "cooler" in keys_of(found, 1)
