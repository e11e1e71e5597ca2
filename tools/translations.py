"""Keep the Bulgarian translation in step with the messages of the code, and of click.

``python tools/translations.py update`` collects the messages, carries what is translated over and
compiles the catalogue; ``check`` fails on a message that is missing, fuzzy or no longer used, on
placeholders that do not agree, and on a compiled catalogue that is out of date.
"""

from __future__ import annotations

import io
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parents[1]
PO = TOP / "src/qualitycli/locale/bg/LC_MESSAGES/qualitycli.po"
MO = PO.with_suffix(".mo")
TEMPLATES = TOP / "templates"
OURS = {"N_": None, "NP_": (1, 2), "gettext": None}
CLICKS = {"_": None, "ngettext": (1, 2)}
CLICK_FOLDER = Path(str(click.__file__)).parent


def collected() -> Catalog:
    """Return every message of the code, of the templates and of click, untranslated."""
    catalogue = Catalog(project="qualitycli", charset="utf-8")
    for folder, keywords in ((TOP / "src/qualitycli", OURS), (CLICK_FOLDER, CLICKS)):
        for name, _, message, comments, _ in extract_from_dir(folder, keywords=keywords):
            shown = name if folder is not CLICK_FOLDER else f"click/{name}"
            catalogue.add(message, locations=[(shown, 0)], auto_comments=comments)
    # What the templates of the documents pass to "_".
    method, of_templates = [("**.j2", "jinja2")], {"_": None}
    for name, _, message, _, _ in extract_from_dir(
        TEMPLATES, method, keywords=of_templates, options_map={"**.j2": {"trim_blocks": "true"}}
    ):
        catalogue.add(message, locations=[(f"templates/{name}", 0)])
    return catalogue


def translated() -> Catalog:
    """Return the Bulgarian translation as it stands in the repository."""
    if not PO.exists():
        return Catalog(locale="bg", charset="utf-8", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="bg")


def update() -> None:
    """Collect the messages, keep what is translated, compile."""
    catalogue = translated()
    # Nothing is guessed: a new wording is translated anew.
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# Bulgarian words of quality, and of click, which it is built on."
    catalogue.project, catalogue.version = "qualitycli", ""
    # A date would make every update a change.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue.last_translator = catalogue.language_team = "qualitycli"
    catalogue.msgid_bugs_address = ""
    catalogue.fuzzy = False
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True, omit_header=False)
    MO.write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    """Return the binary form that is read at run time."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def complaints() -> list[str]:
    """Return all that is wrong with the translation."""
    catalogue = translated()
    wanted = {message.id for message in collected() if message.id}
    there = {message.id: message for message in catalogue if message.id}
    found = [f"missing: {name!r}" for name in sorted(wanted - there.keys(), key=str)]
    found += [f"no longer used: {name!r}" for name in sorted(there.keys() - wanted, key=str)]
    for message in there.values():
        found += [f"{reason}: {message.id!r}" for reason in _faults(message)]
    if not MO.exists() or MO.read_bytes() != compiled(catalogue):
        found.append("the compiled catalogue is out of date: run tools/translations.py update")
    return found


def _faults(message: Message) -> list[str]:
    texts, ids = _forms(message.string), _forms(message.id)
    found = []
    if message.fuzzy:
        found.append("fuzzy")
    if not all(texts):
        found.append("not translated")
    elif any(
        _placeholders(one) != _placeholders(other) for one, other in zip(ids, texts, strict=True)
    ):
        found.append("placeholders differ")
    return found


def _forms(text: object) -> list[str]:
    """Return a message's forms: one, or several where it has a plural."""
    return [str(one or "") for one in (text if isinstance(text, list | tuple) else (text,))]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif sys.argv[1:] == ["check"]:
        if found := complaints():
            sys.exit("\n".join(found))
    else:
        sys.exit(__doc__)
