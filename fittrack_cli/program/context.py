"""What a command gets: the streams, the settings in force, and everything built from them.

Settings come from a flag, else from a `FITTRACK_*` variable, else from the profile, else from a
default. All parts are built when first asked for, so that a command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TextIO

from fittrack_cli.errors import CliError, UsageError
from fittrack_cli.program.options import (
    COMMON_OPTIONS,
    DEFAULT_TIMEOUT_S,
    MAX_TIMEOUT_S,
    OUTPUT_FORMATS,
)

if TYPE_CHECKING:
    import httpx

    from fittrack_cli.output.output import Output
    from fittrack_cli.output.pager import Pages
    from fittrack_cli.program.config import Config, Profile
    from fittrack_cli.program.news import News
    from fittrack_cli.program.prompter import Prompter
    from fittrack_cli.secret import Secret
    from fittrack_cli.session.session import Session
    from fittrack_cli.session.store import TokenStore
    from fittrack_cli.session.stores import TokenPlace
    from fittrack_cli.session.tokens import Tokens
    from fittrack_cli.wire.connection import Connection
    from fittrack_cli.wire.plain_http import FirstAnswer

_FORCING_COLOR = ("FORCE_COLOR", "CLICOLOR_FORCE")


class ParsedCommand(Protocol):
    """A command's parser, as far as messages about it need it."""

    @property
    def params(self) -> Sequence[object]: ...

    @property
    def words(self) -> tuple[str, ...]: ...


class Cli:
    """One run of the command line.

    The environment, the streams, the prompter and the transport are handed in, so that a test
    needs neither a terminal nor a server.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        prompter: Prompter | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.env = env
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self._given: dict[str, object] = {}
        self.transport = transport
        self._prompter = prompter
        self._asked_servers: set[str] = set()
        self._closers: list[Callable[[], None]] = []
        self.folder_is_checked = False
        """Whether it was said already if others could change the settings."""
        self.command: ParsedCommand | None = None
        """The parser of the command that runs."""
        self.shows_pages = False
        """Whether the command's result is one to page through."""
        self.first_answer: FirstAnswer | None = None  # see program/direct.py
        self.password_on_stdin = False
        """Whether standard input has the password, for steps that ask for it again."""

    def give(self, name: str, value: object) -> None:
        """Records a common option from the command line; a later one replaces an earlier one."""
        self._given[name] = value

    def typed(self, name: str) -> str | None:
        """The text of a common option from the command line, or None."""
        value = self._given.get(name)
        return None if value is None else str(value)

    def given(self, name: str) -> str | None:
        """The text of a common option from the command line or its variable, or None."""
        value = self.typed(name)
        if value is not None:
            return value
        variable = next((option.env for option in COMMON_OPTIONS if option.name == name), None)
        return (self.env.get(variable) or None) if variable else None

    def origin(self, name: str) -> str | None:
        """Where a common option was given: its flag, its variable, or None."""
        option = next(option for option in COMMON_OPTIONS if option.name == name)
        if name in self._given:
            return option.opts[-1]
        return option.env if self.given(name) is not None else None

    def flag(self, name: str) -> bool:
        """Whether a common flag, such as `quiet`, is set."""
        return self.given(name) is not None

    @property
    def debug(self) -> bool:
        return self.flag("debug")

    @cached_property
    def config(self) -> Config:
        """The configuration file; raises UsageError when it is damaged, CliError when unreadable."""
        from fittrack_cli.places import config_dir
        from fittrack_cli.program.config import Config

        return Config.load(config_dir(self.env))

    @cached_property
    def profile(self) -> Profile:
        """The profile in force; raises UsageError when the one that was asked for is unknown."""
        return self.config.profile(self.given("profile"))

    def refresh_config(self) -> None:
        """Reads the configuration again, after it was changed."""
        for name in ("config", "profile", "server"):
            self.__dict__.pop(name, None)

    @cached_property
    def timeout_s(self) -> float:
        """How long to wait for an answer, in seconds."""
        text = self.given("timeout")
        if text is None:
            return self.profile.timeout_s or DEFAULT_TIMEOUT_S
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= MAX_TIMEOUT_S:
            raise UsageError(
                "invalid timeout",
                f"{text!r} is not a number of seconds above 0 and up to {MAX_TIMEOUT_S:.0f}",
                "for example --timeout 10",
            )
        return seconds

    @cached_property
    def output_format(self) -> str:
        """One of `OUTPUT_FORMATS`."""
        text = self.given("output") or self.profile.output or "table"
        if text not in OUTPUT_FORMATS:
            raise UsageError(
                "unknown output format", f"{text!r}", f"use one of {', '.join(OUTPUT_FORMATS)}"
            )
        return text

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields that --fields asks for; empty when it was not given."""
        text = self.given("fields")
        if text is None:
            return ()
        names = tuple(name.strip() for name in text.split(","))
        if not all(names) or len(set(names)) != len(names):
            raise UsageError(
                "invalid --fields", f"{text!r} is not a list of distinct names", "--fields id,state"
            )
        return names

    @cached_property
    def output(self) -> Output:
        from fittrack_cli.output.output import Output
        from fittrack_cli.program.units import units_of

        return Output(
            self.output_format,
            self.stdout,
            self.stderr,
            fields=self.fields,
            query=self.given("query"),
            color=self._wants_color,
            units=units_of(self),
            pages=self._pages,
            csv_safe=self.flag("csv_safe"),
            bom=self.flag("bom"),
            in_full=self.in_full,
            quiet=self.flag("quiet"),
            verbose=self.flag("verbose") or self.debug,
        )

    def in_full(self, text: str) -> str:
        """A text whose commands work as they are: with the profile, the server and the data folder of this run."""
        if "fittrack " not in text:
            return text
        from fittrack_cli.program.suggested import Suggested

        return Suggested(self._repeated)(text)

    def _repeated(self, name: str) -> str | None:
        """The text of a common option that a command has to repeat to mean the same: the current profile need not be named."""
        value = self.typed(name)
        if name != "profile" or value is None:
            return value
        try:
            return None if value == self.config.current else value
        except CliError:  # the configuration may be what failed
            return value

    def _pages(self, out: TextIO) -> Pages | None:
        """How a long result is shown on a terminal."""
        from fittrack_cli.output.pager import Pages, pager_command

        if not self.shows_pages or self.flag("no_pager"):
            return None
        command = pager_command(self.env)
        return None if command is None else Pages(out, command, self.env)

    @property
    def _wants_color(self) -> bool | None:
        """True even off a terminal, False nowhere, None on a terminal only.

        --no-color comes first, then FORCE_COLOR and CLICOLOR_FORCE, then NO_COLOR, as in gh.
        """
        if "no_color" in self._given:
            return False
        if any(self.env.get(name, "") not in ("", "0") for name in _FORCING_COLOR):
            return True
        return None if not self.flag("no_color") and self.env.get("TERM") != "dumb" else False

    @cached_property
    def prompter(self) -> Prompter:
        """Who answers questions; `prompter.can_ask` is false without a terminal."""
        from fittrack_cli.program.prompter import TerminalPrompter

        return self._prompter or TerminalPrompter(self.stdin, self.stderr)

    @cached_property
    def server(self) -> str:
        """The backend's address. Raises UsageError for one that cannot be used."""
        from fittrack_cli.program.server import base_url

        return base_url(self.given("server"), self.profile, self.env)

    @cached_property
    def connection(self) -> Connection:
        """The connection to the backend in force, signed in where a session exists.

        Raises UsageError for an address that cannot be used; that nobody is signed in shows at the
        first request.
        """
        connection = self.connect(self.auth())
        self._closers.append(connection.close)
        return connection

    def connect(self, auth: httpx.Auth | None = None, *, any_version: bool = False) -> Connection:
        """A connection to the backend in force, which the caller closes; without `auth` it sends no
        token.

        Requests to a server of another major version raise Incompatible, unless `any_version`.
        """
        from fittrack_cli.places import cache_dir
        from fittrack_cli.wire.connection import Connection
        from fittrack_cli.wire.version_gate import VersionGate

        url = self.server
        self._check_folder()
        return Connection(
            url,
            timeout_s=self.timeout_s,
            auth=auth,
            transport=self.transport,
            ca_file=self.profile.ca_file,
            trace=(lambda text: self.output.detail(f"debug: {text}")) if self.debug else None,
            gate=None
            if any_version
            else VersionGate(url, self._asked_servers, cache_dir(self.env)),
            on_answer=self.news.saw,
            first=self.first_answer,
        )

    def _check_folder(self) -> None:
        """Warns, once a command, of a folder of settings in which others could change where tokens go."""
        from fittrack_cli.errors import printable_path
        from fittrack_cli.files import others_may_write

        folder = self.config.folder
        if not self.folder_is_checked and others_may_write(folder):
            shown = printable_path(folder)
            self.output.warn(
                f"others can write to {shown}, and so change your settings and where your tokens are sent:"
                f" chmod 700 {shown}"
            )
        self.folder_is_checked = True

    @cached_property
    def news(self) -> News:
        """What the answers say of the account's security events."""
        from fittrack_cli.program.news import News
        from fittrack_cli.wire.address import origin

        return News(self.config.folder, origin(self.server))

    def tell_news(self) -> None:
        """Says on stderr, once, what happened to the account; with --quiet it waits for another command."""
        if "news" in self.__dict__ and not self.output.quiet:
            self.news.tell(lambda: self.connection, self.output.note)

    def auth(self) -> httpx.Auth:
        """How requests are signed: by FITTRACK_TOKEN, else by the stored session."""
        from fittrack_cli.session.token_variable import token_from

        token = token_from(self.env)
        if token is None:
            return self.session_auth()
        from fittrack_cli.session.script_token import TokenAuth

        return TokenAuth(token, self.token_place().origin)

    def session_auth(self) -> httpx.Auth:
        """Requests signed by the stored session, even if FITTRACK_TOKEN is set."""
        from fittrack_cli.session.auth import NoAuth, SessionAuth

        session = self.session()
        if session is None:
            return NoAuth()
        from fittrack_cli.program.passwords import PersonAsker

        return SessionAuth(session, self.token_place().origin, self.server, PersonAsker(self))

    def session(self) -> Session | None:
        """The stored session with the server in force; None before any sign-in."""
        from fittrack_cli.session.session import PATIENCE_S, Session

        place = self.token_place()
        store = place.opened()
        if store is None:
            return None

        def exchanged(refresh: Secret, attempt: Secret, *, rotate: bool) -> Tokens:
            from fittrack_cli.session.exchange import exchange

            return exchange(self.connect, refresh, attempt, rotate=rotate)

        return Session(
            store,
            place.key,
            folder=place.folder,
            exchange=exchanged,
            warn=self.output.warn,
            patience_s=max(PATIENCE_S, self.timeout_s + 10),
            reopened=lambda: self._reopened(place),
        )

    def token_place(self) -> TokenPlace:
        """Where the profile in force keeps its tokens for the server in force."""
        return self._place_of(self.profile, self.server)

    def token_places(self) -> list[TokenPlace]:
        """The same for the server in force and, where another was given, for the profile's own."""
        return [self.token_place(), self.place_of(self.profile)]

    def place_of(self, profile: Profile) -> TokenPlace:
        """Where a profile keeps its tokens for its own server."""
        from fittrack_cli.program.server import base_url

        return self._place_of(profile, base_url(None, profile, self.env))

    def _place_of(self, profile: Profile, server: str) -> TokenPlace:
        from fittrack_cli.session.stores import TokenPlace
        from fittrack_cli.wire.address import origin

        return TokenPlace(
            self.config.folder, profile.name, origin(server), profile.credential_store
        )

    def _reopened(self, place: TokenPlace) -> TokenStore | None:
        """The profile's store, when the profile on disk has changed to another one."""
        from fittrack_cli.program.config import Config
        from fittrack_cli.session.stores import open_store

        now = Config.load(place.folder).profiles.get(place.profile)
        if now is None or now.credential_store in (None, place.store):
            return None
        return open_store(str(now.credential_store), place.folder)

    def show_pages(self) -> None:
        """Lets a person see what is to be seen page by page, before anything else is said."""
        if "output" in self.__dict__:
            self.output.show_pages()

    def close(self) -> None:
        """Closes what was opened for the command."""
        while self._closers:
            self._closers.pop()()
