"""The attempt of a refresh: one for each refresh token of a store, whoever settles it, at any step."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fittrack_cli import files
from fittrack_cli.errors import CliError, NotSignedIn
from fittrack_cli.files import UnsafeFile
from fittrack_cli.secret import Secret
from fittrack_cli.session import attempts, session
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.session import Session
from fittrack_cli.session.tokens import Tokens
from tests.unit.cli.renewing import KEY, Setting, full, pair

ONE, TWO, THREE = Secret("ftr_one"), Secret("ftr_two"), Secret("ftr_three")
FIRST, SECOND = pair(1), pair(2)
SPENT = NotSignedIn("The refresh token was replaced a moment ago", slug="token-spent")


def settle_in_processes(folder: Path, number: int) -> set[str]:
    """What so many processes settle on that start in the same moment and have no lock."""
    code = (
        "import sys; from pathlib import Path; from fittrack_cli.secret import Secret\n"
        "from fittrack_cli.session import attempts\n"
        "print(flush=True); sys.stdin.readline()\n"
        "print(attempts.settle(Path(sys.argv[1]), 'key', Secret('ftr_one')).reveal())"
    )
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stdin=pipe, stdout=pipe)
        for _ in range(number)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    return {process.communicate()[0].decode().strip() for process in started}


def test_processes_without_a_lock_settle_on_one_attempt(tmp_path: Path) -> None:
    for round_ in range(3):
        folder = tmp_path / str(round_)
        assert len(settle_in_processes(folder, 6)) == 1
        assert [path.name for path in folder.glob("*.tmp")] == []


def test_an_attempt_stays_until_it_is_forgotten(tmp_path: Path) -> None:
    first = attempts.settle(tmp_path, KEY, ONE)
    assert attempts.settle(tmp_path, KEY, ONE) == attempts.kept(tmp_path, KEY, ONE) == first
    assert len(first.reveal()) >= 32
    others = [attempts.settle(tmp_path, KEY, TWO), attempts.settle(tmp_path, "other", ONE)]
    assert len({first, *others}) == 3
    attempts.forget(tmp_path, KEY, but=(TWO, THREE))
    assert attempts.kept(tmp_path, KEY, ONE) is None
    assert attempts.kept(tmp_path, KEY, TWO) == others[0]
    assert attempts.kept(tmp_path, "other", ONE) == others[1]
    attempts.forget(tmp_path, KEY)
    assert attempts.kept(tmp_path, KEY, TWO) is None


def test_only_the_owner_can_read_it_and_no_token_is_in_its_name(tmp_path: Path) -> None:
    attempts.settle(tmp_path, KEY, ONE)
    (place,) = tmp_path.glob(".attempt-*")
    assert (place.stat().st_mode & 0o777, (place / "id").stat().st_mode & 0o777) == (0o700, 0o600)
    assert "ftr" not in place.name


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 32, b"a" * 33])
def test_what_is_damaged_is_neither_sent_nor_replaced(tmp_path: Path, content: bytes) -> None:
    attempts.settle(tmp_path, KEY, ONE)
    (file,) = tmp_path.glob(".attempt-*/id")
    file.write_bytes(content)
    with pytest.raises(CliError) as caught:
        attempts.settle(tmp_path, KEY, ONE)
    assert "auth login" in caught.value.hint
    assert file.read_bytes() == content


def test_what_others_can_read_is_refused(tmp_path: Path) -> None:
    attempts.settle(tmp_path, KEY, ONE)
    (file,) = tmp_path.glob(".attempt-*/id")
    file.chmod(0o644)
    with pytest.raises(UnsafeFile):
        attempts.settle(tmp_path, KEY, ONE)


def test_an_attempt_that_may_not_outlive_a_loss_of_power_is_not_sent(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_durable(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(attempts, "sync_folder", not_durable)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-1"
    assert (setting.server.exchanged, setting.server.borrowed) == ([], ["refresh-1"])


def test_the_attempt_is_on_the_disk_before_the_server_is_asked(setting: Setting) -> None:
    sent: list[tuple[Secret, Secret | None]] = []

    def exchange(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        sent.append((attempt, attempts.kept(setting.folder, KEY, refresh)))
        return setting.server.exchange(refresh, attempt, rotate=rotate)

    renewing = setting.session()
    renewing._exchange = exchange
    renewing.renew(pair(1), rejected=True)
    assert [written == attempt for attempt, written in sent] == [True]


def test_a_process_that_comes_back_sends_the_attempt_that_it_wrote(setting: Setting) -> None:
    """Whether it died before sending, or before it kept the answer."""
    before = attempts.settle(setting.folder, KEY, pair(1).refresh)
    setting.server.bound["refresh-1"] = before.reveal()
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-2"


def test_attempts_do_not_pile_up(setting: Setting) -> None:
    for number in range(1, 9):
        setting.server.use(setting.session().renew(pair(number), rejected=True))
    assert len(list(setting.folder.glob(".attempt-*"))) == 1, "the last, for who comes late"


def test_tokens_that_were_renewed_while_the_attempt_was_written_are_used(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locks that say yes to everybody: the attempt is new, since its token was replaced before."""
    settle = attempts.settle

    def overtaken(folder: Path, key: str, refresh: Secret) -> Secret:
        setting.store.save(KEY, pair(7))
        return settle(folder, key, refresh)

    monkeypatch.setattr(attempts, "settle", overtaken)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-7"
    assert setting.server.exchanged == []


def test_where_nothing_can_be_written_the_attempt_that_is_there_borrows(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = attempts.settle(setting.folder, KEY, pair(1).refresh)
    setting.server.bound["refresh-1"] = attempt.reveal()
    full(monkeypatch)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-1"
    assert setting.server.borrowed == ["refresh-1"]
    assert not setting.server.revoked


def refusing(setting: Setting, error: CliError, *, meanwhile: Tokens | None) -> Session:
    def exchange(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        if meanwhile is not None:
            FileStore(setting.folder).save(KEY, meanwhile)
        raise error

    made = setting.session()
    made._exchange = exchange
    return made


def test_who_comes_late_goes_on_with_the_tokens_that_are_in_the_store(setting: Setting) -> None:
    late = refusing(setting, SPENT, meanwhile=pair(4))
    assert late.renew(pair(1), rejected=True).access.reveal() == "access-4"


def test_who_comes_late_finds_tokens_that_are_written_a_moment_later(setting: Setting) -> None:
    writing = threading.Timer(0.2, FileStore(setting.folder).save, [KEY, pair(4)])

    def exchange(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        writing.start()
        raise SPENT

    renewing = setting.session()
    renewing._exchange = exchange
    assert renewing.renew(pair(1), rejected=True).access.reveal() == "access-4"
    writing.join()


def test_who_comes_late_waits_a_moment_for_the_newer_tokens_and_ends_nothing(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "NEWER_TOKENS_S", 0.1)
    with pytest.raises(CliError) as caught:
        refusing(setting, SPENT, meanwhile=None).renew(pair(1), rejected=True)
    assert (caught.value.code, caught.value.slug) == (5, "token-spent")
    assert "run the command again" in caught.value.hint
    assert setting.kept() == "access-1"


@pytest.mark.parametrize("there", [pair(3), None])
def test_newer_tokens_are_not_overwritten_at_the_last_moment(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, there: Tokens | None
) -> None:
    """Without a lock that holds another process may write while the temporary file is written."""
    write_new = files.write_new

    def slowly(path: Path, data: bytes) -> None:
        write_new(path, data)
        if path.name.startswith(".credentials"):
            monkeypatch.setattr(files, "write_new", write_new)
            store = FileStore(setting.folder)
            store.delete(KEY) if there is None else store.save(KEY, there)

    monkeypatch.setattr(files, "write_new", slowly)
    monkeypatch.setattr(fcntl, "flock", lambda *_: None)
    monkeypatch.setattr(FileStore, "_clear_leftovers", lambda _self: None)
    assert setting.store.save(KEY, SECOND, FIRST) == there
    assert setting.store.load(KEY) == there


def test_tokens_of_two_profiles_do_not_overwrite_each_other(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_new = files.write_new

    def slowly(path: Path, data: bytes) -> None:
        write_new(path, data)
        if path.name.startswith(".credentials"):
            monkeypatch.setattr(files, "write_new", write_new)
            FileStore(setting.folder).save("another profile's", FIRST)

    monkeypatch.setattr(files, "write_new", slowly)
    monkeypatch.setattr(fcntl, "flock", lambda *_: None)
    monkeypatch.setattr(FileStore, "_clear_leftovers", lambda _self: None)
    setting.store.save(KEY, SECOND, FIRST)
    assert setting.store.load(KEY) == SECOND
    assert setting.store.load("another profile's") == FIRST


def test_a_temporary_file_that_another_process_took_for_a_leftover_is_written_again(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_new = files.write_new

    def cleared(path: Path, data: bytes) -> None:
        write_new(path, data)
        path.unlink()
        monkeypatch.setattr(files, "write_new", write_new)

    monkeypatch.setattr(files, "write_new", cleared)
    assert setting.store.save(KEY, SECOND, FIRST) == SECOND
    assert setting.kept() == "access-2"


def test_whoever_can_save_nothing_and_comes_late_goes_on_with_what_others_saved(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pair cannot be saved, and to borrow is too late: another process has saved it and used it."""
    save = FileStore.save

    def exchange(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
        if rotate:
            return pair(2)
        save(setting.store, KEY, pair(2))
        raise SPENT

    def nothing_fits(*_: object) -> None:
        raise CliError("full")

    monkeypatch.setattr(FileStore, "save", nothing_fits)
    renewing = setting.session()
    renewing._exchange = exchange
    assert renewing.renew(pair(1), rejected=True).access.reveal() == "access-2"


@pytest.mark.parametrize("wrote", ["the next pair", "an attempt"])
def test_whoever_can_write_nothing_looks_again_before_it_borrows(
    setting: Setting, monkeypatch: pytest.MonkeyPatch, wrote: str
) -> None:
    """Another process could write a moment later, and had no lock to wait for."""
    settle = attempts.settle

    def full_for_a_moment(folder: Path, key: str, refresh: Secret) -> Secret:
        setting.server.bound["refresh-1"] = settle(folder, key, refresh).reveal()
        if wrote == "the next pair":
            setting.store.save(KEY, SECOND)
        raise CliError("full")

    monkeypatch.setattr(attempts, "settle", full_for_a_moment)
    renewed = setting.session().renew(pair(1), rejected=True)
    assert renewed.access.reveal() == ("access-2" if wrote == "the next pair" else "access-1")
    assert setting.server.borrowed == ([] if wrote == "the next pair" else ["refresh-1"])
