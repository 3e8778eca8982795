"""The option of commands whose step asks again who is there."""

from typing import Annotated

from fittrack_cli.program.declared import Option

ProofStdin = Annotated[
    bool,
    Option(
        "--password-stdin",
        help="Read your password from standard input, if the backend asks for it again.",
    ),
]
