"""A framework's file takes over what a table says; everything else in it stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualitycli.application.framework_edits import EVERYTHING, Carried, framework_edits
from qualitycli.differences import unified
from qualitycli.model.tree import Node
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Source
from qualitycli.writing.catalogue_layout import CatalogueLayout
from qualitycli.writing.yaml_editor import apply_edits
from tests import random_catalogues
from tests.quick_yaml import texts_in

TEXT: Final = """\
# Рамка на училището.
format: 1
framework: {id: mini, editions: ["1"], title: Малка рамка}   # кратко
method: points
ladders:
  dyal:   # до 20 % – 1; над 20 % – 2
    - {points: 1}
    - {points: 2, above: 20}
areas:
  # Първа област
  - id: OP
    title:   Процес
    criteria:
      - id: OP.1
        title: Урок   # както е отпечатано
        indicators:
          # бележка над OP.1.1
          - id: OP.1.1
            title: "Структура"
            # бележка в OP.1.1
            rated_by: points
            max_points: 2.50
          - {id: OP.1.2, title: Дял, rated_by: ratio, ladder: dyal}
      - id: OP.2
        title: Клас
        rated_by: points
        max_points: 3

  - id: UI
    title: Управление
    criteria:
      - id: UI.1
        title: Хора
        rated_by: points
        max_points: 1
# край
"""
Change = Callable[[dict[str, Any]], None]


def edited(wanted: dict[str, Any], carried: Carried = EVERYTHING, text: str = TEXT) -> str:
    document = read_text(Source("criteria.yaml", text))
    assert document.values is not None
    edits = framework_edits(document.values, wanted, carried)
    return apply_edits(document, edits, CatalogueLayout()).source.text


def changed(change: Change) -> list[str]:
    """The lines that a change of the values removes and adds."""
    wanted = texts_in(TEXT)
    change(wanted)
    text = edited(wanted)
    assert texts_in(text) == wanted
    lines = unified(TEXT.split("\n"), text.split("\n"), "y")
    return [one for one in lines if one[0] in "+-" and one[:3] not in ("+++", "---")]


def test_without_a_change_nothing_changes() -> None:
    assert edited(texts_in(TEXT)) == TEXT


def test_only_the_value_that_changed() -> None:
    def retitle(v: dict[str, Any]) -> None:
        v["areas"][0]["criteria"][0]["title"] = "Урокът: цел"
        v["ladders"]["dyal"][1]["above"] = "25"

    assert changed(retitle) == [
        "-    - {points: 2, above: 20}",
        "+    - {points: 2, above: 25}",
        "-        title: Урок   # както е отпечатано",
        '+        title: "Урокът: цел"   # както е отпечатано',
    ]


def test_a_weight_is_added_where_it_belongs() -> None:
    def weigh(v: dict[str, Any]) -> None:
        v["areas"][1] |= {"weight": "2", "weight_reason": "Решение."}

    assert changed(weigh) == ["+    weight: 2", "+    weight_reason: Решение."]


def test_a_node_is_added_and_another_removed() -> None:
    def swap(v: dict[str, Any]) -> None:
        indicators = v["areas"][0]["criteria"][0]["indicators"]
        del indicators[0]
        indicators.append({"id": "OP.1.3", "title": "Нов", "rated_by": "ratio", "ladder": "dyal"})
        v["areas"][1]["criteria"].insert(0, {"id": "UI.2", "title": "Нов"})

    assert changed(swap) == [
        "-          - id: OP.1.1",
        '-            title: "Структура"',
        "-            # бележка в OP.1.1",
        "-            rated_by: points",
        "-            max_points: 2.50",
        # As the entry before it: in braces.
        "+          - {id: OP.1.3, title: Нов, rated_by: ratio, ladder: dyal}",
        "+      - id: UI.2",
        "+        title: Нов",
    ]


def test_an_entry_of_several_lines_is_not_put_into_braces() -> None:
    def add(v: dict[str, Any]) -> None:
        indicators = v["areas"][0]["criteria"][0]["indicators"]
        indicators.append({"id": "OP.1.3", "title": "Един ред\nи друг"})

    assert changed(add) == [
        "+          - id: OP.1.3",
        "+            title: |-",
        "+              Един ред",
        "+              и друг",
    ]


def test_a_moved_node_keeps_its_comments_and_layout() -> None:
    wanted = texts_in(TEXT)
    moved = wanted["areas"][0]["criteria"].pop(0)
    wanted["areas"][1]["criteria"].insert(0, moved | {"moved_from": "OP", "title": "Друго"})
    begin, end = TEXT.index("      - id: OP.1\n"), TEXT.index("      - id: OP.2\n")
    before, lines, after = TEXT[:begin], TEXT[begin:end], TEXT[end:]
    lines = lines.replace("title: Урок   # как", "title: Друго   # как")
    lines = lines.replace("отпечатано\n", "отпечатано\n        moved_from: OP\n")
    place = after.index("      - id: UI.1")
    assert edited(wanted) == before + after[:place] + lines + after[place:]


def test_a_moved_node_takes_the_indentation_of_its_new_place() -> None:
    def move(v: dict[str, Any]) -> None:
        criteria = v["areas"][0]["criteria"]
        # An indicator becomes a criterion; its own keys stay.
        criteria.append(criteria[0]["indicators"].pop(0))

    added = [line[1:] for line in changed(move) if line.startswith("+")]
    assert added == [
        "      - id: OP.1.1",
        '        title: "Структура"',
        "        # бележка в OP.1.1",
        "        rated_by: points",
        "        max_points: 2.50",
    ]


def test_a_node_that_moves_down_is_indented_more() -> None:
    def move(v: dict[str, Any]) -> None:
        criteria = v["areas"][0]["criteria"]
        criteria[0]["indicators"].append(criteria.pop(1))

    added = [line[1:] for line in changed(move) if line.startswith("+")]
    assert added == [
        "          - id: OP.2",
        "            title: Клас",
        "            rated_by: points",
        "            max_points: 3",
    ]


def test_nodes_with_the_same_id_are_not_taken_for_each_other() -> None:
    text = TEXT.replace("id: OP.2", "id: UI.1")
    wanted = texts_in(text)
    moved = wanted["areas"][1]["criteria"].pop()
    wanted["areas"][1]["criteria"].append({"id": "UI.2", "title": "Нов"})
    wanted["areas"][0]["criteria"][0]["indicators"].append(moved)
    assert texts_in(edited(wanted, text=text)) == wanted


def test_another_order_moves_as_few_as_possible() -> None:
    def reorder(v: dict[str, Any]) -> None:
        v["areas"][0]["criteria"].reverse()

    removed = [line for line in changed(reorder) if line.startswith("-")]
    assert removed == [
        "-      - id: OP.2",
        "-        title: Клас",
        "-        rated_by: points",
        "-        max_points: 3",
    ]


TREE_ONLY: Final = Carried(
    lambda model, key: (
        key == "areas"
        or (issubclass(model, Node) and key in {"id", "title", "criteria", "indicators"})
    ),
    all_nodes=False,
)


def test_what_a_table_does_not_carry_stays() -> None:
    wanted = {
        "format": "1",
        "framework": {"id": "other", "editions": ["2"], "title": "Друга"},
        "areas": [
            {
                "id": "OP",
                "title": "Процес!",
                "criteria": [
                    {"id": "OP.1", "title": "Урок", "indicators": [{"id": "OP.1.9", "title": "Н"}]},
                    {"id": "OP.3", "title": "Нов", "rated_by": "level"},
                ],
            }
        ],
    }
    text = edited(wanted, TREE_ONLY)
    was = texts_in(TEXT)
    was["areas"][0]["title"] = "Процес!"
    criteria = was["areas"][0]["criteria"]
    # Nodes that the table does not have stay; a new one has only what the table carries.
    criteria[0]["indicators"].append({"id": "OP.1.9", "title": "Н"})
    values = texts_in(text)
    known = sorted(one["id"] for one in values["areas"][0]["criteria"])
    assert known == ["OP.1", "OP.2", "OP.3"]
    assert values["areas"][1] == was["areas"][1]
    assert values["framework"] == was["framework"]
    assert values["areas"][0]["criteria"][0]["indicators"][:2] == criteria[0]["indicators"][:2]


def test_scales_that_a_table_does_not_have_stay() -> None:
    own = {"own": [{"points": "0", "text": "а"}, {"points": "1", "text": "б"}]}
    wanted = texts_in(TEXT) | {"ladders": own}
    with_ladders = Carried(lambda _, __: True, all_nodes=False)
    assert texts_in(edited(wanted, with_ladders))["ladders"] == texts_in(TEXT)["ladders"] | own
    # A table of everything removes them.
    assert texts_in(edited(wanted))["ladders"] == own


def nodes_in(nodes: list[dict[str, Any]]) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
    """Every node with the list that it is in."""
    for node in nodes:
        yield nodes, node
        for key in random_catalogues.CHILD_KEYS.values():
            yield from nodes_in(node.get(key, []))


def commented(text: str) -> str:
    """A catalogue with a comment inside each node, which names it."""
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if line.lstrip().startswith("- id: ") and line.split(": ")[1][0] in "ABCD":
            lines.append(f"{' ' * (line.index('-') + 2)}# вътре в {line.split(': ')[1]}")
    return "\n".join(lines)


@example(28)  # the only indicator of a criterion goes, and one of another criterion comes
@example(71680)  # an indicator of a criterion that goes moves to an area that itself moves
@given(st.integers(0, 10**9))
def test_random_changes_give_the_wanted_values_and_keep_comments(seed: int) -> None:
    rng = Random(seed)
    text = commented(random_catalogues.catalogue_text(random_catalogues.random_catalogue(rng)))
    before = texts_in(text)
    wanted = deepcopy(before)
    for number in range(rng.randint(1, 4)):
        every = list(nodes_in(wanted["areas"]))
        siblings, node = rng.choice(every)
        match rng.randrange(5):
            case 0:
                node["number"] = "1.10"
            case 1 if len(siblings) > 1:
                siblings.remove(node)
            case 2:
                siblings.insert(
                    rng.randrange(len(siblings) + 1), {"id": f"Z{number}", "title": "# "}
                )
            case 3:
                rng.shuffle(siblings)
            case 4 if len(siblings) > 1:
                # To another list at the same depth.
                depth = node["id"].count(".")
                others = [one for one, n in every if n["id"].count(".") == depth]
                siblings.remove(node)
                rng.choice(others or [siblings]).append(node)
    done = edited(wanted, text=text)
    assert texts_in(done) == wanted
    left = {node["id"] for _, node in nodes_in(wanted["areas"])}
    said = {node["id"] for _, node in nodes_in(before["areas"])} & left
    assert {one for one in said if f"# вътре в {one}\n" not in done} == set()


def test_keys_that_no_table_knows_stay() -> None:
    text = TEXT.replace("    title: Управление\n", "    title: Управление\n    tilte: Грешка\n")
    assert edited(texts_in(TEXT), text=text) == text


def test_a_faulty_file_becomes_what_the_table_says() -> None:
    text = TEXT.replace("  - id: UI\n", "  - просто текст\n  - id: UI\n")
    text = text.replace("method: points\n", "method: [points]\nladders: {dyal: няма}\n", 1)
    text = text.replace(TEXT[TEXT.index("ladders:") : TEXT.index("areas:")], "")
    assert texts_in(edited(texts_in(TEXT), text=text)) == texts_in(TEXT)


@pytest.mark.parametrize("broken", ["\r\n", "\n"])
def test_line_ends_stay(broken: str) -> None:
    text = TEXT.replace("\n", broken)
    wanted = texts_in(TEXT)
    wanted["areas"].reverse()
    done = edited(wanted, text=text)
    assert done.count(broken) == done.count("\n")
    assert sorted(done.split(broken)) == sorted(text.split(broken))
