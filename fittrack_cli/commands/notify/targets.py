"""Notification targets: what a person means by the options, and asking the backend for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.errors import CliError, NotFound, Unreachable, UsageError
from fittrack_cli.output.records import parse_choice
from fittrack_client.models.created_notification_target import CreatedNotificationTarget
from fittrack_client.models.notification_target import NotificationTarget
from fittrack_client.models.notification_target_request import NotificationTargetRequest
from fittrack_client.models.notification_test import NotificationTest
from fittrack_client.models.notification_topic import check_notification_topic
from fittrack_client.models.target_kind import check_target_kind
from fittrack_client.types import UNSET
from fittrack_contract import NOTIFICATION_TOPICS, TARGET_KINDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

LISTS_TARGETS = "fittrack notify list"


def target_request(
    cli: Cli,
    url: str,
    *,
    kind: str,
    topics: Sequence[str] | None,
    silence: str,
    name: str | None,
    secret_file: str | None,
) -> NotificationTargetRequest:
    """The request that the options make; raises UsageError for what it cannot mean."""
    from fittrack_cli.program.passwords import read_secret

    chosen = [
        parse_choice(one.strip(), "topic", NOTIFICATION_TOPICS)
        for text in topics or ()
        for one in text.split(",")
    ]
    known = check_target_kind(parse_choice(kind, "kind", TARGET_KINDS))
    days = silence.strip().lower().removesuffix("d")
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= 365):
        raise UsageError("invalid --silence", f"{silence!r}", "a number of days from 1 to 365")
    secret = None if secret_file is None else read_secret(cli, secret_file, "Secret").reveal()
    return NotificationTargetRequest(
        url=url,
        kind=known,
        secret=secret or UNSET,
        name=name or UNSET,
        topics=[check_notification_topic(one) for one in dict.fromkeys(chosen)] or UNSET,
        silence_days=int(days),
    )


def add_target(cli: Cli, request: NotificationTargetRequest) -> CreatedNotificationTarget:
    """Adds a target. Raises CliError, such as for an address that may not be notified."""
    from fittrack_client import api

    return cli.connection.call(api.create_notification_target(body=request))


def list_targets(cli: Cli) -> Iterator[NotificationTarget]:
    """All targets, in the order in which they were added. Raises CliError."""
    from fittrack_client import api

    return cli.connection.items(api.list_notification_targets())


def remove_target(cli: Cli, target_id: UUID) -> None:
    """Ends a target. Raises NotFound, and other CliErrors."""
    from fittrack_client import api

    try:
        cli.connection.call(api.delete_notification_target(target_id))
    except NotFound as error:
        error.hint = error.hint or LISTS_TARGETS
        raise


def test_target(cli: Cli, target_id: UUID) -> NotificationTest:
    """What became of a test. Raises NotFound, and other CliErrors."""
    from fittrack_client import api

    try:
        return cli.connection.call(api.send_test_notification(target_id))
    except NotFound as error:
        error.hint = error.hint or LISTS_TARGETS
        raise


def not_taken(tested: NotificationTest) -> CliError | None:
    """The failure of a test that did not arrive."""
    if tested.delivered:
        return None
    return Unreachable("the test did not arrive", tested.reason or "", LISTS_TARGETS)
