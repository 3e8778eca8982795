# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Weighing")


@_attrs_define
class Weighing:
    """A weighing with the athlete's own day: in a file, and in the list of all.

    Attributes:
        measured_at (datetime.datetime):
        weight_kg (float):
        body_fat_percent (float | None):
        body_water_percent (float | None):
        bone_mass_kg (float | None):
        muscle_mass_kg (float | None):
        visceral_fat_mass_kg (float | None):
        visceral_fat_rating (int | None):
        physique_rating (int | None):
        metabolic_age_years (int | None):
        bmi (float | None): The body mass index in kg/m², as the scale has it.
        basal_metabolism_kcal (float | None): Energy of a day at rest.
        active_metabolism_kcal (float | None): Energy of a day with its activity.
        date (datetime.date):
    """

    measured_at: datetime.datetime
    weight_kg: float
    body_fat_percent: float | None
    body_water_percent: float | None
    bone_mass_kg: float | None
    muscle_mass_kg: float | None
    visceral_fat_mass_kg: float | None
    visceral_fat_rating: int | None
    physique_rating: int | None
    metabolic_age_years: int | None
    bmi: float | None
    basal_metabolism_kcal: float | None
    active_metabolism_kcal: float | None
    date: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        measured_at = self.measured_at.isoformat().replace("+00:00", "Z")

        weight_kg = self.weight_kg

        body_fat_percent: float | None
        body_fat_percent = self.body_fat_percent

        body_water_percent: float | None
        body_water_percent = self.body_water_percent

        bone_mass_kg: float | None
        bone_mass_kg = self.bone_mass_kg

        muscle_mass_kg: float | None
        muscle_mass_kg = self.muscle_mass_kg

        visceral_fat_mass_kg: float | None
        visceral_fat_mass_kg = self.visceral_fat_mass_kg

        visceral_fat_rating: int | None
        visceral_fat_rating = self.visceral_fat_rating

        physique_rating: int | None
        physique_rating = self.physique_rating

        metabolic_age_years: int | None
        metabolic_age_years = self.metabolic_age_years

        bmi: float | None
        bmi = self.bmi

        basal_metabolism_kcal: float | None
        basal_metabolism_kcal = self.basal_metabolism_kcal

        active_metabolism_kcal: float | None
        active_metabolism_kcal = self.active_metabolism_kcal

        date = self.date.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "measured_at": measured_at,
                "weight_kg": weight_kg,
                "body_fat_percent": body_fat_percent,
                "body_water_percent": body_water_percent,
                "bone_mass_kg": bone_mass_kg,
                "muscle_mass_kg": muscle_mass_kg,
                "visceral_fat_mass_kg": visceral_fat_mass_kg,
                "visceral_fat_rating": visceral_fat_rating,
                "physique_rating": physique_rating,
                "metabolic_age_years": metabolic_age_years,
                "bmi": bmi,
                "basal_metabolism_kcal": basal_metabolism_kcal,
                "active_metabolism_kcal": active_metabolism_kcal,
                "date": date,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        measured_at = datetime.datetime.fromisoformat(d.pop("measured_at"))

        weight_kg = d.pop("weight_kg")
        if not (isinstance(weight_kg, (float, int)) and not isinstance(weight_kg, bool)):
            raise TypeError("weight_kg: expected a number")

        def _parse_body_fat_percent(data: object) -> float | None:
            if data is None:
                return data
            body_fat_percent_type_0 = data
            if not (
                isinstance(body_fat_percent_type_0, (float, int))
                and not isinstance(body_fat_percent_type_0, bool)
            ):
                raise TypeError("body_fat_percent_type_0: expected a number")

            return body_fat_percent_type_0

        body_fat_percent = _parse_body_fat_percent(d.pop("body_fat_percent"))

        def _parse_body_water_percent(data: object) -> float | None:
            if data is None:
                return data
            body_water_percent_type_0 = data
            if not (
                isinstance(body_water_percent_type_0, (float, int))
                and not isinstance(body_water_percent_type_0, bool)
            ):
                raise TypeError("body_water_percent_type_0: expected a number")

            return body_water_percent_type_0

        body_water_percent = _parse_body_water_percent(d.pop("body_water_percent"))

        def _parse_bone_mass_kg(data: object) -> float | None:
            if data is None:
                return data
            bone_mass_kg_type_0 = data
            if not (
                isinstance(bone_mass_kg_type_0, (float, int))
                and not isinstance(bone_mass_kg_type_0, bool)
            ):
                raise TypeError("bone_mass_kg_type_0: expected a number")

            return bone_mass_kg_type_0

        bone_mass_kg = _parse_bone_mass_kg(d.pop("bone_mass_kg"))

        def _parse_muscle_mass_kg(data: object) -> float | None:
            if data is None:
                return data
            muscle_mass_kg_type_0 = data
            if not (
                isinstance(muscle_mass_kg_type_0, (float, int))
                and not isinstance(muscle_mass_kg_type_0, bool)
            ):
                raise TypeError("muscle_mass_kg_type_0: expected a number")

            return muscle_mass_kg_type_0

        muscle_mass_kg = _parse_muscle_mass_kg(d.pop("muscle_mass_kg"))

        def _parse_visceral_fat_mass_kg(data: object) -> float | None:
            if data is None:
                return data
            visceral_fat_mass_kg_type_0 = data
            if not (
                isinstance(visceral_fat_mass_kg_type_0, (float, int))
                and not isinstance(visceral_fat_mass_kg_type_0, bool)
            ):
                raise TypeError("visceral_fat_mass_kg_type_0: expected a number")

            return visceral_fat_mass_kg_type_0

        visceral_fat_mass_kg = _parse_visceral_fat_mass_kg(d.pop("visceral_fat_mass_kg"))

        def _parse_visceral_fat_rating(data: object) -> int | None:
            if data is None:
                return data
            visceral_fat_rating_type_0 = data
            if not (
                isinstance(visceral_fat_rating_type_0, int)
                and not isinstance(visceral_fat_rating_type_0, bool)
            ):
                raise TypeError("visceral_fat_rating_type_0: expected a whole number")

            return visceral_fat_rating_type_0

        visceral_fat_rating = _parse_visceral_fat_rating(d.pop("visceral_fat_rating"))

        def _parse_physique_rating(data: object) -> int | None:
            if data is None:
                return data
            physique_rating_type_0 = data
            if not (
                isinstance(physique_rating_type_0, int)
                and not isinstance(physique_rating_type_0, bool)
            ):
                raise TypeError("physique_rating_type_0: expected a whole number")

            return physique_rating_type_0

        physique_rating = _parse_physique_rating(d.pop("physique_rating"))

        def _parse_metabolic_age_years(data: object) -> int | None:
            if data is None:
                return data
            metabolic_age_years_type_0 = data
            if not (
                isinstance(metabolic_age_years_type_0, int)
                and not isinstance(metabolic_age_years_type_0, bool)
            ):
                raise TypeError("metabolic_age_years_type_0: expected a whole number")

            return metabolic_age_years_type_0

        metabolic_age_years = _parse_metabolic_age_years(d.pop("metabolic_age_years"))

        def _parse_bmi(data: object) -> float | None:
            if data is None:
                return data
            bmi_type_0 = data
            if not (isinstance(bmi_type_0, (float, int)) and not isinstance(bmi_type_0, bool)):
                raise TypeError("bmi_type_0: expected a number")

            return bmi_type_0

        bmi = _parse_bmi(d.pop("bmi"))

        def _parse_basal_metabolism_kcal(data: object) -> float | None:
            if data is None:
                return data
            basal_metabolism_kcal_type_0 = data
            if not (
                isinstance(basal_metabolism_kcal_type_0, (float, int))
                and not isinstance(basal_metabolism_kcal_type_0, bool)
            ):
                raise TypeError("basal_metabolism_kcal_type_0: expected a number")

            return basal_metabolism_kcal_type_0

        basal_metabolism_kcal = _parse_basal_metabolism_kcal(d.pop("basal_metabolism_kcal"))

        def _parse_active_metabolism_kcal(data: object) -> float | None:
            if data is None:
                return data
            active_metabolism_kcal_type_0 = data
            if not (
                isinstance(active_metabolism_kcal_type_0, (float, int))
                and not isinstance(active_metabolism_kcal_type_0, bool)
            ):
                raise TypeError("active_metabolism_kcal_type_0: expected a number")

            return active_metabolism_kcal_type_0

        active_metabolism_kcal = _parse_active_metabolism_kcal(d.pop("active_metabolism_kcal"))

        date = datetime.date.fromisoformat(d.pop("date"))

        _instance = cls(
            measured_at=measured_at,
            weight_kg=weight_kg,
            body_fat_percent=body_fat_percent,
            body_water_percent=body_water_percent,
            bone_mass_kg=bone_mass_kg,
            muscle_mass_kg=muscle_mass_kg,
            visceral_fat_mass_kg=visceral_fat_mass_kg,
            visceral_fat_rating=visceral_fat_rating,
            physique_rating=physique_rating,
            metabolic_age_years=metabolic_age_years,
            bmi=bmi,
            basal_metabolism_kcal=basal_metabolism_kcal,
            active_metabolism_kcal=active_metabolism_kcal,
            date=date,
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
