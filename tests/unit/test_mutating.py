"""What scripts/mutate knows: survivors by what they change, promises by the code that keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import REPOSITORY
from tools.mutating import checkout, generated, known, survivors
from tools.mutating.__main__ import main
from tools.mutating.generated import Result
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
    result = Result("a/b.py", made=9, untried=4, endless=0, survived=frozenset(), noticed_late={})
    monkeypatch.setattr(generated, "run", lambda *_args, **_named: [result])
    assert main(["session/lock"]) == 1
    assert "NOT FINISHED  a/b.py: 9 mutants, 4 not tried" in capsys.readouterr().out


def test_tests_that_do_not_end_did_not_pass(tmp_path: Path) -> None:
    (tmp_path / "test_endless.py").write_text("def test_it():\n    while True: pass\n")
    outcome = checkout.run_tests(tmp_path, ["test_endless.py"], within_s=3)
    assert not outcome.passed
    assert outcome.failed_test is None
    assert "did not end within 3 s" in outcome.last_lines


@pytest.mark.parametrize("mutant", known.listed(), ids=lambda one: one.name)
def test_the_code_that_keeps_a_promise_is_where_the_list_says(mutant: known.Mutant) -> None:
    text = (REPOSITORY / mutant.file).read_text("utf-8")
    assert text.count(mutant.before) == 1, "find the place again: scripts/mutate --known"
    for test in mutant.tests:
        is_option = test == "-k" or not test.startswith("tests/")
        assert is_option or (REPOSITORY / test).exists()
