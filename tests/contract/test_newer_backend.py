"""An installed command line meets a newer backend: it shows what it knows, and falls over nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.newer import ADDED, NEW_VALUE, NewerBackend, News
from tests.contract.tour import Step, Tour, online_commands
from tools import REPOSITORY
from tools.contract.conformance import Contract
from tools.running.live_backend import LiveBackend

CONTRACT = Contract.load(REPOSITORY / "openapi.yaml")
FORBIDDEN = ("sync", "start")
"""With a token that may not."""
BY_KIND = [FORBIDDEN, ("auth", "mfa", "recovery-codes", "--mfa-code", "000000")]
"""What a person can do something about (3) is told from a plain 403 by the kind of problem alone."""
UNKNOWN_END = 8
"""A sync that ended in a state that nobody here knows did not, as far as is known, end well."""


def toured(
    backend: LiveBackend, folder: Path, news: News, **expect: Any
) -> tuple[list[Step], list[str]]:
    newer = NewerBackend(CONTRACT, news)
    tour = Tour(backend, backend.url, folder, transport=lambda: newer, **expect)
    try:
        tour.run()
    finally:
        wrong = [str(step) for step in tour.steps if step.code != step.expected]
        assert not wrong, "\n\n".join(wrong[:5])
    assert online_commands() == tour.covers()
    for step in tour.steps:
        assert "Traceback" not in step.err
        assert "\x1b" not in step.out + step.err
        if "-o" in step.args:
            assert_parses(step)
    assert newer.changed
    return tour.steps, newer.changed


def assert_parses(step: Step) -> None:
    kind = step.args[step.args.index("-o") + 1]
    if step.code in (0, 10) and kind in ("json", "jsonl"):
        for text in [step.out] if kind == "json" else step.out.splitlines():
            json.loads(text)
    elif kind == "json":
        assert json.loads(step.err.splitlines()[-1])["code"] == step.code


def test_members_headers_events_problems_and_a_minor_version(
    live_backend: LiveBackend, tmp_path: Path
) -> None:
    def by_status(args: Sequence[str], code: int) -> int:
        return 1 if args in BY_KIND else code

    news = News(members=True, problems=True)
    steps, changed = toured(live_backend, tmp_path, news, expect=by_status)
    assert "event" in changed
    shown = [step for step in steps if step.args[-2:] == ("-o", "json") and step.code == 0]
    lists = [step.json() for step in shown if step.args[1] == "list" and step.json()]
    for record in [record for records in lists for record in records]:
        assert record["added_object"] == ADDED["added_object"]


def test_enum_values(live_backend: LiveBackend, tmp_path: Path) -> None:
    def unknown_end(args: Sequence[str], code: int) -> int:
        return UNKNOWN_END if code == 10 else code

    steps, _ = toured(live_backend, tmp_path, News(enums=True), expect=unknown_end)
    items = [step for step in steps if step.args[:2] == ("sync", "items") and not step.code]
    assert all(NEW_VALUE in step.out for step in items if step.out.strip())
    ended = [step for step in steps if step.code == UNKNOWN_END]
    assert ended
    assert all(NEW_VALUE in step.err for step in ended)


def test_all_of_it_and_other_statuses(live_backend: LiveBackend, tmp_path: Path) -> None:
    def by_nothing(args: Sequence[str], code: int) -> int:
        return 1 if args in BY_KIND else {5: 1, 6: 1, 10: UNKNOWN_END}.get(code, code)

    news = News(members=True, enums=True, problems=True, statuses=True)
    _, changed = toured(live_backend, tmp_path, news, expect=by_nothing)
    assert {"status 204 of logout", "status 202 of start_sync"} <= set(changed)


PASSKEY = {"kind": "passkey_challenge", "challenge_id": "x"}
ONLY_A_PASSKEY = {
    "kind": "mfa_challenge",
    "challenge_id": "0f8fad5b-d9cb-469f-a165-708677289501",
    "methods": ["passkey"],
    "expires_at": "2030-01-01T00:00:00Z",
    "tries_remaining": 5,
}


@pytest.mark.parametrize(("answer", "told"), [(PASSKEY, "newer"), (ONLY_A_PASSKEY, "passkey")])
def test_another_way_of_signing_in_is_told_in_a_sentence(
    tmp_path: Path, live_backend: LiveBackend, answer: dict[str, Any], told: str
) -> None:
    wire = httpx.MockTransport(lambda request: httpx.Response(200, json=answer))
    tour = Tour(live_backend, live_backend.url, tmp_path, transport=lambda: wire)
    login = ("auth", "login", "--username", "ada", "--password-stdin", "--mfa-code", "123456")
    step = tour(*login, "--credential-store", "file", stdin="a long enough password\n")
    assert step.code == 9
    assert told in step.err
    assert "Traceback" not in step.err
