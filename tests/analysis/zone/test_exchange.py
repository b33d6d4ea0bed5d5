"""What leaves one zone enters the other, and zones agree whichever way they are joined."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.cases import SCHOOL
from tests.analysis.zone.cases import BOARD, CONCRETE, WALLS, WOOL, room, schedule, steady
from twin.analysis.assumptions import central_physics
from twin.analysis.operation import HourlyUse, hourly_use
from twin.analysis.zone.exchange import Block, Exchange, Link, exchanged
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.layers import Layers, resistance
from twin.analysis.zone.many import Variant, needs, prepared
from twin.analysis.zone.modes import wall_modes
from twin.analysis.zone.neighbours import Divide, divides, exchanging
from twin.analysis.zone.neighbours import joined as divided
from twin.analysis.zone.numpy_kernel import advance, run_numpy, start
from twin.analysis.zone.outdoors import Face
from twin.analysis.zone.partition import halves, met
from twin.analysis.zone.parts import Inner, Opaque, surfaces
from twin.analysis.zone.rooms import Opening, Wall, joined, simulate_rooms
from twin.analysis.zones import zone_from_archetype
from twin.model.shading import Shading
from twin.workspace.defaults import defaults, normal_year

H, WARM = 36, 12
MOST_TURNS = 200
LIGHT = (BOARD, WOOL, BOARD)
BRICK = (CONCRETE,)


def numpy_solver(lanes: Lanes, hours: Hours, warm_up: int, watched: Sequence[int]) -> Need:
    return run_numpy(lanes, hours, warm_up, watched)[0]


def short(block: Block) -> Block:
    """The first days of the year, in double precision."""
    lanes, hours = block
    first = {
        name: getattr(hours, name)[..., :H].astype(np.float64)
        for name in ("temperature", "density", "convective", "radiant", "flow", "extra")
    } | {name: getattr(hours, name)[..., :H] for name in ("heating", "cooling")}
    sun = {name: getattr(hours, name)[:H].astype(np.float64) for name in ("beam", "diffuse")}
    return lanes, replace(hours, outer=hours.outer[:, :H].astype(np.float64), **first, **sun)


def neighbours(between: list[Wall | Opening]) -> tuple[list[Block], list[Link]]:
    """A warm room and one that is left to itself, days of January."""
    busy, idle = schedule(22.0, gains=900.0), schedule(5.0)
    blocks, links = joined([(room(), busy), (room(2.5), idle)], between, normal_year())
    return [short(block) for block in blocks], links


def agreed(between: list[Wall | Opening], tolerance: float = 1e-10) -> Exchange:
    blocks, links = neighbours(between)
    return exchanged(blocks, links, tolerance, WARM, numpy_solver)


@pytest.mark.parametrize("layers", [BRICK, LIGHT, (BOARD, WOOL, CONCRETE), WALLS[4]])
def test_that_what_leaves_one_zone_enters_the_other_in_every_hour(layers: Layers):
    found = agreed([Wall(0, 1, 30.0, layers)])

    out, into = found.flows[0]
    assert np.abs(out).mean() > 10.0
    assert np.abs(out - into).max() <= 1e-9 * np.abs(out).mean()


def test_that_compiled_and_plain_hours_agree_about_the_exchange():
    blocks, links = neighbours([Wall(0, 1, 30.0, BRICK)])

    plain = exchanged(blocks, links, 1e-7, WARM, numpy_solver)
    quick = exchanged(blocks, links, 1e-7, WARM)

    for one, other in zip(plain.needs, quick.needs, strict=True):
        assert other.air == pytest.approx(one.air, abs=1e-4)
        assert other.heating.sum() == pytest.approx(one.heating.sum(), rel=1e-5)
    assert quick.flows[0] == pytest.approx(plain.flows[0], abs=1e-3 * np.abs(plain.flows[0]).max())


def test_that_years_in_turn_give_what_hours_in_turn_give():
    """Both zones hour by hour, each hour repeated until they agree."""
    blocks, links = neighbours([Wall(0, 1, 30.0, BRICK)])
    found = exchanged(blocks, links, 1e-7, 0, numpy_solver)

    air, most = hour_by_hour(blocks, links[0])

    together = np.stack([need.air[:, 0] for need in found.needs], axis=1)
    assert air == pytest.approx(together, abs=2e-5)
    assert most < MOST_TURNS


def hour_by_hour(blocks: list[Block], link: Link) -> tuple[np.ndarray, int]:
    """Air temperatures (H, 2), and how often the slowest hour had to be repeated."""
    states = [start(lanes) for lanes, _ in blocks]
    meets, most, air = [20.0, 20.0], 0, []
    for hour in range(H):
        turn = 0
        while turn < MOST_TURNS:
            turn += 1
            told, after = [], []
            for place, (lanes, hours) in enumerate(blocks):
                side, half = link.sides[place], link.halves[place]
                hours.outer[side.row, hour] = meets[place]
                flow, state = advance(lanes, hours, hour, states[place])
                after.append(state)
                cut = half.modes.outer_mean @ states[place].modes[side.row, :, 0]
                cut += half.modes.outer_outside * meets[place]
                cut += half.modes.outer_flux * flow.into_surfaces[side.row, 0] / link.size
                told.append((cut, half.leaving(cut, meets[place])))
            answer = [met(*told[1 - n], link.halves[n].lead) for n in (0, 1)]
            off = max(abs(a - m) for a, m in zip(answer, meets, strict=True))
            meets = answer
            if off < 1e-8:
                break
        states, most = after, max(most, turn)
        air.append([state.air[0] for state in states])
    return np.array(air), most


def test_that_a_steady_wall_conducts_what_its_resistance_tells():
    weather = steady(0.0)
    warm, cool = schedule(24.0), schedule(16.0)
    between = [Wall(0, 1, 40.0, LIGHT)]

    found = simulate_rooms([(room(), warm), (room(), cool)], between, weather, tolerance=1e-4)

    tight = room(inner=(*room().inner, Inner(40.0, LIGHT, 90.0)))  # a wall that lets none pass
    alone = simulate_rooms([(tight, warm), (tight, cool)], [], weather)
    flow = found.flows[0][0][-1]
    felt = [(need.air + need.radiant)[-1, 0] / 2 for need in found.needs]
    films = resistance(LIGHT) + 2 * 0.13
    assert flow == pytest.approx(40.0 * (felt[0] - felt[1]) / films, rel=0.04)
    gave = (found.needs[0].heating - alone.needs[0].heating)[-1, 0]
    took = (alone.needs[1].heating - found.needs[1].heating)[-1, 0]
    assert gave == pytest.approx(flow, rel=0.08)
    assert took == pytest.approx(flow, rel=0.08)


def test_that_equal_rooms_exchange_nothing():
    pair = [(room(), schedule(20.0)), (room(), schedule(20.0))]

    found = simulate_rooms(pair, [Wall(0, 1, 30.0, BRICK)], normal_year())

    assert np.abs(found.flows[0]).max() < 30 * 0.1  # W


def test_that_a_wall_is_cut_into_halves_of_all_its_heat_and_resistance():
    for layers in (BRICK, LIGHT, (BOARD, WOOL, CONCRETE), WALLS[4]):
        first, second = halves(layers)

        whole = wall_modes(layers, 0.0, kept=60).heat.sum()
        assert first.film > first.lead > 0
        assert first.modes.heat[0] > 0
        assert second.modes.heat[0] > 0
        assert whole > 0
        gap = first.film - first.lead
        assert second.film - second.lead == pytest.approx(gap)
        assert gap + (second.lead - 0.13) + (first.lead - 0.13) == pytest.approx(
            resistance(layers)
        )


def test_that_the_passing_air_of_an_open_door_carries_as_much_out_as_in():
    found = agreed([Opening(0, 1, 0.05), Wall(0, 1, 30.0, LIGHT)])

    out, into = found.flows[1]
    assert np.abs(out).mean() > 100.0
    assert np.abs(out - into).max() <= 1e-5 * np.abs(out).mean()


def test_that_a_wall_in_the_shade_takes_up_less_sun():
    face = Face(90.0, 180.0)
    half = Shading(np.full(8760, 0.5), 0.5, 0.5)
    parts = [Opaque(10.0, LIGHT, face, 90.0), Opaque(10.0, LIGHT, face, 90.0, shading=half)]
    weather = normal_year()

    lit, shaded, dark = (
        one.outer.mean()
        for one in surfaces(
            ([*parts, Opaque(10.0, LIGHT, replace(face, absorptance=0.0), 90.0)], (), ()),
            weather, 3,
        )
    )  # fmt: skip

    assert shaded - dark == pytest.approx((lit - dark) / 2, rel=0.03)


def building(categories: Sequence[str], year: int, strength: float = 1.0) -> list[Variant]:
    """Zones of one building; strength : factor on its leakage."""
    case = replace(SCHOOL, construction_year=float(year))
    zone = zone_from_archetype(case, defaults())
    n50 = replace(zone.n50, value=zone.n50.value * strength)
    return [
        Variant(replace(zone, category=c, n50=n50), central_physics(defaults()))
        for c in categories
    ]


def uses_of(categories: Sequence[str]) -> list[HourlyUse]:
    return [hourly_use(defaults().operations[category]) for category in categories]


def repeated(zones: list[Variant], uses: list[HourlyUse], between: list[Divide]) -> Exchange:
    """The exact exchange: years in turn until the zones agree."""
    block, links = divided(*prepared(zones, uses, normal_year()), between)
    return exchanged([block], links, 1e-3)


def yearly(need: Need) -> np.ndarray:
    return (need.heating + need.coil).sum(axis=0, dtype=float)


def test_that_zones_of_a_building_exchange_what_divides_them():
    """A warm zone and a cool one; together they need what they need apart, within a hundredth."""
    zones, uses = building(("school", "sports"), 1975), uses_of(("school", "sports"))
    between = divides([0.5, 0.5], 200.0, 60e3)

    found = exchanging(zones, uses, [between], normal_year())

    alone = needs(zones, uses, normal_year())
    passing = found.entering.sum(axis=1, dtype=float)
    assert abs(passing.sum()) < 0.005 * np.abs(passing).sum()  # out of one and into the other
    changed = (found.heating - alone.heating).sum(axis=0, dtype=float)
    assert changed[0] > 0.004 * alone.heating[:, 0].sum(dtype=float)
    assert changed[1] < -0.01 * alone.heating[:, 1].sum(dtype=float)
    assert abs(changed.sum()) < 0.01 * alone.heating.sum(dtype=float)


@pytest.mark.parametrize("year", [1955, 2018])
@pytest.mark.parametrize(
    ("categories", "area", "leaf"),
    [
        (("school", "sports"), 1000.0, 60e3),
        (("nursing_home", "culture"), 1000.0, 5e3),
        (("school", "sports", "culture"), 1500.0, 60e3),
        (("school", "sports", "culture", "office"), 1500.0, 200e3),
    ],
)
def test_that_one_year_together_gives_what_repeated_years_give(
    categories: Sequence[str], year: int, area: float, leaf: float
):
    zones, uses = building(categories, year), uses_of(categories)
    between = divides([1 / len(categories)] * len(categories), area, leaf)

    found = exchanging(zones, uses, [between], normal_year())

    exact = repeated(zones, uses, between).needs[0]
    assert yearly(found) == pytest.approx(yearly(exact), rel=1e-3)
    assert yearly(found).sum() == pytest.approx(yearly(exact).sum(), rel=2e-4)
    assert found.air == pytest.approx(exact.air, abs=0.05)
    assert found.heating.max(axis=0) == pytest.approx(exact.heating.max(axis=0), rel=5e-3)


def test_that_buildings_side_by_side_give_what_each_gives_alone():
    categories = ("school", "sports")
    uses = uses_of(categories)
    states = [building(categories, 1985, strength) for strength in (1.0, 0.6, 0.3)]
    between = [divides([0.5, 0.5], area, 60e3) for area in (200.0, 300.0, 400.0)]

    found = exchanging([zone for own in states for zone in own], uses * 3, between, normal_year())

    for place, (zones, own) in enumerate(zip(states, between, strict=True)):
        alone = exchanging(zones, uses, [own], normal_year())
        some = slice(2 * place, 2 * place + 2)
        assert found.heating[:, some] == pytest.approx(alone.heating, abs=0.01)


def test_that_savings_hardly_change_where_draws_leave_the_exchange_out():
    """Before and after alike, so that what is left out cancels."""
    categories, between = ("school", "sports"), divides([0.5, 0.5], 400.0, 60e3)
    uses = uses_of(categories)
    states = building(categories, 1975) + building(categories, 1975, 0.4)

    together = yearly(exchanging(states, uses * 2, [between] * 2, normal_year()))
    apart = yearly(needs(states, uses * 2, normal_year()))

    saved = together[:2].sum() - together[2:].sum()
    assert saved > 0.05 * together[:2].sum()
    assert apart[:2].sum() - apart[2:].sum() == pytest.approx(saved, rel=5e-3)


def test_that_three_uses_have_three_pairs_between_them():
    pairs = divides([0.5, 0.3, 0.2], 100.0, 60e3)

    assert sum(one.area for one in pairs) == pytest.approx(100.0)
    assert [(one.first, one.second) for one in pairs] == [(1, 0), (2, 0), (2, 1)]
    assert pairs[0].area / pairs[2].area == pytest.approx(0.15 / 0.06)
