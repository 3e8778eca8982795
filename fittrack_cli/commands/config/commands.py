"""`fittrack config`: the settings of a profile."""

from typing import Annotated

from fittrack_cli.program.config import KEYS
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument
from fittrack_cli.program.options import one_of

KeyArgument = Annotated[str, Argument(metavar="KEY", help=f"The setting: {one_of(tuple(KEYS))}.")]
FIELDS = ("key", "value", "from", "help")


def get(cli: Cli, key: KeyArgument) -> None:
    """Print one setting of the profile, or nothing if it is not set.

    Examples:
        fittrack config get server
    """
    value = cli.profile.value(key)
    cli.output.plain("" if value is None else f"{_as_text(value)}\n", {"key": key, "value": value})


def set_(
    cli: Cli,
    key: KeyArgument,
    value: Annotated[str, Argument(metavar="VALUE", help="Its value; '' unsets it.")],
) -> None:
    """Change one setting of the profile. An empty value unsets it.

    Examples:
        fittrack config set output json
        fittrack --profile club config set timeout_s 60
        fittrack config set output ''
    """
    from fittrack_cli.program.config import with_setting

    profile = with_setting(cli.profile, key, value or None)
    cli.config.with_profile(profile).save()
    cli.output.note(f"{key} is now {_as_text(profile.value(key)) if value else 'unset'}.")


def list_(cli: Cli) -> None:
    """List the settings in force, and where each comes from.

    Examples:
        fittrack config list
        fittrack config list -o json
    """
    from fittrack_cli.commands.config.in_force import settings_in_force
    from fittrack_cli.output.columns import NARROW, Column

    rows = [setting.as_row() for setting in settings_in_force(cli)]
    columns = [Column("key"), Column("value"), Column("from")]
    if (cli.output.width or NARROW) >= NARROW:  # else it would take the room of the values
        columns.append(Column("help"))
    cli.output.rows(rows, columns, fields=FIELDS)


def path(cli: Cli) -> None:
    """Print where the configuration is kept.

    Examples:
        fittrack config path
    """
    from fittrack_cli.errors import printable_path
    from fittrack_cli.places import config_dir
    from fittrack_cli.program.config import FILE_NAME

    text = printable_path(config_dir(cli.env) / FILE_NAME)
    cli.output.plain(f"{text}\n", {"path": text})


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
