# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.contract_info import ContractInfo
    from ..models.contract_paths import ContractPaths


T = TypeVar("T", bound="Contract")


@_attrs_define
class Contract:
    """An OpenAPI 3.1 document; only what every reader needs is described here.

    Attributes:
        openapi (str): The version of OpenAPI that it is written in.
        info (ContractInfo): What it is; `version` is the contract's own.
        paths (ContractPaths): The operations, by path and method.
    """

    openapi: str
    info: ContractInfo
    paths: ContractPaths
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        openapi = self.openapi

        info = self.info.to_dict()

        paths = self.paths.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "openapi": openapi,
                "info": info,
                "paths": paths,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.contract_info import ContractInfo
        from ..models.contract_paths import ContractPaths

        d = dict(src_dict)
        openapi = d.pop("openapi")
        if not isinstance(openapi, str):
            raise TypeError("openapi: expected text")

        info = ContractInfo.from_dict(d.pop("info"))

        paths = ContractPaths.from_dict(d.pop("paths"))

        _instance = cls(
            openapi=openapi,
            info=info,
            paths=paths,
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
