"""Undo and redo as a list of immutable scenarios."""

from dataclasses import dataclass, replace
from typing import Any

from twin.model.known import KnownValue
from twin.model.operation import ActualOperation
from twin.model.saving import SavingCheck
from twin.model.scenario import Scenario

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Step:
    """A scenario and, as a template with values, the edit that led to it.

    operation : how the building is really used, None for the standard.
    known : what is measured or documented of it.
    checks : which readings are compared to see what a measure saved.
    """

    scenario: Scenario
    edit: str = ""
    title: str = ""
    operation: ActualOperation | None = None
    known: tuple[KnownValue, ...] = ()
    checks: tuple[SavingCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The scenarios and actual operations of one building in the order in which they were made.

    Undo is showing the previous one. A new edit forgets what was undone.
    """

    steps: tuple[Step, ...]
    at: int = 0

    @property
    def scenario(self) -> Scenario:
        """The scenario shown now."""
        return self.steps[self.at].scenario

    @property
    def operation(self) -> ActualOperation | None:
        """How the building is really used, None for the standard."""
        return self.steps[self.at].operation

    @property
    def known(self) -> tuple[KnownValue, ...]:
        """What is measured or documented of the building."""
        return self.steps[self.at].known

    @property
    def checks(self) -> tuple[SavingCheck, ...]:
        """Which readings are compared to see what a measure saved."""
        return self.steps[self.at].checks

    @property
    def undo_step(self) -> Step | None:
        """The edit that undo would take back, None at the beginning."""
        return self.steps[self.at] if self.at else None

    @property
    def redo_step(self) -> Step | None:
        """The edit that redo would repeat, None at the end."""
        return self.steps[self.at + 1] if self.at + 1 < len(self.steps) else None

    def pushed(self, scenario: Scenario, edit: str, title: str = "") -> "History":
        """This history with one edit more; the oldest are forgotten beyond 100."""
        return self._with(edit, title, scenario=scenario)

    def used(self, operation: ActualOperation | None, edit: str) -> "History":
        """This history with another use of the building as one edit more."""
        return self._with(edit, operation=operation)

    def learnt(self, known: tuple[KnownValue, ...], edit: str, title: str = "") -> "History":
        """This history with other known values of the building as one edit more."""
        return self._with(edit, title, known=known)

    def compared(self, checks: tuple[SavingCheck, ...], edit: str) -> "History":
        """This history with other comparisons of readings as one edit more."""
        return self._with(edit, checks=checks)

    def found(self, step: Step) -> "History":
        """This history with what somebody else stored as one edit more."""
        steps = (*self.steps[: self.at + 1], step)[-LONGEST - 1 :]
        return History(steps, len(steps) - 1)

    def undone(self) -> "History":
        """This history one edit back; itself at the beginning."""
        return replace(self, at=max(self.at - 1, 0))

    def redone(self) -> "History":
        """This history one edit forward; itself at the end."""
        return replace(self, at=min(self.at + 1, len(self.steps) - 1))

    def _with(self, edit: str, title: str = "", **parts: Any) -> "History":  # Any: fields of Step
        step = replace(self.steps[self.at], edit=edit, title=title, **parts)
        steps = (*self.steps[: self.at + 1], step)[-LONGEST - 1 :]
        return History(steps, len(steps) - 1)


def begin(
    scenario: Scenario,
    operation: ActualOperation | None = None,
    known: tuple[KnownValue, ...] = (),
    checks: tuple[SavingCheck, ...] = (),
) -> History:
    """A history that starts with `scenario` and all that is stored of the building."""
    return History((Step(scenario, operation=operation, known=known, checks=checks),))
