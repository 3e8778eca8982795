"""One of many processes that guess: passwords, codes, recovery codes."""

from __future__ import annotations

import random
import secrets
import time
from collections import Counter
from typing import Any

import httpx
from attrs import define, field, frozen

from tools.running.live_backend import PLAIN_HTTP

PATIENCE_S = 60


@frozen
class Attack:
    """What is guessed, at whose account, how often, from how many addresses."""

    url: str
    kind: str
    """`password`, `totp` or `recovery_code`."""
    username: str
    password: str
    """The right one, which whoever guesses codes knows."""
    tries: int
    addresses: tuple[str, ...]
    unspent: tuple[str, ...] = ()
    """Right answers, which are mixed in once the guesser was refused for the first time."""
    seed: int = 0


@define
class Outcome:
    """How often each answer came: a status and the problem's kind."""

    answers: Counter[str] = field(factory=Counter)
    longest_wait_s: int = 0

    @property
    def evaluated(self) -> int:
        """The guesses that somebody looked at."""
        looked_at = ("invalid-credentials", "wrong-code", "right")
        return sum(self.answers[name] for name in looked_at)

    def add(self, other: Outcome) -> None:
        self.answers += other.answers
        self.longest_wait_s = max(self.longest_wait_s, other.longest_wait_s)


def guess(attack: Attack) -> Outcome:
    """Guesses `tries` times, whatever it is told; a backend that is restarted is waited for."""
    outcome = Outcome()
    chance = random.Random(attack.seed)
    refused = False
    with httpx.Client(
        base_url=attack.url, timeout=60, verify=PLAIN_HTTP, trust_env=False
    ) as client:
        challenge: str | None = None
        number = 0
        while number < attack.tries:
            address = chance.choice(attack.addresses)
            # Right answers are worth nothing to one who has used up the tries.
            right = refused and bool(attack.unspent) and number % 7 == 0
            text = chance.choice(attack.unspent) if right else _wrong(attack.kind, chance)
            if attack.kind == "password":
                answer = _post(client, "/v1/auth/login", address, _login(attack, text))
            else:
                challenge = challenge or _challenge(client, attack, chance)
                body = {"method": attack.kind, "code": text}
                answer = _post(client, f"/v1/auth/challenges/{challenge}", address, body)
                if answer.status_code in (200, 410):
                    challenge = None
                if answer.status_code == 410:  # its tries are used up, and this was none
                    continue
            number += 1
            name = _name(answer)
            outcome.answers[name] += 1
            if answer.status_code == 429:
                refused = True
                outcome.longest_wait_s = max(
                    outcome.longest_wait_s, int(answer.headers["Retry-After"])
                )
    return outcome


def _wrong(kind: str, chance: random.Random) -> str:
    if kind == "totp":
        return f"{chance.randrange(10**6):06d}"
    return secrets.token_hex(8)


def _login(attack: Attack, password: str) -> dict[str, Any]:
    return {"username": attack.username, "password": password, "client_name": "guesser"}


def _challenge(client: httpx.Client, attack: Attack, chance: random.Random) -> str:
    body = _login(attack, attack.password)
    answer = _post(client, "/v1/auth/login", chance.choice(attack.addresses), body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["challenge_id"])


def _post(client: httpx.Client, path: str, address: str, body: dict[str, Any]) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return client.post(path, json=body, headers={"X-Forwarded-For": address})
        except httpx.TransportError:
            assert time.monotonic() < deadline, "the backend does not come back"
            time.sleep(0.05)


def _name(answer: httpx.Response) -> str:
    if answer.status_code == 200:
        return "right"
    return str(answer.json()["type"]).removeprefix("urn:fittrack:problem:")
