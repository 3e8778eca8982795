"""Compiles all that the workers of a run import, once, on all cores: each of them would compile all of it, all at the
same time, and so would each process that a test starts."""

from __future__ import annotations

import compileall
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from _pytest.assertion import rewrite

OURS = ("fittrack_backend", "fittrack_cli", "fittrack_common", "generated_client", "tools")


def compile_all(root: Path) -> None:
    """Compiles what has changed since it was compiled. Whatever cannot be compiled says so when it is imported."""
    tests = sorted((root / "tests").rglob("*.py"))
    with ProcessPoolExecutor() as pool:
        rewritten = pool.map(_compile_test, filter(_is_rewritten, tests), chunksize=8)
        plain = [one for one in tests if not _is_rewritten(one)]
        for name in OURS:
            plain += (root / name).rglob("*.py")
        list(pool.map(_compile, plain, chunksize=32))
        list(rewritten)


def _is_rewritten(path: Path) -> bool:
    """Whether pytest changes the assertions of a module."""
    return path.name.startswith("test_") or path.name == "conftest.py"


def _compile(path: Path) -> None:
    compileall.compile_file(path, quiet=2)


def _compile_test(path: Path) -> None:
    """As pytest does when a test is imported, without running it. It looks itself whether that is still right."""
    kept = rewrite.get_cache_dir(path) / (path.name.removesuffix(".py") + rewrite.PYC_TAIL)
    if kept.exists() and kept.stat().st_mtime > path.stat().st_mtime:
        return
    kept.parent.mkdir(exist_ok=True)
    try:
        source_hash, code = rewrite._rewrite_test(path, None)  # type: ignore[arg-type]  # noqa: SLF001
    except SyntaxError:
        return
    temporary = kept.with_name(f"{kept.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        rewrite._write_pyc_fp(file, source_hash, code)  # noqa: SLF001
    temporary.replace(kept)
