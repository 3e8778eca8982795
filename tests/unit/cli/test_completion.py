"""TAB: right candidates at every place, quickly, and never an error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fittrack_cli.commands.completion.scripts import SCRIPTS
from fittrack_cli.completion import asking, candidates
from fittrack_cli.completion.candidates import cache_file
from fittrack_cli.completion.completing import complete
from fittrack_cli.errors import CliError, NotSignedIn, Unreachable

JOB = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
Tab = Callable[..., list[str]]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {
        "FITTRACK_CONFIG_DIR": str(tmp_path / "config"),
        "FITTRACK_CACHE_DIR": str(tmp_path / "cache"),
        "FITTRACK_DATA_DIR": str(tmp_path / "data"),
    }


@pytest.fixture
def tab(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Tab:
    """What TAB offers after words; the backend is not asked."""
    monkeypatch.setattr(candidates, "_start_refresh", lambda *_: None)
    monkeypatch.setattr(candidates, "PATIENCE_S", 0.0)
    monkeypatch.setattr(candidates, "COLD_PATIENCE_S", 0.0)

    def offered(*words: str) -> list[str]:
        return [line.partition("\t")[0] for line in complete(words, env).splitlines()]

    return offered


def fill(env: dict[str, str], age_s: float = 0.0, **found: object) -> Path:
    path = cache_file(env, None, None)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"refreshed_at": time.time() - age_s, **found}))
    return path


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sy"], ["sync"]),
        (["sync", "st"], ["start", "status"]),
        (["auth", "mfa", ""], ["enroll", "recovery-codes", "remove"]),
        (
            ["sync", "schedule", ""],
            ["add", "list", "remove", "activities", "health", "workouts"],
        ),
        (["sync", "schedule", "--ev"], ["--every"]),
        (["sync", "schedule", "--at", "05:30", "h"], ["health"]),
        (["sync", "schedule", "-o", "json", "r"], ["remove"]),
        (["sync", "schedule", "health", "--cr"], ["--cron"]),
        (["sync", "schedule", "health", "w"], ["workouts"]),
        (["-o", "json", "sync", "l"], ["list"]),
        (["--profile", "sync", "health", ""], ["list", "show", "sleep", "weight", "chart"]),
        (["--output=json", "sync", "can"], ["cancel"]),
        (["sync", "-q", "--timeout", "5", "ret"], ["retry"]),
        (["-o", "j"], ["json", "jsonl"]),
        (["sync", "list", "--output", ""], ["table", "json", "jsonl", "csv", "yaml", "parquet"]),
        (["sync", "list", "--output=c"], ["--output=csv"]),
        (["sync", "start", ""], ["activities", "health", "workouts"]),
        (["sync", "start", "health", ""], ["activities", "workouts"]),
        (["sync", "start", "--ful"], ["--full"]),
        (["sync", "start", "--full", "--ful"], []),
        (["sync", "list", "--fields", "id,sta"], ["id,state", "id,started_at"]),
        (["sync", "list", "--fields", "state,sta"], ["state,started_at"]),
        (["sync", "list", "--fields", "started_at,state,sta"], []),
        (["config", "set", "output", ""], ["table", "json", "jsonl", "csv", "yaml", "parquet"]),
        (["config", "set", "credential_store", "k"], ["keyring"]),
        (["config", "set", "allow_http", ""], ["true", "false"]),
        (["config", "set", "username", ""], []),
        (["config", "set", "nonsense", ""], []),
        (["sync", "status", "--fields", "failing"], ["failing_files"]),
        (["sync", "status", "3f", "--fields", "sta"], ["state", "started_at"]),
        (["activities", "list", "--fields", "deleted"], []),
        (["activities", "list", "--deleted", "--fields", "deleted"], ["deleted_at"]),
        (["--prof"], ["--profile"]),
        (["--vers"], ["--version"]),
        (["--profile", ""], ["default"]),
        (["profile", "use", ""], ["default"]),
        (["config", "get", "ser"], ["server"]),
        (
            ["completion", ""],
            ["install", "uninstall", "bash", "zsh", "fish", "powershell"],
        ),
        (["auth", "login", "--credential-store", ""], ["keyring", "file"]),
        (["source", "connect", "folder", ""], [":folders"]),
        (["nothing", "such", ""], None),
        (["sync", "nothing", ""], None),
        (["--", "--", ""], None),
    ],
)
def test_candidates_at_each_place(tab: Tab, words: list[str], offered: list[str] | None) -> None:
    if offered is None:
        tab(*words)  # whatever it offers, it is no error
    else:
        assert tab(*words) == offered


def test_ids_come_from_the_cache(tab: Tab, env: dict[str, str]) -> None:
    fill(
        env,
        jobs=[[JOB, "running"]],
        sources=[["s1", "folder"]],
        activities=[["a1", "running"]],
        deleted=[["d1", "hike"]],
    )
    assert tab("sync", "status", "") == [JOB, "latest"]
    assert tab("sync", "status", "3f") == [JOB]
    assert tab("sync", "status", "la") == ["latest"]
    assert tab("sync", "watch", "-o", "json", "3f") == [JOB]
    assert tab("sync", "status", JOB, "") == []
    assert tab("sync", "start", "--source", "s") == ["s1"]
    assert tab("activities", "show", "") == ["a1", "latest"]
    assert tab("activities", "restore", "") == ["d1"]


def test_only_what_the_command_can_do_something_with_is_offered(
    tab: Tab, env: dict[str, str]
) -> None:
    fill(
        env,
        jobs=[[JOB, ""], ["j2", ""]],
        cancellable=[["j2", ""]],
        retryable=[["j3", ""]],
        undone=[],
        sources=[["s1", "folder watch"]],
        past_sources=[["s2", "folder old"]],
        sessions=[["s1", "phone"]],
        tokens=[["t1", "backup"]],
        targets=[["n1", "ntfy"]],
        sports=[["running", "12"], ["hiking", "3"]],
    )
    assert tab("sync", "cancel", "") == ["j2"]
    assert tab("sync", "retry", "") == ["j3"]
    assert tab("sync", "restore", "") == []
    assert tab("source", "restore", "") == ["s2"]
    assert tab("source", "disconnect", "s") == ["s1"]
    assert tab("auth", "sessions", "revoke", "") == ["s1"]
    assert tab("auth", "access-tokens", "revoke", "") == ["t1"]
    assert tab("notify", "test", "") == ["n1"]
    assert tab("activities", "list", "--sport", "") == ["running", "hiking"]
    assert tab("activities", "list", "--sport", "running,") == ["running,hiking"]


def test_what_a_token_may_not_see_keeps_nothing_else_away(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> dict[str, list[tuple[str, str]]]:
        raise CliError("forbidden")

    asks = ((refused, ("jobs",)), (lambda _: {"targets": [("n1", "")]}, ("targets",)))
    monkeypatch.setattr(asking, "_ASKING", (*asks, (refused, ("tokens",))))
    candidates.refresh(["", "", "activities"], {**env, "FITTRACK_TOKEN": "ftp_x"})
    assert json.loads(cache_file(env, None, None).read_text())["targets"] == [["n1", ""]]


def test_what_tab_waits_for_is_there_before_all_else_was_asked_for(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(env, age_s=600, sources=[("s1", "")], jobs=[("old", "")])
    meanwhile: list[dict[str, object]] = []

    def later(_: object) -> dict[str, list[tuple[str, str]]]:
        meanwhile.append(json.loads(path.read_text()))
        return {"jobs": [("j1", "")]}

    asks = ((later, ("jobs",)), (lambda _: {"tokens": [("t1", "")]}, ("tokens",)))
    monkeypatch.setattr(asking, "_ASKING", asks)
    candidates.refresh(["", "", "tokens"], {**env, "FITTRACK_TOKEN": "ftp_x"})
    (seen,) = meanwhile
    assert seen["tokens"] == [["t1", ""]]
    assert (seen["sources"], seen["jobs"], seen["refreshed_at"]) == ([["s1", ""]], [["old", ""]], 0)
    kept = json.loads(path.read_text())
    assert (kept["jobs"], kept.get("sources")) == ([["j1", ""]], None)
    assert kept["refreshed_at"] > 0


@pytest.mark.parametrize(
    ("failure", "kept"),
    [(Unreachable("nobody answers"), [["old", ""]]), (NotSignedIn("not signed in"), None)],
    ids=["unreachable", "not signed in"],
)
def test_what_could_not_be_asked_is_asked_again_by_the_next_tab(
    failure: CliError,
    kept: list[list[str]] | None,
    env: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = fill(env, age_s=600, jobs=[("old", "")])
    asked = 0

    def refused(_: object) -> dict[str, list[tuple[str, str]]]:
        nonlocal asked
        asked += 1
        raise failure

    monkeypatch.setattr(asking, "_ASKING", ((refused, ("jobs",)), (refused, ("tokens",))))
    candidates.refresh(["", "", "jobs"], {**env, "FITTRACK_TOKEN": "ftp_x"})
    found = json.loads(path.read_text())
    assert (asked, found["refreshed_at"], found.get("jobs")) == (1, 0, kept)


def test_every_kind_is_asked_for_by_what_finds_it() -> None:
    kinds = [kind for _, found in asking._ASKING for kind in found]
    assert len(kinds) == len(set(kinds))
    assert {*candidates._CACHED.values()} <= {*kinds}


def test_the_backend_is_asked_when_the_cache_is_old_but_not_at_every_tab(
    tab: Tab, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(candidates, "_start_refresh", lambda *args: started.append(args))
    fill(env, 30, jobs=[[JOB, ""]])
    assert tab("sync", "status", "3") == [JOB]
    assert started == []
    fill(env, 61, jobs=[[JOB, ""]])
    assert tab("sync", "status", "3") == [JOB], "the old ones, where there are no new ones"
    assert tab("sync", "status", "3") == [JOB]
    assert len(started) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"refreshed_at": "x", "jobs": 5}', '{"jobs": [[1], "ab", null]}']
)
def test_a_damaged_cache_is_no_error(tab: Tab, env: dict[str, str], text: str) -> None:
    fill(env).write_text(text)
    assert tab("sync", "status", "") in ([], ["a", "latest"])


def test_hostile_values_are_harmless(tab: Tab, env: dict[str, str]) -> None:
    fill(env, cancellable=[["\x1b[2J\n\tx", "\x1b]0;owned\x07\n"]])
    text = complete(["sync", "cancel", ""], env)
    assert "\x1b" not in text and text.count("\n") == 1 and text.count("\t") == 1


def test_a_damaged_configuration_is_no_error(tab: Tab, env: dict[str, str]) -> None:
    folder = Path(env["FITTRACK_CONFIG_DIR"])
    folder.mkdir()
    (folder / "config.yaml").write_text("{")
    assert tab("--profile", "") == []


class Clock:
    """Time passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.slept_s = 0.0

    def time(self) -> float:
        return 1e9 + self.slept_s

    monotonic = time

    def sleep(self, seconds: float) -> None:
        self.slept_s += seconds


@pytest.mark.parametrize(
    ("known", "most_s"),
    [({}, 3), ({"jobs": []}, 1), ({"silent": True}, 1)],
    ids=["nothing", "old ones", "a silent backend"],
)
def test_tab_waits_longer_where_there_is_nothing_to_offer(
    known: dict[str, object],
    most_s: float,
    env: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "_start_refresh", lambda *_: None)
    monkeypatch.setattr(candidates, "time", clock := Clock())
    fill(env, age_s=1e9, **known)
    assert complete(["sync", "status", ""], env) == ""
    assert most_s / 2 < clock.slept_s < most_s


def test_an_unreachable_backend_is_no_error(env: dict[str, str]) -> None:
    full = {**os.environ, **env, "PYTHONPATH": ":".join(sys.path), "FITTRACK_TOKEN": "t"}
    full["FITTRACK_SERVER"] = "https://192.0.2.1"  # TEST-NET-1, RFC 5737: nobody answers
    args = [sys.executable, "-m", "fittrack_cli", "__complete", "sync", "status", ""]
    done = subprocess.run(args, env=full, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_an_empty_word_that_powershell_cannot_pass(env: dict[str, str]) -> None:
    assert "start\t" in complete(["sync"], {**env, "FITTRACK_COMPLETE_EMPTY": "1"})


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_each_shell_takes_its_script(shell: str, tmp_path: Path) -> None:
    program = {"powershell": "pwsh"}.get(shell, shell)
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    script = tmp_path / f"completion.{shell}"
    script.write_text(SCRIPTS[shell])
    check = {"powershell": ["-NoProfile", "-File"]}.get(shell, ["-n"])
    done = subprocess.run([program, *check, script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["fittrack", "sy"], ["sync"]),
        (["fittrack", "sync", "st"], ["start", "status"]),
        (["fittrack", "sync", "list", "--output", "=", "c"], ["csv"]),
        (
            ["fittrack", "sync", "list", "--output", "="],
            ["table", "json", "jsonl", "csv", "yaml", "parquet"],
        ),
        (["fittrack", "source", "connect", "folder", "sub"], ["sub one"]),
    ],
)
def test_bash_shows_what_is_offered(
    words: list[str], offered: list[str], env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "sub one").mkdir()
    assert in_bash(words, env, tmp_path) == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_says_what_several_ids_are_of(env: dict[str, str], tmp_path: Path) -> None:
    other = f"4{JOB[1:]}"
    fill(env, jobs=[[JOB, "running, health"], [other, f"failed, {'x' * 90}"]])
    words = ["fittrack", "sync", "watch"]
    first, second, latest = in_bash([*words, ""], env, tmp_path)
    assert first == f"{JOB}  (running, health)"
    assert second.startswith(f"{other}  (failed, xx") and len(second) == 79
    assert latest == "latest"
    assert in_bash([*words, "3"], env, tmp_path) == [JOB], "what is inserted is the id alone"
    assert in_bash([*words, ""], env, tmp_path, how=37) == [JOB, other, "latest"]


def in_bash(words: list[str], env: dict[str, str], tmp_path: Path, how: int = 9) -> list[str]:
    """What bash is given for the last of the words; `how` is its COMP_TYPE, 9 for an ordinary TAB."""
    program = tmp_path / "bin" / "fittrack"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fittrack_cli "$@"\n')
    program.chmod(0o755)
    script = tmp_path / "completion.bash"
    script.write_text(SCRIPTS["bash"])
    line = (
        f'source "{script}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1));'
        f" COMP_TYPE={how}; _fittrack;"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", line, "bash", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={
            **env,
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": ":".join(path for path in sys.path if path),
        },
    )
    return done.stdout.splitlines()
