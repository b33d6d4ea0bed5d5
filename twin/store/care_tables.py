"""Tables of recurring work: plans, agreements, duties; units stand in the column names."""

from sqlalchemy import Column, Date, Float, Table, Text

from twin.model.classification import NS_3451, NS_3454
from twin.store.register_tables import key_column, of_building_or_all
from twin.store.tables import metadata, number_column, of_building, text_column

maintenance_plans = Table(
    "maintenance_plans",
    metadata,
    key_column("plan_id"),
    of_building(),
    Column("title", Text, nullable=False),
    Column("trigger", Text, nullable=False),
    text_column("global_id"),
    text_column("part_code"),
    text_column("part_table", NS_3451),
    text_column("component_id"),
    number_column("interval_months"),
    Column("interval_h", Float, key="interval_hours"),
    Column("h_per_year", Float, key="hours_per_year"),
    number_column("due_grade", -1),
    Column("last_done", Date),
    text_column("supplier"),
    Column("cost_nok", Float, key="cost"),
    number_column("price_year"),
    text_column("account"),
    text_column("account_table", NS_3454),
    text_column("duty_id"),
)

service_agreements = Table(
    "service_agreements",
    metadata,
    key_column("agreement_id"),
    of_building_or_all(),
    Column("supplier", Text, nullable=False),
    Column("title", Text, nullable=False),
    text_column("part_code"),
    text_column("part_table", NS_3451),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("yearly_cost_nok", Float, key="yearly_cost"),
    number_column("price_year"),
    Column("response_h", Float, key="response_hours"),
    text_column("account"),
    text_column("account_table", NS_3454),
)

duties = Table(
    "duties",
    metadata,
    key_column("duty_id"),
    of_building(),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    text_column("legal_basis"),
    number_column("interval_months"),
    Column("last_done", Date),
    Column("next_due", Date),
    Column("state", Text, nullable=False),
    text_column("responsible"),
    text_column("remark"),
    text_column("document_id"),
)
