"""Methods of real source documents from schools, each with its result calculated by hand."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import Quality
from tests.score_oracle import Json

pytestmark = pytest.mark.slow

SCALE = """\
scale:
  levels:
    - {value: 1, name: незадоволително}
    - {value: 2, name: задоволително}
    - {value: 3, name: добро}
    - {value: 4, name: много добро}
"""
BANDS = """\
bands:
  - id: own
    title: Собствена скала
    verified: false
    source: Правила на училището
    percent_of: range
    years: {from: 2019-2020}
    steps:
      - {name: много добра, from: %s}
      - {name: добра, from: %s}
      - {name: задоволителна, from: %s}
      - {name: незадоволителна}
"""
USUAL_BANDS = BANDS % (75, 50, 30)
DANE = "[{points: 0, text: няма}, {points: %s, text: има}]"
RUNGS = (
    "[{points: 0, text: не}, {points: 0.75, text: взаимодейства}, "
    "{points: 1.5, text: активно}, {points: 2, text: много активно}]"
)
FIVE = "[{text: Не}, {text: По-скоро не}, {text: Колебая се}, {text: По-скоро да}, {text: Да}%s]"
TEN = "[" + ", ".join(f"{{text: {n} от 10, key: {n}}}" for n in range(11)) + "]"


@dataclass(frozen=True)
class Paper:
    """The areas of a catalogue, a year's ratings, and their expected result.

    :ivar node: the figures of the node or item `of`; overall if that is empty.
    """

    name: str
    top: str
    areas: str
    ratings: str
    node: Json
    of: str = ""
    rest: str = ""


def area(*indicators: str) -> str:
    """One area with one criterion; its indicators are given without their braces."""
    lines = "".join(f"          - {{{one}}}\n" for one in indicators)
    return (
        "  - id: A\n    title: Област А\n    criteria:\n      - id: A.1\n        title: Критерий\n"
        f"        indicators:\n{lines}"
    )


def criterion(area_id: str, *items: str) -> str:
    """One area whose criteria are items."""
    lines = "".join(f"      - {{{one}}}\n" for one in items)
    return f"  - id: {area_id}\n    title: Област {area_id}\n    criteria:\n{lines}"


POINTS = "method: points\n"
PAPERS = (
    # 3 of 3 and 0 of 4; the maximum excludes the 13 points that do not apply. 3/7 = 42.86 %.
    Paper(
        "01",
        POINTS + SCALE + USUAL_BANDS,
        area(
            f"id: A.1.1, title: а1, rated_by: points, ladder: {DANE % 3}",
            f"id: A.1.2, title: а2, rated_by: points, ladder: {DANE % 13}",
        )
        + criterion("B", f"id: B.1, title: б1, rated_by: points, ladder: {DANE % 4}"),
        "A.1.1: {points: 3, evidence: [x]}\n"
        "A.1.2: {not_applicable: няма такова обучение}\n"
        "B.1: {points: 0, evidence: [x]}\n",
        {
            "points": "3",
            "points_scored_max": "7",
            "points_max": "7",
            "percent": "42.9",
            "band": "задоволителна",
            "grade": None,
            "share_exact": "3/7",
            "coverage": 1.0,
        },
    ),
    # As many bands as levels, but no item is rated by level.
    Paper(
        "02",
        SCALE + BANDS % (91, 66, 46),
        area(f"id: A.1.1, title: а1, rated_by: points, ladder: {DANE % 3}"),
        "A.1.1: {points: 3, evidence: [x]}\n",
        {"percent": "100.0", "band": "много добра"},
    ),
    # (8·1 + 8·2 + 33·3 + 362·4)/4 = 392.75 of the 415 who answered.
    Paper(
        "07 five answers",
        SCALE + USUAL_BANDS,
        area(f"id: A.1.1, title: Информирани, rated_by: survey, answer_scale: {FIVE % ''}"),
        "A.1.1: {answers: {1: 4, 2: 8, 3: 8, 4: 33, 5: 362}}\n",
        {"share_exact": "1571/1660", "percent": "94.6", "band": "много добра"},
    ),
    # The same: the 27 who “cannot say” are in neither sum.
    Paper(
        "07 six answers",
        SCALE + USUAL_BANDS,
        area(
            "id: A.1.1, title: Информирани, rated_by: survey, answer_scale: "
            + FIVE % ", {text: Не мога да преценя, counts: false}"
        ),
        "A.1.1: {answers: {1: 4, 2: 8, 3: 8, 4: 33, 5: 362, 6: 27}}\n",
        {"share_exact": "1571/1660", "percent": "94.6", "band": "много добра"},
    ),
    Paper(
        "07 published mean",
        "answer_scales:\n  do_deset: " + TEN + "\n" + SCALE + USUAL_BANDS,
        area("id: A.1.1, title: Доволни, rated_by: survey, answer_scale: do_deset"),
        "A.1.1: {mean: 9.15, answered: 212}\n",
        {"share_exact": "183/200", "percent": "91.5", "band": "много добра"},
    ),
    # On the scale 1 … 11 if the options have no keys of their own: (9.15 − 1)/10.
    Paper(
        "07 published mean of numbered options",
        SCALE + USUAL_BANDS,
        area(
            "id: A.1.1, title: Доволни, rated_by: survey, answer_scale: ["
            + ", ".join(f"{{text: {n} от 10}}" for n in range(11))
            + "]"
        ),
        "A.1.1: {mean: 9.15, answered: 212}\n",
        {"share_exact": "163/200", "percent": "81.5"},
    ),
    # For information: shown, but not part of any score or count; only A.1.3 is rated.
    Paper(
        "08",
        SCALE + USUAL_BANDS,
        area(
            "id: A.1.1, title: Брой проекти, rated_by: value, unit: бр.",
            "id: A.1.2, title: Успех от НВО, rated_by: value, unit: '%'",
            "id: A.1.3, title: Равнище",
        ),
        "A.1.1: {value: 7}\nA.1.2: {value: 54.3}\nA.1.3: 3\n",
        {"scored": 1, "applicable": 1, "coverage": 1.0, "share_exact": "2/3"},
    ),
    Paper(
        "08 its value",
        USUAL_BANDS,
        area("id: A.1.1, title: Успех от НВО, rated_by: value, unit: '%'"),
        "A.1.1: {value: 54.3}\n",
        {
            "state": "information",
            "value": "54.3",
            "share": None,
            "scored": 0,
            "applicable": 0,
            "complete": False,
            "points_max": None,
        },
        of="A.1.1",
    ),
    Paper(
        "09",
        POINTS + USUAL_BANDS,
        area("id: A.1.1, title: Система за качество, rated_by: points, max_points: 9.5"),
        "A.1.1: {points: 7.3, evidence: [x]}\n",
        {
            "points": "7.3",
            "points_scored_max": "9.5",
            "percent": "76.8",
            "band": "много добра",
            "share_exact": "73/95",
        },
    ),
    # The same judgement on two scales: 2 of 4 points, and level 2 on 1–4.
    Paper(
        "11 points",
        SCALE + USUAL_BANDS,
        area(
            "id: A.1.1, title: равнище",
            "id: A.1.2, title: точки, rated_by: points, ladder: "
            "[{points: 1, text: а}, {points: 2, text: б}, "
            "{points: 3, text: в}, {points: 4, text: г}]",
        ),
        "A.1.1: 2\nA.1.2: {points: 2}\n",
        {"share_exact": "1/2", "percent": "50.0", "points": "2", "points_max": "4"},
        of="A.1.2",
    ),
    Paper(
        "11 level",
        SCALE + USUAL_BANDS,
        area("id: A.1.1, title: равнище"),
        "A.1.1: 2\n",
        {"share_exact": "1/3", "percent": "33.3", "points": None, "points_max": None},
        of="A.1.1",
    ),
    Paper(
        "12",
        SCALE + USUAL_BANDS,
        area(
            "id: A.1.1, title: п",
            "id: A.1.2, title: за сведение, weight: 0, weight_reason: само за сведение",
        ),
        "A.1.1: 3\n",
        {"scored": 1, "applicable": 1, "coverage": 1.0, "percent": "66.7", "band": "добра"},
    ),
    Paper(
        "14",
        POINTS + USUAL_BANDS,
        criterion("A", f"id: A.1, title: Публичност, rated_by: points, ladder: {DANE % 3}"),
        "A.1: {points: 3, evidence: [x]}\n",
        {
            "kind": "criterion",
            "state": "scored",
            "points": "3",
            "points_max": "3",
            "share_exact": "1",
            "band": None,
        },
        of="A.1",
    ),
    # 1 and 0 of 1 each.
    Paper(
        "15",
        POINTS + f"ladders:\n  dane: {DANE % 1}\n" + USUAL_BANDS,
        area(
            "id: A.1.1, title: а, rated_by: points, ladder: dane",
            "id: A.1.2, title: б, rated_by: points, ladder: dane",
        ),
        "A.1.1: {points: 1, evidence: [x]}\nA.1.2: {points: 0}\n",
        {"points": "1", "points_max": "2", "percent": "50.0", "band": "добра"},
    ),
)
# Up to 20 % one point, above 20 % one and a half, above 60 % two.
PERCENTAGES = "[{points: 1}, {points: 1.5, above: 20}, {points: 2, above: 60}]"


def put(project: Path, paper: Paper) -> None:
    (project / "data" / "years").mkdir(parents=True)
    head = 'format: 1\nframework: {id: x, editions: ["1"], title: Рамка}\n'
    text = head + paper.top + "areas:\n" + paper.areas
    (project / "data" / "criteria.yaml").write_text(text, encoding="utf-8")
    ratings = "".join(f"  {line}\n" for line in paper.ratings.splitlines())
    year = 'format: 1\nyear: 2022-2023\nframework: {id: x, edition: "1"}\n' + paper.rest
    path = project / "data" / "years" / "2022-2023.yaml"
    path.write_text(year + "ratings:\n" + ratings, encoding="utf-8")


def answer(quality: Quality, project: Path, *arguments: str) -> Json:
    outcome = quality("--root", project, *arguments, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    values: Json = json.loads(outcome.out)
    return values


def score(quality: Quality, project: Path, paper: Paper) -> Json:
    """The year's score; the project must have no findings."""
    put(project, paper)
    assert answer(quality, project, "validate")["findings"] == []
    return answer(quality, project, "score", "2022-2023")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_paper_gives_its_own_figure(paper: Paper, tmp_path: Path, quality: Quality) -> None:
    told = score(quality, tmp_path, paper)
    nodes = {node["id"]: node for node in told["nodes"]} | {"": told["overall"]}
    assert {key: nodes[paper.of][key] for key in paper.node} == paper.node


def test_weight_0_is_in_neither_count(tmp_path: Path, quality: Quality) -> None:
    told = score(quality, tmp_path, next(one for one in PAPERS if one.name == "12"))
    assert (told["states"]["scored"], told["states"]["not_rated"]) == (1, 0)


def test_information_is_counted_apart(tmp_path: Path, quality: Quality) -> None:
    told = score(quality, tmp_path, next(one for one in PAPERS if one.name == "08"))
    states = {"scored": 1, "not_applicable": 0, "no_evidence": 0, "not_rated": 0}
    assert told["states"] == states | {"information": 2}


def test_the_single_step_that_changes_the_band_is_named(tmp_path: Path, quality: Quality) -> None:
    """0.75 of 2 is 37.5 %, задоволителна; the next step, 1.5, is 75 %, много добра."""
    wanted = []
    for place, method in enumerate(("", POINTS)):
        project = tmp_path / str(place)
        areas = area(f"id: A.1.1, title: Взаимодействие, rated_by: points, ladder: {RUNGS}")
        put(project, Paper("04", method + SCALE + USUAL_BANDS, areas, "A.1.1: {points: 0.75}", {}))
        flips = answer(quality, project, "robustness", "2022-2023")["flips"]
        by_rating = [one for one in flips if one["cause"] == "rating"]
        up, down = ("3/2", "много добра"), ("0", "незадоволителна")
        wanted = [
            (node, "A.1.1", "3/4", after, "задоволителна", band)
            for node in (None, "A")
            for after, band in (down, up)
        ]
        keys = ("id", "source", "from", "to", "band", "would_be")
        assert [tuple(one[key] for key in keys) for one in by_rating] == wanted


@pytest.mark.parametrize(
    ("count", "difference", "met"),
    [(93, "-2.00", False), (95, "0.00", True), (99, "4.00", True)],
)
def test_a_target_is_in_the_unit_of_its_item(
    count: int, difference: str, *, met: bool, tmp_path: Path, quality: Quality
) -> None:
    paper = Paper(
        "10",
        SCALE + USUAL_BANDS,
        area("id: A.1.1, title: Дял обхванати, rated_by: ratio, thresholds: [50, 75, 90]"),
        f"A.1.1: {{count: {count}, of: 100, evidence: [x]}}",
        {},
        rest="targets: {A.1.1: 95}\n",
    )
    [told] = score(quality, tmp_path, paper)["targets"]
    wanted = {"id": "A.1.1", "unit": "percent", "target": "95.00", "actual": f"{count}.00"}
    wanted |= {"difference": difference}
    assert {key: told[key] for key in wanted} == wanted
    assert told["met"] is met


@pytest.mark.parametrize(
    ("count", "of", "points"),
    [
        *((0, 5, "1"), (1, 5, "1"), (20, 100, "1"), (201, 1000, "1.5"), (21, 100, "1.5")),
        *((3, 5, "1.5"), (60, 100, "1.5"), (601, 1000, "2"), (61, 100, "2"), (5, 5, "2")),
    ],
)
def test_percentages_earn_points_by_bounds(
    count: int, of: int, points: str, tmp_path: Path, quality: Quality
) -> None:
    paper = Paper(
        "percentages",
        POINTS + USUAL_BANDS,
        area(f"id: A.1.1, title: Дял, rated_by: ratio, ladder: {PERCENTAGES}"),
        f"A.1.1: {{count: {count}, of: {of}}}",
        {},
    )
    overall = score(quality, tmp_path, paper)["overall"]
    assert (overall["points"], overall["points_scored_max"]) == (points, "2")
    assert Fraction(overall["share_exact"]) == Fraction(points) / 2


def test_percent_of_changes_nothing_with_points(tmp_path: Path, quality: Quality) -> None:
    """A profile by the highest level would treat 1 of 2 points as 62.5 % on the scale 1–4."""
    told = []
    for base in ("range", "maximum"):
        top = POINTS + SCALE + USUAL_BANDS.replace("range", base)
        areas = area(f"id: A.1.1, title: Дял, rated_by: points, ladder: {DANE % 2}, max_points: 2")
        areas += criterion("B", f"id: B.1, title: Дял, rated_by: points, ladder: {DANE % 2}")
        ratings = "A.1.1: {points: 2}\nB.1: {points: 0}\n"
        told.append(
            score(quality, tmp_path / base, Paper(base, top, areas, ratings, {}))["overall"]
        )
    assert told[0] == told[1]
    assert (told[0]["percent"], told[0]["grade"], told[0]["band"]) == ("50.0", None, "добра")


def test_a_framework_without_a_score_overall(tmp_path: Path, quality: Quality) -> None:
    paper = Paper(
        "overall",
        POINTS + "overall: false\n" + USUAL_BANDS,
        criterion("A", f"id: A.1, title: Дял, rated_by: points, ladder: {DANE % 2}"),
        "A.1: {points: 2}\n",
        {},
    )
    told = score(quality, tmp_path, paper)
    assert (told["overall"], told["nodes"][0]["band"]) == (None, "много добра")
    found = answer(quality, tmp_path, "robustness", "2022-2023")
    assert {one["id"] for one in (*found["edges"], *found["flips"])} == {"A"}
    assert answer(quality, tmp_path, "diff", "2022-2023", "2022-2023")["overall"] is None


def test_negative_values_stay_as_they_are(tmp_path: Path, quality: Quality) -> None:
    paper = Paper(
        "negative",
        USUAL_BANDS,
        area("id: A.1.1, title: Промяна на броя, rated_by: value, unit: ученици"),
        "A.1.1: {value: -1.5}\n",
        {},
        rest="targets: {A.1.1: -1}\n",
    )
    told = score(quality, tmp_path, paper)
    assert told["nodes"][-1]["value"] == "-1.5"
    [target] = told["targets"]
    assert (target["actual"], target["difference"], target["met"]) == ("-1.50", "-0.50", False)


@pytest.mark.parametrize(("count", "met"), [(3, True), (5, True), (6, False)])
def test_lower_is_better_for_a_target_too(
    count: int, *, met: bool, tmp_path: Path, quality: Quality
) -> None:
    ladder = "[{points: 2}, {points: 1, above: 5}, {points: 0, above: 10}]"
    paper = Paper(
        "absences",
        POINTS + USUAL_BANDS,
        area(f"id: A.1.1, title: Отсъствия, rated_by: value, unit: бр., ladder: {ladder}"),
        f"A.1.1: {{value: {count}}}",
        {},
        rest="targets: {A.1.1: 5}\n",
    )
    told = score(quality, tmp_path, paper)
    assert told["targets"][0]["met"] is met
    assert told["overall"]["points"] == ("2" if met else "1")


def test_a_level_needs_points_to_earn(tmp_path: Path, quality: Quality) -> None:
    """A value without a maximum is for information; its level could not be added up."""
    areas = area("id: A.1.1, title: Проекти, rated_by: value, unit: бр.")
    put(tmp_path, Paper("", POINTS + SCALE, areas, "A.1.1: {value: 3, level: 3}", {}))
    outcome = quality("--root", tmp_path, "validate", "--format", "json")
    assert [one["code"] for one in json.loads(outcome.out)["findings"]] == ["Q435"]
    assert outcome.code == 1


@pytest.mark.parametrize(
    ("rated", "decided"),
    [("{value: 7}", 2), ("{no_evidence: Няма справка.}", 2), ("{note: Предстои.}", 1), ("", 1)],
)
def test_information_is_decided_when_it_is_stated(
    rated: str, decided: int, tmp_path: Path, quality: Quality
) -> None:
    areas = area("id: A.1.1, title: Проекти, rated_by: value, unit: бр.", "id: A.1.2, title: п")
    put(tmp_path, Paper("", SCALE, areas, f"A.1.1: {rated}\nA.1.2: 3\n", {}))
    told = answer(quality, tmp_path, "status", "2022-2023")
    assert (told["rated"]["judged"], told["rated"]["items"]) == (decided, 2)
