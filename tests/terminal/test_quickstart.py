"""Quickstart as a person meets it."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyotp
import pytest

from tests.integration.conftest import data_folder_at, with_tables
from tests.terminal.conftest import OpenTerminal
from tests.terminal.screen import Terminal
from tools.running.forked_children import BACKENDS_TOO

pytestmark = [pytest.mark.terminal, pytest.mark.integration]

ACCOUNT_FILE = ".config/fittrack/quickstart-account.json"
PASSWORD = "correct horse battery"
CODE_PROMPT = "Code from your authenticator app"


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    copy = tmp_path / "training"
    copy.mkdir()
    for name in ("no-session.fit", "run.tcx", "settings.fit"):
        shutil.copy(corpus / name, copy)
    return copy


@pytest.fixture
def quickstart(
    terminal: OpenTerminal, folder: Path, home: Path, empty_databases: Sequence[Path]
) -> Iterator[OpenTerminal]:
    """At a home whose backend has made its tables already."""
    with_tables(data_folder_at(home), empty_databases)

    def open_one(*args: str, columns: int = 80, rows: int = 80, env: object = None) -> Terminal:
        return terminal(
            "quickstart", str(folder), *args, columns=columns, rows=rows, env=BACKENDS_TOO
        )

    yield open_one
    terminal("backend", "stop").end()


def confirm_second_factor(shown: Terminal) -> str:
    """Reads the secret, and types one code."""
    shown.wait_for("The code shown by the app")
    found = re.search(r"secret into it: ([A-Z2-7]{16,})", shown.text)
    assert found is not None
    secret = found[1]
    totp = pyotp.TOTP(secret)
    shown.type(totp.at(int(time.time())))
    return secret


@pytest.mark.parametrize("columns", [80, 200])
def test_with_a_password_of_ones_own(
    quickstart: OpenTerminal, terminal: OpenTerminal, home: Path, columns: int
) -> None:
    shown = quickstart(columns=columns)
    shown.wait_for("User name")
    shown.type("no spaces!")
    shown.wait_for("letters, digits")
    shown.wait_until(lambda: shown.text.count("User name") == 2)
    shown.type("ada")
    shown.wait_for("Password")
    shown.type("short")
    shown.wait_for("at least 10")
    shown.wait_until(lambda: shown.text.count("Password") == 2)
    shown.type(PASSWORD)
    shown.wait_for("Repeat it")
    shown.type(f"{PASSWORD}?")
    shown.wait_for("They differ")
    shown.wait_until(lambda: shown.text.count("Password") == 3)
    shown.type(PASSWORD)
    shown.wait_until(lambda: shown.text.count("Repeat it") == 2)
    shown.type(PASSWORD)
    secret = confirm_second_factor(shown)
    assert shown.end() == 0
    text = "\n".join(shown.screen)
    assert "Signed in as ada, with a second factor" in text
    assert "█" in text, "no QR code"
    assert re.search("activities +━", text), "no bars"
    assert "cycling" in text
    assert "Try next" in text
    assert PASSWORD not in shown.text
    account = json.loads((home / ACCOUNT_FILE).read_bytes())
    kept = json.dumps(account)
    assert PASSWORD not in kept
    assert secret not in kept
    recovery_codes = account["accounts"][0]["recovery_codes"]
    assert len(recovery_codes) == 10
    assert all(shown.text.count(code) == 1 for code in recovery_codes), "shown once"
    assert CODE_PROMPT not in shown.text, "one code is enough"
    assert "The backend runs on at http://127.0.0.1:" in text
    assert "fittrack backend stop" in text
    again = quickstart()
    assert again.end() == 0
    assert "User name" not in again.text
    again.wait_for("2 unchanged")


def test_enter_makes_a_password_and_an_interruption_loses_nothing(
    quickstart: OpenTerminal, home: Path
) -> None:
    first = quickstart()
    first.wait_for("User name")
    first.press_ctrl("c")
    assert first.end() == 130
    first.wait_for("continues where it stopped")
    second = quickstart()
    second.wait_for("User name")
    second.type("")
    second.wait_for("Password")
    second.type("")
    second.wait_for("The code shown by the app")
    second.press_ctrl("c")
    assert second.end() == 130
    second.wait_for("continues where it stopped")
    third = quickstart()
    confirm_second_factor(third)
    assert third.end() == 0
    assert "User name" not in third.text
    account = json.loads((home / ACCOUNT_FILE).read_bytes())
    password = account["accounts"][0]["password"]
    assert len(password) >= 20
    assert password not in first.text + second.text + third.text


def test_a_session_that_is_gone_is_signed_in_again(
    quickstart: OpenTerminal, terminal: OpenTerminal, home: Path
) -> None:
    shown = quickstart()
    shown.wait_for("User name")
    shown.type("ada")
    shown.wait_for("Password")
    shown.type(PASSWORD)
    shown.wait_for("Repeat it")
    shown.type(PASSWORD)
    confirm_second_factor(shown)
    assert shown.end() == 0
    account = json.loads((home / ACCOUNT_FILE).read_bytes())["accounts"][0]
    assert terminal("auth", "logout").end() == 0
    again = quickstart()
    again.wait_for("Password of ada")
    again.type(PASSWORD)
    again.wait_for(CODE_PROMPT)
    again.type(account["recovery_codes"][3])
    assert again.end() == 0
    assert again.text.count(CODE_PROMPT) == 1
