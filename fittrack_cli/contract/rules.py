"""What is compatible: every kind of change with its verdict and the reason for it, in one place.

Requests may only widen (a server must go on taking what it took), answers may only narrow (a client
must go on understanding what comes). Three things are allowed beyond that, since clients keep what
they do not know: a new field, a new enum value and a new operation.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Direction = Literal["request", "answer", "operation"]
Verdict = Literal["breaking", "compatible"]

BREAKING: Verdict = "breaking"
COMPATIBLE: Verdict = "compatible"


class Rule(NamedTuple):
    """The verdict on one kind of change in one direction."""

    kind: str
    direction: Direction
    verdict: Verdict
    reason: str
    noticed: bool = True
    """Whether an installed `fittrack` that uses what changed can fail by it."""


_REFUSED = "what was accepted is refused"
_WIDER = "everything that was accepted still is"
_UNKNOWN = "a client may get what it was promised not to get"
_NARROWER = "a client knows everything that can still come"
_TEXT = "it changes no request and no answer"
_BY_STATUS = "clients treat a problem that they do not know by its status"
_KEPT = "clients keep what they do not know"


def _both_ways(
    kind_narrowed: str, kind_widened: str, kind_changed: str, *, noticed: bool = False
) -> tuple[Rule, ...]:
    """A limit on values: tightened, loosened, or replaced by one that cannot be compared."""
    return (
        Rule(kind_narrowed, "request", BREAKING, _REFUSED),
        Rule(kind_widened, "request", COMPATIBLE, _WIDER),
        Rule(kind_changed, "request", BREAKING, _REFUSED),
        Rule(kind_narrowed, "answer", COMPATIBLE, _NARROWER),
        Rule(kind_widened, "answer", BREAKING, _UNKNOWN, noticed),
        Rule(kind_changed, "answer", BREAKING, _UNKNOWN, noticed),
    )


RULES: tuple[Rule, ...] = (
    # Operations
    Rule("operation-added", "operation", COMPATIBLE, "no client calls it yet"),
    Rule("operation-removed", "operation", BREAKING, "calls to it fail"),
    Rule("path-changed", "operation", BREAKING, "calls go to the former path"),
    Rule("method-changed", "operation", BREAKING, "calls use the former method"),
    Rule(
        "operation-renamed",
        "operation",
        BREAKING,
        "its name is that of a command of `fittrack api` and of functions in generated clients",
        noticed=False,
    ),
    Rule("base-path-changed", "operation", BREAKING, "calls go to the former path"),
    Rule(
        "servers-changed",
        "operation",
        COMPATIBLE,
        "a client is given its server and does not read the list",
    ),
    Rule("security-added", "operation", BREAKING, "calls without a token are refused"),
    Rule("security-changed", "operation", BREAKING, "calls signed in the former way are refused"),
    Rule("security-scope-added", "operation", BREAKING, "tokens without that scope are refused"),
    Rule("security-relaxed", "operation", COMPATIBLE, "calls signed in the former way still pass"),
    Rule("deprecation-changed", "operation", COMPATIBLE, "it works as before"),
    Rule("tags-changed", "operation", COMPATIBLE, _TEXT),
    Rule("text-changed", "operation", COMPATIBLE, _TEXT),
    Rule("extension-changed", "operation", COMPATIBLE, _TEXT),
    Rule("callback-added", "operation", COMPATIBLE, "no client has asked for it yet"),
    Rule("callback-changed", "operation", BREAKING, "a receiver of the former call may fail"),
    # Parameters
    Rule("parameter-added", "request", COMPATIBLE, "it may be left out"),
    Rule("required-parameter-added", "request", BREAKING, "requests without it are refused"),
    Rule("parameter-removed", "request", BREAKING, "what it asked for is silently not done"),
    Rule("parameter-moved", "request", BREAKING, "it is not found where clients put it"),
    Rule("path-parameter-renamed", "request", COMPATIBLE, "paths in requests look the same"),
    Rule(
        "path-parameter-moved",
        "request",
        BREAKING,
        "clients put its value where a different one is expected",
    ),
    Rule("parameter-made-required", "request", BREAKING, "requests without it are refused"),
    Rule("parameter-made-optional", "request", COMPATIBLE, _WIDER),
    Rule("parameter-style-changed", "request", BREAKING, "values are written in another way"),
    Rule("empty-value-refused", "request", BREAKING, _REFUSED),
    Rule("empty-value-allowed", "request", COMPATIBLE, _WIDER),
    # Bodies
    Rule("body-added", "request", COMPATIBLE, "it may be left out"),
    Rule("required-body-added", "request", BREAKING, "requests without it are refused"),
    Rule("body-removed", "request", BREAKING, "what it asked for is silently not done"),
    Rule("body-made-required", "request", BREAKING, "requests without it are refused"),
    Rule("body-made-optional", "request", COMPATIBLE, _WIDER),
    Rule("media-type-added", "request", COMPATIBLE, _WIDER),
    Rule("media-type-removed", "request", BREAKING, _REFUSED),
    Rule("encoding-changed", "request", BREAKING, "parts are written in another way"),
    Rule("media-type-added", "answer", COMPATIBLE, "it comes to those who ask for it"),
    Rule("media-type-removed", "answer", BREAKING, "a client cannot read what comes instead"),
    Rule("encoding-changed", "answer", BREAKING, "parts are written in another way"),
    # Statuses and headers
    Rule("success-status-added", "answer", BREAKING, "a client does not know what it means"),
    Rule("success-status-removed", "answer", BREAKING, "a client waits for it"),
    Rule("error-status-added", "answer", COMPATIBLE, "its class or `default` described it already"),
    Rule("undescribed-status-added", "answer", BREAKING, "neither its class nor `default` said so"),
    Rule("error-status-removed", "answer", BREAKING, "whoever acts on it waits in vain"),
    Rule("default-answer-added", "answer", COMPATIBLE, "it describes what was not described"),
    Rule("default-answer-removed", "answer", BREAKING, "other failures have no known shape"),
    Rule("problem-added", "answer", COMPATIBLE, _BY_STATUS),
    Rule("problem-removed", "answer", BREAKING, "whoever acts on it waits in vain"),
    Rule("problem-status-changed", "answer", BREAKING, "whoever looks at the status is misled"),
    Rule("problem-member-added", "answer", COMPATIBLE, _KEPT),
    Rule("problem-member-removed", "answer", BREAKING, "whoever reads it finds nothing"),
    Rule("problem-answered", "answer", COMPATIBLE, _BY_STATUS),
    Rule("problem-no-longer-answered", "answer", BREAKING, "whoever acts on it waits in vain"),
    Rule("header-added", "answer", COMPATIBLE, _KEPT),
    Rule("header-removed", "answer", BREAKING, "whoever reads it finds nothing"),
    Rule("header-made-optional", "answer", BREAKING, "whoever reads it may find nothing"),
    Rule("header-made-required", "answer", COMPATIBLE, _NARROWER),
    # Fields of objects
    Rule("field-added", "request", COMPATIBLE, "it may be left out"),
    Rule("required-field-added", "request", BREAKING, "requests without it are refused"),
    Rule("field-removed", "request", BREAKING, "it is refused, or silently not done"),
    Rule("field-made-required", "request", BREAKING, "requests without it are refused"),
    Rule("field-made-optional", "request", COMPATIBLE, _WIDER),
    Rule("field-made-read-only", "request", BREAKING, "it is refused, or silently not done"),
    Rule("field-added", "answer", COMPATIBLE, _KEPT),
    Rule("field-removed", "answer", BREAKING, "whoever reads it finds nothing"),
    Rule("field-made-required", "answer", COMPATIBLE, _NARROWER),
    Rule("field-made-optional", "answer", BREAKING, "whoever reads it may find nothing"),
    Rule("field-made-write-only", "answer", BREAKING, "whoever reads it finds nothing"),
    Rule("unknown-fields-refused", "request", BREAKING, _REFUSED),
    Rule("unknown-fields-allowed", "request", COMPATIBLE, _WIDER),
    Rule("unknown-fields-refused", "answer", COMPATIBLE, _NARROWER),
    Rule("unknown-fields-allowed", "answer", COMPATIBLE, _KEPT),
    # Values
    *_both_ways("type-narrowed", "type-widened", "type-changed", noticed=True),
    *_both_ways("format-added", "format-removed", "format-changed", noticed=True),
    *_both_ways("limit-tightened", "limit-loosened", "limit-changed"),
    *_both_ways("pattern-added", "pattern-removed", "pattern-changed"),
    *_both_ways("constraint-added", "constraint-removed", "constraint-changed"),
    Rule("null-added", "request", COMPATIBLE, _WIDER),
    Rule("null-removed", "request", BREAKING, _REFUSED),
    Rule("null-added", "answer", BREAKING, "a client counts on a value"),
    Rule("null-removed", "answer", COMPATIBLE, _NARROWER),
    Rule("enum-value-added", "request", COMPATIBLE, _WIDER),
    Rule("enum-value-removed", "request", BREAKING, _REFUSED),
    Rule("enum-added", "request", BREAKING, _REFUSED),
    Rule("enum-opened", "request", COMPATIBLE, _WIDER),
    Rule("enum-value-added", "answer", COMPATIBLE, _KEPT),
    Rule("enum-value-removed", "answer", COMPATIBLE, _NARROWER),
    Rule("enum-added", "answer", COMPATIBLE, _NARROWER),
    Rule("enum-opened", "answer", COMPATIBLE, _KEPT),
    Rule("const-changed", "request", BREAKING, _REFUSED),
    Rule("const-changed", "answer", BREAKING, "a client recognises by it what it received"),
    Rule("const-opened", "request", COMPATIBLE, _WIDER),
    Rule("const-opened", "answer", BREAKING, "a client recognises by it what it received"),
    Rule("alternative-added", "request", COMPATIBLE, _WIDER),
    Rule("alternative-removed", "request", BREAKING, _REFUSED),
    Rule("alternatives-made-exclusive", "request", BREAKING, "what fits two of them is refused"),
    Rule("alternative-added", "answer", BREAKING, "a client does not know this shape"),
    Rule("alternative-removed", "answer", COMPATIBLE, _NARROWER),
    Rule(
        "discriminator-changed",
        "request",
        BREAKING,
        "the server distinguishes shapes by another field",
    ),
    Rule("discriminator-changed", "answer", BREAKING, "a client cannot distinguish the shapes"),
    Rule("discriminator-added", "request", COMPATIBLE, "the shapes are the same"),
    Rule("discriminator-added", "answer", COMPATIBLE, "the shapes are the same"),
    Rule("default-changed", "request", BREAKING, "leaving it out means something else"),
    Rule(
        "default-changed",
        "answer",
        COMPATIBLE,
        "it describes what clients leave out, and answers are not theirs",
    ),
    Rule("deprecation-changed", "request", COMPATIBLE, "it works as before"),
    Rule("deprecation-changed", "answer", COMPATIBLE, "it works as before"),
    Rule("text-changed", "request", COMPATIBLE, _TEXT),
    Rule("text-changed", "answer", COMPATIBLE, _TEXT),
    Rule("extension-changed", "request", COMPATIBLE, _TEXT),
    Rule("extension-changed", "answer", COMPATIBLE, _TEXT),
)

_BY_KIND = {(rule.kind, rule.direction): rule for rule in RULES}


def rule_for(kind: str, direction: Direction) -> Rule:
    """The rule on a kind of change; KeyError for a kind that does not exist."""
    return _BY_KIND[kind, direction]


def as_markdown() -> str:
    """The rules as a table: the list in `docs/contract.md`."""
    lines = ["| change | in | verdict | why |", "|---|---|---|---|"]
    lines += [
        f"| {rule.kind.replace('-', ' ')} | {rule.direction} | {rule.verdict} | {rule.reason} |"
        for rule in RULES
    ]
    return "\n".join(lines) + "\n"
