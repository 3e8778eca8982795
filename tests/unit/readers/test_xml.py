"""TCX and GPX: what is read, what is refused, what is saved of a damaged file.

It has more than 400 lines, since both formats go through one parser, and most tests ask both.
"""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc

import pytest
from garmin_fit_sdk.profile import Profile

from fittrack_backend.readers import NothingToSave, read, sniff
from fittrack_backend.readers.sports import sport_of
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.measures import SessionMeasures

NOON = dt.datetime(2024, 5, 1, 12, 0, tzinfo=dt.UTC)

BILLION_LAUGHS = (
    '<!DOCTYPE gpx [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
LOOSE = "the XML has an & that it may not have: it was read as text"
EXTERNAL = '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def point(second: int, east: float = 0.0, extra: str = "") -> str:
    time = (NOON + dt.timedelta(seconds=second)).isoformat()
    return f'<trkpt lat="52.0" lon="{4 + east}"><time>{time}</time>{extra}</trkpt>'


def gpx(track: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"'
        f' creator="Someone">{track}</gpx>'
    ).encode()


def lap(second: int, body: str = "", **values: float) -> str:
    time = (NOON + dt.timedelta(seconds=second)).isoformat()
    names = {"seconds": "TotalTimeSeconds", "metres": "DistanceMeters", "kcal": "Calories"}
    totals = "".join(f"<{names[k]}>{v}</{names[k]}>" for k, v in values.items())
    return f'<Lap StartTime="{time}">{totals}{body}</Lap>'


def average(bpm: int, most: int) -> str:
    return (
        f"<AverageHeartRateBpm><Value>{bpm}</Value></AverageHeartRateBpm>"
        f"<MaximumHeartRateBpm><Value>{most}</Value></MaximumHeartRateBpm>"
    )


def tcx(*activities: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<TrainingCenterDatabase'
        ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        + "".join(activities)
        + "</Activities></TrainingCenterDatabase>"
    ).encode()


def one(data: bytes, format: str) -> Recording:
    (activity,) = read(data, format).activities
    return activity


@pytest.mark.parametrize("document_type", [BILLION_LAUGHS, EXTERNAL])
@pytest.mark.parametrize("format", ["gpx", "tcx"])
def test_entities_and_document_types_are_refused(document_type: str, format: str) -> None:
    track = f"<trk><name>&j;</name><trkseg>{point(0)}{point(5)}</trkseg></trk>"
    data = gpx(track, document_type) if format == "gpx" else tcx("&j;", before=document_type)
    with pytest.raises(NothingToSave) as caught:
        read(data, format)
    assert caught.value.reason == "the XML file declares entities, which is refused"


def test_gpx_sums_up_by_segments() -> None:
    heart = (
        '<extensions><x:TrackPointExtension xmlns:x="http://www.garmin.com/xmlschemas/'
        'TrackPointExtension/v2"><x:hr>{}</x:hr></x:TrackPointExtension></extensions>'
    )
    first = point(0, 0.0, heart.format(120)) + point(60, 0.01, heart.format(140))
    second = point(100, 0.05) + point(130, 0.06)
    track = f"<trk><name> Loop </name><type>biking</type><trkseg>{first}</trkseg>"
    activity = one(gpx(f"{track}<trkseg>{second}</trkseg></trk>"), "gpx")
    assert (activity.start_time, activity.sport, activity.name) == (NOON, "cycling", "Loop")
    assert (activity.elapsed_s, activity.timer_s) == (130.0, 90.0)
    assert activity.distance_m == pytest.approx(2 * 684.58, abs=0.1)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (130, 140)
    assert activity.device == "Someone"


def test_gpx_10_and_other_prefixes() -> None:
    body = f"<trk><trkseg>{point(0)}{point(9)}</trkseg></trk>"
    plain = f'<gpx version="1.0">{body}</gpx>'
    prefixed = plain.replace("</", "</g:").replace("<", "<g:").replace("<g:/g:", "</g:")
    prefixed = prefixed.replace("<g:gpx", '<g:gpx xmlns:g="http://www.topografix.com/GPX/1/0"')
    for text in (plain, prefixed):
        assert one(text.encode(), "gpx").elapsed_s == 9.0
    utf_16 = f'<?xml version="1.0" encoding="UTF-16"?>{plain}'.encode("utf-16")
    assert one(utf_16, "gpx").elapsed_s == 9.0


@pytest.mark.parametrize("length", [200, 201, 20_000])
def test_what_is_left_out_of_a_long_text_is_said(length: int) -> None:
    name = "x" * length
    track = f"<trk><name> {name} </name><trkseg>{point(0)}{point(9)}</trkseg></trk>"
    lap = f"<Lap><TotalTimeSeconds>9</TotalTimeSeconds></Lap><Notes>{name}\nand more</Notes>"
    activity = f'<Activity Sport="Running"><Id>{NOON:%Y-%m-%dT%H:%M:%SZ}</Id>{lap}</Activity>'
    said = "its name has more than 200 characters: the rest was left out"
    for found in (one(gpx(track), "gpx"), one(tcx(activity), "tcx")):
        assert (found.name, found.remarks) == ("x" * 200, (said,) if length > 200 else ())
    notes = f"<Workout Sport='Running'><Name>{name}</Name><Notes>{name}</Notes></Workout>"
    workouts = f"<TrainingCenterDatabase><Workouts>{notes}</Workouts></TrainingCenterDatabase>"
    damage = [said.replace("its name", "its workout's name")] if length > 200 else []
    if length > 2_000:
        damage.append(
            "its workout's description has more than 2,000 characters: the rest was left out"
        )
    assert read(workouts.encode(), "tcx").damage == tuple(damage)


def test_what_is_left_out_of_long_names_of_devices_and_steps_is_said() -> None:
    name = "x" * 201
    said = "its device's name has more than 200 characters: the rest was left out"
    track = f"<trk><trkseg>{point(0)}{point(9)}</trkseg></trk>"
    of_gpx = read(gpx(track).replace(b"Someone", name.encode()), "gpx")
    assert (of_gpx.activities[0].device, of_gpx.damage) == ("x" * 200, (said,))
    lap = "<Lap><TotalTimeSeconds>9</TotalTimeSeconds></Lap>"
    creator = f"<Creator><Name>{name}</Name></Creator>"
    found = one(
        tcx(
            f'<Activity Sport="Running"><Id>{NOON:%Y-%m-%dT%H:%M:%SZ}</Id>{lap}{creator}</Activity>'
        ),
        "tcx",
    )
    assert (found.device, found.remarks) == ("x" * 200, (said,))
    step = f"<Step><Name>{name}</Name></Step>"
    workouts = f"<Workouts><Workout Sport='Running'><Name>a</Name>{step}</Workout></Workouts>"
    planned = read(f"<TrainingCenterDatabase>{workouts}</TrainingCenterDatabase>".encode(), "tcx")
    assert planned.damage == (said.replace("device", "step"),)


@pytest.mark.parametrize("blanks", [900, 100_000])
def test_a_name_after_many_blanks_is_read(blanks: int) -> None:
    track = f"<trk><name>{' ' * blanks}Lake</name><trkseg>{point(0)}{point(9)}</trkseg></trk>"
    found = one(gpx(track), "gpx")
    assert (found.name, found.remarks) == ("Lake", ())


def test_every_timed_track_is_an_activity() -> None:
    tracks = "".join(f"<trk><trkseg>{point(s)}{point(s + 9)}</trkseg></trk>" for s in (0, 500))
    untimed = '<trk><trkseg><trkpt lat="1" lon="1"/></trkseg></trk>'
    found = read(gpx(tracks + untimed), "gpx")
    assert [activity.elapsed_s for activity in found.activities] == [9.0, 9.0]
    assert found.damage == ("a track was left out: no times",)


@pytest.mark.parametrize("time", ["1970-01-01T00:00:05Z", "7502-05-18T23:13:09Z", "noon"])
def test_times_that_make_no_sense_are_told_from_none(time: str) -> None:
    points = f'<trkpt lat="1" lon="1"><time>{time}</time></trkpt>' * 2
    nonsense = f"<trk><trkseg>{points}</trkseg></trk>"
    with pytest.raises(NothingToSave) as caught:
        read(gpx(nonsense), "gpx")
    assert caught.value.reason == "the times of its points make no sense"
    assert caught.value.damaged
    good = f"<trk><trkseg>{point(0)}{point(9)}</trkseg></trk>"
    found = read(gpx(good + nonsense + "<trk/><trk/>"), "gpx")
    assert len(found.activities) == 1
    assert found.damage == (
        "2 tracks were left out: no points",
        "a track was left out: times that make no sense",
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<wpt lat="1" lon="1"/><rte/>', "it holds only routes or waypoints, no recorded track"),
        ("", "there is no track in it"),
        (
            '<trk><trkseg><trkpt lat="1" lon="1"/></trkseg></trk>',
            "its points have no times, so nothing says when they were recorded",
        ),
        ("<trk><name>Treadmill</name><trkseg/></trk>", "its track has no points"),
    ],
)
def test_gpx_with_nothing_to_save_says_why(body: str, reason: str) -> None:
    with pytest.raises(NothingToSave) as caught:
        read(gpx(body), "gpx")
    assert caught.value.reason == reason
    assert not caught.value.damaged


def test_a_gpx_file_cut_short_gives_what_came_before() -> None:
    data = gpx("<trk><trkseg>" + "".join(point(i, i / 1000) for i in range(50)))
    found = read(data[: data.index(b"12:00:40")], "gpx")
    (activity,) = found.activities
    assert activity.elapsed_s == 39.0
    assert found.damage == ("the XML breaks at line 1: what came before it was saved",)


def test_tcx_adds_up_laps() -> None:
    track = (
        "<Track><Trackpoint><Time>2024-05-01T12:00:00Z</Time></Trackpoint>"
        "<Trackpoint><Time>2024-05-01T12:20:30.5Z</Time></Trackpoint></Track>"
    )
    laps = lap(0, average(100, 130), seconds=300, metres=1000, kcal=50)
    laps += lap(400, average(160, 171) + track, seconds=600.5, metres=2000.25, kcal=101)
    activity = one(
        tcx(f'<Activity Sport="Biking"><Id>2024-05-01T14:00:00+02:00</Id>{laps}</Activity>'), "tcx"
    )
    assert (activity.start_time, activity.sport) == (NOON, "cycling")
    assert (activity.timer_s, activity.elapsed_s) == (900.5, 1230.5)
    assert (activity.distance_m, activity.calories_kcal) == (3000.25, 151)
    assert (activity.avg_hr_bpm, activity.max_hr_bpm) == (140, 171)
    assert [each.distance_m for each in activity.laps] == [1000.0, 2000.25]
    assert activity.ascent_m is None
    assert [lap.index for lap in activity.laps] == [0, 1]


def test_the_activities_of_a_multisport_session() -> None:
    swim = f'<Activity Sport="Other">{lap(0, seconds=60)}</Activity>'
    ride = f'<Activity Sport="Biking">{lap(100, seconds=70)}</Activity>'
    session = (
        f"<MultiSportSession><FirstSport>{swim}</FirstSport>"
        f"<NextSport>{ride}</NextSport></MultiSportSession>"
    )
    found = read(tcx(session), "tcx").activities
    assert [(a.sport, a.timer_s) for a in found] == [("generic", 60.0), ("cycling", 70.0)]
    assert found[1].start_time == NOON + dt.timedelta(seconds=100)


def test_a_tcx_file_cut_short_gives_the_laps_before() -> None:
    whole = f'<Activity Sport="Running">{lap(0, seconds=60, metres=200)}</Activity>'
    cut = f'<Activity Sport="Biking">{lap(100, seconds=70, metres=500)}'
    data = tcx(whole, cut)
    found = read(data[: data.rindex(b"</Activities")], "tcx")
    assert [(a.sport, a.distance_m) for a in found.activities] == [
        ("running", 200.0),
        ("cycling", 500.0),
    ]
    assert len(found.damage) == 1


def test_tcx_without_activities() -> None:
    with pytest.raises(NothingToSave, match="there is no activity or workout in it"):
        read(tcx(), "tcx")


def test_nonsense_in_xml_becomes_none() -> None:
    body = f'<Activity Sport="Running">{lap(0, seconds=float("nan"), metres=float("-inf"))}'
    activity = one(tcx(body + "</Activity>"), "tcx")
    assert (activity.distance_m, activity.timer_s, activity.calories_kcal) == (None, None, None)
    track = f'<trk><trkseg>{point(0)}<trkpt lat="9e999" lon="x"/>{point(5)}</trkseg></trk>'
    assert one(gpx(track), "gpx").distance_m == 0.0


def test_hostile_text_stays_text_and_short() -> None:
    name = "\x9b31m" + "é" * 5000
    track = f"<trk><name>{name}</name><type>Ski &amp; Böard{'x' * 99}</type><trkseg>{point(0)}"
    activity = one(gpx(track + "</trkseg></trk>"), "gpx")
    assert activity.name is not None
    assert activity.name.startswith("\x9b31mé")
    assert len(activity.name) == 200
    assert activity.sport == ("ski_b_ard" + "x" * 99)[:40]


def test_endless_text_and_depth_take_no_memory() -> None:
    track = f"<trk><name>{'x' * 20_000_000}</name><trkseg>{point(0)}</trkseg></trk>"
    data = gpx(track)
    tracemalloc.start()
    try:
        assert one(data, "gpx").name == "x" * 200
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000
    deep = gpx(f"<trk><trkseg>{point(0)}</trkseg></trk>" + "<a>" * 100_000)
    found = read(deep, "gpx")
    assert len(found.activities) == 1
    assert "nested" in found.damage[0]


def named(name: bytes, encoding: str = "UTF-8") -> bytes:
    """A run whose name is in bytes of its own, in a document that names an encoding."""
    track = f"<trk><name>NAME</name><trkseg>{point(0)}{point(5)}</trkseg></trk>"
    declared = f'version="1.0" encoding="{encoding}"'.encode()
    return gpx(track).replace(b'version="1.0"', declared, 1).replace(b"NAME", name)


NOT_UTF_8 = "the XML has bytes that are not UTF-8: they were read as Latin-1"


@pytest.mark.parametrize(
    ("name", "encoding", "read_as", "damage"),
    [
        ("跑步".encode("gbk"), "GBK", "跑步", ()),
        ("跑步".encode("gb2312"), "gb2312", "跑步", ()),
        ("走る".encode("shift_jis"), "Shift_JIS", "走る", ()),
        ("Бег".encode("cp1251"), "windows-1251", "Бег", ()),
        ("Café".encode("latin-1"), "ISO-8859-1", "Café", ()),
        ("Café".encode("latin-1"), "UTF-8", "Café", (NOT_UTF_8,)),
        (b"\x81 \xff\xfe caf\xc3\xa9", "UTF-8", "\ufffd ÿþ café", (NOT_UTF_8,)),
        (b"Run", "klingon", "Run", ()),
        (b"Run", "punycode", "Run", ()),
        (b"Run", "UTF-16", "Run", ()),
        (
            "Café".encode("latin-1"),
            "klingon",
            "Café",
            ("the XML is in an encoding that is not known, klingon", NOT_UTF_8),
        ),
        (
            "Café".encode(),
            "Shift_JIS",
            "Café",
            ("the XML says that it is in Shift_JIS, but it is in UTF-8",),
        ),
        (
            b"\x80\x80",
            "GBK",
            "\ufffd\ufffd",
            ("the XML has bytes that do not belong to its encoding, gb18030",),
        ),
        (b"Run & fun &amp; &eacute;&#233; &nope; &", "UTF-8", "Run & fun & éé &nope; &", (LOOSE,)),
        (b"a<![CDATA[ & &eacute; ]]>b", "UTF-8", "a & &eacute; b", ()),
        (b"a\x0bb\x00", "UTF-8", "ab", ("characters that XML does not allow were left out",)),
    ],
)
def test_text_is_read_as_people_have_it(
    name: bytes, encoding: str, read_as: str, damage: tuple[str, ...]
) -> None:
    found = read(named(name, encoding), "gpx")
    assert [activity.name for activity in found.activities] == [read_as]
    assert found.damage == damage


@pytest.mark.parametrize(
    "before", [b"          ", b"\n\t\r\n", b"\xef\xbb\xbf\n", b"\xef\xbb\xbf", "\ufeff\n".encode()]
)
def test_blanks_and_a_byte_order_mark_may_come_first(before: bytes) -> None:
    found = read(before + named("跑步".encode()), "gpx")
    assert [activity.name for activity in found.activities] == ["跑步"]
    assert not found.damage
    assert sniff(io.BytesIO(before + named(b"x")), 9999).format == "gpx"


@pytest.mark.parametrize(
    "document_type",
    ["<!DOCTYPE gpx>", "<!-- a --><!DOCTYPE gpx []>", "<!DOCTYPE gpx [ <!ELEMENT gpx ANY> ]>"],
)
def test_a_document_type_without_entities_is_passed_over(document_type: str) -> None:
    found = read(gpx(f"<trk><trkseg>{point(0)}{point(5)}</trkseg></trk>", document_type), "gpx")
    assert len(found.activities) == 1
    assert not found.damage


def test_a_document_type_in_another_file_is_refused() -> None:
    with pytest.raises(NothingToSave) as caught:
        read(gpx("", '<!DOCTYPE gpx SYSTEM "gpx.dtd">'), "gpx")
    assert (
        caught.value.reason == "the XML file's document type is in another file, which is refused"
    )


def test_prefixes_need_no_declaration() -> None:
    heart = "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{}</gpxtpx:hr>"
    heart += "</gpxtpx:TrackPointExtension></extensions>"
    points = point(0, extra=heart.format(120)) + point(9, extra=heart.format(140))
    found = read(gpx(f"<trk><trkseg>{points}</trkseg></trk>"), "gpx")
    assert found.activities[0].avg_hr_bpm == 130
    assert not found.damage


def test_behind_a_mistake_it_is_read_on() -> None:
    points = point(0) + "<a></b>" + point(9)
    found = read(gpx(f"<trk><trkseg>{points}</trkseg></trk>"), "gpx")
    assert found.activities[0].elapsed_s == 9.0
    (damage,) = found.damage
    assert damage.startswith("the XML has mistakes, the first at line 1")


@pytest.mark.parametrize(
    "hostile",
    [
        b"<!--" + b"a" * 3_000_000 + b"-->",
        b"<trk a='" + b"a" * 3_000_000 + b"'/>",
        b"<" + b"a" * 3_000_000 + b"/>",
        b"<trk " + b" ".join(b"a%d=''" % number for number in range(300_000)) + b"/>",
        b"<?a " + b"a" * 3_000_000 + b"?>",
    ],
    ids=["comment", "attribute", "name", "attributes", "instruction"],
)
def test_one_endless_element_is_not_read(hostile: bytes) -> None:
    track = f"<trk><trkseg>{point(0)}{point(5)}</trkseg></trk>".encode()
    found = read(gpx("").replace(b"</gpx>", track + hostile + track + b"</gpx>"), "gpx")
    assert len(found.activities) == 1
    assert found.damage in (
        ("the XML has a tag or comment of more than 1 MB: the rest was left out",),
        ("the XML breaks at line 1: what came before it was saved",),
    )


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("Running", ("running", None)),
        ("trail_running", ("running", "trail")),
        ("Biking", ("cycling", None)),
        ("MountainBikeRide", ("cycling", "mountain")),
        ("9", ("running", None)),
        ("12345", ("generic", None)),
        ("Other", ("generic", None)),
        ("unknown", ("generic", None)),
        ("EBikeRide", ("e_biking", None)),
        ("e_bike_ride", ("e_biking", None)),
        ("E-Bike Ride", ("e_biking", None)),
        ("EMountainBikeRide", ("e_biking", "e_bike_mountain")),
        ("HighIntensityIntervalTraining", ("hiit", None)),
        ("resort_skiing_snowboarding_ws", ("alpine_skiing", "resort")),
        ("skate_skiing_ws", ("cross_country_skiing", "skate_skiing")),
        ("stand_up_paddleboarding_v2", ("stand_up_paddleboarding", None)),
        ("bikeToRunTransition_v2", ("transition", "bike_to_run_transition")),
        ("rock_climbing", ("rock_climbing", None)),
        ("underwater basket weaving", ("underwater_basket_weaving", None)),
        ("hiking", ("hiking", None)),
        ("", ("generic", None)),
        (None, ("generic", None)),
        ("\x1b[2J", ("2j", None)),
    ],
)
def test_sports_by_many_words(word: str | None, sport: tuple[str, str | None]) -> None:
    assert sport_of(word) == sport


GARMIN_CONNECT = """
running street_running track_running trail_running treadmill_running indoor_running virtual_run ultra_run
obstacle_run cycling bmx cyclocross downhill_biking e_bike_fitness e_bike_mountain e_enduro_mtb enduro_mtb
gravel_cycling indoor_cycling mountain_biking recumbent_cycling road_biking track_cycling virtual_ride
hand_cycling indoor_hand_cycling fitness_equipment bouldering elliptical indoor_cardio hiit indoor_climbing
indoor_rowing mobility pilates stair_climbing strength_training yoga indoor_walking jump_rope meditation
breathwork boxing hiking rucking swimming lap_swimming open_water_swimming walking casual_walking
speed_walking bikeToRunTransition_v2 runToBikeTransition_v2 swimToBikeTransition_v2 motorcycling_v2 atv_v2
motocross_v2 auto_racing boating_v2 flying golf hang_gliding horseback_riding hunting_v2 fishing_v2
inline_skating mountaineering offshore_grinding_v2 onshore_grinding_v2 paddling_v2 rc_drone rowing_v2
sailing_v2 sky_diving_v2 stand_up_paddleboarding_v2 surfing_v2 tennis_v2 platform_tennis table_tennis
badminton squash racquetball pickleball padel wakeboarding_v2 whitewater_rafting_kayaking windsurfing
wind_kite_surfing kayaking_v2 snorkeling diving apnea_diving apnea_hunting ccr_diving gauge_diving
multi_gas_diving single_gas_diving backcountry_skiing_snowboarding_ws resort_skiing_snowboarding_ws
cross_country_skiing_ws skate_skiing_ws skating_ws snow_shoe_ws snowmobiling_ws multi_sport team_sports
american_football baseball basketball cricket field_hockey ice_hockey lacrosse rugby soccer softball
ultimate_disc volleyball dance disc_golf archery wheelchair_push_run wheelchair_push_walk
mixed_martial_arts racket_sports
"""
STRAVA = """
AlpineSki BackcountrySki Badminton Canoeing Crossfit EBikeRide Elliptical EMountainBikeRide Golf GravelRide
Handcycle HighIntensityIntervalTraining Hike IceSkate InlineSkate Kayaking Kitesurf MountainBikeRide
NordicSki Pickleball Pilates Racquetball Ride RockClimbing RollerSki Rowing Run Sail Skateboard Snowboard
Snowshoe Soccer Squash StairStepper StandUpPaddling Surfing Swim TableTennis Tennis TrailRun Velomobile
VirtualRide VirtualRow VirtualRun Walk WeightTraining Wheelchair Windsurf Workout Yoga
"""


@pytest.mark.parametrize("word", [*GARMIN_CONNECT.split(), *STRAVA.split()])
def test_every_word_of_the_large_services_is_one_of_the_fit_profile(word: str) -> None:
    sport, sub_sport = sport_of(word)
    assert sport in Profile["types"]["sport"].values()
    assert sport != "generic"
    assert sub_sport is None or sub_sport in Profile["types"]["sub_sport"].values()


def trackpoint(second: int, *, metres: float | None = None, north_m: float | None = None) -> str:
    time = (NOON + dt.timedelta(seconds=second)).isoformat()
    place = (
        ""
        if north_m is None
        else (
            f"<Position><LatitudeDegrees>{45 + north_m / 111_195}</LatitudeDegrees>"
            "<LongitudeDegrees>7</LongitudeDegrees></Position>"
        )
    )
    count = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
    return f"<Trackpoint><Time>{time}</Time>{place}{count}</Trackpoint>"


def track(*points: str) -> str:
    return f"<Track>{''.join(points)}</Track>"


def laps(*each: str) -> Recording:
    return one(tcx(f'<Activity Sport="Running">{"".join(each)}</Activity>'), "tcx")


def test_what_a_lap_says_to_be_nothing_is_taken_from_its_points() -> None:
    found = laps(
        lap(0, track(trackpoint(0, metres=0), trackpoint(100, metres=300)), seconds=0, metres=0),
        lap(
            100,
            track(trackpoint(100, metres=300), trackpoint(180, metres=500)),
            seconds=80,
            metres=0,
        ),
    )
    assert [one.distance_m for one in found.laps] == [300.0, 200.0]
    assert [one.timer_s for one in found.laps] == [100.0, 80.0]
    assert (found.distance_m, found.timer_s) == (500.0, 180.0)


def test_a_count_that_begins_anew_in_each_lap_is_of_the_lap() -> None:
    found = laps(
        lap(0, track(trackpoint(0, metres=0), trackpoint(100, metres=300))),
        lap(100, track(trackpoint(100, metres=5), trackpoint(180, metres=200))),
    )
    assert [one.distance_m for one in found.laps] == [300.0, 200.0]


def test_without_a_count_the_way_is_measured_but_not_across_a_pause() -> None:
    found = laps(
        lap(0, track(trackpoint(0, north_m=0), trackpoint(100, north_m=300))),
        lap(
            200,
            track(trackpoint(200, north_m=600), trackpoint(300, north_m=900))
            + track(trackpoint(900, north_m=2000), trackpoint(960, north_m=2100)),
        ),
    )
    # The second lap goes on where the first ended; within it the recording paused.
    assert [one.distance_m for one in found.laps] == [
        pytest.approx(300, abs=0.1),
        pytest.approx(700, abs=0.2),
    ]


def test_strays_of_a_tcx_are_left_out_and_said() -> None:
    points = [trackpoint(second, north_m=second * 3) for second in range(0, 600, 5)]
    points[50] = trackpoint(250, north_m=1_000_000)
    found = laps(lap(0, track(*points)))
    assert found.distance_m == pytest.approx(1785, abs=1)
    assert found.remarks == ("the position of a point was left out: no one gets there that fast",)


def test_an_id_from_before_the_clock_was_set_does_not_date_the_activity() -> None:
    points = track(trackpoint(0, metres=0), trackpoint(60, metres=200))
    body = f"<Id>2000-01-01T00:00:00Z</Id>{lap(0, points)}"
    found = one(tcx(f'<Activity Sport="Running">{body}</Activity>'), "tcx")
    assert found.start_time == NOON


def test_strays_of_a_gpx_are_left_out_and_said() -> None:
    wild = point(30, 10.0)
    track = "".join([point(0), point(10, 0.0005), point(20, 0.001), wild, point(40, 0.002)])
    found = one(gpx(f"<trk><trkseg>{track}</trkseg></trk>"), "gpx")
    assert found.distance_m == pytest.approx(136.9, abs=0.5)
    assert found.remarks == ("the position of a point was left out: no one gets there that fast",)
    jump = "".join([point(0), point(10, 0.0005), point(20, 20.0), point(30, 20.0005)])
    found = one(gpx(f"<trk><trkseg>{jump}</trkseg></trk>"), "gpx")
    assert found.distance_m == pytest.approx(68.5, abs=0.5)
    assert found.remarks == ("a leg was not counted in the distance: no one gets there that fast",)


INTERVALS = """<Workouts><Workout Sport="Running"><Name>Intervals</Name>
<Step xsi:type="Step_t"><StepId>1</StepId><Name>Warm up</Name>
  <Duration xsi:type="Time_t"><Seconds>600</Seconds></Duration><Intensity>Active</Intensity>
  <Target xsi:type="HeartRate_t"><HeartRateZone xsi:type="PredefinedHeartRateZone_t">
    <Number>2</Number></HeartRateZone></Target></Step>
<Step xsi:type="Repeat_t"><StepId>4</StepId><Repetitions>5</Repetitions>
  <Child xsi:type="Step_t"><StepId>2</StepId>
    <Duration xsi:type="Distance_t"><Meters>1000</Meters></Duration><Intensity>Active</Intensity>
    <Target xsi:type="Speed_t"><SpeedZone xsi:type="CustomSpeedZone_t"><ViewAs>Pace</ViewAs>
      <LowInMetersPerSecond>3.5</LowInMetersPerSecond><HighInMetersPerSecond>4</HighInMetersPerSecond>
    </SpeedZone></Target></Child>
  <Child xsi:type="Step_t"><StepId>3</StepId>
    <Duration xsi:type="HeartRateBelow_t"><HeartRate xsi:type="HeartRateInBeatsPerMinute_t">
      <Value>120</Value></HeartRate></Duration><Intensity>Resting</Intensity>
    <Target xsi:type="HeartRate_t"><HeartRateZone xsi:type="CustomHeartRateZone_t">
      <Low xsi:type="HeartRateAsPercentOfMax_t"><Value>60</Value></Low>
      <High xsi:type="HeartRateAsPercentOfMax_t"><Value>70</Value></High></HeartRateZone></Target></Child>
</Step>
<Step xsi:type="Step_t"><StepId>5</StepId><Duration xsi:type="UserInitiated_t"/>
  <Intensity>Resting</Intensity><Target xsi:type="None_t"/></Step>
<Notes>On the track</Notes></Workout></Workouts>"""


def of_database(body: str, declared: str = "") -> bytes:
    names = ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
    return f"<TrainingCenterDatabase{names}{declared}>{body}</TrainingCenterDatabase>".encode()


@pytest.mark.parametrize(
    "declared", [' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', ""], ids=["xsi", "none"]
)
def test_planned_workouts_of_tcx(declared: str) -> None:
    data = of_database(INTERVALS, declared)
    assert sniff(io.BytesIO(data), len(data)).types == {"workouts"}
    (workout,) = read(data, "tcx").workouts
    assert (workout.name, workout.sport, workout.notes) == ("Intervals", "running", "On the track")
    warm_up, fast, slow, again, end = workout.steps
    assert [step.index for step in workout.steps] == [0, 1, 2, 3, 4]
    assert (warm_up.name, warm_up.intensity, warm_up.duration_type) == ("Warm up", "active", "time")
    assert (warm_up.duration_value, warm_up.target_type) == (600.0, "heart_rate")
    assert (warm_up.target_low, warm_up.target_high, warm_up.target_unit) == (2.0, 2.0, "zone")
    assert (fast.duration_type, fast.duration_value, fast.duration_unit) == (
        "distance",
        1000.0,
        "m",
    )
    assert (fast.target_type, fast.target_low, fast.target_high) == ("speed", 3.5, 4.0)
    assert (slow.duration_type, slow.duration_value, slow.duration_unit) == (
        "hr_less_than",
        120.0,
        "bpm",
    )
    assert (slow.intensity, slow.target_low, slow.target_high) == ("rest", 60.0, 70.0)
    assert (slow.target_unit, again.duration_type) == ("%hr", "repeat_until_steps_cmplt")
    assert (again.repeat_from, again.repeat_count) == (1, 5)
    assert (end.duration_type, end.duration_value, end.target_type) == ("open", None, "open")


def test_a_tcx_file_can_hold_activities_and_workouts() -> None:
    activity = f"<Activities><Activity Sport='Running'>{lap(0, seconds=60)}</Activity></Activities>"
    data = of_database(activity + INTERVALS)
    assert sniff(io.BytesIO(data), len(data)).types == {"activities", "workouts"}
    found = read(data, "tcx")
    assert (len(found.activities), len(found.workouts)) == (1, 1)


def test_a_workout_that_breaks_off_has_the_steps_before() -> None:
    found = read(of_database(INTERVALS).partition(b"<Intensity>Resting")[0], "tcx")
    (workout,) = found.workouts
    assert [step.repeat_count for step in workout.steps] == [None, None, None, 5]
    assert found.damage


def test_courses_are_no_activities() -> None:
    points = "".join(trackpoint(second, metres=3.0 * second) for second in range(4))
    course = f"<Courses><Course><Name>Home</Name><Track>{points}</Track></Course></Courses>"
    with pytest.raises(NothingToSave) as caught:
        read(of_database(course), "tcx")
    assert (caught.value.reason, caught.value.damaged) == (
        "it holds only courses, no recorded activity",
        False,
    )


@pytest.mark.parametrize("rest", ["<trk", "<trkpt", "<trkpt lat=", "<", "<trk>", "<gpx", "</trkse"])
def test_a_cut_tag_is_no_element(rest: str) -> None:
    data = gpx(f"<trk><trkseg>{point(0)}{point(5)}{rest}").removesuffix(b"</gpx>")
    found = read(data, "gpx")
    assert [one.elapsed_s for one in found.activities] == [5.0]


def test_activities_whose_ends_are_missing_are_kept() -> None:
    track = f"<trk><trkseg>{point(0)}{point(5)}</trkseg>"
    assert len(read(gpx(track + track), "gpx").activities) == 2
    begun = f"<Activity Sport='Running'>{lap(0, seconds=60)}"
    assert len(read(tcx(begun + begun), "tcx").activities) == 2


def test_what_laps_of_tcx_say_of_speed_cadence_and_power() -> None:
    of_extension = (
        "<Extensions><x:LX xmlns:x='http://www.garmin.com/xmlschemas/ActivityExtension/v2'>"
        "<x:AvgSpeed>3.1</x:AvgSpeed><x:AvgRunCadence>84</x:AvgRunCadence>"
        "<x:MaxRunCadence>91</x:MaxRunCadence><x:AvgWatts>240.4</x:AvgWatts>"
        "<x:MaxWatts>-7</x:MaxWatts></x:LX></Extensions>"
    )
    first = lap(0, f"<MaximumSpeed>4.2</MaximumSpeed>{of_extension}", seconds=300)
    of_lap = "<Cadence>80</Cadence><MaximumSpeed>nan</MaximumSpeed><Intensity>Resting</Intensity>"
    second = lap(300, of_lap, seconds=100)
    found = one(tcx(f'<Activity Sport="Running">{first}{second}</Activity>'), "tcx")
    one_lap, other = found.laps
    assert (one_lap.avg_speed_m_s, one_lap.max_speed_m_s, one_lap.avg_power_w) == (3.1, 4.2, 240)
    assert (one_lap.avg_cadence_rpm, one_lap.max_cadence_rpm, one_lap.max_power_w) == (84, 91, None)
    assert (other.avg_cadence_rpm, other.max_speed_m_s, other.intensity) == (80, None, "rest")
    assert found.measures == SessionMeasures(
        max_speed_m_s=4.2, max_cadence_rpm=91.0, avg_cadence_rpm=83.0
    )
