"""Developer fields: what a file says about fields that the FIT profile does not have.

Source: FIT SDK, "Developer fields" (messages `developer_data_id` and `field_description`).
"""

from __future__ import annotations

from attrs import define, field, frozen

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.profile import BASE_TYPE_MASK, BASE_TYPES, wanted
from fittrack_backend.readers.fit.wire import Message

FIELD_DESCRIPTIONS = wanted(
    {
        "field_description": (
            "developer_data_index",
            "field_definition_number",
            "fit_base_type_id",
            "field_name",
            "units",
            "scale",
            "offset",
            "native_mesg_num",
            "native_field_num",
        )
    }
).messages
_TEXT_LIMIT = 100
_NO_SCALES = (0.0, 255.0)
_NO_OFFSET = 127.0


@frozen
class DeveloperField:
    """A developer field: a stored value is (value · scale) + offset, in `unit` as the file spells it.

    `native` is the number of the field that it is meant to replace in messages of number `native_message`.
    """

    index: int
    number: int
    base_type: int
    name: str
    unit: str | None
    scale: float
    offset: float
    native_message: int | None
    native: int | None


@define
class DeveloperFields:
    """The developer fields that are described so far; of several descriptions of a field the last."""

    known: dict[tuple[int, int], DeveloperField] = field(factory=dict)

    def describe(self, message: Message) -> bool:
        """Takes in a `field_description`; whether that changed anything."""
        index = of.whole(message, "developer_data_index")
        number = of.whole(message, "field_definition_number")
        base_type = of.whole(message, "fit_base_type_id")
        if index is None or number is None or base_type is None:
            return False
        if base_type & BASE_TYPE_MASK not in BASE_TYPES:
            return False
        scale, offset = of.number(message, "scale"), of.number(message, "offset")
        described = DeveloperField(
            index=index,
            number=number,
            base_type=base_type & BASE_TYPE_MASK,
            name=of.text(message, "field_name", _TEXT_LIMIT) or f"{index}_{number}",
            unit=of.text(message, "units", _TEXT_LIMIT),
            scale=1.0 if scale is None or scale in _NO_SCALES else scale,
            offset=0.0 if offset is None or offset == _NO_OFFSET else offset,
            native_message=of.whole(message, "native_mesg_num"),
            native=of.whole(message, "native_field_num"),
        )
        if self.known.get((index, number)) == described:
            return False
        self.known[index, number] = described
        return True
