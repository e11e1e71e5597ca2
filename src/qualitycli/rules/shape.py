"""Q2: keys that are unknown or missing, and values in the wrong format."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_, NP_

UNKNOWN_KEY = Rule(
    "Q201",
    title=N_("unknown key"),
    message=N_("the key “{key}” is not allowed here"),
    hint=N_("allowed keys: {known}"),
    why=N_(
        "Anything under a misspelt key would be missing from the scores and documents, without you "
        "noticing."
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
    hint=N_("add “{key}:” and its value"),
    why=N_(
        "The scores or the documents depend on this key, for example on the edition of the "
        "framework that the year was rated by. The tool does not guess it."
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
    title=N_("missing entries “key: value”"),
    message=N_("“{key}” needs entries “key: value” under it"),
    hint=N_("write each entry on its own line, indented by two spaces"),
    why=N_(
        "This consists of several named values. A school, for example, has a name, a town and a "
        "director, and each has its own place in the documents."
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
    title=N_("not a list"),
    message=N_("“{key}” needs a list"),
    hint=N_("write each entry on its own line, starting with “- ”"),
    why=N_(
        "Evidence, steps and parts are counted and printed one by one. A single text does not show "
        "where one ends and the next starts."
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
    title=N_("not a single text"),
    message=N_("“{key}” needs a text"),
    hint=N_("write a single text, in quotation marks if it contains a colon or brackets"),
    why=N_(
        "This is printed as one name or one sentence. In a list or in entries “key: value”, the "
        "tool cannot tell which text is meant. The usual cause is a colon in a sentence, which "
        "turns the sentence into an entry."
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
    title=N_("not a whole number"),
    message=N_("“{value}” is not a whole number"),
    hint=N_("write a number in digits, such as 12"),
    why=N_(
        "Levels and counts are added up and compared. Words and marks such as “3+” cannot be added "
        "up, and every program would turn them into a different number."
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
    title=N_("number in an unusual format"),
    message=N_("“{value}” is not in the plain number format"),
    hint=N_("write {plain}"),
    why=N_(
        "Programs differ over numbers such as “3,20” or “03”: one reads a text, another a "
        "different number. When each number is written in only one way, every computer calculates "
        "the same result."
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
    title=N_("not a number"),
    message=N_("“{value}” is not a number"),
    hint=N_("write digits, with at most six after the decimal point: 3.25"),
    why=N_(
        "Targets, points, weights and bounds are compared exactly. Words such as “over 3” do not "
        "say from which value on the target is met."
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
    title=N_("not a date"),
    message=N_("“{value}” is not a date"),
    hint=N_("write year-month-day: 2021-05-20"),
    why=N_(
        "In other formats, 03.04.2021 is a day in April for one reader and in March for another. "
        "With the year first, a date has only one meaning, and dates can be sorted."
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
NONEXISTENT_DAY = Rule(
    "Q210",
    title=N_("nonexistent day"),
    message=N_("the day {value} does not exist"),
    hint=N_("check the day and the month: the order is year-month-day"),
    why=N_(
        "A date that is not in the calendar is a mistake, and only the author knows which day was "
        "meant. In a document shown to an inspector, it would cast doubt on the other dates as "
        "well."
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
    title=N_("neither “true” nor “false”"),
    message=N_("“{value}” is neither “true” nor “false”"),
    hint=N_("write true for yes or false for no"),
    why=N_(
        "Programs differ over which words mean yes. If “да” were ignored here, sample data could "
        "be taken for the real ratings of a school."
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
    title=N_("value not among the choices"),
    message=N_("“{value}” is not possible here"),
    hint=N_("choose one of: {choices}"),
    why=N_(
        "Only the listed values have a meaning here. With any other value, the tool could not know "
        "what you want, for example how an item is rated."
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
    title=N_("not a school year"),
    message=N_("“{value}” is not a school year"),
    hint=N_("write both years in full, with a hyphen: 2020-2021"),
    why=N_(
        "The school year connects the file with its band profile and with the years before it. "
        "Written in two ways, one year would count as two. The year of an assessment may also be "
        "two school years, 2019-2021, or a calendar year, 2023."
    ),
    bad="""\
year: 2020/2021  # ! Q213
""",
    good="""\
year: 2020-2021
""",
)
NONCONSECUTIVE_YEARS = Rule(
    "Q214",
    title=N_("nonconsecutive years"),
    message=N_("a school year ends in the year after it starts, but {value} does not"),
    hint=N_("write {plain}"),
    why=N_(
        "A school year starts in one calendar year and ends in the next. With any other pair, it "
        "is unclear which school year is meant, and its results could be compared with the wrong "
        "ones. An assessment may cover exactly two school years, 2020-2022."
    ),
    bad="""\
year: 2020-2023  # ! Q214
""",
    good="""\
year: 2020-2021
""",
)
MALFORMED_ID = Rule(
    "Q215",
    title=N_("malformed id"),
    message=N_("“{value}” is not a valid id"),
    hint=N_("start the id with capital Latin letters, followed by numbers after dots: OP.1.3.7"),
    why=N_(
        "Other programs change an id that is only a number: 1.10 becomes 1.1, and two items turn "
        "into one. The letters in front prevent this, and the dots show what each node belongs to."
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
SPLIT_SENTENCE = Rule(
    "Q216",
    title=N_("sentence split by braces"),
    message=N_("in {braces}, a comma ends the value, so “{text}” was cut off from its sentence"),
    hint=N_("put the sentence in quotation marks, or on its own line without braces"),
    why=N_(
        "Between braces, a comma separates entries. The end of the sentence would become a "
        "separate key and be missing from the reason printed in the document."
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
    message=N_("the file has format {value}, but this version of the tool reads format {known}"),
    hint=N_("write “format: {known}”; for a newer format, install a newer version of the tool"),
    why=N_(
        "In another format, the same keys may mean something else. If an old tool read a newer "
        "file anyway, it could produce wrong scores without anyone noticing."
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
    title=N_("not a fraction"),
    message=N_("“{value}” is not a fraction between 0 and 1"),
    hint=N_("write 2/3 or 0.75"),
    why=N_(
        "The threshold says which part of the items must be rated before a result counts as "
        "complete. With a number such as 67, no year could ever be complete, because no part is "
        "greater than the whole."
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
    title=N_("empty list"),
    message=N_("“{key}” is empty"),
    hint=N_("write at least one entry"),
    why=N_(
        "An empty list here means that something was forgotten: the levels of the scale, the bands "
        "of a band profile or the editions of the framework. Without them, no year can be scored."
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
    title=N_("wrong kind of file"),
    message=N_("this is {given}, but {wanted} is needed here"),
    hint=N_(
        "move it to its place: years to data/years, raters' files to data/years/YEAR/raters, the "
        "framework to data/criteria.yaml"
    ),
    why=N_(
        "The framework says what is rated, and a year says how it was rated. Checked as the wrong "
        "kind, a file would produce a long list of errors that nobody made."
    ),
)
NOT_A_MONTH_DAY = Rule(
    "Q221",
    title=N_("not a day of the year"),
    message=N_("“{value}” is not a day of the year"),
    hint=N_("write the month and the day with two digits each: 09-15"),
    why=N_(
        "A deadline that returns every year has a month and a day but no year. In another format, "
        "it could be read as another day."
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
    title=N_("missing indentation"),
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
