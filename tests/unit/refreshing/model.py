"""A model of refreshing: two clients on one store, a thief with a copy of it, and the server.

Every state that can be reached is visited. What the server decides is `rotation_rule.decide` itself;
the steps of the clients are those of `fittrack_cli.session.session`. Between any two steps a client may
be killed, and what it has sent arrives later. An answer may be lost, the disk may be full for a while,
and the lock may hold for nobody.

Time goes on in ticks, each longer than a late request may take. What is assumed of the world is here:
nothing that an innocent client sent is on its way for longer than that, and where the lock holds for
nobody none stops for so long between its last look at the store and its request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from attrs import evolve, field, frozen

from fittrack_backend.accounts import lifetimes
from fittrack_backend.accounts.rotation_rule import Ask, Standing, Verdict, decide

Rule = Callable[[Standing, Ask, dt.datetime], Verdict]
Step = Literal["idle", "lock", "settle", "reread", "send", "sent", "answered", "clean", "use"]
TICK = 2 * lifetimes.LATE_REQUEST
_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_GRANTED = (Verdict.NEXT_PAIR, Verdict.ACCESS_ONLY)
NOBODYS = "an attempt that is not written down"
OWN = "an attempt of the thief's"


class Pair(NamedTuple):
    """A generation, as the server has it; times in ticks."""

    asked_by: str | None = None
    asked_at: int | None = None
    used_at: int | None = None


class Client(NamedTuple):
    """A process, or none when it is idle."""

    step: Step = "idle"
    pair: int = 0
    attempt: str = NOBODYS
    rotate: bool = True
    verdict: Verdict | None = None
    commands: int = 0
    """How many commands it may still run."""
    asks_after_theft: bool = False
    """Whether it sent its request when the thief had been granted the next pair."""

    def at(self, step: Step) -> Client:
        return self._replace(step=step)

    def done(self) -> Client:
        return Client(commands=self.commands)


class Message(NamedTuple):
    """A request of a client that was killed, which arrives later."""

    pair: int
    attempt: str
    rotate: bool


class Thief(NamedTuple):
    """Somebody with a copy of the store."""

    pair: int | None = None
    attempt: str | None = None
    """The attempt in flight, where it was copied too."""
    actions: int = 0
    has_rotated: bool = False
    """By an attempt of his own: what is to be noticed at the owner's next command."""


class State(NamedTuple):
    """Everything there is."""

    clients: tuple[Client, ...]
    thief: Thief = Thief()
    kept: int = 0
    """The pair in the store."""
    attempts: tuple[tuple[int, str], ...] = ()
    """The attempts in the store, by the pair whose refresh token they are for."""
    made: int = 0
    """How many attempts were made."""
    is_full: bool = False
    pairs: tuple[Pair, ...] = (Pair(used_at=0),)
    has_ended: bool = False
    late: frozenset[Message] = frozenset()
    now: int = 0
    kills: int = 0
    losses: int = 0
    fills: int = 0


class Violation(NamedTuple):
    """What must not happen, and how it came to it."""

    what: str
    steps: tuple[str, ...]


@frozen
class World:
    """What may happen, and how often: the bounds of the search."""

    lock_holds: bool = True
    commands: tuple[int, ...] = (2, 1)
    kills: int = 1
    losses: int = 1
    ticks: int = 1
    fills: int = 1
    thief_acts: int = 0
    rule: Rule = field(default=decide)
    first_attempt_stays: bool = True
    looks_again: bool = True

    def start(self) -> State:
        return State(tuple(Client(commands=number) for number in self.commands))


def search(world: World) -> tuple[int, Violation | None]:
    """How many states there are, and the shortest way to one that must not be."""
    first = world.start()
    came_from: dict[State, tuple[State | None, str]] = {first: (None, "")}
    border = [first]
    while border:
        following: list[State] = []
        for state in border:
            if wrong := _wrong_when_quiet(state, world):
                return len(came_from), Violation(wrong, _steps_to(state, came_from))
            for name, outcome in _outcomes(state, world):
                if isinstance(outcome, str):
                    steps = (*_steps_to(state, came_from), name)
                    return len(came_from), Violation(outcome, steps)
                if outcome not in came_from:
                    came_from[outcome] = (state, name)
                    following.append(outcome)
        border = following
    return len(came_from), None


def _steps_to(
    state: State | None, came_from: dict[State, tuple[State | None, str]]
) -> tuple[str, ...]:
    names: list[str] = []
    while state is not None:
        state, name = came_from[state]
        names.append(name)
    return tuple(reversed(names[:-1]))


def _outcomes(state: State, world: World) -> Iterator[tuple[str, State | str]]:
    for number, client in enumerate(state.clients):
        for name, outcome in _moves(state, number, client, world):
            yield f"client {number}: {name}", outcome
    for message in state.late:
        after = handled(state, message, world.rule)[1]
        gone = state.late - {message}
        yield f"late: {message}", _checked(after._replace(late=gone))
    if state.now < world.ticks and _time_may_pass(state, world):
        yield "time passes", state._replace(now=state.now + 1)
    if state.fills < world.fills * 2:
        changed = state._replace(is_full=not state.is_full, fills=state.fills + 1)
        yield "the disk is full, or has space again", changed
    yield from _thefts(state, world)


def _time_may_pass(state: State, world: World) -> bool:
    between_look_and_answer = any(client.step in ("send", "sent") for client in state.clients)
    return not state.late and (world.lock_holds or not between_look_and_answer)


def _moves(
    state: State, number: int, client: Client, world: World
) -> Iterator[tuple[str, State | str]]:
    """What the client may do next, or what may become of it."""

    def to(client: Client, state: State = state) -> State:
        clients = (*state.clients[:number], client, *state.clients[number + 1 :])
        return state._replace(clients=clients)

    if client.step == "idle":
        if client.commands:
            begun = Client("lock", state.kept, commands=client.commands - 1)
            yield "begins, and needs newer tokens", to(begun)
        return
    if state.kills < world.kills:
        killed = to(client.done())._replace(kills=state.kills + 1)
        if client.step == "sent":
            message = Message(client.pair, client.attempt, client.rotate)
            killed = killed._replace(late=state.late | {message})
        yield "is killed", killed
    match client.step:
        case "lock":
            if world.lock_holds and any(_holds_lock(other) for other in state.clients):
                return
            if state.kept != client.pair:
                yield "finds newer tokens", to(client._replace(pair=state.kept).at("use"))
            else:
                yield "has the lock", to(client.at("settle"))
        case "settle":
            yield from _settling(state, client, to, world)
        case "reread":
            if state.kept != client.pair and world.looks_again:
                yield "was overtaken", to(client._replace(pair=state.kept).at("use"))
            elif not client.rotate:
                attempt = dict(state.attempts).get(client.pair, NOBODYS)
                yield "looks again, to borrow", to(client._replace(attempt=attempt).at("send"))
            else:
                yield "looks again", to(client.at("send"))
        case "send":
            after_theft = state.thief.has_rotated
            yield "sends", to(client._replace(asks_after_theft=after_theft).at("sent"))
        case "sent":
            message = Message(client.pair, client.attempt, client.rotate)
            verdict, after = handled(state, message, world.rule)
            answered = client._replace(verdict=verdict).at("answered")
            name = f"is answered {verdict.name if verdict else 'ended'}"
            if client.asks_after_theft and verdict in _GRANTED:
                yield name, "a thief was granted the next pair, and the owner is granted one, too"
            else:
                yield name, _checked(to(answered, after))
            if state.losses < world.losses:
                lost = after._replace(losses=state.losses + 1)
                yield "does not hear the answer", _checked(to(client.at("send"), lost))
        case "answered":
            yield _on_answer(state, client, to)
        case "clean":
            left = tuple(one for one in state.attempts if one[0] >= client.pair - 1)
            yield "clears old attempts away", to(client.at("use"), state._replace(attempts=left))
        case "use":
            yield _on_use(state, client, to)


def _holds_lock(client: Client) -> bool:
    return client.step not in ("idle", "lock", "use")


def _settling(
    state: State, client: Client, to: Callable[..., State], world: World
) -> Iterator[tuple[str, State | str]]:
    there = dict(state.attempts).get(client.pair)
    if there is not None and world.first_attempt_stays:
        yield "adopts the attempt", to(client._replace(attempt=there).at("reread"))
    elif not state.is_full:
        made = f"attempt {state.made + 1}"
        others = tuple(one for one in state.attempts if one[0] != client.pair)
        kept = tuple(sorted((*others, (client.pair, made))))
        written = state._replace(attempts=kept, made=state.made + 1)
        yield "writes an attempt", to(client._replace(attempt=made).at("reread"), written)
    else:
        borrowing = client._replace(rotate=False).at("reread")
        yield "can write no attempt", to(borrowing)


def _on_answer(state: State, client: Client, to: Callable[..., State]) -> tuple[str, State | str]:
    newer = state.kept != client.pair
    match client.verdict:
        case Verdict.NEXT_PAIR:
            if newer:
                return "finds newer tokens", to(client._replace(pair=state.kept).at("use"))
            if state.is_full:
                return "cannot save", to(client._replace(rotate=False).at("reread"))
            saved = state._replace(kept=client.pair + 1)
            return "saves", to(client._replace(pair=client.pair + 1).at("clean"), saved)
        case Verdict.ACCESS_ONLY:
            return "may go on", to(client.at("use"))
        case _:
            if newer:
                return "finds newer tokens", to(client._replace(pair=state.kept).at("use"))
            return "gives up for now", to(client.done())


def _on_use(state: State, client: Client, to: Callable[..., State]) -> tuple[str, State | str]:
    if state.has_ended:
        return "learns that the session has ended", to(client.done())
    return "works", to(client.done(), _used(state, client.pair))


def _checked(state: State) -> State | str:
    if state.has_ended and not state.thief.actions:
        return "a session has ended although nobody stole it"
    return state


def _wrong_when_quiet(state: State, world: World) -> str | None:
    """What is wrong with the owner's next command, when no other runs and nothing is on its way."""
    quiet = all(client.step == "idle" for client in state.clients)
    if not quiet or state.late or state.has_ended:
        return None
    next_one = _ran_alone(state, world)
    if not state.thief.actions:
        return None if next_one is not None else "the next command fails"
    if state.thief.has_rotated:
        after = next_one or state
        if not after.has_ended:
            after = _ran_alone(after._replace(now=state.now + 1), world) or after
        return None if after.has_ended else "a thief renewed the session, and nobody notices"
    return None


def _ran_alone(state: State, world: World) -> State | None:
    """The state once a command has run by itself; None when it did not do its work."""
    alone = state._replace(clients=(Client(commands=1),))
    calm = evolve(world, kills=0, losses=0)
    while moves := list(_moves(alone, 0, alone.clients[0], calm)):
        [(name, outcome)] = moves
        if isinstance(outcome, str) or (name == "gives up for now" and not outcome.has_ended):
            return None
        alone = outcome
    return alone


def _thefts(state: State, world: World) -> Iterator[tuple[str, State | str]]:
    thief = state.thief
    if thief.actions >= world.thief_acts:
        return
    if thief.pair is None:
        copied = Thief(state.kept, dict(state.attempts).get(state.kept))
        yield "the store is copied", state._replace(thief=copied)
        return
    acted = thief._replace(actions=thief.actions + 1)
    if not state.has_ended and thief.pair < len(state.pairs):
        used = _used(state, thief.pair)
        yield "the thief uses his access token", used._replace(thief=acted)
    for attempt in {OWN, thief.attempt} - {None}:
        assert attempt is not None
        for rotate in (True, False):
            verdict, after = handled(state, Message(thief.pair, attempt, rotate), world.rule)
            name = f"the thief asks with {attempt}{'' if rotate else ' for access'}: {verdict}"
            if verdict is Verdict.NEXT_PAIR:
                noticed = acted.has_rotated or attempt == OWN
                stolen = Thief(thief.pair + 1, None, acted.actions, noticed)
                yield name, after._replace(thief=stolen)
            else:
                yield name, after._replace(thief=acted)


def handled(state: State, message: Message, rule: Rule) -> tuple[Verdict | None, State]:
    """What the server makes of a request with a refresh token; None where the session has ended."""
    if state.has_ended:
        return None, state
    pair = state.pairs[message.pair]
    following = state.pairs[message.pair + 1] if message.pair + 1 < len(state.pairs) else None
    spent_at = None if following is None else following.used_at
    verdict = _ruled(rule, pair, spent_at, message.attempt, message.rotate, state.now)
    match verdict:
        case Verdict.NEXT_PAIR:
            if pair.asked_by is None:
                pair = pair._replace(asked_by=message.attempt, asked_at=state.now)
            pairs = (*state.pairs[: message.pair], pair, *state.pairs[message.pair + 1 :])
            if following is None:
                pairs = (*pairs, Pair())
            return verdict, _used(state._replace(pairs=pairs), message.pair)
        case Verdict.ACCESS_ONLY:
            return verdict, _used(state, message.pair)
        case Verdict.LATE:
            return verdict, state
        case Verdict.REUSED | Verdict.SECOND_HOLDER:
            return verdict, state._replace(has_ended=True)


def _used(state: State, number: int) -> State:
    pair = state.pairs[number]
    if pair.used_at is not None:
        return state
    used = pair._replace(used_at=state.now)
    return state._replace(pairs=(*state.pairs[:number], used, *state.pairs[number + 1 :]))


@cache
def _ruled(
    rule: Rule, pair: Pair, spent_at: int | None, attempt: str, rotate: bool, now: int
) -> Verdict:
    standing = Standing(pair.asked_by, _moment(pair.asked_at), _moment(spent_at))
    return rule(standing, Ask(attempt, rotate), _START + now * TICK)


def _moment(tick: int | None) -> dt.datetime | None:
    return None if tick is None else _START + tick * TICK
