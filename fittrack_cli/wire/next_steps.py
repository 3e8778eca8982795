"""What to type next after a problem: by its kind, else by its status. A command that knows better says it instead."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import httpx

from fittrack_cli.wire.retry import retry_after_s
from fittrack_contract import problems

LONGEST_WAIT_S = 10_000_000.0
"""What a server may ask a person to wait for; more is nonsense."""
_LATER = frozenset({429, 503})
_BY_STATUS = {
    500: "see the backend's log: fittrack backend logs",
    507: "free some space on the backend's disk",
}
_BY_KIND = {
    problems.ACCOUNT_DISABLED: "whoever runs the server can enable it: fittrack backend users enable NAME",
    problems.FIRST_ACCOUNT_ONLY: "ask whoever has the first account of this server",
    problems.INVALID_INVITATION: "ask the owner of the server's first account for another: fittrack auth invite",
    problems.INVALID_CREDENTIALS: "run the command again, with the password of this account",
    problems.WRONG_CODE: "run the command again, with the next code that the app shows",
    problems.PROOF_NEEDED: "signing in anew is one: fittrack auth login",
    problems.MFA_ALREADY_ENABLED: "to begin anew, turn it off first: fittrack auth mfa remove",
    problems.MFA_NOT_ENABLED: "to turn it on: fittrack auth mfa enroll",
    problems.USERNAME_TAKEN: "choose another name",
    problems.KEY_REFUSED: "look at the key where it was made, or make a new one there",
    problems.FOLDER_NOT_FOUND: "the path must be one of the server's machine, from its root on",
    problems.NOT_A_FOLDER: "name the folder that it is in",
    problems.FOLDER_NOT_READABLE: "whoever runs the server can let its user read the folder",
    problems.FOLDER_NOT_ALLOWED: (
        "whoever runs the server can give it to you: fittrack backend users allow NAME FOLDER"
    ),
    problems.NOT_AN_ARCHIVE: (
        "fittrack export makes such a file; for any other archive: fittrack upload FILE"
    ),
    problems.DIGEST_MISMATCH: "run the command again",
    problems.IDEMPOTENCY_KEY_REUSED: "pass another --idempotency-key, or none",
    problems.NOTHING_TO_SPLIT: "fittrack activities show lists the recordings of an activity",
    problems.LIMIT_REACHED: "fittrack account usage shows how much there may be",
}
_OF_A_JOB = {
    problems.SYNC_CONFLICT: "wait for it: fittrack sync watch {}",
    problems.JOB_RUNNING: "wait for it: fittrack sync watch {}\nor end it: fittrack sync cancel {}",
}
"""With the id of the job that is in the way."""
_LISTED = frozenset(
    {
        problems.NOT_FOUND,
        problems.LIMIT_REACHED,
        problems.NOTHING_TO_UNDO,
        problems.NOTHING_TO_RESTORE,
    }
)
_LISTS = {
    "/v1/sync/jobs/": "fittrack sync list",
    "/v1/activities/": "fittrack activities list",
    "/v1/workouts/": "fittrack workouts list",
    "/v1/daily-health/": "fittrack health list",
    "/v1/sources/": "fittrack source list",
    "/v1/auth/sessions/": "fittrack auth sessions list",
    "/v1/auth/access-tokens/": "fittrack auth access-tokens list",
    "/v1/sync/schedules/": "fittrack sync schedule list",
    "/v1/sync/items/": "fittrack sync items --outcome failed",
    "/v1/sync/ignored-files/": "fittrack sync ignored",
    "/v1/notifications/targets/": "fittrack notify list",
    "/v1/sync/": "fittrack source list",
}
"""Where an id that does not exist could have been looked up, and where what is too many is listed, by a part of the
operation's path."""


def next_step(kind: str, response: httpx.Response, members: Mapping[str, object]) -> str:
    """The hint for a problem, or nothing."""
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return "fittrack auth login"
    if kind in _OF_A_JOB and isinstance(members.get("job_id"), str):
        return _OF_A_JOB[kind].replace("{}", str(members["job_id"]))
    if kind == problems.ACTIVITY_DELETED:
        return f"fittrack activities restore {_activity(response)}"
    if kind in _LISTED or response.status_code == httpx.codes.NOT_FOUND:
        path = response.request.url.path + "/" * (kind == problems.LIMIT_REACHED)
        for part, command in _LISTS.items():
            if part in path:
                return f"{command} shows those that are there"
    if response.status_code in _LATER:
        wait = retry_after_s(response)
        is_sensible = wait is not None and wait < LONGEST_WAIT_S
        return f"try again in {wait:.0f} seconds" if is_sensible else "try again later"
    return _BY_KIND.get(kind) or _BY_STATUS.get(response.status_code, "")


def _activity(response: httpx.Response) -> str:
    """The id in the operation's path."""
    return unquote(response.request.url.path.partition("/v1/activities/")[2].partition("/")[0])
