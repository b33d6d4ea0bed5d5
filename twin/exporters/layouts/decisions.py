"""Decisions that were frozen; each leaves whole as a workbook or document of its own."""

from twin.exporters.columns import day, text
from twin.exporters.layout import Layout
from twin.model.choice import Decision

LAYOUT = Layout(
    "decisions",
    ("Decisions", "Beslutninger"),
    Decision,
    (
        text("decision_id", "Decision id", "Beslutningsnr", 28),
        text("title", "Decision", "Beslutning", 34),
        day("decided_at", "Decided (UTC)", "Besluttet (UTC)"),
        text("decided_by", "Decided by", "Besluttet av", 20),
        text("sha256", "SHA-256", "SHA-256", 40),
    ),
)
