"""Read YAML with PyYAML, ten times as fast if libyaml is available."""

from __future__ import annotations

from typing import Any, Final

import yaml

_SAFE: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BARE: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def values_in(text: str) -> Any:
    """Return the values of a text, with numbers, dates and other types of YAML 1.1."""
    return yaml.load(text, Loader=_SAFE)


def texts_in(text: str) -> Any:
    """Return the values of a text, with every scalar as a text."""
    return yaml.load(text, Loader=_BARE)
