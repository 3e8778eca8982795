"""What a person types to prove who they are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, SecretStr

from fittrack_backend import patterns

Username = Annotated[
    str,
    Field(
        min_length=1,
        max_length=64,
        pattern=patterns.USERNAME,
        description="Letters, digits and `._@+-`; upper and lower case are the same.",
        examples=["athlete"],
    ),
]
NewPassword = Annotated[
    SecretStr,
    Field(min_length=10, max_length=1024, description="At least 10 characters."),
]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1024)]
Code = Annotated[
    SecretStr,
    Field(
        min_length=6,
        max_length=32,
        description="A code from the authenticator (TOTP, RFC 6238: six digits) or, where the "
        "method says so, a recovery code.",
    ),
]
