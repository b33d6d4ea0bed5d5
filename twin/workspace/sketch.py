"""Drawing on the entered building: surfaces, snapping, and what fits while it is drawn.

Loads the geometry; panels and tools of the sketch import it when they are first shown.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from twin.analysis.sketching.fields import FieldFigures, field_place, figures, in_model
from twin.analysis.sketching.fields import drawn_on as drawn_on
from twin.analysis.sketching.fields import shade_loss as loss_of
from twin.analysis.sketching.snapping import Snapped as Snapped
from twin.analysis.sketching.snapping import is_rectangle as is_rectangle
from twin.analysis.sketching.snapping import rectangle as rectangle
from twin.analysis.sketching.snapping import snapped as snapped
from twin.analysis.sketching.snapping import with_corner as with_corner
from twin.analysis.sketching.snapping import with_edge as with_edge
from twin.analysis.sketching.snapping import with_size as with_size
from twin.analysis.sketching.surface import Surface as Surface
from twin.model.arrays import FloatArray
from twin.model.choice import Choice
from twin.model.importing import Progress, Silent
from twin.model.sketch import MASSINGS, DrawnField
from twin.workspace import drawn_places
from twin.workspace.defaults import normal_year
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_SILENT = Silent()


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A field as it is drawn now.

    modules : corners in the model, shape (n, 4, 3). [m]
    shade_loss : part of the yield that shade takes, NaN before anybody looked.
    made : in a normal year, with shade where that is known. [kWh]
    """

    drawn: DrawnField
    figures: FieldFigures
    modules: FloatArray
    shade_loss: float
    made: float


def surface_at(
    workspace: "Workspace", row: int, point: FloatArray, eye: FloatArray
) -> Surface | None:
    """The surface of an element at a point of the model, seen from `eye`; None without any."""
    if workspace.model is None or row < 0:
        return None
    return drawn_places.surfaces_of(workspace.model).at(row, point.tolist(), eye.tolist())


def surface_of(workspace: "Workspace", drawn: DrawnField) -> Surface | None:
    """The surface that a field lies on, None without a model."""
    if workspace.model is None:
        return None
    return drawn_places.surfaces_of(workspace.model).of(drawn)


def laid(workspace: "Workspace", surface: Surface, drawn: DrawnField, *, as_panels: bool) -> Laid:
    """What fits in a field, at once; with its shade where that was looked at before.

    as_panels : False for green roof, which has no modules.
    """
    weather = normal_year()
    place = field_place(surface, drawn, "drawn") if as_panels else None
    found = figures(surface, drawn, place, weather)
    if place is None:
        return Laid(drawn, found, np.zeros((0, 4, 3)), np.nan, np.nan)
    known = drawn_places.known_place(drawn, workspace.state)
    loss = loss_of(known, weather) if known is not None else np.nan
    made = known.power * known.specific_yield[1] if known is not None else found.made
    return Laid(drawn, found, in_model(place, surface.north).modules, loss, made)


def laid_panels(
    workspace: "Workspace", choice: Choice | None, number: int, drawn: DrawnField | None
) -> FloatArray | None:
    """Modules of all drawn fields and of the places the result names, shape (n, 4, 3). [m]

    None where nothing is drawn: what the result says stands.

    number, drawn : the field of `choice` that is drawn just now, and how; None for none.
    """
    scenario = workspace.scenario
    found: list[FloatArray] = []
    for one in scenario.choices if scenario else ():
        if not (one.is_on and has_panels(one)):
            continue
        fields = list(one.sketch.fields)
        if choice is not None and one.key == choice.key and drawn is not None:
            fields[number : number + 1] = [drawn]
        for field in fields:
            surface = surface_of(workspace, field)
            place = field_place(surface, field, "drawn") if surface is not None else None
            if surface is not None and place is not None:
                found.append(in_model(place, surface.north).modules)
    if not found:
        return None
    result = workspace.result.panels if workspace.result else None
    others = [f for f in (result.fields if result else ()) if not f.place.is_drawn]
    if _has_other_panels(workspace, choice):
        found += [f.place.modules[: f.place.modules_for(f.power)] for f in others]
    return np.concatenate(found)


def _has_other_panels(workspace: "Workspace", choice: Choice | None) -> bool:
    """Whether anything else brings panels whose places are not drawn."""
    scenario = workspace.scenario
    if scenario is None:
        return False
    offered = [m for p in scenario.proposals for m in p.measures]
    own = choice.key if choice else ""
    chosen = [c for c in scenario.choices if c.is_on and not c.sketch.fields and c.key != own]
    every = (*offered, *(c.measure for c in chosen))
    return any(effect.kind == "pv" for measure in every for effect in measure.effects)


def look_at_shade(state: State, drawn: DrawnField, progress: Progress = _SILENT) -> None:
    """Look at the shade of a field in the background, so that `laid` knows it."""
    del progress
    drawn_places.place_of(drawn, state, normal_year())


def is_drawn_on(choice: Choice) -> bool:
    """Whether fields are drawn for a measure: solar panels, and what lies on roofs or walls."""
    measure = choice.measure
    has_panels = any(effect.kind == "pv" for effect in measure.effects)
    covers = measure.cost_basis == "area" and set(measure.selector.kinds) & {"roof", "wall"}
    return has_panels or bool(covers and measure.measure_type == "addition")


def can_be_painted(choice: Choice) -> bool:
    """Whether a measure is for parts of the building that can be pointed at."""
    selector = choice.measure.selector
    asked = (selector.kinds, selector.ifc_classes, selector.part_codes, selector.global_ids)
    return any(asked) and not choice.sketch.fields


def is_massing(choice: Choice) -> bool:
    """Whether a measure is an extension or a wing that goes."""
    return choice.measure.measure_id in MASSINGS


def has_panels(choice: Choice) -> bool:
    """Whether a measure brings solar panels."""
    return any(effect.kind == "pv" for effect in choice.measure.effects)


def with_field(choice: Choice, at: int, drawn: DrawnField | None) -> Choice:
    """A choice with one field drawn anew, added (at the end) or, with None, taken away."""
    fields = list(choice.sketch.fields)
    if drawn is None:
        del fields[at]
    elif at < len(fields):
        fields[at] = drawn
    else:
        fields.append(drawn)
    return replace(choice, sketch=replace(choice.sketch, fields=tuple(fields)))
