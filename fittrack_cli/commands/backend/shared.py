"""`fittrack backend serve` and `work`: a backend of several processes, on one machine or many."""

from typing import Annotated

from fittrack_cli.commands.backend.commands import (
    DataDirOption,
    HostOption,
    LogFormatOption,
    PortOption,
    TlsCertOption,
    TlsKeyOption,
)
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Exit, Option
from fittrack_common import local_server

RootOption = Annotated[
    list[str] | None,
    Option(
        "--root",
        metavar="FOLDER",
        show_default=False,
        help="A folder that this process can see, with all that is in it [FITTRACK_ROOTS]. "
        "Can be given several times.",
    ),
]


def serve(
    cli: Cli,
    port: PortOption = None,
    host: HostOption = local_server.HOST,
    data_dir: DataDirOption = None,
    no_work: Annotated[
        bool,
        Option("--no-work", help="Answer requests only: workers do the jobs (PostgreSQL)."),
    ] = False,
    root: RootOption = None,
    tls_cert: TlsCertOption = None,
    tls_key: TlsKeyOption = None,
    log_format: LogFormatOption = None,
) -> None:
    """Run the backend in the foreground until Ctrl-C, and log to stderr.

    With FITTRACK_DATABASE_URL set to a PostgreSQL database, any number of these processes serve the
    same accounts. They need one server key (FITTRACK_SERVER_KEY_FILE) and one place for original files
    (FITTRACK_ORIGINALS: a shared folder, or s3://BUCKET/PREFIX with the AWS_* variables).

    Examples:
        fittrack backend serve
        fittrack backend serve --port 8701 --no-work
        fittrack backend serve --root /srv/athletes
        fittrack backend serve --host 0.0.0.0 --tls-cert server.pem --tls-key server.key
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.commands.backend.serving import Serving

    folder = local_backend.data_folder(cli, data_dir)
    queues = () if no_work else None
    serving = Serving.of(tls_cert, tls_key, log_format)
    raise Exit(
        local_backend.serve(
            folder, host=host, port=port, queues=queues, roots=root, serving=serving
        )
    )


def work(
    cli: Cli,
    queues: Annotated[
        str | None,
        Option(
            "--queues",
            metavar="NAMES",
            show_default=False,
            help="The work to take, separated by commas: sync (jobs), read (files of large jobs). "
            "Default: both [FITTRACK_QUEUES].",
        ),
    ] = None,
    root: RootOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Run a worker until Ctrl-C, and log to stderr: it takes jobs from the queues in PostgreSQL.

    It needs the variables that the servers have: FITTRACK_DATABASE_URL, FITTRACK_SERVER_KEY_FILE and
    FITTRACK_ORIGINALS. A folder is synced by workers that see it: name such folders with --root. Without
    --root a worker is taken to see every folder that the servers see. A worker that dies loses nothing:
    the others take over within a minute.

    Examples:
        fittrack backend work
        fittrack backend work --queues read
        fittrack backend work --root /srv/athletes --root /mnt/watch
    """
    from fittrack_cli.commands.backend import local_backend

    folder = local_backend.data_folder(cli, data_dir)
    names = queues.split(",") if queues is not None else None
    raise Exit(local_backend.work(folder, queues=names, roots=root))
