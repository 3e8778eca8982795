"""Parameters that several commands take."""

from typing import Annotated

from fittrack_cli.program.declared import Option

NAMED_BY = "an id, the beginning of one, or latest"
"""How a thing is named: see `naming.meaning`."""
NAMED_BY_NAME = "its name, id, the beginning of that, or latest"
SinceOption = Annotated[
    str | None,
    Option("--since", metavar="DAY", help="The first day: YYYY-MM-DD, today or yesterday."),
]
UntilOption = Annotated[
    str | None,
    Option(
        "--until", metavar="DAY", help="The last day, included: YYYY-MM-DD, today or yesterday."
    ),
]
LastOption = Annotated[
    str | None,
    Option(
        "--last", metavar="LENGTH", help="The last days, weeks, months or years: 30d, 8w, 6m or 1y."
    ),
]
SportOption = Annotated[
    str | None, Option("--sport", metavar="SPORT", help="Only this sport, such as running.")
]
SportsOption = Annotated[
    str | None,
    Option("--sport", metavar="SPORT", help="Only this sport, or any of several: running,hiking."),
]
LimitOption = Annotated[
    int | None,
    Option(
        "--limit",
        metavar="N",
        min=1,
        help="Show at most this many (default: all; on a terminal 30).",
    ),
]
AllOption = Annotated[bool, Option("--all", help="Show all, on a terminal too.")]
ToOption = Annotated[
    str | None,
    Option(
        "--to",
        metavar="FILE",
        help="Where to save it; - for standard output (default: a file here, named by its id).",
    ),
]
ForceOption = Annotated[bool, Option("--force", help="Replace an existing file.")]
YesOption = Annotated[bool, Option("--yes", "-y", help="Do not ask for confirmation.")]
