# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ServerInfo")


@_attrs_define
class ServerInfo:
    """What this server is and what it can do.

    Attributes:
        server_version (str):
        contract_version (str): The version of this contract, semantic (`info.version`).
        features (list[str]):
    """

    server_version: str
    contract_version: str
    features: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        server_version = self.server_version

        contract_version = self.contract_version

        features = self.features

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "server_version": server_version,
                "contract_version": contract_version,
                "features": features,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        server_version = d.pop("server_version")
        if not isinstance(server_version, str):
            raise TypeError("server_version: expected text")

        contract_version = d.pop("contract_version")
        if not isinstance(contract_version, str):
            raise TypeError("contract_version: expected text")

        features = []
        _features = d.pop("features")
        if not isinstance(_features, list):
            raise TypeError("features: expected a list")
        for features_item_data in _features:
            features_item = features_item_data
            if not isinstance(features_item, str):
                raise TypeError("features_item: expected text")

            features.append(features_item)

        _instance = cls(
            server_version=server_version,
            contract_version=contract_version,
            features=features,
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
