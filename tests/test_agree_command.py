"""``quality agree``: it records the right decisions and changes nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Quality
from tests.quick_yaml import values_in
from tests.raters import FIXTURES, with_raters, write_card
from tests.sitting import END_OF_INPUT, sitting

pytestmark = pytest.mark.slow

YEAR = "2020-2021"
MINUTES = ("--protocol", "Протокол № 4", "--date", "2021-06-10")


@pytest.fixture
def year(project: Path) -> Path:
    """Return the year's file, with the three raters' files in place."""
    with_raters(project)
    return project / f"data/years/{YEAR}.yaml"


def ratings_of(path: Path) -> dict[str, dict[str, Any]]:
    """Read the ratings with another parser, with short forms expanded."""
    found = values_in(path.read_text(encoding="utf-8"))["ratings"]
    return {
        item: rating if isinstance(rating, dict) else {"level": rating} if rating else {}
        for item, rating in found.items()
    }


def blocks(text: str) -> dict[str, str]:
    """Return the lines of each rating, and all other lines under the empty name, in order."""
    found: dict[str, str] = defaultdict(str)
    item, in_ratings = "", False
    for line in text.splitlines(keepends=True):
        if not line.startswith((" ", "#", "\n")):
            in_ratings, item = line.startswith("ratings:"), ""
        if in_ratings and (start := re.match(r"  ([A-Z]{2}[0-9.]+):", line)):
            item = start[1]
        elif re.match(r" {0,2}#", line):
            item = ""
        found[item] += line
    return found


def cards() -> list[dict[str, dict[str, Any]]]:
    return [ratings_of(path) for path in sorted(FIXTURES.glob("*.yaml"))]


def same_of_all() -> dict[str, int]:
    """Return the items that at least two raters rate at the same level, without disagreement."""
    items = {item for card in cards() for item in card}
    found: dict[str, int] = {}
    for item in items:
        said = [card[item] for card in cards() if item in card]
        levels = {one.get("level") for one in said}
        if len(said) > 1 and len(levels) == 1 and None not in levels:
            found[item] = int(levels.pop() or 0)
    return found


def test_unanimous_changes_the_agreed_lines_only(year: Path, quality: Quality) -> None:
    before, old = year.read_text(encoding="utf-8"), ratings_of(year)
    outcome = quality("agree", YEAR, "--unanimous", "--force", *MINUTES)
    assert outcome.code == 0, outcome.err
    after, new = year.read_text(encoding="utf-8"), ratings_of(year)
    expected = same_of_all()
    assert len(expected) > 10
    assert f"{len(expected)} items recorded." in outcome.out
    assert {item for item in new if "agreed" in new[item]} == expected.keys()
    for item, level in expected.items():
        assert new[item]["level"] == level
        assert str(new[item]["agreed"]["date"]) == "2021-06-10"
        assert new[item]["agreed"]["protocol"] == "Протокол № 4"
    untouched = {item: rating for item, rating in old.items() if item not in expected}
    assert {item: new[item] for item in untouched} == untouched
    then, now = blocks(before), blocks(after)
    assert then.keys() == now.keys()
    assert [item for item in then if item not in expected and then[item] != now[item]] == []
    assert quality("validate", YEAR).code == 0


def test_evidence_of_the_raters_comes_together(project: Path, quality: Quality) -> None:
    evidence = "OP.1.1.1:\n  level: 4\n  evidence:\n    - Протокол № 3\n    - {}\n  note: Само мое."
    write_card(project, "a", "Виолета Каменова", evidence.format("Снимки"))
    write_card(project, "b", "Красимира Добрева", evidence.format("протокол  № 3"))
    path = project / f"data/years/{YEAR}.yaml"
    text = path.read_text(encoding="utf-8").replace("  OP.1.1.1: 3\n", "  OP.1.1.1:\n")
    path.write_text(text, encoding="utf-8")
    assert quality("agree", YEAR, "--unanimous", *MINUTES, "--no-copy-evidence").code == 0
    assert ratings_of(path)["OP.1.1.1"].keys() == {"level", "agreed"}
    path.write_text(text, encoding="utf-8")
    assert quality("agree", YEAR, "--unanimous", *MINUTES).code == 0
    agreed = ratings_of(path)["OP.1.1.1"]
    assert agreed["evidence"] == ["Протокол № 3", "Снимки"]
    # A note is one person's opinion.
    assert "note" not in agreed


def test_what_the_year_says_is_replaced_only_when_asked(project: Path, quality: Quality) -> None:
    for stem, name in (("a", "Виолета Каменова"), ("b", "Красимира Добрева")):
        write_card(project, stem, name, "OP.1.1.1: 2\nOP.1.1.2: 3\nOP.1.1.3: 2")
    path = project / f"data/years/{YEAR}.yaml"
    assert [ratings_of(path)[f"OP.1.1.{n}"]["level"] for n in (1, 2, 3)] == [3, 3, 2]
    outcome = quality("agree", YEAR, "--unanimous", *MINUTES)
    assert "2 items recorded." in outcome.out
    assert "1 item skipped: the year already has a different rating" in outcome.out
    assert ratings_of(path)["OP.1.1.1"] == {"level": 3}
    refused = quality("agree", YEAR, "--item", "OP.1.1.1", "--level", "2", *MINUTES)
    assert refused.code == 2
    assert "--force" in refused.err
    again = quality("agree", YEAR, "--unanimous", "--force", *MINUTES)
    assert "1 item recorded." in again.out
    assert "2 items were already agreed." in again.out
    assert ratings_of(path)["OP.1.1.1"]["level"] == 2


def test_one_rater_counts_only_when_asked(project: Path, quality: Quality) -> None:
    write_card(project, "a", "Виолета Каменова", "OP.1.1.1: 3\nOP.1.1.2: 3")
    write_card(project, "b", "Красимира Добрева", "OP.1.1.1: 3")
    assert "1 item recorded." in quality("agree", YEAR, "--unanimous", *MINUTES).out
    more = quality("agree", YEAR, "--unanimous", "--min-raters", "1", *MINUTES)
    assert "1 item recorded." in more.out


def test_an_item_between_two_levels(year: Path, quality: Quality) -> None:
    """Two raters, 2 and 4: nothing is recorded until the commission decides."""
    quality("agree", YEAR, "--unanimous", "--force", *MINUTES)
    assert "agreed" not in ratings_of(year)["OP.2.1.2"]
    without = quality("agree", YEAR, "--item", "OP.2.1.2", *MINUTES)
    assert without.code == 2
    note = "Прието с мнозинство: 3 на 1"
    args = ("--item", "OP.2.1.2", "--level", "3", "--force", "--note", note)
    outcome = quality("agree", YEAR, *args, *MINUTES)
    assert (outcome.code, outcome.out) == (0, "Recorded: OP.2.1.2, level 3.\n")
    rating = ratings_of(year)["OP.2.1.2"]
    assert (rating["level"], rating["note"]) == (3, note)


def test_another_judgement_takes_the_place_of_the_one_before(year: Path, quality: Quality) -> None:
    args = ("--item", "OP.1.1.1", "--force", *MINUTES)
    reason = 'Няма: „условия“ # и "още"'
    assert quality("agree", YEAR, *args, "--not-applicable", reason).code == 0
    rating = ratings_of(year)["OP.1.1.1"]
    assert rating["not_applicable"] == reason
    assert "level" not in rating
    assert quality("agree", YEAR, *args, "--level", "2").code == 0
    assert "not_applicable" not in ratings_of(year)["OP.1.1.1"]


def test_a_dry_run_shows_the_lines_and_writes_nothing(year: Path, quality: Quality) -> None:
    before = year.read_bytes()
    outcome = quality("agree", YEAR, "--unanimous", "--force", "--dry-run", *MINUTES)
    assert outcome.code == 0
    assert "+      protocol: Протокол № 4" in outcome.out
    assert year.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--unanimous",), "--date and --protocol"),
        (("--unanimous", "--protocol", " ", "--date", "2021-06-10"), "--date and --protocol"),
        (("--unanimous", "--protocol", "№ 4", "--date", "юни 2021"), "is not a date"),
        (
            ("--unanimous", "--item", "OP.1.1.1", "--level", "3", *MINUTES),
            "cannot be used together",
        ),
        (("--item", "OP.1.1.1", *MINUTES), "--not-applicable"),
        (("--item", "OP.1.1.1", "--level", "3", "--points", "2", *MINUTES), "exactly one of"),
        (("--level", "3", *MINUTES), "--item ID"),
        (("--item", "OP.1.1.99", "--level", "3", *MINUTES), "OP.1.1.99"),
        (("--item", "OP.1.1", "--level", "3", *MINUTES), "not an item"),
        (("--item", "OP.1.1.1", "--level", "5", *MINUTES), "1, 2, 3, 4"),
        (("--item", "OP.1.1.1", "--level", "3.5", *MINUTES), "1, 2, 3, 4"),
        (("--item", "OP.1.1.1", "--points", "2", *MINUTES), "1, 2, 3, 4"),
        (("--item", "OP.1.1.1", "--no-evidence", " ", *MINUTES), "cannot have this rating"),
        ((), "requires a terminal"),
    ],
)
def test_usage_errors_write_nothing(
    year: Path, quality: Quality, args: tuple[str, ...], said: str
) -> None:
    before = year.read_bytes()
    outcome = quality("agree", YEAR, *args)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert year.read_bytes() == before


def test_outside_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    assert quality("agree", YEAR, "--unanimous", *MINUTES).code == 2


def test_errors_of_a_rater_come_first(year: Path, quality: Quality) -> None:
    path = year.with_suffix("") / "raters/ilchev.yaml"
    path.write_text(path.read_text("utf-8") + "  OP.4.1.1: много\n", encoding="utf-8")
    before = year.read_bytes()
    outcome = quality("agree", YEAR, "--unanimous", *MINUTES)
    assert outcome.code == 1
    assert "ilchev.yaml" in outcome.err
    assert year.read_bytes() == before


def test_a_file_that_changed_meanwhile_is_left(
    year: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualitycli.application import decision_recording, raters

    real = raters.compared_raters

    def and_somebody_writes(*args: Any) -> Any:
        found = real(*args)
        year.write_text(year.read_text("utf-8") + "# друга ръка\n", encoding="utf-8")
        return found

    monkeypatch.setattr(decision_recording, "compared_raters", and_somebody_writes)
    outcome = quality("agree", YEAR, "--unanimous", "--force", *MINUTES)
    assert outcome.code != 0
    assert "was changed by someone else" in outcome.err
    assert "agreed:" not in year.read_text(encoding="utf-8")


def test_what_one_rater_says_is_in_no_output_of_the_year(year: Path, quality: Quality) -> None:
    note = "Учениците работят сами в 11 от 42 наблюдавани урока."
    assert note in (FIXTURES / "ilchev.yaml").read_text(encoding="utf-8")
    commands = [
        ("score", YEAR, "--depth", "item"),
        ("score", YEAR, "--format", "json"),
        ("explain", YEAR),
        ("trend",),
        ("diff", YEAR, "2021-2022"),
        ("export", YEAR, "-o", "out.csv"),
    ]
    before = [quality(*command).out for command in commands]
    exported = Path("out.csv").read_text(encoding="utf-8")
    assert all(note not in out for out in (*before, exported))
    # The raters' files change nothing before the commission has agreed.
    for path in (year.with_suffix("") / "raters").glob("*.yaml"):
        path.unlink()
    Path("out.csv").unlink()
    assert [quality(*command).out for command in commands] == before
    assert Path("out.csv").read_text(encoding="utf-8") == exported


def test_what_one_rater_says_is_in_no_document(year: Path, quality: Quality) -> None:
    def made(folder: str) -> dict[str, bytes]:
        assert quality("publish", folder, YEAR).code == 0
        paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    with_cards = made("one")
    assert len(with_cards) > 5
    note = "В моите часове таблетите се ползват всяка седмица."
    assert note in (FIXTURES / "dobreva.yaml").read_text(encoding="utf-8")
    assert not any(note.encode() in content for content in with_cards.values())
    for path in (year.with_suffix("") / "raters").glob("*.yaml"):
        path.unlink()
    assert made("two") == with_cards


def test_an_agreement_ends_when_the_rating_is_set_again(year: Path, quality: Quality) -> None:
    quality("agree", YEAR, "--item", "OP.1.1.1", "--level", "3", *MINUTES)
    assert quality("set", YEAR, "OP.1.1.1", "--note", "Бележка").code == 0
    assert "agreed" in ratings_of(year)["OP.1.1.1"]
    assert quality("set", YEAR, "OP.1.1.1", "2").code == 0
    assert ratings_of(year)["OP.1.1.1"] == {"level": 2, "note": "Бележка"}


# ── in a terminal ────────────────────────────────────────────────────────────────────────────────


def test_item_by_item(project: Path) -> None:
    write_card(
        project,
        "a",
        "Виолета Каменова",
        """
        OP.1.1.1: 3
        OP.1.1.2:
          level: 4
          evidence:
            - Протокол № 5
          note: Целта се обявява винаги.
        OP.1.1.3: 2
        OP.1.2.1: 3
        OP.1.8.1:
          not_applicable: Няма желаещи.
        """,
    )
    write_card(
        project,
        "b",
        "Красимира Добрева",
        """
        OP.1.1.1: 3
        OP.1.1.2: 2
        OP.1.1.3: 3
        OP.1.2.1:
          no_evidence: Не съм била в час.
        OP.1.8.1:
          not_applicable: Няма целодневна организация.
        """,
    )
    write_card(project, "c", "Радослав Илчев", "OP.1.1.3: 3")
    path = project / f"data/years/{YEAR}.yaml"
    code, said = sitting(
        project,
        [
            ("Protocol", "Протокол № 4"),
            ("Date of the decision", "?"),
            ("write the date as 2021-05-20 or 20.05.2021", "6/10/2021"),
            ("can mean 2021-10-06 or 2021-06-10", "31.06.2021"),
            ("does not exist", "10.06.2021"),
            ("Record it?", "y"),
            # OP.1.1.2, 4 and 2: no level is proposed, so an empty answer is not accepted.
            ("Decision: ", ""),
            ("Invalid answer", "7"),
            ("Invalid answer", "3"),
            ("Copy the raters' 1 piece", "y"),
            ("Note", "Прието."),
            ("Decision: ", "д"),
            ("Invalid answer", "н"),
            ("Reason", "Няма такива уроци."),
            ("Replace it?", "y"),
            ("Note", ""),
            ("Decision [level 3]", ""),
            ("Replace it?", "y"),
            ("Note", ""),
            ("Decision: ", "к"),
        ],
    )
    assert code == 0, said
    assert "OP.1.1.2" in said
    assert "Целта се обявява винаги." in said
    assert "the median falls between two levels" in said.lower()
    assert said.rstrip().endswith("4 items recorded.")
    ratings = ratings_of(path)
    agreed = {item: rating for item, rating in ratings.items() if "agreed" in rating}
    assert agreed.keys() == {"OP.1.1.1", "OP.1.1.2", "OP.1.2.1", "OP.1.1.3"}
    assert agreed["OP.1.1.2"]["level"] == 3
    assert agreed["OP.1.1.2"]["evidence"] == ["Протокол № 5"]
    assert agreed["OP.1.1.2"]["note"] == "Прието."
    assert agreed["OP.1.2.1"]["not_applicable"] == "Няма такива уроци."
    assert agreed["OP.1.1.3"]["level"] == 3
    assert all(str(one["agreed"]["date"]) == "2021-06-10" for one in agreed.values())


def test_the_keys_are_on_a_bulgarian_keyboard_and_on_an_english_one(project: Path) -> None:
    """Digits, and characters that can be typed in either keyboard layout."""
    both = """
        OP.1.1.1: {one}
        OP.1.1.2: {one}
        OP.1.1.3: {one}
        OP.1.2.1: {one}
        OP.1.2.2: 3
        """
    for stem, name, one in (("a", "Виолета Каменова", 2), ("b", "Красимира Добрева", 3)):
        write_card(project, stem, name, both.format(one=one))
    path = project / f"data/years/{YEAR}.yaml"
    before = ratings_of(path)
    code, said = sitting(
        project,
        [
            ("Record it? [Enter = yes, - = no]", "-"),
            ("Decision: ", "?"),
            ("Decision: ", "-"),
            ("Reason", "Няма такива уроци."),
            ("Replace it? [+ = yes, Enter = no]", "+"),
            ("Note", ""),
            ("Decision: ", "!"),
            ("Reason", "Няма наблюдения."),
            ("Replace it?", "+"),
            ("Note", ""),
            ("Decision: ", "+"),
            ("Decision: ", "."),
        ],
        *MINUTES,
    )
    assert code == 0, said
    keys = "1–4 = level, - = not applicable, ! = no evidence, + = skip, . = stop, ? = help"
    assert said.count(keys) == 4
    explained = said[said.index("Decision: ?") :]
    for key, meaning in (
        ("1", "незадоволително"),
        ("-", "not applicable"),
        ("+", "skip"),
        (".", "stop"),
    ):
        assert re.search(rf"^  {re.escape(key)} +{meaning}", explained, re.M | re.I), explained
    now = ratings_of(path)
    assert now["OP.1.1.1"]["not_applicable"] == "Няма такива уроци."
    assert now["OP.1.1.2"]["no_evidence"] == "Няма наблюдения."
    for item in ("OP.1.1.3", "OP.1.2.1", "OP.1.2.2"):
        assert now[item] == before[item]


@pytest.mark.parametrize(
    ("old", "new"),
    [("--at-least", "--min-raters"), ("--without-evidence", "--no-copy-evidence")],
)
def test_an_option_of_version_1_0_is_answered_with_the_new_one(
    old: str, new: str, year: Path, quality: Quality
) -> None:
    outcome = quality("agree", YEAR, "--unanimous", old, "2", *MINUTES)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"“agree {old}” is now “agree {new}”." in outcome.err


def test_what_was_recorded_stays_when_the_sitting_is_broken_off(project: Path) -> None:
    with_raters(project)
    path = project / f"data/years/{YEAR}.yaml"
    steps = [("Record them?", "n"), ("Decision", "3"), ("?", "y"), ("Note", "")]
    code, said = sitting(project, [*steps, ("Decision", END_OF_INPUT)], *MINUTES)
    assert code == 130, said
    assert said.endswith("\nInterrupted; what was recorded so far is kept.\n")
    agreed = [item for item, rating in ratings_of(path).items() if "agreed" in rating]
    assert len(agreed) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--dry-run",), "--dry-run can only be used with --item or --unanimous"),
        (("--force",), "--force can only be used with --item or --unanimous"),
        (("--note", "x"), "--note can only be used with --item or --unanimous"),
        (("--no-copy-evidence",), "--no-copy-evidence can only be used with --item or --unanimous"),
        (("--unanimous", "--note", "x"), "--note and --unanimous cannot be used together"),
        (("--item", "OP.1.1.1", "--level", "3", "--min-raters", "2"), "--min-raters and --item"),
        (("--unanimous", "--item", "OP.1.1.1", "--level", "3"), "--unanimous and --item"),
    ],
)
def test_what_would_have_no_effect_is_refused(
    args: tuple[str, ...], said: str, year: Path, quality: Quality
) -> None:
    before = year.read_bytes()
    outcome = quality("agree", YEAR, *args, *MINUTES)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert year.read_bytes() == before


def test_a_sitting_records_only_what_so_many_have_judged(project: Path) -> None:
    for stem, name in (("a", "Виолета Каменова"), ("b", "Красимира Добрева")):
        write_card(project, stem, name, "OP.1.1.1: 3")
    path = project / f"data/years/{YEAR}.yaml"
    text = path.read_text(encoding="utf-8")
    before = ratings_of(path)["OP.1.1.1"]
    code, said = sitting(project, [], "--min-raters", "3", *MINUTES)
    assert (code, "Record it?" in said) == (0, False)
    assert path.read_text(encoding="utf-8") == text
    assert before == {"level": 3}
    code, said = sitting(project, [("Record it?", "y")], *MINUTES)
    assert code == 0
    assert ratings_of(path)["OP.1.1.1"]["agreed"]["protocol"] == "Протокол № 4"


def test_a_sitting_warns_of_what_it_records(project: Path) -> None:
    for stem, name in (("a", "Виолета Каменова"), ("b", "Красимира Добрева")):
        write_card(project, stem, name, "OP.1.1.1: 4")
    path = project / f"data/years/{YEAR}.yaml"
    text = path.read_text(encoding="utf-8").replace("  OP.1.1.1: 3\n", "  OP.1.1.1:\n")
    path.write_text(text, encoding="utf-8")
    code, said = sitting(project, [("Record it?", "y")], *MINUTES)
    assert code == 0
    assert "warning Q4" in said, "a 4 without evidence"
