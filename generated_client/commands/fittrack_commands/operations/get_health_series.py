# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_health_series`: Show how a value went over a day."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="get_health_series",
    method="GET",
    path="/v1/daily-health/{date}/series/{metric}",
    parameters=(
        Parameter(
            "date",
            "path",
            {"type": "string", "format": "date"},
            "simple",
            explode=False,
            required=True,
        ),
        Parameter("metric", "path", {"$ref": "Metric"}, "simple", explode=False, required=True),
    ),
    inputs=(
        Input("path_date", "DATE", "path", ("date",), {"type": "string", "format": "date"}),
        Input("path_metric", "METRIC", "path", ("metric",), {"$ref": "Metric"}),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("date", "metric", "points"),
    definitions={
        "Metric": {
            "type": "string",
            "enum": ["heart_rate", "stress", "respiration", "spo2", "hrv", "body_battery"],
        }
    },
)


def command(
    cli: Cli,
    path_date: Annotated[str, Argument(metavar="DATE", help="The athlete's own day.")],
    path_metric: Annotated[
        str,
        Argument(
            metavar="METRIC",
            help="Which value. One of heart_rate, stress, respiration, spo2, hrv, body_battery.",
        ),
    ],
) -> None:
    """Show how a value went over a day.

    All points that were measured, in order. `series` of a day names what there is of it. With
    `If-None-Match`, 304 says that nothing has changed.

    Examples:
        fittrack api get_health_series DATE METRIC
    """
    run(cli, OPERATION, {"path_date": path_date, "path_metric": path_metric})
