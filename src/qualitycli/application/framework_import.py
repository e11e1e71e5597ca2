"""Importing a framework from the tables of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple

from qualitycli.application.framework_edits import (
    Carried,
)
from qualitycli.application.framework_table import framework_in_table
from qualitycli.application.imported_framework import ImportedFramework, checked_catalogue
from qualitycli.application.paths import shown_path
from qualitycli.cell_account import Account, CellPlace
from qualitycli.diagnostics import Diagnostic, Findings
from qualitycli.errors import (
    InvalidSourceError,
    NoFrameworkError,
    NoSuchFileError,
)
from qualitycli.exchange.framework.catalogue import CatalogueValues
from qualitycli.exchange.framework.draft import DraftNode
from qualitycli.exchange.framework.existing import Existing, changes_of_nodes
from qualitycli.exchange.framework.ids import file_id, give_ids, irregular
from qualitycli.exchange.framework.interpret import Interpreter, ReadFramework
from qualitycli.exchange.framework.told_columns import told_columns
from qualitycli.exchange.framework_table.read import is_own_table
from qualitycli.exchange.source.damage import damage_in
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.read import read_source
from qualitycli.messages import N_, NP_, Finished, Message, Plural, Translator
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue, Method
from qualitycli.model.tree import CHILD_KEYS, Node, Rung
from qualitycli.reading.files import read_bytes
from qualitycli.rules import reading
from qualitycli.writing.catalogue import catalogue_text

# This many decisions of one kind are listed in full.
_MOST_OF_A_KIND: Final = 5
_PREFIX: Final = re.compile(r"[A-Z][A-Z0-9]{0,5}")


class FrameworkOptions(NamedTuple):
    """What the user said about a framework in a table.

    :ivar columns: the roles of columns, such as ``A=number,B=criterion``; empty if they follow
        from the headings.
    :ivar method: None if it follows from the table.
    :ivar prefix: the letters of the areas' ids; empty if they come from the titles.
    """

    columns: str = ""
    method: Method | None = None
    prefix: str = ""


def imported_framework(
    data: bytes,
    name: str,
    options: FrameworkOptions,
    today: date,
    existing: Existing | None = None,
) -> ImportedFramework:
    """Return the framework in the tables of a Word document, a workbook or a CSV file.

    :param data: the contents of the file, which tell its format.
    :param name: the name of the file, as shown in messages.
    :param today: its year is the framework's edition.
    :param existing: the catalogue that it is read onto, whose nodes keep their ids.
    :raises InvalidSourceError: the file cannot be read.
    :raises NoFrameworkError: no table in it is a framework, or the options do not fit it.
    :raises MissingLibraryError: the file is a Word document, and python-docx is not installed.
    """
    document = read_source(data, name)
    if isinstance(document, Diagnostic):
        raise InvalidSourceError(Findings([document]), None)
    if is_own_table(document):
        if options != FrameworkOptions():
            text = N_("The table is one that was exported, so no option is needed to read it.")
            raise NoFrameworkError(Message(text))
        return _own(document)
    return framework_of(document, options, today, existing)


def _own(document: SourceDocument) -> ImportedFramework:
    """Return the framework in an exported table."""
    values, found = framework_in_table(document)
    text = catalogue_text(values)
    account = Account(document.file, (), (), (), document.notes)
    catalogue = checked_catalogue(text, document.file)
    return ImportedFramework(text, values, catalogue, account, warnings=tuple(found))


def framework_of(
    document: SourceDocument,
    options: FrameworkOptions,
    today: date,
    existing: Existing | None = None,
) -> ImportedFramework:
    """Return the framework in the tables of a document; see :func:`imported_framework`."""
    told = told_columns(options.columns)
    if isinstance(told, Message):
        raise NoFrameworkError(told)
    if options.prefix and not _PREFIX.fullmatch(options.prefix):
        text = N_(
            "“{prefix}” cannot begin an id: write up to six Latin capital letters, such as OP."
        )
        raise NoFrameworkError(Message(text, {"prefix": options.prefix}))
    existing = existing or Existing()
    interpreter = Interpreter(document, told)
    read = interpreter.read(options.method, existing)
    if isinstance(read, Message):
        seen = interpreter.account(set(), ())
        raise NoFrameworkError(read, tuple(_reasons(seen)))
    return _Import(document, interpreter, read, today).finished(options.prefix, existing)


def framework_file(path: Path) -> bytes:
    """Return the contents of a document.

    :raises NoSuchFileError: there is no such file.
    :raises InvalidSourceError: it cannot be read, or is too large.
    """
    if not path.exists():
        raise NoSuchFileError(Message(N_("There is no file {path}."), {"path": path}))
    data = read_bytes(path, shown_path(path))
    if isinstance(data, Diagnostic):
        if data.rule is reading.TOO_LARGE:
            hint = N_("copy the tables of the framework into a new file, without pictures")
            data = data._replace(hint=Message(hint))
        raise InvalidSourceError(Findings([data]), None)
    return data


class _Import:
    """Turns a framework that was read into a file and an account."""

    def __init__(
        self, document: SourceDocument, interpreter: Interpreter, read: ReadFramework, today: date
    ) -> None:
        self._document = document
        self._interpreter = interpreter
        self._ledger = interpreter.ledger
        self._read = read
        self._today = today
        self._stem = PurePath(document.file).stem
        self._language = _language_of(read)

    def finished(self, prefix: str, existing: Existing) -> ImportedFramework:
        """Return the file and the account."""
        areas = self._read.root.children
        paired = existing.paired(areas)
        known = {node: str(old["id"]) for node, old in paired.items() if old.get("id")}
        give_ids(areas, prefix, known, existing.ids)
        translate = Translator(self._language)
        made = CatalogueValues(self._read, translate, existing)
        values = made.of(self._head())
        self._decide(made, existing, known)
        for changed in changes_of_nodes(existing, paired):
            self._ledger.decide(changed.text, **changed.args)
        kept = set(self._read.root.descendants())
        account = self._interpreter.account(kept, tuple(self._notes()))
        comments = (
            translate.fill(self._origin()),
            *(f"- {translate.fill(one)}" for one in shortened(account.decisions)),
        )
        text = catalogue_text(values, comments)
        catalogue = checked_catalogue(text, self._document.file)
        begins = existing.is_replaced or not existing.values
        account = replace(account, begins_file=begins)
        carried = _carried_by(values, self._read.root)
        return ImportedFramework(text, values, catalogue, account, carried, comments)

    def _head(self) -> dict[str, Any]:
        return {
            "id": file_id(self._stem),
            "editions": [str(self._today.year)],
            "title": self._read.title or self._stem,
            "language": self._language,
            "source": PurePath(self._document.file).name,
        }

    def _origin(self) -> Message:
        text = N_(
            "Read from {file} by “quality framework import” on {date}. It was decided for you:"
        )
        name = PurePath(self._document.file).name
        return Message(text, {"file": Finished(name), "date": self._today})

    def _decide(
        self, made: CatalogueValues, existing: Existing, known: Mapping[DraftNode, str]
    ) -> None:
        """Record what a table cannot say, as far as it is written."""
        decide = self._ledger.decide
        if not existing.values:
            self._decide_head()
        new = [area for area in self._read.root.children if area not in known]
        if new:
            pairs = Finished(*(f"{area.id} – {area.title}" for area in new))
            decide(N_("Ids of the areas: {ids}."), ids=pairs)
        if not existing.values:
            decide(N_("A score is complete if 2/3 of the applicable items are scored."))
        if made.has_scale and "scale" not in existing.values:
            names = Finished(*(f"{level} {name}" for level, name in made.levels.items()))
            decide(N_("Levels: {levels}. No rating bands."), levels=names)
        for node in irregular(self._read.root):
            decide(
                N_(
                    "{place}: the numbering repeats or skips ({number}); the printed number was "
                    "kept."
                ),
                place=self._ledger.where(node),
                number=node.number,
            )

    def _decide_head(self) -> None:
        head = self._head()
        self._ledger.decide(
            N_("Id of the framework: {id}, from the name of the file; edition: {edition}."),
            id=head["id"],
            edition=head["editions"][0],
        )
        if not self._read.title:
            self._ledger.decide(N_("Title of the framework: the name of the file."))

    def _notes(self) -> Iterator[Message]:
        yield from self._document.notes
        if n := self._interpreter.unread_paragraphs:
            text = NP_(
                "{n} paragraph outside the tables was not read.",
                "{n} paragraphs outside the tables were not read.",
            )
            yield Message(text, {"n": n})
        for damage in damage_in(self._document):
            sign = N_("{place}: {sign}; correct it in the file if it is wrong")
            if damage.address is None:
                place = Message(N_("above table {table}"), {"table": damage.table})
            else:
                table = self._document.tables[damage.table - 1]
                line = table.lines.get(damage.address.row, 0)
                place = CellPlace(table.order, table.name, *damage.address, line).message
            yield Message(sign, {"place": place, "sign": damage.message})


def _carried_by(values: Mapping[str, Any], root: DraftNode) -> Carried:
    """Return what a table says about a framework: the keys that occur among its values."""
    said = {key for node in _nodes(values["areas"]) for key in node}
    # A printed number is not among the values where the id says the same.
    said |= {"number" for node in root.descendants() if node.number}
    whole = {"areas", "method", "ladders"} & values.keys()

    def carries(model: type[Model], key: str) -> bool:
        if issubclass(model, Catalogue):
            return key in whole
        return key in said if issubclass(model, Node) else model is Rung

    return Carried(carries, all_nodes=False)


def _nodes(nodes: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield node
        for key in CHILD_KEYS:
            yield from _nodes(node.get(key, ()))


def shortened(messages: Sequence[Message]) -> Iterator[Message]:
    """Yield messages, at most five of each kind, and how many more there are."""
    seen: Counter[str | Plural] = Counter()
    total = Counter(one.text for one in messages)
    for one in messages:
        seen[one.text] += 1
        if seen[one.text] <= _MOST_OF_A_KIND:
            yield one
        if seen[one.text] == _MOST_OF_A_KIND < total[one.text]:
            text = NP_(
                "… and {n} more like this; “--report text” lists it.",
                "… and {n} more like this; “--report text” lists them.",
            )
            yield Message(text, {"n": total[one.text] - _MOST_OF_A_KIND})


def _reasons(account: Account) -> Iterator[Message]:
    for table in account.tables:
        if table.reason is not None:
            text = N_("{table}: {reason}.")
            yield Message(text, {"table": table.name, "reason": table.reason})


def _language_of(read: ReadFramework) -> str:
    """Return the language of a framework, by its letters."""
    nodes = [node for node in read.root.descendants() if node.key is not None]
    text = "".join(part for node in nodes for part in (node.title, *node.levels.values()))
    cyrillic = len(re.findall("[а-яА-Я]", text))
    return "bg" if cyrillic * 2 >= len(re.findall("[A-Za-z]", text)) else "en"
