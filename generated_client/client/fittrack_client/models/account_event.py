# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.account_event_kind import AccountEventKind, check_account_event_kind

T = TypeVar("T", bound="AccountEvent")


@_attrs_define
class AccountEvent:
    """Something that happened to the account.

    Attributes:
        id (UUID):
        at (datetime.datetime):
        event (AccountEventKind): What happened to an account.
        address (None | str): Where the request came from.
        detail (None | str): What it was about, for people.
        number (int | None): Counts the security events, which the account's owner is told of; null for all else.
        request_id (None | str): The request that did it, as in its `X-Request-Id`; null for what is older than this
            member.
    """

    id: UUID
    at: datetime.datetime
    event: AccountEventKind
    address: None | str
    detail: None | str
    number: int | None
    request_id: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        at = self.at.isoformat().replace("+00:00", "Z")

        event: str = self.event

        address: None | str
        address = self.address

        detail: None | str
        detail = self.detail

        number: int | None
        number = self.number

        request_id: None | str
        request_id = self.request_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "at": at,
                "event": event,
                "address": address,
                "detail": detail,
                "number": number,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        event = check_account_event_kind(d.pop("event"))

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("address: not of a type that the contract allows")
            address_type_0 = data
            if not isinstance(address_type_0, str):
                raise TypeError("address_type_0: expected text")

            return address_type_0

        address = _parse_address(d.pop("address"))

        def _parse_detail(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("detail: not of a type that the contract allows")
            detail_type_0 = data
            if not isinstance(detail_type_0, str):
                raise TypeError("detail_type_0: expected text")

            return detail_type_0

        detail = _parse_detail(d.pop("detail"))

        def _parse_number(data: object) -> int | None:
            if data is None:
                return data
            number_type_0 = data
            if not (isinstance(number_type_0, int) and not isinstance(number_type_0, bool)):
                raise TypeError("number_type_0: expected a whole number")

            return number_type_0

        number = _parse_number(d.pop("number"))

        def _parse_request_id(data: object) -> None | str:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError("request_id: not of a type that the contract allows")
            request_id_type_0 = data
            if not isinstance(request_id_type_0, str):
                raise TypeError("request_id_type_0: expected text")

            return request_id_type_0

        request_id = _parse_request_id(d.pop("request_id"))

        _instance = cls(
            id=id,
            at=at,
            event=event,
            address=address,
            detail=detail,
            number=number,
            request_id=request_id,
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
