"""The account, its sources, how their syncs are, and what gives access to it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.errors import CliError, printable_path
from fittrack_cli.program.context import Cli
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from fittrack_client.models.overview_row import OverviewRow
    from fittrack_client.models.source import Source

_FEW_CODES = 3
_STALE = dt.timedelta(days=7)
"""A source that nothing was synced from for so long is forgotten, or its syncs do not start any more."""


def account(cli: Cli) -> Iterator[Finding]:
    """Who is signed in. Nothing where nobody is. Raises CliError."""
    from fittrack_client import api

    if not _is_signed_in(cli):
        return
    try:
        found = cli.connection.call(api.get_current_account())
    except CliError as error:
        if not _may_not_ask(error):
            raise
        yield Finding("account", "ok", "a token for scripts, which may not ask whose it is")
        return
    name = found.username
    if not found.mfa_enabled:
        yield Finding(
            "account", "warning", f"{name}, without a second factor", "fittrack auth mfa enroll"
        )
    elif found.recovery_codes_remaining < _FEW_CODES:
        left = f"{found.recovery_codes_remaining} recovery codes are left"
        yield Finding("account", "warning", f"{name}; {left}", "fittrack auth mfa recovery-codes")
    else:
        yield Finding("account", "ok", f"{name}, with a second factor")


def sources(cli: Cli) -> Iterator[Finding]:
    """Whether each source can be read, as far as can be told without a sync. Raises CliError."""
    if not _is_signed_in(cli):
        return
    try:
        found = _connected(cli)
    except CliError as error:
        if not _may_not_ask(error):
            raise
        return
    if not found:
        yield Finding("sources", "warning", "no source is connected", "fittrack help sources")
    is_here = _is_served_here(cli)
    for source in found:
        yield _of_key(source) or (is_here and _of_folder(source)) or _of_good(source)


def syncs(cli: Cli) -> Iterator[Finding]:
    """How the last sync of each source ended, and how long ago that was. Raises CliError."""
    from fittrack_client import api

    if not _is_signed_in(cli):
        return
    try:
        rows = cli.connection.call(api.get_sync_overview()).rows
    except CliError as error:
        if not _may_not_ask(error):
            raise
        return
    uploads = {source.id for source in _connected(cli) if source.kind == "upload"}
    for source_id in dict.fromkeys(row.source_id for row in rows):
        of_it = [row for row in rows if row.source_id == source_id]
        yield _of_syncs(of_it, can_be_asked=source_id not in uploads)


def access_tokens(cli: Cli) -> Iterator[Finding]:
    """The tokens for scripts, and which of them ends soon. Raises CliError."""
    from fittrack_cli.commands.sync.staleness import KEY_WARNING
    from fittrack_client import api

    if not _is_signed_in(cli):
        return
    try:
        found = list(cli.connection.items(api.list_access_tokens()))
    except CliError as error:
        if not _may_not_ask(error):
            raise
        return
    now = dt.datetime.now(dt.UTC)
    live = [one for one in found if one.expires_at is None or one.expires_at > now]
    ending = [one for one in live if one.expires_at and one.expires_at - now < KEY_WARNING]
    for one in ending:
        again = "fittrack auth access-tokens create --help"
        yield Finding(
            "access tokens", "warning", f"{one.name} ends on {one.expires_at:%Y-%m-%d}", again
        )
    if live and not ending:
        tokens = counted(len(live), "token for scripts", "tokens for scripts")
        yield Finding("access tokens", "ok", f"{tokens}; none ends within a week")


def _is_signed_in(cli: Cli) -> bool:
    from fittrack_cli.session.token_variable import token_from

    return token_from(cli.env) is not None or cli.token_place().tokens() is not None


def _may_not_ask(error: CliError) -> bool:
    from fittrack_contract.problems import INSUFFICIENT_SCOPE, SESSION_REQUIRED

    return error.slug in (SESSION_REQUIRED, INSUFFICIENT_SCOPE)


def _connected(cli: Cli) -> list[Source]:
    from fittrack_cli.commands.source.fetching import list_sources

    return list(list_sources(cli))


def _is_served_here(cli: Cli) -> bool:
    """Whether the server in force is the backend of this machine's data folder, and so sees the same folders."""
    from fittrack_cli.commands.backend import local_backend

    found = local_backend.status(local_backend.data_folder(cli))
    return found.state == "running" and found.url == cli.server


def _of_key(source: Source) -> Finding | None:
    """What is wrong with the key of a source that has one."""
    from fittrack_cli.commands.sync.staleness import KEY_WARNING

    command = f"fittrack source change {source.id} --new-key"
    if source.state == "needs_key":
        return Finding("sources", "wrong", f"{source.name}: its key is refused", command)
    ends_on, today = source.key_ends_on, dt.datetime.now(dt.UTC).date()
    if ends_on is None or ends_on > today + KEY_WARNING:
        return None
    if ends_on < today:
        return Finding("sources", "wrong", f"{source.name}: its key ended on {ends_on}", command)
    return Finding("sources", "warning", f"{source.name}: its key ends on {ends_on}", command)


def _of_folder(source: Source) -> Finding | None:
    """What is wrong with a folder of this machine."""
    if not source.path:
        return None
    folder, shown = Path(source.path), printable_path(source.path)
    if not folder.is_dir():
        return Finding(
            "sources",
            "wrong",
            f"{source.name}: {shown} is not there",
            f"fittrack source disconnect {source.id}",
        )
    if not os.access(folder, os.R_OK | os.X_OK):
        return Finding("sources", "wrong", f"{source.name}: {shown} cannot be read")
    return None


def _of_good(source: Source) -> Finding:
    key = f", its key is good until {source.key_ends_on}" if source.key_ends_on else ""
    return Finding("sources", "ok", f"{source.name} ({source.path or source.kind}){key}")


def _of_syncs(rows: list[OverviewRow], *, can_be_asked: bool) -> Finding:
    """The syncs of one source."""
    from fittrack_cli.output.cells import ago

    name, source_id = rows[0].source_name, rows[0].source_id
    failed = next((row for row in rows if row.last_state == "failed"), None)
    if failed is not None:
        why = failed.last_reason or "the last sync failed"
        return Finding(
            "syncs", "wrong", f"{name}: {why}", f"fittrack sync items {failed.last_job_id}"
        )
    failing = sum(row.failing_files for row in rows)
    if failing:
        job = next(str(job) for row in rows for job in row.failed_job_ids)
        files = f"{counted(failing, 'file')} cannot be read"
        return Finding(
            "syncs", "warning", f"{name}: {files}", f"fittrack sync items {job} --outcome failed"
        )
    again = f"fittrack sync start --source {source_id} --watch"
    ended = [row.last_success_at for row in rows if row.last_success_at is not None]
    if not ended and not can_be_asked:
        return Finding("syncs", "ok", f"{name}: nothing was sent yet")
    if not ended and any(row.running_job_id is not None for row in rows):
        return Finding("syncs", "ok", f"{name}: its first sync runs")
    if not ended:
        return Finding("syncs", "warning", f"{name}: never synced", again)
    last = max(ended)
    is_stale = can_be_asked and dt.datetime.now(dt.UTC) - last > _STALE
    synced = f"{name}: last synced {ago(last.isoformat())}"
    return (
        Finding("syncs", "warning", synced, again) if is_stale else Finding("syncs", "ok", synced)
    )
