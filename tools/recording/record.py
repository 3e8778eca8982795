"""Records the cassettes: every scenario through the real command line against a real backend.

Nothing is written when an answer departs from the contract, when a scenario does not go as it says,
or when a file would hold a secret.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import shlex
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
from attrs import frozen
from vcr.serializers.compat import convert_to_unicode

from fittrack_cli.session.login import client_name
from tools import REPOSITORY
from tools.contract.conformance import Contract
from tools.recording import coverage
from tools.recording.canonical import STEP, Canonical
from tools.recording.cassette import FOLDER, HOME, TRAINING, KeptSession, Recording, Result, Run
from tools.recording.departures import departures
from tools.recording.playing import perform, tape
from tools.recording.scenario import Scenario
from tools.recording.scenarios import scenarios
from tools.recording.stage import Stage
from tools.recording.tracing import TellingTransport
from tools.recording.vault import Vault, suspicious
from tools.recording.world import World


class CannotRecord(Exception):
    """A scenario did not go as it says."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/record-cassettes",
        description="Records tests/contract/cassettes against a backend that it starts itself.",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; list the cassettes that would change"
    )
    parser.add_argument(
        "--table", action="store_true", help="only print what the cassettes cover, by operation"
    )
    parser.add_argument(
        "--only", metavar="TEXT", default="", help="only scenarios with this in their name"
    )
    options = parser.parse_args(arguments)
    contract = Contract.load(REPOSITORY / "openapi.yaml")
    if options.table:
        print(coverage.table(contract), end="")
        return 0
    started = time.monotonic()
    try:
        made = record(contract, options.only)
    except CannotRecord as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    took = time.monotonic() - started
    changed = differences(made, partial=bool(options.only))
    for name in changed:
        kept = (FOLDER / name).exists()
        state = "no longer recorded" if name not in made else "changed" if kept else "new"
        print(f"{name}: {state}", file=sys.stderr)
    if not options.check:
        write(made, changed)
    told = f"{len(made)} cassettes in {took:.0f} s, {len(changed)} changed"
    print(told, file=sys.stderr)
    return 1 if options.check and changed else 0


def record(contract: Contract, only: str = "") -> dict[str, str]:
    """Every scenario's cassette: its file's name below the folder, and its text.

    Raises CannotRecord.
    """
    vault = Vault()
    made: dict[str, str] = {}
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="fittrack-record-") as name:
        world = World(Path(name).resolve(), vault)
        try:
            for scenario in sorted(scenarios(contract), key=lambda one: one.last):
                tag = contract.operations[scenario.operation].tag
                file = f"{tag}/{scenario.operation}/{scenario.name}.yaml"
                if only not in file:
                    continue
                if file in made:
                    raise CannotRecord(f"two scenarios are named {file}")
                try:
                    made[file] = _Take(scenario, file, world, contract).text()
                except CannotRecord as error:
                    failed.append(str(error))
        finally:
            world.close()
    if not made and not failed:
        raise CannotRecord(f"no scenario has {only!r} in its name")
    if failed:
        raise CannotRecord("\n".join(failed))
    refuse_secrets(made, vault)
    return made


def refuse_secrets(made: Mapping[str, str], vault: Vault) -> None:
    """Raises CannotRecord where a file would hold a secret of this recording."""
    if not vault.found_in("".join(made.values()).encode()):
        return
    for file, text in made.items():
        if kinds := vault.found_in(text.encode()):
            raise CannotRecord(f"{file} would hold a secret of this recording: {', '.join(kinds)}")


@frozen
class _Take:
    """The recording of one scenario."""

    scenario: Scenario
    file: str
    world: World
    contract: Contract

    def text(self) -> str:
        recording = self._record()
        text = recording.text()
        if looks := list(suspicious(text)):
            self._fail(f"it would hold what looks like a secret: {'; '.join(looks)}")
        if wrong := departures(self.contract, recording):
            self._fail("\n  ".join(("the contract is broken:", *wrong)))
        return text

    def _record(self) -> Recording:
        scenario, world = self.scenario, self.world
        try:
            stage = scenario.prepare(world)
        except AssertionError as error:
            raise CannotRecord(f"{self.file}: it cannot be prepared: {error}") from error
        home = Path(tempfile.mkdtemp(dir=world.home))
        canonical = self._canonical(stage, home)
        words = {**stage.words, "home": str(home)}
        run = Run(
            shlex.join(word.format_map(words) for word in shlex.split(scenario.command)),
            _kept(stage),
            stage.token,
            scenario.reads.format_map(words),
            [one.format_map(words) for one in scenario.answers] if scenario.answers else None,
        )
        _learn_what_is_given(run, world.vault)
        shown = _canonical_run(run, canonical)
        transport: httpx.BaseTransport | None = None
        if stage.before_answer is not None:
            transport = TellingTransport(stage.before_answer)
        try:
            with tape(canonical, "all", home / "none") as recorded:
                result = perform(run, world.backend.url, home, transport)
        finally:
            stage.afterwards()
        interactions = [
            {
                "request": {
                    "method": request.method,
                    "uri": request.uri,
                    "body": convert_to_unicode(request.body),
                    "headers": dict(request.headers),
                },
                "response": convert_to_unicode(response),
            }
            for request, response in zip(recorded.requests, recorded.responses, strict=True)
        ]
        recording = Recording(
            scenario.operation,
            scenario.status,
            shown,
            Result(result.exit_code, canonical.text(result.stdout), canonical.text(result.stderr)),
            scenario.meant_to_be_wrong,
            {"version": 1, "interactions": interactions},
        )
        self._check_that_it_happened(recording)
        return recording

    def _canonical(self, stage: Stage, home: Path) -> Canonical:
        world = self.world
        # The name of one folder can begin with that of another: the longest first.
        training = sorted(map(str, world.folder.glob("training*")), key=len, reverse=True)
        folders = {**dict.fromkeys(training, TRAINING), str(home): HOME}
        canonical = Canonical(world.started, world.vault, world.backend.url, client_name(), folders)
        if "cursor" in stage.words and "{cursor}" in self.scenario.command:
            canonical.cursor(stage.words["cursor"])
        return canonical

    def _check_that_it_happened(self, recording: Recording) -> None:
        happened = [
            (operation.id if operation else "?", exchange.status)
            for exchange in recording.exchanges
            for operation in [self.contract.operation_of(exchange.method, exchange.url)]
        ]
        if (self.scenario.operation, self.scenario.status) not in happened:
            told = ", ".join(f"{name} {status}" for name, status in happened) or "nothing"
            self._fail(
                f"`{recording.run.command}` had {told}, not {self.scenario.operation}"
                f" {self.scenario.status}\n  {recording.result.stderr}{recording.result.stdout}"
            )
        if dt.datetime.now(dt.UTC) - self.world.started >= STEP:
            self._fail("the recording takes too long: times can no longer be distinguished")

    def _fail(self, why: str) -> None:
        raise CannotRecord(f"{self.file}: {why}")


def _kept(stage: Stage) -> KeptSession | None:
    if stage.signed_in is None:
        return None
    grant = stage.signed_in.grant
    return KeptSession(
        grant["username"], grant["session_id"], grant["access_token"], grant["refresh_token"]
    )


def _learn_what_is_given(run: Run, vault: Vault) -> None:
    """The secrets that a command line is given, whether they are right or not."""
    words = run.words
    if "--password-stdin" in words:
        for line in run.stdin.splitlines():
            vault.learn("password", line)
    elif "--key-stdin" in words:
        vault.learn("key", run.stdin.strip())
    elif run.stdin.startswith("{"):
        try:
            vault.learn_from(json.loads(run.stdin))
        except ValueError:  # meant to be wrong
            pass
    for option, value in itertools.pairwise(words):
        if option == "--mfa-code":
            vault.learn("code", value)


def _canonical_run(run: Run, canonical: Canonical) -> Run:
    session = run.session
    if session is not None:
        session = KeptSession(
            canonical.text(session.username),
            canonical.text(session.session_id),
            canonical.text(session.access_token),
            canonical.text(session.refresh_token),
        )
    return Run(
        canonical.text(run.command),
        session,
        canonical.text(run.token) if run.token is not None else None,
        canonical.text(run.stdin),
        [canonical.text(one) for one in run.answers] if run.answers is not None else None,
    )


def differences(made: dict[str, str], folder: Path = FOLDER, *, partial: bool = False) -> list[str]:
    """The files that a recording would change or add or, unless it is `partial`, remove."""
    kept = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.yaml")
    }
    names = made.keys() if partial else made.keys() | kept.keys()
    return sorted(name for name in names if made.get(name) != kept.get(name))


def write(made: dict[str, str], changed: Sequence[str], folder: Path = FOLDER) -> None:
    """Writes the changed files, and removes those that nothing records any more."""
    for name in changed:
        path = folder / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], "utf-8")
        else:
            path.unlink()
            for parent in list(path.parents)[:2]:
                if not any(parent.iterdir()):
                    parent.rmdir()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
