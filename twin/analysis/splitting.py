"""Cutting the surfaces of a zone so that each measure touches whole surfaces."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twin.analysis.selecting.kinds import kinds_of, stands_in
from twin.model.building import Envelope
from twin.model.proposal import OfferedMeasure, Reach, Selector
from twin.model.thermal import ThermalSurface, ThermalZone

Step = tuple[OfferedMeasure, Reach]


def split(
    zone: ThermalZone, steps: Sequence[Step], envelope: Envelope | None
) -> tuple[ThermalZone, tuple[frozenset[int], ...]]:
    """Zone with the same areas in more surfaces, and the surfaces each step touches.

    A surface stands for many elements; where a measure is for some of them, the surface becomes
    two whose areas are in proportion. Surfaces that stand for no element (those of an archetype)
    are touched kind by kind, by a step that reaches no element.
    """
    surfaces = list(zone.surfaces)
    if envelope is not None:
        for measure, reached in steps:
            rows = frozenset(reached.elements)
            surfaces = [
                part
                for surface in surfaces
                for part in _parts(surface, rows, measure.selector, envelope)
            ]
    touched = tuple(
        frozenset(
            row
            for row, surface in enumerate(surfaces)
            if _touches(surface, measure.selector, reached)
        )
        for measure, reached in steps
    )
    return replace(zone, surfaces=tuple(surfaces)), touched


def _parts(
    surface: ThermalSurface, rows: frozenset[int], selector: Selector, envelope: Envelope
) -> list[ThermalSurface]:
    """The surface as one part or as the touched and the untouched part."""
    inside = tuple(e for e in surface.elements if e in rows)
    outside = tuple(e for e in surface.elements if e not in rows)
    if not inside or not outside or not _may_be_touched(surface, selector):
        return [surface]
    share = _area(inside, surface, envelope) / _area(surface.elements, surface, envelope)
    return [
        replace(surface, elements=inside, area=surface.area * share),
        replace(surface, elements=outside, area=surface.area * (1 - share)),
    ]


def _area(elements: tuple[int, ...], surface: ThermalSurface, envelope: Envelope) -> float:
    part = np.isin(envelope.element, elements) & (np.array(envelope.kind) == surface.kind)
    if envelope.adjacency:
        part &= np.array(envelope.adjacency) == surface.adjacency
    return float(np.nansum(envelope.area[part]))


def _touches(surface: ThermalSurface, selector: Selector, reached: Reach) -> bool:
    if not reached.elements:
        is_meant = stands_in(surface, selector, kinds_of(selector)) and not surface.elements
        return is_meant and surface.u_value.value >= selector.minimum_u_value
    if not _may_be_touched(surface, selector):
        return False
    return bool(surface.elements) and set(surface.elements) <= set(reached.elements)


def _may_be_touched(surface: ThermalSurface, selector: Selector) -> bool:
    """Whether a surface is of a kind and side that the measure is for."""
    is_of_kind = not selector.kinds or surface.kind in selector.kinds
    return is_of_kind and (not selector.adjacency or surface.faces in selector.adjacency)
