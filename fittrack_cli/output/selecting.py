"""--fields and --query: what of a result is printed. Raises UsageError for what cannot be selected."""

from __future__ import annotations

from collections.abc import Sequence

from fittrack_cli.errors import UsageError
from fittrack_cli.output.columns import Column, Row


def check_fields(wanted: Sequence[str], known: Sequence[str]) -> None:
    """Raises UsageError that lists the known fields when one is wanted that is not there."""
    unknown = [field for field in wanted if field not in known]
    if unknown:
        raise UsageError(
            "unknown field",
            ", ".join(repr(field) for field in unknown),
            f"known fields: {', '.join(known)}",
            extras={"known_fields": list(known)},
        )


def only(row: Row, fields: Sequence[str]) -> Row:
    """The row with these fields alone, in this order; the row itself without any."""
    return {field: row.get(field) for field in fields} if fields else row


def columns_of(
    chosen: Sequence[str], columns: Sequence[Column], known: Sequence[str]
) -> Sequence[Column]:
    """The columns for the chosen fields, as declared where they are; without any choice, all.

    An id that was asked for is whole: it may be for another program.
    """
    if not chosen:
        return columns or [Column(field) for field in known]
    declared = {column.field: column for column in columns if column.fill is None}
    found = [declared.get(field, Column(field))._replace(wide=False) for field in chosen]
    return [
        column._replace(format=None) if column.field.split("_")[-1] == "id" else column
        for column in found
    ]


def select(query: str, value: object) -> object:
    """What a JMESPath expression selects. Raises UsageError for one that is wrong."""
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        selected: object = jmespath.search(query, value)
    except (JMESPathError, RecursionError) as error:
        first = str(error).partition("\n")[0] or "it is nested too deeply"
        why = first.removeprefix("Invalid jmespath expression: ").rstrip(":")
        raise UsageError(
            "invalid --query", why, "https://jmespath.org explains the language"
        ) from error
    return selected


def entries(value: object) -> list[object]:
    """What a query selected, entry by entry: null is none, and anything but a list is one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(values: Sequence[object]) -> list[Row] | None:
    """The values as rows, when each is an object."""
    rows: list[Row] = [value for value in values if isinstance(value, dict)]
    return rows if rows and len(rows) == len(values) else None


def keys_of(rows: Sequence[Row]) -> list[str]:
    """Every key of the rows, in the order in which they are met."""
    return list(dict.fromkeys(key for row in rows for key in row))
