"""Reading the tables of a Word document (.docx) with python-docx."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, cast

from qualitycli.errors import MissingLibraryError
from qualitycli.exchange import file_kinds
from qualitycli.exchange.archive import BROKEN, Archive, ArchiveError
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.word_lines import Paragraphs
from qualitycli.exchange.source.word_numbers import Numbers
from qualitycli.exchange.source.word_styles import Styles
from qualitycli.exchange.source.word_tables import Body
from qualitycli.exchange.source.word_xml import FALLBACK, PICTURE, Element, w
from qualitycli.messages import N_, NP_, Message, Plural
from qualitycli.rules import workbooks

if TYPE_CHECKING:
    from docx.document import Document

# Exceptions that python-docx and lxml raise for a package that is broken.
_REFUSED: Final = (*BROKEN, SyntaxError, AttributeError, TypeError, AssertionError)
_CHANGES: Final = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_COUNTED: Final[tuple[tuple[tuple[str, ...], Plural], ...]] = (
    (
        _CHANGES,
        NP_(
            "{n} tracked change was taken as accepted",
            "{n} tracked changes were taken as accepted",
        ),
    ),
    (
        (w("commentReference"),),
        NP_("{n} comment was left out", "{n} comments were left out"),
    ),
    (
        (w("footnoteReference"), w("endnoteReference")),
        NP_("{n} footnote was left out", "{n} footnotes were left out"),
    ),
    (
        (PICTURE,),
        NP_(
            "{n} picture was left out; text in it needs optical reading",
            "{n} pictures were left out; text in them needs optical reading",
        ),
    ),
    (
        (w("object"),),
        NP_(
            "{n} embedded object, such as a sheet of Excel, was left out",
            "{n} embedded objects, such as sheets of Excel, were left out",
        ),
    ),
    (
        (w("altChunk"),),
        NP_(
            "{n} inserted file was left out; open the document in Word and save it again",
            "{n} inserted files were left out; open the document in Word and save it again",
        ),
    ),
)
_NESTED: Final = NP_(
    "{n} table is inside another one; it follows that table",
    "{n} tables are inside others; each follows the table around it",
)
_BOXES: Final = NP_("{n} text box was left out: {texts}", "{n} text boxes were left out: {texts}")
_HIDDEN: Final = NP_(
    "{n} hidden text was left out: {texts}", "{n} hidden texts were left out: {texts}"
)
_COVERED: Final = NP_(
    "{n} text under a merged cell was left out: {texts}",
    "{n} texts under merged cells were left out: {texts}",
)
_AROUND: Final = NP_(
    "{n} table in a header or footer was left out",
    "{n} tables in headers and footers were left out",
)


def read_word(archive: Archive, data: bytes) -> SourceDocument:
    """Return the tables and paragraphs of a document.

    :param archive: the archive of the document; `data` are its bytes.
    :raises ArchiveError: the document cannot be read.
    :raises MissingLibraryError: python-docx is not installed.
    """
    if find_spec("docx") is None:
        text = N_(
            "Word documents require a library that is not installed. Install it with: {command} "
            "(.xlsx and .csv files do not require it)."
        )
        raise MissingLibraryError(text, "word")
    if any(one.is_strict for one in archive.relations().values()):
        raise archive.other_kind(file_kinds.STRICT_DOCUMENT)
    # python-docx parses the parts itself, without counting.
    archive.check_rest()
    try:
        document = _opened(data)
    except _REFUSED as error:
        raise ArchiveError(workbooks.DAMAGED.at(archive.place)) from error
    root = cast("Element", document.element).find(w("body"))
    if root is None:
        raise ArchiveError(workbooks.DAMAGED.at(archive.place))
    return _read(archive, document, root)


def _opened(data: bytes) -> Document:
    import docx

    return docx.Document(io.BytesIO(data))


def _read(archive: Archive, document: Document, root: Element) -> SourceDocument:
    styles = Styles(_related(document, "styles"))
    paragraphs = Paragraphs(Numbers(_related(document, "numbering"), styles), styles)
    body = Body(archive, paragraphs)
    after = body.read(root)
    boxes = [text for one in root.iter(w("txbxContent")) if (text := _text_of_box(one))]
    notes = (
        *_counted(root),
        *_number_of(_NESTED, body.nested),
        *_texts_of(_BOXES, boxes),
        *_texts_of(_HIDDEN, paragraphs.hidden),
        *_texts_of(_COVERED, body.covered),
        *_number_of(_AROUND, _tables_around(document)),
    )
    return SourceDocument(archive.place.file, tuple(body.tables), after, notes)


def _related(document: Document, kind: str) -> Element | None:
    """Return the root of a part that the document refers to."""
    return next(_parts(document, kind), None)


def _parts(document: Document, kind: str) -> Iterator[Element]:
    """Yield the roots of the parts of a kind that the document refers to.

    :raises ValueError: one has another content type, so it was not parsed.
    """
    for relation in document.part.rels.values():
        if relation.is_external or str(relation.reltype).rpartition("/")[2] != kind:
            continue
        root: Element | None = getattr(relation.target_part, "element", None)
        if root is None:
            raise ValueError(kind)
        yield root


def _counted(root: Element) -> Iterator[Message]:
    counts = Counter(one.tag for one in root.iter(*(tag for tags, _ in _COUNTED for tag in tags)))
    for tags, text in _COUNTED:
        yield from _number_of(text, sum(counts[tag] for tag in tags))


def _number_of(text: Plural, number: int) -> Iterator[Message]:
    if number:
        yield Message(text, {"n": number})


def _texts_of(text: Plural, texts: Collection[str]) -> Iterator[Message]:
    if texts:
        yield Message(text, {"n": len(texts), "texts": tuple(texts)})


def _text_of_box(box: Element) -> str:
    """Return the text of a text box; of two versions for different programs, that of the first."""
    if next(box.iterancestors(FALLBACK), None) is not None:
        return ""
    return " ".join("".join(one.text or "" for one in box.iter(w("t"))).split())


def _tables_around(document: Document) -> int:
    """Return the number of tables in headers and footers."""
    parts = (one for kind in ("header", "footer") for one in _parts(document, kind))
    return sum(1 for part in parts for _ in part.iter(w("tbl")))
