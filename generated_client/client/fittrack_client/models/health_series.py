# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.metric import Metric, check_metric

if TYPE_CHECKING:
    from ..models.health_point import HealthPoint


T = TypeVar("T", bound="HealthSeries")


@_attrs_define
class HealthSeries:
    """How a value went over one of the athlete's own days. Readings of HRV belong to the day of waking.

    Attributes:
        date (datetime.date):
        metric (Metric): What a series is of: `heart_rate` in beats a minute, `stress` and `body_battery` from 0 to 100,
            `respiration` in breaths a minute, `spo2` in percent, `hrv` in milliseconds.
        points (list[HealthPoint]):
    """

    date: datetime.date
    metric: Metric
    points: list[HealthPoint]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date = self.date.isoformat()

        metric: str = self.metric

        points = []
        for points_item_data in self.points:
            points_item = points_item_data.to_dict()
            points.append(points_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "metric": metric,
                "points": points,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.health_point import HealthPoint

        d = dict(src_dict)
        date = datetime.date.fromisoformat(d.pop("date"))

        metric = check_metric(d.pop("metric"))

        points = []
        _points = d.pop("points")
        if not isinstance(_points, list):
            raise TypeError("points: expected a list")
        for points_item_data in _points:
            points_item = HealthPoint.from_dict(points_item_data)

            points.append(points_item)

        _instance = cls(
            date=date,
            metric=metric,
            points=points,
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
