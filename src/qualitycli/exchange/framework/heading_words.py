"""The words of headings in Bulgarian and English, and the role of a column with such a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.exchange.framework.texts import number_in, one_line

Role = Literal[
    "area",
    "criterion",
    "indicator",
    "subindicator",
    "measure",
    "number",
    "max_points",
    "points",
    "steps",
    "level",
    "rung",
    "hints",
    "weight",
    "unit",
    "result",
    "deadline",
    "responsible",
    "signature",
    "activity",
    "target",
    "ignore",
]
TEXTS: Final[tuple[Role, ...]] = ("criterion", "indicator", "subindicator", "measure")
_LONGEST: Final = 120
_MOST_CHARACTERS: Final = 500
_OF: Final = r"(?:\s.*)?"

# The first match counts, so the narrower patterns come first.
_PATTERNS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("number", re.compile(r"№|№ по ред|п\. ?№|no|n|#|номер|пореден номер|код|шифър|идентификатор"
     r"|number|code|id|(?:№|номер|код|шифър) на (?:критери|индикатор|показател|подиндикатор)\w+")),
    ("max_points", re.compile(rf"макс(?:имал(?:ен|на|ни)|имум)?\.?\s*(?:брой|бр\.?)?\s*"
     rf"(?:точки|т\.?|оценка)?{_OF}"
     rf"|(?:брой )?точки,? ?\(?макс{_OF}|max(?:imum)?\.?\s*(?:points|score|number of points)?{_OF}"
     rf"|(?:възможни|допустими) точки|points available")),
    ("steps", re.compile(rf"(?:показатели|критерии|описание|скала|индикатори) (?:за|на|по) "
     rf"(?:(?:измерване|определяне|отчитане)(?:то)? на )?(?:постигнат\w* )?"
     rf"(?:равнищ|нив|степен|точк|оценя|качествен)\w*{_OF}"
     rf"|(?:равнищ|нив|степен)\w*{_OF}|описание{_OF}|дескриптори?{_OF}|(?:точкова )?скала{_OF}"
     rf"|точки за {_OF}|начин на (?:оценяване|точкуване)|как се оценява|точкуване|степени{_OF}"
     rf"|descriptors?{_OF}|levels?{_OF}|descriptions?{_OF}|(?:points )?scale{_OF}"
     rf"|(?:performance )?(?:bands|steps|rubrics?){_OF}")),
    ("subindicator", re.compile(
     rf"под-? ?(?:индикатор|показател)\w*{_OF}|sub-? ?indicators?{_OF}")),
    ("indicator", re.compile(rf"индикатор\w*{_OF}|indicators?{_OF}")),
    ("criterion", re.compile(
     rf"критери\w*{_OF}|criteri(?:on|a){_OF}|стандарт(?:и)?{_OF}|standards?{_OF}")),
    ("measure", re.compile(
     rf"показател\w*{_OF}|твърдени[ея]{_OF}|statements?{_OF}|items?|въпрос(?:и)?")),
    ("area", re.compile(rf"област(?:и|та|ите)?{_OF}|сфер[аи]{_OF}|направлени[ея]{_OF}|areas?{_OF}"
     rf"|domains?{_OF}|раздели?")),
    ("points", re.compile(
     r"точки|брой точки|бр\.? точки|оценка в точки|points|т\.?|score|number of points")),
    ("weight", re.compile(
     rf"тежест{_OF}|тегл[оа]{_OF}|коефициент{_OF}|относителен дял|weights?{_OF}")),
    ("unit", re.compile(r"(?:мерна )?единица(?: мярка)?|мерна ед\.?|unit(?: of measure)?")),
    ("hints", re.compile(
     rf"доказателств\w*{_OF}|източни(?:к|ци)\w*{_OF}|инструмент\w*{_OF}|указани[ея]{_OF}"
     rf"|пояснени[ея]{_OF}|средства за{_OF}|методи?(?: за| на)?{_OF}|документи{_OF}|начин на{_OF}"
     rf"|забележк[аи]|бележк[аи]|evidence{_OF}|sources?{_OF}|hints?|guidance|notes?|remarks?")),
    ("deadline", re.compile(
     rf"срок\w*{_OF}|дат[аи]{_OF}|период|deadline|due(?: date)?|dates?|when|time")),
    ("responsible", re.compile(
     rf"отговор(?:ник|ници|ен|ни){_OF}|изпълнител\w*|responsible{_OF}|owner")),
    ("signature", re.compile(rf"подпис\w*{_OF}|signatures?|signed")),
    ("activity", re.compile(
     rf"дейност\w*{_OF}|мерк[аи]{_OF}|мярка|actions?|activit(?:y|ies)|measures?")),
    ("target", re.compile(
     rf"цел(?:и|ев\w*)?{_OF}|очакван\w*{_OF}|базов\w*{_OF}|targets?|goals?|baseline")),
    ("result", re.compile(
     rf"(?:само)?оценк[аи]{_OF}|резултат\w*{_OF}|(?:получени|присъдени|постигнати) точки"
     rf"|постигнат\w*{_OF}|(?:self-?)?(?:rating|assessment|evaluation){_OF}|results?|grade"
     rf"|(?:учебна )?[0-9]{{4}}[/–-][0-9]{{2,4}}{_OF}|points (?:awarded|given)")),
)  # fmt: skip
_NAME_OF: Final = re.compile(r"(?:наименование|название|name)(?:то)? (?:на|of) ")
_IN_TEXTS: Final = re.compile(r"[0-9„“]|\b[ivx]+\.")
_RUNG: Final = re.compile(
    r"(?P<points>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?:т\.?|точк[аи]|p(?:oin)?ts?\.?)"
    r"(?:\s*[-–—(:]\s*(?P<name>.+?)\)?)?"
)
_LEVEL: Final = re.compile(
    r"(?:(?:равнище|ниво|степен|оценка|level)\s*№?\s*)?(?P<level>[1-9])"
    r"(?:\s*[-–—(:.]\s*(?P<name>\D+?)\)?)?"
)
_NAMED_LEVEL: Final = re.compile(r"(?P<name>\D+?)\s?[-–—(:]\s*(?P<level>[1-9])\)?")
_NAMES: Final = {
    **dict.fromkeys(("незадоволително", "незадоволителна", "unsatisfactory"), 1),
    **dict.fromkeys(("задоволително", "задоволителна", "satisfactory"), 2),
    **dict.fromkeys(("добро", "добра", "good"), 3),
    **dict.fromkeys(("много добро", "много добра", "very good"), 4),
}


class ColumnRole(NamedTuple):
    """What a column contains.

    :ivar number: of a level or a rung, its level or points.
    :ivar name: of a level, its name, if the heading has one.
    """

    role: Role
    number: Fraction = Fraction(0)
    name: str = ""

    @property
    def text(self) -> str:
        """The role as it is written in ``--columns``."""
        return f"{self.role}:{_shown(self.number)}" if self.role in ("level", "rung") else self.role


def role_of(heading: str) -> Role | None:
    """Return the role of a column with this heading; None if it is unknown."""
    plain = _NAME_OF.sub("", plain_heading(heading))
    if not plain or len(plain) > _LONGEST:
        return None
    role = next((role for role, pattern in _PATTERNS if pattern.fullmatch(plain)), None)
    if role in (*TEXTS, "area") and (one_line(heading).endswith(".") or _IN_TEXTS.search(plain)):
        return None  # „Критериите са обявени.“, „Област 1. Обучение“
    return role


def plain_heading(text: str) -> str:
    """Return a heading in a form for comparison; a text that is too long for one stays as it is."""
    if len(text) > _MOST_CHARACTERS:
        return text
    plain = one_line(text.replace("\u00ad", "")).casefold()
    plain = re.sub(r"\s?[(/\[][^()/\[\]]*[)/\]]\Z", "", plain)
    return plain.strip(" :*.;") or ("№" if "№" in text else "")


def step_role(heading: str, above: Iterable[Role | None] = ()) -> ColumnRole | None:
    """Return the role of a column for one level or for one number of points."""
    plain = one_line(heading).casefold().strip(" :*.;")
    found = _RUNG.fullmatch(plain)
    if found is not None:
        return ColumnRole("rung", number_in(found["points"]), found["name"] or "")
    if plain in _NAMES:
        return ColumnRole("level", Fraction(_NAMES[plain]), one_line(heading))
    found = _LEVEL.fullmatch(plain) or _NAMED_LEVEL.fullmatch(plain)
    if found is not None:
        is_points = any(role in ("points", "max_points") for role in above)
        name = one_line(found["name"] or "")
        return ColumnRole("rung" if is_points else "level", Fraction(found["level"]), name)
    if "steps" in above and re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?", plain):
        return ColumnRole("rung", number_in(plain))
    return None


def _shown(number: Fraction) -> str:
    return f"{float(number):g}"
