"""Parameters that several commands take."""

from typing import Annotated

import typer

SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="The first day: YYYY-MM-DD, today or yesterday."),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DAY", help="The last day, included: YYYY-MM-DD, today or yesterday."
    ),
]
LastOption = Annotated[
    str | None,
    typer.Option(
        "--last", metavar="LENGTH", help="The last days, weeks, months or years: 30d, 8w, 6m or 1y."
    ),
]
SportOption = Annotated[
    str | None, typer.Option("--sport", metavar="SPORT", help="Only this sport, such as running.")
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help="Show at most this many (default: all)."),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FILE",
        help="Where to save it; - for standard output (default: a file here, named by its id).",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")]
