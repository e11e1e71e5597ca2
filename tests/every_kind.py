"""A school that scores by points, with an item of every kind and three raters."""

from __future__ import annotations

import textwrap
from pathlib import Path

YEAR = "2022-2023"
CATALOGUE = """\
format: 1
framework: {id: vseki, editions: ["1"], title: Карта с точки}
method: points
scale:
  levels:
    - {value: 1, name: слабо}
    - {value: 2, name: средно}
    - {value: 3, name: добро}
ladders:
  dane: [{points: 0, text: Не е изпълнено.}, {points: 1, text: Изпълнено е.}]
answer_scales:
  pet:
    - {text: изобщо не}
    - {text: не}
    - {text: донякъде}
    - {text: да}
    - {text: напълно}
    - {text: не мога да преценя, key: X, counts: false}
areas:
  - id: A
    title: Управление
    criteria:
      - {id: A.1, title: Публичност, rated_by: points, ladder: dane}
      - {id: A.2, title: Прозрачност, rated_by: points, ladder: dane}
      - id: A.3
        title: Дейности
        indicators:
          - id: A.3.1
            title: Дял на обхванатите
            rated_by: ratio
            ladder:
              - {points: 1, text: Малка част са обхванати.}
              - {points: 1.5, above: 20}
              - {points: 2, above: 60, text: Обхванати са повечето.}
          - {id: A.3.2, title: Система, rated_by: points, max_points: 9.5, step: 0.5}
          - {id: A.3.3, title: Анкета, rated_by: survey, answer_scale: pet, max_points: 3.5}
          - {id: A.3.4, title: Проекти, rated_by: value, unit: бр.}
          - id: A.3.5
            title: Партньори
            rated_by: points
            ladder:
              - {points: 0, text: Няма взаимодействие.}
              - {points: 0.75, text: Взаимодейства с един партньор.}
              - {points: 1.5, text: Взаимодейства активно.}
              - {points: 2, text: Взаимодейства много активно.}
          - id: A.3.6
            title: План за прием
            rated_by: ratio
            may_exceed: true
            thresholds: [50, 100]
            max_points: 3
          - id: A.3.7
            title: Отсъствия
            rated_by: value
            unit: бр.
            ladder: [{points: 3}, {points: 2, from: 3.5}, {points: 0, from: 5.5}]
          - {id: A.3.8, title: Работа в екип, max_points: 2}
          - {id: A.3.9, title: Проучване, rated_by: ratio, max_points: 4}
          - {id: A.3.10, title: Климат, rated_by: points, max_points: 5}
"""
HEAD = f'format: 1\nyear: {YEAR}\nframework: {{id: vseki, edition: "1"}}\n'
RATINGS = """\
A.1: {points: 1}
A.2: {not_applicable: Няма сайт.}
A.3.1: {count: 93, of: 200}
A.3.2: {points: 7.5}
A.3.3: {answers: {1: 4, 2: 8, 3: 8, 4: 33, 5: 362, X: 12}, invited: 500}
A.3.4: {value: 7}
A.3.5: {points: 0.75}
A.3.6: {count: 110, of: 100}
A.3.7: {value: 4.25}
A.3.8: 2
A.3.9: {points: 2.25, count: 3, of: 4}
"""
RATERS = {
    "Анна Иванова": """\
A.1: {points: 1}
A.2: {points: 0}
A.3.1: {count: 93, of: 100}
A.3.2: {points: 7.5}
A.3.3: {answers: {1: 4, 5: 62, X: 12}}
A.3.4: {value: 7.5}
A.3.5: {points: 0}
A.3.7: {value: 4.25}
A.3.8: 2
A.3.9: {points: 2.25, count: 3, of: 4}
A.3.10: {points: 4.5}
""",
    "Борис Петров": """\
A.1: {points: 0}
A.2: {points: 0}
A.3.1: {count: 93, of: 110}
A.3.2: {points: 8}
A.3.3: {mean: 4.73, answered: 66}
A.3.4: {value: 8}
A.3.5: {points: 1.5}
A.3.7: {value: 4.25}
A.3.8: 1
A.3.9: {level: 2, count: 3, of: 4}
A.3.10: {points: 4.49}
""",
    "Вера Колева": """\
A.1: {points: 1}
A.3.2: {points: 8}
A.3.5: {points: 2}
A.3.8: {no_evidence: Няма протоколи.}
""",
}


def rater_text(name: str, ratings: str) -> str:
    """Return the text of a rater's file; the ratings are passed without indentation."""
    return f"{HEAD}rater: {{name: {name}}}\nratings:\n{textwrap.indent(ratings, '  ')}"


def write_school(folder: Path, ratings: str = RATINGS) -> Path:
    """Write the project, and return the path of the year's file."""
    year = folder / f"data/years/{YEAR}.yaml"
    year.parent.mkdir(parents=True)
    (folder / "data/criteria.yaml").write_text(CATALOGUE, encoding="utf-8")
    year.write_text(f"{HEAD}ratings:\n{textwrap.indent(ratings, '  ')}", encoding="utf-8")
    return year


def write_raters(folder: Path) -> Path:
    """Write the raters' files, and return their folder."""
    raters = folder / f"data/years/{YEAR}/raters"
    raters.mkdir(parents=True)
    for number, (name, ratings) in enumerate(RATERS.items()):
        (raters / f"{number}.yaml").write_text(rater_text(name, ratings), encoding="utf-8")
    return raters
