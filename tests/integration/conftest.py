"""Live backends for integration tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import define, field

from tests import postgres_databases
from tests.integration.fit_copies import FitCopies
from tests.integration.processes import Bucket, free_port
from tests.once import made_once
from tests.servers.tls_proxy import OWN_ADDRESS
from tests.thorough import ON_POSTGRES
from tools.running import postgres
from tools.running.live_backend import LiveBackend

BackendFactory = Callable[..., LiveBackend]
ONE_READER = {"FITTRACK_DECODE_WORKERS": "1"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/integration/" in item.path.as_posix():
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    """A bucket for all tests."""
    made = Bucket(tmp_path_factory.mktemp("bucket") / "objects", free_port())
    yield made
    made.process.kill()


@pytest.fixture(scope="session")
def empty_databases() -> Sequence[Path]:
    """The databases of a server that has just started for the first time: making the tables takes longer than all
    else of a start."""
    return sorted(made_once("first", _start_for_the_first_time).glob("*.db"))


def _start_for_the_first_time(data_dir: Path) -> None:
    backend = LiveBackend(data_dir, ONE_READER)
    try:
        backend.start().stop()
    finally:
        backend.close()


def with_tables(data_dir: Path, databases: Sequence[Path]) -> Path:
    """The data folder, made with copies of the databases."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    data_dir.mkdir(mode=0o700)
    for database in databases:
        shutil.copy(database, data_dir)
    return data_dir


def data_folder_at(home: Path) -> Path:
    """Where the backend of somebody who lives there keeps its data on Linux."""
    return home / ".local" / "share" / "fittrack" / "backend"


@contextmanager
def backend_with_tables(
    tmp_path_factory: pytest.TempPathFactory, databases: Sequence[Path]
) -> Iterator[LiveBackend]:
    """A backend that begins with copies of the databases; for folders of tests that have one of their own."""
    data_dir = with_tables(tmp_path_factory.mktemp("backend") / "data", databases)
    backend = LiveBackend(data_dir, ONE_READER)
    try:
        yield backend.start()
    finally:
        backend.close()


@define
class Backends:
    """Starts backends, each with its own data folder and port."""

    _folders: pytest.TempPathFactory
    _fixtures: pytest.FixtureRequest
    _started: list[LiveBackend] = field(factory=list)

    def __call__(
        self,
        environment: Mapping[str, str] | None = None,
        *,
        real_hashes: bool = False,
        program: str = "fittrack_backend",
    ) -> LiveBackend:
        data_dir = self._folders.mktemp("backend") / "data"
        if ON_POSTGRES and "FITTRACK_DATABASE_URL" not in (environment or {}):
            shared: Bucket = self._fixtures.getfixturevalue("bucket")
            new_url: Callable[[], str] = self._fixtures.getfixturevalue("new_postgres_url")
            environment = {
                **shared.environment,
                "FITTRACK_DATABASE_URL": new_url(),
                **(environment or {}),
            }
        elif "FITTRACK_DATABASE_URL" not in (environment or {}):
            with_tables(data_dir, self._fixtures.getfixturevalue("empty_databases"))
        backend = LiveBackend(
            data_dir, ONE_READER | dict(environment or {}), real_hashes=real_hashes, program=program
        )
        self._started.append(backend)
        return backend.start()

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Ends those that are started within."""
        before = len(self._started)
        try:
            yield
        finally:
            while len(self._started) > before:
                self._started.pop().close()


@contextmanager
def started_backends(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Backends]:
    """Starts backends; ends them all."""
    make = Backends(tmp_path_factory, request)
    with make.ending():
        yield make


@pytest.fixture(scope="module")
def make_backend(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Backends]:
    """Starts backends that end with whoever wanted them: the test, or the module where a fixture of it did."""
    with started_backends(tmp_path_factory, request) as make:
        yield make


@pytest.fixture(autouse=True)
def backends_of_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Ends what a test has started: one that waits takes up to a tenth of a core, and twenty of them slow down all
    other tests. What fixtures of the module have started goes on, since they come first."""
    if "make_backend" not in request.fixturenames:
        yield
        return
    make: Backends = request.getfixturevalue("make_backend")
    with make.ending():
        yield


@pytest.fixture(scope="session")
def shared_backend(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[LiveBackend]:
    """What is behind `live_backend`."""
    with started_backends(tmp_path_factory, request) as make:
        yield make({"FITTRACK_TRUSTED_PROXIES": OWN_ADDRESS})


@pytest.fixture(scope="module")
def live_backend(shared_backend: LiveBackend) -> Iterator[LiveBackend]:
    """One backend for all tests that neither stop it nor need it empty; it believes our own proxy. It stands still
    while modules run that do not want it."""
    with shared_backend.awake() as backend:
        yield backend


@pytest.fixture(scope="session")
def shared_backend_with_founder(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[LiveBackend]:
    """What is behind `backend_with_founder`."""
    with started_backends(tmp_path_factory, request) as make:
        backend = make()
        backend.register("founder")
        yield backend


@pytest.fixture(scope="module")
def backend_with_founder(shared_backend_with_founder: LiveBackend) -> Iterator[LiveBackend]:
    """The backend of the tests on a terminal, and of those of secrets: its first account, which invites
    the others, has no second factor to wait for."""
    with shared_backend_with_founder.awake() as backend:
        yield backend


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder, for training files."""
    made = tmp_path / "training"
    made.mkdir()
    return made


@pytest.fixture(scope="session")
def copies(corpus: Path) -> FitCopies:
    """Copies of a run, each moved or changed a little."""
    return FitCopies((corpus / "run.fit").read_bytes())


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a PostgreSQL server for all workers, which ends with the run (tests/conftest.py); skips where its
    programs are not installed."""
    return postgres_databases.server_url()


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: str) -> Callable[[], str]:
    """Makes databases with all tables and nothing in them, and gives the URL of each."""
    return postgres_databases.new_url


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The URL of a database with all tables and nothing in them."""
    return new_postgres_url()


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> str:
    """The URL of a database without tables."""
    return postgres.new_database(postgres_server)
