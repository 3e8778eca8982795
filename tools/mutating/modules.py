"""The code that decides, and the tests that hold each part of it, the quick ones first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from attrs import field, frozen

from tools import REPOSITORY


@frozen
class Part:
    """A folder of modules with its tests."""

    folder: str
    quick: tuple[str, ...]
    """Tests in one process: every mutant is run against them."""
    slow: tuple[str, ...]
    """Tests with processes of their own: for what the quick ones do not notice."""
    left_out: frozenset[str] = field(factory=frozenset)
    """Modules that decide nothing."""

    def modules(self) -> list[str]:
        """Its modules that decide, by their paths."""
        paths = sorted((REPOSITORY / self.folder).glob("*.py"))
        return [
            path.relative_to(REPOSITORY).as_posix()
            for path in paths
            if path.name != "__init__.py" and path.stem not in self.left_out
        ]

    def own_tests(self, module: str) -> list[str]:
        """The quick tests that are named after a module: most of its mutants fail there, in a fraction of the time."""
        name = f"test_{PurePath(module).stem}.py"
        places = (PurePath(one) for one in self.quick)
        files = {one if one.suffix else one / name for one in places}
        return sorted(
            one.as_posix() for one in files if one.name == name and (REPOSITORY / one).is_file()
        )


def _tests_in(folder: str, *, without: str) -> tuple[str, ...]:
    """The files of tests in a folder but for one."""
    paths = sorted((REPOSITORY / folder).glob("test_*.py"))
    return tuple(one.relative_to(REPOSITORY).as_posix() for one in paths if one.name != without)


_STRANGERS = "tests/integration/test_strangers.py"
_VANISHING = "tests/unit/sync/test_vanishing.py"
_SYNC = _tests_in("tests/unit/sync", without="test_vanishing.py")
_OUTCOMES = "tests/integration/test_sync_outcomes.py"

PARTS = (
    Part(
        "fittrack_backend/accounts",
        ("tests/unit/accounts",),
        ("tests/integration/test_auth_http.py", "tests/integration/test_auth.py", _STRANGERS),
        frozenset({"problems"}),
    ),
    Part(
        "fittrack_backend/storage",
        ("tests/unit/storage", "tests/unit/sync/test_strangers.py"),
        (_STRANGERS, _OUTCOMES, "tests/integration/test_cases.py"),
        frozenset({"tables"}),
    ),
    Part(
        "fittrack_backend/sources",
        ("tests/unit/sources", *_SYNC),
        (_VANISHING, _OUTCOMES, "tests/integration/test_hostile_folders.py"),
    ),
    Part(
        "fittrack_backend/sync",
        (*_SYNC, "tests/unit/sources"),
        (_VANISHING, _OUTCOMES, "tests/integration/test_sync_jobs.py", _STRANGERS),
        frozenset({"worker", "jobs_sqlite"}),
    ),
    Part(
        "fittrack_cli/session",
        tuple(
            f"tests/unit/cli/test_{name}.py"
            for name in (
                *(
                    "renewal",
                    "renewal_locks",
                    "attempts",
                    "signing_in",
                    "keyring",
                    "moving",
                    "secret",
                    "where_tokens_go",
                ),
                "lock",
                "clock",
                "device",
                "exchange",
                "file_store",
                "login",
                "proof",
                "script_token",
                "second_factor",
                "signed_requests",
                "moving_stores",
                "session_ended",
                "tokens",
            )
        ),
        ("tests/session", "tests/integration/test_cli_sessions.py"),
    ),
)


def chosen(words: Iterable[str]) -> list[tuple[Part, list[str]]]:
    """The modules whose path has one of the words in it, by their part; all without words.

    Raises ValueError for a word that is in none.
    """
    everything = [(part, part.modules()) for part in PARTS]
    wanted = list(words)
    for word in wanted:
        if not any(word in module for _, modules in everything for module in modules):
            raise ValueError(f"no module that decides has {word!r} in its path")
    found = [
        (part, [one for one in modules if not wanted or any(word in one for word in wanted)])
        for part, modules in everything
    ]
    return [(part, modules) for part, modules in found if modules]
