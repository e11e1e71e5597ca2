"""``quality schema``: its content, where it is written, and which files it never overwrites."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from pydantic_core import PydanticCustomError

from qualitycli.messages import LANGUAGES, Translator
from qualitycli.model.assessment import Assessment, Rating
from qualitycli.model.cycle import Point
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.keys import KEYS, WORDS, meaning
from qualitycli.model.rater import Opinions
from qualitycli.model.tree import Node
from qualitycli.model.values import day, month_day, period, school_year
from qualitycli.reading.load import parse_catalogue
from qualitycli.render.schema.document import SCHEMAS, file_name, schema_text
from qualitycli.render.schema.subschemas import definitions
from qualitycli.render.schema.year import year_schema
from qualitycli.source import Source
from tests.conftest import TOP, Quality
from tests.editor_view import editor_view
from tests.schema_files import CATALOGUE, YEAR

MOST_BYTES = 300_000


def models(model: type[Model] | Any) -> Iterator[type[Model]]:
    """Yield every model that a file is read into."""
    if isinstance(model, type) and issubclass(model, Model):
        yield model
        for field in model.model_fields.values():
            yield from models(field.annotation)
    else:
        for inner in get_args(model):
            yield from models(inner)


def literals(annotation: Any) -> Iterator[tuple[str, ...]]:
    if str(get_origin(annotation)) == "typing.Literal":
        yield get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from literals(inner)


ALL = list(dict.fromkeys([*models(Catalogue), *models(Assessment), *models(Opinions)]))


def catalogue(text: str) -> Catalogue:
    loaded = parse_catalogue(Source("criteria.yaml", text))
    assert loaded.content is not None
    return loaded.content.catalogue


def schema(text: str = CATALOGUE, language: str = "bg") -> dict[str, Any]:
    return year_schema(catalogue(text), Translator(language))


def rating(made: dict[str, Any], item_id: str) -> dict[str, Any]:
    found: dict[str, Any] = made["properties"]["ratings"]["anyOf"][0]["properties"][item_id]
    return found


def enums(value: Any, made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every list of allowed values, with references resolved."""
    if "$ref" in value:
        value = made["$defs"][value["$ref"].rpartition("/")[2]]
    if "enum" in value:
        yield value
    for way in [*value.get("anyOf", ()), *value.get("allOf", ())]:
        yield from enums(way, made)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_every_key_has_its_meaning(model: type[Model]) -> None:
    for key in model.known_keys():
        text = meaning(model, key)
        assert text.endswith("."), text


def test_a_key_without_a_meaning_is_an_error() -> None:
    with pytest.raises(KeyError, match="evidance"):
        meaning(Rating, "evidance")


@pytest.mark.parametrize("name", ["TRUE", "FALSE", "NULL", "E1"])
def test_an_area_may_have_a_name_that_an_editor_takes_for_no_text(name: str) -> None:
    text = CATALOGUE.replace(": OP", f": {name}").replace("[OP", f"[{name}")
    year = YEAR.replace("OP.", f"{name}.").replace("OP:", f"{name}:").replace("[OP", f"[{name}")
    made = catalogue(text)
    for kind, written in (("year", year), ("catalogue", text)):
        values = json.loads(schema_text(kind, made, Translator("bg")))
        found = Draft202012Validator(values).iter_errors(editor_view(written))
        assert [one.message for one in found] == []


def taken(reader: Callable[[str], Any], text: str) -> bool:
    try:
        reader(text)
    except PydanticCustomError:
        return False
    return True


def test_patterns_of_days_and_years_are_the_readers_own() -> None:
    forms = definitions(Translator("en"))
    # Where digits are carried, and all years of three centuries.
    carried = (0, 1, 2, 8, 9, 10, 11, 89, 90, 97, 98, 99)
    years = [
        f"{one:04}-{one + k:04}"
        for one in range(10_000)
        if one % 100 in carried or one // 100 in (0, 20, 99)
        for k in (-2, -1, 0, 1, 2, 3, 10)
        if one + k >= 0
    ]
    calendar_years = [f"{one:04}" for one in range(10_000)]
    days = [f"{month:02}-{day:02}" for month in range(15) for day in range(34)]
    # A schema cannot tell which years are leap years.
    dates = [f"{year}-{day}" for year in ("0000", "0001", "2020") for day in days]
    for name, reader, texts in (
        ("school_year", school_year, years),
        ("period", period, [*years, *calendar_years, "202", "20201", "2020-", "-2020"]),
        ("month_day", month_day, days),
        ("day", day, [one for one in dates if one != "0001-02-29"]),
    ):
        pattern = re.compile(forms[name].get("then", forms[name])["pattern"])
        for text in texts:
            assert (pattern.search(text) is not None) == taken(reader, text), text


def test_no_meaning_is_of_a_key_that_is_gone() -> None:
    for model, meanings in KEYS.items():
        known = [one.known_keys() for one in ALL if issubclass(one, model)]
        assert meanings.keys() <= set().union(*known), model


def test_words_to_choose_from_are_those_of_the_models() -> None:
    asked = {
        words
        for model in ALL
        for field in model.model_fields.values()
        for words in literals(field.annotation)
    }
    assert WORDS.keys() <= asked
    assert all(len(words) == len(meanings) for words, meanings in WORDS.items())


def test_the_short_forms_are_known() -> None:
    """The schema also accepts the short form of a model, a text; for a rating, it is a level."""
    assert {model for model in ALL if "prepared" in vars(model)} == {Rating, Point}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one_and_all_of_its_references_lead_somewhere(kind: str, language: str) -> None:
    made = json.loads(schema_text(kind, catalogue(CATALOGUE), Translator(language)))
    Draft202012Validator.check_schema(made)
    written = json.dumps(made)
    for name in made["$defs"]:
        assert f'"#/$defs/{name}"' in written, f"{name} is not used"
    assert all(one.startswith("#/$defs/") for one in references(made))
    assert {one.removeprefix("#/$defs/") for one in references(made)} <= made["$defs"].keys()


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_shipped_schemas_are_what_the_command_makes(real_catalogue: Any) -> None:
    say = Translator("bg")
    for kind in SCHEMAS:
        path = TOP / "data/schema" / file_name(kind)
        made = schema_text(kind, real_catalogue.catalogue, say)
        assert path.read_text(encoding="utf-8") == made, "run: quality schema -o data/schema"
        assert len(made.encode()) < MOST_BYTES


def test_every_item_is_offered_with_its_text(real_catalogue: Any) -> None:
    made = year_schema(real_catalogue.catalogue, Translator("bg"))
    items = made["properties"]["ratings"]["anyOf"][0]["properties"]
    nodes: list[Node] = [one.node for one in real_catalogue.standings]
    assert list(items) == [one.id for one in nodes if one.item is not None]
    assert len(items) == 139
    for node in nodes:
        if node.item is not None:
            assert items[node.id]["description"].startswith(node.label)


def test_an_item_has_its_own_levels_and_its_own_points_scale() -> None:
    made = schema()
    (levels,) = enums(rating(made, "OP.1.1.1")["anyOf"][0], made)
    assert levels["enum"] == [1, 2, 3, 4]
    assert levels["enumDescriptions"] == [
        "незадоволително – Липсва",
        "задоволително",
        "добро",
        "много добро – Винаги",
    ]
    text = rating(made, "OP.1.1.1")["description"]
    assert "Липсва" in text
    assert "Вижте протоколите" in text
    assert "OP.1.1 Индикатор" in text
    own = rating(made, "OP.1.1.2")["anyOf"][0]["allOf"][0]["properties"]["points"]
    (ladder,) = enums(own, made)
    assert ladder["enum"] == [0, 0.75, 2]
    assert ladder["enumDescriptions"] == ["Няма", "Общинско", "Национално"]
    assert "0,75" in rating(made, "OP.1.1.2")["description"]
    assert "2 от 50 %" in rating(made, "OP.1.1.3")["description"]
    assert "3 от 70,5 %" in rating(made, "OP.1.1.3")["description"]
    assert "4 до 5 %" in rating(made, "OP.1.1.5")["description"]
    assert "– второ" in rating(made, "OP.1.1.4")["description"]


@pytest.mark.parametrize("name", ["2020", "no", "true", "null", "~", "1.10", "0x10", "1e3", "нашe"])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_name_is_accepted_whatever_an_editor_takes_it_for(name: str, quote: str) -> None:
    text = CATALOGUE.replace("id: nashe", f"id: '{name}'").replace(
        '["2020", "2023"]', f"['{name}']"
    )
    written = f"{quote}{name}{quote}"
    year = YEAR.replace("{id: nashe, edition: 2020}", f"{{id: {written}, edition: {written}}}")
    made = schema(text)
    assert [*Draft202012Validator(made).iter_errors(editor_view(year))] == []
    other = year.replace(f"id: {written}, ", "id: ours, ")
    assert [*Draft202012Validator(made).iter_errors(editor_view(other))] != []


@pytest.mark.parametrize("name", ["1e999", "9" * 400, "-1e999", "1e", "\\", "$1", '"'])
def test_an_odd_name_leaves_the_schema_sound(name: str) -> None:
    made = catalogue(CATALOGUE.replace("id: nashe", f"id: '{name}'"))
    text = schema_text("year", made, Translator("bg"))
    values = json.loads(text, parse_constant=pytest.fail)
    listed = values["$defs"]["FrameworkReference"]["properties"]["id"]["anyOf"][0]["enum"]
    assert listed[0] == name


def test_signs_that_turn_a_text_are_shown_escaped() -> None:
    made = schema_text(
        "year",
        catalogue(CATALOGUE.replace("Просто равнище", "Просто\u202eравнище")),
        Translator("bg"),
    )
    assert "\u202e" not in made
    assert "Просто\\\\u202eравнище" in made


def test_the_year_is_printed_where_nothing_is_asked(project: Path, quality: Quality) -> None:
    outcome = quality("schema")
    assert (outcome.code, outcome.err) == (0, "")
    made = json.loads(outcome.out)
    assert "ratings" in made["properties"]
    assert quality("schema", "year").out == outcome.out
    assert "areas" in json.loads(quality("schema", "catalogue").out)["properties"]
    assert list((project / "data").rglob("*.orig")) == []


def test_a_stream_that_lacks_letters_gets_escapes(project: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", "schema"],
        cwd=project,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    made = json.loads(run.stdout.decode("ascii"))
    assert made["properties"]["year"]["description"] == Translator("bg")(
        meaning(Assessment, "year")
    )


def test_it_speaks_the_frameworks_language_or_the_one_asked_for(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITY_LANG", "en")
    bulgarian = json.loads(quality("schema").out)["properties"]["ratings"]["description"]
    assert bulgarian == Translator("bg")(meaning(Assessment, "ratings"))
    for args in (("--lang", "en", "schema"), ("schema", "--lang=en")):
        english = json.loads(quality(*args).out)["properties"]["ratings"]["description"]
        assert english == meaning(Assessment, "ratings")


def test_all_are_written_and_made_again(project: Path, quality: Quality) -> None:
    outcome = quality("schema", "-o", "editor")
    assert outcome.code == 0
    names = ["catalogue.schema.json", "rater.schema.json", "year.schema.json"]
    assert sorted(path.name for path in (project / "editor").iterdir()) == names
    assert quality("schema", "-o", "editor").out.count("Up to date") == 3
    path = project / "data/criteria.yaml"
    path.write_text(path.read_text("utf-8").replace("Мислене", "Мислене"), "utf-8")
    changed = path.read_text("utf-8").replace("Урокът съответства", "Часът съответства")
    path.write_text(changed, "utf-8")
    assert quality("schema", "-o", "editor").out.count("Written") == 3
    assert "Часът съответства" in (project / "editor/year.schema.json").read_text("utf-8")
    assert quality("schema", "year", "-o", "other").code == 0
    assert [one.name for one in (project / "other").iterdir()] == ["year.schema.json"]


@pytest.mark.parametrize("own", ["{}", '{"$comment": "ours"}', "[", "", "[" * 100_000, '"quality"'])
def test_a_persons_file_is_kept(own: str, project: Path, quality: Quality) -> None:
    folder = project / "editor"
    folder.mkdir()
    path = folder / "catalogue.schema.json"
    path.write_text(own, encoding="utf-8")
    outcome = quality("schema", "-o", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--force" in outcome.err
    assert [one.name for one in folder.iterdir()] == [path.name], "none is written then"
    assert path.read_text(encoding="utf-8") == own
    assert quality("schema", "-o", folder, "--force").code == 0
    assert "areas" in path.read_text(encoding="utf-8")


def test_a_link_or_a_folder_in_the_way_is_kept(project: Path, quality: Quality) -> None:
    folder = project / "editor"
    assert quality("schema", "-o", folder).code == 0
    made = folder / "year.schema.json"
    kept = project / "kept.json"
    made.rename(kept)
    made.symlink_to(kept)
    before = kept.read_bytes()
    assert quality("schema", "-o", folder).code == 2
    assert quality("schema", "-o", folder, "--force").code == 0
    assert kept.read_bytes() == before
    assert not made.is_symlink()
    made.unlink()
    made.mkdir()
    assert quality("schema", "-o", folder).code == 2


def test_a_write_that_fails_leaves_the_old_file(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert quality("schema", "-o", "editor").code == 0
    path = project / "editor/year.schema.json"
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "the disk is full on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = quality("--lang", "en", "schema", "-o", "editor", "--lang", "en")
    assert outcome.code == 2
    assert "the disk is full" in outcome.err
    assert path.read_bytes() == before
    assert len(list((project / "editor").iterdir())) == 3


def test_outside_a_project_it_is_shown_but_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("schema")
    assert outcome.code == 0
    assert "built-in example" in outcome.err
    assert quality("schema", "-o", "editor").code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_broken_catalogue_gives_its_findings(project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    path.write_text(
        path.read_text("utf-8").replace("coverage_threshold: 2/3", "coverage: 1"), "utf-8"
    )
    outcome = quality("schema")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Q201" in outcome.err
