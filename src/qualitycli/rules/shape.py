"""Q2: keys that are unknown or missing, and values of the wrong form."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

UNKNOWN_KEY = Rule(
    "Q201",
    title=N_("unknown key"),
    message=N_("the key “{key}” is not known here"),
    hint=N_("known here are: {known}"),
)
MISSING_KEY = Rule(
    "Q202",
    title=N_("missing key"),
    message=N_("the key “{key}” is missing"),
    hint=N_("add “{key}:” with its value"),
)
NOT_A_MAPPING = Rule(
    "Q203",
    title=N_("entries “key: value” are needed"),
    message=N_("“{key}” needs entries “key: value” under it"),
    hint=N_("write each on a line of its own, two spaces to the right"),
)
NOT_A_LIST = Rule(
    "Q204",
    title=N_("a list is needed"),
    message=N_("“{key}” needs a list"),
    hint=N_("write each entry on a line of its own that begins with “- ”"),
)
NOT_A_TEXT = Rule(
    "Q205",
    title=N_("a text is needed"),
    message=N_("“{key}” needs a text"),
    hint=N_("write a single text; in quotation marks if it has a colon or brackets in it"),
)
NOT_A_WHOLE_NUMBER = Rule(
    "Q206",
    title=N_("a whole number is needed"),
    message=N_("“{value}” is not a whole number"),
    hint=N_("write digits only, at most nine of them"),
)
NOT_PLAIN = Rule(
    "Q207",
    title=N_("number in an unusual form"),
    message=N_("“{value}” is not the plain form of the number"),
    hint=N_("write {plain}"),
)
NOT_A_NUMBER = Rule(
    "Q208",
    title=N_("a number is needed"),
    message=N_("“{value}” is not a number"),
    hint=N_("write digits, with at most six after a decimal point: 3.25"),
)
NOT_A_DATE = Rule(
    "Q209",
    title=N_("a date is needed"),
    message=N_("“{value}” is not a date"),
    hint=N_("write year-month-day: 2021-05-20"),
)
NO_SUCH_DAY = Rule(
    "Q210",
    title=N_("day that does not exist"),
    message=N_("there is no such day as {value}"),
    hint=N_("look at the day and the month: the order is year-month-day"),
)
NOT_TRUE_OR_FALSE = Rule(
    "Q211",
    title=N_("“true” or “false” is needed"),
    message=N_("“{value}” is neither “true” nor “false”"),
    hint=N_("write true for yes, false for no"),
)
NOT_A_CHOICE = Rule(
    "Q212",
    title=N_("word that is not among the possible ones"),
    message=N_("“{value}” is not possible here"),
    hint=N_("possible are: {choices}"),
)
NOT_A_YEAR = Rule(
    "Q213",
    title=N_("a school year is needed"),
    message=N_("“{value}” is not a school year"),
    hint=N_("write both years in full with a hyphen: 2020-2021"),
)
YEARS_DO_NOT_FOLLOW = Rule(
    "Q214",
    title=N_("school year whose years do not follow"),
    message=N_("a school year ends in the year after it begins, and {value} does not"),
    hint=N_("write {plain}"),
)
ILL_FORMED_ID = Rule(
    "Q215",
    title=N_("ill-formed id"),
    message=N_("“{value}” is not well formed as an id"),
    hint=N_("an id has capital Latin letters first, then numbers after points: OP.1.3.7"),
)
BROKEN_SENTENCE = Rule(
    "Q216",
    title=N_("sentence broken by braces"),
    message=N_("inside {braces} a comma ends the value, so “{text}” was cut off from its sentence"),
    hint=N_("put the sentence in quotation marks, or on a line of its own without braces"),
)
UNKNOWN_FORMAT = Rule(
    "Q217",
    title=N_("unknown version of the file format"),
    message=N_("the file has format {value}; this tool reads format {known}"),
    hint=N_("write “format: {known}”; a newer format needs a newer version of the tool"),
)
NOT_A_SHARE = Rule(
    "Q218",
    title=N_("a fraction is needed"),
    message=N_("“{value}” is not a fraction between 0 and 1"),
    hint=N_("write 2/3 or 0.75"),
)
EMPTY_LIST = Rule(
    "Q219",
    title=N_("list that may not be empty"),
    message=N_("“{key}” has nothing in it"),
    hint=N_("write at least one entry"),
)
