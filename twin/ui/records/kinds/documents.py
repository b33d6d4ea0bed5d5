"""Documents in tables and forms."""

from twin.model.register import Document
from twin.ui.records.field import Field, Kind, RecordKind


def _new(building_id: str, who: str, key: str) -> Document:
    del who
    return Document(key, building_id, "")


DOCUMENTS = RecordKind(
    Document,
    "document_id",
    "Documents",
    "document",
    "title",
    (
        Field("title", "Document", width=0, is_required=True),
        Field("building_id", "Building", Kind.BUILDING, 150),
        Field("kind", "Kind", width=120),
        Field("part_code", "Building part", Kind.PART, 180),
        Field("place", "Place", width=220),
        Field("dated", "Dated", Kind.DAY, 92),
    ),
    _new,
    "title",
)
