"""`fittrack report`: a page that is whole, that runs and fetches nothing, in which every name is text, and that a screen reader reads.

It has more than 400 lines, since all of it looks at one page.
"""

from __future__ import annotations

import datetime as dt
import re
import stat
import webbrowser
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import define, field

from fittrack_cli.commands.report.charts.scale import inner_values, round_durations, round_values
from fittrack_cli.commands.report.charts.thinning import runs_of_samples
from fittrack_cli.commands.report.charts.track import Place, track_of
from fittrack_cli.commands.report.days import span_words
from fittrack_cli.commands.report.markup import Html, element, text
from tests.unit.commands.conftest import Backend, Run, Signed, problem
from tests.unit.commands.report_data import (
    ACTIVITY_ID,
    HOSTILE,
    nothing,
    one_activity,
    ride,
    season,
)

VOID = {"meta", "br", "col"}
FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 3, 3)
RANGE = ("--since", FIRST.isoformat(), "--until", LAST.isoformat())


@define
class Page(HTMLParser):
    """What a page holds; fails for elements that are not closed in their order."""

    open: list[str] = field(factory=list)
    elements: list[tuple[str, dict[str, str | None]]] = field(factory=list)
    words: list[tuple[str, str]] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {tag} {attrs}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open, f"{tag} is closed outside of a drawing"
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))

    def tags(self, *names: str) -> list[tuple[str, dict[str, str | None]]]:
        return [one for one in self.elements if one[0] in names]


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def check(html: str) -> Page:
    """The page, which is as every page has to be."""
    assert html.startswith('<!doctype html>\n<html lang="en">')
    page = parsed(html)
    _check_that_it_is_whole(page)
    _check_that_it_can_be_read_aloud(page)
    return page


def _check_that_it_is_whole(page: Page) -> None:
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "nav",
        "main",
        "section",
        "footer",
    }
    allowed |= {
        "h1",
        "h2",
        "h3",
        "p",
        "a",
        "ul",
        "li",
        "dl",
        "div",
        "dt",
        "dd",
        "span",
        "strong",
        "bdi",
    }
    allowed |= {"figure", "figcaption", "details", "summary", "abbr"}
    allowed |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    allowed |= {"svg", "g", "desc", "path", "rect", "line", "circle", "text"}
    assert {tag for tag, _ in page.elements} <= allowed
    for tag, attributes in page.elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcset", "style", "action", "xlink:href", "background"), (
                tag,
                name,
            )
            if name == "href":
                assert (tag, (value or "")[:1]) == ("a", "#")
            elif (tag, name) != ("meta", "content"):
                assert "url(" not in (value or "").lower() or name in ("title", "aria-label"), (
                    tag,
                    name,
                )
    (css,) = (words for tag, words in page.words if tag == "style")
    assert not re.search(r"url\(|@import|expression|<", css)
    (policy,) = (found["content"] for _, found in page.tags("meta") if "http-equiv" in found)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'",
        policy or "",
    )


def _check_that_it_can_be_read_aloud(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags("h1", "h2", "h3")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids))
    for tag, found in page.elements:
        for name in ("aria-labelledby", "href"):
            for place in (found.get(name) or "").split():
                assert place.removeprefix("#") in ids, (tag, place)
        if tag == "svg" and found.get("role") == "img":
            assert found.get("aria-labelledby")
    assert len(page.tags("caption")) == len(page.tags("table"))
    assert all(found.get("scope") in ("col", "row") for _, found in page.tags("th"))
    assert all(words.strip() for tag, words in page.words if tag == "th")


def report(run: Run, backend: Backend, *args: str) -> str:
    """The page that a command line writes to its file."""
    made = run(
        "report",
        *args,
        "-O",
        "page.html",
        "--force",
        handler=backend,
        env={"FITTRACK_TOKEN": "a-token"},
    )
    assert made.code == 0, made.err
    return Path("page.html").read_text("utf-8")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_range_has_all_its_parts(run: Run) -> None:
    page = check(report(run, season(FIRST, LAST), *RANGE))
    headings = [words for tag, words in page.words if tag == "h2"]
    assert headings == [
        *(
            "Calendar",
            "Week by week",
            "Sports",
            "Load",
            "Sleep",
            "Health",
            "Best efforts",
            "Activities",
        ),
    ]
    text = " ".join(words for _, words in page.words)
    assert "5 January to 3 March 2026" in text
    assert "Resting heart rate" in text
    assert "58" in [words for tag, words in page.words if tag == "dd"]
    days = [found for tag, found in page.tags("td") if "day" in (found.get("class") or "")]
    assert len(days) == 58


def test_ten_years_take_few_requests_and_few_bytes(run: Run) -> None:
    backend = season(dt.date(2016, 4, 1), dt.date(2026, 3, 31), every=2)
    html = report(run, backend, "--since", "2016-04-01", "--until", "2026-03-31")
    page = check(html)
    assert "Month by month" in [words for tag, words in page.words if tag == "h2"]
    assert len(html.encode()) < 270_000
    paths = [request.url.path for request in backend.requests]
    assert paths.count("/v1/activities") == 1
    assert len(paths) <= 14
    years = [words for tag, words in page.words if tag == "th" and words.isdigit()]
    assert years == [str(year) for year in range(2026, 2015, -1)]


def test_a_long_range_begins_where_something_is(run: Run) -> None:
    backend = season(dt.date(2026, 1, 5), dt.date(2026, 3, 3))
    html = report(run, backend, "--since", "1990-01-01", "--until", "2026-03-03")
    assert "5 January to 3 March 2026" in html


def test_nothing_there_is_said_kindly(run: Run) -> None:
    page = check(report(run, nothing(), "--year", "2019"))
    assert ("h1", "2019") in [(tag, words) for tag, words in page.words] or (
        "bdi",
        "2019",
    ) in page.words
    assert "No activities in this range." in [words for _, words in page.words]
    assert page.tags("nav", "section") == []


def test_every_name_is_text(run: Run) -> None:
    backend = season(FIRST, LAST, names=HOSTILE, sports=("running", '"><script>x</script>'))
    html = report(run, backend, *RANGE)
    check(html)
    assert "alert(1)" in html
    assert "<script" not in html
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html
    )
    assert "שלום עולם" in html
    assert "\U0001f3c3" in html
    assert "W" * 200 not in html


def test_every_word_of_an_activity_is_text(run: Run) -> None:
    columns, seconds = ride(200)
    for name in HOSTILE:
        backend = one_activity(
            columns,
            seconds,
            name=name,
            description=name,
            sport=name[:40],
            remarks=[name],
            damage=name,
        )
        html = report(run, backend, ACTIVITY_ID)
        check(html)
        assert "<script" not in html


def test_an_activity_has_its_parts(run: Run) -> None:
    columns, seconds = ride()
    backend = one_activity(columns, seconds, sport="cycling", name="Ride", description="Up.\nDown.")
    page = check(report(run, backend, ACTIVITY_ID))
    assert [words for _, words in page.words if words in ("Up.", "Down.")] == ["Up.", "Down."]
    headings = [words for tag, words in page.words if tag == "h2"]
    assert headings[:2] == ["Track", "Recorded"]
    assert {"Zones", "More numbers"} & set(headings)
    charts = [words for tag, words in page.words if tag == "strong"]
    assert charts == ["Elevation", "Heart rate", "Speed", "Power", "Cadence"]
    (way,) = (found["d"] or "" for tag, found in page.tags("path") if found.get("class") == "way")
    assert way.count("M") == 2, "a pause is a gap"


def test_an_activity_without_a_track_or_samples(run: Run) -> None:
    columns, seconds = ride()
    indoors = {name: of for name, of in columns.items() if name in ("hr_bpm", "power_w")}
    page = check(report(run, one_activity(indoors, seconds), ACTIVITY_ID))
    assert [words for tag, words in page.words if tag == "strong"] == ["Heart rate", "Power"]
    check(report(run, one_activity({}, []), ACTIVITY_ID))
    gone = one_activity({}, []).on(
        f"GET /v1/activities/{ACTIVITY_ID}/samples",
        problem(404, "original-not-here", "It is gone."),
    )
    assert "is not where the backend keeps" in report(run, gone, ACTIVITY_ID)


def test_a_track_without_times_is_drawn(run: Run) -> None:
    columns, seconds = ride(300)
    places = {name: of for name, of in columns.items() if name.endswith("_deg")}
    page = check(report(run, one_activity(places, [None] * len(seconds)), ACTIVITY_ID))
    assert "Track" in [words for tag, words in page.words if tag == "h2"]


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (("--year", "9999"), "9999"),
        (("--year", "0001"), "1"),
        (("--since", "9999-12-31"), "31 December 9999"),
        (("--since", "0001-01-01", "--until", "0001-01-03"), "1 to 3 January 1"),
    ],
)
def test_ranges_at_the_edges_of_the_calendar(run: Run, days: tuple[str, ...], title: str) -> None:
    page = check(report(run, nothing(), *days))
    assert ("bdi", title) in page.words
    day = dt.date(1, 1, 1) if "0001" in days[1] else dt.date(9999, 12, 31)
    check(report(run, season(day, day), *days))


def test_the_file_is_whole_for_its_owner_alone_and_replaces_none(
    fittrack: Signed, backend: Backend
) -> None:
    backend.routes = season(FIRST, LAST).routes
    saved = fittrack("report", *RANGE)
    path = Path("fittrack-2026-01-05-to-2026-03-03.html")
    assert saved.err == f"Saved {path} ({path.stat().st_size:,} bytes).\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("mine")
    again = fittrack("report", *RANGE)
    assert (again.code, path.read_text()) == (5, "mine")
    assert "--force replaces it" in again.err
    assert fittrack("report", *RANGE, "--force").code == 0
    assert path.read_text("utf-8").startswith("<!doctype html>")
    backend.on("GET /v1/bests", problem(500, "internal", "no"))
    assert fittrack("report", *RANGE, "-O", "other.html").code != 0
    assert sorted(one.name for one in Path().iterdir() if one.suffix in (".html", ".part")) == [
        path.name
    ]


def test_options_that_exclude_each_other(fittrack: Signed) -> None:
    for args in (
        (ACTIVITY_ID, "--last", "7d"),
        ("--year", "2026", "--last", "7d"),
        ("--year", "26"),
        ("--open", "-O", "-"),
        ("-O", "."),
    ):
        refused = fittrack("report", *args)
        assert (refused.code, refused.out) == (2, ""), args


def test_the_browser_is_asked_for_the_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def shows(url: str) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", shows)
    report(run, season(FIRST, LAST), *RANGE, "--open")
    assert asked == [Path("page.html").resolve().as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    shown = run(
        "report",
        *RANGE,
        "--open",
        "-O",
        "two.html",
        handler=season(FIRST, LAST),
        env={"FITTRACK_TOKEN": "t"},
    )
    assert shown.code == 0
    assert "no browser was found" in shown.err


def test_markup_escapes_all_that_it_did_not_make() -> None:
    assert element("p", {"title": '"<&'}, "<b>") == '<p title="&quot;&lt;&amp;">&lt;b&gt;</p>'
    assert element("p", None, element("bdi", None, "&")) == "<p><bdi>&amp;</bdi></p>"
    assert text("a" + Html("<b>")) == "a&lt;b&gt;", "a mixture is text"
    assert (
        element("td", {"x": None, "width": 1.5, "height": 2.0})
        == '<td width="1.5" height="2"></td>'
    )


def test_round_values() -> None:
    assert round_values(0, 7, 4) == [0, 2, 4, 6, 8]
    assert round_values(3, 3) == [3, 4]
    assert round_values(0, 0.3, 3) == pytest.approx([0, 0.1, 0.2, 0.3])
    assert inner_values(12, 47, 4) == [20, 30, 40]
    assert round_durations(3700) == [0, 900, 1800, 2700, 3600]


@pytest.mark.parametrize("span", [1e-9, 0.2, 1, 59, 86400 * 400])
def test_scales_have_few_lines_however_long(span: float) -> None:
    assert 2 <= len(round_values(0, span)) <= 6
    assert 1 <= len(round_durations(span)) <= 11


def test_a_track_over_the_180th_meridian_and_at_a_pole() -> None:
    fiji = track_of([[Place(-17.0, 179.99), Place(-17.0, -179.99)]])
    assert fiji is not None
    assert fiji.width_m == pytest.approx(2127, abs=5)
    pole = track_of([[Place(90.0, 0.0)], [Place(90.0, 170.0)]])
    assert pole is not None
    assert track_of([[Place(1.0, 1.0)]]) is None


def test_the_points_of_a_line_keep_mean_and_extremes() -> None:
    samples = [(float(at), 100.0 + (50 if at == 777 else 0)) for at in range(2400)]
    (run,) = runs_of_samples(samples, 2400.0)
    assert len(run) == 240
    assert max(point.greatest for point in run) == 150
    assert {point.mean for point in run if point.greatest == 150} == {105.0}
    paused = [sample for sample in samples if not 1000 <= sample[0] < 1400]
    assert len(runs_of_samples(paused, 2400.0)) == 2
    assert runs_of_samples([(0.0, float("nan"))], 10.0) == []


def test_spans_in_words() -> None:
    day = dt.date
    assert span_words(day(2026, 1, 1), day(2026, 12, 31)) == "2026"
    assert span_words(day(2026, 1, 5), day(2026, 1, 11)) == "5 to 11 January 2026"
    assert span_words(day(2025, 12, 30), day(2026, 1, 4)) == "30 December 2025 to 4 January 2026"
    assert span_words(day(2026, 1, 5), day(2026, 1, 5)) == "5 January 2026"
