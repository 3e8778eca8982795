"""Signing in: the store first, then the password, then the code; and nothing asked without a terminal."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest
from attrs import define, field

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Result, Run

PASSWORD = "marked-password"
USED, RIGHT, RECOVERY = "111111", "123456", "marked-recovery"
LOGIN = ("auth", "login", "--credential-store", "file")


@define
class Accounts:
    """A backend that knows one account; `mfa` says whether it asks for a second factor."""

    mfa: bool = True
    tries: int = 5
    asked: list[tuple[str, dict[str, object]]] = field(factory=list)
    authorizations: list[str | None] = field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else {}
        self.asked.append((request.url.path, body))
        self.authorizations.append(request.headers.get("authorization"))
        match request.url.path.split("/")[2:]:
            case ["auth", "login"]:
                return self._login(body)
            case ["auth", "challenges", _]:
                return self._answer(body)
            case ["auth", "logout"]:
                return httpx.Response(204)
            case ["accounts", "me"]:
                return httpx.Response(200, json=account())
        return problem(404, "not-found", "Not found")

    def _login(self, body: dict[str, object]) -> httpx.Response:
        if body["password"] != PASSWORD:
            return problem(401, "wrong-credentials", "Wrong user name or password.")
        if not self.mfa:
            return httpx.Response(200, json=grant())
        challenge = {
            "kind": "mfa_challenge",
            "challenge_id": str(uuid4()),
            "methods": ["totp", "recovery_code"],
            "expires_at": "2030-01-01T00:00:00Z",
            "tries_remaining": self.tries,
        }
        return httpx.Response(200, json=challenge)

    def _answer(self, body: dict[str, object]) -> httpx.Response:
        if body in (
            {"method": "totp", "code": RIGHT},
            {"method": "recovery_code", "code": RECOVERY},
        ):
            return httpx.Response(200, json=grant())
        self.tries -= 1
        detail = "The code was used before." if body["code"] == USED else "The code is wrong."
        return problem(401, "wrong-code", detail, tries_remaining=self.tries)


def grant(number: int = 1, expires_in: int = 900) -> dict[str, object]:
    return {
        "kind": "token_grant",
        "token_type": "Bearer",
        "access_token": f"marked-access-{number}",
        "refresh_token": f"marked-refresh-{number}",
        "expires_in": expires_in,
        "expires_at": "2030-01-01T00:15:00Z",
        "refresh_expires_at": "2030-03-02T00:00:00Z",
        "session_id": str(uuid4()),
        "username": "ada",
    }


def account() -> dict[str, object]:
    return {
        "id": str(uuid4()),
        "username": "ada",
        "created_at": "2026-01-01T00:00:00Z",
        "mfa_enabled": True,
        "recovery_codes_remaining": 9,
        "time_zone": "Europe/Berlin",
    }


def problem(status: int, slug: str, detail: str, **extras: object) -> httpx.Response:
    body = {"type": f"urn:fittrack:problem:{slug}", "title": "Not signed in", "detail": detail}
    return httpx.Response(
        status,
        json={**body, "status": status, "request_id": "r", **extras},
        headers={"Content-Type": "application/problem+json"},
    )


def no_secret_in(*results: Result) -> bool:
    return not any("marked" in result.out + result.err for result in results)


def test_with_password_and_code_on_a_terminal(run: Run, config_dir: Path) -> None:
    server = Accounts()
    result = run(*LOGIN, handler=server, answers=["ada", PASSWORD, "123 456"])
    assert result.code == 0, result.err
    assert result.asked[:2] == ["User name", "Password (hidden)"]
    assert "recovery code" in result.asked[2]
    status = run("auth", "status", "-o", "json", handler=server)
    assert no_secret_in(result, status)
    shown = status.json()
    assert isinstance(shown, dict)
    assert shown["username"] == "ada"
    assert shown["server"] == "http://127.0.0.1:8765"
    assert shown["credential_store"] == "file"
    assert shown["kept_in"] == str(config_dir / "credentials.json")
    assert shown["expires_at"] > shown["access_expires_at"]
    assert server.authorizations[-1] == "Bearer marked-access-1"


def test_a_wrong_code_asks_again_and_says_how_many_tries_remain(run: Run) -> None:
    server = Accounts()
    answers = ["ada", PASSWORD, "000000", USED, RIGHT]
    result = run(*LOGIN, handler=server, answers=answers)
    assert result.code == 0
    assert "The code is wrong. 4 tries remaining." in result.err
    assert "The code was used before. 3 tries remaining." in result.err


def test_it_stops_asking_when_no_try_remains(run: Run) -> None:
    answers = ["ada", PASSWORD, *["000000"] * 9]
    result = run(*LOGIN, handler=Accounts(tries=3), answers=answers)
    assert result.code == 3
    assert len(result.asked) == 2 + 3
    assert "fittrack auth login" in result.err


def test_a_recovery_code_does_at_the_code_prompt(run: Run) -> None:
    assert run(*LOGIN, handler=Accounts(), answers=["ada", PASSWORD, RECOVERY]).code == 0


def test_one_can_switch_to_a_recovery_code_and_back(run: Run) -> None:
    server = Accounts()
    answers = ["ada", PASSWORD, "r", RECOVERY]
    result = run(*LOGIN, handler=server, answers=answers)
    assert result.code == 0, result.err
    assert result.asked[2].startswith("Code from your authenticator app (r:")
    assert result.asked[3].startswith("Recovery code (a:")
    back = run(*LOGIN, handler=Accounts(), answers=["ada", PASSWORD, "R", "a", RIGHT])
    assert back.code == 0
    assert back.asked[2] == back.asked[4]


def test_a_session_that_cannot_be_kept_after_all_is_ended(
    run: Run, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fittrack_cli.session.file_store import FileStore
    from fittrack_cli.session.store import StoreError

    def full(*args: object) -> None:
        raise StoreError("cannot write", "No space left on device")

    monkeypatch.setattr(FileStore, "save", full)
    server = Accounts(mfa=False)
    result = run(*LOGIN, handler=server, answers=["ada", PASSWORD])
    assert result.code == 1
    assert "No space left" in result.err
    assert server.asked[-1][0] == "/v1/auth/logout"
    assert no_secret_in(result)


def test_without_a_second_factor_no_code_is_asked_for(run: Run) -> None:
    result = run(*LOGIN, handler=Accounts(mfa=False), answers=["ada", PASSWORD])
    assert result.code == 0
    assert len(result.asked) == 2


def test_off_a_terminal_with_everything_given(run: Run) -> None:
    args = (*LOGIN, "--username", "ada", "--password-stdin", "--mfa-code", RIGHT)
    result = run(*args, handler=Accounts(), stdin=PASSWORD + "\n")
    assert (result.code, result.out) == (0, "")
    by_variables = run(
        *LOGIN,
        "--password-stdin",
        handler=Accounts(),
        stdin=PASSWORD,
        env={"FITTRACK_USERNAME": "ada", "FITTRACK_MFA_CODE": RIGHT},
    )
    assert by_variables.code == 0


def test_off_a_terminal_without_a_code_it_exits_4_and_says_what_to_pass(run: Run) -> None:
    server = Accounts()
    args = (*LOGIN, "--username", "ada", "--password-stdin", "-o", "json")
    result = run(*args, handler=server, stdin=PASSWORD)
    assert result.code == 4
    assert "--mfa-code" in str(result.error()["hint"])
    assert [path for path, _ in server.asked] == ["/v1/auth/login"]


@pytest.mark.parametrize(
    ("args", "stdin", "says"),
    [
        ((), "", "--username"),
        (("--username", "ada"), "", "--password-stdin"),
        (("--username", "ada", "--password-stdin"), "", "empty"),
        (("--username", "ada", "--credential-store", "cloud"), "", "keyring, file"),
    ],
)
def test_off_a_terminal_nothing_is_asked(
    run: Run, args: tuple[str, ...], stdin: str, says: str
) -> None:
    result = run("auth", "login", *args, stdin=stdin, handler=Accounts())
    assert result.code == 2
    assert result.asked == []
    assert says in result.err


def test_a_wrong_password_is_3_and_leaves_nothing(run: Run, config_dir: Path) -> None:
    result = run(*LOGIN, handler=Accounts(), answers=["ada", "wrong"])
    assert result.code == 3
    assert "Wrong user name or password." in result.err
    assert not (config_dir / "credentials.json").exists()


def test_the_end_of_input_at_a_prompt_is_an_interruption(run: Run) -> None:
    assert run(*LOGIN, handler=Accounts(), answers=["ada"]).code == 130


def unreadable(folder: Path) -> None:
    (folder / "credentials.json").chmod(0o644)


def damaged(folder: Path) -> None:
    (folder / "credentials.json").write_text('{"version": 1, "sessions": {"def')


def from_another_version(folder: Path) -> None:
    (folder / "credentials.json").write_text('{"version": 99, "sessions": {}}')


def linked(folder: Path) -> None:
    (folder / "credentials.json").rename(folder / "elsewhere.json")
    (folder / "credentials.json").symlink_to(folder / "elsewhere.json")


def a_folder(folder: Path) -> None:
    (folder / "credentials.json").unlink()
    (folder / "credentials.json").mkdir()


def huge(folder: Path) -> None:
    (folder / "credentials.json").write_bytes(b" " * (2 << 20))


def foreign(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(folder / "credentials.json", 12345, -1)


def a_pipe(folder: Path) -> None:
    (folder / "credentials.json").unlink()
    os.mkfifo(folder / "credentials.json", 0o600)


@pytest.mark.parametrize(
    "harm",
    [unreadable, damaged, from_another_version, linked, a_folder, huge, foreign, a_pipe],
    ids=lambda f: f.__name__,
)
def test_a_store_that_is_not_right_is_refused_before_the_password_is_sent(
    run: Run, config_dir: Path, harm: Callable[[Path], None]
) -> None:
    assert run(*LOGIN, handler=Accounts(), answers=["ada", PASSWORD, RIGHT]).code == 0
    harm(config_dir)
    path = config_dir / "credentials.json"
    before = path.read_bytes() if path.is_file() else None
    server = Accounts()
    for args in (LOGIN, ("auth", "status"), ("auth", "logout")):
        result = run(*args, handler=server, answers=["ada", PASSWORD, RIGHT])
        assert result.code == 1, result.err
        assert str(path) in result.err
        assert result.err.count("\n") == 2, "a sentence, and what to do"
        assert no_secret_in(result)
    assert server.asked == []
    assert (path.read_bytes() if path.is_file() else None) == before


def test_the_file_is_its_owners_only(run: Run, config_dir: Path) -> None:
    assert run(*LOGIN, handler=Accounts(), answers=["ada", PASSWORD, RIGHT]).code == 0
    assert stat.S_IMODE(config_dir.stat().st_mode) == 0o700
    for path in config_dir.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert PASSWORD not in path.read_text() and RIGHT not in path.read_text()


def test_without_a_keyring_the_password_is_not_sent_and_the_way_on_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    server = Accounts(mfa=False)
    args = ("auth", "login", "--username", "ada", "--password-stdin")
    result = run(*args, handler=server, stdin=PASSWORD)
    assert result.code == 2
    assert "--credential-store file" in result.err
    assert server.asked == []
    refused = run("auth", "login", handler=server, answers=["ada", PASSWORD, "no"])
    assert refused.code != 0
    assert server.asked == []
    agreed = run("auth", "login", handler=server, answers=["ada", PASSWORD, "yes"])
    assert agreed.code == 0
    again = run("auth", "login", handler=server, answers=["ada", PASSWORD])
    assert again.code == 0, "the choice is remembered"


def test_a_full_disk_is_noticed_before_the_password_is_sent(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    server = Accounts()
    result = run(*LOGIN, handler=server, answers=["ada", PASSWORD, RIGHT])
    assert result.code == 1
    assert "No space left on device" in result.err
    assert server.asked == []


def test_profiles_and_servers_keep_their_sessions_apart(run: Run) -> None:
    server = Accounts(mfa=False)
    for profile in ("one", "two"):
        assert run("profile", "add", profile, "--server", f"https://{profile}.example").code == 0
    args = ("--profile", "one", *LOGIN)
    assert run(*args, handler=server, answers=["ada", PASSWORD]).code == 0
    assert run("--profile", "one", "auth", "status", handler=server).code == 0
    assert run("--profile", "two", "auth", "status", handler=server).code == 3
    elsewhere = ("--profile", "one", "--server", "https://evil.example", "auth", "status")
    assert run(*elsewhere, handler=lambda request: pytest.fail("sent")).code == 3


def test_signing_out_ends_the_session_and_forgets_it(run: Run, config_dir: Path) -> None:
    server = Accounts(mfa=False)
    assert run(*LOGIN, handler=server, answers=["ada", PASSWORD]).code == 0
    assert run("auth", "logout", handler=server).code == 0
    assert server.asked[-1][0] == "/v1/auth/logout"
    assert "marked" not in (config_dir / "credentials.json").read_text()
    assert run("auth", "status", handler=server).code == 3
    assert run("auth", "logout", handler=server).code == 0


def test_signing_out_works_while_the_backend_is_down(run: Run, config_dir: Path) -> None:
    assert run(*LOGIN, handler=Accounts(mfa=False), answers=["ada", PASSWORD]).code == 0
    result = run("auth", "logout")
    assert result.code == 0
    assert "warning" in result.err
    assert "marked" not in (config_dir / "credentials.json").read_text()


def test_signing_in_again_ends_the_former_session(run: Run) -> None:
    server = Accounts(mfa=False)
    for _ in range(2):
        assert run(*LOGIN, handler=server, answers=["ada", PASSWORD]).code == 0
    assert server.asked[-1][0] == "/v1/auth/logout"


def test_the_server_of_the_first_sign_in_is_remembered(run: Run) -> None:
    server = Accounts(mfa=False)
    args = (*LOGIN, "--server", "https://fit.example")
    assert run(*args, handler=server, answers=["ada", PASSWORD]).code == 0
    assert run("config", "get", "server").out == "https://fit.example\n"
    assert run("auth", "status", handler=server).code == 0
