"""Exports of Strava whose truth is known, in several languages.

    python -m tools.corpus.strava_export INTO [--activities 60] [--language de] [--columns 92] [--edition 2] [--zip]

writes the folder `INTO`, or the zip of that name, with `activities.csv`, `activities/`, `bikes.csv`, `shoes.csv` and what
else lies there. The second edition is the same account a year later: names changed, activities added, columns added.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import asdict, evolve, frozen

_FIRST = dt.datetime(2023, 1, 3, 6, 0, tzinfo=dt.UTC)
_YEAR_LATER = 5
"""How many activities the second edition adds."""


@frozen
class Sport:
    """A sport: what it is in FitTrack and in a GPX file, how fast it goes, and its word in each language."""

    name: str
    sub_sport: str | None
    in_gpx: str
    speed_m_s: float
    words: Mapping[str, str]
    gear: tuple[str, ...] = ()


SPORTS = (
    Sport("running", None, "running", 3.0, {"en": "Run", "de": "Lauf", "fr": "Course à pied", "ja": "ラン"}, ("Blue shoes", "Nimbus, \"old\"")),
    Sport("cycling", None, "cycling", 7.5, {"en": "Ride", "de": "Radfahrt", "fr": "Vélo", "ja": "ライド"}, ("Rennrad",)),
    Sport("hiking", None, "hiking", 1.2, {"en": "Hike", "de": "Wanderung", "fr": "Randonnée", "ja": "ハイキング"}, ("Blue shoes",)),
    Sport("swimming", None, "swimming", 0.8, {"en": "Swim", "de": "Schwimmen", "fr": "Natation", "ja": "スイム"}),
    Sport("training", "strength_training", "training", 0.0, {"en": "Weight Training", "de": "Krafttraining", "fr": "Musculation", "ja": "ウェイトトレーニング"}),
)  # fmt: skip
NAMES = (
    "Morning run",
    "Am Fluss",
    'Sortie, avec "Anna"',
    "朝ラン 🏃",
    "2 x 20",
    "Ohne; Komma, mit\tTab",
    "=1+1",
)
NOTES = (None, None, None, "Along the river,\nthen home.", "\"Quoted\"; and a comma, too", "Weiß nicht 🙃\r\nZeile zwei")  # fmt: skip

_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "fr": [
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ],
}
_DATES: Mapping[str, Callable[[dt.datetime], str]] = {
    "en": lambda at: (
        f"{_MONTHS['en'][at.month - 1]} {at.day}, {at.year}, {at.hour % 12 or 12}:{at:%M:%S} {at:%p}"
    ),
    "de": lambda at: f"{at:%d.%m.%Y, %H:%M:%S}",
    "fr": lambda at: f"{at.day} {_MONTHS['fr'][at.month - 1]} {at:%Y, %H:%M:%S}",
    "ja": lambda at: f"{at.year}/{at:%m/%d} {at.hour}:{at:%M:%S}",
}
LANGUAGES = tuple(_DATES)
_COMMAS = frozenset({"de", "fr"})

_HEADERS = {
    "en": "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,Elevation Low,Elevation High,Max Grade,Average Grade,Average Positive Grade,Average Negative Grade,Max Cadence,Average Cadence,Max Heart Rate,Average Heart Rate,Max Watts,Average Watts,Calories,Max Temperature,Average Temperature,Relative Effort,Total Work,Number of Runs,Uphill Time,Downhill Time,Other Time,Perceived Exertion,Type,Start Time,Weighted Average Power,Power Count,Prefer Perceived Exertion,Perceived Relative Effort,Commute,Total Weight Lifted,From Upload,Grade Adjusted Distance",
    "de": "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname,Sportlergewicht,Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,Höchstgeschw.,Durchschnittliche Geschwindigkeit,Höhenzunahme,Höhenunterschied,Min. Höhe,Max. Höhe,Max. Steigung,Durchschnittliche Steigung,Durchschnittliche positive Steigung,Durchschnittliche negative Steigung,Max. Tritt-/Schrittfrequenz,Durchschnittliche Trittfrequenz,Max. Herzfrequenz,Durchschnittliche Herzfrequenz,Max. Watt,Durchschnittliche Watt,Kalorien,Max. Temperatur,Durchschnittliche Temperatur,Relative Leistung,Gesamtarbeit,Anzahl Läufe,Bergaufzeit,Bergabzeit,Andere Zeit,Gefühlte Anstrengung,Art,Startzeit,Gewichtete durchschnittliche Leistung,Leistungszahl,Gefühlte Anstrengung verwenden,Gefühlte relative Leistung,Pendeln,Insgesamt gestemmtes Gewicht,Von Upload,Auf Steigung angepasste Distanz",
    "fr": "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Description de l'activité,Temps écoulé,Distance,Fréquence cardiaque max.,Effort relatif,Déplacement-transport,Note privée sur les activités,Matériel utilisé pour l'activité,Nom du fichier,Poids de l'athlète,Poids du vélo,Temps écoulé,Durée de déplacement,Distance,Vitesse max.,Vitesse moyenne,Dénivelé positif,Dénivelé négatif,Altitude min.,Altitude max.,Pente max.,Pente moyenne,Pente positive moyenne,Pente négative moyenne,Cadence max.,Cadence moyenne,Fréquence cardiaque max.,Fréquence cardiaque moyenne,Puissance max.,Puissance moyenne,Calories",
    "ja": "アクティビティ ID,アクティビティ日,アクティビティ名,アクティビティタイプ,アクティビティの説明,経過時間,距離,最大心拍数,相対的エフォート,通勤,アクティビティの非公開メモ,アクティビティの用具,ファイル名,アスリートの体重,バイクの重量,経過時間,移動時間,距離,最大速度,平均速度,獲得標高",
}  # fmt: skip
"""Of the first columns; further ones have the English name, or a number."""


@frozen
class Truth:
    """An activity as Strava knows it, and as FitTrack should know it after a sync."""

    number: int
    start: dt.datetime
    name: str
    sport: Sport
    description: str | None
    gear: str | None
    file: str | None
    elapsed_s: int
    moving_s: int
    distance_m: float
    ascent_m: float | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    calories_kcal: int | None
    in_file: Sport | None = None
    """What the file says, where the person has corrected it at Strava since."""
    file_start: dt.datetime | None = None


def account(count: int, *, seed: int = 1, edition: int = 1) -> list[Truth]:
    """The activities of an account, the latest first as Strava lists some accounts, or the oldest."""
    chance = random.Random(seed)
    found = [_activity(number, chance) for number in range(count + _YEAR_LATER * (edition - 1))]
    if edition > 1:
        found = [
            evolve(one, name=f"{one.name} (renamed)", gear="Blue shoes")
            if one.number % 7 == 0
            else one
            for one in found
        ]
    return found


def _activity(number: int, chance: random.Random) -> Truth:
    sport = SPORTS[number % len(SPORTS)]
    elapsed = 1_200 + 60 * chance.randrange(60)
    moving = elapsed - chance.choice((0, 0, 45, 130))
    has_heart_rate = chance.random() < 0.7
    is_manual = chance.random() < 0.2 or not sport.speed_m_s
    start = _FIRST + dt.timedelta(days=number, seconds=chance.randrange(36_000))
    average = 120 + chance.randrange(40)
    is_edited = not is_manual and number % 11 == 3
    return Truth(
        number=4_000_000_000 + number * 137,
        start=start,
        name=chance.choice(NAMES),
        sport=sport,
        description=chance.choice(NOTES),
        gear=chance.choice((None, *sport.gear, *sport.gear)),
        file=None if is_manual else f"activities/{5_000_000_000 + number * 91}.gpx{chance.choice(('', '.gz'))}",
        elapsed_s=elapsed,
        moving_s=moving,
        distance_m=round(sport.speed_m_s * moving, 1),
        ascent_m=float(chance.randrange(300)) if sport.name in ("running", "cycling", "hiking") else None,
        avg_hr_bpm=average if has_heart_rate else None,
        max_hr_bpm=average + 25 if has_heart_rate else None,
        calories_kcal=elapsed // 6 if has_heart_rate else None,
        in_file=SPORTS[1] if is_edited and sport.name != "cycling" else None,
        file_start=start - dt.timedelta(hours=5) if is_edited and number % 2 else None,
    )  # fmt: skip


def export(
    truths: Sequence[Truth],
    *,
    language: str = "en",
    columns: int = 92,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> dict[str, bytes]:
    """The files of an export, by their paths."""
    files = {
        "activities.csv": table(truths, language, columns, delimiter).encode(encoding, "replace"),
        "bikes.csv": _csv([["Bike Name", "Bike Brand", "Bike Model", "Bike Default Sport Types"], ["Rennrad", "Canyon", "Endurace", "Ride"]]).encode(),
        "shoes.csv": _csv([["Shoe Name", "Shoe Brand", "Shoe Model", "Shoe Default Sport Types"], ["Blue shoes", "Asics", "Nimbus", "Run"]]).encode(),
        "profile.csv": _csv([["Athlete ID", "Email Address", "First Name", "Last Name"], ["1", "me@example.org", "A", "B"]]).encode(),
        "media/1.jpg": b"\xff\xd8\xff\xe0 a picture",
    }  # fmt: skip
    for one in truths:
        if one.file is not None:
            data = gpx(one)
            files[one.file] = gzip.compress(data, mtime=0) if one.file.endswith(".gz") else data
    return files


def table(truths: Sequence[Truth], language: str, columns: int, delimiter: str = ",") -> str:
    """`activities.csv`."""
    return _csv(
        [_header(language, columns), *(_row(one, language, columns) for one in truths)], delimiter
    )


def write(files: Mapping[str, bytes], into: Path) -> None:
    """Writes them into a folder."""
    for name, data in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The export as it is downloaded."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def _header(language: str, columns: int) -> list[str]:
    names = _HEADERS[language].split(",")
    names += _HEADERS["en"].split(",")[len(names) :]
    names += [f"Column {number}" for number in range(len(names), columns - 1)]
    return [*names[: columns - 1], "Media"]


def _row(one: Truth, language: str, columns: int) -> list[str]:
    shown = one.distance_m if one.sport.name == "swimming" else one.distance_m / 1000
    decimals = 0 if one.sport.name == "swimming" else 2
    distance = f"{shown:.{decimals}f}"
    up = one.ascent_m
    cells = [
        str(one.number),
        _DATES[language](one.start),
        one.name,
        one.sport.words[language],
        one.description or "",
        str(one.elapsed_s),
        distance.replace(".", ",") if language in _COMMAS else distance,
        _text(one.max_hr_bpm),
        _text(one.avg_hr_bpm and one.avg_hr_bpm // 3),
        "false",
        "a note" if one.number % 5 == 0 else "",
        one.gear or "",
        one.file or "",
        "70.0",
        "8.0" if one.sport.name == "cycling" else "",
        f"{one.elapsed_s}.0",
        f"{one.moving_s}.0",
        str(one.distance_m),
        str(round(one.sport.speed_m_s * 1.4, 2)),
        str(round(one.distance_m / one.moving_s, 3)),
        *(("", "", "", "") if up is None else (str(up), str(up + 3), "40.0", str(40 + up / 2))),
        *("", "", "", ""),
        *(("", "") if one.avg_hr_bpm is None else ("92", "81.5")),
        _text(one.max_hr_bpm and float(one.max_hr_bpm)),
        _text(one.avg_hr_bpm and one.avg_hr_bpm + 0.2),
        *("", ""),
        _text(one.calories_kcal and float(one.calories_kcal)),
    ]
    cells += [
        "",
        "",
        _text(one.avg_hr_bpm and one.avg_hr_bpm // 3),
        "",
        "",
        "",
        "",
        "",
        "",
        "1",
        "",
        "",
        "",
        "0",
        "",
        "0",
    ]
    cells += [""] * (columns - len(cells))
    media = "media/1.jpg" if one.number % 3 == 0 else ""
    return [*cells[: columns - 1], media]  # fmt: skip


def _text(value: float | None) -> str:
    return "" if value is None else str(value)


def gpx(one: Truth) -> bytes:
    """A track of as many metres on the equator, a point a minute."""
    start = one.file_start or one.start
    sport = (one.in_file or one.sport).in_gpx
    steps = max(2, one.elapsed_s // 60)
    degrees = one.distance_m / 111_195
    points = "".join(
        f'<trkpt lat="0.5" lon="{9 + one.number % 50 + degrees * step / steps:.7f}">'
        f"<time>{start + dt.timedelta(seconds=one.elapsed_s * step / steps):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for step in range(steps + 1)
    )
    return (
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
        f"<trk><name>as recorded</name><type>{sport}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def _csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("into", type=Path, help="the folder, or the zip, to write")
    parser.add_argument("--activities", type=int, default=60)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--columns", type=int, default=92)
    parser.add_argument("--edition", type=int, default=1, choices=(1, 2))
    parser.add_argument("--zip", action="store_true", help="write a zip, as it is downloaded")
    parser.add_argument("--truth", type=Path, help="where to write what is in it, as JSON lines")
    told = parser.parse_args(arguments)
    truths = account(told.activities, edition=told.edition)
    files = export(truths, language=told.language, columns=told.columns)
    if told.zip:
        told.into.write_bytes(zipped(files))
    else:
        write(files, told.into)
    if told.truth is not None:
        lines = (json.dumps(asdict(one), default=str, ensure_ascii=False) for one in truths)
        told.truth.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
