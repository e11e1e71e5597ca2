"""Documents from Python: byte for byte as from the command, and the same errors."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qualitycli as q
from qualitycli.reading.files import read_file
from qualitycli.render.documents.kinds import FORMATS, KINDS
from tests.conftest import TOP, Quality

pytestmark = pytest.mark.slow

YEARS = ("2020-2021", "2021-2022", "2022-2023")


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }


def without_links(page: str) -> str:
    """Return a page as it is alone: without links to the other documents of a folder."""
    page = re.sub(r'(?s)<nav class="nearby".*?</nav>\n', "", page)
    return re.sub(
        r'<a class="id" href="[^"#][^"]*">([^<]*)</a>', r'<span class="id">\1</span>', page
    )


def test_documents_are_those_of_the_command(small_project: Path, quality: Quality) -> None:
    # A year with years before and after it, too.
    text = (small_project / f"data/years/{YEARS[0]}.yaml").read_text(encoding="utf-8")
    text = text.replace(YEARS[0], YEARS[2]).replace("  OP.1.1.4: 2\n", "")
    (small_project / f"data/years/{YEARS[2]}.yaml").write_text(text, encoding="utf-8")
    assert quality("publish", "public").code == 0
    written = files_in(small_project / "public")
    opened = q.open_project(small_project)
    assert dict(opened.reports()) == written
    assert {*written} >= {f"index.{ending}" for ending in FORMATS}
    for name in YEARS[:2]:  # without and with a comparison
        for kind in KINDS:
            for ending in FORMATS:
                file = f"{name}/{kind}.{ending}"
                if (name, kind) == (YEARS[0], "comparison"):
                    assert file not in written
                    continue
                made = opened.year(name).report(kind, format=ending)
                assert made == without_links(written.pop(file))
        for ending in FORMATS:
            blank = opened.year(name).report("card", format=ending, blank=True)
            assert blank == without_links(written.pop(f"{name}/card-blank.{ending}"))
    left = {name for name in written if not name.startswith(f"{YEARS[2]}/")}
    assert left == {f"index.{ending}" for ending in FORMATS}


@pytest.mark.parametrize(
    ("kind", "options", "args"),
    [
        ("summary", {"format": "html"}, ("--format", "html")),
        ("comparison", {"against": "2020-2021"}, ("--against", "2020-2021")),
        ("plan", {"date": date(2023, 2, 1)}, ("--date", "2023-02-01")),
        ("plan", {"template": "own.j2"}, ("--template", "own.j2")),
    ],
)
def test_an_option_does_what_it_does_on_the_command_line(
    kind: str, options: Any, args: tuple[str, ...], project: Path, quality: Quality
) -> None:
    (project / "own.j2").write_text("# {{ head.title }}: {{ head.date }}\n", encoding="utf-8")
    assert quality("report", "2022-2023", "--kind", kind, *args, "-o", "made.md").code == 0
    year = q.open_project(project).year("2022-2023")
    text = year.report(kind, **options)
    assert text.encode() == (project / "made.md").read_bytes()
    assert text != year.report(kind)


def test_a_document_is_made_without_the_libraries_of_the_command_line(project: Path) -> None:
    script = """\
import sys
import qualitycli as q
q.open_project(".").year().report("self-assessment", format="html")
print({"click", "rich"} & {*sys.modules}, [one for one in sys.modules if ".cli" in one])
"""
    args = [sys.executable, "-c", script]
    run = subprocess.run(args, capture_output=True, check=True, cwd=project, text=True)
    assert run.stdout == "set() []\n"


def test_the_environment_is_for_the_command_line_only(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = q.open_project(project).year("2022-2023")
    plain = year.report("plan")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert year.report("plan") == plain


@pytest.mark.parametrize(
    ("year", "kind", "options", "error"),
    [
        ("2021-2022", "poster", {}, q.NoSuchDocumentError),
        ("2021-2022", "plan", {"format": "pdf"}, q.NoSuchDocumentError),
        ("2021-2022", "plan", {"blank": True}, q.NoSuchDocumentError),
        ("2021-2022", "comparison", {"against": "1999-2000"}, q.NoSuchYearError),
        ("2020-2021", "comparison", {}, q.NoYearsError),
        ("2021-2022", "plan", {"template": "bad.j2"}, q.InvalidTemplateError),
        ("2021-2022", "plan", {"template": "absent.j2"}, q.InvalidTemplateError),
    ],
)
def test_what_cannot_be_made_is_an_error_with_words(
    year: str, kind: str, options: Any, error: type[q.QualityError], project: Path
) -> None:
    (project / "bad.j2").write_text("{{ view.nothing }}\n", encoding="utf-8")
    with pytest.raises(error) as raised:
        q.open_project(project).year(year).report(kind, **options)
    assert str(raised.value)
    assert "--" not in str(raised.value)
    assert raised.value.in_language("bg") != str(raised.value)


def test_a_template_error_has_its_finding_and_its_source(project: Path, quality: Quality) -> None:
    (project / "bad.j2").write_text("{{ view.nothing }}\n", encoding="utf-8")
    with pytest.raises(q.InvalidTemplateError) as raised:
        q.open_project(project).year().report("plan", template="bad.j2")
    (found,) = raised.value.findings
    assert found.line == 1
    assert raised.value.text == "{{ view.nothing }}\n"
    assert found.code in quality("report", "--kind", "plan", "--template", "bad.j2").err


def test_documents_of_a_faulty_year_cannot_be_had(project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1: ", "OP.1.1.1: 9 #"), "utf-8")
    opened = q.open_project(project)
    with pytest.raises(q.InvalidYearError):
        opened.year("2020-2021").report("plan")
    with pytest.raises(q.InvalidYearError):
        opened.year("2021-2022").report()
    with pytest.raises(q.InvalidYearError):
        opened.reports()
    assert opened.year("2021-2022").report("plan")


def test_all_documents_need_each_file_read_once(
    small_project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(path: Path, name: str, root: Path | None = None) -> Any:
        read.append(path.name)
        return read_file(path, name, root)

    monkeypatch.setattr("qualitycli.reading.load.read_file", noted)
    args = ("publish", "public", "--against", "2020-2021", "--format", "md")
    assert quality(*args).code == 0
    assert sorted(read) == ["2020-2021.yaml", "2021-2022.yaml", "criteria.yaml"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_what_the_guide_asks_for(kind: str) -> None:
    for ending in FORMATS:
        assert (TOP / f"templates/{kind}.{ending}.j2").is_file()
    assert (TOP / f"tests/golden/report/{kind}.md").is_file()
    for page in ("docs/council.md", "docs/council.bg.md"):
        assert f"| `{kind}`" in (TOP / page).read_text(encoding="utf-8")
