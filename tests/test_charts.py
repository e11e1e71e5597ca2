"""The drawings of charts: marks are positioned according to the figures, and texts remain texts."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.render import charts

TICKS = [charts.Tick(at / 3, str(at + 1)) for at in range(4)]
HOSTILE = "</svg><script>alert(1)</script>\"'&\u202e\x1b[31m"
LOOKS = ("level-1", "level-2", "level-3")
STRETCHES = [
    charts.Stretch(0, 0.3, "poor", "0 %"),
    charts.Stretch(0.3, 0.5, "fair", "30 %"),
    charts.Stretch(0.5, 1, "good", "50 %"),
]


def trend(*points: charts.Point | None, breaks: tuple[int, ...] = ()) -> str:
    return charts.trend(points, TICKS, breaks)


DRAWN = {
    "axis": charts.axis(TICKS),
    "marks": charts.marks(0.5, 0.25, [0, 1]),
    "nothing": charts.marks(None, None),
    "bands": charts.marks(0.6, 0.25, stretches=STRETCHES),
    "bands axis": charts.bands_axis(STRETCHES, "100 %"),
    "shares": charts.shares((3, 1, 0), LOOKS),
    "years": charts.years_axis(["2020/2021", "2021/2022"]),
    "trend": trend(charts.Point(0.2, "1.60"), None, charts.Point(0.9, "3.70", complete=False)),
    "key of a mark": charts.key_of_mark("now"),
    "key of a part": charts.key_of_part("level-1"),
    "key of a break": charts.key_of_break(),
}


def having(svg: str, tag: str, *classes: str) -> list[Element]:
    return [
        one
        for one in ET.fromstring(svg).iter(tag)
        if set(classes) <= set(one.get("class", "").split())
    ]


def at(element: Element, name: str) -> float:
    value = element.get(name, "")
    assert value.endswith("%"), value
    return float(value[:-1])


@pytest.mark.parametrize("svg", DRAWN.values(), ids=DRAWN)
def test_a_picture_is_hidden_from_screen_readers_and_scales_with_its_cell(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.tag == "svg"
    assert root.get("aria-hidden") == "true"
    assert root.get("viewBox") is None
    places = {"x", "x1", "x2", "y", "y1", "y2", "cx", "cy", "width", "height"}
    for one in list(root.iter())[1:]:
        assert all(at(one, name) <= 100 for name in places & one.attrib.keys())
    assert all(one.get("r", "").endswith("em") for one in root.iter("circle"))
    assert not [one for one in root.iter() if one.get("id") or one.get("fill")]


def test_a_dot_is_at_its_share_and_the_way_leads_from_the_year_before() -> None:
    svg = charts.marks(0.5, 0.25)
    (now,) = having(svg, "circle", "c-now")
    (before,) = having(svg, "circle", "c-before")
    (way,) = having(svg, "line", "c-way")
    assert (at(now, "cx"), at(before, "cx")) == (50, 25)
    assert (at(way, "x1"), at(way, "x2")) == (25, 50)
    assert way.get("class") == "c-way c-rise"


def test_a_fall_and_an_incomplete_figure_differ_by_more_than_colour() -> None:
    svg = charts.marks(0.2, 0.6, complete=False)
    (way,) = having(svg, "line", "c-way")
    (now,) = having(svg, "circle", "c-now")
    assert way.get("class") == "c-way c-fall"
    assert now.get("class") == "c-dot c-now c-open"


def test_where_there_is_no_figure_there_is_no_dot() -> None:
    svg = charts.marks(None, None)
    assert having(svg, "circle") == []
    assert having(svg, "line", "c-way") == []


def test_a_scale_is_labelled_at_its_positions_and_its_ends_stay_inside() -> None:
    texts = having(charts.axis(TICKS), "text")
    assert [(at(one, "x"), one.text) for one in texts] == [
        (0, "1"),
        (33.33, "2"),
        (66.67, "3"),
        (100, "4"),
    ]
    assert [one.get("text-anchor") for one in texts] == ["start", "middle", "middle", "end"]


def test_a_bar_is_divided_by_its_counts() -> None:
    svg = charts.shares((3, 1, 0), LOOKS)
    bars = having(svg, "rect", "c-part")
    assert [(at(bar, "x"), at(bar, "width")) for bar in bars] == [(0, 75), (75, 25)]
    assert [bar.get("class") for bar in bars] == ["c-part c-level-1", "c-part c-level-2"]
    assert [one.text for one in having(svg, "text")] == ["3", "1"]


def test_a_count_without_room_is_left_to_the_table() -> None:
    assert [one.text for one in having(charts.shares((97, 3, 0), LOOKS), "text")] == ["97"]
    assert having(charts.shares((0.5, 0.5, 0), LOOKS, counted=False), "text") == []


def test_nothing_to_divide_is_a_dotted_line() -> None:
    svg = charts.shares((0, 0, 0), LOOKS)
    assert having(svg, "rect", "c-part") == []
    assert len(having(svg, "line", "c-rail")) == 1


def test_a_line_is_broken_where_a_year_has_no_figure() -> None:
    one, two = charts.Point(0.2, "1.60"), charts.Point(0.9, "3.70")
    assert len(having(trend(one, two, one), "line", "c-series")) == 2
    assert len(having(trend(one, None, two), "line", "c-series")) == 0
    assert len(having(trend(one, None, two, two), "line", "c-series")) == 1


def test_a_point_is_higher_the_better() -> None:
    svg = trend(charts.Point(0.0, "1.00"), charts.Point(1.0, "4.00"))
    low, high = having(svg, "circle", "c-dot")
    assert at(low, "cy") > at(high, "cy")
    ticks = {at(one, "y1") for one in having(svg, "line", "c-grid")}
    assert {at(low, "cy"), at(high, "cy")} <= ticks
    ends = {one.text: at(one, "y") for one in having(svg, "text", "c-tick")}
    assert ends == {"1": at(low, "cy"), "4": at(high, "cy")}


@pytest.mark.parametrize("count", [2, 5, 6, 12, 20])
def test_the_years_have_room_and_the_last_is_always_named(count: int) -> None:
    years = [f"{year}/{year + 1}" for year in range(2000, 2000 + count)]
    named = having(charts.years_axis(years), "text")
    assert named[-1].text == years[-1]
    assert len(named) <= 5
    assert len(named) == count or count > 5
    # A fifth of a picture is wider than a year; see the width of the pictures in the style sheet.
    assert all(at(right, "x") - at(left, "x") >= 20 for left, right in pairwise(named))
    points = [charts.Point(0.5, "2.50")] * count
    values = having(trend(*points), "text", "c-value")
    assert len(values) == (count if count <= 6 else len(named))
    assert values[-1].get("x") == named[-1].get("x")


def test_a_year_is_above_its_point_and_a_break_is_between_the_years_it_parts() -> None:
    svg = trend(*[charts.Point(0.5, "2.50")] * 4, breaks=(1,))
    (line,) = having(svg, "line", "c-break")
    dots = [at(dot, "cx") for dot in having(svg, "circle", "c-dot")]
    assert dots[0] < at(line, "x1") < dots[1]
    years = having(charts.years_axis(["a", "b", "c", "d"]), "text")
    assert [at(one, "x") for one in years] == dots


def test_bands_begin_at_their_edges_and_the_dot_is_at_the_figure() -> None:
    svg = charts.marks(0.6, 0.25, stretches=STRETCHES)
    assert [at(one, "x") for one in having(svg, "rect", "c-band")] == [0, 30, 50]
    assert [at(one, "x1") for one in having(svg, "line", "c-edge")] == [30, 50]
    (now,) = having(svg, "circle", "c-now")
    assert at(now, "cx") == 60


def test_bands_their_edges_and_both_ends_are_labelled() -> None:
    texts = having(charts.bands_axis(STRETCHES, "100 %"), "text")
    assert {one.text for one in texts} == {
        "poor",
        "0 %",
        "fair",
        "good",
        "30 %",
        "50 %",
        "100 %",
    }
    edges = {one.text: at(one, "x") for one in texts if "%" in (one.text or "")}
    assert edges == {"0 %": 0, "30 %": 30, "50 %": 50, "100 %": 100}


def test_hostile_texts_stay_texts() -> None:
    for svg in (charts.axis([charts.Tick(0, HOSTILE)]), trend(charts.Point(0.5, HOSTILE))):
        root = ET.fromstring(svg)
        assert not list(root.iter("script"))
        assert "\u202e" not in svg
        assert "\x1b" not in svg
        assert "alert(1)" in "".join(root.itertext())


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_same_values_give_the_same_bytes_and_stay_within_the_scale(
    now: float, before: float
) -> None:
    svg = charts.marks(now, before)
    assert svg == charts.marks(now, before)
    assert all(0 <= at(dot, "cx") <= 100 for dot in having(svg, "circle"))


@given(st.lists(st.integers(0, 400), min_size=3, max_size=3))
def test_the_parts_of_a_bar_fill_it_one_after_another(counts: list[int]) -> None:
    bars = having(charts.shares(counts, LOOKS), "rect")
    assert len(bars) == sum(map(bool, counts))
    ends = [(at(bar, "x"), at(bar, "x") + at(bar, "width")) for bar in bars]
    assert all(abs(left[1] - right[0]) < 0.02 for left, right in pairwise(ends))
    assert not bars or (ends[0][0], round(ends[-1][1])) == (0, 100)
