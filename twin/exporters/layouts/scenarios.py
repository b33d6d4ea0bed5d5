"""Versions of scenarios; what they hold leaves with a comparison, as BuildingSync or as IFC."""

from twin.exporters.columns import day, text, whole
from twin.exporters.layout import Layout
from twin.model.choice import KeptScenario

LAYOUT = Layout(
    "scenarios",
    ("Scenarios", "Scenarier"),
    KeptScenario,
    (
        text("scenario_id", "Scenario id", "Scenarionr", 28),
        text("name", "Scenario", "Scenario", 34),
        whole("version", "Version", "Versjon", None),
        text("parent", "Made from", "Laget av", 28),
        day("saved_at", "Stored (UTC)", "Lagret (UTC)"),
        text("saved_by", "Stored by", "Lagret av", 20),
        text("sha256", "SHA-256", "SHA-256", 40),
    ),
)
