"""Needs in tables and forms."""

from datetime import date

from twin.model.need import Need, NeedKind, NeedStatus
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import WHAT, WHEN

KINDS = tuple((k, k.value.capitalize()) for k in NeedKind)
STATUSES = tuple((s, s.value.capitalize()) for s in NeedStatus)
PAINS = (
    (1, "1 a nuisance"), (2, "2 hampers"), (3, "3 hurts"), (4, "4 hurts badly"),
    (5, "5 cannot be used"),
)  # fmt: skip
WHY = "Why"


def _new(building_id: str, who: str, key: str) -> Need:
    return Need(key, building_id, "", "", "", 3, date.today(), owner=who)


NEEDS = RecordKind(
    Need,
    "need_id",
    "Needs",
    "need",
    "title",
    (
        Field("title", "Need", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("kind", "Kind", Kind.CHOICE, NO_COLUMN, KINDS, group=WHAT),
        Field("affects", "Who feels it", width=140, group=WHAT),
        Field("pain", "Pain", Kind.CHOICE, 120, PAINS, group=WHAT),
        Field("description", "Description", Kind.LONG, NO_COLUMN, group=WHAT),
        Field("causes", "Causes", Kind.LONG, NO_COLUMN, group=WHY),
        Field("effects", "Effects", Kind.LONG, NO_COLUMN, group=WHY),
        Field("evidence", "Evidence", Kind.LONG, NO_COLUMN, group=WHY),
        Field("theme", "Theme", width=120, group=WHEN),
        Field("votes", "Votes", Kind.COUNT, 60, low=0, high=100_000, group=WHEN),
        Field("status", "Status", Kind.CHOICE, 90, STATUSES, group=WHEN),
        Field("answers", "Answered by", Kind.LIST, NO_COLUMN, group=WHEN),
        Field("owner", "Owner", width=NO_COLUMN, group=WHEN),
        Field("raised_on", "Raised", Kind.DAY, 92, is_required=True, group=WHEN),
    ),
    _new,
    "votes",
    True,
)
