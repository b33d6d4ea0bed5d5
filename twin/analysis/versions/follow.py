"""Let records follow the things they name from one version of a model to the next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from twin.model.arrays import IntArray
from twin.model.building import BuildingModel, Element
from twin.model.version import Follow, MatchReason, ModelDifference, Place

R = TypeVar("R")
_ONE = ("global_id", "space_id")
_SEVERAL = ("places", "elements")
_ROOM_SCORE = {MatchReason.GLOBAL_ID: 1.0, MatchReason.NAME: 0.9, MatchReason.PLACE: 0.8}


def named_by(record: object) -> tuple[str, ...]:
    """GlobalIds and keys that a record names, () for one of the whole building."""
    names = {f.name for f in fields(record)}  # pyright: ignore[reportArgumentType]
    one = [getattr(record, n) for n in _ONE if n in names]
    several = [i for n in _SEVERAL if n in names for i in getattr(record, n)]
    return tuple(i for i in (*one, *several) if i)


def followed(record: R, now: Mapping[str, str], codes: Mapping[str, str]) -> R:
    """The record with other GlobalIds.

    Parameters
    ----------
    now : what a thing is called now, by what it was called; others stay as they are.
    codes : building part by GlobalId of things that are gone; a record that names such a thing
        and no part gets its part, so that it still counts there.
    """
    names = {f.name for f in fields(record)}  # pyright: ignore[reportArgumentType]
    changed: dict[str, Any] = {}
    for name in names & set(_ONE):
        changed[name] = now.get(getattr(record, name), getattr(record, name))
    for name in names & set(_SEVERAL):
        changed[name] = tuple(dict.fromkeys(now.get(i, i) for i in getattr(record, name)))
    gone = getattr(record, "global_id", "")
    if "part_code" in names and gone in codes and not getattr(record, "part_code", ""):
        changed["part_code"] = codes[gone]
    return replace(record, **changed)  # pyright: ignore[reportArgumentType, reportReturnType]


def names_in(model: BuildingModel) -> frozenset[str]:
    """Everything of a model that a record may name."""
    return frozenset(
        (
            *(e.global_id for e in model.elements),
            *(e.key for e in model.elements),
            *(s.global_id for s in model.storeys),
            *(s.global_id for s in model.spaces),
            *(g.global_id for g in model.groups),
        )
    )


def lost_names(records: Iterable[object], model: BuildingModel) -> Mapping[str, Counter[str]]:
    """What records name that is not in the model: how many of which class, by name."""
    known, found = names_in(model), dict[str, Counter[str]]()
    for record in records:
        for name in set(named_by(record)) - known:
            found.setdefault(name, Counter())[type(record).__name__] += 1
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """An older version, the model of today, and the difference between them."""

    old: BuildingModel
    new: BuildingModel
    difference: ModelDifference


def follows(lost: Mapping[str, Counter[str]], compared: Sequence[Compared]) -> tuple[Follow, ...]:
    """Where the records of each lost name may go; what is in no older version comes last.

    Parameters
    ----------
    compared : the newest first; a name is looked for in the first version that has it.
    """
    found: dict[str, Follow] = {}
    for pair in compared:
        at = _Ways(pair)
        for name, records in lost.items():
            if name not in found and (follow := at.follow(name, records)) is not None:
                found[name] = follow
    for name, records in lost.items():
        found.setdefault(name, Follow(name, Place(name, name, "", ""), dict(records)))
    return tuple(sorted(found.values(), key=_order))


def places_of(model: BuildingModel, rows: IntArray) -> tuple[Place, ...]:
    """Where some elements are, in words."""
    storeys = {s.global_id: s.name for s in model.storeys}
    return tuple(_place(model.elements[row], storeys) for row in rows.tolist())


class _Ways:
    """How to get from names of an older version to what they are now."""

    def __init__(self, pair: Compared) -> None:
        self._pair = pair
        self._storeys = {s.global_id: s.name for s in pair.old.storeys}
        self._new_storeys = {s.global_id: s.name for s in pair.new.storeys}
        rows = {e.global_id: i for i, e in reversed(list(enumerate(pair.old.elements)))}
        self._row = rows | {e.key: i for i, e in enumerate(pair.old.elements)}
        difference = pair.difference
        self._match = {row: i for i, row in enumerate(difference.old.tolist())}
        self._unsure = {u.old: u.candidates for u in difference.unsure}

    def follow(self, name: str, records: Counter[str]) -> Follow | None:
        """What became of a name, None where this version does not have it."""
        row = self._row.get(name)
        if row is None:
            return self._room(name, records)
        was = _place(self._pair.old.elements[row], self._storeys)
        at = self._match.get(row)
        if at is None:
            rows = self._unsure.get(row, ())
            return Follow(name, was, dict(records), tuple(self._now(r) for r in rows))
        difference = self._pair.difference
        return Follow(
            name,
            was,
            dict(records),
            (self._now(int(difference.new[at])),),
            difference.reason[at],
            float(difference.score[at]),
        )

    def _now(self, row: int) -> Place:
        return _place(self._pair.new.elements[row], self._new_storeys)

    def _room(self, name: str, records: Counter[str]) -> Follow | None:
        was = _rooms(self._pair.old).get(name)
        if was is None:
            return None
        there = next((r for r in self._pair.difference.rooms if r.old == name), None)
        if there is None:
            return Follow(name, was, dict(records))
        now = _rooms(self._pair.new)[there.new]
        return Follow(name, was, dict(records), (now,), there.reason, _ROOM_SCORE[there.reason])


def _rooms(model: BuildingModel) -> dict[str, Place]:
    storeys = {s.global_id: s.name for s in model.storeys}
    found = {s.global_id: Place(s.global_id, s.global_id, "IfcBuildingStorey", s.name)
             for s in model.storeys}  # fmt: skip
    for space in model.spaces:
        name = " ".join(t for t in (space.name, space.long_name) if t)
        storey = storeys.get(space.storey, "")
        found[space.global_id] = Place(space.global_id, space.global_id, "IfcSpace", name, storey)
    for group in model.groups:
        found[group.global_id] = Place(
            group.global_id, group.global_id, group.ifc_class, group.name
        )
    return found


def _place(element: Element, storeys: Mapping[str, str]) -> Place:
    return Place(
        element.global_id,
        element.key,
        element.ifc_class,
        element.name or element.type_name or element.tag,
        storeys.get(element.storey, ""),
        element.classification,
    )


def _order(follow: Follow) -> tuple[int, float, str, str]:
    """Certain ones first, the doubtful of them last, then open choices, then what is gone."""
    group = 0 if follow.is_certain else 1 if follow.candidates else 2
    return (group, -follow.score if group == 0 else 0.0, follow.was.kind, follow.was.name)
