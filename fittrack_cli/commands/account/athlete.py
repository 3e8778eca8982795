"""`fittrack account athlete`: the heart rates, the power and the zones by which activities are judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

if TYPE_CHECKING:
    from fittrack_client.models.athlete_view import AthleteView

_NAMES = {
    "max-hr": "max_hr_bpm",
    "resting-hr": "resting_hr_bpm",
    "threshold-hr": "threshold_hr_bpm",
    "threshold-power": "threshold_power_w",
    "sex": "sex",
    "hr-zones": "hr_zones_bpm",
    "power-zones": "power_zones_w",
}
_WORDS = {
    "max_hr": "maximum heart rate",
    "resting_hr": "resting heart rate",
    "threshold_hr": "threshold heart rate",
    "threshold_power": "threshold power",
    "sex": "sex",
}


def athlete(
    cli: Cli,
    max_hr: Annotated[
        int | None, Option("--max-hr", metavar="BPM", help="Maximum heart rate.")
    ] = None,
    resting_hr: Annotated[
        int | None, Option("--resting-hr", metavar="BPM", help="Resting heart rate.")
    ] = None,
    threshold_hr: Annotated[
        int | None,
        Option("--threshold-hr", metavar="BPM", help="Heart rate at the lactate threshold."),
    ] = None,
    threshold_power: Annotated[
        int | None,
        Option("--threshold-power", metavar="WATTS", help="Functional threshold power (FTP)."),
    ] = None,
    sex: Annotated[
        str | None,
        Option("--sex", metavar="SEX", help="female or male: whose weights TRIMP has."),
    ] = None,
    hr_zones: Annotated[
        str | None,
        Option(
            "--hr-zones", metavar="BPM,…", help="Where zones of heart rate begin, from zone 1 on."
        ),
    ] = None,
    power_zones: Annotated[
        str | None,
        Option(
            "--power-zones", metavar="WATTS,…", help="Where zones of power begin, from zone 2 on."
        ),
    ] = None,
    unset: Annotated[
        list[str] | None,
        Option(
            "--unset", metavar="VALUE", help="Take one back, such as max-hr; may be given again."
        ),
    ] = None,
    from_day: Annotated[
        str | None,
        Option("--from", metavar="DAY", help="From which day on it holds (default: always)."),
    ] = None,
) -> None:
    """Show or set what zones, training stress and load are worked out by.

    What you do not set is taken from an activity's file, as the device knew it; then the maximum heart rate is the highest that
    an activity held for ten seconds, and the resting heart rate that of your days of health.

    Examples:
        fittrack account athlete
        fittrack account athlete --max-hr 190 --resting-hr 48 --sex female
        fittrack account athlete --threshold-power 265 --from 2026-03-01
        fittrack account athlete --hr-zones 98,118,137,157,176
        fittrack account athlete --unset hr-zones
    """
    from fittrack_cli.errors import UsageError
    from fittrack_client import api
    from fittrack_client.models.athlete_change import AthleteChange

    given = {
        "max_hr_bpm": max_hr,
        "resting_hr_bpm": resting_hr,
        "threshold_hr_bpm": threshold_hr,
        "threshold_power_w": threshold_power,
        "sex": sex,
        "hr_zones_bpm": _numbers(hr_zones, "--hr-zones"),
        "power_zones_w": _numbers(power_zones, "--power-zones"),
    }
    body: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    for word in unset or ():
        name = _field(word)
        if body.get(name) is not None:
            raise UsageError(
                f"--{word} cannot be combined with --unset {word}", "a value is set or unset"
            )
        body[name] = None
    if from_day is not None:
        body["from_day"] = _day(from_day, bool(body))
    if body:
        found = cli.connection.call(api.change_athlete(body=AthleteChange.from_dict(body)))
    else:
        found = cli.connection.call(api.get_athlete())
    _print(cli, found)


def _numbers(text: str | None, option: str) -> list[int] | None:
    from fittrack_cli.errors import UsageError

    if text is None:
        return None
    try:
        return [int(one) for one in text.split(",")]
    except ValueError:
        raise UsageError(
            f"{option} is no list of numbers", f"{text!r}", f"for example {option} 98,118,137"
        ) from None


def _field(word: str) -> str:
    from fittrack_cli.output.records import parse_choice

    return _NAMES[parse_choice(word, "value", tuple(_NAMES))]


def _day(text: str, has_values: bool) -> str:
    from fittrack_cli.commands.ranges import day_of
    from fittrack_cli.errors import UsageError

    if not has_values:
        raise UsageError("--from has nothing to hold from then on", "no value is set or unset")
    return day_of(text, "--from").isoformat()


def _print(cli: Cli, found: AthleteView) -> None:
    from fittrack_cli.output.cells import text_of
    from fittrack_cli.output.columns import Column, Lines
    from fittrack_contract import FIELDS

    row = found.to_dict()
    today: Mapping[str, object] = row["today"]
    in_words: dict[str, object] = {}
    for name in _WORDS:
        field = next(one for one in today if one.startswith(name) and not one.endswith("_from"))
        value = today[field]
        in_words[name] = (
            "not known"
            if value is None
            else f"{text_of(field, value, cli.output.units)} ({today[f'{name}_from']})"
        )
    columns = [Column(name, words) for name, words in _WORDS.items()]
    below = [
        Lines(
            each["values"],
            [
                Column(field)
                for field in FIELDS["AthleteValues"]
                if each["values"][field] not in (None, [])
            ],
            f"Your settings {f'from {day}' if (day := each['from_day']) else 'from the beginning'}",
        )
        for each in row["settings"]
    ]
    cli.output.item(
        row,
        columns,
        fields=FIELDS["AthleteView"],
        title="Athlete today",
        in_words=in_words,
        below=below,
    )
