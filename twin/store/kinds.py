"""Which table keeps which kind of record, and which fields are its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from twin.model.building import Building
from twin.model.choice import Decision, KeptScenario, ScenarioComment
from twin.model.condition import Assessment
from twin.model.maintenance import Duty, MaintenancePlan, ServiceAgreement, WorkOrder
from twin.model.meter import Meter
from twin.model.need import Need, NeedVote
from twin.model.register import Component, Document, Issue, Property, SavedView, Sensor
from twin.store import (
    care_tables,
    known_tables,
    register_tables,
    saving_tables,
    scenario_tables,
    tables,
)

_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that people edit, or of rows that go with one.

    record : None for rows that are only removed and brought back with their record.
    order : column that says in which order rows were added, "" if the key does.
    stays : whether nobody changes or removes what was stored once.
    """

    record: type | None
    table: Table
    key: str
    order: str = ""
    stays: bool = False

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns of the key."""
        return tuple(self.table.primary_key.columns)

    def key_of(self, row: Mapping[str, Any]) -> str:
        """The key of a row as the log writes it."""
        return _BETWEEN.join(str(row[column.key]) for column in self.columns)

    def values_of(self, key: str) -> tuple[Any, ...]:
        """Values of the columns of a key as the log writes it."""
        if len(self.columns) == 1:
            return (self.columns[0].type.python_type(key),)
        return tuple(
            column.type.python_type(value)
            for column, value in zip(self.columns, key.split(_BETWEEN), strict=True)
        )


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
    Kind(KeptScenario, scenario_tables.portfolio_scenarios, "scenario_id"),
    Kind(ScenarioComment, scenario_tables.scenario_comments, "comment_id"),
    Kind(Decision, scenario_tables.decisions, "decision_id", stays=True),
)
"""Parents before what belongs to them."""

GOING_ALONG = (
    Kind(None, tables.building_models, "version_id"),
    Kind(None, tables.scenarios, "scenario_id"),
    Kind(None, tables.scenario_proposals, "scenario_id"),
    Kind(None, tables.actual_operations, "building_id"),
    Kind(None, tables.operation_overrides, "override_id"),
    Kind(None, tables.operation_closures, "closure_id"),
    Kind(None, known_tables.known_values, "known_id"),
    Kind(None, known_tables.certificates, "certificate_id"),
    Kind(None, saving_tables.saving_checks, "check_id"),
)
"""Rows that go with their building; whole, and only when it goes."""
ALL_KINDS = KINDS + GOING_ALONG
LOGGED = frozenset(kind.table.name for kind in ALL_KINDS)
"""Tables whose rows the log has as records; of others it only tells."""


@cache
def kind_of(record: type) -> Kind:
    """The kind of a record class."""
    return next(kind for kind in KINDS if kind.record is record)


@cache
def kind_of_table(name: str) -> Kind:
    """The kind that a table keeps."""
    return next(kind for kind in ALL_KINDS if kind.table.name == name)
