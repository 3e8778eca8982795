"""What every operation answers to the wrong token, the wrong id, the wrong body: from the contract.

Each operation is asked by the command whose first request it is; where there is none, by `api`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tools.contract.conformance import Contract, Operation
from tools.recording.scenario import Prepare, Scenario
from tools.recording.stage import Stage
from tools.recording.world import World

TOO_MANY_BYTES = 1024 * 1024 + 1
NOT_AN_ID = "not-an-id"

COMMANDS = {
    "create_invitation": "auth invite -o json",
    "get_current_account": "auth status -o json",
    "change_account": "auth time-zone Europe/Berlin -o json",
    "change_password": "auth password --password-stdin",
    "start_totp_enrollment": "auth mfa enroll -o json",
    "confirm_totp_enrollment": "auth mfa enroll --mfa-code 123456 -o json",
    "renew_recovery_codes": "auth mfa recovery-codes --mfa-code 123456 -o json",
    "remove_totp": "auth mfa remove --password-stdin --mfa-code 123456",
    "list_account_events": "auth audit -o json",
    "give_proof": "api give_proof --proof - -o json",
    "list_sessions": "auth sessions list -o json",
    "revoke_session": "auth sessions revoke {nothing}",
    "create_access_token": "auth access-tokens create nightly -o json",
    "list_access_tokens": "auth access-tokens list -o json",
    "revoke_access_token": "auth access-tokens revoke {nothing}",
    "connect_source": "source connect folder {training} -o json",
    "upload_files": "raw POST /v1/uploads --type application/octet-stream --body -",
    "find_missing_uploads": "upload - -o json",
    "list_sources": "source list -o json",
    "get_source": "source disconnect {nothing} --yes",
    "watch_source": "source watch {nothing} -o json",
    "preview_forgetting": "source disconnect {nothing} --forget --yes",
    "restore_source": "source restore {nothing} -o json",
    "start_sync": "sync start -o json",
    "reread": "sync reread -o json",
    "list_sync_jobs": "sync list -o json",
    "get_sync_job": "sync status {nothing} -o json",
    "list_sync_items": "sync items {nothing} -o json",
    "cancel_sync": "sync cancel {nothing} -o json",
    "retry_sync": "sync retry {nothing} -o json",
    "preview_undo": "sync undo {nothing} --yes -o json",
    "restore_sync": "sync restore {nothing} -o json",
    "get_sync_overview": "sync status -o json",
    "list_sync_coverage": "sync coverage -o json",
    "ignore_sync_item": "sync ignore {nothing} -o json",
    "list_ignored_files": "sync ignored -o json",
    "unignore_file": "sync unignore {nothing}",
    "create_notification_target": "notify add https://1.1.1.1/ -o json",
    "list_notification_targets": "notify list -o json",
    "delete_notification_target": "notify remove {nothing}",
    "send_test_notification": "notify test {nothing} -o json",
    "create_sync_schedule": "sync schedule --at 05:30 -o json",
    "list_sync_schedules": "sync schedule list -o json",
    "delete_sync_schedule": "sync schedule remove {nothing}",
    "list_activities": "activities list -o json",
    "get_activity": "activities show {nothing} -o json",
    "get_activity_samples": "activities samples {nothing} -o json",
    "export_activity": "activities export {nothing} --format tcx --to -",
    "import_account": "raw POST /v1/accounts/me/import --body - --type application/zip",
    "list_deleted_activities": "activities list --deleted -o json",
    "restore_activity": "activities restore {nothing} -o json",
    "merge_activities": "activities merge {nothing} {nothing} -o json",
    "split_activity": "activities split {nothing} -o json",
    "list_daily_health": "health list -o json",
    "get_daily_health": "health show 1999-12-31 -o json",
    "get_health_series": "api get_health_series 1999-12-31 heart_rate -o json",
    "list_sleep": "health sleep -o json",
    "list_weights": "health weight -o json",
    "get_totals": "stats -o json",
    "list_gear": "gear list -o json",
    "get_bests": "activities bests -o json",
    "get_training_load": "activities load -o json",
    "get_athlete": "account athlete -o json",
    "change_athlete": "account athlete --max-hr 190 -o json",
    "list_workouts": "workouts list -o json",
    "get_workout": "workouts show {nothing} -o json",
}
_CHOICES = {"metric": "heart_rate"}
"""What stands in a path where the contract leaves a choice of words."""
READS = "a password of nobody\nanother password of nobody\n"


def refusals(contract: Contract) -> Iterator[Scenario]:
    """401, 403, 404, and what is malformed, too large or out of place, for every operation."""
    for operation in contract.operations.values():
        if operation.is_protected:
            yield _asked(operation, 401, "unknown token", _unknown_token)
            other_right = _syncing_token if operation.method == "GET" else _reading_token
            yield _asked(operation, 403, "token without the right", other_right)
        if 404 in operation.statuses and operation.parameters("path") and operation.is_protected:
            yield _asked(operation, 404, "unknown id", _asker(operation))
        if "requestBody" in operation.document:
            yield from _wrong_bodies(operation)
        yield from _wrong_parameters(operation)


def _asker(operation: Operation) -> Prepare:
    """Somebody who may ask for it."""
    return World.as_first_account if operation.tag == "notifications" else World.as_athlete


def _asked(operation: Operation, status: int, case: str, prepare: Prepare) -> Scenario:
    ids = " {nothing}" * len(operation.parameters("path"))
    command = COMMANDS.get(operation.id, f"api {operation.id}{ids} -o json")
    words = {*command.split()}
    reads = READS if {"--password-stdin", "--proof"} & words else "a file" if "-" in words else ""
    return Scenario(operation.id, status, case, command, prepare, reads)


def _wrong_bodies(operation: Operation) -> Iterator[Scenario]:
    request = f"raw {operation.method} {_path(operation)}"
    taken = operation.document["requestBody"]["content"]
    is_json = "application/json" in taken
    form = "multipart/form-data; boundary=x"
    if list(taken) == ["application/zip"]:
        yield Scenario(
            operation.id,
            415,
            "plain text",
            f"{request} --body - --type text/plain",
            World.as_athlete,
            "no zip",
            meant_to_be_wrong="request media type",
        )
        return
    yield Scenario(
        operation.id,
        400,
        "no json" if is_json else "no form",
        f"{request} --body -" + ("" if is_json else f" --type '{form}'"),
        _asker(operation),
        '{{"half": ',
        meant_to_be_wrong="request body" if is_json else None,
    )
    if 415 in operation.statuses:
        yield Scenario(
            operation.id,
            415,
            "plain text",
            f"{request} --body - --type text/plain",
            _asker(operation),
            _example(operation),
            meant_to_be_wrong="request media type",
        )
    yield Scenario(
        operation.id,
        413,
        "too large",
        f"{request} --body-bytes {TOO_MANY_BYTES}"
        + ("" if is_json else " --type application/octet-stream"),
        _asker(operation),
        meant_to_be_wrong="request body" if is_json else None,
    )


def _wrong_parameters(operation: Operation) -> Iterator[Scenario]:
    if 422 not in operation.statuses:
        return
    method = operation.method
    if operation.parameters("path"):
        name, *_ = operation.parameters("path")
        path = _path(operation, NOT_AN_ID)
        body = _example(operation)
        yield Scenario(
            operation.id,
            422,
            "wrong id",
            f"raw {method} {path}{' --body -' if body else ''}",
            _asker(operation),
            body,
            meant_to_be_wrong=f"request path.{name}",
        )
    elif "cursor" in operation.parameters("query"):
        yield Scenario(
            operation.id,
            422,
            "wrong cursor",
            f"api {operation.id} --cursor nonsense -o json",
            _asker(operation),
        )
        yield Scenario(
            operation.id,
            422,
            "limit out of range",
            f"raw {method} {operation.path}?limit=1001",
            _asker(operation),
            meant_to_be_wrong="request query.limit",
        )
    elif "requestBody" not in operation.document:
        yield Scenario(
            operation.id,
            422,
            "no text in the query",
            f"raw {method} {operation.path}?x=%00%ff",
            _asker(operation),
            meant_to_be_wrong="request query.x",
        )


def _example(operation: Operation) -> str:
    """A body that the contract gives as an example; empty where the operation takes none."""
    content = operation.document.get("requestBody", {}).get("content", {})
    for media_type in content.values():
        if "examples" not in media_type:
            return "a file"
        example = next(iter(media_type["examples"].values()))["value"]
        return json.dumps(example).replace("{", "{{").replace("}", "}}")
    return ""


def _path(operation: Operation, value: str = "{nothing}") -> str:
    return "/".join(
        _CHOICES.get(part[1:-1], value) if part[:1] == "{" else part
        for part in operation.path.split("/")
    )


def _unknown_token(world: World) -> Stage:
    return Stage(token=world.unknown_token(), words=world.things)


def _reading_token(world: World) -> Stage:
    return Stage(token=world.reading_token, words=world.things)


def _syncing_token(world: World) -> Stage:
    return Stage(token=world.syncing_token, words=world.things)
