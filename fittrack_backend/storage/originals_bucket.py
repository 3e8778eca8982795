"""Original files in a bucket that speaks the S3 protocol.

Credentials, region and endpoint come from the standard `AWS_*` variables, which every S3 client reads.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from fittrack_backend.storage.originals import (
    BUCKET_SCHEME,
    CHUNK_BYTES,
    DIGEST,
    KeptOriginal,
    StoredOriginal,
)

if TYPE_CHECKING:
    from obstore import GetResult
    from obstore.store import ClientConfig, RetryConfig

T = TypeVar("T")

PATIENCE_S = 120
"""How long a request is repeated to a bucket that does not answer or is overloaded: it may be restarting."""
_WRITERS = 16
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

    def open(self, sha256: str) -> StoredOriginal:
        """The original with this digest. Raises FileNotFoundError or BucketUnusable."""
        found = _call(lambda: obstore.get(self._store, _key(sha256)))
        return StoredOriginal(found.meta["size"], _chunks(found))

    def remove(self, sha256: str) -> None:
        """Removes the original, if it is there. Raises BucketUnusable."""
        try:
            _call(lambda: obstore.delete(self._store, _key(sha256)))
        except FileNotFoundError:
            return

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
        with contextlib.suppress(FileNotFoundError):
            _call(lambda: obstore.head(self._store, _key("0" * 64)))


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
