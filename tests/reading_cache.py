"""Cache readings, so that tests in one process do not read and check the same text repeatedly.

Most tests run a command on the example project, and reading its catalogue takes longer than
everything else in the command. Results are never changed afterwards, so tests can share them. Files
are still opened, and links followed, each time. The schemas that ``init`` and ``new`` write are
made once for each catalogue, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from qualitycli import checks
from qualitycli.cli.output import schemas
from qualitycli.diagnostics import Diagnostic, Findings
from qualitycli.messages import Translator
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Catalogue
from qualitycli.reading import load
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.render.schema.document import schema_text
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, ReadFile, YearFile

# The most recent texts, each under one name: the example project's, and a few more.
_MOST: Final = 24
# Shorter texts are kept apart, because they would evict longer ones; the shortest are read quickly.
_LONG: Final = 4_000
_WORTH_KEEPING: Final = 250

_catalogue_in: Final = load.catalogue_in
_modelled: Final = load._modelled
_CATALOGUE_CHECKS: Final = checks.CATALOGUE_CHECKS
_YEAR_CHECKS: Final = checks.YEAR_CHECKS


Setter = Callable[[Any, str, Any], None]


def install(setter: Setter) -> None:
    """Cache what the reader reads.

    :param setter: ``setattr``, or one whose changes are undone later.
    """
    setter(load, "read_text", _read_once)
    setter(load, "_modelled", _model_once)
    setter(load, "catalogue_in", _catalogue_once)
    setter(schemas, "schema_text", _schema_text_once)
    setter(checks, "CATALOGUE_CHECKS", (_check_catalogue_once,))
    setter(checks, "YEAR_CHECKS", (_check_year_once,))


def uninstall(setter: Setter) -> None:
    """Disable the cache."""
    setter(load, "read_text", read_text)
    setter(load, "_modelled", _modelled)
    setter(load, "catalogue_in", _catalogue_in)
    setter(schemas, "schema_text", schema_text)
    setter(checks, "CATALOGUE_CHECKS", _CATALOGUE_CHECKS)
    setter(checks, "YEAR_CHECKS", _YEAR_CHECKS)


class _Kept(Source):
    """A text and the results of reading it, which are released together."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.document = read_text(self)
        self.made: dict[Any, Any] = {}


_kept: Final = lru_cache(_MOST)(_Kept)
_kept_short: Final = lru_cache(_MOST)(_Kept)


def _read_once(source: Source) -> Document:
    if len(source.text) < _WORTH_KEEPING:
        return read_text(source)
    kept = _kept if len(source.text) >= _LONG else _kept_short
    return kept(source.name, source.text).document


def _model_once(model: Any, document: Document, stand_ins: Mapping[str, object]) -> Any:
    kept = document.source
    if not isinstance(kept, _Kept) or kept.document is not document:
        return _modelled(model, document, stand_ins)
    key = (model, repr(stand_ins))
    if key not in kept.made:
        kept.made[key] = _modelled(model, document, stand_ins)
    made, file, found = kept.made[key]
    return made, file, Findings(found)


def _catalogue_once(document: Document) -> load.Loaded[CatalogueFile]:
    kept = document.source
    if not isinstance(kept, _Kept) or kept.document is not document:
        return _catalogue_in(document)
    if "catalogue" not in kept.made:
        kept.made["catalogue"] = _catalogue_in(document)
    loaded: load.Loaded[CatalogueFile] = kept.made["catalogue"]
    return loaded._replace(found=Findings(loaded.found))


_found_in_catalogues: Final = WeakKeyDictionary[CatalogueFile, tuple[Diagnostic, ...]]()
_found_in_years: Final = WeakKeyDictionary[
    CatalogueFile, WeakKeyDictionary[ReadFile, dict[Any, tuple[Assessment, tuple[Diagnostic, ...]]]]
]()


def _check_catalogue_once(work: CatalogueFile) -> tuple[Diagnostic, ...]:
    if work not in _found_in_catalogues:
        _found_in_catalogues[work] = tuple(
            one for check in _CATALOGUE_CHECKS for one in check(work)
        )
    return _found_in_catalogues[work]


def _check_year_once(work: YearFile, catalogue: CatalogueFile) -> tuple[Diagnostic, ...]:
    found = _found_in_years.setdefault(catalogue, WeakKeyDictionary()).setdefault(work.file, {})
    # The assessment is kept with its findings, so that no other object gets its id.
    key = (id(work.assessment), work.named, work.is_taken)
    if key not in found:
        found[key] = (work.assessment, tuple(_year_findings(work, catalogue)))
    return found[key][1]


def _year_findings(work: YearFile, catalogue: CatalogueFile) -> Iterator[Diagnostic]:
    for check in _YEAR_CHECKS:
        yield from check(work, catalogue)


class _Identity:
    """A key for one catalogue, as long as it is kept; comparing two would take too long."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.catalogue is other.catalogue


@lru_cache(_MOST)
def _kept_schema(kind: str, made_for: _Identity, language: str, encoding: str | None) -> str:
    return schema_text(kind, made_for.catalogue, Translator(language), encoding)


def _schema_text_once(
    kind: str, catalogue: Catalogue, say: Translator, encoding: str | None = "utf-8"
) -> str:
    return _kept_schema(kind, _Identity(catalogue), say.language, encoding)
