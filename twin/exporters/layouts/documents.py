"""Documents about buildings."""

from twin.exporters.columns import BUILDING, GLOBAL_ID, PART, PART_TABLE, day, text
from twin.exporters.layout import Layout
from twin.model.register import Document

LAYOUT = Layout(
    "documents",
    ("Documents", "Dokumenter"),
    Document,
    (
        text("document_id", "Document id", "Dokument-id", 28),
        *BUILDING,
        text("title", "Document", "Dokument", 34),
        text("kind", "Kind", "Slag"),
        PART,
        PART_TABLE,
        text("place", "Place", "Plassering", 40),
        day("dated", "Dated", "Datert"),
        GLOBAL_ID,
        text("sha256", "SHA-256 of the copy", "SHA-256 for kopien", 40),
    ),
)
