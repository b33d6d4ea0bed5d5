"""The scenarios of the open portfolio as one immutable value, and the one that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from twin.model.choice import KeptScenario, PortfolioScenario, ScenarioComment

MOST_STEPS = 100
DRAFT = 0


@dataclass(frozen=True, slots=True)
class Step:
    """The open scenario after an edit; `what` is a template that names the edit."""

    scenario: PortfolioScenario
    what: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """All scenarios of the portfolio, and the draft that is worked on.

    rows : as the database keeps them, drafts and versions.
    comments : on all of them.
    steps : of the open draft, the oldest first; () while none is open.  at : the one shown.
    known : hashes of the open draft that this window has shown or stored.
    beside : key its draft is kept under where somebody else changes it meanwhile.
    folder : of the portfolio.  source : the records they were taken from.
    """

    rows: Sequence[KeptScenario] = ()
    comments: Sequence[ScenarioComment] = ()
    steps: tuple[Step, ...] = ()
    at: int = 0
    known: frozenset[str] = frozenset()
    beside: str = ""
    folder: str = ""
    source: tuple[object, object] = ((), ())

    @property
    def open(self) -> PortfolioScenario | None:
        """The scenario that is worked on, None while none is open."""
        return self.steps[self.at].scenario if self.steps else None

    @property
    def undo_step(self) -> Step | None:
        """The edit that undo would take back, None at the beginning."""
        return self.steps[self.at] if self.at else None

    @property
    def redo_step(self) -> Step | None:
        """The edit that redo would repeat, None at the end."""
        return self.steps[self.at + 1] if self.at + 1 < len(self.steps) else None

    @property
    def drafts(self) -> tuple[KeptScenario, ...]:
        """The draft of each scenario, by name."""
        found = [row for row in self.rows if row.version == DRAFT]
        return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.scenario_key)))

    def versions(self, key: str) -> tuple[KeptScenario, ...]:
        """Saved versions of a scenario, oldest first."""
        found = [r for r in self.rows if r.scenario_key == key and r.version != DRAFT]
        return tuple(sorted(found, key=lambda row: row.version))

    def row(self, scenario_id: str) -> KeptScenario | None:
        """What the database keeps as ``key/version``."""
        return next((r for r in self.rows if r.scenario_id == scenario_id), None)

    def opened(self, scenario: PortfolioScenario, beside: str) -> "Shelf":
        """With another scenario open; its undo begins here."""
        return replace(self, steps=(Step(scenario),), at=0, known=frozenset(), beside=beside)

    def closed(self) -> "Shelf":
        """With none open."""
        return replace(self, steps=(), at=0, known=frozenset(), beside="")

    def knowing(self, sha256: str) -> "Shelf":
        """With one hash more of the open draft that is known here."""
        return replace(self, known=self.known | {sha256})

    def edited(self, scenario: PortfolioScenario, what: str) -> "Shelf":
        """With one edit more of the open scenario; what was undone is forgotten."""
        steps = (*self.steps[: self.at + 1], Step(scenario, what))[-MOST_STEPS - 1 :]
        return replace(self, steps=steps, at=len(steps) - 1)

    def undone(self) -> "Shelf":
        """One edit back; itself at the beginning."""
        return replace(self, at=max(self.at - 1, 0))

    def redone(self) -> "Shelf":
        """One edit forward; itself at the end."""
        return replace(self, at=min(self.at + 1, max(len(self.steps) - 1, 0)))


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """`wanted`, with a number behind it where a scenario is called that already."""
    used = {name.casefold() for name in taken}
    if wanted.casefold() not in used:
        return wanted
    return next(
        name for n in range(2, len(used) + 3) if (name := f"{wanted} {n}").casefold() not in used
    )


def next_name(taken: Sequence[str], named: Callable[[str], str]) -> str:
    """Name of a new scenario: by the first of A to Z that none has, then by a number.

    named : the name by a letter, in the language of the user.
    """
    used = {name.split(":")[0].strip().casefold() for name in taken}
    letters = (named(chr(ord("A") + n)) for n in range(26))
    free = next((name for name in letters if name.casefold() not in used), named("A"))
    return free_name(free, taken)


def local_time(at: datetime | None) -> datetime | None:
    """A stored time as the clock on the wall shows it."""
    return at.replace(tzinfo=UTC).astimezone() if at is not None else None
