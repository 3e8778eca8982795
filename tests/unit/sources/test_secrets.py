"""The keys of sources in the database: sealed, sealed anew under a new key, and left as they are where no key opens them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select, update

from fittrack_backend.runtime import Backend
from fittrack_backend.settings import Settings
from fittrack_backend.sources.secrets import opened, seal_all_again, sealed
from fittrack_backend.storage.sealed import Sealer
from fittrack_backend.storage.tables import SourceRow
from tests.unit.migrated import migrated, with_a_source

SECRET = "gpk_a-key-of-the-personal-api"


def started(folder: Path) -> Backend:
    """The backend as it starts."""
    if not (folder / "fittrack.db").exists():
        migrated(folder / "fittrack.db").dispose()
    made = Backend(Settings(folder))
    made._seal_secrets(after_s=0)
    return made


def kept(backend: Backend) -> str:
    """A source's secret as the database has it."""
    with backend.database.session() as session:
        found = session.scalars(select(SourceRow.secret)).one()
    assert found is not None
    return found


def test_a_key_is_sealed_anew_when_the_servers_key_is_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As `docs/design/security.md` describes it: the key becomes the former one, and the server starts."""
    first = started(tmp_path)
    account_id, _ = with_a_source(first.database, dt.datetime.now(dt.UTC))
    with first.database.session() as session:
        one = sealed(first.safeguards.sealer, account_id, SECRET)
        session.execute(update(SourceRow).values(secret=one))
        session.commit()
    assert SECRET not in kept(first)

    (tmp_path / "server.key").rename(tmp_path / "server.key.old")
    second = started(tmp_path)
    assert kept(second) != one
    (tmp_path / "server.key.old").unlink()
    third = started(tmp_path)
    again = kept(third)
    assert opened(third.safeguards.sealer, account_id, again) == SECRET

    with third.database.session() as session:
        seal_all_again(session, Sealer(b"o" * 32))
    assert kept(third) == again
    assert "1 keys of sources were sealed with a key that is not here" in caplog.text
    for backend in (first, second, third):
        backend.database.dispose()
