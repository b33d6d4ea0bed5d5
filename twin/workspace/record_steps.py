"""Stored steps that can be taken back and repeated, in the order in which they were made."""

from dataclasses import dataclass

LONGEST = 100


@dataclass(frozen=True, slots=True)
class RecordStep:
    """A stored step. what : what was done, in the user's language."""

    change_id: str
    what: str


@dataclass(frozen=True, slots=True)
class RecordSteps:
    """Steps of this session; a new step forgets what was taken back."""

    made: tuple[RecordStep, ...] = ()
    back: tuple[RecordStep, ...] = ()

    @property
    def undo_step(self) -> RecordStep | None:
        """The step that undo would take back."""
        return self.made[-1] if self.made else None

    @property
    def redo_step(self) -> RecordStep | None:
        """The taking back that redo would take back."""
        return self.back[-1] if self.back else None

    def done(self, step: RecordStep) -> "RecordSteps":
        """With one step more."""
        return RecordSteps((*self.made, step)[-LONGEST:])

    def undone(self, step: RecordStep) -> "RecordSteps":
        """With the last step taken back by `step`."""
        return RecordSteps(self.made[:-1], (*self.back, step)[-LONGEST:])

    def redone(self, step: RecordStep) -> "RecordSteps":
        """With the last taking back taken back by `step`."""
        return RecordSteps((*self.made, step)[-LONGEST:], self.back[:-1])
