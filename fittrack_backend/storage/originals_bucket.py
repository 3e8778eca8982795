"""Original files in a bucket that speaks the S3 protocol.

Credentials, region and endpoint come from the standard `AWS_*` variables, which every S3 client reads.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from fittrack_backend.storage.originals import (
    BUCKET_SCHEME,
    CHUNK_BYTES,
    DERIVED,
    DIGEST,
    KeptOriginal,
    StoredOriginal,
    check_digest,
)

if TYPE_CHECKING:
    from obstore import GetResult
    from obstore.store import ClientConfig, RetryConfig

T = TypeVar("T")

PATIENCE_S = 120
"""How long a request is repeated to a bucket that does not answer or is overloaded: it may be restarting."""
_WRITERS = 16
_IN_MEMORY = 8 * 2**20
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")


class BucketUnusable(OSError):
    """The bucket cannot be used. `strerror` is a reason for people, without addresses or secrets."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(number, reason)


class OriginalsInBucket:
    """Objects named by their SHA-256 in hex, below the prefix, in folders by its first two digits.

    An object is there completely or not at all, and the bucket has checked its content by a SHA-256 of its own.
    What is there already is written again: that costs one request, as looking would, and mends what was damaged.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        bucket, _, prefix = place.removeprefix(BUCKET_SCHEME).strip("/").partition("/")
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            checksum_algorithm="SHA256",
            client_options=_client_options(),
            retry_config=_RETRY,
        )

    def prepare(self) -> None:
        """Raises BucketUnusable when nothing can be found there."""
        self.check()

    def remove_leftovers(self) -> None:
        """Nothing: an upload that was cut leaves no object."""

    def store_all(self, originals: Mapping[str, bytes]) -> dict[str, OSError]:
        """Keeps originals by their digests; returns those that the bucket refused, with why."""

        def error_of(one: tuple[str, bytes]) -> OSError | None:
            try:
                _call(lambda: obstore.put(self._store, _key(one[0]), one[1], use_multipart=False))
            except OSError as error:
                return error
            return None

        errors = _writers().map(error_of, originals.items())
        return {
            sha256: error
            for sha256, error in zip(originals, errors, strict=True)
            if error is not None
        }

    def store_file(self, sha256: str, file: BinaryIO) -> None:
        """Keeps an original, piece by piece where it is large. Raises BucketUnusable."""
        check_digest(file, sha256)
        _call(lambda: obstore.put(self._store, _key(sha256), file))

    def opened(self, sha256: str) -> BinaryIO:
        """A copy of the original. Raises FileNotFoundError or BucketUnusable."""
        copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - its caller closes it
        try:
            for chunk in self.open(sha256).chunks:
                copy.write(chunk)
            copy.seek(0)
        except BaseException:
            copy.close()
            raise
        return copy

    def open(self, sha256: str) -> StoredOriginal:
        """The original with this digest. Raises FileNotFoundError or BucketUnusable."""
        found = _call(lambda: obstore.get(self._store, _key(sha256)))
        return StoredOriginal(found.meta["size"], _chunks(found))

    def is_there(self, sha256: str) -> bool:
        """Whether the original is kept, without reading it. Raises BucketUnusable."""
        try:
            _call(lambda: obstore.head(self._store, _key(sha256)))
        except FileNotFoundError:
            return False
        return True

    def remove(self, sha256: str) -> None:
        """Removes the original, if it is there, then what was derived of it. Raises BucketUnusable."""
        self._delete(_key(sha256))
        self.remove_derived(sha256)

    def keep_derived(self, sha256: str, name: str, data: bytes) -> None:
        """Keeps a file that was derived of an original. Raises BucketUnusable."""
        key = f"{_derived(sha256)}/{name}"
        _call(lambda: obstore.put(self._store, key, data, use_multipart=False))

    def derived(self, sha256: str, name: str) -> bytes:
        """A file that was derived of an original. Raises FileNotFoundError or BucketUnusable."""
        key = f"{_derived(sha256)}/{name}"
        return bytes(_call(lambda: obstore.get(self._store, key).bytes()))

    def remove_derived(self, sha256: str) -> None:
        """Removes all that was derived of an original. Raises BucketUnusable."""
        for key in list(self._keys(_derived(sha256))):
            self._delete(key)

    def all_derived(self) -> Iterator[str]:
        """The originals of which something derived is kept, in no order. Raises BucketUnusable."""
        yield from {key.split("/")[-2] for key in self._keys(DERIVED)}

    def _keys(self, prefix: str) -> Iterator[str]:
        pages = obstore.list(self._store, prefix)
        while page := _call(lambda: next(pages, None)):
            for entry in page:
                yield entry["path"]

    def _delete(self, key: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            _call(lambda: obstore.delete(self._store, key))

    def kept(self) -> Iterator[KeptOriginal]:
        """All that is kept, in no order. Raises BucketUnusable."""
        pages = obstore.list(self._store)
        while page := _call(lambda: next(pages, None)):
            for entry in page:
                name = entry["path"].rpartition("/")[2]
                if DIGEST.fullmatch(name) is not None:
                    yield KeptOriginal(name, entry["size"], entry["last_modified"])

    def check(self) -> None:
        """Raises BucketUnusable when nothing can be found there."""
        # Listing would not tell a refusal from an error.
        self.is_there("0" * 64)


_RETRY: RetryConfig = {
    "max_retries": 1000,
    "retry_timeout": dt.timedelta(seconds=PATIENCE_S),
    "backoff": {
        "init_backoff": dt.timedelta(milliseconds=100),
        "max_backoff": dt.timedelta(seconds=3),
        "base": 2,
    },
}


def _client_options() -> ClientConfig:
    endpoint = next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), "")
    options: ClientConfig = {
        "timeout": dt.timedelta(seconds=60),
        "connect_timeout": dt.timedelta(seconds=5),
    }
    if endpoint and urlsplit(endpoint).hostname in _LOOPBACK:
        options["allow_http"] = True
    return options


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _derived(sha256: str) -> str:
    return f"{DERIVED}/{sha256[:2]}/{sha256}"


def _call(request: Callable[[], T]) -> T:
    try:
        return request()
    except (NotFoundError, FileNotFoundError) as error:
        raise FileNotFoundError(errno.ENOENT, "it is not in the bucket") from error
    except (PermissionDeniedError, UnauthenticatedError, PermissionError) as error:
        raise BucketUnusable(errno.EIO, "the bucket refuses access") from error
    except (BaseError, OSError) as error:
        raise BucketUnusable(errno.EIO, "the bucket cannot be reached") from error


def _chunks(found: GetResult) -> Iterator[bytes]:
    stream = found.stream(min_chunk_size=CHUNK_BYTES)
    while (chunk := _call(lambda: next(stream, None))) is not None:
        yield bytes(chunk)


@cache
def _writers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WRITERS, "originals")
