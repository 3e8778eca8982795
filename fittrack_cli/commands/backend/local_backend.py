"""The backend on this machine, seen from the command line: its package is imported only here, its failures become CliErrors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.commands.backend.serving import AS_THE_ENVIRONMENT_SAYS, Serving
from fittrack_cli.errors import (
    CliError,
    Conflict,
    NotFound,
    Unreachable,
    UsageError,
    cannot,
    printable_path,
)
from fittrack_cli.values.given_paths import no_file
from fittrack_common import local_server
from fittrack_common.private_folder import make_private

if TYPE_CHECKING:
    from fittrack_backend.backups.making import MadeBackup
    from fittrack_backend.backups.restoring import RestoredBackup
    from fittrack_backend.checking.findings import Finding
    from fittrack_backend.checking.reach import SharedDatabase
    from fittrack_backend.lifecycle.background import StoppedBackend
    from fittrack_backend.lifecycle.data_folder import BackendStatus, RunningBackend
    from fittrack_backend.lifecycle.service_managers import ServiceManager
    from fittrack_backend.lifecycle.service_unit import Service
    from fittrack_backend.people.operator import Operator
    from fittrack_backend.settings import Settings
    from fittrack_cli.program.context import Cli

STATUS_FIELDS = ("state", "url", "pid", "started_at", "server_version", "data_dir")
UPGRADING = "Upgrading the database. With many activities this takes minutes."
_NEEDED = (
    *("alembic", "argon2", "dbos", "fastapi"),
    *("garmin_fit_sdk", "pyotp", "sqlalchemy", "uvicorn"),
)


def require_extra() -> None:
    """Raises CliError when the backend's extra is not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        from fittrack_cli.installation import install_command

        raise CliError(
            "the backend is not installed here",
            f"missing: {', '.join(missing)}",
            f"install it with: {install_command('backend')}",
            slug="backend-not-installed",
        )


def data_folder(cli: Cli, given: str | None = None) -> Path:
    """The data folder: as given, else FITTRACK_DATA_DIR, else the platform's. Raises UsageError for a file."""
    if given:
        cli.give("data_dir", given)
    return no_file(Path(given or local_server.data_folder(cli.env)).expanduser().absolute())


def start(
    folder: Path,
    *,
    host: str = local_server.HOST,
    port: int | None = None,
    serving: Serving = AS_THE_ENVIRONMENT_SAYS,
    note: Callable[[str], None] = lambda _text: None,
) -> RunningBackend:
    """Starts a backend in the background; returns when it answers. `note` tells what takes long.

    Without a port it takes the one that the folder's last backend had, so that whoever is signed
    in stays so, else `local_server.PORT`.
    Raises Conflict when one runs on the folder or the port is taken, Unreachable when it does not
    start, and other CliErrors.
    """
    require_extra()
    from fittrack_backend.lifecycle import background

    with _as_cli_errors(folder, _again("start", host)):
        return background.start(
            folder,
            host=host,
            port=_port(folder, port),
            options=serving.options(),
            on_upgrade=lambda: note(UPGRADING),
        )


def serve(
    folder: Path,
    *,
    host: str = local_server.HOST,
    port: int | None = None,
    queues: Sequence[str] | None = None,
    roots: Sequence[str] | None = None,
    serving: Serving = AS_THE_ENVIRONMENT_SAYS,
    command: str = "serve",
) -> int:
    """Runs the backend in this process until Ctrl-C; returns its exit code. Raises as `start`.

    `command` is what was typed, for a suggestion.
    """
    require_extra()
    from fittrack_backend.lifecycle import foreground

    with _as_cli_errors(folder, _again(command, host)):
        return foreground.run_in_foreground(
            folder,
            host=host,
            port=_port(folder, port),
            queues=queues,
            roots=roots,
            tls_cert=serving.tls_cert,
            tls_key=serving.tls_key,
            log_format=serving.log_format,
        )


def work(
    folder: Path, *, queues: Sequence[str] | None = None, roots: Sequence[str] | None = None
) -> int:
    """Runs a worker in this process until Ctrl-C; returns its exit code. Raises CliErrors."""
    require_extra()
    from fittrack_backend.lifecycle import working

    with _as_cli_errors(folder):
        return working.run_in_foreground(folder, queues=queues, roots=roots)


def _port(folder: Path, given: int | None) -> int:
    from fittrack_backend.lifecycle.data_folder import last_port

    return last_port(folder) or local_server.PORT if given is None else given


def stop(folder: Path) -> StoppedBackend | None:
    """Stops the backend of the folder; None when none runs. Raises CliError."""
    from fittrack_backend.lifecycle import background

    with _as_cli_errors(folder):
        return background.stop(folder)


def status(folder: Path) -> BackendStatus:
    """Whether a backend runs on the folder, and where. Raises CliError."""
    from fittrack_backend.lifecycle import data_folder

    with _as_cli_errors(folder):
        return data_folder.status(folder)


def service(
    cli: Cli, folder: Path, *, host: str, port: int | None
) -> tuple[ServiceManager, Service]:
    """What keeps services running here, and the one for this folder. Raises CliErrors."""
    require_extra()
    from fittrack_backend.lifecycle.service_managers import service_manager
    from fittrack_backend.lifecycle.service_unit import service_of
    from fittrack_backend.settings import load_settings

    with _as_cli_errors(folder):
        settings = load_settings(folder, host=host, port=_port(folder, port), environment=cli.env)
        return service_manager(cli.env), service_of(settings, cli.env)


def install(manager: ServiceManager, service: Service, folder: Path, *, enable: bool) -> None:
    """Writes the service's file; starts it too, and at each login, if `enable`. Raises CliErrors."""
    from fittrack_backend.lifecycle import installing

    with _as_cli_errors(folder):
        installing.install(manager, service, folder)
        if enable:
            installing.enable(manager, folder)


def uninstall(cli: Cli, folder: Path) -> Path | None:
    """Stops the service and removes its file, which it returns; None when there is none. Raises CliErrors."""
    require_extra()
    from fittrack_backend.lifecycle import installing
    from fittrack_backend.lifecycle.service_managers import service_manager

    with _as_cli_errors(folder):
        manager = service_manager(cli.env)
        return manager.file if installing.uninstall(manager) else None


def status_row(found: BackendStatus) -> Mapping[str, object]:
    """A status as it is printed."""
    return {field: getattr(found, field) for field in STATUS_FIELDS} | {
        "data_dir": printable_path(found.data_dir)
    }


@contextmanager
def _settings_of(cli: Cli, given: str | None = None) -> Iterator[Settings]:
    """How the data folder's server runs, from its variables. Raises CliError, for what is done meanwhile as well."""
    require_extra()
    from fittrack_backend.settings import load_settings

    folder = data_folder(cli, given)
    with _as_cli_errors(folder):
        yield load_settings(folder, environment=cli.env)


@contextmanager
def operator(cli: Cli, given: str | None = None) -> Iterator[Operator]:
    """The operator's hand on the accounts of the data folder's server. Raises CliError."""
    with _settings_of(cli, given) as settings:
        from fittrack_backend.people.failures import NoSuchUser, OperatorError
        from fittrack_backend.people.operator import operating

        try:
            with operating(settings) as found:
                yield found
        except NoSuchUser as error:
            raise NotFound(str(error), "", error.hint) from error
        except OperatorError as error:
            raise UsageError(str(error), "", error.hint) from error


def check(cli: Cli, given: str | None, *, repair: bool) -> Iterator[Finding]:
    """What is wrong with the data of the data folder's server, which may run. Raises CliError."""
    with _settings_of(cli, given) as settings:
        from fittrack_backend.checking import check as checking

        try:
            yield from checking.check(settings, repair=repair)
        except checking.CannotCheck as error:
            raise UsageError(str(error), "", error.hint) from error


def shared_database(cli: Cli) -> SharedDatabase | None:
    """What the database in PostgreSQL says; None for data in SQLite. Raises CliError."""
    from fittrack_backend.checking import reach

    with _looking(cli, "cannot use the database") as settings:
        return reach.shared_database(settings) if settings.shares_work else None


def look_at_originals(cli: Cli) -> str:
    """The place of originals, where they can be kept there. Raises CliError."""
    from fittrack_backend.checking import reach

    with _looking(cli, "cannot use the place for originals") as settings:
        reach.originals_place(settings)
        return settings.originals


@contextmanager
def _looking(cli: Cli, title: str) -> Iterator[Settings]:
    with _settings_of(cli) as settings:
        from fittrack_backend.checking.check import CannotCheck

        try:
            yield settings
        except CannotCheck as error:
            raise CliError(title, str(error), error.hint) from error


def back_up(
    cli: Cli, given: str | None, target: Path, *, with_key: bool, replace: bool
) -> MadeBackup:
    """Makes a backup of the data folder's server, which may run. Raises CliError."""
    with _settings_of(cli, given) as settings, _backup_errors("cannot make the backup"):
        from fittrack_backend.backups import making

        return making.back_up(settings, target, with_key=with_key, replace=replace)


def restore(cli: Cli, given: str | None, file: Path, *, replace: bool) -> RestoredBackup:
    """Restores a backup into the data folder, on which no server may run. Raises CliError."""
    with _settings_of(cli, given) as settings, _backup_errors("cannot restore the backup"):
        from fittrack_backend.backups import restoring
        from fittrack_backend.lifecycle import data_folder as of_server
        from fittrack_backend.lifecycle import lockfile

        folder = settings.data_dir
        make_private(folder)
        lock = lockfile.acquire(of_server.lock_path(folder))
        if lock is None:
            raise of_server.AlreadyRunning(of_server.status(folder))
        try:
            return restoring.restore(settings, file, replace=replace)
        finally:
            lockfile.release(lock)


@contextmanager
def _backup_errors(title: str) -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    from fittrack_backend.backups.failures import AlreadyThere, BackupError

    try:
        yield
    except AlreadyThere as error:
        raise Conflict(title, str(error), error.hint, slug="already-there") from error
    except BackupError as error:
        raise UsageError(title, str(error), error.hint) from error
    except OSError as error:
        raise cannot(error, title, slug="backup") from error
    except SQLAlchemyError as error:
        raise CliError(title, str(error), "fittrack backend check", slug="backup") from error


def log_file(folder: Path) -> Path:
    """Where the backend of the folder writes its log."""
    from fittrack_backend.lifecycle.data_folder import log_path

    return log_path(folder)


def _again(command: str, host: str) -> str:
    from shlex import quote

    return f"fittrack backend {command} --host {quote(host)}"


@contextmanager
def _as_cli_errors(folder: Path, command: str = "fittrack backend start") -> Iterator[None]:
    from fittrack_backend.lifecycle import failures
    from fittrack_backend.lifecycle.data_folder import AlreadyRunning
    from fittrack_backend.lifecycle.installing import NotOurs
    from fittrack_backend.lifecycle.service_managers import ServiceManagerFailed
    from fittrack_backend.lifecycle.service_unit import NotInstallable
    from fittrack_backend.lifecycle.tls import TlsUnusable
    from fittrack_backend.lifecycle.working import NoQueues, WorkFailed
    from fittrack_backend.variables import InvalidSettings

    logs = "see its log: fittrack backend logs"
    try:
        yield
    except AlreadyRunning as error:
        raise Conflict(
            "will not start a second backend",
            str(error),
            "stop it with: fittrack backend stop",
            slug="already-running",
            extras={"url": error.url, "pid": error.pid},
        ) from error
    except failures.OpenWithoutTls as error:
        raise UsageError(
            "will not serve plain http to other machines",
            str(error).partition(". ")[0],
            f"with a proxy: FITTRACK_ALLOW_REMOTE=yes {command}\n"
            f"without: {command} --tls-cert FILE --tls-key FILE",
            slug="open-without-tls",
        ) from error
    except failures.AddressUnavailable as error:
        raise Conflict(
            "cannot start the backend",
            str(error),
            "choose another port with --port, or any free one with --port 0",
            slug="address-unavailable",
        ) from error
    except TlsUnusable as error:
        raise UsageError("cannot use the certificate", str(error)) from error
    except failures.StartFailed as error:
        raise Unreachable(
            "the backend did not start", str(error), logs, slug="start-failed"
        ) from error
    except WorkFailed as error:
        raise CliError("the worker did not start", str(error), logs, slug="work-failed") from error
    except failures.DataFolderUnusable as error:
        raise CliError(
            "cannot use the data folder", str(error), "name another: --data-dir", slug="data-folder"
        ) from error
    except NotOurs as error:
        raise Conflict(
            "will not replace a service", str(error), "move that file away", slug="not-ours"
        ) from error
    except ServiceManagerFailed as error:
        raise CliError(
            "the service could not be controlled",
            str(error),
            "run this in a session that you logged in to, or: fittrack backend start",
            slug="service-manager",
        ) from error
    except NotInstallable as error:
        raise UsageError("cannot install this backend", str(error), error.hint) from error
    except failures.BackendLifecycleError as error:
        raise CliError(
            "the backend could not be controlled", str(error), logs, slug="lifecycle"
        ) from error
    except NoQueues as error:
        raise UsageError(
            "cannot start a worker",
            str(error),
            "on one machine: fittrack backend start\n"
            "on several: FITTRACK_DATABASE_URL=postgresql://… fittrack backend work",
        ) from error
    except InvalidSettings as error:
        raise UsageError("cannot start the backend", str(error)) from error
