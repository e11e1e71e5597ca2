"""Texts of the page on the file formats, except the descriptions of the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from qualitycli.model import values
from qualitycli.model.assessment import Assessment
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.rater import Opinions
from tools.pages.bilingual import Bilingual

TITLE: Final = Bilingual("File formats", "Файлови формати")
INTRO: Final = Bilingual(
    "All keys of the catalogue, year files and raters' files. This page is generated from the "
    "models that `quality` reads files with; `quality schema` gives editors the same information. "
    "*На български: [formats.bg.md](formats.bg.md).*",
    "Всички ключове на каталога, на файла на годината и на файла на оценителя. Страницата се "
    "създава от моделите, с които програмата чете файловете; `quality schema` дава същото на "
    "редактора. *In English: [formats.md](formats.md).*",
)
READING: Final = Bilingual("How a file is read", "Как се чете файл")
READING_TEXT: Final[tuple[Bilingual, ...]] = (
    Bilingual(
        "A file contains one YAML document in UTF-8, which is a mapping. It has at most {mib} MiB, "
        "{values} values and {nested} levels of nesting. Anchors, aliases, merge keys, tags, "
        "further documents and duplicate keys are errors.",
        "Файлът е един YAML документ със записи „ключ: стойност“, в кодировка UTF-8, не по-голям "
        "от {mib} MiB, с не повече от {values} стойности и {nested} нива на влагане. Котви, "
        "препратки към тях, сливане "
        "на ключове, тагове и втори документ не се допускат; не се допуска и ключ, записан два "
        "пъти.",
    ),
    Bilingual(
        "**The text is the value.** Types are never guessed: `5.10` stays `5.10`, `no` stays `no`, "
        "and `null` and `~` are texts. The key determines the kind of value, with or without "
        "quotation marks.",
        "**Написаното е стойността.** Догадките на YAML не важат: `5.10` си остава `5.10`, `no` си "
        "остава `no`, а `null` и `~` са обикновен текст. Какъв вид стойност се очаква, определя "
        "ключът; кавичките не променят нищо.",
    ),
    Bilingual(
        "**Empty means missing.** A key without a value is treated as if it were not there. The "
        "exception is a reason (`not_applicable`, `no_evidence`): it is an error if it is empty or "
        "contains no letter.",
        "**Празното е все едно, че го няма.** Ключ без стойност се смята за пропуснат. Само "
        "причина (`not_applicable`, `no_evidence`), която е празна или е без нито една буква, е "
        "грешка.",
    ),
    Bilingual(
        "Put a text that contains a colon or a comma on a line of its own, not inside `{{…}}`. A "
        "text that contains `: ` needs quotation marks.",
        "Текст с двоеточие или запетая е най-добре да стои на отделен ред, а не в `{{…}}`; ако в "
        "него има `: `, трябват кавички.",
    ),
    Bilingual(
        "**`#` after a space starts a comment.** A text that such a `#` would cut short needs "
        'quotation marks: `"See task #7"`. Put a space after the `#` of a comment; if there is '
        "none and a text precedes it, you get a warning ([Q137](rules.md#Q137)).",
        "**Знакът `#` след интервал започва коментар.** Текст, в който има такъв знак, се "
        'огражда с кавички: `"Виж задача #7"`. В коментар след `#` има интервал; ако го няма, а '
        "отпред има текст, се дава предупреждение ([Q137](rules.bg.md#Q137)).",
    ),
)
KINDS: Final = Bilingual("Kinds of values", "Видове стойности")
KIND: Final = Bilingual("Kind", "Вид")
TAKEN: Final = Bilingual("Accepted", "Приема се")
REFUSED: Final = Bilingual("Refused", "Не се приема")

KEY: Final = Bilingual("Key", "Ключ")
VALUE: Final = Bilingual("Value", "Стойност")
NEEDED: Final = Bilingual("required", "задължителен")
DEFAULT: Final = Bilingual("Default", "Ако липсва")
MEANING: Final = Bilingual("Meaning", "Значение")
ALSO: Final = Bilingual("Also used in {places}.", "Същите ключове има и тук: {places}.")
CHOICE: Final = Bilingual("Values of `{key}`:", "Стойности на `{key}`:")
EXAMPLE: Final = Bilingual("Example with all keys:", "Пример с всички ключове:")
THE_FILE: Final = Bilingual("The file itself", "Самият файл")

TEXT: Final = Bilingual("text", "текст")
LIST_OF: Final = Bilingual("list: {inner}", "списък: {inner}")
NOT_EMPTY: Final = Bilingual("non-empty list: {inner}", "непразен списък: {inner}")
ONE_OR_MORE: Final = Bilingual("text or list of texts", "текст или списък от текстове")
ENTRIES: Final = Bilingual("entries “{key}: {inner}”", "записи „{key}: {inner}“")
KEYS_OF: Final = Bilingual("[keys]({link})", "[ключове]({link})")
SHORT: Final[Mapping[str, Bilingual]] = {
    "Rating": Bilingual("level or [keys]({link})", "равнище или [ключове]({link})"),
    "Point": Bilingual("text or [keys]({link})", "текст или [ключове]({link})"),
}


class Reading(NamedTuple):
    """A kind of value: its name, with examples of texts that are accepted and refused.

    :ivar remark: why the last example is refused, if the text does not show it.
    """

    name: Bilingual
    taken: tuple[str, ...]
    refused: tuple[str, ...]
    remark: Bilingual | None = None


READERS: Final[Mapping[Callable[[Any], Any], Reading]] = {
    values.whole_number: Reading(
        Bilingual("whole number", "цяло число"),
        ("0", "3", "210", "999999999"),
        ("03", "+3", "3.0", "-1"),
    ),
    values.decimal: Reading(
        Bilingual("number", "число"),
        ("2", "0.75", "3.20", "33.333333"),
        ("0,75", ".5", "1e3", "1_000"),
    ),
    values.share: Reading(
        Bilingual("share", "дял"), ("2/3", "0.75", "1"), ("66 %", "3/2", "2 / 3")
    ),
    values.signed_decimal: Reading(
        Bilingual("number, may be negative", "число, може и отрицателно"),
        ("2", "-3.5", "33.333333"),
        ("0,75", "+3", "1e3"),
    ),
    values.truth: Reading(
        Bilingual("`true` or `false`", "`true` или `false`"),
        ("true", "false"),
        ("yes", "True", "да", "1"),
    ),
    values.day: Reading(
        Bilingual("date", "дата"),
        ("2021-05-20", "2024-02-29"),
        ("20.05.2021", "2021-5-20", "2021-02-29"),
    ),
    values.month_day: Reading(
        Bilingual("day of the year", "ден от годината"),
        ("09-15", "12-31"),
        ("15.09", "9-15", "02-29"),
    ),
    values.school_year: Reading(
        Bilingual("school year", "учебна година"),
        ("2020-2021",),
        ("2020/2021", "2020-21", "2020-2022", "2020"),
    ),
    values.period: Reading(
        Bilingual("period", "период"),
        ("2020-2021", "2019-2021", "2023"),
        ("2019/2021", "2019-2022", "23"),
    ),
    values.node_id: Reading(
        Bilingual("id", "идентификатор"),
        ("OP", "OP.1.3.7", "UI.2", "M3"),
        ("op.1", "OP.01", "1.2", "ОР.1"),
        Bilingual("(in Cyrillic letters)", "(на кирилица)"),
    ),
}


class File(NamedTuple):
    """A kind of file: its model, its heading, and a paragraph on its path and purpose."""

    name: str
    model: type[Model]
    title: Bilingual
    about: Bilingual


FILES: Final[tuple[File, ...]] = (
    File(
        "catalogue",
        Catalogue,
        Bilingual("The catalogue", "Каталогът"),
        Bilingual(
            "`data/criteria.yaml`: the framework, its scale and the rating bands. A published id "
            "never changes. Parts that no longer apply are not deleted but marked `retired`.",
            "`data/criteria.yaml` – рамката, скалата на равнищата и скалите за качествените "
            "оценки. Публикуваният идентификатор никога не се променя; което вече не важи, не се "
            "изтрива, а се отбелязва с `retired`.",
        ),
    ),
    File(
        "year",
        Assessment,
        Bilingual("The year file", "Файлът на годината"),
        Bilingual(
            "`data/years/2020-2021.yaml`: the ratings of a school year and its [quality "
            "cycle](cycle.md). A rating states one judgement, or a reason why there is none. An "
            "item that is missing or empty is *not rated yet*.",
            "`data/years/2020-2021.yaml` – оценките за учебната година и цикълът по осигуряване на "
            "качеството около тях ([как са свързани частите му](cycle.bg.md)). За всеки "
            "показател се посочва една оценка или причина защо я няма; пропуснат или оставен "
            "празен показател означава „още неоценено“.",
        ),
    ),
    File(
        "rater",
        Opinions,
        Bilingual("The rater's file", "Файлът на оценителя"),
        Bilingual(
            "`data/years/2020-2021/raters/NAME.yaml`: the ratings of one member of the commission. "
            "They do not affect any score; only [what the commission agrees "
            "on](commission.md) does. Keys that are not described here are as in the year file.",
            "`data/years/2020-2021/raters/ИМЕ.yaml` – мнението на един член на комисията. То не "
            "влиза в никоя сметка, преди комисията да е приела обща оценка ([как става това]"
            "(commission.bg.md)). Което не е описано тук, е както във файла на годината.",
        ),
    ),
)
