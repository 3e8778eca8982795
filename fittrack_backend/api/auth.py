"""Operations of signing in, refreshing and signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from fittrack_backend.accounts import access_tokens, lifetimes, proofs, rotation, sessions
from fittrack_backend.accounts import login as signing_in
from fittrack_backend.accounts.lifetimes import in_words
from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    PASSWORD_TURN,
    AskedPage,
    BackendDep,
    ClientAddress,
    Person,
    PersonDatabase,
    ProvenDatabase,
    UnboundDatabase,
)
from fittrack_backend.api.responses import OF_A_PROOF, OF_A_SESSION, problems
from fittrack_backend.api.schemas.auth import (
    AccessTokenList,
    AccessTokenRequest,
    ChallengeAnswer,
    CreatedAccessToken,
    LoginRequest,
    LoginResult,
    MfaChallenge,
    Proof,
    ProofRequest,
    RefreshRequest,
    SessionList,
    TokenGrant,
)
from fittrack_backend.api.strict import Id
from fittrack_backend.problem_kinds import Kind

router = strict.router("/v1/auth", "auth")


@router.post(
    "/login",
    operation_id="login",
    summary="Sign in with a password",
    dependencies=[PASSWORD_TURN],
    responses=problems(
        Kind.INVALID_CREDENTIALS.at(401),
        Kind.ACCOUNT_DISABLED,
        Kind.LIMIT_REACHED,
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.BUSY,
        Kind.STORAGE_FULL,
    ),
)
def login(
    body: LoginRequest, database: UnboundDatabase, backend: BackendDep, address: ClientAddress
) -> LoginResult:
    """Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.
    """
    result = signing_in.login(
        database,
        backend.safeguards,
        body.username,
        body.password.get_secret_value(),
        client_name=body.client_name,
        address=address,
        device=body.device_secret.get_secret_value() if body.device_secret else None,
    )
    if isinstance(result, signing_in.Challenge):
        return MfaChallenge.model_validate(result)
    return TokenGrant.model_validate(result)


@router.post(
    "/challenges/{challenge_id}",
    operation_id="answer_challenge",
    summary="Answer a challenge with a code",
    description=f"A challenge lives {in_words(lifetimes.CHALLENGE)} and allows "
    f"{signing_in.CHALLENGE_TRIES} tries; a TOTP code works once.",
    responses=problems(
        Kind.WRONG_CODE.at(401),
        Kind.ACCOUNT_DISABLED,
        Kind.NOT_FOUND,
        Kind.LIMIT_REACHED,
        Kind.CHALLENGE_EXPIRED,
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.STORAGE_FULL,
    ),
)
def answer_challenge(
    challenge_id: Annotated[Id, Path(description="The challenge's id.")],
    body: ChallengeAnswer,
    database: UnboundDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> TokenGrant:
    grant = signing_in.answer_challenge(
        database,
        backend.safeguards,
        challenge_id,
        method=body.method.value,
        code=body.code.get_secret_value(),
        address=address,
    )
    return TokenGrant.model_validate(grant)


@router.post(
    "/proof",
    operation_id="give_proof",
    summary="Prove again who is there",
    description="Sensitive steps take a fresh proof, and answer `proof-needed` without one. A password or a code counts for "
    f"{in_words(lifetimes.PROOF)} and for the session that gave it; signing in is one, too. An access token for scripts "
    "can give none.",
    dependencies=[PASSWORD_TURN],
    responses=problems(
        *OF_A_PROOF,
        Kind.INVALID_CREDENTIALS.at(403),
        Kind.WRONG_CODE.at(403),
        Kind.VALIDATION,
        Kind.TOO_MANY_TRIES,
        Kind.BUSY,
        Kind.STORAGE_FULL,
    ),
)
def give_proof(
    body: ProofRequest,
    caller: Person,
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> Proof:
    until = proofs.give(
        database,
        backend.safeguards,
        caller,
        method=body.method.value,
        secret=body.proof.get_secret_value(),
        address=address,
    )
    return Proof(proved_until=until)


@router.post(
    "/refresh",
    operation_id="refresh_token",
    summary="Ask for the next pair of tokens",
    responses=problems(
        Kind.NOT_SIGNED_IN,
        Kind.SESSION_EXPIRED,
        Kind.SESSION_REVOKED,
        Kind.TOKEN_SPENT,
        Kind.ACCOUNT_DISABLED,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
    ),
)
def refresh_token(
    body: RefreshRequest,
    database: UnboundDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> TokenGrant:
    """The same refresh token, with the same attempt, gets the same pair until one token of that pair
    is used.

    With another attempt it ends the session. Once a token of the new pair is used the old refresh
    token is spent, and meeting it again ends the session, too; within seconds of that it is only
    refused (`token-spent`).
    """
    grant = rotation.refresh(
        database,
        backend.safeguards,
        body.refresh_token.get_secret_value(),
        attempt=body.attempt.get_secret_value(),
        rotate=body.rotate,
        address=address,
    )
    return TokenGrant.model_validate(grant)


@router.post(
    "/logout",
    operation_id="logout",
    summary="End this session",
    status_code=204,
    responses=problems(*OF_A_SESSION, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def logout(
    caller: Person, database: PersonDatabase, backend: BackendDep, address: ClientAddress
) -> None:
    """Revokes both tokens of the session that asks."""
    sessions.end_session(
        database, backend.safeguards, caller.session_id, current=caller.session_id, address=address
    )


@router.get(
    "/sessions",
    operation_id="list_sessions",
    summary="List the sessions that are still good",
    responses=problems(*OF_A_SESSION, Kind.VALIDATION),
)
def list_sessions(
    caller: Person,
    database: PersonDatabase,
    asked: AskedPage,
    backend: BackendDep,
) -> SessionList:
    """Newest use first."""
    return SessionList.model_validate(
        sessions.list_sessions(database, backend.safeguards, asked, current=caller.session_id),
        from_attributes=True,
    )


@router.delete(
    "/sessions/{session_id}",
    operation_id="revoke_session",
    summary="End a session",
    status_code=204,
    responses=problems(*OF_A_SESSION, Kind.NOT_FOUND, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def revoke_session(
    session_id: Annotated[Id, Path(description="The session's id.")],
    caller: Person,
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> None:
    """Revokes the session's tokens at once, and the access tokens for scripts that another session made."""
    sessions.end_session(
        database, backend.safeguards, session_id, current=caller.session_id, address=address
    )


@router.post(
    "/access-tokens",
    operation_id="create_access_token",
    summary="Create an access token for scripts",
    status_code=201,
    responses=problems(*OF_A_PROOF, Kind.LIMIT_REACHED, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def create_access_token(
    body: AccessTokenRequest,
    caller: Person,
    database: ProvenDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> CreatedAccessToken:
    """The token's secret is in this answer and never shown again. Takes a fresh proof (`give_proof`)."""
    created = access_tokens.create(
        database,
        backend.safeguards,
        name=body.name,
        scopes=[scope.value for scope in body.scopes],
        expires_in_days=body.expires_in_days,
        session_id=caller.session_id,
        address=address,
    )
    return CreatedAccessToken.model_validate(created)


@router.get(
    "/access-tokens",
    operation_id="list_access_tokens",
    summary="List the access tokens for scripts",
    responses=problems(*OF_A_SESSION, Kind.VALIDATION),
)
def list_access_tokens(
    database: PersonDatabase,
    asked: AskedPage,
    backend: BackendDep,
) -> AccessTokenList:
    """Newest first, without their secrets."""
    return AccessTokenList.model_validate(
        access_tokens.list_all(database, backend.safeguards, asked),
        from_attributes=True,
    )


@router.delete(
    "/access-tokens/{access_token_id}",
    operation_id="revoke_access_token",
    summary="Revoke an access token for scripts",
    status_code=204,
    responses=problems(*OF_A_SESSION, Kind.NOT_FOUND, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def revoke_access_token(
    access_token_id: Annotated[Id, Path(description="The access token's id.")],
    database: PersonDatabase,
    backend: BackendDep,
    address: ClientAddress,
) -> None:
    """It stops working at once."""
    access_tokens.revoke(database, backend.safeguards, access_token_id, address=address)
