# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.athlete_settings import AthleteSettings
    from ..models.athlete_then import AthleteThen


T = TypeVar("T", bound="AthleteView")


@_attrs_define
class AthleteView:
    """What is known of an athlete: their own settings, and what counts today.

    Attributes:
        settings (list[AthleteSettings]): The earliest first. Of each value the last that was set up to a day counts on
            that day.
        today (AthleteThen): The values by which an activity was judged, and where each is from.
    """

    settings: list[AthleteSettings]
    today: AthleteThen
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        settings = []
        for settings_item_data in self.settings:
            settings_item = settings_item_data.to_dict()
            settings.append(settings_item)

        today = self.today.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "settings": settings,
                "today": today,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.athlete_settings import AthleteSettings
        from ..models.athlete_then import AthleteThen

        d = dict(src_dict)
        settings = []
        _settings = d.pop("settings")
        if not isinstance(_settings, list):
            raise TypeError("settings: expected a list")
        for settings_item_data in _settings:
            settings_item = AthleteSettings.from_dict(settings_item_data)

            settings.append(settings_item)

        today = AthleteThen.from_dict(d.pop("today"))

        _instance = cls(
            settings=settings,
            today=today,
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
