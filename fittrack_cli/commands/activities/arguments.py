"""Arguments that several commands of activities take."""

from typing import Annotated

from fittrack_cli.commands.arguments import NAMED_BY
from fittrack_cli.program.declared import Argument

ActivitiesArgument = Annotated[
    list[str] | None, Argument(metavar="ACTIVITY", help=f"The activities: {NAMED_BY}.")
]
ActivityArgument = Annotated[
    str | None, Argument(metavar="ACTIVITY", help=f"The activity: {NAMED_BY}.")
]
