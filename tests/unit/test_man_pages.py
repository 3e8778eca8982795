"""The man pages that a wheel has: whole, right for groff, and made only where they are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperOption

from fittrack_cli.program.command_table import ROOT, Branch, Leaf
from fittrack_cli.program.help_topics import TOPICS
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.typer_tree import command_for, is_common
from tools.man import roff
from tools.man.build_hook import ManPages
from tools.man.pages import pages

ROOT_FOLDER = Path(__file__).resolve().parents[2]
PAGES = pages()
needs_groff = pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
HOSTILE = (
    ".so /etc/hostname",
    "'br",
    r"\n(.x \fBno\fR \\",
    '--like "this" `and` ~/that^2',
    "a…b “c” 跑步",
    "...",
)


def _groff(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-cbu", *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )


def _plain(page: str) -> str:
    return re.sub(r"\\f[BIR]", "", page).replace(r"\-", "-")


def _nodes(
    branch: Branch, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Branch | Leaf]]:
    for child in branch.children:
        yield (*words, child.name), child
        if isinstance(child, Branch):
            yield from _nodes(child, (*words, child.name))


def test_every_command_has_a_page_with_all_its_options() -> None:
    for words, node in _nodes(ROOT, ()):
        page = _plain(PAGES[f"man1/{'-'.join(('fittrack', *words))}.1"])
        assert f"fittrack {' '.join(words)}" in page
        if isinstance(node, Leaf):
            options = [
                param
                for param in command_for(node, words).params
                if isinstance(param, TyperOption) and not param.hidden and not is_common(param)
            ]
            for spelled in (
                o for option in options for o in (*option.opts, *option.secondary_opts)
            ):
                assert re.search(rf"^[^.\n]*(?<!\S){re.escape(spelled)}\b", page, re.M), (
                    words,
                    spelled,
                )


def test_the_first_page_has_the_common_options_and_names_every_other() -> None:
    page = _plain(PAGES["man1/fittrack.1"])
    assert {spelled for option in COMMON_OPTIONS for spelled in option.opts} <= set(
        re.split(r"[\s,]+", page)
    )
    named = set(re.findall(r"(fittrack-[\w-]+)\(\d\)", page))
    assert named == {
        f"fittrack-{name}" for name in (*TOPICS, *(node.name for node in ROOT.children))
    }


def test_every_page_that_another_refers_to_is_there() -> None:
    for page in PAGES.values():
        for name, section in re.findall(r"(fittrack[\w-]*)\((\d)\)", _plain(page)):
            assert f"man{section}/{name}.{section}" in PAGES


@needs_groff
def test_groff_has_no_warning_for_any_page(tmp_path: Path) -> None:
    files = []
    for path, text in PAGES.items():
        file = tmp_path / Path(path).name
        file.write_text(text, "ascii")
        files.append(file)
    assert _groff(*files).stderr == ""


@needs_groff
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_printed_as_it_is(tmp_path: Path, text: str) -> None:
    lines = [
        *roff.title("x", 1, "1"),
        *roff.heading(text),
        *roff.paragraphs(text),
        *roff.rows([(text, text)]),
        *roff.examples([text]),
    ]
    (tmp_path / "x.1").write_text("\n".join(lines) + "\n", "ascii")
    shown = _groff(tmp_path / "x.1")
    assert shown.stderr == ""
    assert shown.stdout.count(text) == 5


def _hook(root: Path) -> ManPages:
    nothing: Any = None
    return ManPages(str(root), {}, nothing, nothing, str(root), "wheel")


def test_a_wheel_gets_the_pages_and_no_file_is_left() -> None:
    data: dict[str, Any] = {"shared_data": {}}
    hook = _hook(ROOT_FOLDER)
    hook.initialize("standard", data)
    files = {where: Path(file).read_text("ascii") for file, where in data["shared_data"].items()}
    assert files == {f"share/man/{path}": text for path, text in PAGES.items()}
    hook.finalize("standard", data, "")
    assert not any(Path(file).exists() for file in data["shared_data"])


def test_an_editable_installation_gets_none(tmp_path: Path) -> None:
    data: dict[str, Any] = {"shared_data": {}}
    _hook(tmp_path).initialize("editable", data)
    assert data == {"shared_data": {}}
