# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_activities`: List activities."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_activities",
    method="GET",
    path="/v1/activities",
    parameters=(
        Parameter("since", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter("until", "query", {"type": "string", "format": "date"}, "form", explode=True),
        Parameter(
            "sport",
            "query",
            {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter(
            "min_distance_m",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "form",
            explode=True,
        ),
        Parameter(
            "max_distance_m",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "form",
            explode=True,
        ),
        Parameter(
            "min_duration_s",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "form",
            explode=True,
        ),
        Parameter(
            "max_duration_s",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
            "form",
            explode=True,
        ),
        Parameter(
            "search",
            "query",
            {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter(
            "gear",
            "query",
            {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter("sort", "query", {"$ref": "ActivitySort"}, "form", explode=True),
        Parameter("order", "query", {"$ref": "SortOrder"}, "form", explode=True),
        Parameter("include_total", "query", {"type": "boolean"}, "form", explode=True),
        Parameter(
            "limit",
            "query",
            {"type": "integer", "minimum": 1, "maximum": 1000},
            "form",
            explode=True,
        ),
        Parameter(
            "cursor",
            "query",
            {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter(
            "id_prefix",
            "query",
            {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
            "form",
            explode=True,
        ),
        Parameter("include_id_digits", "query", {"type": "boolean"}, "form", explode=True),
    ),
    inputs=(
        Input("query_since", "--since", "query", ("since",), {"type": "string", "format": "date"}),
        Input("query_until", "--until", "query", ("until",), {"type": "string", "format": "date"}),
        Input(
            "query_sport",
            "--sport",
            "query",
            ("sport",),
            {"type": "string", "maxLength": 640, "pattern": "^[^\\x00]*$"},
        ),
        Input(
            "query_min_distance_m",
            "--min-distance-m",
            "query",
            ("min_distance_m",),
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
        ),
        Input(
            "query_max_distance_m",
            "--max-distance-m",
            "query",
            ("max_distance_m",),
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
        ),
        Input(
            "query_min_duration_s",
            "--min-duration-s",
            "query",
            ("min_duration_s",),
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
        ),
        Input(
            "query_max_duration_s",
            "--max-duration-s",
            "query",
            ("max_duration_s",),
            {"type": "integer", "minimum": 0, "maximum": 1000000000},
        ),
        Input(
            "query_search",
            "--search",
            "query",
            ("search",),
            {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\x00]*$"},
        ),
        Input(
            "query_gear",
            "--gear",
            "query",
            ("gear",),
            {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\x00]*$"},
        ),
        Input("query_sort", "--sort", "query", ("sort",), {"$ref": "ActivitySort"}),
        Input("query_order", "--order", "query", ("order",), {"$ref": "SortOrder"}),
        Input(
            "query_include_total",
            "--include-total",
            "query",
            ("include_total",),
            {"type": "boolean"},
        ),
        Input(
            "query_limit",
            "--limit",
            "query",
            ("limit",),
            {"type": "integer", "minimum": 1, "maximum": 1000},
        ),
        Input(
            "query_cursor",
            "--cursor",
            "query",
            ("cursor",),
            {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        ),
        Input(
            "query_id_prefix",
            "--id-prefix",
            "query",
            ("id_prefix",),
            {"type": "string", "pattern": "^[0-9a-fA-F]{4,32}$"},
        ),
        Input(
            "query_include_id_digits",
            "--include-id-digits",
            "query",
            ("include_id_digits",),
            {"type": "boolean"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "start_time",
        "sport",
        "sub_sport",
        "name",
        "description",
        "gear",
        "gear_kind",
        "gear_brand",
        "gear_model",
        "distance_m",
        "timer_s",
        "elapsed_s",
        "calories_kcal",
        "avg_hr_bpm",
        "max_hr_bpm",
        "ascent_m",
        "device",
        "source_id",
        "file_name",
        "file_format",
        "file_sha256",
        "damage",
        "remarks",
        "local_start_time",
        "utc_offset_s",
        "time_zone",
        "zone_from",
        "date",
        "lap_count",
        "recording_count",
        "created_at",
        "updated_at",
    ),
    items="items",
    definitions={
        "ActivitySort": {
            "type": "string",
            "enum": [
                "start_time",
                "distance_m",
                "timer_s",
                "elapsed_s",
                "ascent_m",
                "calories_kcal",
                "avg_hr_bpm",
            ],
        },
        "SortOrder": {"type": "string", "enum": ["desc", "asc"]},
    },
)


def command(
    cli: Cli,
    query_since: Annotated[
        str | None, Option("--since", metavar="DAY", help="The first day.")
    ] = None,
    query_until: Annotated[
        str | None, Option("--until", metavar="DAY", help="The last day, included.")
    ] = None,
    query_sport: Annotated[
        str | None,
        Option(
            "--sport",
            metavar="TEXT",
            help="Only this sport: `running`, …; or any of several, with commas between them. At most 640 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_min_distance_m: Annotated[
        str | None,
        Option(
            "--min-distance-m",
            metavar="N",
            help="Only activities of at least so many metres. Those without a distance are not among them. From 0 to 1000000000.",
        ),
    ] = None,
    query_max_distance_m: Annotated[
        str | None,
        Option(
            "--max-distance-m",
            metavar="N",
            help="Only activities of at most so many metres. Those without a distance are not among them. From 0 to 1000000000.",
        ),
    ] = None,
    query_min_duration_s: Annotated[
        str | None,
        Option(
            "--min-duration-s",
            metavar="N",
            help="Only activities of at least so many seconds without pauses (`timer_s`). Those without a time are not among them. From 0 to 1000000000.",
        ),
    ] = None,
    query_max_duration_s: Annotated[
        str | None,
        Option(
            "--max-duration-s",
            metavar="N",
            help="Only activities of at most so many seconds without pauses (`timer_s`). Those without a time are not among them. From 0 to 1000000000.",
        ),
    ] = None,
    query_search: Annotated[
        str | None,
        Option(
            "--search",
            metavar="TEXT",
            help="Only activities whose name has this text in it, whether its letters are capital or small. At most 200 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_gear: Annotated[
        str | None,
        Option(
            "--gear",
            metavar="TEXT",
            help="Only activities with this gear, by its whole name. At most 200 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_sort: Annotated[
        str | None,
        Option(
            "--sort",
            metavar="TEXT",
            help="By which value. Activities that lack it come last; those with the same one go by their start, the latest first unless `order` is `asc`. One of start_time, distance_m, timer_s, elapsed_s, ascent_m, calories_kcal, avg_hr_bpm. The server's default is start_time.",
        ),
    ] = None,
    query_order: Annotated[
        str | None,
        Option(
            "--order",
            metavar="desc|asc",
            help="`desc`: the greatest, or latest, first; `asc`: the least. One of desc, asc. The server's default is desc.",
        ),
    ] = None,
    query_include_total: Annotated[
        bool | None,
        Option(
            "--include-total/--no-include-total",
            help="Also count all that are asked for. Without: no.",
        ),
    ] = None,
    query_limit: Annotated[
        str | None,
        Option(
            "--limit",
            metavar="N",
            help="How many items at most. From 1 to 1000. The server's default is 100.",
        ),
    ] = None,
    query_cursor: Annotated[
        str | None,
        Option(
            "--cursor",
            metavar="TEXT",
            help="`next_cursor` of the page before; opaque. At most 512 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_id_prefix: Annotated[
        str | None,
        Option(
            "--id-prefix",
            metavar="TEXT",
            help="Only ids that begin with these hexadecimal digits; hyphens are left out. Matches ^[0-9a-fA-F]{4,32}$.",
        ),
    ] = None,
    query_include_id_digits: Annotated[
        bool | None,
        Option(
            "--include-id-digits/--no-include-id-digits",
            help="Also say how many of the first digits tell these ids from all others of the account. Without: no.",
        ),
    ] = None,
    paginate: Annotated[
        bool,
        Option(
            "--paginate",
            help="Follow the pages to the end of the list; --limit is then the size of a page.",
        ),
    ] = False,
) -> None:
    """List activities.

    The latest first, unless `sort` says otherwise. Days are the athlete's own. What is asked for must
    all hold: a sport, days, a distance, a time and a part of the name.

    Examples:
        fittrack api list_activities
        fittrack api list_activities --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {
            "query_since": query_since,
            "query_until": query_until,
            "query_sport": query_sport,
            "query_min_distance_m": query_min_distance_m,
            "query_max_distance_m": query_max_distance_m,
            "query_min_duration_s": query_min_duration_s,
            "query_max_duration_s": query_max_duration_s,
            "query_search": query_search,
            "query_gear": query_gear,
            "query_sort": query_sort,
            "query_order": query_order,
            "query_include_total": query_include_total,
            "query_limit": query_limit,
            "query_cursor": query_cursor,
            "query_id_prefix": query_id_prefix,
            "query_include_id_digits": query_include_id_digits,
        },
        paginate=paginate,
    )
