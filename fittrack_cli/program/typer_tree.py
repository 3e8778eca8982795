"""The command tree for Typer: groups that know their commands from the table in `command_table`.

A command function is an ordinary function whose first parameter is `cli: Cli` and whose others are
declared with `Option` and `Argument` (`declared.py`). Its docstring is its help page; the lines of a
section `Examples:` at its end are shown as such.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, get_args

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from fittrack_cli.errors import DONE, CliError, UsageError
from fittrack_cli.program import help as helptext
from fittrack_cli.program.command_table import OWN_PACKAGE, ROOT, Branch, Leaf
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.suggested import how_to_use


def run_parsed(cli: Cli, args: Sequence[str]) -> int:
    """Runs the command that `args` name by Typer's parser, and returns its exit code.

    Raises CliError for everything that the parser objects to; other exceptions are the command's.
    """
    from fittrack_cli.program.aliases import expanded

    root = _Group(ROOT, ())
    try:
        with root.make_context("fittrack", expanded(cli, args), obj=cli) as context:
            root.invoke(context)  # type: ignore[arg-type]
        return DONE
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort as stop:
        raise KeyboardInterrupt from stop
    except Exception as error:
        if not _is_parsers(error):
            raise
        raise _usage_error(error) from error


def _is_parsers(error: Exception) -> bool:
    """Whether the parser raised it. Its base class is Click's, which a Typer may bring along under
    a name of its own; what such an error has to say is in `format_message` in all of them."""
    return callable(getattr(error, "format_message", None))


def command_for(leaf: Leaf, words: tuple[str, ...]) -> TyperCommand:
    """The parser of one command; imports its module."""
    module, _, name = leaf.target.partition(":")
    function = getattr(importlib.import_module(f"{leaf.package}.{module}"), name)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings: dict[str, object] = {}
    if leaf.package != OWN_PACKAGE:  # the contract's own spelling of its names is taken, too
        from fittrack_cli.program.spelling import kebab

        settings["token_normalize_func"] = kebab
    app.command(
        leaf.name,
        cls=_Command,
        help=inspect.getdoc(function) or leaf.help,
        context_settings=settings,
    )(_without_cli(function, pages=leaf.pages))
    command = typer.main.get_command(app)
    assert isinstance(command, _Command)
    command.words = words
    return command


def command_page(leaf: Leaf, words: tuple[str, ...]) -> str:
    """The help page of one command; imports its module."""
    command = command_for(leaf, words)
    with command.make_context(" ".join(words), [], resilient_parsing=True) as context:
        return command.get_help(context) + "\n"


def page_of(leaf: Leaf, words: tuple[str, ...]) -> helptext.Page:
    """What the help page of one command says; imports its module."""
    command = command_for(leaf, words)
    assert isinstance(command, _Command)
    with command.make_context(" ".join(words), [], resilient_parsing=True) as context:
        return command.page(context)  # type: ignore[arg-type]


class _Command(TyperCommand):
    """A command with the common options added, and its help in our layout."""

    words: tuple[str, ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.add_help_option = False  # Click's writes to the process's own stdout
        self.params = [*self.params, *_common_params()]

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return helptext.command_help(self.page(ctx)).rstrip("\n")

    def page(self, ctx: typer.Context) -> helptext.Page:
        """What its help page says."""
        text, examples = _split_examples(self.help or "")
        own = [param for param in self.params if not is_common(param)]
        arguments = [param for param in own if isinstance(param, TyperArgument)]
        options = [param for param in own if isinstance(param, TyperOption) and not param.hidden]
        path = " ".join(("fittrack", *self.words))
        usage = [path, *(_usage_of(argument) for argument in arguments)]
        return helptext.Page(
            text,
            " ".join([*usage, "[options]"]),
            [
                ("ARGUMENTS", [(_name_of(param), param.help or "") for param in arguments]),
                ("OPTIONS", [row for param in options if (row := param.get_help_record(ctx))]),
            ],
            examples,
        )


class _Group(TyperGroup):
    """A group that lists its commands from the table and imports only the one that is called."""

    def __init__(self, branch: Branch, words: tuple[str, ...]) -> None:
        super().__init__(
            name=branch.name,
            params=[*_common_params(), *(_root_params() if not words else [])],
            add_help_option=False,
            rich_markup_mode=None,
            invoke_without_command=True,
            callback=None,
        )
        self.branch = branch
        self.words = words

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return [child.name for child in self.branch.children]

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def,override]
        child = self.branch.child(cmd_name)
        if child is None:
            return None
        words = (*self.words, child.name)
        return command_for(child, words) if isinstance(child, Leaf) else _Group(child, words)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        return super().parse_args(ctx, self._with_default(args))

    def _with_default(self, args: list[str]) -> list[str]:
        """The words with the group's default command before them, where they name none and ask for no help."""
        default = self.branch.default
        if default is None or not args or args[0] in ("-h", "--help"):
            return args
        is_named = any(self.branch.child(word) is not None for word in args)
        return args if is_named else [default, *args]

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def,override]
        if self.branch.child(args[0]) is None and not ctx.resilient_parsing:
            from fittrack_cli.program.suggesting import unknown_command

            raise unknown_command([*self.words, args[0]])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            ctx.obj.stdout.write(self.get_help(ctx) + "\n")
        return result

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        return helptext.branch_help(self.branch, self.words).rstrip("\n")


def _without_cli(function: Callable[..., None], *, pages: bool) -> Callable[..., None]:
    """`function` as Typer is to see it: without its parameter `cli`, which is handed in here."""

    def command(ctx: typer.Context, **values: object) -> None:
        ctx.obj.shows_pages = pages
        ctx.obj.command = ctx.command
        function(ctx.obj, **values)

    signature = inspect.signature(function, eval_str=True)
    _, *parameters = signature.parameters.values()
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    keyword = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=_annotation(parameter))
        for parameter in parameters
    ]
    command.__signature__ = signature.replace(parameters=[context, *keyword])  # type: ignore[attr-defined]
    command.__annotations__ = {
        "ctx": typer.Context,
        **{parameter.name: parameter.annotation for parameter in keyword},
    }
    command.__doc__ = function.__doc__
    return command


def _annotation(parameter: inspect.Parameter) -> object:
    """What Typer reads of a parameter: its type, and what is declared of it in Typer's own terms."""
    kind, declared = get_args(parameter.annotation)
    if isinstance(declared, Argument):
        return Annotated[kind, typer.Argument(metavar=declared.metavar, help=declared.help)]
    return Annotated[
        kind,
        typer.Option(
            *declared.opts,
            metavar=declared.metavar,
            help=declared.help,
            min=declared.min,
            max=declared.max,
            show_default=declared.show_default,
        ),
    ]


def _common_params() -> list[TyperOption]:
    """The common options. Each passes its value on to the `Cli`, and is read before the others."""
    options = [
        TyperOption(
            param_decls=[f"common_{option.name}", *option.opts],
            is_flag=True if option.metavar is None else None,
            type=None if option.metavar is None else str,
            metavar=option.metavar,
            help=option.help,
            expose_value=False,
            is_eager=True,
            callback=_recorder(option.name),
        )
        for option in COMMON_OPTIONS
    ]
    return [*options, _telling("help", ("-h", "--help"), "Show help.", _show_help)]


def _root_params() -> list[TyperOption]:
    return [_telling("version", ("-V", "--version"), "Show the version.", _show_version)]


def _recorder(name: str) -> Callable[[typer.Context, TyperOption, object], None]:
    def record(ctx: typer.Context, param: TyperOption, value: object) -> None:
        if value not in (None, False):
            ctx.obj.give(name, value)

    return record


def _telling(
    name: str, opts: tuple[str, ...], help_text: str, tell: Callable[[typer.Context], str]
) -> TyperOption:
    """An option that prints something and ends the command there."""

    def show(ctx: typer.Context, param: TyperOption, value: object) -> None:
        if value and not ctx.resilient_parsing:
            ctx.obj.stdout.write(tell(ctx))
            raise typer.Exit

    return TyperOption(
        param_decls=[f"common_{name}", *opts],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        help=help_text,
        callback=show,
    )


def _show_help(ctx: typer.Context) -> str:
    return ctx.get_help() + "\n"


def _show_version(ctx: typer.Context) -> str:
    from fittrack_common.version import __version__

    return f"fittrack {__version__}\n"


def _name_of(argument: TyperArgument) -> str:
    return argument.metavar or str(argument.name).upper()


def _usage_of(argument: TyperArgument) -> str:
    name = _name_of(argument) + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def is_common(param: object) -> bool:
    return isinstance(param, TyperOption) and str(param.name).startswith("common_")


def _split_examples(doc: str) -> tuple[str, list[str]]:
    text, _, tail = doc.partition("\nExamples:\n")
    return text.strip(), [line.strip() for line in tail.splitlines() if line.strip()]


def _usage_error(error: Exception) -> CliError:
    """What the parser objects to, as our error: its message, and where to read more."""
    from fittrack_cli.program.own_words import of_the_parser

    message = getattr(error, "format_message", lambda: str(error))().strip().rstrip(".")
    message = of_the_parser(message)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "fittrack"
    words = [word for word in str(path).split() if word[0] not in "[{-"]
    return UsageError("usage error", message, how_to_use(words[1:]))
