"""The server itself."""

from __future__ import annotations

from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import World


def _nobody(world: World) -> Stage:
    return Stage()


SCENARIOS = [
    Scenario("get_health", 200, "up", "api get_health -o json", _nobody),
    Scenario("check_live", 200, "live", "api check_live -o json", _nobody),
    Scenario("check_ready", 200, "ready", "api check_ready -o json", _nobody),
    Scenario("get_server_info", 200, "versions", "api get_server_info -o json", _nobody),
    Scenario("get_contract", 200, "the-same", "contract check -o json", _nobody),
]
