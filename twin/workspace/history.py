"""Undo and redo as a list of immutable scenarios."""

from dataclasses import dataclass, replace

from twin.model.scenario import Scenario

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Step:
    """A scenario and, as a template with values, the edit that led to it."""

    scenario: Scenario
    edit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The scenarios of one building in the order in which they were made.

    Undo is showing the previous one. A new edit forgets what was undone.
    """

    steps: tuple[Step, ...]
    at: int = 0

    @property
    def scenario(self) -> Scenario:
        """The scenario shown now."""
        return self.steps[self.at].scenario

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
        steps = (*self.steps[: self.at + 1], Step(scenario, edit, title))[-LONGEST - 1 :]
        return History(steps, len(steps) - 1)

    def undone(self) -> "History":
        """This history one edit back; itself at the beginning."""
        return replace(self, at=max(self.at - 1, 0))

    def redone(self) -> "History":
        """This history one edit forward; itself at the end."""
        return replace(self, at=min(self.at + 1, len(self.steps) - 1))


def begin(scenario: Scenario) -> History:
    """A history that starts with `scenario`."""
    return History((Step(scenario),))
