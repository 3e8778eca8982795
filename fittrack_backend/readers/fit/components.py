"""Fields that hold others in their bits, and counters that begin anew: taken apart into what they stand for.

Source: FIT SDK, "Components" and "Accumulated fields".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define

from fittrack_backend.readers.fit.profile_fields import Meaning, ProfileField
from fittrack_backend.readers.fit.scaling import scaled
from fittrack_backend.readers.fit.stored_columns import Stored

Numbers = tuple[float, ...]


def enhanced_of(meaning: Meaning, fields: Mapping[int, ProfileField]) -> Meaning | None:
    """The field that has the same value in more bits (`speed`, `enhanced_speed`), which is then the field's one
    component: nothing is to be taken apart."""
    targets = [
        fields[component.target].meaning
        for component in meaning.components
        if component.target in fields
    ]
    is_one = len(targets) == 1 and targets[0].name == f"enhanced_{meaning.name}"
    return targets[0] if is_one else None


def expanded(
    meaning: Meaning,
    values: Sequence[Stored],
    fields: Mapping[int, ProfileField],
    explicit: Mapping[int, Sequence[Stored]],
) -> dict[int, list[Numbers | None]]:
    """What the components of a field stand for, by the number of their field: scaled numbers, row by row.

    `explicit` are the stored values of fields that the messages have themselves, from which counters go on.
    """
    found: dict[int, list[Numbers | None]] = {
        component.target: [None] * len(values)
        for component in meaning.components
        if component.target in fields
    }
    counters = {target: _Counter() for target in found if fields[target].meaning.is_accumulated}
    for row, value in enumerate(values):
        for target, begun in counters.items():
            own = explicit.get(target)
            if own is not None and own[row] is not None:
                begun.begin(_last(own[row]), _scale_to(meaning, target, fields))
        if value is None or isinstance(value, str):
            continue
        numbers = value if isinstance(value, tuple) else (value,)
        bits, left = _joined(numbers, meaning.element_bits), meaning.element_bits * len(numbers)
        for component in meaning.components:
            if left < component.bits:
                break
            part = bits & ((1 << component.bits) - 1)
            bits >>= component.bits
            left -= component.bits
            if component.target not in found:
                continue
            counter = counters.get(component.target)
            if counter is not None:
                part = counter.count_on(part, component.bits)
            one = scaled(part, component.scale, component.offset)
            found[component.target][row] = (*(found[component.target][row] or ()), one)
    return found


def _joined(numbers: Sequence[int | float | None], width: int) -> int:
    """The bits of several numbers, those of the first lowest."""
    mask = (1 << width) - 1
    joined = 0
    for at, number in enumerate(numbers):
        # A number that is not set has all bits set.
        joined |= (mask if number is None else int(number) & mask) << (at * width)
    return joined


def _last(value: Stored) -> float:
    number = value[-1] if isinstance(value, tuple) else value
    return float(number) if isinstance(number, (int, float)) else 0.0


def _scale_to(meaning: Meaning, target: int, fields: Mapping[int, ProfileField]) -> float:
    """What a stored value of `target` is multiplied by to count as its component does."""
    component = next(one for one in meaning.components if one.target == target)
    return component.scale / fields[target].meaning.scale


@define
class _Counter:
    """A counter of few bits that goes on where it would begin anew."""

    total: int | None = None
    last: int = 0

    def begin(self, stored: float, scale: float) -> None:
        self.total = self.last = round(stored * scale)

    def count_on(self, value: int, bits: int) -> int:
        if self.total is None:
            self.total = value
        else:
            self.total += (value - self.last) & ((1 << bits) - 1)
        self.last = value
        return self.total
