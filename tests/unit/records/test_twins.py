"""Recordings of one activity are found, whatever the order, and near ones stay apart."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from attrs import evolve

from fittrack_backend.records import twins as rules
from fittrack_backend.records.positions import Area, haversine_m
from fittrack_backend.records.twins import Span, activities_of, are_twins, is_same_sport
from tests.unit.records.labelled import activity, again, later, near_pairs, twins

GROUPS = list(twins())
NEAR = list(near_pairs())


def grouped(recordings: Iterable[Span]) -> list[tuple[Span, ...]]:
    """What becomes of recordings that come one after the other."""
    activities: list[tuple[Span, ...]] = []
    for recording in recordings:
        found = activities_of(recording, activities)
        joined = tuple(span for number in found for span in activities[number])
        activities = [spans for number, spans in enumerate(activities) if number not in found]
        activities.append((recording, *joined))
    return activities


def test_recordings_of_one_activity_are_one() -> None:
    missed = [group.kind for group in GROUPS if len(grouped(group.recordings)) != 1]
    recall = 1 - len(missed) / len(GROUPS)
    assert recall >= 0.99, missed


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    for group in GROUPS:
        shuffled = list(group.recordings)
        random.Random(seed).shuffle(shuffled)
        assert len(grouped(shuffled)) == len(grouped(group.recordings)), group.kind


def test_near_activities_stay_apart() -> None:
    merged = [pair.kind for pair in NEAR if are_twins(pair.one, pair.other)]
    assert not merged


def test_the_relation_is_symmetric() -> None:
    for group in GROUPS:
        for one, other in itertools.combinations(group.recordings, 2):
            assert are_twins(one, other) == are_twins(other, one)
    for pair in NEAR:
        assert are_twins(pair.one, pair.other) == are_twins(pair.other, pair.one)


def test_the_set_has_enough_of_each_kind() -> None:
    assert len(GROUPS) == len(NEAR) == 300
    assert min(sum(pair.kind == kind for pair in NEAR) for kind in {p.kind for p in NEAR}) >= 30


def test_of_two_tracks_in_a_file_each_finds_its_own_twin() -> None:
    """The file is exported twice; both tracks begin in the same second."""
    ann = evolve(activity(random.Random(1), 1), name="Ann", elapsed_s=1200.0, distance_m=4000.0)
    ben = evolve(ann, name="Ben", elapsed_s=900.0, distance_m=3000.0)
    other = [evolve(ben, file="again"), evolve(ann, file="again")]
    for order in itertools.permutations(other):
        found = grouped([ann, ben, *order])
        assert sorted({span.name for span in spans} == {"Ann"} for spans in found) == [False, True]
        assert all(len(spans) == 2 and len({span.name for span in spans}) == 1 for spans in found)


def test_one_without_any_time_is_its_equal_only() -> None:
    span = evolve(activity(random.Random(2), 1), elapsed_s=0.0)
    assert are_twins(span, again(span, "copy"))
    assert not are_twins(span, later(span, 5, "copy"))
    assert not are_twins(span, again(span, "long", elapsed_s=3600.0))


def test_the_files_of_two_devices_that_overlap_for_seconds_are_two() -> None:
    """A watch and a bike computer, each tried out for a minute (real files)."""
    noon = dt.datetime(2017, 6, 12, 16, 9, 22, tzinfo=dt.UTC)
    watch = Span("watch", noon, 60.36, "cycling")
    computer = Span("computer", noon + dt.timedelta(seconds=53), 64.52, "cycling")
    assert not are_twins(watch, computer)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("running", "running", True),
        ("running", "generic", True),
        ("hiking", "walking", True),
        ("cycling", "e_biking", True),
        ("running", "cycling", False),
        ("swimming", "running", False),
        ("basket_weaving", "generic", True),
    ],
)
def test_sports_that_can_be_the_same(one: str, other: str, same: bool) -> None:
    assert is_same_sport(one, other) == is_same_sport(other, one) == same


def test_areas_are_never_further_apart_than_what_lies_in_them() -> None:
    chance = random.Random(8)
    for _ in range(300):
        lat, lon, width = chance.uniform(-89, 89), chance.uniform(-180, 180), chance.uniform(0, 200)
        some, others = (
            [
                (max(-90.0, min(90.0, lat + chance.uniform(-9, 9))), _east(lon + off, chance))
                for _ in range(3)
            ]
            for off in (0.0, width)
        )
        nearest = min(haversine_m(one, other) for one in some for other in others)
        assert Area.of(some).least_m(Area.of(others)) <= nearest + 0.001
        assert Area.of(others).least_m(Area.of(some)) <= nearest + 0.001
    assert Area.of([(47.0, 8.0)]).least_m(Area.of([(47.0, 9.0)])) == pytest.approx(75_833, rel=0.01)


def _east(lon: float, chance: random.Random) -> float:
    """A longitude near another one, from -180 to 180."""
    return (lon + chance.uniform(-9, 9) + 180) % 360 - 180


def test_many_that_are_far_apart_cost_a_look_at_each_and_not_at_each_place_of_each_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = itertools.count()

    def counted(one: tuple[float, float], other: tuple[float, float]) -> float:
        next(asked)
        return haversine_m(one, other)

    first = activity(random.Random(1), 1, most_s=5_000)
    assert first.places
    begun = first.places[0].lat
    spans = [
        evolve(
            first,
            file=str(number),
            places=tuple(replace(one, lat=one.lat - begun + number) for one in first.places),
        )
        for number in range(60)
    ]
    monkeypatch.setattr(rules, "haversine_m", counted)
    assert len(grouped(spans)) == len(spans)
    assert next(asked) <= sum(len(span.places) for span in spans)
