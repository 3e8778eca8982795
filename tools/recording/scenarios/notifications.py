"""Where the server tells what happened."""

from __future__ import annotations

from fittrack_backend.notices import targets
from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import World

NOBODY_LISTENS = "http://127.0.0.1:9/topic"
"""The discard service: allowed by the recording's backend, and there is none."""
TARGETS = "/v1/notifications/targets"


def _without(world: World) -> Stage:
    """The first account, without a target."""
    stage = world.as_first_account()
    client = world.founder.client
    for one in world.done(client.get(TARGETS))["items"]:
        client.delete(f"{TARGETS}/{one['id']}").raise_for_status()
    return stage


def _with(world: World, count: int = 1) -> Stage:
    _without(world)
    body = {"url": NOBODY_LISTENS, "kind": "ntfy", "topics": ["failure"]}
    made = [world.done(world.founder.client.post(TARGETS, json=body)) for _ in range(count)]
    return Stage(world.founder, words={"target": made[0]["id"]})


def _with_one(world: World) -> Stage:
    return _with(world)


def _with_all(world: World) -> Stage:
    return _with(world, targets.MOST)


def _unproven(world: World) -> Stage:
    return Stage(world.unproven(world.founder))


SCENARIOS = [
    Scenario(
        "create_notification_target",
        201,
        "webhook",
        "notify add https://1.1.1.1/hook --name home -o json",
        _without,
    ),
    Scenario(
        "create_notification_target",
        201,
        "ntfy",
        f"notify add {NOBODY_LISTENS} --kind ntfy --on failure --on silence --silence 2d -o json",
        _without,
    ),
    Scenario(
        "create_notification_target",
        403,
        "not the first account",
        "notify add https://1.1.1.1/hook -o json",
        World.as_athlete,
    ),
    Scenario(
        "create_notification_target",
        403,
        "proof needed",
        "notify add https://1.1.1.1/hook -o json",
        _unproven,
    ),
    Scenario(
        "create_notification_target",
        409,
        "limit reached",
        "notify add https://1.1.1.1/hook -o json",
        _with_all,
    ),
    Scenario(
        "create_notification_target",
        422,
        "inside the network",
        "notify add https://10.0.0.1/hook -o json",
        _without,
    ),
    Scenario("list_notification_targets", 200, "one", "notify list -o json", _with_one),
    Scenario("delete_notification_target", 204, "removed", "notify remove {target}", _with_one),
    Scenario("send_test_notification", 200, "refused", "notify test {target} -o json", _with_one),
]
