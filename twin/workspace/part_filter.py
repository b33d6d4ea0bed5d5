"""Parts of the entered building that a measure is for, by direction, storey, wear and U-value."""

from dataclasses import dataclass, replace

import numpy as np

from twin.model.building import BuildingModel
from twin.model.choice import Choice
from twin.model.proposal import Reach
from twin.workspace import choices
from twin.workspace.state import State

DIRECTIONS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
HALF = 45.0  # to each side of a direction. [degree]


@dataclass(frozen=True, slots=True)
class PartFilter:
    """All conditions must hold.

    facing : key of `DIRECTIONS`, "" for any.  storey : its GlobalId, "" for any.
    least_grade : TG at least so bad, -1 for any.  least_u_value : 0 for any. [W/(m2 K)]
    """

    facing: str = ""
    storey: str = ""
    least_grade: int = -1
    least_u_value: float = 0.0


def filtered(state: State, choice: Choice, wanted: PartFilter) -> tuple[tuple[str, ...], Reach]:
    """GlobalIds of the parts that a measure is for and that pass, and what it would touch.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    selector = replace(
        choice.measure.selector,
        minimum_grade=max(choice.measure.selector.minimum_grade, wanted.least_grade),
        minimum_u_value=max(choice.measure.selector.minimum_u_value, wanted.least_u_value),
    )
    measure = replace(choice.measure, selector=selector)
    (reach,) = choices.reach_of(state, (replace(choice, measure=measure),))
    model = state.model
    if model is None:
        return (), reach
    rows = [row for row in reach.elements if _passes(model, row, wanted)]
    ids = tuple(dict.fromkeys(model.elements[row].global_id for row in rows))
    return ids, reach


def _passes(model: BuildingModel, row: int, wanted: PartFilter) -> bool:
    if wanted.storey and model.elements[row].storey != wanted.storey:
        return False
    return not wanted.facing or _faces(model, row, DIRECTIONS[wanted.facing])


def _faces(model: BuildingModel, row: int, direction: float) -> bool:
    """Whether most of an element's outer area looks that way."""
    envelope = model.envelope
    if envelope is None:
        return False
    own = (envelope.element == row) & np.isfinite(envelope.azimuth)
    if not own.any():
        return False
    area = np.maximum(np.nan_to_num(envelope.area[own]), 1e-9)
    off = (envelope.azimuth[own] - direction + 180.0) % 360.0 - 180.0
    return float(area[np.abs(off) <= HALF].sum()) > float(area.sum()) / 2
