"""Load files: path → text → values → model with places, or findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from qualitycli.diagnostics import Diagnostic, Findings, Place, has_errors
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import Assessment
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue, Scale
from qualitycli.model.periods import is_period
from qualitycli.model.rater import Opinions
from qualitycli.reading.files import read_file
from qualitycli.reading.levels import naming_levels
from qualitycli.reading.lost_texts import lost_texts, naming_cause
from qualitycli.reading.nesting import naming_indentation
from qualitycli.reading.validation import validate
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.rules import shape
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, RaterFile, ReadFile, YearFile

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class Loaded(NamedTuple, Generic[T]):
    """The result of reading a file: its content, if it could be read, and the findings.

    A file with errors can still have content: its valid parts, for the checks that follow.
    `document` is None if not even the text could be read.
    """

    content: T | None
    document: Document | None
    found: Findings

    @property
    def source(self) -> Source | None:
        """The file's text, if it could be read."""
        return self.document.source if self.document is not None else None

    def checked(self, check: Callable[[T], Iterable[Diagnostic]]) -> Loaded[T]:
        """Return a copy with the findings of a check added, if there is content."""
        if self.content is None:
            return self
        found = Findings(self.found)
        found += check(self.content)
        return self._replace(found=found)

    def rated_by(self, scale: Scale) -> Loaded[T]:
        """Return a copy whose findings about levels list the levels of the scale."""

        def naming(one: Diagnostic) -> Diagnostic:
            return naming_levels(one, scale) if one.args.get("key") == "level" else one

        return self._replace(found=self.found.changed(naming))

    @property
    def sound(self) -> T | None:
        """The content, if there are no errors."""
        return None if has_errors(self.found) else self.content


def load_catalogue(path: Path, name: str, root: Path | None = None) -> Loaded[CatalogueFile]:
    """Read the catalogue at `path`, which messages call `name`.

    :param root: the folder that a link may not lead out of.
    """
    return _loaded(path, name, root, catalogue_in)


def load_year(
    path: Path, name: str, named: str | None = None, root: Path | None = None
) -> Loaded[YearFile]:
    """Read the year at `path`, which messages call `name`.

    :param named: the school year that the file's name says, where it has to say one.
    :param root: the folder that a link may not lead out of.
    """
    return _loaded(path, name, root, lambda document: year_in(document, named, path))


def load_rater(
    path: Path, name: str, named: str | None = None, root: Path | None = None
) -> Loaded[RaterFile]:
    """Read the rater's file at `path`, which messages call `name`.

    :param named: the school year that its folder is for, where it is for one.
    :param root: the folder that a link may not lead out of.
    """
    return _loaded(path, name, root, lambda document: rater_in(document, named))


def _loaded(
    path: Path, name: str, root: Path | None, content_of: Callable[[Document], Loaded[T]]
) -> Loaded[T]:
    source = read_file(path, name, root)
    if isinstance(source, Diagnostic):
        return Loaded(None, None, Findings([source]))
    return content_of(read_text(source))


def load_any(
    path: Path, name: str, named: str | None = None, root: Path | None = None
) -> Loaded[CatalogueFile] | Loaded[RaterFile] | Loaded[YearFile]:
    """Read the file at `path`: a catalogue if it has areas, a rater's if it names one, else a year.

    :param named: the school year that its name says, where it has to say one.
    :param root: the folder that a link may not lead out of.
    """
    source = read_file(path, name, root)
    if isinstance(source, Diagnostic):
        return Loaded[YearFile](None, None, Findings([source]))
    document = read_text(source)
    if document.values is not None and "areas" in document.values:
        return catalogue_in(document)
    if document.values is not None and "rater" in document.values:
        return rater_in(document)
    return year_in(document, named, path)


def parse_catalogue(source: Source) -> Loaded[CatalogueFile]:
    """Read a catalogue from its text."""
    return catalogue_in(read_text(source))


def parse_year(source: Source, named: str | None = None) -> Loaded[YearFile]:
    """Read a year from its text."""
    return year_in(read_text(source), named)


def parse_rater(source: Source, named: str | None = None) -> Loaded[RaterFile]:
    """Read a rater's file from its text."""
    return rater_in(read_text(source), named)


FORMAT: Final = "1"

# Values to go on with if such a key is faulty, so that it causes no further findings.
_CATALOGUE_STAND_INS: Final = {
    "format": FORMAT,
    "coverage_threshold": "2/3",
    "framework": {"id": "-", "title": "-", "editions": ["-"]},
}
_YEAR_STAND_INS: Final = {"format": FORMAT, "framework": {"id": "-", "edition": "-"}}


def catalogue_in(document: Document) -> Loaded[CatalogueFile]:
    """Return the catalogue in a document."""
    model, file, found = _modelled(Catalogue, document, _CATALOGUE_STAND_INS)
    content = CatalogueFile(file, model) if model is not None and file is not None else None
    return Loaded(content, document, found)


def year_in(
    document: Document, named: str | None = None, path: Path | None = None
) -> Loaded[YearFile]:
    """Return the year in a document.

    :param path: of the file, to look for another file in its folder that is named after the year.
    """
    model, file, found = _modelled(Assessment, document, _standing_in(named))
    if model is None or file is None:
        return Loaded(None, document, found)
    is_taken = False
    if path is not None and named not in (None, model.year):
        is_taken = path.with_name(f"{model.year}.yaml").exists()
    return Loaded(YearFile(file, model, named, is_taken), document, found)


def rater_in(document: Document, named: str | None = None) -> Loaded[RaterFile]:
    """Return the rater's file in a document."""
    stand_ins = _standing_in(named) | {"rater": {"name": "-"}}
    model, file, found = _modelled(Opinions, document, stand_ins)
    content = RaterFile(file, model, named) if model is not None and file is not None else None
    return Loaded(content, document, found)


def _standing_in(named: str | None) -> dict[str, object]:
    return {**_YEAR_STAND_INS, **({"year": named} if named and is_period(named) else {})}


class _Kind(NamedTuple):
    """How to tell a kind of file from the others.

    :ivar name: its name in messages.
    :ivar key: a key that such a file always has.
    :ivar others: keys that show that a file is of another kind, and that kind.
    """

    name: str
    key: str
    others: Mapping[str, type[Model]]


_KINDS: Final[dict[type[Model], _Kind]] = {
    Catalogue: _Kind(
        N_("the file of a framework"), "areas", {"rater": Opinions, "ratings": Assessment}
    ),
    Assessment: _Kind(N_("the file of a year"), "ratings", {"rater": Opinions, "areas": Catalogue}),
    Opinions: _Kind(N_("a rater's file"), "rater", {"areas": Catalogue, "institution": Assessment}),
}


def _other_kind(model: type[Model], values: Mapping[str, object]) -> tuple[str, _Kind] | None:
    """Return a key that shows that a file is of another kind, and that kind."""
    own = _KINDS[model]
    key = next((key for key in own.others if key in values), None)
    # Both a year and a rater's file have ratings.
    if key is None or (own.key in values and key != "rater"):
        return None
    return key, _KINDS[own.others[key]]


def _modelled(
    model: type[M], document: Document, stand_ins: Mapping[str, object]
) -> tuple[M | None, ReadFile | None, Findings]:
    found = Findings(document.found)
    source, values, places = document.source, document.values, document.places
    if values is None:
        return None, None, found
    if (other := _other_kind(model, values)) is not None:
        key, kind = other
        place = Place(source.name, places.locate_key((key,)))
        given, wanted = Message(kind.name), Message(_KINDS[model].name)
        wrong = shape.WRONG_KIND.at(place, given=given, wanted=wanted)
        found.append(wrong)
        return None, None, found
    written = values.get("format")
    if isinstance(written, str) and written.isdecimal() and written != FORMAT:
        # A newer format may have other keys, so nothing else is checked.
        place = Place(source.name, places.locate(("format",)))
        newer = shape.UNKNOWN_FORMAT.at(place, value=written, known=FORMAT)
        found.append(newer)
        return None, None, found
    lost = list(lost_texts(document.cuts, places, source, model))
    keys = {places.locate_key(one.route): one for one in lost if one.is_empty}
    result = validate(model, values, places, source.name, stand_ins)
    named, others = naming_cause(result.found, lost, keys, source)
    cut = {one.route: one.remedy for one in lost}
    file = ReadFile(source, result.left, result.places, result.faulty, cut)
    found = naming_indentation(found, named)
    found += others
    found += named
    return result.model, file, found
