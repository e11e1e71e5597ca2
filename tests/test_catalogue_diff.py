"""``quality framework diff``: typed changes between two catalogues, and a guard."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Quality


@pytest.fixture
def old(project: Path) -> Path:
    path = project / "published.yaml"
    path.write_bytes((project / "data/criteria.yaml").read_bytes())
    return path


def changed(old: Path, *replacements: tuple[str, str]) -> Path:
    text = old.read_text(encoding="utf-8")
    for before, after in replacements:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path = old.with_name("new.yaml")
    path.write_text(text, encoding="utf-8")
    return path


ITEM = "              - id: OP.1.1.3\n                text: Обемът на учебното съдържание"
NEW = "              - id: OP.1.1.4\n                text: Нов подиндикатор.\n"


def with_lines(*lines: str) -> tuple[str, str]:
    """Return the change that inserts lines into OP.1.1.3."""
    more = "".join(f"                {line}\n" for line in lines)
    return ITEM, ITEM.replace("\n", f"\n{more}", 1)


CHANGES = [
    ("added", (ITEM, NEW + ITEM), "OP.1.1.4"),
    ("retired", with_lines("retired: 2023-2024"), "OP.1.1.3"),
    (
        "replaced",
        with_lines("retired: 2023-2024", "replaced_by:", "  - id: OP.1.1.2", "    kind: broader"),
        "OP.1.1.3",
    ),
    ("renumbered", with_lines("number: '7'"), "OP.1.1.3"),
    ("reworded", ("Обемът на учебното съдържание в урока", "Обемът на текста"), "OP.1.1.3"),
    ("rerated", with_lines("rated_by: ratio"), "OP.1.1.3"),
    ("reweighted", with_lines("weight: 2", "weight_reason: Решение."), "OP.1.1.3"),
    ("redated", with_lines("since: 2023-2024"), "OP.1.1.3"),
]


@pytest.mark.parametrize(("kind", "replacement", "node_id"), CHANGES)
def test_each_kind_of_change(
    kind: str, replacement: tuple[str, str], node_id: str, old: Path, quality: Quality
) -> None:
    new = changed(old, replacement)
    outcome = quality("framework", "diff", old, new, "--format", "json")
    assert outcome.code == 0, outcome.err
    assert [(one["kind"], one["id"]) for one in json.loads(outcome.out)["changes"]] == [
        (kind, node_id)
    ]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (
            ("retired: 2023-2024", "replaced_by:", "  - {id: OP.1.1.2, kind: partly}"),
            "2023-2024 → OP.1.1.2 (отчасти)",
        ),
        (("rated_by: survey",), "равнище → отговори на анкета"),
        (
            ("rated_by: ratio", "thresholds: [50, 20, 10]", "lower_is_better: true"),
            "равнище → съотношение (50, 20, 10, по-малкото е по-добре)",
        ),
    ],
)
def test_people_are_shown_words_for_keys(
    lines: tuple[str, ...], shown: str, old: Path, quality: Quality
) -> None:
    new = changed(old, with_lines(*lines))
    out = quality("framework", "diff", old, new, "--lang", "bg").out
    assert shown in out
    assert not re.search(r"\b[a-z_]{2,}", out)


def test_the_same_catalogue_has_no_change(old: Path, quality: Quality) -> None:
    assert quality("framework", "diff", old, old).out == "No change.\n"


def test_a_vanished_id_and_a_moved_one(old: Path, quality: Quality) -> None:
    text = old.read_text(encoding="utf-8")
    start = text.index("              - id: OP.1.1.3")
    end = text.index("          - id: OP.1.2\n")
    item = text[start:end]
    without = old.with_name("without.yaml")
    without.write_text(text[:start] + text[end:], encoding="utf-8")
    outcome = quality("framework", "diff", old, without, "--fail-on", "vanished")
    assert outcome.code == 1
    assert "error Q706" in outcome.err
    assert "Обемът на учебното съдържание" in outcome.err
    moved = item.rstrip("\n") + "\n                moved_from: OP.1.1\n"
    first = text.index("              - id: OP.1.2.1")
    there = old.with_name("moved.yaml")
    there.write_text(text[:start] + text[end:first] + moved + text[first:], encoding="utf-8")
    changes = json.loads(quality("framework", "diff", old, there, "--format", "json").out)
    (change,) = changes["changes"]
    assert (change["kind"], change["from"], change["to"]) == ("moved", "OP.1.1", "OP.1.2")


def test_a_rewording_shows_the_words(old: Path, quality: Quality) -> None:
    new = changed(old, ("Обемът на учебното съдържание в урока", "Обемът на съдържанието в урока"))
    out = quality("framework", "diff", old, new).out
    assert "Обемът на [-учебното съдържание-] {+съдържанието+} в урока" in out


def test_a_rewording_passes_only_with_a_new_edition(old: Path, quality: Quality) -> None:
    wording = ("Обемът на учебното съдържание в урока", "Обемът на съдържанието в урока")
    new = changed(old, wording)
    outcome = quality("framework", "diff", old, new, "--fail-on", "reworded")
    assert outcome.code == 1
    assert "Обемът на учебното съдържание" in outcome.err
    assert "Обемът на съдържанието" in outcome.err
    new = changed(old, wording, ('editions: ["2020"]', 'editions: ["2020", "2023"]'))
    assert quality("framework", "diff", old, new, "--fail-on", "reworded").code == 0


@pytest.mark.parametrize("form", ["github", "sarif", "junit"])
def test_the_guard_speaks_every_ci_format(form: str, old: Path, quality: Quality) -> None:
    new = changed(old, with_lines("rated_by: ratio"))
    outcome = quality("framework", "diff", old, new, "--fail-on", "rerated", "--format", form)
    assert outcome.code == 1
    assert "Q708" in outcome.out


def test_a_missing_or_broken_file(old: Path, quality: Quality) -> None:
    assert quality("framework", "diff", old, "nowhere.yaml").code == 2
    broken = old.with_name("broken.yaml")
    broken.write_text("format: 1\n", encoding="utf-8")
    outcome = quality("framework", "diff", old, broken)
    assert (outcome.code, outcome.out) == (1, "")


def test_an_edition_that_went_is_no_new_one(old: Path, quality: Quality) -> None:
    text = old.read_text(encoding="utf-8")
    old.write_text(text.replace('editions: ["2020"]', 'editions: ["2019", "2020"]'), "utf-8")
    new = changed(
        old,
        ('editions: ["2019", "2020"]', 'editions: ["2020"]'),
        ("Обемът на учебното съдържание в урока", "Обемът на текста в урока"),
    )
    assert quality("framework", "diff", old, new, "--fail-on", "reworded").code == 1


def test_both_texts_are_shown_from_where_they_differ(old: Path, quality: Quality) -> None:
    ending = "задълбочават разбирането на учебното съдържание."
    new = changed(old, (ending, ending.replace("съдържание.", "съдържание или не.")))
    err = quality("framework", "diff", old, new, "--fail-on", "reworded").err
    assert "съдържание.”" in err
    assert "съдържание или не.”" in err
