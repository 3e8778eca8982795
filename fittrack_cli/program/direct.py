"""The direct way: a read that a program asks for, with neither Typer nor an HTTP library, which take most of its time.

`fittrack sync status JOB -o json` is parsed by the table of commands, asked over a plain socket, and printed as it came. It is
for what happens all day: one record as JSON, from a server on this machine that is known, with a token that is good. All
else goes the whole way, and nothing is printed before that is decided. What the server has answered by then goes with it
(`Cli.first_answer`), so that it is asked as often, and for the same, on either way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.errors import CliError
from fittrack_cli.program.command_table import OWN_PACKAGE, ROOT, Leaf, Node
from fittrack_cli.program.options import COMMON_BY_OPT, COMMON_OPTIONS, spelled
from fittrack_contract import FIELDS, OPERATIONS, PLAIN_READS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_cli.secret import Secret
    from fittrack_cli.wire.plain_http import Answer

_TAKEN = frozenset({"output", "profile", "server", "timeout", "no_color", "no_pager", "quiet"})
"""The common options that change nothing but what is looked at here."""
_HOSTS = ("127.0.0.1", "localhost")
_HEX = frozenset("0123456789abcdef")


class Read(NamedTuple):
    """A read that a command line asks for: with `fields` its answer has these first, else it is shown as it was sent."""

    path: str
    accept: str
    fields: tuple[str, ...] | None


def printed(cli: Cli, args: Sequence[str]) -> bool:
    """Whether the command line was done here. Raises what printing raises, and KeyboardInterrupt."""
    found = parsed(args)
    if found is None:
        return False
    read, given = found
    for name, value in given.items():
        cli.give(name, value)
    try:
        text = _text(cli, read)
    except CliError:  # it is said on the whole way
        return False
    if text is None:
        return False
    from fittrack_cli.output.streams import for_programs

    for_programs(cli.stdout).write(text)
    return True


def parsed(args: Sequence[str]) -> tuple[Read, dict[str, object]] | None:
    """The read that a command line asks for, and its common options; None where it says anything else."""
    node: Node | None = ROOT
    ids: list[str] = []
    given: dict[str, object] = {}
    words = iter(args)
    for word in words:
        if word.startswith("-"):
            name, value = spelled(word)
            option = COMMON_BY_OPT.get(name)
            if option is None or option.name not in _TAKEN or option.name in given:
                return None
            if option.metavar is None:
                if value is not None:
                    return None
                given[option.name] = True
                continue
            if value is None:
                value = next(words, "-")
            if value.startswith("-"):
                return None
            given[option.name] = value
        elif isinstance(node, Leaf):
            ids.append(word)
        elif node is not None:
            node = node.child(word)
    read = _read(node, ids) if isinstance(node, Leaf) else None
    return None if read is None else (read, given)


def _read(leaf: Leaf, ids: Sequence[str]) -> Read | None:
    if leaf.package == OWN_PACKAGE:
        if leaf.reads is None:
            return None
        name, schema = leaf.reads
        accept, fields = "*/*", FIELDS[schema]
    else:
        name, accept, fields = leaf.name, "application/json", None
    path = OPERATIONS[name][1]
    if name not in PLAIN_READS or path.count("{") != len(ids) or not all(map(_is_id, ids)):
        return None
    for one in ids:
        before, _, rest = path.partition("{")
        path = before + one + rest.partition("}")[2]
    return Read(path, accept, fields)


def _is_id(text: str) -> bool:
    """Whether it is a whole id as ids are written (RFC 9562, section 4)."""
    parts = text.split("-")
    return [len(part) for part in parts] == [8, 4, 4, 4, 12] and _HEX.issuperset("".join(parts))


def _text(cli: Cli, read: Read) -> str | None:
    """What is to be printed; None where this is nothing for the direct way. Raises CliError."""
    from fittrack_cli.files import others_may_write
    from fittrack_cli.places import cache_dir
    from fittrack_cli.program.news import News
    from fittrack_cli.wire.address import origin
    from fittrack_cli.wire.version_notes import is_ours, note_file, read_note

    if cli.output_format != "json" or any(
        cli.given(option.name) is not None for option in COMMON_OPTIONS if option.name not in _TAKEN
    ):
        return None
    address = _address(cli.server)
    if address is None:
        return None
    bound_to = origin(cli.server)
    version = read_note(note_file(cache_dir(cli.env), bound_to), bound_to)
    if version is None or not is_ours(version) or others_may_write(cli.config.folder):
        return None
    token = _token(cli)
    if token is None:
        return None
    answer = _answer(cli, address, read, token)
    if answer is None:
        return None
    news = News(cli.config.folder, bound_to)
    news.heard("", answer.header("x-security-events") or "")
    if answer.header("x-contract-version") != version or not (cli.flag("quiet") or news.is_known):
        return None
    return _document(answer, read.fields)


def _address(server: str) -> tuple[str, int] | None:
    """The host and port of a server on this machine, written plainly; None for any other."""
    scheme, _, rest = server.partition("://")
    host, _, port = rest.rpartition(":")
    is_port = port.isascii() and port.isdigit() and port == str(int(port)) and port != "80"
    return (host, int(port)) if scheme == "http" and host in _HOSTS and is_port else None


def _token(cli: Cli) -> Secret | None:
    """The token that signs the request, where there is nothing to renew."""
    from fittrack_cli.session.clock import Clock, Held
    from fittrack_cli.session.token_variable import token_from

    token = token_from(cli.env)
    if token is None:
        place = cli.token_place()
        tokens = place.tokens() if place.store == "file" else None
        if tokens is None or Held(tokens, Clock()).is_due():
            return None
        token = tokens.access
    text = token.reveal()
    return token if text.isascii() and text.isprintable() and " " not in text else None


def _answer(cli: Cli, address: tuple[str, int], read: Read, token: Secret) -> Answer | None:
    """What the server answers, which `cli.first_answer` holds from then on; None where that is not for here."""
    from fittrack_cli.wire.every_request import ACCEPT_ENCODING, USER_AGENT
    from fittrack_cli.wire.plain_http import FirstAnswer, Unusual, get

    headers = [
        ("Host", f"{address[0]}:{address[1]}"),
        ("Accept", read.accept),
        ("Accept-Encoding", ACCEPT_ENCODING),
        ("Connection", "keep-alive"),
        ("User-Agent", USER_AGENT),
        ("Authorization", f"Bearer {token.reveal()}"),
    ]
    try:
        answer = get(address, read.path, headers, timeout_s=cli.timeout_s)
    except Unusual:
        return None
    except TimeoutError:
        answer = None
    cli.first_answer = FirstAnswer(f"{cli.server}{read.path}", answer)
    return answer


def _document(answer: Answer, fields: tuple[str, ...] | None) -> str | None:
    """The answer as JSON; None for a failure, and for what is more or less than one record."""
    from fittrack_cli.output.harmless import json_document
    from fittrack_cli.output.records import in_order

    if answer.status != 200 or answer.header("content-type") != "application/json":
        return None
    try:
        value = json.loads(answer.body)
        if not isinstance(value, dict) or value.get("next_cursor"):
            return None
        if fields is not None:
            if not value.keys() >= set(fields):
                return None
            value = in_order(value, fields)
        return json_document(value)
    except (ValueError, RecursionError):
        return None
