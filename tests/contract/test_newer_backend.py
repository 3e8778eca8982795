"""An installed command line meets a newer backend: it shows what it knows, and falls over nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.newer import ADDED, NEW_VALUE, NewerBackend, News
from tests.contract.tour import FORMATS, Step, Tour, online_commands
from tests.thorough import THOROUGH
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
WAITED_FOR = (("sync", "reread", "--attach"), ("upload",))
"""The tour waits for the end of some that succeed."""
FEWER_FORMATS = FORMATS if THOROUGH else ("json",)
"""For one kind of news; all kinds at once are shown in every format."""
NO_COLUMN = "no_such_column"
"""Only the server knows which columns there are, and says so by status and kind."""
JUDGED_BY_THE_SERVER = (("source", "connect", "garmin"), ("import",))
"""So it is with what is a key, and what is an export."""


def waited_well(args: Sequence[str], code: int) -> bool:
    return code == 0 and any(tuple(args[: len(words)]) == words for words in WAITED_FOR)


def judged_there(args: Sequence[str], code: int) -> bool:
    begins = any(tuple(args[: len(words)]) == words for words in JUDGED_BY_THE_SERVER)
    return args[-1] == NO_COLUMN or (code == 2 and begins)


def toured(
    backend: LiveBackend, folder: Path, news: News, **options: Any
) -> tuple[list[Step], list[str]]:
    newer = NewerBackend(CONTRACT, news)
    tour = Tour(backend, backend.url, folder, transport=lambda: newer, **options)
    try:
        tour.run()
    finally:
        wrong = [str(step) for step in tour.steps if step.code != step.expected]
        assert not wrong, "\n\n".join(wrong[:5])
    assert online_commands() == tour.covers()
    for step in tour.steps:
        assert "Traceback" not in step.err
        assert "\x1b" not in step.err
        assert "\x1b" not in step.out or step.args[-2:] == ("-o", "csv"), (
            "CSV is exact off a terminal"
        )
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


@pytest.mark.parametrize(
    "news",
    [
        News(members=True, enums=True, problems=True),
        *([News(members=True, problems=True), News(enums=True)] if THOROUGH else []),
    ],
    ids=["all", *(["members and problems", "enum values"] if THOROUGH else [])],
)
def test_members_headers_events_problems_enum_values_and_a_minor_version(
    live_backend: LiveBackend, tmp_path: Path, news: News
) -> None:
    def as_known(args: Sequence[str], code: int) -> int:
        if news.problems and args in BY_KIND:  # by the status
            return 1
        if news.enums and (code == 10 or waited_well(args, code)):
            return UNKNOWN_END
        return code

    steps, changed = toured(live_backend, tmp_path, news, expect=as_known, formats=FEWER_FORMATS)
    if news.members:
        assert "event" in changed
        shown = [step for step in steps if step.args[-2:] == ("-o", "json") and step.code == 0]
        lists = [step.json() for step in shown if step.args[1] == "list" and step.json()]
        for record in [record for records in lists for record in records]:
            assert record["added_object"] == ADDED["added_object"]
    if news.enums:
        items = [step for step in steps if step.args[:2] == ("sync", "items") and not step.code]
        assert all(NEW_VALUE in step.out for step in items if step.out.strip())
        ended = [step for step in steps if step.code == UNKNOWN_END]
        assert ended
        assert all(NEW_VALUE in step.err for step in ended)


def test_all_of_it_and_other_statuses(live_backend: LiveBackend, tmp_path: Path) -> None:
    def by_nothing(args: Sequence[str], code: int) -> int:
        if args in BY_KIND or judged_there(args, code):
            return 1
        if waited_well(args, code):
            return UNKNOWN_END
        return {5: 1, 6: 1, 10: UNKNOWN_END}.get(code, code)

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
