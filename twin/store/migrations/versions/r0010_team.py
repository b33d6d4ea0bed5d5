"""For a team: files kept by the server, who was logged in, a log that the server writes itself."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_EDITED = {
    "properties": "property_id", "buildings": "building_id", "assessments": "assessment_id",
    "work_orders": "order_id", "needs": "need_id", "need_votes": "vote_id",
    "meters": "meter_id", "components": "component_id", "documents": "document_id",
    "sensors": "sensor_id", "saved_views": "view_id", "issues": "issue_id",
    "maintenance_plans": "plan_id", "service_agreements": "agreement_id", "duties": "duty_id",
}  # fmt: skip
_ALONG = {
    "building_models": "version_id", "scenarios": "scenario_id",
    "scenario_proposals": "scenario_id,position", "actual_operations": "building_id",
    "operation_overrides": "override_id", "operation_closures": "closure_id",
    "known_values": "known_id", "certificates": "certificate_id", "saving_checks": "check_id",
}  # fmt: skip
_WRITE = """
CREATE OR REPLACE FUNCTION audit_log_write() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    step text := nullif(current_setting('twin.change_id', true), '');
    old_row jsonb;
    new_row jsonb;
    before jsonb;
    after jsonb;
    row_key text;
BEGIN
    IF step IS NULL AND TG_ARGV[1] = 'step' THEN RETURN NULL; END IF;
    IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN new_row := to_jsonb(NEW); END IF;
    before := old_row;
    after := new_row;
    IF TG_OP = 'UPDATE' THEN
        IF old_row = new_row THEN RETURN NULL; END IF;
        SELECT jsonb_object_agg(n.key, old_row -> n.key), jsonb_object_agg(n.key, n.value)
            INTO before, after
            FROM jsonb_each(new_row) n
            WHERE n.value IS DISTINCT FROM old_row -> n.key;
    END IF;
    SELECT string_agg(coalesce(new_row, old_row) ->> k.name, '|' ORDER BY k.place) INTO row_key
        FROM unnest(string_to_array(TG_ARGV[0], ',')) WITH ORDINALITY AS k(name, place);
    INSERT INTO audit_log (change_id, at_utc, who, what, table_name, row_key, before_json,
                           after_json, program_version, db_user)
        VALUES (coalesce(step, 'tx-' || txid_current()), now() AT TIME ZONE 'UTC',
                coalesce(nullif(current_setting('twin.who', true), ''), session_user),
                coalesce(current_setting('twin.what', true), ''), TG_TABLE_NAME, row_key,
                before::text, after::text,
                coalesce(current_setting('twin.program_version', true), ''), session_user);
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Add the table of files and the column; on a server, the triggers that write the log."""
    op.create_table(
        "file_parts",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", "part", name=op.f("pk_file_parts")),
    )
    op.add_column("audit_log", sa.Column("db_user", sa.Text(), server_default="", nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        _log_by_triggers()


def _log_by_triggers() -> None:
    op.execute(_WRITE)
    op.execute("REVOKE ALL ON FUNCTION audit_log_write() FROM PUBLIC")
    for tables, when in ((_EDITED, "always"), (_ALONG, "step")):
        for table, key in tables.items():
            op.execute(
                f"CREATE TRIGGER audit_log_of_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION audit_log_write('{key}', '{when}')"
            )
    op.execute(
        "CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_kept()"
    )
