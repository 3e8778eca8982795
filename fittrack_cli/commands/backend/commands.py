"""`fittrack backend`: the backend on this machine."""

from typing import Annotated, Literal

from fittrack_cli.errors import UNREACHABLE
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Exit, Option
from fittrack_common import local_server

PortOption = Annotated[
    int | None,
    Option(
        "--port",
        metavar="PORT",
        min=0,
        max=65535,
        show_default=False,
        help="The port to listen on; 0 picks a free one (default: the port used last, or "
        f"{local_server.PORT}).",
    ),
]
HostOption = Annotated[str, Option("--host", metavar="ADDRESS", help="The address to listen on.")]
DataDirOption = Annotated[
    str | None,
    Option("--data-dir", metavar="FOLDER", help="The folder for all data [FITTRACK_DATA_DIR]."),
]

TlsCertOption = Annotated[
    str | None,
    Option(
        "--tls-cert",
        metavar="FILE",
        help="Serve https with this certificate chain, in PEM [FITTRACK_TLS_CERT].",
    ),
]
TlsKeyOption = Annotated[
    str | None,
    Option("--tls-key", metavar="FILE", help="The certificate's key, in PEM [FITTRACK_TLS_KEY]."),
]
LogFormatOption = Annotated[
    Literal["text", "json"] | None,
    Option("--log-format", help="Write the log as text, or JSON lines [FITTRACK_LOG_FORMAT]."),
]


def start(
    cli: Cli,
    port: PortOption = None,
    host: HostOption = local_server.HOST,
    data_dir: DataDirOption = None,
    foreground: Annotated[
        bool,
        Option("--foreground", help="Run in the foreground until Ctrl-C, and log to stderr."),
    ] = False,
    tls_cert: TlsCertOption = None,
    tls_key: TlsKeyOption = None,
    log_format: LogFormatOption = None,
) -> None:
    """Start the backend in the background, and wait until it responds.

    Only one backend can use a data folder at a time; starting a second one fails with exit code 5.
    A renewed certificate is read within ten seconds, or at once on SIGHUP.

    Examples:
        fittrack backend start
        fittrack backend start --port 0 -o json
        fittrack backend start --foreground
        fittrack backend start --tls-cert server.pem --tls-key server.key
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.commands.backend.serving import Serving

    folder = local_backend.data_folder(cli, data_dir)
    serving = Serving.of(tls_cert, tls_key, log_format)
    if foreground:
        raise Exit(
            local_backend.serve(
                folder, host=host, port=port, serving=serving, command="start --foreground"
            )
        )
    local_backend.start(folder, host=host, port=port, serving=serving, note=cli.output.note)
    found = local_backend.status(folder)
    cli.output.item(
        local_backend.status_row(found), fields=local_backend.STATUS_FIELDS, title="Backend started"
    )
    if folder != local_backend.data_folder(cli):
        cli.output.note(
            f"Other commands find it with --server {found.url}, or with FITTRACK_DATA_DIR={folder}"
        )


def stop(cli: Cli, data_dir: DataDirOption = None) -> None:
    """Stop the backend. A running sync continues when you start the backend again.

    Examples:
        fittrack backend stop
    """
    from fittrack_cli.commands.backend import local_backend

    stopped = local_backend.stop(local_backend.data_folder(cli, data_dir))
    if stopped is None:
        cli.output.note("The backend is not running.")
    elif stopped.killed:
        cli.output.warn(
            f"the backend (process {stopped.pid}) did not stop when asked, so it was killed"
        )
    else:
        cli.output.note(f"Stopped the backend (process {stopped.pid}).")


def status(cli: Cli, data_dir: DataDirOption = None) -> None:
    """Show whether the backend is running, and where. The exit code is 7 when it is not.

    Examples:
        fittrack backend status
        fittrack backend status -o json --fields url
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.output.columns import Column

    found = local_backend.status(local_backend.data_folder(cli, data_dir))
    row = local_backend.status_row(found)
    columns = [Column(field) for field in local_backend.STATUS_FIELDS if row[field] is not None]
    cli.output.item(row, columns, fields=local_backend.STATUS_FIELDS, title="Backend")
    if found.state == "stopped":
        cli.output.note("Start it with: fittrack backend start")
        raise Exit(UNREACHABLE)


def logs(
    cli: Cli,
    follow: Annotated[
        bool, Option("--follow", "-f", help="Keep printing new lines, until Ctrl-C.")
    ] = False,
    lines: Annotated[
        int,
        Option("--lines", "-n", metavar="N", min=0, help="How many lines to print from the end."),
    ] = 50,
    data_dir: DataDirOption = None,
) -> None:
    """Print the backend's log.

    Examples:
        fittrack backend logs
        fittrack backend logs --follow --lines 0
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.commands.backend.logs import follow as following
    from fittrack_cli.commands.backend.logs import last_lines
    from fittrack_cli.errors import NotFound, UsageError, printable_path

    if follow and not cli.output.prints_as_it_comes:
        raise UsageError(
            "--follow never ends, and this output is printed only at the end",
            "",
            "use -o jsonl without --query",
        )
    path = local_backend.log_file(local_backend.data_folder(cli, data_dir))
    try:
        found = following(path, lines) if follow else iter(last_lines(path, lines))
        cli.output.lines(
            ({"line": line} for line in found), lambda row: str(row["line"]), fields=("line",)
        )
    except FileNotFoundError:
        raise NotFound(
            "there is no log",
            printable_path(path),
            "the backend writes it when it starts: fittrack backend start",
        ) from None
