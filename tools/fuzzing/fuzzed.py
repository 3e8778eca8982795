"""The backend that is fuzzed, and the people who ask it."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

from attrs import define, field

from fittrack_cli.commands.quickstart.sample_season.season_writer import write_sample_season
from tools.running.key_service import KeyService
from tools.running.live_backend import LiveBackend, Person, SignedIn

BEHIND_A_PROXY = {"FITTRACK_TRUSTED_PROXIES": "127.0.0.1"}
WEARS_OUT = {
    "change_password": 8,
    "confirm_totp_enrollment": 8,
    "remove_totp": 8,
    "renew_recovery_codes": 8,
    "delete_account": 1,
    "give_proof": 8,
    "logout": 1,
    "revoke_session": 4,
}
"""After how many tries an operation has used up its account's guesses, or its session."""
_numbers = itertools.count(2)


@define
class Fuzzed:
    """A backend that is being fuzzed: its accounts, its one folder that may be read."""

    backend: LiveBackend
    playground: Path
    main: SignedIn
    service: KeyService
    in_doubt: bool = False
    """Whether the main session may have been ended: by `revoke_session`, for example."""
    _reader: str = ""
    _worn: dict[str, tuple[SignedIn, int]] = field(factory=dict)

    @classmethod
    def start(cls, folder: Path) -> Fuzzed:
        """A new backend with one athlete, who synced a week of training."""
        service = KeyService()
        environment = BEHIND_A_PROXY | {"FITTRACK_GARMIN_URL": service.url}
        backend = LiveBackend(folder / "data", environment).start()
        try:
            playground = folder / "playground"
            write_sample_season(playground / "season", days=7)
            backend.register()  # who invites the others
            main = _sign_in(backend, backend.register())
            connect(main, playground / "season")
            return cls(backend, playground, main, service)
        except BaseException:
            backend.close()
            service.close()
            raise

    def close(self) -> None:
        """Ends the backend and what it asks."""
        self.backend.close()
        self.service.close()

    def token_for(self, operation: str) -> str:
        """A good token, of an account that still has tries left."""
        lasts = WEARS_OUT.get(operation)
        if lasts is None:
            return self.main.access_token
        session, used = self._worn.get(operation, (None, lasts))
        if session is None or used >= lasts:
            session, used = self._fresh(operation), 0
        self._worn[operation] = (session, used + 1)
        return session.access_token

    def token_that_may_read(self) -> str:
        """A good token of a script's."""
        if not self._reader:
            tokens, body = "/v1/auth/access-tokens", {"name": "reader", "scopes": ["read"]}
            created = self.main.client.post(tokens, json=body)
            if (
                created.status_code != 201
            ):  # the proof is too old, or the account has as many as it may
                self.main = _sign_in(self.backend, self.main.person)
                for one in self.main.client.get(tokens).json()["items"]:
                    self.main.client.delete(f"{tokens}/{one['id']}")
                created = self.main.client.post(tokens, json=body)
            assert created.status_code == 201, created.text
            self._reader = created.json()["token"]
        return self._reader

    def renew(self) -> None:
        """Signs in again where the main session has ended, and connects the folder again."""
        self.in_doubt = False
        self._reader = ""
        if self.main.client.get("/v1/accounts/me").status_code == 401:
            self.main = _sign_in(self.backend, self.main.person)
        if not self.main.client.get("/v1/sources").json()["items"]:
            connect(self.main, self._copy_of_season())

    def bounded(self, path: object) -> object:
        """Instead of a folder of this machine's, an empty one. Always another one: a folder that is
        connected again is the same source again, which was disconnected and is there after all."""
        if not isinstance(path, str) or not path.startswith("/"):
            return path
        try:
            Path(path).resolve(strict=True)
        except (OSError, ValueError):
            return path
        folder = self.playground / f"empty{next(_numbers)}"
        folder.mkdir()
        return str(folder)

    def _copy_of_season(self) -> Path:
        """Another folder, for the same reason."""
        copy = self.playground / f"season{next(_numbers)}"
        shutil.copytree(self.playground / "season", copy)
        return copy

    def _fresh(self, operation: str) -> SignedIn:
        if operation in ("logout", "revoke_session"):
            return _sign_in(self.backend, self.main.person)
        session = _sign_in(self.backend, self.backend.register())
        if operation in ("remove_totp", "renew_recovery_codes"):
            self.backend.enroll(session)
        if operation == "confirm_totp_enrollment":
            session.client.post("/v1/accounts/me/totp")
        return session


def connect(session: SignedIn, folder: Path) -> None:
    """Connects the folder and syncs it."""
    connected = session.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
    assert connected.status_code == 201, connected.text
    started = session.client.post("/v1/sync/jobs", json={})
    assert started.status_code == 202, started.text
    with session.client.stream("GET", f"{started.headers['Location']}/events") as stream:
        assert "end" in [line.partition(": ")[2] for line in stream.iter_lines()]


def _sign_in(backend: LiveBackend, person: Person) -> SignedIn:
    return backend.sign_in(person, client_name="fuzzer")
