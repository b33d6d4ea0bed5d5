"""A choice with what was drawn for it, as a measure that can be applied."""

from collections.abc import Sequence
from dataclasses import replace

from twin.analysis.sketching.fields import drawn_area, place_key
from twin.analysis.sketching.massing import Massed, changed_area
from twin.model.choice import Choice
from twin.model.panels import PanelPlace
from twin.model.proposal import Effect, OfferedMeasure, Range, Reach, Selector
from twin.model.sketch import MASSINGS
from twin.model.thermal import ThermalZone

NOT_DRAWN = "Its outline is not drawn yet."


def drawn_measure(choice: Choice, places: Sequence[PanelPlace]) -> OfferedMeasure:
    """The measure of a choice where fields were drawn: panels go there and nowhere else.

    What lies on roofs or walls without being panels is for the parts under the fields.

    Parameters
    ----------
    places : of the zone, those of drawn fields among them.
    """
    measure, fields = choice.measure, choice.sketch.fields
    if not fields:
        return measure
    effects = tuple(_on_fields(effect, choice, places) for effect in measure.effects)
    selector = measure.selector
    elements = tuple(dict.fromkeys(f.element for f in fields if f.element))
    if elements and not any(e.kind == "pv" for e in effects):
        selector = Selector(global_ids=elements)
    return replace(measure, effects=effects, selector=selector)


def massing_reach(
    choice: Choice, reached: Reach, massed: Sequence[Massed], zone: ThermalZone
) -> Reach:
    """What storeys that are drawn touch: the floor area that comes or goes; nothing undrawn."""
    if choice.measure.measure_id not in MASSINGS:
        return reached
    if not massed:
        return replace(reached, quantity=0.0, reason=NOT_DRAWN)
    return replace(reached, quantity=changed_area(massed, zone.floor_area.value), reason="")


def drawn_reach(choice: Choice, reached: Reach) -> Reach:
    """What a choice touches; of a drawn area that area, not the whole part under it."""
    area = drawn_part(choice)
    return replace(reached, quantity=area) if area and not reached.reason else reached


def drawn_part(choice: Choice | None) -> float:
    """Area that was drawn for a measure that is paid by area, 0 for the whole parts. [m2]"""
    if choice is None or choice.measure.cost_basis != "area":
        return 0.0
    return drawn_area(choice.sketch.fields)


def cut_to_fields(
    zone: ThermalZone, touched: Sequence[frozenset[int]], areas: Sequence[float]
) -> tuple[ThermalZone, tuple[frozenset[int], ...]]:
    """Zone whose surfaces are cut again where a measure is drawn on a part of them.

    The part inside the outlines becomes a surface of its own at the end.

    Parameters
    ----------
    touched : surfaces that each step touches.
    areas : that were drawn for each step, 0 for all of what it touches. [m2]
    """
    surfaces = list(zone.surfaces)
    found = [set(rows) for rows in touched]
    for step, area in enumerate(areas):
        rows = sorted(found[step])
        total = sum(surfaces[row].area for row in rows)
        if not area > 0 or not total > area:
            continue
        share = area / total
        for row in rows:
            inside = replace(surfaces[row], area=surfaces[row].area * share)
            surfaces[row] = replace(surfaces[row], area=surfaces[row].area * (1 - share))
            for other, own in enumerate(found):
                if row in own and other != step:
                    own.add(len(surfaces))
            found[step] = (found[step] - {row}) | {len(surfaces)}
            surfaces.append(inside)
    return replace(zone, surfaces=tuple(surfaces)), tuple(frozenset(rows) for rows in found)


def _on_fields(effect: Effect, choice: Choice, places: Sequence[PanelPlace]) -> Effect:
    if effect.kind != "pv":
        return effect
    keys = [place_key(choice.key, row) for row in range(len(choice.sketch.fields))]
    power = sum(place.power for place in places if place.key in keys)
    fits = Range(power, power, power, "The panels that were drawn.")
    return replace(effect, value=fits, unit="kW", places=tuple(keys))
