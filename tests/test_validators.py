"""The schemas that validate models are the same as those that pydantic builds for them."""

from __future__ import annotations

from typing import Any

import pytest

from qualitycli.model.assessment import Assessment
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue
from qualitycli.model.validators import schema_of

# Keys without effect on validation: names for references, descriptions, serialization.
_ASIDE = {"metadata", "ref", "serialization", "serialization_alias"}


@pytest.mark.parametrize("model", [Catalogue, Assessment])
def test_a_schema_is_the_one_that_pydantic_makes(model: type[Model]) -> None:
    made: Any = model.__pydantic_core_schema__
    if hasattr(made, "rebuild"):
        model.model_rebuild()
        made = model.__pydantic_core_schema__
    definitions = {one["ref"]: one for one in made.get("definitions", ())}
    whole = made["schema"] if made["type"] == "definitions" else made
    assert _bare(schema_of(model), {}) == _bare(whole, definitions)


def _bare(schema: Any, definitions: dict[str, Any]) -> Any:
    """Return a schema without such keys, and with its references resolved."""
    if isinstance(schema, (list, tuple)):
        return [_bare(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "definition-ref":
        return _bare(definitions[schema["schema_ref"]], definitions)
    kept = {key: value for key, value in schema.items() if key not in _ASIDE and value is not None}
    # These are the defaults, whether stated or not.
    for key, usual in (("custom_init", False), ("root_model", False), ("computed_fields", [])):
        if kept.get(key) == usual:
            del kept[key]
    return {key: _bare(value, definitions) for key, value in kept.items()}
