"""Reading a file whole: path → text → values → model beside its places, or what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Assessment
from qualitycli.model.fields import Model, is_school_year
from qualitycli.model.framework import Catalogue
from qualitycli.reading.files import read_file
from qualitycli.reading.validation import validate
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.rules import shape
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, ReadFile, YearFile

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class Loaded(NamedTuple, Generic[T]):
    """What came of reading a file: its content if it could be read, and what is wrong.

    Content may be there although something is wrong: then it is what is sound of it, for checks to
    find the rest. `source` is None where not even the text could be read.
    """

    content: T | None
    source: Source | None
    found: list[Diagnostic]


def load_catalogue(path: Path, name: str) -> Loaded[CatalogueFile]:
    """Read the catalogue at `path`, which messages call `name`."""
    source = read_file(path, name)
    if isinstance(source, Diagnostic):
        return Loaded(None, None, [source])
    return parse_catalogue(source)


def load_year(path: Path, name: str, named: str | None = None) -> Loaded[YearFile]:
    """Read the year at `path`, which messages call `name`.

    :param named: the school year that the file's name says, where it has to say one.
    """
    source = read_file(path, name)
    if isinstance(source, Diagnostic):
        return Loaded(None, None, [source])
    return parse_year(source, named)


def load_any(
    path: Path, name: str, named: str | None = None
) -> Loaded[CatalogueFile] | Loaded[YearFile]:
    """Read the file at `path`, a catalogue if it has areas in it, a year otherwise."""
    source = read_file(path, name)
    if isinstance(source, Diagnostic):
        return Loaded[YearFile](None, None, [source])
    document = read_text(source)
    if document.values is not None and "areas" in document.values:
        return _catalogue(source, document)
    return _year(source, document, named)


def parse_catalogue(source: Source) -> Loaded[CatalogueFile]:
    """Read a catalogue from its text."""
    return _catalogue(source, read_text(source))


def parse_year(source: Source, named: str | None = None) -> Loaded[YearFile]:
    """Read a year from its text."""
    return _year(source, read_text(source), named)


FORMAT: Final = "1"

# What to go on with where such a key is faulty; nothing is said of what follows from it.
_CATALOGUE_STAND_INS: Final = {
    "format": FORMAT,
    "coverage_threshold": "2/3",
    "framework": {"id": "-", "title": "-", "editions": ["-"]},
}
_YEAR_STAND_INS: Final = {"format": FORMAT, "framework": {"id": "-", "edition": "-"}}


def _catalogue(source: Source, document: Document) -> Loaded[CatalogueFile]:
    model, file, found = _modelled(Catalogue, source, document, _CATALOGUE_STAND_INS)
    content = CatalogueFile(file, model) if model is not None and file is not None else None
    return Loaded(content, source, found)


def _year(source: Source, document: Document, named: str | None) -> Loaded[YearFile]:
    stand_ins = _YEAR_STAND_INS | ({"year": named} if named and is_school_year(named) else {})
    model, file, found = _modelled(Assessment, source, document, stand_ins)
    content = YearFile(file, model, named) if model is not None and file is not None else None
    return Loaded(content, source, found)


class _Other(NamedTuple):
    key: str
    given: str
    wanted: str


_OTHERS: Final[dict[type[Model], _Other]] = {
    Catalogue: _Other("ratings", N_("the file of a year"), N_("a catalogue")),
    Assessment: _Other("areas", N_("a catalogue"), N_("the file of a year")),
}


def _other_kind(model: type[Model], values: Mapping[str, object]) -> _Other | None:
    """Return how a file shows that it is of the other kind, if it does."""
    other = _OTHERS[model]
    own = next(one.key for kind, one in _OTHERS.items() if kind is not model)
    return other if other.key in values and own not in values else None


def _modelled(
    model: type[M], source: Source, document: Document, stand_ins: Mapping[str, object]
) -> tuple[M | None, ReadFile | None, list[Diagnostic]]:
    found = list(document.found)
    values, places = document.values, document.places
    if values is None:
        return None, None, found
    if (other := _other_kind(model, values)) is not None:
        place = Place(source.name, places.locate_key((other.key,)))
        wrong = shape.WRONG_KIND.at(place, given=Message(other.given), wanted=Message(other.wanted))
        return None, None, [*found, wrong]
    written = values.get("format")
    if isinstance(written, str) and written.isdecimal() and written != FORMAT:
        # A newer format has keys of its own: nothing else can be said of the file.
        place = Place(source.name, places.locate(("format",)))
        newer = shape.UNKNOWN_FORMAT.at(place, value=written, known=FORMAT)
        return None, None, [*found, newer]
    result = validate(model, values, places, source.name, stand_ins)
    file = ReadFile(source, values, places, result.faulty)
    return result.model, file, found + result.found
