"""What makes a cassette canonical and free of secrets, and what refuses to write one that is not."""

from __future__ import annotations

import base64
import datetime as dt
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from vcr.request import Request

from tools import REPOSITORY
from tools.contract.conformance import Contract
from tools.recording.canonical import Canonical
from tools.recording.cassette import FOLDER, Recording, all_cassettes
from tools.recording.coverage import problems, stale
from tools.recording.record import CannotRecord, differences, record, refuse_secrets, write
from tools.recording.vault import Vault, is_placeholder, suspicious

STARTED = dt.datetime(2026, 3, 1, 8, 59, 58, tzinfo=dt.UTC)
TOKEN = "fta_Zy3-kq_LQ81xoIw0Pm5tEJr7UcA2hVvN9dGfSbKe-X0"
PASSWORD = "corr€ct horse/battery"
SECRETS = {
    "password": PASSWORD,
    "access_token": TOKEN,
    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "recovery_codes": ["a1b2-c3d4-e5f6-g7h8"],
    "code": "271828",
}


@pytest.fixture
def vault() -> Vault:
    vault = Vault()
    vault.learn_from(SECRETS)
    return vault


@pytest.fixture
def canonical(vault: Vault) -> Canonical:
    folders = {"/tmp/x7/home": "/home/athlete"}
    origin = "http://127.0.0.1:40123"
    return Canonical(STARTED, vault, origin, "fittrack 2.1.0 on mine", folders)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        (
            "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10, e7b1c9d2-4c55-4d7e-9c1b-2f9a3a6d7e80,"
            " 3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
            "00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-000000000002,"
            " 00000000-0000-4000-8000-000000000001",
        ),
        ("0f8fad5bd9cb469fa165708677289501", "00000000000000000000000000000001"),
        ("2026-03-01T09:00:03.123456Z", "2021-01-01T12:00:00Z"),
        ("2026-03-01T09:15:01+00:00", "2021-01-01T12:15:00+00:00"),
        ("2026-05-30T09:00:01Z", "2021-04-01T12:00:00Z"),
        ("2020-06-02T06:30:00Z", "2020-06-02T06:30:00Z"),
        ("http://127.0.0.1:40123/v1", "http://127.0.0.1:8765/v1"),
        ("athlete12 and athlete7 and athlete12", "ada and ben and ada"),
        ("/tmp/x7/home/ride.tcx", "/home/athlete/ride.tcx"),
        ('"fittrack 2.1.0 on mine"', '"fittrack 1.0.0 on laptop"'),
        ("Wait 4 minutes; try again in 283 seconds", "Wait 5 minutes; try again in 300 seconds"),
    ],
)
def test_what_differs_from_run_to_run_becomes_the_same(
    canonical: Canonical, text: str, becomes: str
) -> None:
    assert canonical.text(text) == becomes
    assert canonical.text(becomes) == becomes


def test_secrets_become_placeholders_of_their_shape_everywhere(canonical: Canonical) -> None:
    request = Request(
        "POST",
        "http://127.0.0.1:40123/v1/auth/login",
        json.dumps({"username": "athlete1", "password": PASSWORD}).encode(),
        {"Authorization": f"Bearer {TOKEN}", "User-Agent": "fittrack/9", "Host": "127.0.0.1"},
    )
    made = canonical.request(request)
    assert json.loads(made.body) == {"username": "ada", "password": "password-placeholder-1"}
    token = made.headers["Authorization"].removeprefix("Bearer ")
    assert is_placeholder(token) and len(token) > 43
    assert set(made.headers) == {"Authorization"}
    assert canonical.request(made).body == made.body
    answer = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"content-type": ["application/json"], "date": ["now"]},
        "body": {"string": json.dumps({**SECRETS, "refresh_token": "ftr_" + "Q" * 43}).encode()},
    }
    shown = canonical.response(answer)
    assert set(shown["headers"]) == {"Content-Type"}
    assert list(suspicious(shown["body"]["string"].decode())) == []
    document = json.loads(shown["body"]["string"])
    assert document["access_token"] == token
    assert document["secret"] != SECRETS["secret"] and len(document["secret"]) == 32
    assert len(document["code"]) == 6 and document["code"].isdigit()


def test_a_cursor_is_the_same_where_it_is_given_and_where_it_is_used(canonical: Canonical) -> None:
    body = json.dumps({"items": [], "next_cursor": "eyJh+/=="}).encode()
    headers = {"content-type": ["application/json"]}
    answer = {"status": {"code": 200, "message": "OK"}, "headers": headers}
    canonical.response({**answer, "body": {"string": body}})
    url = f"http://127.0.0.1:40123/v1/sources?cursor={quote('eyJh+/==', safe='')}"
    assert canonical.request(Request("GET", url, b"", {})).uri.endswith("?cursor=cursor-1")


def test_of_a_stream_the_first_progress_and_every_item_stay(canonical: Canonical) -> None:
    progress = 'event: progress\ndata: {"n": %d}\n\n'
    stream = f"{progress % 1}: still there\n\nid: 1\nevent: item\ndata: {{}}\n\n{progress % 2}"
    made = canonical.response(
        {
            "status": {"code": 200, "message": "OK"},
            "headers": {"content-type": ["text/event-stream; charset=utf-8"]},
            "body": {"string": stream.encode()},
        }
    )
    kept = f"{progress % 1}id: 1\nevent: item\ndata: {{}}\n\n"
    assert made["body"]["string"].decode() == kept


@pytest.mark.parametrize("secret", [PASSWORD, TOKEN, SECRETS["secret"]])
@pytest.mark.parametrize("before", ["", "x", "xy"])
def test_a_secret_is_found_in_everyday_encodings(vault: Vault, secret: str, before: str) -> None:
    raw = secret.encode()
    for hidden in (
        raw,
        json.dumps(secret).encode(),
        quote(secret, safe="").encode(),
        raw.hex().encode(),
        base64.b64encode(before.encode() + raw + b"after"),
        base64.urlsafe_b64encode(before.encode() + raw),
    ):
        assert vault.found_in(b"stdout: " + hidden + b"\n"), hidden
    assert vault.found_in(b"nothing of it") == []
    assert secret not in repr(vault)


def test_six_digits_are_a_code_only_when_they_stand_alone(vault: Vault) -> None:
    assert vault.found_in(b"--mfa-code 271828 ")
    assert vault.found_in(b"size: 1271828") == []


def test_a_cassette_with_a_secret_is_refused_and_not_shown(vault: Vault) -> None:
    refuse_secrets({"a.yaml": "harmless"}, vault)
    with pytest.raises(CannotRecord, match=r"b\.yaml would hold a secret .*: token") as refused:
        refuse_secrets({"a.yaml": "harmless", "b.yaml": f"Bearer {TOKEN}"}, vault)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {TOKEN}",
        'body: {"password": "hunter2!"}',
        "recovery: a1b2-c3d4-e5f6-g7h8",
        "secret: JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "otpauth://totp/FitTrack:ada?secret=JBSWY3DPEHPK3PXP",
        "command: auth mfa enroll --mfa-code 123456",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x",
    ],
)
def test_what_looks_like_a_secret_is_noticed(text: str) -> None:
    found = list(suspicious(text))
    assert found
    assert all(text not in why for why in found)


def test_a_recording_is_what_its_file_says(tmp_path: Path) -> None:
    for path in list(all_cassettes().values())[::20]:
        recording = Recording.load(path)
        assert recording.text() == path.read_text("utf-8")
        copy = tmp_path / path.name
        copy.write_text(recording.text(), "utf-8")
        assert Recording.load(copy) == recording


def test_only_what_changed_is_written_and_what_is_stale_goes(tmp_path: Path) -> None:
    made = {"a/b/1.yaml": "one", "a/b/2.yaml": "two"}
    assert differences(made, tmp_path) == list(made)
    write(made, differences(made, tmp_path), tmp_path)
    assert differences(made, tmp_path) == []
    later = {"a/b/1.yaml": "another"}
    assert differences(later, tmp_path, partial=True) == ["a/b/1.yaml"]
    assert differences({}, tmp_path) == list(made)
    write({}, list(made), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_operation_or_a_status_without_a_cassette_is_told() -> None:
    contract = Contract.load(REPOSITORY / "openapi.yaml")
    assert problems(contract) == []
    document = json.loads(json.dumps(contract.document))
    health = document["paths"]["/v1/meta/health"]["get"]
    document["paths"]["/v1/meta/time"] = {"get": {**health, "operationId": "get_time"}}
    server = document["paths"]["/v1/meta/server"]["get"]
    server["responses"]["404"] = health["responses"]["507"]
    del document["paths"]["/v1/sync/overview"]
    told = "\n".join(problems(Contract(document)))
    assert "get_time: no cassette of its 200" in told
    assert "get_server_info: no cassette of its 404" in told
    assert "get_sync_overview/200-synced: the contract has no operation get_sync_overview" in told
    assert "507" not in told


def test_a_cassette_that_the_contract_left_behind_is_told() -> None:
    contract = Contract.load(REPOSITORY / "openapi.yaml")
    assert stale(contract) == []
    document = json.loads(json.dumps(contract.document))
    document["components"]["schemas"]["Health"]["properties"]["status"]["const"] = "fine"
    told = stale(Contract(document))
    assert [one.partition(":")[0] for one in told[:-1]] == ["meta/get_health/200-up"]
    assert "answer body.status: 'fine' was expected" in told[0]


@pytest.mark.integration
def test_recording_again_gives_the_same_files() -> None:
    contract = Contract.load(REPOSITORY / "openapi.yaml")
    made = record(contract, "/login/200")
    assert len(made) == 2
    assert differences(made, partial=True) == []


def test_cassettes_are_small_and_can_be_read() -> None:
    paths = list(all_cassettes().values())
    assert len(paths) > 200
    assert max(path.stat().st_size for path in paths) < 32 * 1024
    binary = [path for path in paths if "!!binary" in path.read_text("utf-8")]
    assert [path.relative_to(FOLDER).as_posix() for path in binary] == [
        "data/download_workout_file/200-fit.yaml"
    ]
