"""Some hundred wrong inputs over the whole command tree: each ends as documented, and says what, why and what next.

What is wrong follows from each command's own parameters, so a new command is tried too.
"""

from __future__ import annotations

import ast
import errno
import io
import os
import re
from collections.abc import Callable, Container, Iterator
from pathlib import Path

import httpx
import pytest
from typer.core import TyperArgument, TyperOption

from fittrack_cli import errors as failures
from fittrack_cli.__main__ import main
from fittrack_cli.errors import (
    DONE,
    EXIT_CODES,
    NOT_SIGNED_IN,
    SECOND_FACTOR_NEEDED,
    UNEXPECTED,
    UNREACHABLE,
    USAGE,
)
from fittrack_cli.output.wrapping import wrapped
from fittrack_cli.program.command_table import OWN_PACKAGE, Leaf, walk
from fittrack_cli.program.typer_tree import command_for, is_common
from tests.thorough import THOROUGH
from tests.unit.cli.conftest import knowing_the_version, refused
from tools import REPOSITORY
from tools.running.prompter import FakePrompter

Case = tuple[str, ...]
HOSTILE = "\x1b[2J\u202eevil\udcff"
ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
A_FILE = str(REPOSITORY / "tests" / "corpus" / "files" / "run.fit")
MOST_LINES = 6
JARGON = re.compile(
    r"pydantic|httpx|httpcore|h11|errno|traceback|\bmsg\b|typer|\bclick\b|"
    r"[a-z]Error\b|Exception|NoneType|dict\b|__\w+__|<class|object at 0x|\.py\b|bytearray|"
    r"valid integer|range [\d.]+<=|Expecting value|isoformat|\bstr\b|\bint\b|\bfloat\b|tuple",
    re.IGNORECASE,
)
"""Words of libraries and of Python that mean nothing to whoever trains."""
LOCAL = frozenset(
    {"alias", "backend", "completion", "config", "contract", "doctor", "help", "profile"}
)
"""Groups that ask no server, or ask it in a way of their own."""
ASK_NOBODY = frozenset(
    {
        "quickstart",
        "upload",
        "auth login",
        "auth token",
        "auth logout",
        "auth register",
        "auth move",
        "import",
    }
)
NOT_FOUND_BODY = {
    "type": "urn:fittrack:problem:not-found",
    "title": "Not found",
    "status": 404,
    "detail": "There is no such thing.",
}
COMMANDS = [(words, leaf) for words, leaf in walk() if leaf.package == OWN_PACKAGE]
SAMPLES = {
    "DAY": "2026-01-31",
    "FILE": "an/export.zip",
    "URL": "https://hooks.example.org/x",
    "NAME": "name",
    "VALUE": "1",
    "ZONE": "Europe/Berlin",
    "COLUMN": "heart_rate",
    "TYPE": "activities",
}


@pytest.fixture
def tried(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Runs a command line; the server is down unless `handler` is."""

    def run(*args: str, handler: object = refused, token: bool = True) -> tuple[int, str]:
        err = io.StringIO()
        env = {
            "FITTRACK_CONFIG_DIR": str(tmp_path / "config"),
            "FITTRACK_DATA_DIR": str(tmp_path / "data"),
            "FITTRACK_CACHE_DIR": str(tmp_path / "cache"),
            "HOME": str(tmp_path),
            **({"FITTRACK_TOKEN": "t"} if token else {}),
        }
        prompter = FakePrompter([], can_ask=False)
        transport = httpx.MockTransport(handler)  # type: ignore[arg-type]
        code = main(list(args), env, io.StringIO(), io.StringIO(), err, prompter, transport)
        return code, err.getvalue()

    return run


def complaints(
    code: int,
    err: str,
    expected: frozenset[int] | None = None,
    *,
    unwanted: Container[int] = (DONE, UNEXPECTED),
) -> list[str]:
    """What is wrong with how a command ended."""
    found = []
    if code not in EXIT_CODES or code in unwanted:
        found.append(f"ends with {code}")
    if expected is not None and code not in expected:
        found.append(f"ends with {code}, not {sorted(expected)}")
    lines = err.rstrip("\n").split("\n")
    while lines[1:] and not lines[0].startswith("fittrack: "):
        lines.pop(0)  # what it told before it failed
    following = [line for line in lines[1:] if not line.startswith("  (request ")]
    if not lines[0].startswith("fittrack: ") or (": " not in lines[0][10:] and not following):
        found.append("does not say what and why")
    if not following or not following[0].startswith("  "):
        found.append("does not say what next")
    shown = [part for line in lines for part in wrapped(line, "", 80)]
    if len(shown) > MOST_LINES:
        found.append(f"takes {len(shown)} lines")
    if "\x1b" in err or "\u202e" in err:
        found.append("lets through what steers a terminal")
    if jargon := JARGON.search(err):
        found.append(f"says {jargon[0]!r}")
    return found


def params(words: Case, leaf: Leaf) -> tuple[list[TyperArgument], list[TyperOption]]:
    own = [param for param in command_for(leaf, words).params if not is_common(param)]
    arguments = [param for param in own if isinstance(param, TyperArgument)]
    return arguments, [param for param in own if isinstance(param, TyperOption)]


def filled(arguments: list[TyperArgument]) -> list[str]:
    """A value that could be for each argument that must be."""
    required = [argument for argument in arguments if argument.required]
    return [SAMPLES.get(str(argument.metavar).strip("[]."), ID) for argument in required]


def wrong_command_lines() -> Iterator[Case]:
    """What the parser or the command itself refuses, before any server is asked."""
    for words, leaf in COMMANDS:
        arguments, options = params(words, leaf)
        given = [*words, *filled(arguments)]
        yield (*given, "--nope")
        if any(argument.required for argument in arguments):
            yield words
        if not any(argument.nargs != 1 for argument in arguments):
            yield (*given, *["too", "many", "words"])
        numbers = [one for one in options if "int" in one.type.name or "float" in one.type.name]
        for option in numbers:
            yield (*given, option.opts[0], "some")
            yield (*given, option.opts[0], "-99999999999")
        if THOROUGH and words[0] not in LOCAL and " ".join(words) not in ASK_NOBODY:
            yield (*given, "-o", "xml")
            yield (*given, "--timeout", "soon")
            yield (*given, "--profile", HOSTILE)
    yield from (
        ("-o", "xml", "config", "list"),
        ("--timeout", "soon", "auth", "status"),
        ("--profile", HOSTILE, "config", "list"),
        ("--server", HOSTILE, "sync", "list"),
        ("--server", "http://example.org", "sync", "list"),
        ("--server", "", "config", "set", "output", "xml"),
        ("config", "get", HOSTILE),
        ("config", "set", "server", "nowhere"),
        (HOSTILE,),
        ("sync", HOSTILE),
        ("--fields", "nope", "config", "list"),
        ("--query", "[", "config", "list"),
        ("activities", "list", "--since", "soon"),
        ("activities", "list", "--last", "many"),
        ("activities", "list", "--sort", "beauty"),
        ("activities", "list", "--sport", HOSTILE),
        ("activities", "show", HOSTILE),
        ("activities", "export", ID, "--format", "doc"),
        ("health", "show", "2026-02-30"),
        ("sync", "start", "everything"),
        ("sync", "schedule", "--every", "often"),
        ("sync", "schedule", "--cron", "* *"),
        ("sync", "schedule", "--at", "25:00"),
        ("sync", "status", "--max-age", "old"),
        ("auth", "access-tokens", "create", "x", "--scope", "everything"),
        ("auth", "access-tokens", "create", "x", "--expires", "soon"),
        ("account", "athlete", "--max-hr", "900"),
        ("account", "athlete", "--sex", "yes"),
        ("notify", "add", "ftp://x"),
        ("notify", "add", "https://x", "--on", "nothing"),
        ("source", "connect", "folder", "/nowhere/at/all"),
        ("upload", "/nowhere/at/all"),
        ("stats", "--by", "mood"),
        ("alias", "set", "sync", "activities list"),
        ("alias", "set", HOSTILE, "activities list"),
        ("profile", "use", "nobody"),
        ("profile", "add", HOSTILE),
        ("help", "qwertz"),
        ("activities", "list", "--limit", "5", "--all"),
        ("activities", "list", "--since", "2026-05-01", "--until", "2026-01-01"),
        ("activities", "list", "--min-distance", "20km", "--max-distance", "5km"),
        ("activities", "list", "--min-distance", "5parsec"),
        ("activities", "list", "--deleted", "--sport", "running"),
        ("activities", "export", ID, "--format", "gpx", "--to", "a", "--folder", "b"),
        ("activities", "show", "12"),
        ("account", "athlete", "--max-hr", "190", "--unset", "max-hr"),
        ("account", "athlete", "--from", "2026-01-31"),
        ("account", "athlete", "--hr-zones", "a,b"),
        ("sync", "start", "--since", "2999-01-01"),
        ("sync", "coverage", "--last", "500y"),
        ("sync", "schedule", "--every", "6h", "--at", "05:30"),
        ("source", "change", ID, "--name", ""),
        ("source", "connect", "garmin", "--key-stdin", "--key-file", "key"),
        ("source", "connect", "folder", A_FILE),
        ("quickstart", A_FILE),
        ("upload", "an.fit", "--name", "run.fit"),
        ("upload", ""),
        ("report", "--year", "2026", "--last", "30d"),
        ("auth", "register", "--username", "a b", "--password-stdin"),
        ("auth", "login", "--username", "ada", "--password-stdin"),
        ("config", "set", "server", "http://127.0.0.1:99999"),
        ("backend", "serve", "--tls-cert", "file"),
        ("backend", "status", "--data-dir", A_FILE),
        ("backend", "start", "--data-dir", A_FILE),
    )


def test_a_wrong_command_line_leads_on(tried: Callable[..., tuple[int, str]]) -> None:
    cases = list(wrong_command_lines())
    assert len(cases) > 200
    wrong = {}
    for case in cases:
        code, err = tried(*case)
        if found := complaints(code, err):
            wrong[case] = (found, err)
    assert not wrong, "\n".join(f"{' '.join(case)!r}: {why}" for case, why in wrong.items())


def failures_without_a_hint(module: Path) -> Iterator[str]:
    """Where a module makes a failure that says nothing to do next."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        kind = getattr(failures, node.func.id, None)
        if not (isinstance(kind, type) and issubclass(kind, failures.CliError)):
            continue
        is_given = len(node.args) > 2 or any(one.arg == "hint" for one in node.keywords)
        # A wrong command line leads to the help of its command, and who interrupts knows what to do.
        needs_none = issubclass(kind, failures.UsageError | failures.Interrupted)
        if not (is_given or kind.next_step or needs_none):
            yield f"{module.name}:{node.lineno}"


def test_each_failure_in_the_code_says_what_next() -> None:
    modules = Path(failures.__file__).parent.rglob("*.py")
    found = [one for module in modules for one in failures_without_a_hint(module)]
    assert found == []


@pytest.mark.parametrize(
    "error",
    [errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.ENOENT, errno.ENOTDIR, errno.EIO],
    ids=errno.errorcode.get,
)
@pytest.mark.parametrize(
    "command",
    [
        ("config", "set", "output", "json"),
        ("profile", "add", "club"),
        ("alias", "set", "x", "doctor"),
    ],
    ids=" ".join,
)
def test_a_file_that_cannot_be_written_leads_on(
    tried: Callable[..., tuple[int, str]],
    command: Case,
    error: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise OSError(error, os.strerror(error), str(path))

    monkeypatch.setattr("fittrack_cli.files.write_new", refuse)
    code, err = tried(*command)
    assert complaints(code, err, frozenset({UNEXPECTED}), unwanted=()) == [], err


@pytest.mark.parametrize(
    ("token", "answer", "expected"),
    [
        (False, None, {NOT_SIGNED_IN}),
        (True, None, {UNREACHABLE}),
        (True, 404, {6, UNREACHABLE}),
    ],
    ids=["not signed in", "no server", "not found"],
)
def test_a_server_that_cannot_help_leads_on(
    tried: Callable[..., tuple[int, str]],
    token: bool,
    answer: int | None,
    expected: set[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # between tries

    def not_found(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json=NOT_FOUND_BODY)

    handler = knowing_the_version(not_found) if answer else refused
    wrong = {}
    for words, leaf in COMMANDS:
        if words[0] in LOCAL or " ".join(words) in ASK_NOBODY:
            continue
        given = (*words, *filled(params(words, leaf)[0]))
        if answer and ID not in given:
            continue
        code, err = tried(*given, handler=handler, token=token)
        if found := complaints(code, err, frozenset({*expected, USAGE, SECOND_FACTOR_NEEDED})):
            wrong[given] = (found, err)
    assert not wrong, "\n".join(f"{' '.join(case)!r}: {why}" for case, why in wrong.items())
