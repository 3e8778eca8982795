"""An operation that the contract gains is there after one regeneration, nothing written by hand."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import HTTP
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator

from tests.contract.added_operation import IN_PATH, SCHEMAS, TYPES, with_added_operations
from tests.contract.grown_command_line import Grown
from tests.servers.recording import (
    Answer,
    RecordingServer,
    Sent,
    of_an_unknown_version,
)
from tools import REPOSITORY, import_path
from tools.contract.source import read_contract
from tools.generating.regenerate import files_of, generate

ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"

# A value for each of the types: as it is typed, and as the contract has it.
GOOD: dict[str, tuple[list[str], Any]] = {
    "text": (["a/b ../%41?&#é"], "a/b ../%41?&#é"),
    "uid": ([ID], ID),
    "day": (["2026-02-28"], "2026-02-28"),
    "moment": (["2026-02-28T12:00:00.5+01:00"], "2026-02-28T12:00:00.5+01:00"),
    "blob": (["aGk="], "aGk="),
    "mail": (["a@b.example"], "a@b.example"),
    "coded": (["ab-12"], "ab-12"),
    "whole": (["7"], 7),
    "big": (["-9007199254740993"], -9007199254740993),
    "real": (["1.5"], 1.5),
    "truth": (["true"], True),
    "choice": (["dark green"], "dark green"),
    "level": (["2"], 2),
    "grade": (["0.5"], 0.5),
    "mixed": (["1"], 1),
    "fixed": (["v1"], "v1"),
    "fixed-number": (["7"], 7),
    "nothing": (["null"], None),
    "maybe": (["some thing"], "some thing"),
    "maybeDay": (["2026-01-31"], "2026-01-31"),
    "maybe_truth": (["false"], False),
    "either": (["12"], 12),
    "words": (["one", "two,2"], ["one", "two,2"]),
    "days": (["2026-01-01", "2026-01-02"], ["2026-01-01", "2026-01-02"]),
    "levels": (["1", "3"], [1, 3]),
    "colours": (["red", "green"], ["red", "green"]),
    "maybe_list": (["1", "2"], [1, 2]),
    "loose_list": (["1", "b"], [1, "b"]),
    "thing": (['{"low": 1, "high": 2.5}'], {"low": 1, "high": 2.5}),
    "open": (['{"a": 1}'], {"a": 1}),
    "anything": (['{"x": [null]}'], {"x": [None]}),
    "any_too": (["plain"], "plain"),
    "joined": (["abc"], "abc"),
    "colour": (["green"], "green"),
    "maybe_colour": (["red"], "red"),
}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    folder = tmp_path_factory.mktemp("grown")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        contract = with_added_operations(read_contract(str(REPOSITORY / "openapi.yaml")))
        generate(contract, folder / "generated")
    return Grown(folder / "generated", folder)


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with RecordingServer(
        of_an_unknown_version(lambda sent: Answer(b'{"text": "ok", "later": [1]}'))
    ) as running:
        yield running


def words_for(prefix: str, name: str) -> list[str]:
    texts, value = GOOD[name]
    option = f"--{prefix}{name}"
    if TYPES[name] == {"type": "boolean"}:
        return [option if value else f"--no-{prefix}{name}"]
    return [word for text in texts for word in (option, text)]


def every_word() -> list[str]:
    """A command line with every parameter of `put_everything` in every place."""
    words = ["api", "put_everything", "-o", "json"]
    for name in TYPES:
        words += [*words_for("q_", name), *words_for("X-", name), *words_for("", name)]
    words += ["--query-fields", "f", "--query-name", "n", "--body-fields", "F", "--body-name", "N"]
    words += ["--target.min-value", "0.25", "--no-target.deep.flag", "--whole-part.more", "3"]
    words += ["--parts", '{"depth": 1}', "--parts", '{"depth": 2}', "--pet.kind", "dog"]
    words += ["--tree", '{"name": "a", "branches": [{"name": "b"}]}', "--password", "-", "--"]
    for name in IN_PATH:
        texts, value = GOOD[name]
        words.append(json.dumps(value) if isinstance(value, list) else texts[0])
    return words


def test_a_value_of_every_type_arrives_in_every_place(
    grown: Grown, server: RecordingServer
) -> None:
    done = grown(*every_word(), server=server, stdin="pass word\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"text": "ok", "later": [1]}
    [sent] = server.asked
    assert sent.method == "PUT"
    assert "authorization" not in sent.headers
    body = json.loads(sent.body)
    assert body == {
        **{name: value for name, (_, value) in GOOD.items()},
        "fields": "F",
        "name": "N",
        "target": {"min_value": 0.25, "deep": {"flag": False}},
        "whole_part": {"more": 3},
        "parts": [{"depth": 1}, {"depth": 2}],
        "pet": {"kind": "dog"},
        "tree": {"name": "a", "branches": [{"name": "b"}]},
        "password": "pass word",
    }
    schemas = {"components": {"schemas": SCHEMAS}, "$ref": "#/components/schemas/MadeUpBody"}
    Draft202012Validator(schemas).validate(body)
    check_path(sent)
    check_query(sent)
    check_headers(sent)


def check_path(sent: Sent) -> None:
    segments = urlsplit(sent.target).path.split("/")
    assert segments[:3] == ["", "v1", "made-up"]
    texts = dict(zip(IN_PATH, segments[3:], strict=True))
    plain = {"text": "a/b ../%41?&#é", "truth": "true", "real": "1.5", "choice": "dark green"}
    plain |= {
        "moment": "2026-02-28T12:00:00.5+01:00",
        "maybe_truth": "false",
        "thing": "low,1,high,2.5",
    }
    for name, text in plain.items():
        assert unquote(texts[name]) == text
    assert texts["words"] == "one,two%2C2"
    assert texts["days"] == "2026-01-01,2026-01-02"


def check_query(sent: Sent) -> None:
    pairs = parse_qsl(urlsplit(sent.target).query, keep_blank_values=True)
    assert [text for name, text in pairs if name == "q_words"] == ["one", "two,2"]
    assert [text for name, text in pairs if name == "q_levels"] == ["1", "3"]
    values = dict(pairs)
    assert values["q_text"] == "a/b ../%41?&#é"
    assert values["q_big"] == "-9007199254740993"
    assert (values["q_truth"], values["q_maybe_truth"]) == ("true", "false")
    assert (values["low"], values["high"]) == ("1", "2.5")  # an object, exploded
    assert (values["fields"], values["name"], values["q_nothing"]) == ("f", "n", "")


def check_headers(sent: Sent) -> None:
    assert sent.headers["x-uid"] == ID
    assert sent.headers["x-day"] == "2026-02-28"
    assert sent.headers["x-moment"] == "2026-02-28T12:00:00.5+01:00"
    assert sent.headers["x-whole"] == "7"
    assert sent.headers["x-real"] == "1.5"
    assert sent.headers["x-truth"] == "true"
    assert sent.headers["x-level"] == "2"
    assert sent.headers["x-levels"] == "1,3"
    assert sent.headers["x-thing"] == "low,1,high,2.5"
    assert sent.headers["x-text"].encode("latin-1").decode() == "a/b ../%41?&#é"


def test_every_style_of_the_contract_is_kept(grown: Grown, server: RecordingServer) -> None:
    server.answer = of_an_unknown_version(lambda sent: Answer(b"[1, 2]"))
    words = ["api", "get-styles", '["a.b", "c/d"]', "x,y", ".."]
    for name in ("comma", "repeated", "space", "pipe"):
        words += [f"--{name}", "p q", f"--{name}", "r&s"]
    for name in ("deep", "flat", "spread", "as-json", "x-pairs"):
        words += [f"--{name}.a", "1", f"--{name}.b", "2", f"--{name}.b", "3"]
    done = grown(*words, "--crumb", "c;d", "-o", "json", server=server)
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, "", [1, 2])
    [sent] = server.asked
    path, _, query = sent.target.partition("?")
    assert path == "/v1/made-up/styles/.a.b.c%2Fd/;matrix=x,y/...json"
    assert query.split("&") == [
        "comma=p%20q,r%26s",
        *("repeated=p%20q", "repeated=r%26s"),
        "space=p%20q%20r%26s",
        "pipe=p%20q%7Cr%26s",
        *("deep%5Ba%5D=1", "deep%5Bb%5D=2", "deep%5Bb%5D=3"),
        "flat=a,1,b,%5B2%2C3%5D",
        *("a=1", "b=%5B2%2C3%5D"),
        "as_json=%7B%22a%22%3A%221%22%2C%22b%22%3A%5B2%2C3%5D%7D",
    ]
    assert sent.headers["x-pairs"] == "a=1,b=[2,3]"
    assert sent.headers["cookie"] == "crumb=c%3Bd"
    assert sent.headers["accept"] == "application/json"


def test_bodies_and_answers_of_other_kinds(grown: Grown, server: RecordingServer) -> None:
    server.answer = of_an_unknown_version(lambda sent: Answer(kind="", status=204))
    assert grown("api", "post_note", "--body", "-", server=server, stdin="héllo").stdout == ""
    grown("api", "post_form", "--depth", "3", "--extra", "a b&c", server=server)
    (grown.folder / "cat.png").write_bytes(b"\x89PNG\r\n")
    words = ["--picture", "cat.png", "--title", "é", "--place.x", "1"]
    grown("api", "post_upload", *words, server=server)
    note, form, upload = server.asked
    assert (note.headers["content-type"], note.body.decode()) == ("text/plain", "héllo")
    assert form.headers["content-type"] == "application/x-www-form-urlencoded"
    assert form.body == b"depth=3&extra=a%20b%26c"
    parts = message_from_bytes(
        f"Content-Type: {upload.headers['content-type']}\r\n\r\n".encode() + upload.body,
        policy=HTTP,
    )
    found = {
        part.get_param("name", header="content-disposition"): part for part in parts.iter_parts()
    }
    assert found["picture"].get_filename() == "cat.png"
    assert found["picture"].get_payload(decode=True) == b"\x89PNG\r\n"
    assert found["title"].get_payload(decode=True) == "é".encode()
    assert found["place"].get_payload(decode=True) == b'{"x":1}'
    header = {"Content-Disposition": 'attachment; filename="../../etc/cat picture.png"'}
    server.answer = of_an_unknown_version(
        lambda sent: Answer(b"\x89PNG\xff", "image/png", headers=header)
    )
    for words in (["getPicture"], ["get_picture", "--to", "other.png"]):
        assert grown("api", *words, server=server).returncode == 0
    assert (grown.folder / "cat picture.png").read_bytes() == b"\x89PNG\xff"
    assert (grown.folder / "other.png").read_bytes() == b"\x89PNG\xff"
    again = grown("api", "get-picture", server=server)
    assert (again.returncode, "--force" in again.stderr) == (5, True)


def test_oddities_are_sent_and_their_answer_is_printed(
    grown: Grown, server: RecordingServer
) -> None:
    server.answer = of_an_unknown_version(
        lambda sent: Answer(b"a\x1bb\n", "text/plain; charset=utf-8", status=234)
    )
    words = [
        "api",
        "post-oddities",
        "3",
        "--import",
        "1",
        "--no-truths",
        "--query-same.a",
        "2",
    ]
    words += ["--header-same.a", "x", "--query-no-x", "--no-x", "--from-dict.a", "1"]
    done = grown(*words, "--é.a", "x", server=server)
    assert (done.returncode, done.stdout, done.stderr) == (0, "a\x1bb\n", "")
    [sent] = server.asked
    assert sent.target == "/v1/made-up/odd/3?import=1&truths=false&no-x=true&x=false&a=2"
    assert sent.headers["same"] == "a,x"
    assert json.loads(sent.body) == {"from_dict": {"a": 1}, "é": {"a": "x"}}


@pytest.mark.parametrize(
    ("name", "word", "says"),
    [
        ("text", "x", "at least 2 characters"),
        ("uid", "17", "an id such as"),
        ("day", "2026-02-30", "a day such as"),
        ("moment", "2026-02-28 12:00", "a time such as"),
        ("coded", "AB-1", "the pattern"),
        ("whole", "11", "at most 10"),
        ("whole", "1.5", "a whole number"),
        ("real", "0", "more than 0"),
        ("real", "0.7", "a multiple of 0.5"),
        ("choice", "pink", "one of red, dark green, blue"),
        ("fixed", "v2", "v1"),
        ("nothing", "x", "null"),
        ("maybeDay", "x", "a day such as"),
        ("either", "x", "an id such as"),
        ("maybe_list", "x", "a whole number"),
        ("thing", "{}", "low"),
        ("thing", "x", "an object"),
        ("open", '{"a": "b"}', "a whole number"),
    ],
)
def test_what_the_contract_does_not_allow_is_never_sent(
    grown: Grown, name: str, word: str, says: str
) -> None:
    """In this process, for its rules are the commands': the slow way is tried above."""
    from fittrack_cli.operations.values import value_of, values_of

    definitions = {key: _without_words(schema) for key, schema in SCHEMAS.items()}
    schema = _without_words(TYPES[name])
    is_list = schema.get("type") in ("array", ["array", "null"])
    with pytest.raises(ValueError, match=says.split()[0]) as error:
        if is_list:
            values_of([word], schema, definitions)
        else:
            value_of(word, schema, definitions)
    assert says in str(error.value)


def _without_words(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.rpartition("/")[2] if key == "$ref" else _without_words(value)
            for key, value in node.items()
        }
    return node


def test_its_help_and_its_completion(grown: Grown) -> None:
    page = grown("api", "put_everything", "--help").stdout
    for words in (
        "Put everything.",
        "And sends them back.",
        "P_WHOLE         The p-whole. From 1 to 10.",
        "--q-choice red|dark green|blue",
        "--x-truth / --no-x-truth",
        "--query-fields",
        "--body-fields",
        "--password -|@FILE",
        "--account -|@FILE",
        "--account.pin -|@FILE",
        "--target.deep.flag",
    ):
        assert words in page
    assert "--made-at" not in page  # only the server writes it
    assert "MADE-UP\n  put_everything  Put everything\n" in grown("api").stdout
    assert grown("__complete", "api", "put").stdout == "put_everything\tPut everything\n"
    offered = grown("__complete", "api", "put_everything", "--q-choice", "").stdout.splitlines()
    assert offered == ["red", "dark green", "blue"]
    offered = grown("__complete", "api", "put_everything", "--fields", "te").stdout.splitlines()
    assert offered == ["text"]


def test_the_typed_client_sends_every_type_in_every_place(grown: Grown) -> None:
    code = f"""
import datetime as dt, json, uuid
from fittrack_client import api
from fittrack_client.models import MadeUpBody
from fittrack_client.models.put_everything_p_thing import PutEverythingPThing
from fittrack_client.models.put_everything_p_open import PutEverythingPOpen
day, moment = dt.date(2026, 2, 28), dt.datetime(2026, 2, 28, 12, tzinfo=dt.timezone.utc)
uid = uuid.UUID({ID!r})
thing, extra = PutEverythingPThing(low=1, high=2.5), PutEverythingPOpen()
extra["a"] = 1
values = dict(text="a/b", uid=uid, day=day, moment=moment, blob="b", mail="m", coded="c", whole=7, big=9,
    real=1.5, truth=True, choice="dark green", level=2, grade=0.5, mixed=1, fixed="v1", fixed_number=7,
    nothing=None, maybe="m", maybe_day=day, maybe_truth=False, either=uid, words=["a", "b,c"], days=[day],
    levels=[1, 3], colours=["red"], maybe_list=[1], loose_list=[1, "b"], thing=thing, open_=extra,
    anything=5, any_too="x", joined="abc", colour="green", maybe_colour=None)
given = {{f"p_{{n.rstrip('_')}}": v for n, v in values.items() if n not in ("nothing", "loose_list")}}
given |= {{f"q_{{n.rstrip('_')}}": v for n, v in values.items()}}
given |= {{f"x_{{n.rstrip('_')}}": v for n, v in values.items()}}
body = MadeUpBody.from_dict({{"text": "t", "later": 1, "colour": "mauve", "colours": ["mauve"], "level": 9,
    "thing": {{"low": 1, "later": 2}}, "maybe_colour": "mauve", "day": "2026-02-28"}})
made = api.put_everything(**given, body=body)
print(json.dumps(dict(url=made.url, headers=made.headers, json=made.json)))
"""
    environment = {**os.environ, "PYTHONPATH": import_path(grown.generated)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    made = json.loads(done.stdout)
    assert made["url"].startswith(f"/v1/made-up/a%2Fb/{ID}/2026-02-28/2026-02-28T12%3A00%3A00Z/")
    query = dict(parse_qsl(made["url"].partition("?")[2]))
    assert (query["q_day"], query["q_truth"], query["q_uid"]) == ("2026-02-28", "true", ID)
    headers = made["headers"]
    assert all(isinstance(text, str) for text in headers.values())
    assert (headers["X-uid"], headers["X-truth"], headers["X-levels"]) == (ID, "true", "1,3")
    assert headers["X-moment"] == "2026-02-28T12:00:00Z"
    assert made["json"] == {
        "text": "t",
        "later": 1,
        "colour": "mauve",
        "colours": ["mauve"],
        "level": 9,
        "thing": {"low": 1, "later": 2},
        "maybe_colour": "mauve",
        "day": "2026-02-28",
    }


def test_what_is_generated_says_so_and_imports_nothing_that_it_does_not_need(grown: Grown) -> None:
    notice = "# Generated from openapi.yaml by scripts/regenerate-client; do not edit."
    for module in grown.generated.rglob("*.py"):
        assert module.read_text("utf-8").splitlines()[0] == notice
    index = grown.generated / "client" / "fittrack_contract" / "operation_index.py"
    tree = ast.parse(index.read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [name for name in files_of(grown.generated) if "cache" in name]
