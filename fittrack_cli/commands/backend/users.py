"""`fittrack backend users`: the accounts of the server on this machine, for its operator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fittrack_cli.commands.backend.commands import DataDirOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Mapping

User = Annotated[str, Argument(metavar="USER", help="The user name.")]
Folder = Annotated[str, Argument(metavar="FOLDER", help="A folder on this machine.")]
USER_FIELDS = (
    "username",
    "founder",
    "state",
    "created_at",
    "last_seen_at",
    "activities",
    "health_days",
    "workouts",
    "original_bytes",
    "folders",
    "quota_bytes",
    "quota_activities",
    "quota_uploads_a_day",
)


def list_(cli: Cli, data_dir: DataDirOption = None) -> None:
    """List the accounts of the server on this machine, with how much each has.

    Like all of `fittrack backend users` it works on the server's own database, with no password or token,
    whether the server runs or not. It needs the server's settings (FITTRACK_DATABASE_URL …) where these
    are not the defaults.

    Examples:
        fittrack backend users list
        fittrack backend users list -o json --query '[].username'
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.output.columns import Column

    with local_backend.operator(cli, data_dir) as operator:
        rows = [_row(one) for one in operator.users()]
    cli.output.rows(
        rows,
        [
            Column("username", "USER"),
            Column("state"),
            Column("founder", wide=True),
            Column("activities"),
            Column("health_days", "DAYS", wide=True),
            Column("workouts", wide=True),
            Column("original_bytes", "ORIGINALS"),
            Column("last_seen_at", "LAST SEEN"),
        ],
        fields=USER_FIELDS,
        called_by="username",
    )


def disable(cli: Cli, user: User, data_dir: DataDirOption = None) -> None:
    """Lock an account: nobody can use it, its syncs end, and nothing of it is lost.

    Examples:
        fittrack backend users disable eve
    """
    from fittrack_cli.commands.backend import local_backend

    with local_backend.operator(cli, data_dir) as operator:
        changed = _row(operator.disable(user))
    _print(cli, changed)
    cli.output.note(f"Unlock it with: fittrack backend users enable {changed['username']}")


def enable(cli: Cli, user: User, data_dir: DataDirOption = None) -> None:
    """Unlock an account. Its sessions and tokens work again.

    Examples:
        fittrack backend users enable eve
    """
    from fittrack_cli.commands.backend import local_backend

    with local_backend.operator(cli, data_dir) as operator:
        changed = _row(operator.enable(user))
    _print(cli, changed)


def remove_factor(cli: Cli, user: User, data_dir: DataDirOption = None) -> None:
    """Turn off the second factor of an account whose owner has no code and no recovery code left.

    Make sure that it is the owner who asks: from then on the password alone signs in. The account's owner is told
    at the next command. With a code, `fittrack auth mfa remove` does it.

    Examples:
        fittrack backend users remove-factor eve
    """
    from fittrack_cli.commands.backend import local_backend

    with local_backend.operator(cli, data_dir) as operator:
        changed = operator.remove_factor(user)
    cli.output.note(f"The second factor of {changed.username} is off.")


def allow(cli: Cli, user: User, folder: Folder, data_dir: DataDirOption = None) -> None:
    """Let an account connect a folder of this machine, and all that is in it.

    The first account can connect any folder but those of the system, the server's own, and those that others
    were given. Every other account can connect only what it was given.

    Examples:
        fittrack backend users allow eve /home/eve/Training
    """
    from fittrack_cli.commands.backend import local_backend

    with local_backend.operator(cli, data_dir) as operator:
        changed = _row(operator.allow(user, Path(folder).expanduser().absolute()))
    _print(cli, changed)


def disallow(cli: Cli, user: User, folder: Folder, data_dir: DataDirOption = None) -> None:
    """Take back a folder that an account was given. What was synced from it stays.

    Its running syncs end, and the folder is not read any more.

    Examples:
        fittrack backend users disallow eve /home/eve/Training
    """
    from fittrack_cli.commands.backend import local_backend

    with local_backend.operator(cli, data_dir) as operator:
        changed = _row(operator.disallow(user, Path(folder).expanduser().absolute()))
    _print(cli, changed)


def quota(
    cli: Cli,
    user: User,
    bytes_: Annotated[
        str | None,
        Option("--bytes", metavar="N", help="Bytes of original files, or 5GB, 500MB …"),
    ] = None,
    activities: Annotated[
        str | None, Option("--activities", metavar="N", help="How many activities.")
    ] = None,
    uploads_a_day: Annotated[
        str | None, Option("--uploads-a-day", metavar="N", help="How many uploads a day.")
    ] = None,
    data_dir: DataDirOption = None,
) -> None:
    """Show or set how much an account may have.

    `none` is no limit, and `default` is the server's own (FITTRACK_QUOTA_BYTES,
    FITTRACK_QUOTA_ACTIVITIES, FITTRACK_QUOTA_UPLOADS_A_DAY). What an account has already stays.

    Examples:
        fittrack backend users quota eve
        fittrack backend users quota eve --bytes 5GB --activities 10000
        fittrack backend users quota eve --bytes none
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.commands.backend.quota_values import limit_of

    wanted = [
        (name, limit_of(text, option))
        for name, text, option in (
            ("bytes", bytes_, "--bytes"),
            ("activities", activities, "--activities"),
            ("uploads_a_day", uploads_a_day, "--uploads-a-day"),
        )
        if text is not None
    ]
    with local_backend.operator(cli, data_dir) as operator:
        changed = _row(operator.set_quota(user, wanted) if wanted else operator.user(user))
    _print(cli, changed)


def delete(
    cli: Cli,
    user: User,
    yes: Annotated[bool, Option("--yes", "-y", help="Do not ask.")] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Delete an account with all that it has: records, original files, sources, sessions. For good.

    Files that another account has too are kept for that one. Save what is there before:
    its owner does with `fittrack export`.

    Examples:
        fittrack backend users delete eve
        fittrack backend users delete eve --yes
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.commands.removing import ask_first, check_can_ask

    command = f"fittrack backend users delete {user}"
    check_can_ask(cli, "delete the account", yes=yes, command=command)
    with local_backend.operator(cli, data_dir) as operator:
        found = operator.user(user)
        lines = [
            f"This deletes {found.activities:,} activities, and all else that it has, for good."
        ]
        if found.founder:
            lines.append("It is the first account of this server: the one that invites the others.")
        ask_first(cli, f"Delete the account {found.username}?", lines, yes=yes)
        operator.delete(user)
    cli.output.note(f"Deleted the account {found.username}.")


def _row(user: object) -> Mapping[str, object]:
    row = {field: getattr(user, field) for field in USER_FIELDS}
    times = {name: row[name] for name in ("created_at", "last_seen_at") if row[name] is not None}
    return row | {
        name: time.isoformat(timespec="seconds").replace("+00:00", "Z")
        for name, time in times.items()
    }


def _print(cli: Cli, row: Mapping[str, object]) -> None:
    from fittrack_cli.output.columns import Column

    columns = (
        Column("username", "USER"),
        Column("state"),
        Column("activities"),
        Column("original_bytes", "ORIGINALS"),
        Column("folders"),
        Column("quota_bytes", "ORIGINALS AT MOST"),
        Column("quota_activities", "ACTIVITIES AT MOST"),
        Column("quota_uploads_a_day", "UPLOADS A DAY AT MOST"),
    )
    shown = [column for column in columns if row[column.field] not in (None, [])]
    cli.output.item(row, shown, fields=USER_FIELDS)
