"""Weighings: what a scale measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fittrack_backend.records.fields import Means, Record


@dataclass(frozen=True, kw_only=True)
class BodyComposition(Record):
    """What a scale with electrodes works out (FIT `weight_scale`)."""

    body_fat_percent: Annotated[float | None, Means(example=18.3)] = None
    body_water_percent: Annotated[float | None, Means(example=55.1)] = None
    bone_mass_kg: Annotated[float | None, Means(example=3.2)] = None
    muscle_mass_kg: Annotated[float | None, Means(example=34.5)] = None
    visceral_fat_mass_kg: Annotated[float | None, Means(example=None)] = None
    visceral_fat_rating: Annotated[int | None, Means(example=7)] = None
    physique_rating: Annotated[int | None, Means(example=5)] = None
    metabolic_age_years: Annotated[int | None, Means(example=33)] = None
    bmi: Annotated[
        float | None, Means(text="The body mass index in kg/m², as the scale has it.", example=22.5)
    ] = None
    basal_metabolism_kcal: Annotated[
        float | None, Means(text="Energy of a day at rest.", example=1650.0)
    ] = None
    active_metabolism_kcal: Annotated[
        float | None, Means(text="Energy of a day with its activity.", example=2310.0)
    ] = None


@dataclass(frozen=True)
class Weighed(Record):
    """When something was weighed, and how heavy it was."""

    measured_at: Annotated[dt.datetime, Means(example="2026-03-01T06:02:10Z")]
    weight_kg: Annotated[float, Means(example=71.4)]


@dataclass(frozen=True)
class Weight(BodyComposition, Weighed):  # the last base's fields come first
    """One weighing."""


@dataclass(frozen=True, kw_only=True)
class Weighing(Weight):
    """A weighing with the athlete's own day: in a file, and in the list of all."""

    date: Annotated[dt.date, Means(example="2026-03-01")]
