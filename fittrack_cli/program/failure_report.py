"""Shows a failure: two lines for a person, one JSON object for a program, on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from fittrack_cli.errors import MEMBERS, CliError, from_exception
from fittrack_cli.output.formats import FORMATS
from fittrack_cli.output.harmless import harmless, json_text
from fittrack_cli.output.wrapping import terminal_width, wrapped
from fittrack_cli.secret import without_secrets

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def report(
    error: BaseException,
    stream: TextIO | None,
    args: Sequence[str],
    cli: Cli | None,
) -> int:
    """Prints `error` and returns its exit code; with --debug the traceback comes first."""
    failure = from_exception(error)
    if cli is not None:
        try:
            if not isinstance(error, KeyboardInterrupt):
                cli.show_pages()
            cli.close()
        except Exception:  # noqa: S110 (the failure at hand matters more)
            pass
    if stream is not None:
        try:
            if "--debug" in args and not isinstance(error, KeyboardInterrupt):
                stream.write(without_secrets(_traceback(error)))
            if cli is not None:
                failure.hint = cli.in_full(failure.hint)
            if _wants_json(args, cli):
                stream.write(_as_json(failure))
            else:
                stream.write(screen(failure, terminal_width(stream)))
            stream.flush()
        except (
            OSError,
            ValueError,
        ):  # there is nowhere to print to; the exit code still shows the failure
            pass
    return failure.code


def screen(failure: CliError, width: int | None = None) -> str:
    """`fittrack: what failed: why`, then the hint, indented; made harmless for a terminal.

    Lines longer than `width` cells go on below, from word to word; a command stays whole, to be copied.
    """
    what = f"{failure.title}: {failure.detail}" if failure.detail else failure.title
    lines = [
        ("", f"fittrack: {what}"),
        *(("  ", line) for line in failure.hint.split("\n") if line),
    ]
    if failure.request_id:
        lines.append(("  ", f"(request {failure.request_id})"))
    return "".join(
        f"{shown}\n"
        for indent, line in lines
        for shown in wrapped(harmless(without_secrets(line)), indent, width)
    )


def _as_json(failure: CliError) -> str:
    return json_text(_hidden(failure.as_json())) + "\n"


def _hidden(value: object) -> object:
    """The value without secrets in any of its texts, wherever the server put them."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {_hidden_key(key): _hidden(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(inner) for inner in value]
    return value


def _hidden_key(key: str) -> str:
    return key if key in MEMBERS else without_secrets(key)


def _wants_json(args: Sequence[str], cli: Cli | None) -> bool:
    """The output format, as far as it is known: the command line may itself be the failure."""
    wanted = _given_format(args)
    if wanted is None and cli is not None:
        try:
            wanted = cli.output_format
        except Exception:  # a damaged profile must not hide the first failure
            wanted = cli.given("output")
    return any(form.name == wanted and form.errors_in_json for form in FORMATS)


def _given_format(args: Sequence[str]) -> str | None:
    """The last output format on the command line, whether or not the parser came that far."""
    wanted = None
    for word, following in zip(args, [*args[1:], ""], strict=True):
        if word in ("-o", "--output"):
            wanted = following
        elif word.startswith("--output="):
            wanted = word.removeprefix("--output=")
        elif word.startswith("-o"):
            wanted = word[2:]
    return wanted


def _traceback(error: BaseException) -> str:
    import traceback

    return harmless("".join(traceback.format_exception(error)), keep_lines=True)
