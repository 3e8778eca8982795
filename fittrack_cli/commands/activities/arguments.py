"""Arguments that several commands of activities take."""

from typing import Annotated

import typer

from fittrack_cli.commands.arguments import NAMED_BY

ActivitiesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="ACTIVITY", help=f"The activities: {NAMED_BY}.")
]
ActivityArgument = Annotated[
    str | None, typer.Argument(metavar="ACTIVITY", help=f"The activity: {NAMED_BY}.")
]
