"""Which commands use which operations and fields, read from the source of the commands themselves.

Nothing is listed by hand: from each command's function the code is followed through every name that
it mentions, and what is met on the way is gathered: operations of the generated client, paths, and the
words of attributes, keywords and texts, among which are the names of fields.

That is more than a command uses at times (a method is followed in every class that has one of its
name, where the class's module is imported on the way), and never less. The generated commands of
`fittrack api` use whatever the user names, and are left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from pathlib import Path

from attrs import define, field, frozen

from fittrack_cli.contract.difference import Difference
from fittrack_contract import FIELDS, OPERATIONS

PACKAGE = "fittrack_cli"
COMMANDS = f"{PACKAGE}.commands"
GENERIC = ("api",)
_API = "fittrack_client.api"
_MODELS = "fittrack_client.models."
_ASIDE = (f"{PACKAGE}.contract", f"{PACKAGE}.wire.version_gate")
"""Parts that compare contracts: they work whatever the server's answers look like."""
_ANY = "\0"


@frozen
class Use:
    """What one command uses; `words` are names of fields and others."""

    command: str
    operations: frozenset[str]
    words: frozenset[str]


@cache
def uses() -> tuple[Use, ...]:
    """What each command of `fittrack` uses. The source is read once a process, in a second or two."""
    from fittrack_cli.program.command_table import walk

    code = _code()
    found = []
    for words, leaf in walk():
        module, _, name = leaf.target.partition(":")
        if words[0] not in GENERIC:
            met = code.met_from(f"{COMMANDS}.{module}", name)
            found.append(Use(" ".join(words), met.operations, frozenset(met.words)))
    return tuple(found)


def commands_that_notice(difference: Difference) -> list[str]:
    """The commands that use what changed, in the order of the command tree.

    A difference is one from this build's contract to another. A field that is sent must be one that
    the command names; all that comes is read by the generated client, whether it is shown or not.
    """
    touched = set(difference.operations)
    word = _word_of(difference)
    return [
        use.command
        for use in uses()
        if touched & use.operations and (word is None or word in use.words)
    ]


_MUST_BE_SENT = frozenset(
    {
        "required-field-added",
        "required-parameter-added",
        "required-body-added",
        "body-made-required",
    }
)


def _word_of(difference: Difference) -> str | None:
    """The word that a command must have in its code to be concerned; None: every command is."""
    start, is_problem, kind = difference.field.partition("problem ")
    if is_problem and not start:
        return re.sub(r"\W", "_", kind).upper()  # as `fittrack_contract.problems` has it
    field = _field_of(difference)
    return None if field is None else _python_name(field)


def _field_of(difference: Difference) -> str | None:
    """The field or parameter that a request must name to be concerned; None: every request is."""
    if difference.direction != "request" or difference.kind in _MUST_BE_SENT:
        return None
    if difference.kind in ("field-made-required", "parameter-made-required"):
        return None
    path = difference.places[0].path if difference.places else ""
    fields = [word for word in re.split(r"[.\[\]{}]+", path) if word]
    if fields:
        return fields[0]
    part = difference.places[0].part if difference.places else ""
    location, is_parameter, name = part.partition(" parameter ")
    return name if is_parameter and location != "path" else None


def _python_name(name: str) -> str:
    """A field's name as the generated client writes it: `Idempotency-Key` is `idempotency_key`."""
    return re.sub(r"\W", "_", name).lower()


@define
class _Met:
    """What was met on the way from a command."""

    operations: frozenset[str] = frozenset()
    words: set[str] = field(factory=set)


@define
class _Function:
    """A function or method, the value of a constant, or a module's other statements."""

    module: str
    names: set[str] = field(factory=set)
    """The names that it mentions, before they are looked up."""
    attributes: set[tuple[str, str]] = field(factory=set)
    """Attributes of plain names: `module.function`."""
    words: set[str] = field(factory=set)
    methods: set[str] = field(factory=set)
    calls: set[str] = field(factory=set)
    """Names that it calls with values that have no keyword."""
    paths: set[str] = field(factory=set)
    imports: dict[str, str] = field(factory=dict)


@frozen
class _Step:
    """What is met at one name, and where it leads."""

    words: Set[str] = frozenset()
    operations: Set[str] = frozenset()
    methods: Set[str] = frozenset()
    imported: Set[str] = frozenset()
    leads_to: Set[str] = frozenset()


class _Code:
    """Every function of the command line, by its full name."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        self.functions: dict[str, _Function] = {}
        self.methods: dict[str, list[tuple[str, str]]] = {}
        self.imports: dict[str, dict[str, str]] = {}
        self.modules: set[str] = set()
        self._steps: dict[str, _Step] = {}
        for module, text in sources:
            self._read(module, text)

    def met_from(self, module: str, name: str) -> _Met:
        steps: list[_Step] = []
        seen: set[str] = set()
        waiting = {f"{module}.{name}"}
        while waiting:
            while waiting:
                current = waiting.pop()
                seen.add(current)
                steps.append(step := self._step(current))
                waiting |= step.leads_to - seen
            methods = set[str]().union(*(step.methods for step in steps))
            imported = set[str]().union(*(step.imported for step in steps))
            waiting = self._methods(methods, imported) - seen
        return _Met(
            frozenset().union(*(step.operations for step in steps)),
            set[str]().union(*(step.words for step in steps)),
        )

    def _step(self, name: str) -> _Step:
        """Made once: many commands come by the same functions."""
        if name not in self._steps:
            function = self.functions.get(name)
            self._steps[name] = (
                _Step(operations=_operation_of(name))
                if function is None
                else _Step(
                    function.words | self._fields_by_place(function),
                    _operations_at(function.paths),
                    function.methods,
                    {function.module, *self._modules_of(function.imports.values())},
                    {*self._leads_to(function)},
                )
            )
        return self._steps[name]

    def _fields_by_place(self, function: _Function) -> set[str]:
        """The fields of objects that are made without naming them."""
        known = {**self.imports[function.module], **function.imports}
        made = {known.get(name, "") for name in function.calls}
        classes = [name.rpartition(".")[2] for name in made if name.startswith(_MODELS)]
        return {field for name in classes for field in FIELDS.get(name, ())}

    def _methods(self, names: Iterable[str], imported: set[str]) -> set[str]:
        """The methods of these names, in classes that can be there."""
        return {
            full
            for name in names
            for module, full in self.methods.get(name, ())
            if module in imported
        }

    def _modules_of(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            for module in (name, name.rpartition(".")[0]):
                if module in self.modules:
                    yield module

    def _leads_to(self, function: _Function) -> Iterator[str]:
        known = {**self.imports[function.module], **function.imports}
        yield function.module
        for name in function.names:
            yield from self._named(known.get(name, f"{function.module}.{name}"))
        for name, attribute in function.attributes:
            if name in known:
                yield from self._named(f"{known[name]}.{attribute}")

    def _named(self, full: str) -> Iterator[str]:
        """A function, or a class with its construction."""
        yield full
        for method in ("__init__", "__enter__", "__call__"):
            if f"{full}.{method}" in self.functions:
                yield f"{full}.{method}"

    def _read(self, module: str, text: str) -> None:
        tree = ast.parse(text)
        self.modules.add(module)
        own = _Function(module)
        self.functions[module] = own
        self.imports[module] = {}
        for node in tree.body:
            self._take(node, module, module, own)
        self.imports[module] = own.imports

    def _take(self, node: ast.stmt, module: str, above: str, own: _Function) -> None:
        if isinstance(node, ast.FunctionDef):
            function = _Function(module)
            _gather(node, function)
            name = f"{above}.{node.name}"
            self.functions[name] = function
            if above != module and not _belongs_to_the_class(node):
                self.methods.setdefault(node.name, []).append((module, name))
        elif isinstance(node, ast.ClassDef):
            self.functions.setdefault(f"{above}.{node.name}", _Function(module))
            for child in node.body:
                self._take(child, module, f"{above}.{node.name}", own)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return  # what only types need
        elif above == module and (names := _constants(node)):
            value = _Function(module)
            _gather(node, value)
            for name in names:
                self.functions[f"{module}.{name}"] = value
        else:
            _gather(node, own)


def _constants(node: ast.stmt) -> list[str]:
    """The names that a module's statement gives a value: who mentions none of them does not use it."""
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    else:
        return []
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    return names if len(names) == len(targets) else []


def _belongs_to_the_class(node: ast.FunctionDef) -> bool:
    """Whether a method is called on its class, by the class's own name."""
    marks = {mark.id for mark in node.decorator_list if isinstance(mark, ast.Name)}
    return bool(marks & {"classmethod", "staticmethod"})


def _gather(node: ast.AST, into: _Function) -> None:
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            into.imports |= {one.asname or one.name: one.name for one in child.names}
        elif isinstance(child, ast.ImportFrom):
            into.imports |= {
                one.asname or one.name: f"{child.module}.{one.name}" for one in child.names
            }
        elif isinstance(child, ast.Name):
            into.names.add(child.id)
            into.words.add(child.id)
        elif isinstance(child, ast.Attribute):
            into.words.add(child.attr.removesuffix("_"))
            into.methods.add(child.attr)
            if isinstance(child.value, ast.Name):
                into.attributes.add((child.value.id, child.attr))
        elif isinstance(child, ast.keyword) and child.arg is not None:
            into.words.add(child.arg.removesuffix("_"))
        elif isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.args:
            into.calls.add(child.func.id)
        elif isinstance(child, ast.JoinedStr):
            into.paths.add("".join(_piece(value) for value in child.values))
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            into.words.add(child.value)
            into.paths.add(child.value)


def _piece(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else _ANY


def _operation_of(full: str) -> set[str]:
    """`fittrack_client.api.start_sync` is the operation."""
    module, _, name = full.rpartition(".")
    return {name} if module == _API and name in OPERATIONS else set()


def _operations_at(paths: Iterable[str]) -> set[str]:
    """The operations that a request to one of these paths can be."""
    written = [path for path in paths if path.startswith("/v1/")]
    if not written:
        return set()
    return {
        name
        for name, (_, template) in OPERATIONS.items()
        for path in written
        if _may_be(path, template)
    }


def _may_be(path: str, template: str) -> bool:
    pieces, words = path.split("/"), template.split("/")
    return len(pieces) == len(words) and all(
        piece == word or _ANY in piece for piece, word in zip(pieces, words, strict=True)
    )


@cache
def _code() -> _Code:
    return _Code(_sources())


def _sources() -> Sequence[tuple[str, str]]:
    folder = Path(__file__).resolve().parents[1]
    found = []
    for path in sorted(folder.rglob("*.py")):
        words = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(words).removesuffix(".__init__")
        if not f"{name}.".startswith(tuple(f"{aside}." for aside in _ASIDE)):
            found.append((name, path.read_text("utf-8")))
    return found
