"""The JSON Schemas as files: their names and their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from qualitycli.messages import N_, Translator
from qualitycli.model.framework import Catalogue
from qualitycli.render.json_text import dumped
from qualitycli.render.schema.catalogue import catalogue_schema
from qualitycli.render.schema.rater import rater_schema
from qualitycli.render.schema.subschemas import Schema
from qualitycli.render.schema.year import year_schema

SCHEMAS: Final[Mapping[str, Callable[[Catalogue, Translator], Schema]]] = {
    "year": year_schema,
    "catalogue": catalogue_schema,
    "rater": rater_schema,
}
# A file whose comment starts like this was generated and may be overwritten.
_COMMENT: Final = N_(
    "generated from the catalogue for editors. Do not edit it; run “quality schema -o” to update "
    "it."
)


def file_name(kind: str) -> str:
    """Return the file name of a JSON Schema."""
    return f"{kind}.schema.json"


def schema_text(
    kind: str, catalogue: Catalogue, say: Translator, encoding: str | None = "utf-8"
) -> str:
    """Return the text of the JSON Schema of a kind of file: ``year``, ``catalogue`` or ``rater``.

    :param encoding: the encoding of the output stream.
    """
    schema = SCHEMAS[kind](catalogue, say)
    _drop_unused(schema)
    dialect = schema.pop("$schema")
    said = {"$schema": dialect, "$comment": f"quality schema: {say(_COMMENT)}", **schema}
    return dumped(said, encoding, indent=1) + "\n"


def _drop_unused(schema: Schema) -> None:
    """Remove the definitions that nothing refers to."""
    used = set(_referred_to(schema))
    while unused := schema["$defs"].keys() - used:
        for name in unused:
            del schema["$defs"][name]
        used = set(_referred_to(schema))


def _referred_to(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        # A key of a file may also be called “$ref”; its value is then not a text.
        if isinstance(reference := value.get("$ref"), str):
            yield reference.removeprefix("#/$defs/")
        value = value.values()
    elif not isinstance(value, list):
        return
    for inner in value:
        yield from _referred_to(inner)
