"""What quickstart knows of the account that it made, in a file that only its owner can read.

It holds what quickstart made up by itself and nobody else knows: a password, a TOTP secret (RFC 6238),
recovery codes. It is written before the backend learns of it, so that an interruption loses nothing.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from fittrack_cli.errors import UsageError, printable_path
from fittrack_cli.files import read_private, write_private
from fittrack_cli.secret import Secret

FILE_NAME = "quickstart-account.json"
PASSWORD_BYTES = 18
STEP_S = 30


@frozen
class QuickstartAccount:
    """The account of one backend, which `backend` names: its data folder, or its address."""

    backend: str
    username: str
    password: Secret | None = None
    is_registered: bool = False
    totp_secret: Secret | None = None
    last_step: int = 0
    """The last 30-second step whose code was used: a code works once."""
    recovery_codes: tuple[str, ...] = field(default=(), repr=False)

    def with_generated_password(self) -> QuickstartAccount:
        return evolve(self, password=Secret(secrets.token_urlsafe(PASSWORD_BYTES)))

    def secrets(self) -> list[str]:
        """The secrets in the file, in words."""
        named = {
            "the password": self.password,
            "the second factor's secret": self.totp_secret,
            "the recovery codes": self.recovery_codes,
        }
        return [name for name, value in named.items() if value]


class AccountFile:
    """The file with the accounts, one for each backend."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def load(self, backend: str) -> QuickstartAccount | None:
        """Raises UsageError when the file is damaged, CliError when it may not be read."""
        return self._all().get(backend)

    def save(self, account: QuickstartAccount) -> QuickstartAccount:
        """Replaces the account of its backend, atomically. Raises CliError."""
        self._write({**self._all(), account.backend: account})
        return account

    def forget(self, backend: str) -> None:
        accounts = self._all()
        if accounts.pop(backend, None) is not None:
            self._write(accounts)

    def _all(self) -> dict[str, QuickstartAccount]:
        data = read_private(self.path)
        if data is None:
            return {}
        try:
            document = json.loads(data)
            accounts = [_from_json(entry) for entry in document["accounts"]]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            shown = printable_path(self.path)
            raise UsageError(
                f"cannot understand {shown}",
                "it does not hold what quickstart wrote there",
                f"correct it, or move it away: mv {shown} {shown}.old",
                slug="damaged-account-file",
            ) from error
        return {account.backend: account for account in accounts}

    def _write(self, accounts: Mapping[str, QuickstartAccount]) -> None:
        document = {
            "about": "Made by fittrack quickstart. Move what is here to your password manager and "
            "authenticator app, then delete this file.",
            "accounts": [_to_json(account) for account in accounts.values()],
        }
        write_private(self.path, (json.dumps(document, indent=2) + "\n").encode())


def next_code(
    account: QuickstartAccount,
    *,
    early: bool = False,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    tell: Callable[[str], None] = lambda text: None,
) -> tuple[Secret, int]:
    """A code of the account's secret that was not used before, and its step.

    The backend takes codes of the step before and of the step after as well (RFC 6238, section 5.2),
    so there is seldom a need to wait. With `early` it may be of the step before, which leaves this
    step's code for the next time, but can be too late when it arrives.
    """
    import pyotp

    assert account.totp_secret is not None
    step = max(int(clock() // STEP_S) - early, account.last_step + 1)
    wait_s = (step - 1) * STEP_S - clock()
    if wait_s > 0:
        tell(f"Waiting {wait_s:.0f} seconds for the next code …")
        sleep(wait_s)
    return Secret(pyotp.TOTP(account.totp_secret.reveal()).generate_otp(step)), step


def _from_json(entry: Mapping[str, object]) -> QuickstartAccount:
    backend, username = entry["backend"], entry["username"]
    codes, step = entry.get("recovery_codes", []), entry.get("last_step", 0)
    if not isinstance(backend, str) or not isinstance(username, str):
        raise TypeError("backend and username must be text")
    if not isinstance(codes, list) or not isinstance(step, int):
        raise TypeError("recovery_codes must be a list and last_step a number")
    return QuickstartAccount(
        backend=backend,
        username=username,
        password=_secret(entry.get("password")),
        is_registered=entry.get("registered") is True,
        totp_secret=_secret(entry.get("totp_secret")),
        last_step=step,
        recovery_codes=tuple(str(code) for code in codes),
    )


def _to_json(account: QuickstartAccount) -> dict[str, object]:
    return {
        "backend": account.backend,
        "username": account.username,
        "password": account.password.reveal() if account.password else None,
        "registered": account.is_registered,
        "totp_secret": account.totp_secret.reveal() if account.totp_secret else None,
        "last_step": account.last_step,
        "recovery_codes": list(account.recovery_codes),
    }


def _secret(value: object) -> Secret | None:
    return Secret(value) if isinstance(value, str) and value else None
