"""The portfolio's memory: register, condition, care, needs, the log of changes, imports."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables and columns; what is stored keeps its values."""
    _make_log()
    _make_register()
    _make_care()
    _widen_assessments()
    _widen_others()


def _make_log() -> None:
    """What was changed and imported; the log can only be added to."""
    op.create_table(
        "audit_log",
        sa.Column(
            "entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("change_id", sa.String(length=40), nullable=False),
        sa.Column("at_utc", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_key", sa.String(length=200), nullable=False),
        sa.Column("before_json", sa.Text(), nullable=True),
        sa.Column("after_json", sa.Text(), nullable=True),
        sa.Column("program_version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_log")),
    )
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index("ix_audit_log_change_id", ["change_id"], unique=False)
        batch_op.create_index(
            "ix_audit_log_table_name_row_key", ["table_name", "row_key"], unique=False
        )
    op.create_table(
        "import_mappings",
        sa.Column("format", sa.String(length=60), nullable=False),
        sa.Column("columns_key", sa.String(length=64), nullable=False),
        sa.Column("mapping_json", sa.Text(), nullable=False),
        sa.Column("used_at_utc", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("format", "columns_key", name=op.f("pk_import_mappings")),
    )
    op.create_table(
        "imports",
        sa.Column("import_id", sa.String(length=100), nullable=False),
        sa.Column("at_utc", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("change_id", sa.String(length=40), nullable=False),
        _number("added"),
        _number("changed"),
        _number("unchanged"),
        _number("rejected"),
        _text("report_json", "[]"),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_imports")),
    )
    for event in ("UPDATE", "DELETE"):
        _forbid_on_log(event)


def _make_register() -> None:
    """Properties, components, documents, sensors, views, issues, votes."""
    op.create_table(
        "properties",
        sa.Column("property_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _text("municipality"),
        _text("cadastral_number"),
        _text("address"),
        _text("owner_unit"),
        sa.PrimaryKeyConstraint("property_id", name=op.f("pk_properties")),
    )
    op.create_table(
        "saved_views",
        sa.Column("view_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), server_default="", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _number("position"),
        _text("content", "{}"),
        _text("note"),
        sa.PrimaryKeyConstraint("view_id", name=op.f("pk_saved_views")),
    )
    with op.batch_alter_table("saved_views", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_views_building_id"), ["building_id"], unique=False
        )
    op.create_table(
        "components",
        sa.Column("component_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _text("part_code"),
        _text("part_table", "NS 3451:2022"),
        _text("component_type"),
        _text("global_id"),
        _text("space_id"),
        _text("tag"),
        _text("manufacturer"),
        _text("model_reference"),
        _text("serial_number"),
        _number("installed_year"),
        sa.Column("quantity", sa.Float(), nullable=True),
        _text("unit"),
        sa.Column("life_low_years", sa.Float(), nullable=True),
        sa.Column("life_central_years", sa.Float(), nullable=True),
        sa.Column("life_high_years", sa.Float(), nullable=True),
        sa.Column("replacement_low_nok", sa.Float(), nullable=True),
        sa.Column("replacement_central_nok", sa.Float(), nullable=True),
        sa.Column("replacement_high_nok", sa.Float(), nullable=True),
        _number("price_year"),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        _text("source"),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_components_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("component_id", name=op.f("pk_components")),
    )
    with op.batch_alter_table("components", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_components_building_id"), ["building_id"], unique=False
        )
    op.create_table(
        "documents",
        sa.Column("document_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        _text("kind"),
        _text("global_id"),
        _text("part_code"),
        _text("part_table", "NS 3451:2022"),
        _text("place"),
        _text("sha256"),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_documents_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_documents_building_id"), ["building_id"], unique=False
        )
    op.create_table(
        "issues",
        sa.Column("issue_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        _text("description"),
        _text("status", "open"),
        _text("priority"),
        _text("author"),
        _text("assigned_to"),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        _text("places", "[]"),
        _text("view_id"),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_issues_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_issues")),
    )
    with op.batch_alter_table("issues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issues_building_id"), ["building_id"], unique=False)
    op.create_table(
        "sensors",
        sa.Column("sensor_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        _text("global_id"),
        _text("space_id"),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_sensors_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sensor_id", name=op.f("pk_sensors")),
    )
    with op.batch_alter_table("sensors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sensors_building_id"), ["building_id"], unique=False)
    op.create_table(
        "need_votes",
        sa.Column("need_id", sa.String(length=100), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.need_id"],
            name=op.f("fk_need_votes_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("need_id", "who", name=op.f("pk_need_votes")),
    )


def _make_care() -> None:
    """Recurring work."""
    op.create_table(
        "service_agreements",
        sa.Column("agreement_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), server_default="", nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        _text("part_code"),
        _text("part_table", "NS 3451:2022"),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("yearly_cost_nok", sa.Float(), nullable=True),
        _number("price_year"),
        sa.Column("response_h", sa.Float(), nullable=True),
        _text("account"),
        _text("account_table", "NS 3454:2013"),
        sa.PrimaryKeyConstraint("agreement_id", name=op.f("pk_service_agreements")),
    )
    with op.batch_alter_table("service_agreements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_agreements_building_id"), ["building_id"], unique=False
        )
    op.create_table(
        "duties",
        sa.Column("duty_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        _text("legal_basis"),
        _number("interval_months"),
        sa.Column("last_done", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        _text("responsible"),
        _text("remark"),
        _text("document_id"),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_duties_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_duties")),
    )
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duties_building_id"), ["building_id"], unique=False)
    op.create_table(
        "maintenance_plans",
        sa.Column("plan_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        _text("global_id"),
        _text("part_code"),
        _text("part_table", "NS 3451:2022"),
        _text("component_id"),
        _number("interval_months"),
        sa.Column("interval_h", sa.Float(), nullable=True),
        sa.Column("h_per_year", sa.Float(), nullable=True),
        _number("due_grade", -1),
        sa.Column("last_done", sa.Date(), nullable=True),
        _text("supplier"),
        sa.Column("cost_nok", sa.Float(), nullable=True),
        _number("price_year"),
        _text("account"),
        _text("account_table", "NS 3454:2013"),
        _text("duty_id"),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_maintenance_plans_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_maintenance_plans")),
    )
    with op.batch_alter_table("maintenance_plans", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maintenance_plans_building_id"), ["building_id"], unique=False
        )


def _widen_assessments() -> None:
    """Keys become text, as new records are made in many places at once."""
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.add_column(_text("space_id"))
        batch_op.add_column(_text("part_table", "NS 3451:2022"))
        batch_op.add_column(_number("kg_safety", -1))
        batch_op.add_column(_number("kg_health", -1))
        batch_op.add_column(_number("kg_economy", -1))
        batch_op.add_column(_number("kg_use", -1))
        batch_op.add_column(_number("kg_appearance", -1))
        batch_op.add_column(_text("reference_level"))
        batch_op.add_column(_text("cause"))
        batch_op.add_column(
            sa.Column("is_development", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("quantity", sa.Float(), nullable=True))
        batch_op.add_column(_text("unit"))
        batch_op.add_column(_text("survey"))
        batch_op.add_column(_text("photo"))
        batch_op.alter_column(
            "assessment_id",
            existing_type=sa.INTEGER(),
            type_=sa.String(length=100),
            existing_nullable=False,
            server_default=None,
        )
    pad = "lpad(assessment_id, 14, '0')" if _is_server() else "printf('%014d', assessment_id)"
    op.execute(f"UPDATE assessments SET assessment_id = {pad}")


def _widen_others() -> None:
    """Buildings, needs and work orders say more."""
    with op.batch_alter_table("buildings", schema=None) as batch_op:
        batch_op.add_column(_text("property_id"))
        batch_op.add_column(_text("type_code"))
        batch_op.add_column(_text("type_table", "NS 3457-3:2013"))
        batch_op.add_column(_text("kostra_function"))
        batch_op.add_column(sa.Column("usable_area_m2", sa.Float(), nullable=True))
        batch_op.add_column(_text("owner_unit"))
        batch_op.add_column(_text("protection"))
    op.execute("ALTER TABLE needs RENAME COLUMN severity TO pain")
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.add_column(_text("kind", "in the building"))
        batch_op.add_column(_text("places", "[]"))
        batch_op.add_column(_text("causes"))
        batch_op.add_column(_text("effects"))
        batch_op.add_column(_text("evidence"))
        batch_op.add_column(_text("owner"))
        batch_op.add_column(_text("status", "new"))
        batch_op.add_column(_text("theme"))
        batch_op.add_column(_number("votes"))
        batch_op.add_column(_text("answers", "[]"))
    with op.batch_alter_table("work_orders", schema=None) as batch_op:
        batch_op.add_column(_text("part_table", "NS 3451:2022"))
        batch_op.add_column(_text("space_id"))
        batch_op.add_column(_text("component_id"))
        batch_op.add_column(
            sa.Column("is_failure", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(_number("priority"))
        batch_op.add_column(_text("description"))
        batch_op.add_column(sa.Column("planned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("started_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("downtime_h", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("estimate_nok", sa.Float(), nullable=True))
        batch_op.add_column(_text("account"))
        batch_op.add_column(_text("account_table", "NS 3454:2013"))
        batch_op.add_column(_text("plan_id"))


def _is_server() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _forbid_on_log(event: str) -> None:
    """What is in the log stays there, whoever writes to the database."""
    trigger = f"audit_log_no_{event.lower()}"
    if _is_server():
        op.execute(
            "CREATE OR REPLACE FUNCTION audit_log_is_kept() RETURNS trigger AS "
            "$$ BEGIN RAISE EXCEPTION 'the log of changes is only added to'; END $$ "
            "LANGUAGE plpgsql"
        )
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {event} ON audit_log "
            "FOR EACH ROW EXECUTE FUNCTION audit_log_is_kept()"
        )
        return
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE {event} ON audit_log "
        "BEGIN SELECT RAISE(ABORT, 'the log of changes is only added to'); END"
    )


def _text(name: str, default: str = "") -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def _number(name: str, default: int = 0) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), server_default=str(default), nullable=False)
