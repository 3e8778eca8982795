"""What our Containerfile must keep to, after hadolint's rules and the promises of docs/operations.md."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from fittrack_common import local_server
from tools.containers.containerfile import Instruction, Stage, context_files, parse

_KNOWN = frozenset(
    [
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "LABEL",
        "RUN",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ]
)
_SECRET = re.compile(r"(?i)(password|secret|token|api_?key|access_key|database_url)")
_LEAST_USER = 10_000
"""Below are users of the host, whose files an escaped process could touch."""


def complaints(text: str, ignored: str, root: Path) -> list[str]:
    """What is wrong, each with its line; nothing where all is well."""
    try:
        stages = parse(text)
        sent = {path.relative_to(root).as_posix() for path in context_files(root, ignored)}
    except ValueError as error:
        return [str(error)]
    found = [*_of_all(stages, sent), *_of_the_result(stages[-1])] if stages else ["no FROM"]
    leaked = sorted(name for name in sent if re.search(r"\.(key|pem|env|db)$|(^|/)\.", name))
    return [*found, *(f".dockerignore lets {name} in" for name in leaked)]


def _of_all(stages: list[Stage], sent: set[str]) -> Iterator[str]:
    earlier: set[str] = set()
    for stage in stages:
        tag = stage.base.rpartition("/")[2].partition(":")[2]
        if stage.base not in earlier and (not tag or tag.startswith("latest")):
            yield f"{stage.base} has no version"
        for one in stage.instructions:
            if one.keyword not in _KNOWN:
                yield f"line {one.line}: {one.keyword} is not used here"
            yield from (f"line {one.line}: {said}" for said in _of_one(one, earlier, sent))
        if stage.name:
            earlier.add(stage.name)


def _of_one(one: Instruction, earlier: set[str], sent: set[str]) -> Iterator[str]:
    if one.keyword in ("ARG", "ENV") and _SECRET.search(one.text.partition("=")[0]):
        yield "a secret would stay in a layer"
    if one.keyword == "COPY":
        source = one.flag("from")
        if source is not None and source not in earlier:
            yield f"there is no stage {source}"
        for name in [] if source is not None else one.words()[:-1]:
            if name != "." and not any(f"{file}/".startswith(f"{name}/") for file in sent):
                yield f"{name} is not sent to the builder"
    if one.keyword == "WORKDIR" and not one.text.startswith("/"):
        yield "WORKDIR must be absolute"
    if one.keyword == "RUN":
        yield from _of_commands(one.text)


def _of_commands(text: str) -> Iterator[str]:
    checked = subprocess.run(["sh", "-n", "-c", text], capture_output=True, text=True, check=False)
    if checked.returncode:
        yield f"the shell does not understand it: {checked.stderr.strip()}"
    for command in re.split(r"&&|;|\|", text):
        words = command.split()
        if "pip" in words and "install" in words:
            pinned = "--require-hashes" in words and "--only-binary" in words
            if not pinned and not {"--no-index", "--no-deps"} <= set(words):
                yield "pip must install pinned wheels by their hashes, or what was built here"
        if words[:1] in (["sudo"], ["cd"], ["curl"], ["wget"]):
            yield f"{words[0]} does not belong into an image's steps"
        if words[:2] == ["apt-get", "install"] and "--no-install-recommends" not in words:
            yield "apt-get install without --no-install-recommends"
    if "apt-get" in text and "/var/lib/apt/lists" not in text:
        yield "the lists of apt-get stay in the layer"


def _of_the_result(stage: Stage) -> Iterator[str]:
    user = stage.last("USER")
    ids = re.fullmatch(r"(\d+):(\d+)", user.text) if user else None
    if ids is None or min(map(int, ids.groups())) < _LEAST_USER:
        yield f"the image must end with a USER of two numbers from {_LEAST_USER}"
    for keyword in ("ENTRYPOINT", "CMD"):
        one = stage.last(keyword)
        if one is None or not one.text.startswith("["):
            yield f"{keyword} must be a list, so that the process gets its signals"
    exposed = stage.last("EXPOSE")
    if exposed is None or exposed.text != str(local_server.PORT):
        yield f"EXPOSE must name port {local_server.PORT}"
    volume = stage.last("VOLUME")
    folder = stage.variables().get("FITTRACK_DATA_DIR", "")
    if volume is None or not any(folder.startswith(f"{path}/") for path in volume.words()):
        yield "FITTRACK_DATA_DIR must lie in a folder of the VOLUME, which may belong to root"
