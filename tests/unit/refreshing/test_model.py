"""Nobody is signed out by accident, and a thief is noticed within one cycle: in every state there is."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from fittrack_backend.accounts.rotation_rule import Ask, Standing, Verdict, decide
from tests.thorough import THOROUGH
from tests.unit.refreshing.model import (
    NOBODYS,
    OWN,
    Client,
    Message,
    Rule,
    State,
    World,
    handled,
    search,
)

CALM = World(kills=2, losses=2, ticks=2) if THOROUGH else World()
THEFT = (
    World(losses=1, fills=1, thief_acts=2, commands=(2, 2))
    if THOROUGH
    else World(losses=0, fills=0, thief_acts=2, commands=(1, 1))
)


def holds_in(world: World) -> None:
    states, violation = search(world)
    print(f"{states} states")
    assert violation is None, "\n".join([violation.what, *violation.steps])
    assert states > 5000


def fails_in(world: World, what: str) -> None:
    violation = search(world)[1]
    assert violation is not None
    assert what in violation.what


@pytest.mark.parametrize("lock_holds", [True, False])
def test_nobody_is_signed_out_by_accident(lock_holds: bool) -> None:
    """Kills between any two steps, requests that arrive late, lost answers, a disk that fills."""
    holds_in(evolve(CALM, lock_holds=lock_holds))


@pytest.mark.parametrize("lock_holds", [True, False])
def test_a_thief_is_noticed_within_one_cycle(lock_holds: bool) -> None:
    """Once he was granted a pair by an attempt of his own the owner is granted nothing, and the
    session ends by the owner's second command at the latest."""
    holds_in(evolve(THEFT, lock_holds=lock_holds))


def test_a_patient_thief_is_noticed_whoever_comes_first() -> None:
    """He acts three times, with nobody else's trouble in between."""
    commands = (2, 2) if THOROUGH else (1, 1)
    holds_in(World(commands=commands, kills=0, losses=0, fills=0, thief_acts=3))


def same_pair_for_all(standing: Standing, ask: Ask, now: dt.datetime) -> Verdict:
    """As it was: the next pair goes to whoever asks before it is used."""
    return decide(evolve(standing, asked_by=None), ask, now)


def never_late(standing: Standing, ask: Ask, now: dt.datetime) -> Verdict:
    """Without the seconds in which a spent token is only refused."""
    verdict = decide(standing, ask, now)
    return Verdict.REUSED if verdict is Verdict.LATE else verdict


def nothing_for_the_unwritten(standing: Standing, ask: Ask, now: dt.datetime) -> Verdict:
    """Takes whoever asks by an attempt that is on no disk for a thief."""
    if not ask.rotate and standing.asked_by != ask.attempt:
        return Verdict.SECOND_HOLDER
    return decide(standing, ask, now)


SIGNED_OUT, UNNOTICED = "although nobody stole it", "thief"


@pytest.mark.parametrize(
    ("world", "what"),
    [
        (evolve(THEFT, rule=same_pair_for_all), UNNOTICED),
        (World(rule=never_late), SIGNED_OUT),
        (World(rule=never_late, lock_holds=False, kills=0), SIGNED_OUT),
        (World(first_attempt_stays=False, lock_holds=False, kills=0), SIGNED_OUT),
        (World(looks_again=False, lock_holds=False, kills=0), SIGNED_OUT),
        (World(rule=nothing_for_the_unwritten), "the next command fails"),
    ],
)
def test_the_model_sees_what_each_part_is_for(world: World, what: str) -> None:
    fails_in(world, what)


@pytest.mark.parametrize("rule", [decide, same_pair_for_all, never_late])
def test_a_store_that_cannot_be_written_and_a_copy_of_it_look_the_same(rule: Rule) -> None:
    """Why not both can be had for them: no rule can tell the thief who borrows from the owner."""
    before = State((Client(commands=1),), is_full=True)
    owner = handled(before, Message(0, NOBODYS, rotate=False), rule)
    thief = handled(before, Message(0, OWN, rotate=False), rule)
    assert owner == thief
    assert owner[0] is Verdict.ACCESS_ONLY
