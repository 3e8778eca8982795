"""`fittrack auth access-tokens`: tokens for scripts, with only the rights that they need."""

from typing import Annotated

from fittrack_cli.commands.arguments import NAMED_BY_NAME
from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_cli.program.options import one_of
from fittrack_contract import SCOPES

DEFAULT_SCOPE = "read"


def create(
    cli: Cli,
    name: Annotated[str, Argument(metavar="NAME", help="What the token is for.")],
    scope: Annotated[
        list[str] | None,
        Option(
            "--scope",
            metavar="SCOPE",
            help=f"What it may do: {one_of(SCOPES)}; repeatable (default: {DEFAULT_SCOPE}).",
        ),
    ] = None,
    expires: Annotated[
        str,
        Option("--expires", metavar="DAYS", help="How many days it lasts, or never."),
    ] = "90",
    password_stdin: ProofStdin = False,
) -> None:
    """Create an access token for scripts. It is shown only this once.

    The token goes to stdout, and everything else to stderr. Scripts use it as FITTRACK_TOKEN. Some minutes after you
    signed in it asks for your password again.

    Examples:
        fittrack auth access-tokens create backup
        fittrack auth access-tokens create nightly --scope read --scope sync --expires 365
        FITTRACK_TOKEN=$(fittrack auth access-tokens create ci -q) fittrack activities list
    """
    from fittrack_cli.output.cells import DAY
    from fittrack_cli.output.records import row_of
    from fittrack_client import api
    from fittrack_client.models.access_token_request import AccessTokenRequest
    from fittrack_contract import FIELDS

    body = AccessTokenRequest(name, _scopes(scope), _days(expires))  # type: ignore[arg-type]
    cli.password_on_stdin = password_stdin
    created = cli.connection.call(api.create_access_token(body=body))
    if cli.output.is_for_people:
        until = f"until {created.expires_at:{DAY}}" if created.expires_at else "without an end"
        cli.output.note(f"{created.name} may {', '.join(created.scopes)}, {until}.")
        cli.output.note("It is shown only this once. Use it as FITTRACK_TOKEN:")
    cli.output.plain(f"{created.token}\n", row_of(created), fields=FIELDS["CreatedAccessToken"])


def list_(cli: Cli) -> None:
    """List the access tokens for scripts, without the tokens themselves.

    Examples:
        fittrack auth access-tokens list
        fittrack auth access-tokens list -o json --query '[?last_used_at==null].name'
    """
    from fittrack_cli.commands.naming.shown import id_column, whole
    from fittrack_cli.output.columns import Column
    from fittrack_cli.output.records import row_of
    from fittrack_client import api
    from fittrack_contract import FIELDS

    tokens = whole(cli.connection.items(api.list_access_tokens()))
    cli.output.rows(
        (row_of(token) for token in tokens),
        [
            Column("name"),
            Column("scopes"),
            Column("last_used_at", "LAST USED"),
            Column("expires_at", "UNTIL", format=_until),
            Column("created_at", "CREATED", wide=True),
            id_column(tokens),
        ],
        fields=FIELDS["AccessToken"],
        empty="No access tokens. Create one with: fittrack auth access-tokens create NAME",
    )


def revoke(
    cli: Cli,
    token: Annotated[
        str | None,
        Argument(metavar="TOKEN", help=f"The access token: {NAMED_BY_NAME}."),
    ] = None,
) -> None:
    """Revoke an access token: it stops working at once.

    Examples:
        fittrack auth access-tokens revoke backup
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import ACCESS_TOKEN
    from fittrack_cli.errors import NotFound, UsageError
    from fittrack_client import api

    if token is not None and _looks_like_a_token(
        token
    ):  # it must not be shown, as an error about an id would do
        raise UsageError(
            "an access token is revoked by its name or id",
            "this looks like the token itself",
            "fittrack auth access-tokens list",
        )
    known_id = id_of(cli, ACCESS_TOKEN, token)
    try:
        cli.connection.call(api.revoke_access_token(known_id))
    except NotFound as error:
        error.hint = "fittrack auth access-tokens list"
        raise
    cli.output.note(f"Revoked access token {known_id}.")


def _looks_like_a_token(text: str) -> bool:
    return text.startswith(("fta_", "ftr_", "ftp_"))


def _until(value: object) -> str:
    from fittrack_cli.output.cells import exact_moment

    return "never expires" if value is None else exact_moment(value)


def _scopes(given: list[str] | None) -> list[str]:
    """The scopes, each once; they may be separated by commas, too. Raises UsageError."""
    from fittrack_cli.output.records import parse_choice

    names = [name.strip() for text in given or [DEFAULT_SCOPE] for name in text.split(",")]
    return [parse_choice(name, "scope", SCOPES) for name in dict.fromkeys(names)]


def _days(text: str) -> int | None:
    """Days, or None for `never`; raises UsageError."""
    from fittrack_cli.errors import UsageError
    from fittrack_cli.wire.allowed import why_not

    if text.strip().lower() == "never":
        return None
    digits = text.strip().lower().removesuffix("d")
    days = int(digits) if digits.isascii() and digits.isdigit() else digits
    why = why_not(days, "create_access_token", "body", "expires_in_days")
    if not isinstance(days, int) or why is not None:
        told = f"{text!r} {why}" if isinstance(days, int) else f"{text!r}"
        raise UsageError("invalid --expires", told, "a number of days, such as 90, or never")
    return days
