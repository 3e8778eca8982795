"""Run by Alembic for every command: on the connection and for the tables that it was given."""

from typing import Literal

from alembic import context
from sqlalchemy import TypeDecorator

from fittrack_backend.storage.tables import Table


def _as_sqlalchemy_has_it(kind: str, what: object, _: object) -> str | Literal[False]:
    """A type of ours as the one that it is in the database: revisions outlive our code."""
    if kind == "type" and isinstance(what, TypeDecorator):
        return f"sa.{what.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("tables", Table.metadata),
    transaction_per_migration=False,
    render_as_batch=True,
    render_item=_as_sqlalchemy_has_it,
)
context.run_migrations()
