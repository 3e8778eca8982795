"""The secret of a second factor as a picture, for the camera of an authenticator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from fittrack_cli.output.encodings import has

if TYPE_CHECKING:
    from fittrack_cli.output.output import Output

QUIET_ZONE = 2
"""Light modules around the code; ISO/IEC 18004 asks for 4, and phones are content with 2."""
_BLACK_ON_WHITE, _AS_BEFORE = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""A cell of two modules, the upper and the lower one, by which of them are to be inked."""

Rows = Sequence[Sequence[bool]]


def show_secret(output: Output, otpauth_uri: str, secret: str) -> None:
    """Shows the secret of an authenticator app: as a QR code where the terminal is wide enough, and as text."""
    code = qr_lines(
        otpauth_uri, get_terminal_size().columns, output.messages_color, output.stderr.encoding
    )
    if code:
        output.ask_note("Scan this with your authenticator app:\n")
        output.stderr.write("".join(f"{line}\n" for line in code))
        output.ask_note(f"\nOr type this secret into it: {secret}")
    else:
        output.ask_note("Your authenticator app needs this secret (a QR code does not fit here):\n")
        output.ask_note(f"  {secret}\n")


def qr_lines(text: str, columns: int, has_colors: bool, encoding: str | None) -> list[str]:
    """A text as a QR code in half blocks, two modules a cell; empty where it does not fit or cannot be written.

    It is black on white, whatever colours the terminal has. Without colours light modules are inked, as is right on
    a dark terminal; readers of phones take the inverse too.
    """
    import segno

    code = segno.make(text, error="L", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET_ZONE)]
    if len(rows[0]) > columns or not has(encoding, "█▀▄"):
        return []
    if has_colors:
        return [f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" for line in _in_halves(rows)]
    return list(_in_halves([[not dark for dark in row] for row in rows]))


def _in_halves(rows: Rows) -> Iterator[str]:
    for index in range(0, len(rows), 2):
        upper = rows[index]
        lower: Iterable[bool] = rows[index + 1] if index + 1 < len(rows) else [False] * len(upper)
        yield "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
