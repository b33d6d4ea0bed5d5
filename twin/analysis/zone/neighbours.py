"""Zones of one building that exchange heat through the walls and decks between them.

Of the inner mass of each zone, a part is what divides it from another zone: the same leaves, with
the other zone instead of nothing behind their middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.zone.exchange import Link, Side
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.many import SLOTS, Variant, prepared
from twin.analysis.zone.partition import START, leaves
from twin.analysis.zone.together import run_together
from twin.analysis.zone.usual import leaf_capacity, leaf_cells
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather, ThermalZone

GAP = 0.7  # between the leaves: some 25 mm of sound insulation, estimate. [m2 K/W]
MOST = 0.9  # of the inner mass of a zone that may divide it from others
INNER = SLOTS.index("inner")
SPLIT = "beam", "diffuse"
MODES_OF = "decay", "by_outside", "by_flux", "mean", "outside", "flux"
EMPTY = 1e-6  # of a slot that a zone does not need. [m2]


@dataclass(frozen=True, slots=True)
class Divide:
    """What stands between two zones, by their places; leaf : of each side. [J/(K m2)]"""

    first: int
    second: int
    area: float
    leaf: float


def divides(shares: Sequence[float], area: float, leaf: float) -> list[Divide]:
    """The area between all zones of a building, in proportion to the product of their shares."""
    pairs = [(a, b) for a in range(len(shares)) for b in range(a)]
    weight = [shares[a] * shares[b] for a, b in pairs]
    total = sum(weight)
    return [Divide(a, b, area * w / total, leaf) for (a, b), w in zip(pairs, weight, strict=True)]


def divides_of(zone: ThermalZone, shares: Sequence[float]) -> list[Divide]:
    """What divides the uses of a building, none where its area is unknown."""
    area = zone.dividing.value
    if len(shares) < 2 or not area > 0:
        return []
    known = [mass for mass in zone.inner if mass.leaf_capacity.value > 0]
    size = sum(mass.area for mass in known)
    usual = float(leaf_capacity("wall", np.array(zone.heat_capacity.value)))
    heat = sum(mass.area * mass.leaf_capacity.value for mass in known)
    return divides(shares, area, heat / size if size > 0 else usual)


def exchanging(
    zones: Sequence[Variant],
    uses: Sequence[HourlyUse],
    between: Sequence[Sequence[Divide]],
    weather: HourlyWeather,
) -> Need:
    """Hours of the zones of buildings of like uses, one building after the other, (8760, zones).

    Parameters
    ----------
    uses : of each zone; those of all buildings are the same objects in the same order.
    between : zones of each building, by their places in it.

    Raises as `many.prepared`.
    """
    count = len(zones) // len(between)
    lanes, hours = prepared(zones, uses, weather)
    every = [
        replace(one, first=one.first + place * count, second=one.second + place * count)
        for place, own in enumerate(between)
        for one in own
    ]
    (lanes, hours), links = joined(lanes, hours, every)
    return run_together(lanes, hours, links, count)


def joined(
    lanes: Lanes, hours: Hours, between: Sequence[Divide]
) -> tuple[tuple[Lanes, Hours], list[Link]]:
    """Zones with surfaces for what divides them, one more slot for every neighbour of a zone."""
    between = _within(lanes, between)
    taken = [0] * lanes.area.shape[1]
    links: list[Link] = []
    for one in between:
        cells = leaf_cells(np.array([one.leaf]))
        leaf = cells[0][0], cells[1][0]
        sides: list[Side] = []
        for lane in (one.first, one.second):
            sides.append(Side(0, len(lanes.area) + taken[lane], lane))
            taken[lane] += 1
        links.append(Link((sides[0], sides[1]), leaves(leaf, leaf, GAP), one.area))
    slots = max(taken, default=0)
    outer = np.full((slots, *hours.outer.shape[1:]), START, hours.outer.dtype)
    channels = np.arange(slots, dtype=np.int32) + len(hours.outer)
    split = _split(lanes, links, slots)
    split = replace(split, channel=np.concatenate([lanes.channel, channels]))
    return (split, replace(hours, outer=np.concatenate([hours.outer, outer]))), links


def _within(lanes: Lanes, between: Sequence[Divide]) -> list[Divide]:
    """No zone is divided from others by more than it has inside."""
    has = MOST * lanes.area[INNER]
    asked = np.zeros_like(has)
    for one in between:
        asked[[one.first, one.second]] += one.area
    part = np.minimum(1.0, has / np.maximum(asked, 1e-9))
    return [replace(b, area=b.area * float(min(part[b.first], part[b.second]))) for b in between]


def _split(lanes: Lanes, links: Sequence[Link], slots: int) -> Lanes:
    """The inner mass in its rest and, slot by slot, what divides the zone from others."""
    rows = [INNER] * slots
    found: dict[str, FloatArray] = {
        name: np.concatenate([getattr(lanes, name), getattr(lanes, name)[rows]])
        for name in ("area", "radiation", "warm", "cold", *SPLIT, *MODES_OF)
    }
    first = len(lanes.area)
    found["area"][first:] = EMPTY
    for link in links:
        for side, half in zip(link.sides, link.halves or (), strict=True):
            found["area"][side.row, side.lane] = link.size
            for name in MODES_OF:
                found[name][side.row, ..., side.lane] = getattr(half.modes, name)
    inner = lanes.area[INNER]
    found["area"][INNER] = inner - found["area"][first:].sum(axis=0)
    for name in SPLIT:
        whole = getattr(lanes, name)[INNER] / inner
        found[name][INNER] = whole * found["area"][INNER]
        found[name][first:] = whole * found["area"][first:]
    return replace(lanes, **found)
