"""Signing up: from nothing, or from wherever an earlier run ended, to a session with a second factor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from fittrack_cli.commands.auth.qr_code import show_secret
from fittrack_cli.commands.auth.signing_in import sign_in
from fittrack_cli.commands.quickstart.account_file import (
    AccountFile,
    QuickstartAccount,
    next_code,
)
from fittrack_cli.commands.quickstart.backend import backend_key
from fittrack_cli.commands.quickstart.paths import short_path
from fittrack_cli.errors import USAGE, CliError, NotSignedIn
from fittrack_cli.secret import Secret
from fittrack_cli.session import second_factor
from fittrack_cli.session.store import StoreError
from fittrack_cli.session.stores import open_store
from fittrack_cli.wire.allowed import limits_of, why_not
from fittrack_contract import problems

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models.account import Account
    from fittrack_client.models.totp_enrollment import TotpEnrollment

_REGISTRATION_REFUSED = frozenset({problems.USERNAME_TAKEN, problems.INVITATION_REQUIRED})
DEFAULT_USERNAME = "athlete"
CODE_TRIES = 5
_USERNAME = ("register_account", "body", "username")
_PASSWORD = ("register_account", "body", "password")


class SignUp:
    """From nothing, or from wherever an earlier run ended, to a session with a second factor."""

    def __init__(self, cli: Cli, accounts: AccountFile, data_dir: Path) -> None:
        self._cli = cli
        self._accounts = accounts
        self._backend = backend_key(cli, data_dir)
        self._store = _usable_store(cli)
        self._password: Secret | None = None
        self._is_new = False

    def signed_in_account(self) -> Account:
        account = self._current()
        if account is None:
            known = self._accounts.load(self._backend) or self._by_profile() or self._new_account()
            if not known.is_registered:
                known = self._registered(known)
            self._sign_in_or_register(known)
            account = self._required()
        if not account.mfa_enabled:
            self._enroll(self._accounts.load(self._backend) or self._known_as(account.username))
            account = self._required()
        return account

    # Who is it?

    def _current(self) -> Account | None:
        """The account of the session that is there, if it is still good."""
        try:
            return _who_am_i(self._cli)
        except NotSignedIn:
            return None

    def _required(self) -> Account:
        account = self._current()
        if account is None:
            raise NotSignedIn(
                "signed in, but the session is not accepted", "", "fittrack auth status"
            )
        return account

    def _known_as(self, username: str) -> QuickstartAccount:
        return QuickstartAccount(self._backend, username, is_registered=True)

    def _by_profile(self) -> QuickstartAccount | None:
        """An account that signed in here before without quickstart, if its owner can be asked."""
        username = self._cli.profile.username
        if username is None or not self._cli.prompter.can_ask:
            return None
        return self._known_as(username)

    # A new account

    def _new_account(self) -> QuickstartAccount:
        if not self._cli.prompter.can_ask:
            name = self._cli.profile.username or DEFAULT_USERNAME
            self._is_new = True
            fresh = QuickstartAccount(self._backend, name).with_generated_password()
            return self._accounts.save(fresh)
        self._cli.output.ask_note("\nCreate your account on this backend.")
        fresh = QuickstartAccount(self._backend, self._ask_username())
        self._password = self._ask_new_password()
        if self._password is None:
            fresh = fresh.with_generated_password()
        self._is_new = True
        return self._accounts.save(fresh)

    def _ask_username(self) -> str:
        while True:
            name = self._cli.prompter.ask("User name", _proposed_username())
            if why_not(name, *_USERNAME) is None:
                return name
            self._cli.output.ask_note(
                f"Use up to {limits_of(*_USERNAME)['maxLength']} letters, digits and . _ @ + -,"
                " a letter or digit first."
            )

    def _ask_new_password(self) -> Secret | None:
        """The new password, typed twice; None for a generated one."""
        ask = self._cli.prompter.ask_secret
        while True:
            first = ask("Password (press Enter to have one made for you)", optional=True)
            if not first:
                return None
            why = why_not(first, *_PASSWORD)
            if why is not None:
                self._cli.output.ask_note(f"A password {why}.")
            elif ask("Repeat it", optional=True) == first:
                return Secret(first)
            else:
                self._cli.output.ask_note("They differ. Try again.")

    def _registered(self, known: QuickstartAccount) -> QuickstartAccount:
        """Registers the account, unless an earlier run came so far or there is one already."""
        password = known.password or self._password
        if password is None or not self._register(known.username, password):
            return known
        return self._accounts.save(
            evolve(known, is_registered=True, totp_secret=None, recovery_codes=(), last_step=0)
        )

    def _register(self, username: str, password: Secret) -> bool:
        """Whether the backend has taken the account; it does not when it has one."""
        try:
            _register(self._cli, username, password)
        except CliError as error:
            if error.slug not in _REGISTRATION_REFUSED:
                raise
            self._cli.output.detail(f"not registered: {error.title}")
            return False
        self._cli.output.note(f"Created the account {username}.")
        return True

    # Signing in

    def _sign_in_or_register(self, known: QuickstartAccount) -> None:
        """Signs in; where the account is gone, as from a new data folder, makes it again."""
        try:
            self._sign_in(known)
        except NotSignedIn as error:
            again = known if self._is_new else self._registered(known)
            if again is known:
                raise self._cannot_sign_in(known, error) from error
            self._sign_in(again)
        self._accounts.save(evolve(self._accounts.load(self._backend) or known, is_registered=True))

    def _sign_in(self, known: QuickstartAccount) -> None:
        password = self._password = known.password or self._password or self._ask_password(known)
        code = None
        if known.totp_secret is not None:
            code, step = next_code(known, tell=self._cli.output.note)
            self._accounts.save(evolve(known, last_step=step))
        sign_in(self._cli, known.username, password, code, self._store)

    def _ask_password(self, known: QuickstartAccount) -> Secret:
        if not self._cli.prompter.can_ask:
            raise NotSignedIn(
                f"quickstart cannot sign in as {known.username} on its own",
                "it does not know the password",
                f"fittrack auth login --username {known.username}, then run quickstart again",
            )
        return Secret(self._cli.prompter.ask_secret(f"Password of {known.username}"))

    def _cannot_sign_in(self, known: QuickstartAccount, error: CliError) -> CliError:
        """What to do when the words do not fit: the backend may have an account of another name."""
        if self._is_new:
            self._accounts.forget(self._backend)  # it never came to be
        return NotSignedIn(
            f"cannot sign in as {known.username}",
            f"{error.detail or error.title} If this backend already has an account, quickstart"
            " cannot create another account or know its password.",
            "sign in with: fittrack auth login\nthen run quickstart again",
            request_id=error.request_id,
        )

    # The second factor

    def _enroll(self, known: QuickstartAccount) -> None:
        if self._cli.prompter.can_ask:
            self._enroll_a_person(known)
        else:
            self._enroll_by_itself(known)

    def _enroll_by_itself(self, known: QuickstartAccount) -> None:
        """Confirms with a code of the step before, so that signing in can use this step's."""
        with self._cli.connect(self._cli.auth()) as connection:
            enrollment = second_factor.start(connection)
            known = evolve(known, totp_secret=Secret(enrollment.secret), last_step=0)
            for tries_left in (1, 0):
                code, step = next_code(known, early=True, tell=self._cli.output.note)
                known = self._accounts.save(evolve(known, last_step=step))
                try:
                    codes = second_factor.confirm(connection, code)
                    break
                except CliError as error:  # the step may have passed on the way
                    if not tries_left or not _is_wrong_code(error):
                        raise
        known = self._accounts.save(evolve(known, recovery_codes=tuple(codes)))
        self._cli.output.note("Turned the second factor on; signing in with it.")
        if known.password is not None:
            self._sign_in(known)

    def _enroll_a_person(self, known: QuickstartAccount) -> None:
        output = self._cli.output
        with self._cli.connect(self._cli.auth()) as connection:
            enrollment = second_factor.start(connection)
            self._show(enrollment)
            codes = self._confirmed(connection)
        self._accounts.save(evolve(known, recovery_codes=tuple(codes), totp_secret=None))
        output.ask_note(
            "The second factor is on. If you lose your phone, each of these codes signs you in once:\n"
        )
        for pair in zip(codes[::2], codes[1::2], strict=False):
            output.ask_note(f"  {'  '.join(pair)}")
        output.ask_note("")

    def _show(self, enrollment: TotpEnrollment) -> None:
        output = self._cli.output
        output.ask_note("\nNow the second factor.")
        show_secret(output, enrollment.otpauth_uri, enrollment.secret)

    def _confirmed(self, connection: Connection) -> list[str]:
        for tries_left in range(CODE_TRIES - 1, -1, -1):
            text = self._cli.prompter.ask("The code shown by the app")
            try:
                return second_factor.confirm(connection, Secret("".join(text.split())))
            except CliError as error:
                if not tries_left or not _is_wrong_code(error):
                    raise
                self._cli.output.ask_note(f"{error.detail or error.title} Try again.")
        raise AssertionError


def _is_wrong_code(error: CliError) -> bool:
    return error.slug == problems.WRONG_CODE or error.code == USAGE


def _who_am_i(cli: Cli) -> Account:
    from fittrack_client import api

    with cli.connect(cli.auth()) as connection:
        return connection.call(api.get_current_account())


def _register(cli: Cli, username: str, password: Secret) -> None:
    from fittrack_cli.commands.machine_zone import machine_zone
    from fittrack_client import api
    from fittrack_client.models.registration import Registration

    zone = machine_zone(cli.env)
    body = Registration(username=username, password=password.reveal(), time_zone=zone)
    with cli.connect() as connection:
        connection.call(api.register_account(body=body))


def _usable_store(cli: Cli) -> str:
    """Where to keep tokens: the profile's store, or else the keyring, or else a file, with a note."""
    if cli.profile.credential_store is not None:
        return cli.profile.credential_store
    try:
        open_store("keyring", cli.config.folder).try_out()
        return "keyring"
    except StoreError as error:
        file = open_store("file", cli.config.folder)
        cli.output.note(
            f"No usable keyring ({error.detail or error.title}):"
            f"\nkeeping the tokens in {short_path(Path(file.where))}, which only you can read."
        )
        return "file"


def _proposed_username() -> str:
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return DEFAULT_USERNAME
    return name if why_not(name, *_USERNAME) is None and name != "root" else DEFAULT_USERNAME
