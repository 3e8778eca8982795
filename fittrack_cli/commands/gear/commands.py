"""`fittrack gear`: shoes and bikes."""

from fittrack_cli.commands.arguments import AllOption, LimitOption
from fittrack_cli.program.context import Cli


def list_(cli: Cli, limit: LimitOption = None, every: AllOption = False) -> None:
    """List shoes and bikes, with the distance, the time and the number of activities of each.

    Gear comes with a service's export, such as Strava's. `fittrack activities list --gear NAME` lists what was done with it.

    Examples:
        fittrack gear list
        fittrack gear list -o csv > gear.csv
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.gear.fetching import list_gear
    from fittrack_cli.commands.gear.layout import print_gear

    print_gear(cli, list_gear(cli, limit=most_of(cli, limit, every=every)))
