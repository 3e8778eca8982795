"""Quickstart without a terminal: from an empty home to a synced folder, and again."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import signal
import socket
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from fittrack_contract import FIELDS
from tests.corpora import TCX_SPORTS, Corpus
from tests.integration.command_line import PATIENCE_S, CommandLine, Done
from tests.integration.conftest import data_folder_at, with_tables
from tests.thorough import THOROUGH
from tools.running.forked_children import BACKENDS_TOO
from tools.running.live_backend import PASSWORD

pytestmark = pytest.mark.integration

ACCOUNT_FILE = Path(".config/fittrack/quickstart-account.json")


@pytest.fixture
def fittrack(tmp_path: Path, empty_databases: Sequence[Path]) -> Iterator[CommandLine]:
    """At a home whose backend has made its tables already, which takes longer than the rest of a quickstart."""
    home = tmp_path / "home"
    with_tables(data_folder_at(home), empty_databases)
    yield from at_home(home)


@pytest.fixture
def fittrack_anew(tmp_path: Path) -> Iterator[CommandLine]:
    """At an empty home."""
    yield from at_home(tmp_path / "home")


@pytest.fixture(scope="module")
def with_sample_season(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[CommandLine, dict[str, object]]]:
    """A home where quickstart ran once, and what it printed."""
    for cli in at_home(tmp_path_factory.mktemp("season")):
        yield cli, quickstart(cli)


def at_home(home: Path) -> Iterator[CommandLine]:
    cli = CommandLine.at(home, FITTRACK_DECODE_WORKERS="1", **BACKENDS_TOO)
    yield cli
    cli("backend", "stop")


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    """A few files of the corpus, among them one that holds several sessions."""
    copy = tmp_path / "training"
    copy.mkdir()
    for name in ("no-session.fit", "run.tcx", "multisport.fit", "settings.fit"):
        shutil.copy(corpus / name, copy)
    return copy


def quickstart(fittrack: CommandLine, *args: str) -> dict[str, object]:
    return fittrack.ok("quickstart", *args, "-o", "json").one()


def moment(text: object) -> dt.datetime:
    return dt.datetime.fromisoformat(str(text))


def account_of(fittrack: CommandLine) -> dict[str, object]:
    document = json.loads((fittrack.home / ACCOUNT_FILE).read_bytes())
    (account,) = document["accounts"]
    assert isinstance(account, dict)
    return account


@pytest.mark.slow
def test_the_sample_season_comes_in_once_however_often_it_runs(
    with_sample_season: tuple[CommandLine, dict[str, object]],
) -> None:
    fittrack, first = with_sample_season
    assert first["mfa_enabled"] is True
    job = first["job"]
    assert isinstance(job, dict)
    assert job["state"] == "succeeded"
    activities = fittrack.ok("activities", "list", "-o", "json").rows()
    health = fittrack.ok("health", "list", "-o", "json").rows()
    workouts = fittrack.ok("workouts", "list", "-o", "json").rows()
    assert len(activities) > 50
    assert len(health) >= 100
    assert len(workouts) > 3
    latest = first["activities"]
    assert isinstance(latest, list)
    assert latest == activities[: len(latest)]

    second = quickstart(fittrack)
    again = second["job"]
    assert isinstance(again, dict)
    assert again["id"] != job["id"]
    counts = again["counts"]
    assert counts["unchanged"] == counts["total"] == job["counts"]["total"]
    assert second["source"] == first["source"] | {"last_sync_at": second["source"]["last_sync_at"]}  # type: ignore[index,operator]
    assert fittrack.ok("activities", "list", "-o", "json").rows() == activities
    assert len(fittrack.ok("source", "list", "-o", "json").rows()) == 1


@pytest.mark.slow
def test_a_folder_of_ones_own_leaves_nothing_of_the_sample_season(
    with_sample_season: tuple[CommandLine, dict[str, object]], folder: Path
) -> None:
    fittrack, sample = with_sample_season
    assert isinstance(sample["source"], dict)
    own = fittrack.ok("quickstart", str(folder), "-o", "json")
    assert "Forgot the sample season: " in own.err
    assert own.one()["job"]["state"] == "succeeded"  # type: ignore[index]
    (source,) = fittrack.ok("source", "list", "-o", "json").rows()
    assert source["path"] == str(folder)
    names = {path.name for path in folder.iterdir()}
    for kind in ("activities", "workouts"):
        rows = fittrack.ok(kind, "list", "-o", "json").rows()
        assert {row["file_name"] for row in rows} <= names
    assert "sample" not in fittrack.ok("activities", "list", "-o", "json").out
    before = fittrack.ok("health", "list", "-o", "json").rows()
    assert len(before) < 20
    again = quickstart(fittrack)
    assert again["source"]["id"] == source["id"]  # type: ignore[index]
    assert fittrack.ok("health", "list", "-o", "json").rows() == before


def test_secrets_are_kept_for_their_owner_only_and_never_printed(
    fittrack: CommandLine, folder: Path
) -> None:
    done = fittrack.ok("quickstart", str(folder))
    path = fittrack.home / ACCOUNT_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    account = account_of(fittrack)
    secrets = [account["password"], account["totp_secret"], *_codes(account)]
    assert len(secrets) == 12
    for secret in secrets:
        assert str(secret) not in done.out + done.err
    assert str(ACCOUNT_FILE) in done.err
    assert "No usable keyring" in done.err


def test_it_signs_in_again_by_itself_when_the_session_is_gone(
    fittrack: CommandLine, folder: Path
) -> None:
    first = quickstart(fittrack, str(folder))
    fittrack.ok("auth", "logout")
    assert fittrack("activities", "list").code == 3
    again = quickstart(fittrack, str(folder))
    assert again["username"] == first["username"]
    assert fittrack.ok("auth", "status", "-o", "json").one()["mfa_enabled"] is True


def test_it_starts_the_backend_again_when_it_was_stopped(
    fittrack: CommandLine, folder: Path
) -> None:
    quickstart(fittrack, str(folder))
    fittrack.ok("backend", "stop")
    assert fittrack("backend", "status").code == 7
    quickstart(fittrack)
    assert len(fittrack.ok("source", "list", "-o", "json").rows()) == 1


def test_a_backend_that_forgot_everything_gets_the_account_again(
    fittrack: CommandLine, folder: Path
) -> None:
    first = quickstart(fittrack, str(folder))
    fittrack.ok("backend", "stop")
    shutil.rmtree(str(first["data_dir"]))
    second = quickstart(fittrack, str(folder))
    assert second["mfa_enabled"] is True
    assert second["job"]["state"] == first["job"]["state"]  # type: ignore[index]


def test_another_account_on_the_backend_is_left_alone(fittrack: CommandLine, folder: Path) -> None:
    fittrack.ok("backend", "start", "--port", "0")
    password = PASSWORD
    fittrack.ok("auth", "register", "--username", "ada", "--password-stdin", stdin=password)
    refused = fittrack("quickstart", str(folder))
    assert refused.code == 3
    assert "fittrack auth login" in refused.err
    fittrack.ok(
        *("auth", "login", "--username", "ada", "--password-stdin", "--credential-store", "file"),
        stdin=password,
    )
    assert quickstart(fittrack, str(folder))["username"] == "ada"


def test_when_the_port_is_taken_it_takes_another(fittrack: CommandLine, folder: Path) -> None:
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", 8765))
            taken.listen()
        except OSError:
            pass  # somebody else has it, which is as good
        server = quickstart(fittrack, str(folder))["server"]
    assert server != "http://127.0.0.1:8765"


@pytest.mark.slow
@pytest.mark.parametrize("after_s", [0.4, 1.0, 1.5, 2.0, 2.6] if THOROUGH else [0.4, 1.5])
def test_interrupted_anywhere_it_goes_on(
    fittrack_anew: CommandLine, folder: Path, after_s: float
) -> None:
    fittrack = fittrack_anew
    process = fittrack.start("quickstart", str(folder))
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE_S)
    result = quickstart(fittrack, str(folder))
    assert result["mfa_enabled"] is True
    assert len(fittrack.ok("source", "list", "-o", "json").rows()) == 1
    starts = [
        (row["start_time"], row["sport"])
        for row in fittrack.ok("activities", "list", "-o", "json").rows()
    ]
    assert len(starts) == len(set(starts)) > 3


@pytest.mark.corpus
def test_the_whole_corpus_shows_what_is_expected(fittrack: CommandLine, a_corpus: Corpus) -> None:
    result = quickstart(fittrack, str(a_corpus.folder))
    assert result["job"]["state"] in ("succeeded", "partial")  # type: ignore[index]
    expected = a_corpus.expected()
    sessions = {
        (moment(session["start_time"]), TCX_SPORTS.get(session["sport"], session["sport"])): session
        for file in expected.values()
        for session in file["sessions"]
    }
    listed = fittrack.ok("activities", "list", "-o", "json").rows()
    by_key = {(moment(row["start_time"]), row["sport"]): row for row in listed}
    assert len(by_key) == len(listed), "an activity is there twice"
    assert set(sessions) <= set(by_key)
    for key, session in sessions.items():
        row = by_key[key]
        shown = (row["distance_m"], row["timer_s"], row["calories_kcal"])
        wanted = (session["distance_m"], session["timer_s"], session["calories"])
        assert shown == pytest.approx(wanted, abs=0.01), row["file_name"]
    assert tuple(listed[0]) == FIELDS["Activity"]
    days = fittrack.ok("health", "list", "-o", "csv").csv()
    assert tuple(days[0]) == FIELDS["DailyHealth"]
    assert fittrack.ok("workouts", "list", "-o", "json").rows()


def test_a_folder_that_is_none_is_refused_before_anything_starts(
    fittrack: CommandLine, tmp_path: Path
) -> None:
    refused: Done = fittrack("quickstart", str(tmp_path / "nowhere"))
    assert refused.code == 2
    assert "does not exist" in refused.err
    assert fittrack("backend", "status").code == 7


def test_a_token_for_scripts_is_in_the_way(fittrack: CommandLine) -> None:
    refused = fittrack("quickstart", env={"FITTRACK_TOKEN": "a-token"})
    assert refused.code == 2
    assert "unset FITTRACK_TOKEN" in refused.err


def _codes(account: dict[str, object]) -> list[object]:
    codes = account["recovery_codes"]
    assert isinstance(codes, list)
    return codes
