"""The bare scan: libyaml parses whole files, and the result is discarded."""

from __future__ import annotations

import sys
from pathlib import Path

from yaml._yaml import CParser


def main(paths: list[str]) -> None:
    """Scan files one after the other."""
    for path in paths:
        CParser(Path(path).read_bytes()).raw_parse()


if __name__ == "__main__":
    main(sys.argv[1:])
