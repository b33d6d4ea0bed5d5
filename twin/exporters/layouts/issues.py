"""Issues: topics that people talk about."""

from twin.exporters.columns import BUILDING, day, listed, text
from twin.exporters.layout import Layout
from twin.model.register import Issue

LAYOUT = Layout(
    "issues",
    ("Issues", "Saker"),
    Issue,
    (
        text("issue_id", "Issue id", "Saksnr", 28),
        *BUILDING,
        text("title", "Issue", "Sak", 34),
        text("status", "Status", "Status"),
        text("priority", "Priority", "Prioritet"),
        text("description", "Comment", "Kommentar", 40),
        text("assigned_to", "Assigned to", "Ansvarlig", 20),
        text("author", "Raised by", "Meldt av", 20),
        day("created_on", "Raised", "Meldt"),
        day("due_on", "Due", "Frist"),
        listed("places", "Places (GlobalId)", "Steder (GlobalId)"),
    ),
)
