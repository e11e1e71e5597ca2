"""A declared key of a rating appears in every place where a rating is shown.

If a key fails here, it is missing in a place that is not derived from its declaration in
``model/assessment.py``: a view of the documents, or one of their templates.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Final, get_origin

import pytest

from qualitycli.messages import Translator
from qualitycli.model.assessment import BESIDE, TEXTS_BESIDE, Rating
from qualitycli.model.routes import bare
from qualitycli.render.documents.records.content import ItemView
from qualitycli.render.documents.records.record import fields_of
from tests.conftest import Quality

YEAR = "2020-2021"
ITEM = "OP.1.1.1"
KINDS: Final = {"text": str, "lines": tuple, "date": date}
VALUES: Final = {
    key: "2021-05-20" if one.kind == "date" else f"Отбелязано {number}"
    for number, (key, one) in enumerate(BESIDE.items())
}
SHOWN: Final = [VALUES[key].replace("2021-05-20", "20.05.2021") for key in BESIDE]
RATER: Final = f"""\
format: 1
year: {YEAR}
framework: {{id: small, edition: "2020"}}
rater: {{name: Ана}}
ratings: {{{ITEM}: {{level: 3}}}}
"""


@pytest.fixture
def rated(small_project: Path, quality: Quality) -> Path:
    """Return a project in which an item has every key, written by the command."""
    options = [part for key in BESIDE for part in (f"--{key.replace('_', '-')}", VALUES[key])]
    outcome = quality("set", YEAR, ITEM, "3", *options)
    assert (outcome.code, outcome.err) == (0, "")
    return small_project


@pytest.mark.parametrize("key", BESIDE)
def test_the_kind_is_that_of_the_field(key: str) -> None:
    kind = bare(Rating.model_fields[key].annotation)
    assert (get_origin(kind) or kind) is KINDS[BESIDE[key].kind]


def test_the_command_writes_them_and_takes_them_away(rated: Path, quality: Quality) -> None:
    text = (rated / f"data/years/{YEAR}.yaml").read_text(encoding="utf-8")
    for key in BESIDE:
        assert f"\n    {key}:" in text
    for key in TEXTS_BESIDE:
        name = key.replace("_", "-")
        option = f"--{name}" if BESIDE[key].kind == "text" else f"--replace-{name}"
        empty = [""] if BESIDE[key].kind == "text" else []
        assert quality("set", YEAR, ITEM, option, *empty).code == 0
    text = (rated / f"data/years/{YEAR}.yaml").read_text(encoding="utf-8")
    for key in TEXTS_BESIDE:
        assert f"\n    {key}:" not in text


def test_an_explanation_tells_of_the_texts(rated: Path, quality: Quality) -> None:
    told = quality("explain", YEAR, ITEM).out
    values = json.loads(quality("explain", YEAR, ITEM, "--format", "json").out)["node"]
    for key in TEXTS_BESIDE:
        assert BESIDE[key].line.format(text=VALUES[key]) in told
        assert values[key] == ([VALUES[key]] if BESIDE[key].kind == "lines" else VALUES[key])


def test_tables_have_a_column_for_each(rated: Path, quality: Quality) -> None:
    assert quality("export", YEAR, "-o", "card.csv").code == 0
    text = (rated / "card.csv").read_text(encoding="utf-8-sig")
    rows = {row["Код"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    translate = Translator("bg")
    for key, one in BESIDE.items():
        assert rows[ITEM][translate(one.heading)] == VALUES[key]
    path = rated / f"data/years/{YEAR}.yaml"
    written = path.read_bytes()
    assert quality("set", YEAR, ITEM, "--clear").code == 0
    assert quality("import", "card.csv", YEAR, "--yes").code == 0
    assert path.read_bytes() == written


def test_the_card_has_a_field_for_each_text(rated: Path, quality: Quality) -> None:
    assert quality("card", YEAR, "-o", "card.html").code == 0
    page = (rated / "card.html").read_text(encoding="utf-8")
    for key in TEXTS_BESIDE:
        assert f'<textarea id="{ITEM}-{key}"' in page


def test_raters_are_quoted(rated: Path, quality: Quality) -> None:
    folder = rated / f"data/years/{YEAR}/raters"
    folder.mkdir(parents=True)
    values = {key: [VALUES[key]] if BESIDE[key].kind == "lines" else VALUES[key] for key in BESIDE}
    rating = json.dumps({"level": "3", **values}, ensure_ascii=False)
    text = RATER.replace("{level: 3}", rating)
    (folder / "ana.yaml").write_text(text, encoding="utf-8")
    outcome = quality("raters", YEAR, "--format", "json")
    assert outcome.code == 0, outcome.err
    voice = next(one for one in json.loads(outcome.out)["items"] if one["id"] == ITEM)["voices"][0]
    for key in TEXTS_BESIDE:
        assert voice[key] == values[key]
    row = next(csv.DictReader(io.StringIO(quality("raters", YEAR, "--format", "csv").out)))
    for key in TEXTS_BESIDE:
        assert row[key] == VALUES[key]


@pytest.mark.parametrize("key", TEXTS_BESIDE)
@pytest.mark.usefixtures("small_project")
def test_the_report_tells_of_each_alone(key: str, quality: Quality) -> None:
    option = f"--{key.replace('_', '-')}"
    assert quality("set", YEAR, ITEM, "3", option, str(VALUES[key])).code == 0
    for format_ in ("md", "html"):
        assert VALUES[key] in quality("report", YEAR, "--format", format_).out


def test_documents_tell_of_each(rated: Path, quality: Quality) -> None:
    assert BESIDE.keys() <= {*fields_of(ItemView)}
    for format_ in ("md", "html"):
        outcome = quality("report", YEAR, "--kind", "self-assessment", "--format", format_)
        assert outcome.code == 0, outcome.err
        for text in SHOWN:
            assert text in outcome.out
    form = quality("report", YEAR, "--kind", "card", "--format", "md").out
    for key in TEXTS_BESIDE:
        assert VALUES[key] in form
