"""Writes fittrack_commands: a module with a command for each operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.contract.operations import Operation, Parameter, operations_of
from tools.contract.source import Document
from tools.generating.command_inputs import Input, inputs_of, own_options
from tools.generating.command_words import command_help, input_help, option_metavar
from tools.generating.python_names import module_names

INDENT = "    "


def generate_commands(document: Document, target: Path) -> None:
    """Writes the package. Raises ValueError for an operation that cannot become a command."""
    operations = operations_of(document)
    modules = module_names(operations)
    (target / "operations").mkdir(parents=True)
    _write(target / "__init__.py", '"""`fittrack api`: a command for each operation."""\n')
    _write(
        target / "operations" / "__init__.py",
        '"""One module an operation; imported when it is called."""\n',
    )
    for operation in operations:
        module = target / "operations" / f"{modules[operation.name]}.py"
        _write(module, _Command(document, operation).text())


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


class _Command:
    """The module of one operation."""

    def __init__(self, document: Document, operation: Operation) -> None:
        self._document = document
        self._operation = operation
        self._inputs = inputs_of(document, operation)

    def text(self) -> str:
        operation = self._operation
        has_parameters = bool(self._inputs or own_options(operation))
        parts = [
            f"{_docstring(f'`fittrack api {operation.name}`: {operation.summary}.')}\n",
            "from __future__ import annotations\n",
            "from typing import Annotated\n" if has_parameters else "",
            "from fittrack_cli.program.context import Cli",
            *([self._declared()] if has_parameters else []),
            "from fittrack_cli.operations import run",
            f"from fittrack_cli.operations.spec import {', '.join(sorted(self._spec_names()))}\n",
            f"OPERATION = {self._spec()}\n\n",
            self._function(),
        ]
        return "\n".join(parts) + "\n"

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
            "parameters": _tuple(_parameter_spec(one) for one in operation.parameters),
            "inputs": _tuple(_input_spec(one) for one in self._inputs),
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

    def _declared(self) -> str:
        kinds = {one.kind == "argument" for one in self._inputs}
        names = ["Argument"] if True in kinds else []
        names += ["Option"] if False in kinds or self._own_declarations() else []
        return f"from fittrack_cli.program.declared import {', '.join(names)}"

    # The function

    def _function(self) -> str:
        ordered = sorted(self._inputs, key=lambda one: one.kind != "argument")
        lines = [self._declaration(one) for one in ordered]
        given = ", ".join(f"{one.argument!r}: {one.argument}" for one in self._inputs)
        extra = ""
        for name, declared in self._own_declarations().items():
            lines.append(f"{name}: {declared}")
            extra += f", {name}={name}"
        signature = "".join(f"    {line},\n" for line in ("cli: Cli", *lines))
        return (
            f"def command(\n{signature}) -> None:\n"
            f"{_docstring(command_help(self._operation, self._inputs), INDENT)}\n    run(cli, OPERATION, {{{given}}}{extra})\n"
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
            found["body"] = _option("str | None", ["--body"], help_text, "FILE|-", "None")
        if operation.items is not None:
            help_text = "Follow the pages to the end of the list"
            has_limit = any(one.path == ("limit",) for one in self._inputs)
            help_text += "; --limit is then the size of a page." if has_limit else "."
            found["paginate"] = _option("bool", ["--paginate"], help_text, None, "False")
        if operation.takes_proof:
            help_text = "Read your password from standard input, if the step asks for it."
            found["password_stdin"] = _option(
                "bool", ["--password-stdin"], help_text, None, "False"
            )
        if operation.answer == "file":
            help_text = (
                "Where to save it; - writes to standard output"
                " (default: the name that the server gives it, here)."
            )
            found["to"] = _option("str | None", ["--to"], help_text, "FILE|-", "None")
            help_text = "Replace an existing file."
            found["force"] = _option("bool", ["--force"], help_text, None, "False")
        return found

    def _declaration(self, one: Input) -> str:
        name = one.argument
        help_text = input_help(self._document, self._operation, one)
        if one.kind == "argument":
            shown = f"metavar={one.metavar!r}, help={help_text!r}"
            return f"{name}: Annotated[str, Argument({shown})]"
        option = one.option
        if one.kind == "flag":
            declared = [f"--{option}/--no-{option}"]
            return f"{name}: {_option('bool | None', declared, help_text, None, 'None')}"
        kind = "list[str] | None" if one.kind == "list" else "str | None"
        metavar = option_metavar(one, self._operation.definitions)
        return f"{name}: {_option(kind, [f'--{option}'], help_text, metavar, 'None')}"


def _parameter_spec(one: Parameter) -> str:
    required = ", required=True" if one.required else ""
    return (
        f"Parameter({one.name!r}, {one.location!r}, {one.schema!r}, {one.style!r},"
        f" explode={one.explode!r}{required})"
    )


def _input_spec(one: Input) -> str:
    secret = ", secret=True" if one.is_secret else ""
    return (
        f"Input({one.argument!r}, {one.label!r}, {one.location!r},"
        f" {one.path!r}, {one.schema!r}{secret})"
    )


def _option(
    kind: str, declared: Sequence[str], help_text: str, metavar: str | None, default: str
) -> str:
    words = "".join(f"{word!r}, " for word in declared)
    shown = f"metavar={metavar!r}, " if metavar else ""
    return f"Annotated[{kind}, Option({words}{shown}help={help_text!r})] = {default}"


def _docstring(text: str, indent: str = "") -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    first, *others = inside.splitlines()
    lines = [f"{indent}{line}".rstrip() for line in others]
    return "\n".join([f'{indent}"""{first}', *lines, f'{indent}"""' if lines else ""]).rstrip() + (
        "" if lines else '"""'
    )


def _tuple(parts: Iterator[str]) -> str:
    found = list(parts)
    return f"({', '.join(found)},)" if found else "()"
