"""Things are called by an id, the beginning of one, `latest` or a name: by every command that takes one.

It has more than 400 lines, since it is one table of commands, asked in every way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from fittrack_cli.commands.naming.nouns import Noun
from fittrack_cli.commands.naming.shown import digits_of, shortened
from fittrack_cli.output import output
from fittrack_cli.program.command_table import OWN_PACKAGE, walk
from fittrack_cli.program.typer_tree import command_for
from tests.unit.cli.conftest import Result, Run
from tests.unit.commands.conftest import Backend, Signed, counts, job, problem
from tests.unit.commands.test_every_result import TOKEN, Examples

NEW = "aaaa1111-5b7e-4c1d-8a55-0e3a3c1f9d11"
OLD = "aaaa2222-6c8f-4d2e-9b66-1f4b4d2fae22"
OTHER = "bbbb3333-6c8f-4d2e-9b66-1f4b4d2fae33"
CALLED = "the other one"
NOUNS = {
    *("ACTIVITY", "OTHER", "JOB", "SOURCE", "WORKOUT", "SCHEDULE", "SESSION", "TOKEN", "TARGET"),
    *("ITEM", "IGNORED_FILE", "RECORDING"),
}
"""The metavars of what is taken by name."""
COMMANDS = {
    "sync status": ["sync", "status", "?"],
    "sync watch": ["sync", "watch", "?"],
    "sync items": ["sync", "items", "?"],
    "sync cancel": ["sync", "cancel", "?"],
    "sync retry": ["sync", "retry", "?"],
    "sync undo": ["sync", "undo", "?", "--yes"],
    "sync restore": ["sync", "restore", "?"],
    "sync start": ["sync", "start", "--source", "?"],
    "sync coverage": ["sync", "coverage", "--source", "?"],
    "sync reread": ["sync", "reread", "?"],
    "sync ignore": ["sync", "ignore", "?"],
    "sync unignore": ["sync", "unignore", "?"],
    "sync schedule add": ["sync", "schedule", "add", "--every", "6h", "--source", "?"],
    "sync schedule remove": ["sync", "schedule", "remove", "?"],
    "source change": ["source", "change", "?", "--name", "x"],
    "source watch": ["source", "watch", "?"],
    "source disconnect": ["source", "disconnect", "?", "--yes"],
    "source restore": ["source", "restore", "?"],
    "activities show": ["activities", "show", "?"],
    "activities samples": ["activities", "samples", "?"],
    "activities chart": ["activities", "chart", "?"],
    "activities download": ["activities", "download", "?", "--force"],
    "activities export": ["activities", "export", "?", "--format", "gpx", "--force"],
    "activities merge": ["activities", "merge", "?", OTHER],
    "activities split": ["activities", "split", "?"],
    "activities delete": ["activities", "delete", "?", "--yes"],
    "activities restore": ["activities", "restore", "?"],
    "report": ["report", "?", "--force"],
    "workouts show": ["workouts", "show", "?"],
    "workouts download": ["workouts", "download", "?", "--force"],
    "auth sessions revoke": ["auth", "sessions", "revoke", "?"],
    "auth access-tokens revoke": ["auth", "access-tokens", "revoke", "?"],
    "notify remove": ["notify", "remove", "?"],
    "notify test": ["notify", "test", "?"],
}
WITH_NAMES = {
    name
    for name in COMMANDS
    if name.startswith(("source ", "notify ", "sync ignore", "sync unignore", "auth access"))
    or "--source" in COMMANDS[name]
}


class Two:
    """A backend with two of everything, which answers with the contract's examples about them."""

    def __init__(self) -> None:
        self._examples = Examples()
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._examples(request)
        if answer.headers.get("content-type") != "application/json":
            return answer
        found = answer.json()
        if request.method == "GET" and isinstance(found, dict) and "next_cursor" in found:
            prefix = request.url.params.get("id_prefix", "")
            (item,) = found["items"]
            times = {name: "2020-01-01T00:00:00Z" for name in ("created_at",) if name in item}
            pair = [
                {**item, "id": NEW},
                {**item, "id": OLD, **times, **({"name": CALLED} if "name" in item else {})},
            ]
            if request.url.path in ("/v1/sources", "/v1/notifications/targets"):
                pair.reverse()  # in the order in which they were added
            found["items"] = [one for one in pair if one["id"].replace("-", "").startswith(prefix)]
            found["items"] = found["items"][: int(request.url.params.get("limit", 100))]
        return httpx.Response(answer.status_code, json=found)

    def asked_about(self, id_: str) -> bool:
        """Whether a request that is no list names that id."""
        return any(
            id_ in str(request.url.path) + str(request.url.query) + request.content.decode()
            for request in self.requests
        )


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    monkeypatch.chdir(tmp_path)
    return Two()


Runs = Callable[[str, str], Result]


@pytest.fixture
def named(run: Run, two: Two) -> Runs:
    """Runs a command with a name in its place."""

    def run_it(command: str, text: str) -> Result:
        words = [text if word == "?" else word for word in COMMANDS[command]]
        return run(*words, handler=two, env=TOKEN)

    return run_it


def test_every_command_that_takes_something_by_name_is_here() -> None:
    taking = {
        " ".join(words)
        for words, leaf in walk()
        if leaf.package == OWN_PACKAGE
        and any(param.metavar in NOUNS for param in command_for(leaf, words).params)
    }
    assert taking == COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("text", "meant"), [("latest", NEW), ("aaaa2", OLD), ("AAAA-1111", NEW), (f" {OLD} ", OLD)]
)
def test_it_is_found(named: Runs, two: Two, command: str, text: str, meant: str) -> None:
    result = named(command, text)
    assert result.code in (0, 7, 8, 10), result.err  # whatever the example says of it
    assert two.asked_about(meant)
    assert not two.asked_about(OLD if meant == NEW else NEW)


@pytest.mark.parametrize("command", COMMANDS)
def test_several_are_listed(named: Runs, two: Two, command: str) -> None:
    result = named(command, "aaaa")
    assert (result.code, result.out) == (2, "")
    assert "begin with aaaa" in result.err
    assert "  aaaa11  " in result.err and "  aaaa22" in result.err
    assert all(request.method == "GET" for request in two.requests)


@pytest.mark.parametrize("command", COMMANDS)
def test_one_that_is_not_there_is_not_found(named: Runs, two: Two, command: str) -> None:
    result = named(command, "bbbb")
    assert (result.code, result.out) == (6, "")
    assert "fittrack" in result.err.splitlines()[1], "where they are listed"
    assert all(request.method == "GET" for request in two.requests)


@pytest.mark.parametrize("command", sorted(WITH_NAMES))
def test_it_is_called_by_its_name(named: Runs, two: Two, command: str) -> None:
    assert named(command, CALLED.upper()).code in (0, 7)
    assert two.asked_about(OLD)
    assert not two.asked_about(NEW)


def test_a_whole_id_costs_no_request(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"GET /v1/sync/jobs/{NEW}", job("succeeded", id=NEW))
    for text in (NEW, NEW.upper(), NEW.replace("-", "")):
        assert fittrack("sync", "status", text).code == 0
    assert backend.paths() == [f"GET /v1/sync/jobs/{NEW}"] * 3


def test_a_server_that_knows_no_prefixes_is_said_to_take_whole_ids(
    fittrack: Signed, backend: Backend
) -> None:
    errors = [{"field": "query.id_prefix", "message": "This operation knows no `id_prefix`."}]
    backend.on("GET /v1/sync/jobs", problem(422, "validation", "", errors=errors))
    result = fittrack("sync", "status", "aaaa")
    assert result.code == 2
    assert "this server takes whole ids only" in result.err


def test_a_list_of_a_server_that_counts_no_digits_has_whole_ids(
    fittrack: Signed, backend: Backend
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "include_id_digits" in request.url.params:
            errors = [{"field": "query.include_id_digits", "message": "It is not known."}]
            return problem(422, "validation", "", errors=errors)
        return httpx.Response(200, json={"items": [job(id=NEW)], "next_cursor": None})

    backend.on("GET /v1/sync/jobs", answer)
    assert NEW in fittrack("sync", "list").out


def jobs(*ids: str, digits: int | None = None) -> dict[str, object]:
    items = [job("running", id=one) for one in ids]
    return {"items": items, "next_cursor": None, "id_digits": digits}


@pytest.mark.parametrize(
    ("digits", "shown"), [(6, "aaaa11"), (9, "aaaa1111-5"), (32, NEW), (None, NEW)]
)
def test_a_table_has_as_many_digits_as_are_enough(
    fittrack: Signed, backend: Backend, digits: int | None, shown: str
) -> None:
    backend.on("GET /v1/sync/jobs", jobs(NEW, digits=digits))
    assert fittrack("sync", "list").out.split()[-1] == shown
    for form in ("json", "jsonl", "csv", "yaml"):
        assert NEW in fittrack("sync", "list", "-o", form).out
    assert NEW in fittrack("sync", "list", "--fields", "id").out
    asked = ["include_id_digits" in request.url.params for request in backend.requests]
    assert asked == [True, False, False, False, False, False]


def test_pages_show_what_is_enough_for_all(fittrack: Signed, backend: Backend) -> None:
    first = {**jobs(NEW, digits=6), "next_cursor": "more"}
    backend.on("GET /v1/sync/jobs", first, jobs(OLD, digits=8))
    out = fittrack("sync", "list").out
    assert "aaaa1111" in out and "aaaa2222" in out and "-5b7e" not in out


def test_a_list_that_is_known_whole_needs_no_answer_about_digits(
    fittrack: Signed, backend: Backend
) -> None:
    item = Examples()(httpx.Request("GET", "http://x/v1/sources")).json()["items"][0]
    alike = ["aaaa1111-2222-4c1d-8a55-0e3a3c1f9d11", "aaaa1111-2333-4c1d-8a55-0e3a3c1f9d11"]
    backend.on(
        "GET /v1/sources",
        {"items": [{**item, "id": one} for one in alike], "next_cursor": None},
    )
    rows = fittrack("source", "list").out.splitlines()[1:]
    assert [row.split()[-1] for row in rows] == ["aaaa1111-22", "aaaa1111-23"]


@pytest.mark.parametrize(
    ("args", "asked"),
    [
        (["sync", "list"], "/v1/sync/jobs"),
        (["workouts", "list"], "/v1/workouts"),
        (["health", "list"], "/v1/daily-health"),
        (["health", "sleep"], "/v1/sleep"),
        (["activities", "list", "--deleted"], "/v1/deleted-activities"),
    ],
)
def test_a_list_that_a_terminal_shows_the_first_of_says_of_how_many(
    fittrack: Signed, backend: Backend, monkeypatch: pytest.MonkeyPatch, args: list[str], asked: str
) -> None:
    example = Examples()(httpx.Request("GET", f"http://x{asked}")).json()
    (item, *_) = example["items"]
    page = {**example, "items": [item] * 31, "next_cursor": "more", "total": 2018}
    backend.on(f"GET {asked}", page)
    fittrack(*args)
    assert "include_total" not in backend.requests[-1].url.params
    monkeypatch.setattr(output, "is_terminal", lambda _: True)
    assert "30 of 2,018: --all" in fittrack(*args, "--no-pager").err
    assert backend.requests[-1].url.params["include_total"] == "true"


def test_items_are_counted_by_their_job(
    fittrack: Signed, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = Examples()(httpx.Request("GET", f"http://x/v1/sync/jobs/{NEW}/items")).json()
    (item, *_) = example["items"]
    page = {**example, "items": [item] * 31, "next_cursor": "more"}
    backend.on(f"GET /v1/sync/jobs/{NEW}/items", page)
    parts = [
        {**counts(total=300, new=200, failed=80, pending=20), "type": "activities"},
        {**counts(total=50, failed=50), "type": "health"},
    ]
    backend.on(f"GET /v1/sync/jobs/{NEW}", job(id=NEW, progress=parts))
    monkeypatch.setattr(output, "is_terminal", lambda _: True)
    items = ("sync", "items", NEW, "--no-pager")
    assert "30 of 330: --all" in fittrack(*items).err
    assert "30 of 130: --all" in fittrack(*items, "--outcome", "failed").err
    assert "30 of 50: --all" in fittrack(*items, "--type", "health").err
    tidied = job(id=NEW, progress=parts, items_tidied_at="2026-03-01T00:00:00Z")
    backend.on(f"GET /v1/sync/jobs/{NEW}", tidied)
    assert "The first 30: --all" in fittrack(*items).err


# Nothing is named


def test_watch_and_items_take_the_latest_and_say_so(fittrack: Signed, backend: Backend) -> None:
    backend.on("GET /v1/sync/jobs", jobs(NEW, OLD))
    backend.on(f"GET /v1/sync/jobs/{NEW}/items", {"items": [], "next_cursor": None})
    result = fittrack("sync", "items")
    assert result.code == 0
    assert result.err.startswith("The latest sync: 2026-01-31 ")
    assert result.err.splitlines()[0].endswith("  running  aaaa1111")
    assert fittrack("sync", "items", "-q").err == ""


def test_cancel_takes_the_one_that_runs(fittrack: Signed, backend: Backend) -> None:
    def running(*ids: str) -> Callable[[httpx.Request], httpx.Response]:
        def answer(request: httpx.Request) -> httpx.Response:
            state = request.url.params["state"]
            return httpx.Response(200, json=jobs(*ids if state == "running" else ()))

        return answer

    backend.on("GET /v1/sync/jobs", running(OLD))
    backend.on(f"POST /v1/sync/jobs/{OLD}/cancel", job("cancelled", id=OLD))
    assert fittrack("sync", "cancel").code == 0
    backend.on("GET /v1/sync/jobs", running())
    assert fittrack("sync", "cancel").code == 6
    backend.on("GET /v1/sync/jobs", running(NEW, OLD))
    several = fittrack("sync", "cancel")
    assert several.code == 2
    assert NEW in several.err and OLD in several.err
    chosen = fittrack("sync", "cancel", answers=["0", "aaaa", "2"])
    assert chosen.code == 0
    assert chosen.asked == ["Which running sync? 1-2"] * 3
    assert f"{OLD}/cancel" in backend.paths()[-1]


def test_a_person_chooses_and_nobody_else_is_asked(run: Run, two: Two) -> None:
    off = run("activities", "show", handler=two, env=TOKEN)
    assert off.code == 2 and two.requests == []
    assert "ACTIVITY says which" in off.err and "fittrack activities list" in off.err
    shown = run("activities", "show", handler=two, env=TOKEN, answers=["2"])
    assert shown.code == 0
    assert two.asked_about(OLD)
    assert shown.asked == ["Which activity? 1-2"]


def test_digits_are_enough_for_ids_among_themselves() -> None:
    def ids(*texts: str) -> list[UUID]:
        return [UUID(hex=text.ljust(32, "0")) for text in texts]

    assert digits_of([]) == digits_of(ids("a")) == digits_of(ids("a", "b")) == 6
    assert digits_of(ids("aaaaaa1", "aaaaaa2")) == 7
    assert digits_of(ids("a", "a")) == 6
    assert shortened(NEW, 0) == shortened(NEW, 32) == NEW
    assert shortened(NEW, 8) == "aaaa1111"
    assert shortened(NEW, 31) == NEW[:-1]


def test_a_noun_says_where_its_things_are_listed() -> None:
    from fittrack_cli.commands.naming import nouns
    from fittrack_cli.program.command_table import Leaf, find

    for noun in vars(nouns).values():
        if isinstance(noun, Noun):
            words = [word for word in noun.lists.split()[1:] if not word.startswith("-")]
            assert isinstance(find(tuple(words)), Leaf), noun
            assert noun.metavar in NOUNS


def test_candidates_are_in_the_json_of_the_failure(run: Run, two: Two) -> None:
    result = run("workouts", "show", "aaaa", "-o", "json", handler=two, env=TOKEN)
    assert json.loads(result.err)["candidates"] == [NEW, OLD]


# --quiet


@pytest.mark.parametrize(
    "words",
    [
        ["activities", "list"],
        ["activities", "list", "--deleted"],
        ["activities", "restore", NEW, OLD],
        ["sync", "list"],
        ["sync", "items"],
        ["sync", "ignored"],
        ["sync", "schedule", "list"],
        ["source", "list"],
        ["workouts", "list"],
        ["notify", "list"],
        ["auth", "sessions", "list"],
        ["auth", "access-tokens", "list"],
    ],
    ids=" ".join,
)
def test_a_quiet_list_is_of_ids_for_another_command(run: Run, two: Two, words: list[str]) -> None:
    result = run(*words, "-q", handler=two, env=TOKEN)
    every = [
        str(one["id"]) for one in json.loads(run(*words, "-o", "json", handler=two, env=TOKEN).out)
    ]
    assert len(every) == 2
    assert (result.out.splitlines(), result.err) == (every, "")
    assert run(*words, "-q", "-o", "csv", handler=two, env=TOKEN).out.count("\n") == 3
    assert len(run(*words, "-q", "--fields", "id", handler=two, env=TOKEN).out.splitlines()) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["sync", "start"],
        ["sync", "start", "--wait"],
        ["sync", "reread"],
        ["sync", "retry"],
        ["sync", "cancel", NEW],
        ["sync", "undo", NEW, "--yes"],
        ["sync", "restore", NEW],
        ["sync", "schedule", "--every", "6h"],
        ["source", "connect", "folder", "."],
        ["source", "connect", "upload"],
    ],
    ids=" ".join,
)
def test_what_is_made_quietly_is_its_id(run: Run, two: Two, words: list[str]) -> None:
    result = run(*words, "-q", handler=two, env=TOKEN)
    whole = run(*words, "-o", "json", handler=two, env=TOKEN).json()
    assert isinstance(whole, dict)
    assert result.out == f"{whole['id']}\n"


def test_lists_of_what_has_no_id_are_of_names_and_days(run: Run, two: Two) -> None:
    days = run("health", "list", "-o", "json", handler=two, env=TOKEN).json()
    assert isinstance(days, list)
    quiet = run("health", "list", "-q", handler=two, env=TOKEN)
    assert quiet.out.split() == [str(one["date"]) for one in days]
    assert run("profile", "list", "-q").out == "default\n"


def test_a_secret_that_is_shown_once_is_shown(run: Run, two: Two) -> None:
    made = run("notify", "add", "https://hooks.example.org/x", "-q", handler=two, env=TOKEN)
    assert "secret" in made.out


def test_what_is_shown_by_its_id_is_shown_quietly_too(run: Run, two: Two) -> None:
    for words in (["activities", "show", NEW], ["sync", "status", NEW], ["sync", "watch", NEW]):
        assert len(run(*words, "-q", handler=two, env=TOKEN).out.splitlines()) > 3
