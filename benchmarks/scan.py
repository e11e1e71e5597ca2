"""The bare scan: libyaml reads files to their ends, and nothing is done with what it reads."""

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
