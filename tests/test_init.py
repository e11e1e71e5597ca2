"""``quality init``: the framework of a new project, its questions, and folders that have one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from qualitycli.application.first_framework import SUGGESTED, existing_project
from qualitycli.cli.commands import init, init_prompt
from qualitycli.installation import Requirement
from qualitycli.messages import Translator
from qualitycli.model.assessment import InstitutionKind
from qualitycli.reading.load import parse_catalogue, parse_year
from qualitycli.reading.project import BLANK, FRAMEWORKS
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.starter import blank_framework, workflow
from tests.conftest import TOP, Quality
from tests.quick_yaml import texts_in, values_in
from tests.sitting import END_OF_INPUT, INTERRUPT, in_terminal

pytestmark = pytest.mark.slow

YEAR: Final = "2025-2026"
MONTANA: Final = re.compile("монтана|ботев|РД-14-69", re.IGNORECASE)
OWN: Final = """\
format: 1
framework: {id: own, editions: ["2024"], title: Own, institution: СУ „Своето“}
scale: {levels: [{value: 1, name: no}, {value: 2, name: yes}]}
areas:
  - {id: A, title: Area, criteria: [{id: A.1, title: Criterion}]}
"""


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def school_of(project: Path, year: str = YEAR) -> dict[str, object]:
    text = (project / f"data/years/{year}.yaml").read_text(encoding="utf-8")
    institution = values_in(text)["institution"]
    assert isinstance(institution, dict)
    return institution


def everything_in(folder: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()
    )


def test_the_shipped_framework_comes_without_its_school(empty: Path, quality: Quality) -> None:
    assert quality("init", "--year", YEAR).code == 0
    assert quality("publish", "documents").code == 0
    assert MONTANA.findall(everything_in(empty)) == []
    shipped = (TOP / "data/criteria.yaml").read_text(encoding="utf-8").splitlines()
    ours = (empty / "data/criteria.yaml").read_text(encoding="utf-8").splitlines()
    gone = [line for line in shipped if line not in ours]
    assert [line.split(":")[0].strip(" -") for line in gone] == [
        "institution",
        "approved",
        "order",
        "date",
        *["note"] * 3,
    ]
    assert [line for line in ours if line not in shipped] == []
    assert "process:" in ours


@pytest.mark.parametrize("name", [one for one in (*FRAMEWORKS, BLANK) if one != "vou-montana"])
def test_other_frameworks_have_nothing_of_the_shipped_one(
    name: str, empty: Path, quality: Quality
) -> None:
    assert quality("init", "--year", YEAR, "--framework", name).code == 0
    checked = quality("validate")
    assert checked.code == 0
    assert "0 errors, 1 warning" in checked.out, "nothing is rated yet"
    catalogue = (empty / "data/criteria.yaml").read_text(encoding="utf-8")
    assert "process:" not in catalogue
    assert quality("report", YEAR, "-o", "report.md").code == 0
    assert MONTANA.findall(everything_in(empty)) == []


@pytest.mark.parametrize("language", ["en", "bg"])
def test_a_blank_framework_is_in_the_language_of_the_command(
    language: str, empty: Path, quality: Quality
) -> None:
    args = ("--framework", "blank", "--year", "2023-2024", "--name", "ОУ „Изгрев“: второ")
    outcome = quality("--lang", language, "init", *args)
    assert outcome.code == 0
    remove = "del" if os.name == "nt" else "rm"
    year = Path("data/years/2023-2024.yaml")
    assert f"\n  {remove} {year}\n  quality new 2023-2024\n" in outcome.out
    text = (empty / "data/criteria.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert max(map(len, text.splitlines())) <= 100
    framework = texts_in(text)["framework"]
    assert (framework["language"], framework["editions"]) == (language, ["2023"])
    comments = [line for line in text.splitlines() if line.lstrip().startswith("# ")][1:]
    if language == "bg":
        assert all(re.search(r"[а-я]|^ *# +[a-z_]+: ?", one) for one in comments)
    else:
        assert not re.search("[а-яА-Я]", text)
    assert school_of(empty, "2023-2024")["name"] == "ОУ „Изгрев“: второ"
    workflow = (empty / ".github/workflows/quality.yml").read_text(encoding="utf-8")
    assert workflow.startswith("# Проверява" if language == "bg" else "# Checks")


def switched_to_points(text: str) -> str:
    """Follow the two numbered steps at the end of a blank framework."""
    text = re.sub(r"# (method: points|rated_by:|max_points:)", r"\1", text)
    for key in ("scale", "levels"):
        text = re.sub(rf"^( *){key}:\n(?:\1 +.*\n)+", "", text, count=1, flags=re.MULTILINE)
    return text


@pytest.mark.parametrize("language", ["en", "bg"])
def test_a_blank_framework_says_how_to_switch_to_points(language: str) -> None:
    text = switched_to_points(blank_framework(language, "2025"))
    loaded = parse_catalogue(Source("criteria.yaml", text))
    assert list(loaded.found) == []
    assert isinstance(loaded.content, CatalogueFile)
    catalogue = loaded.content.catalogue
    assert catalogue.method == "points"
    assert [item.rated_by for node in loaded.content.nodes.values() if (item := node.item)] == [
        "points"
    ] * 4
    ladder = "".join(
        line.removeprefix("# ") + "\n"
        for line in text.splitlines()
        if line.startswith(("#         ladder", "#           - "))
    )
    assert "points: 1.5" in ladder
    stepped = text.replace("        max_points: 5\n", ladder)
    again = parse_catalogue(Source("criteria.yaml", stepped))
    assert list(again.found) == []


@pytest.mark.parametrize("kind", SUGGESTED)
def test_the_kind_and_the_name_are_in_the_year(
    kind: InstitutionKind, empty: Path, quality: Quality
) -> None:
    args = ("--kind", kind, "--name", "  no  ", "--year", YEAR, "--yes")
    assert quality("init", *args).code == 0
    assert school_of(empty)["kind"] == kind
    assert school_of(empty)["name"] == "no"
    framework = texts_in((empty / "data/criteria.yaml").read_text("utf-8"))["framework"]
    assert framework["id"] == SUGGESTED[kind]
    assert quality("validate").code == 0


def test_a_name_has_to_be_text(empty: Path, quality: Quality) -> None:
    outcome = quality("init", "school", "--name", "\udcff", "--year", YEAR)
    assert (outcome.code, outcome.out) == (2, "")
    assert "contains bytes that are not text" in outcome.err
    assert list(empty.iterdir()) == []


def test_a_framework_for_kindergartens_makes_a_kindergarten(empty: Path, quality: Quality) -> None:
    assert quality("init", "--framework", "detska-gradina", "--year", YEAR).code == 0
    assert school_of(empty)["kind"] == "kindergarten"
    text = (empty / f"data/years/{YEAR}.yaml").read_text(encoding="utf-8")
    assert "points: 10" in text, "the sample rating is in points"
    assert "равнище" not in text.partition("ratings:")[0]


def test_a_framework_of_the_users_own_is_copied_as_it_is(empty: Path, quality: Quality) -> None:
    (empty / "own.yaml").write_text(OWN, encoding="utf-8")
    assert quality("init", "school", "--framework", "own.yaml", "--year", YEAR).code == 0
    made = (empty / "school/data/criteria.yaml").read_text(encoding="utf-8")
    assert made == "# yaml-language-server: $schema=schema/catalogue.schema.json\n" + OWN


def test_a_faulty_framework_is_not_copied(empty: Path, quality: Quality) -> None:
    (empty / "own.yaml").write_text(OWN.replace("A.1", "B.1"), encoding="utf-8")
    outcome = quality("init", "school", "--framework", "own.yaml")
    assert (outcome.code, outcome.out) == (1, "")
    assert "own.yaml:5:" in outcome.err
    assert not (empty / "school").exists()


TABLE: Final = """\
№;Критерии;Макс. брой точки
ОБЛАСТ 1. Обучение;;
1;Уроците имат ясни цели.;4
2;Учениците получават обратна връзка.;3
"""


def test_a_table_becomes_the_framework(empty: Path, quality: Quality) -> None:
    (empty / "karta.csv").write_text(TABLE, encoding="utf-8")
    args = ("--framework", "karta.csv", "--year", YEAR)
    outcome = quality("init", "school", *args)
    assert outcome.code == 0
    assert outcome.out.startswith("Found: 1 area, 2 criteria; 2 items to rate.")
    text = (empty / "school/data/criteria.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema/catalogue.schema.json\n# ")
    assert texts_in(text)["framework"]["id"] == "karta"
    year = (empty / f"school/data/years/{YEAR}.yaml").read_text(encoding="utf-8")
    assert list(texts_in(year)["ratings"]) == [
        node["id"] for node in texts_in(text)["areas"][0]["criteria"]
    ]
    assert quality("--root", "school", "validate").code == 0
    assert quality("-q", "init", "quiet", *args).out == ""


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("notes.csv", b"Name;Phone\nIvan;123\n", "the file: "),
        ("karta.pdf", b"%PDF-1.7\n", "karta.pdf"),
        ("karta.docx", b"PK\x03\x04", "karta.docx"),
    ],
)
def test_a_file_without_a_framework_makes_no_project(
    file: str, content: bytes, said: str, empty: Path, quality: Quality
) -> None:
    (empty / file).write_bytes(content)
    outcome = quality("init", "school", "--framework", file)
    assert (outcome.code, outcome.out) == (1, "")
    assert said in outcome.err
    assert not (empty / "school").exists()


UNUSUAL = "Кое;Какво;Колко\n1;Екип;2\n2;План;3\n"


def test_the_columns_of_a_table_can_be_named(empty: Path, quality: Quality) -> None:
    (empty / "karta.csv").write_text(UNUSUAL, encoding="utf-8")
    refused = quality("init", "school", "--framework", "karta.csv")
    assert refused.code == 1
    assert "Name the columns with --columns" in refused.err
    columns = "A=number,B=criterion,C=max_points"
    args = ("init", "school", "--framework", "karta.csv", "--columns", columns, "--year", YEAR)
    assert quality(*args).code == 0
    assert "Екип" in (empty / "school/data/criteria.yaml").read_text(encoding="utf-8")
    assert quality("--root", "school", "validate").code == 0


@pytest.mark.parametrize("name", ["vou-montana", "blank", "own.yaml"])
def test_only_a_table_has_columns(name: str, empty: Path, quality: Quality) -> None:
    (empty / "own.yaml").write_text(OWN, encoding="utf-8")
    outcome = quality("init", "school", "--framework", name, "--columns", "B=criterion")
    assert outcome.code == 1
    assert f"--columns names the columns of a table, and {name} is none." in outcome.err
    assert not (empty / "school").exists()


def test_a_folder_with_only_a_framework_is_completed(empty: Path, quality: Quality) -> None:
    (empty / "karta.csv").write_text(UNUSUAL, encoding="utf-8")
    columns = "A=number,B=criterion,C=max_points"
    assert quality("framework", "import", "karta.csv", "--columns", columns).code == 0
    catalogue = empty / "data/criteria.yaml"
    before = catalogue.read_bytes()
    assert quality("init", "--framework", "blank").code == 2, "the framework would not be used"
    outcome = quality("init", "--year", YEAR)
    assert outcome.code == 0
    assert "Kept:    data/criteria.yaml" in outcome.out + outcome.err
    assert catalogue.read_bytes() == before
    assert (empty / ".github/workflows/quality.yml").is_file()
    assert quality("validate").code == 0
    assert "already contains a project" in quality("init").out


def test_a_folder_is_not_a_framework(empty: Path, quality: Quality) -> None:
    (empty / "other.school").mkdir()
    outcome = quality("init", "school", "--framework", "other.school")
    assert outcome.code == 1
    assert "folder" in outcome.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("detska-gradin", "Did you mean detska-gradina?"),
        ("blanc", "Did you mean blank?"),
        ("karta", "Frameworks: vou-montana,"),
        ("karta.docx", "There is no file karta.docx."),
        ("papers/karta", "There is no file papers/karta."),
        ("", "Frameworks: vou-montana,"),
    ],
)
def test_a_framework_that_is_not_there_is_named(
    name: str, said: str, empty: Path, quality: Quality
) -> None:
    outcome = quality("init", "school", "--framework", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert list(empty.iterdir()) == []


def test_in_a_project_it_says_what_is_there(project: Path, quality: Quality) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    said = quality("init")
    assert said.code == 0
    assert said.out.startswith(f"{project} already contains a project. Nothing was written.\n")
    assert "vou-montana" in said.out
    assert "  Years: 2020-2021, 2021-2022, 2022-2023\n" in said.out
    assert "quality new YEAR" in said.out
    asked = quality("init", "--framework", "blank", "--yes")
    assert asked.code == 2
    assert "so --framework cannot be applied. Nothing was written." in asked.err
    assert "quality framework import FILE" in asked.out
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    translated = quality("init", "--lang", "bg").out
    assert re.findall("^  (quality .*)$", translated, re.M) == [
        "quality new ГОДИНА",
        "quality framework import ФАЙЛ",
        "quality init ПАПКА --framework ИМЕ",
    ]


def test_in_a_folder_of_a_project_it_says_so_too(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(project.rglob("*"))
    monkeypatch.chdir(project / "data/years")
    assert "already contains a project" in quality("init").out
    assert sorted(project.rglob("*")) == before
    assert quality("init", "branch", "--year", YEAR).code == 0, "a folder that was asked for"


def test_a_project_with_errors_is_one_too(project: Path, quality: Quality) -> None:
    (project / "data/criteria.yaml").write_text("areas: [", encoding="utf-8")
    outcome = quality("init")
    assert outcome.code == 0
    assert "has errors; “quality validate” shows them" in outcome.out
    found = existing_project(project)
    assert found is not None
    assert found.title == ""


Typist = Callable[[list[str]], list[str]]


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    """Answer the questions; the labels of all questions are returned, and the last answer stays."""

    def types(answers: list[str]) -> list[str]:
        labels: list[str] = []
        waiting: Iterator[str] = iter(answers)

        def prompted(_: object, label: str, default: str = "") -> str:
            labels.append(f"{label} [{default}]" if default else label)
            return next(waiting) or default

        monkeypatch.setattr(init, "can_ask", lambda: True)
        monkeypatch.setattr(init_prompt, "prompted", prompted)
        return labels

    return types


def test_enter_takes_what_is_suggested(empty: Path, quality: Quality, typist: Typist) -> None:
    labels = typist(["", "", YEAR, ""])
    assert quality("init").code == 0
    assert len(labels) == 4
    assert labels[:2] == ["Number [1]", "Number or file [1]"]
    assert labels[3] == "School: name (may be left empty)"
    assert "id: vou-montana" in (empty / "data/criteria.yaml").read_text(encoding="utf-8")
    assert school_of(empty) == {"kind": "school", "name": None, "town": None, "director": None}


@pytest.mark.parametrize("kind", ["2", "kindergarten", "Kindergarten", "KINDERGARTEN"])
def test_the_suggestions_follow_the_kind(
    kind: str, empty: Path, quality: Quality, typist: Typist
) -> None:
    labels = typist([kind, "", YEAR, " ДГ „Слънчо“ "])
    assert quality("init").code == 0
    assert labels[1] == "Number or file [3]"
    assert labels[3].startswith("Kindergarten:")
    assert school_of(empty)["name"] == "ДГ „Слънчо“"
    assert "id: detska-gradina" in (empty / "data/criteria.yaml").read_text(encoding="utf-8")


def test_the_year_may_be_answered_as_the_documents_print_it(
    empty: Path, quality: Quality, typist: Typist
) -> None:
    typist(["", "", "2025/2026", ""])
    assert quality("init").code == 0
    assert (empty / "data/years/2025-2026.yaml").is_file()


def test_bad_answers_are_asked_again(empty: Path, quality: Quality, typist: Typist) -> None:
    (empty / "bad.yaml").write_text("areas: []", encoding="utf-8")
    labels = typist(["4", "nobody", "3", "0", "bad.yaml", "no.docx", "5", "25", "2026", ""])
    outcome = quality("init")
    assert outcome.code == 0
    assert [re.sub(r" \[.*|:.*", "", one) for one in labels] == [
        *["Number"] * 3,
        *["Number or file"] * 4,
        *["First year"] * 2,
        "Centre",
    ]
    assert "There is no file no.docx." in outcome.err
    assert "“25” is not a school year" in outcome.err
    assert "bad.yaml:1:" in outcome.err
    assert school_of(empty, "2026")["kind"] == "centre"


def test_a_file_may_be_dropped_on_the_terminal(
    empty: Path, quality: Quality, typist: Typist
) -> None:
    (empty / "our own.yaml").write_text(OWN, encoding="utf-8")
    typist(["", f"'{empty / 'our own.yaml'}'", YEAR, ""])
    assert quality("init", "school").code == 0
    assert (empty / "school/data/criteria.yaml").read_text(encoding="utf-8").endswith(OWN)


def test_what_is_given_is_not_asked(empty: Path, quality: Quality, typist: Typist) -> None:
    labels = typist([""])
    args = ["--framework", "blank", "--kind", "centre", "--year", "2031-2032"]
    assert quality("init", *args).code == 0
    assert labels == ["Centre: name (may be left empty)"]
    edition = texts_in((empty / "data/criteria.yaml").read_text("utf-8"))["framework"]["editions"]
    assert edition == ["2031"]
    labels = typist([])
    assert quality("init", "b", *args, "--name", "Център").code == 0
    assert quality("init", "c", "--yes").code == 0
    assert labels == []


def test_the_edition_of_a_new_framework_is_the_year_that_was_answered(
    empty: Path, quality: Quality, typist: Typist
) -> None:
    typist(["", BLANK, "2019-2020", ""])
    assert quality("init").code == 0
    year = (empty / "data/years/2019-2020.yaml").read_text(encoding="utf-8")
    assert texts_in(year)["framework"]["edition"] == "2019"
    assert quality("validate").code == 0


def test_without_a_terminal_nothing_is_asked(empty: Path, quality: Quality) -> None:
    outcome = quality("init", "--year", YEAR)
    assert outcome.code == 0
    assert "Number" not in outcome.out
    assert school_of(empty)["kind"] == "school"


def test_the_questions_in_a_terminal(tmp_path: Path) -> None:
    steps = [
        ("Номер [1]: ", "детска градина"),
        ("Номер или файл [3]: ", "9"),
        ("Номер или файл [3]: ", "6"),
        ("Първа година [", YEAR),
        ("Детска градина: име (може да остане празно): ", "ДГ „Слънчо“"),
    ]
    code, said = in_terminal(tmp_path, steps, "--lang", "bg", "init", "gradina")
    assert code == 0, said
    assert "Няма рамка „9“." in said
    assert school_of(tmp_path / "gradina")["name"] == "ДГ „Слънчо“"


@pytest.mark.parametrize("key", [INTERRUPT, END_OF_INPUT])
def test_an_interrupted_init_leaves_nothing_behind(key: str, tmp_path: Path) -> None:
    steps = [("Номер [1]: ", ""), ("Номер или файл [1]: ", ""), ("Първа година [", key)]
    code, said = in_terminal(tmp_path, steps, "--lang", "bg", "init", "school")
    assert code == 130, said
    assert said.endswith("]: \nПрекъснато, нищо не е записано.\n")
    assert list(tmp_path.iterdir()) == []


def run_in(text: str) -> list[str]:
    (job,) = texts_in(text)["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize(
    ("copy", "named", "about"),
    [
        (Requirement("1.2.3"), "qualitycli==1.2.3", "git+https://…"),
        (Requirement("1.2.3", "git+https://e.org/q@0f"), "qualitycli @ git+https://e.org/q@0f", ""),
        (
            Requirement("1.2.3", "file:///D:/q.whl"),
            "qualitycli @ file:///D:/q.whl",
            "./qualitycli-1.2.3-py3-none-any.whl",
        ),
    ],
)
def test_the_workflow_installs_the_copy_that_made_it(
    copy: Requirement, named: str, about: str, language: str
) -> None:
    text = workflow(copy, Translator(language))
    assert run_in(text) == [f'pip install "{named}"', "quality validate --format github"]
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if "pip install" in line)
    comment = ""
    while lines[at - 1].lstrip().startswith("#"):
        at -= 1
        comment = lines[at].strip("# ") + " " + comment
    assert about in comment
    assert comment.strip().endswith(".")
    assert comment.count(". ") == 1, "one sentence"
    assert bool(re.search("[а-я]", comment)) is (language == "bg")


def test_the_years_of_all_frameworks_are_read_with_their_kind(
    empty: Path, quality: Quality
) -> None:
    """`new` carries the kind of an institution on to the next year."""
    assert quality("init", "--framework", "detska-gradina", "--year", YEAR).code == 0
    assert quality("new", "2026-2027", "--from", YEAR).code == 0
    text = (empty / "data/years/2026-2027.yaml").read_text(encoding="utf-8")
    loaded = parse_year(Source("2026-2027.yaml", text))
    assert loaded.content is not None
    institution = loaded.content.assessment.institution
    assert institution is not None
    assert institution.kind == "kindergarten"
