"""Read and write YAML with PyYAML, ten times as fast if libyaml is available."""

from __future__ import annotations

from typing import Any, Final

import yaml

_SAFE: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BARE: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER: Final[Any] = getattr(yaml, "CBaseDumper", yaml.BaseDumper)


def values_in(text: str) -> Any:
    """Return the values of a text, with numbers, dates and other types of YAML 1.1."""
    return yaml.load(text, Loader=_SAFE)


def texts_in(text: str) -> Any:
    """Return the values of a text, with every scalar as a text."""
    return yaml.load(text, Loader=_BARE)


def nodes_of(text: str) -> Any:
    """Return the root node of a text; None if there is none."""
    return yaml.compose(text, Loader=_BARE)


def text_of(root: Any) -> str:
    """Return the text of a root node."""
    written: str = yaml.serialize(root, Dumper=_DUMPER, allow_unicode=True, width=1000)
    return written
