"""Turns what a server answers, or that it does not, into the failure that a person sees."""

from __future__ import annotations

import json
from collections.abc import Mapping

import httpx

from fittrack_cli.errors import (
    CONFLICT,
    INCOMPATIBLE,
    NOT_FOUND,
    NOT_SIGNED_IN,
    UNEXPECTED,
    UNREACHABLE,
    USAGE,
    CliError,
    Conflict,
    Incompatible,
    NotFound,
    NotSignedIn,
    Unreachable,
    UsageError,
    cannot_be_sent,
)
from fittrack_cli.wire.next_steps import next_step
from fittrack_common.loopback import is_loopback
from fittrack_contract.problems import (
    INVALID_CREDENTIALS,
    PROOF_NEEDED,
    TYPE_PREFIX,
    WRONG_CODE,
)

MAX_WORDS = 2000
"""How much of a server's words a person is shown, in characters."""
_PLACES = frozenset({"body", "query", "path", "header"})
"""What the name of a refused member begins with."""
_WITHOUT_CONTENT = frozenset({202, 204, 205})
_MEMBERS = frozenset({"type", "title", "status", "detail", "instance", "request_id"})
_CODES = {
    400: USAGE,
    401: NOT_SIGNED_IN,
    404: NOT_FOUND,
    405: INCOMPATIBLE,
    406: INCOMPATIBLE,
    409: CONFLICT,
    410: NOT_FOUND,
    415: INCOMPATIBLE,
    422: USAGE,
    502: UNREACHABLE,
    503: UNREACHABLE,
    504: UNREACHABLE,
}
# A person who is signed in already, and then cannot prove it again.
_CODES_BY_KIND = dict.fromkeys((WRONG_CODE, INVALID_CREDENTIALS, PROOF_NEEDED), NOT_SIGNED_IN)
_CLASSES: dict[int, type[CliError]] = {
    USAGE: UsageError,
    NOT_SIGNED_IN: NotSignedIn,
    NOT_FOUND: NotFound,
    CONFLICT: Conflict,
    INCOMPATIBLE: Incompatible,
    UNREACHABLE: Unreachable,
    UNEXPECTED: CliError,
}


def check_answer(response: httpx.Response) -> None:
    """Raises the CliError that a response stands for; returns when it is a success with JSON.

    The body must have been read, except that of a successful stream.
    """
    status = response.status_code
    if 300 <= status < 400 and status != httpx.codes.NOT_MODIFIED:
        raise Unreachable(
            "will not follow a redirect",
            f"{_host(response.request.url)} sends to {response.headers.get('location', '?')}",
            "pass the backend's own address with --server, or check what is running there",
            slug="redirect",
        )
    if status >= 400:
        raise problem(response)
    if not 200 <= status < 300:
        raise _foreign(response)


def check_json(response: httpx.Response) -> None:
    """Raises Unreachable when a success carries something other than JSON, such as a page."""
    if response.status_code in _WITHOUT_CONTENT and not response.content:
        return
    if not is_json(response):
        raise _foreign(response)


def problem(response: httpx.Response) -> CliError:
    """The failure that an answer of 400 or more describes (RFC 9457).

    A problem of an unknown kind falls back on its status; one that is not JSON did not come from
    a FitTrack backend.
    """
    status = response.status_code
    members = _members(response)
    request_id = members.get("request_id") or response.headers.get("x-request-id")
    if not members and not is_json(response) and status not in (401, 429):
        return _foreign(response)
    kind = str(members.get("type") or "")
    slug = kind.removeprefix(TYPE_PREFIX) if kind.startswith(TYPE_PREFIX) else f"http-{status}"
    code = _CODES_BY_KIND.get(slug) or _CODES.get(status, UNEXPECTED)
    extras = {key: value for key, value in members.items() if key not in _MEMBERS}
    extras = {key: value for key, value in extras.items() if value is not None}
    return _CLASSES[code](
        _text(members.get("title"))
        or f"the backend answered {status} {response.reason_phrase}".rstrip(),
        _detail(members),
        next_step(slug, response, members),
        slug=slug,
        request_id=_text(request_id) or None,
        extras=extras,
    )


def unusable(error: Exception, url: str, timeout_s: float) -> CliError:
    """The failure that a broken or missing answer stands for."""
    where = url.rstrip("/")
    if isinstance(error, httpx.TimeoutException):
        return Unreachable(
            f"no answer from {where}",
            f"nothing came within {timeout_s:g} seconds",
            "wait longer with --timeout, or check the backend: fittrack backend status"
            if is_loopback(url)
            else "wait longer with --timeout",
            slug="timeout",
        )
    if isinstance(error, httpx.ConnectError):
        why = _connect_reason(error)
        hint = "start it with: fittrack backend start" if is_loopback(url) else "check --server"
        if "certificate" in why.lower():
            hint = "trust its authority with: fittrack config set ca_file FILE"
        elif _speaks_no_tls(error):
            why = "it does not speak https"
            hint = f"with plain http it is: --server http://{where.partition('://')[2]}"
        return Unreachable(f"cannot reach the backend at {where}", why, hint)
    if isinstance(error, httpx.ProxyError):
        return Unreachable(
            f"cannot reach {where}", f"the proxy refused: {error}", "check the proxy"
        )
    if isinstance(error, httpx.DecodingError):
        return Unreachable(
            f"cannot read the answer of {where}",
            "it is not compressed in the way that its header says",
        )
    if isinstance(error, httpx.TransportError):
        return Unreachable(
            f"the answer of {where} was cut short",
            _how_it_ended(error),
            _after_a_cut(url, error),
            slug="cut-short",
        )
    if isinstance(error, UnicodeEncodeError):
        return cannot_be_sent(error)
    if isinstance(error, httpx.InvalidURL | httpx.HTTPError):
        return UsageError(f"cannot use the address {where}", str(error))
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return Unreachable(f"the answer of {where} was cut short", "it is not complete JSON")
    return Incompatible(
        f"cannot understand the answer of {where}",
        f"it does not have the contract's shape{_missing(error)}",
        "the backend may be newer or older than this fittrack",
    )


_NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG")
"""What OpenSSL calls an answer to a TLS handshake that is none."""


def _speaks_no_tls(error: Exception) -> bool:
    return any(name in str(error) for name in _NO_TLS)


def _how_it_ended(error: Exception) -> str:
    """Why no whole answer came, without the words of h11 for bytes that are no HTTP."""
    text = str(error)
    if "illegal" in text or "bytearray" in text:
        return "what it sent is not http"
    if not text or text.startswith("["):
        return _connect_reason(error) if error.__cause__ else "the connection was closed"
    return text.rstrip(".")


def _missing(error: Exception) -> str:
    return f": {error.args[0]} is missing" if isinstance(error, KeyError) and error.args else ""


def _after_a_cut(url: str, error: Exception) -> str:
    """What to do. A server of https hangs up on plain http before it has sent a byte, or sends what is no HTTP."""
    again = "run the command again"
    if is_loopback(url):
        again += "; the backend may have stopped: fittrack backend status"
    if url.startswith("http:") and isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        again += f"\nor does it speak https? --server https://{url.partition('://')[2].rstrip('/')}"
    return again


def _foreign(response: httpx.Response) -> CliError:
    kind = response.headers.get("content-type", "").partition(";")[0] or "nothing readable"
    status = response.status_code
    if status in (502, 503, 504):
        why = f"a gateway answered {status} {response.reason_phrase}".rstrip()
    else:
        why = f"it answered {status} with {kind}, not with JSON"
    url = response.request.url
    hint = "check --server; is it a FitTrack backend?"
    if is_loopback(str(url)):
        hint = "is another program listening there? fittrack backend status"
    return Unreachable(f"no usable answer from {_host(url)}", why, hint, slug="not-a-backend")


def _members(response: httpx.Response) -> Mapping[str, object]:
    try:
        document = json.loads(response.content) if is_json(response) else {}
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def is_json(response: httpx.Response) -> bool:
    """Whether an answer claims to be JSON."""
    kind: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def _detail(members: Mapping[str, object]) -> str:
    refused = members.get("errors")
    if isinstance(refused, list):
        fields = [
            f"{_member(_text(entry.get('field')))}: {_text(entry.get('message'))}"
            for entry in refused
            if isinstance(entry, dict)
        ]
        if any(field != ": " for field in fields):
            return _shortened("; ".join(fields))
    return _text(members.get("detail"))


def _member(field: str) -> str:
    """A member or parameter without the place in a request where it is."""
    place, dot, name = field.partition(".")
    return name if dot and place in _PLACES else field


def _text(value: object) -> str:
    return _shortened(value) if isinstance(value, str) else ""


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]}…"


def _host(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii', 'backslashreplace')}"


def _connect_reason(error: Exception) -> str:
    """The system's words, from the innermost cause, without its error number."""
    cause: BaseException | None = error
    while cause is not None:
        if verdict := getattr(cause, "verify_message", None):
            return f"its certificate is not trusted: {verdict}"
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
        cause = cause.__cause__ or cause.__context__
    text = str(error).partition(" (_ssl")[0]
    return (text.partition("] ")[2] if text.startswith("[") else text) or "the connection failed"
