"""The files that a new project begins with, beside its data."""

from __future__ import annotations

from typing import Final

WORKFLOW: Final = """\
# Проверява каталога и годините при всяка промяна.
name: quality
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install qualitycli
      - run: quality validate --format github
"""
EDITOR: Final = """\
# Настройки за редактора: YAML не допуска табулации.
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true

[*.{yaml,yml}]
indent_style = space
indent_size = 2
"""
