"""Update and check the Bulgarian translation of the messages of the code and of click.

``python tools/translations.py update`` extracts the messages, keeps existing translations and
compiles the catalogue as a build does. ``check`` fails if a message is no longer used, if
placeholders differ, or if the compiled catalogue is out of date. ``release`` fails if a translation
is missing or fuzzy; such messages are shown in English.

Users may have other versions of click, with other messages. Messages of click that are no longer
used are therefore kept, and missing ones are only noted if the installed version is not the one in
``constraints.txt``.
"""

from __future__ import annotations

import string
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Final

import click
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parents[1]
PO = TOP / "src/qualitycli/locale/bg/LC_MESSAGES/qualitycli.po"
MO = PO.with_suffix(".mo")
TEMPLATES = TOP / "templates"
OURS = {"N_": None, "NP_": (1, 2), "gettext": None}
CLICKS = {"_": None, "ngettext": (1, 2)}
CLICK_FOLDER = Path(str(click.__file__)).parent
CONSTRAINTS = TOP / "tools/constraints.txt"
# The comment that marks a message of click in the catalogue.
CLICK: Final = "click"


class _Translation(Catalog):
    """The Bulgarian catalogue, with a header without the current date and version of Babel."""

    def __init__(self) -> None:
        # The current date would change the file with every update.
        day = datetime(2026, 1, 1, tzinfo=UTC)
        super().__init__(
            locale="bg",
            header_comment="# Bulgarian words of quality, and of click, which it is built on.",
            project="qualitycli",
            creation_date=day,
            revision_date=day,
            last_translator="qualitycli",
            language_team="qualitycli",
            charset="utf-8",
            fuzzy=False,
        )
        # As arguments, empty texts would be replaced by defaults.
        self.version = self.msgid_bugs_address = ""

    @property  # type: ignore[misc]  # nothing sets them
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers without the generator; the last one ends with a line break."""
        *headers, (name, value) = (one for one in super().mime_headers if one[0] != "Generated-By")
        return [*headers, (name, value + "\n")]


def collected() -> Catalog:
    """Return every message of the code, of the templates and of click, untranslated."""
    catalogue = Catalog(project="qualitycli", charset="utf-8")
    for folder, keywords, marks in (
        (TOP / "src/qualitycli", OURS, []),
        (CLICK_FOLDER, CLICKS, [CLICK]),
    ):
        for _, _, message, _, _ in extract_from_dir(folder, keywords=keywords):
            catalogue.add(message, auto_comments=marks)
    # The texts that the document templates pass to "_".
    method, of_templates = [("**.j2", "jinja2")], {"_": None}
    for _, _, message, _, _ in extract_from_dir(
        TEMPLATES, method, keywords=of_templates, options_map={"**.j2": {"trim_blocks": "true"}}
    ):
        catalogue.add(message)
    return catalogue


def translated() -> Catalog:
    """Return the Bulgarian translation in the repository."""
    catalogue = _Translation()
    if PO.exists():
        with PO.open("rb") as file:
            for message in read_po(file, locale="bg"):
                if message.id:
                    catalogue[message.id] = message
    return catalogue


def update() -> None:
    """Extract the messages and keep existing translations."""
    catalogue = translated()
    # No fuzzy matching: a changed message needs a new translation.
    catalogue.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalogue.obsolete.values():
        if CLICK in message.auto_comments and message.string:
            catalogue[message.id] = message
    catalogue.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True, omit_header=False)


def compile_translation() -> None:
    """Run the build hook that compiles the catalogue."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "--hooks-only"]
    subprocess.run(build, cwd=TOP, check=True)


def complaints() -> list[str]:
    """Return the problems with existing translations."""
    wanted, there = _by_id(collected()), _by_id(translated())
    stale = [
        f"no longer used: {name!r}"
        for name in sorted(there.keys() - wanted.keys(), key=str)
        if CLICK not in there[name].auto_comments
    ]
    differ = [one for one in there.values() if _is_translated(one) and not _agrees(one)]
    return stale + [f"placeholders differ: {one.id!r}" for one in differ]


def untranslated() -> tuple[list[str], list[str]]:
    """Return the messages without a valid translation, and notes on other versions of click."""
    wanted, there = _by_id(collected()), _by_id(translated())
    missing = [wanted[one] for one in sorted(wanted.keys() - there.keys(), key=str)]
    tolerated = [] if click_is_pinned() else [one for one in missing if CLICK in one.auto_comments]
    faults = [f"missing: {one.id!r}" for one in missing if one not in tolerated]
    faults += [
        f"{'fuzzy' if one.fuzzy else 'not translated'}: {one.id!r}"
        for one in there.values()
        if not _is_translated(one)
    ]
    return faults, [f"only in this version of click: {one.id!r}" for one in tolerated]


def click_is_pinned() -> bool:
    """Tell whether the installed version of click is the one in the constraints."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return f"click=={version('click')}" in lines


def is_compiled() -> bool:
    """Tell whether the compiled catalogue is up to date."""
    if not MO.exists():
        return False
    file = BytesIO()
    write_mo(file, translated())
    file.seek(0)
    with MO.open("rb") as compiled:
        return _texts(read_mo(compiled)) == _texts(read_mo(file))


def _texts(catalogue: Catalog) -> dict[str, list[str]]:
    return {_forms(one.id)[0]: _forms(one.string) for one in catalogue if one.id}


def _by_id(catalogue: Catalog) -> dict[object, Message]:
    return {message.id: message for message in catalogue if message.id}


def _is_translated(message: Message) -> bool:
    return all(_forms(message.string)) and not message.fuzzy


def _agrees(message: Message) -> bool:
    pairs = zip(_forms(message.id), _forms(message.string), strict=True)
    return all(_placeholders(one) == _placeholders(other) for one, other in pairs)


def _forms(text: object) -> list[str]:
    """Return a message's forms: one, or several if it has a plural."""
    return [str(one or "") for one in (text if isinstance(text, list | tuple) else (text,))]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
        compile_translation()
    elif sys.argv[1:] == ["check"]:
        faults = complaints()
        if not is_compiled():
            faults.append("the compiled catalogue is out of date: run tools/translations.py update")
        sys.exit("\n".join(faults) or 0)
    elif sys.argv[1:] == ["release"]:
        faults, notes = untranslated()
        print(*notes, sep="\n", end="\n" * bool(notes))
        sys.exit("\n".join(faults) or 0)
    else:
        sys.exit(__doc__)
