"""A file of tokens that is damaged says what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fittrack_cli.session.file_store import FileStore
from fittrack_cli.session.store import StoreError


def test_an_entry_that_is_damaged_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps({"version": 1, "sessions": {"default@here": ["no object"]}}))
    with pytest.raises(StoreError) as caught:
        FileStore(tmp_path).load("default@here")
    assert caught.value.title == f"cannot understand {path}"
    assert caught.value.detail == "it is not an object"
    assert caught.value.hint.startswith("move it away and sign in again: mv ")
