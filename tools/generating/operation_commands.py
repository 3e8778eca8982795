"""Writes fittrack_commands: an index of the contract's operations, and a Typer command for each."""

from __future__ import annotations

import keyword
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from fittrack_cli.operations.checking import type_names
from fittrack_cli.operations.spelling import as_text, kebab
from fittrack_cli.operations.values import choices_of, forms, items_of
from fittrack_cli.program.options import COMMON_OPTIONS
from tools.contract.operations import (
    Operation,
    Parameter,
    members_of,
    operations_of,
    required_members,
    words_of,
)
from tools.contract.source import Document, followed

INDENT = "    "
MAX_DEPTH = 4
MAX_CHOICES_IN_METAVAR = 36
MAX_EXAMPLE = 200
LOCATIONS = frozenset({"path", "query", "header", "cookie", "body"})
RESERVED = frozenset(
    {opt.lstrip("-") for option in COMMON_OPTIONS for opt in option.opts} | {"help", "version"}
)
_METAVARS = {
    "uuid": "ID",
    "date": "DAY",
    "date-time": "TIME",
    "binary": "FILE",
}


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
        name = _identifier(operation.name)
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
    ordered = {tag: _line(text) for tag, text in tags.items() if tag in in_use}
    for operation in operations:
        ordered.setdefault(operation.tag, "")
    return (
        '"""The names of all operations; importing this imports nothing else."""\n\n'
        "# The tags in the contract's order, and what each is about.\n"
        f"TAGS: dict[str, str] = {ordered!r}\n"
        "# Every operation: its tag, what it does in one line, and its module.\n"
        f"OPERATIONS: dict[str, tuple[str, str, str]] = {entries!r}\n"
    )


@frozen
class _Input:
    """An argument or option to be."""

    location: str
    path: tuple[str, ...]
    schema: Mapping[str, Any]
    words: Mapping[str, Any]
    description: str
    required: bool
    kind: str
    """`argument`, `text`, `flag` or `list`."""
    example: Any = None


class _Command:
    """The module of one operation."""

    def __init__(self, document: Document, operation: Operation) -> None:
        self._document = document
        self._operation = operation
        self._definitions = operation.definitions
        self._inputs = list(self._all_inputs())
        self._options = self._option_names()
        self._arguments = self._argument_names()

    def text(self) -> str:
        operation = self._operation
        parts = [
            f"{_docstring(f'`fittrack api {operation.name}`: {operation.summary}.')}\n",
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

    # What can be given

    def _all_inputs(self) -> Iterator[_Input]:
        for parameter in self._operation.parameters:
            yield from self._parameter_inputs(parameter)
        body = self._operation.body
        if body is not None:
            required = required_members(body.schema, self._definitions)
            yield from self._members(
                "body", (), body.schema, body.words, required if body.required else set(), 0, ()
            )

    def _parameter_inputs(self, parameter: Parameter) -> Iterator[_Input]:
        kind = "argument" if parameter.location == "path" else self._kind(parameter.schema)
        yield _Input(
            parameter.location,
            (parameter.name,),
            parameter.schema,
            parameter.words,
            parameter.description,
            parameter.required,
            kind,
            parameter.example,
        )
        if parameter.location != "path":
            yield from self._members(
                parameter.location,
                (parameter.name,),
                parameter.schema,
                parameter.words,
                set(),
                1,
                (),
            )

    def _members(
        self,
        location: str,
        above: tuple[str, ...],
        schema: Mapping[str, Any],
        words: Any,
        required: set[str],
        depth: int,
        seen: tuple[str, ...],
    ) -> Iterator[_Input]:
        """The members of an object, and theirs; one that holds itself is given as JSON."""
        if depth > MAX_DEPTH or "object" not in type_names(schema, self._definitions):
            return
        names = self._references(schema)
        if names & set(seen):
            return
        for name, inner in members_of(schema, self._definitions).items():
            about = words_of(self._document, words, name)
            whole = followed(self._document, about) if about else {}
            if whole.get("readOnly"):
                continue
            path = (*above, name)
            description = about.get("description") or whole.get("description") or ""
            yield _Input(
                location,
                path,
                inner,
                about,
                description,
                name in required,
                self._kind(inner),
                next(iter(about.get("examples", ())), None),
            )
            yield from self._members(
                location, path, inner, about, set(), depth + 1, (*seen, *names)
            )

    def _references(self, schema: Mapping[str, Any]) -> set[str]:
        names = {str(schema["$ref"])} if "$ref" in schema else set()
        for key in ("allOf", "anyOf", "oneOf"):
            for branch in schema.get(key, ()):
                names |= self._references(branch)
        return names

    def _kind(self, schema: Mapping[str, Any]) -> str:
        names = type_names(schema, self._definitions)
        if names == {"boolean"}:
            return "flag"
        return "list" if names - {"null"} == {"array"} else "text"

    # Their names

    def _option_names(self) -> list[str]:
        """`--limit`; where that is taken by a common option or in another place, `--query-limit`."""
        plain = [".".join(kebab(part) or "value" for part in one.path) for one in self._inputs]
        reserved = RESERVED | self._own_options()
        places: dict[str, set[str]] = {}
        for name, one in zip(plain, self._inputs, strict=True):
            if one.kind != "argument":
                places.setdefault(name, set()).add(one.location)
        taken: set[str] = set()
        names = []
        for name, one in zip(plain, self._inputs, strict=True):
            if one.kind == "argument":
                names.append("")
                continue
            first = name.partition(".")[0]
            negated = {f"no-{name}"} if one.kind == "flag" else set()
            is_taken = {name, first, *negated} & reserved or len(places[name]) > 1
            is_negation = name.startswith("no-") and name[3:] in plain
            chosen = f"{one.location}-{name}" if is_taken or is_negation else name
            while chosen in taken or (one.kind == "flag" and f"no-{chosen}" in taken):
                chosen += "-2"
            taken |= {chosen, f"no-{chosen}"} if one.kind == "flag" else {chosen}
            names.append(chosen)
        return names

    def _own_options(self) -> set[str]:
        operation = self._operation
        names = {"body"} if operation.body is not None else set()
        if operation.items is not None:
            names.add("paginate")
        if operation.answer == "file":
            names |= {"to", "force"}
        return names

    def _argument_names(self) -> list[str]:
        names: list[str] = []
        for one in self._inputs:
            name = _identifier("_".join((one.location, *one.path)))
            while name in names or name in LOCATIONS:
                name += "_"
            names.append(name)
        return names

    def _label(self, index: int) -> str:
        one = self._inputs[index]
        return _metavar_of_path(one.path) if one.kind == "argument" else f"--{self._options[index]}"

    def _has_parameters(self) -> bool:
        return bool(self._inputs or self._own_options())

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
            "parameters": _tuple(self._parameter_spec(one) for one in operation.parameters),
            "inputs": _tuple(self._input_spec(index) for index in range(len(self._inputs))),
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
        secret = ", secret=True" if self._is_secret(one) else ""
        return (
            f"Input({self._arguments[index]!r}, {self._label(index)!r}, {one.location!r},"
            f" {one.path!r}, {one.schema!r}{secret})"
        )

    def _is_secret(self, one: _Input) -> bool:
        return one.kind != "flag" and self._holds_secret(one.schema, frozenset())

    def _holds_secret(self, schema: Mapping[str, Any], seen: frozenset[str]) -> bool:
        """Whether a value is a secret, or could have one anywhere inside."""
        if schema.get("writeOnly") or schema.get("format") == "password":
            return True
        name = schema.get("$ref")
        if name is not None and name not in seen:
            return self._holds_secret(self._definitions[name], seen | {name})
        inside = [schema.get("items"), schema.get("additionalProperties")]
        inside += schema.get("properties", {}).values()
        for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
            inside += schema.get(key, ())
        return any(self._holds_secret(one, seen) for one in inside if isinstance(one, Mapping))

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
            f"{_docstring(self._help(), INDENT)}\n    run(cli, OPERATION, {{{given}}}{extra})\n"
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
        if operation.answer == "file":
            help_text = (
                "Where to save it; - writes to standard output"
                " (default: the name that the server gives it, here)."
            )
            found["to"] = _option("str | None", ["--to"], help_text, "FILE|-", "None")
            help_text = "Replace a file that exists already."
            found["force"] = _option("bool", ["--force"], help_text, None, "False")
        return found

    def _declaration(self, index: int) -> str:
        one = self._inputs[index]
        name = self._arguments[index]
        help_text = self._input_help(one)
        if one.kind == "argument":
            metavar = _metavar_of_path(one.path)
            return (
                f"{name}: Annotated[str, typer.Argument(metavar={metavar!r}, help={help_text!r})]"
            )
        option = self._options[index]
        if one.kind == "flag":
            declared = [f"--{option}/--no-{option}"]
            return f"{name}: {_option('bool | None', declared, help_text, None, 'None')}"
        kind = "list[str] | None" if one.kind == "list" else "str | None"
        metavar = self._metavar(one)
        return f"{name}: {_option(kind, [f'--{option}'], help_text, metavar, 'None')}"

    def _metavar(self, one: _Input) -> str:
        if self._is_secret(one):
            return "-|@FILE"
        schema = items_of(one.schema, self._definitions) if one.kind == "list" else one.schema
        choices = "|".join(choices_of(schema, self._definitions))
        if choices and len(choices) <= MAX_CHOICES_IN_METAVAR:
            return choices
        names = type_names(schema, self._definitions) - {"null"}
        formats = {form.get("format") for form in forms(schema, self._definitions)} - {None}
        if names == {"string"}:
            [format_] = formats if len(formats) == 1 else [None]
            return _METAVARS.get(str(format_), "TEXT")
        if not names:
            return "null"
        if names == {"boolean"}:
            return "true|false"
        if names <= {"integer", "number"} and names:
            return "N" if names == {"integer"} else "NUMBER"
        return "JSON" if names <= {"object", "array"} else "VALUE"

    # Words

    def _input_help(self, one: _Input) -> str:
        """What it means, then what it may be: limits, choices, the server's default."""
        text = _first_paragraph(one.description)
        if text and text[-1] not in ".!?:…":
            text += "."
        facts = list(self._facts(one))
        return " ".join([*([text] if text else []), *facts])

    def _facts(self, one: _Input) -> Iterator[str]:
        schema = one.schema
        if one.required and one.kind != "argument":
            yield "Required."
        if one.kind == "list":
            yield from _limits_of_list(schema, self._definitions)
            schema = items_of(schema, self._definitions)
        yield from _limits(schema, self._definitions)
        choices = choices_of(schema, self._definitions)
        if choices and one.kind != "flag":
            only = len(choices) == 1
            yield f"Only {choices[0]}." if only else f"One of {', '.join(choices)}."
        names = type_names(one.schema, self._definitions)
        if "null" in names and len(names) > 1 and one.location == "body":
            yield "Or null."
        default = _default_of(self._document, one.words)
        if default is not None and one.kind != "argument":
            yield f"The server's default is {as_text(default)}."
        if self._is_secret(one):
            yield "From standard input (-) or a file (@FILE)."
        elif one.kind == "list":
            yield "Repeatable."
        elif one.kind == "argument" and "array" in names and "string" not in names:
            yield "Values with commas between them."

    def _help(self) -> str:
        operation = self._operation
        parts = [operation.summary + ("" if operation.summary[-1:] in ".!?" else ".")]
        parts.append(operation.description.strip())
        examples = list(self._examples())
        if examples:
            lines = "".join(f"    {line}\n" for line in examples)
            parts.append(f"Examples:\n{lines}".rstrip())
        return "\n\n".join(filter(None, parts))

    def _examples(self) -> Iterator[str]:
        words = [f"fittrack api {self._operation.name}"]
        words += [_example_argument(one) for one in self._inputs if one.kind == "argument"]
        queries = [
            f"--{option} {shlex.quote(as_text(one.example))}"
            for one, option in zip(self._inputs, self._options, strict=True)
            if one.location != "body"
            and one.kind == "text"
            and one.example is not None
            and not isinstance(one.example, dict | list)
            and not self._is_secret(one)
        ]
        words += queries
        bodies = self._operation.body.examples if self._operation.body else []
        if not bodies:
            needs_body = self._operation.body is not None and self._operation.body.required
            has_members = any(one.location == "body" for one in self._inputs)
            yield " ".join([*words, "--body FILE"] if needs_body and not has_members else words)
        for body in bodies[:3]:
            options = self._options_for(body)
            line = " ".join([*words, *options]) if options is not None else ""
            yield line if line and len(line) <= MAX_EXAMPLE else " ".join([*words, "--body FILE"])
        if self._operation.items is not None:
            yield " ".join([*words, "--paginate -o jsonl"])
        elif self._operation.answer == "file":
            yield " ".join([*words, "--to FILE"])

    def _options_for(self, body: Any) -> list[str] | None:
        """The options that make an example's body; None where options cannot."""
        if not isinstance(body, dict):
            return None
        by_path = {
            one.path: (one, option)
            for one, option in zip(self._inputs, self._options, strict=True)
            if one.location == "body"
        }
        words: list[str] = []
        for name, value in body.items():
            if (name,) not in by_path:
                return None
            one, option = by_path[(name,)]
            if self._is_secret(one):
                words.append(f"--{option} -")
            elif one.kind == "flag":
                words.append(f"--{option}" if value else f"--no-{option}")
            else:
                values = value if one.kind == "list" and isinstance(value, list) else [value]
                words += [f"--{option} {shlex.quote(as_text(single))}" for single in values]
        return words


def _limits(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    for form in forms(schema, definitions):
        low, high = form.get("minimum"), form.get("maximum")
        if low is not None and high is not None:
            yield f"From {as_text(low)} to {as_text(high)}."
        elif low is not None:
            yield f"At least {as_text(low)}."
        elif high is not None:
            yield f"At most {as_text(high)}."
        if "exclusiveMinimum" in form:
            yield f"More than {as_text(form['exclusiveMinimum'])}."
        if "exclusiveMaximum" in form:
            yield f"Less than {as_text(form['exclusiveMaximum'])}."
        if "multipleOf" in form:
            yield f"A multiple of {as_text(form['multipleOf'])}."
        low, high = form.get("minLength"), form.get("maxLength")
        if (low or 0) > 1 and high is not None:
            yield f"{low} to {high} characters."
        elif (low or 0) > 1:
            yield f"At least {low} characters."
        elif high is not None:
            yield f"At most {high} characters."
        if "pattern" in form:
            yield f"Matches {form['pattern']}."


def _limits_of_list(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    for form in forms(schema, definitions):
        low, high = form.get("minItems"), form.get("maxItems")
        if low and high is not None:
            yield f"{low} to {high} values."
        elif low:
            yield f"At least {low} value{'s' if low > 1 else ''}."
        elif high is not None:
            yield f"At most {high} values."
        if form.get("uniqueItems"):
            yield "No value twice."


def _default_of(document: Document, words: Mapping[str, Any]) -> Any:
    if "default" in words:
        return words["default"]
    whole = followed(document, words)
    return whole.get("default") if isinstance(whole, Mapping) else None


def _example_argument(one: _Input) -> str:
    if one.example is not None and not isinstance(one.example, dict | list):
        return shlex.quote(as_text(one.example))
    return _metavar_of_path(one.path)


def _option(
    kind: str, declared: Sequence[str], help_text: str, metavar: str | None, default: str
) -> str:
    words = "".join(f"{word!r}, " for word in declared)
    shown = f"metavar={metavar!r}, " if metavar else ""
    return f"Annotated[{kind}, typer.Option({words}{shown}help={help_text!r})] = {default}"


def _metavar_of_path(path: tuple[str, ...]) -> str:
    return kebab(path[-1]).replace("-", "_").upper()


def _identifier(text: str) -> str:
    """A name that Python takes, such as `query_min_value`."""
    name = re.sub(r"[^A-Za-z0-9_]+", "_", kebab(text).replace("-", "_").replace(".", "_"))
    name = name.strip("_") or "value"
    if name[0].isdigit() or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name = f"{name}_" if not name[0].isdigit() else f"n{name}"
    return name


def _docstring(text: str, indent: str = "") -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    first, *others = inside.splitlines()
    lines = [f"{indent}{line}".rstrip() for line in others]
    return "\n".join([f'{indent}"""{first}', *lines, f'{indent}"""' if lines else ""]).rstrip() + (
        "" if lines else '"""'
    )


def _first_paragraph(text: str) -> str:
    return _line(text.strip().split("\n\n")[0])


def _line(text: str) -> str:
    return " ".join(text.split())


def _tuple(parts: Iterator[str]) -> str:
    found = list(parts)
    return f"({', '.join(found)},)" if found else "()"
