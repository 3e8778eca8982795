"""What quickstart writes down, and the codes that it makes of it."""

from __future__ import annotations

import stat
from pathlib import Path

import pyotp
import pytest
from attrs import evolve

from fittrack_cli.commands.quickstart.account_file import AccountFile, QuickstartAccount, next_code
from fittrack_cli.errors import CliError, UsageError
from fittrack_cli.secret import Secret

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ACCOUNT = QuickstartAccount(
    "/data",
    "ada",
    password=Secret("made up by itself"),
    is_registered=True,
    totp_secret=Secret(SECRET),
    last_step=7,
    recovery_codes=("aaaa-bbbb", "cccc-dddd"),
)


def test_accounts_come_back_as_they_were_saved(tmp_path: Path) -> None:
    file = AccountFile(tmp_path / "config")
    assert file.load("/data") is None
    file.save(ACCOUNT)
    other = QuickstartAccount("https://fit.example.org", "eve")
    file.save(other)
    assert AccountFile(tmp_path / "config").load("/data") == ACCOUNT
    assert file.load("https://fit.example.org") == other
    file.forget("/data")
    assert file.load("/data") is None
    assert file.load("https://fit.example.org") == other


def test_only_its_owner_can_read_it_and_a_loose_one_is_refused(tmp_path: Path) -> None:
    file = AccountFile(tmp_path / "config")
    file.save(ACCOUNT)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    file.path.chmod(0o644)
    with pytest.raises(CliError):
        file.load("/data")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"accounts": [{}]}', '{"accounts": {"a": 1}}'])
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    file = AccountFile(tmp_path / "config")
    file.save(ACCOUNT)
    file.path.write_text(text)
    with pytest.raises(UsageError):
        file.save(ACCOUNT)
    assert file.path.read_text() == text


def test_secrets_do_not_show() -> None:
    shown = repr(ACCOUNT)
    for secret in ("made up by itself", SECRET, "aaaa-bbbb"):
        assert secret not in shown


def test_generated_passwords_differ_and_are_long() -> None:
    passwords = {QuickstartAccount("/", "a").with_generated_password().password for _ in range(9)}
    assert len(passwords) == 9
    assert all(password is not None and len(password.reveal()) >= 20 for password in passwords)


def test_three_codes_come_without_waiting_and_the_fourth_waits() -> None:
    now = 30 * 1000 + 10.0
    slept: list[float] = []
    account = evolve(ACCOUNT, last_step=0)
    steps = []
    for _ in range(4):
        code, step = next_code(account, early=True, clock=lambda: now, sleep=slept.append)
        assert code.reveal() == pyotp.TOTP(SECRET).generate_otp(step)
        steps.append(step)
        account = evolve(account, last_step=step)
    assert steps == [999, 1000, 1001, 1002]
    assert slept == [20.0]


def test_a_code_is_of_this_step_when_it_may_be() -> None:
    account = evolve(ACCOUNT, last_step=0)
    assert next_code(account, clock=lambda: 30_010.0)[1] == 1000
