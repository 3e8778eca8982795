# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.overview_row import OverviewRow


T = TypeVar("T", bound="SyncOverview")


@_attrs_define
class SyncOverview:
    """How complete everything is: a row for each connected source and type.

    Attributes:
        rows (list[OverviewRow]):
        warnings (list[str]): What the account's owner should see to, such as a key that ends within a week or was
            refused.
        samples_to_come (int): Activities whose samples are still to be read in the background. Whoever asks for them
            has them before.
    """

    rows: list[OverviewRow]
    warnings: list[str]
    samples_to_come: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        warnings = self.warnings

        samples_to_come = self.samples_to_come

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rows": rows,
                "warnings": warnings,
                "samples_to_come": samples_to_come,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.overview_row import OverviewRow

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        if not isinstance(_rows, list):
            raise TypeError("rows: expected a list")
        for rows_item_data in _rows:
            rows_item = OverviewRow.from_dict(rows_item_data)

            rows.append(rows_item)

        warnings = []
        _warnings = d.pop("warnings")
        if not isinstance(_warnings, list):
            raise TypeError("warnings: expected a list")
        for warnings_item_data in _warnings:
            warnings_item = warnings_item_data
            if not isinstance(warnings_item, str):
                raise TypeError("warnings_item: expected text")

            warnings.append(warnings_item)

        samples_to_come = d.pop("samples_to_come")
        if not (isinstance(samples_to_come, int) and not isinstance(samples_to_come, bool)):
            raise TypeError("samples_to_come: expected a whole number")

        _instance = cls(
            rows=rows,
            warnings=warnings,
            samples_to_come=samples_to_come,
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
