"""Q86: tables that `quality framework export` wrote, and that are imported again."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_, NP_

MISSING_COLUMN = Rule(
    "Q860",
    title=N_("missing column of a framework's table"),
    message=NP_("the column {headings} is missing", "the columns {headings} are missing"),
    hint=N_("export the framework again, and copy what is missing from there"),
    why=N_(
        "An empty cell removes a value from the framework. If a missing column did the same, "
        "deleting it would remove the values of all rows."
    ),
)
UNKNOWN_ROW_KIND = Rule(
    "Q861",
    title=N_("unknown kind of row"),
    message=N_("“{value}” is not a kind of row"),
    hint=N_("choose one from the list in the cell; the sheet of instructions explains them"),
    why=N_("The kind of a row decides what its other cells mean."),
)
NO_ROW_KIND = Rule(
    "Q862",
    title=N_("row without a kind"),
    message=N_("the row is filled in but has no kind"),
    hint=N_("choose its kind in {cell}, or empty the row"),
    why=N_("The kind of a row decides what its other cells mean."),
)
OWNER_NOT_ABOVE = Rule(
    "Q863",
    title=N_("row that belongs to nothing above it"),
    message=N_("no row above with the code “{owner}” can have a row “{kind}”"),
    hint=N_("correct the code in this cell, or move the row below that of “{owner}”"),
    why=N_(
        "A row may be moved or sorted away from what it belongs to. The column names it, so that "
        "the row does not become part of another one unnoticed."
    ),
)
MISPLACED_ROW = Rule(
    "Q864",
    title=N_("row in the wrong place"),
    message=N_("there is no row above that “{kind}” can belong to"),
    hint=N_("move the row below one of these kinds: {kinds}"),
    why=N_("A row belongs to the nearest row above it that can have such a part."),
)
NOT_FOR_THIS_KIND = Rule(
    "Q865",
    title=N_("value that the kind of row does not have"),
    message=N_("“{heading}” cannot be filled in for “{kind}”"),
    hint=N_("clear the cell"),
    why=N_("A value in such a cell would be lost."),
)
DUPLICATE_CODE = Rule(
    "Q866",
    title=N_("row that occurs twice"),
    message=N_("“{kind}” with the code “{code}” already has a row, in {first}"),
    hint=N_("keep one of the two rows"),
    why=N_("Two rows may contain different values, and only one of them can be kept."),
)
UNKNOWN_SETTING = Rule(
    "Q867",
    title=N_("unknown setting"),
    message=N_("“{code}” is not a setting of the framework or of the row that it belongs to"),
    hint=N_("restore the code as it was exported, or delete the row"),
    why=N_("A setting is found by its code; with another one, its value would be lost."),
)
MISSING_CODE = Rule(
    "Q868",
    title=N_("row without a code"),
    message=N_("“{kind}” needs a code"),
    hint=N_("write it in this cell"),
    why=N_("Other rows refer to it by its code."),
)
NAME_AND_ROWS = Rule(
    "Q869",
    title=N_("a name, and rows as well"),
    message=N_("“{heading}” names “{name}”, but “{code}” also has rows of its own, from {first}"),
    hint=N_("clear the cell, or delete the rows"),
    why=N_("An item uses either a list by its name or one of its own."),
)
UNREAD_COLUMN = Rule(
    "Q870",
    title=N_("unread column of a framework's table"),
    message=NP_("the column {headings} is not read", "the columns {headings} are not read"),
    hint=N_("only the columns that were exported are read"),
    severity=Severity.NOTE,
    why=N_("You can add columns of your own, for example for remarks. They are not read."),
)
SECOND_TABLE = Rule(
    "Q871",
    title=N_("two tables of a framework"),
    message=N_("this is another table of a framework; the first is on the sheet “{first}”"),
    hint=N_("delete one of the two sheets"),
    why=N_("Two tables may say different things about the same framework."),
)
