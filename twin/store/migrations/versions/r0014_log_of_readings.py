"""Readings that a step replaced stand in the log: how many hours, and their sum."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
SCHEMA = "readings"
_WRITE = """
CREATE OR REPLACE FUNCTION audit_log_readings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_log (change_id, at_utc, who, what, table_name, row_key, before_json,
                           after_json, program_version, db_user)
        VALUES (NEW.change_id, now() AT TIME ZONE 'UTC',
                coalesce(nullif(current_setting('twin.who', true), ''), session_user),
                coalesce(current_setting('twin.what', true), ''),
                CASE NEW.series WHEN 'meter' THEN 'reading_blocks' ELSE 'sensor_blocks' END,
                NEW.series_id || '|' || NEW.year, NEW.told_before_json, NEW.told_after_json,
                coalesce(current_setting('twin.program_version', true), ''), session_user);
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Add the columns; a lost file of readings was made anew with them."""
    columns = sa.inspect(op.get_bind()).get_columns("replaced_blocks", schema=SCHEMA)
    if "told_after_json" not in {c["name"] for c in columns}:
        for name in ("told_before_json", "told_after_json"):
            op.add_column("replaced_blocks", sa.Column(name, sa.Text()), schema=SCHEMA)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_WRITE)
        op.execute("REVOKE ALL ON FUNCTION audit_log_readings() FROM PUBLIC")
        op.execute(
            "CREATE TRIGGER audit_log_of_replaced_blocks AFTER INSERT ON "
            f"{SCHEMA}.replaced_blocks FOR EACH ROW EXECUTE FUNCTION audit_log_readings()"
        )
