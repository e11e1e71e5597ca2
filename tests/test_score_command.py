"""``quality score``: table, JSON and CSV, at every width, in both languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from qualitycli.messages import Translator
from qualitycli.reading.load import load_year
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.score_view import view_of
from qualitycli.render.terminal import print_view
from qualitycli.render.text_width import width_of
from qualitycli.scoring.score import Score, score_year
from qualitycli.workspace import CatalogueFile
from tests.conftest import TOP, YEAR_HEAD, Quality, year_text

GOLDEN = Path(__file__).parent / "golden"

# Calculated separately from the product, with plain means over the ratings of the example year.
SHARES = {
    "OP": 0.6521,
    "OP.1": 0.6131,
    "OP.2": 0.7444,
    "OP.3": 0.7963,
    "OP.4": 0.4815,
    "OP.5": 0.6333,
    "OP.6": 0.6111,
    "OP.7": 0.6444,
    "OP.8": 0.6444,
    "OP.9": 0.7500,
    "OP.10": 0.5833,
    "OP.11": 0.6716,
    "UI": 0.5733,
    "UI.1": 0.6667,
    "UI.2": 0.5889,
    "UI.3": 0.6111,
    "UI.4": 0.3333,
    "UI.5": 0.6667,
}


@pytest.fixture
def example(real_catalogue: CatalogueFile) -> Score:
    loaded = load_year(TOP / "data/years/2020-2021.yaml", "2020-2021.yaml")
    assert loaded.content is not None
    return score_year(loaded.content.assessment, real_catalogue.catalogue)


def test_the_example_year(project: Path, quality: Quality) -> None:
    outcome = quality("score", "2020-2021", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    score = json.loads(outcome.out)
    nodes = {node["id"]: node for node in score["nodes"]}
    assert score["overall"]["share_exact"] == "69653959421/113676670800"
    assert score["overall"]["grade"] == "2.84"
    assert {name: nodes[name]["share"] for name in SHARES} == SHARES
    assert (score["overall"]["scored"], score["overall"]["applicable"]) == (131, 137)
    assert score["overall"]["coverage"] == 0.9562
    assert score["lowest_area"] == "UI"
    assert score["levels"] == {"1": 3, "2": 28, "3": 80, "4": 17}
    assert score["states"] == {
        "scored": 131,
        "not_applicable": 2,
        "no_evidence": 2,
        "not_rated": 4,
        "information": 0,
    }
    assert [(one["id"], one["met"], one["difference"]) for one in score["targets"]] == [
        ("OP", True, "0.06"),
        ("OP.3", True, "0.19"),
        ("OP.4", False, "-0.36"),
        ("UI.4", False, "-0.40"),
    ]


def test_json_has_the_keys_of_the_design(project: Path, quality: Quality) -> None:
    score = json.loads(quality("score", "2020-2021", "--format", "json").out)
    assert list(score)[:4] == ["format_version", "year", "framework", "bands"]
    assert score["framework"] == {"id": "vou-montana", "edition": "2020"}
    assert (score["format_version"], score["illustrative"]) == (2, True)
    assert [node["kind"] for node in score["nodes"]].count("subindicator") == 136
    figures = {"share", "share_exact", "grade", "percent", "band", "borderline", "complete"}
    points = {"points", "points_scored_max", "points_max"}
    common = figures | points | {"id", "kind", "scored", "applicable", "coverage"}
    assert score["overall"].keys() == common
    area = score["nodes"][0]
    assert area.keys() == common | {"number", "text", "weight"}
    assert (area["id"], area["number"], area["weight"]) == ("OP", "I", 1)
    by_id = {node["id"]: node for node in score["nodes"]}
    assert by_id["OP.1.8.1"]["state"] == "not_applicable"
    assert (by_id["OP.1.8"]["coverage"], by_id["OP.1.8"]["share"]) == (None, None)
    assert by_id["OP.7.1.5"]["state"] == "no_evidence"
    assert "level" not in by_id["OP.7.1.5"]
    assert by_id["OP.4.3.2"]["level"] == 1
    assert by_id["OP.4.3.2"]["band"] is None
    assert by_id["UI.2.5.2"]["number"] == "1"
    assert "level" not in by_id["OP.11.1"]


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("depth", ["criterion", "item"])
def test_in_a_pipe_the_table_is_plain_and_unwrapped(
    language: str, depth: str, project: Path, quality: Quality
) -> None:
    out = quality("--lang", language, "score", "2020-2021", "--depth", depth).out
    assert "\x1b" not in out
    golden = GOLDEN / f"score-{depth}.{language}.txt"
    assert out == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("width", "depth", "language"),
    [
        *((60, depth, language) for depth in DEPTHS for language in ("en", "bg")),
        *((width, "item", "bg") for width in (80, 100, 160, 250)),
    ],
)
def test_on_a_terminal_everything_keeps_within_the_width(
    width: int, depth: str, language: str, example: Score
) -> None:
    out = io.StringIO()
    view = view_of(example, depth, Translator(language))
    print_view(view, out, width)
    lines = out.getvalue().split("\n")
    assert all(width_of(line) <= width for line in lines)
    shown = " ".join(out.getvalue().split())
    for row in view.sections[0].rows:
        for word in (*row.text.split(), *(cell for cell in row.cells if not {"░", "█"} & {*cell})):
            assert word in shown, "nothing is cut"


def test_what_looks_like_markup_stays_text(real_catalogue: CatalogueFile, project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    text = year_text("OP.1.1.1: 3").replace(
        "ratings:", "institution:\n  name: '[bold]Училище[/x] :smile: \\[red]'\nratings:"
    )
    path.write_text(text, encoding="utf-8")
    loaded = load_year(path, path.name)
    assert loaded.content is not None
    score = score_year(loaded.content.assessment, real_catalogue.catalogue)
    out = io.StringIO()
    print_view(view_of(score, "area", Translator("en")), out, 100)
    assert "[bold]Училище[/x] :smile: \\[red]" in out.getvalue()


def test_what_steers_a_terminal_is_shown_not_done(project: Path, quality: Quality) -> None:
    path = project / "data/years/2020-2021.yaml"
    text = year_text("OP.1.1.1: 3").replace(
        "ratings:", 'institution:\n  name: "a\\e]0;x\\a\\u202eb"\nratings:'
    )
    path.write_text(text, encoding="utf-8")
    out = quality("score", "2020-2021").out
    assert "a\\x1b]0;x\\x07\\u202eb" in out
    assert "\x1b" not in out


def test_csv_opens_in_a_spreadsheet(project: Path, quality: Quality) -> None:
    outcome = quality("score", "2020-2021", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert len(rows) == 1 + 2 + 16 + 46 + 136
    assert rows[0]["kind"] == "overall"
    assert rows[0]["share_exact"] == "69653959421/113676670800"
    by_id = {row["id"]: row for row in rows}
    assert by_id["OP.4.3.2"]["level"] == "1"
    assert by_id["OP.4.3.2"]["complete"] == "true"


def test_a_cell_that_looks_like_a_formula_is_guarded(project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("text: Урокът съответства", 'text: "=1+2; Урокът съответства').replace(
            "учебната програма.\n", 'учебната програма."\n', 1
        ),
        encoding="utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(quality("framework", "show", "--format", "csv").out)))
    (row,) = [row for row in rows if row["id"] == "OP.1.1.1"]
    assert row["text"].startswith("'=1+2")


def test_the_newest_year_is_taken_if_none_is_named(project: Path, quality: Quality) -> None:
    for path in (project / "data/years").glob("*.yaml"):
        path.unlink()
    for year in ("2018-2019", "2019-2020"):
        text = year_text("OP.1.1.1: 3", YEAR_HEAD.replace("2020-2021", year))
        (project / f"data/years/{year}.yaml").write_text(text, encoding="utf-8")
    assert json.loads(quality("score", "--format", "json").out)["year"] == "2019-2020"


def test_other_bands_can_be_tried(project: Path, quality: Quality) -> None:
    outcome = quality("score", "2020-2021", "--bands", "naredba-18")
    assert "What if: bands by “Наредба № 18" in outcome.out
    wrong = quality("score", "2020-2021", "--bands", "naredba-81")
    assert (wrong.code, wrong.out) == (2, "")
    assert "naredba-15, naredba-18" in wrong.err


def test_a_year_with_errors_gets_no_figures(project: Path, quality: Quality) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 7\nOP.1.1.2: 4"), encoding="utf-8")
    outcome = quality("score", "2020-2021")
    assert (outcome.code, outcome.out) == (1, "")
    assert "error Q401" in outcome.err
    assert "Q416" not in outcome.err, "a warning stops nothing, so it is not shown here"


def test_a_broken_catalogue_gets_no_figures(project: Path, quality: Quality) -> None:
    (project / "data/criteria.yaml").write_text("format: 1\n", encoding="utf-8")
    outcome = quality("score", "2020-2021")
    assert (outcome.code, outcome.out) == (1, "")
    assert "data/criteria.yaml:1:1: error Q202" in outcome.err


def test_outside_a_project_the_example_is_read_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("score", "2020-2021")
    assert outcome.code == 0
    assert outcome.err.startswith("No project found; using the built-in example.")
    assert "2.84" in outcome.out


def test_a_year_by_its_path(project: Path, quality: Quality, tmp_path: Path) -> None:
    copy = tmp_path / "копие на годината.yaml"
    copy.write_bytes((project / "data/years/2020-2021.yaml").read_bytes())
    assert quality("score", copy).out == quality("score", "2020-2021").out


def test_a_path_belongs_to_the_project_above_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    text = (project / "data/criteria.yaml").read_text(encoding="utf-8")
    (project / "data/criteria.yaml").write_text(text.replace("vou-montana", "druga"), "utf-8")
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 3").replace("vou-montana", "druga"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in ("score", "explain", "robustness", "validate"):
        outcome = quality(command, path)
        assert (outcome.code, outcome.err) == (0, ""), command
