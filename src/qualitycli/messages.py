"""Translatable messages: marked where they are written, translated when they are shown.

Code outside the renderers does not build sentences. It returns a message (an English text with
``{placeholders}``) and its arguments, from which a :class:`Translator` makes a sentence in English
or Bulgarian.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from qualitycli.rounding import signed, with_minus

DOMAIN: Final = "qualitycli"
LOCALE_DIR: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("en", "bg")
# The maximum numbers of names, and of steps or levels, that a list shows.
_MOST_NAMES: Final = 12
_MOST_LISTED: Final = 30
_TWO_STOPS: Final = r"\b([гт])\.\.(?!\.)"
# Control characters; characters that change the text direction or are invisible (fillers, invisible
# operators, annotations, tags); and noncharacters, which XML and workbooks cannot contain.
_HIDDEN: Final = (
    "\x00-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2061-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
)
# The invisible characters that Python counts as printable.
_PRINTABLE_BUT_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Invisible characters that typography needs: soft hyphens, joiners, and variation selectors for
# emoji. Culture-sensitive comparison ignores them.
_TYPOGRAPHY: Final = "\u00ad\u200c\u200d\u2060\ufe0e\ufe0f"
_EMOJI: Final = "0-9\u00a9\u00ae\u203c-\u2bff\u3030-\u3299\ufe0f\U0001f000-\U0001faff"
# The start of a command anywhere in a CI log: “##[” (GitHub, Azure), “##vso[”, “##teamcity[”.
# Other systems (GitLab, Jenkins, Travis) require a control character.
_ANYWHERE: Final = rf"#[{_TYPOGRAPHY}]*#[A-Za-z{_TYPOGRAPHY}]*\["
# The last character of a match is replaced by its escape.
_UNSEEN: Final = rf"[{_HIDDEN}]|{_ANYWHERE}"
_JOINERS: Final = rf"[\u00ad\u2060]|[{_TYPOGRAPHY}](?<![{_EMOJI}].)"
_UNSEEN_IN_LOGS: Final = rf"{_JOINERS}|[{_HIDDEN}]|##[A-Za-z]*\["
# GitHub's runner interprets a log line that starts like this as a command. It skips spaces, and
# its culture-sensitive comparison skips invisible characters.
_COMMAND: Final = rf"^((?:[^\S\n]|[{_TYPOGRAPHY}])*):(?=[{_TYPOGRAPHY}]*:)"


def N_(text: str) -> str:  # noqa: N802  (the name that message extractors expect)
    """Mark `text` as a message, without translating it."""
    return text


class Plural(NamedTuple):
    """A message with two English forms, chosen by the argument named `by`."""

    one: str
    many: str
    by: str = "n"


def NP_(one: str, many: str) -> Plural:  # noqa: N802  (as N_)
    """Mark a pair of forms as one message with a plural, chosen by the argument ``n``."""
    return Plural(one, many)


class Message(NamedTuple):
    """A message and its arguments, which may be messages themselves."""

    text: str | Plural
    args: Mapping[str, object] = {}


class Figure(NamedTuple):
    """A number to be rounded half up and shown with the language's decimal separator."""

    value: Fraction
    digits: int = 2


class Percentage(NamedTuple):
    """A percentage to be rounded half up and formatted for the language."""

    value: Fraction
    digits: int = 1


class Difference(NamedTuple):
    """A difference to be rounded half up and shown with its sign."""

    value: Fraction
    digits: int = 2


class Say(Protocol):
    """A function that turns a message into a sentence, such as a :class:`Translator`."""

    def __call__(self, text: str | Plural, /, **args: object) -> str:
        """Return the sentence for `text` with its placeholders filled in."""
        ...


class Finished:
    """A part of a sentence that is shown unchanged and in full; several are joined by commas."""

    def __init__(self, *parts: str) -> None:
        self._text = ", ".join(parts)

    def __str__(self) -> str:
        return self._text


class Translator:
    """Turns messages into sentences in one language.

    :param language: ``en`` or ``bg``; English is used if the Bulgarian catalogue is not compiled.
    :raises ValueError: the language is unknown.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            text = f"language is one of {', '.join(LANGUAGES)}, not {language!r}"
            raise ValueError(text)
        self._catalogue = gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)
        translated = isinstance(self._catalogue, gettext.GNUTranslations)
        self.language = language if translated else "en"

    def __call__(self, text: str | Plural, /, **args: object) -> str:
        """Return the sentence for `text` with its placeholders filled in."""
        return self.fill(Message(text, args))

    def fill(self, message: Message) -> str:
        """Return the sentence for `message`, with its arguments formatted for the language."""
        args = {name: self._shown(value) for name, value in message.args.items()}
        text = self._lookup(message.text, message.args).format_map(args)
        # Only one full stop if a sentence ends with an abbreviation.
        return re.sub(_TWO_STOPS, r"\1.", text) if ".." in text else text

    def word(self, text: str) -> str:
        """Return the translation of `text`, without filling in placeholders."""
        return self._lookup(text, {})

    def date(self, day: date) -> str:
        """Return a date: „28.09.2020 г.“ or “2020-09-28”."""
        return f"{day:%d.%m.%Y} г." if self.language == "bg" else day.isoformat()

    def decimal(self, number: str) -> str:
        """Return a number with the language's decimal separator."""
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
        if isinstance(value, Figure | Difference):
            write = with_minus if isinstance(value, Figure) else signed
            return self.decimal(write(value.value, value.digits))
        if isinstance(value, Percentage):
            return self.percent(with_minus(value.value, value.digits))
        if isinstance(value, tuple):
            return self._listed(value)
        if isinstance(value, Fraction):
            return as_written(value)
        return self.date(value) if isinstance(value, date) else value

    def _listed(self, values: tuple[object, ...]) -> str:
        if not values:
            return "–"
        most = _MOST_NAMES if isinstance(values[0], str) else _MOST_LISTED
        shown = [str(self._shown(one)) for one in values[:most]]
        return ", ".join([*shown, *(["…"] if len(values) > most else [])])

    def _lookup(self, text: str | Plural, args: Mapping[str, object]) -> str:
        if isinstance(text, Plural):
            number = args[text.by]
            count = number if isinstance(number, int) else 0
            return self._catalogue.ngettext(text.one, text.many, count)
        return self._catalogue.gettext(text) if text else ""


def visible(text: str) -> str:
    """Return `text` on one line, with control and other invisible characters escaped.

    The result is safe in XML, workbooks, terminals and logs.
    """
    return text if _is_plain(text) else re.sub(_UNSEEN, _with_last_escaped, text)


def visible_in_logs(text: str) -> str:
    """Return `text` as `visible` does, with soft hyphens and joiners escaped too.

    Documents keep these. In a terminal or a log, the text may be compared with that in a file.
    """
    return text if _is_plain(text) else re.sub(_UNSEEN_IN_LOGS, _with_last_escaped, text)


def unseen_places(text: str) -> list[int]:
    """Return the positions of the characters in `text` that `visible_in_logs` escapes."""
    if _is_plain(text):
        return []
    return [found.end() - 1 for found in re.finditer(_UNSEEN_IN_LOGS, text)]


def _is_plain(text: str) -> bool:
    # For most texts this avoids compiling the long patterns.
    return text.isprintable() and "##" not in text and not _PRINTABLE_BUT_UNSEEN.search(text)


def _with_last_escaped(found: re.Match[str]) -> str:
    return found[0][:-1] + escaped(found[0][-1])


def no_command(text: str, colon: str = r"\x3a") -> str:
    """Return lines of text of which none is a command in a CI log.

    :param colon: the replacement for the first colon of a line that would be one.
    """
    if "::" not in text and not any(sign in text for sign in _TYPOGRAPHY):
        return text
    return re.sub(_COMMAND, lambda found: found[1] + colon, text, flags=re.M)


def joiners_visible(text: str) -> str:
    """Return `text` with soft hyphens, and joiners outside of emoji, escaped."""
    if any(sign in text for sign in _TYPOGRAPHY):
        return re.sub(_JOINERS, _with_last_escaped, text)
    return text


def for_log(lines: str) -> str:
    """Return lines that are safe to write to a terminal or a CI log."""
    return no_command(joiners_visible(lines))


def escaped(character: str) -> str:
    r"""Return a character as its escape: ``\n``, ``\x1b``, ``\u202e``, ``\x5b`` for a bracket."""
    if character == "[":
        return r"\x5b"
    return character.encode("unicode_escape").decode("ascii")


def unseen_as_json(text: str) -> str:
    """Return JSON text with invisible characters and the brackets of log commands escaped."""
    if _is_plain(text):
        return text
    return re.sub(_UNSEEN_IN_LOGS, _with_last_in_json, text)


def _with_last_in_json(found: re.Match[str]) -> str:
    # JSON escapes characters beyond U+FFFF as surrogate pairs.
    units = found[0][-1].encode("utf-16-be", "surrogatepass").hex()
    return found[0][:-1] + "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def shorten(text: str, most: int = 80) -> str:
    """Return `text`, cut at the end of a word if it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:–-") + "…"


def as_written(value: Fraction) -> str:
    """Return a decimal number as written in files: with a point and without trailing zeros."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 1)
    digits = f"{int(rest * 10**6):06}".rstrip("0")
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


def preferred_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the language to use: the one requested, else QUALITY_LANG, else that of the locale.

    As in gettext, the first locale variable that is set decides.
    """
    wishes = [asked, environment.get("QUALITY_LANG")]
    for wish in wishes:
        if wish in LANGUAGES:
            return wish
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return next((part[:2] for part in locale.split(":") if part[:2] in LANGUAGES), "en")


def speak_everywhere(language: str) -> None:
    """Set the language of libraries that use the process-wide gettext, such as click."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
