"""Writes fittrack_commands: an index of the contract's operations, and a Typer command for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.contract.operations import Operation, Parameter, operations_of
from tools.contract.source import Document
from tools.generating.command_inputs import inputs_of
from tools.generating.command_names import (
    argument_names,
    metavar_of_path,
    option_names,
    own_options,
)
from tools.generating.command_words import CommandWords
from tools.generating.python_text import (
    INDENT,
    docstring,
    identifier,
    one_line,
    option_source,
    tuple_source,
)


def generate_commands(document: Document, target: Path) -> None:
    """Writes the package. Raises ValueError for an operation that no command can be made of."""
    operations = operations_of(document)
    modules = _module_names(operations)
    tags = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    (target / "operations").mkdir(parents=True)
    _write(target / "__init__.py", '"""`fittrack api`: a command for each operation."""\n')
    _write(target / "index.py", _index(operations, modules, tags))
    _write(
        target / "operations" / "__init__.py",
        '"""One module an operation; imported when it is called."""\n',
    )
    for operation in operations:
        module = target / "operations" / f"{modules[operation.name]}.py"
        _write(module, _Command(document, operation).text())


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _module_names(operations: Sequence[Operation]) -> dict[str, str]:
    names: dict[str, str] = {}
    for operation in operations:
        name = identifier(operation.name)
        while name in names.values():
            name += "_"
        names[operation.name] = name
    return names


def _index(
    operations: Sequence[Operation], modules: Mapping[str, str], tags: Mapping[str, str]
) -> str:
    entries = {
        operation.name: (operation.tag, operation.summary, modules[operation.name])
        for operation in operations
    }
    in_use = {operation.tag for operation in operations}
    ordered = {tag: one_line(text) for tag, text in tags.items() if tag in in_use}
    for operation in operations:
        ordered.setdefault(operation.tag, "")
    return (
        '"""The names of all operations; importing this imports nothing else."""\n\n'
        "# The tags in the contract's order, and what each is about.\n"
        f"TAGS: dict[str, str] = {ordered!r}\n"
        "# Every operation: its tag, what it does in one line, and its module.\n"
        f"OPERATIONS: dict[str, tuple[str, str, str]] = {entries!r}\n"
    )


class _Command:
    """The module of one operation."""

    def __init__(self, document: Document, operation: Operation) -> None:
        self._operation = operation
        self._inputs = inputs_of(document, operation)
        self._options = option_names(operation, self._inputs)
        self._arguments = argument_names(self._inputs)
        self._words = CommandWords(document, operation, self._inputs, self._options)

    def text(self) -> str:
        operation = self._operation
        parts = [
            f"{docstring(f'`fittrack api {operation.name}`: {operation.summary}.')}\n",
            "from __future__ import annotations\n",
            "from typing import Annotated\n" if self._has_parameters() else "",
            "import typer\n" if self._has_parameters() else "",
            "from fittrack_cli.program.context import Cli",
            "from fittrack_cli.operations import run",
            f"from fittrack_cli.operations.spec import {', '.join(sorted(self._spec_names()))}\n",
            f"OPERATION = {self._spec()}\n\n",
            self._function(),
        ]
        return "\n".join(parts) + "\n"

    def _label(self, index: int) -> str:
        one = self._inputs[index]
        return metavar_of_path(one.path) if one.kind == "argument" else f"--{self._options[index]}"

    def _has_parameters(self) -> bool:
        return bool(self._inputs or own_options(self._operation))

    # The spec

    def _spec_names(self) -> set[str]:
        names = {"Operation"}
        if self._operation.parameters:
            names.add("Parameter")
        if self._operation.body is not None:
            names.add("Body")
        if self._inputs:
            names.add("Input")
        return names

    def _spec(self) -> str:
        operation = self._operation
        members: dict[str, str] = {
            "name": repr(operation.name),
            "method": repr(operation.method),
            "path": repr(operation.path),
            "parameters": tuple_source(self._parameter_spec(one) for one in operation.parameters),
            "inputs": tuple_source(self._input_spec(index) for index in range(len(self._inputs))),
            "body": "None",
            "signed_in": repr(operation.signed_in),
            "answer": repr(operation.answer),
            "accept": repr(", ".join(operation.accept)),
        }
        if operation.body is not None:
            body = operation.body
            members["body"] = f"Body({body.media_type!r}, {body.schema!r}, {body.required!r})"
        if operation.fields:
            members["fields"] = repr(operation.fields)
        if operation.items is not None:
            members["items"] = repr(operation.items)
        if operation.definitions:
            members["definitions"] = repr(operation.definitions)
        return f"Operation({', '.join(f'{name}={text}' for name, text in members.items())})"

    def _parameter_spec(self, one: Parameter) -> str:
        required = ", required=True" if one.required else ""
        return (
            f"Parameter({one.name!r}, {one.location!r}, {one.schema!r}, {one.style!r},"
            f" explode={one.explode!r}{required})"
        )

    def _input_spec(self, index: int) -> str:
        one = self._inputs[index]
        secret = ", secret=True" if one.is_secret else ""
        return (
            f"Input({self._arguments[index]!r}, {self._label(index)!r}, {one.location!r},"
            f" {one.path!r}, {one.schema!r}{secret})"
        )

    # The function

    def _function(self) -> str:
        order = sorted(range(len(self._inputs)), key=lambda i: self._inputs[i].kind != "argument")
        lines = [self._declaration(index) for index in order]
        given = ", ".join(f"{name!r}: {name}" for name in self._arguments)
        extra = ""
        for name, declared in self._own_declarations().items():
            lines.append(f"{name}: {declared}")
            extra += f", {name}={name}"
        signature = "".join(f"    {line},\n" for line in ("cli: Cli", *lines))
        return (
            f"def command(\n{signature}) -> None:\n"
            f"{docstring(self._words.help(), INDENT)}\n    run(cli, OPERATION, {{{given}}}{extra})\n"
        )

    def _own_declarations(self) -> dict[str, str]:
        operation = self._operation
        found = {}
        if operation.body is not None:
            kind = operation.body.media_type
            is_json = kind == "application/json" or kind.endswith("+json")
            what = "The whole body as JSON" if is_json else f"The body ({kind})"
            if kind.endswith(("form-data", "x-www-form-urlencoded")):
                what = "The whole form as a JSON object"
            help_text = f"{what}, from a file or, with -, standard input."
            if any(one.location == "body" for one in self._inputs):
                help_text += " Options add to it and win."
            elif operation.body.required:
                help_text += " Required."
            found["body"] = option_source("str | None", ["--body"], help_text, "FILE|-", "None")
        if operation.items is not None:
            help_text = "Follow the pages to the end of the list"
            has_limit = any(one.path == ("limit",) for one in self._inputs)
            help_text += "; --limit is then the size of a page." if has_limit else "."
            found["paginate"] = option_source("bool", ["--paginate"], help_text, None, "False")
        if operation.answer == "file":
            help_text = (
                "Where to save it; - writes to standard output"
                " (default: the name that the server gives it, here)."
            )
            found["to"] = option_source("str | None", ["--to"], help_text, "FILE|-", "None")
            help_text = "Replace a file that exists already."
            found["force"] = option_source("bool", ["--force"], help_text, None, "False")
        return found

    def _declaration(self, index: int) -> str:
        one = self._inputs[index]
        name = self._arguments[index]
        help_text = self._words.of_input(one)
        if one.kind == "argument":
            metavar = metavar_of_path(one.path)
            return (
                f"{name}: Annotated[str, typer.Argument(metavar={metavar!r}, help={help_text!r})]"
            )
        option = self._options[index]
        if one.kind == "flag":
            declared = [f"--{option}/--no-{option}"]
            return f"{name}: {option_source('bool | None', declared, help_text, None, 'None')}"
        kind = "list[str] | None" if one.kind == "list" else "str | None"
        metavar = self._words.metavar(one)
        return f"{name}: {option_source(kind, [f'--{option}'], help_text, metavar, 'None')}"
