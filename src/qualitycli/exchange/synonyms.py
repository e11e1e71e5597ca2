"""Synonyms of a card's headings, for tables that schools made themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": (
        *("№", "Номер", "Шифър", "Код на показателя", "Код на подиндикатора", "Идентификатор"),
        *("No.", "Number", "Item code"),
    ),
    "edition": ("Издание",),
    "level": (
        *("Оценка", "Крайна оценка", "Обща оценка", "Оценка на комисията", "Самооценка", "Степен"),
        *("Ниво", "Ниво на изпълнение", "Постигнато ниво"),
        *("Равнище на изпълнение", "Постигнато равнище"),
        *("Rating", "Grade", "Score", "Level achieved"),
    ),
    "points": (
        *("Брой точки", "Получени точки", "Присъдени точки", "Оценка в точки"),
        *("Points awarded", "Points given"),
    ),
    "evidence": (
        *("Доказателство", "Доказателствен материал", "Доказателствени материали"),
        *("Източник на доказателства", "Източници на доказателства", "Source of evidence"),
    ),
    "note": (
        *("Бележки", "Забележка", "Забележки", "Коментар", "Коментари", "Пояснение", "Пояснения"),
        *("Notes", "Remark", "Remarks", "Comment", "Comments"),
    ),
    "rated_on": (
        *("Дата", "Дата на оценката", "Дата на оценка", "Оценено на"),
        *("Date", "Date of rating", "Rating date"),
    ),
}
# „Равнище (1–4)“, „Оценка от 1 до 4“, “Points /0-5/”.
_RANGE: Final = re.compile(
    r"[ (\[/]{1,2}(?:от |from )?[0-9]{1,2} ?(?:[-–—]|\.{2,3}|до|to) ?[0-9]{1,2}[)\]/]?\Z"
)
_LONGEST: Final = 20


def without_range(heading: str) -> str:
    """Return a heading without the range of the scale at its end."""
    end = heading[-_LONGEST:]
    return heading.removesuffix(end) + _RANGE.sub("", end)
