"""Profiles: written whole or not at all, and never over something that was not understood."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fittrack_cli.errors import CliError, UsageError
from fittrack_cli.program import config_cache
from fittrack_cli.program.config import KEYS, Config, Profile
from fittrack_cli.program.server import base_url
from fittrack_cli.wire.address import origin
from fittrack_common.loopback import is_loopback

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


def test_without_a_file_there_is_an_empty_default_profile(tmp_path: Path) -> None:
    config = Config.load(tmp_path / "nowhere")
    assert config.profile() == Profile()
    assert config.names() == ["default"]
    assert not (tmp_path / "nowhere").exists()


def test_what_is_saved_reads_back(tmp_path: Path) -> None:
    profile = Profile(
        "club",
        "https://fit.example",
        "Ada Ł",
        "json",
        12.5,
        "file",
        True,
        "/etc/ca.pem",
        "imperial",
    )
    config = Config(tmp_path / "c").with_profile(profile).with_current("club")
    config.save()
    assert Config.load(tmp_path / "c") == config
    assert stat.S_IMODE((tmp_path / "c").stat().st_mode) == 0o700
    assert stat.S_IMODE(config.path.stat().st_mode) == 0o600
    assert set(yaml.safe_load(config.path.read_text())["profiles"]["club"]) == set(KEYS)


def write(folder: Path, text: bytes, mode: int = 0o600) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "config.yaml"
    path.write_bytes(text)
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"- a\n- b",
        b"a: b: c",
        b"\xff\xfe\x00",
        b"\x00",
        b"current: [1]",
        b"profiles: 5",
        b"profiles: {1: {}}",
        b"profiles: {a: 7}",
        b"profiles: {a: {colour: red}}",
        b"profiles: {a: {timeout_s: soon}}",
        b"profiles: {a: {server: fit.example}}",
        b"profiles: {a: {output: 5}}",
        b"profiles: {a: {allow_http: maybe}}",
        b"colour: red",
        b"!!python/object/apply:os.system [echo]",
        b"&a [" + b"[" * 2000,
        b"a: &a [x]\nb: *c",
    ],
)
def test_a_damaged_file_is_refused_and_kept(run: Run, config_dir: Path, text: bytes) -> None:
    path = write(config_dir, text)
    for args in (["config", "list"], ["config", "set", "output", "json"], ["profile", "add", "x"]):
        result = run(*args)
        assert result.code == 2, result.err
        assert str(path) in result.err
        assert "Traceback" not in result.err
        assert path.read_bytes() == text


def test_an_unsafe_file_is_refused(run: Run, config_dir: Path) -> None:
    path = write(config_dir, b"current: default", 0o666)
    result = run("config", "list")
    assert result.code == 1
    assert "chmod 600" in result.err
    path.unlink()
    path.symlink_to(write(config_dir.parent / "other", b""))
    assert "symbolic link" in run("config", "set", "output", "json").err
    path.unlink()
    os.mkfifo(path)
    assert "regular file" in run("config", "list").err


def test_a_full_disk_keeps_the_old_file(
    run: Run, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("config", "set", "output", "json").code == 0
    before = (config_dir / "config.yaml").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = run("config", "set", "output", "csv", "-o", "json")
    assert result.code == 1
    assert result.error()["detail"] == "No space left on device"
    assert {path.name for path in config_dir.iterdir()} == {"config.yaml", config_cache.FILE_NAME}
    assert (config_dir / "config.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server", "fit.example"),
        ("server", "https://u:p@fit.example"),
        ("output", "xml"),
        ("timeout_s", "-1"),
        ("timeout_s", "inf"),
        ("allow_http", "perhaps"),
        ("credential_store", "cloud"),
        ("username", "\x1b[2J"),
        ("colour", "red"),
    ],
)
def test_a_wrong_setting_is_refused(run: Run, config_dir: Path, key: str, value: str) -> None:
    result = run("config", "set", "--", key, value)
    assert result.code == 2
    assert not config_dir.exists()


def test_settings_are_set_shown_and_unset(run: Run) -> None:
    assert run("config", "set", "timeout_s", "7").code == 0
    assert run("config", "get", "timeout_s").out == "7.0\n"
    assert run("config", "get", "timeout_s", "-o", "json").json() == {
        "key": "timeout_s",
        "value": 7.0,
    }
    assert run("config", "set", "timeout_s", "").code == 0
    assert run("config", "get", "timeout_s").out == ""


def test_profiles_are_added_used_and_removed(run: Run) -> None:
    assert run("profile", "add", "club", "--server", "https://fit.example").code == 0
    assert run("profile", "add", "club").code == 5
    assert run("profile", "use", "nobody").code == 2
    assert run("profile", "use", "club").code == 0
    rows = run("profile", "list", "-o", "json").json()
    assert isinstance(rows, list)
    assert [(row["name"], row["current"]) for row in rows] == [("club", True), ("default", False)]
    assert run("profile", "remove", "club").code == 2
    assert run("profile", "use", "default").code == 0
    assert run("profile", "remove", "club").code == 0
    assert run("profile", "remove", "club").code == 6


@pytest.mark.parametrize("name", ["", ".", "../x", "a b", "a/b", "ü", "-x", "x" * 65, "\x1b"])
def test_a_profile_has_a_name_that_can_be_typed(run: Run, name: str) -> None:
    assert run("profile", "add", "--", name).code == 2


scalars = st.text("aeNnyY01.:/@-~_ #'x", max_size=6) | st.sampled_from(
    ["a", "true", "null", "1.5", "010.5", "1e5", ".5", "http://a:1", "http://a:", "2026-01-01"]
)
names = st.just("a") | scalars
keys = st.sampled_from([*KEYS]) | names
BY_HAND = """\
# mine
profiles: {default: &home {server: 'http://127.0.0.1:8765/', timeout_s: 0x1E}, "Łódź": {}}
current: >-
  default
"""


@contextmanager
def no_yaml_parser() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "yaml", None)
        yield


@given(names, names, keys, scalars, st.just(4) | st.integers(0, 6))
def test_any_file_means_the_same_the_second_time(
    tmp_path_factory: pytest.TempPathFactory,
    current: str,
    profile: str,
    key: str,
    value: str,
    indent: int,
) -> None:
    folder = tmp_path_factory.mktemp("config")
    write(
        folder,
        f"current: {current}\nprofiles:\n  {profile}:\n{' ' * indent}{key}: {value}\n".encode(),
    )
    try:
        config = Config.load(folder)
    except UsageError as error:
        with pytest.raises(UsageError, match=re.escape(error.title)):
            Config.load(folder)
    else:
        with no_yaml_parser():
            assert Config.load(folder) == config


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_by_hand_takes_a_yaml_parser_once(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, BY_HAND.encode(encoding))
    config = Config.load(tmp_path)
    assert config.profile() == Profile(server="http://127.0.0.1:8765", timeout_s=30.0)
    assert "Łódź" in config.profiles
    with no_yaml_parser():
        assert Config.load(tmp_path) == config


def test_what_is_saved_takes_no_yaml_parser(tmp_path: Path) -> None:
    profile = Profile("club", "https://fit.example:8443/x", "Ada Ł", "json", 12.5, "file", True)
    config = (
        Config(tmp_path)
        .with_profile(profile)
        .with_profile(Profile("home", "http://127.0.0.1:8765", credential_store="keyring"))
    )
    config.save()
    with no_yaml_parser():
        assert Config.load(tmp_path) == config


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    write(tmp_path, b"current: default\nprofiles: {default: {username: ada}}\n")
    before = (tmp_path / "config.yaml").stat()
    assert Config.load(tmp_path).profile().username == "ada"
    # As long, and as old: only its text differs.
    write(tmp_path, b"current: default\nprofiles: {default: {username: eve}}\n")
    os.utime(tmp_path / "config.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Config.load(tmp_path).profile().username == "eve"


@pytest.mark.parametrize("cache", [b"", b"{", b"[]", b"[" * 100_000, b'{"text": 1}', b"\xff"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, cache: bytes) -> None:
    Config(tmp_path).with_profile(Profile(username="ada")).save()
    path = tmp_path / config_cache.FILE_NAME
    good = path.read_bytes()
    path.write_bytes(cache)
    assert Config.load(tmp_path).profile().username == "ada"
    assert path.read_bytes() == good


def test_a_cache_that_others_could_have_written_is_not_believed(tmp_path: Path) -> None:
    Config(tmp_path).with_profile(Profile(username="ada")).save()
    path = tmp_path / config_cache.FILE_NAME
    path.write_bytes(path.read_bytes().replace(b'"username": "ada"', b'"username": "eve"'))
    path.chmod(0o666)
    assert Config.load(tmp_path).profile().username == "ada"


def test_without_a_place_for_a_cache_it_is_read_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, b"profiles: {default: {username: ada}}\n")
    (tmp_path / config_cache.FILE_NAME).mkdir()
    for _ in range(2):
        assert Config.load(tmp_path).profile().username == "ada"


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(tmp_path_factory: pytest.TempPathFactory, text: bytes) -> None:
    folder = tmp_path_factory.mktemp("config")
    write(folder, text)
    try:
        Config.load(folder)
    except CliError as error:
        assert isinstance(error, UsageError)


def test_the_server_comes_from_the_first_that_names_one(tmp_path: Path) -> None:
    env = {"FITTRACK_DATA_DIR": str(tmp_path)}
    set_one, empty = Profile(server="https://set.example"), Profile()
    assert base_url("https://given.example", set_one, env) == "https://given.example"
    assert base_url(None, set_one, env) == "https://set.example"
    assert base_url(None, empty, env) == "http://127.0.0.1:8765"
    for text in ("{", "[]", '{"url": 5}', '{"url": "https://evil.example"}'):
        (tmp_path / "backend.json").write_text(text)
        assert base_url(None, empty, env) == "http://127.0.0.1:8765"
    (tmp_path / "backend.json").write_text('{"url": "http://127.0.0.1:9999"}')
    assert base_url(None, empty, env) == "http://127.0.0.1:9999"


def test_origins_are_written_one_way() -> None:
    assert origin("HTTPS://Fit.Example/path") == "https://fit.example:443"
    assert origin("http://[::1]") == "http://[::1]:80"
    assert is_loopback("http://127.8.9.1:1") and is_loopback("http://[::1]:2")
    assert not is_loopback("http://127.0.0.1.example")
