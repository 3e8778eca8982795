"""Profiles in YAML: a server, an account and preferences under a name.

    current: default
    profiles:
      default:
        server: https://fit.example.org
        output: json

A file that is damaged, foreign or open to others is refused with what to do, and never overwritten.
It may be any YAML; a parser for it is imported only after it was changed (`config_cache`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from fittrack_cli.errors import NotFound, UsageError, printable_path
from fittrack_cli.files import read_private, write_private
from fittrack_cli.output.systems import SYSTEMS
from fittrack_cli.program import config_cache
from fittrack_cli.program.options import MAX_TIMEOUT_S, OUTPUT_FORMATS
from fittrack_cli.session import STORES

DEFAULT_PROFILE = "default"
FILE_NAME = "config.yaml"
_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")

Setting = str | float | bool


class Profile(NamedTuple):
    """A profile's settings; None means that the default holds."""

    name: str = DEFAULT_PROFILE
    server: str | None = None
    username: str | None = None
    output: str | None = None
    timeout_s: float | None = None
    credential_store: str | None = None
    allow_http: bool | None = None
    ca_file: str | None = None
    units: str | None = None

    def settings(self) -> dict[str, Setting]:
        """What is set, by key."""
        return {key: value for key in KEYS if (value := self.value(key)) is not None}

    def value(self, key: str) -> Setting | None:
        """One setting; raises UsageError for an unknown key."""
        check_key(key)
        found: Setting | None = getattr(self, key)
        return found


class Key(NamedTuple):
    """A setting: what it means, and how its text becomes a value (ValueError says why not)."""

    help: str
    parse: Callable[[str], Setting]
    choices: tuple[str, ...] = ()
    """All values that it may have, where these are few."""


def _server(text: str) -> str:
    from urllib.parse import urlsplit

    if not text.isprintable() or " " in text:
        raise ValueError("it must not hold spaces or control characters")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it must start with http:// or https:// and name a host")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("it must not hold a user name, a password, a query or a fragment")
    try:
        _ = parts.port
    except ValueError:
        raise ValueError("its port is not a number from 0 to 65535") from None
    return text.rstrip("/")


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"it must be one of {', '.join(choices)}")
        return text

    return parse


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise ValueError("it must be a number of seconds") from None
    if not 0 < seconds <= MAX_TIMEOUT_S:
        raise ValueError(f"it must be above 0 and at most {MAX_TIMEOUT_S:.0f} seconds")
    return seconds


def _boolean(text: str) -> bool:
    if text.lower() in ("true", "yes", "on", "1"):
        return True
    if text.lower() in ("false", "no", "off", "0"):
        return False
    raise ValueError("it must be true or false")


def _text(text: str) -> str:
    if not text or not text.isprintable():
        raise ValueError("it must be printable text")
    return text


KEYS: Mapping[str, Key] = {
    "server": Key("the backend's address", _server),
    "username": Key("the account that signs in", _text),
    "output": Key("how results are printed", _one_of(*OUTPUT_FORMATS), OUTPUT_FORMATS),
    "units": Key("in which units amounts are shown to people", _one_of(*SYSTEMS), SYSTEMS),
    "timeout_s": Key("how long to wait for an answer, in seconds", _seconds),
    "credential_store": Key("where tokens are kept", _one_of(*STORES), STORES),
    "allow_http": Key(
        "whether tokens may go over plain http to another machine", _boolean, ("true", "false")
    ),
    "ca_file": Key("a file of certificates to trust instead of the system's", _text),
}


class Config(NamedTuple):
    """All profiles, and which one is current; `save` writes them back."""

    folder: Path
    current: str = DEFAULT_PROFILE
    profiles: Mapping[str, Profile] = {}
    aliases: Mapping[str, str] = {}
    """Words, each with the command line that it stands for."""

    @property
    def path(self) -> Path:
        return self.folder / FILE_NAME

    @classmethod
    def load(cls, folder: Path) -> Config:
        """Reads the file in `folder`; without one there is an empty default profile.

        Raises UsageError when its text is damaged, UnsafeFile or CliError when it may not or
        cannot be read.
        """
        path = folder / FILE_NAME
        data = read_private(path)
        if data is None or not data.strip():
            return cls(folder)
        cached = config_cache.read(folder, data)
        if cached is not None:
            return _from_document(folder, path, cached)
        config = _from_document(folder, path, _parse(path, data))
        config_cache.write(folder, data, config.document())
        return config

    def profile(self, name: str | None = None) -> Profile:
        """The named profile, or the current one.

        Raises UsageError when it does not exist; only `default` need not.
        """
        wanted = name or self.current
        found = self.profiles.get(wanted)
        if found is not None:
            return found
        if wanted == DEFAULT_PROFILE:
            return Profile()
        check_profile_name(wanted)
        raise UsageError(
            "unknown profile",
            f"there is no profile {wanted!r}",
            f"known: {', '.join(self.names())}; fittrack profile add {wanted} makes it",
        )

    def names(self) -> list[str]:
        """The profiles' names; `default` is always there."""
        return sorted({DEFAULT_PROFILE, *self.profiles})

    def with_profile(self, profile: Profile) -> Config:
        return self._replace(profiles={**self.profiles, profile.name: profile})

    def without_profile(self, name: str) -> Config:
        """Raises NotFound for an unknown profile, UsageError for the current one."""
        if name not in self.profiles:
            raise NotFound(
                "unknown profile", f"there is no profile {name!r}", "fittrack profile list"
            )
        if name == self.current:
            raise UsageError(
                "cannot remove the current profile", name, "fittrack profile use NAME first"
            )
        return self._replace(
            profiles={key: value for key, value in self.profiles.items() if key != name}
        )

    def with_current(self, name: str) -> Config:
        self.profile(name)
        return self._replace(current=name)

    def with_alias(self, name: str, command: str) -> Config:
        return self._replace(aliases={**self.aliases, name: command})

    def without_alias(self, name: str) -> Config:
        kept = {key: value for key, value in self.aliases.items() if key != name}
        return self._replace(aliases=kept)

    def save(self) -> None:
        """Writes the file atomically, for its owner only. Raises CliError."""
        import yaml

        document = self.document()
        data = yaml.safe_dump(document, sort_keys=False, allow_unicode=True).encode()
        write_private(self.path, data)
        config_cache.write(self.folder, data, document)

    def document(self) -> dict[str, object]:
        """The contents of the file, as JSON values only."""
        return {
            "current": self.current,
            "profiles": {name: profile.settings() for name, profile in self.profiles.items()},
            **({"aliases": dict(self.aliases)} if self.aliases else {}),
        }


def check_key(key: str) -> None:
    """Raises UsageError for a setting that does not exist."""
    if key not in KEYS:
        raise UsageError("unknown setting", f"{key!r}", f"known settings: {', '.join(KEYS)}")


def parse_setting(key: str, text: str) -> Setting:
    """A setting's value from its text; raises UsageError when it cannot be one."""
    check_key(key)
    try:
        return KEYS[key].parse(text)
    except ValueError as error:
        # An address may hold a password, which no message may repeat.
        shown = f"…@{text.rpartition('@')[2]}" if "@" in text and key == "server" else text
        raise UsageError(
            f"invalid value for {key}",
            f"{shown!r}: {error}",
            "for example https://fit.example.org"
            if key == "server"
            else "fittrack config list shows the settings, and what each is for",
        ) from None


def with_setting(profile: Profile, key: str, text: str | None) -> Profile:
    """The profile with one setting changed, or unset by None; raises UsageError."""
    check_key(key)
    value = parse_setting(key, text) if text is not None else None
    return profile._replace(**{key: value})  # type: ignore[arg-type]


def check_profile_name(name: str) -> None:
    """Raises UsageError for a name that could not be typed or stored."""
    if not (0 < len(name) <= 64 and set(name) <= _NAME_CHARACTERS and name[0] not in ".-"):
        raise UsageError(
            "invalid profile name",
            f"{name!r}",
            "use up to 64 letters, digits, dots, dashes and underscores",
        )


def _parse(path: Path, data: bytes) -> object:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        document: object = yaml.load(data, loader)  # noqa: S506 (both loaders are the safe ones)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark is not None else ""
        raise _damaged(
            path, f"{where}{getattr(error, 'problem', None) or 'it is not YAML'}"
        ) from error
    return document


def _from_document(folder: Path, path: Path, document: object) -> Config:
    top = _mapping(path, document, "the file")
    unknown = set(top) - {"current", "profiles", "aliases"}
    if unknown:
        raise _damaged(path, f"unknown entry {min(unknown)!r}")
    current = top.get("current", DEFAULT_PROFILE)
    if not isinstance(current, str):
        raise _damaged(path, "current is not a name")
    profiles = {
        name: _profile(path, name, _mapping(path, settings or {}, f"profile {name!r}"))
        for name, settings in _mapping(path, top.get("profiles") or {}, "profiles").items()
    }
    aliases = _mapping(path, top.get("aliases") or {}, "aliases")
    if not all(isinstance(command, str) for command in aliases.values()):
        raise _damaged(path, "an alias must stand for text")
    return Config(folder, current, profiles, {name: str(text) for name, text in aliases.items()})


def _profile(path: Path, name: str, settings: Mapping[str, object]) -> Profile:
    values: dict[str, Setting] = {}
    for key, value in settings.items():
        if key not in KEYS:
            raise _damaged(path, f"profile {name!r} has an unknown setting {key!r}")
        text = value if isinstance(value, str) else str(value).lower()
        try:
            values[key] = KEYS[key].parse(text)
        except ValueError as error:
            raise _damaged(path, f"profile {name!r}, {key}: {error}") from None
    return Profile(name=name, **values)  # type: ignore[arg-type]


def _mapping(path: Path, value: object, what: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise _damaged(path, f"{what} must be a mapping from names")
    return value


def _damaged(path: Path, why: str) -> UsageError:
    shown = printable_path(path)
    return UsageError(
        f"cannot understand {shown}",
        why,
        f"correct it, or move it away to start over: mv {shown} {shown}.old",
        slug="damaged-config",
    )
