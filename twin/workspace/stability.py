"""Is the order stable? Calculated in the background for the plan that is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from twin.analysis.stability.swings import Swing, swings
from twin.workspace.jobs import JobProgress, Task
from twin.workspace.plan import PlanShown
from twin.workspace.potential import basis_of_board

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

__all__ = ["Swing", "ask_stability"]
TOPIC = "stability of the plan"
_TESTING = "Moving prices, costs, rate and life"


def ask_stability(
    workspace: "Workspace", shown: PlanShown, on_done: Callable[[tuple[Swing, ...]], object]
) -> None:
    """Tell how the worth of a plan moves; a newer question ends an older one."""
    workspace.jobs.run(_swings, shown, on_done=on_done, task=Task(_TESTING, TOPIC))


def _swings(shown: PlanShown, progress: JobProgress) -> tuple[Swing, ...]:
    def stop(done: float) -> None:
        progress.report(done, _TESTING)

    parts = basis_of_board(shown.board).parts
    return swings(shown.ladders, shown.plan, parts, stop)
