"""Compile the translations when the package is built or installed, editable installs included."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationHook(BuildHookInterface[Any]):
    """Write a compiled catalogue next to each translation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the translations and add them to the wheel, although git ignores them."""
        for path in Path(self.root, "src/qualitycli/locale").glob("*/LC_MESSAGES/*.po"):
            with path.open("rb") as file:
                catalogue = read_po(file, locale=path.parts[-3])
            compiled = BytesIO()
            write_mo(compiled, catalogue)
            target = path.with_suffix(".mo")
            # Another process may be reading it.
            if not target.exists() or target.read_bytes() != compiled.getvalue():
                target.write_bytes(compiled.getvalue())
        build_data["artifacts"].append("*.mo")
