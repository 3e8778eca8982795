"""Quickstart: a backend, an account with a second factor, a folder, a first sync.

Each step looks first at what is there already, so that running it again goes on where it was and
duplicates nothing.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.commands.activities.choosing import Choice
from fittrack_cli.commands.activities.fetching import list_activities
from fittrack_cli.commands.auth.meeting import meet_server
from fittrack_cli.commands.backend import local_backend
from fittrack_cli.commands.naming.shown import Listed
from fittrack_cli.commands.quickstart.account_file import AccountFile
from fittrack_cli.commands.quickstart.backend import backend_key, named_server, start_backend
from fittrack_cli.commands.quickstart.folder import source_of
from fittrack_cli.commands.quickstart.paths import short_path
from fittrack_cli.commands.quickstart.sign_up import SignUp
from fittrack_cli.commands.source.connect_folder import absolute, check_folder
from fittrack_cli.commands.sync.starting import start_sync, sync_request
from fittrack_cli.commands.sync.watching import follow
from fittrack_cli.errors import Interrupted, UsageError, printable_path
from fittrack_cli.output.records import row_of
from fittrack_cli.session.token_variable import TOKEN_VARIABLE

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.account import Account
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.source import Source
    from fittrack_client.models.sync_job import SyncJob

LATEST = 10
_A_FILE = "put it into a folder of its own, and name that: fittrack quickstart FOLDER"


@frozen
class Result:
    """What quickstart came to."""

    server: str
    data_dir: Path
    runs_here: bool
    """Whether the backend is this machine's own."""
    account: Account
    account_file: Path | None
    """Where the account's secrets are kept, and which."""
    secrets: list[str]
    source: Source
    job: SyncJob
    activities: Listed[Activity]
    """The latest, to be gone through once."""
    latest_day: dt.date | None
    """Of the latest activity; None where there is none."""

    def as_row(self) -> dict[str, object]:
        return {
            "server": self.server,
            "data_dir": printable_path(self.data_dir),
            "username": self.account.username,
            "mfa_enabled": self.account.mfa_enabled,
            "account_file": self.account_file and printable_path(self.account_file),
            "source": row_of(self.source),
            "job": row_of(self.job),
            "activities": [row_of(activity) for activity in self.activities],
        }


def run(cli: Cli, folder: str | None) -> Result:
    """Does all steps. Raises Interrupted that says how to go on, and other CliErrors."""
    chosen = absolute(folder) if folder is not None else None
    if chosen is not None:
        check_folder(chosen, _A_FILE)
    try:
        return _run(cli, chosen)
    except KeyboardInterrupt:
        raise Interrupted(
            "interrupted", "", "fittrack quickstart continues where it stopped"
        ) from None
    except Interrupted as error:
        error.hint = f"{error.hint}\nfittrack quickstart continues where it stopped".strip()
        raise


def _run(cli: Cli, folder: Path | None) -> Result:
    if cli.env.get(TOKEN_VARIABLE):
        raise UsageError(
            f"quickstart cannot be used with {TOKEN_VARIABLE}",
            "it signs in on its own",
            f"unset {TOKEN_VARIABLE}, then run quickstart again",
        )
    data_dir = local_backend.data_folder(cli)
    start_backend(cli, data_dir)
    if named_server(cli) is not None:
        meet_server(cli)
    accounts = AccountFile(cli.config.folder)
    account = SignUp(cli, accounts, data_dir).signed_in_account()
    cli.output.note(
        f"Signed in as {account.username}"
        + (", with a second factor." if account.mfa_enabled else ".")
    )
    source = source_of(cli, folder)
    where = short_path(Path(source.path)) if source.path else source.name
    cli.output.note(f"Syncing {where} …")
    job, is_ours = start_sync(cli, sync_request(cli, None, [str(source.id)]), attach=True)
    if not is_ours:
        cli.output.note(f"It is already being synced; watching sync {job.id}.")
    ended = follow(cli, job.id)
    latest = list_activities(cli, Choice(), limit=LATEST)
    activities = list(latest)
    known = accounts.load(backend_key(cli, data_dir))
    secrets = known.secrets() if known is not None else []
    return Result(
        server=cli.connection.url,
        data_dir=data_dir,
        runs_here=named_server(cli) is None,
        account=account,
        account_file=accounts.path if secrets else None,
        secrets=secrets,
        source=source,
        job=ended,
        activities=Listed(activities, latest.digits),
        latest_day=activities[0].date if activities else None,
    )
