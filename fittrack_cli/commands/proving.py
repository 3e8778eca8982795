"""The option of commands whose step asks again who is there."""

from typing import Annotated

import typer

ProofStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin",
        help="Read your password from standard input, if the backend asks for it again.",
    ),
]
