"""What two shapes allow of plain values, compared: choices, formats, patterns, limits."""

from __future__ import annotations

from collections.abc import Iterator

from fittrack_cli.contract.documents import Json
from fittrack_cli.contract.shape import ABSENT, Shape, value_key

MAX_SHOWN = 60


def value_changes(old: Shape, new: Shape) -> Iterator[tuple[str, str]]:
    """The kinds of changes, each in words."""
    yield from _choice_changes(old, new)
    yield from _format_changes(old.format, new.format)
    if old.patterns != new.patterns:
        yield (
            _constraint("pattern", old.patterns <= new.patterns, new.patterns <= old.patterns),
            (f"the pattern {_listed(old.patterns)} became {_listed(new.patterns)}"),
        )
    yield from _limit_changes(old, new)
    if old.unique != new.unique:
        what = "the same item may not come twice" if new.unique else "items may come twice"
        yield "limit-tightened" if new.unique else "limit-loosened", what
    for word in sorted(old.constraints.keys() | new.constraints.keys()):
        before, after = old.constraints.get(word), new.constraints.get(word)
        if before != after:
            yield _constraint("constraint", before is None, after is None), f"{word} changed"


def _constraint(name: str, is_tighter: bool, is_looser: bool) -> str:
    return f"{name}-{'added' if is_tighter else 'removed' if is_looser else 'changed'}"


def _choice_changes(old: Shape, new: Shape) -> Iterator[tuple[str, str]]:
    """Of `enum` and `const`: a fixed value is more than one of several."""
    before, after = _choices(old), _choices(new)
    if before == after:
        return
    if before is None:
        assert after is not None
        yield "enum-added", f"it can only be {_listed(after.values())}"
        return
    if old.const is not ABSENT:
        is_kept = after is None or before.keys() <= after.keys()
        yield (
            "const-opened" if is_kept else "const-changed",
            (
                f"the fixed value {_listed(before.values())} became "
                + (_listed(after.values()) if after is not None else "any value")
            ),
        )
        return
    if after is None:
        yield "enum-opened", f"it is no longer one of {_listed(before.values())} only"
        return
    for key in sorted(before.keys() - after.keys()):
        yield "enum-value-removed", f"the value {shown(before[key])} is gone"
    for key in sorted(after.keys() - before.keys()):
        yield "enum-value-added", f"there is a new value {shown(after[key])}"


def _choices(shape: Shape) -> dict[str, Json] | None:
    if shape.const is not ABSENT:
        return {value_key(shape.const): shape.const}
    return None if shape.enum is None else {value_key(value): value for value in shape.enum}


_WIDER_FORMATS = {("int32", "int64"), ("float", "double")}


def _format_changes(old: str | None, new: str | None) -> Iterator[tuple[str, str]]:
    old, new = (None if name == "password" else name for name in (old, new))
    if old == new:
        return
    what = f"the format {old or 'of any kind'} became {new or 'any'}"
    if old is None or (new or "", old) in _WIDER_FORMATS:
        yield "format-added", what
    elif new is None or (old, new) in _WIDER_FORMATS:
        yield "format-removed", what
    else:
        yield "format-changed", what


def _limit_changes(old: Shape, new: Shape) -> Iterator[tuple[str, str]]:
    for before, after, sign in ((old.lower, new.lower, 1), (old.upper, new.upper, -1)):
        for word in sorted(before.keys() | after.keys()):
            one, other = before.get(word), after.get(word)
            if one == other:
                continue
            what = f"{word} {_limit(one)} became {_limit(other)}"
            is_tighter = one is None or (other is not None and (other - one) * sign > 0)
            yield "limit-tightened" if is_tighter else "limit-loosened", what
    if old.multiples != new.multiples:
        what = f"multipleOf {_listed(old.multiples)} became {_listed(new.multiples)}"
        yield _multiple_change(old.multiples, new.multiples), what


def _multiple_change(old: frozenset[float], new: frozenset[float]) -> str:
    def implies(one: frozenset[float], other: frozenset[float]) -> bool:
        return all(any(step and value % step == 0 for value in one) for step in other)

    if implies(new, old):
        return "limit-tightened"
    return "limit-loosened" if implies(old, new) else "limit-changed"


def _limit(value: float | None) -> str:
    return "none" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def _listed(values: object) -> str:
    words = [shown(value) for value in values] if hasattr(values, "__iter__") else []
    return ", ".join(sorted(words)) or "none"


def shown(value: Json) -> str:
    """A value in a message, shortened."""
    text = "none" if value is None else value_key(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
