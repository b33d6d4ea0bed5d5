"""The names of records and their fields, and how their values are written."""

from functools import cache
from typing import Any

from twin.model.building import Building
from twin.model.need import NeedVote
from twin.model.register import Property
from twin.ui.records.cells import NO_NAMES, Names, text_of
from twin.ui.records.field import Field, RecordKind
from twin.ui.records.kinds.agreements import AGREEMENTS
from twin.ui.records.kinds.assessments import ASSESSMENTS
from twin.ui.records.kinds.components import COMPONENTS
from twin.ui.records.kinds.documents import DOCUMENTS
from twin.ui.records.kinds.duties import DUTIES
from twin.ui.records.kinds.issues import ISSUES
from twin.ui.records.kinds.meters import METERS
from twin.ui.records.kinds.needs import NEEDS
from twin.ui.records.kinds.plans import PLANS
from twin.ui.records.kinds.saved_views import SAVED_VIEWS
from twin.ui.records.kinds.sensors import SENSORS
from twin.ui.records.kinds.work_orders import WORK_ORDERS
from twin.ui.texts.language import tr

KINDS = (
    AGREEMENTS, ASSESSMENTS, COMPONENTS, DOCUMENTS, DUTIES, ISSUES, METERS, NEEDS, PLANS,
    SAVED_VIEWS, SENSORS, WORK_ORDERS,
)  # fmt: skip
_OTHERS = {
    Building: "building",
    NeedVote: "vote",
    Property: "property",
}


@cache
def kind_of(record: type) -> RecordKind | None:
    """How records of a class are shown, None where no table shows them."""
    return next((kind for kind in KINDS if kind.record is record), None)


def record_name(record: type | None) -> str:
    """What one record of a class is called."""
    if record is None:
        return tr("goes with its building")
    kind = kind_of(record)
    return tr(kind.one if kind else _OTHERS.get(record, record.__name__))


def field_name(record: type | None, name: str) -> str:
    """What a field is called; its plain name where no form has it."""
    field = _field(record, name)
    return tr(field.label) if field else name.replace("_", " ")


def value_text(record: type | None, name: str, value: Any, names: Names = NO_NAMES) -> str:
    """A value as forms write it; a dash where it is unknown."""
    field = _field(record, name)
    if field is not None:
        return text_of(field, value, names) or "–"
    return "–" if value is None or value != value or value == "" else str(value)


def _field(record: type | None, name: str) -> Field | None:
    kind = kind_of(record) if record is not None else None
    fields = kind.fields if kind else ()
    return next((f for f in fields if f.name == name and f.derived is None), None)
