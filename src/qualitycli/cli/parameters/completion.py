"""School years, ids and frameworks for shell completion, found quickly and without validation.

Bash inserts completions unquoted, so an unusual file name or id could be executed. Only texts that
look like a school year or an id are offered.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import click

from qualitycli.cli.base import ROOT
from qualitycli.reading.files import read_file
from qualitycli.reading.project import (
    BLANK,
    FRAMEWORKS,
    Project,
    current_project,
    is_year_name,
    shipped_project,
)
from qualitycli.source import Source

# Lines such as “- id: OP.1.1.1”, and entries in braces; good enough for completion.
_ID: Final = r"""
    ^[ ]*\#.* |  # a comment: nothing is captured
    (?: ^[ ]*(?:-[ ]+)* | [{,][ ]* )
    (?:id|"id"|'id')[ ]*:[ ]* ["']?([A-Z][A-Z0-9]*(?:\.[0-9]+)*)["']? [ ]*(?=[,}#]|$)
"""
_AREAS: Final = r"""^["' {]*areas["' ]*:"""


def _project(ctx: click.Context) -> Project:
    root = ctx.meta.get(ROOT)
    return current_project(Path.cwd(), root, os.environ) or shipped_project()


def years(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Return the project's school years that start with `typed`, newest first."""
    try:
        found = [path.stem for path in reversed(_project(ctx).years())]
    except OSError:
        return []
    return [name for name in found if is_year_name(name) and name.startswith(typed)]


def frameworks(_ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Return the names that `--framework` takes and that start with `typed`."""
    return [name for name in (*FRAMEWORKS, BLANK) if name.startswith(typed)]


def ids(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Return the ids of the catalogue that start with `typed`, in its order."""
    project = _project(ctx)
    source = read_file(project.catalogue, "", project.bounds(project.catalogue))
    if not isinstance(source, Source):
        return []
    areas = re.split(_AREAS, source.text, maxsplit=1, flags=re.MULTILINE)[-1]
    found = re.findall(_ID, areas, re.MULTILINE | re.VERBOSE)
    return [one for one in dict.fromkeys(found) if one and one.startswith(typed.upper())]
