"""The charts: elements are positioned according to the figures, and texts remain texts."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qualitycli.render.charts.drawing import wrapped

from qualitycli.render import charts

ABOUT = charts.About("one", "A title", "What it shows")
TICKS = [(0.0, "1"), (1 / 3, "2"), (2 / 3, "3"), (1.0, "4")]
DOTS = charts.MarkKeys("2021/2022", "2020/2021", "incomplete")
HOSTILE = "</svg><script>alert(1)</script>\"'&\u202e\x1b[31m"


def label(text: str = "Text", figure: str = "3.17") -> charts.Label:
    return charts.Label("OP.1", text, figure, "+0.10")


def profile(
    *rows: tuple[float | None, float | None], text: str = "Text", complete: bool = True
) -> str:
    made = [charts.MarkRow(label(text), now, before, complete) for now, before in rows]
    return charts.profile(ABOUT, made, TICKS, DOTS)


def shares(*counts: tuple[int, ...]) -> str:
    parts = [charts.Part("level-4", "four"), charts.Part("level-3", "three"), charts.Part("x", "x")]
    return charts.shares(ABOUT, [(label(), one) for one in counts], parts)


def trend(*points: charts.GradePoint | None, breaks: tuple[charts.Break, ...] = ()) -> str:
    years = [f"{2000 + n}/{2001 + n}" for n in range(len(points))]
    return charts.trend(ABOUT, [(label(), points)], years, TICKS, breaks)


def bands(now: float | None) -> str:
    stretches = [
        charts.Stretch(0, 0.3, "poor"),
        charts.Stretch(0.3, 0.5, "fair", "30 %"),
        charts.Stretch(0.5, 1, "good", "50 %"),
    ]
    rows = [charts.MarkRow(label(), now, 0.25)]
    return charts.bands(ABOUT, rows, stretches, charts.MarkKeys("now", "before"))


EXAMPLES = {
    "profile": profile((0.5, 0.25), (None, None), (1, None)),
    "shares": shares((3, 1, 0), (0, 0, 0)),
    "trend": trend(
        charts.GradePoint(0.2, "1.60"), None, charts.GradePoint(0.9, "3.70", complete=False)
    ),
    "bands": bands(0.6),
}


def having(svg: str, tag: str, *classes: str) -> list[Element]:
    """Return the elements of the rows and of their background, without the legend."""
    pictures = [one for one in ET.fromstring(svg).iter("g") if one.get("id", "")[:5] in _PICTURES]
    return [
        one
        for picture in pictures
        for one in picture.iter(tag)
        if set(classes) <= set(one.get("class", "").split())
    ]


_PICTURES = ("one-r", "one-b")


def at(element: Element, name: str) -> float:
    value = element.get(name, "")
    assert value.endswith("%"), value
    return float(value[:-1])


@pytest.mark.parametrize("svg", EXAMPLES.values(), ids=EXAMPLES)
def test_every_chart_says_what_it_is(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.tag == "svg"
    assert root.get("role") == "img"
    named = root.get("aria-labelledby", "").split()
    texts = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}
    assert [texts[one] for one in named] == ["A title", "What it shows"]


@pytest.mark.parametrize("svg", EXAMPLES.values(), ids=EXAMPLES)
def test_ids_are_unique_and_everything_used_is_there(svg: str) -> None:
    root = ET.fromstring(svg)
    ids = [found for one in root.iter() if (found := one.get("id"))]
    assert len(ids) == len(set(ids))
    assert {one.get("href", "") for one in root.iter("use")} <= {f"#{one}" for one in ids}
    fills = [fill for one in root.iter() if (fill := one.get("fill", "")).startswith("url(#")]
    assert {fill[5:-1] for fill in fills} <= set(ids)


@pytest.mark.parametrize("svg", EXAMPLES.values(), ids=EXAMPLES)
def test_widths_are_percentages_so_that_letters_never_shrink(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.get("width") == "100%"
    assert root.get("viewBox") is None
    layers = list(root.iter("svg"))[1:]
    assert [one.get("class") for one in layers] == ["c-wide", "c-narrow"]
    assert all(at(one, "x") + at(one, "width") <= 100 for one in layers)


@pytest.mark.parametrize("svg", EXAMPLES.values(), ids=EXAMPLES)
def test_rows_follow_each_other_without_overlap_in_both_layouts(svg: str) -> None:
    root = ET.fromstring(svg)
    total = {"c-wide": int(root.get("height", "")), "c-narrow": int(root.get("style", "")[4:-2])}
    for layer in list(root.iter("svg"))[1:]:
        tops = [int(one.get("y", "")) for one in layer.iter("use") if "-r" in one.get("href", "")]
        assert tops
        assert all(below - above >= 20 for above, below in pairwise(tops))
        assert tops[-1] + 20 <= total[layer.get("class", "")]


def test_a_dot_is_at_its_share_and_the_way_leads_from_the_year_before() -> None:
    svg = profile((0.5, 0.25))
    (now,) = having(svg, "circle", "c-now")
    (before,) = having(svg, "circle", "c-before")
    (way,) = having(svg, "line", "c-way")
    assert (at(now, "cx"), at(before, "cx")) == (50, 25)
    assert (at(way, "x1"), at(way, "x2")) == (25, 50)
    assert way.get("class") == "c-way c-rise"


def test_a_fall_and_an_incomplete_figure_differ_by_more_than_colour() -> None:
    svg = profile((0.2, 0.6), complete=False)
    (way,) = having(svg, "line", "c-way")
    (now,) = having(svg, "circle", "c-now")
    assert way.get("class") == "c-way c-fall"
    assert now.get("class") == "c-dot c-now c-open"
    assert "incomplete" in svg


def test_where_there_is_no_figure_there_is_no_dot() -> None:
    svg = profile((None, None))
    assert having(svg, "circle") == []
    assert having(svg, "line", "c-way") == []


def test_the_year_before_is_in_the_key_only_where_a_row_has_it() -> None:
    assert "2020/2021" not in profile((0.5, None))
    assert "2020/2021" in profile((0.5, 0.5))


def test_a_bar_is_divided_by_its_counts() -> None:
    bars = having(shares((3, 1, 0)), "rect", "c-part")
    assert [(at(bar, "x"), at(bar, "width")) for bar in bars] == [(0, 75), (75, 25)]
    assert [one.text for one in having(shares((3, 1, 0)), "text")] == ["3", "1"]


def test_a_count_without_room_is_left_to_the_table_and_unused_parts_to_nobody() -> None:
    svg = shares((97, 3, 0))
    assert [one.text for one in having(svg, "text")] == ["97"]
    assert ">x<" not in svg


def test_nothing_to_divide_is_a_dotted_line() -> None:
    svg = shares((0, 0, 0))
    assert having(svg, "rect", "c-part") == []
    assert len(having(svg, "line", "c-rail")) == 1


def test_a_line_is_broken_where_a_year_has_no_figure() -> None:
    one, two = charts.GradePoint(0.2, "1.60"), charts.GradePoint(0.9, "3.70")
    assert len(having(trend(one, two, one), "line", "c-series")) == 2
    assert len(having(trend(one, None, two), "line", "c-series")) == 0
    assert len(having(trend(one, None, two, two), "line", "c-series")) == 1


def test_a_point_is_higher_the_better() -> None:
    svg = trend(charts.GradePoint(0.0, "1.00"), charts.GradePoint(1.0, "4.00"))
    low, high = having(svg, "circle", "c-dot")
    assert float(low.get("cy", "")) > float(high.get("cy", ""))
    ticks = {float(one.get("y1", "")) for one in having(svg, "line", "c-grid")}
    assert {float(low.get("cy", "")), float(high.get("cy", ""))} <= ticks


def test_of_many_years_the_last_is_always_named() -> None:
    svg = trend(*[charts.GradePoint(0.5, "2.50")] * 20)
    assert "2019/2020" in svg
    assert sum(f"{year}/{year + 1}" in svg for year in range(2000, 2020)) <= 5


def test_a_break_is_between_the_years_it_parts() -> None:
    points = [charts.GradePoint(0.5, "2.50")] * 4
    svg = trend(*points, breaks=(charts.Break(1, "other bands"),))
    (line,) = having(svg, "line", "c-break")
    first, second = (at(dot, "cx") for dot in having(svg, "circle", "c-dot")[:2])
    assert first < at(line, "x1") < second


def test_bands_start_at_their_edges_and_the_bar_ends_at_the_figure() -> None:
    svg = bands(0.6)
    assert [at(one, "x") for one in having(svg, "rect", "c-band")] == [0, 30, 50]
    assert [at(one, "x1") for one in having(svg, "line", "c-edge")] == [30, 50]
    (value,) = having(svg, "rect", "c-value")
    assert (at(value, "x"), at(value, "width")) == (0, 60)


def test_without_a_figure_only_the_bands_are_shown() -> None:
    assert having(bands(None), "rect", "c-value") == []


def test_hostile_texts_stay_texts() -> None:
    svg = profile((0.5, None), text=HOSTILE)
    root = ET.fromstring(svg)
    assert not list(root.iter("script"))
    assert "\u202e" not in svg
    assert "\x1b" not in svg
    assert "alert(1)" in "".join(root.itertext())


@given(st.text(max_size=400))
def test_a_label_keeps_to_its_lines(text: str) -> None:
    lines = wrapped(text)
    assert 1 <= len(lines) <= 8
    assert all(len(line) <= 37 for line in lines)


def test_a_label_with_room_is_complete_and_one_without_says_so() -> None:
    title = "Социализация и възпитание в процеса на обучението"
    assert " ".join(wrapped(title)) == title
    assert " ".join(wrapped(f"{title} " * 4)) == " ".join([title] * 4)
    assert wrapped(title * 9)[-1].endswith("…")
    assert wrapped("а" * 200) == ["а" * 35 + "…"]


def test_the_figures_of_a_chart_end_under_each_other_whatever_follows_them() -> None:
    rows = [
        charts.MarkRow(charts.Label("OP.1", "Text", "3.17", extra), 0.5)
        for extra in ("+0.10", "0.00", "–", "")
    ]
    svg = ET.fromstring(charts.profile(ABOUT, rows, TICKS, DOTS))
    figures = [
        one
        for one in svg.iter(f"{one_namespace(svg)}text")
        if (one.get("class") or "").split()[:1] == ["c-figure"]
    ]
    ends: dict[str, set[str]] = {"3.17": set(), "more": set()}
    for one in figures:
        assert (one.get("x"), one.get("text-anchor")) == ("100%", "end")
        moved = (one.get("transform") or "").removeprefix("translate(").partition(" ")[0]
        assert f"--x:{moved}px;" in (one.get("style") or "")
        ends["3.17" if one.text == "3.17" else "more"].add(moved)
    assert len(figures) == 4 + 3
    assert len(ends["3.17"]) == 1
    assert ends["more"] == {"0"}
    assert int(ends["3.17"].pop()) <= -len("+0.10") * 6


def one_namespace(svg: Element) -> str:
    """Return the text before the name of every element."""
    return svg.tag.removesuffix("svg")


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_same_values_give_the_same_bytes_and_stay_within_the_scale(
    now: float, before: float
) -> None:
    svg = profile((now, before))
    assert svg == profile((now, before))
    assert all(0 <= at(dot, "cx") <= 100 for dot in having(svg, "circle"))
