# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LoadDay")


@_attrs_define
class LoadDay:
    """A day without an activity has a load of zero.

    Attributes:
        date (datetime.date):
        load (float):
        fitness (float): Of the evening (CTL): weighted over 42 days.
        fatigue (float): Of the evening (ATL): weighted over 7 days.
        form (float): Of the morning (TSB): fitness less fatigue of the day before.
    """

    date: datetime.date
    load: float
    fitness: float
    fatigue: float
    form: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date = self.date.isoformat()

        load = self.load

        fitness = self.fitness

        fatigue = self.fatigue

        form = self.form

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "load": load,
                "fitness": fitness,
                "fatigue": fatigue,
                "form": form,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        date = datetime.date.fromisoformat(d.pop("date"))

        load = d.pop("load")
        if not (isinstance(load, (float, int)) and not isinstance(load, bool)):
            raise TypeError("load: expected a number")

        fitness = d.pop("fitness")
        if not (isinstance(fitness, (float, int)) and not isinstance(fitness, bool)):
            raise TypeError("fitness: expected a number")

        fatigue = d.pop("fatigue")
        if not (isinstance(fatigue, (float, int)) and not isinstance(fatigue, bool)):
            raise TypeError("fatigue: expected a number")

        form = d.pop("form")
        if not (isinstance(form, (float, int)) and not isinstance(form, bool)):
            raise TypeError("form: expected a number")

        _instance = cls(
            date=date,
            load=load,
            fitness=fitness,
            fatigue=fatigue,
            form=form,
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
