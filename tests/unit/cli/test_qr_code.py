"""The QR code of a second factor: black on white whatever the terminal is, and never broken."""

from __future__ import annotations

import pytest

from fittrack_cli.commands.auth.qr_code import qr_lines

URI = "otpauth://totp/FitTrack:athlete?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=FitTrack"
BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"


def test_with_colours_it_is_black_on_white() -> None:
    lines = qr_lines(URI, 80, True, "utf-8")
    assert all(line.startswith(BLACK_ON_WHITE) and line.endswith("\x1b[0m") for line in lines)
    bare = [line[len(BLACK_ON_WHITE) : -len("\x1b[0m")] for line in lines]
    assert len(set(map(len, bare))) == 1
    assert bare[0].strip() == "", "a quiet zone above"
    assert bare[1].startswith("  █▀▀▀▀▀█"), "the pattern that finds it, in ink"


def test_without_colours_light_is_inked_as_on_a_dark_terminal() -> None:
    lines = qr_lines(URI, 80, False, "utf-8")
    assert lines[0].strip("█") == "" and lines[1].startswith("██ ▄▄▄▄▄ ")
    assert not any("\x1b" in line for line in lines)


@pytest.mark.parametrize(("columns", "encoding"), [(40, "utf-8"), (80, "ascii"), (80, None)])
def test_where_it_does_not_fit_there_is_none(columns: int, encoding: str | None) -> None:
    assert qr_lines(URI, columns, True, encoding) == []
