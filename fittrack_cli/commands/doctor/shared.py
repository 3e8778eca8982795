"""What several servers share, where this machine is told of it: PostgreSQL, its workers, the place of originals."""

from __future__ import annotations

from collections.abc import Iterator

from fittrack_cli.commands.doctor.finding import Finding
from fittrack_cli.program.context import Cli


def postgresql(cli: Cli) -> Iterator[Finding]:
    """The database answers, its tables are of this version, and somebody does the work. Raises CliError."""
    if not cli.env.get("FITTRACK_DATABASE_URL"):
        return
    from fittrack_cli.commands.backend import local_backend

    found = local_backend.shared_database(cli)
    if found is None:
        return
    answers = f"PostgreSQL {found.version} answers"
    serve = "fittrack backend serve"
    if found.revision is None:
        yield Finding("postgresql", "warning", f"{answers}; it has no tables yet", serve)
    elif found.is_older:
        yield Finding(
            "postgresql", "warning", f"{answers}; its tables are of an older version", serve
        )
    elif found.is_newer:
        yield Finding(
            "postgresql", "wrong", f"{answers}; its tables are of a newer version of FitTrack"
        )
    else:
        yield Finding("postgresql", "ok", answers)
        yield _workers(found.working, found.heard_s)


def _workers(working: int, heard_s: float | None) -> Finding:
    from fittrack_cli.output.durations import duration

    heard = (
        "none was ever heard of" if heard_s is None else f"last heard of {duration(heard_s)} ago"
    )
    if not working:
        return Finding("workers", "wrong", f"nobody takes work; {heard}", "fittrack backend work")
    one_or_more = "1 process takes" if working == 1 else f"{working} processes take"
    return Finding("workers", "ok", f"{one_or_more} work; {heard}")


def originals(cli: Cli) -> Iterator[Finding]:
    """Original files can be kept where that was configured. Raises CliError."""
    if not cli.env.get("FITTRACK_ORIGINALS"):
        return
    from fittrack_cli.commands.backend import local_backend

    yield Finding("originals", "ok", local_backend.look_at_originals(cli))
