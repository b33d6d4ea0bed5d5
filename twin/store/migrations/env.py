"""Alembic's entry: run the revisions on the connection it is given, in its transaction."""

from alembic import context

from twin.store import (  # noqa: F401  they join the tables
    audit_tables,
    care_tables,
    known_tables,
    register_tables,
    saving_tables,
    series_tables,
)
from twin.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
