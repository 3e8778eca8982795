"""Live backends for integration tests."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.integration.fit_copies import FitCopies
from tests.integration.processes import Bucket, free_port
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
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Path]:
    """The databases of a server that has just started for the first time: making the tables takes longer than all
    else of a start."""
    return _databases_of_a_first_start(tmp_path_factory.getbasetemp() / "first")


@cache
def _databases_of_a_first_start(folder: Path) -> Sequence[Path]:
    """Once a process, whichever folders of tests have the fixture."""
    data_dir = folder / "data"
    backend = LiveBackend(data_dir, ONE_READER)
    try:
        backend.start().stop()
    finally:
        backend.close()
    return sorted(data_dir.glob("*.db"))


def with_tables(data_dir: Path, databases: Sequence[Path]) -> Path:
    """The data folder, made with copies of the databases."""
    data_dir.mkdir(mode=0o700)
    for database in databases:
        shutil.copy(database, data_dir)
    return data_dir


@contextmanager
def started_backends(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[BackendFactory]:
    """Starts backends, each with its own data folder and port; ends them all."""
    backends: list[LiveBackend] = []

    def make(
        environment: Mapping[str, str] | None = None,
        *,
        real_hashes: bool = False,
        program: str = "fittrack_backend",
    ) -> LiveBackend:
        data_dir = tmp_path_factory.mktemp("backend") / "data"
        if ON_POSTGRES and "FITTRACK_DATABASE_URL" not in (environment or {}):
            shared: Bucket = request.getfixturevalue("bucket")
            new_url: Callable[[], str] = request.getfixturevalue("new_postgres_url")
            environment = {
                **shared.environment,
                "FITTRACK_DATABASE_URL": new_url(),
                **(environment or {}),
            }
        elif "FITTRACK_DATABASE_URL" not in (environment or {}):
            with_tables(data_dir, request.getfixturevalue("empty_databases"))
        backend = LiveBackend(
            data_dir, ONE_READER | dict(environment or {}), real_hashes=real_hashes, program=program
        )
        backends.append(backend)
        return backends[-1].start()

    try:
        yield make
    finally:
        for backend in backends:
            backend.close()


@pytest.fixture(scope="module")
def make_backend(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[BackendFactory]:
    """Starts backends that end with the module: one that shares its work takes up to a tenth of a
    core while it waits, and twenty of them slow down all other tests."""
    with started_backends(tmp_path_factory, request) as make:
        yield make


@pytest.fixture(scope="session")
def live_backend(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[LiveBackend]:
    """One backend for all tests that neither stop it nor need it empty; it believes our own proxy."""
    with started_backends(tmp_path_factory, request) as make:
        yield make({"FITTRACK_TRUSTED_PROXIES": OWN_ADDRESS})


@pytest.fixture(scope="session")
def backend_with_founder(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[LiveBackend]:
    """The backend of the tests on a terminal, and of those of secrets: its first account, which invites
    the others, has no second factor to wait for."""
    with started_backends(tmp_path_factory, request) as make:
        backend = make()
        backend.register("founder")
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
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; skips where its programs are not installed."""
    if missing := postgres.missing_programs():
        pytest.skip(f"PostgreSQL is not on the PATH: no {', '.join(missing)}")
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: str) -> Callable[[], str]:
    """Makes empty databases, and gives the URL of each."""
    numbers = itertools.count(1)

    def make() -> str:
        name = f"test{next(numbers)}"
        engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return make_url(postgres_server).set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The URL of an empty database."""
    return new_postgres_url()
