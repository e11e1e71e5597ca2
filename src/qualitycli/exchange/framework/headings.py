"""The headings of a framework's table, and which column has which role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from qualitycli.exchange.framework.steps import bare_numbers
from qualitycli.exchange.framework.tables import TableGrid
from qualitycli.exchange.framework.texts import number_alone, number_in, one_line
from qualitycli.exchange.source.document import SourceCell
from qualitycli.messages import N_, Message

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
# Columns of plans and lists of signatures.
_SCHEDULE: Final[frozenset[Role]] = frozenset({"deadline", "responsible", "signature"})
# Headings are looked for in this many rows.
_DEEPEST: Final = 30
_LONGEST: Final = 120
_MOST_CHARACTERS: Final = 500
_OF: Final = r"(?:\s.*)?"

# The first match counts, so the narrower patterns come first.
_PATTERNS: Final[tuple[tuple[Role, str], ...]] = (
    ("number", r"№|№ по ред|п\. ?№|no|n|#|номер|пореден номер|код|шифър|идентификатор"
     r"|number|code|id|(?:№|номер|код|шифър) на (?:критери|индикатор|показател|подиндикатор)\w+"),
    ("max_points", rf"макс(?:имал(?:ен|на|ни)|имум)?\.?\s*(?:брой|бр\.?)?\s*"
     rf"(?:точки|т\.?|оценка)?{_OF}"
     rf"|(?:брой )?точки,? ?\(?макс{_OF}|max(?:imum)?\.?\s*(?:points|score|number of points)?{_OF}"
     rf"|(?:възможни|допустими) точки|points available"),
    ("steps", rf"(?:показатели|критерии|описание|скала|индикатори) (?:за|на|по) "
     rf"(?:(?:измерване|определяне|отчитане)(?:то)? на )?(?:постигнат\w* )?"
     rf"(?:равнищ|нив|степен|точк|оценя|качествен)\w*{_OF}"
     rf"|(?:равнищ|нив|степен)\w*{_OF}|описание{_OF}|дескриптори?{_OF}|(?:точкова )?скала{_OF}"
     rf"|точки за {_OF}|начин на (?:оценяване|точкуване)|как се оценява|точкуване|степени{_OF}"
     rf"|descriptors?{_OF}|levels?{_OF}|descriptions?{_OF}|(?:points )?scale{_OF}"
     rf"|(?:performance )?(?:bands|steps|rubrics?){_OF}"),
    ("subindicator", rf"под-? ?(?:индикатор|показател)\w*{_OF}|sub-? ?indicators?{_OF}"),
    ("indicator", rf"индикатор\w*{_OF}|indicators?{_OF}"),
    ("criterion", rf"критери\w*{_OF}|criteri(?:on|a){_OF}|стандарт(?:и)?{_OF}|standards?{_OF}"),
    ("measure", rf"показател\w*{_OF}|твърдени[ея]{_OF}|statements?{_OF}|items?|въпрос(?:и)?"),
    ("area", rf"област(?:и|та|ите)?{_OF}|сфер[аи]{_OF}|направлени[ея]{_OF}|areas?{_OF}"
     rf"|domains?{_OF}|раздели?"),
    ("points", r"точки|брой точки|бр\.? точки|оценка в точки|points|т\.?|score|number of points"),
    ("weight", rf"тежест{_OF}|тегл[оа]{_OF}|коефициент{_OF}|относителен дял|weights?{_OF}"),
    ("unit", r"(?:мерна )?единица(?: мярка)?|мерна ед\.?|unit(?: of measure)?"),
    ("hints", rf"доказателств\w*{_OF}|източни(?:к|ци)\w*{_OF}|инструмент\w*{_OF}|указани[ея]{_OF}"
     rf"|пояснени[ея]{_OF}|средства за{_OF}|методи?(?: за| на)?{_OF}|документи{_OF}|начин на{_OF}"
     rf"|забележк[аи]|бележк[аи]|evidence{_OF}|sources?{_OF}|hints?|guidance|notes?|remarks?"),
    ("deadline", rf"срок\w*{_OF}|дат[аи]{_OF}|период|deadline|due(?: date)?|dates?|when|time"),
    ("responsible", rf"отговор(?:ник|ници|ен|ни){_OF}|изпълнител\w*|responsible{_OF}|owner"),
    ("signature", rf"подпис\w*{_OF}|signatures?|signed"),
    ("activity", rf"дейност\w*{_OF}|мерк[аи]{_OF}|мярка|actions?|activit(?:y|ies)|measures?"),
    ("target", rf"цел(?:и|ев\w*)?{_OF}|очакван\w*{_OF}|базов\w*{_OF}|targets?|goals?|baseline"),
    ("result", rf"(?:само)?оценк[аи]{_OF}|резултат\w*{_OF}|(?:получени|присъдени|постигнати) точки"
     rf"|постигнат\w*{_OF}|(?:self-?)?(?:rating|assessment|evaluation){_OF}|results?|grade"
     rf"|(?:учебна )?[0-9]{{4}}[/–-][0-9]{{2,4}}{_OF}|points (?:awarded|given)"),
)  # fmt: skip
_COMPILED: Final = tuple((role, re.compile(text)) for role, text in _PATTERNS)
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
_NAMED_LEVEL: Final = re.compile(r"(?P<name>\D+?)\s*[-–—(:]\s*(?P<level>[1-9])\)?")
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


_NONE: Final = ColumnRole("ignore")


class Head(NamedTuple):
    """The headings of a table.

    :ivar rows: the rows that they are in; empty if the columns were told.
    :ivar columns: the role of each column that has one.
    :ivar unknown: the columns whose heading has no role.
    """

    rows: range
    columns: Mapping[int, ColumnRole]
    unknown: frozenset[int] = frozenset()

    def of(self, *roles: Role) -> list[int]:
        """Return the columns with one of these roles, from left to right."""
        return sorted(column for column, one in self.columns.items() if one.role in roles)

    @property
    def reason_against(self) -> Message | None:
        """Why the table is no framework; None if it is one."""
        roles = {one.role for one in self.columns.values()}
        if "signature" in roles:
            return Message(N_("it is a list of signatures"))
        if len(roles & _SCHEDULE) > 1:
            return Message(N_("it is a plan: it has a column of deadlines or persons"))
        if roles & _SCHEDULE and not self.of("max_points", "steps", "level", "rung", "points"):
            return Message(N_("it is a plan: it has a column of deadlines or persons"))
        return None


def role_of(heading: str) -> Role | None:
    """Return the role of a column with this heading; None if it is unknown."""
    plain = _NAME_OF.sub("", plain_heading(heading))
    if not plain or len(plain) > _LONGEST:
        return None
    role = next((role for role, pattern in _COMPILED if pattern.fullmatch(plain)), None)
    if role in (*TEXTS, "area") and (one_line(heading).endswith(".") or _IN_TEXTS.search(plain)):
        return None  # „Критериите са обявени.“, „Област 1. Обучение“
    return role


def plain_heading(text: str) -> str:
    """Return a heading in a form for comparison; a text that is too long for one stays as it is."""
    if len(text) > _MOST_CHARACTERS:
        return text
    plain = one_line(text.replace("\u00ad", "")).casefold()
    plain = re.sub(r"\s*[(/\[][^()]*[)/\]]\Z", "", plain)
    return plain.strip(" :*.;") or ("№" if "№" in text else "")


def head_of(grid: TableGrid) -> Head | None:
    """Return the headings of a table; None if no row has the heading of a text."""
    for row in sorted(grid.rows)[:_DEEPEST]:
        cells = grid.rows[row]
        roles = {column: role_of(cell.text) for column, cell in cells.items()}
        known = [role for role in roles.values() if role is not None]
        has_text = any(role in (*TEXTS, "area") for role in known)
        if has_text and (len(known) > 1 or len(cells) == 1 == grid.last_column or len(cells) > 1):
            return _head_at(grid, row)
    return None


def reason_without(grid: TableGrid) -> Message:
    """Return why a table without the heading of a text is no framework."""
    first = sorted(grid.rows)[:_DEEPEST]
    roles = {role_of(cell.text) for row in first for cell in grid.rows[row].values()}
    if "signature" in roles:
        return Message(N_("it is a list of signatures"))
    if roles & _SCHEDULE:
        return Message(N_("it is a plan: it has a column of deadlines or persons"))
    return Message(N_("it has no column of criteria or indicators"))


def _head_at(grid: TableGrid, row: int) -> Head:
    last = row
    while _goes_on(grid, row, last + 1):
        last += 1
    columns: dict[int, ColumnRole] = {}
    unknown: set[int] = set()
    for column in range(1, grid.last_column + 1):
        above = [grid.covering(one, column) for one in range(row, last + 1)]
        found = _column_role([cell for cell in dict.fromkeys(above) if cell is not None])
        if found is not None:
            columns[column] = found
        elif any(above):
            unknown.add(column)
    _split_wide(grid, last, columns)
    return Head(range(row, last + 1), resolved(columns), frozenset(unknown))


def _split_wide(grid: TableGrid, last: int, columns: dict[int, ColumnRole]) -> None:
    """Decide about the columns below a heading that is merged over several.

    Of a text, often the first one has the numbers of the texts in the second; of steps, one has
    their points.
    """
    for head in grid.visible.values():
        first = head.address.column
        reach = range(first, first + head.columns)
        is_lowest = head.address.row <= last <= grid.end_of(head)
        role, is_found = columns.get(first, _NONE), False
        if len(reach) < 2 or not is_lowest or role.role not in (*TEXTS, "steps"):
            continue
        for column in reach:
            body = [
                cell.text
                for at, cell in grid.visible.items()
                if at.column == column and at.row > last
            ]
            columns.pop(column, None)
            if role.role == "steps" and body and None not in bare_numbers(body):
                columns[column] = ColumnRole("points")
                continue
            if body and all(number_alone(one_line(text)) for text in body):
                columns[column] = ColumnRole("number")
            elif body and not is_found:
                columns[column] = role
                is_found = True


def _goes_on(grid: TableGrid, first: int, row: int) -> bool:
    """Tell whether a row belongs to the headings that begin in `first`."""
    heads = [grid.covering(row - 1, column) for column in range(1, grid.last_column + 1)]
    if row > grid.last_row or row - first > 2:
        return False
    here = grid.rows.get(row, {})
    reaching = [cell for cell in heads if cell is not None and grid.end_of(cell) >= row]
    wide = [cell for cell in heads if cell is not None and cell.columns > 1]
    below_wide = all(
        any(w.address.column <= column < w.address.column + w.columns for w in wide)
        for column in here
    )
    if not here or not wide or not below_wide:
        return False
    short = all(len(one_line(cell.text)) <= 60 for cell in here.values())
    return short and (bool(reaching) or len(here) > 1)


def _column_role(cells: Sequence[SourceCell]) -> ColumnRole | None:
    """Return the role of a column from its headings, the lowest of which counts first."""
    texts = [cell.text for cell in reversed(cells)]
    for number, text in enumerate(texts):
        above = [role_of(one) for one in texts[number + 1 :]]
        if (step := step_role(text, above)) is not None:
            return step
        if (role := role_of(text)) is not None:
            return ColumnRole(role)
    return None


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


def resolved(columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """Return the roles with the ambiguous ones decided by the columns around them."""
    result = dict(sorted(columns.items()))
    levels = [column for column, one in result.items() if one.role in ("level", "rung")]
    numbers = {result[column].number for column in levels}
    if len(levels) == 1 or len(numbers) < len(levels):
        # One column called „1“ or „оценка 3“ is no scale.
        for column in levels:
            result[column] = ColumnRole("result")
    elif any(result[column].role == "rung" for column in levels):
        for column in levels:
            result[column] = result[column]._replace(role="rung")
    _order_texts(result)
    return result


def _order_texts(columns: dict[int, ColumnRole]) -> None:
    """Decide what „показатели“ are, and refuse a criterion to the right of an indicator."""
    deepest = -1
    depths = {"criterion": 0, "indicator": 1, "subindicator": 2}
    named = {one.role for one in columns.values()}
    for column, one in columns.items():
        if one.role == "measure":
            wanted: Role = "criterion"
            if "indicator" in named and deepest >= 1:
                wanted = "subindicator"
            elif "criterion" in named and deepest >= 0:
                wanted = "indicator"
            one = ColumnRole(wanted)  # noqa: PLW2901  (the role as decided)
            if depths[wanted] <= deepest:
                one = ColumnRole("hints")  # noqa: PLW2901
            columns[column] = one
        if one.role in depths:
            if depths[one.role] <= deepest:
                columns[column] = ColumnRole("steps" if one.role == "criterion" else "hints")
            deepest = max(deepest, depths[one.role])


def _shown(number: Fraction) -> str:
    return f"{float(number):g}"
