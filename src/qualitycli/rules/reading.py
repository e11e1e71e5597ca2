"""Q1: a file that cannot be read as the plain YAML that the tool takes.

Each of these ends its file, and only the first is reported. A duplicate key, a line separator and
a text cut short by “#” do not.
"""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

UNREADABLE = Rule(
    "Q101",
    title=N_("file that cannot be opened"),
    message=N_("the file cannot be opened: {reason}"),
    hint=N_("make sure that you may read the file and that its folder is within reach"),
    why=N_(
        "A file that cannot be opened cannot be checked. Passing over it in silence would make a "
        "year that nobody looked at seem to be in order."
    ),
)
NOT_A_FILE = Rule(
    "Q102",
    title=N_("not a regular file"),
    message=N_("this is {kind}, not a file with text"),
    hint=N_("name the file itself, for example data/years/2020-2021.yaml or card.xlsx"),
    why=N_(
        "Only a file has text that can be checked. A folder has none, and a pipe or a device could "
        "keep the tool waiting for ever."
    ),
)
TOO_LARGE = Rule(
    "Q103",
    title=N_("file too large"),
    message=N_("the file is larger than {limit} MiB"),
    hint=N_("keep minutes, tables and pictures in files of their own and name them as evidence"),
    why=N_(
        "A whole school year takes up less than a tenth of a megabyte. A file of many megabytes is "
        "most often a scan or a backup under the wrong name; reading it would take long and tell "
        "nothing."
    ),
)
UTF16 = Rule(
    "Q104",
    title=N_("file in UTF-16 or UTF-32"),
    message=N_("the file is encoded in {encoding}; it has to be UTF-8"),
    hint=N_("save it again with the encoding UTF-8 (in Notepad: Save as → Encoding → UTF-8)"),
    why=N_(
        "Many programs cannot read this encoding or show the Bulgarian text as strange signs. Git, "
        "too, takes such a file for a picture, so nobody can see any more what was changed in it."
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
    message=N_("the file is encoded in Windows-1251; it has to be UTF-8"),
    hint=N_(
        "open it as Windows-1251 and save it as UTF-8, or run: iconv -f CP1251 -t UTF-8 OLD > NEW"
    ),
    why=N_(
        "A file in Windows-1251 does not say that its letters are Cyrillic, and every program has "
        "to guess. On another computer “Урок” then turns into “Óðîê”, and so it would be printed."
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
    title=N_("file without text"),
    message=N_("this is no text: the file holds binary data"),
    hint=N_("name a YAML file; a workbook or a picture cannot be read here"),
    why=N_(
        "A picture or a workbook holds no text that could be checked, even if its name ends in "
        ".yaml. Read as text it would give a long list of mistakes that make no sense."
    ),
)
BROKEN_UTF8 = Rule(
    "Q107",
    title=N_("bytes that are no UTF-8"),
    message=N_("what stands at this place is no UTF-8 text: {bytes}"),
    hint=N_("save the file as UTF-8; if only this place is damaged, write the word anew"),
    why=N_(
        "Damaged bytes are letters that got lost, and nobody but the author knows which ones. Read "
        "all the same, they would put question marks into a document that the director signs."
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
    message=N_("the control character {character} may not stand in the file"),
    hint=N_("delete it; it cannot be seen, and often comes along with copied text"),
    why=N_(
        "Such a sign cannot be seen and comes along with text copied from Word or from a web page. "
        "It can spoil the printed document, and a search does not find the word that has it "
        "inside."
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
    message=N_("a byte-order mark (U+FEFF) stands inside the text"),
    hint=N_("delete it; it cannot be seen, and comes from files joined together"),
    why=N_(
        "If anywhere, this unseen mark belongs at the very beginning of a file. Further down it "
        "sticks to the next word, and a key such as “ratings” looks right without being the same "
        "key."
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
    title=N_("YAML that cannot be understood"),
    message=N_("from this place on the YAML cannot be understood"),
    hint=N_("compare the indentation, the colons and the dashes with the lines above"),
    why=N_(
        "In YAML the indentation, colons and dashes say what belongs to what. Where they "
        "contradict each other, going on would be guesswork, and a rating could end up at the "
        "wrong item."
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
    title=N_("tab outside a text"),
    message=N_("a tab stands where YAML allows only spaces"),
    hint=N_("put spaces in place of the tab; two for each step to the right"),
    why=N_(
        "One editor shows a tab two columns wide and another eight, so the eye cannot tell what a "
        "line belongs to. Programs do not agree on tabs either, and two of them could read one "
        "file differently."
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
    title=N_("quotation mark without its pair"),
    message=N_("the text that begins with {quote} here never ends"),
    hint=N_("put the closing {quote} at the end of the text"),
    why=N_(
        "Without its closing sign a quoted text does not end at the end of the sentence. It runs "
        "on and swallows the ratings on the lines below."
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
    title=N_("colon inside a text"),
    message=N_("a colon and a space inside a text look like the beginning of a new entry"),
    hint=N_('put the whole text in quotation marks: "…: …"'),
    why=N_(
        "A colon and a space separate a key from its value. Inside a sentence they would cut it in "
        "two, and the first half would pass for a key."
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
    title=N_("brackets that do not close"),
    message=N_("the bracket {bracket} here has no partner"),
    hint=N_("write one entry a line, without brackets; or quote the texts inside and close it"),
    why=N_(
        "All that stands between two brackets belongs together. Where the closing one is missing "
        "or stands too early, the ratings further down would be taken for a part of this one."
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
    title=N_("line that is out of line"),
    message=N_("this line begins farther left or right than the lines it belongs to"),
    hint=N_("begin it right under its neighbours; each step to the right is two spaces"),
    why=N_(
        "How far to the right a line begins says what it belongs to. A line that is a space out of "
        "place belongs to nothing, and by guesswork a note could end up at another item."
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
    title=N_("unknown escape in double quotes"),
    message=N_("a backslash in double quotes begins a sign that YAML does not know"),
    hint=N_("use single quotes, in which a backslash is a backslash: 'C:\\papers'"),
    why=N_(
        "In double quotes a backslash and the letter behind it stand for another sign, such as a "
        "line break. Where YAML knows no such sign, a path copied from Windows would come out "
        "mutilated."
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
RESERVED_BEGINNING = Rule(
    "Q117",
    title=N_("text that begins with a reserved character"),
    message=N_("an unquoted text may not begin with {character}"),
    hint=N_('put the whole text in quotation marks: "{character}…"'),
    why=N_(
        "YAML keeps some signs to itself, among them %, @ and *. At the beginning of a text they "
        "would be taken for an instruction, and the text would be lost."
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
NO_COLON = Rule(
    "Q129",
    title=N_("line without a colon"),
    message=N_("this line is neither an entry “key: value” nor part of the text above it"),
    hint=N_(
        "put in the colon and a space behind it; or move the line to the right if it continues "
        "the text above"
    ),
    why=N_(
        "A line without a colon has neither a key nor a value. What the commission meant by it "
        "would be lost or stuck to the line above."
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
NO_SPACE = Rule(
    "Q133",
    title=N_("colon without a space behind it"),
    message=N_("there is no space behind the colon of “{key}”"),
    hint=N_("put one in: “{key}: …”"),
    why=N_(
        "Only a colon with a space behind it parts a key from its value. Without the space both "
        "are one word, and the rating would be missing from the figures."
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
AFTER_QUOTE = Rule(
    "Q130",
    title=N_("text behind a closing quotation mark"),
    message=N_("the quoted text has ended, but the line goes on"),
    hint=N_("put the whole text in single quotes; inside it, use the quotation marks „ “"),
    why=N_(
        "A text that begins with a quotation mark ends at the next one. What follows on the line "
        "would be cut off, and only the quoted name would be left of a whole sentence."
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
LIST_IN_THE_LINE = Rule(
    "Q131",
    title=N_("list that begins in the line of its key"),
    message=N_("a list may not begin in the line of its key"),
    hint=N_("put each “- …” on a line of its own, or quote a text that begins with a dash"),
    why=N_(
        "Entries of a list stand one below the other, each with its dash. Begun in the line of the "
        "key, a list and a sentence with a dash look the same, and evidence could be taken for "
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
    title=N_("anchor"),
    message=N_("{name} is a YAML anchor; values are not reused here"),
    hint=N_("write the value out; a text that begins with & needs quotation marks"),
    why=N_(
        "With an anchor one value is used in several places, so whoever corrects it for one item "
        "changes the others unawares. What the commission decided is written out at each item."
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
    title=N_("alias"),
    message=N_("{name} is a YAML alias; values are not reused here"),
    hint=N_("write the value out; a text that begins with * needs quotation marks"),
    why=N_(
        "An alias stands for a value from elsewhere in the file, so nobody sees at the item how it "
        "was rated. A few aliases inside one another could also swell into millions of values and "
        "bring a computer down."
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
    title=N_("merge key"),
    message=N_("the merge key << is not taken"),
    hint=N_("write the entries out one by one"),
    why=N_(
        "A merge key brings in entries from another place without showing them. Nobody could see "
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
    title=N_("tag"),
    message=N_("{name} is a YAML tag; the kind of a value follows from its key"),
    hint=N_("leave the tag out; a text that begins with ! needs quotation marks"),
    why=N_(
        "A tag makes programs turn a value into something else, and some even run foreign code "
        "because of it. Here the key alone says what kind of value stands there, so that every "
        "program reads the same."
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
    title=N_("second document in one file"),
    message=N_("a second YAML document begins here"),
    hint=N_("take the line --- out, or put what follows into a file of its own"),
    why=N_(
        "Most programs read only the first document of a file. The ratings below the dividing line "
        "would be missing from the figures, and nothing would say so."
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
    title=N_("directive"),
    message=N_("{name} is a YAML directive; none is needed here"),
    hint=N_("delete the line"),
    why=N_(
        "A directive changes the rules by which a file is read. All files here follow the same "
        "rules, so such a line can only lead two programs to read one file differently."
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
KEY_NO_TEXT = Rule(
    "Q124",
    title=N_("key that is no text"),
    message=N_("a key has to be one piece of text, and not empty"),
    hint=N_("write a word or an id in front of the colon"),
    why=N_(
        "A value is found by its key. Where the key is empty, or is a list of several, the value "
        "belongs to nothing that has a name, and the rating would count for no item."
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
    title=N_("key that is there twice"),
    message=N_("the key “{key}” is already there, at line {line}"),
    hint=N_("keep one of the two; until then the first one counts"),
    why=N_(
        "YAML programs silently keep one of the two. Half of what the commission wrote would "
        "vanish from the figures, and nobody would know which half."
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
    hint=N_("check the brackets: a catalogue or a year needs no more than ten"),
    why=N_(
        "No catalogue and no year has so many values inside one another. Such a file comes from a "
        "key that got stuck or from somebody who means harm, and reading it could bring the tool "
        "down."
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
    message=N_("the file has nothing in it but blank lines or comments"),
    hint=N_(
        "delete it, and “quality new” writes a year anew, “quality init” a catalogue; or begin it "
        "with “format: 1”"
    ),
    why=N_(
        "A file without content is most often one that was not saved or was saved over. Passing "
        "over it would make a year whose ratings were lost seem to be in order."
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
NO_MAPPING = Rule(
    "Q128",
    title=N_("file that does not begin with keys"),
    message=N_("the file has to be made of entries “key: value”, and this is none"),
    hint=N_("begin with “format: 1”; did the space after a colon get lost?"),
    why=N_(
        "Every file is made of keys with their values. One that begins otherwise is of another "
        "kind, or the space behind a colon got lost; either way nothing in it can be found by its "
        "name."
    ),
    bad="""\
format:1  # ! Q128
""",
    good="""\
format: 1
""",
)
LEADS_OUT = Rule(
    "Q132",
    title=N_("link out of the project"),
    message=N_("this is a link to a file outside the project"),
    hint=N_("put the file itself in the place of the link"),
    why=N_(
        "Data may come from a stranger's branch. A link could make a file of this machine "
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
STRANGE_INDENTATION = Rule(
    "Q135",
    title=N_("indentation that does not consist of spaces"),
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
    hint=N_("a catalogue or a year has a few thousand: check if something was pasted many times"),
    why=N_(
        "No catalogue and no year has so many values, and checking them would take more memory "
        "than many computers have."
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
