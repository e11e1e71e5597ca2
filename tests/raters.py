"""Raters' files for tests."""

from __future__ import annotations

import textwrap
from pathlib import Path

HEAD = """\
format: 1
year: {year}
framework:
  id: vou-montana
  edition: "2020"
rater:
  name: {name}
ratings:
"""


def card_text(name: str, ratings: str, year: str = "2020-2021") -> str:
    """Return the text of a rater's file; the ratings are given without indentation."""
    body = textwrap.indent(textwrap.dedent(ratings).strip("\n"), "  ")
    return HEAD.format(year=year, name=name) + body + "\n"


def write_card(
    project: Path, stem: str, name: str, ratings: str, year: str = "2020-2021", folder: str = ""
) -> Path:
    """Write a rater's file among those of the year."""
    path = project / "data/years" / (folder or year) / "raters" / f"{stem}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(card_text(name, ratings, year), encoding="utf-8")
    return path
