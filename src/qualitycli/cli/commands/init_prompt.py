"""The questions of ``quality init`` on a terminal; each has a suggestion that Enter accepts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, get_args

from qualitycli.application.first_framework import (
    SUGGESTED,
    FirstFramework,
    first_framework,
    kind_for,
)
from qualitycli.application.framework_import import shortened
from qualitycli.application.initial_files import refuse_unless_year
from qualitycli.application.paths import shown_path
from qualitycli.cli.output.errors import report_error
from qualitycli.cli.output.prompts import prompted
from qualitycli.cli.parameters.years import as_in_files
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.errors import InvalidYearNameError, QualityError
from qualitycli.messages import N_
from qualitycli.model.assessment import InstitutionKind
from qualitycli.reading.project import BLANK, FRAMEWORKS
from qualitycli.render.agree_view import choice_lines
from qualitycli.render.institution_texts import HEADING

KINDS: Final[tuple[InstitutionKind, ...]] = get_args(InstitutionKind)
_ABOUT: Final = {
    "vou-montana": N_("a school's framework: 139 items with levels 1 to 4"),
    "community-school": N_("an example in English: levels 1 to 6 and questionnaires"),
    "detska-gradina": N_("an example for a kindergarten: points, counts and values"),
    "profesionalna-gimnazia": N_("an example for a vocational school: points scales, percentages"),
    "tsentar-za-obuchenie": N_("an example for a training centre: no overall score"),
    BLANK: N_("an empty framework with explanations, to write your own"),
}


class Answers(NamedTuple):
    """The answers to the questions; None if a question is not answered."""

    kind: InstitutionKind | None = None
    framework: FirstFramework | None = None
    year: str | None = None
    name: str | None = None


class InitPrompt:
    """Asks for what was not given on the command line.

    :param columns: the roles of columns, if a table is typed.
    """

    def __init__(self, session: Session, folder: Path, columns: str) -> None:
        self._session = session
        self._translate = session.translate
        self._folder = folder
        self._columns = columns

    def ask(self, given: Answers, year: str) -> Answers:
        """Return the answers, all of which are given then.

        :param year: the year to suggest.
        """
        if None not in given:
            return given
        text = N_(
            "This creates a project in {folder}. Press Enter to accept a suggestion in brackets, "
            "or Ctrl+C to stop; nothing is written before the last answer."
        )
        self._session.say(text, folder=shown_folder(self._folder))
        kind = given.kind or self._kind(given.framework)
        framework = given.framework or self._framework(kind, given.year or year)
        chosen = given.year or self._year(year)
        name = self._name(kind) if given.name is None else given.name
        return Answers(kind, framework, chosen, name)

    def _kind(self, framework: FirstFramework | None) -> InstitutionKind:
        words = [self._translate(HEADING.of(kind)) for kind in KINDS]
        suggested = KINDS.index(kind_for(framework.name) if framework else KINDS[0]) + 1
        self._list(N_("Your institution:"), words)
        names = {name.casefold(): kind for name, kind in zip(words, KINDS, strict=True)}
        names |= {str(number): kind for number, kind in enumerate(KINDS, 1)}
        names |= {kind: kind for kind in KINDS}
        while True:
            typed = self._prompt(N_("Number"), str(suggested))
            if (kind := names.get(typed.casefold())) is not None:
                return kind
            self._session.say(N_("Invalid answer."))

    def _framework(self, kind: InstitutionKind, year: str) -> FirstFramework:
        known = (*FRAMEWORKS, BLANK)
        suggested = known.index(SUGGESTED[kind]) + 1
        words = [f"{name}: {self._translate(_ABOUT[name])}" for name in known]
        self._list(N_("Framework:"), words)
        self._session.say(
            N_("To use your own, type the path of a file: .docx, .xlsx, .csv or .yaml.")
        )
        numbers = {str(number): name for number, name in enumerate(known, 1)}
        while True:
            typed = self._prompt(N_("Number or file"), str(suggested))
            try:
                name = numbers.get(typed) or _path_in(typed)
                framework = first_framework(name, year, self._translate.language, self._columns)
            except QualityError as error:
                report_error(self._session, error)
            else:
                show_account(self._session, framework)
                return framework

    def _year(self, suggested: str) -> str:
        while True:
            typed = as_in_files(self._prompt(N_("First year"), suggested))
            try:
                refuse_unless_year(typed)
            except InvalidYearNameError as error:
                report_error(self._session, error)
            else:
                return typed

    def _name(self, kind: InstitutionKind) -> str:
        heading = self._translate(HEADING.of(kind))
        return self._prompt(N_("{institution}: name (may be left empty)"), institution=heading)

    def _list(self, title: str, choices: Sequence[str]) -> None:
        self._session.write([""])
        self._session.say(title)
        numbered = [(str(number), text) for number, text in enumerate(choices, 1)]
        self._session.write(choice_lines(numbered, terminal_width(sys.stdout)))

    def _prompt(self, label: str, default: str = "", **args: object) -> str:
        return prompted(self._session, self._translate(label, **args), default).strip()


def shown_folder(folder: Path) -> Path:
    """Return a folder as shown in messages: the current one by its whole path."""
    shown = Path(shown_path(folder))
    return folder.absolute() if shown == Path() else shown


def show_account(session: Session, framework: FirstFramework) -> None:
    """Show what became of the table that a framework was read from."""
    if (account := framework.account) is None or session.is_quiet:
        return
    from qualitycli.render.framework_account import summary

    decisions, notes = (tuple(shortened(some)) for some in (account.decisions, account.notes))
    width = terminal_width(sys.stdout)
    say = session.translate
    session.write([*summary(account, framework.catalogue, decisions, notes, say, width), ""])


def _path_in(typed: str) -> str:
    """Return a path as it was meant: terminals put quotes around a file that is dropped on them."""
    for mark in ("'", '"'):
        if len(typed) > 1 and typed.startswith(mark) and typed.endswith(mark):
            typed = typed[1:-1]
    return str(Path(typed).expanduser()) if typed.startswith("~") else typed
