"""The secret of a second factor as a picture, for the camera of an authenticator."""

from __future__ import annotations

from typing import TextIO


def show_qr_code(otpauth_uri: str, stream: TextIO) -> None:
    """The secret as a QR code in half blocks, to be scanned from the terminal."""
    import segno

    segno.make(otpauth_uri, error="L", micro=False).terminal(out=stream, border=2, compact=True)
