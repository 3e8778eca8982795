"""Every failure that a person can meet, with its exit code.

Commands raise `CliError`; `from_exception` turns whatever else escapes into one. Exit codes are an
interface and change only with a major version.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DONE = 0
UNEXPECTED = 1
USAGE = 2
NOT_SIGNED_IN = 3
SECOND_FACTOR_NEEDED = 4
CONFLICT = 5
NOT_FOUND = 6
UNREACHABLE = 7
SYNC_FAILED = 8
INCOMPATIBLE = 9
PARTIAL = 10
OUT_OF_DATE = 11
INTERRUPTED = 130

EXIT_CODES = {
    DONE: ("done", ""),
    UNEXPECTED: ("unexpected", ""),
    USAGE: ("usage", "an unknown or invalid option, value or name"),
    NOT_SIGNED_IN: ("not signed in", ""),
    SECOND_FACTOR_NEEDED: ("second factor needed", "but nobody can be asked for it"),
    CONFLICT: (
        "conflict",
        "it is already running, already exists, or there are as many as there may be",
    ),
    NOT_FOUND: ("not found", ""),
    UNREACHABLE: ("backend unreachable", ""),
    SYNC_FAILED: ("sync failed", "the sync that was waited for failed or was cancelled"),
    INCOMPATIBLE: (
        "incompatible server",
        "its answer or its contract is not one that this version understands",
    ),
    PARTIAL: ("partial", "done, but some items failed"),
    OUT_OF_DATE: (
        "out of date",
        "something has not been synced for too long, fails, or soon cannot be",
    ),
    INTERRUPTED: ("interrupted", ""),
}
"""A few words for the help page, and what the README adds."""

MEMBERS = ("code", "slug", "title", "detail", "hint", "request_id")
"""What every error in JSON has, before its extras."""


class CliError(Exception):
    """What failed (`title`), why (`detail`), what to type next (`hint`), and the exit code.

    `slug` names the problem for programs; `extras` are further members of the JSON error, such
    as the running job's id in a conflict.
    """

    code = UNEXPECTED
    slug = "unexpected"
    next_step = ""
    """The hint where none is given."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        hint: str = "",
        *,
        code: int | None = None,
        slug: str | None = None,
        request_id: str | None = None,
        extras: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(title, detail)
        self.title = title
        self.detail = detail
        self.hint = hint or self.next_step
        self.request_id = request_id
        self.extras = dict(extras or {})
        if code is not None:
            self.code = code
        if slug is not None:
            self.slug = slug

    def as_json(self) -> dict[str, object]:
        """The error as `-o json` shows it: always these keys, then the extras."""
        known: dict[str, object] = {
            "code": self.code,
            "slug": self.slug,
            "title": self.title,
            "detail": self.detail,
            "hint": self.hint,
            "request_id": self.request_id,
        }
        return known | {key: value for key, value in self.extras.items() if key not in known}


class UsageError(CliError):
    """The command line, the environment or the configuration asks for something impossible."""

    code = USAGE
    slug = "usage"


class NotSignedIn(CliError):
    """There is no session, or the server no longer accepts it."""

    code = NOT_SIGNED_IN
    slug = "not-signed-in"


class SecondFactorNeeded(CliError):
    """The server asks for a second factor, and nobody can be asked for one."""

    code = SECOND_FACTOR_NEEDED
    slug = "second-factor-needed"


class Conflict(CliError):
    """What was asked for collides with what is already there, such as a running sync."""

    code = CONFLICT
    slug = "conflict"


class NotFound(CliError):
    """It does not exist, or this account may not see it."""

    code = NOT_FOUND
    slug = "not-found"


class Unreachable(CliError):
    """No usable answer: refused, timed out, cut short, or not from a FitTrack backend."""

    code = UNREACHABLE
    slug = "unreachable"
    next_step = "look closer with: fittrack doctor"


class SyncFailed(CliError):
    """The sync that was waited for failed or was cancelled."""

    code = SYNC_FAILED
    slug = "sync-failed"


class Incompatible(CliError):
    """An answer in JSON that does not have the contract's shape."""

    code = INCOMPATIBLE
    slug = "incompatible"
    next_step = "see whether this fittrack and the backend fit: fittrack contract check"


class Partial(CliError):
    """Done in part: some items failed."""

    code = PARTIAL
    slug = "partial"


class OutOfDate(CliError):
    """What `sync status --max-age` found: something is older than that, fails, or its key ends soon."""

    code = OUT_OF_DATE
    slug = "out-of-date"


class Interrupted(CliError):
    """Ctrl-C, or the end of input at a prompt."""

    code = INTERRUPTED
    slug = "interrupted"


def from_exception(error: BaseException) -> CliError:
    """The failure that a person sees for any exception; unknown ones are called unexpected."""
    if isinstance(error, CliError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return Interrupted("interrupted")
    if isinstance(error, OSError):
        return _from_os_error(error)
    if isinstance(error, UnicodeEncodeError):
        return cannot_be_sent(error)
    if isinstance(error, MemoryError):
        return CliError(
            "out of memory",
            "the answer or file is too large for this machine",
            "ask for less of it, such as fewer days",
        )
    if isinstance(error, RecursionError):
        return Incompatible("cannot read the answer", "it is nested too deeply")
    kind = type(error).__name__
    text = str(error)
    return CliError(
        "unexpected error",
        f"{kind}: {text}" if text else kind,
        "run the command again with --debug to see where, and report it",
    )


def cannot_be_sent(error: UnicodeEncodeError) -> UsageError:
    """A text of the command line that holds bytes which are not UTF-8."""
    return UsageError(
        "cannot send this text", f"{error.object!r} is not UTF-8", "check the command line"
    )


def cannot(error: OSError, what: str, *, slug: str = "system") -> CliError:
    """The failure `what`, for why the system says, and what to do next."""
    why = error.strerror or str(error) or type(error).__name__
    return CliError(what, why, after_os_error(error), slug=slug)


def _from_os_error(error: OSError) -> CliError:
    if error.filename is None:
        return cannot(error, "system error")
    return cannot(error, f"cannot use {printable_path(error.filename)}")


def after_os_error(error: OSError) -> str:
    """What to do next after the system refused to use a file."""
    import errno

    no_space = "free some space and run the command again; nothing was lost"
    no_right = "check the permissions of the file and its folder"
    return {
        errno.ENOSPC: no_space,
        errno.EDQUOT: no_space,
        errno.EFBIG: "no file may be that large here (ulimit -f); name another place",
        errno.EROFS: "the file system is read-only; name another place (for settings FITTRACK_CONFIG_DIR)",
        errno.EACCES: no_right,
        errno.EPERM: no_right,
        errno.ENOENT: "check the path; a folder is made with mkdir -p",
        errno.ENOTDIR: "check the path: a part of it is a file",
        errno.EEXIST: "check the path: something else is there",
        errno.EISDIR: "check the path: it is a folder",
        errno.ENAMETOOLONG: "use a shorter name",
        errno.EBADF: "give it one, such as: > FILE",
    }.get(error.errno or 0, "look closer with: fittrack doctor")


def printable_path(path: object) -> str:
    """A path as text that can be encoded: bytes that are not UTF-8 appear as `\\xNN`."""
    import os

    raw = os.fsencode(path) if isinstance(path, str | bytes | os.PathLike) else str(path).encode()
    return raw.decode("utf-8", "backslashreplace")
