"""Compile translations and templates when the package is built or installed, also as editable."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[Any]):
    """Write a compiled catalogue next to each translation, and a module for each template."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files and add them to the wheel, although git ignores them."""
        top = Path(self.root)
        compile_translations(top)
        compile_templates(top)
        build_data["artifacts"] += [
            "*.mo",
            "src/qualitycli/render/documents/templates/compiled/*.py",
        ]


def compile_translations(top: Path) -> None:
    """Compile the catalogue of each language for gettext."""
    for path in (top / "src/qualitycli/locale").glob("*/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        _write(path.with_suffix(".mo"), compiled.getvalue())


def compile_templates(top: Path) -> None:
    """Compile the built-in templates to Python, and remove modules of earlier versions."""
    sys.path.insert(0, str(top / "src"))
    from qualitycli.render.documents.templates.files import built_in
    from qualitycli.render.documents.templates.precompiled import FOLDER, module_path
    from qualitycli.render.documents.templates.sandbox import compiled_templates
    from qualitycli.source import Source

    found = built_in(top / "templates").found.items()
    texts = {name: source.text for name, source in found if isinstance(source, Source)}
    modules = {module_path(key): code for key, code in compiled_templates(texts)}
    FOLDER.mkdir(exist_ok=True)
    for path in set(FOLDER.glob("*.py")) - modules.keys():
        path.unlink()
    for path, code in modules.items():
        _write(path, code.encode())


def _write(path: Path, content: bytes) -> None:
    # Another process may be reading it.
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
