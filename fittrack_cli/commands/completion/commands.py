"""`fittrack completion`: TAB in bash, zsh, fish and PowerShell."""

from typing import Annotated

from fittrack_cli.commands.completion.scripts import SCRIPTS
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_cli.program.options import one_of

FIELDS = ("shell", "script", "startup", "changed")
ShellArgument = Annotated[
    str | None,
    Argument(metavar="SHELL", help=f"{one_of(tuple(SCRIPTS)).capitalize()} (default: your shell)."),
]


def bash(cli: Cli) -> None:
    """Print the completion script for bash.

    Examples:
        source <(fittrack completion bash)
    """
    cli.output.text(SCRIPTS["bash"])


def zsh(cli: Cli) -> None:
    """Print the completion script for zsh.

    Examples:
        fittrack completion zsh > "${fpath[1]}/_fittrack"
    """
    cli.output.text(SCRIPTS["zsh"])


def fish(cli: Cli) -> None:
    """Print the completion script for fish.

    Examples:
        fittrack completion fish > ~/.config/fish/completions/fittrack.fish
    """
    cli.output.text(SCRIPTS["fish"])


def powershell(cli: Cli) -> None:
    """Print the completion script for PowerShell.

    Examples:
        fittrack completion powershell | Out-String | Invoke-Expression
    """
    cli.output.text(SCRIPTS["powershell"])


def install(
    cli: Cli,
    shell: ShellArgument = None,
    print_: Annotated[
        bool,
        Option("--print", help="Print what would be written and where, and write nothing."),
    ] = False,
) -> None:
    """Set TAB up in your shell, for good.

    Commands, options, sync types, profiles and the ids of jobs, sources, activities and workouts complete with TAB. Ids
    come from a small cache, renewed from the backend after a minute.

    The script goes to a file of its own. fish reads it there; .bashrc, .zshrc and the profile of PowerShell get some
    lines between two marks that read it. Run again, it changes nothing, or brings the script up to date.

    Examples:
        fittrack completion install
        fittrack completion install zsh
        fittrack completion install --print
    """
    from fittrack_cli.commands.completion.installing import chosen_shell, place_of
    from fittrack_cli.errors import printable_path

    name = chosen_shell(shell, cli.env, SCRIPTS)
    place = place_of(name, cli.env)
    if print_:
        if place.startup is not None:
            cli.output.text(f"# in {printable_path(place.startup)}:\n{place.lines}\n")
        cli.output.text(f"# in {printable_path(place.script)}:\n{SCRIPTS[name]}")
        return
    changed = place.install(SCRIPTS[name])
    if not cli.output.is_for_people:
        cli.output.item(_row(name, place.script, place.startup, changed), fields=FIELDS)
        return
    files = printable_path(place.script)
    if place.startup is not None:
        files += f", read by {printable_path(place.startup)}"
    cli.output.note(f"TAB {'is set up' if changed else 'was set up already'} for {name}: {files}")
    cli.output.note("It works in every shell that you open from now on.")


def uninstall(cli: Cli, shell: ShellArgument = None) -> None:
    """Take back what `fittrack completion install` wrote. Nothing else is touched.

    Examples:
        fittrack completion uninstall
        fittrack completion uninstall zsh
    """
    from fittrack_cli.commands.completion.installing import chosen_shell, place_of

    name = chosen_shell(shell, cli.env, SCRIPTS)
    place = place_of(name, cli.env)
    changed = place.uninstall()
    if not cli.output.is_for_people:
        cli.output.item(_row(name, place.script, place.startup, changed), fields=FIELDS)
    elif changed:
        cli.output.note(f"TAB is no longer set up for {name}, from the next shell on.")
    else:
        cli.output.note(f"TAB was not set up for {name}.")


def _row(shell: str, script: object, startup: object, changed: bool) -> dict[str, object]:
    from fittrack_cli.errors import printable_path

    return {
        "shell": shell,
        "script": printable_path(script),
        "startup": None if startup is None else printable_path(startup),
        "changed": changed,
    }
