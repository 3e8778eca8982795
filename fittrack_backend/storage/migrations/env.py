"""Run by Alembic for every command: on the connection that it was given."""

from alembic import context

from fittrack_backend.storage.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
