# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="NotificationTest")


@_attrs_define
class NotificationTest:
    """What became of a test.

    Attributes:
        delivered (bool):
        status (int | None): The HTTP status that the target answered, if it did.
        reason (None | str): Why it was not delivered.
    """

    delivered: bool
    status: int | None
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        delivered = self.delivered

        status: int | None
        status = self.status

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "delivered": delivered,
                "status": status,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        delivered = d.pop("delivered")
        if not isinstance(delivered, bool):
            raise TypeError("delivered: expected true or false")

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            status_type_0 = data
            if not (isinstance(status_type_0, int) and not isinstance(status_type_0, bool)):
                raise TypeError("status_type_0: expected a whole number")

            return status_type_0

        status = _parse_status(d.pop("status"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("reason: not of a type that the contract allows")
            reason_type_0 = data
            if not isinstance(reason_type_0, str):
                raise TypeError("reason_type_0: expected text")

            return reason_type_0

        reason = _parse_reason(d.pop("reason"))

        _instance = cls(
            delivered=delivered,
            status=status,
            reason=reason,
        )

        additional_properties: dict[str, Any] = {}
        for prop_name, prop_dict in d.items():
            additional = prop_dict

            additional_properties[prop_name] = additional

        _instance.additional_properties = additional_properties
        return _instance

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
