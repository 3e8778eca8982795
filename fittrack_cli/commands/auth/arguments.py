"""Options that several commands of `auth` take."""

from typing import Annotated

from fittrack_cli.program.declared import Option

Username = Annotated[
    str | None,
    Option("--username", metavar="NAME", help="The account. [FITTRACK_USERNAME]"),
]
PasswordStdin = Annotated[
    bool, Option("--password-stdin", help="Read the password from standard input.")
]
MfaCode = Annotated[
    str | None,
    Option(
        "--mfa-code",
        metavar="CODE",
        help="A code from your authenticator app. [FITTRACK_MFA_CODE]",
    ),
]
MfaCodeFile = Annotated[
    str | None,
    Option(
        "--mfa-code-file",
        metavar="FILE|-",
        help="Read the code, which may be a recovery code, from a file or standard input.",
    ),
]
