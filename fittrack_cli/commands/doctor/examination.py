"""All that the doctor looks at, in order; what a look raises is a finding, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from fittrack_cli.commands.doctor import account, backend, here, machine, settings, shared
from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.errors import CliError, NotSignedIn
from fittrack_cli.program.context import Cli

Look = Callable[[Cli], Iterator[Finding]]

_HERE: tuple[tuple[str, Look], ...] = (
    ("python", machine.python),
    ("install", machine.install),
    ("path", machine.path),
    ("completion", machine.completion),
    ("config", settings.config),
    ("profile", settings.profile),
    ("credentials", settings.credentials),
    ("data folder", here.data_folder),
    ("server key", here.server_key),
    ("disk", here.disk),
    ("database", here.database),
    ("postgresql", shared.postgresql),
    ("originals", shared.originals),
    ("port", here.port),
)
_AT_THE_BACKEND: tuple[tuple[str, Look], ...] = (
    ("ready", backend.ready),
    ("contract", backend.contract),
    ("account", account.account),
    ("sources", account.sources),
    ("syncs", account.syncs),
    ("access tokens", account.access_tokens),
)


def examine(cli: Cli) -> Iterator[Finding]:
    """What was found, thing by thing, each with a command that works as it is."""
    for finding in _findings(cli):
        command = finding.command
        yield finding if command is None else evolve(finding, command=cli.in_full(command))


def _findings(cli: Cli) -> Iterator[Finding]:
    """The same; a backend that does not answer is asked nothing more."""
    for name, look in _HERE:
        yield from _looked(cli, name, look)
    answers = list(_looked(cli, "backend", backend.answers))
    yield from answers
    if all(one.check != "backend" or one.state != "wrong" for one in answers):
        for name, look in _AT_THE_BACKEND:
            yield from _looked(cli, name, look)


def _looked(cli: Cli, name: str, look: Look) -> Iterator[Finding]:
    try:
        yield from look(cli)
    except NotSignedIn as error:
        yield Finding(name, "warning", _text(error), error.hint or "fittrack auth login")
    except CliError as error:
        yield Finding(name, "wrong", _text(error), error.hint or None)


def _text(error: CliError) -> str:
    return f"{error.title}: {error.detail}" if error.detail else error.title
