"""The first schema: buildings, models, condition, maintenance, meters, proposals, scenarios."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "buildings",
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("building_number", sa.Text(), nullable=False),
        sa.Column("construction_year", sa.Float(), nullable=True),
        sa.Column("gross_floor_area_m2", sa.Float(), nullable=True),
        sa.Column("heated_floor_area_m2", sa.Float(), nullable=True),
        sa.Column("storeys", sa.Integer(), nullable=False),
        sa.Column("footprint_epsg25832_m", sa.Text(), nullable=False),
        sa.Column("ground_level_m", sa.Float(), nullable=True),
        sa.Column("height_m", sa.Float(), nullable=True),
        sa.Column("roof", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("energy_label", sa.Text(), nullable=False),
        sa.Column("energy_label_scheme", sa.Text(), nullable=False),
        sa.Column("model_sha256", sa.Text(), nullable=False),
        sa.Column("model_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("building_id", name=op.f("pk_buildings")),
    )
    op.create_table(
        "models",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_models")),
    )
    op.create_table(
        "portfolio",
        sa.Column("portfolio_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("program_version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("portfolio_id", name=op.f("pk_portfolio")),
    )
    op.create_table(
        "proposals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("content_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_proposals")),
    )
    op.create_index("ix_proposals_proposal_id", "proposals", ["proposal_id"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("global_id", sa.Text(), nullable=False),
        sa.Column("part_code", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("consequence_grade", sa.Integer(), nullable=False),
        sa.Column("symptom", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("method_level", sa.Integer(), nullable=False),
        sa.Column("cost_low_nok", sa.Float(), nullable=True),
        sa.Column("cost_central_nok", sa.Float(), nullable=True),
        sa.Column("cost_high_nok", sa.Float(), nullable=True),
        sa.Column("price_year", sa.Integer(), nullable=False),
        sa.Column("deadline_year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_assessments_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_assessments")),
    )
    op.create_index(
        op.f("ix_assessments_building_id"), "assessments", ["building_id"], unique=False
    )
    op.create_table(
        "building_models",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_building_models_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["models.sha256"], name=op.f("fk_building_models_sha256_models")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_building_models")),
    )
    op.create_index(
        op.f("ix_building_models_building_id"), "building_models", ["building_id"], unique=False
    )
    op.create_table(
        "meters",
        sa.Column("meter_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_meters_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meter_id", name=op.f("pk_meters")),
    )
    op.create_index(op.f("ix_meters_building_id"), "meters", ["building_id"], unique=False)
    op.create_table(
        "needs",
        sa.Column("need_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("affects", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_needs_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("need_id", name=op.f("pk_needs")),
    )
    op.create_index(op.f("ix_needs_building_id"), "needs", ["building_id"], unique=False)
    op.create_table(
        "scenarios",
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_scenarios_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("scenario_id", name=op.f("pk_scenarios")),
    )
    op.create_index(op.f("ix_scenarios_building_id"), "scenarios", ["building_id"], unique=False)
    op.create_table(
        "work_orders",
        sa.Column("order_id", sa.String(length=100), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("global_id", sa.Text(), nullable=False),
        sa.Column("part_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("cost_nok", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_work_orders_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_work_orders")),
    )
    op.create_index(
        op.f("ix_work_orders_building_id"), "work_orders", ["building_id"], unique=False
    )
    op.create_table(
        "meter_years",
        sa.Column("meter_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("coverage", sa.Float(), nullable=False),
        sa.Column("energy_kwh", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meter_id"],
            ["meters.meter_id"],
            name=op.f("fk_meter_years_meter_id_meters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meter_id", "year", name=op.f("pk_meter_years")),
    )
    op.create_table(
        "reading_blocks",
        sa.Column("meter_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_hour", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("values_kwh", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meter_id"],
            ["meters.meter_id"],
            name=op.f("fk_reading_blocks_meter_id_meters"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meter_id", "year", name=op.f("pk_reading_blocks")),
    )
    op.create_table(
        "scenario_proposals",
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["scenarios.scenario_id"],
            name=op.f("fk_scenario_proposals_scenario_id_scenarios"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["proposals.sha256"], name=op.f("fk_scenario_proposals_sha256_proposals")
        ),
        sa.PrimaryKeyConstraint("scenario_id", "position", name=op.f("pk_scenario_proposals")),
    )


def downgrade() -> None:
    """Remove all tables."""
    op.drop_table("scenario_proposals")
    op.drop_table("reading_blocks")
    op.drop_table("meter_years")
    op.drop_index(op.f("ix_work_orders_building_id"), table_name="work_orders")
    op.drop_table("work_orders")
    op.drop_index(op.f("ix_scenarios_building_id"), table_name="scenarios")
    op.drop_table("scenarios")
    op.drop_index(op.f("ix_needs_building_id"), table_name="needs")
    op.drop_table("needs")
    op.drop_index(op.f("ix_meters_building_id"), table_name="meters")
    op.drop_table("meters")
    op.drop_index(op.f("ix_building_models_building_id"), table_name="building_models")
    op.drop_table("building_models")
    op.drop_index(op.f("ix_assessments_building_id"), table_name="assessments")
    op.drop_table("assessments")
    op.drop_index("ix_proposals_proposal_id", table_name="proposals")
    op.drop_table("proposals")
    op.drop_table("portfolio")
    op.drop_table("models")
    op.drop_table("buildings")
