"""Q8: spreadsheets that come in (`quality import`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_, NP_

NOT_A_WORKBOOK = Rule(
    "Q801",
    title=N_("file that is no workbook"),
    message=N_("this is no workbook that can be read here, but {kind}"),
    hint=N_("open it in the spreadsheet program and save it as “Excel workbook (.xlsx)”"),
    why=N_(
        "The end of a file's name says little: a page saved from the browser may be called .xlsx, "
        "too. Only what is a workbook inside can be read cell by cell."
    ),
)
DAMAGED = Rule(
    "Q802",
    title=N_("damaged spreadsheet"),
    message=N_("the file is damaged and cannot be read"),
    hint=N_("open it in the spreadsheet program, let it be mended there, and save it anew"),
    why=N_(
        "From half a file half of the card would be taken over, and nobody would see what is "
        "missing. So nothing of it is."
    ),
)
TOO_MUCH = Rule(
    "Q803",
    title=N_("spreadsheet beyond all measure"),
    message=N_("unpacked, the workbook is larger than anything that is filled in by hand: {what}"),
    hint=N_("delete the empty rows and sheets, or export the year anew and fill that in"),
    why=N_(
        "A small file can hold so much that a computer stands still when it opens it. A card has a "
        "few hundred rows."
    ),
)
MACROS = Rule(
    "Q804",
    title=N_("workbook with macros"),
    message=N_("the workbook has macros, programs that run when it is opened"),
    hint=N_("save it as “Excel workbook (.xlsx)”, which has none"),
    why=N_(
        "An exported card has no macros, so somebody put them in. Here they would not run, but the "
        "next person who opens the workbook should be warned."
    ),
)
UNSAFE_XML = Rule(
    "Q805",
    title=N_("workbook with declarations of its own"),
    message=N_("“{part}” in the workbook declares entities, which no spreadsheet program does"),
    hint=N_("do not open the file, and ask where it comes from"),
    why=N_(
        "Such declarations are used to make a computer run out of memory, or to read its files. "
        "No spreadsheet program writes them."
    ),
)
OTHER_YEAR = Rule(
    "Q806",
    title=N_("spreadsheet of another year"),
    message=N_("the spreadsheet is of {given}, not of {wanted}"),
    hint=N_("quality import FILE {given}"),
    why=N_(
        "The same codes stand in every year's card. Taken over into another year, last year's "
        "levels would become this year's."
    ),
)
OTHER_FRAMEWORK = Rule(
    "Q807",
    title=N_("spreadsheet of another framework"),
    message=N_("the spreadsheet is of the framework “{given}”, the year is judged by “{wanted}”"),
    hint=N_("export the year and fill in that workbook"),
    why=N_("The same code may stand for something else in another framework or edition."),
)
OTHER_EDITION = Rule(
    "Q828",
    title=N_("spreadsheet of another edition of the framework"),
    message=N_("the spreadsheet is of the edition {given}, the year is judged by {wanted}"),
    hint=N_("export the year and fill in that workbook"),
    why=N_("Between two editions texts may have changed: another thing would have been rated."),
)
OTHER_FORMAT = Rule(
    "Q808",
    title=N_("workbook of a newer quality"),
    message=N_("the workbook has the format {given}; this quality knows the format {wanted}"),
    hint=N_("install the newest quality, or export the year anew with this one"),
    why=N_("A newer format may have columns of which this version does not know what they mean."),
)
NO_TABLE = Rule(
    "Q809",
    title=N_("no table of the card"),
    message=N_("there is no table here whose headings are those of a card"),
    hint=N_("a table has the headings “{id}” and, for example, “{field}” in one row"),
    why=N_(
        "Columns are found by their headings, wherever they stand. Without headings it would be "
        "guesswork which number is the level."
    ),
)
NO_CODES = Rule(
    "Q810",
    title=N_("table without its headings"),
    message=N_("from here on there are codes of the framework, but no heading “{id}” above them"),
    hint=N_("put the headings back, as they are in an exported card"),
    why=N_("Without its headings the whole sheet would be left out, and nobody would notice."),
)
DOUBLE_HEADING = Rule(
    "Q811",
    title=N_("heading that is there twice"),
    message=N_("the heading “{heading}” means the same as the one in {first}"),
    hint=N_("delete one of the two columns, or give it another heading"),
    why=N_("Two columns with one name may say different things of the same item."),
)
HEADING_NEARLY = Rule(
    "Q812",
    title=N_("heading that is nearly one of the card's"),
    message=N_("“{heading}” is no heading of the card"),
    hint=N_("write “{near}” if it was meant; a column of your own needs a name less like it"),
    why=N_(
        "Columns of one's own are welcome and are left out. A misspelt heading would be left out "
        "as well, with all that was written below it."
    ),
)
COLUMNS_MISSING = Rule(
    "Q813",
    title=N_("columns that are not there"),
    message=N_("there are no columns for: {headings}"),
    hint=N_("what the year has of them stays as it is"),
    severity=Severity.NOTE,
    why=N_("A table may have only some of the columns. What it says nothing of is not changed."),
)
FORMULA = Rule(
    "Q814",
    title=N_("formula in place of a value"),
    message=N_("the cell holds a formula"),
    hint=N_("write the value itself (copy the cell, then paste special → values)"),
    why=N_(
        "A formula's result depends on other cells, and on the program that last reckoned it. The "
        "commission answers for a value, so the value has to stand there."
    ),
)
CELL_ERROR = Rule(
    "Q815",
    title=N_("error in a cell"),
    message=N_("the cell holds the error {value}"),
    hint=N_("write the value, or empty the cell"),
    why=N_("“#REF!” and the like say that a value got lost. Which one, only a person can tell."),
)
MERGED = Rule(
    "Q816",
    title=N_("merged cells"),
    message=N_("the cells {range} are merged, so it is not clear which item the value is for"),
    hint=N_("unmerge them and fill in each cell"),
    why=N_(
        "A spreadsheet program keeps the first of the values when cells are merged. Whether it "
        "holds for the other items as well, it does not say."
    ),
)
TURNED = Rule(
    "Q817",
    title=N_("value that the spreadsheet program changed"),
    message=N_("the cell holds {kind} ({value}), and “{heading}” takes something else"),
    hint=N_("format the cell as text or as a number, and write the value once more"),
    why=N_(
        "Spreadsheet programs take “1.5” for the first of May and “0012” for 12. What was typed "
        "can then no longer be told from the file."
    ),
)
ROW_WITHOUT_CODE = Rule(
    "Q818",
    title=N_("filled-in row without a code"),
    message=N_("the row is filled in but has no code"),
    hint=N_("write the item's code into {cell}, or empty the row"),
    why=N_("Rows are found by their code. Without it nobody can tell which item was rated."),
)
DOUBLE_ROW = Rule(
    "Q819",
    title=N_("item with two rows"),
    message=N_("“{id}” already has a row, in {first}"),
    hint=N_("keep one of the two rows"),
    why=N_("Two rows may say different things of the same item."),
)
NOT_FOR_THIS_ROW = Rule(
    "Q820",
    title=N_("value where none belongs"),
    message=N_("“{heading}” is not filled in here for “{id}”"),
    hint=N_("empty the cell; what can be filled in is yellow in an exported card"),
    why=N_(
        "Surveys have a sheet of their own, and the parts of an item have nothing but counts. "
        "What stands elsewhere would get lost."
    ),
)
CHANGED_MEANWHILE = Rule(
    "Q821",
    title=N_("value that was changed in both places"),
    message=N_(
        "“{heading}” of “{id}” was changed here to “{ours}” and in the year to “{theirs}”; "
        "exported was “{exported}”"
    ),
    hint=N_("agree on one; --prefer workbook or --prefer year then decides for all such values"),
    why=N_(
        "While a workbook is out, somebody may change the year. Where both changed the same value, "
        "only people can say which holds."
    ),
)
HIDDEN = Rule(
    "Q822",
    title=N_("changes in hidden rows"),
    message=NP_(
        "{n} hidden row holds changes, too, from here on",
        "{n} hidden rows hold changes, too, from here on",
    ),
    hint=N_("hidden rows are read like all others"),
    severity=Severity.NOTE,
    why=N_("Whoever hides rows may not have them in mind. They are taken over all the same."),
)
ROWS_GONE = Rule(
    "Q823",
    title=N_("rows that were taken out"),
    message=NP_(
        "{n} row that was exported is no longer there: {ids}",
        "{n} rows that were exported are no longer there: {ids}",
    ),
    hint=N_("what the year has of them stays as it is"),
    severity=Severity.WARNING,
    why=N_(
        "A row that is missing says nothing. To take something back, empty its cells and leave the "
        "row."
    ),
)
WITHOUT_MEMORY = Rule(
    "Q824",
    title=N_("table that does not know what was exported"),
    message=N_("the table does not say what it held when it was exported"),
    hint=N_("so its empty cells take nothing away from the year"),
    severity=Severity.NOTE,
    why=N_(
        "Only a workbook remembers what was exported. Elsewhere nobody can tell a cell that was "
        "emptied from one that was never filled in."
    ),
)
LINKS = Rule(
    "Q825",
    title=N_("workbook that refers to other files"),
    message=N_("the workbook refers to other files; they are not opened"),
    hint=N_("a card needs none; see where they are used, under “Edit links”"),
    severity=Severity.NOTE,
    why=N_("What stands in other files may change, or may not be there on the next computer."),
)
TOO_MANY = Rule(
    "Q826",
    title=N_("more findings than are shown"),
    message=N_("there are more than {n} findings; the rest was not looked at"),
    hint=N_("mend these first"),
    why=N_("So many findings have one cause, as a rule: a column that slipped, or another table."),
)
NUMBER_FOR_DATE = Rule(
    "Q827",
    title=N_("date that is a mere number"),
    message=N_("{value} is a number, and “{heading}” takes a date"),
    hint=N_("format the cell as a date, and see whether it is the day that was meant"),
    why=N_(
        "Spreadsheet programs keep days as numbers. Without the format it is not certain that a "
        "day was meant at all."
    ),
)
BESIDE_CELLS = Rule(
    "Q830",
    title=N_("comments and links that are not imported"),
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
HALF_A_CHARACTER = Rule(
    "Q831",
    title=N_("surrogate without its pair in a cell"),
    message=N_("the cell's text contains a surrogate without its pair: “{value}”"),
    hint=N_("write the text again; the damaged character is shown as “\ufffd”"),
    why=N_(
        "Workbooks store an emoji as two codes, a pair of surrogates. If a program cut the text "
        "between them, the character is lost, and a text file cannot store one surrogate alone."
    ),
)
LEFT_OUT = Rule(
    "Q840",
    title=N_("column that is not read"),
    message=NP_("the column {headings} is not read", "the columns {headings} are not read"),
    hint=N_("to have a column imported, give it a heading that the card uses"),
    severity=Severity.NOTE,
    why=N_(
        "You can add columns of your own. They are listed so that ratings under an unknown "
        "heading do not get lost unnoticed."
    ),
)
NO_JUDGEMENTS = Rule(
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
