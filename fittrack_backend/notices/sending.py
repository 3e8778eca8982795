"""Sends what was prepared to an address that was checked: no redirect, no proxy, little time, and little read."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import ssl
from collections.abc import Sequence

import httpx
from attrs import frozen

from fittrack_backend.notices.addresses import AddressRefused, Destination, checked
from fittrack_backend.notices.formats import Prepared
from fittrack_backend.os_errors import os_reason
from fittrack_backend.variables import Network
from fittrack_common.version import __version__

LIMIT_S = 10.0
"""How long a target may take for each step: to take a connection, to take or send some bytes."""
LONGEST_S = 30.0
"""How long all of it may take: one that sends a byte of its headers now and then must not hold up the others."""
_MOST_READ = 4096
_REST_S = 2.0
_LONGEST_WAIT = dt.timedelta(days=1)


@frozen
class Outcome:
    """What became of it."""

    delivered: bool
    status: int | None = None
    reason: str | None = None
    is_gone: bool = False
    """Whether the target said that it is there no more (410)."""
    retry_after: dt.timedelta | None = None


def send(prepared: Prepared, allowed: Sequence[Network]) -> Outcome:
    """Sends it, to one address of the host after another until one takes the connection."""
    try:
        destination = checked(prepared.url, allowed)
    except AddressRefused as error:
        return Outcome(False, reason=str(error))
    try:
        return asyncio.run(_within(LONGEST_S, prepared, destination))
    except TimeoutError:
        return Outcome(False, reason=f"it took longer than {LONGEST_S:g} seconds")


async def _within(seconds: float, prepared: Prepared, destination: Destination) -> Outcome:
    """The outcome. Raises TimeoutError; a connection that is waited for is closed then, wherever it stands."""
    async with asyncio.timeout(seconds):
        return await _sent_to_any(prepared, destination)


async def _sent_to_any(prepared: Prepared, destination: Destination) -> Outcome:
    why = "it has no address"
    for address in destination.addresses:
        try:
            return await _sent(prepared, destination, address)
        except httpx.ConnectError as error:
            why = _refusal(error)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return Outcome(False, reason=_failure(error)[:200])
    return Outcome(False, reason=why[:200])


def _refusal(error: httpx.ConnectError) -> str:
    """Why there is no connection: what the system or TLS said below what libraries made of it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not to be trusted: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return "it does not speak TLS there"
        if isinstance(cause, OSError) and cause.errno is not None:
            # Not `strerror`, which asyncio writes anew with the address in it.
            return os_reason(OSError(cause.errno, os.strerror(cause.errno)))
        cause = cause.__cause__ or cause.__context__
    return "it takes no connection"


def _failure(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "it did not answer in time"
    if isinstance(error, httpx.RemoteProtocolError):
        return "what it answered is not HTTP, or was cut short"
    return os_reason(error) if isinstance(error, OSError) else "the connection broke"


async def _sent(prepared: Prepared, destination: Destination, address: str) -> Outcome:
    url = destination.url
    headers = {
        **prepared.headers,
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"fittrack/{__version__}",
    }
    # The certificate is checked for the name, while the connection goes to the address that was checked.
    async with (
        httpx.AsyncClient(timeout=LIMIT_S, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "POST",
            url.copy_with(host=address),
            content=prepared.body,
            headers=headers,
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        ) as answer,
    ):
        outcome = _outcome(answer)
        # Its status says all; what else it sends is taken as far as it comes soon, so that it can close in peace.
        with contextlib.suppress(TimeoutError, httpx.HTTPError):
            async with asyncio.timeout(_REST_S):
                await _read_some(answer)
        return outcome


async def _read_some(answer: httpx.Response) -> None:
    read = 0
    async for part in answer.aiter_raw(_MOST_READ):
        read += len(part)
        if read >= _MOST_READ:
            return


def _outcome(answer: httpx.Response) -> Outcome:
    status = answer.status_code
    if answer.is_success:
        return Outcome(True, status)
    told = "it wants to redirect, which is not followed" if answer.is_redirect else "it refused"
    after = answer.headers.get("retry-after", "")
    wait = (
        dt.timedelta(seconds=int(after))
        if after.isascii() and after.isdigit() and len(after) < 7
        else None
    )
    return Outcome(
        False,
        status,
        f"{told} ({status})",
        is_gone=status == 410,
        retry_after=None if wait is None else min(wait, _LONGEST_WAIT),
    )
