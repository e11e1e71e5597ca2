"""``quality init`` and ``quality new``: a user's first year, without overwriting anything."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from qualitycli.application.initial_files import running_year
from qualitycli.reading.folders import SymlinkEscapeError
from qualitycli.reading.load import parse_catalogue
from qualitycli.source import Source
from qualitycli.writing.files import write_new
from qualitycli.writing.scalars import quoted
from qualitycli.writing.year import new_year
from tests.conftest import TOP, Quality
from tests.quick_yaml import texts_in, values_in
from tests.raters import write_card

pytestmark = pytest.mark.slow


def test_from_nothing_to_a_scored_first_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("init", "--year", "2023-2024")
    assert outcome.code == 0
    assert "quality validate" in outcome.out
    assert sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    ) == [
        ".editorconfig",
        ".github/workflows/quality.yml",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "data/criteria.yaml",
        "data/schema/catalogue.schema.json",
        "data/schema/rater.schema.json",
        "data/schema/year.schema.json",
        "data/years/2023-2024.yaml",
    ]
    checked = quality("validate")
    assert checked.code == 0
    assert checked.out.endswith("Checked: 1 catalogue, 1 year. Found: 0 errors, 1 warning.\n")
    assert "warning Q417" in checked.out
    year = tmp_path / "data/years/2023-2024.yaml"
    text = year.read_text(encoding="utf-8")
    year.write_text(text.replace("  OP.1.1.1:\n", "  OP.1.1.1: 3\n"), encoding="utf-8")
    assert quality("validate", "--strict").code == 0
    score = json.loads(quality("score", "--format", "json").out)
    assert (score["year"], score["overall"]["scored"]) == ("2023-2024", 1)


def modeline_leads_to(path: Path) -> Path:
    """Return the schema that the first line of a file refers to."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    head, _, named = first.partition("$schema=")
    assert head == "# yaml-language-server: "
    return (path.parent / named).resolve()


def test_editors_find_the_schemas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    assert quality("init", "--year", "2023-2024").code == 0
    assert quality("new", "2024-2025").code == 0
    schemas = tmp_path / "data/schema"
    write_card(tmp_path, "ivanova", "Мария Иванова", "OP.1.1.1: 3", year="2023-2024")
    for year in ("2023-2024", "2024-2025"):
        path = tmp_path / f"data/years/{year}.yaml"
        assert modeline_leads_to(path) == schemas / "year.schema.json"
    assert modeline_leads_to(tmp_path / "data/criteria.yaml") == schemas / "catalogue.schema.json"
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, files in settings["yaml.schemas"].items():
        assert (tmp_path / schema).is_file()
        assert list(tmp_path.glob(files))
    assert "ratings" in json.loads((schemas / "year.schema.json").read_text("utf-8"))["properties"]


def test_new_brings_the_schemas_up_to_date_and_keeps_a_persons_own(
    project: Path, quality: Quality
) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("Урокът съответства", "Часът съответства"), encoding="utf-8")
    own = project / "data/schema/catalogue.schema.json"
    own.write_text("{}", encoding="utf-8")
    outcome = quality("new", "2023-2024")
    assert outcome.code == 0
    assert "Written: data/schema/year.schema.json" in outcome.out
    assert "Kept:    data/schema/catalogue.schema.json" in outcome.out
    assert "Часът съответства" in (project / "data/schema/year.schema.json").read_text("utf-8")
    assert own.read_text(encoding="utf-8") == "{}"


def test_a_year_is_begun_also_where_the_schemas_cannot_be_written(
    project: Path, tmp_path: Path, quality: Quality
) -> None:
    outside = tmp_path / "outside"
    (project / "data/schema").rename(outside)
    for path in outside.iterdir():
        path.unlink()
    (project / "data/schema").symlink_to(outside)
    outcome = quality("new", "2023-2024")
    assert outcome.code == 0
    assert outcome.err.count("leads out of the project") == 3
    assert (project / "data/years/2023-2024.yaml").is_file()
    assert list(outside.iterdir()) == []


def test_the_examples_name_their_schemas() -> None:
    schemas = TOP / "data/schema"
    assert modeline_leads_to(TOP / "data/criteria.yaml") == schemas / "catalogue.schema.json"
    for path in (TOP / "data/years").glob("*.yaml"):
        assert modeline_leads_to(path) == schemas / "year.schema.json"


def test_a_new_year_has_every_item_in_order_with_its_text(project: Path, quality: Quality) -> None:
    assert quality("new", "2023-2024").code == 0
    text = (project / "data/years/2023-2024.yaml").read_text(encoding="utf-8")
    nodes = json.loads(quality("framework", "show", "--format", "json").out)["nodes"]
    items = [node for node in nodes if node["rated_by"]]
    # An independent parser finds the ids in the catalogue's order, without values.
    loaded = texts_in(text)
    assert list(loaded["ratings"]) == [node["id"] for node in items]
    assert set(loaded["ratings"].values()) == {""}
    flat = " ".join(line.strip().lstrip("#").strip() for line in text.splitlines())
    flat = " ".join(flat.split())
    for node in nodes:
        assert " ".join(node["text"].split()) in flat
        for part in node["parts"]:
            assert " ".join(part.split()) in flat
    outcome = quality("validate", "2023-2024")
    assert outcome.code == 0
    assert outcome.out.count("warning") == 2, "the finding and the tally"


def test_what_is_there_stays(project: Path, quality: Quality) -> None:
    year = project / "data/years/2020-2021.yaml"
    before = year.read_bytes()
    outcome = quality("new", "2020-2021")
    assert (outcome.code, outcome.out) == (2, "")
    assert "already exists" in outcome.err
    assert year.read_bytes() == before
    (project / "data/criteria.yaml").unlink()
    outcome = quality("init", "--year", "2020-2021")
    assert outcome.code == 0
    assert "Kept:    data/years/2020-2021.yaml" in outcome.out
    assert year.read_bytes() == before


@pytest.mark.parametrize(
    "args",
    [
        ("score", "2022/2023"),
        ("explain", "UI.1.1", "2022/2023"),
        ("explain", "2022/2023", "UI.1.1"),
        ("diff", "2021/2022", "2022/2023"),
        ("trend", "2021/2022..2022/2023"),
        ("trend", "..2022/2023"),
        ("validate", "2022/2023"),
        ("set", "2022/2023", "OP.1.1.1", "1", "--dry-run"),
        ("report", "2022/2023", "--kind", "comparison", "--against", "2020/2021"),
    ],
)
def test_a_year_may_be_given_as_the_documents_print_it(
    args: tuple[str, ...], project: Path, quality: Quality
) -> None:
    assert project.is_dir()
    outcome = quality(*args)
    in_files = quality(*(re.sub(r"(20\d\d)/(20\d\d)", r"\1-\2", one) for one in args))
    assert outcome == in_files
    assert (outcome.code, bool(outcome.out)) == (0, True)


def test_the_files_of_a_year_are_named_with_a_hyphen(project: Path, quality: Quality) -> None:
    assert quality("new", "2023/2024", "--from", "2022/2023").code == 0
    assert (project / "data/years/2023-2024.yaml").is_file()
    assert quality("init", "other", "--year", "2023/2024").code == 0
    assert (project / "other/data/years/2023-2024.yaml").is_file()


def test_an_existing_path_is_not_taken_for_a_year(project: Path, quality: Quality) -> None:
    (folder := project / "2022/2023").mkdir(parents=True)
    outcome = quality("validate", "2022/2023")
    assert (outcome.code, outcome.out) == (2, "")
    assert str(folder.relative_to(project)) in outcome.err


@pytest.mark.parametrize(
    "year", ["23", "2023-2026", "2023/24", "2023/2026", "../2023-2024", "0000"]
)
def test_a_year_has_to_be_one(year: str, project: Path, quality: Quality) -> None:
    before = sorted(project.rglob("*"))
    for args in (("new", year), ("init", "other", "--year", year)):
        outcome = quality(*args)
        assert (outcome.code, outcome.out) == (2, "")
    assert sorted(project.rglob("*")) == before


def test_new_outside_a_project_names_the_way_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("new", "2023-2024")
    assert (outcome.code, outcome.out) == (2, "")
    assert "quality init" in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2023, 9, 14), "2022-2023"),
        (date(2023, 9, 15), "2023-2024"),
        (date(2024, 1, 1), "2023-2024"),
    ],
)
def test_the_running_school_year(today: date, year: str) -> None:
    assert running_year(today) == year


def test_a_link_may_not_lead_out_of_the_project(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "linked").symlink_to(outside)
    with pytest.raises(SymlinkEscapeError):
        write_new(project / "linked/x.yaml", "text", project)
    assert list(outside.iterdir()) == []


def test_a_dangling_link_is_not_written_through(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.yaml"
    link = project / "data/years/2030-2031.yaml"
    link.symlink_to(target)
    with pytest.raises(FileExistsError):
        write_new(link, "text", project)
    assert not target.exists()


def test_a_write_that_fails_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = sorted(project.rglob("*"))
    with pytest.raises(OSError, match="No space"):
        write_new(project / "data/years/2030-2031.yaml", "text", project)
    assert sorted(project.rglob("*")) == before


def test_a_file_system_without_hard_links(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    path = project / "data/years/2030-2031.yaml"
    write_new(path, "text\n", project)
    assert path.read_text(encoding="utf-8") == "text\n"
    with pytest.raises(FileExistsError):
        write_new(path, "other\n", project)


@pytest.mark.parametrize("text", ["vou-montana", "no", "2020", "a: b", "№ 5", '"', "x #y", ""])
def test_a_quoted_text_is_that_text_for_every_reader(text: str) -> None:
    assert yaml.safe_load(f"key: {quoted(text)}") == {"key": text}


def test_items_rated_in_other_ways_show_their_form() -> None:
    text = (TOP / "data/criteria.yaml").read_text(encoding="utf-8")
    loaded = parse_catalogue(Source("c", text))
    assert loaded.content is not None
    year = new_year(loaded.content.catalogue, "2023-2024")
    survey = year[year.index("  # Удовлетвореност у учениците") : year.index("  OP.11.1:")]
    assert "  #   answers:\n  #     1: 0\n" in survey
    assert "  #   invited: 0\n" in survey
    ratio = year[year.index("  # Дял участващи ученици.") : year.index("  OP.6.1.1:")]
    assert "  #   count: 0\n  #   of: 0\n" in ratio


def test_last_years_levels_stand_in_comments_only(project: Path, quality: Quality) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    old = "              - id: OP.1.1.2\n"
    assert text.count(old) == 1
    text = text.replace(
        old,
        old + "                retired: 2023-2024\n                replaced_by:\n"
        "                  - id: OP.1.1.4\n                    kind: broader\n",
    ).replace(
        "              - id: OP.1.1.3\n",
        "              - id: OP.1.1.4\n                since: 2023-2024\n"
        "                text: Нов подиндикатор.\n              - id: OP.1.1.3\n",
    )
    catalogue.write_text(text, encoding="utf-8")
    assert quality("new", "2023-2024", "--from", "2020-2021").code == 0
    made = (project / "data/years/2023-2024.yaml").read_text(encoding="utf-8")
    loaded = texts_in(made)
    assert set(loaded["ratings"].values()) == {""}, "a reminder is not an answer"
    assert "OP.1.1.2" not in loaded["ratings"]
    before = made.splitlines()
    assert before[before.index("  OP.1.1.1:") - 1].endswith("равнище 3")
    assert "2020-2021" in before[before.index("  OP.1.1.4:") - 1]
    gone = " ".join(line.lstrip("# ") for line in before[: before.index("ratings:")])
    assert "OP.1.1.2 Структурата на урока" in gone
    assert "(сега OP.1.1.4)" in gone
    year = (project / "data/years/2020-2021.yaml").read_text(encoding="utf-8")
    notes = [line.split("note:")[1].strip() for line in year.splitlines() if "note:" in line]
    assert not any(note[:30] in made for note in notes), "notes are not carried over"
    assert quality("validate", "2023-2024").code == 0


def test_init_refuses_before_it_makes_anything(tmp_path: Path, quality: Quality) -> None:
    folder, outside = tmp_path / "school", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / ".github").symlink_to(outside)
    outcome = quality("init", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert list(outside.iterdir()) == []
    assert [path.name for path in folder.iterdir()] == [".github"]


def test_what_replaced_an_item_as_the_same_is_not_new(project: Path, quality: Quality) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8").replace(
        "              - id: OP.1.1.3\n",
        "              - id: OP.1.1.4\n                since: 2023-2024\n"
        "                text: Нов текст.\n              - id: OP.1.1.3\n"
        "                retired: 2023-2024\n                replaced_by:\n"
        "                  - id: OP.1.1.4\n                    kind: same\n",
    )
    catalogue.write_text(text, encoding="utf-8")
    assert quality("new", "2023-2024", "--from", "2020-2021").code == 0
    lines = (project / "data/years/2023-2024.yaml").read_text("utf-8").splitlines()
    assert lines[lines.index("  OP.1.1.4:") - 1].endswith("2020-2021: равнище 2")


def test_the_school_stays_the_same_from_one_year_to_the_next(
    project: Path, quality: Quality
) -> None:
    path = project / "data/years/2022-2023.yaml"
    text = path.read_text(encoding="utf-8")
    name = "Основно училище „Изгрев“: второ"
    text = text.replace("  name: Примерно основно училище\n", f'  name: "{name}"\n', 1)
    path.write_text(text, encoding="utf-8")
    assert quality("new", "2023-2024", "--from", "2022-2023").code == 0
    school = values_in((project / "data/years/2023-2024.yaml").read_text("utf-8"))["institution"]
    contact = school.pop("contact")
    assert contact == ["ул. „Училищна“ № 12", "тел. 0900 00 000, e-mail ou-primer@example.org"]
    assert school == {"name": name, "town": "Ясенград", "director": "Елена Примерова"}
    assert quality("new", "2024-2025").code == 0
    bare = values_in((project / "data/years/2024-2025.yaml").read_text("utf-8"))
    assert set(bare["institution"].values()) == {None}
