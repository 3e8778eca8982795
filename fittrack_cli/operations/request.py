"""The request that a command line asks for, whole and checked before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.errors import UsageError, printable_path
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.operations.values import forms, value_of, values_of
from fittrack_cli.output.harmless import exact_json
from fittrack_cli.secret import Secret
from fittrack_cli.values.checking import problem_of, type_names
from fittrack_cli.values.schema import Schema, resolved
from fittrack_client.parameters import (
    cookie_text,
    header_text,
    path_of,
    path_text,
    query_text,
    url_of,
)

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

IDEMPOTENCY_KEY = "idempotency-key"
STANDARD_INPUT = "-"
MAX_QUOTED = 100

Given = Mapping[str, object]
Files = list[tuple[str, tuple[str | None, bytes]]]


class Request(NamedTuple):
    """What is sent; `files` are the parts of a multipart form."""

    method: str
    url: str
    headers: dict[bytes, bytes]
    content: bytes | None = None
    files: Files | None = None


def request_for(cli: Cli, operation: Operation, given: Given, body: str | None = None) -> Request:
    """The request for the values that the command got, by the names of its parameters.

    `body` is the --body option. Raises UsageError for what the contract does not allow.
    """
    return _Assembly(cli, operation, given, body).request()


def with_query(operation: Operation, given: Given, name: str, value: object) -> Given:
    """`given` with another value of a query parameter."""
    argument = next(
        one.argument for one in operation.inputs if one.location == "query" and one.path == (name,)
    )
    return {**given, argument: value}


class _Assembly:
    def __init__(self, cli: Cli, operation: Operation, given: Given, body: str | None) -> None:
        self._cli = cli
        self._operation = operation
        self._given = given
        self._body_source = body
        self._stdin_is_taken = False

    def request(self) -> Request:
        parameters: dict[str, dict[str, object]] = {
            location: {} for location in ("path", "query", "header", "cookie")
        }
        body = self._whole_body()
        for one in sorted(self._operation.inputs, key=lambda one: len(one.path)):
            value = self._value(one)
            if value is _NOTHING:
                continue
            if one.location == "body":
                body = _put(body, one.path, value)
            else:
                name = one.path[0]
                found = parameters[one.location]
                found[name] = _put(found.get(name, _NOTHING), one.path[1:], value)
        self._check_parameters(parameters)
        headers, url = self._head(parameters)
        body = self._checked_body(body)
        self._remember_secrets(body)
        content, files = (None, None) if body is _NOTHING else self._payload(body, headers)
        return Request(self._operation.method, url, headers, content, files)

    # Values

    def _value(self, one: Input) -> object:
        raw = self._given.get(one.argument)
        if raw is None or raw == []:
            return _NOTHING
        if one.secret:
            raw = self._secret(one, raw)
        definitions = self._operation.definitions
        for text in raw if isinstance(raw, list) else [raw]:
            _check_encodable(text, one)
        try:
            if isinstance(raw, str):
                if one.location in ("path", "header") and _is_separated(one.schema, definitions):
                    return _separated(raw, one.schema, definitions)
                return value_of(raw, one.schema, definitions)
            if isinstance(raw, list):
                return values_of(raw, one.schema, definitions)
        except ValueError as error:
            shown = "" if one.secret else f", not {_quoted(raw)}"
            raise UsageError(f"invalid {one.label}", f"{error}{shown}", self._help()) from None
        return raw

    def _secret(self, one: Input, source: object) -> str | list[str]:
        """The text of a secret, which the command line itself must not hold."""
        if isinstance(source, list):
            return [str(self._secret(one, single)) for single in source]
        assert isinstance(source, str)
        if source == STANDARD_INPUT:
            if self._cli.prompter.can_ask:
                text = self._cli.prompter.ask_secret(one.label.lstrip("-"))
            else:
                line = self._standard_input(one.label, a_line=True)
                text = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
        elif source.startswith("@") and len(source) > 1:
            text = _file(source[1:], one.label).decode("utf-8", "surrogateescape").rstrip("\r\n")
        else:
            raise UsageError(
                f"will not take a secret in {one.label}",
                "other users of this machine could read it in the list of processes",
                f"{one.label} - reads it from standard input, {one.label} @FILE from a file",
            )
        return Secret(text).reveal()

    def _standard_input(self, label: str, *, a_line: bool = False) -> bytes:
        if self._stdin_is_taken and not a_line:
            raise UsageError(
                f"cannot read {label} from standard input", "a secret is read from there already"
            )
        self._stdin_is_taken = True
        stream = getattr(self._cli.stdin, "buffer", None)
        if stream is None:
            text = self._cli.stdin.readline() if a_line else self._cli.stdin.read()
            return text.encode("utf-8", "surrogateescape")
        data: bytes = stream.readline() if a_line else stream.read()
        return data

    # Parameters

    def _check_parameters(self, parameters: Mapping[str, Mapping[str, object]]) -> None:
        for parameter in self._operation.parameters:
            if parameter.name not in parameters[parameter.location]:
                if parameter.required:
                    raise self._missing(parameter.location, (parameter.name,))
                continue
            value = parameters[parameter.location][parameter.name]
            fault = problem_of(value, parameter.schema, self._operation.definitions)
            if fault is not None:
                raise self._wrong(parameter.location, (parameter.name,), fault)

    def _head(
        self, parameters: Mapping[str, Mapping[str, object]]
    ) -> tuple[dict[bytes, bytes], str]:
        headers: dict[bytes, bytes] = {}
        if self._operation.accept:
            headers[b"Accept"] = self._operation.accept.encode()
        paths: dict[str, str] = {}
        query: list[str] = []
        cookies: list[str] = []
        for parameter in self._operation.parameters:
            name, _, _, style, explode, _ = parameter
            if name not in parameters[parameter.location]:
                continue
            value = parameters[parameter.location][name]
            if parameter.location == "path":
                paths[name] = path_text(name, value, style, explode)
                if not paths[name]:
                    raise UsageError(
                        f"invalid {self._label(('path', (name,)))}", "must not be empty"
                    )
            elif parameter.location == "query":
                query.append(query_text(name, value, style, explode))
            elif parameter.location == "header":
                headers[name.encode()] = self._header(parameter, header_text(value, style, explode))
            else:
                cookies.append(cookie_text(name, value, style, explode))
        if cookies:
            headers[b"Cookie"] = "; ".join(cookies).encode()
        self._add_key(headers)
        return headers, url_of(path_of(self._operation.path, paths), query)

    def _header(self, parameter: Parameter, text: str) -> bytes:
        """A header's value; one that could end the header or be cut is refused (RFC 9110, 5.5)."""
        if any(ord(character) < 0x20 or character == "\x7f" for character in text):
            why = "a header cannot hold line breaks or other control characters"
        elif text != text.strip():
            why = "a header cannot begin or end with a space"
        else:
            return text.encode()
        raise UsageError(f"invalid {self._label(('header', (parameter.name,)))}", why)

    def _add_key(self, headers: dict[bytes, bytes]) -> None:
        """Makes a key where the operation takes one, so that asking again starts nothing twice."""
        for parameter in self._operation.parameters:
            is_key = parameter.location == "header" and parameter.name.lower() == IDEMPOTENCY_KEY
            if is_key and parameter.name.encode() not in headers:
                from uuid import uuid4

                headers[parameter.name.encode()] = str(uuid4()).encode()

    # The body

    def _whole_body(self) -> object:
        """What --body holds, as JSON or, where the operation takes something else, as bytes."""
        if self._body_source is None or self._operation.body is None:
            return _NOTHING
        if self._body_source == STANDARD_INPUT:
            data = self._standard_input("--body")
        else:
            data = _file(self._body_source, "--body")
        if not _is_json(self._operation.body.media_type) and not _is_form(
            self._operation.body.media_type
        ):
            return data
        try:
            return json.loads(data)
        except RecursionError:
            place = "it is nested too deeply"
        except json.JSONDecodeError as error:
            place = f"line {error.lineno}, column {error.colno}"
        except ValueError:
            place = "it is not UTF-8"
        raise UsageError("invalid --body", f"is not JSON: {place}", self._help())

    def _checked_body(self, body: object) -> object:
        wanted = self._operation.body
        if wanted is None or isinstance(body, bytes):
            return body
        if body is _NOTHING:
            if not wanted.required:
                return _NOTHING
            if "object" not in type_names(wanted.schema, self._operation.definitions):
                raise UsageError("missing --body", "the contract requires a body", self._help())
            body = {}
        if not (_is_json(wanted.media_type) or _is_form(wanted.media_type)):
            return body
        fault = problem_of(body, wanted.schema, self._operation.definitions)
        if fault is not None:
            raise self._wrong("body", (), fault)
        return body

    def _remember_secrets(self, body: object) -> None:
        """Whatever comes back in an error must not show them."""
        for one in self._operation.inputs:
            if one.secret and one.location == "body":
                found = body
                for name in one.path:
                    found = found.get(name) if isinstance(found, dict) else None
                for text in found if isinstance(found, list) else [found]:
                    if isinstance(text, str):
                        Secret(text)

    def _payload(
        self, body: object, headers: dict[bytes, bytes]
    ) -> tuple[bytes | None, Files | None]:
        assert self._operation.body is not None
        media_type = self._operation.body.media_type
        if media_type == "multipart/form-data":
            return None, self._parts(body)
        headers[b"Content-Type"] = media_type.encode()
        if isinstance(body, bytes):
            return body, None
        if media_type == "application/x-www-form-urlencoded":
            assert isinstance(body, dict)
            pairs = (query_text(name, value) for name, value in body.items())
            return "&".join(filter(None, pairs)).encode(), None
        try:
            return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), None
        except UnicodeEncodeError:
            raise UsageError("invalid --body", "holds a lone surrogate (U+D800-DFFF)") from None

    def _parts(self, body: object) -> Files:
        assert isinstance(body, dict)
        parts: Files = []
        for name, value in body.items():
            for single in value if isinstance(value, list) else [value]:
                if isinstance(single, str) and self._is_file(name):
                    where = Path(single)
                    parts.append((name, (where.name, _file(single, f"--{name}"))))
                else:
                    text = single if isinstance(single, str) else exact_json(single)
                    parts.append((name, (None, text.encode())))
        return parts

    def _is_file(self, name: str) -> bool:
        assert self._operation.body is not None
        definitions = self._operation.definitions
        for form in forms(self._operation.body.schema, definitions):
            member = form.get("properties", {}).get(name)
            if member is not None and any(
                one.get("format") == "binary"
                for inner in forms(member, definitions)
                for one in (inner, resolved(inner.get("items") or {}, definitions))
            ):
                return True
        return False

    # Words

    def _help(self) -> str:
        return f"fittrack api {self._operation.name} --help shows how to use it"

    def _label(self, place: tuple[str, tuple[str, ...]]) -> str:
        location, path = place
        for one in self._operation.inputs:
            if (one.location, one.path) == place:
                return one.label
        return "--body" if location == "body" else ".".join(path)

    def _missing(self, location: str, path: tuple[str, ...]) -> UsageError:
        return UsageError(
            f"missing {self._label((location, path))}", "the contract requires it", self._help()
        )

    def _wrong(self, location: str, path: tuple[str, ...], fault: str) -> UsageError:
        """The fault under the name of the option that could mend it."""
        place, colon, rest = fault.partition(": ")
        if colon and " " not in place:
            path, fault = (*path, *place.split(".")), rest
        if fault.endswith(" is missing"):
            return self._missing(location, (*path, fault.removesuffix(" is missing")))
        label = self._label((location, path))
        if label == "--body" and path:
            fault = f"{'.'.join(path)} {fault}"
        return UsageError(f"invalid {label}", fault, self._help())


_NOTHING = object()


def _put(whole: object, path: tuple[str, ...], value: object) -> object:
    """`whole` with `value` at a place inside; what is not an object on the way becomes one."""
    if not path:
        return value
    members = dict(whole) if isinstance(whole, dict) else {}
    members[path[0]] = _put(members.get(path[0], _NOTHING), path[1:], value)
    return members


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _is_form(media_type: str) -> bool:
    return media_type in ("multipart/form-data", "application/x-www-form-urlencoded")


def _is_separated(schema: Schema, definitions: Mapping[str, Schema]) -> bool:
    """Whether a schema is for a list, and for no text that could hold a comma itself."""
    names = type_names(schema, definitions)
    return "array" in names and "string" not in names


def _separated(text: str, schema: Schema, definitions: Mapping[str, Schema]) -> object:
    """A list in one word: JSON, or values with commas between them."""
    return values_of([text] if text.startswith("[") else text.split(","), schema, definitions)


def _check_encodable(text: object, one: Input) -> None:
    try:
        str(text).encode()
    except UnicodeEncodeError:
        raise UsageError(f"invalid {one.label}", "is not UTF-8") from None


def _quoted(raw: object) -> str:
    texts = raw if isinstance(raw, list) else [raw]
    quoted = ", ".join(repr(text) for text in texts)
    return quoted if len(quoted) <= MAX_QUOTED else f"{quoted[:MAX_QUOTED]}…"


def _file(name: str, label: str) -> bytes:
    try:
        return Path(name).expanduser().read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read {printable_path(name)}",
            error.strerror or str(error),
            f"it is the value of {label}",
        ) from error
