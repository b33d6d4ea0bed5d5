"""Words for versions of a model, what changed between them, and records that follow."""

from collections.abc import Mapping
from datetime import UTC

from twin.model.version import ElementChange, Follow, MatchReason, ModelVersion, Place
from twin.ui.texts import numbers
from twin.ui.texts.class_names import class_words
from twin.ui.texts.language import tr

CHANGES = {
    ElementChange.MOVED: "moved",
    ElementChange.RESIZED: "other size",
    ElementChange.RESHAPED: "other shape",
    ElementChange.PROPERTIES: "properties",
    ElementChange.STOREY: "other storey",
    ElementChange.CLASSIFICATION: "classification",
    ElementChange.LAYERS: "layers",
    ElementChange.RENAMED: "other name",
    ElementChange.CLASS: "other class",
}
REASONS = {
    MatchReason.GLOBAL_ID: "same GlobalId",
    MatchReason.NAME: "same class and name",
    MatchReason.PLACE: "same place and size",
}
RECORDS = {
    "Assessment": "Assessments",
    "WorkOrder": "Work orders",
    "Component": "Components",
    "MaintenancePlan": "Recurring work",
    "Document": "Documents",
    "Sensor": "Sensors",
    "Need": "Needs",
    "Issue": "Issues",
    "KnownValue": "Known values",
}


def change_text(changes: int) -> str:
    """What is different about an element, one after the other."""
    found = [tr(text) for flag, text in CHANGES.items() if changes & flag]
    return ", ".join(found)


def reason_text(reason: MatchReason) -> str:
    """Why an element is taken for another one."""
    return tr(REASONS[reason])


def version_text(version: ModelVersion) -> str:
    """Day and file of a version."""
    return f"{day_text(version)}, {version.name}"


def day_text(version: ModelVersion) -> str:
    """The day a version arrived, where the user is."""
    return numbers.day(version.received_at.replace(tzinfo=UTC).astimezone().date())


def place_text(place: Place) -> str:
    """What and where something is, on one line."""
    kind = class_words(place.kind) if place.kind else ""
    name = place.name or place.global_id
    return " · ".join(t for t in (kind, place.storey, name) if t)


def count_text(count: int) -> str:
    """How many records."""
    if count == 1:
        return tr("1 record")
    return tr("{count} records", count=numbers.number(count))


def records_text(records: Mapping[str, int]) -> str:
    """How many records of each kind."""
    return ", ".join(f"{tr(RECORDS[k])}: {numbers.number(n)}" for k, n in records.items())


def follow_text(follow: Follow) -> str:
    """Why a record may follow, and how sure that is."""
    if follow.reason is None:
        return tr("may be several; choose one") if follow.candidates else tr("gone")
    return f"{reason_text(follow.reason)} · {numbers.percent(follow.score)}"
