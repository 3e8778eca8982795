"""Secrets at rest: sealed for one account and purpose, and opened by the key in force and by former ones."""

from __future__ import annotations

from uuid import uuid4

import pytest

from fittrack_backend.storage.sealed import NotOpened, Sealer, is_sealed

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
ME, SOMEBODY = uuid4(), uuid4()


def test_what_was_sealed_opens_for_its_account_and_purpose_alone() -> None:
    sealer = Sealer(KEY)
    sealed = sealer.seal("JBSWY3DP ä", ME, "totp")
    assert is_sealed(sealed)
    assert "JBSWY3DP" not in sealed
    assert sealed != sealer.seal("JBSWY3DP ä", ME, "totp")
    assert sealer.open(sealed, ME, "totp") == "JBSWY3DP ä"
    for account_id, purpose in ((SOMEBODY, "totp"), (ME, "source"), (ME, "totp ")):
        with pytest.raises(NotOpened):
            sealer.open(sealed, account_id, purpose)


@pytest.mark.parametrize("change", ["cut", "longer", "bit", "not base64", "other form", "plain"])
def test_what_was_changed_does_not_open(change: str) -> None:
    sealer = Sealer(KEY)
    sealed = sealer.seal("secret", ME, "totp")
    head, _, data = sealed.rpartition(".")
    changed = {
        "cut": sealed[:-8],
        "longer": f"{sealed}AAAA",
        "bit": f"{head}.{'A' if data[0] != 'A' else 'B'}{data[1:]}",
        "not base64": f"{head}.é!",
        "other form": sealed.replace("sealed1", "sealed2"),
        "plain": "JBSWY3DPEHPK3PXP",
    }
    with pytest.raises(NotOpened):
        sealer.open(changed[change], ME, "totp")


def test_a_former_key_opens_and_no_longer_seals() -> None:
    old = Sealer(OTHER_KEY).seal("secret", ME, "totp")
    sealer = Sealer(KEY, [OTHER_KEY])
    assert sealer.open(old, ME, "totp") == "secret"
    assert not sealer.is_current(old)
    assert sealer.is_current(sealer.seal("secret", ME, "totp"))
    with pytest.raises(NotOpened):
        Sealer(KEY).open(old, ME, "totp")
