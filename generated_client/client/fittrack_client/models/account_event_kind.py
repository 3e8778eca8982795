# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Literal, cast

AccountEventKind = Literal[
    "access-renewed",
    "access-renewed-unbound",
    "access-token-created",
    "access-token-revoked",
    "account-deleted",
    "account-disabled",
    "account-enabled",
    "code-refused",
    "folder-given",
    "folder-taken",
    "invited",
    "mfa-enabled",
    "mfa-removed",
    "password-changed",
    "password-refused",
    "proved",
    "quota-set",
    "recovery-code-used",
    "recovery-codes-renewed",
    "refreshed",
    "refreshed-again",
    "registered",
    "second-holder",
    "session-revoked",
    "signed-in",
    "signed-out",
    "token-late",
    "token-reused",
]

ACCOUNT_EVENT_KIND_VALUES: set[AccountEventKind] = {
    "access-renewed",
    "access-renewed-unbound",
    "access-token-created",
    "access-token-revoked",
    "account-deleted",
    "account-disabled",
    "account-enabled",
    "code-refused",
    "folder-given",
    "folder-taken",
    "invited",
    "mfa-enabled",
    "mfa-removed",
    "password-changed",
    "password-refused",
    "proved",
    "quota-set",
    "recovery-code-used",
    "recovery-codes-renewed",
    "refreshed",
    "refreshed-again",
    "registered",
    "second-holder",
    "session-revoked",
    "signed-in",
    "signed-out",
    "token-late",
    "token-reused",
}


def check_account_event_kind(value: object) -> AccountEventKind:
    """Takes any value of the right type: a newer server may know more of them than this client."""
    if not isinstance(value, str):
        raise TypeError(f"Unexpected value {value!r} for AccountEventKind")
    return cast(AccountEventKind, value)
