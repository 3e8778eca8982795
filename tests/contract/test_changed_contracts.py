"""Every way in which a contract can change is judged rightly, and the report says what it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from fittrack_cli.contract.difference import Difference
from fittrack_cli.contract.documents import Document
from fittrack_cli.contract.judge import compare
from fittrack_cli.contract.rules import RULES, as_markdown
from fittrack_contract.contract import document
from tests.contract import test_rules
from tests.contract.changed_contracts import Change, changes
from tests.thorough import THOROUGH
from tools import REPOSITORY

CONTRACT: dict[str, Any] = document()
REAL = Document(CONTRACT)
CHANGES = list(changes(CONTRACT))
OF_A_KIND = len(CHANGES) if THOROUGH else 1
"""So many changes of each kind are judged, in each way that they may be judged."""


@cache
def judged(change: Change) -> list[Difference]:
    before, after = change.contracts()
    old = REAL if before is CONTRACT else Document(before)
    return compare(old, REAL if after is CONTRACT else Document(after))


def names(difference: Difference, change: Change) -> bool:
    """Whether a report tells the operation and the field of a change."""
    texts = [difference.where, difference.field, *(place.path for place in difference.places)]
    return change.operation in difference.operations and any(change.field in text for text in texts)


def of_each_kind() -> Iterator[Change]:
    """The first changes of each kind that deserve the same verdict."""
    found: Counter[tuple[str, str]] = Counter()
    for change in CHANGES:
        found[change.kind, change.verdict] += 1
        if found[change.kind, change.verdict] <= OF_A_KIND:
            yield change


@pytest.mark.parametrize("change", list(of_each_kind()), ids=lambda change: change.name)
def test_a_change_is_judged_and_named(change: Change) -> None:
    found = judged(change)
    assert found, "the change was not seen"
    verdict = "breaking" if any(one.is_breaking for one in found) else "compatible"
    shown = [(one.verdict, one.kind, one.where, one.what) for one in found]
    assert verdict == change.verdict, shown
    decisive = [one for one in found if one.verdict == verdict]
    assert any(names(one, change) for one in decisive), (shown, decisive[0].places[:3])


def test_no_rule_is_about_nothing() -> None:
    left = {(rule.kind, rule.direction) for rule in RULES} - test_rules.known()
    for change in of_each_kind():
        left -= {(one.kind, one.direction) for one in judged(change)}
    assert left == set()


def test_there_are_enough_changes_of_many_kinds_in_both_directions() -> None:
    assert len(CHANGES) >= 150
    assert len({change.kind for change in CHANGES}) >= 25
    assert len({change.operation for change in CHANGES}) >= 25
    for verdict in ("breaking", "compatible"):
        assert sum(change.verdict == verdict for change in CHANGES) >= 50


def test_the_page_lists_the_rules_as_they_are() -> None:
    page = (REPOSITORY / "docs" / "contract.md").read_text("utf-8")
    start, end = "<!-- rules: scripts/check-contract --rules -->\n", "<!-- end of rules -->"
    assert page.partition(start)[2].partition(end)[0].strip() == as_markdown().strip()


def test_a_rule_is_written_down_once_with_a_reason() -> None:
    assert len({(rule.kind, rule.direction) for rule in RULES}) == len(RULES)
    assert all(rule.reason for rule in RULES)
