"""The settings in force: what each is, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.program.config import KEYS
from fittrack_cli.program.options import DEFAULT_TIMEOUT_S, OUTPUT_FORMATS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

_DEFAULT = "default"
_OPTIONS = {"timeout_s": "timeout", "server": "server", "output": "output"}
"""Keys that a common option stands for, each with its name."""


@frozen
class InForce:
    """A setting, or a folder, that this run goes by."""

    key: str
    value: object
    origin: str
    help: str

    def as_row(self) -> dict[str, object]:
        return {"key": self.key, "value": self.value, "from": self.origin, "help": self.help}


def settings_in_force(cli: Cli) -> Iterator[InForce]:
    """The keys of a profile as `config set` knows them, then what else decides where a command goes.

    Raises UsageError for a setting that cannot be.
    """
    for key, meaning in KEYS.items():
        value, origin = _of_key(cli, key)
        yield InForce(key, value, origin, meaning.help)
    origin = cli.origin("profile") or "profile use" if cli.profile.name != "default" else _DEFAULT
    yield InForce("profile", cli.profile.name, origin, "whose settings these are")
    if cli.env.get("FITTRACK_TOKEN"):
        yield InForce("token", "set", "FITTRACK_TOKEN", "signs requests instead of a session")
    yield from _folders(cli)


def _of_key(cli: Cli, key: str) -> tuple[object, str]:
    option = _OPTIONS.get(key)
    if option is not None and cli.given(option) is not None:
        given = str(cli.given(option))
        # An address may hold a password, which is not shown.
        shown = f"…@{given.rpartition('@')[2]}" if key == "server" and "@" in given else given
        return shown, str(cli.origin(option))
    if key == "units":
        from fittrack_cli.program.units import system_in_force

        return system_in_force(cli)
    value = cli.profile.value(key)
    if value is not None:
        return value, f"profile {cli.profile.name}"
    return _without_setting(cli, key)


def _without_setting(cli: Cli, key: str) -> tuple[object, str]:
    """What holds where nobody set it."""
    from fittrack_common import local_server

    if key == "server":
        origin = _DEFAULT if cli.server == local_server.URL else "the backend on this machine"
        return cli.server, origin
    defaults: dict[str, object] = {
        "output": OUTPUT_FORMATS[0],
        "timeout_s": DEFAULT_TIMEOUT_S,
        "allow_http": False,
    }
    return defaults.get(key), _DEFAULT


def _folders(cli: Cli) -> Iterator[InForce]:
    from fittrack_cli.errors import printable_path
    from fittrack_cli.places import cache_dir, config_dir
    from fittrack_common.local_server import data_folder

    for key, variable, folder, meaning in (
        ("config folder", "FITTRACK_CONFIG_DIR", config_dir(cli.env), "settings and token files"),
        ("cache folder", "FITTRACK_CACHE_DIR", cache_dir(cli.env), "what may be lost"),
        ("data folder", "FITTRACK_DATA_DIR", data_folder(cli.env), "the backend on this machine"),
    ):
        origin = variable if cli.env.get(variable) else _DEFAULT
        yield InForce(key, printable_path(folder), origin, meaning)
