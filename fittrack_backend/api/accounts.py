"""Operations on accounts and their second factors."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from fittrack_backend.accounts import audit, lifetimes, registration, second_factor, time_zones
from fittrack_backend.accounts.lifetimes import in_words
from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    PASSWORD_TURN,
    AskedPage,
    BackendDep,
    ClientAddress,
    Person,
    PersonDatabase,
    PersonReads,
    ProvenDatabase,
    UnboundDatabase,
)
from fittrack_backend.api.responses import OF_A_PROOF, OF_A_SESSION, problems
from fittrack_backend.api.schemas.accounts import (
    Account,
    AccountChange,
    AccountEventList,
    Invitation,
    PasswordChange,
    PasswordChanged,
    RecoveryCodes,
    RecoveryCodesRenewal,
    Registration,
    TotpConfirmation,
    TotpEnrollment,
    TotpRemoval,
)
from fittrack_backend.api.strict import WHOLE_NUMBER
from fittrack_backend.problem_kinds import Kind

router = strict.router("/v1/accounts", "accounts")


@router.post(
    "",
    operation_id="register_account",
    summary="Register an account",
    status_code=201,
    dependencies=[PASSWORD_TURN],
    responses=problems(
        Kind.INVALID_INVITATION,
        Kind.INVITATION_REQUIRED,
        Kind.USERNAME_TAKEN,
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.BUSY,
        Kind.STORAGE_FULL,
    ),
)
def register_account(
    body: Registration, database: UnboundDatabase, backend: BackendDep, address: ClientAddress
) -> Account:
    """The first account of a server registers freely, every later one by invitation."""
    account = registration.register(
        database,
        backend.safeguards,
        body.username,
        body.password.get_secret_value(),
        invitation=None if body.invitation is None else body.invitation.get_secret_value(),
        time_zone=body.time_zone,
        address=address,
    )
    return Account.model_validate(account)


@router.post(
    "/invitations",
    operation_id="create_invitation",
    summary="Invite somebody to register",
    description="Makes a code with which one more account can be registered within "
    f"{in_words(lifetimes.INVITATION)}. Takes a fresh proof (`give_proof`).",
    status_code=201,
    responses=problems(*OF_A_PROOF, Kind.LIMIT_REACHED, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def create_invitation(
    database: ProvenDatabase, backend: BackendDep, address: ClientAddress
) -> Invitation:
    return Invitation.model_validate(
        registration.invite(database, backend.safeguards, address=address)
    )


@router.get(
    "/me",
    operation_id="get_current_account",
    summary="Who am I?",
    responses=problems(*OF_A_SESSION, Kind.VALIDATION),
)
def get_current_account(reads: PersonReads) -> Account:
    """The account that the access token belongs to."""
    return Account.model_validate(registration.show(reads))


@router.patch(
    "/me",
    operation_id="change_account",
    summary="Change the account",
    responses=problems(*OF_A_SESSION, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def change_account(body: AccountChange, database: PersonDatabase) -> Account:
    """Sets the time zone. The days of activities whose zone is the account's move with it."""
    time_zones.change(database, body.time_zone)
    return Account.model_validate(registration.show(database))


@router.get(
    "/me/events",
    operation_id="list_account_events",
    summary="List what happened to the account",
    responses=problems(*OF_A_SESSION, Kind.VALIDATION),
)
def list_account_events(
    database: PersonDatabase,
    asked: AskedPage,
    after: Annotated[
        int | None,
        Query(
            ge=0,
            le=2**31 - 1,
            description="Only the security events with a `number` above this one.",
        ),
        WHOLE_NUMBER,
    ] = None,
) -> AccountEventList:
    """Sign-ins, refreshes, revocations, and what changed about who gets in; newest first. What is older than 400 days is
    forgotten."""
    return AccountEventList.model_validate(
        audit.list_events(database, asked, beyond=after),
        from_attributes=True,
    )


@router.post(
    "/me/password",
    operation_id="change_password",
    summary="Change the password",
    dependencies=[PASSWORD_TURN],
    responses=problems(
        *OF_A_SESSION,
        Kind.INVALID_CREDENTIALS.at(403),
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.BUSY,
        Kind.STORAGE_FULL,
    ),
)
def change_password(
    body: PasswordChange,
    caller: Person,
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> PasswordChanged:
    """Sets a new password and ends every other session, and the tokens for scripts that those and this one made.

    With `everything` all tokens for scripts end, and invitations that were not used. The answer says what was ended,
    and what still lets somebody in.
    """
    changed = registration.change_password(
        database,
        backend.safeguards,
        current=caller.session_id,
        current_password=body.current_password.get_secret_value(),
        new_password=body.new_password.get_secret_value(),
        everything=body.everything,
        address=address,
    )
    return PasswordChanged.model_validate(changed, from_attributes=True)


@router.post(
    "/me/totp",
    operation_id="start_totp_enrollment",
    summary="Start enrolling a second factor",
    description="Makes a TOTP secret (RFC 6238), good once it is confirmed with a code within "
    f"{in_words(lifetimes.ENROLLMENT)}. Takes a fresh proof (`give_proof`).",
    status_code=201,
    responses=problems(*OF_A_PROOF, Kind.MFA_ALREADY_ENABLED, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def start_totp_enrollment(
    caller: Person, database: ProvenDatabase, backend: BackendDep
) -> TotpEnrollment:
    return TotpEnrollment.model_validate(
        second_factor.start_enrollment(database, backend.safeguards, username=caller.username)
    )


@router.post(
    "/me/totp/confirm",
    operation_id="confirm_totp_enrollment",
    summary="Confirm the second factor",
    responses=problems(
        *OF_A_SESSION,
        Kind.WRONG_CODE.at(403),
        Kind.MFA_ALREADY_ENABLED,
        Kind.ENROLLMENT_EXPIRED,
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.STORAGE_FULL,
    ),
)
def confirm_totp_enrollment(
    body: TotpConfirmation,
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> RecoveryCodes:
    """From now on signing in asks for a code. Answers ten recovery codes, shown this once."""
    codes = second_factor.confirm_enrollment(
        database, backend.safeguards, body.code.get_secret_value(), address=address
    )
    return RecoveryCodes(recovery_codes=codes)


@router.post(
    "/me/recovery-codes",
    operation_id="renew_recovery_codes",
    summary="Make new recovery codes",
    status_code=201,
    responses=problems(
        *OF_A_SESSION,
        Kind.WRONG_CODE.at(403),
        Kind.MFA_NOT_ENABLED,
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.STORAGE_FULL,
    ),
)
def renew_recovery_codes(
    body: RecoveryCodesRenewal,
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> RecoveryCodes:
    """Takes a code. Answers ten recovery codes, shown this once; earlier ones stop working."""
    codes = second_factor.renew_recovery_codes(
        database, backend.safeguards, body.code.get_secret_value(), address=address
    )
    return RecoveryCodes(recovery_codes=codes)


@router.post(
    "/me/totp/remove",
    operation_id="remove_totp",
    summary="Remove the second factor",
    status_code=204,
    dependencies=[PASSWORD_TURN],
    responses=problems(
        *OF_A_SESSION,
        Kind.INVALID_CREDENTIALS.at(403),
        Kind.WRONG_CODE.at(403),
        Kind.MFA_NOT_ENABLED,
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.BUSY,
        Kind.STORAGE_FULL,
    ),
)
def remove_totp(
    body: TotpRemoval,
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> None:
    """Takes the password and a code, which may be a recovery code; signing in then asks for the password alone."""
    second_factor.remove(
        database,
        backend.safeguards,
        password=body.password.get_secret_value(),
        code=body.code.get_secret_value(),
        address=address,
    )
