"""Which table keeps which kind of record, and which fields are its key."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Table

from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.maintenance import Duty, MaintenancePlan, ServiceAgreement, WorkOrder
from twin.model.meter import Meter
from twin.model.need import Need, NeedVote
from twin.model.register import Component, Document, Issue, Property, SavedView, Sensor
from twin.store import care_tables, register_tables, tables


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that people edit.

    order : column that says in which order rows were added, "" if the key does.
    """

    record: type
    table: Table
    key: str
    order: str = ""


KINDS = (
    Kind(Property, register_tables.properties, "property_id"),
    Kind(Building, tables.buildings, "building_id", "position"),
    Kind(Assessment, tables.assessments, "assessment_id"),
    Kind(WorkOrder, tables.work_orders, "order_id"),
    Kind(Need, tables.needs, "need_id"),
    Kind(NeedVote, register_tables.need_votes, "vote_id"),
    Kind(Meter, tables.meters, "meter_id"),
    Kind(Component, register_tables.components, "component_id"),
    Kind(Document, register_tables.documents, "document_id"),
    Kind(Sensor, register_tables.sensors, "sensor_id"),
    Kind(SavedView, register_tables.saved_views, "view_id"),
    Kind(Issue, register_tables.issues, "issue_id"),
    Kind(MaintenancePlan, care_tables.maintenance_plans, "plan_id"),
    Kind(ServiceAgreement, care_tables.service_agreements, "agreement_id"),
    Kind(Duty, care_tables.duties, "duty_id"),
)
"""Parents before what belongs to them."""


@cache
def kind_of(record: type) -> Kind:
    """The kind of a record class."""
    return next(kind for kind in KINDS if kind.record is record)


@cache
def kind_of_table(name: str) -> Kind:
    """The kind that a table keeps."""
    return next(kind for kind in KINDS if kind.table.name == name)
