"""What the pages name is there: files, modules and what is in them, tests, links, lifetimes."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fittrack_backend.accounts import lifetimes
from fittrack_backend.accounts.lifetimes import in_words
from fittrack_backend.storage.removed import RESTORABLE
from fittrack_cli.commands import removing

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("fittrack_backend", "fittrack_cli", "fittrack_common", "generated_client", "tools")
FOLDERS = (*SOURCES, "tests", "scripts", "docs", "requirements", "deploy", ".ci", ".github")
PAGES = sorted(
    page for pattern in ("*.md", "docs/**/*.md", "tools/**/*.md") for page in ROOT.glob(pattern)
)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_PLACE = re.compile(r"\]\(([^)#\s]*)#([^)]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SOURCE = re.compile(r"(?<![\w./*-])[\w./-]+\.py\b")
_PATH = re.compile(r"\.?[\w-][\w.-]*(?:/[\w.-]+)*/?")
_DOTTED = re.compile(r"([A-Za-z_]\w*(?:\.\w+)+)(?:\(.*\))?")
_FILES_OF_USERS = (".json", ".key", ".yaml")
_RESTORABLE = re.compile(r"restored? (?:it )?for (\d+) days")
_TEST = re.compile(r"test_\w+")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = set(_paths(page.read_text("utf-8")))
    assert sorted(name for name in named if name.rstrip("/") not in _endings()) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_what_a_page_says_is_in_a_module_is_in_it(page: Path) -> None:
    matches = [_DOTTED.fullmatch(code) for code in _codes(page)]
    named = {match[1] for match in matches if match and not match[1].endswith(_FILES_OF_USERS)}
    assert sorted(name for name in named - _endings() if not _is_defined(name.split("."))) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = {code for code in _codes(page) if _TEST.fullmatch(code)}
    assert sorted(name for name in named if f"def {name}(" not in tests) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text("utf-8"))
    links = [link for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_to_a_heading_find_it(page: Path) -> None:
    text = _FENCE.sub("", page.read_text("utf-8"))
    places = [(file, place) for file, place in _PLACE.findall(text) if "://" not in file]
    assert [
        f"{file}#{place}"
        for file, place in places
        if place not in _anchors(page.parent / file if file else page)
    ] == []


def test_the_index_lists_every_page_of_the_design() -> None:
    index = ROOT / "docs" / "design" / "README.md"
    pages = {page.name for page in index.parent.glob("*.md")} - {index.name}
    assert pages - set(_LINK.findall(index.read_text("utf-8"))) == set()


def test_the_architecture_draws_the_layers_that_are_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    page = " ".join((ROOT / "docs/design/architecture.md").read_text("utf-8").split())
    drawn = [
        f"`{container}`: {' → '.join(rule['layers'])}"
        for rule in project["tool"]["importlinter"]["contracts"]
        for container in rule.get("containers", ())
    ]
    assert len(drawn) == 3
    assert [layers for layers in drawn if layers not in page] == []


def test_the_security_page_tells_the_lifetimes_that_hold() -> None:
    text = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())
    access, session = in_words(lifetimes.ACCESS_TOKEN), in_words(lifetimes.SESSION)
    assert f"Access tokens live {access}, refresh tokens {session} from last use." in text
    assert f"A challenge lives {in_words(lifetimes.CHALLENGE)} and" in text


def test_everything_says_for_how_long_it_can_be_restored() -> None:
    """Texts of commands, of the contract and of pages; what is decided by it is in the backend."""
    assert f"within {RESTORABLE.days} days" == removing.RESTORABLE
    commands = ROOT.glob("fittrack_cli/commands/**/*.py")
    said = Counter(
        int(days)
        for page in (*PAGES, ROOT / "openapi.yaml", *commands)
        for days in _RESTORABLE.findall(" ".join(page.read_text("utf-8").split()))
    )
    assert set(said) == {RESTORABLE.days}
    assert said.total() >= 8


def _anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub links to them."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _codes(page: Path) -> set[str]:
    return set(_CODE.findall(page.read_text("utf-8")))


def _paths(text: str) -> Iterator[str]:
    """The paths of the repository that a page names, whole or shortened at their front: Python
    files anywhere, and what has a slash in backticks and begins with a folder of ours."""
    yield from _SOURCE.findall(text)
    for code in _CODE.findall(text):
        for word in code.split():
            if "/" in word and _PATH.fullmatch(word) and word.split("/")[0] in _folder_names():
                yield word


@cache
def _files() -> frozenset[Path]:
    found = {path.relative_to(ROOT) for path in ROOT.iterdir() if path.is_file()}
    for folder in FOLDERS:
        found.add(Path(folder))
        for path in (ROOT / folder).rglob("*"):
            if "__pycache__" not in path.parts:
                found.add(path.relative_to(ROOT))
    return frozenset(found)


@cache
def _folder_names() -> frozenset[str]:
    return frozenset(part for path in _files() for part in path.parts[:-1])


@cache
def _endings() -> frozenset[str]:
    """What a page may call a file or folder: the end of its path, with or without what follows the
    first dot of its name."""
    ends = set()
    for path in _files():
        parts = path.parts
        for at in range(len(parts)):
            end = "/".join(parts[at:])
            ends |= {end, end.removesuffix("".join(path.suffixes))}
    return frozenset(ends)


@cache
def _modules() -> dict[str, str]:
    """The source of every module of ours, by its dotted name; a package's is that of its modules."""
    texts: dict[str, str] = {}
    for folder in SOURCES:
        for path in (ROOT / folder).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            text = path.read_text("utf-8")
            for at in range(1, len(parts) + 1):
                name = ".".join(parts[:at])
                texts[name] = texts.get(name, "") + text
    return texts


@cache
def _names() -> dict[str, list[str]]:
    """Modules, packages and classes by what a page may call them: the sources that define them."""
    named: dict[str, list[str]] = {}
    for name, text in _modules().items():
        parts = name.split(".")
        for at in range(len(parts)):
            named.setdefault(".".join(parts[at:]), []).append(text)
        for kind in re.findall(r"^class (\w+)", text, re.MULTILINE):
            named.setdefault(kind, []).append(text)
    return named


def _is_defined(parts: list[str]) -> bool:
    """Whether a dotted name that begins with a module, package or class of ours is in its source.

    Names of other libraries are not looked up.
    """
    if parts[0] not in _names():
        return True
    for at in range(len(parts), 0, -1):
        sources = _names().get(".".join(parts[:at]))
        if sources is not None:
            return any(
                all(re.search(rf"\b{part}\b", source) for part in parts[at:]) for source in sources
            )
    return False
