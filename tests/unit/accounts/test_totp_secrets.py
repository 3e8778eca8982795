"""TOTP secrets in the database: sealed, whichever version wrote them, and sealed anew under a new key."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from fittrack_backend.accounts.totp_secrets import seal_all
from fittrack_backend.runtime import Backend
from fittrack_backend.settings import Settings
from fittrack_backend.storage.sealed import NotOpened, Sealer
from fittrack_backend.storage.tables import AccountRow
from tests.unit.accounts.world import World
from tests.unit.migrated import migrated

OTHER_KEY = b"o" * 32
ME = uuid4()


def backend(folder: Path) -> Backend:
    if not (folder / "fittrack.db").exists():
        migrated(folder / "fittrack.db").dispose()
    made = Backend(Settings(folder))
    made._seal_secrets(after_s=0)
    return made


def test_a_key_is_replaced_and_secrets_of_older_versions_are_sealed(tmp_path: Path) -> None:
    """As `docs/design/security.md` describes it: the key becomes the former one, and the server starts."""
    key = tmp_path / "server.key"
    first = backend(tmp_path)
    with first.database.session() as session:
        session.add(
            AccountRow(
                id=ME,
                username="ada",
                username_key="ada",
                password_hash="",
                founder=True,
                created_at=first.safeguards.clock(),
                totp_secret="PLAIN",
                pending_totp_secret="WAITING",
            )
        )
        session.commit()

    def kept() -> list[str | None]:
        with first.database.session() as session:
            row = session.scalars(select(AccountRow)).one()
            return [row.totp_secret, row.pending_totp_secret]

    def opened(sealer: Sealer) -> list[str]:
        return [sealer.open(one or "", ME, "totp") for one in kept()]

    first._seal_secrets(after_s=0)
    assert opened(first.safeguards.sealer) == ["PLAIN", "WAITING"]
    key.rename(tmp_path / "server.key.old")
    second = backend(tmp_path)
    assert opened(second.safeguards.sealer) == ["PLAIN", "WAITING"]
    (tmp_path / "server.key.old").unlink()
    third = backend(tmp_path)
    assert opened(third.safeguards.sealer) == ["PLAIN", "WAITING"]
    for one in (first, second, third):
        one.database.dispose()


def test_a_secret_whose_key_is_gone_is_left_as_it_is(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    _, codes = world.with_second_factor()
    kept = world.session.scalar(select(AccountRow.totp_secret))
    seal_all(world.session, Sealer(OTHER_KEY))
    assert world.session.scalar(select(AccountRow.totp_secret)) == kept
    assert caplog.messages == [
        "1 TOTP secrets were sealed with a key that is not here. Those who have them sign in with a "
        "recovery code, until the former key is in the key file with .old at its end"
    ]
    world.answer(world.challenge(), codes[0], "recovery_code")


def test_the_log_says_how_many_were_sealed_with_the_key_in_force(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "fittrack.accounts")
    world.register()
    secrets = {"totp_secret": "PLAIN", "pending_totp_secret": "WAITING"}
    world.session.execute(update(AccountRow).values(**secrets))
    for _ in range(2):  # the second time there is nothing to do
        seal_all(world.session, world.safeguards.sealer)
    assert caplog.messages == ["2 TOTP secrets were sealed with the server's key in force"]


def test_the_database_holds_no_secret_as_it_is(world: World) -> None:
    secret, _ = world.with_second_factor()
    (kept,) = world.session.scalars(select(AccountRow.totp_secret))
    assert kept is not None
    assert secret not in kept
    assert world.safeguards.sealer.is_current(kept)


def test_the_sealed_secret_of_another_account_is_not_taken(world: World) -> None:
    world.with_second_factor()
    other = world.safeguards.sealer.seal("A" * 32, uuid4(), "totp")
    world.session.execute(update(AccountRow).values(totp_secret=other))
    world.session.commit()
    challenge = world.challenge()
    with pytest.raises(NotOpened):
        world.answer(challenge, world.code("A" * 32))
