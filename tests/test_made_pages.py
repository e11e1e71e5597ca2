"""The pages generated from code: up to date, complete, and correct."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
import pytest
from pydantic_core import PydanticCustomError

from qualitycli.checks import check_catalogue, check_rater, check_year
from qualitycli.cli.app import SECTIONS, commands
from qualitycli.messages import LANGUAGES
from qualitycli.model.fields import Model
from qualitycli.model.measure import Measure
from qualitycli.reading.load import parse_catalogue, parse_rater, parse_year
from qualitycli.source import Source
from tests.conftest import TOP, Quality
from tools.pages import command_texts, format_texts
from tools.pages.commands import below, context_of, options_of
from tools.pages.format_notes import NOTES
from tools.pages.formats import example, keys_of, places_of
from tools.pages.generated import PAGES, file_name, page

pytestmark = pytest.mark.slow

EVERY = [found for names in SECTIONS.values() for name in names for found in below(name, commands)]
ALONE = [path for path, command in EVERY if path not in command_texts.WRITTEN]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str, language: str) -> None:
    """To update a page, run ``python -m tools.pages``."""
    path = TOP / "docs" / file_name(name, language)
    assert path.read_text(encoding="utf-8") == page(name, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_within_a_page_lead_to_its_anchors(language: str) -> None:
    for name in PAGES:
        text = page(name, language)
        anchors = re.findall('<a id="([^"]+)">', text)
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_is_on_the_page_under_its_command(language: str) -> None:
    text = page("commands", language)
    for path, command in EVERY:
        _, _, section = text.partition(f"### quality {path}\n")
        section = section.partition("\n### ")[0]
        for option in options_of(command):
            assert f"`{option.opts[0]}`" in section, f"{path} {option.opts[0]}"
        for choice in choices(command):
            assert f"`{choice}`" in section, f"{path}: {choice}"


def choices(command: click.Command) -> Iterator[str]:
    for one in command.params:
        if isinstance(one.type, click.Choice) and one.name != "lang":
            yield from one.type.choices


@pytest.mark.release
def test_nothing_english_is_left_on_the_bulgarian_page_of_commands() -> None:
    """Apart from input to type, only names contain Latin words."""
    typed = re.compile("```.*?```|`[^`]*`|<[^>]*>|]\\([^)]*\\)|^### .*?$", re.M | re.S)
    text = typed.sub("", page("commands", "bg"))
    words = set(re.findall(r"[A-Za-z]{2,}", text))
    frameworks = ["vou-montana", *(path.name for path in (TOP / "examples").iterdir())]
    assert words <= {
        *(word for name in frameworks for word in name.split("-")),
        "Ctrl",
        *(
            "JSON",
            "Schema",
            "HTML",
            "CI",
            "DuckDB",
            "pandas",
            "Spark",
            "Parquet",
            "GitHub",
            "In",
            "English",
        ),
        *("ID", "QUALITY", "LANG", "ROOT", "SOURCE", "DATE", "EPOCH", "USB"),
        *("bash", "zsh", "fish", "bashrc", "zshrc", "config"),
        *("Word", "Excel", "CSV", "Enter", "blank", "docx", "yaml"),
        # The roles of columns, as they are typed.
        *("number", "criterion", "indicator", "max", "points", "steps"),
        *("year", "workbook", "xlsx", "csv", "md", "commands", "worsened", "parquet"),
    }, words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_row_of_a_table_has_a_cell_for_each_head(name: str, language: str) -> None:
    text = re.sub("```.*?```", "", page(name, language), flags=re.S)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table


def test_the_page_says_nothing_of_what_is_gone() -> None:
    """Each sentence about an argument, and about the files written, has its command."""
    paths = {path for path, _ in EVERY}
    arguments = {f"{path} {one.name}" for path, command in EVERY for one in command.params}
    named = {key for key in command_texts.ARGUMENTS if " " in key}
    assert named <= arguments
    assert command_texts.WRITTEN.keys() <= paths


def test_every_variable_of_the_environment_that_is_read_is_on_the_page() -> None:
    asked = re.compile(r'environ(?:ment)?\.get\("([A-Z_]+)"\)')
    code = [path.read_text(encoding="utf-8") for path in (TOP / "src/qualitycli").rglob("*.py")]
    read = {name for text in code for name in asked.findall(text)}
    assert read == set(command_texts.VARIABLES)


@pytest.mark.parametrize("path", ALONE)
def test_a_command_that_is_said_to_write_nothing_does_not(
    path: str, project: Path, quality: Quality
) -> None:
    before = contents(project)
    (command,) = (command for known, command in EVERY if known == path)
    for line in command.examples:
        quality(*shlex.split(line.partition(" > ")[0])[1:])
    if path not in ("framework", "measure", "template"):
        assert contents(project) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("read", format_texts.READERS)
def test_values_are_taken_and_refused_as_the_page_says(read: Any) -> None:
    kind = format_texts.READERS[read]
    for text in kind.taken:
        read(text)
    for text in kind.refused:
        with pytest.raises(PydanticCustomError):
            read(text)


def test_every_kind_of_value_is_on_the_page() -> None:
    """The kind of a key's values is in the table of kinds."""
    for language in LANGUAGES:
        names = [kind.name(language) for kind in format_texts.READERS.values()]
        assert len(names) == len(set(names))


def test_the_examples_of_the_files_are_sound_together() -> None:
    """The year and the rater are checked against the catalogue above them."""
    catalogue = parse_catalogue(Source("criteria.yaml", example("catalogue")))
    year = parse_year(Source("2023-2024.yaml", example("year")), "2023-2024")
    rater = parse_rater(Source("ivanova.yaml", example("rater")), "2023-2024")
    assert catalogue.content is not None
    assert year.content is not None
    assert rater.content is not None
    assert [*catalogue.found, *check_catalogue(catalogue.content)] == []
    assert [*year.found, *check_year(year.content, catalogue.content)] == []
    assert [*rater.found, *check_rater(rater.content, catalogue.content)] == []


@pytest.mark.parametrize("file", format_texts.FILES, ids=lambda file: file.name)
def test_the_example_of_a_file_has_every_key(file: format_texts.File) -> None:
    """Only a rater's own keys are described; the other keys are those of a year."""
    used = set(re.findall(r"^[ -]*(\w+):", example(file.name), re.M))
    used |= set(re.findall(r"[{,] *(\w+):", example(file.name)))
    models: Mapping[type[Model], None] = dict.fromkeys(
        place.model for place in places_of(file.model)
    )
    own = [model for model in models if file.name != "rater" or model.__module__.endswith("rater")]
    assert {key for model in own for key in keys_of(model)} - used == set()


def test_usage_lines_are_clicks_own() -> None:
    text = page("commands", "en")
    for path, command in EVERY:
        usage = " ".join(command.collect_usage_pieces(context_of(path, command)))
        assert f"```text\nquality {path} {usage}\n```" in text


def test_a_note_names_keys_that_its_mapping_has() -> None:
    """Apart from them and the keywords that they accept, there are only values."""
    for model, note in NOTES.items():
        keys = {*keys_of(model), *(word for one in literals(model) for word in one)}
        for language in LANGUAGES:
            named = set(re.findall("`([a-z_]+)`", note(language)))
            assert named <= keys, f"{model.__name__}: {named - keys}"


def literals(model: type[Model]) -> Iterator[tuple[str, ...]]:
    for field in keys_of(model).values():
        for kind in (field.annotation, *get_args(field.annotation)):
            if get_origin(kind) is Literal:
                yield get_args(kind)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, "planned"),
        ({"kind": "corrective"}, "proposed"),
        ({"kind": "corrective", "approved": {"order": "5", "date": "2021-02-10"}}, "approved"),
        ({"actual": {"from": "2021-02-10"}}, "started"),
        ({"actual": {"from": "2021-02-10", "to": "2021-03-10"}}, "done"),
        ({"status": "dropped", "actual": {"to": "2021-03-10"}}, "dropped"),
    ],
)
def test_the_status_of_a_measure_is_as_the_page_says(given: dict[str, Any], status: str) -> None:
    assert Measure.model_validate({"id": "M1", "action": "Уроци", **given}).status == status
