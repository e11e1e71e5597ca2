"""Q1: a file that cannot be read as the plain YAML that the tool takes.

Each of these ends its file, and only the first is reported; a duplicate key alone does not.
"""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

UNREADABLE = Rule(
    "Q101",
    title=N_("file that cannot be opened"),
    message=N_("the file cannot be opened: {reason}"),
    hint=N_("make sure that you may read the file and that its folder is within reach"),
)
NOT_A_FILE = Rule(
    "Q102",
    title=N_("not a regular file"),
    message=N_("this is {kind}, not a file with text"),
    hint=N_("name the file itself, for example data/years/2020-2021.yaml"),
)
TOO_LARGE = Rule(
    "Q103",
    title=N_("file too large"),
    message=N_("the file is larger than {limit} MiB"),
    hint=N_("keep minutes, tables and pictures in files of their own and name them as evidence"),
)
UTF16 = Rule(
    "Q104",
    title=N_("file in UTF-16 or UTF-32"),
    message=N_("the file is encoded in {encoding}; it has to be UTF-8"),
    hint=N_("save it again with the encoding UTF-8 (in Notepad: Save as → Encoding → UTF-8)"),
)
WINDOWS_1251 = Rule(
    "Q105",
    title=N_("file in Windows-1251"),
    message=N_("the file is encoded in Windows-1251; it has to be UTF-8"),
    hint=N_(
        "open it as Windows-1251 and save it as UTF-8, or run: iconv -f CP1251 -t UTF-8 OLD > NEW"
    ),
)
BINARY = Rule(
    "Q106",
    title=N_("file without text"),
    message=N_("this is no text: the file holds binary data"),
    hint=N_("name a YAML file; a workbook or a picture cannot be read here"),
)
BROKEN_UTF8 = Rule(
    "Q107",
    title=N_("bytes that are no UTF-8"),
    message=N_("the bytes {bytes} at this place are no UTF-8 text"),
    hint=N_("write the damaged word anew and save the file as UTF-8"),
)
CONTROL_CHARACTER = Rule(
    "Q108",
    title=N_("control character"),
    message=N_("the control character {character} may not stand in the file"),
    hint=N_("delete it; it cannot be seen, and often comes along with copied text"),
)
INNER_BYTE_ORDER_MARK = Rule(
    "Q109",
    title=N_("byte-order mark inside the text"),
    message=N_("a byte-order mark (U+FEFF) stands inside the text"),
    hint=N_("delete it; it cannot be seen, and comes from files joined together"),
)
SYNTAX = Rule(
    "Q110",
    title=N_("YAML that cannot be understood"),
    message=N_("from this place on the YAML cannot be understood"),
    hint=N_("compare the indentation, the colons and the dashes with the lines above"),
)
TAB = Rule(
    "Q111",
    title=N_("tab outside a text"),
    message=N_("a tab stands where YAML allows only spaces"),
    hint=N_("put spaces in place of the tab; two for each step to the right"),
)
OPEN_QUOTE = Rule(
    "Q112",
    title=N_("quotation mark without its pair"),
    message=N_("the text that begins with {quote} here never ends"),
    hint=N_("put the closing {quote} at the end of the text"),
)
INNER_COLON = Rule(
    "Q113",
    title=N_("colon inside a text"),
    message=N_("a colon and a space inside a text look like the beginning of a new entry"),
    hint=N_('put the whole text in quotation marks: "…: …"'),
)
BROKEN_BRACKETS = Rule(
    "Q114",
    title=N_("brackets that do not close"),
    message=N_("the bracket {bracket} that opens here is not closed properly"),
    hint=N_("write one entry a line, without brackets; or quote the texts inside and close it"),
)
INDENTATION = Rule(
    "Q115",
    title=N_("line that is out of line"),
    message=N_("this line begins farther left or right than the lines it belongs to"),
    hint=N_("begin it right under its neighbours; each step to the right is two spaces"),
)
UNKNOWN_ESCAPE = Rule(
    "Q116",
    title=N_("unknown escape in double quotes"),
    message=N_("a backslash in double quotes begins a sign that YAML does not know"),
    hint=N_("use single quotes, in which a backslash is a backslash: 'C:\\papers'"),
)
RESERVED_BEGINNING = Rule(
    "Q117",
    title=N_("text that begins with a reserved character"),
    message=N_("an unquoted text may not begin with {character}"),
    hint=N_('put the whole text in quotation marks: "{character}…"'),
)
NO_COLON = Rule(
    "Q129",
    title=N_("line without a colon"),
    message=N_("this line is neither an entry “key: value” nor part of the text above it"),
    hint=N_("put the colon in, or move the line to the right if it continues the text above"),
)
AFTER_QUOTE = Rule(
    "Q130",
    title=N_("text behind a closing quotation mark"),
    message=N_("the quoted text has ended, but the line goes on"),
    hint=N_("quote the whole text; inside, write the quotation marks as „ “ or double them"),
)
LIST_IN_THE_LINE = Rule(
    "Q131",
    title=N_("list that begins in the line of its key"),
    message=N_("a list may not begin in the line of its key"),
    hint=N_("put each “- …” on a line of its own, or quote a text that begins with a dash"),
)
ANCHOR = Rule(
    "Q118",
    title=N_("anchor"),
    message=N_("{name} is a YAML anchor; values are not reused here"),
    hint=N_("write the value out; a text that begins with & needs quotation marks"),
)
ALIAS = Rule(
    "Q119",
    title=N_("alias"),
    message=N_("{name} is a YAML alias; values are not reused here"),
    hint=N_("write the value out; a text that begins with * needs quotation marks"),
)
MERGE_KEY = Rule(
    "Q120",
    title=N_("merge key"),
    message=N_("the merge key << is not taken"),
    hint=N_("write the entries out one by one"),
)
TAG = Rule(
    "Q121",
    title=N_("tag"),
    message=N_("{name} is a YAML tag; the kind of a value follows from its key"),
    hint=N_("leave the tag out; a text that begins with ! needs quotation marks"),
)
SECOND_DOCUMENT = Rule(
    "Q122",
    title=N_("second document in one file"),
    message=N_("a second YAML document begins here"),
    hint=N_("take the line --- out, or put what follows into a file of its own"),
)
DIRECTIVE = Rule(
    "Q123",
    title=N_("directive"),
    message=N_("{name} is a YAML directive; none is needed here"),
    hint=N_("delete the line"),
)
KEY_NO_TEXT = Rule(
    "Q124",
    title=N_("key that is no text"),
    message=N_("a key has to be one piece of text, and not empty"),
    hint=N_("write a word or an id in front of the colon"),
)
DUPLICATE_KEY = Rule(
    "Q125",
    title=N_("key that is there twice"),
    message=N_("the key “{key}” is already there, at line {line}"),
    hint=N_("keep one of the two; until then the first one counts"),
)
TOO_DEEP = Rule(
    "Q126",
    title=N_("nesting too deep"),
    message=N_("values are nested more than {limit} deep"),
    hint=N_("check the brackets: a catalogue or a year needs no more than ten"),
)
EMPTY_FILE = Rule(
    "Q127",
    title=N_("empty file"),
    message=N_("the file has nothing in it but blank lines or comments"),
    hint=N_("begin it with “format: 1”, or take an example from data/"),
)
NO_MAPPING = Rule(
    "Q128",
    title=N_("file that does not begin with keys"),
    message=N_("the file has to be made of entries “key: value”, and this is none"),
    hint=N_("begin with “format: 1”; did the space after a colon get lost?"),
)
