"""The search of a whole run finds what it is for, wherever that is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fittrack_backend.accounts.token_secrets import ACCESS_PREFIX, new_secret
from tests.security import whole_run

PASSWORD = "a marked password 77d2"
RECOVERY_CODE = "7x3k-9m2p-q4rt-0abc"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TOKEN = new_secret(ACCESS_PREFIX)
SECRETS = (PASSWORD, RECOVERY_CODE, TOTP_SECRET, TOKEN)
KINDS = ("password", "recovery code", "TOTP secret", "token")


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Path]:
    """The folder of a run that has used the secrets; gone before the real run is searched."""
    folder = tmp_path / "run"
    kept = folder / "popen-gw0" / "transcript"
    kept.mkdir(parents=True)
    kinds = {
        "password": PASSWORD,
        "recovery code": RECOVERY_CODE,
        "TOTP secret": TOTP_SECRET,
    }
    entries = [json.dumps({"kind": kind, "value": value}) for kind, value in kinds.items()]
    (kept / "secrets.jsonl").write_text("\n".join(entries))
    yield folder
    shutil.rmtree(folder)


def printed(run: Path, *args: str, out: str = "", err: str = "") -> None:
    entry = json.dumps({"args": args, "out": out, "err": err})
    (run / "popen-gw0" / "transcript" / "printed.jsonl").write_text(entry)


@pytest.mark.parametrize("secret", SECRETS, ids=KINDS)
@pytest.mark.parametrize("stream", ["out", "err"])
def test_what_a_command_prints_is_searched(run: Path, secret: str, stream: str) -> None:
    printed(run, "activities", "list", **{stream: f"before\n{secret} after"})
    [found] = whole_run.search(run)
    assert found.place == f"std{stream} of fittrack activities list"


@pytest.mark.parametrize("secret", SECRETS, ids=KINDS)
def test_a_command_that_shows_a_secret_shows_it_on_stdout_only(run: Path, secret: str) -> None:
    printed(run, "auth", "token", out=secret)
    assert whole_run.search(run) == []
    printed(run, "auth", "token", err=secret)
    assert len(whole_run.search(run)) == 1


@pytest.mark.parametrize("secret", SECRETS, ids=KINDS)
@pytest.mark.parametrize("name", ["backend.log", "config.yaml", "cassette.yaml", "contracts.json"])
def test_files_are_searched(run: Path, secret: str, name: str) -> None:
    (run / "home").mkdir()
    (run / "home" / name).write_text(f'{{"{secret}": 1}}')
    assert [found.place for found in whole_run.search(run)] == [f"home/{name}"]


@pytest.mark.parametrize("secret", SECRETS, ids=KINDS)
def test_many_files_are_searched_by_all_processors(
    run: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_run, "_MANY", 60)
    for number in range(60):
        (run / f"{number}.log").write_text(secret if number in (7, 58) else "nothing")
    assert [found.place for found in whole_run.search(run)] == ["58.log", "7.log"]


def test_a_store_may_hold_tokens_while_nobody_else_may_read_it(run: Path) -> None:
    store = run / "credentials.json"
    store.write_text(TOKEN)
    store.chmod(0o600)
    assert whole_run.search(run) == []
    store.chmod(0o640)
    assert len(whole_run.search(run)) == 1


def test_the_database_holds_no_secret_but_those_that_codes_are_computed_from(run: Path) -> None:
    database = run / "fittrack.db"
    database.write_text(TOTP_SECRET)
    assert whole_run.search(run) == []
    for secret in (PASSWORD, RECOVERY_CODE, TOKEN):
        database.write_text(f"{TOTP_SECRET} {secret}")
        assert len(whole_run.search(run)) == 1


def test_what_vanishes_meanwhile_does_not_end_the_search(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run / "home").mkdir()
    for name in ("gone.log", "kept.log"):
        (run / "home" / name).write_text(TOKEN)
    read = Path.read_bytes

    def vanishing(path: Path) -> bytes:
        if path.name == "gone.log":
            path.unlink()
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    assert [found.place for found in whole_run.search(run)] == ["home/kept.log"]
