"""A person is recognised as the same, however the name is typed."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualitycli.model import names
from qualitycli.model.names import people, plain_name
from tests.card_page import OnePage
from tests.conftest import Quality
from tests.small_school import ALL_RATED, rater_text, write, year_text

pytestmark = pytest.mark.slow

NAME = "Георгий Найденов"
SPELLINGS = {
    "decomposed": unicodedata.normalize("NFD", NAME),
    "capitals": NAME.upper(),
    "decomposed capitals": unicodedata.normalize("NFD", NAME.upper()),
    "spaces": f"  {NAME.replace(' ', '   ')} ",
    "no-break space": NAME.replace(" ", "\u00a0"),
    "thin spaces": NAME.replace(" ", "\u2009\u202f"),
    "zero width space": NAME.replace("р", "р\u200b"),
    "joiner before the breve": unicodedata.normalize("NFD", NAME).replace("\u0306", "\u200d\u0306"),
    "grapheme joiner": unicodedata.normalize("NFD", NAME).replace("\u0306", "\u034f\u0306"),
    "soft hyphen": NAME.replace("де", "де\u00ad"),
    "right to left mark": f"\u200f{NAME}\u200f",
    "isolate": f"\u2068{NAME}\u2069",
    "byte order mark": f"\ufeff{NAME}",
    "variation selector": f"{NAME}\ufe0f",
    "tags": f"{NAME}\U000e0041\U000e007f",
    "hangul filler": f"{NAME}\u3164",
}
OTHERS = ["Георги Найденов", "Георгий Найденова", "Георгий  Т. Найденов", "ГеоргийНайденов"]
spelling = pytest.mark.parametrize("written", SPELLINGS.values(), ids=SPELLINGS)


@spelling
def test_a_spelling_of_the_same_name(written: str) -> None:
    assert written != NAME
    assert plain_name(written) == plain_name(NAME)


@pytest.mark.parametrize("other", OTHERS)
def test_another_name(other: str) -> None:
    assert plain_name(other) != plain_name(NAME)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("ŉ\u0307ΐ\u0390")
def test_a_name_compares_alike_in_every_form(name: str) -> None:
    plain = plain_name(name)
    assert plain_name(plain) == plain
    assert plain_name(unicodedata.normalize("NFC", name)) == plain
    assert plain_name(unicodedata.normalize("NFD", name)) == plain


def test_people_are_named_as_they_were_first() -> None:
    assert list(people([NAME, "Друг", SPELLINGS["capitals"]]).values()) == [NAME, "Друг"]


# ── in the commands ──────────────────────────────────────────────────────────────────────────────


def escaped(name: str) -> str:
    """Return a name with all non-ASCII characters as YAML escapes, so that none is lost."""
    return json.dumps(name)[1:-1]


def found_by(quality: Quality) -> list[dict[str, Any]]:
    """Return the findings of validate, except those about marks of writing direction."""
    found = json.loads(quality("validate", "--format", "json").out)["findings"]
    return [one for one in found if one["code"] != "Q603"]


@spelling
def test_one_rater_has_one_file(
    written: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = "data/years/2023-2024/raters"
    files = {
        "data/years/2023-2024.yaml": year_text(),
        f"{folder}/a.yaml": rater_text(NAME),
        f"{folder}/b.yaml": rater_text(written if "\U000e0041" in written else escaped(written)),
    }
    write(tmp_path, files)
    (found,) = found_by(quality)
    assert (found["code"], found["file"]) == ("Q521", f"{folder}/b.yaml")
    assert found["related"][0]["file"] == f"{folder}/a.yaml"
    assert quality("raters", "2023-2024").code == 1


COMMISSION = f"commissions: [{{name: К, members: [{{name: {NAME}}}]}}]\n"


@spelling
def test_a_member_of_the_commission_is_known(
    written: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = rater_text(written if "\U000e0041" in written else escaped(written))
    path = "data/years/2023-2024/raters/own.yaml"
    year = year_text(rest=COMMISSION + ALL_RATED)
    write(tmp_path, {"data/years/2023-2024.yaml": year, path: own})
    assert found_by(quality) == []
    # There is no second file for the same person either, and no finding about the rater's file.
    assert quality("card", "2023-2024", "--rater", written, "-o", "card.html").err == ""
    exported = quality("export", "2023-2024", "--rater", written, "-o", "sheet.csv")
    assert exported.code == 0
    rows = csv.reader(io.StringIO(Path("sheet.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    assert any(row[:1] == ["OP.1.1.1"] and "3" in row for row in rows)


TASKS = """\
measures:
  - {id: M1, action: а, responsible: NAME, planned: {to: 2024-01-31}}
  - {id: M2, action: б, responsible: [OTHER, NAME], planned: {to: 2024-02-29}}
  - {id: M3, action: в, responsible: Друг Човек, planned: {to: 2024-02-29}}
"""


@spelling
def test_the_measures_of_one_owner(
    written: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = written if "\U000e0041" in written else escaped(written)
    tasks = TASKS.replace("NAME", NAME).replace("OTHER", f'"{other}"')
    write(tmp_path, {"data/years/2023-2024.yaml": year_text(rest=tasks + ALL_RATED)})
    args = ("--today", "2024-05-01", "--format", "json")
    for owner in (NAME, written, written[: len(written) // 2 + 1]):
        measures = json.loads(quality("measure", "list", "--owner", owner, *args).out)["measures"]
        assert [one["id"] for one in measures] == ["M1", "M2"]
    owners = json.loads(quality("status", *args).out)["owners"]
    assert [(one["name"], one["overdue"]) for one in owners] == [
        (NAME, ["M1", "M2"]),
        ("Друг Човек", ["M3"]),
    ]


def test_a_rater_without_a_visible_name_is_refused(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"data/years/2023-2024.yaml": year_text()})
    for command in ("card", "export"):
        target = "x.html" if command == "card" else "x.csv"
        outcome = quality(command, "2023-2024", "--rater", "\u200b\u00ad", "-o", target)
        assert (outcome.code, Path(target).exists()) == (2, False)


def test_the_file_of_a_new_rater_is_named_alike(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"data/years/2023-2024.yaml": year_text()})
    Path("sheet.csv").write_text("Код;Равнище\nOP.1.1.1;3\n", encoding="utf-8")
    rater = unicodedata.normalize("NFD", "Ана Койчева")
    args = ("import", "sheet.csv", "2023-2024", "--rater", rater, "--yes")
    assert quality(*args).code == 0
    assert Path("data/years/2023-2024/raters/koycheva-ana.yaml").exists()


def normalized(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every name is added when it is normalized."""
    seen: list[str] = []

    def normalize(form: Literal["NFC"], text: str) -> str:
        seen.append(text)
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(names, "unicodedata", SimpleNamespace(normalize=normalize))
    return seen


@pytest.mark.parametrize("people_there", [10, 40])
def test_each_name_is_normalized_a_few_times_however_many_there_are(
    people_there: int, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    everybody = [f"Човек {number}" for number in range(people_there)]
    members = ", ".join(f"{{name: {name}}}" for name in everybody)
    rest = f"commissions: [{{name: К, members: [{members}]}}]\n{ALL_RATED}"
    tasks = "".join(
        f"  - {{id: M{at}, action: а, responsible: {name}, planned: {{to: 2024-01-31}}}}\n"
        for at, name in enumerate(everybody, 1)
    )
    cards = {
        f"data/years/2023-2024/raters/{at}.yaml": rater_text(name)
        for at, name in enumerate(everybody)
    }
    year = year_text(rest=f"measures:\n{tasks}{rest}")
    write(tmp_path, {"data/years/2023-2024.yaml": year, **cards})
    seen = normalized(monkeypatch)
    for command in (("validate",), ("raters", "2023-2024"), ("status", "--today", "2024-05-01")):
        seen.clear()
        assert quality(*command).code == 0
        # Twice for each use: as a member, as a rater in the commission, and as one with a file.
        assert 0 < len(seen) <= 8 * people_there


def test_the_page_compares_names_as_the_tool_does(
    one_page: OnePage, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"data/years/2023-2024.yaml": year_text()})
    assert quality("card", "2023-2024", "-o", "card.html").code == 0
    everyone = [NAME, *SPELLINGS.values(), *OTHERS, "Straße", "\x1cА\x85Б\u2028", "İ", "Å\u212b"]
    card = one_page.opened(tmp_path / "card.html")
    shown = card.page.evaluate("names => names.map(Answers.plainName)", everyone)
    assert shown == [plain_name(name) for name in everyone]
