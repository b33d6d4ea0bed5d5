"""What of a scenario is written into a copy of a building's model: plain values."""

from dataclasses import dataclass, field

from twin.model.sketch import Point
from twin.model.write_back import Facts, Plain, WriteBack

SOLAR, SENSOR, OTHER = "solar", "sensor", "other"
DEMOLISHED = 0.95
"""An element that loses as much of itself goes as a whole."""


@dataclass(frozen=True, slots=True)
class MeasureNote:
    """What a measure says of everything it touches.

    places : GlobalIds of elements that the model has.  parts : keys of new ones. Without any of
        both it stands at the building.
    """

    key: str
    places: tuple[str, ...]
    parts: tuple[str, ...]
    facts: Facts = field(default_factory=dict[str, Plain])


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """An element with other values than today.

    u_value : afterwards, 0 where it stays.  u_value_before : 0 where unknown. [W/(m2 K)]
    g_value : afterwards, 0 where it stays.
    removed : share of it that goes, 0 to 1.
    """

    place: str
    u_value: float = 0.0
    u_value_before: float = 0.0
    g_value: float = 0.0
    removed: float = 0.0


@dataclass(frozen=True, slots=True)
class NewPart:
    """Something that was drawn or placed.

    kind : `SOLAR` | `SENSOR` | `OTHER`.
    outlines : of its prisms, counter-clockwise seen from where they grow to, in the coordinates
        of the model. [m]
    depth : of the prisms along the normals of their outlines. [m]
    storey : GlobalId, "" for the one at its height.
    colour : red, green and blue, 0 to 1.
    """

    key: str
    kind: str
    name: str
    what: str
    outlines: tuple[tuple[Point, ...], ...]
    depth: float
    storey: str = ""
    colour: tuple[float, float, float] = (0.6, 0.6, 0.6)
    facts: Facts = field(default_factory=dict[str, Plain])


@dataclass(frozen=True, slots=True)
class ScenarioCopy:
    """A scenario in one building.

    base : who and what wrote it, and the works as tasks.
    """

    base: WriteBack
    measures: tuple[MeasureNote, ...] = ()
    changed: tuple[ChangedPart, ...] = ()
    added: tuple[NewPart, ...] = ()
