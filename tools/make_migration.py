"""Writes the migration between the last one and the tables as the code declares them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD, VERSIONS, configuration
from fittrack_backend.storage.tables import Table


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        if differences(Table.metadata):
            print("the tables have no migration: run scripts/make-migration", file=sys.stderr)
            return 1
        return 0
    (what_changed,) = arguments
    written = make(what_changed, Table.metadata, VERSIONS)
    if written is None:
        print("the tables are as the last migration leaves them", file=sys.stderr)
        return 1
    print(written)
    return 0


def differences(tables: MetaData) -> list[Any]:
    """What the tables have that the migrations do not make, or the other way round."""
    with TemporaryDirectory() as folder, _migrated(folder) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), tables))


@contextmanager
def _migrated(folder: str) -> Iterator[Connection]:
    """A new database with the tables that the migrations make."""
    database = Database(f"sqlite:///{folder}/new.db")
    with database.engine.connect() as connection:
        # Not by `migrate`, which would fill tables that have no migration yet.
        command.upgrade(configuration(connection), "head")
        yield connection
    database.dispose()


def make(what_changed: str, tables: MetaData, folder: Path) -> Path | None:
    """The path of the migration that it wrote; None where nothing changed."""
    if not differences(tables):
        return None
    revision = f"{int(HEAD) + 1:04}"
    slug = re.sub(r"[^a-z0-9]+", "_", what_changed.lower()).strip("_")
    with TemporaryDirectory() as database, _migrated(database) as connection:
        config = configuration(connection)
        config.attributes["tables"] = tables
        config.set_main_option("file_template", f"v{revision}_{slug}")
        if folder != VERSIONS:
            config.set_main_option("version_locations", f"{VERSIONS}:{folder}")
            config.set_main_option("path_separator", ":")
        with redirect_stdout(sys.stderr):
            command.revision(
                config,
                what_changed,
                autogenerate=True,
                rev_id=revision,
                version_path=str(folder),
            )
    path = folder / f"v{revision}_{slug}.py"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    for step in (["check", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, "--quiet", path], check=True)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
