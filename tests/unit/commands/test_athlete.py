"""`fittrack account athlete`: what its options cannot mean together."""

from __future__ import annotations

from tests.unit.commands.conftest import Backend, Signed


def test_a_value_is_set_or_unset_but_not_both(backend: Backend, fittrack: Signed) -> None:
    refused = fittrack("account", "athlete", "--max-hr", "190", "--unset", "max-hr")
    assert refused.code == 2
    assert "cannot be combined with --unset max-hr" in refused.err
    assert backend.requests == []
