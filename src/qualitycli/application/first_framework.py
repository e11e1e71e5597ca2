"""The framework that a new project starts with: one that ships, a blank one, or the user's own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from qualitycli.application.framework_import import (
    FrameworkOptions,
    framework_file,
    imported_framework,
)
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import read_catalogue, sound_content
from qualitycli.cell_account import Account
from qualitycli.checks import check_catalogue
from qualitycli.diagnostics import Diagnostic, Findings
from qualitycli.errors import (
    InvalidCatalogueError,
    NoFrameworkError,
    NoSuchFileError,
    NoSuchFrameworkError,
)
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import InstitutionKind
from qualitycli.model.framework import Catalogue
from qualitycli.reading.files import read_file
from qualitycli.reading.load import parse_catalogue
from qualitycli.reading.project import (
    BLANK,
    FRAMEWORKS,
    SHIPPED_FRAMEWORK,
    Project,
    framework_project,
    project_above,
)
from qualitycli.source import Source
from qualitycli.suggestions import nearest
from qualitycli.writing.starter import blank_framework

# The framework to suggest to a kind of institution.
SUGGESTED: Final[dict[InstitutionKind, str]] = {
    "school": SHIPPED_FRAMEWORK,
    "kindergarten": "detska-gradina",
    "centre": "tsentar-za-obuchenie",
}
_MODELINE: Final = "# yaml-language-server: "
# Tells editors where the schema is; the examples share one, which is elsewhere.
_OUR_MODELINE: Final = f"{_MODELINE}$schema=schema/catalogue.schema.json\n"
_YAML: Final = (".yaml", ".yml")
# Of the shipped framework: the school that it is from, the school's order, and the notes on both.
_OF_ITS_SCHOOL: Final = re.compile(
    r"^  (?:institution: .*|approved:(?:\n    .*)+|  - note: .*(?:Христо Ботев|РД-14-69).*)\n",
    re.MULTILINE | re.IGNORECASE,
)


class FirstFramework(NamedTuple):
    """The framework that a project starts with.

    :ivar name: the id of one that ships, ``blank``, or the path of a file.
    :ivar text: the text of the project's catalogue.
    :ivar account: what became of the cells of a table that it was read from.
    """

    name: str
    text: str
    catalogue: Catalogue
    account: Account | None = None


def first_framework(name: str, year: str, language: str, columns: str = "") -> FirstFramework:
    """Return the framework of that name, or in that file.

    :param name: the id of one that ships, ``blank``, or the path of a file.
    :param year: the project's first year, which the edition of a new framework is called after.
    :param language: that of a blank framework.
    :param columns: the roles of columns of a table; see :class:`FrameworkOptions`.
    :raises NoSuchFrameworkError: there is no framework with that name.
    :raises NoSuchFileError: there is no such file.
    :raises InvalidCatalogueError: the file is a framework with errors.
    :raises InvalidSourceError: the file cannot be read.
    :raises NoFrameworkError: no table in the file is a framework, or `columns` were named and it
        is no table.
    :raises MissingLibraryError: the file needs a library that is not installed.
    """
    if columns and (name in (*FRAMEWORKS, BLANK) or Path(name).suffix.lower() in _YAML):
        text = N_("--columns names the columns of a table, and {name} is none.")
        raise NoFrameworkError(Message(text, {"name": name}))
    if name in FRAMEWORKS:
        path = framework_project(name).catalogue
        text = _OF_ITS_SCHOOL.sub("", path.read_text(encoding="utf-8"))
        return _framework(name, Source(str(path), text))
    if name == BLANK:
        return _framework(name, Source(BLANK, blank_framework(language, year[:4])))
    path = Path(name)
    if not name or not path.exists():
        _no_such_framework(name)
    if path.suffix.lower() not in _YAML and not path.is_dir():
        read = imported_framework(
            framework_file(path), shown_path(path), FrameworkOptions(columns), date.today()
        )
        return FirstFramework(name, _OUR_MODELINE + read.text, read.catalogue, read.account)
    source = read_file(path, shown_path(path))
    if isinstance(source, Diagnostic):
        raise InvalidCatalogueError(Findings([source]), None)
    return _framework(name, source)


def _framework(name: str, source: Source) -> FirstFramework:
    content = sound_content(parse_catalogue(source).checked(check_catalogue), InvalidCatalogueError)
    text = source.text if source.text.startswith(_MODELINE) else _OUR_MODELINE + source.text
    return FirstFramework(name, text, content.catalogue)


def kind_for(name: str) -> InstitutionKind:
    """Return the kind of institution that a framework was made for."""
    return next((kind for kind, one in SUGGESTED.items() if one == name), "school")


def _no_such_framework(name: str) -> NoReturn:
    if Path(name).suffix or Path(name).name != name:
        raise NoSuchFileError(Message(N_("There is no file {path}."), {"path": Path(name)}))
    known = (*FRAMEWORKS, BLANK)
    if (near := nearest(name.lower(), known, cutoff=0.6)) is not None:
        text = N_("There is no framework “{name}”. Did you mean {near}?")
        raise NoSuchFrameworkError(Message(text, {"name": name, "near": near}))
    text = N_("There is no framework “{name}”. Frameworks: {known}.")
    raise NoSuchFrameworkError(Message(text, {"name": name, "known": known}))


class ExistingProject(NamedTuple):
    """What a project already contains.

    :ivar title: the id and title of its framework; empty if the catalogue has errors.
    :ivar years: the names of its years, oldest first.
    """

    root: Path
    title: str
    years: tuple[str, ...]

    def is_to_be_completed(self, folder: Path) -> bool:
        """Tell whether a folder has only a sound framework, so that the rest can be added."""
        return bool(self.title) and not self.years and folder.resolve() == self.root.resolve()


def existing_project(folder: Path) -> ExistingProject | None:
    """Return what a project in a folder contains; None if there is no project.

    The current folder may also be inside a project.
    """
    project = project_above(Path.cwd()) if folder == Path() else Project(folder)
    if project is None or not project.catalogue.is_file():
        return None
    content = read_catalogue(project).sound
    framework = content.catalogue.framework if content else None
    title = f"{framework.id} – {framework.title}" if framework else ""
    return ExistingProject(project.root, title, tuple(one.stem for one in project.years()))
