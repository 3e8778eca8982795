"""A Containerfile and its .dockerignore as values."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from attrs import field, frozen

_FLAG = re.compile(r"--([a-z-]+)(?:=(\S+))?\s+")


@frozen
class Instruction:
    """One instruction, its lines joined."""

    line: int
    keyword: str
    text: str
    """What follows the keyword and its flags."""
    flags: tuple[tuple[str, str], ...] = ()

    def flag(self, name: str) -> str | None:
        """The value of `--name=value`."""
        return dict(self.flags).get(name)

    def words(self) -> list[str]:
        """The words of an instruction that is written as a JSON list, or with spaces."""
        if self.text.startswith("["):
            words: list[str] = json.loads(self.text)
            return words
        return self.text.split()


@frozen
class Stage:
    """What begins with a FROM."""

    base: str
    """The image, with the defaults of arguments put in."""
    name: str | None
    instructions: tuple[Instruction, ...] = field(factory=tuple)

    def last(self, keyword: str) -> Instruction | None:
        """The last instruction of a kind, which is the one that counts."""
        return next((one for one in reversed(self.instructions) if one.keyword == keyword), None)

    def variables(self) -> dict[str, str]:
        """What its ENV instructions set."""
        found: dict[str, str] = {}
        for one in self.instructions:
            if one.keyword == "ENV":
                found |= dict(re.findall(r"(\w+)=(\S*)", one.text))
        return found


def parse(text: str) -> list[Stage]:
    """The stages of a Containerfile. Raises ValueError for what comes before the first, save ARG."""
    stages: list[Stage] = []
    arguments: dict[str, str] = {}
    for one in _instructions(text):
        if one.keyword == "FROM":
            base, _, name = re.sub(r"\$\{(\w+)\}", lambda m: arguments[m[1]], one.text).partition(
                " AS "
            )
            stages.append(Stage(base.strip(), name.strip() or None))
        elif stages:
            last = stages[-1]
            stages[-1] = Stage(last.base, last.name, (*last.instructions, one))
        elif one.keyword == "ARG":
            name, _, value = one.text.partition("=")
            arguments[name] = value
        else:
            raise ValueError(f"line {one.line}: {one.keyword} before FROM")
    return stages


def _instructions(text: str) -> Iterator[Instruction]:
    begun, at = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        at = at or number
        begun += line.rstrip().removesuffix("\\").strip() + " "
        if line.rstrip().endswith("\\"):
            continue
        keyword, _, rest = begun.strip().partition(" ")
        flags = []
        while found := _FLAG.match(rest):
            flags.append((found[1], found[2] or ""))
            rest = rest[found.end() :]
        yield Instruction(at, keyword.upper(), rest.strip(), tuple(flags))
        begun, at = "", 0


def context_files(root: Path, ignored: str) -> list[Path]:
    """The files that a builder is sent, below `root`: .dockerignore as an allowlist.

    Raises ValueError unless it begins with `*`: all else that is or will be there stays out.
    """
    patterns = [line.strip() for line in ignored.splitlines() if line.strip()[:1] not in ("", "#")]
    if not patterns or patterns[0] != "*":
        raise ValueError(".dockerignore must begin with *, and let in what is needed")
    allowed = [pattern[1:].rstrip("/") for pattern in patterns if pattern.startswith("!")]
    again = [pattern for pattern in patterns[1:] if not pattern.startswith("!")]
    files = []
    for name in allowed:
        path = root / name
        found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        files += [file for file in found if not _matches(file.relative_to(root).as_posix(), again)]
    return files


def _matches(name: str, patterns: list[str]) -> bool:
    """Whether a pattern of the form `**/x` names the file or a folder that it is in."""
    parts = PurePosixPath(name).parts
    return any(
        fnmatch.fnmatch(part, pattern.removeprefix("**/")) for pattern in patterns for part in parts
    )
