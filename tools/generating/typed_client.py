"""Writes fittrack_client with openapi-python-client, and makes up for what that cannot do.

The generator runs inside this process, because it refuses some things that it could generate:
`_lift_limits` says which. Others are adjusted in the document that it is given (`_Adjusting`), and the rest
by the templates in `tools/generating/client/templates`. If it still leaves anything out, that is a failure.
"""

from __future__ import annotations

import copy
import io
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from openapi_python_client import Project, strings
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData, openapi
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.schema import ParameterLocation
from openapi_python_client.strings import PythonIdentifier

from tools import REPOSITORY
from tools.contract.operations import (
    IGNORED_HEADERS,
    METHODS,
    derived_name,
    operations_of,
)
from tools.contract.source import Document, followed, pointed

CONFIGURATION = REPOSITORY / "tools" / "generating" / "client"


def generate_client(document: Document, target: Path) -> None:
    """Writes the package. Ends the program when a part of the contract cannot be generated."""
    _lift_limits()
    config = Config.from_sources(
        ConfigFile.load_from_path(CONFIGURATION / "config.yml"),
        MetaType.NONE,
        document_source=CONFIGURATION,
        file_encoding="utf-8",
        overwrite=False,
        output_path=target,
    )
    data = GeneratorData.from_dict(_Adjusting(document, config).document(), config=config)
    if isinstance(data, GeneratorError):
        sys.exit(_told([data]))
    project = Project(openapi=data, config=config, custom_template_path=CONFIGURATION / "templates")
    project.env.globals["style_of"] = _styles(document, config)
    project.env.globals["successes"] = _successes
    with redirect_stdout(io.StringIO()):
        errors = project.build()
    if errors:
        sys.exit(_told(errors))
    _index_operations(project, target)
    for static in (CONFIGURATION / "static").glob("*.py"):
        shutil.copyfile(static, target / static.name)


def _index_operations(project: Project, target: Path) -> None:
    """Makes `api.py` out of the generator's folder of that name, so that no tag hides an operation."""
    (target / "api").rename(target / "operations")
    tags: dict[str, str] = {}
    for tag, collection in project.openapi.endpoint_collections_by_tag.items():
        for endpoint in collection.endpoints:
            name = PythonIdentifier(endpoint.name, project.config.field_prefix)
            if name in tags:
                raise ValueError(f"two operations are named {name}")
            tags[name] = str(tag)
    index = project.env.get_template("operations_index.py.jinja")
    (target / "api.py").write_text(index.render(tags=dict(sorted(tags.items()))), "utf-8")
    for unused in ("client.py", "errors.py"):
        (target / unused).unlink()


def _successes(endpoint: Any) -> list[Any]:
    """For the templates: the answers of an operation that are successes."""
    found = [one for one in endpoint.responses.patterns if one.status_code.range[0] // 100 == 2]
    default = endpoint.responses.default
    return found or ([default] if default is not None else [])


def _told(errors: Any) -> str:
    lines = [
        "\n".join(filter(None, (error.header, error.detail, str(getattr(error, "data", "") or ""))))
        for error in errors
    ]
    return "\n\n".join([*lines, "openapi-python-client could not take the contract"])


def _lift_limits() -> None:
    """Allows any type in any place, since our templates turn every value into text by its style.

    The stock generator allows objects and lists only in queries, no times in headers, and only
    identifiers as names in paths. It lets a member have the name of a model's own method.
    """
    everywhere = set(ParameterLocation)
    for kind in vars(parsed).values():
        if isinstance(kind, type) and hasattr(kind, "_allowed_locations"):
            kind._allowed_locations = everywhere  # noqa: SLF001 (the generator is pinned)
    strings.RESERVED_WORDS |= _NAMES_IN_MODELS
    openapi._PATH_PARAM_REGEX = re.compile(r"\{([^{}]*)\}")  # noqa: SLF001


def _styles(document: Document, config: Config) -> Callable[..., str]:
    """For the templates: a parameter's style and explode, as arguments of `parameters.py`."""
    known = {
        (PythonIdentifier(operation.name, config.field_prefix), one.location, one.name): one
        for operation in operations_of(document)
        for one in operation.parameters
    }

    def style_of(endpoint: Any, location: str, prop: Any) -> str:
        one = known[endpoint.name, location, prop.name.get_untrusted_value()]
        return f'"{one.style}", {one.explode}'

    return style_of


class _Adjusting:
    """A copy of the contract that the generator can read, and that means the same to users.

    Only what the generated types cannot express is lost: the commands check limits themselves, and the
    server has the last word.
    """

    def __init__(self, document: Document, config: Config) -> None:
        self._original = document
        self._config = config
        self._answered = _answered_schemas(document)

    def document(self) -> Document:
        document = copy.deepcopy(self._original)
        components = document.setdefault("components", {})
        for name, schema in components.get("schemas", {}).items():
            components["schemas"][name] = self._schema(schema, "", open_=name in self._answered)
        for parameter in components.get("parameters", {}).values():
            self._parameter(parameter)
        for body in components.get("requestBodies", {}).values():
            self._content(body, is_answer=False)
        for response in components.get("responses", {}).values():
            self._content(response, is_answer=True)
        for path, item in document.get("paths", {}).items():
            self._parameters(item)
            for method in METHODS:
                if method in item:
                    self._operation(path, method, item[method])
        return document

    def _operation(self, path: str, method: str, node: dict[str, Any]) -> None:
        node.setdefault("operationId", derived_name(method, path))
        self._parameters(node)
        self._content(node.get("requestBody", {}), is_answer=False)
        for status, response in node.get("responses", {}).items():
            self._content(response, is_answer=True, place=f"response {status}")

    def _parameters(self, node: dict[str, Any]) -> None:
        kept = []
        names = [followed(self._original, one)["name"] for one in node.get("parameters", ())]
        for parameter in node.get("parameters", ()):
            whole = followed(self._original, parameter)
            if whole["in"] == "header" and whole["name"].lower() in IGNORED_HEADERS:
                continue
            self._parameter(parameter, is_ambiguous=names.count(whole["name"]) > 1)
            kept.append(parameter)
        if kept:
            node["parameters"] = kept
        else:
            node.pop("parameters", None)

    def _parameter(self, parameter: dict[str, Any], *, is_ambiguous: bool = False) -> None:
        if "$ref" in parameter:
            return
        if "content" in parameter:  # which the generator would leave out
            content = parameter.pop("content")
            parameter["schema"] = next(iter(content.values())).get("schema", {})
        place = f"{parameter['in']} {parameter['name']}" if is_ambiguous else parameter["name"]
        parameter["schema"] = self._schema(parameter.get("schema", {}), place, open_=False)
        if parameter["in"] == "path":  # always there, and so without a default
            parameter["required"] = True
            parameter["schema"].pop("default", None)

    def _content(self, node: dict[str, Any], *, is_answer: bool, place: str = "") -> None:
        for name, media in node.get("content", {}).items():
            kind = name.partition(";")[0].strip().lower()
            schema = self._schema(media.get("schema", {}), place or "body", open_=is_answer)
            if kind == "application/json" or kind.endswith("+json"):
                media["schema"] = schema
            elif kind in _FORMS and not is_answer:
                is_object = {"properties", "$ref"} & schema.keys() or schema.get("type") == "object"
                media["schema"] = schema if is_object else {"type": "object", "title": "form"}
            elif is_answer and kind.startswith("text/"):
                media["schema"] = {"type": "string"}
            else:  # bytes, whatever the generator knows of the type
                self._config.content_type_overrides[name] = "application/octet-stream"
                media["schema"] = {"type": "string", "format": "binary"}

    def _schema(self, schema: Any, place: str, *, open_: bool) -> dict[str, Any]:
        """A schema that the generator can take; in an answer it is `open_` to unknown members.

        `place` says where it is, as far as its class needs to be told from its neighbours'; it is
        empty for a schema that has a name of its own.
        """
        if not isinstance(schema, dict):
            return {}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            if reference.startswith("#/components/schemas/"):
                return {"$ref": reference}
            return self._schema(pointed(self._original, reference), place, open_=open_)
        schema = dict(schema)
        if place:
            schema.pop("title", None)
            if "enum" in schema or "properties" in schema or schema.get("type") == "object":
                schema["title"] = place
        for key, word in (("items", "item"), ("additionalProperties", "other"), ("not", "not")):
            if isinstance(schema.get(key), dict):
                schema[key] = self._schema(schema[key], f"{place} {word}".strip(), open_=open_)
        for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
            if key in schema:
                schema[key] = [
                    self._schema(inner, f"{place} {key} {index}".strip(), open_=open_)
                    for index, inner in enumerate(schema[key])
                ]
        if "properties" in schema:
            schema["properties"] = {
                name: self._schema(inner, name, open_=open_)
                for name, inner in schema["properties"].items()
            }
        if open_ and schema.get("additionalProperties") is False:
            del schema["additionalProperties"]
        return self._without_oddities(schema, place)

    def _without_oddities(self, schema: dict[str, Any], place: str) -> dict[str, Any]:
        if isinstance(schema.get("default"), list | dict):
            del schema["default"]
        if "enum" in schema and not _is_plain_enum(schema):
            schema.pop("default", None)
            values = schema.pop("enum")
            schema.setdefault("type", sorted({_json_type(value) for value in values}))
        if "const" in schema and not isinstance(schema["const"], str | int):
            value = schema.pop("const")
            schema.setdefault("type", _json_type(value))
        kinds = schema.get("type")
        if isinstance(kinds, list) and len(kinds) == 1:
            [kinds] = kinds
            schema["type"] = kinds
        if "array" in (kinds if isinstance(kinds, list) else [kinds]) and not isinstance(
            schema.get("items"), dict
        ):
            schema["items"] = {}
        return self._merged(schema, place) if "allOf" in schema else schema

    def _merged(self, schema: dict[str, Any], place: str) -> dict[str, Any]:
        """The generator joins objects only; other forms of `allOf` become one schema here.

        What does not fit together, or is a union itself, is `Any` in the typed client.
        """
        branches = [followed(self._original, branch) for branch in schema["allOf"]]
        others = {key: value for key, value in schema.items() if key != "allOf"}
        if len(branches) == 1 and not set(others) - _WORDS:
            return schema
        anything = {key: value for key, value in others.items() if key in _WORDS - {"default"}}
        forms = [*branches, others]
        if any(set(form) & {"anyOf", "oneOf", "allOf"} for form in branches):
            return anything
        kinds = {str(form["type"]) for form in forms if "type" in form}
        if len(kinds) > 1 or sum("enum" in form or "const" in form for form in forms) > 1:
            return anything
        if kinds == {"object"} or (not kinds and any("properties" in form for form in forms)):
            return schema if _are_alike(branches) else anything
        merged = {key: value for form in forms for key, value in form.items() if key != "default"}
        return self._schema(merged, place, open_=False)


_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_NAMES_IN_MODELS = frozenset(
    {"additional_keys", "additional_properties", "from_dict", "to_dict", "to_multipart"}
)
_WORDS = frozenset({"title", "description", "default", "example", "examples", "deprecated"})


def _answered_schemas(document: Document) -> set[str]:
    """The names of the schemas that answers refer to."""
    names: set[str] = set()

    def collect(node: Any) -> None:
        if isinstance(node, list):
            for inner in node:
                collect(inner)
        elif isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                name = reference.removeprefix("#/components/schemas/")
                if name not in names:
                    names.add(name)
                    collect(pointed(document, reference))
            for inner in node.values():
                collect(inner)

    for item in document.get("paths", {}).values():
        for method in METHODS:
            collect(item.get(method, {}).get("responses", {}))
    return names


def _is_plain_enum(schema: dict[str, Any]) -> bool:
    """Whether the generator supports the enum: all text or all whole numbers, with or without null."""
    kinds = {_json_type(value) for value in schema["enum"] if value is not None}
    names = schema.get("type", ["string", "integer"])
    return kinds in ({"string"}, {"integer"}) and kinds <= {
        *([names] if isinstance(names, str) else names)
    }


def _are_alike(branches: list[Any]) -> bool:
    """Whether each member has the same schema in every branch."""
    seen: dict[str, Any] = {}
    return all(
        seen.setdefault(name, inner) == inner
        for branch in branches
        for name, inner in branch.get("properties", {}).items()
    )


def _json_type(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")
