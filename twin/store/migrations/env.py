"""Alembic's entry: run the revisions on the connection it is given, in its transaction."""

from alembic import context

from twin.store.all_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
