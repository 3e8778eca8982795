"""FITTRACK_TOKEN, which a script is given in place of a session."""

from __future__ import annotations

from collections.abc import Mapping

from fittrack_cli.errors import NotSignedIn
from fittrack_cli.secret import Secret

TOKEN_VARIABLE = "FITTRACK_TOKEN"  # noqa: S105 (a variable's name)
NEW_TOKEN = (
    "make one: fittrack auth access-tokens create NAME\n"
    f"or unset {TOKEN_VARIABLE} and: fittrack auth login"
)


def token_from(env: Mapping[str, str]) -> Secret | None:
    """The token of FITTRACK_TOKEN, or None. Raises NotSignedIn for what cannot be one."""
    text = env.get(TOKEN_VARIABLE, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isprintable() or " " in text:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} is not a token", "it holds characters that no token has", NEW_TOKEN
        )
    if text.startswith("ftr_"):
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} holds a refresh token",
            "refresh tokens never leave the machine, and sign no requests",
            NEW_TOKEN,
        )
    return Secret(text)
