"""A project in which every text is an attack."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from qualitycli.cards.card import card_of
from qualitycli.model.assessment import Assessment
from qualitycli.model.fields import Model, ReadBy
from qualitycli.model.framework import Catalogue
from qualitycli.reading.load import load_catalogue, load_year
from qualitycli.reading.yaml_text import read_text
from qualitycli.render.card_csv import csv_of
from qualitycli.scoring.score import score_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, YearFile
from tests.conftest import EVERY_FIELD

FILES: Final = {
    "data/criteria.yaml": ("criteria.yaml", Catalogue),
    "data/years/2020-2021.yaml": ("2020-2021.yaml", Assessment),
    "data/years/2021-2022.yaml": ("2021-2022.yaml", Assessment),
}

# Texts that refer to other entries: they must match a name, or the year has an error.
NAMES: Final = frozenset(
    {
        ("Framework", "editions"),
        ("FrameworkReference", "edition"),
        ("Framework", "id"),
        ("FrameworkReference", "id"),
        ("BandProfile", "id"),
        ("Assessment", "bands"),
        ("AnswerOption", "key"),
        ("Remark", "at"),
        ("ProcessEntry", "id"),
        ("Strategy", "adopted_by"),
        ("Rules", "adopted_by"),
        ("Amendment", "adopted_by"),
        ("Measure", "adopted_by"),
        ("Goal", "items"),
        ("Point", "items"),
        ("MonitoringFinding", "items"),
        ("Activity", "serves"),
        ("Monitoring", "serves"),
        ("Measure", "serves"),
    }
)


def text_fields(model: type[Model]) -> set[tuple[str, str]]:
    """Return every text field of a model and of the models below it, as model and key."""
    found: set[tuple[str, str]] = set()
    for kind in _models_below(model):
        for name, field in kind.model_fields.items():
            if _is_text(field):
                found.add((kind.__name__, field.alias or name))
    return found


def _models_below(model: type[Model]) -> Iterator[type[Model]]:
    seen: list[type[Model]] = []
    waiting = [model]
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.append(kind)
            yield kind
            waiting += [
                one for field in kind.model_fields.values() for one in _models_in(field.annotation)
            ]


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for one in get_args(annotation):
        yield from _models_in(one)


def _is_text(field: FieldInfo) -> bool:
    """Tell whether the value of a field is a text, or a list or mapping of texts."""
    return not _has_a_reader(field.metadata) and _holds_text(field.annotation)


def _has_a_reader(metadata: Iterable[Any]) -> bool:
    """Tell whether it is one of our own types (an id, a year) with its own reader."""
    return any(isinstance(one, ReadBy) for one in metadata)


def _holds_text(annotation: Any) -> bool:
    if annotation is str:
        return True
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return not _has_a_reader(args[1:]) and _holds_text(args[0])
    if origin in (Union, UnionType, tuple):
        return any(_holds_text(one) for one in args)
    return origin is dict and _holds_text(args[1])


def _walk(
    values: Any, annotation: Any
) -> Iterator[tuple[type[Model], str, dict[str, Any], FieldInfo]]:
    """Yield each key of each mapping that is read as a model: model, key, mapping, field."""
    kind = next(_models_in(annotation), None)
    if kind is None:
        return
    if isinstance(values, list):
        for one in values:
            yield from _walk(one, kind)
    elif isinstance(values, dict) and get_origin(_bare(annotation)) is dict:
        for one in values.values():
            yield from _walk(one, kind)
    elif isinstance(values, dict):
        for name, field in kind.model_fields.items():
            key = field.alias or name
            if key in values:
                yield kind, key, values, field
                yield from _walk(values[key], field.annotation)


def _bare(annotation: Any) -> Any:
    origin = get_origin(annotation)
    return _bare(get_args(annotation)[0]) if origin is Annotated else annotation


def build(root: Path, payload: Callable[[str], str]) -> set[tuple[str, str]]:
    """Write a valid project in which `payload` has changed every text.

    :returns: the fields that were changed.
    """
    changed: set[tuple[str, str]] = set()
    for path, (name, model) in FILES.items():
        values = read_values(EVERY_FIELD / name)
        for kind, key, mapping, field in list(_walk(values, model)):
            place = (kind.__name__, key)
            if _is_text(field) and place not in NAMES:
                changed.add(place)
                mapping[key] = _every_text(mapping[key], payload)
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_yaml(values), encoding="utf-8")
    return changed


def as_yaml(values: Any) -> str:
    """Return values as JSON with escapes, which is YAML except for surrogate pairs."""
    text = json.dumps(values, indent=1)
    return re.sub(r"(?:\\ud[89ab]..\\ud[c-f]..)+", lambda found: _joined(found[0]), text)


def _joined(halves: str) -> str:
    return "".join(f"\\U{ord(one):08x}" for one in json.loads(f'"{halves}"'))


def read_values(path: Path) -> dict[str, Any]:
    """Return the bare values of a YAML file."""
    values = read_text(Source(path.name, path.read_text(encoding="utf-8"))).values
    assert values is not None
    return dict(values)


def _every_text(value: Any, payload: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return payload(value)
    if isinstance(value, list):
        return [_every_text(one, payload) for one in value]
    return {key: _every_text(one, payload) for key, one in value.items()}


def catalogue_of(root: Path) -> CatalogueFile:
    """Return the catalogue of a generated project."""
    content = load_catalogue(root / "data/criteria.yaml", "data/criteria.yaml").content
    assert content is not None
    return content


def year_of(root: Path) -> YearFile:
    """Return the later year of a generated project."""
    content = load_year(root / "data/years/2021-2022.yaml", "2021-2022.yaml").content
    assert content is not None
    return content


def rated(root: Path, text: str) -> None:
    """Write the files of two raters, who agree on one item and differ widely on another."""
    folder = root / "data/years/2021-2022/raters"
    folder.mkdir(parents=True)
    year = year_of(root).assessment
    for name, level in (("a", 1), ("b", 4)):
        values = {
            "format": "1",
            "year": "2021-2022",
            "framework": {"id": year.framework.id, "edition": year.framework.edition},
            "rater": {"name": f"{name} {text}", "role": text},
            "ratings": {
                "UI.1.1.1": {"level": "2", "evidence": [text], "note": text},
                "OP.1.1.1": {"level": str(level), "evidence": [text], "note": text},
                "OP.1.1.5": {"not_applicable": text},
            },
        }
        (folder / f"{name}.yaml").write_text(as_yaml(values), encoding="utf-8")


def filled_in(root: Path) -> None:
    """Write an exported table with a different level and a different note."""
    content = year_of(root)
    catalogue = catalogue_of(root)
    score = score_year(content.assessment, catalogue.catalogue)
    card = card_of(catalogue.catalogue, score, content.assessment, None)
    text = csv_of(card).replace("Бележка.", "Друга.").replace(";4;", ";2;", 1)
    (root / "card.csv").write_text(text, encoding="utf-8")
