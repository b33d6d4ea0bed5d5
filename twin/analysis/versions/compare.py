"""What was added, removed and changed between two versions of a model."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from twin.analysis.versions.board import Board, board
from twin.analysis.versions.by_name import by_global_id, by_name, by_tag, find_shift
from twin.analysis.versions.by_place import by_parts, by_place
from twin.analysis.versions.rooms import match_rooms
from twin.analysis.versions.shapes import TOLERANCE, Rows, is_reshaped
from twin.model.arrays import IntArray
from twin.model.building import BuildingModel, Element, ElementDetails
from twin.model.version import ElementChange, ModelDifference, RoomMatch

_EXACT = 1e-6  # relative; numbers that were written in another unit differ by less


def compare(old: BuildingModel, new: BuildingModel) -> ModelDifference:
    """Match the elements of two versions and say what is different about each pair.

    By GlobalId; then by class, type, name and tag; then by place and size within a class. What
    may be several things is left to people (`ModelDifference.unsure`).
    """
    found = _matched(old, new)
    rows = np.flatnonzero(found.partner >= 0)
    new_rows = found.partner[rows]
    rooms = match_rooms(old, new)
    candidates = {c for u in found.unsure.values() for c in u.candidates}
    added = [r for r in found.open_new.tolist() if r not in candidates]
    removed = [r for r in found.open_old.tolist() if r not in found.unsure]
    reasons = tuple(r for r in (found.reason[i] for i in rows.tolist()) if r is not None)
    return ModelDifference(
        old=rows.astype(np.int32),
        new=new_rows.astype(np.int32),
        reason=reasons,
        score=found.score[rows],
        changes=_shaped(found, rows, new_rows) | _told((old, new), rows, new_rows, rooms),
        added=np.array(added, dtype=np.int32),
        removed=np.array(removed, dtype=np.int32),
        unsure=tuple(found.unsure[row] for row in sorted(found.unsure)),
        rooms=tuple(r for r in rooms if r.old != r.new),
        shift=found.shift,
    )


def _matched(old: BuildingModel, new: BuildingModel) -> Board:
    found = board(old, new)
    by_global_id(found)
    by_tag(found)
    find_shift(found)
    by_name(found)
    by_place(found)
    by_name(found)  # what stands alone now that the others are found
    by_parts(found)
    found.unsure = {
        row: unsure
        for row, unsure in found.unsure.items()
        if not all(found.is_taken[c] for c in unsure.candidates)
    }
    return found


def _shaped(found: Board, rows: Rows, new_rows: Rows) -> IntArray:
    """Flags of place, size and shape, shape (m,), int32."""
    one, other = found.old.shapes, found.new.shapes
    moved = np.abs(other.centre[new_rows] - one.centre[rows] - found.shift).max(axis=1)
    sized = np.abs(other.size[new_rows] - one.size[rows]).max(axis=1)
    appeared = one.is_drawn[rows] != other.is_drawn[new_rows]
    flags = np.zeros(len(rows), dtype=np.int32)
    is_resized = sized > TOLERANCE
    flags[moved > TOLERANCE] |= ElementChange.MOVED
    flags[is_resized] |= ElementChange.RESIZED
    alike = np.flatnonzero(~is_resized)
    reshaped = is_reshaped(one, other, rows[alike], new_rows[alike])
    flags[alike[reshaped]] |= ElementChange.RESHAPED
    flags[appeared] |= ElementChange.RESHAPED
    return flags


def _told(
    models: tuple[BuildingModel, BuildingModel],
    rows: Rows,
    new_rows: Rows,
    rooms: Sequence[RoomMatch],
) -> IntArray:
    """Flags of what the files say in words and numbers, shape (m,), int32."""
    old, new = models
    storeys = {r.old: r.new for r in rooms}
    flags = [
        _in_words(old.elements[i], new.elements[j], storeys)
        | _in_details(old.details[i], new.details[j])
        for i, j in zip(rows.tolist(), new_rows.tolist(), strict=True)
    ]
    return np.array(flags, dtype=np.int32)


def _in_words(one: Element, other: Element, storeys: Mapping[str, str]) -> int:
    flags = 0
    if storeys.get(one.storey, one.storey) != other.storey:
        flags |= ElementChange.STOREY
    if one.classification != other.classification:
        flags |= ElementChange.CLASSIFICATION
    if (one.name, one.type_name, one.tag) != (other.name, other.type_name, other.tag):
        flags |= ElementChange.RENAMED
    if (one.ifc_class, one.predefined_type) != (other.ifc_class, other.predefined_type):
        flags |= ElementChange.CLASS
    return int(flags)


def _in_details(one: ElementDetails, other: ElementDetails) -> int:
    if one == other:
        return 0
    flags = 0
    if not (
        _alike(one.property_sets, other.property_sets)
        and _alike(one.quantity_sets, other.quantity_sets)
    ):
        flags |= ElementChange.PROPERTIES
    if not _alike([_layer(a) for a in one.layers], [_layer(b) for b in other.layers]):
        flags |= ElementChange.LAYERS
    if set(one.classifications) != set(other.classifications):
        flags |= ElementChange.CLASSIFICATION
    return int(flags)


def _layer(layer: object) -> tuple[str, float]:
    return (getattr(layer, "name", ""), getattr(layer, "thickness", math.nan))


def _alike(one: object, other: object) -> bool:
    """Equal but for the last digits of numbers; two unknown numbers are equal."""
    if isinstance(one, float) and isinstance(other, (float, int)):
        both_unknown = math.isnan(one) and math.isnan(other)
        return both_unknown or math.isclose(one, other, rel_tol=_EXACT, abs_tol=1e-9)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_alike(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_alike, one, other))
    return one == other
