"""What people said of scenarios."""

from twin.exporters.columns import day, text
from twin.exporters.layout import Layout
from twin.model.choice import ScenarioComment

LAYOUT = Layout(
    "scenario_comments",
    ("Comments on scenarios", "Kommentarer til scenarier"),
    ScenarioComment,
    (
        text("comment_id", "Comment id", "Kommentarnr", 28),
        text("scenario_id", "Scenario id", "Scenarionr", 28),
        text("who", "Said by", "Sagt av", 20),
        day("said_at", "Said (UTC)", "Sagt (UTC)"),
        text("text", "Comment", "Kommentar", 60),
    ),
)
