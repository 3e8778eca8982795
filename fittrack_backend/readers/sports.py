"""Sports by the names of the FIT profile, from the words that other formats use.

The words are those of Garmin Connect's activity types and of Strava's sport types, and what other apps
write into TCX and GPX. How a word is spelt does not matter: `EBikeRide`, `e_bike_ride` and
`E-Bike Ride` are one.
"""

from __future__ import annotations

import re
from functools import cache

from garmin_fit_sdk.profile import Profile

GENERIC = "generic"
"""The sport of an activity of which nothing more is known (FIT profile: `sport` 0)."""

_NOTHING = frozenset({"", "other", "unknown", "generic", "uncategorized", "default", "none"})

_WORDS = """
run, jogging, jog: running
street run, street running, road running: running/street
track running: running/track
trail run, trail running: running/trail
treadmill running, treadmill: running/treadmill
indoor running: running/indoor_running
virtual run, virtual running: running/virtual_activity
ultra run, ultra running: running/ultra
obstacle run, obstacle racing: running/obstacle
adventure race, adventure racing: running/adventure_race

ride, bike, biking, bicycling, cycle, bike ride, velomobile: cycling
road biking, road cycling, road bike: cycling/road
mountain biking, mountain bike, mountain bike ride, mtb: cycling/mountain
downhill biking, downhill cycling: cycling/downhill
gravel cycling, gravel ride, gravel biking: cycling/gravel_cycling
indoor cycling, indoor biking: cycling/indoor_cycling
virtual ride, virtual cycling: cycling/virtual_activity
spin, spinning: cycling/spin
bmx: cycling/bmx
cyclocross: cycling/cyclocross
enduro mtb: cycling/enduro
recumbent cycling: cycling/recumbent
track cycling: cycling/track_cycling
bike commuting, commuting: cycling/commuting
hand cycling, handcycle: cycling/hand_cycling
indoor hand cycling: cycling/indoor_hand_cycling
e bike, e bike ride, e biking: e_biking
e bike fitness: e_biking/e_bike_fitness
e bike mountain, e mountain bike ride: e_biking/e_bike_mountain
e enduro mtb: e_biking/e_bike_enduro

swim: swimming
lap swimming, pool swim, pool swimming: swimming/lap_swimming
open water swimming, open water swim: swimming/open_water
swimrun, swim run: multisport/swim_run

walk: walking
casual walking: walking/casual_walking
speed walking: walking/speed_walking
indoor walking: walking/indoor_walking
hike: hiking
rucking, ruck: hiking/rucking
mountaineering: mountaineering
wheelchair: wheelchair_push_walk

fitness, cardio, indoor cardio, cardio training, crossfit: training/cardio_training
workout, gym: training
strength training, weight training, weightlifting: training/strength_training
flexibility training, stretching: training/flexibility_training
physical therapy: training/exercise
yoga: training/yoga
pilates: training/pilates
breathwork, breathing: training/breathing
high intensity interval training: hiit
elliptical: fitness_equipment/elliptical
stair climbing, stair stepper, stair climber: fitness_equipment/stair_climbing
indoor rowing, virtual row: rowing/indoor_rowing
mobility: mobility
skipping, rope skipping: jump_rope

row: rowing
kayak: kayaking
whitewater rafting kayaking, whitewater: rafting/whitewater
canoe: canoeing
sup, stand up paddling, stand up paddle, stand up paddleboard: stand_up_paddleboarding
surf: surfing
kitesurf, kite surf, kite surfing: kitesurfing
windsurf: windsurfing
wind kite surfing: windsurfing
sail: sailing
sail race: sailing/sail_race
waterskiing: water_skiing
offshore grinding: grinding
onshore grinding: grinding
scuba, scuba diving: diving
apnea diving, freediving: diving/apnea_diving
apnea hunting: diving/apnea_hunting
single gas diving: diving/single_gas_diving
multi gas diving: diving/multi_gas_diving
gauge diving: diving/gauge_diving
ccr diving: diving/ccr_diving

alpine ski, downhill skiing, skiing, ski: alpine_skiing
resort skiing snowboarding, resort skiing: alpine_skiing/resort
backcountry ski, backcountry skiing, backcountry skiing snowboarding: alpine_skiing/backcountry
snowboard: snowboarding
resort snowboarding: snowboarding/resort
backcountry snowboarding: snowboarding/backcountry
nordic ski, cross country ski, roller ski: cross_country_skiing
skate skiing: cross_country_skiing/skate_skiing
snowshoe, snow shoe: snowshoeing
skating, ice skate: ice_skating
inline skate, skateboard, skateboarding, roller skating: inline_skating
winter sports: winter_sport

rock climbing, climbing: rock_climbing
indoor climbing: rock_climbing/indoor_climbing
bouldering: rock_climbing/bouldering

racket sports: racket
badminton: racket/badminton
padel: racket/padel
pickleball: racket/pickleball
platform tennis: racket/platform
racquetball: racket/racquetball
squash: racket/squash
table tennis: racket/table_tennis
team sports: team_sport
field hockey: hockey/field
ice hockey: hockey/ice
softball: baseball
ultimate disc, ultimate frisbee: team_sport/ultimate
football: soccer
golfing: golf
dancing: dance
hang gliding paragliding: hang_gliding

multi sport, multisport: multisport
triathlon: multisport/triathlon
duathlon: multisport/duathlon
bike to run transition: transition/bike_to_run_transition
run to bike transition: transition/run_to_bike_transition
swim to bike transition: transition/swim_to_bike_transition

auto racing: driving
motorcycle: motorcycling
atv: motorcycling/atv
motocross: motorcycling/motocross
overland: driving/overland
rc drone: flying/rc_drone
horse riding: horseback_riding
para sports: para_sport
wheelchair run: wheelchair_push_run
"""
"""Words, and what they mean as `sport` or `sport/sub_sport`."""

_STRAVA_NUMBERS = {
    "1": "cycling",
    "2": "alpine_skiing",
    "4": "hiking",
    "9": "running",
    "10": "walking",
    "16": "swimming",
}
"""What Strava writes as the type of a GPX track, as far as it is known."""

_SUFFIX = re.compile(r"_(v2|ws)$")
"""Garmin Connect's, of newer types and of winter sports."""
_LIMIT = 40


def sport_of(text: str | None) -> tuple[str, str | None]:
    """The sport and sub-sport that `text` means.

    A word that is not known is kept as a plain snake_case name; no word, a number that is not known,
    and words that say nothing ("other") are `generic`.
    """
    words = re.sub(r"([a-z])([A-Z])|(?<=[A-Z])([A-Z][a-z])", r"\1_\2\3", (text or "")[:200])
    slug = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    slug = _SUFFIX.sub("", slug)[:_LIMIT].rstrip("_")
    if slug.isdigit():
        return _STRAVA_NUMBERS.get(slug, GENERIC), None
    if slug in _NOTHING:
        return GENERIC, None
    return _known().get(_key(slug), (slug, None))


def word_for(sport: str, sub_sport: str | None) -> str:
    """A word that `sport_of` takes for this sport and sub-sport; for the sport alone where there is none."""
    return _words_by_meaning().get((sport, sub_sport), sport)


def _key(words: str) -> str:
    """What is the same for all spellings of a word."""
    return re.sub(r"[^a-z0-9]", "", words)


@cache
def _known() -> dict[str, tuple[str, str | None]]:
    known: dict[str, tuple[str, str | None]] = {
        _key(sport): (sport, None) for sport in Profile["types"]["sport"].values()
    }
    for line in filter(None, _WORDS.splitlines()):
        words, _, meaning = line.partition(": ")
        sport, _, sub_sport = meaning.partition("/")
        known |= {_key(word): (sport, sub_sport or None) for word in words.split(", ")}
    return known


@cache
def _words_by_meaning() -> dict[tuple[str, str | None], str]:
    found: dict[tuple[str, str | None], str] = {}
    for line in filter(None, _WORDS.splitlines()):
        words, _, meaning = line.partition(": ")
        sport, _, sub_sport = meaning.partition("/")
        if sub_sport:
            found.setdefault((sport, sub_sport), words.partition(", ")[0].replace(" ", "_"))
    return found
