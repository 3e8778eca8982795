"""The options that every command takes, as data: for the parser, the help and completion."""

from __future__ import annotations

from fittrack_cli.output.formats import FORMATS
from fittrack_cli.output.systems import SYSTEMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_TIMEOUT_S = 30.0
MAX_TIMEOUT_S = 3600.0
LATEST = "latest"
"""What stands for the newest thing of a list."""
OUTPUT_FORMATS = tuple(form.name for form in FORMATS)


def one_of(names: Sequence[str]) -> str:
    """`a, b or c`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


class CommonOption:
    """An option that works before and after the command words.

    `metavar` is None for a flag; `env` is the variable that stands in for it.
    """

    __slots__ = ("env", "help", "metavar", "name", "opts")

    def __init__(
        self,
        name: str,
        opts: tuple[str, ...],
        metavar: str | None,
        help: str,
        env: str | None = None,
    ) -> None:
        self.name = name
        self.opts = opts
        self.metavar = metavar
        self.help = help
        self.env = env


COMMON_OPTIONS = (
    CommonOption(
        "output",
        ("-o", "--output"),
        "FORMAT",
        f"How to print results: {one_of(OUTPUT_FORMATS)}.",
        "FITTRACK_OUTPUT",
    ),
    CommonOption(
        "units",
        ("--units",),
        "UNITS",
        f"How people read amounts: {one_of(SYSTEMS)}.",
        "FITTRACK_UNITS",
    ),
    CommonOption("fields", ("--fields",), "A,B", "Print only these fields, in this order."),
    CommonOption("query", ("--query",), "JMESPATH", "Print what this JMESPath expression selects."),
    CommonOption("profile", ("--profile",), "NAME", "Use this profile.", "FITTRACK_PROFILE"),
    CommonOption("server", ("--server",), "URL", "Talk to this backend.", "FITTRACK_SERVER"),
    CommonOption(
        "timeout",
        ("--timeout",),
        "SECONDS",
        f"How long to wait for an answer (default: {DEFAULT_TIMEOUT_S:.0f}).",
        "FITTRACK_TIMEOUT",
    ),
    CommonOption("csv_safe", ("--csv-safe",), None, "In CSV, let no text be run as a formula."),
    CommonOption("bom", ("--bom",), None, "Begin CSV with a byte order mark, for Excel."),
    CommonOption("no_pager", ("--no-pager",), None, "Print long results at once."),
    CommonOption("no_color", ("--no-color",), None, "Print without colours.", "NO_COLOR"),
    CommonOption(
        "quiet",
        ("-q", "--quiet"),
        None,
        "Print results and errors only; of lists, and of what is made, only ids.",
    ),
    CommonOption("verbose", ("-v", "--verbose"), None, "Say more about what happens."),
    CommonOption("debug", ("--debug",), None, "Trace requests on stderr, and show tracebacks."),
)

COMMON_BY_OPT = {opt: option for option in COMMON_OPTIONS for opt in option.opts}
"""They by each way to spell them."""


def spelled(word: str) -> tuple[str, str | None]:
    """An option as it is typed: its name, and its value where that follows an equals sign."""
    name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
    return name, value if equals else None
