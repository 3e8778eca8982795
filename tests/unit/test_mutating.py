"""What scripts/mutate knows: survivors by what they change, promises by the code that keeps them."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools import REPOSITORY
from tools.mutating import (
    checkout,
    finished,
    generated,
    known,
    survivors,
    type_check,
    unfinished,
)
from tools.mutating.__main__ import main
from tools.mutating.finished import Finished
from tools.mutating.generated import Result
from tools.mutating.modules import PARTS
from tools.mutating.survivors import Change

DIFFERENCE = """\
--- fittrack_cli/session/lock.py
+++ fittrack_cli/session/lock.py
@@ -1,4 +1,4 @@
 def _is_still(path, descriptor):
-    return True
+    return False
"""


def test_a_survivor_is_told_by_what_it_changes() -> None:
    found = Change.of("fittrack_cli.session.lock.x__is_still__mutmut_3", DIFFERENCE)
    assert found == Change("fittrack_cli.session.lock._is_still", "- return True\n+ return False")


@pytest.mark.parametrize(("reason", "is_known"), [("equal", True), (survivors.NOT_SAID, False)])
def test_a_survivor_is_known_when_somebody_said_why(
    tmp_path: Path, reason: str, is_known: bool
) -> None:
    change = Change("a.b", '- x = "\\\\d"\n+ x = None')
    path = tmp_path / "survivors.toml"
    path.write_text(survivors.as_entries([change], reason))
    assert (change in survivors.listed(path)) is is_known


@pytest.mark.parametrize(
    ("came", "is_known"),
    [('f("XXIn useXX")', True), ('f("IN USE")', True), ("f(None)", False), ('g("In use")', False)],
)
def test_only_the_letters_of_a_message_may_change(
    tmp_path: Path, came: str, is_known: bool
) -> None:
    path = tmp_path / "survivors.toml"
    path.write_text('[[words]]\nwhere = "a.b"\nreason = "for people"\n')
    assert (Change("a.b", f'- f("In use")\n+ {came}') in survivors.listed(path)) is is_known
    assert Change("a.c", '- f("In use")\n+ f("IN USE")') not in survivors.listed(path)


def test_a_run_that_was_cut_short_is_not_passed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = Result(
        "a/b.py", "", made=9, untried=4, endless=0, survived=frozenset(), noticed_late={}
    )
    monkeypatch.setattr(generated, "run", lambda *_args, **_named: [result])
    assert main(["session/lock"]) == 1
    assert "NOT FINISHED  a/b.py: 9 mutants, 4 not tried" in capsys.readouterr().out


def test_tests_that_do_not_end_did_not_pass(tmp_path: Path) -> None:
    (tmp_path / "test_endless.py").write_text("def test_it():\n    while True: pass\n")
    outcome = checkout.run_tests(tmp_path, ["test_endless.py"], within_s=3)
    assert not outcome.passed
    assert outcome.failed_test is None
    assert "did not end within 3 s" in outcome.last_lines


def test_a_run_goes_on_where_the_one_before_it_stopped(tmp_path: Path) -> None:
    kept, first, second = tmp_path / "kept", tmp_path / "1" / "b.meta", tmp_path / "2" / "b.meta"
    unfinished.take_up("a/b.py", first, kept)
    first.write_text(json.dumps({"exit_code_by_key": {"noticed": 1, "survived": 0, "left": None}}))
    unfinished.take_up("a/b.py", second, kept)
    codes = json.loads(second.read_text())["exit_code_by_key"]
    assert codes == {"noticed": 1, "survived": None, "left": None}


def test_what_mypy_says_of_the_code_around_mutants_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [{"code": code, "line": 1} for code in ("arg-type", "unused-ignore", "no-redef")]
    output = "".join(f"{json.dumps(one)}\n" for one in told)
    done = subprocess.CompletedProcess([], 1, stdout=output)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert type_check.main(["mypy", "module.py"]) == 1
    assert capsys.readouterr().out == json.dumps(told[0]) + "\n"


def test_results_that_were_half_written_are_dropped(tmp_path: Path) -> None:
    kept, results = tmp_path / "kept", tmp_path / "b.meta"
    kept.mkdir()
    (kept / "b.py.json").write_text('{"exit_code')
    unfinished.take_up("b.py", results, kept)
    assert not results.exists()
    results.write_text("{}")
    assert (kept / "b.py.json").read_text() == "{}"


def test_a_module_that_changed_was_not_run_to_its_end(tmp_path: Path) -> None:
    path, module = tmp_path / "finished.toml", "tools/mutating/finished.py"
    finished.add([Finished("gone.py", "0" * 16, 5, 0), Finished(module, "0" * 16, 9, 1)], path)
    assert [(one.module, one.is_current) for one in finished.listed(path).values()] == [
        (module, False)
    ]
    finished.add([Finished(module, finished.digest(module), 9, 1)], path)
    assert finished.listed(path)[module].is_current


@pytest.mark.parametrize(("survived", "is_recorded"), [(False, True), (True, False)])
def test_only_a_module_that_held_is_recorded_as_finished(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, survived: bool, is_recorded: bool
) -> None:
    monkeypatch.setattr(finished, "LIST", tmp_path / "finished.toml")
    (tmp_path / "survivors.toml").touch()
    monkeypatch.setattr(survivors, "LIST", tmp_path / "survivors.toml")
    module = "fittrack_cli/session/lock.py"
    result = Result(
        module,
        finished.digest(module),
        made=9,
        untried=0,
        endless=0,
        survived=frozenset({Change("a.b", "- x\n+ y")} if survived else ()),
        noticed_late={},
    )
    monkeypatch.setattr(generated, "run", lambda *_args, **_named: [result])
    main(["--record", "session/lock"])
    assert (module in finished.listed()) is is_recorded


@pytest.mark.parametrize("mutant", known.listed(), ids=lambda one: one.name)
def test_the_code_that_keeps_a_promise_is_where_the_list_says(mutant: known.Mutant) -> None:
    text = (REPOSITORY / mutant.file).read_text("utf-8")
    assert text.count(mutant.before) == 1, "find the place again: scripts/mutate --known"
    for test in mutant.tests:
        is_option = test == "-k" or not test.startswith("tests/")
        assert is_option or (REPOSITORY / test).exists()


def test_words_about_the_code_do_not_change_what_a_module_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished, "REPOSITORY", tmp_path)
    module = tmp_path / "a.py"
    digests = []
    for text in (
        '"""A module."""\n\nX = 1\n"""One."""\n\n\ndef f() -> int:\n    """One."""\n    return X\n',
        '"""Another text."""\nX = 1  # one\ndef f() -> int:\n    return (X)\n',
        "X = 2\ndef f() -> int:\n    return X\n",
    ):
        module.write_text(text)
        digests.append(finished.digest("a.py"))
    assert digests[0] == digests[1] != digests[2]


def test_every_survivor_is_listed_once_with_its_reason() -> None:
    document = tomllib.loads(survivors.LIST.read_text("utf-8"))
    listed = [(one["where"], one["change"]) for one in document["survivor"]]
    assert len(set(listed)) == len(listed)
    assert [one for one in document["survivor"] if one["reason"] == survivors.NOT_SAID] == []


@pytest.mark.parametrize(
    ("module", "tests"),
    [
        ("fittrack_backend/accounts/codes.py", ["tests/unit/accounts/test_codes.py"]),
        ("fittrack_backend/sync/decide.py", ["tests/unit/sync/test_decide.py"]),
        ("fittrack_cli/session/lock.py", ["tests/unit/cli/test_lock.py"]),
        ("fittrack_backend/accounts/token_pairs.py", []),
        ("fittrack_backend/sync/news.py", []),
    ],
)
def test_a_modules_own_tests_are_named_after_it(module: str, tests: list[str]) -> None:
    (part,) = (one for one in PARTS if module in one.modules())
    assert part.own_tests(module) == tests
