"""A school with a framework of four items, for tests that need only a few."""

from __future__ import annotations

from pathlib import Path

CATALOGUE = """\
format: 1
framework: {id: mini, editions: ["1"], title: Малка рамка}
coverage_threshold: 2/3
scale:
  levels:
    - {value: 1, name: слабо}
    - {value: 2, name: средно}
    - {value: 3, name: добро}
    - {value: 4, name: отлично}
bands:
  - id: b
    title: Ленти
    verified: false
    source: измислени
    percent_of: range
    steps:
      - {name: много добра, above: 75}
      - {name: добра, from: 50}
      - {name: слаба}
areas:
  - id: OP
    title: Процес
    criteria:
      - id: OP.1
        title: Урок
        indicators:
          - id: OP.1.1
            title: Структура
            subindicators:
              - {id: OP.1.1.1, text: Урокът съответства на програмата.}
              - {id: OP.1.1.2, text: Целта е ясна.}
          - {id: OP.1.2, title: Дял, rated_by: ratio, thresholds: [25, 50, 75]}
          - {id: OP.1.3, title: Анкета, rated_by: survey}
"""
ALL_RATED = """\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 2
  OP.1.2: {count: 3, of: 10}
  OP.1.3: {answers: {1: 0, 2: 1, 3: 1, 4: 2}, invited: 5}
"""


def year_text(year: str = "2023-2024", rest: str = ALL_RATED) -> str:
    """Return the text of a year's file; by default, every item is rated."""
    return f'format: 1\nyear: {year}\nframework: {{id: mini, edition: "1"}}\n{rest}'


def rater_text(name: str, year: str = "2023-2024", rest: str = "ratings: {OP.1.1.1: 3}\n") -> str:
    """Return the text of a rater's file; the name is inserted unchanged."""
    return year_text(year, f'rater: {{name: "{name}"}}\n{rest}')


def write(root: Path, files: dict[str, str]) -> Path:
    """Write the school and additional files, given by their paths, and return its folder."""
    for name, text in {"data/criteria.yaml": CATALOGUE, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
