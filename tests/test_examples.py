"""The examples: other ways of scoring, each with its figures calculated by hand.

Every command is run on each example, and a project can be started from its framework.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from qualitycli.cli.app import SECTIONS
from qualitycli.reading.project import FRAMEWORKS, SHIPPED_FRAMEWORK
from qualitycli.render.documents.kinds import KINDS
from tests.conftest import THOROUGH, TOP, CommandResult, Quality
from tests.quick_yaml import texts_in

pytestmark = pytest.mark.slow

EXAMPLES: Final = TOP / "examples"
NAMES: Final = FRAMEWORKS[1:]
POINTS: Final = ("profesionalna-gimnazia", "detska-gradina")
YEARS: Final = {
    name: sorted(path.stem for path in (EXAMPLES / name / "data/years").glob("*.yaml"))
    for name in NAMES
}
TWO_YEARS: Final = [name for name in NAMES if len(YEARS[name]) > 1]


@pytest.fixture
def example(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of an example; the working folder is a copy of its project."""
    shutil.copytree(EXAMPLES / request.param, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return str(request.param)


def on_each(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", names or NAMES, indirect=True)


@cache
def read_example(path: Path) -> Any:
    return read(path)


def read(path: Path) -> Any:
    return texts_in(path.read_text(encoding="utf-8"))


def framework_of(folder: Path) -> Any:
    return read(folder / "data/criteria.yaml")


def items_of(name: str) -> dict[str, dict[str, Any]]:
    """Return the items of an example by id, as its framework declares them."""
    found: dict[str, dict[str, Any]] = {}
    waiting = read_example(EXAMPLES / name / "data/criteria.yaml")["areas"][::-1]
    while waiting:
        node = waiting.pop()
        below = [*node.get("criteria", ()), *node.get("indicators", ())]
        waiting += below[::-1]
        if not below:
            found[node["id"]] = node
    return found


# The projects themselves.


def test_every_example_is_offered_by_the_id_of_its_framework() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir()) == sorted(NAMES)
    assert {framework_of(EXAMPLES / name)["framework"]["id"] for name in NAMES} == set(NAMES)
    assert framework_of(TOP)["framework"]["id"] == SHIPPED_FRAMEWORK


def test_all_examples_are_valid_and_illustrative(quality: Quality) -> None:
    outcome = quality("validate", "--strict", EXAMPLES)
    assert (outcome.code, outcome.out) == (
        0,
        "Checked: 4 catalogues, 6 years. Found: 0 errors, 0 warnings.\n",
    )
    for path in EXAMPLES.rglob("data/years/*.yaml"):
        assert read(path)["illustrative"] == "true", path


@pytest.mark.parametrize("name", NAMES)
def test_the_framework_of_an_example_belongs_to_no_school(name: str) -> None:
    """A project that starts from it uses the file unchanged."""
    assert not {"institution", "approved"} & framework_of(EXAMPLES / name)["framework"].keys()


# Their figures, calculated from the rules of the source documents with plain sums.


def scored(quality: Quality, year: str) -> dict[str | None, dict[str, Any]]:
    """Return the overall score, under None, and the score of each node."""
    outcome = quality("score", year, "--format", "json")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    return {one["id"]: one for one in (found["overall"], *found["nodes"])}


def figures(node: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(node[key] for key in ("points", "points_scored_max", "points_max", "percent"))


@on_each("profesionalna-gimnazia")
def test_points_in_the_vocational_tradition(example: str, quality: Quality) -> None:
    year = scored(quality, "2024-2025")
    # 9 of 40 teachers are 22.5 %, over 20: 1.5; 1260 of 2000 lessons are 63 %, over 60: 2;
    # 48 of 240 pupils are exactly 20 %, not over it: 1; exactly 5 % left, 20 of 400: 4.
    expected = {
        "UK.1": (3 + 4 + 1.5, 4 + 4 + 2),
        "UK.2": (3 + 1.5, 4 + 2),
        "UP.1": (3 + 3 + 6 + 2, 4 + 4 + 8 + 2),
        "UP.2": (4 + 4 + 6 + 1, 4 + 4 + 8 + 2),
        "UP.3": (4 + 4 + 5 + 2, 4 + 4 + 8 + 2),
        "UP.4": (3 + 1.5 + 2 + 1.5, 4 + 4 + 8 + 2),
        "PR.1": (3 + 1.5, 4 + 2),
        "PR.2": (3 + 2, 4 + 2),
        "UK": (8.5 + 4.5, 16),
        "UP": (14 + 15 + 15 + 8, 72),
        "PR": (4.5 + 5, 12),
        None: (13 + 52 + 9.5, 100),
    }
    for node, (points, most) in expected.items():
        assert year[node]["points"] == f"{points:g}", node
        assert (year[node]["points_scored_max"], year[node]["points_max"]) == (f"{most}",) * 2
    assert figures(year[None]) == ("74.5", "100", "100", "74.5")
    assert (year[None]["band"], year[None]["grade"]) == ("много добра", None)
    assert (year["UK"]["percent"], year["UK"]["share_exact"]) == ("81.3", "13/16")


@on_each("profesionalna-gimnazia")
def test_points_without_evidence_leave_both_sums(example: str, quality: Quality) -> None:
    year = scored(quality, "2023-2024")
    # PR.2.2, with at most 2 points, has no evidence: it applies, but is in neither sum.
    assert figures(year["PR.2"]) == ("1.5", "4", "6", "37.5")
    assert figures(year["PR"]) == ("4.5", "10", "12", "45.0")
    # 10.25 + 46 + 4.5 of 16 + 72 + 10: 60.75 of 98, 61.98… %.
    assert figures(year[None]) == ("60.75", "98", "100", "62.0")
    assert (year[None]["scored"], year[None]["applicable"]) == (24, 25)
    assert year[None]["band"] == "добра"


@on_each("detska-gradina")
def test_points_up_to_a_maximum_values_and_a_survey(example: str, quality: Quality) -> None:
    year = scored(quality, "2024-2025")
    # VO.3 does not apply: 8.5 + 4.5, and 13 of 12 planned are over 100 %: 4; of 10 + 6 + 4.
    assert figures(year["VO"]) == ("17", "20", "20", "85.0")
    # 13.5 days are over 10 and not over 15: 4 of 6.
    assert figures(year["SR.2"]) == ("4", "6", "6", "66.7")
    assert figures(year["SR"]) == ("10", "14", "14", "71.4")
    # 60 answered: (1·1 + 3·2 + 8·3 + 20·4 + 28·5) / 60 = 251/60, so (251/60 - 1) / 4 of 6.
    assert figures(year["SE.2"]) == ("4.775", "6", "6", "79.6")
    assert figures(year["SE"]) == ("8.275", "11", "11", "75.2")
    assert figures(year[None]) == ("35.275", "45", "45", "78.4")
    for information, value in (("VO.5", "81.4"), ("SR.3", "96")):
        assert (year[information]["state"], year[information]["value"]) == ("information", value)
        assert figures(year[information]) == (None, None, None, None)
    assert year[None]["applicable"] == 7


@on_each("community-school")
def test_six_levels_and_a_questionnaire(example: str, quality: Quality) -> None:
    year = scored(quality, "2024-2025")
    # On six levels: (4/5 + 3/5 + 2/5) / 3; 1 + 5 · 3/5.
    assert (year["LT.1"]["share_exact"], year["LT.1"]["grade"]) == ("3/5", "4.00")
    # 180 answered: (5·1 + 15·2 + 40·3 + 70·4 + 50·5) / 180 = 685/180, so (685/180 - 1) / 4.
    assert (year["LT.2.2"]["share_exact"], year["LT.2.2"]["grade"]) == ("101/144", "4.51")
    # (4/5 + 101/144) / 2
    assert year["LT.2"]["share_exact"] == "1081/1440"
    # (3/5 + 1081/1440) / 2
    assert (year["LT"]["share_exact"], year["LT"]["grade"]) == ("389/576", "4.38")
    # A published mean of 4.2 on the scale 1 … 5: (4.2 - 1) / 4.
    assert (year["CO.2"]["share_exact"], year["CO.2"]["grade"]) == ("4/5", "5.00")
    # (4/5 + 4/5 + 1/5) / 3
    assert (year["CO"]["share_exact"], year["CO"]["grade"]) == ("3/5", "4.00")
    # (389/576 + 3/5) / 2 = 3673/5760, and 1 + 5 times that.
    assert (year[None]["share_exact"], year[None]["grade"]) == ("3673/5760", "4.19")
    assert (year[None]["percent"], year[None]["band"]) == ("63.8", "sound")


@on_each("tsentar-za-obuchenie")
def test_no_overall_figure(example: str, quality: Quality) -> None:
    outcome = quality("score", "2023", "--format", "json")
    found = json.loads(outcome.out)
    year = {one["id"]: one for one in found["nodes"]}
    # In a calendar year. Level 2 of 3 is ½. 14 of 16 are 87.5 %, level 3; 12 of 160, 7.5 %, left:
    # level 2.
    assert (year["OB"]["share_exact"], year["OB"]["grade"]) == ("2/3", "2.33")
    # 4.86 is at least 4.5 and under 5.25: level 2.
    assert (year["RE"]["share_exact"], year["RE"]["grade"]) == ("1/2", "2.00")
    assert (year["MA"]["share_exact"], year["MA"]["grade"]) == ("3/4", "2.50")
    assert [one for one in year if year[one].get("state") == "information"] == [
        "OB.4",
        "RE.2",
        "RE.3",
    ]
    assert found["overall"] is None


# Every command on every example.


def runs_on(name: str) -> dict[str, list[tuple[str, ...]]]:
    """Return arguments for each command, so that an example appears in every output format."""
    year, ids = YEARS[name][-1], shown_items(name)
    areas = list(dict.fromkeys(one.partition(".")[0] for one in ratings_of(name)))
    day = ("--today", f"{year[-4:]}-03-01")
    two = tuple(YEARS[name])
    return {
        "validate": [("--format", one) for one in ("text", "json", "github", "sarif", "junit")],
        "score": [
            *((year, "--depth", one) for one in ("area", "criterion", "indicator", "item")),
            *((year, "--format", one) for one in ("json", "csv")),
        ],
        "explain": [
            (year,),
            *((year, one) for one in (*areas, *ids)),
            *((year, areas[0], "--format", one) for one in ("json", "csv")),
        ],
        "diff": [
            (*two, "--format", one) for one in ("text", "json", "csv", "junit") if len(two) > 1
        ],
        "trend": [("--format", one) for one in ("text", "json", "csv") if len(two) > 1],
        "robustness": [(year, "--format", one) for one in ("text", "json", "csv")],
        "status": [(year, *day, "--format", one) for one in ("text", "json", "csv")],
        "calendar": [(year, *day, "--format", one) for one in ("text", "json", "csv", "ics")],
        "report": [
            (year, "--kind", kind, "--format", form)
            for kind in KINDS
            if kind != "comparison" or len(two) > 1
            for form in ("md", "html")
        ],
        "publish": [("public", year)],
        "template": [("eject", "plan")],
        "framework": [
            ("show",),
            *(("show", one) for one in ids),
            *(("show", "--format", one) for one in ("json", "csv")),
            ("diff", "data/criteria.yaml", "data/criteria.yaml"),
        ],
        "card": [(year, "-o", "card.html")],
        "raters": [(year, "--format", one) for one in ("text", "json", "csv")],
        "agree": [
            (
                year,
                "--unanimous",
                "--protocol",
                "№ 4",
                "--date",
                f"{year[-4:]}-05-20",
                "--force",
                "-n",
            )
        ],
        "export": [(year, "-o", "table.xlsx"), (year, "-o", "table.csv")],
        "import": [("table.csv", year, "-n"), ("table.xlsx", year, "-n")],
        "set": [(year, ids[0], "--note", "note", "-n")],
        "measure": [("list", year, *day), ("add", year, "measure", "-n")],
        "collect": [(".", "--format", one) for one in ("csv", "jsonl")],
        "schema": [("year",), ("catalogue",)],
        "new": [("2030" if len(year) == 4 else "2030-2031", "--from", year)],
        "init": [(), ("other", "--framework", name)],
        "rule": [("Q433",)],
        "completion": [("bash",)],
    }


def year_of(name: str) -> Any:
    return read_example(EXAMPLES / name / f"data/years/{YEARS[name][-1]}.yaml")


def ratings_of(name: str) -> dict[str, Any]:
    return dict(year_of(name)["ratings"])


def shown_items(name: str) -> list[str]:
    """Return an item of each kind: with the same keys in the framework and in the year."""
    ratings = ratings_of(name)
    if THOROUGH:
        return list(ratings)
    kinds: dict[object, str] = {}
    for item, declared in items_of(name).items():
        kinds.setdefault((*declared, declared.get("rated_by"), *ratings[item]), item)
    return list(kinds.values())


def add_raters(name: str, project: Path) -> None:
    """Let two people rate the first item like the commission."""
    year, ratings = YEARS[name][-1], ratings_of(name)
    item, rating = next(iter(ratings.items()))
    head = year_of(name)
    folder = project / f"data/years/{year}/raters"
    folder.mkdir(parents=True)
    for rater in ("anna", "boris"):
        content = {
            "format": "1",
            "year": year,
            "framework": head["framework"],
            "rater": {"name": rater.title()},
            "ratings": {item: rating},
        }
        text = yaml.safe_dump(content, allow_unicode=True).replace("'", '"')
        (folder / f"{rater}.yaml").write_text(text, encoding="utf-8")


def test_every_command_runs_on_the_examples() -> None:
    commands = {name for section in SECTIONS.values() for name in section}
    assert set(runs_on(NAMES[0])) == commands


# A command, the example on which it runs, and the language of the tool.
Case = tuple[str, str, str]
Outcomes = dict[tuple[str, ...], CommandResult]
Ran = Callable[[Case, Quality], tuple[Path, Outcomes]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Run a command with all its arguments once, and return the project and the outcomes."""
    kept: dict[Case, tuple[Path, Outcomes]] = {}

    def run(case: Case, quality: Quality) -> tuple[Path, Outcomes]:
        command, name, language = case
        if case not in kept:
            project = tmp_path_factory.mktemp("example")
            if command == "import":
                exported, _ = run(("export", name, language), quality)
                shutil.copytree(exported, project, dirs_exist_ok=True)
            else:
                shutil.copytree(EXAMPLES / name, project, dirs_exist_ok=True)
                add_raters(name, project)
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(project)
                kept[case] = (
                    project,
                    {
                        args: quality("--lang", language, command, *args)
                        for args in runs_on(name)[command]
                    },
                )
        return kept[case]

    return run


LANGUAGES: Final = ("en", "bg")
_OF_DOCUMENTS: Final = ("report", "publish")


def cases(commands: Iterable[str], names: Iterable[str]) -> list[Case]:
    """Return each command with each example and language.

    Documents are in one language, or in both with THOROUGH.
    """
    return [
        (command, name, language)
        for name in names
        for command in commands
        for language in LANGUAGES[: 1 if command in _OF_DOCUMENTS and not THOROUGH else 2]
    ]


_ALL_CASES: Final = cases(runs_on(NAMES[0]), NAMES)
# The tests of words need these in both languages. The other commands run in both languages, but
# each on every second example.
_IN_BOTH: Final = ("score", "explain", "diff", "trend", "robustness", "status", "raters")


def is_run(case: Case) -> bool:
    command, name, language = case
    if THOROUGH or command in (*_IN_BOTH, *_OF_DOCUMENTS, "framework"):
        return True
    return (NAMES.index(name) + LANGUAGES.index(language)) % 2 == 0


@pytest.mark.parametrize("case", [one for one in _ALL_CASES if is_run(one)], ids="-".join)
def test_no_command_fails_on_an_example(case: Case, ran: Ran, quality: Quality) -> None:
    command, name, _ = case
    # Without bands there is no band that could change.
    bands = "bands" in read_example(EXAMPLES / name / "data/criteria.yaml")
    fine = {0, 2} if command == "robustness" and not bands else {0}
    _, outcomes = ran(case, quality)
    assert [
        (*args, outcome.code, outcome.err.partition("\n")[0])
        for args, outcome in outcomes.items()
        if outcome.code not in fine
    ] == []


# Texts about levels, grades and means are for frameworks that have them.
_OF_LEVELS: Final = re.compile(
    r"\blevels?\b|\bgrades?\b|\bmedian\b|1–4|равнищ|медиан", re.IGNORECASE
)
_OF_MEANS: Final = re.compile(r"\bmean\b|средноаритметич|претеглен", re.IGNORECASE)


@pytest.mark.parametrize(
    "case", cases([*_IN_BOTH, "report", "framework", "new"], POINTS), ids="-".join
)
def test_points_are_not_called_levels_or_means(case: Case, ran: Ran, quality: Quality) -> None:
    command, name, _ = case
    project, outcomes = ran(case, quality)
    found = {}
    for args, outcome in outcomes.items():
        if {"json", "csv", "junit", "html"} & set(args):
            continue
        shown = outcome.out + outcome.err
        if command == "new":
            shown = (project / "data/years/2030-2031.yaml").read_text(encoding="utf-8")
        said = set(_OF_LEVELS.findall(shown))
        # The answers of a survey do have a mean.
        if name == "profesionalna-gimnazia":
            said |= set(_OF_MEANS.findall(shown))
        if said:
            found[args] = sorted(said)
    assert found == {}


@pytest.mark.parametrize(
    "case",
    cases((*_IN_BOTH, "report", "framework"), ("community-school", "tsentar-za-obuchenie")),
    ids="-".join,
)
def test_other_scales_are_not_called_one_to_four(case: Case, ran: Ran, quality: Quality) -> None:
    for args, outcome in ran(case, quality)[1].items():
        assert not re.search("1–4|1 to 4|от 1 до 4|1 … 4", outcome.out), args


# Starting a project from one of them.


def is_filled(value: Any) -> bool:
    """Tell whether a value has content; keys without values do not."""
    return any(map(is_filled, value.values())) if isinstance(value, dict) else bool(value)


@pytest.mark.parametrize("name", NAMES)
def test_a_project_starts_from_the_framework_of_an_example(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("init", "--framework", name, "--year", "2025-2026")
    assert outcome.code == 0, outcome.err
    text = Path("data/criteria.yaml").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    assert first == "# yaml-language-server: $schema=schema/catalogue.schema.json"
    assert rest == (EXAMPLES / name / "data/criteria.yaml").read_text(encoding="utf-8")
    assert Path("data/schema/catalogue.schema.json").is_file()
    # The file of the year lists the items, none of them rated, and no school.
    year = read(Path("data/years/2025-2026.yaml"))
    assert year["framework"]["id"] == name
    assert set(year["ratings"]) == set(ratings_of(name))
    used = read(EXAMPLES / name / f"data/years/{YEARS[name][-1]}.yaml")
    assert year["institution"].pop("kind") == used["institution"]["kind"]
    assert not any(map(is_filled, (*year["ratings"].values(), *year["institution"].values())))
    checked = quality("validate")
    assert checked.code == 0
    assert checked.out.count("warning") == 2, "the one of unrated items, and the tally"


def test_the_shipped_framework_is_taken_unless_another_is_named(
    tmp_path: Path, quality: Quality
) -> None:
    assert quality("init", tmp_path / "a", "--year", "2025-2026").code == 0
    outcome = quality(
        "init", tmp_path / "b", "--year", "2025-2026", "--framework", SHIPPED_FRAMEWORK
    )
    assert outcome.code == 0
    first, second = (framework_of(tmp_path / one) for one in "ab")
    # What is the school's own stays with it: its name, its order, notes on its paper.
    whole = framework_of(TOP)
    for key in ("institution", "approved"):
        del whole["framework"][key]
    for found in (first, second, whole):
        del found["framework"]["notes"]
    assert first == second


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("detska-gradin", "Did you mean detska-gradina?"),
        ("Community-School", "Did you mean community-school?"),
        ("zzz", f"Frameworks: {', '.join(FRAMEWORKS)}, blank."),
    ],
)
def test_an_unknown_framework_is_refused(
    name: str, said: str, tmp_path: Path, quality: Quality
) -> None:
    outcome = quality("init", tmp_path / "new", "--framework", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"Error: There is no framework “{name}”. {said}\n"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_help_lists_every_framework(language: str, quality: Quality) -> None:
    shown = " ".join(quality("--lang", language, "init", "--help").out.split())
    # A long name may be broken at its hyphen.
    assert [one for one in FRAMEWORKS if one not in shown.replace("- ", "-")] == []


# A large framework stays readable.


def test_a_hundred_items_of_four_steps_take_few_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    ladders = [
        "  stepen:",
        *(
            f"    - {{points: {points}, text: {text}}}"
            for points, text in (("0", "няма"), ("0.75", "отчасти"), ("1.5", "почти"), ("2", "да"))
        ),
    ]
    areas, ratings = [], []
    for area in "ABCDE":
        areas += [f"  - id: {area}", f"    title: Област {area}", "    criteria:"]
        for criterion in range(1, 5):
            areas += [f"      - id: {area}.{criterion}", f"        title: Критерий {criterion}"]
            areas += ["        max_points: 10", "        indicators:"]
            for number in range(1, 6):
                item = f"{area}.{criterion}.{number}"
                keys = f"title: Показател {item}, rated_by: points, ladder: stepen"
                areas.append(f"          - {{id: {item}, {keys}}}")
                ratings.append(f"  {item}: {{points: 1.5}}")
    head = ["format: 1", 'framework: {id: sto, editions: ["1"], title: Сто показателя}']
    catalogue = [*head, "method: points", "ladders:", *ladders, "areas:", *areas]
    year = ["format: 1", "year: 2023-2024", 'framework: {id: sto, edition: "1"}', "ratings:"]
    assert len(ratings) == 100
    assert len(catalogue) <= 500
    monkeypatch.chdir(tmp_path)
    Path("data/years").mkdir(parents=True)
    Path("data/criteria.yaml").write_text("\n".join(catalogue) + "\n", encoding="utf-8")
    path = Path("data/years/2023-2024.yaml")
    path.write_text("\n".join([*year, *ratings]) + "\n", encoding="utf-8")
    assert quality("validate", "--strict").out.endswith("Found: 0 errors, 0 warnings.\n")
    # 100 · 1.5 of 100 · 2.
    assert figures(scored(quality, "2023-2024")[None]) == ("150", "200", "200", "75.0")
