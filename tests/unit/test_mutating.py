"""What scripts/mutate knows: survivors by what they change, promises by the code that keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import REPOSITORY
from tools.mutating import known, survivors
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
    assert survivors.listed(path) == ({change: reason} if is_known else {})


@pytest.mark.parametrize("mutant", known.listed(), ids=lambda one: one.name)
def test_the_code_that_keeps_a_promise_is_where_the_list_says(mutant: known.Mutant) -> None:
    text = (REPOSITORY / mutant.file).read_text("utf-8")
    assert text.count(mutant.before) == 1, "find the place again: scripts/mutate --known"
    for test in mutant.tests:
        is_option = test == "-k" or not test.startswith("tests/")
        assert is_option or (REPOSITORY / test).exists()
