"""The documents: every figure comes from the score, every kind exists, bad input is reported."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from qualitycli import __version__
from qualitycli.cli.app import run
from qualitycli.rounding import fixed
from tests.conftest import TOP, YEAR_HEAD, Quality, year_text
from tests.documents import HOSTILE, KINDS
from tests.render_markdown import headings, kinds_of_tokens, tables

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden" / "report"
YEARS = ("2020-2021", "2021-2022", "2022-2023")


def score_of(quality: Quality, year: str) -> dict[str, dict[str, Any]]:
    found = json.loads(quality("score", year, "--format", "json").out)
    return {one["id"]: one for one in (found["overall"], *found["nodes"])}


def comma(number: str | None) -> str:
    return "–" if number is None else number.replace(".", ",")


def made(quality: Quality, *args: str) -> str:
    outcome = quality("report", *args)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every document of the built-in example in Markdown."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("documents"))
        assert run(["publish", "all", "--format", "md", "--demo"]) == 0
        return Path("all").resolve()


def read(documents: Path, year: str, kind: str) -> str:
    return (documents / f"{year}/{kind}.md").read_text(encoding="utf-8")


def node_of(row: dict[str, str], score: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the node of a row by its printed number; a summary has only its title."""
    if row.get("") or row["Наименование"] == "Общо":
        return score[id_of(row[""]) if row.get("") else None]  # type: ignore[index]
    (found,) = [
        one
        for one in score.values()
        if one["kind"] == "area" and one["text"] == row["Наименование"]
    ]
    return found


def id_of(printed: str) -> str:
    """Return the id of a printed number: in the example framework, areas are I and II."""
    area, dot, rest = printed.partition(".")
    return {"I": "OP", "II": "UI"}[area] + dot + rest


@pytest.mark.parametrize("kind", ["self-assessment", "summary"])
@pytest.mark.parametrize("year", YEARS)
def test_every_figure_is_the_scores(
    year: str, kind: str, project: Path, documents: Path, quality: Quality
) -> None:
    score = score_of(quality, year)
    seen = set()
    for table in tables(read(documents, year, kind)):
        if "Процент" not in table.heads:
            continue
        for row in table.records():
            node = node_of(row, score)
            seen.add(node["id"])
            assert row["Оценка"] == comma(node["grade"])
            percent = comma(node["percent"])
            assert row["Процент"] == (f"{percent} %" if node["percent"] else "–")
            if node["band"]:
                border = ", на границата" if node["borderline"] else ""
                assert row["Качествена оценка"] == node["band"] + border
            if kind == "summary":
                assert "Оценени" not in row
                continue
            scored = f"{node['scored']} от {node['applicable']}"
            assert row["Оценени"] == (scored if node["applicable"] else "–")
    above = {key for key, node in score.items() if "state" not in node or key == node["id"]}
    wanted = {key for key in above if score[key]["kind"] in ("overall", "area")}
    if kind == "self-assessment":
        wanted |= {key for key in above if score[key]["kind"] in ("criterion", "indicator")}
    assert seen == wanted


@pytest.mark.parametrize("year", YEARS)
def test_every_item_is_in_the_appendix_and_in_the_form(
    year: str, project: Path, documents: Path, quality: Quality
) -> None:
    items = {key: one for key, one in score_of(quality, year).items() if "state" in one}
    appendix = [
        row
        for table in tables(read(documents, year, "self-assessment"))
        if "Оценка на показателя" in table.heads
        for row in table.records()
    ]
    assert [row["Код"] for row in appendix] == list(items)
    assert [id_of(row["№"]) for row in appendix] == list(items)
    for row in appendix:
        node = items[row["Код"]]
        if "level" in node:
            assert row["Оценка на показателя"].startswith(f"{node['level']} (")
        elif node["state"] == "scored":
            assert row["Оценка на показателя"] == comma(node["grade"])
        else:
            states = {
                "not_applicable": "неприложимо",
                "no_evidence": "без доказателства",
                "not_rated": "неоценено",
            }
            assert row["Оценка на показателя"] == states[node["state"]]
    card = [row for table in tables(read(documents, year, "card")) for row in table.records()]
    assert [row["Код"] for row in card] == list(items)
    for row in card:
        marked = [level for level in ("1", "2", "3", "4") if row[level] == "☒"]
        assert marked == [str(level) for level in [items[row["Код"]].get("level")] if level]


def test_the_comparison_has_the_figures_of_diff(project: Path, quality: Quality) -> None:
    diff = json.loads(quality("diff", "2020-2021", "2022-2023", "--format", "json").out)
    args = ("2022-2023", "--kind", "comparison", "--against", "2020-2021")
    (table,) = [
        one for one in tables(made(quality, *args)) if "Показатели и през двете години" in one.heads
    ]
    rows = {row[""]: row for row in table.records()}
    for node in (diff["overall"], *diff["areas"]):
        row = rows[{"OP": "I", "UI": "II"}.get(node.get("id"), "")]
        before, after = (
            Decimal(row[year].partition(" ")[0].replace(",", "."))
            for year in ("2020/2021", "2022/2023")
        )
        assert Decimal(row["Промяна"].replace(",", ".").replace("−", "-")) == after - before
        # On a scale of four levels, a full share is worth three grades.
        alike = Fraction(node["like_for_like"])
        change = fixed(abs(alike) * 3, 2).replace(".", ",")
        sign = "" if change == "0,00" else "−" if alike < 0 else "+"
        printed = row["Съпоставима промяна"].lstrip("▲▼= ").partition(" (")[0]
        assert printed == sign + change, node
        numbers = [
            Decimal(text.replace(",", ".").replace("−", "-")) for text in (printed, row["Останало"])
        ]
        assert sum(numbers) == after - before, "the rest is the difference of the printed figures"
    groups = re.findall(r"^### .+ \((\d+)\)$", made(quality, *args), re.MULTILINE)
    assert sum(map(int, groups)) == len(diff["items"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_as_it_was(kind: str, project: Path, quality: Quality) -> None:
    year = "2021-2022" if kind == "comparison" else "2020-2021"
    document = made(quality, year, "--kind", kind).replace(f"quality {__version__}\n", "quality\n")
    assert document == (GOLDEN / f"{kind}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "bg"])
def test_a_document_speaks_the_frameworks_language(
    language: str, project: Path, documents: Path, quality: Quality
) -> None:
    document = made(quality, "--lang", language, "2021-2022", "--kind", "summary")
    assert document == read(documents, "2021-2022", "summary")
    assert "\n# Как се справя училището" in document


def test_an_english_framework_gets_english_documents(project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("language: bg", "language: en", 1), encoding="utf-8")
    document = made(quality, "--lang", "bg", "2020-2021")
    assert "\n# Self-assessment report\n" in document
    assert "| 2.84 | 61.3% |" in document.replace("**", "")


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_step_by_step_and_no_table_is_empty(kind: str, documents: Path) -> None:
    document = read(documents, "2021-2022", kind)
    levels = [level for level, _ in headings(document)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.rows for table in tables(document))
    assert "Примерни данни" in document
    assert "None" not in document
    assert "\n\n\n" not in document
    assert not re.search(r"г\.\.(?!\.)", document)
    assert kinds_of_tokens(document) & {"html_block", "html_inline", "code_block"} == set()


SMALL_HEAD = YEAR_HEAD.replace("vou-montana", "small")
BARE = {
    "nothing rated": "OP.1.1.1:",
    "all not applicable": "",
    "one area not rated": "UI.1.1.1: 3\nUI.1.1.2: 3",
    "a level and nothing else": "OP.1.1.1: 3",
}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "comparison"])
@pytest.mark.parametrize("name", BARE)
def test_a_bare_year_gets_its_documents_too(
    name: str, kind: str, small_project: Path, quality: Quality
) -> None:
    ratings = BARE[name]
    if name == "all not applicable":
        items = [key for key, one in score_of(quality, "2020-2021").items() if "state" in one]
        ratings = "\n".join(f"{one}:\n  not_applicable: Няма такава." for one in items)
    text = year_text(ratings, SMALL_HEAD)
    (small_project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    document = made(quality, "2020-2021", "--kind", kind)
    assert all(table.rows for table in tables(document))
    assert all(table.heads for table in tables(document))
    assert "None" not in document
    titles = [title for _, title in headings(document)]
    assert "Решения и заповеди" not in titles
    if kind == "self-assessment":
        said = {
            "nothing rated": "Все още няма оценени показатели.",
            "all not applicable": "Нито един показател не е приложим за училището.",
            "one area not rated": "Общата оценка е непълна: 3,00",
            "a level and nothing else": "Общата оценка е непълна: 3,00",
        }
        assert said[name] in document
    if kind == "plan":
        assert "За годината още няма план-график." in document
        assert "За годината още не са записани мерки." in document
    if kind == "signatures":
        assert "Имената се попълват на ръка." in document


def test_a_form_can_be_blank(project: Path, quality: Quality) -> None:
    blank = made(quality, "2021-2022", "--kind", "card", "--blank")
    assert "☒" not in blank
    # The three surveys have blanks for their answers instead.
    assert blank.count("☐") == 4 * 136
    assert blank.count("4 много добро: ……; Поканени: ……") == 3
    assert "Обобщена справка" not in blank


def test_the_date_is_the_datas_last_unless_another_is_named(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = ("2021-2022", "--kind", "plan")
    assert "- Състояние към 08.07.2022 г.\n" in made(quality, *plan)
    named = made(quality, *plan, "--date", "2022-09-01")
    assert "- Състояние към 01.09.2022 г.\n" in named
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1662076800")  # 2 September 2022
    assert "- Състояние към 02.09.2022 г.\n" in made(quality, *plan)
    assert named == made(quality, *plan, "--date", "2022-09-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    outcome = quality("report", "2021-2022")
    assert (outcome.code, outcome.out) == (2, "")
    assert "soon" in outcome.err


def test_what_is_overdue_depends_on_the_date_of_the_document(
    project: Path, quality: Quality
) -> None:
    args = ("2021-2022", "--kind", "plan", "--date")
    assert "просрочен" not in made(quality, *args, "2021-09-01")
    assert "**просрочена**" in made(quality, *args, "2023-01-01")


def test_the_same_data_give_the_same_bytes(small_project: Path, quality: Quality) -> None:
    for folder in ("one", "other"):
        assert quality("publish", folder, "--format", "md").code == 0
    ones, others = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.md")}
        for folder in (small_project / "one", small_project / "other")
    )
    assert ones == others
    assert len(ones) == 2 * 8 - 1 + 1, "all kinds and a blank card; no comparison at first; index"


def test_all_documents_are_linked_from_the_index(small_project: Path, quality: Quality) -> None:
    outcome = quality("publish", "out", "2020-2021", "2021-2022", "--format", "md")
    assert (outcome.code, outcome.err) == (0, "")
    index = (small_project / "out/index.md").read_text(encoding="utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", index))
    there = {
        path.relative_to(small_project / "out").as_posix()
        for path in (small_project / "out").rglob("*")
    }
    assert links == {name for name in there if name.endswith(".md")} - {"index.md"}
    assert "2020-2021/comparison.md" not in links
    assert "2021-2022/card-blank.md" in links
    assert index.index("## 2021/2022") < index.index("## 2020/2021")


def test_nothing_is_written_over_without_force(small_project: Path, quality: Quality) -> None:
    path = small_project / "paper.md"
    path.write_text("mine", encoding="utf-8")
    outcome = quality("report", "2020-2021", "-o", "paper.md")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--force" in outcome.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert quality("report", "2020-2021", "-o", "paper.md", "--force").code == 0
    assert path.read_text(encoding="utf-8").count("# Доклад") == 1
    (small_project / "out/2021-2022").mkdir(parents=True)
    (small_project / "out/2021-2022/plan.md").write_text("mine", encoding="utf-8")
    args = ("publish", "out", "2020-2021", "2021-2022", "--format", "md")
    outcome = quality(*args)
    assert outcome.code == 2
    assert "plan.md" in outcome.err
    assert not (small_project / "out/2020-2021").exists(), "nothing is begun"
    assert quality(*args, "--force").code == 0
    assert [path.name for path in small_project.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("2020-2021", "-o", "no/such/paper.md"), "no folder no/such"),
        (("2020-2021", "-o", "data"), "data is a folder"),
        (("2020-2021", "2021-2022"), "unexpected extra argument (2021-2022)"),
        (("2020-2021", "--blank"), "--kind card"),
        (("2020-2021", "--kind", "comparison"), "There is no year before 2020-2021"),
        (("2020-2021", "--against", "2019-2020"), "2019-2020"),
        (("2020-2021", "--date", "yesterday"), "yesterday"),
        (("2020-2021", "--template", "no.md.j2"), "no.md.j2"),
        (("1999-2000",), "1999-2000"),
        (("2020-2021", "-o", "r.pdf"), "documents are written as .html or .md"),
        (("2020-2021", "-o", "r.docx"), "for Word, convert the .md with pandoc"),
        # The names of version 1.0.
        (("--all", "-o", "public"), "“report --all” is now “publish DIR”."),
        (("--eject", "summary"), "“report --eject” is now “template eject KIND”."),
        (("2020-2021", "--kind", "form"), "“form” is now “card”."),
        (("--kind", "acquainted"), "“acquainted” is now “signatures”."),
    ],
)
def test_usage_errors_are_reported(
    args: tuple[str, ...], said: str, small_project: Path, quality: Quality
) -> None:
    outcome = quality("report", *args)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_a_year_with_errors_gets_no_document(small_project: Path, quality: Quality) -> None:
    path = small_project / "data/years/2020-2021.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("OP.1.1.1: 3", "OP.1.1.1: 9"), encoding="utf-8")
    for args in (("report", "2020-2021", "-o", "paper.md"), ("publish", "out", "--format", "md")):
        outcome = quality(*args)
        assert (outcome.code, outcome.out) == (1, "")
        assert "Q402" in outcome.err or "Q4" in outcome.err
    assert not (small_project / "paper.md").exists()
    assert not (small_project / "out").exists()


def test_a_folder_that_may_not_be_written(small_project: Path, quality: Quality) -> None:
    # Nobody can create a file there, not even root.
    outcome = quality("report", "2020-2021", "-o", "/proc/paper.md")
    assert (outcome.code, outcome.out) == (2, "")
    assert "/proc/paper.md cannot be written" in outcome.err
    assert quality("publish", "/proc/out", "--format", "md").code == 2


def test_a_folder_where_a_file_is_in_the_way(small_project: Path, quality: Quality) -> None:
    (small_project / "out").mkdir()
    (small_project / "out/2020-2021").write_text("in the way", encoding="utf-8")
    outcome = quality("publish", "out", "--format", "md")
    assert outcome.code == 2
    assert "cannot be written" in outcome.err


def test_outside_a_project_the_example_is_shown(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("report", "2020-2021", "--kind", "plan")
    assert outcome.code == 0
    assert "\n# Годишен план-график" in outcome.out
    assert outcome.err.startswith("No project found; using the built-in example.")
    assert "“quality init”" in outcome.err


@pytest.fixture(scope="module")
def hostile_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the documents of a year in which many texts are hostile."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(TOP / "data", root / "data", ignore=shutil.ignore_patterns("????-????"))
    path = root / "data/years/2021-2022.yaml"
    text = path.read_text(encoding="utf-8")
    quoted = json.dumps(HOSTILE)
    text = re.sub(r"(?m)^(  name: )Примерно.*$", lambda found: found[1] + quoted, text, count=1)
    text = re.sub(
        r"(?m)^(\s+(?:note|action|activity|text|name|position|how): ).*$",
        lambda found: found[1] + quoted,
        text,
    )
    path.write_text(text, encoding="utf-8")
    args = ("publish", str(root / "all"), "2021-2022", "--format", "md")
    assert run(["--root", str(root), *args]) == 0
    return root / "all"


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_stay_texts(kind: str, documents: Path, hostile_documents: Path) -> None:
    before = tables(read(documents, "2021-2022", kind))
    document = read(hostile_documents, "2021-2022", kind)
    after = tables(document)
    assert [table.heads for table in after] == [table.heads for table in before]
    assert [len(table.rows) for table in after] == [len(table.rows) for table in before]
    assert (
        kinds_of_tokens(document)
        & {"html_block", "html_inline", "link_open", "image", "em_open", "code_inline", "s_open"}
        == set()
    )
    seen = [cell for table in after for row in table.rows for cell in row]
    if kind in ("measures", "plan", "card"):
        assert any(HOSTILE in cell for cell in seen)


LONG = {
    "ten thousand characters": "дума " * 2_000,
    "a very long word": "ъ" * 10_000,
    "direction of writing": "обърнато \u202eтекст",
    "a tab and a bell": "таб\tи звънец\x07",
}


@pytest.mark.parametrize("name", LONG)
def test_odd_texts_are_shown_completely_and_harmless(
    name: str, small_project: Path, quality: Quality
) -> None:
    rating = f"OP.1.1.1:\n  level: 3\n  note: {json.dumps(LONG[name])}"
    (small_project / "data/years/2020-2021.yaml").write_text(
        year_text(rating, SMALL_HEAD), encoding="utf-8"
    )
    document = made(quality, "2020-2021", "--kind", "card")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", document)
    (row,) = [
        row for table in tables(document) for row in table.rows if row and row[1] == "OP.1.1.1"
    ]
    if name.startswith(("ten", "a very")):
        assert LONG[name].strip() in row[-1]
    else:
        assert r"\u202e" in row[-1] or r"\t" in row[-1]


def test_line_breaks_stay_inside_their_cell(small_project: Path, quality: Quality) -> None:
    rating = (
        "OP.1.1.1:\n  level: 3\n  note: |\n    # първи ред\n    - втори ред\n\n    | трети | ред |"
    )
    (small_project / "data/years/2020-2021.yaml").write_text(
        year_text(rating, SMALL_HEAD), encoding="utf-8"
    )
    document = made(quality, "2020-2021")
    assert "Бележка: \\# първи ред - втори ред" in document
    assert not any("първи ред" in title for _, title in headings(document))


def test_a_terminal_sees_how_far_it_is(
    small_project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("publish", "--format", "md")
    assert quality(*args, "quiet", "2020-2021").err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    shown = quality(*args, "shown", "2020-2021")
    assert shown.code == 0
    assert "Generating documents" in shown.err
    assert "8/8" in shown.err, "seven documents of the first year, and the index"


@pytest.mark.parametrize("years", [(), ("2020-2021", "2020-2021")])
def test_outside_a_project_the_documents_of_the_example_have_to_be_asked_for(
    years: tuple[str, ...],
    documents: Path,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    args = ("publish", "out", *years, "--format", "md")
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")
    assert "“quality init”" in outcome.err
    assert "--demo" in outcome.err
    assert list(tmp_path.iterdir()) == []
    if years:
        outcome = quality(*args, "--demo")
        assert (outcome.code, outcome.err) == (0, "")
    published = tmp_path / "out" if years else documents
    assert len(list(published.iterdir())) == (len(set(years)) or 3) + 1


@pytest.mark.parametrize(
    ("args", "path"),
    [
        (("report", "-o", "report.md"), "report.md"),
        (("export", "2020-2021", "-o", "year.csv"), "year.csv"),
        (("card", "2020-2021", "-o", "card.html"), "card.html"),
    ],
)
def test_outside_a_project_a_file_of_the_example_has_to_be_asked_for(
    args: tuple[str, ...],
    path: str,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--demo" in outcome.err
    assert list(tmp_path.iterdir()) == []
    assert quality(*args, "--demo").code == 0
    assert [one.name for one in tmp_path.iterdir()] == [path]


def test_in_a_project_demo_uses_the_example_all_the_same(project: Path, quality: Quality) -> None:
    (project / "data/years/2022-2023.yaml").unlink()
    assert "2021/2022" in made(quality, "--kind", "plan")
    assert "2022/2023" in made(quality, "--kind", "plan", "--demo")


def test_documents_are_not_published_over_a_file(small_project: Path, quality: Quality) -> None:
    outcome = quality("publish", "data/criteria.yaml")
    assert outcome.code == 2
    assert "data/criteria.yaml is not a folder" in outcome.err


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_rating_names_the_protocol_that_it_was_agreed_by(
    form: str, small_project: Path, quality: Quality
) -> None:
    agreed = "{level: 3, agreed: {date: 2021-06-10, protocol: Протокол № 4}}"
    text = year_text(f"OP.1.1.1: {agreed}\nOP.1.1.4: 3", SMALL_HEAD)
    (small_project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    document = made(quality, "2020-2021", "--format", form)
    assert document.replace("\u00a0", " ").count("прието на 10.06.2021 г., Протокол № 4") == 1
