"""`fittrack backend install` and `uninstall`: the backend as a service of its user."""

from typing import Annotated

from fittrack_cli.commands.backend.commands import DataDirOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option
from fittrack_common import local_server

INSTALL_FIELDS = ("manager", "file", "enabled", "data_dir")


def install(
    cli: Cli,
    port: Annotated[
        int | None,
        Option(
            "--port",
            metavar="PORT",
            min=1,
            max=65535,
            show_default=False,
            help=f"The port to listen on (default: the port used last, or {local_server.PORT}).",
        ),
    ] = None,
    host: Annotated[
        str, Option("--host", metavar="ADDRESS", help="The address to listen on.")
    ] = local_server.HOST,
    data_dir: DataDirOption = None,
    enable: Annotated[
        bool, Option("--enable", help="Start it now, and whenever you log in.")
    ] = False,
    print_: Annotated[
        bool, Option("--print", help="Print what would be written, and write nothing.")
    ] = False,
) -> None:
    """Install the backend as a service of yours, with systemd or launchd.

    The service gets the options given here and the FITTRACK variables of the server that are set now. It is
    started again when it fails. To change it, install it again. For a service of the whole system, or
    several servers, see docs/operations.md.

    Examples:
        fittrack backend install --print
        fittrack backend install --enable
        fittrack backend install --port 8701 --data-dir ~/fittrack --enable
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.errors import printable_path

    folder = local_backend.data_folder(cli, data_dir)
    manager, service = local_backend.service(cli, folder, host=host, port=port)
    if print_:
        cli.output.lines(
            ({"line": line} for line in manager.content(service).splitlines()),
            lambda row: str(row["line"]),
            fields=("line",),
        )
        return
    local_backend.install(manager, service, folder, enable=enable)
    row = {
        "manager": manager.name,
        "file": printable_path(manager.file),
        "enabled": enable,
        "data_dir": printable_path(folder),
    }
    cli.output.item(row, fields=INSTALL_FIELDS, title="Service installed")
    if not enable:
        cli.output.note("Start it, now and at each login, with: fittrack backend install --enable")
    elif manager.name == "systemd":
        cli.output.note("To keep it running while you are logged out: loginctl enable-linger")


def uninstall(cli: Cli) -> None:
    """Stop the service that `fittrack backend install` made, and remove it. The data stays.

    Examples:
        fittrack backend uninstall
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.errors import printable_path

    removed = local_backend.uninstall(cli, local_backend.data_folder(cli))
    if removed is None:
        cli.output.note("No service is installed.")
    else:
        cli.output.note(f"Stopped the service and removed {printable_path(removed)}.")
