"""The files of a new project, other than its data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from qualitycli import __version__

# Versions that change the meaning of the files get another major number.
_COMPATIBLE: Final = ".".join(__version__.split(".")[:2])
WORKFLOW: Final = f"""\
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
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with:
          python-version: "3.12"
      - run: pip install "qualitycli~={_COMPATIBLE}"
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
# The extensions that VS Code recommends when the folder is opened.
EXTENSIONS: Final = """\
{
  "recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"]
}
"""


def vscode_settings(schemas: Mapping[str, str]) -> str:
    """Return VS Code's settings for a project's folder.

    :param schemas: path of a schema → the files that it is for.
    """
    settings = {
        "yaml.schemas": {f"./{schema}": files for schema, files in schemas.items()},
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    return json.dumps(settings, indent=2) + "\n"
