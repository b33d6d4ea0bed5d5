"""Match storeys and spaces of two versions: by GlobalId, then by name and level."""

from collections import Counter
from collections.abc import Mapping, Sequence

from twin.model.building import BuildingModel, Space, Storey
from twin.model.version import MatchReason, RoomMatch

_LEVEL = 0.05  # two storeys this near are on one level [m]


def match_rooms(old: BuildingModel, new: BuildingModel) -> tuple[RoomMatch, ...]:
    """Storeys and spaces of the older version that are found in the newer one, in their order."""
    storeys = _storeys(old.storeys, new.storeys)
    at = {m.old: m.new for m in storeys}
    return (*storeys, *_spaces(old.spaces, new.spaces, at))


def _storeys(old: Sequence[Storey], new: Sequence[Storey]) -> tuple[RoomMatch, ...]:
    ids = {s.global_id for s in new}
    found = [RoomMatch(s.global_id, s.global_id, MatchReason.GLOBAL_ID)
             for s in old if s.global_id in ids]  # fmt: skip
    left = [s for s in old if s.global_id not in ids]
    taken = {m.new for m in found}
    free = [s for s in new if s.global_id not in taken]
    named = _unique([(s.name, s.global_id) for s in free if s.name])
    for storey in left:
        there = named.get(storey.name) or _on_level(storey, free)
        if there and there not in taken:
            taken.add(there)
            reason = MatchReason.NAME if there in named.values() else MatchReason.PLACE
            found.append(RoomMatch(storey.global_id, there, reason))
    return tuple(found)


def _on_level(storey: Storey, among: Sequence[Storey]) -> str:
    near = [s.global_id for s in among if abs(s.elevation - storey.elevation) <= _LEVEL]
    return near[0] if len(near) == 1 else ""


def _spaces(
    old: Sequence[Space], new: Sequence[Space], storeys: Mapping[str, str]
) -> tuple[RoomMatch, ...]:
    ids = {s.global_id for s in new}
    found = [RoomMatch(s.global_id, s.global_id, MatchReason.GLOBAL_ID)
             for s in old if s.global_id in ids]  # fmt: skip
    known = {s.global_id for s in old}
    theirs = _unique([(_key(s, s.storey), s.global_id) for s in new if s.global_id not in known])
    ours = _unique([(_key(s, storeys.get(s.storey, s.storey)), s.global_id)
                    for s in old if s.global_id not in ids])  # fmt: skip
    found += [
        RoomMatch(gone, theirs[key], MatchReason.NAME)
        for key, gone in ours.items()
        if key in theirs and any(key[1:])
    ]
    return tuple(found)


def _key(space: Space, storey: str) -> tuple[str, str, str]:
    return storey, space.name, space.long_name


def _unique(pairs: Sequence[tuple]) -> dict:  # pyright: ignore[reportMissingTypeArgument]
    counts = Counter(key for key, _ in pairs)
    return {key: value for key, value in pairs if counts[key] == 1}
