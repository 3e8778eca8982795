"""Sending files: what the backend lacks, once, over connections that may be cut; then what became of each."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast

from attrs import define, field

from fittrack_cli.commands.upload.forms import MOST_FILES, form_of, how_many
from fittrack_cli.commands.upload.local_files import CannotRead, LocalFile, find_files
from fittrack_cli.commands.upload.progress import Progress
from fittrack_cli.errors import CliError, Interrupted, Partial, SyncFailed, Unreachable, UsageError
from fittrack_client import api
from fittrack_client.models.missing_request import MissingRequest
from fittrack_client.models.upload import Upload
from fittrack_client.models.upload_state import UPLOAD_STATE_VALUES
from fittrack_client.types import File
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.operation import Operation

_ASKED_AT_ONCE = 200
_LISTED_AT_ONCE = 100
"""Few, so that over a bad network some answers come whole."""
_TRIES = 10
"""So often one request fails before nobody hopes any more."""
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.1, 5.0
_CHANGED_ON_ITS_WAY = "digest-mismatch"
_OF_ONE_FILE = frozenset({"too-large", "validation", "malformed", _CHANGED_ON_ITS_WAY})
"""Problems of a file alone: the others may go well."""
_OF_ALL_FILES = frozenset({"limit-reached"})
"""Problems that each further file would have, too."""
_LOOKS_EVERY_S = (0.2, 0.3, 0.5, 1.0)
_UNCLAIMED_S = 60.0
"""How long files may wait for a job to begin."""

T = TypeVar("T")


@define
class _Sent:
    """A file, and what is known of it."""

    file: LocalFile
    upload: Upload | None = None
    failure: str | None = None
    was_tried: bool = False
    copy_of: str | None = None
    """The file before it that has the same bytes."""

    @property
    def outcome(self) -> str | None:
        if self.failure is not None:
            return "failed"
        if self.copy_of is not None and self.upload is not None and self.upload.state == "filed":
            return "unchanged"
        return self.upload.outcome if self.upload is not None else None

    @property
    def waits(self) -> bool:
        return self.failure is None and self.upload is not None and self.upload.state == "waiting"

    @property
    def unknown_state(self) -> str | None:
        """The state that a newer backend says, which is no good end as far as is known."""
        state = self.upload.state if self.failure is None and self.upload is not None else None
        return None if state in UPLOAD_STATE_VALUES else state

    @property
    def has_failures(self) -> bool:
        if self.failure is not None or self.outcome == "failed":
            return True
        return self.upload is not None and self.upload.failed_count > 0


@define
class Sending:
    """One run of the command."""

    cli: Cli
    files: list[_Sent]
    progress: Progress = field(init=False)
    kept: int = 0
    """How many files the backend keeps so far."""

    def __attrs_post_init__(self) -> None:
        self.progress = Progress(self.cli)

    def run(self, *, waits: bool) -> None:
        """Sends what is lacking, and waits for what becomes of it. Raises CliError where it cannot go on."""
        try:
            self._read_digests()
            self._ask()
            self._send()
            if waits:
                self._wait()
        finally:
            self.progress.clear()

    def _read_digests(self) -> None:
        for number, one in enumerate(self.files, 1):
            self.progress.show(f"reading {number:,} of {len(self.files):,} files")
            try:
                one.file.read_digest()
            except CannotRead as error:
                one.failure = str(error)

    def _ask(self) -> None:
        """Notes what the backend has already."""
        there = [one for one in self.files if one.failure is None]
        digests = list(dict.fromkeys(one.file.sha256 for one in there))
        for some in _portions(digests, _ASKED_AT_ONCE):
            self.progress.show("asking what the backend lacks", now=True)
            request = MissingRequest(sha256=some)
            found = self._patiently(partial(self._call, api.find_missing_uploads(body=request)))
            known = {one.sha256: one for one in found.items}
            for one in there:
                upload = known.get(one.file.sha256)
                # What failed with its job is taken up again by sending it once more.
                if upload is not None and upload.state != "failed":
                    one.upload = upload
                    self.kept += 1

    def _send(self) -> None:
        """Sends what is lacking: small files together, and fewer of them where the connection breaks."""
        left, copies = _without_copies(self.files)
        most, refused = MOST_FILES, None
        while left and refused is None:
            count = how_many([one.file.version.size for one in left], most)
            number = len(self.files) - len(left) - len(copies) + 1
            if count > 1:
                self.progress.show(
                    f"sending {number:,} to {number + count - 1:,} of {len(self.files):,}"
                )
                if self._send_together(left[:count]):
                    most = min(most * 2, MOST_FILES)
                else:
                    most = count // 2
            else:
                self.progress.show(
                    f"sending {number:,} of {len(self.files):,}: {left[0].file.name}"
                )
                refused = self._send_alone(left[0])
                most = min(most * 2, MOST_FILES)
            left = [one for one in left if one.upload is None and one.failure is None]
        for one in left:
            one.failure = refused
        for one, first in copies:
            one.upload, one.failure, one.copy_of = first.upload, first.failure, first.file.path

    def _send_together(self, files: Sequence[_Sent]) -> bool:
        """Sends files in one request; whether it went well. What did not may go with fewer others, or alone."""
        is_first_try = not any(one.was_tried for one in files)
        for one in files:
            one.was_tried = True
        try:
            found = self._call(form_of([one.file for one in files])).items
            # An answer that was lost said what became of some: now they would be there already.
            if not is_first_try:
                ids = {upload.id for upload in found}
                found = self._patiently(lambda: self._listed(ids))
        except CannotRead:
            return False
        except CliError as error:
            if (
                not isinstance(error, Unreachable)
                and error.slug not in _OF_ONE_FILE | _OF_ALL_FILES
            ):
                raise
            found = self._came_through(files)
        by_digest = {upload.sha256: upload for upload in found}
        for one in files:
            one.upload = by_digest.get(one.file.sha256)
        self.kept += len(by_digest)
        return len(by_digest) == len(files)

    def _came_through(self, files: Sequence[_Sent]) -> list[Upload]:
        """What the backend keeps of files whose request went wrong."""
        request = MissingRequest(sha256=[one.file.sha256 for one in files])
        there = self._patiently(lambda: self._call(api.find_missing_uploads(body=request))).items
        ids = {upload.id for upload in there if upload.state != "failed"}
        return self._patiently(lambda: self._listed(ids)) if ids else []

    def _send_alone(self, one: _Sent) -> str | None:
        """Sends a file; why none of the others need be sent, if that is so."""
        try:
            one.upload = self._patiently(partial(self._send_one, one))
            self.kept += 1
        except CannotRead as error:
            one.failure = str(error)
        except CliError as error:
            if error.slug not in _OF_ONE_FILE | _OF_ALL_FILES:
                raise
            one.failure = error.detail or error.title
            return one.failure if error.slug in _OF_ALL_FILES else None
        return None

    def _send_one(self, one: _Sent) -> Upload:
        """Sends a file. Raises CannotRead where it is another one by now."""
        file, is_first_try = one.file, not one.was_tried
        one.was_tried = True
        changed = CannotRead("it changed while it was being sent; the next upload takes it")
        try:
            with file.opened() as payload:
                body = File(payload=cast(BinaryIO, payload))
                operation = api.upload_files(
                    body=body, name=file.name[:1000], sha256=file.sha256, wait_s=0
                )
                (found,) = self._call(operation).items
            # An answer that was lost said what became of it: now it would be there already.
            return found if is_first_try else self._call(api.get_upload(found.id))
        except OSError as error:
            raise CannotRead(f"it cannot be read: {error.strerror or error}") from error
        except CliError:
            if file.has_changed():
                raise changed from None
            raise

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Asks again where the connection broke or the server is busy. All that is asked here can be repeated."""
        wait_s = _FIRST_WAIT_S
        for tries_left in reversed(range(_TRIES)):
            try:
                return ask()
            except CliError as error:
                may_pass = isinstance(error, Unreachable) or error.slug == _CHANGED_ON_ITS_WAY
                if not (may_pass and tries_left):
                    raise
            time.sleep(wait_s * random.uniform(0.5, 1.5))  # noqa: S311 - nothing depends on guessing it
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)
        raise AssertionError("unreachable")

    def _wait(self) -> None:
        """Looks what became of the files, until all is known."""
        number, unclaimed_since = 0, time.monotonic()
        while waiting := [one for one in self.files if one.waits]:
            done = len(self.files) - len(waiting)
            self.progress.show(f"taken in: {done:,} of {len(self.files):,} files", now=True)
            if any(one.upload is not None and one.upload.job_id is not None for one in waiting):
                unclaimed_since = time.monotonic()
            elif time.monotonic() - unclaimed_since > _UNCLAIMED_S:
                return
            time.sleep(_LOOKS_EVERY_S[min(number, len(_LOOKS_EVERY_S) - 1)])
            number += 1
            self._look(waiting)

    def _look(self, waiting: Sequence[_Sent]) -> None:
        by_id: dict[UUID, list[_Sent]] = {}
        for one in waiting:
            if one.upload is not None:
                by_id.setdefault(one.upload.id, []).append(one)
        if len(by_id) == 1:
            (only,) = by_id
            found = [self._patiently(partial(self._call, api.get_upload(only)))]
        else:
            found = self._patiently(lambda: self._listed(set(by_id)))
        for upload in found:
            for one in by_id[upload.id]:
                one.upload = upload

    def _call(self, operation: Operation[T]) -> T:
        return self.cli.connection.call(operation)

    def _listed(self, wanted: set[UUID]) -> list[Upload]:
        """These uploads: they are among the latest."""
        found: list[Upload] = []
        for upload in self.cli.connection.items(api.list_uploads(limit=_LISTED_AT_ONCE)):
            if upload.id in wanted:
                found.append(upload)
                if len(found) == len(wanted):
                    break
        return found


def _without_copies(files: Sequence[_Sent]) -> tuple[list[_Sent], list[tuple[_Sent, _Sent]]]:
    """The files to be sent, each once, and the others of the same bytes, each with the one that is sent."""
    by_digest: dict[str, _Sent] = {}
    copies: list[tuple[_Sent, _Sent]] = []
    for one in files:
        if one.failure is None and one.upload is None:
            first = by_digest.setdefault(one.file.sha256, one)
            if first is not one:
                copies.append((one, first))
    return list(by_digest.values()), copies


def send_all(cli: Cli, paths: Sequence[str], *, name: str | None, waits: bool) -> None:
    """Sends files and prints what became of each.

    Raises UsageError before anything is sent; Partial when some files failed; Interrupted after Ctrl-C, and CliError where it
    could not go on, both with what the same command does then.
    """
    from fittrack_cli.commands.source.sample_season import say_that_it_stays
    from fittrack_cli.commands.upload.layout import print_files

    files = find_files(paths, cli.stdin, name=name)
    if not files:
        raise UsageError("nothing to send", "there are no files in it", "hidden files are left out")
    sending = Sending(cli, [_Sent(file) for file in files])
    try:
        sending.run(waits=waits)
    except KeyboardInterrupt:
        raise Interrupted("stopped sending", _so_far(sending), _GO_ON) from None
    except Unreachable as error:
        error.detail = f"{error.detail}; {_so_far(sending)}" if error.detail else _so_far(sending)
        error.hint = "\n".join(part for part in (error.hint, _GO_ON) if part)
        raise
    print_files(cli, sending.files)
    say_that_it_stays(cli)
    failed = sum(one.has_failures for one in sending.files)
    if failed:
        of_all = f"{failed:,} of {counted(len(files), 'file')} failed"
        raise Partial("the upload is partial", of_all, _why(sending.files))

    unknown = [one.unknown_state for one in sending.files if one.unknown_state is not None]
    if unknown:
        of_all = f"{len(unknown):,} of {counted(len(files), 'file')}"
        raise SyncFailed(
            f"the upload ended as {unknown[0]!r}, which this version does not know",
            of_all,
            "a newer fittrack knows more: fittrack contract check",
        )


_GO_ON = "the same command goes on from there"


def _so_far(sending: Sending) -> str:
    return f"the backend keeps {sending.kept:,} of {len(sending.files):,} files"


def _why(files: Sequence[_Sent]) -> str:
    jobs = dict.fromkeys(
        one.upload.job_id
        for one in files
        if one.has_failures and one.upload is not None and one.upload.job_id is not None
    )
    return "\n".join(
        [f"why: fittrack sync items {job} --outcome failed" for job in list(jobs)[:3]]
        or ["the list says why; the same command tries those again"]
    )


def _portions(digests: Sequence[str], most: int) -> Iterator[list[str]]:
    for start in range(0, len(digests), most):
        yield list(digests[start : start + most])
