"""The schedule by date, and as iCalendar, read by an independent library."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from qualitycli.messages import Translator, visible
from qualitycli.model.assessment import Assessment
from qualitycli.render.icalendar import as_icalendar
from qualitycli.tracking.status import tasks
from tests.conftest import TOP, Quality
from tests.quick_yaml import values_in
from tests.small_school import ALL_RATED, write, year_text

YEARS = sorted(path.stem for path in (TOP / "data/years").glob("*.yaml"))
HEAD = {"format": "1", "year": "2020-2021", "framework": {"id": "vou-montana", "edition": "2020"}}


@pytest.mark.parametrize("year", YEARS)
def test_a_calendar_library_reads_the_same_dates_and_texts(
    quality: Quality, monkeypatch: pytest.MonkeyPatch, year: str
) -> None:
    monkeypatch.chdir(TOP)
    outcome = quality("--lang", "bg", "calendar", year, "--format", "ics")
    assert outcome.code == 0
    calendar = Calendar.from_ical(outcome.out)
    assert str(calendar["X-WR-CALNAME"]) == f"План-график за {year.replace('-', '/')}"
    read = {
        str(event["SUMMARY"]): (event.decoded("DTSTART"), event.decoded("DTEND"))
        for event in calendar.walk("VEVENT")
    }
    # Read again here, in a different way from the tool's.
    data = values_in(Path(f"data/years/{year}.yaml").read_text(encoding="utf-8"))
    written = {}
    for one in data["calendar"]:
        last = one.get("to") or one["from"]
        written[f"{one['id']} {one['activity']}"] = (one.get("from") or last, next_day(last))
    for one in data["measures"]:
        if one.get("status") != "dropped" and one.get("planned", {}).get("to"):
            first, last = one["planned"].get("from"), one["planned"]["to"]
            written[f"{one['id']} {one['action']}"] = (first or last, next_day(last))
    assert read == written
    assert len(read) > 5
    owners = {str(event["DESCRIPTION"]) for event in calendar.walk("VEVENT")}
    assert all(one.startswith("Отговорник: ") for one in owners)


def next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def test_the_schedule_is_in_order_and_the_same_in_every_form(
    quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)
    entries = json.loads(quality("calendar", "2020-2021", "--format", "json").out)["entries"]
    days = [one["from"] or one["deadline"] for one in entries if one["from"] or one["deadline"]]
    assert days == sorted(days)
    ids = [one["id"] for one in entries]
    table = quality("calendar", "2020-2021").out.splitlines()
    shown = [line.split()[0] for line in table if line and line.split()[0] in ids]
    assert shown == ids
    assert {one["kind"] for one in entries} == {"activity", "measure"}


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=200)
        .filter(lambda text: text.strip() != "" and text == text.strip()),
        min_size=1,
        max_size=3,
    )
)  # fmt: skip
def test_whatever_a_text_contains_it_stays_one_entry_and_comes_back(texts: list[str]) -> None:
    calendar = [
        {"id": f"K{n}", "activity": text, "to": "2021-03-01"} for n, text in enumerate(texts, 1)
    ]
    year = Assessment.model_validate({**HEAD, "calendar": calendar})
    written = as_icalendar(year, tasks(year), date(2021, 1, 1), Translator("bg"))
    for line in written.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
    read = [str(one["SUMMARY"]) for one in Calendar.from_ical(written).walk("VEVENT")]
    # A line break is preserved; other control characters are made visible.
    assert read == [f"K{n} {shown(text)}" for n, text in enumerate(texts, 1)]


def shown(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


def test_an_entry_keeps_its_name_and_one_without_a_day_has_no_place(
    project: Path, quality: Quality
) -> None:
    text = """\
format: 1
year: 2020-2021
framework: {id: vou-montana, edition: "2020"}
calendar:
  - {id: K1, activity: Без ден}
  - {id: K2, activity: С начален ден, from: 2021-03-01}
ratings: {OP.1.1.1: 3}
"""
    (project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    once = quality("calendar", "2020-2021", "--format", "ics", "--today", "2021-01-01").out
    (event,) = Calendar.from_ical(once).walk("VEVENT")
    assert UUID(str(event["UID"])).version == 5
    assert event.decoded("DTSTART") == date(2021, 3, 1)
    assert quality("calendar", "2020-2021", "--format", "ics", "--today", "2021-01-01").out == once
    # Yet the table shows it, at the end.
    assert [one["id"] for one in entries_of(quality)] == ["K2", "K1"]


def entries_of(quality: Quality) -> list[dict[str, object]]:
    said = json.loads(quality("calendar", "2020-2021", "--format", "json").out)
    return list(said["entries"])


SCHOOLS = {
    "none": "",
    "name": "institution: {name: ОУ „Христо Ботев“}\n",
    "town": "institution: {name: ОУ „Христо Ботев“, town: Ясен}\n",
    "other town": "institution: {name: ОУ „Христо Ботев“, town: Долни Дъбник}\n",
    "other name": "institution: {name: СУ „Васил Левски“, town: Ясен}\n",
}
CALENDAR = "calendar: [{id: K1, activity: Среща, to: 2023-10-01}]\n"


def uids(quality: Quality, year: str = "2023-2024") -> list[str]:
    """Return the names of the entries of a year, as read by a library."""
    written = quality("calendar", year, "--format", "ics").out
    return [str(event["UID"]) for event in Calendar.from_ical(written).walk("VEVENT")]


def test_entries_of_different_schools_and_years_have_different_names(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = []
    for school in SCHOOLS.values():
        for year in ("2022-2023", "2023-2024"):
            day = f"{year[:4]}-10-01"
            more = 'measures: [{id: M1, action: "а", planned: {to: ' + day + "}}]\n"
            rest = school + CALENDAR.replace("2023-10-01", day) + more + ALL_RATED
            write(tmp_path, {f"data/years/{year}.yaml": year_text(year, rest)})
            found += uids(quality, year)
    assert len(found) == len(set(found)) == 2 * 2 * len(SCHOOLS)


@pytest.mark.parametrize("school", SCHOOLS.values(), ids=SCHOOLS)
def test_an_entry_keeps_its_name_when_the_file_is_edited(
    school: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = "data/years/2023-2024.yaml"
    text = year_text(rest=school + CALENDAR + ALL_RATED)
    write(tmp_path, {path: text})
    (first,) = uids(quality)
    edits = (
        ("Среща", "Друга среща"),
        ("2023-10-01", "2023-11-30"),
        ("„Христо Ботев“", "'Христо  БОТЕВ'"),
        ("OP.1.1.1: 3", "OP.1.1.1: 4"),
    )
    for old, new in edits:
        text = text.replace(old, new)
        write(tmp_path, {path: text})
        assert uids(quality) == [first]
