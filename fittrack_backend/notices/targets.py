"""Whom an account's owner lets tell: add, list, remove, try out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from uuid import UUID, uuid4

from attrs import evolve, frozen
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.errors import Problem, invalid, not_found
from fittrack_backend.notices.addresses import AddressRefused, checked
from fittrack_backend.notices.formats import Prepared, TargetKind, key_of, new_secret, prepared
from fittrack_backend.notices.message import Notice, of_test
from fittrack_backend.notices.sending import Outcome, send
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.room import require_room
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.sealed import Sealer
from fittrack_backend.storage.sealing_again import seal_again
from fittrack_backend.storage.tables import AccountRow, NotificationTargetRow
from fittrack_backend.variables import Network

MOST = 10
_URL, _SECRET = "notification url", "notification secret"


@frozen
class TargetRequest:
    """A target to be added."""

    kind: TargetKind
    url: str
    secret: str | None
    name: str | None
    topics: Sequence[str]
    silence_days: int


@frozen
class TargetView:
    """A target as the contract shows it."""

    id: UUID
    kind: str
    name: str
    server: str
    topics: list[str]
    silence_days: int
    created_at: dt.datetime
    last_delivered_at: dt.datetime | None
    last_failed_at: dt.datetime | None
    last_failure: str | None
    secret: str | None = None
    """What a webhook's messages are signed with, shown once where the server made it up."""


def require_first_account(session: AccountSession) -> None:
    """A problem 403 for everybody but the first account: what the server sends out is its owner's to say."""
    founder = select(AccountRow.founder).where(AccountRow.id == session.account_id)
    if not session.scalar(founder):
        raise Problem(
            Kind.FIRST_ACCOUNT_ONLY,
            "Only the first account of the server sets where notifications go: what it sends, and where to, is its owner's to say. Any account "
            "can ask from a script: fittrack sync status --max-age 2d.",
        )


def add(
    session: AccountSession,
    sealer: Sealer,
    request: TargetRequest,
    *,
    allowed: Sequence[Network],
    now: dt.datetime,
) -> TargetView:
    """Adds a target, and makes up a webhook's secret where none is given.

    Problems: 422 for an address that may not be notified, or for a secret that cannot be used; 409 `limit-reached`.
    """
    try:
        destination = checked(request.url, allowed)
    except AddressRefused as error:
        raise invalid("body.url", str(error)) from None
    made_up = None
    if request.kind is TargetKind.WEBHOOK:
        made_up = None if request.secret is not None else new_secret()
        _check_signing(request.secret or made_up or "")
    if request.kind is TargetKind.GOTIFY and request.secret is None:
        raise invalid("body.secret", "Gotify takes messages with an application's token alone.")
    require_room(
        session,
        session.account_id,
        NotificationTargetRow,
        (),
        MOST,
        things="notification targets",
        way_out="Remove one first.",
    )
    url, secret = destination.url, request.secret or made_up
    row = NotificationTargetRow(
        id=uuid4(),
        account_id=session.account_id,
        kind=request.kind.value,
        name=request.name or url.host[:100],
        server=f"{url.scheme}://{url.netloc.decode('ascii')}",
        url=sealer.seal(request.url, session.account_id, _URL),
        secret=None if secret is None else sealer.seal(secret, session.account_id, _SECRET),
        topics=list(dict.fromkeys(request.topics)),
        silence_days=request.silence_days,
        silent={},
        created_at=now,
    )
    session.add(row)
    session.commit()
    return evolve(_view(row), secret=made_up)


def list_all(session: AccountSession, asked: PageAsked) -> Page[TargetView]:
    """The targets, in the order in which they were added."""
    query, time = select(NotificationTargetRow), NotificationTargetRow.created_at
    page = page_by_time(session, query, time, asked, latest_first=False)
    return page.each(_view)


def remove(session: AccountSession, target_id: UUID) -> None:
    """Ends a target, with what it has yet to be told; a problem 404 when it is not there."""
    session.delete(_find(session, target_id))
    session.commit()


def try_out(
    session: AccountSession,
    sealer: Sealer,
    target_id: UUID,
    *,
    allowed: Sequence[Network],
    now: dt.datetime,
) -> Outcome:
    """Tells a target of a test now, once; a problem 404 when it is not there."""
    row = _find(session, target_id)
    session.commit()  # the connection is not kept while the target is waited for
    told = prepared_for(row, sealer, of_test(), notice_id=uuid4(), at=now, now=now)
    return send(told, allowed)


def prepared_for(
    row: NotificationTargetRow,
    sealer: Sealer,
    notice: Notice,
    *,
    notice_id: UUID,
    at: dt.datetime,
    now: dt.datetime,
) -> Prepared:
    """What tells a target. Raises `NotOpened` where its URL or secret was sealed with a key that is gone."""
    return prepared(
        TargetKind(row.kind),
        sealer.open(row.url, row.account_id, _URL),
        None if row.secret is None else sealer.open(row.secret, row.account_id, _SECRET),
        notice,
        notice_id=notice_id,
        at=at,
        now=now,
    )


def seal_all_again(session: Session, sealer: Sealer) -> None:
    """Seals with the key in force what a former key sealed; delivering says what no key opens. Commits."""
    of = NotificationTargetRow
    for column, purpose in ((of.url, _URL), (of.secret, _SECRET)):
        seal_again(
            session,
            sealer,
            of.account_id,
            column,
            opened=partial(_opened, purpose),
            sealed=partial(_sealed, purpose),
        )
    session.commit()


def _opened(purpose: str, sealer: Sealer, account_id: UUID, kept: str) -> str:
    return sealer.open(kept, account_id, purpose)


def _sealed(purpose: str, sealer: Sealer, account_id: UUID, text: str) -> str:
    return sealer.seal(text, account_id, purpose)


def _check_signing(secret: str) -> None:
    try:
        key_of(secret)
    except ValueError as error:
        raise invalid("body.secret", f"The secret cannot sign: {error}.") from None


def _find(session: AccountSession, target_id: UUID) -> NotificationTargetRow:
    row = session.get(NotificationTargetRow, target_id)
    if row is None:
        raise not_found("notification target", target_id)
    return row


def _view(row: NotificationTargetRow) -> TargetView:
    return TargetView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        server=row.server,
        topics=row.topics,
        silence_days=row.silence_days,
        created_at=row.created_at,
        last_delivered_at=row.last_delivered_at,
        last_failed_at=row.last_failed_at,
        last_failure=row.last_failure,
    )
