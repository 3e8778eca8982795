"""Checks a recorded exchange against the contract."""

from __future__ import annotations

from tools.contract.conformance import Contract
from tools.recording.cassette import Recording


def departures(contract: Contract, recording: Recording) -> list[str]:
    """Where a cassette's exchanges depart from the contract, except where they are meant to."""
    found: list[str] = []
    excused = False
    for exchange in recording.exchanges:
        operation = contract.operation_of(exchange.method, exchange.url)
        about = (recording.operation, recording.status)
        for complaint in contract.complaints(exchange):
            is_meant = operation is not None and (operation.id, exchange.status) == about
            if is_meant and complaint.where == recording.meant_to_be_wrong:
                excused = True
            else:
                found.append(f"{exchange.method} {exchange.url} {exchange.status}: {complaint}")
    if recording.meant_to_be_wrong and not excused:
        found.append(f"{recording.meant_to_be_wrong}: this is meant to be wrong, but it is right")
    return found
