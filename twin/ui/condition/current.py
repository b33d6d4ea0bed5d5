"""The assessments that count today, for tables; earlier ones are in each element's history."""

from collections.abc import Sequence

from twin.model.condition import Assessment
from twin.ui.desk import Desk
from twin.workspace.condition import current_assessments


def graded_here(desk: Desk, *, is_inside: bool = False) -> Sequence[Assessment]:
    """Those of the entered building, or of the portfolio."""
    workspace = desk.workspace
    if workspace.portfolio is None:
        return ()
    building = workspace.building if is_inside else None
    return current_assessments(workspace.portfolio, building.building_id if building else "")
