"""The instructions for editing a framework in a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from qualitycli.catalogue_rows.columns import (
    CODE,
    HEADINGS,
    KIND,
    OWNER,
    TEXT,
    keys_in,
    kind_name,
)
from qualitycli.catalogue_rows.shape import ROOT, SETTING, Shape, shapes
from qualitycli.messages import N_, Finished, Translator
from qualitycli.model.fields import Model
from qualitycli.model.framework import ProcessEntry, ProcessGroup
from qualitycli.model.keys import WORDS, meaning
from qualitycli.model.tree import AnswerOption, Area, Rung, Subindicator
from qualitycli.render.workbook import styles
from qualitycli.render.workbook.print_setup import set_up_paper
from qualitycli.render.workbook.styles import fit_rows, put

_STEPS: Final = (
    N_("Change texts and numbers on the sheet “{sheet}”. An empty cell removes the value."),
    N_(
        "Codes and kinds of rows are protected, because the ratings of all years refer to them. "
        "Grey cells do not apply to the kind of their row."
    ),
    N_(
        "To add a row, use one of the yellow rows at the end: choose its kind, and write in "
        "“{owner}” the code of the row that it belongs to. It becomes the last one there. To put "
        "it elsewhere, first remove the protection (Review → Unprotect Sheet; there is no "
        "password), then insert a row."
    ),
    N_(
        "To move a row to another parent, write the code of that row in “{owner}”; it has to be "
        "above. For an item that years have rated, also fill in “{moved}”. The order of rows with "
        "the same parent is their order in the framework."
    ),
    N_(
        "Do not delete an item that years have rated: fill in “{retired}” and, if another one "
        "replaces it, add a row “{replacement}”."
    ),
    N_(
        "Save the file and run: quality framework import FILE. It shows what would change in the "
        "framework, and asks before it writes."
    ),
)
_MEANINGS: Final = {
    KIND: N_("Decides what the other cells of the row mean."),
    OWNER: N_("The code of the row that it belongs to; if empty, the nearest possible row above."),
    CODE: N_("The id of the row, its name or number; of a setting, its key."),
    TEXT: N_("The title, name or text of the row; the value of a setting."),
}
# Where the meaning of a column's key is found first.
_MODELS: Final[tuple[type[Model], ...]] = (
    *(Subindicator, Area, Rung, AnswerOption, ProcessEntry, ProcessGroup),
)


def fill_framework_guide(page: Worksheet, sheet: str, translate: Translator) -> str:
    """Fill the sheet of instructions, and return the cells with the names of all kinds of rows.

    :param sheet: the name of the sheet with the table.
    """
    page.column_dimensions["A"].width = 30
    page.column_dimensions["B"].width = 100
    put(page, 1, 1, translate(N_("How to edit the framework")), styles.TITLE)
    names = {
        "owner": translate(HEADINGS[OWNER]),
        "moved": translate(HEADINGS["moved_from"]),
        "retired": translate(HEADINGS["retired"]),
        "replacement": translate(kind_name("replacement")),
    }
    for number, step in enumerate(_STEPS, 1):
        text = translate(step, sheet=sheet, **names)
        put(page, page.max_row + 1, 2, f"{number}. {text}", styles.PLAIN)
    first = _section(page, translate(N_("Kinds of rows")), _kinds(translate))
    last = page.max_row
    _section(page, translate(N_("Columns")), _columns(translate))
    _section(page, translate(N_("Values that can be chosen")), _values(translate))
    fit_rows(page, range(1, page.max_row + 1))
    page.sheet_view.showGridLines = False
    set_up_paper(page)
    return f"{quote_sheetname(page.title)}!$A${first}:$A${last}"


def _section(page: Worksheet, title: str, pairs: Iterator[tuple[str, str]]) -> int:
    """Add a table with a title, and return its first row."""
    put(page, page.max_row + 2, 1, title, styles.CAPTION)
    first = page.max_row + 1
    for row, (name, text) in enumerate(pairs, first):
        put(page, row, 1, name, styles.TEXT)
        put(page, row, 2, text, styles.TEXT)
    return first


def _kinds(translate: Translator) -> Iterator[tuple[str, str]]:
    keys = Finished(*shapes()[ROOT].settings)
    text = N_("A value of the framework; its code is one of these: {keys}.")
    yield translate(kind_name(SETTING)), translate(text, keys=keys)
    for shape in shapes().values():
        if shape.kind != ROOT:
            yield translate(kind_name(shape.kind)), _place_of(shape, translate)


def _place_of(shape: Shape, translate: Translator) -> str:
    owners = [one for one in shapes().values() if shape.kind in one.below]
    named = [translate(kind_name(one.kind)) for one in owners if one.kind != ROOT]
    text = translate(N_("Belongs to the framework."))
    if named:
        text = translate(N_("Belongs to: {kinds}."), kinds=Finished(*named))
    if shape.settings:
        keys = Finished(*shape.settings)
        text += " " + translate(N_("Its settings have rows of their own: {keys}."), keys=keys)
    return text


def _columns(translate: Translator) -> Iterator[tuple[str, str]]:
    for column, heading in HEADINGS.items():
        text = translate(_MEANINGS.get(column) or _meaning(column))
        if column not in (KIND, OWNER):
            keys = translate(N_("In the file: {keys}."), keys=Finished(*keys_in(column)))
            text = f"{text} {keys}"
        yield translate(heading), text


def _meaning(key: str) -> str:
    return next(meaning(model, key) for model in _MODELS if key in model.known_keys())


def _values(translate: Translator) -> Iterator[tuple[str, str]]:
    scalars = [
        one
        for shape in shapes().values()
        for one in (*shape.columns.values(), *shape.settings.values())
    ]
    for choices in dict.fromkeys(one.choices for one in scalars):
        if (words := WORDS.get(choices)) is not None:
            yield from zip(choices, map(translate, words), strict=True)
