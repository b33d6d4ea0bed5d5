"""Saved views in tables and forms."""

from twin.model.register import SavedView
from twin.ui.records.field import Field, Kind, RecordKind


def _new(building_id: str, who: str, key: str) -> SavedView:
    del who
    return SavedView(key, building_id, "")


SAVED_VIEWS = RecordKind(
    SavedView,
    "view_id",
    "Saved views",
    "saved view",
    "name",
    (
        Field("name", "Name of the view", width=260, is_required=True),
        Field("building_id", "Building", Kind.BUILDING, 200),
        Field("note", "Note", Kind.LONG, 0),
    ),
    _new,
    "name",
)
