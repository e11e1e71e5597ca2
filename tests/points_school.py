"""A school whose framework scores by points, with every kind of item, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

YEARS: Final = ("2021-2022", "2022-2023")
_CATALOGUE: Final = """\
format: 1
framework: {id: tochki, editions: ["1"], title: <title>, language: <language>}
method: points
ladders:
  done: [{points: 0, text: <no>}, {points: 1, text: <partly>}, {points: 2, text: <yes>}]
  share: [{points: 1}, {points: 1.5, above: 20}, {points: 2, above: 60}]
  absence: [{points: 4}, {points: 2, above: 10}, {points: 0, above: 20}]
answer_scales:
  agreement:
    - {text: <disagree>}
    - {text: <undecided>}
    - {text: <agree>}
    - {text: <cannot_say>, key: x, counts: false}
bands:
  - id: own
    title: <bands>
    verified: true
    source: <source>
    percent_of: maximum
    steps: [{name: <best>, from: 75}, {name: <middle>, from: 50}, {name: <worst>}]
areas:
  - id: A
    number: "1"
    title: <area_a>
    max_points: 8
    criteria:
      - {id: A.1, title: <plan>, rated_by: points, ladder: done}
      - id: A.2
        title: <lessons>
        max_points: 6
        indicators:
          - {id: A.2.1, title: <structure>, rated_by: points, max_points: 4, step: 0.5}
          - {id: A.2.2, title: <digital>, rated_by: ratio, ladder: share}
  - id: B
    number: "2"
    title: <area_b>
    max_points: 14
    criteria:
      - id: B.1
        title: <care>
        indicators:
          - {id: B.1.1, title: <sick>, rated_by: value, unit: <days>, ladder: absence}
          - {id: B.1.2, title: <food>, rated_by: points, ladder: done}
          - {id: B.1.3, title: <yard>, rated_by: points, ladder: done}
      - id: B.2
        title: <families>
        indicators:
          - {id: B.2.1, title: <content>, rated_by: survey, answer_scale: agreement, max_points: 6}
          - {id: B.2.2, title: <projects>, rated_by: value, unit: <pieces>}
"""
_HEAD: Final = """\
format: 1
year: <year>
framework: {id: tochki, edition: "1"}
institution: {kind: <kind>, name: <name>, town: <town>, director: <director>}
"""
_RATINGS: Final = {
    "2021-2022": """\
ratings:
  A.1: {points: 1, evidence: [<minutes>]}
  A.2.1: {points: 2.5, evidence: [<minutes>]}
  A.2.2: {count: 50, of: 100}
  B.1.1: {value: 12.5}
  B.1.2: {not_applicable: <brought>}
  B.2.1: {answers: {1: 4, 2: 8, 3: 12, x: 2}, invited: 40}
  B.2.2: {value: 5}
""",
    "2022-2023": """\
targets: {A: 7, A.2.2: 70, B.2.2: 8, B.2.1: 2.5}
ratings:
  A.1: {points: 2, evidence: [<minutes>]}
  A.2.1: {points: 3, evidence: [<minutes>], note: <note>}
  A.2.2: {count: 61, of: 100}
  B.1.1: {value: 9.5}
  B.1.2: {not_applicable: <brought>}
  B.1.3: {no_evidence: <report>}
  B.2.1: {answers: {1: 2, 2: 6, 3: 16, x: 3}, invited: 40}
  B.2.2: {value: 7}
measures:
  - {id: M1, kind: planned, action: <action>, serves: [B.1.3], responsible: <director>}
""",
}
_WORDS: Final = {
    "title": ("Framework of a small institution", "Рамка на малка институция"),
    "no": ("No.", "Не."),
    "partly": ("In part.", "Отчасти."),
    "yes": ("Yes.", "Да."),
    "disagree": ("Disagree", "Не съм съгласен"),
    "undecided": ("Undecided", "Колебая се"),
    "agree": ("Agree", "Съгласен съм"),
    "cannot_say": ("Cannot say", "Не мога да преценя"),
    "bands": ("Own bands", "Собствена скала"),
    "source": ("Rules, section 4", "Правила, раздел 4"),
    "best": ("strong", "силна"),
    "middle": ("sound", "добра"),
    "worst": ("weak", "слаба"),
    "area_a": ("Learning", "Обучение"),
    "plan": ("The plan is public.", "Планът е обявен."),
    "lessons": ("Lessons", "Урочна работа"),
    "structure": ("Lessons follow the plan.", "Уроците следват плана."),
    "digital": ("Lessons with digital media.", "Уроци с дигитални средства."),
    "area_b": ("Environment", "Среда"),
    "care": ("Care", "Грижа"),
    "sick": ("Absence on sick leave.", "Отсъствия по болест."),
    "days": ("days", "дни"),
    "food": ("Meals are healthy.", "Храната е здравословна."),
    "yard": ("The yard is safe.", "Дворът е безопасен."),
    "families": ("Families", "Семейства"),
    "content": ("Families are content.", "Родителите са доволни."),
    "projects": ("Projects.", "Проекти."),
    "pieces": ("projects", "бр."),
    "name": ("Example", "Пример"),
    "town": ("Exampleton", "Примерово"),
    "director": ("Alex Example", "Мария Примерова"),
    "minutes": ("Minutes No 3", "Протокол № 3"),
    "brought": ("Meals are brought from home.", "Храната се носи от вкъщи."),
    "report": ("There was no inspection.", "Не е правен оглед."),
    "note": ("Two observers.", "Двама наблюдатели."),
    "action": ("Have the yard inspected.", "Да се направи оглед на двора."),
}


def write_points_school(
    folder: Path, language: str, *, kind: str = "school", overall: bool = True
) -> Path:
    """Write a project with two years.

    :param kind: the kind of institution.
    :param overall: whether the framework has an overall result.
    """
    years = folder / "data/years"
    years.mkdir(parents=True)
    words = {name: pair[language == "bg"] for name, pair in _WORDS.items()}
    words |= {"language": language, "kind": kind}
    catalogue = _CATALOGUE if overall else f"{_CATALOGUE}overall: false\n"
    (folder / "data/criteria.yaml").write_text(_filled(catalogue, words), encoding="utf-8")
    for year, ratings in _RATINGS.items():
        text = _filled(_HEAD + ratings, words | {"year": year})
        (years / f"{year}.yaml").write_text(text, encoding="utf-8")
    return folder


def score_by_means(folder: Path) -> None:
    """Change the project's framework to the mean of percentages, without levels."""
    path = folder / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8").replace("method: points\n", "")
    text = re.sub(r"^ +max_points: \d+\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    year = folder / "data/years/2022-2023.yaml"
    text = year.read_text(encoding="utf-8").replace("{A: 7, ", "{A: 70, ")
    year.write_text(text, encoding="utf-8")


def _filled(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"<{name}>", word)
    return text
