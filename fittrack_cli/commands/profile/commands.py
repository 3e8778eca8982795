"""`fittrack profile`: several servers and accounts side by side."""

from typing import Annotated

from fittrack_cli.errors import Conflict
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

NameArgument = Annotated[str, Argument(metavar="NAME", help="The profile's name.")]
FIELDS = ("name", "current", "server", "username", "output", "credential_store")


def list_(cli: Cli) -> None:
    """List the profiles.

    Examples:
        fittrack profile list
        fittrack profile list -o json
    """
    from fittrack_cli.output.columns import Column

    config = cli.config
    rows = [
        {"name": name, "current": name == config.current}
        | {field: config.profile(name).value(field) for field in FIELDS[2:]}
        for name in config.names()
    ]
    columns = [
        Column("name"),
        Column("current"),
        Column("server"),
        Column("username"),
        Column("credential_store", "TOKENS IN"),
    ]
    cli.output.rows(rows, columns, fields=FIELDS, called_by="name")


def use(cli: Cli, name: NameArgument) -> None:
    """Make a profile the current one. It is used when there is no --profile.

    Examples:
        fittrack profile use club
    """
    cli.config.with_current(name).save()
    cli.output.note(f"{name} is now the current profile.")


def add(
    cli: Cli,
    name: NameArgument,
    use_it: Annotated[bool, Option("--use", help="Make it the current one.")] = False,
    username: Annotated[
        str | None, Option("--username", metavar="NAME", help="The account that signs in.")
    ] = None,
) -> None:
    """Add a profile. Its server is the one that --server names.

    Examples:
        fittrack profile add club --server https://fit.example.org
        fittrack profile add home --use
    """
    from fittrack_cli.program.config import Profile, check_profile_name, with_setting

    check_profile_name(name)
    if name in cli.config.profiles:
        raise Conflict(
            "that profile already exists", name, f"fittrack --profile {name} config set …"
        )
    profile = with_setting(Profile(name=name), "server", cli.given("server"))
    profile = with_setting(profile, "username", username)
    config = cli.config.with_profile(profile)
    (config.with_current(name) if use_it else config).save()
    cli.output.note(f"Added profile {name}.")
    if not use_it:
        cli.output.note(f"Make it the current one with: fittrack profile use {name}")


def remove(cli: Cli, name: NameArgument) -> None:
    """Remove a profile and forget its tokens on this machine.

    Examples:
        fittrack profile remove club
    """
    config = cli.config.without_profile(name)
    cli.place_of(cli.config.profile(name)).forget()
    config.save()
    cli.output.note(f"Removed profile {name}.")
