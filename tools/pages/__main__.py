"""Generate the pages: ``python -m tools.pages``."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.pages.generated import PAGES, file_name, page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main() -> None:
    """Write all pages that have changed and print their names."""
    for name in PAGES:
        for language in ("en", "bg"):
            path = DOCS / file_name(name, language)
            text = page(name, language)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
                sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
