"""Enrolling and removing the second factor (TOTP, RFC 6238)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.secret import Secret

if TYPE_CHECKING:
    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models.totp_enrollment import TotpEnrollment


def start(connection: Connection) -> TotpEnrollment:
    """A new secret, good once it is confirmed. Raises CliError."""
    from fittrack_client import api

    return connection.call(api.start_totp_enrollment())


def confirm(connection: Connection, code: Secret) -> list[str]:
    """Turns the second factor on with a first code, and returns the recovery codes."""
    from fittrack_client import api
    from fittrack_client.models.totp_confirmation import TotpConfirmation

    body = TotpConfirmation(code=code.reveal())
    answer = connection.call(api.confirm_totp_enrollment(body=body))
    return answer.recovery_codes


def renew_recovery_codes(connection: Connection, code: Secret) -> list[str]:
    """Ten new recovery codes in place of those before, for a code. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.models.recovery_codes_renewal import RecoveryCodesRenewal

    body = RecoveryCodesRenewal(code=code.reveal())
    answer = connection.call(api.renew_recovery_codes(body=body))
    return answer.recovery_codes


def remove(connection: Connection, password: Secret, code: Secret) -> None:
    """Turns the second factor off. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.models.totp_removal import TotpRemoval

    body = TotpRemoval(password=password.reveal(), code=code.reveal())
    connection.call(api.remove_totp(body=body))
