"""What is written into a copy of a building's model: plain values that cross a process."""

from dataclasses import dataclass, field

Plain = str | int | float | bool
Facts = dict[str, Plain]
"""Properties by name; what is unknown is left out."""
WRITE_BACK, SCENARIO = "write-back", "scenario"
"""What a copy is for."""


@dataclass(frozen=True, slots=True)
class ConditionNote:
    """One assessment and where it counts.

    places : GlobalIds of elements or spaces; () for the building itself.
    grade : ``TG0`` to ``TG3`` or ``TGIU``.  assessed_on : ISO day.
    facts : everything else in the terms of NS 3424.
    """

    places: tuple[str, ...]
    grade: str
    assessed_on: str
    description: str
    facts: Facts = field(default_factory=dict[str, Plain])


@dataclass(frozen=True, slots=True)
class LifeNote:
    """Service life of one element. low, central, high: 0 where unknown. [year]"""

    place: str
    low: float
    central: float
    high: float
    facts: Facts = field(default_factory=dict[str, Plain])


@dataclass(frozen=True, slots=True)
class TaskNote:
    """A work order or recurring work.

    key : of the record.  kind : ``work order`` or ``recurring work``.
    cost : 0 if unknown; of one time for recurring work. [NOK]
    begins, ends : planned or, where there are any, real days in ISO, "" if unknown.
    """

    key: str
    kind: str
    places: tuple[str, ...]
    name: str
    description: str = ""
    status: str = ""
    priority: int = 0
    begins: str = ""
    ends: str = ""
    cost: float = 0.0
    facts: Facts = field(default_factory=dict[str, Plain])


@dataclass(frozen=True, slots=True)
class WriteBack:
    """Everything that goes into one copy.

    source : what stands in the copy about where it comes from.
    at : UTC, ISO with seconds.
    purpose : ``write-back`` or ``scenario``; by it what was added is found again.
    schedule : name of the schedule that the tasks belong to.
    """

    program: str
    version: str
    who: str
    portfolio: str
    source: str
    at: str
    conditions: tuple[ConditionNote, ...] = ()
    lives: tuple[LifeNote, ...] = ()
    tasks: tuple[TaskNote, ...] = ()
    purpose: str = WRITE_BACK
    schedule: str = "Work orders and recurring work"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a write-back.

    schema : of the copy.
    elements : that carry a grade.  tasks, costs, lives : how many there are in the copy.
    missing : GlobalIds that the model does not hold; what was about them stands at the building.
    added, removed : elements of a scenario that are new, and that go.
    """

    schema: str
    elements: int
    tasks: int
    costs: int
    lives: int
    missing: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0
