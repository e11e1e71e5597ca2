"""Q8: imported spreadsheets and documents (`quality import`, `quality framework import`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_, NP_

OTHER_KIND = Rule(
    "Q801",
    title=N_("another kind of file"),
    message=N_("this is {kind}, which cannot be read here"),
    hint=N_("open it in a spreadsheet program and save it as “Excel workbook (.xlsx)”"),
    why=N_(
        "A file name says little about the contents: a page saved from the browser may be named "
        ".xlsx, too. Only a real workbook or Word document can be read cell by cell."
    ),
)
DAMAGED = Rule(
    "Q802",
    title=N_("damaged spreadsheet or document"),
    message=N_("the file is damaged and cannot be read"),
    hint=N_(
        "open it in Excel, Word or LibreOffice, accept the repair it offers, and save it again"
    ),
    why=N_(
        "A damaged file would import only part of its contents, and nobody would see which part "
        "is missing. So nothing is imported."
    ),
)
TOO_MUCH = Rule(
    "Q803",
    title=N_("spreadsheet or document too large"),
    message=N_("the unpacked file is too large to be read: {what}"),
    hint=N_(
        "delete what is not needed (empty rows, other sheets, pictures); if it is a card, export "
        "the year again and fill in the new file"
    ),
    why=N_(
        "A small file can contain so much data that opening it stalls the computer. A card or a "
        "framework has only a few hundred rows."
    ),
)
MACROS = Rule(
    "Q804",
    title=N_("file with macros"),
    message=N_("the file contains macros, which are programs that run when it is opened"),
    hint=N_("save it as “Excel workbook (.xlsx)” or “Word document (.docx)”, which have no macros"),
    why=N_(
        "A card or a framework needs no macros, so somebody added them. They do not run here, but "
        "you should warn the next person who opens the file."
    ),
)
UNSAFE_XML = Rule(
    "Q805",
    title=N_("unsafe declarations in a spreadsheet or document"),
    message=N_("“{part}” in the file declares XML entities"),
    hint=N_("do not open the file, and find out where it comes from"),
    why=N_(
        "Such declarations are used to exhaust the memory of a computer, or to read its files. No "
        "office program writes them."
    ),
)
OTHER_YEAR = Rule(
    "Q806",
    title=N_("spreadsheet for another year"),
    message=N_("the spreadsheet is for {given}, not for {wanted}"),
    hint=N_("quality import FILE {given}"),
    why=N_(
        "The cards of all years have the same codes. Imported into another year, last year's "
        "levels would become this year's."
    ),
)
OTHER_FRAMEWORK = Rule(
    "Q807",
    title=N_("spreadsheet for another framework"),
    message=N_("the spreadsheet is for the framework “{given}”, but the year uses “{wanted}”"),
    hint=N_("export the year and fill in the new workbook"),
    why=N_("The same code may mean something else in another framework."),
)
OTHER_EDITION = Rule(
    "Q828",
    title=N_("spreadsheet for another edition"),
    message=N_("the spreadsheet is for edition {given}, but the year uses edition {wanted}"),
    hint=N_("export the year and fill in the new workbook"),
    why=N_("Texts may differ between editions, and the ratings would be of something else."),
)
OTHER_FORMAT = Rule(
    "Q808",
    title=N_("workbook from a newer version"),
    message=N_(
        "the workbook has format {given}, but this version of quality reads format {wanted}"
    ),
    hint=N_("install the newest version of quality, or export the year again with this one"),
    why=N_("A newer format may have columns that this version does not know."),
)
NO_TABLE = Rule(
    "Q809",
    title=N_("no table of a card"),
    message=N_("no table here has the headings of a card"),
    hint=N_("write the headings in one row: “{id}” and, for example, “{field}”"),
    why=N_(
        "Columns are found by their headings, wherever they are. Without headings, the tool could "
        "only guess which number is the level."
    ),
)
NO_CODE_HEADING = Rule(
    "Q810",
    title=N_("missing headings"),
    message=N_("codes of the framework start here, but there is no heading “{id}” above them"),
    hint=N_("restore the headings as they are in an exported card"),
    why=N_("Without its headings, the whole sheet would be skipped, and nobody would notice."),
)
DUPLICATE_HEADING = Rule(
    "Q811",
    title=N_("duplicate heading"),
    message=N_("the heading “{heading}” means the same as the one in {first}"),
    hint=N_("delete one of the two columns, or give it another heading"),
    why=N_("Two columns with the same heading may contain different values for the same item."),
)
MISSPELT_HEADING = Rule(
    "Q812",
    title=N_("misspelt heading"),
    message=N_("“{heading}” is not a heading of the card"),
    hint=N_("write “{near}” if you meant that; otherwise give your column a less similar heading"),
    why=N_(
        "You can add columns of your own; they are not read. A column with a misspelt heading "
        "would not be read either, with everything written in it."
    ),
)
MISSING_COLUMNS = Rule(
    "Q813",
    title=N_("missing columns"),
    message=N_("there are no columns for: {headings}"),
    hint=N_("the year keeps its values for them"),
    severity=Severity.NOTE,
    why=N_("A table may have only some of the columns. Values that have no column stay unchanged."),
)
FORMULA = Rule(
    "Q814",
    title=N_("formula instead of a value"),
    message=N_("the cell contains a formula"),
    hint=N_("enter the value itself (copy the cell, then Paste special → Values)"),
    why=N_(
        "The result of a formula depends on other cells, and on the program that calculated it "
        "last. The commission is responsible for the value, so the cell must contain the value "
        "itself."
    ),
)
CELL_ERROR = Rule(
    "Q815",
    title=N_("error in a cell"),
    message=N_("the cell contains the error {value}"),
    hint=N_("enter the value, or clear the cell"),
    why=N_(
        "“#REF!” and similar errors mean that a value was lost. Only a person can say which one."
    ),
)
MERGED = Rule(
    "Q816",
    title=N_("merged cells"),
    message=N_("the cells {range} are merged, so it is not clear which item the value is for"),
    hint=N_("unmerge the cells and fill in each of them"),
    why=N_(
        "When cells are merged, the spreadsheet program keeps only the first value. The file does "
        "not say whether it applies to the other items as well."
    ),
)
CONVERTED_VALUE = Rule(
    "Q817",
    title=N_("value changed by the spreadsheet program"),
    message=N_("the cell contains {kind} ({value}), which “{heading}” does not accept"),
    hint=N_("format the cell as text or as a number, and enter the value again"),
    why=N_(
        "Spreadsheet programs turn “1.5” into the first of May and “0012” into 12. The file then "
        "no longer shows what was typed."
    ),
)
ROW_WITHOUT_CODE = Rule(
    "Q818",
    title=N_("filled-in row without a code"),
    message=N_("the row is filled in but has no code"),
    hint=N_("write the item's code into {cell}, or empty the row"),
    why=N_("Rows are found by their code. Without it, nobody can tell which item was rated."),
)
DUPLICATE_ROW = Rule(
    "Q819",
    title=N_("item with two rows"),
    message=N_("“{id}” already has a row, in {first}"),
    hint=N_("keep one of the two rows"),
    why=N_("Two rows may contain different values for the same item."),
)
NOT_FOR_THIS_ROW = Rule(
    "Q820",
    title=N_("value in the wrong cell"),
    message=N_("“{heading}” cannot be filled in here for “{id}”"),
    hint=N_("clear the cell; in an exported card, only yellow cells can be filled in"),
    why=N_(
        "Surveys have a sheet of their own, and the parts of an item have only counts. A value "
        "anywhere else would be lost."
    ),
)
CHANGED_MEANWHILE = Rule(
    "Q821",
    title=N_("value changed in both places"),
    message=N_(
        "“{heading}” of “{id}” was changed here to “{ours}” and in the year to “{theirs}”; the "
        "exported value was “{exported}”"
    ),
    hint=N_(
        "agree on a value; then use --prefer workbook or --prefer year, which decides for all such "
        "values"
    ),
    why=N_(
        "While a workbook is being filled in, somebody may change the year. If the same value was "
        "changed in both places, only people can say which one counts."
    ),
)
HIDDEN = Rule(
    "Q822",
    title=N_("changes in hidden rows"),
    message=NP_(
        "{n} hidden row also contains changes, starting here",
        "{n} hidden rows also contain changes, starting here",
    ),
    hint=N_("check the hidden rows: they are imported like all others"),
    severity=Severity.NOTE,
    why=N_("It is easy to forget about rows that are hidden. They are imported all the same."),
)
MISSING_ROWS = Rule(
    "Q823",
    title=N_("missing rows"),
    message=NP_("{n} exported row is missing: {ids}", "{n} exported rows are missing: {ids}"),
    hint=N_("the year keeps its values for them"),
    severity=Severity.WARNING,
    why=N_("A missing row changes nothing. To remove a rating, clear its cells and keep the row."),
)
NO_EXPORTED_VALUES = Rule(
    "Q824",
    title=N_("table without the exported values"),
    message=N_("the table does not record what was exported"),
    hint=N_("its empty cells remove nothing from the year"),
    severity=Severity.NOTE,
    why=N_(
        "Only a workbook records what was exported. In other files, a cell that was cleared looks "
        "the same as one that was never filled in."
    ),
)
LINKS = Rule(
    "Q825",
    title=N_("workbook with links to other files"),
    message=N_("the workbook links to other files; they are not opened"),
    hint=N_("see where they are used, under “Edit links”; a card needs none"),
    severity=Severity.NOTE,
    why=N_("The contents of other files may change, or be missing on the next computer."),
)
TOO_MANY = Rule(
    "Q826",
    title=N_("too many findings"),
    message=N_("there are more than {n} findings; the rest was not checked"),
    hint=N_("fix these first"),
    why=N_("So many findings usually have one cause: a shifted column, or a different table."),
)
NUMBER_FOR_DATE = Rule(
    "Q827",
    title=N_("number instead of a date"),
    message=N_("{value} is a number, but “{heading}” needs a date"),
    hint=N_("format the cell as a date, and check that it is the right day"),
    why=N_(
        "Spreadsheet programs store dates as numbers. Without a date format, it is unclear whether "
        "a date was meant at all."
    ),
)
COMMENTS_AND_LINKS = Rule(
    "Q830",
    title=N_("comments and links not imported"),
    message=NP_(
        "the comment or link in {n} cell is not imported: {cells}",
        "the comments or links in {n} cells are not imported: {cells}",
    ),
    hint=N_("copy anything important into a cell, for example as a note or as evidence"),
    severity=Severity.NOTE,
    why=N_(
        "A year file stores the text of a cell, but not a comment or link attached to it. A link "
        "whose address is also the cell's text is not reported."
    ),
)
UNPAIRED_SURROGATE = Rule(
    "Q831",
    title=N_("unpaired surrogate in a cell"),
    message=N_("the cell's text contains an unpaired surrogate: “{value}”"),
    hint=N_("write the text again; the damaged character is shown as “\ufffd”"),
    why=N_(
        "Workbooks store an emoji as two codes, a pair of surrogates. If a program cut the text "
        "between them, the character is lost, and a text file cannot store one surrogate alone."
    ),
)
UNREAD_COLUMN = Rule(
    "Q840",
    title=N_("unread column"),
    message=NP_("the column {headings} is not read", "the columns {headings} are not read"),
    hint=N_("to have a column imported, give it a heading that the card uses"),
    severity=Severity.NOTE,
    why=N_(
        "You can add columns of your own. They are listed so that ratings under an unknown "
        "heading do not get lost unnoticed."
    ),
)
NO_RATINGS_COLUMN = Rule(
    "Q841",
    title=N_("table without ratings"),
    message=N_("the table has no column with ratings; columns not read: {headings}"),
    hint=N_("give the column with the ratings the heading “{field}”"),
    why=N_(
        "A card's table has a column that says how each item is rated, or why it is not. If there "
        "is none, its heading may not have been recognised, and the ratings would be lost."
    ),
)
AMBIGUOUS_DATE = Rule(
    "Q842",
    title=N_("ambiguous date"),
    message=N_("“{value}” can mean {one} or {other}"),
    hint=N_("write it with dots and the day first (20.05.2021), or format the cell as a date"),
    why=N_(
        "In dates with slashes or dashes, some people and programs put the day first, others the "
        "month. Only the author knows which was meant. In dates with dots, the day comes first."
    ),
)
