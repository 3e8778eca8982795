"""The backend in force: whether it answers, can work, keeps the same time, and speaks this contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import httpx

from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.errors import CliError, Unreachable
from fittrack_cli.program.context import Cli
from fittrack_common.loopback import is_loopback
from fittrack_common.version import __version__

_CLOCK_OFF = dt.timedelta(seconds=30)
"""Codes of a second factor change so often (RFC 6238)."""


def answers(cli: Cli) -> Iterator[Finding]:
    """It answers, which version it is, and whether its clock is this machine's. Raises CliError."""
    from fittrack_client import api

    dates: list[str] = []

    def noted(response: httpx.Response) -> None:
        dates.append(response.headers.get("Date", ""))

    try:
        with cli.connect(any_version=True) as connection:
            connection.http.event_hooks = {"response": [noted]}
            info = connection.call(api.get_server_info())
    except Unreachable as error:
        hint = "fittrack backend start" if is_loopback(cli.server) else error.hint
        yield Finding("backend", "wrong", f"{error.title}: {error.detail}", hint)
        return
    yield Finding("backend", "ok", f"{cli.server} answers; its version is {info.server_version}")
    if info.server_version != __version__:
        yield Finding(
            "version", "warning", f"fittrack is {__version__}, the backend {info.server_version}"
        )
    yield from _clock(dates)


def _clock(dates: list[str]) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(dates[-1])
        off = abs(dt.datetime.now(dt.UTC) - theirs)
    except (IndexError, ValueError, TypeError):
        yield Finding("clock", "ok", "the backend does not say what time it has")
        return
    seconds = round(off.total_seconds())
    if off > _CLOCK_OFF:
        yield Finding(
            "clock",
            "wrong",
            f"this machine and the backend are {seconds} seconds apart: codes and tokens can be refused",
            "timedatectl set-ntp true",
        )
    else:
        yield Finding("clock", "ok", "this machine and the backend agree")


def ready(cli: Cli) -> Iterator[Finding]:
    """It can use its database, its jobs and the place of its originals. Raises CliError."""
    from fittrack_client import api

    with cli.connect(any_version=True) as connection:
        connection.call(api.check_ready())
    yield Finding("ready", "ok", "it can use its database and the place for originals")


def contract(cli: Cli) -> Iterator[Finding]:
    """Nothing in its contract breaks a command of this version. Raises CliError."""
    from fittrack_cli.contract.check import check

    found = check(cli)
    failure: CliError | None = found.failure()
    if failure is not None:
        raise failure
    yield Finding(
        "contract",
        "ok",
        found.agreement if not found.judged else "it differs, and breaks no command",
    )
