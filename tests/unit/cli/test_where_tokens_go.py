"""Where tokens may go: to their own server, over TLS that is verified, and nowhere else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from attrs import define

from fittrack_cli.__main__ import main
from fittrack_cli.secret import Secret
from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.stores import key_for
from fittrack_cli.session.tokens import Tokens
from tests.servers.recording import Answer, Answering, RecordingServer, Sent
from tools.running.prompter import FakePrompter

ACCOUNT = {
    "id": "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10",
    "username": "ada",
    "created_at": "2026-01-01T00:00:00Z",
    "mfa_enabled": False,
    "recovery_codes_remaining": 0,
    "time_zone": "Europe/Berlin",
}


def account(sent: Sent) -> Answer:
    """Whom a token belongs to."""
    return Answer.json(ACCOUNT)


def recorder(authority: trustme.CA | None = None, name: str = "localhost") -> RecordingServer:
    """A server that answers any question with an account."""
    return RecordingServer(account, authority, name)


def redirecting(to: RecordingServer, status: int = 307) -> Answering:
    """Sends every request on to another server."""
    return lambda sent: Answer(status=status, headers={"Location": to.url + sent.target})


def got_a_token(server: RecordingServer) -> bool:
    """Whether a token reached it, wherever in a request."""
    return any("marked" in one.everything for one in server.sent)


@define
class Person:
    """Somebody with a session at one server, and nothing between the command and the network."""

    folder: Path
    out: str = ""
    err: str = ""

    def signs_in_at(self, url: str, **settings: object) -> None:
        now = time.time()
        tokens = Tokens(
            origin=url,
            username="ada",
            session_id="s",
            access=Secret("marked-access"),
            refresh=Secret("marked-refresh"),
            received_at=now,
            access_expires_at=now + 900,
            refresh_expires_at=now + 1e6,
        )
        FileStore(self.folder).save(key_for("default", url), tokens)
        profile = {"server": url, "credential_store": "file", **settings}
        config = {"current": "default", "profiles": {"default": profile}}
        (self.folder / "config.yaml").write_text(json.dumps(config))
        (self.folder / "config.yaml").chmod(0o600)

    def runs(self, *args: str, **variables: str) -> int:
        import io

        out, err = io.StringIO(), io.StringIO()
        env = {"FITTRACK_CONFIG_DIR": str(self.folder), "FITTRACK_DATA_DIR": str(self.folder)}
        words = [*(args or ("auth", "status")), "--timeout", "3"]
        code = main(words, env | variables, io.StringIO(), out, err, FakePrompter([], False))
        self.out, self.err = out.getvalue(), err.getvalue()
        assert "marked" not in self.out + self.err
        return code


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return Person(tmp_path)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def test_a_certificate_of_an_own_authority_by_profile(
    person: Person, authority: trustme.CA, ca_file: str
) -> None:
    with recorder(authority) as server:
        person.signs_in_at(server.url, ca_file=ca_file)
        assert person.runs() == 0, person.err
        assert server.sent[-1].headers["authorization"] == "Bearer marked-access"


def of_a_stranger(authority: trustme.CA) -> tuple[trustme.CA, str]:
    return trustme.CA(), "localhost"


def for_another_name(authority: trustme.CA) -> tuple[trustme.CA, str]:
    return authority, "fit.example"


@pytest.mark.parametrize("wrong", [of_a_stranger, for_another_name], ids=lambda f: f.__name__)
def test_a_wrong_certificate_gets_nothing(
    person: Person,
    authority: trustme.CA,
    ca_file: str,
    wrong: Callable[[trustme.CA], tuple[trustme.CA, str]],
) -> None:
    with recorder(*wrong(authority)) as server:
        person.signs_in_at(server.url, ca_file=ca_file)
        assert person.runs() == 7
        assert "certificate" in person.err.lower()
        assert server.sent == []


def test_an_unknown_authority_gets_nothing(person: Person, authority: trustme.CA) -> None:
    with recorder(authority) as server:
        person.signs_in_at(server.url)
        assert person.runs() == 7
        assert "fittrack config set ca_file" in person.err
        assert server.sent == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("command", [("auth", "status"), ("auth", "refresh")])
def test_a_redirect_takes_nothing_to_another_host(
    person: Person, command: tuple[str, ...], status: int
) -> None:
    with recorder() as server, recorder() as elsewhere:
        server.answer = redirecting(elsewhere, status)
        person.signs_in_at(server.url)
        assert person.runs(*command) == 7
        assert "will not follow a redirect" in person.err
        assert got_a_token(server)
        assert elsewhere.sent == []


def test_a_downgrade_to_http_takes_nothing_along(
    person: Person, authority: trustme.CA, ca_file: str
) -> None:
    with recorder(authority) as server, recorder() as plain:
        server.answer = redirecting(plain)
        person.signs_in_at(server.url, ca_file=ca_file)
        assert person.runs() == 7
        assert plain.sent == []


def test_tokens_of_one_server_are_unknown_at_another(person: Person) -> None:
    with recorder() as server, recorder() as elsewhere:
        person.signs_in_at(server.url)
        assert person.runs("--server", elsewhere.url, "auth", "status") == 3
        assert elsewhere.sent == []


def test_plain_http_stays_on_this_machine_unless_the_profile_allows_it(person: Person) -> None:
    url = "http://192.0.2.1:9"
    person.signs_in_at(url)
    assert person.runs() == 2
    assert "plain http" in person.err
    assert person.runs("auth", "token") == 2
    assert person.runs(FITTRACK_TOKEN="marked-token") == 2
    with recorder() as proxy:
        person.signs_in_at(url, allow_http=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("http_proxy", proxy.url)
            assert person.runs() == 0, person.err
        last = proxy.sent[-1]
        assert (last.method, last.target) == ("GET", f"{url}/v1/accounts/me")


def test_a_proxy_is_used_and_sees_no_token_of_a_tls_connection(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorder() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        person.signs_in_at("https://fit.example:443")
        assert person.runs() == 7
        assert (proxy.sent[0].method, proxy.sent[0].target) == ("CONNECT", "fit.example:443")
        assert not got_a_token(proxy)
        monkeypatch.setenv("no_proxy", "fit.example")
        proxy.sent.clear()
        assert person.runs() == 7
        assert proxy.sent == []


def test_no_proxy_stands_between_the_command_and_this_machine(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorder() as server, recorder() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        person.signs_in_at(server.url)
        assert person.runs() == 0, person.err
        assert got_a_token(server)
        assert proxy.sent == []


def test_the_debug_trace_shows_no_token(person: Person) -> None:
    with recorder() as server:
        person.signs_in_at(server.url)
        assert person.runs("auth", "status", "--debug") == 0
        assert "GET" in person.err
        assert person.runs("auth", "status", "--debug", FITTRACK_TOKEN="marked-token") == 0
