"""Operations on where the server tells what happened."""

from __future__ import annotations

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    AskedPage,
    BackendDep,
    FirstAccountDatabase,
    ProvenFirstAccountDatabase,
    TargetId,
)
from fittrack_backend.api.responses import OF_A_PROOF, OF_A_SESSION, problems
from fittrack_backend.api.schemas.notifications import (
    CreatedNotificationTarget,
    NotificationTarget,
    NotificationTargetList,
    NotificationTargetRequest,
    NotificationTest,
)
from fittrack_backend.notices import targets
from fittrack_backend.notices.targets import TargetRequest
from fittrack_backend.problem_kinds import Kind

router = strict.router("/v1/notifications", "notifications")


@router.post(
    "/targets",
    operation_id="create_notification_target",
    summary="Add somewhere to tell what happened",
    status_code=201,
    responses=problems(
        *OF_A_PROOF,
        Kind.FIRST_ACCOUNT_ONLY,
        Kind.LIMIT_REACHED,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
    ),
)
def create_notification_target(
    body: NotificationTargetRequest, database: ProvenFirstAccountDatabase, backend: BackendDep
) -> CreatedNotificationTarget:
    """The server sends a POST there when a sync of the account fails, works again, or stays away, and on security
    events. A webhook gets JSON as Standard Webhooks 1.0.0 says, signed with HMAC-SHA256. What is not taken is sent again
    for three days. For the server's first account; never to an address inside the server's own network, unless its
    operator allows that."""
    request = TargetRequest(
        kind=body.kind,
        url=body.url.get_secret_value(),
        secret=None if body.secret is None else body.secret.get_secret_value(),
        name=body.name,
        topics=[one.value for one in body.topics],
        silence_days=body.silence_days,
    )
    made = targets.add(
        database,
        backend.safeguards.sealer,
        request,
        allowed=backend.settings.notify_networks,
        now=backend.safeguards.clock(),
    )
    return CreatedNotificationTarget.model_validate(made)


@router.get(
    "/targets",
    operation_id="list_notification_targets",
    summary="List where the server tells what happened",
    responses=problems(*OF_A_SESSION, Kind.FIRST_ACCOUNT_ONLY, Kind.VALIDATION),
)
def list_notification_targets(
    database: FirstAccountDatabase, asked: AskedPage
) -> NotificationTargetList:
    """In the order in which they were added, without their secrets."""
    page = targets.list_all(database, asked)
    items = [NotificationTarget.model_validate(one) for one in page.items]
    return NotificationTargetList(items=items, next_cursor=page.next_cursor)


@router.delete(
    "/targets/{target_id}",
    operation_id="delete_notification_target",
    summary="Stop telling a target",
    status_code=204,
    responses=problems(
        *OF_A_SESSION,
        Kind.FIRST_ACCOUNT_ONLY,
        Kind.NOT_FOUND,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
    ),
)
def delete_notification_target(target_id: TargetId, database: FirstAccountDatabase) -> None:
    """What it has yet to be told goes, too."""
    targets.remove(database, target_id)


@router.post(
    "/targets/{target_id}/test",
    operation_id="send_test_notification",
    summary="Send a target a test",
    responses=problems(*OF_A_SESSION, Kind.FIRST_ACCOUNT_ONLY, Kind.NOT_FOUND, Kind.VALIDATION),
)
def send_test_notification(
    target_id: TargetId, database: FirstAccountDatabase, backend: BackendDep
) -> NotificationTest:
    """Once, and now: the answer says what became of it."""
    outcome = targets.try_out(
        database,
        backend.safeguards.sealer,
        target_id,
        allowed=backend.settings.notify_networks,
        now=backend.safeguards.clock(),
    )
    return NotificationTest(
        delivered=outcome.delivered, status=outcome.status, reason=outcome.reason
    )
