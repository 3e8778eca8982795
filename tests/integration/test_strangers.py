"""Every operation of the contract, asked by a stranger: nobody sees or changes what is another's.

The operations, their ids and bodies come from openapi.yaml. What the contract does not say is here:
which right an operation takes, whose thing an id names, and what is sent where a body is needed. An
operation that has no entry fails, so a new one cannot be forgotten.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import frozen

from tests.integration.athlete import Athlete, Json
from tools import REPOSITORY
from tools.contract.operations import Operation, operations_of
from tools.contract.source import followed, read_contract
from tools.corpus import strava_export
from tools.recording.exports import small_export
from tools.running.live_backend import PASSWORD, LiveBackend, SignedIn

pytestmark = pytest.mark.integration

SESSION = "session"
"""The right that only a person's session has."""
RIGHTS: dict[str, str] = {
    **dict.fromkeys(
        (
            *("create_invitation", "change_account", "change_password"),
            "start_totp_enrollment",
            *("confirm_totp_enrollment", "renew_recovery_codes", "remove_totp", "logout"),
            *("get_current_account", "list_sessions", "revoke_session"),
            *("get_account_usage", "export_account", "import_account", "delete_account"),
            *("give_proof", "list_account_events"),
            *("create_access_token", "list_access_tokens", "revoke_access_token"),
            *("create_notification_target", "list_notification_targets"),
            *("delete_notification_target", "send_test_notification"),
        ),
        SESSION,
    ),
    **dict.fromkeys(
        (
            *("list_sources", "get_source"),
            *("list_sync_jobs", "get_sync_job", "stream_sync_events", "list_sync_items"),
            *("get_sync_overview", "list_sync_coverage", "list_ignored_files"),
            "list_sync_schedules",
            *("list_activities", "get_activity", "download_activity_file"),
            *("get_activity_samples", "export_activity"),
            *("list_deleted_activities", "preview_forgetting", "preview_undo"),
            *("list_daily_health", "get_daily_health", "get_health_series"),
            *("list_sleep", "list_weights", "get_totals", "list_gear"),
            *("get_bests", "get_training_load", "get_athlete"),
            *("list_workouts", "get_workout", "download_workout_file"),
        ),
        "read",
    ),
    **dict.fromkeys(("start_sync", "cancel_sync", "retry_sync", "reread"), "sync"),
    **dict.fromkeys(("ignore_sync_item", "unignore_file"), "sync"),
    **dict.fromkeys(("create_sync_schedule", "delete_sync_schedule"), "sync"),
    **dict.fromkeys(
        ("connect_source", "change_source", "disconnect_source", "watch_source"), "sources"
    ),
    **dict.fromkeys(
        ("upload_files", "find_missing_uploads", "list_uploads", "get_upload"), "upload"
    ),
    **dict.fromkeys(("merge_activities", "split_activity"), "write"),
    **dict.fromkeys(("delete_activity", "restore_activity", "restore_source"), "write"),
    "change_athlete": "write",
    **dict.fromkeys(("undo_sync", "restore_sync"), "write"),
}
"""What a caller must be allowed: a scope of an access token for scripts, or a session."""
FIRST_ACCOUNT_ONLY = frozenset(
    {
        *("create_notification_target", "list_notification_targets"),
        *("delete_notification_target", "send_test_notification"),
    }
)
"""Operations of the server's first account, which is neither of these people."""
PUBLIC = frozenset(
    {
        "check_live",
        "check_ready",
        "get_health",
        "get_server_info",
        "get_contract",
        "register_account",
    }
    # What these name is itself a secret that proves who asks.
    | {"login", "answer_challenge", "refresh_token"}
)
"""Operations that ask nobody who they are."""
SCOPES = ("read", "sync", "sources", "write", "upload")
CREDENTIALS = ("nobody", *SCOPES, "all scopes", SESSION)
VOLATILE = frozenset({"last_used_at", "expires_at"})
"""Members that change by asking."""

CONTRACT = read_contract(str(REPOSITORY / "openapi.yaml"))
OPERATIONS = {one.name: one for one in operations_of(CONTRACT)}


@frozen
class Owner:
    """Somebody with one of everything."""

    client: httpx.Client
    ids: dict[str, str]
    """The owner's things, by the names that the contract gives to ids."""
    marks: frozenset[str]
    """What stands in no answer to anybody else."""


@pytest.fixture(scope="module")
def stranger(live_backend: LiveBackend) -> SignedIn:
    return live_backend.new_person()


@pytest.fixture(scope="module")
def bystander(live_backend: LiveBackend) -> SignedIn:
    """Somebody else, who does nothing; not the first account, whose sessions invite the others."""
    live_backend.new_person()
    return live_backend.new_person()


@pytest.fixture(scope="module")
def seen_before(bystander: SignedIn) -> dict[str, Json]:
    """What the bystander was answered before the owner had anything."""
    return answers(bystander.client)


@pytest.fixture(scope="module")
def owner(
    live_backend: LiveBackend,
    tmp_path_factory: pytest.TempPathFactory,
    corpus: Path,
    seen_before: dict[str, Json],
) -> Owner:
    folder = tmp_path_factory.mktemp("of-the-owner")
    for name in ("run.fit", "ride.tcx", "monitoring.fit", "wellness.fit", "workout-steps.fit"):
        shutil.copy(corpus / name, folder)
    # Something that fails, so that the job can be tried again.
    (folder / "broken.fit").write_bytes((corpus / "run.fit").read_bytes()[:14] + b"\xff" * 200)
    strava_export.write(strava_export.export(strava_export.account(20)), folder)
    me = Athlete.with_folder(live_backend, folder)
    job, items = me.sync()
    assert job["state"] == "partial"
    broken = items["broken.fit"]["id"]
    ignored = me.client.post(f"/v1/sync/items/{broken}/ignore")
    assert ignored.status_code == 200, ignored.text
    planned = me.client.post("/v1/sync/schedules", json={"at": "05:30"})
    assert planned.status_code == 201, planned.text
    made = me.client.post("/v1/auth/access-tokens", json={"name": "cron", "scopes": [*SCOPES]})
    assert made.status_code == 201, made.text
    (deleted,) = (one for one in me.activities() if one["file_name"] == "ride.tcx")
    assert me.client.delete(f"/v1/activities/{deleted['id']}").status_code == 204
    (activity,) = (one for one in me.activities() if one["file_name"] == "run.fit")
    shown = me.client.get(f"/v1/activities/{activity['id']}").json()
    (workout,) = me.all("/v1/workouts")
    (current,) = (one for one in list_of(me.client, "/v1/auth/sessions") if one["current"])
    sent = me.client.post("/v1/uploads", params={"wait_s": 60}, content=b"12 km of the owner")
    assert sent.status_code == 200, sent.text
    (upload,) = sent.json()["items"]
    ids = {
        "upload_id": upload["id"],
        "source_id": me.source["id"],
        "job_id": job["id"],
        "item_id": broken,
        "ignored_file_id": ignored.json()["id"],
        "schedule_id": planned.json()["id"],
        "target_id": "9c0e5b7d-4a16-4f83-b2e9-6d1a8c3f7e24",
        "activity_id": activity["id"],
        "recording_id": shown["recordings"][0]["id"],
        "workout_id": workout["id"],
        "session_id": current["id"],
        "access_token_id": made.json()["id"],
        "date": me.all("/v1/sleep")[0]["date"],
        "metric": "heart_rate",
    }
    username = me.client.get("/v1/accounts/me").json()["username"]
    return Owner(me.client, ids, frozenset({*ids.values(), f'"{username}"', str(folder)}))


@pytest.fixture(scope="module")
def owner_sees(owner: Owner) -> dict[str, Json]:
    """What the owner was last answered."""
    return answers(owner.client, owner.ids)


@pytest.fixture(scope="module")
def tokens(stranger: SignedIn) -> dict[str, str]:
    """The stranger's tokens for scripts, by their scope."""
    found = {}
    for name, scopes in (*((one, [one]) for one in SCOPES), ("all scopes", list(SCOPES))):
        made = stranger.client.post("/v1/auth/access-tokens", json={"name": name, "scopes": scopes})
        assert made.status_code == 201, made.text
        found[name] = str(made.json()["token"])
    return found


def test_every_operation_can_be_tried() -> None:
    signed_in = {name for name, one in OPERATIONS.items() if one.signed_in}
    assert OPERATIONS.keys() - signed_in == PUBLIC, "which of these may nobody in particular call?"
    assert signed_in == RIGHTS.keys(), "which right does it take, to be named in RIGHTS?"


@pytest.mark.parametrize("name", [name for name, one in OPERATIONS.items() if one.signed_in])
def test_a_stranger_neither_sees_nor_changes_anything(
    live_backend: LiveBackend,
    owner: Owner,
    owner_sees: dict[str, Json],
    tokens: dict[str, str],
    name: str,
) -> None:
    operation = OPERATIONS[name]
    for credential in CREDENTIALS:
        # A person of their own, since some operations end the session that asks.
        asking = (
            live_backend.new_person().client
            if credential == SESSION
            else live_backend.client(tokens.get(credential))
        )
        answer = ask(asking, operation, owner)
        expected = expected_status(operation, credential)
        assert answer.status_code in expected, (credential, answer.text)
        sent = f"{answer.url.path} {answer.request.content.decode(errors='replace')}"
        shown = [one for one in owner.marks if one in answer.text and one not in sent]
        assert shown == [], credential
    # Everything that the owner has is asked for once an operation: it is most of this test's time.
    if operation.method != "GET":
        before = dict(owner_sees)
        owner_sees.update(answers(owner.client, owner.ids))
        assert owner_sees == before


def test_what_the_owner_did_shows_to_the_owner_alone(
    bystander: SignedIn, owner: Owner, seen_before: dict[str, Json]
) -> None:
    assert answers(bystander.client) == seen_before
    for name, answer in answers(owner.client).items():
        assert answer != seen_before[name], f"the owner has nothing that {name} could show"


def expected_status(operation: Operation, credential: str) -> range | tuple[int, ...]:
    """What a stranger is answered."""
    if credential == "nobody":
        return (401,)
    right = RIGHTS[operation.name]
    scopes = {"all scopes": SCOPES, SESSION: (SESSION, *SCOPES)}.get(credential, (credential,))
    if right not in scopes or operation.name in FIRST_ACCOUNT_ONLY:
        return (403,)
    if names_a_thing(operation):
        return (404,)
    return range(200, 300) if operation.method == "GET" else (*range(200, 300), 409, 410)


def names_a_thing(operation: Operation) -> bool:
    """Whether the request names something of an account."""
    in_path = any(one.location == "path" for one in operation.parameters)
    return in_path or bool(ids_in_body(operation))


def ids_in_body(operation: Operation) -> list[str]:
    """The members of the body that name things by their ids."""
    members = set(_members(operation.body.words)) if operation.body else set()
    return sorted(name for name in members if name.endswith(("_id", "_ids")))


def _members(schema: Any) -> Iterator[str]:
    """The members of a body, whichever of its forms it takes."""
    known = followed(CONTRACT, schema)
    yield from known.get("properties", {})
    for word in ("allOf", "anyOf", "oneOf"):
        for form in known.get(word, ()):
            yield from _members(form)


def ask(client: httpx.Client, operation: Operation, owner: Owner) -> httpx.Response:
    """Sends the operation with the owner's ids."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", owner.ids[parameter.name])
    if operation.name in FILES:
        kind = {"Content-Type": "application/zip"} if operation.name == "import_account" else {}
        return client.request(operation.method, path, content=FILES[operation.name], headers=kind)
    return client.request(operation.method, path, json=body_of(operation, owner))


def body_of(operation: Operation, owner: Owner) -> Json | None:
    """A body that is good, and names the owner's things where it can name any."""
    if operation.body is None:
        return None
    told: Json = {}
    for name in ids_in_body(operation):
        told |= {name: [owner.ids[name[:-1]]] if name.endswith("s") else owner.ids[name]}
    return told | BODIES.get(operation.name, {})


FILES = {"upload_files": b"12 km of the owner", "import_account": small_export()}
"""What is sent where the body is a file: one that the owner has, too."""
BODIES: dict[str, dict[str, Any]] = {
    "change_account": {"time_zone": "Europe/Berlin"},
    "change_password": {
        "current_password": PASSWORD,
        "new_password": "another long and marked password 5e0c",
    },
    "confirm_totp_enrollment": {"code": "000000"},
    "renew_recovery_codes": {"code": "000000"},
    "remove_totp": {"password": PASSWORD, "code": "000000"},
    "create_access_token": {"name": "mine", "scopes": ["read"]},
    "create_sync_schedule": {"at": "05:30"},
    "watch_source": {"watched": True},
    "create_notification_target": {"url": "https://hooks.example.org/"},
    "give_proof": {"proof": PASSWORD},
    "find_missing_uploads": {"sha256": [hashlib.sha256(FILES["upload_files"]).hexdigest()]},
    "change_source": {"name": "attic"},
    "change_athlete": {"max_hr_bpm": 190},
    "connect_source": {"kind": "folder", "path": str(REPOSITORY / "tests" / "corpus")},
}
"""What a body needs beside ids."""


def answers(client: httpx.Client, ids: dict[str, str] | None = None) -> dict[str, Json]:
    """What somebody is answered: all that names nothing, and with `ids` what names these."""
    return dict(_answers(client, ids or {}))


def _answers(client: httpx.Client, ids: dict[str, str]) -> Iterator[tuple[str, Json]]:
    for name, operation in OPERATIONS.items():
        named = [one.name for one in operation.parameters if one.location == "path"]
        is_read = operation.method == "GET" and operation.signed_in and operation.answer == "json"
        if name in FIRST_ACCOUNT_ONLY or not is_read or not ids.keys() >= set(named):
            continue
        answer = client.get(operation.path.format(**ids))
        assert answer.status_code == 200, answer.text
        yield name, without_volatile(answer.json())


def without_volatile(value: Any) -> Any:
    """A JSON document without what changes by asking."""
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name not in VOLATILE}
        return {name: without_volatile(each) for name, each in kept.items()}
    return [without_volatile(each) for each in value] if isinstance(value, list) else value


def list_of(client: httpx.Client, path: str) -> list[Json]:
    """The items of a list."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items
