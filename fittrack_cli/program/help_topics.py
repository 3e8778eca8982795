"""The topics of `fittrack help`, derived from the tables that they explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fittrack_cli.program.command_table import SOURCE, Branch
from fittrack_cli.program.help import Topic


def _environment() -> Topic:
    from fittrack_cli.program.environment import VARIABLES
    from fittrack_cli.program.options import COMMON_OPTIONS

    common = [(option.env, option.help) for option in COMMON_OPTIONS if option.env]
    return Topic(
        "Variables that stand in for options, and more. An option comes before its variable, a variable before"
        " the profile's setting (fittrack config list shows what is in force). An empty variable counts as not set.",
        (("FOR EVERY COMMAND", common), ("MORE", VARIABLES)),
        "The backend's own variables are explained in docs/operations.md.",
    )


def _exit_codes() -> Topic:
    from fittrack_cli.errors import EXIT_CODES

    rows = [
        (str(code), f"{words}: {more}" if more else words)
        for code, (words, more) in EXIT_CODES.items()
    ]
    return Topic(
        "How a command ended. With -o json or -o jsonl an error is one JSON object on stderr; its members `slug` and"
        " `code` are for programs, and stay the same from version to version.",
        (("EXIT CODES", rows),),
    )


def _formats() -> Topic:
    return Topic(
        "Results go to stdout; prompts, progress and errors go to stderr. Without a terminal nothing asks, and"
        " nothing is coloured or cut.",
        (
            (
                "FORMATS, -o FORMAT",
                (
                    (
                        "table",
                        "For people: units (fittrack help units), local times, as wide as the terminal.",
                    ),
                    ("json", "One JSON document. A list has all of its items."),
                    ("jsonl", "A JSON object a line, printed as it comes."),
                    (
                        "csv",
                        "Rows with a line of headings, whole ids and plain numbers; counts.new is new in counts.",
                    ),
                    ("yaml", "The same as json, in YAML."),
                    (
                        "parquet",
                        "Rows of a list in typed columns, as csv has them, with units in the schema. It needs pyarrow, "
                        "and a file: > FILE.",
                    ),
                ),
            ),
            (
                "FOR SPREADSHEETS",
                (
                    ("--csv-safe", "No text in CSV is run as a formula."),
                    ("--bom", "CSV begins with a byte order mark, which Excel wants."),
                ),
            ),
            (
                "WHICH PART",
                (
                    ("--fields A,B", "Only these fields, in this order; TAB completes them."),
                    ("--query JMESPATH", "What the expression selects, as JSON."),
                    (
                        "-q, --quiet",
                        "Results and errors only; of lists, and of what is made, only ids.",
                    ),
                ),
            ),
        ),
        "Units are in the names of fields: distance_m, duration_s, avg_hr_bpm. Times in JSON and CSV are RFC 3339 in UTC.",
    )


def _units() -> Topic:
    from fittrack_cli.output.systems import SYSTEMS
    from fittrack_cli.output.units import names_of

    return Topic(
        "Tables, charts and the report show amounts in metric or imperial units. JSON, JSON lines, CSV and YAML are for programs:"
        " they have the unit that is in a field's name, always, and numbers with a point.",
        (
            ("UNITS", [(system, f"{', '.join(names_of(system))}.") for system in SYSTEMS]),
            (
                "WHICH, THE FIRST THAT IS SAID",
                (
                    ("--units UNITS", "For this command."),
                    ("FITTRACK_UNITS", "For all commands."),
                    ("fittrack config set units imperial", "For a profile."),
                    (
                        "LC_ALL, LC_MEASUREMENT, LANG",
                        "On a terminal, and for fittrack report: imperial for the United States, Liberia and Myanmar.",
                    ),
                ),
            ),
            (
                "NUMBERS",
                (
                    (
                        "LC_ALL, LC_NUMERIC, LANG",
                        "How a table on a terminal writes numbers: 1,234.5 or 1.234,5. Elsewhere it is 1234.5.",
                    ),
                ),
            ),
        ),
        "So a script reads the same from a table on each machine, unless it asks for units. A pool in yards stays in yards, and a race"
        " over 10 km is one everywhere.",
    )


def _time() -> Topic:
    return Topic(
        "A day is the athlete's own: an evening run in Denver is on that evening, wherever you look at it.\n\n"
        "The device's own clock decides, then the place, then the account's zone (fittrack auth time-zone).",
        (
            (
                "RANGES",
                (
                    ("--since DAY", "From this day on: 2026-01-31, today or yesterday."),
                    ("--until DAY", "Up to this day, which counts."),
                    ("--last 30d", "Today and the 29 days before it; also 8w, 6m and 1y."),
                ),
            ),
        ),
        "Tables show an activity's own local time. JSON has both: start_time is in UTC, local_start_time has the offset.",
    )


def _sources() -> Topic:
    kinds = next(node for node in SOURCE.children if isinstance(node, Branch))
    return Topic(
        "A source is a place that training data comes from. A sync asks each for what is new; the backend keeps the"
        " originals, and derives all else from them.",
        (("KINDS", [(kind.name, f"{kind.help}.") for kind in kinds.children]),),
        "Files of the same run from several sources are one activity. fittrack source connect KIND --help explains each.",
    )


TOPICS: Mapping[str, Callable[[], Topic]] = {
    "environment": _environment,
    "exit-codes": _exit_codes,
    "formats": _formats,
    "time": _time,
    "units": _units,
    "sources": _sources,
}
