"""The real contract, changed in one known way at a time: each with the verdict that it deserves.

    for change in changes(contract): …

The verdicts are written down here by kind, and owe nothing to the code that is tested.

It has more than 400 lines, since it is one catalogue, in which each change stands beside its verdict.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, Literal

from attrs import frozen

Json = dict[str, Any]
Verdict = Literal["breaking", "compatible"]
Target = tuple[str, str, str]
"""An operation, a schema that it sends or gets, and a field of it."""

JSON_TYPE = "application/json"


@frozen(eq=False)
class Change:
    """One change: the verdict that it deserves, and what a report must name."""

    kind: str
    verdict: Verdict
    operation: str
    field: str
    _make: Callable[[], Json]
    _real: Json
    _is_backwards: bool

    def contracts(self) -> tuple[Json, Json]:
        """The contract before and after it; one of them is the real one."""
        changed = self._make()
        assert changed != self._real, self.name
        return (changed, self._real) if self._is_backwards else (self._real, changed)

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.operation} {self.field}"


class Contract:
    """A contract, with ways to find what can be changed in it."""

    def __init__(self, document: Json) -> None:
        self.document = document

    @cached_property
    def _pickled(self) -> bytes:
        return pickle.dumps(self.document)

    def copy(self) -> Contract:
        """As with `copy.deepcopy`, in a tenth of its time."""
        return Contract(pickle.loads(self._pickled))

    @property
    def schemas(self) -> Json:
        found: Json = self.document["components"]["schemas"]
        return found

    def operations(self) -> dict[str, Json]:
        return {
            operation["operationId"]: operation
            for path in self.document["paths"].values()
            for operation in path.values()
        }

    def operation(self, name: str) -> Json:
        return self.operations()[name]

    def place(self, name: str) -> tuple[str, str]:
        """The path and the method of an operation."""
        return next(
            (path, method)
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
            if operation["operationId"] == name
        )

    def success(self, name: str) -> tuple[str, Json]:
        answers = self.operation(name)["responses"]
        return next((status, answer) for status, answer in answers.items() if status[0] == "2")

    def sent(self) -> list[Target]:
        """Every field of every body in JSON; a file has none."""
        found = []
        for name, operation in self.operations().items():
            content = operation.get("requestBody", {}).get("content", {})
            if JSON_TYPE in content:
                schema = content[JSON_TYPE]["schema"]
                for form in schema.get("oneOf", [schema]):
                    found += [(name, *field) for field in self._fields(form["$ref"])]
        return found

    def got(self) -> list[Target]:
        """Every field of every success, those of lists and of what lies within included."""
        found = []
        for name in self.operations():
            _, answer = self.success(name)
            schema = answer.get("content", {}).get(JSON_TYPE, {}).get("schema", {})
            if "$ref" in schema:
                found += [(name, *field) for field in self._all_fields(schema["$ref"], set())]
        return found

    def parameters(self) -> list[Target]:
        """Every parameter, as an operation, where it is, and its name."""
        return [
            (name, parameter["in"], parameter["name"])
            for name, operation in self.operations().items()
            for parameter in operation.get("parameters", [])
        ]

    def parameter(self, target: Target) -> Json:
        name, where, called = target
        found: Json = next(
            parameter
            for parameter in self.operation(name)["parameters"]
            if (parameter["in"], parameter["name"]) == (where, called)
        )
        return found

    def field(self, target: Target) -> Json:
        found: Json = self.schemas[target[1]]["properties"][target[2]]
        return found

    def _fields(self, reference: str) -> list[tuple[str, str]]:
        schema = reference.rpartition("/")[2]
        return [(schema, field) for field in self.schemas[schema].get("properties", {})]

    def _all_fields(self, reference: str, seen: set[str]) -> Iterator[tuple[str, str]]:
        if reference in seen:
            return
        seen.add(reference)
        for schema, field in self._fields(reference):
            yield schema, field
            for below in references(self.schemas[schema]["properties"][field]):
                yield from self._all_fields(below, seen)


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from references(child)


Mutation = Callable[[Contract, Target], None]


def changes(document: Json) -> Iterator[Change]:
    """Every change."""
    real = Contract(document)
    for kind, verdict, mutate, targets, is_backwards in _catalogue(real):
        for target in targets:
            make = partial(_changed, real, mutate, target)
            yield Change(kind, verdict, target[0], target[2], make, document, is_backwards)


def _changed(real: Contract, mutate: Mutation, target: Target) -> Json:
    changed = real.copy()
    mutate(changed, target)
    return changed.document


Entry = tuple[str, Verdict, Mutation, Sequence[Target], bool]


def _catalogue(real: Contract) -> Iterator[Entry]:
    for kind, verdict, mutate, targets in _changes(real):
        yield kind, verdict, mutate, targets, False
    for kind, verdict, mutate, targets in _changes_backwards(real):
        yield kind, verdict, mutate, targets, True


def _spread(targets: Sequence[Target], count: int) -> list[Target]:
    """Some of the targets, from all over the contract, of as many operations as can be."""
    first: dict[str, Target] = {}
    for number, target in enumerate(targets):
        if target[0] not in first or number % 3 == 0:
            first[target[0]] = target
    chosen = list(first.values())
    step = max(1, len(chosen) // count)
    return chosen[::step][:count]


def _changes(
    real: Contract,
) -> Iterator[tuple[str, Verdict, Mutation, Sequence[Target]]]:
    sent, got, parameters = real.sent(), real.got(), real.parameters()
    names = list(real.operations())

    def where(targets: Sequence[Target], holds: Callable[[Json], bool]) -> list[Target]:
        return [target for target in targets if holds(real.field(target))]

    def required(target: Target) -> bool:
        return target[2] in real.schemas[target[1]].get("required", [])

    def of(*operations: str, what: str = "") -> list[Target]:
        return [(operation, "", what) for operation in operations]

    # Requests
    bodies = list({target[0]: target for target in sent}.values())
    new = [(name, schema, "brand_new") for name, schema, _ in bodies]
    yield "request field added, required", "breaking", _add_required_field, _spread(new, 6)
    yield "request field added, optional", "compatible", _add_field, _spread(new, 6)
    yield "request field removed", "breaking", _remove_field, _spread(sent, 8)
    optional = [target for target in sent if not required(target)]
    yield "request field made required", "breaking", _require_field, _spread(optional, 5)
    needed = [target for target in sent if required(target)]
    yield "request field made optional", "compatible", _free_field, _spread(needed, 5)
    texts = where(sent, lambda field: field.get("type") == "string")
    yield "request field retyped", "breaking", _retype, _spread(texts, 5)
    long = where(sent, lambda field: "maxLength" in field)
    yield "request maxLength lowered", "breaking", _limit("maxLength", -5), _spread(long, 4)
    yield "request maxLength raised", "compatible", _limit("maxLength", 5), _spread(long, 3)
    short = where(sent, lambda field: "minLength" in field)
    yield "request minLength raised", "breaking", _limit("minLength", 3), _spread(short, 3)
    unlimited = where(sent, lambda field: field.get("type") == "string" and "pattern" not in field)
    yield "request pattern added", "breaking", _put("pattern", "^[a-z]+$"), _spread(unlimited, 3)
    patterned = where(sent, lambda field: "pattern" in field)
    yield "request pattern removed", "compatible", _drop("pattern"), _spread(patterned, 2)
    yield "request pattern changed", "breaking", _put("pattern", "^x$"), _spread(patterned, 1)
    yield "request format added", "breaking", _put("format", "email"), _spread(unlimited, 3)
    nullable = where(sent, _is_nullable)
    yield "request null refused", "breaking", _refuse_null, _spread(nullable, 4)
    plain = where(sent, lambda field: "type" in field)
    yield "request null allowed", "compatible", _allow_null, _spread(plain, 4)
    defaulted = where(sent, lambda field: "default" in field)
    yield "request default changed", "breaking", _change_default, _spread(defaulted, 4)
    yield "request default removed", "breaking", _drop("default"), _spread(defaulted, 2)
    closed = [(name, schema, schema) for name, schema, _ in bodies]
    yield "request unknown fields allowed", "compatible", _allow_unknown, _spread(closed, 3)
    yield (
        "request media type replaced",
        "breaking",
        _replace_body_type,
        of("login", "start_sync", "connect_source", what="body"),
    )
    yield (
        "request media type added",
        "compatible",
        _add_body_type,
        of("register_account", "create_access_token", what="body"),
    )
    yield (
        "request body made optional",
        "compatible",
        _free_body,
        of("start_sync", "change_password", what="body"),
    )
    yield (
        "request body removed",
        "breaking",
        _remove_body,
        of("start_sync", "answer_challenge", what="body"),
    )
    yield (
        "request body added, required",
        "breaking",
        _add_body(True),
        of("logout", "cancel_sync", what="body"),
    )
    yield (
        "request body added, optional",
        "compatible",
        _add_body(False),
        of("retry_sync", "create_invitation", what="body"),
    )
    uses = {
        "SyncType": "start_sync",
        "Scope": "create_access_token",
        "ChallengeMethod": "answer_challenge",
        "JobState": "list_sync_jobs",
        "ItemOutcome": "list_sync_items",
    }
    enums = [(operation, schema, schema) for schema, operation in uses.items()]
    yield "request enum narrowed", "breaking", _narrow_enum, enums
    yield "enum widened", "compatible", _widen_enum, enums

    # Parameters
    free = [target for target in parameters if not real.parameter(target)["required"]]
    query = [target for target in free if target[1] == "query"]
    anywhere = [(name, "query", "brand_new") for name in names]
    yield "parameter added, required", "breaking", _add_parameter(True), _spread(anywhere, 4)
    yield "parameter added, optional", "compatible", _add_parameter(False), _spread(anywhere, 4)
    yield (
        "header parameter added, required",
        "breaking",
        _add_header_parameter,
        [(name, "header", "X-Brand-New") for name in ("login", "get_activity")],
    )
    yield "parameter removed", "breaking", _remove_parameter, _spread(free, 6)
    yield "parameter made required", "breaking", _require_parameter, _spread(free, 5)
    yield "parameter moved", "breaking", _move_parameter, _spread(query, 4)
    yield "parameter renamed", "breaking", _rename_parameter, _spread(query, 3)
    yield "parameter retyped", "breaking", _retype_parameter, _spread(parameters, 5)
    limits = [target for target in query if target[2] == "limit"]
    yield "parameter limit lowered", "breaking", _limit_parameter(500), _spread(limits, 4)
    yield "parameter limit raised", "compatible", _limit_parameter(2000), _spread(limits, 3)
    yield "parameter default changed", "breaking", _default_parameter, _spread(limits, 3)
    yield (
        "path parameter renamed",
        "compatible",
        _rename_path_parameter,
        [("get_activity", "path", "activity_id"), ("get_source", "path", "source_id")],
    )
    yield "parameter deprecated", "compatible", _deprecate_parameter, _spread(free, 2)
    yield "parameter described otherwise", "compatible", _describe_parameter, _spread(free, 2)

    # Problems
    kinds = of("start_sync", what="sync-conflict") + of("answer_challenge", what="wrong-code")
    yield "problem removed", "breaking", _remove_problem, kinds
    yield "problem status changed", "breaking", _move_problem, kinds
    yield "problem without a member", "breaking", _empty_problem, kinds
    yield "problem with a member", "compatible", _fill_problem, kinds
    yield "problem described otherwise", "compatible", _describe_problem, kinds
    yield "problem no longer answered", "breaking", _answer_not("409"), kinds[:1]
    yield "problem added", "compatible", _add_problem, of("cancel_sync", what="brand-new")
    yield "problem answered", "compatible", _answer("409"), of("cancel_sync", what="sync-conflict")

    # Answers
    answers = [(name, schema, "brand_new") for name, schema, _ in got]
    yield "answer field added", "compatible", _add_field, _spread(answers, 6)
    yield "answer field added, always there", "compatible", _add_required_field, _spread(answers, 4)
    yield "answer field removed", "breaking", _remove_field, _spread(got, 14)
    yield "answer field made optional", "breaking", _free_field, _spread(got[1:], 10)
    flat = where(got, lambda field: field.get("type") in ("string", "boolean", "integer"))
    yield "answer field retyped", "breaking", _retype, _spread(flat, 10)
    yield "answer field may be null", "breaking", _allow_null, _spread(flat, 8)
    yield (
        "answer field no longer null",
        "compatible",
        _refuse_null,
        _spread(where(got, _is_nullable), 5),
    )
    timed = where(got, lambda field: field.get("format") == "date-time")
    yield "answer format changed", "breaking", _put("format", "date"), _spread(timed, 5)
    unformatted = where(flat, lambda field: field["type"] == "string" and "format" not in field)
    yield "answer format added", "compatible", _put("format", "uri"), _spread(unformatted, 3)
    yield "answer field limited", "compatible", _put("maxLength", 50), _spread(unformatted, 3)
    lists = where(got, lambda field: field.get("type") == "array")
    yield "answer list became an object", "breaking", _retype_list, _spread(lists, 4)
    yield "answer items retyped", "breaking", _retype_items, _spread(lists, 4)
    fixed = where(got, lambda field: "const" in field)
    yield "answer constant changed", "breaking", _put("const", "another"), _spread(fixed, 3)
    own = [
        ("get_activity", "FileFormat", "FileFormat"),
        ("list_sources", "SourceKind", "SourceKind"),
    ]
    yield "answer enum widened", "compatible", _widen_enum, own
    yield "answer enum narrowed", "compatible", _narrow_enum, own[:1]
    yield (
        "answer described otherwise",
        "compatible",
        _put("description", "Another."),
        _spread(got, 5),
    )
    yield (
        "answer status replaced",
        "breaking",
        _replace_status,
        of("get_source", "register_account", "start_sync", "list_activities", what="answer"),
    )
    yield (
        "answer status added",
        "breaking",
        _add_status("206"),
        of("list_workouts", "get_sync_job", "download_activity_file", what="answer 206"),
    )
    yield (
        "error status added",
        "compatible",
        _add_status("423"),
        of("get_activity", "start_sync", "login", what="answer 423"),
    )
    yield (
        "error status removed",
        "breaking",
        _remove_status("422"),
        of("list_daily_health", "get_workout", what="answer 422"),
    )
    yield (
        "other errors undescribed",
        "breaking",
        _remove_status("default"),
        of("get_sync_overview", "refresh_token", what="answer default"),
    )
    yield (
        "answer media type replaced",
        "breaking",
        _replace_answer_type,
        of("get_current_account", "list_sources", "stream_sync_events", what="answer 200"),
    )
    yield (
        "answer media type added",
        "compatible",
        _add_answer_type,
        of("list_activities", what="answer 200"),
    )
    yield (
        "answer header removed",
        "breaking",
        _remove_header("Location"),
        of("start_sync", "retry_sync", what="Location"),
    )
    yield (
        "answer header added",
        "compatible",
        _add_header,
        of("get_health", "list_sessions", what="X-Brand-New"),
    )
    yield "answer header retyped", "breaking", _retype_header, of("start_sync", what="Location")
    yield "answer alternative added", "breaking", _add_alternative, of("login", what="answer 200")
    yield (
        "answer alternative removed",
        "compatible",
        _remove_alternative,
        of("login", what="answer 200"),
    )

    # Operations
    yield (
        "operation removed",
        "breaking",
        _remove_operation,
        of("get_workout", "logout", "get_health"),
    )
    yield "operation added", "compatible", _add_operation, of("archive_source")
    yield (
        "operation renamed",
        "breaking",
        _rename_operation,
        of("cancel_sync", "list_sessions", what="operationId"),
    )
    yield (
        "path changed",
        "breaking",
        _change_path,
        of("get_activity", "login", "get_sync_overview", what="path"),
    )
    yield (
        "method changed",
        "breaking",
        _change_method,
        of("change_password", "cancel_sync", what="method"),
    )
    yield (
        "sign-in needed",
        "breaking",
        _need_sign_in,
        of("get_health", "get_server_info", what="security"),
    )
    yield (
        "sign-in no longer needed",
        "compatible",
        _need_no_sign_in,
        of("get_current_account", "list_sources", what="security"),
    )
    yield (
        "scope needed",
        "breaking",
        _need_scope,
        of("start_sync", "list_workouts", what="security"),
    )
    yield "scheme replaced", "breaking", _replace_scheme, of("list_activities", what="security")
    yield "operation deprecated", "compatible", _deprecate, of("get_workout", "retry_sync")
    yield "operation described otherwise", "compatible", _describe, of("login", "list_sync_items")
    yield "operation tagged otherwise", "compatible", _tag, of("get_health", what="tags")
    yield "base path changed", "breaking", _change_base_path, of("get_health", what="servers")
    yield "server moved", "compatible", _move_server, of("get_health", what="servers")
    yield "examples changed", "compatible", _change_examples, of("start_sync", what="body")


def _changes_backwards(
    real: Contract,
) -> Iterator[tuple[str, Verdict, Mutation, Sequence[Target]]]:
    """Changes that lead to the real contract, from one that was different."""
    sent, got = real.sent(), real.got()

    def of(*operations: str, what: str = "") -> list[Target]:
        return [(operation, "", what) for operation in operations]

    limited = [target for target in sent if "maxLength" in real.field(target)]
    yield "request maxLength added", "breaking", _drop("maxLength"), _spread(limited, 3)
    closed = [(name, schema, schema) for name, schema, _ in sent]
    yield "request unknown fields refused", "breaking", _allow_unknown, _spread(closed, 3)
    yield (
        "request body made required",
        "breaking",
        _free_body,
        of("login", "connect_source", what="body"),
    )
    yield "answer field always there now", "compatible", _free_field, _spread(got[2:], 4)
    yield (
        "answer limit loosened",
        "breaking",
        _put("maxLength", 50),
        _spread(
            [
                target
                for target in got
                if real.field(target).get("type") == "string"
                and not {"format", "const"} & real.field(target).keys()
            ],
            3,
        ),
    )
    yield (
        "answer format lost",
        "breaking",
        _put("format", "uri"),
        _spread(
            [
                target
                for target in got
                if real.field(target).get("type") == "string"
                and not {"format", "const"} & real.field(target).keys()
            ],
            3,
        ),
    )
    yield (
        "answer number no longer whole",
        "breaking",
        _make_integer,
        _spread([target for target in got if _is_number(real.field(target))], 3),
    )


# How a contract is changed


def _add_field(contract: Contract, target: Target) -> None:
    contract.schemas[target[1]]["properties"][target[2]] = {"type": "string"}


def _add_required_field(contract: Contract, target: Target) -> None:
    _add_field(contract, target)
    contract.schemas[target[1]].setdefault("required", []).append(target[2])


def _remove_field(contract: Contract, target: Target) -> None:
    schema = contract.schemas[target[1]]
    del schema["properties"][target[2]]
    schema["required"] = [name for name in schema.get("required", []) if name != target[2]]


def _require_field(contract: Contract, target: Target) -> None:
    contract.schemas[target[1]].setdefault("required", []).append(target[2])


def _free_field(contract: Contract, target: Target) -> None:
    contract.schemas[target[1]]["required"].remove(target[2])


def _retype(contract: Contract, target: Target) -> None:
    field = contract.field(target)
    field["type"] = "boolean" if field["type"] != "boolean" else "string"
    field.pop("format", None)


def _make_integer(contract: Contract, target: Target) -> None:
    field = contract.field(target)
    for schema in (field, *field.get("anyOf", [])):
        if schema.get("type") == "number":
            schema["type"] = "integer"


def _is_number(field: Json) -> bool:
    return any(schema.get("type") == "number" for schema in (field, *field.get("anyOf", [])))


def _retype_list(contract: Contract, target: Target) -> None:
    field = contract.field(target)
    field["type"] = "object"
    del field["items"]


def _retype_items(contract: Contract, target: Target) -> None:
    contract.field(target)["items"] = {"type": "boolean"}


def _limit(word: str, by: int) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        contract.field(target)[word] += by

    return mutate


def _put(word: str, value: object) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        contract.field(target)[word] = value

    return mutate


def _drop(word: str) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        del contract.field(target)[word]

    return mutate


def _is_nullable(field: Json) -> bool:
    return {"type": "null"} in field.get("anyOf", [])


def _refuse_null(contract: Contract, target: Target) -> None:
    contract.field(target)["anyOf"].remove({"type": "null"})


def _allow_null(contract: Contract, target: Target) -> None:
    field = contract.field(target)
    if "const" in field:
        field["anyOf"] = [
            {"type": field.pop("type"), "const": field.pop("const")},
            {"type": "null"},
        ]
    else:
        field["type"] = [field["type"], "null"]


def _change_default(contract: Contract, target: Target) -> None:
    field = contract.field(target)
    kind = type(field["default"])
    others: dict[type, object] = {bool: not field["default"], int: 7, str: "recovery_code"}
    field["default"] = others[kind]


def _allow_unknown(contract: Contract, target: Target) -> None:
    del contract.schemas[target[1]]["additionalProperties"]


def _narrow_enum(contract: Contract, target: Target) -> None:
    contract.schemas[target[1]]["enum"].pop()


def _widen_enum(contract: Contract, target: Target) -> None:
    contract.schemas[target[1]]["enum"].append("brand_new")


def _body(contract: Contract, target: Target) -> Json:
    found: Json = contract.operation(target[0])["requestBody"]
    return found


def _replace_body_type(contract: Contract, target: Target) -> None:
    content = _body(contract, target)["content"]
    content["application/x-www-form-urlencoded"] = content.pop(JSON_TYPE)


def _add_body_type(contract: Contract, target: Target) -> None:
    content = _body(contract, target)["content"]
    content["application/x-www-form-urlencoded"] = content[JSON_TYPE]


def _free_body(contract: Contract, target: Target) -> None:
    _body(contract, target)["required"] = False


def _remove_body(contract: Contract, target: Target) -> None:
    del contract.operation(target[0])["requestBody"]


def _add_body(required: bool) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        content = {JSON_TYPE: {"schema": {"type": "object"}}}
        contract.operation(target[0])["requestBody"] = {"required": required, "content": content}

    return mutate


def _add_parameter(required: bool) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        operation = contract.operation(target[0])
        added = {"name": target[2], "in": target[1], "required": required}
        operation["parameters"] = [
            *operation.get("parameters", []),
            {**added, "schema": {"type": "string"}},
        ]

    return mutate


_add_header_parameter = _add_parameter(True)


def _remove_parameter(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["parameters"].remove(contract.parameter(target))


def _require_parameter(contract: Contract, target: Target) -> None:
    contract.parameter(target)["required"] = True


def _move_parameter(contract: Contract, target: Target) -> None:
    contract.parameter(target)["in"] = "header"


def _rename_parameter(contract: Contract, target: Target) -> None:
    contract.parameter(target)["name"] += "_of_old"


def _retype_parameter(contract: Contract, target: Target) -> None:
    was = contract.parameter(target)["schema"].get("type")
    contract.parameter(target)["schema"] = {"type": "boolean" if was != "boolean" else "string"}


def _limit_parameter(maximum: int) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        contract.parameter(target)["schema"]["maximum"] = maximum

    return mutate


def _default_parameter(contract: Contract, target: Target) -> None:
    contract.parameter(target)["schema"]["default"] = 25


def _deprecate_parameter(contract: Contract, target: Target) -> None:
    contract.parameter(target)["deprecated"] = True


def _describe_parameter(contract: Contract, target: Target) -> None:
    contract.parameter(target)["description"] = "Another."


def _rename_path_parameter(contract: Contract, target: Target) -> None:
    path, _ = contract.place(target[0])
    item = contract.document["paths"].pop(path)
    start, end = path.index("{"), path.index("}")
    for operation in item.values():
        for parameter in operation["parameters"]:
            if parameter["name"] == target[2]:
                parameter["name"] = "other_id"
    contract.document["paths"][f"{path[: start + 1]}other_id{path[end:]}"] = item


def _problem_kinds(contract: Contract) -> Json:
    found: Json = contract.schemas["ProblemType"]["x-problems"]
    return found


def _remove_problem(contract: Contract, target: Target) -> None:
    del _problem_kinds(contract)[target[2]]


def _add_problem(contract: Contract, target: Target) -> None:
    likeness = _problem_kinds(contract)["sync-conflict"]
    _problem_kinds(contract)[target[2]] = copy.deepcopy(likeness)
    _answer("409")(contract, target)


def _move_problem(contract: Contract, target: Target) -> None:
    _problem_kinds(contract)[target[2]]["statuses"] = [423]


def _empty_problem(contract: Contract, target: Target) -> None:
    _problem_kinds(contract)[target[2]]["members"] = []


def _fill_problem(contract: Contract, target: Target) -> None:
    _problem_kinds(contract)[target[2]]["members"].append("source_id")


def _describe_problem(contract: Contract, target: Target) -> None:
    _problem_kinds(contract)[target[2]]["description"] = "Another."


def _answer(status: str) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        contract.operation(target[0])["responses"][status]["x-problems"].append(target[2])

    return mutate


def _answer_not(status: str) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        contract.operation(target[0])["responses"][status]["x-problems"].remove(target[2])

    return mutate


def _replace_status(contract: Contract, target: Target) -> None:
    status, _ = contract.success(target[0])
    answers = contract.operation(target[0])["responses"]
    answers["203"] = answers.pop(status)


def _add_status(status: str) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        answers = contract.operation(target[0])["responses"]
        likeness = "default" if status[0] == "4" else contract.success(target[0])[0]
        answers[status] = copy.deepcopy(answers[likeness])

    return mutate


def _remove_status(status: str) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        del contract.operation(target[0])["responses"][status]

    return mutate


def _replace_answer_type(contract: Contract, target: Target) -> None:
    content = contract.success(target[0])[1]["content"]
    content["application/x-ndjson"] = content.pop(next(iter(content)))


def _add_answer_type(contract: Contract, target: Target) -> None:
    contract.success(target[0])[1]["content"]["text/csv"] = {"schema": {"type": "string"}}


def _remove_header(name: str) -> Mutation:
    def mutate(contract: Contract, target: Target) -> None:
        del contract.success(target[0])[1]["headers"][name]

    return mutate


def _add_header(contract: Contract, target: Target) -> None:
    contract.success(target[0])[1]["headers"][target[2]] = {"schema": {"type": "string"}}


def _retype_header(contract: Contract, target: Target) -> None:
    contract.success(target[0])[1]["headers"][target[2]]["schema"] = {"type": "integer"}


def _alternatives(contract: Contract, target: Target) -> list[Json]:
    schema: Json = contract.success(target[0])[1]["content"][JSON_TYPE]["schema"]
    found: list[Json] = schema.get("anyOf") or schema["oneOf"]
    return found


def _add_alternative(contract: Contract, target: Target) -> None:
    schema = contract.success(target[0])[1]["content"][JSON_TYPE]["schema"]
    schema.pop("discriminator", None)
    _alternatives(contract, target).append({"$ref": "#/components/schemas/RecoveryCodes"})


def _remove_alternative(contract: Contract, target: Target) -> None:
    _alternatives(contract, target).pop()


def _remove_operation(contract: Contract, target: Target) -> None:
    path, method = contract.place(target[0])
    del contract.document["paths"][path][method]


def _add_operation(contract: Contract, target: Target) -> None:
    likeness = copy.deepcopy(contract.operation("get_health"))
    likeness["operationId"] = target[0]
    contract.document["paths"]["/v1/brand-new"] = {"post": likeness}


def _rename_operation(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["operationId"] = f"{target[0]}_anew"


def _change_path(contract: Contract, target: Target) -> None:
    path, method = contract.place(target[0])
    operation = contract.document["paths"][path].pop(method)
    contract.document["paths"][f"{path}/anew"] = {method: operation}


def _change_method(contract: Contract, target: Target) -> None:
    path, method = contract.place(target[0])
    item = contract.document["paths"][path]
    item["put"] = item.pop(method)


def _need_sign_in(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["security"] = [{"accessToken": []}]


def _need_no_sign_in(contract: Contract, target: Target) -> None:
    del contract.operation(target[0])["security"]


def _need_scope(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["security"] = [{"accessToken": ["admin"]}]


def _replace_scheme(contract: Contract, target: Target) -> None:
    schemes = contract.document["components"]["securitySchemes"]
    schemes["accessToken"] = {"type": "apiKey", "in": "header", "name": "X-Key"}


def _deprecate(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["deprecated"] = True


def _describe(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["summary"] = "Another."


def _tag(contract: Contract, target: Target) -> None:
    contract.operation(target[0])["tags"] = ["sync"]


def _change_base_path(contract: Contract, target: Target) -> None:
    contract.document["servers"][0]["url"] += "/api"


def _move_server(contract: Contract, target: Target) -> None:
    contract.document["servers"][0]["url"] = "https://fit.example.org"


def _change_examples(contract: Contract, target: Target) -> None:
    content = contract.operation(target[0])["requestBody"]["content"][JSON_TYPE]
    content["examples"] = {"another": {"value": {"full": True}}}
