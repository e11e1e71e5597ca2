"""The built-in templates as Python modules, which the build writes into the package.

Jinja takes as long to compile the templates of a document as to fill them in. What it compiles a
template to depends on its own version, on our sandbox and on the text: a module is used only if all
three are the same. Python caches the bytecode of these modules as it does for all others.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2

FOLDER: Final = Path(__file__).parent / "compiled"
_COMPILER: Final = Path(__file__).parent / "sandbox.py"


def precompiled(key: str) -> CodeType | None:
    """Return the code of a template, or None if it was not compiled when the tool was installed.

    :param key: what Jinja's cache identifies a template by: its name and its text.
    """
    try:
        path = module_path(key)
        return SourceFileLoader(path.stem, str(path)).get_code(path.stem)
    except OSError:  # also in a process that may open no files
        return None


def module_path(key: str) -> Path:
    """Return the path of the module that has, or would have, the code of a template."""
    digest = hashlib.sha256(_compiler() + key.encode()).hexdigest()
    return FOLDER / f"t{digest[:32]}.py"


@cache
def _compiler() -> bytes:
    return jinja2.__version__.encode() + _COMPILER.read_bytes()
