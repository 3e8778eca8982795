"""A command line that is plain, turned into a call of its command without Typer.

Plain is: command words, then arguments and options as the command declares them, each option a word of its own. Where anything else is typed, a mistake or a question for help among it, Typer's parser has the last word, and says it.
Both understand the same of what is read here: `tests/unit/cli/test_command_line_parser.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from fittrack_cli.program.command_table import ROOT, Branch, Leaf
from fittrack_cli.program.declared import Argument, Option
from fittrack_cli.program.options import COMMON_BY_OPT, spelled

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

_TEXT, _TEXTS, _FLAG, _NUMBER = "text", "texts", "flag", "number"
_KINDS: dict[object, str] = {
    str: _TEXT,
    str | None: _TEXT,
    list[str]: _TEXTS,
    list[str] | None: _TEXTS,
    bool: _FLAG,
    bool | None: _FLAG,
    int: _NUMBER,
    int | None: _NUMBER,
}
_REQUIRED = object()


class Parameter(NamedTuple):
    """A parameter of a command's function."""

    name: str
    kind: str
    default: object
    declared: Argument | Option


class Call(NamedTuple):
    """A command, and what it is called with."""

    leaf: Leaf
    words: tuple[str, ...]
    function: Callable[..., None]
    values: Mapping[str, object]
    common: Sequence[tuple[str, object]]
    """The common options in their order."""

    def __call__(self, cli: Cli) -> None:
        """Runs it. Raises what it raises."""
        for name, value in self.common:
            cli.give(name, value)
        cli.shows_pages = self.leaf.pages
        cli.command = _Parsed(self.leaf, self.words)
        self.function(cli, **self.values)


class _Parsed:
    """The parser of the command, for messages that name its options: it is made when one does."""

    def __init__(self, leaf: Leaf, words: tuple[str, ...]) -> None:
        self._leaf = leaf
        self.words = words

    @property
    def params(self) -> Sequence[object]:
        from fittrack_cli.program.typer_tree import command_for

        return command_for(self._leaf, self.words).params


class _NotPlain(Exception):
    """The command line is for Typer's parser."""


def plain(args: Sequence[str]) -> Call | None:
    """What a command line calls; None for one that is not plain."""
    try:
        return _Reader(args).call()
    except _NotPlain:
        return None


class _Reader:
    """Reads one command line, word by word."""

    def __init__(self, args: Sequence[str]) -> None:
        self._rest = iter(args)
        self._common: list[tuple[str, object]] = []
        self._values: dict[str, object] = {}

    def call(self) -> Call:
        leaf, words = self._command()
        module, _, name = leaf.target.partition(":")
        function = getattr(import_module(f"{leaf.package}.{module}"), name)
        parameters = list(_parameters(function))
        options = _by_spelling(parameters)
        places: list[str] = []
        for word in self._rest:
            if not self._is_option(word):
                places.append(word)
            elif not self._took_common(word):
                self._take(options, word)
        self._place([one for one in parameters if isinstance(one.declared, Argument)], places)
        for one in parameters:
            if self._values.setdefault(one.name, one.default) is _REQUIRED:
                raise _NotPlain
        return Call(leaf, words, function, self._values, self._common)

    def _command(self) -> tuple[Leaf, tuple[str, ...]]:
        node: Branch | Leaf = ROOT
        words: list[str] = []
        while isinstance(node, Branch):
            word = next(self._rest, None)
            if word is None:
                raise _NotPlain
            if self._is_option(word):
                if not self._took_common(word):
                    raise _NotPlain
                continue
            child = node.child(word)
            if child is None:
                raise _NotPlain
            node = child
            words.append(child.name)
        return node, tuple(words)

    def _is_option(self, word: str) -> bool:
        if not word or word == "--":
            raise _NotPlain
        return word[0] == "-" and word != "-"

    def _took_common(self, word: str) -> bool:
        name, value = spelled(word)
        option = COMMON_BY_OPT.get(name)
        if option is not None:
            is_flag = option.metavar is None
            self._common.append((option.name, self._value(value, is_flag=is_flag)))
        return option is not None

    def _value(self, value: str | None, *, is_flag: bool) -> Any:
        if is_flag:
            if value is not None:
                raise _NotPlain
            return True
        if value is None:
            value = next(self._rest, "")
        if not value:
            raise _NotPlain
        return value

    def _take(self, options: Mapping[str, tuple[Parameter, bool]], word: str) -> None:
        name, given = spelled(word)
        if name not in options:
            raise _NotPlain
        one, side = options[name]
        value = self._value(given, is_flag=one.kind == _FLAG)
        if one.kind == _FLAG:
            self._values[one.name] = side
        elif one.kind == _NUMBER:
            self._values[one.name] = _number(value, one.declared)
        elif one.kind == _TEXTS:
            found: Any = self._values.setdefault(one.name, [])
            found.append(value)
        else:
            self._values[one.name] = value

    def _place(self, arguments: Sequence[Parameter], places: Sequence[str]) -> None:
        rest = list(places)
        for index, one in enumerate(arguments):
            if one.kind == _TEXTS and index == len(arguments) - 1:
                if rest:
                    self._values[one.name], rest = rest, []
            elif one.kind == _TEXT:
                if rest:
                    self._values[one.name] = rest.pop(0)
            else:
                raise _NotPlain
        if rest:
            raise _NotPlain


def _number(text: str, declared: Argument | Option) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise _NotPlain
    number = int(text)
    assert isinstance(declared, Option)
    if declared.min is not None and number < declared.min:
        raise _NotPlain
    if declared.max is not None and number > declared.max:
        raise _NotPlain
    return number


def _parameters(function: Callable[..., None]) -> Iterator[Parameter]:
    """The parameters of a command's function but the first. Raises _NotPlain for one that is not read here."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    known = dict(zip(names[code.co_argcount - len(defaults) :], defaults, strict=False))
    known |= function.__kwdefaults__ or {}
    hints = get_type_hints(function, include_extras=True)
    for name in names[1:]:
        if get_origin(hints[name]) is not Annotated:
            raise _NotPlain
        kind, declared = get_args(hints[name])
        if kind not in _KINDS:
            raise _NotPlain
        yield Parameter(name, _KINDS[kind], known.get(name, _REQUIRED), declared)


def _by_spelling(parameters: Sequence[Parameter]) -> dict[str, tuple[Parameter, bool]]:
    """Each option by each way to spell it, and which side of a flag that is."""
    found = {}
    for one in parameters:
        for opt in one.declared.opts if isinstance(one.declared, Option) else ():
            yes, _, no = opt.partition("/")
            found[yes] = one, True
            if no:
                found[no] = one, False
    return found
