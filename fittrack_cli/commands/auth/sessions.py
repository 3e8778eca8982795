"""`fittrack auth refresh | token | move | sessions`: the tokens on this machine, and other sign-ins."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fittrack_cli.commands.arguments import NAMED_BY
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_cli.program.options import one_of
from fittrack_cli.session import STORES

if TYPE_CHECKING:
    from fittrack_cli.session.session import Session

TOKENS_FIELDS = ("username", "server", "expires_at", "access_expires_at")
MOVE_FIELDS = ("profile", "credential_store", "kept_in", "moved")


def refresh(cli: Cli) -> None:
    """Renew the session's tokens now.

    This is rarely needed: every command renews them when they are due, one process at a time.

    Examples:
        fittrack auth refresh
        fittrack auth refresh -o json
    """
    from fittrack_cli.errors import CliError
    from fittrack_cli.output.cells import exact_moment
    from fittrack_cli.output.columns import Column
    from fittrack_cli.session.tokens import moment

    session = _own_session(cli, "there is nothing to renew")
    before = cli.token_place().tokens() or session.tokens()
    tokens = session.renew(before, rejected=True)
    if tokens.refresh == before.refresh:
        raise CliError(
            "the session was not renewed",
            "the new tokens could not be saved, and the old ones still work",
            "once they can be saved, run: fittrack auth refresh",
        )
    cli.output.item(
        {
            "username": tokens.username,
            "server": tokens.origin,
            "expires_at": moment(tokens.refresh_expires_at),
            "access_expires_at": moment(tokens.access_expires_at),
        },
        [
            Column("username", "SIGNED IN AS"),
            Column("server"),
            Column("expires_at", "SIGNED IN UNTIL", format=exact_moment),
            Column("access_expires_at", "ACCESS TOKEN UNTIL", format=exact_moment),
        ],
        fields=TOKENS_FIELDS,
    )


def token(cli: Cli) -> None:
    """Print a valid access token, for other programs.

    It is renewed first if it is about to expire, and is valid for minutes only. For scripts that
    run longer or elsewhere there is: fittrack auth access-tokens create. Anyone who sees the token
    can use it, so keep it out of logs, files and arguments.

    Examples:
        curl -H @<(printf 'Authorization: Bearer %s' "$(fittrack auth token)") https://…/v1/sources
        fittrack auth token -o json --query expires_at
    """
    from fittrack_cli.session.token_variable import token_from
    from fittrack_cli.session.tokens import moment

    given = token_from(cli.env)
    if given is not None:
        access, expires_at = given, None
    else:
        tokens = _own_session(cli, "").tokens(certainly_good=True)
        access, expires_at = tokens.access, moment(tokens.access_expires_at)
    cli.output.plain(
        f"{access.reveal()}\n", {"access_token": access.reveal(), "expires_at": expires_at}
    )


def move(
    cli: Cli,
    credential_store: Annotated[
        str,
        Option(
            "--credential-store",
            metavar="STORE",
            help=f"Where to keep the tokens: {one_of(STORES)}.",
        ),
    ],
) -> None:
    """Move the tokens to another store, and stay signed in.

    The tokens are written to the new store and read back before the profile changes, and only then
    removed from the old store, so this can be interrupted at any moment, and repeated. From a file,
    all sessions of the profile move; from a keyring, which cannot list its entries, only the one
    with the current server.

    Examples:
        fittrack auth move --credential-store keyring
        fittrack auth move --credential-store file
    """
    from fittrack_cli.output.columns import Column
    from fittrack_cli.program.config import parse_setting
    from fittrack_cli.session.moving import move_to

    wanted = str(parse_setting("credential_store", credential_store))
    moved, where = move_to(
        cli.token_places(), wanted, remember=partial(_remember, cli), warn=cli.output.warn
    )
    cli.output.item(
        {
            "profile": cli.profile.name,
            "credential_store": wanted,
            "kept_in": where,
            "moved": moved,
        },
        [Column("profile"), Column("kept_in", "TOKENS IN"), Column("moved", "SESSIONS MOVED")],
        fields=MOVE_FIELDS,
    )


def list_(cli: Cli) -> None:
    """List the account's active sessions, the most recently used first.

    Examples:
        fittrack auth sessions list
        fittrack auth sessions list -o json --query '[?!current].id'
    """
    from fittrack_cli.commands.auth.account_sessions import list_sessions
    from fittrack_cli.commands.naming.shown import id_column, whole
    from fittrack_cli.output.columns import Column
    from fittrack_cli.output.records import row_of
    from fittrack_contract import FIELDS

    sessions = whole(list_sessions(cli.connection))
    cli.output.rows(
        (row_of(session) for session in sessions),
        [
            Column("client_name", "SIGNED IN WITH"),
            Column("current"),
            Column("last_used_at", "LAST USED"),
            Column("created_at", "SIGNED IN", wide=True),
            Column("expires_at", "UNTIL", wide=True),
            id_column(sessions),
        ],
        fields=FIELDS["Session"],
        empty="No sessions.",
    )


def revoke(
    cli: Cli,
    session: Annotated[
        str | None, Argument(metavar="SESSION", help=f"The session: {NAMED_BY}.")
    ] = None,
) -> None:
    """End a session, whichever machine it is on.

    The one on this machine is ended with: fittrack auth logout.

    Examples:
        fittrack auth sessions revoke SESSION
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import SESSION
    from fittrack_cli.errors import NotFound, UsageError
    from fittrack_cli.session.token_variable import token_from
    from fittrack_client import api

    session_id = id_of(cli, SESSION, session)
    tokens = cli.token_place().tokens() if token_from(cli.env) is None else None
    if tokens is not None and tokens.session_id == str(session_id):
        raise UsageError(
            "this is the session that you are using", str(session_id), "fittrack auth logout"
        )
    try:
        cli.connection.call(api.revoke_session(session_id))
    except NotFound as error:
        error.hint = "fittrack auth sessions list"
        raise
    cli.output.note(f"Ended session {session_id}.")


def _own_session(cli: Cli, instead: str) -> "Session":
    """The stored session; raises UsageError while FITTRACK_TOKEN is in its place."""
    from fittrack_cli.errors import UsageError
    from fittrack_cli.session.session import not_signed_in
    from fittrack_cli.session.token_variable import TOKEN_VARIABLE, token_from

    if token_from(cli.env) is not None:
        raise UsageError(instead, f"{TOKEN_VARIABLE} is set", f"unset {TOKEN_VARIABLE}")
    session = cli.session()
    if session is None:
        raise not_signed_in()
    return session


def _remember(cli: Cli, store: str) -> None:
    """Writes into the profile where its tokens are kept."""
    from fittrack_cli.program.config import with_setting

    cli.config.with_profile(with_setting(cli.profile, "credential_store", store)).save()
    cli.refresh_config()
