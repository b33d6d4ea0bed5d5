"""Issues, topics that people talk about, in tables and forms."""

from datetime import date

from twin.model.register import Issue
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import WHAT, WHEN

STATUSES = (
    ("open", "Unsolved"), ("in progress", "In progress"), ("resolved", "Resolved"),
    ("closed", "Closed"),
)  # fmt: skip
PRIORITIES = (("", "not set"), ("high", "High"), ("normal", "Normal"), ("low", "Low"))


def _new(building_id: str, who: str, key: str) -> Issue:
    return Issue(key, building_id, "", author=who, created_on=date.today())


ISSUES = RecordKind(
    Issue,
    "issue_id",
    "Issues",
    "issue",
    "title",
    (
        Field("title", "Issue", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("status", "Status", Kind.CHOICE, 96, STATUSES, group=WHAT),
        Field("priority", "Priority", Kind.CHOICE, 80, PRIORITIES, group=WHAT),
        Field("description", "Comment", Kind.LONG, 220, group=WHAT),
        Field("places", "Elements", Kind.LIST, NO_COLUMN, group=WHAT),
        Field("assigned_to", "Assigned to", width=130, group=WHEN),
        Field("due_on", "Due", Kind.DAY, 92, group=WHEN),
        Field("author", "Raised by", width=NO_COLUMN, group=WHEN),
        Field("created_on", "Raised", Kind.DAY, 92, group=WHEN),
    ),
    _new,
    "due_on",
)
