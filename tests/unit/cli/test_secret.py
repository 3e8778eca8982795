"""Secrets in messages: hidden, however a server sends them back, and nothing else is."""

from __future__ import annotations

import io
import json

import pytest

from fittrack_cli import secret
from fittrack_cli.errors import CliError
from fittrack_cli.program.failure_report import report
from fittrack_cli.secret import Secret, without_secrets


@pytest.fixture(autouse=True)
def a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets of other tests are none here, and the other way round."""
    monkeypatch.setattr(secret, "_known", set())


@pytest.mark.parametrize(
    "text", ["plain-secret-text", 'quo"ted \\ secret', "secret \u00dcml\u00e4ut"]
)
def test_a_secret_is_hidden_as_it_is_and_as_json_writes_it(text: str) -> None:
    Secret(text)
    for way in (
        text,
        json.dumps(text),
        json.dumps(text, ensure_ascii=False),
        json.dumps({"body": json.dumps({"password": text})}),
    ):
        assert "***" in without_secrets(f"sent {way} back")
        assert text not in without_secrets(way)


def test_a_short_text_is_left_alone() -> None:
    Secret("fail")
    assert without_secrets("fittrack failed") == "fittrack failed"


def test_the_longer_secret_is_hidden_whole() -> None:
    Secret("secret-that-starts")
    Secret("secret-that-starts-and-goes-on")
    assert without_secrets("<secret-that-starts-and-goes-on>") == "<***>"


@pytest.mark.parametrize("args", [["--debug"], ["--debug", "-o", "json"]])
def test_no_part_of_a_failure_shows_a_secret(args: list[str]) -> None:
    Secret("request_id")
    mine = Secret("my very own password").reveal()
    error = CliError(
        mine, mine, mine, slug=mine, request_id=mine, extras={mine: {mine: [mine]}, "sent": mine}
    )
    error.__cause__ = ValueError(mine)
    stream = io.StringIO()
    report(error, stream, args, None)
    assert mine not in stream.getvalue()
    assert "***" in stream.getvalue()
    if "json" in args:
        last = json.loads(stream.getvalue().splitlines()[-1])
        assert {"code", "slug", "title", "detail", "hint", "request_id"} <= last.keys()
