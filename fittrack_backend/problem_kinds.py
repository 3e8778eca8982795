"""Every kind of problem that this server answers with: its title, statuses and meaning.

The contract lists the same kinds, exported from here; `docs/problems.md` shows them.

It has more than 400 lines, since it is one catalogue: an entry a kind.
"""

from __future__ import annotations

from enum import Enum

from attrs import frozen

TYPE_PREFIX = "urn:fittrack:problem:"


class Kind(Enum):
    """A kind of problem.

    `title` is the same whenever the kind occurs (RFC 9457, section 3.1.3). `statuses` are the HTTP
    statuses that it comes with. `members` are the additional members that it
    may carry. Names and statuses are public: taking one away
    breaks clients.
    """

    def __init__(
        self,
        title: str,
        statuses: tuple[int, ...],
        meaning: str,
        members: tuple[str, ...] = (),
    ) -> None:
        self.title = title
        self.statuses = statuses
        self.meaning = meaning
        self.members = members

    @property
    def slug(self) -> str:
        """The kind's public name: `sync-conflict`."""
        return self.name.lower().replace("_", "-")

    @property
    def type(self) -> str:
        """What a problem of this kind says in `type`."""
        return TYPE_PREFIX + self.slug

    @property
    def only(self) -> Occurrence:
        """The kind with its status. Raises ValueError for a kind that has several."""
        (status,) = self.statuses
        return Occurrence(self, status)

    def at(self, status: int) -> Occurrence:
        """The kind with one of its statuses; for those that have several."""
        return Occurrence(self, status)

    # Reading a request

    MALFORMED = (
        "The request is malformed",
        (400,),
        "The body is not JSON in UTF-8, is nested too deep, or is a form that cannot be taken apart; or what was sent is not HTTP/1.1 or can be read "
        "in two ways.",
    )
    METHOD_NOT_ALLOWED = (
        "Method not allowed",
        (405,),
        "The address exists, but takes other methods; `Allow` lists them.",
    )
    REQUEST_TIMEOUT = (
        "The request took too long to arrive",
        (408,),
        "The head or the body of the request did not arrive in time.",
    )
    TOO_LARGE = (
        "The request is too large",
        (413, 431),
        "The body (413), or the request line with its headers (431), is longer than the server "
        "accepts, or the body has too many values.",
    )
    UNSUPPORTED_MEDIA_TYPE = (
        "The media type is not supported",
        (415,),
        "The operation takes no body of this media type: `application/json`, unless it says otherwise.",
    )
    WRONG_HOST = (
        "This server does not go by that name",
        (421,),
        "The `Host` header names a host that the server does not know.",
    )
    VALIDATION = (
        "The request is not valid",
        (422,),
        "Members of the request were refused; `errors` says which and why.",
        ("errors",),
    )
    NOT_IMPLEMENTED = (
        "Not implemented",
        (501,),
        "The request uses a transfer encoding that the server does not know.",
    )

    # Signing in and proving who asks

    INVALID_CREDENTIALS = (
        "Wrong credentials",
        (401, 403),
        "Signing in (401): the user name or the password is wrong; it does not say which. "
        "Signed in (403): the password that was asked for again is wrong.",
    )
    NOT_SIGNED_IN = (
        "Not signed in",
        (401,),
        "There is no token with the request, or one that the server does not know.",
    )
    ACCOUNT_DISABLED = (
        "The account is disabled",
        (403,),
        "The operator of the server has disabled the account. Its data and sessions stay, and work again "
        "once it is enabled.",
    )
    SESSION_EXPIRED = (
        "The session has expired",
        (401,),
        "The session was not used for too long. Sign in again.",
    )
    SESSION_REVOKED = (
        "The session was ended",
        (401,),
        "The session was signed out, ended from another one, or ended because the password was "
        "changed, a spent refresh token was used, or two places used the same one. Sign in "
        "again.",
    )
    TOKEN_EXPIRED = (
        "The token has expired",
        (401,),
        "The access token is too old. A session can be refreshed; a script needs another token.",
    )
    TOKEN_SPENT = (
        "The refresh token was replaced a moment ago",
        (401,),
        "The request came too late: another one has renewed the session meanwhile. Nothing has "
        "ended. Read the newer tokens where the client keeps them, and go on with those.",
    )
    WRONG_CODE = (
        "Wrong code",
        (401, 403),
        "The code of the second factor is wrong or was used already. Signing in (401), "
        "`tries_remaining` says how often the challenge can still be answered; signed in (403), "
        "another code may be sent.",
        ("tries_remaining",),
    )
    PROOF_NEEDED = (
        "A fresh proof is needed",
        (403,),
        "The step is sensitive, and the session has given no password or code within the last 5 minutes. Give one to "
        "`give_proof`, by one of the `methods`, and ask again.",
        ("methods",),
    )
    FIRST_ACCOUNT_ONLY = (
        "Only the first account may do this",
        (403,),
        "The operation is for the first account of the server alone.",
    )
    INSUFFICIENT_SCOPE = (
        "The token may not do this",
        (403,),
        "The access token lacks the `scope` that the operation takes.",
        ("scope",),
    )
    INVALID_INVITATION = (
        "The invitation is not valid",
        (403,),
        "The invitation is unknown, was used already, or has expired.",
    )
    INVITATION_REQUIRED = (
        "An invitation is needed",
        (403,),
        "The server already has an account. Another one needs an invitation from its owner.",
    )
    SESSION_REQUIRED = (
        "A session is needed",
        (403,),
        "The operation takes a signed-in session; an access token for scripts is not enough.",
    )
    MFA_ALREADY_ENABLED = (
        "There is a second factor already",
        (409,),
        "The account has a second factor. Remove it before enrolling another one.",
    )
    MFA_NOT_ENABLED = (
        "There is no second factor",
        (409,),
        "The account has no second factor.",
    )
    USERNAME_TAKEN = (
        "The user name is taken",
        (409,),
        "Somebody already has this user name.",
    )
    CHALLENGE_EXPIRED = (
        "The sign-in has expired",
        (410,),
        "The challenge was answered already, took too long, or has no tries left. Sign in again.",
    )
    ENROLLMENT_EXPIRED = (
        "The enrolment has expired",
        (410,),
        "No second factor is waiting to be confirmed. Start again to enrol one.",
    )
    TOO_MANY_TRIES = (
        "Too many wrong tries",
        (429,),
        "Passwords or codes were guessed too often. `Retry-After` says how long to wait.",
    )

    TOO_MANY_STREAMS = (
        "Too many event streams",
        (429,),
        "The account follows as many jobs at the same time as it may. End one of the streams.",
    )

    # Things of an account

    NOT_FOUND = (
        "Not found",
        (404,),
        "It does not exist, or belongs to another account; or the address does not exist.",
    )
    ACTIVITY_DELETED = (
        "The activity was deleted",
        (404,),
        "The activity was deleted, by its owner or with the sync or source that it came from. It can "
        "be restored for 30 days.",
    )
    NOTHING_TO_RESTORE = (
        "There is nothing to restore",
        (409,),
        "The source was not forgotten or the sync not undone, or so long ago that it is gone for good.",
    )
    NOTHING_TO_UNDO = (
        "There is nothing to undo",
        (409,),
        "The job read stored originals again: it brought nothing from a source.",
    )
    ORIGINAL_NOT_HERE = (
        "The original is not here",
        (404,),
        "The record exists, but its original file is not in the server's data folder.",
    )
    NOT_AN_ARCHIVE = (
        "This cannot be imported",
        (422,),
        "The file is no archive of an account, is damaged, or of a newer version. Nothing was imported.",
    )
    FORMAT_NOT_THERE = (
        "The activity is not there in this format",
        (404,),
        "The activity has nothing that the format can hold, or no original in it: `formats` are those that there are.",
        ("formats",),
    )

    # The account as a whole

    LIMIT_REACHED = (
        "The account has as many as it may",
        (409,),
        "The account has as many sessions, access tokens, open invitations, connected sources, activities, bytes of "
        "original files or uploads of a day as the server allows: `limit`. End, revoke, disconnect or delete something "
        "first, or wait.",
        ("limit",),
    )

    FIRST_ACCOUNT = (
        "The first account stays while there are others",
        (409,),
        "The account is the first one of the server, which invites the others. While there are others, only "
        "the server's operator deletes it.",
    )

    # Sources

    FOLDER_NOT_FOUND = (
        "No such folder",
        (404,),
        "The server sees no folder at this path.",
    )
    SOURCE_EXISTS = (
        "Already connected",
        (409,),
        "The folder, the account's uploads, or a Garmin account, are connected already; `source_id` is the source.",
        ("source_id",),
    )
    KEY_REFUSED = (
        "The service refuses the key",
        (422,),
        "The service that the key is for does not take it: it is wrong, has ended, or was revoked. Nothing was kept.",
    )
    SERVICE_AWAY = (
        "The service cannot be asked now",
        (503,),
        "The service that a key is for cannot be reached, fails, or wants to be asked later. `Retry-After` says when to "
        "try again; nothing was kept.",
    )
    FOLDER_NOT_ALLOWED = (
        "The folder cannot be a source",
        (422,),
        "The account may not read it: the operator did not give it the folder, or it belongs to the system or "
        "to the server itself. `detail` says which.",
    )
    FOLDER_NOT_READABLE = (
        "The folder cannot be read",
        (422,),
        "The server may not, or cannot, read the folder.",
    )
    NOT_A_FOLDER = (
        "Not a folder",
        (422,),
        "There is something at this path, but it is not a folder.",
    )

    # Uploads

    DIGEST_MISMATCH = (
        "The file changed on its way",
        (409,),
        "The bytes that came have another digest than the request says. Nothing is kept of them; send them again.",
    )

    # Syncing

    JOB_ENDED = (
        "The job has ended",
        (409,),
        "The job has ended, so it cannot be cancelled; or it succeeded or was undone, so there is "
        "nothing to retry.",
        ("job_id",),
    )
    JOB_RUNNING = (
        "The job is running",
        (409,),
        "The job has not ended yet, so it can be neither retried nor undone.",
        ("job_id",),
    )
    NO_SOURCES = (
        "No source is connected",
        (409,),
        "There is nothing to sync from. Connect a source first.",
    )
    NOT_IGNORABLE = (
        "The item cannot be ignored",
        (409,),
        "Only what failed can be ignored, and only where its content, or the reason that it has none, "
        "tells that the same fails again.",
    )
    NOTHING_TO_SPLIT = (
        "The activity cannot be split",
        (409,),
        "The activity has one recording, or all of its recordings were to leave it.",
    )
    SOURCE_DISCONNECTED = (
        "The source was disconnected",
        (409,),
        "A source of the job is connected no longer. Start a new job.",
        ("job_id",),
    )
    SYNC_CONFLICT = (
        "Already syncing",
        (409,),
        "Another job is syncing the same source and type, or is reading stored originals again; `job_id` is "
        "that job.",
        ("job_id",),
    )
    IDEMPOTENCY_KEY_REUSED = (
        "The Idempotency-Key was used before",
        (422,),
        "The key belongs to another request. Use a new one.",
    )

    # The server

    INTERNAL = (
        "Internal error",
        (500,),
        "The server failed. Its log has the reason, under the `request_id`.",
    )
    BUSY = (
        "The server is busy",
        (503,),
        "Too many requests wait for the same thing. Try again in a moment.",
    )
    NOT_READY = (
        "The server is not ready",
        (503,),
        "The server cannot use its database, its jobs or its originals at the moment, or is stopping.",
    )
    STORAGE_FULL = (
        "The disk is full",
        (507,),
        "The server's disk is full. What was there is safe; nothing was added.",
    )


@frozen
class Occurrence:
    """A kind with the status that it comes with. Raises ValueError for a status it never has."""

    kind: Kind
    status: int

    def __attrs_post_init__(self) -> None:
        if self.status not in self.kind.statuses:
            raise ValueError(f"{self.kind.slug} never comes with {self.status}")
