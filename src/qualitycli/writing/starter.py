"""The files of a new project, other than its data, and the framework that a blank one starts with.

Their comments are in the language of the framework.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from qualitycli.installation import Origin, Requirement
from qualitycli.messages import N_, Translator
from qualitycli.writing.comments import comment
from qualitycli.writing.scalars import quoted

# What to change in the workflow if the tool is to be installed in another way.
_ABOUT_REQUIREMENT: Final[dict[Origin, str]] = {
    "address": N_(
        "This is the copy of quality that created the project; when you update it, write the "
        "address of the new one here."
    ),
    "computer": N_(
        "This address exists on your computer only: write one here that GitHub can reach, such as "
        "“git+https://…”, or commit the .whl file of quality and write its path, such as "
        "“./{file}”."
    ),
    "index": N_(
        "This is the version of quality that created the project; if your package index does not "
        "have it, write the address of its repository here, “git+https://…”."
    ),
}
_WORKFLOW: Final = """\
{head}
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
{about}
      - run: {install}
      - run: quality validate --format github
"""
_EDITOR: Final = """\
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


def blank_framework(language: str, edition: str) -> str:
    """Return the text of a small catalogue whose comments explain it.

    :param edition: the edition of the framework.
    """
    path = Path(__file__).with_name("blank") / f"{language}.yaml"
    return path.read_text(encoding="utf-8").replace("EDITION", edition)


def workflow(requirement: Requirement, say: Translator) -> str:
    """Return the workflow with which GitHub checks the project.

    :param requirement: where the tool is installed from.
    """
    about = say(_ABOUT_REQUIREMENT[requirement.origin], file=requirement.wheel)
    return _WORKFLOW.format(
        head="\n".join(comment(say(N_("Checks the framework and the years on every change.")), 0)),
        about="\n".join(comment(about, 6)),
        install=quoted(requirement.command()),
    )


def editor_settings(say: Translator) -> str:
    """Return the settings that most editors read, ``.editorconfig``."""
    head = say(N_("Settings for editors: YAML does not allow tabs."))
    return "\n".join(comment(head, 0)) + "\n" + _EDITOR


def vscode_settings(schemas: Mapping[str, str]) -> str:
    """Return VS Code's settings for a project's folder.

    :param schemas: path of a schema → the files that it is for.
    """
    settings = {
        "yaml.schemas": {f"./{schema}": files for schema, files in schemas.items()},
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    return json.dumps(settings, indent=2) + "\n"
