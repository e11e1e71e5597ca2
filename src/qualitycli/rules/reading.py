"""Q1: files that cannot be read as the plain YAML that the tool accepts.

Reading stops at the first such error in a file, except for a duplicate key, a line separator and a
text cut short by “#”.
"""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

UNREADABLE = Rule(
    "Q101",
    title=N_("unreadable file"),
    message=N_("the file cannot be opened: {reason}"),
    hint=N_("check that you have permission to read the file and that its folder is available"),
    why=N_(
        "A file that cannot be opened cannot be checked. If it were skipped, a year that nobody "
        "checked would seem to be in order."
    ),
)
NOT_A_FILE = Rule(
    "Q102",
    title=N_("not a regular file"),
    message=N_("this is {kind}, not a text file"),
    hint=N_("name the file itself, for example data/years/2020-2021.yaml or card.xlsx"),
    why=N_(
        "Only a regular file contains text that can be checked. A folder has none, and a pipe or a "
        "device could keep the tool waiting forever."
    ),
)
TOO_LARGE = Rule(
    "Q103",
    title=N_("file too large"),
    message=N_("the file is larger than {limit} MiB"),
    hint=N_("keep minutes, tables and pictures in separate files and list them as evidence"),
    why=N_(
        "A whole school year takes up less than 0.1 MB. A file of many megabytes is usually a scan "
        "or a backup saved under the wrong name, and reading it would take long without telling "
        "you anything."
    ),
)
UTF16 = Rule(
    "Q104",
    title=N_("file in UTF-16 or UTF-32"),
    message=N_("the file is encoded in {encoding}, not in UTF-8"),
    hint=N_("save it again as UTF-8 (in Notepad: Save as → Encoding → UTF-8)"),
    why=N_(
        "Many programs cannot read this encoding, or show Bulgarian text as garbage. Git treats "
        "such a file as binary, so you can no longer see what was changed in it."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Планът и целта се обявяват в началото на часа.
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Планът и целта се обявяват в началото на часа.
""",
    encoding="utf-16",
)
WINDOWS_1251 = Rule(
    "Q105",
    title=N_("file in Windows-1251"),
    message=N_("the file is encoded in Windows-1251, not in UTF-8"),
    hint=N_(
        "open it as Windows-1251 and save it as UTF-8, or run: iconv -f CP1251 -t UTF-8 OLD > NEW"
    ),
    why=N_(
        "A file in Windows-1251 does not record its encoding, so every program has to guess. On "
        "another computer, “Урок” then shows up as “Óðîê”, and is printed that way."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Планът и целта се обявяват в началото на часа.
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Планът и целта се обявяват в началото на часа.
""",
    encoding="cp1251",
)
BINARY = Rule(
    "Q106",
    title=N_("binary file"),
    message=N_("the file contains binary data, not text"),
    hint=N_("name a YAML file; workbooks and pictures cannot be read here"),
    why=N_(
        "A picture or a workbook contains no text to check, even if its name ends in .yaml. Read "
        "as text, it would produce a long list of meaningless errors."
    ),
)
BROKEN_UTF8 = Rule(
    "Q107",
    title=N_("invalid UTF-8"),
    message=N_("these bytes are not UTF-8 text: {bytes}"),
    hint=N_("save the file as UTF-8; if only this place is damaged, retype the word"),
    why=N_(
        "Damaged bytes are lost letters, and only the author knows which ones. If the file were "
        "read anyway, question marks would take their place in the document that the director "
        "signs."
    ),
    bad="""\
ratings:
  OP.7.1.4:
    level: 3
    note: Здравният кабинет е отворен всеки учебен ден.  # ! Q107
""",
    good="""\
ratings:
  OP.7.1.4:
    level: 3
    note: Здравният кабинет е отворен всеки учебен ден.
""",
    encoding="cp866",
)
CONTROL_CHARACTER = Rule(
    "Q108",
    title=N_("control character"),
    message=N_("the control character {character} is not allowed in the file"),
    hint=N_("delete it; it is invisible and often comes with copied text"),
    why=N_(
        "Control characters are invisible and come with text copied from Word or from a web page. "
        "They can spoil the printed document, and a search does not find a word that contains one."
    ),
    bad="""\
ratings:
  OP.4.1.1:
    level: 3
    note: Начините на оценяване са обсъдени\x0bна родителска среща.  # ! Q108
""",
    good="""\
ratings:
  OP.4.1.1:
    level: 3
    note: Начините на оценяване са обсъдени на родителска среща.
""",
)
INNER_BYTE_ORDER_MARK = Rule(
    "Q109",
    title=N_("byte-order mark inside the text"),
    message=N_("there is a byte-order mark (U+FEFF) inside the text"),
    hint=N_("delete it; it is invisible and comes from joining files"),
    why=N_(
        "This invisible character is allowed only at the very beginning of a file. Further down it "
        "becomes part of the next word: a key such as “ratings” looks right but is a different key."
    ),
    bad="""\
\ufeffratings:  # ! Q109
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
SYNTAX = Rule(
    "Q110",
    title=N_("invalid YAML"),
    message=N_("the YAML cannot be understood from here on"),
    hint=N_("compare the indentation, the colons and the dashes with the lines above"),
    why=N_(
        "In YAML, indentation, colons and dashes show what belongs to what. Where they contradict "
        "each other, reading on would be guesswork, and a rating could end up under the wrong item."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
... край на оценките  # ! Q110
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
# край на оценките
""",
)
TAB = Rule(
    "Q111",
    title=N_("tab in place of spaces"),
    message=N_("YAML allows only spaces here, not a tab"),
    hint=N_("replace the tab with spaces, two for each level of indentation"),
    why=N_(
        "One editor shows a tab as two columns and another as eight, so you cannot see what a line "
        "belongs to. Programs differ over tabs as well, and two of them could read the same file "
        "differently."
    ),
    bad="""\
ratings:
  OP.1.1.2:
\tlevel: 3  # ! Q111
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
""",
)
OPEN_QUOTE = Rule(
    "Q112",
    title=N_("unclosed quotation mark"),
    message=N_("the text that starts with {quote} here is never closed"),
    hint=N_("add the closing {quote} at the end of the text"),
    why=N_(
        "Without a closing quotation mark, the text does not end with the sentence. It continues "
        "into the lines below and swallows their ratings."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: "Планът и целта се обявяват в началото на часа.
  OP.1.1.3: 3
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: "Планът и целта се обявяват в началото на часа."
  OP.1.1.3: 3
""",
)
INNER_COLON = Rule(
    "Q113",
    title=N_("colon in unquoted text"),
    message=N_("a colon and a space inside a text look like the start of a new entry"),
    hint=N_('put the whole text in quotation marks: "…: …"'),
    why=N_(
        "A colon and a space separate a key from its value. Inside a sentence, they would split it "
        "in two, and the first half would be read as a key."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Извод от уроците: целта се обявява в началото.  # ! Q113
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: "Извод от уроците: целта се обявява в началото."
""",
)
BROKEN_BRACKETS = Rule(
    "Q114",
    title=N_("unmatched bracket"),
    message=N_("the bracket {bracket} has no matching one"),
    hint=N_(
        "write one entry per line, without brackets; or quote the texts inside and close the "
        "bracket"
    ),
    why=N_(
        "Everything between two brackets belongs together. If the closing bracket is missing or "
        "comes too early, the ratings below would be read as part of this one."
    ),
    bad="""\
ratings:
  OP.1.6.3:
    level: 3
    evidence: [Протокол № 5, График на посещенията  # ! Q114
  OP.1.7.1: 3
""",
    good="""\
ratings:
  OP.1.6.3:
    level: 3
    evidence:
      - Протокол № 5
      - График на посещенията
  OP.1.7.1: 3
""",
)
INDENTATION = Rule(
    "Q115",
    title=N_("misaligned line"),
    message=N_("this line is not aligned with the lines it belongs to"),
    hint=N_("align it with its neighbours; each level of indentation is two spaces"),
    why=N_(
        "Indentation shows what a line belongs to. A line that is one space off belongs to "
        "nothing, and a guess could put a note under the wrong item."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
   note: Целта на урока се обявява в началото.  # ! Q115
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта на урока се обявява в началото.
""",
)
UNKNOWN_ESCAPE = Rule(
    "Q116",
    title=N_("unknown escape sequence"),
    message=N_("a backslash in double quotes starts an escape sequence that YAML does not know"),
    hint=N_("use single quotes, where a backslash is an ordinary character: 'C:\\papers'"),
    why=N_(
        "In double quotes, a backslash and the character after it stand for another character, "
        "such as a line break. YAML rejects the sequences it does not know, and the ones it knows "
        "would corrupt a path copied from Windows."
    ),
    bad="""\
ratings:
  OP.1.6.3:
    level: 3
    evidence:
      - "S:\\Протоколи\\Взаимни посещения.docx"  # ! Q116
""",
    good="""\
ratings:
  OP.1.6.3:
    level: 3
    evidence:
      - 'S:\\Протоколи\\Взаимни посещения.docx'
""",
)
RESERVED_CHARACTER = Rule(
    "Q117",
    title=N_("text starting with a reserved character"),
    message=N_("unquoted text cannot start with {character}"),
    hint=N_('put the whole text in quotation marks: "{character}…"'),
    why=N_(
        "YAML reserves some characters, among them %, @ and *. At the start of a text, they would "
        "be read as an instruction, and the text would be lost."
    ),
    bad="""\
ratings:
  OP.9.2.2:
    level: 3
    note: % на отпадналите ученици намалява втора поредна година.  # ! Q117
""",
    good="""\
ratings:
  OP.9.2.2:
    level: 3
    note: "% на отпадналите ученици намалява втора поредна година."
""",
)
MISSING_COLON = Rule(
    "Q129",
    title=N_("line without a colon"),
    message=N_("this line is neither an entry “key: value” nor part of the text above it"),
    hint=N_(
        "add the colon and a space after it; or indent the line if it continues the text above"
    ),
    why=N_(
        "A line without a colon has neither a key nor a value. What you meant by it would be lost, "
        "or become part of the line above."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2 3  # ! Q129
  OP.1.1.3: 2
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
  OP.1.1.3: 2
""",
)
MISSING_SPACE = Rule(
    "Q133",
    title=N_("missing space after a colon"),
    message=N_("there is no space after the colon of “{key}”"),
    hint=N_("add one: “{key}: …”"),
    why=N_(
        "Only a colon followed by a space separates a key from its value. Without the space, the "
        "two are one word, and the rating would be missing from the scores."
    ),
    bad="""\
ratings:
  OP.1.1.1:3  # ! Q133
  OP.1.1.2: 3
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
TEXT_AFTER_QUOTE = Rule(
    "Q130",
    title=N_("text after a closing quotation mark"),
    message=N_("the line continues after the closing quotation mark"),
    hint=N_("put the whole text in single quotes; inside it, use the quotation marks „ “"),
    why=N_(
        "A text that starts with a quotation mark ends at the next one. The rest of the line would "
        "be cut off, and only the quoted name would be left of the sentence."
    ),
    bad="""\
ratings:
  OP.10.1.3:
    level: 3
    note: "Чиста Коледа" е кампания на Ученическия съвет.  # ! Q130
""",
    good="""\
ratings:
  OP.10.1.3:
    level: 3
    note: „Чиста Коледа“ е кампания на Ученическия съвет.
""",
)
LIST_ON_KEY_LINE = Rule(
    "Q131",
    title=N_("list on the line of its key"),
    message=N_("a list cannot start on the line of its key"),
    hint=N_("put each “- …” on its own line, or quote a text that starts with a dash"),
    why=N_(
        "Write the entries of a list one below the other, each with its own dash. On the line of "
        "the key, a list looks the same as a sentence with a dash, and evidence could be read as "
        "plain text."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence: - Протокол от наблюдение на урок № 3  # ! Q131
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence:
      - Протокол от наблюдение на урок № 3
""",
)
ANCHOR = Rule(
    "Q118",
    title=N_("YAML anchor"),
    message=N_("{name} is a YAML anchor; anchors are not supported"),
    hint=N_(
        "write out the value, or quote the text if it starts with &; a points scale for several "
        "items has a name under “ladders:”, and items refer to it with “ladder: NAME”"
    ),
    why=N_(
        "An anchor lets several places share one value, so a correction to one item silently "
        "changes the others. Write out what the commission decided at each item."
    ),
    bad="""\
ratings:
  OP.1.1.1: &dobro 3  # ! Q118
  OP.1.1.2: 3
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
ALIAS = Rule(
    "Q119",
    title=N_("YAML alias"),
    message=N_("{name} is a YAML alias; aliases are not supported"),
    hint=N_(
        "write out the value, or quote the text if it starts with *; a points scale for several "
        "items has a name under “ladders:”, and items refer to it with “ladder: NAME”"
    ),
    why=N_(
        "An alias stands for a value from elsewhere in the file, so you cannot see at the item how "
        "it was rated. A few nested aliases can also expand to millions of values and crash the "
        "computer."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: *dobro  # ! Q119
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
MERGE_KEY = Rule(
    "Q120",
    title=N_("YAML merge key"),
    message=N_("the merge key << is not supported"),
    hint=N_("write out the entries one by one"),
    why=N_(
        "A merge key brings in entries from another place without showing them. You could not see "
        "at the item what was written about it, and a correction elsewhere would change it "
        "unnoticed."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    <<: *nablyudeni_urotsi  # ! Q120
    level: 3
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence:
      - Обобщена справка от 28.05.2021 г. за 42 наблюдавани урока
""",
)
TAG = Rule(
    "Q121",
    title=N_("YAML tag"),
    message=N_("{name} is a YAML tag; tags are not supported"),
    hint=N_("remove the tag, or quote the text if it starts with !"),
    why=N_(
        "A tag makes programs convert a value, and some programs even run code because of it. "
        "Here, the key alone determines the type of a value, so that every program reads the same."
    ),
    bad="""\
ratings:
  OP.1.1.1: !!int 3  # ! Q121
""",
    good="""\
ratings:
  OP.1.1.1: 3
""",
)
SECOND_DOCUMENT = Rule(
    "Q122",
    title=N_("second YAML document"),
    message=N_("a second YAML document starts here"),
    hint=N_("remove the line ---, or move the text below it to a separate file"),
    why=N_(
        "Most programs read only the first document of a file. The ratings below the dividing line "
        "would be missing from the scores without any warning."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
---  # ! Q122
ratings:
  UI.1.1.1: 3
""",
    good="""\
ratings:
  OP.1.1.1: 3
  UI.1.1.1: 3
""",
)
DIRECTIVE = Rule(
    "Q123",
    title=N_("YAML directive"),
    message=N_("{name} is a YAML directive; directives are not supported"),
    hint=N_("delete the line"),
    why=N_(
        "A directive changes the rules by which a file is read. All files here follow the same "
        "rules, so such a line could only make two programs read one file differently."
    ),
    bad="""\
%YAML 1.2  # ! Q123
---
format: 1
year: 2020-2021
""",
    good="""\
format: 1
year: 2020-2021
""",
)
INVALID_KEY = Rule(
    "Q124",
    title=N_("invalid key"),
    message=N_("a key must be a single, non-empty text"),
    hint=N_("write a word or an id before the colon"),
    why=N_(
        "A value is found by its key. If the key is empty or is a list, the value has no name, and "
        "the rating would count for no item."
    ),
    bad="""\
ratings:
  [OP.1.1.1, OP.1.1.2]: 3  # ! Q124
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
DUPLICATE_KEY = Rule(
    "Q125",
    title=N_("duplicate key"),
    message=N_("the key “{key}” already appears on line {line}"),
    hint=N_("keep one of the two; until then the first one counts"),
    why=N_(
        "YAML programs silently keep one of the two values. Part of what the commission wrote "
        "would disappear from the scores, and nobody would know which part."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
  OP.1.1.1: 2  # ! Q125
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
  OP.1.1.3: 2
""",
)
TOO_DEEP = Rule(
    "Q126",
    title=N_("nesting too deep"),
    message=N_("values are nested more than {limit} deep"),
    hint=N_("check the brackets: a framework or a year needs no more than ten levels"),
    why=N_(
        "No framework or year nests its values this deep. Such a file comes from a stuck key or is "
        "malicious, and reading it could crash the tool."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[Целта е ясна.]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]  # ! Q126
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта е ясна.
""",
)
EMPTY_FILE = Rule(
    "Q127",
    title=N_("empty file"),
    message=N_("the file contains nothing but blank lines or comments"),
    hint=N_(
        "delete it and create it again with “quality new” (a year) or “quality init” (the "
        "framework); or start it with “format: 1”"
    ),
    why=N_(
        "An empty file is usually one that was not saved, or was saved over. If it were skipped, a "
        "year whose ratings were lost would seem to be in order."
    ),
    bad="""\
# Самооценяване за 2020/2021 учебна година
""",
    good="""\
# Самооценяване за 2020/2021 учебна година
format: 1
year: 2020-2021
""",
)
NO_KEYS = Rule(
    "Q128",
    title=N_("file without keys"),
    message=N_("the file does not consist of entries “key: value”"),
    hint=N_("start with “format: 1”, and check that no space is missing after a colon"),
    why=N_(
        "Every file consists of keys with values. A file that starts differently is of another "
        "kind, or lacks the space after a colon; either way, nothing in it can be found by its key."
    ),
    bad="""\
format:1  # ! Q128
""",
    good="""\
format: 1
""",
)
LINK_LEADS_OUT = Rule(
    "Q132",
    title=N_("link out of the project"),
    message=N_("this link leads to a file outside the project"),
    hint=N_("replace the link with the file itself"),
    why=N_(
        "Data may come from a stranger's branch. Through a link, a file on this computer could "
        "appear, line by line, in a public log."
    ),
)
LINE_SEPARATOR = Rule(
    "Q134",
    title=N_("invisible line separator"),
    message=N_("this line contains the invisible line separator {character}"),
    hint=N_("replace it with a space, or with a line break if a new line should start there"),
    why=N_(
        "Such characters come with text copied from a PDF or a web page. Some programs start a "
        "new line there and others do not, so a rating that your editor shows as part of a "
        "comment could count."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта на урока\u2028е обявена.  # ! Q134
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта на урока е обявена.
""",
)
INVALID_INDENTATION = Rule(
    "Q135",
    title=N_("invalid character in the indentation"),
    message=N_("the indentation of this line contains the character {character}"),
    hint=N_("delete it, and indent the line with spaces until it lines up with its neighbours"),
    why=N_(
        "The character looks like a space or is invisible, but YAML treats it as the start of a "
        "text. The line would not belong where it seems to."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
\u00a0\u00a0OP.1.1.2: 3  # ! Q135
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
MERGE_CONFLICT = Rule(
    "Q136",
    title=N_("unfinished merge"),
    message=N_(
        "unfinished merge: git marked a conflict here because two people changed the same lines"
    ),
    hint=N_("keep one of the two versions; delete the other and the marker lines ({lines})"),
    why=N_(
        "The markers enclose two versions of the same lines. Only the people who wrote them know "
        "which one is right. Documents would print both, markers included."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
<<<<<<< HEAD  # ! Q136
  OP.1.1.2: 3
=======
  OP.1.1.2: 2
>>>>>>> petrova
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
""",
)
TOO_MANY_VALUES = Rule(
    "Q138",
    title=N_("too many values"),
    message=N_("the file has more than {limit} values"),
    hint=N_(
        "check whether something was pasted many times: a framework or a year has a few thousand "
        "values"
    ),
    why=N_(
        "No framework or year has so many values, and checking them would take more memory than "
        "many computers have."
    ),
)
CUT_AT_HASH = Rule(
    "Q137",
    title=N_("text cut short by a “#”"),
    message=N_("the text ends before “{rest}”: a “#” after a space starts a comment"),
    severity=Severity.WARNING,
    why=N_(
        "A “#” after a space starts a comment, so the rest of the line is missing from the "
        "documents: half a sentence is left, or nothing at all."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта беше задача #7 от плана.  # ! Q137
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: "Целта беше задача #7 от плана."
""",
)
