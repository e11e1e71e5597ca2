"""Generate schools: projects with plausible years, the same for the same seed.

``python benchmarks/generate.py FOLDER --schools 100 --years 3`` writes a folder for each region,
which has a folder for each school. Each school has a tendency, which changes slightly from year to
year. Everything is marked as example data.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.model.tree import Item, Subindicator
from qualitycli.reading.load import load_catalogue
from qualitycli.reading.project import shipped_project
from qualitycli.workspace import CatalogueFile

# Unequal, so that some groups are large and the last ones are a handful of schools.
REGIONS: Final = {
    "sofia": 30,
    "plovdiv": 20,
    "varna": 15,
    "burgas": 12,
    "ruse": 9,
    "montana": 7,
    "vidin": 4,
    "smolyan": 3,
}
_TOWNS: Final = ("Ясенград", "Липово", "Горна Върба", "Камен бряг", "Росица", "Белица")
_PEOPLE: Final = ("Елена Примерова", "Милена Стоева", "Виолета Каменова", "Иван Образцов")
_EVIDENCE: Final = (
    "Протокол от наблюдение на урок № {n}",
    "Анализ на резултатите на методическото обединение, протокол № {n}",
    "Анкета сред {n} родители, обобщена от класните ръководители",
    "Проверка на електронния дневник, констативен протокол № {n}",
    "Годишно тематично разпределение, утвърдено със заповед № РД-12-{n}",
)
_NOTES: Final = (
    "Изпълнява се във всички паралелки, но не през цялата учебна година.",
    "Учителите прилагат различни подходи; обмяната на опит предстои.",
    "В сравнение с предходната година практиката е по-устойчива.",
    "Резултатите са добри при четвърти клас и по-слаби при седми.",
)
_REASONS: Final = (
    "Училището няма целодневна организация на учебния ден.",
    "През годината не е имало такива ученици.",
)
_NO_EVIDENCE: Final = ("Няма събрани данни за втория срок.", "Документите не са предадени.")


class School(NamedTuple):
    """A fictitious school.

    :ivar leaning: how well it does, around 0; added to the result of each item.
    """

    number: int
    region: str
    leaning: float

    @property
    def folder(self) -> str:
        """Path relative to the folder of all schools."""
        return f"{self.region}/school-{self.number:04}"


def schools(count: int, seed: int = 1) -> list[School]:
    """Return fictitious schools, with regions in the proportions of REGIONS."""
    chance = random.Random(seed)
    names, weights = list(REGIONS), list(REGIONS.values())
    return [
        School(number, chance.choices(names, weights)[0], chance.gauss(0, 0.45))
        for number in range(1, count + 1)
    ]


def year_text(school: School, year: str, catalogue_file: CatalogueFile, seed: int = 1) -> str:
    """Return the text of one school's year."""
    chance = random.Random(f"{seed} {school.number} {year}")
    lines = [*_head(school, year, catalogue_file), *_cycle(year, chance), "ratings:"]
    leaning = school.leaning + chance.gauss(0, 0.15)
    for item in catalogue_file.held_in(year).values():
        lines += _rating(item, leaning, year, chance)
    return "\n".join(lines) + "\n"


def write(
    folder: Path, count: int, years: Sequence[str], seed: int = 1, *, share_catalogue: bool = True
) -> list[School]:
    """Write schools below `folder`, and return them.

    :param share_catalogue: whether all schools share one catalogue by hard links.
    """
    catalogue = shipped_project().catalogue
    loaded = load_catalogue(catalogue, catalogue.name)
    assert loaded.content is not None
    first: Path | None = None
    made = schools(count, seed)
    for school in made:
        data = folder / school.folder / "data"
        (data / "years").mkdir(parents=True)
        if first is not None and share_catalogue:
            os.link(first, data / "criteria.yaml")
        else:
            shutil.copyfile(catalogue, data / "criteria.yaml")
            first = data / "criteria.yaml"
        for year in years:
            text = year_text(school, year, loaded.content, seed)
            (data / "years" / f"{year}.yaml").write_text(text, encoding="utf-8")
    return made


def years_from(first: int, count: int) -> list[str]:
    """Return school years in a row."""
    return [f"{year:04}-{year + 1:04}" for year in range(first, first + count)]


def _head(school: School, year: str, catalogue_file: CatalogueFile) -> Iterator[str]:
    framework = catalogue_file.catalogue.framework
    yield "format: 1"
    yield f"year: {year}"
    yield "framework:"
    yield f"  id: {framework.id}"
    yield f'  edition: "{framework.editions[-1]}"'
    yield "institution:"
    yield f"  name: Примерно училище № {school.number}"
    yield f"  town: {_TOWNS[school.number % len(_TOWNS)]}"
    yield f"  director: {_PEOPLE[school.number % len(_PEOPLE)]}"
    yield "illustrative: true"


def _cycle(year: str, chance: random.Random) -> Iterator[str]:
    first, last = year.split("-")
    yield "goals:"
    yield "  - id: G1"
    yield "    text: Самооценяването да стане част от часа."
    yield "    items:"
    yield "      - OP.4.3.1"
    yield "      - OP.4.3.2"
    yield "measures:"
    for number in range(1, 4):
        yield f"  - id: M{number}"
        yield f"    action: Вътрешно обучение на учителите, {chance.randint(4, 20)} учебни часа"
        yield "    serves:"
        yield "      - G1"
        yield f"    responsible: {chance.choice(_PEOPLE)}"
        yield "    planned:"
        # Quoted, because other readers do not read a plain date as text.
        yield f'      from: "{first}-10-{number:02}"'
        yield f'      to: "{last}-05-{number + 10}"'
        yield "    status: started"


def _rating(item: Item, leaning: float, year: str, chance: random.Random) -> Iterator[str]:
    lot = chance.random()
    if lot < 0.02:
        return
    if lot < 0.04:
        yield f"  {item.id}:"
        yield f"    not_applicable: {chance.choice(_REASONS)}"
    elif lot < 0.06:
        yield f"  {item.id}:"
        yield f"    no_evidence: {chance.choice(_NO_EVIDENCE)}"
    elif item.rated_by == "survey":
        yield from _survey(item, leaning, chance)
    else:
        level = max(1, min(4, round(2.7 + leaning + chance.gauss(0, 0.7))))
        yield from _level(item, level, year, chance)


def _survey(item: Item, leaning: float, chance: random.Random) -> Iterator[str]:
    asked = chance.randint(60, 240)
    high = int(asked * max(0.1, min(0.7, 0.4 + leaning / 4)))
    yield f"  {item.id}:"
    yield "    answers:"
    yield f"      1: {(asked - high) // 8}"
    yield f"      2: {(asked - high) // 5}"
    yield f"      3: {(asked - high) // 2}"
    yield f"      4: {high}"
    yield f"    invited: {asked * 2}"


def _level(item: Item, level: int, year: str, chance: random.Random) -> Iterator[str]:
    if level in (2, 3) and chance.random() < 0.2:
        yield f"  {item.id}: {level}"
        return
    yield f"  {item.id}:"
    yield f"    level: {level}"
    if item.rated_by == "ratio" and not (isinstance(item, Subindicator) and item.parts):
        of = chance.randint(80, 400)
        yield f"    count: {int(of * level / 4.5)}"
        yield f"    of: {of}"
    yield "    evidence:"
    for text in chance.sample(_EVIDENCE, chance.choice((1, 2, 2, 3))):
        yield f"      - {text.format(n=chance.randint(1, 90))}"
    if chance.random() < 0.65:
        yield f"    note: {chance.choice(_NOTES)}"
    if chance.random() < 0.6:
        yield f'    rated_on: "{year[5:]}-0{chance.randint(4, 6)}-{chance.randint(10, 28)}"'


def main() -> None:
    """Write schools as given on the command line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("folder", type=Path)
    asked.add_argument("--schools", type=int, default=100)
    asked.add_argument(
        "--years", type=int, default=1, help="number of years, the last being 2024-2025"
    )
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    years = years_from(2025 - options.years, options.years)
    write(options.folder, options.schools, years, options.seed)


if __name__ == "__main__":
    main()
