"""What is recorded, by the contract's tags, and what every operation has in common."""

from __future__ import annotations

from tools.contract.conformance import Contract
from tools.recording.scenario import Scenario
from tools.recording.scenarios import (
    accounts,
    auth,
    common,
    data,
    meta,
    notifications,
    sources,
    sync,
    uploads,
)


def scenarios(contract: Contract) -> list[Scenario]:
    """All of them."""
    own = [
        *meta.SCENARIOS,
        *accounts.SCENARIOS,
        *auth.SCENARIOS,
        *sources.SCENARIOS,
        *sync.SCENARIOS,
        *uploads.SCENARIOS,
        *data.SCENARIOS,
        *notifications.SCENARIOS,
    ]
    return [*own, *common.refusals(contract)]
