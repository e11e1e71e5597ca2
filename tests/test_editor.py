"""What users see in an editor, according to yaml-language-server itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from qualitycli.messages import Translator
from qualitycli.model.assessment import BESIDE, REASONS, Rating
from qualitycli.model.keys import meaning
from qualitycli.reading.load import parse_catalogue
from qualitycli.render.schema.document import SCHEMAS, file_name, schema_text
from qualitycli.source import Source
from qualitycli.writing.year import MODELINE, new_year
from tests.conftest import TOP
from tests.editor_view import editor_view
from tests.language_server import LanguageServer
from tests.rule_examples import CATALOGUE_CHANGES, completed, whole_bad
from tests.schema_files import CATALOGUE, YEAR
from tests.schema_validators import EXAMPLES, TEXTS, example_complaints

pytestmark = pytest.mark.slow

HEAD: Final = f"{MODELINE}\nformat: 1\nyear: 2020-2021\nframework: {{id: nashe, edition: 2020}}\n"
CATALOGUE_MODELINE: Final = "# yaml-language-server: $schema=schema/catalogue.schema.json\n"
# Some have their own catalogue; in Q216 a key in braces has no colon, which the server does not
# check.
NOT_ASKED: Final = ("Q216", *(code for code in CATALOGUE_CHANGES if code != "Q415"))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of years in a project with the small framework and its schemas."""
    root = tmp_path_factory.mktemp("school")
    loaded = parse_catalogue(Source("criteria.yaml", CATALOGUE))
    assert loaded.content is not None
    folder = root / "data/schema"
    folder.mkdir(parents=True)
    for kind in SCHEMAS:
        text = schema_text(kind, loaded.content.catalogue, Translator("bg"))
        (folder / file_name(kind)).write_text(text, encoding="utf-8")
    (root / "data/years").mkdir()
    return root / "data/years"


@pytest.fixture(scope="module")
def server(school: Path) -> Iterator[LanguageServer]:
    """Run the server that editors use."""
    with LanguageServer(school.parents[1]) as running:
        yield running


def test_the_example_files_are_without_a_mark(server: LanguageServer) -> None:
    paths = sorted((TOP / "data/years").glob("*.yaml"))
    assert len(paths) > 2
    texts = [path.read_text(encoding="utf-8") for path in paths]
    assert server.diagnostics(TOP / "data/years", *texts) == [[] for _ in paths]
    catalogue = (TOP / "data/criteria.yaml").read_text(encoding="utf-8")
    assert server.diagnostics(TOP / "data", catalogue) == [[]]


def test_files_that_use_every_key_are_without_a_mark(server: LanguageServer, school: Path) -> None:
    assert server.diagnostics(school, f"{MODELINE}\n{YEAR}") == [[]]
    assert server.diagnostics(school.parent, CATALOGUE_MODELINE + CATALOGUE) == [[]]


def test_a_new_year_is_without_a_mark(server: LanguageServer, school: Path) -> None:
    loaded = parse_catalogue(Source("criteria.yaml", CATALOGUE))
    assert loaded.content is not None
    text = new_year(loaded.content.catalogue, "2020-2021")
    assert text.startswith(MODELINE)
    assert server.diagnostics(school, text) == [[]]


def test_every_mistake_of_a_broken_year_is_marked(server: LanguageServer, school: Path) -> None:
    ratings = {
        "OP.1.1.9: 3": "OP.1.1.9",
        "OP.1.1.1: 5": "Q401",
        "OP.1.3: {level: 3, rated_on: 20.05.2021}": "Q209",
        "OP.1.1.2: {points: 1}": "Q410",
        "OP.1.1.3: {level: 2}": "Q403",
        "OP.1.1.4: {level: 2, evidence: Протокол}": "Q204",
        "OP.1.1.5: {not_applicable: ''}": "Q404",
        "OP.1.2: {answers: {5: 3}}": "Q401",
    }
    text = f"{HEAD}bands: n16\nilustrative: true\nratings:\n"
    text += "".join(f"  {line}\n" for line in ratings)
    lines = text.splitlines()
    (found,) = server.diagnostics(school, text)
    marked = {lines[one["range"]["start"]["line"]].strip(): one["message"] for one in found}
    expected = {"bands: n16": "Q306", "ilustrative: true": "ilustrative", **ratings}
    assert marked.keys() == expected.keys()
    for line, word in expected.items():
        assert word in marked[line]
    assert "Q401: несъществуващо равнище" in marked["OP.1.1.1: 5"]


@pytest.mark.parametrize("typed", ["  |", "  OP.1.1|"])
def test_ids_are_offered_with_their_texts(typed: str, server: LanguageServer, school: Path) -> None:
    offered = server.completions(school, f"{HEAD}ratings:\n{typed}\n")
    items = ["OP.1.1.1", "OP.1.1.2", "OP.1.1.3", "OP.1.1.4", "OP.1.1.5", "OP.1.1.6"]
    assert list(offered) == [*items, "OP.1.2", "OP.1.3"]
    assert offered["OP.1.1.1"].startswith("По равнище")
    assert "OP.1.1 Индикатор" in offered["OP.1.1.1"]


def test_all_items_of_the_shipped_framework_are_offered(
    server: LanguageServer, real_catalogue: Any
) -> None:
    head = HEAD.replace("nashe", "vou-montana")
    offered = server.completions(TOP / "data/years", f"{head}ratings:\n  |\n")
    held = real_catalogue.held_in("2020-2021")
    assert list(offered) == list(held)
    for item_id, item in held.items():
        assert " ".join(offered[item_id].split()).startswith(" ".join(item.label.split()))


@pytest.mark.parametrize("typed", ["OP.1.1.1: |", "OP.1.1.1:\n    level: |"])
def test_an_items_own_levels_are_offered(typed: str, server: LanguageServer, school: Path) -> None:
    assert server.completions(school, f"{HEAD}ratings:\n  {typed}\n") == {
        "1": "незадоволително – Липсва",
        "2": "задоволително",
        "3": "добро",
        "4": "много добро – Винаги",
    }


def test_an_items_own_points_scale_is_offered(server: LanguageServer, school: Path) -> None:
    offered = server.completions(school, f"{HEAD}ratings:\n  OP.1.1.2:\n    points: |\n")
    assert offered == {"0": "Няма", "0.75": "Общинско", "2": "Национално"}
    short = server.completions(school, f"{HEAD}ratings:\n  OP.1.1.2: |\n")
    assert not {"1", "2", "3", "4"} & short.keys(), "points are not given as a level"


@pytest.mark.parametrize(
    ("item", "offered"),
    [
        ("OP.1.3", {"level"}),
        ("OP.1.1.2", {"points"}),
        ("OP.1.1.3", {"count", "of"}),
        ("OP.1.1.4", {"level", "count", "of", "parts"}),
        ("OP.1.2", {"answers", "invited", "mean", "answered"}),
    ],
)
def test_only_the_keys_of_an_items_way_of_rating_are_offered(
    item: str, offered: set[str], server: LanguageServer, school: Path
) -> None:
    always = {*REASONS, *BESIDE, "agreed"}
    found = server.completions(school, f"{HEAD}ratings:\n  {item}:\n    |\n")
    assert found.keys() == offered | always
    for key, said in found.items():
        assert said == Translator("bg")(meaning(Rating, key))


def test_answers_are_offered_by_level(server: LanguageServer, school: Path) -> None:
    found = server.completions(school, f"{HEAD}ratings:\n  OP.1.2:\n    answers:\n      |\n")
    assert found == {
        "1": "незадоволително",
        "2": "задоволително",
        "3": "добро",
        "4": "много добро",
    }


@pytest.mark.parametrize("typed", ["note: |", "rated_on: |", "no_evidence: |"])
def test_nothing_is_offered_where_a_person_has_to_write(
    typed: str, server: LanguageServer, school: Path
) -> None:
    """The reader treats ``null`` as a text, so an editor must not offer it for an empty value."""
    assert server.completions(school, f"{HEAD}ratings:\n  OP.1.3:\n    {typed}\n") == {}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("goals:\n  - id: G.1\n    items:\n      - |", {"OP": "Процес", "OP.1.1": "Индикатор"}),
        ("measures:\n  - id: M.1\n    serves: |", {"OP.1.1.1": "По равнище", "R.1": "Изискване"}),
        ("calendar:\n  - id: K.1\n    serves:\n      - |", {"R.1": "Изискване"}),
        ("targets:\n  |", {"OP": "Процес", "OP.1.2": "Анкета"}),
        ("requirements:\n  |", {"R.1": "Изискване"}),
        ("measures:\n  - id: M.1\n    status: |", {"done": "изпълнена"}),
        ("bands: |", {"n15": "Наредба"}),
        ("illustrative: |", {"true": "", "false": ""}),
    ],
)
def test_what_can_be_named_is_offered(
    typed: str, offered: dict[str, str], server: LanguageServer, school: Path
) -> None:
    found = server.completions(school, f"{HEAD}{typed}\n")
    assert offered.items() <= found.items()
    assert "null" not in found


@pytest.mark.parametrize(
    ("under", "words"),
    [
        (
            "ratings:\n  OP.1|.1.1:\n",
            ["По равнище", "OP.1 Критерий", "Липсва", "Вижте протоколите"],
        ),
        ("ratings:\n  OP.1|.1.1: 3\n", ["По равнище", "много добро – Винаги"]),
        ('ratings:\n  OP.1.1.1: |"3"\n', ["Липсва"]),
        ("ratings:\n  OP.1|.3:\n", ["Просто равнище"]),
        ("measures:\n  - id: M.1\n    respon|sible: А\n", ["Отговорникът"]),
        ("measures:\n  - id: M.1\n    evi|dence:\n", ["Доказателства, че е изпълнена."]),
        ("ratings:\n  OP.1.1.1: |3\n", ["`3`: добро", "Липсва"]),
        ("ratings:\n  OP.1.1.1:\n    lev|el: 3\n", ["Равнището", "незадоволително – Липсва"]),
        ("ratings:\n  OP.1|.1.2:\n    points: 2\n", ["По точки", "Общинско", "0,75"]),
        ("ratings:\n  OP.1|.1.3:\n", ["По дял", "3 от 70,5 %"]),
        ("ratings:\n  OP.1|.1.4:\n    level: 2\n", ["– първо", "– второ"]),
        ("ratings:\n  OP|.1.2:\n    invited: 3\n", ["Анкета"]),
        ("measures:\n  - id: M.1\n    sta|tus: done\n", ["Състоянието на мярката"]),
        ("ban|ds: n15\n", ["скалата"]),
    ],
)
def test_the_texts_are_shown_on_hovering(
    under: str, words: list[str], server: LanguageServer, school: Path
) -> None:
    shown = server.hover(school, HEAD + under)
    for word in words:
        assert word in shown
    assert "||" not in shown, "bars stand where alternatives were taken for one another"


def test_the_server_refuses_what_the_schema_refuses(
    server: LanguageServer, real_catalogue: Any
) -> None:
    """The patterns mean the same in JavaScript as in the validator of the other tests."""
    rules = [rule for rule in EXAMPLES if rule.code not in NOT_ASKED]
    for kind, folder, line in (
        ("year", TOP / "data/years", MODELINE + "\n"),
        ("catalogue", TOP / "data", CATALOGUE_MODELINE),
    ):
        ours = [rule for rule in rules if rule.example_of == kind]
        bad = [line + whole_bad(rule) for rule in ours]
        good = [line + completed(rule.good, rule) for rule in ours]
        for rule, found in zip(ours, server.diagnostics(folder, *bad), strict=True):
            refused = any(one["source"].startswith("yaml-schema") for one in found)
            assert refused == bool(example_complaints(rule, whole_bad(rule), real_catalogue)), (
                rule.code
            )
        for rule, found in zip(ours, server.diagnostics(folder, *good), strict=True):
            assert found == [], rule.code


def test_the_server_sees_the_values_that_the_other_tests_take_it_to_see(
    server: LanguageServer, school: Path
) -> None:
    texts = [one for one in TEXTS if one and "\n" not in one and one not in ("- a", "a: b", " ")]
    plain = [one for one in texts if one not in (".inf", ".nan")]
    written = "".join(f"k{number}: {text}\n" for number, text in enumerate(plain))
    seen = editor_view(written)
    assert len(seen) == len(plain) > 70
    schema = {"properties": {key: {"enum": [value]} for key, value in seen.items()}}
    (school / "seen.json").write_text(json.dumps(schema), encoding="utf-8")
    assert server.diagnostics(school, f"# yaml-language-server: $schema=seen.json\n{written}") == [
        []
    ]
