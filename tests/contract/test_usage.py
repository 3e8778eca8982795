"""Which commands use which operations follows from their source, and agrees with what they do."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache

import pytest

from fittrack_cli.contract.documents import Document
from fittrack_cli.contract.judge import compare
from fittrack_cli.contract.usage import GENERIC, Use, commands_that_notice, uses
from fittrack_cli.program.command_table import walk
from fittrack_contract import OPERATIONS
from fittrack_contract.contract import document


@cache
def by_command() -> Mapping[str, Use]:
    """Read when it is asked for, since every worker of a test run imports this."""
    return {use.command: use for use in uses()}


def test_every_command_is_looked_at() -> None:
    assert list(by_command()) == [" ".join(words) for words, _ in walk() if words[0] not in GENERIC]


@pytest.mark.parametrize(
    ("command", "operations"),
    [
        ("sync start", {"start_sync", "get_sync_job", "stream_sync_events", "refresh_token"}),
        ("sync status", {"get_sync_job", "get_sync_overview", "refresh_token"}),
        ("activities download", {"get_activity", "download_activity_file"}),
        ("auth login", {"login", "answer_challenge"}),
        ("source connect folder", {"connect_source", "refresh_token"}),
        ("quickstart", {"register_account", "login", "connect_source", "start_sync"}),
        ("auth sessions list", {"list_sessions"}),
    ],
)
def test_a_command_uses_at_least(command: str, operations: set[str]) -> None:
    assert operations <= by_command()[command].operations


@pytest.mark.parametrize(
    "command", ["config list", "config path", "profile list", "completion bash", "backend status"]
)
def test_what_asks_no_backend_uses_no_operation(command: str) -> None:
    assert by_command()[command].operations == set()


def test_unrelated_operations_are_not_blamed_on_a_command() -> None:
    assert by_command()["health list"].operations == {"list_daily_health", "refresh_token"}
    assert by_command()["sync cancel"].operations == {
        "cancel_sync",
        "list_sync_jobs",
        "refresh_token",
    }


def test_most_operations_are_used_by_some_command() -> None:
    used = set().union(*(use.operations for use in by_command().values()))
    assert used <= set(OPERATIONS)
    # Whichever step asks for a proof, the auth of the session gives it, and no command.
    asked_by_no_command = {
        "check_live",
        "check_ready",
        "get_health",
        "get_server_info",
        "get_contract",
        "give_proof",
        "get_health_series",  # what a chart of a day will ask
    }
    assert set(OPERATIONS) - used <= asked_by_no_command


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ("sync start", "types"),
        ("sync start", "idempotency_key"),
        ("sync items", "outcome"),
        ("sync items", "type"),
        ("activities list", "sport"),
        ("auth access-tokens create", "expires_in_days"),
        ("source connect folder", "path"),
    ],
)
def test_the_fields_that_a_command_sends_are_among_its_words(command: str, field: str) -> None:
    assert field in by_command()[command].words


def test_a_problem_that_is_gone_concerns_the_commands_that_name_it() -> None:
    changed = copy.deepcopy(document())
    kinds = changed["components"]["schemas"]["ProblemType"]["x-problems"]  # type: ignore[index]
    del kinds["sync-conflict"], kinds["storage-full"]
    gone = {
        one.field: commands_that_notice(one)
        for one in compare(Document(document()), Document(changed))
    }
    assert gone["problem sync-conflict"] == [
        "quickstart",
        "sync start",
        "sync retry",
        "sync reread",
    ]
    assert gone["problem storage-full"] == []
