"""Attacks by somebody who has an account here: with tokens, codes, scopes and names of accounts.

What is another's, and files, are attacked in test_attacker.py (docs/design/security.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.security.attacks import refused
from tools.running.live_backend import LiveBackend, SignedIn

KELVIN = "\N{KELVIN SIGN}"


@pytest.fixture(scope="module")
def server(live_backend: LiveBackend) -> LiveBackend:
    return live_backend


@pytest.fixture(scope="module")
def mallory(server: LiveBackend) -> SignedIn:
    return server.new_person()


@pytest.fixture(autouse=True)
def _server_is_well(server: LiveBackend, mallory: SignedIn) -> Iterator[None]:
    yield
    assert mallory.client.get("/v1/accounts/me").status_code == 200
    assert "Traceback" not in server.log()


def test_each_secret_opens_its_own_lock_alone(server: LiveBackend) -> None:
    owner = server.new_person(totp=True)
    made = owner.client.post("/v1/auth/access-tokens", json={"name": "a", "scopes": ["write"]})
    invitation = owner.client.post("/v1/accounts/invitations").json()["code"]
    script, access, refresh = made.json()["token"], owner.access_token, owner.refresh_token
    nobody = server.client()
    for wrong in (
        refresh,
        invitation,
        owner.person.recovery_codes[0],
        owner.person.password,
        str(owner.grant["session_id"]),
        str(made.json()["id"]),
        script.replace("ftp_", "fta_"),
        access.replace("fta_", "ftp_"),
        access.lower(),
        access[:-1],
        f"{access}x",
        f'"{access}"',
        f"{access},{access}",
        f"{access} {access}",
    ):
        headers = {"Authorization": f"Bearer {wrong}"}
        refused(nobody.get("/v1/accounts/me", headers=headers), 401, "not-signed-in")
    for wrong in (access, script, invitation, refresh.replace("ftr_", "fta_")):
        body = {"refresh_token": wrong, "attempt": "a" * 32}
        refused(nobody.post("/v1/auth/refresh", json=body), 401, "not-signed-in")
    for wrong in (access, script, refresh):
        body = {"username": "by-a-token", "password": "x" * 20, "invitation": wrong}
        refused(nobody.post("/v1/accounts", json=body), 403, "invalid-invitation")
    assert owner.client.get("/v1/accounts/me").status_code == 200, "none of it ended the session"


def test_a_token_is_read_from_its_header_alone(server: LiveBackend, mallory: SignedIn) -> None:
    token = mallory.access_token
    nobody = server.client()
    for headers in (
        {"Cookie": f"access_token={token}; Authorization=Bearer {token}"},
        {"X-Access-Token": token, "X-Api-Key": token, "Proxy-Authorization": f"Bearer {token}"},
        {"Authorization": token},
        {"Authorization": f"Token {token}"},
        {"Authorization": f"Bearer\t{token}"},
        {"Authorization": f"Bearer,Bearer {token}"},
    ):
        refused(nobody.get("/v1/accounts/me", headers=headers), 401, "not-signed-in")
    for query in ({"access_token": token}, {"token": token}, {"Authorization": f"Bearer {token}"}):
        refused(nobody.get("/v1/accounts/me", params=query), 401, "not-signed-in")
    refused(nobody.get("/v1/accounts/me", auth=("bearer", token)), 401, "not-signed-in")
    lower = {"Authorization": f"bearer {token}"}
    assert nobody.get("/v1/accounts/me", headers=lower).status_code == 200, "RFC 9110, 11.1"


@pytest.mark.parametrize(
    "scopes", [["READ"], ["read "], ["read", "admin"], ["*"], ["read,write"], [], ["session"], None]
)
def test_a_scope_that_is_none_makes_no_token(mallory: SignedIn, scopes: object) -> None:
    body = {"name": "more", "scopes": scopes}
    refused(mallory.client.post("/v1/auth/access-tokens", json=body), 422, "validation")


def test_a_token_that_may_disconnect_forgets_nothing(
    server: LiveBackend, mallory: SignedIn, tmp_path: Path
) -> None:
    folder = {"kind": "folder", "path": str(tmp_path)}
    source = mallory.client.post("/v1/sources", json=folder).json()
    body = {"name": "keeper", "scopes": ["sources", "sources"]}
    made = mallory.client.post("/v1/auth/access-tokens", json=body).json()
    assert made["scopes"] == ["sources"]
    script = server.client(made["token"])
    path = f"/v1/sources/{source['id']}"
    for query in ("forget=true", "forget=%74rue"):
        answer = refused(script.delete(f"{path}?{query}"), 403, "insufficient-scope")
        assert answer["detail"].endswith("with the scope 'write'.")
    for query in (
        *("forget=1", "forget=yes", "forget=TRUE", "forget=", "forget=false&forget=true"),
        "FORGET=false&forget=true",
    ):
        refused(script.delete(f"{path}?{query}"), 422, "validation")
    assert mallory.client.get(path).json() == source


def test_a_code_works_once_wherever_it_is_given(server: LiveBackend) -> None:
    """Signing in, a proof and new recovery codes, all at once with the same code."""
    owner = server.new_person(totp=True)
    signing_in = server.client()
    body = {"username": owner.person.username, "password": owner.person.password}
    challenge = signing_in.post("/v1/auth/login", json=body).json()["challenge_id"]
    code = owner.person.next_code()
    requests = [
        (signing_in, f"/v1/auth/challenges/{challenge}", {"code": code}),
        (owner.client, "/v1/auth/proof", {"method": "totp", "proof": code}),
        (owner.client, "/v1/accounts/me/recovery-codes", {"code": code}),
        (owner.client, "/v1/accounts/me/recovery-codes", {"code": f"{code[:3]} {code[3:]}"}),
    ]
    with ThreadPoolExecutor(len(requests)) as pool:
        answers = list(pool.map(lambda one: one[0].post(one[1], json=one[2]), requests))
    taken = [one for one in answers if one.status_code < 300]
    assert len(taken) == 1, [one.text for one in answers]
    for one in answers:
        if one not in taken:
            assert "used already" in refused(one, one.status_code, "wrong-code")["detail"]


def test_digits_of_other_scripts_are_no_code(server: LiveBackend) -> None:
    owner = server.new_person(totp=True)
    body = {"username": owner.person.username, "password": owner.person.password}
    challenge = server.client().post("/v1/auth/login", json=body).json()["challenge_id"]
    path = f"/v1/auth/challenges/{challenge}"
    code = owner.person.next_code()
    for zero in ("\N{ARABIC-INDIC DIGIT ZERO}", "\N{FULLWIDTH DIGIT ZERO}"):
        other = "".join(chr(ord(zero) + int(digit)) for digit in code)
        refused(server.client().post(path, json={"code": other}), 401, "wrong-code")
    assert server.client().post(path, json={"code": code}).status_code == 200


def test_who_began_an_enrolment_that_was_begun_again_confirms_nothing(server: LiveBackend) -> None:
    owner = server.new_person()
    other = server.sign_in(owner.person)
    begun = other.client.post("/v1/accounts/me/totp").json()["secret"]
    assert owner.client.post("/v1/accounts/me/totp").status_code == 201
    other.person.totp_secret = begun
    body = {"code": other.person.next_code()}
    refused(other.client.post("/v1/accounts/me/totp/confirm", json=body), 403, "wrong-code")
    assert owner.client.get("/v1/accounts/me").json()["mfa_enabled"] is False


def test_all_spellings_of_a_name_have_one_limit(server: LiveBackend) -> None:
    person = server.register("kim.keeper")
    nobody = server.client()
    spellings = (
        person.username,
        person.username.upper(),
        f"  {person.username}\t",
        person.username.replace("k", KELVIN),
        f"\N{NO-BREAK SPACE}{person.username.title()}",
    )
    answers = []
    for number in range(12):
        body = {"username": spellings[number % len(spellings)], "password": f"wrong {number}"}
        answers.append(nobody.post("/v1/auth/login", json=body))
    for one in answers[:10]:
        refused(one, 401, "invalid-credentials")
    for one in answers[10:]:
        refused(one, 429, "too-many-tries")


def test_nobody_registers_a_name_that_looks_like_anothers(
    server: LiveBackend, mallory: SignedIn
) -> None:
    invitation = mallory.client.post("/v1/accounts/invitations").json()["code"]
    name = server.register().username
    nobody = server.client()

    def register(username: str) -> httpx.Response:
        body = {"username": username, "password": "x" * 20, "invitation": invitation}
        return nobody.post("/v1/accounts", json=body)

    for same in (name, name.upper(), name.title()):
        refused(register(same), 409, "username-taken")
    for alike in (
        f"{name} ",
        f" {name}",
        f"{name}\n",
        f"{name}\N{ZERO WIDTH SPACE}",
        f"{name}\N{COMBINING ACUTE ACCENT}",
        name.replace("a", "\N{CYRILLIC SMALL LETTER A}"),
        unicodedata.normalize("NFD", f"{name}é"),
        f"\N{RIGHT-TO-LEFT OVERRIDE}{name}",
        name.replace("a", "\N{FULLWIDTH LATIN SMALL LETTER A}"),
        f"../{name}",
        f"{name}/../founder",
    ):
        refused(register(alike), 422, "validation")
    assert register("honest-after-all").status_code == 201, "the invitation was not used up"


@pytest.mark.parametrize(
    "zone",
    [
        "../../../../etc/passwd",
        "/etc/localtime",
        "Europe/../Europe/Berlin",
        "Europe/./Berlin",
        "Europe//Berlin",
        "Europe/Berlin\n",
        "Europe/Berlin\\..",
        "Europe",
        "tzdata.zi",
        "leapseconds",
        "file:///etc/localtime",
        "C:\\Windows",
    ],
)
def test_a_time_zone_is_no_path(mallory: SignedIn, zone: str) -> None:
    before = mallory.client.get("/v1/accounts/me").json()
    answer = mallory.client.patch("/v1/accounts/me", json={"time_zone": zone})
    refused(answer, 422, "validation")
    assert mallory.client.get("/v1/accounts/me").json() == before
