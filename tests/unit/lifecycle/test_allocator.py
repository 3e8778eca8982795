"""The server's allocator is its own: what it starts gets Python's, and what else is asked for stays."""

from __future__ import annotations

import os
import sys

import pytest

from fittrack_backend.lifecycle import allocator


@pytest.mark.parametrize(("given", "left"), [("malloc", None), ("debug", "debug"), (None, None)])
def test_others_get_pythons_own(
    monkeypatch: pytest.MonkeyPatch, given: str | None, left: str | None
) -> None:
    monkeypatch.delenv(allocator.VARIABLE, raising=False)
    if given is not None:
        monkeypatch.setenv(allocator.VARIABLE, given)
    allocator.give_others_pythons_own()
    assert os.environ.get(allocator.VARIABLE) == left


def test_it_begins_anew_only_where_nothing_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str | None] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "execv", lambda *_: begun.append(os.environ.get(allocator.VARIABLE)))
    monkeypatch.setenv(allocator.VARIABLE, "debug")
    allocator.use_the_systems()
    assert begun == []
    monkeypatch.delenv(allocator.VARIABLE)
    allocator.use_the_systems()
    assert begun == ["malloc"]
