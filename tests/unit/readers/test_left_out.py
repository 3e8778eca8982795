"""Every kind of message of the FIT profile is read, or known to be left out."""

from __future__ import annotations

import importlib
import pkgutil

from garmin_fit_sdk import Profile

import fittrack_backend.readers.fit as fit
from fittrack_backend.readers import NothingToSave, read
from fittrack_backend.readers.fit.left_out import LEFT_OUT, is_kept
from fittrack_backend.readers.fit.profile import Wanted, message_name
from fittrack_backend.records.message_counts import REST, most_frequent
from tests.unit.readers.fit_bytes import define, fit_file, message, run, with_checksum


def read_somewhere() -> set[str]:
    """The kinds that some module of the reader asks for."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(fit.__path__):
        names = vars(importlib.import_module(f"{fit.__name__}.{module.name}"))
        for value in names.values():
            if isinstance(value, Wanted):
                found |= {message_name(number) for number in (*value.messages, *value.whole)}
    return found


def test_every_kind_is_read_or_left_out_for_a_reason() -> None:
    profile = {str(one["name"]) for one in Profile["messages"].values()}
    assert set(LEFT_OUT) | read_somewhere() == profile
    assert not set(LEFT_OUT) & read_somewhere()
    assert all(LEFT_OUT.values())
    assert not is_kept("233")
    assert is_kept("record")


def test_a_reading_counts_the_messages_of_each_kind() -> None:
    unknown = define(1, 233, (2, 1, 0x02)) + b"\x01\x07" * 5
    file_id = define(0, 0, (0, 1, 0)) + b"\x00\x04"
    record = define(2, 20, (253, 4, 0x86)) + b"\x02\x00\x00\x00\x40"
    counts = read(with_checksum(file_id + unknown + record), "fit").messages
    assert counts == {"233": 5, "file_id": 1, "record": 1}
    assert list(read(fit_file(*run(9)), "fit").messages or ()) == [
        "record",
        "file_id",
        "lap",
        "session",
    ]


def test_what_holds_nothing_says_what_it_has() -> None:
    try:
        read(fit_file(message("user_profile", weight=70.0), type="settings"), "fit")
    except NothingToSave as error:
        assert error.messages == {"file_id": 1, "user_profile": 1}


def test_the_counts_are_bounded() -> None:
    many = most_frequent({str(number): number for number in range(1, 301)})
    assert len(many) == 101
    assert many["300"] == 300
    assert many[REST] == sum(range(1, 201))
