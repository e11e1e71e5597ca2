"""Q2: keys that are unknown or missing, and values of the wrong form."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_, NP_

UNKNOWN_KEY = Rule(
    "Q201",
    title=N_("unknown key"),
    message=N_("the key “{key}” is not known here"),
    hint=N_("known here are: {known}"),
    why=N_(
        "What stands under a misspelt key would be left out of figures and documents, while the "
        "person who wrote it believes that it is there."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    evidance:  # ! Q201
      - Протокол от наблюдение на урок № 3
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence:
      - Протокол от наблюдение на урок № 3
""",
)
MISSING_KEY = Rule(
    "Q202",
    title=N_("missing key"),
    message=N_("the key “{key}” is missing"),
    hint=N_("add “{key}:” with its value"),
    why=N_(
        "Without this key the file leaves open something that the figures or the documents depend "
        "on, for example by which edition of the framework the year was judged. The tool does not "
        "guess it."
    ),
    bad="""\
framework:
  id: vou-montana  # ! Q202
""",
    good="""\
framework:
  id: vou-montana
  edition: "2020"
""",
)
NOT_A_MAPPING = Rule(
    "Q203",
    title=N_("entries “key: value” are needed"),
    message=N_("“{key}” needs entries “key: value” under it"),
    hint=N_("write each on a line of its own, two spaces to the right"),
    why=N_(
        "What belongs here consists of several things with names of their own. A school, for "
        "example, has a name, a town and a director, and each has its own place in the documents."
    ),
    bad="""\
institution: Примерно основно училище  # ! Q203
""",
    good="""\
institution:
  name: Примерно основно училище
  town: Ясенград
""",
)
NOT_A_LIST = Rule(
    "Q204",
    title=N_("a list is needed"),
    message=N_("“{key}” needs a list"),
    hint=N_("write each entry on a line of its own that begins with “- ”"),
    why=N_(
        "Pieces of evidence, steps and parts are counted and printed one by one. A single text "
        "does not show where one ends and the next begins."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence: Протоколи от наблюдение на уроци № 3 и № 4  # ! Q204
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence:
      - Протокол от наблюдение на урок № 3
      - Протокол от наблюдение на урок № 4
""",
)
NOT_A_TEXT = Rule(
    "Q205",
    title=N_("a text is needed"),
    message=N_("“{key}” needs a text"),
    hint=N_("write a single text; in quotation marks if it has a colon or brackets in it"),
    why=N_(
        "This is printed as one name or one sentence. From a list or from entries nobody could "
        "tell which of the texts is meant. Most often a colon inside a sentence has made an entry "
        "of it."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence:
      - Наблюдение на урок № 3: целта е обявена в началото  # ! Q205
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    evidence:
      - "Наблюдение на урок № 3: целта е обявена в началото"
""",
)
NOT_A_WHOLE_NUMBER = Rule(
    "Q206",
    title=N_("a whole number is needed"),
    message=N_("“{value}” is not a whole number"),
    hint=N_("write a number in digits, such as 12"),
    why=N_(
        "Levels and counts are added up and compared. With a word or with a mark such as “3+” "
        "nobody can do sums, and each person would make another number of it."
    ),
    bad="""\
ratings:
  OP.1.1.2: добро  # ! Q206
""",
    good="""\
ratings:
  OP.1.1.2: 3
""",
)
NOT_PLAIN = Rule(
    "Q207",
    title=N_("number in an unusual form"),
    message=N_("“{value}” is not the plain form of the number"),
    hint=N_("write {plain}"),
    why=N_(
        "Programs differ over numbers such as “3,20” or “03”: one takes them for a text, another "
        "for a different number. With one way of writing, every computer comes to the same result."
    ),
    bad="""\
targets:
  OP.3: 3,20  # ! Q207
""",
    good="""\
targets:
  OP.3: 3.20
""",
)
NOT_A_NUMBER = Rule(
    "Q208",
    title=N_("a number is needed"),
    message=N_("“{value}” is not a number"),
    hint=N_("write digits, with at most six after a decimal point: 3.25"),
    why=N_(
        "Targets, points, weights and bounds are compared exactly. Words such as “over 3” leave "
        "open from which figure on the target is met."
    ),
    bad="""\
targets:
  OP.3: над 3  # ! Q208
""",
    good="""\
targets:
  OP.3: 3.20
""",
)
NOT_A_DATE = Rule(
    "Q209",
    title=N_("a date is needed"),
    message=N_("“{value}” is not a date"),
    hint=N_("write year-month-day: 2021-05-20"),
    why=N_(
        "With another order of day and month, 03.04.2021 is a day in April for one reader and in "
        "March for another. Written with the year first, a date has one meaning, and dates can be "
        "sorted."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    rated_on: 20.05.2021 г.  # ! Q209
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    rated_on: 2021-05-20
""",
)
NO_SUCH_DAY = Rule(
    "Q210",
    title=N_("day that does not exist"),
    message=N_("there is no such day as {value}"),
    hint=N_("look at the day and the month: the order is year-month-day"),
    why=N_(
        "A day that is in no calendar is a slip, and only the author knows which day was meant. In "
        "a document shown to an inspector it would cast doubt on the other dates, too."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    rated_on: 2021-06-31  # ! Q210
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    rated_on: 2021-06-30
""",
)
NOT_TRUE_OR_FALSE = Rule(
    "Q211",
    title=N_("“true” or “false” is needed"),
    message=N_("“{value}” is neither “true” nor “false”"),
    hint=N_("write true for yes, false for no"),
    why=N_(
        "Programs differ over which words mean yes. If “да” were overlooked, example data would be "
        "taken for the real ratings of a school."
    ),
    bad="""\
illustrative: да  # ! Q211
""",
    good="""\
illustrative: true
""",
)
NOT_A_CHOICE = Rule(
    "Q212",
    title=N_("word that is not among the possible ones"),
    message=N_("“{value}” is not possible here"),
    hint=N_("possible are: {choices}"),
    why=N_(
        "Only the words listed have a meaning here. With any other one the tool could not know "
        "what is to be done, for example how an item is rated, and it does not guess."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: percent  # ! Q212
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: ratio
""",
    example_of="catalogue",
)
NOT_A_YEAR = Rule(
    "Q213",
    title=N_("a school year is needed"),
    message=N_("“{value}” is not a school year"),
    hint=N_("write both years in full with a hyphen: 2020-2021"),
    why=N_(
        "The school year is the name by which the file, the band profile and the comparison with "
        "earlier years find each other. Written in two ways, one year would count as two."
    ),
    bad="""\
year: 2020/2021  # ! Q213
""",
    good="""\
year: 2020-2021
""",
)
YEARS_DO_NOT_FOLLOW = Rule(
    "Q214",
    title=N_("school year whose years do not follow"),
    message=N_("a school year ends in the year after it begins, and {value} does not"),
    hint=N_("write {plain}"),
    why=N_(
        "A school year begins in one calendar year and ends in the next. From any other pair "
        "nobody can tell which year is meant, and its results could be compared with the wrong "
        "one."
    ),
    bad="""\
year: 2020-2022  # ! Q214
""",
    good="""\
year: 2020-2021
""",
)
ILL_FORMED_ID = Rule(
    "Q215",
    title=N_("ill-formed id"),
    message=N_("“{value}” is not well formed as an id"),
    hint=N_("an id has capital Latin letters first, then numbers after points: OP.1.3.7"),
    why=N_(
        "Other programs change an id that is a bare number: 1.10 becomes 1.1, and two different "
        "items turn into one. A letter in front prevents this, and the points show what each node "
        "stands under."
    ),
    bad="""\
subindicators:
  - id: 6.1.1  # ! Q215
    text: Дял участващи ученици.
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
""",
    example_of="catalogue",
)
BROKEN_SENTENCE = Rule(
    "Q216",
    title=N_("sentence broken by braces"),
    message=N_("inside {braces} a comma ends the value, so “{text}” was cut off from its sentence"),
    hint=N_("put the sentence in quotation marks, or on a line of its own without braces"),
    why=N_(
        "Between braces a comma separates entries. The end of the sentence would become a key of "
        "its own and be missing from the reason that the document prints."
    ),
    bad="""\
ratings:
  OP.1.8.1: {not_applicable: Няма такава група, защото няма желаещи}  # ! Q216
""",
    good="""\
ratings:
  OP.1.8.1:
    not_applicable: Няма такава група, защото няма желаещи
""",
)
UNKNOWN_FORMAT = Rule(
    "Q217",
    title=N_("unknown version of the file format"),
    message=N_("the file has format {value}; this tool reads format {known}"),
    hint=N_("write “format: {known}”; a newer format needs a newer version of the tool"),
    why=N_(
        "In another format the same keys may mean something else. An old tool that reads a newer "
        "file all the same could give wrong figures without anybody noticing."
    ),
    bad="""\
format: 2  # ! Q217
""",
    good="""\
format: 1
""",
)
NOT_A_SHARE = Rule(
    "Q218",
    title=N_("a fraction is needed"),
    message=N_("“{value}” is not a fraction between 0 and 1"),
    hint=N_("write 2/3 or 0.75"),
    why=N_(
        "The threshold says what part of the items must be rated before a figure counts as "
        "complete. At a number such as 67 no year could ever be complete, since nothing is 67 "
        "times the whole."
    ),
    bad="""\
coverage_threshold: 67  # ! Q218
""",
    good="""\
coverage_threshold: 2/3
""",
    example_of="catalogue",
)
EMPTY_LIST = Rule(
    "Q219",
    title=N_("list that may not be empty"),
    message=N_("“{key}” has nothing in it"),
    hint=N_("write at least one entry"),
    why=N_(
        "Where an entry is needed, an empty list means that something was forgotten: the levels of "
        "the scale, the steps of a band profile or the editions of the framework. Without them no "
        "year can be judged."
    ),
    bad="""\
framework:
  id: vou-montana
  title: Критерии по области на оценяване
  editions: []  # ! Q219
""",
    good="""\
framework:
  id: vou-montana
  title: Критерии по области на оценяване
  editions:
    - "2020"
""",
    example_of="catalogue",
)
WRONG_KIND = Rule(
    "Q220",
    title=N_("file of another kind"),
    message=N_("this is {given}, and {wanted} is needed here"),
    hint=N_(
        "years belong in data/years, raters' files in data/years/YEAR/raters; the catalogue is "
        "data/criteria.yaml"
    ),
    why=N_(
        "A catalogue says what is rated, a year how it was rated. Read as the other, a file would "
        "give a long list of mistakes that nobody made."
    ),
)
NOT_A_MONTH_DAY = Rule(
    "Q221",
    title=N_("a day of the year is needed"),
    message=N_("“{value}” is not a day of the year"),
    hint=N_("write month-day, two digits each: 09-15"),
    why=N_(
        "A deadline that comes back every year has a month and a day and no year. Written in "
        "another way it could be taken for another day."
    ),
    bad="""\
process:
  - kind: commission
    title: Комисии
    entries:
      - id: C.8
        at: II.8
        deadline: 15.09  # ! Q221
        text: Комисията или комисиите се определят в срок до 15 септември.
""",
    good="""\
process:
  - kind: commission
    title: Комисии
    entries:
      - id: C.8
        at: II.8
        deadline: 09-15
        text: Комисията или комисиите се определят в срок до 15 септември.
""",
    example_of="catalogue",
)
NOT_INDENTED = Rule(
    "Q222",
    title=N_("lines that are not indented"),
    message=NP_(
        "“{keys}” belongs under “{owner}” but is not indented",
        "these belong under “{owner}” but are not indented: {keys}",
    ),
    hint=N_("move each of these lines, with everything nested under it, two spaces to the right"),
    why=N_(
        "In YAML, only the indentation shows what belongs to what. Without it, the key above "
        "stays empty and its entries do not belong to it."
    ),
    bad="""\
framework:
id: vou-montana  # ! Q222
edition: "2020"
""",
    good="""\
framework:
  id: vou-montana
  edition: "2020"
""",
)
