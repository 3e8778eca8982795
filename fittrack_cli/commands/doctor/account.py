"""The account, and how its syncs are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.commands.removing import counted
from fittrack_cli.errors import CliError
from fittrack_cli.program.context import Cli

if TYPE_CHECKING:
    from fittrack_client.models.overview_row import OverviewRow

_FEW_CODES = 3


def account(cli: Cli) -> Iterator[Finding]:
    """Who is signed in, and how their syncs are. Nothing where nobody is. Raises CliError."""
    from fittrack_cli.session.script_token import token_from

    if token_from(cli.env) is not None or cli.token_place().tokens() is not None:
        yield from _person(cli)
        yield from _syncs(cli)


def _person(cli: Cli) -> Iterator[Finding]:
    from fittrack_client import api
    from fittrack_contract.problems import INSUFFICIENT_SCOPE, SESSION_REQUIRED

    try:
        found = cli.connection.call(api.get_current_account())
    except CliError as error:
        if error.slug not in (SESSION_REQUIRED, INSUFFICIENT_SCOPE):
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


def _syncs(cli: Cli) -> Iterator[Finding]:
    """How the last sync of each source ended."""
    from fittrack_client import api

    rows = cli.connection.call(api.get_sync_overview()).rows
    if not rows:
        yield Finding("syncs", "warning", "no source is connected", "fittrack help sources")
    names = dict.fromkeys(row.source_name for row in rows)
    for name in names:
        yield _of_source(name, [row for row in rows if row.source_name == name])


def _of_source(name: str, rows: list[OverviewRow]) -> Finding:
    from fittrack_cli.output.cells import ago

    failed = next((row for row in rows if row.last_state == "failed"), None)
    if failed is not None:
        why = failed.last_reason or "the last sync failed"
        return Finding(
            "syncs", "wrong", f"{name}: {why}", f"fittrack sync items {failed.last_job_id}"
        )
    failing = sum(row.failing_files for row in rows)
    if failing:
        job = next(str(job) for row in rows for job in row.failed_job_ids)
        files = f"{counted(failing, 'file', 'files')} cannot be read"
        return Finding(
            "syncs", "warning", f"{name}: {files}", f"fittrack sync items {job} --outcome failed"
        )
    ended = [row.last_success_at for row in rows if row.last_success_at is not None]
    if not ended:
        return Finding("syncs", "warning", f"{name}: never synced", "fittrack sync start --watch")
    return Finding("syncs", "ok", f"{name}: last synced {ago(max(ended).isoformat())}")
