"""Signing in on a terminal: what a person is asked, told, and not asked."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.screen import Terminal
from tools.running.live_backend import LiveBackend, Person

pytestmark = [pytest.mark.terminal, pytest.mark.integration]

CODE_PROMPT = "Code from your authenticator app"


@pytest.fixture
def login(terminal: OpenTerminal, live_backend: LiveBackend) -> OpenTerminal:
    def open_one(*args: str, **options: object) -> Terminal:
        return terminal(
            *("auth", "login", "--server", live_backend.url, "--credential-store", "file", *args),
            **options,  # type: ignore[arg-type]
        )

    return open_one


def type_password(shown: Terminal, person: Person) -> None:
    shown.wait_for("User name")
    shown.type(person.username)
    shown.wait_for("Password")
    shown.type(person.password)


def test_password_and_code(
    login: OpenTerminal, terminal: OpenTerminal, live_backend: LiveBackend
) -> None:
    person = live_backend.new_person(totp=True).person
    shown = login()
    type_password(shown, person)
    shown.wait_for(CODE_PROMPT)
    shown.type(person.next_code())
    assert shown.end() == 0
    shown.wait_for(f"Signed in as {person.username}")
    assert person.password not in shown.text
    status = terminal("auth", "status")
    assert status.end() == 0
    status.wait_for(person.username, live_backend.url)


def test_a_wrong_code_asks_again_and_says_how_many_tries_remain(
    login: OpenTerminal, live_backend: LiveBackend
) -> None:
    person = live_backend.new_person(totp=True).person
    shown = login()
    type_password(shown, person)
    shown.wait_for(CODE_PROMPT)
    right = person.next_code()
    shown.type("000000" if right != "000000" else "000001")
    shown.wait_for("The code is wrong", "4 tries remaining")
    shown.wait_until(lambda: shown.text.count(CODE_PROMPT) == 2)
    shown.type("1")
    shown.wait_until(lambda: shown.text.count(CODE_PROMPT) == 3)
    shown.type(right)
    assert shown.end() == 0


def test_a_used_code_is_refused(login: OpenTerminal, live_backend: LiveBackend) -> None:
    person = live_backend.new_person(totp=True).person
    code = person.next_code()
    first = login()
    type_password(first, person)
    first.wait_for(CODE_PROMPT)
    first.type(code)
    assert first.end() == 0
    second = login("--username", person.username)
    second.wait_for("Password")
    second.type(person.password)
    second.wait_for(CODE_PROMPT)
    second.type(code)
    second.wait_for("used already", "4 tries remaining")
    second.wait_until(lambda: second.text.count(CODE_PROMPT) == 2)
    second.press_ctrl("c")
    assert second.end() == 130


def test_after_the_last_try_it_ends_with_3(login: OpenTerminal, live_backend: LiveBackend) -> None:
    person = live_backend.new_person(totp=True).person
    shown = login()
    type_password(shown, person)
    right = person.next_code()
    wrong = "000000" if right != "000000" else "000001"
    for prompts in range(1, 6):
        shown.wait_until(lambda n=prompts: shown.text.count(CODE_PROMPT) == n)  # type: ignore[misc]
        shown.type(wrong)
    assert shown.end() == 3
    shown.wait_for(f"fittrack --server {live_backend.url} auth login")


def test_an_account_without_a_second_factor_is_not_asked_for_one(
    login: OpenTerminal, live_backend: LiveBackend
) -> None:
    person = live_backend.new_person().person
    shown = login()
    type_password(shown, person)
    assert shown.end() == 0
    assert CODE_PROMPT not in shown.text


def test_a_wrong_password_ends_with_3_and_no_traceback(
    login: OpenTerminal, live_backend: LiveBackend
) -> None:
    person = live_backend.register()
    shown = login("--username", person.username)
    shown.wait_for("Password")
    shown.type("not the password")
    assert shown.end() == 3
    assert "Traceback" not in shown.text
    assert "not the password" not in shown.text


@pytest.mark.parametrize("prompt", ["User name", "Password"])
@pytest.mark.parametrize("key", ["c", "d"])
def test_ctrl_c_and_ctrl_d_at_a_prompt_end_quietly(
    login: OpenTerminal, live_backend: LiveBackend, prompt: str, key: str
) -> None:
    shown = login()
    shown.wait_for("User name")
    if prompt == "Password":
        shown.type("somebody")
        shown.wait_for("Password")
    shown.press_ctrl(key)
    assert shown.end() == 130
    assert "Traceback" not in shown.text
