"""The tool's name, version and environment, without loading a library."""

from __future__ import annotations

import os
from importlib.machinery import EXTENSION_SUFFIXES, PathFinder

from qualitycli import __version__


def version_line() -> str:
    """Return the version and the YAML parser in use; that of libyaml is several times faster."""
    parser = "libyaml" if _has_libyaml() else "PyYAML's own, slower"
    return f"quality {__version__} (YAML parser: {parser})"


def _has_libyaml() -> bool:
    """Tell whether PyYAML came with its C extension, without importing PyYAML."""
    spec = PathFinder.find_spec("yaml")
    folders = spec.submodule_search_locations if spec else None
    return any(
        os.path.exists(os.path.join(folder, "_yaml" + suffix))  # noqa: PTH110, PTH118  (pathlib is slower to load)
        for folder in folders or ()
        for suffix in EXTENSION_SUFFIXES
    )
