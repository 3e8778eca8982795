"""Which units a run shows, and how it writes numbers: the flag, its variable, the profile, the locale."""

from __future__ import annotations

import io
import locale
from collections.abc import Mapping

import pytest

from fittrack_cli.errors import UsageError
from fittrack_cli.output import locales
from fittrack_cli.output.locales import locale_of, numbers_of, system_of
from fittrack_cli.output.numbers import PLAIN, Numbers
from fittrack_cli.output.units import Units
from fittrack_cli.program.context import Cli
from tests.unit.cli.conftest import Run

FORMATS = ("table", "json", "jsonl", "csv", "yaml")
GERMAN = (",", ".", (3, 3))


class Screen(io.StringIO):
    """A terminal, as far as this asks."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def units(stdout: io.StringIO, env: Mapping[str, str], flag: str | None = None) -> Units:
    cli = Cli(env, io.StringIO(), stdout, io.StringIO())
    if flag is not None:
        cli.give("units", flag)
    return cli.output.units


@pytest.fixture
def home(tmp_path: object) -> dict[str, str]:
    return {"FITTRACK_CONFIG_DIR": str(tmp_path), "HOME": str(tmp_path)}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that knows how German is written, whatever this one knows."""
    monkeypatch.setattr(locales, "_conventions", lambda _name: GERMAN)


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("en_US.UTF-8", "imperial"),
        ("en_US", "imperial"),
        ("es_US.utf8", "imperial"),
        ("en_LR", "imperial"),
        ("my_MM.UTF-8@x", "imperial"),
        ("en_GB.UTF-8", "metric"),
        ("de_DE@euro", "metric"),
        ("C", "metric"),
        ("C.UTF-8", "metric"),
        ("POSIX", "metric"),
        ("US", "metric"),
    ],
)
def test_the_system_of_a_locale(name: str, system: str) -> None:
    assert system_of(name) == system


def test_which_variable_names_the_locale() -> None:
    every = {"LC_ALL": "a", "LC_NUMERIC": "b", "LC_MEASUREMENT": "c", "LANG": "d"}
    assert locale_of(every, "LC_NUMERIC") == ("LC_ALL", "a")
    assert locale_of(every | {"LC_ALL": ""}, "LC_MEASUREMENT") == ("LC_MEASUREMENT", "c")
    assert locale_of({"LC_NUMERIC": "b", "LANG": "d"}, "LC_MEASUREMENT") == ("LANG", "d")
    assert locale_of({"LANG": ""}, "LC_NUMERIC") is None


def test_what_decides_comes_in_this_order(home: dict[str, str], run: Run) -> None:
    american = home | {"LANG": "en_US.UTF-8"}
    assert units(Screen(), american).system == "imperial"
    assert run("config", "set", "units", "metric", env=home).code == 0
    assert units(Screen(), american).system == "metric"
    assert units(Screen(), american | {"FITTRACK_UNITS": "imperial"}).system == "imperial"
    assert units(Screen(), american | {"FITTRACK_UNITS": "imperial"}, "metric").system == "metric"


def test_off_a_terminal_the_locale_says_nothing(home: dict[str, str], german: None) -> None:
    american = home | {"LC_ALL": "en_US.UTF-8"}
    assert units(io.StringIO(), american) == ("metric", PLAIN)
    assert units(io.StringIO(), american | {"FITTRACK_UNITS": "imperial"}) == ("imperial", PLAIN)
    assert units(Screen(), home | {"LC_ALL": "de_DE.UTF-8"}) == ("metric", Numbers(*GERMAN))
    assert units(Screen(), home) == ("metric", PLAIN)


def test_unknown_units_are_refused_before_anything_is_sent(run: Run) -> None:
    def never(_request: object) -> object:
        raise AssertionError("it was sent")

    for form in FORMATS:
        refused = run("activities", "list", "-o", form, "--units", "miles", handler=never)  # type: ignore[arg-type]
        assert refused.code == 2
        assert "unknown units" in refused.err
        assert "metric, imperial" in refused.err
    assert run("config", "list", env={"FITTRACK_UNITS": "?"}).code == 2
    assert run("config", "set", "units", "?").code == 2


def test_config_list_says_what_is_in_force(run: Run) -> None:
    def said(**env: str) -> str:
        rows = run("config", "list", "-o", "csv", env=env).out.splitlines()
        return next(row for row in rows if row.startswith("units,"))

    assert said().startswith("units,metric,default,")
    assert said(FITTRACK_UNITS="imperial").startswith("units,imperial,FITTRACK_UNITS,")
    assert run("config", "set", "units", "imperial").code == 0
    assert said().startswith("units,imperial,profile default,")


@pytest.mark.parametrize(
    ("conventions", "encoding", "numbers"),
    [
        ((",", ".", (3, 3)), "utf-8", Numbers(",", ".", (3, 3))),
        ((",", "\u202f", (3, 3)), "ascii", Numbers(",", " ", (3, 3))),
        ((".", "\u2019", (3, 3)), "utf-8", Numbers(".", "\u2019", (3, 3))),
        ((".", "\u2019", (3, 3)), "ascii", Numbers(".", "", (3, 3))),
        (("\u066b", "", ()), "ascii", PLAIN),
        ((".", ",", ()), "utf-8", PLAIN),
        ((",", ".", (3, 3)), None, Numbers(",", ".", (3, 3))),
    ],
)
def test_signs_that_the_terminal_has(
    monkeypatch: pytest.MonkeyPatch,
    conventions: tuple[str, str, tuple[int, ...]],
    encoding: str | None,
    numbers: Numbers,
) -> None:
    monkeypatch.setattr(locales, "_conventions", lambda _name: conventions)
    assert numbers_of("xx_XX", encoding) == numbers


@pytest.mark.parametrize("name", ["C", "POSIX", "C.UTF-8", "xx_XX.UTF-8", "\0", "é", "a" * 5000])
def test_no_locale_and_an_unknown_one_have_the_signs_of_programs(name: str) -> None:
    before = locale.setlocale(locale.LC_NUMERIC)
    assert numbers_of(name, "utf-8") == PLAIN
    assert locale.setlocale(locale.LC_NUMERIC) == before


def test_the_system_is_asked_how_a_locale_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever locales this machine has, the process has its own back."""
    asked: list[str | None] = []

    def set_it(_category: int, name: str | None = None) -> str:
        asked.append(name)
        return "before"

    found = {"decimal_point": ",", "thousands_sep": ".", "grouping": [3, 2, 0]}
    monkeypatch.setattr(locale, "setlocale", set_it)
    monkeypatch.setattr(locale, "localeconv", lambda: found)
    assert numbers_of("de_DE.UTF-8", "utf-8") == Numbers(",", ".", (3, 2))
    assert asked == [None, "de_DE.UTF-8", "before"]
    found["grouping"] = [127]
    assert numbers_of("de_DE.UTF-8", "utf-8") == Numbers(",", "")


def test_a_units_error_says_what_there_is() -> None:
    with pytest.raises(UsageError, match="unknown units"):
        units(io.StringIO(), {}, "nautical")
