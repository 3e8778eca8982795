"""What TAB offers: one implementation for all shells, whose scripts only ask and show.

`fittrack __complete WORD… CURRENT` prints a candidate a line, with its help after a tab. It prints no
errors, and takes no longer than `candidates.PATIENCE_S` where it has to ask the backend.
"""

from __future__ import annotations

from fittrack_cli.program.command_table import OWN_PACKAGE, ROOT, Branch, Leaf, Node, find
from fittrack_cli.program.options import COMMON_OPTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typer.core import TyperArgument, TyperOption

Candidate = tuple[str, str]
_LISTS = ("--fields", "--sport")
"""Options that take several values with commas between them."""


class Place:
    """Where the cursor is: in which command, and after which words of it.

    `arguments` are the words after the command's name that are neither options nor their values, `options` those
    given so far, `pending` the one whose value is being typed; `settings` are common options that have a value, such
    as the profile.
    """

    __slots__ = ("arguments", "node", "options", "path", "pending", "settings")

    def __init__(
        self,
        node: Node,
        path: tuple[str, ...],
        arguments: tuple[str, ...],
        options: frozenset[str],
        pending: str | None,
        settings: Mapping[str, str],
    ) -> None:
        self.node = node
        self.path = path
        self.arguments = arguments
        self.options = options
        self.pending = pending
        self.settings = settings


def complete(words: Sequence[str], env: Mapping[str, str]) -> str:
    """The lines for the shell; empty where anything goes wrong.

    A line `:files` or `:folders` asks the shell to complete such names itself.
    """
    if env.get("FITTRACK_COMPLETE_EMPTY"):  # PowerShell cannot pass an empty argument
        words = [*words, ""]
    try:
        *before, current = words or [""]
        return "".join(
            f"{_line(value)}\t{_line(text)}\n" if text else f"{_line(value)}\n"
            for value, text in _candidates(before, current, env)
        )
    except Exception:  # TAB must never print an error
        return ""


def _line(text: str) -> str:
    from fittrack_cli.output.harmless import harmless

    return harmless(text)


def _candidates(before: Sequence[str], current: str, env: Mapping[str, str]) -> list[Candidate]:
    place = locate(before)
    option, equals, value = current.partition("=")
    if current.startswith("--") and equals:
        found = _starting(_values(_typing_value_of(option, place), env), value)
        return [(f"{option}={name}", text) for name, text in found if not name.startswith(":")]
    if place.pending in _LISTS:
        done, comma, _ = current.rpartition(",")
        given = done.split(",")
        left = [(name, text) for name, text in _values(place, env) if name not in given]
        return _starting([(f"{done}{comma}{name}", text) for name, text in left], current)
    if place.pending is not None:
        return _starting(_values(place, env), current)
    if current.startswith("-"):
        return _starting(_option_names(_in_default(place)), current)
    if isinstance(place.node, Branch):
        children = [(child.name, child.help) for child in place.node.children]
        if place.node.listing is not None and "-" in current:  # the other spelling
            children = [(name.replace("_", "-"), text) for name, text in children]
        if place.node.default is not None:
            children += _argument_values(_in_default(place), env)
        return _starting(children, current)
    return _starting(_argument_values(place, env), current)


def locate(before: Sequence[str]) -> Place:
    """Walks the words before the cursor; what cannot be understood is stepped over."""
    node: Node = ROOT
    path: tuple[str, ...] = ()
    arguments: list[str] = []
    options: set[str] = set()
    settings: dict[str, str] = {}
    pending: str | None = None
    only_arguments = False
    for word in before:
        if pending is not None:
            settings[pending] = word
            pending = None
        elif word == "--" and not only_arguments:
            only_arguments = True
        elif word.startswith("-") and len(word) > 1 and not only_arguments:
            name, equals, value = word.partition("=")
            if not _is_common(name):
                node, path = _default_of(node, path)
            options.add(name)
            if equals:
                settings[name] = value
            elif _takes_value(node, path, name):
                pending = name
        elif isinstance(node, Branch):
            child = node.child(word)
            if child is None and node.default is None:
                break
            if child is None:
                node, path = _default_of(node, path)
                arguments.append(word)
            else:
                node, path = child, (*path, child.name)
        else:
            arguments.append(word)
    return Place(node, path, tuple(arguments), frozenset(options), pending, settings)


def _default_of(node: Node, path: tuple[str, ...]) -> tuple[Node, tuple[str, ...]]:
    """The command that is meant where no word names one of a group; the node itself for anything else."""
    if not isinstance(node, Branch) or node.default is None:
        return node, path
    default = node.child(node.default)
    return (node, path) if default is None else (default, (*path, default.name))


def _in_default(place: Place) -> Place:
    node, path = _default_of(place.node, place.path)
    return Place(node, path, place.arguments, place.options, place.pending, place.settings)


def _typing_value_of(option: str, place: Place) -> Place:
    return Place(place.node, place.path, place.arguments, place.options, option, place.settings)


def _is_common(name: str) -> bool:
    return any(name in common.opts for common in COMMON_OPTIONS)


def _takes_value(node: Node, path: tuple[str, ...], name: str) -> bool:
    for common in COMMON_OPTIONS:
        if name in common.opts:
            return common.metavar is not None
    option = _find_option(node, path, name)
    return option is not None and not option.is_flag and not option.count


def _starting(candidates: Sequence[Candidate], current: str) -> list[Candidate]:
    return [entry for entry in candidates if entry[0].startswith((current, ":"))]


def _option_names(place: Place) -> list[Candidate]:
    own = [option for option in _params(place.node, place.path)[0] if not option.hidden]
    names = [
        (name, (option.help or "").splitlines()[0] if option.help else "")
        for option in own
        if option.multiple or not place.options & set(option.opts)
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith("--")
    ]
    common = [(option.opts[-1], option.help) for option in COMMON_OPTIONS]
    extra = [("--help", "Show help.")]
    if place.node is ROOT:
        extra.append(("--version", "Show the version."))
    return [*names, *common, *extra]


def _values(place: Place, env: Mapping[str, str]) -> list[Candidate]:
    """Candidates for the value of the pending option, chosen by its metavar."""
    for common in COMMON_OPTIONS:
        if place.pending in common.opts:
            return _by_metavar(str(common.metavar), common.name, place, env)
    option = _find_option(place.node, place.path, str(place.pending))
    return _by_metavar(str(option.metavar), str(option.name), place, env) if option else []


def _argument_values(place: Place, env: Mapping[str, str]) -> list[Candidate]:
    if place.path == ("help",):
        return _explained(place.arguments)
    _, arguments = _params(place.node, place.path)
    index = len(place.arguments)
    if not arguments or (index >= len(arguments) and arguments[-1].nargs == 1):
        return []
    argument = arguments[min(index, len(arguments) - 1)]
    found = _by_metavar(str(argument.metavar), str(argument.name), place, env)
    return [entry for entry in found if entry[0] not in place.arguments]


def _explained(words: tuple[str, ...]) -> list[Candidate]:
    """What `fittrack help` explains, after these words."""
    from fittrack_cli.program.help_topics import TOPICS

    node = find(words)
    children = node.children if isinstance(node, Branch) else ()
    topics = () if words else tuple(TOPICS)
    return [*((child.name, child.help) for child in children), *((name, "") for name in topics)]


def _by_metavar(metavar: str, name: str, place: Place, env: Mapping[str, str]) -> list[Candidate]:
    if isinstance(place.node, Leaf) and place.node.package != OWN_PACKAGE:
        from fittrack_cli.completion.operation_values import candidates_for as candidates
    elif name == "fields":
        from fittrack_cli.completion.fields_by_command import fields_of

        return [(field, "") for field in fields_of(place.path, place.arguments, place.options)]
    else:
        from functools import partial

        from fittrack_cli.completion import candidates as own

        candidates = partial(own.candidates, arguments=place.arguments)

    profile = next((place.settings[key] for key in ("--profile",) if key in place.settings), None)
    server = place.settings.get("--server")
    word = metavar.strip("[].").upper()
    return candidates(word, name, place.path, env, profile, server)


def _params(node: Node, path: tuple[str, ...]) -> tuple[list[TyperOption], list[TyperArgument]]:
    """A command's own options and arguments; this imports Typer and the command's module."""
    if not isinstance(node, Leaf):
        return [], []
    from typer.core import TyperArgument, TyperOption

    from fittrack_cli.program.typer_tree import command_for, is_common

    params = command_for(node, path).params
    options = [p for p in params if isinstance(p, TyperOption) and not is_common(p)]
    return options, [p for p in params if isinstance(p, TyperArgument)]


def _find_option(node: Node, path: tuple[str, ...], name: str) -> TyperOption | None:
    options, _ = _params(node, path)
    return next((o for o in options if name in (*o.opts, *o.secondary_opts)), None)
