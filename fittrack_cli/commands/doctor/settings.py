"""The settings and the tokens: files, permissions, the profile in force."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.errors import printable_path
from fittrack_cli.program.context import Cli

_SOON = dt.timedelta(days=7)


def config(cli: Cli) -> Iterator[Finding]:
    """The configuration can be read, and only its owner can change it. Raises CliError."""
    from fittrack_cli.files import others_may_read, others_may_write
    from fittrack_cli.program.config import FILE_NAME

    cli.folder_is_checked = True
    folder = cli.config.folder
    shown = printable_path(folder)
    if others_may_write(folder):
        yield Finding("config", "wrong", f"others can write to {shown}", f"chmod 700 {shown}")
    elif others_may_read(folder):
        yield Finding("config", "warning", f"others can look into {shown}", f"chmod 700 {shown}")
    elif (folder / FILE_NAME).exists():
        yield Finding("config", "ok", printable_path(folder / FILE_NAME))
    else:
        yield Finding("config", "ok", f"no settings yet in {shown}")


def profile(cli: Cli) -> Iterator[Finding]:
    """The profile and the server in force. Raises CliError."""
    where = cli.origin("server") or ("the profile" if cli.profile.server else "this machine")
    yield Finding("profile", "ok", f"{cli.profile.name}, server {cli.server} (from {where})")


def credentials(cli: Cli) -> Iterator[Finding]:
    """Where the tokens are, and until when somebody is signed in. Raises CliError."""
    from fittrack_cli.session.token_variable import token_from

    if token_from(cli.env) is not None:
        yield Finding("credentials", "ok", "FITTRACK_TOKEN, a token for scripts")
        return
    place = cli.token_place()
    store, tokens = place.opened(), place.tokens()
    if store is None or tokens is None:
        yield Finding(
            "credentials",
            "warning",
            f"nobody is signed in at {place.origin}",
            "fittrack auth login",
        )
        return
    until = dt.datetime.fromtimestamp(tokens.refresh_expires_at, dt.UTC)
    what = f"{tokens.username}, signed in until {until:%Y-%m-%d}, kept in {store.where}"
    if store.name == "file" and os.name != "nt":
        what += ", which nobody else can read"  # or it would not have been opened
    if until - dt.datetime.now(dt.UTC) < _SOON:
        yield Finding("credentials", "warning", what, "fittrack auth refresh")
    else:
        yield Finding("credentials", "ok", what)
