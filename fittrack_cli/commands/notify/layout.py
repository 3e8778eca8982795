"""How notification targets look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.created_notification_target import CreatedNotificationTarget
    from fittrack_client.models.notification_target import NotificationTarget
    from fittrack_client.models.notification_test import NotificationTest


def print_created(cli: Cli, target: CreatedNotificationTarget) -> None:
    """Prints a target that was added, with its secret where the server made it up; without one, and with --quiet, its id
    alone."""
    if not target.secret and cli.output.id_alone(target.id):
        return
    columns = [
        Column("kind"),
        Column("server"),
        Column("topics"),
        Column("silence_days"),
        *([Column("secret")] if target.secret else []),
        Column("id"),
    ]
    cli.output.item(
        row_of(target),
        columns,
        fields=FIELDS["CreatedNotificationTarget"],
        title=f"Notification target {target.name}",
    )
    if target.secret:
        cli.output.note("The secret is shown only this once: what checks the signatures needs it.")
    cli.output.note(f"Try it with: fittrack notify test {target.id}")


def print_targets(cli: Cli, targets: Listed[NotificationTarget]) -> None:
    """Prints all of them."""
    cli.output.rows(
        (row_of(one) for one in targets),
        [
            Column("name"),
            Column("kind"),
            Column("server", wide=True),
            Column("topics", wide=True),
            Column("last_delivered_at", "LAST TAKEN"),
            Column("last_failed_at", "LAST FAILED", wide=True),
            Column("last_failure", "WHY", wide=True),
            id_column(targets),
        ],
        fields=FIELDS["NotificationTarget"],
        empty="Nothing is told. Add one with: fittrack notify add URL",
    )


def print_test(cli: Cli, tested: NotificationTest) -> None:
    """Prints what became of a test."""
    columns = [Column("delivered"), Column("status"), Column("reason")]
    cli.output.item(row_of(tested), columns, fields=FIELDS["NotificationTest"], title="Test")
