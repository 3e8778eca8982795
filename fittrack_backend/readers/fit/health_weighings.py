"""Weighings in FIT files (message `weight_scale`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.health_days import Days
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.as_json import made
from fittrack_backend.records.weighings import Weighing

_GIVES: Mapping[str, tuple[str, Callable[[Message, str], float | int | None]]] = {
    "body_fat_percent": ("percent_fat", of.amount),
    "body_water_percent": ("percent_hydration", of.amount),
    "bone_mass_kg": ("bone_mass", of.amount),
    "muscle_mass_kg": ("muscle_mass", of.amount),
    "visceral_fat_mass_kg": ("visceral_fat_mass", of.amount),
    "visceral_fat_rating": ("visceral_fat_rating", of.whole),
    "physique_rating": ("physique_rating", of.whole),
    "metabolic_age_years": ("metabolic_age", of.whole),
    "bmi": ("bmi", of.amount),
    "basal_metabolism_kcal": ("basal_met", of.amount),
    "active_metabolism_kcal": ("active_met", of.amount),
}
"""By the fields of `BodyComposition`: the message's field, and what takes its value out."""
WANTED = {"weight_scale": ("timestamp", "weight", *(given for given, _ in _GIVES.values()))}

_MOST_WEIGHTS = 100_000
_WEIGHING = 655.34
"""The scale's way of saying that it is still measuring (0xFFFE)."""


@define
class WeighingBook:
    """Collects weighings."""

    days: Days
    _told: list[tuple[int, dict[str, object]]] = field(factory=list, init=False)

    def take(self, message: Message) -> None:
        """One weighing."""
        time, weight = of.seconds(message, "timestamp"), of.amount(message, "weight")
        if time is None or not weight or weight >= _WEIGHING:
            return
        if len(self._told) >= _MOST_WEIGHTS:
            self.days.part.limit = f"{_MOST_WEIGHTS:,} weights"
            return
        values: dict[str, object] = {"weight_kg": weight}
        for name, (given, take) in _GIVES.items():
            value = take(message, given)
            if value is not None:
                values[name] = value
        self._told.append((time, values))

    def records(self) -> list[Weighing]:
        """The weighings, each on its local day."""
        return [
            made(
                Weighing,
                {"measured_at": of.moment(time), "date": self.days.date(time), **values},
            )
            for time, values in self._told
        ]
