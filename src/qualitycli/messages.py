"""Words for people: marked where they are written, translated only where they are shown.

Nothing below the renderers builds a finished sentence. It names a message (an English text with
``{placeholders}``) and its arguments; a :class:`Translator` makes the sentence, in English or in
Bulgarian, when a person is about to read it.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.rounding import fixed

DOMAIN: Final = "qualitycli"
LOCALE_DIR: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("en", "bg")
_MOST_LISTED: Final = 30
_TWO_STOPS: Final = r"\b([гт])\.\.(?!\.)"
# Control characters, and those that change the direction of writing or cannot be seen at all;
# and the bracket of “##[”, which GitHub's runner takes for a command wherever it stands in a log.
_UNSEEN: Final = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    "|(?<=##)\\["
)
# GitHub's runner takes a line of a log for a command that begins so. It passes over spaces, and
# comparing by the rules of a language passes over signs that cannot be seen.
_COMMAND: Final = (
    "^((?:[^\\S\n]|[\u00ad\u034f\u180b-\u180f\u200c\u200d\u2060-\u206f\ufe00-\ufe0f])*):(?=:)"
)


def N_(text: str) -> str:  # noqa: N802  (the name that message extractors look for)
    """Mark `text` as a message, without translating it."""
    return text


class Plural(NamedTuple):
    """A message with two English forms, chosen by the argument named `by`."""

    one: str
    many: str
    by: str = "n"


def NP_(one: str, many: str) -> Plural:  # noqa: N802  (as N_)
    """Mark a pair of forms as one message with a plural; the argument ``n`` chooses."""
    return Plural(one, many)


class Message(NamedTuple):
    """A message and its arguments, which may be messages themselves."""

    text: str | Plural
    args: Mapping[str, object] = {}


class Figure(NamedTuple):
    """A figure to be rounded half up and shown with the language's decimal sign."""

    value: Fraction
    digits: int = 2


class Finished:
    """A stretch of a sentence that is shown as it is, however long; lists are joined by commas."""

    def __init__(self, *parts: str) -> None:
        self._text = ", ".join(parts)

    def __str__(self) -> str:
        return self._text


class Translator:
    """Turns messages into sentences of one language.

    :param language: ``en`` or ``bg``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = (
            gettext.NullTranslations()
            if language == "en"
            else gettext.translation(DOMAIN, LOCALE_DIR, [language])
        )

    def __call__(self, text: str | Plural, /, **args: object) -> str:
        """Return the sentence for `text` with its placeholders filled in."""
        return self.fill(Message(text, args))

    def fill(self, message: Message) -> str:
        """Return the sentence for `message`, its arguments shown as people of the language do."""
        args = {name: self._shown(value) for name, value in message.args.items()}
        text = self._lookup(message.text, message.args).format_map(args)
        # A sentence that ends with an abbreviation has one full stop.
        return re.sub(_TWO_STOPS, r"\1.", text) if ".." in text else text

    def word(self, text: str) -> str:
        """Return the translation of `text`; no placeholder is filled in."""
        return self._lookup(text, {})

    def date(self, day: date) -> str:
        """Return a date: „28.09.2020 г.“ or “2020-09-28”."""
        return f"{day:%d.%m.%Y} г." if self.language == "bg" else day.isoformat()

    def decimal(self, number: str) -> str:
        """Return a number with the language's decimal sign."""
        return number.replace(".", ",") if self.language == "bg" else number

    def percent(self, number: str) -> str:
        """Return a number as a percentage: „72,2 %“ or “72.2%”."""
        return f"{self.decimal(number)} %" if self.language == "bg" else f"{number}%"

    def _shown(self, value: object) -> object:
        if isinstance(value, Message):
            return self.fill(value)
        if isinstance(value, str):
            return shorten(visible(value))
        if isinstance(value, Path):
            return visible(str(value))
        if isinstance(value, Figure):
            return self.decimal(fixed(value.value, value.digits))
        if isinstance(value, tuple) and not value:
            return "–"
        if isinstance(value, tuple):
            return ", ".join(str(self._shown(one)) for one in value[:_MOST_LISTED])
        if isinstance(value, Fraction):
            return as_written(value)
        return self.date(value) if isinstance(value, date) else value

    def _lookup(self, text: str | Plural, args: Mapping[str, object]) -> str:
        if isinstance(text, Plural):
            number = args[text.by]
            count = number if isinstance(number, int) else 0
            return self._catalogue.ngettext(text.one, text.many, count)
        return self._catalogue.gettext(text) if text else ""


def visible(text: str) -> str:
    """Return `text` on one line, with signs that steer a terminal or turn a text made visible."""
    # None of them is printable, so most texts are told without compiling the pattern.
    return (
        text
        if text.isprintable() and "##[" not in text
        else re.sub(_UNSEEN, lambda found: escaped(found[0]), text)
    )


def no_command(text: str, colon: str = r"\x3a") -> str:
    """Return lines of text none of which begins a command where the output is a log of CI.

    :param colon: what is to stand for the first colon of a line that would.
    """
    if "::" not in text:
        return text
    return re.sub(_COMMAND, lambda found: found[1] + colon, text, flags=re.M)


def escaped(character: str) -> str:
    r"""Return a character as its escape: ``\n``, ``\x1b``, ``\u202e``, ``\x5b`` for a bracket."""
    if character == "[":
        return r"\x5b"
    return character.encode("unicode_escape").decode("ascii")


def unseen_as_json(text: str) -> str:
    """Return JSON text in which every unseen character, and the bracket of “##[”, is its escape."""
    if text.isprintable() and "##[" not in text:
        return text
    return re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)


def shorten(text: str, most: int = 80) -> str:
    """Return `text`, cut at a word's end where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:–-") + "…"


def as_written(value: Fraction) -> str:
    """Return a decimal number as it is written in a file: with a point, no more digits than due."""
    whole, rest = divmod(value, 1)
    digits = f"{int(rest * 10**6):06}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


def preferred_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the language to speak: the one asked for, else QUALITY_LANG, else the locale's.

    Like gettext itself, the first locale variable that is set decides.
    """
    wishes = [asked, environment.get("QUALITY_LANG")]
    for wish in wishes:
        if wish in LANGUAGES:
            return wish
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return next((part[:2] for part in locale.split(":") if part[:2] in LANGUAGES), "en")


def speak_everywhere(language: str) -> None:
    """Make the libraries that use the process-wide gettext (click does) speak `language` too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
