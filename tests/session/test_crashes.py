"""kill -9 at any moment of a refresh, and clocks that jump: the next command works, signed in."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from threading import Event

import pytest

from tests.session.conftest import NewOwner
from tests.session.owner import Owner
from tests.session.processes import clock_off_by, finish, start
from tests.session.stub.sitecustomize import STEPS
from tests.session.wire import Wire
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

KILLS = 500 if THOROUGH else 4
JUMPS_DAYS = (-3.0, 0.0, 3.0, 59.0)
SEED = int(os.environ.get("FITTRACK_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)


def wait_until(condition: Callable[[], bool], timeout_s: float = 90) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def killed(process: subprocess.Popen[bytes]) -> None:
    """The process was stopped by SIGKILL, as the test wants it."""
    assert finish(process).code == -signal.SIGKILL


@pytest.mark.parametrize(
    ("step", "days"),
    [
        (step, days)
        for number, step in enumerate(STEPS)
        for days in JUMPS_DAYS
        if THOROUGH or days == JUMPS_DAYS[number % len(JUMPS_DAYS)]
    ],
)
def test_killed_at_a_step_the_next_command_works(owner: Owner, step: str, days: float) -> None:
    owner.expire()
    killed(start(owner, SESSION_TEST_KILL_AT=step))
    owner.runs(**clock_off_by(days))
    owner.runs()
    assert owner.is_alive()
    left = list(owner.fittrack.home.glob("config/.credentials.json.*"))
    assert left == [], "what was written half is cleared away"


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (moment, days)
        for moment in ("before-sending", "before-answering")
        for days in JUMPS_DAYS
        if THOROUGH or (moment, days) in {("before-sending", -3.0), ("before-answering", 59.0)}
    ],
)
def test_killed_while_it_waits_for_the_answer(
    backend: LiveBackend, new_owner: NewOwner, moment: str, days: float
) -> None:
    with Wire(backend.port) as wire:
        owner = new_owner(server=wire.url)
        owner.expire()
        process: list[subprocess.Popen[bytes]] = []

        def kill() -> None:
            os.kill(process[0].pid, signal.SIGKILL)
            process[0].wait()

        if moment == "before-sending":
            wire.before_sending = kill
        else:
            wire.before_answering = kill
        process.append(start(owner))
        killed(process[0])
        wire.mend()
        owner.runs(**clock_off_by(days))
        owner.runs()
        assert owner.is_alive()


@pytest.mark.parametrize("store", ["file", "keyring"])
def test_killed_at_random_moments_the_next_command_always_works(
    new_owner: NewOwner, store: str
) -> None:
    owner = new_owner(store=store)
    chance = random.Random(SEED)
    whole_s, renewing_s = _durations(owner)
    reached = number = 0
    while reached < KILLS // 2:  # some end before their time has come
        number += 1
        assert number < KILLS * 3, f"only {reached} of {number} were killed in time"
        owner.expire()
        if number % 4 == 3:  # at any moment of its life
            in_time = _killed_after(owner, chance.uniform(0, whole_s))
        else:
            in_time = _killed_while_renewing(owner, chance.uniform(0, renewing_s))
        reached += in_time
        # The machine may be quicker or slower by now: most are to be in time, but not all.
        whole_s, renewing_s = (one * (1.02 if in_time else 0.95) for one in (whole_s, renewing_s))
        done = owner.fittrack(*owner.command, env=clock_off_by(chance.choice((0, 0, -2, 5))))
        assert done.code == 0, f"seed {SEED}, kill {number}: {done.err}{dict(owner.events())}"
        owner.worked(done)
    assert owner.is_alive()


def _durations(owner: Owner) -> tuple[float, float]:
    """How long a command takes, and how much of it from the start of a renewal: the longest of
    some."""
    whole, renewing = [], []
    for _ in range(3):
        owner.expire()
        started = time.monotonic()
        process, told = _started(owner)
        at_renewal = time.monotonic()
        os.close(told)
        assert finish(process).code == 0
        whole.append(time.monotonic() - started)
        renewing.append(time.monotonic() - at_renewal)
    return max(whole), max(renewing)


def _started(owner: Owner) -> tuple[subprocess.Popen[bytes], int]:
    """A process that is about to renew its tokens, and an open end of its pipe."""
    told, tell = os.pipe()
    process = start(owner, tell=tell)
    os.close(tell)
    assert os.read(told, 1) == b"."
    return process, told


def _killed_while_renewing(owner: Owner, after_s: float) -> bool:
    process, told = _started(owner)
    time.sleep(after_s)
    process.kill()
    os.close(told)
    return finish(process).code == -signal.SIGKILL


def _killed_after(owner: Owner, after_s: float) -> bool:
    process = start(owner)
    time.sleep(after_s)
    process.kill()
    return finish(process).code == -signal.SIGKILL


@pytest.mark.parametrize("through", ["a wire", "a proxy"])
def test_a_request_of_a_killed_process_that_arrives_late_ends_no_session(
    backend: LiveBackend, new_owner: NewOwner, through: str
) -> None:
    """Its refresh token is spent by then, and nobody waits for the answer, unless a proxy does."""
    with Wire(backend.port, delivers_for_the_dead=through == "a proxy") as wire:
        owner = new_owner(server=wire.url)
        for _ in range(30 if THOROUGH else 2):
            owner.expire()
            on_its_way, may_arrive = Event(), Event()

            def hold(on_its_way: Event = on_its_way, may_arrive: Event = may_arrive) -> None:
                on_its_way.set()
                may_arrive.wait(60)

            wire.before_sending = hold
            process = start(owner)
            assert on_its_way.wait(90)
            process.kill()
            killed(process)
            wire.mend()
            owner.runs()
            arrived = wire.refreshes_without_asker
            may_arrive.set()
            wait_until(partial(_more_than, arrived, wire))
            time.sleep(0.1)  # until the backend has looked at it
            owner.expire()
            owner.runs()
            assert owner.is_alive()
        assert owner.events()["token-reused"] == 0
        assert owner.events()["token-late"] > 0


def _more_than(arrived: int, wire: Wire) -> bool:
    return wire.refreshes_without_asker > arrived


def test_a_backend_that_stops_meanwhile_serves_both_requests(owner: Owner) -> None:
    """The killed process's request waits in the backend's socket, and is served with the next."""
    for _ in range(30 if THOROUGH else 2):
        owner.expire()
        os.kill(owner.backend.pid, signal.SIGSTOP)
        try:
            process, told = _started(owner)
            time.sleep(0.2)
            process.kill()
            os.close(told)
            killed(process)
            following = start(owner)
            time.sleep(0.2)
        finally:
            os.kill(owner.backend.pid, signal.SIGCONT)
        owner.worked(finish(following))
        owner.runs()
    assert owner.is_alive()
