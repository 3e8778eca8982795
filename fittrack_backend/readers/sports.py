"""Sports by the names of the FIT profile, from the words that other formats use."""

from __future__ import annotations

import re

_WORDS: dict[str, tuple[str, str | None]] = {
    "run": ("running", None),
    "jogging": ("running", None),
    "trail_running": ("running", "trail"),
    "trail_run": ("running", "trail"),
    "treadmill_running": ("running", "treadmill"),
    "track_running": ("running", "track"),
    "street_running": ("running", "street"),
    "virtual_run": ("running", "virtual_activity"),
    "biking": ("cycling", None),
    "bike": ("cycling", None),
    "bicycling": ("cycling", None),
    "ride": ("cycling", None),
    "cycle": ("cycling", None),
    "road_biking": ("cycling", "road"),
    "road_cycling": ("cycling", "road"),
    "mountain_biking": ("cycling", "mountain"),
    "mountain_bike_ride": ("cycling", "mountain"),
    "mtb": ("cycling", "mountain"),
    "gravel_cycling": ("cycling", "gravel_cycling"),
    "gravel_ride": ("cycling", "gravel_cycling"),
    "indoor_cycling": ("cycling", "indoor_cycling"),
    "virtual_ride": ("cycling", "virtual_activity"),
    "e_bike_ride": ("e_biking", None),
    "e_bike": ("e_biking", None),
    "swim": ("swimming", None),
    "lap_swimming": ("swimming", "lap_swimming"),
    "open_water_swimming": ("swimming", "open_water"),
    "walk": ("walking", None),
    "hike": ("hiking", None),
    "row": ("rowing", None),
    "kayak": ("kayaking", None),
    "nordic_ski": ("cross_country_skiing", None),
    "cross_country_ski": ("cross_country_skiing", None),
    "alpine_ski": ("alpine_skiing", None),
    "snowboard": ("snowboarding", None),
    "snowshoe": ("snowshoeing", None),
    "inline_skate": ("inline_skating", None),
    "ice_skate": ("ice_skating", None),
    "golfing": ("golf", None),
    "sup": ("stand_up_paddleboarding", None),
    "stand_up_paddling": ("stand_up_paddleboarding", None),
    "surf": ("surfing", None),
    "workout": ("training", None),
}

_STRAVA_NUMBERS = {
    "1": "cycling",
    "2": "alpine_skiing",
    "4": "hiking",
    "9": "running",
    "10": "walking",
    "16": "swimming",
}
"""What Strava writes as the type of a GPX track, as far as it is known."""

_LIMIT = 40


def sport_of(text: str | None) -> tuple[str, str | None]:
    """The sport and sub-sport that `text` means.

    A word that is not known is kept as a plain snake_case name, and nothing is `generic`.
    """
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", (text or "")[:200])
    slug = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:_LIMIT].rstrip("_")
    if slug.isdigit():
        return _STRAVA_NUMBERS.get(slug, "generic"), None
    return _WORDS.get(slug, (slug or "generic", None))
