"""A year of an open project: what it says and its figures, only where it was checked."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qualitycli.application.findings import Finding
from qualitycli.application.projects import AskedYear, no_such_node, sound_content
from qualitycli.diagnostics import has_errors
from qualitycli.errors import (
    InvalidYearError,
    NoBandsError,
    NoSuchNodeError,
    NoSuchProfileError,
)
from qualitycli.messages import N_, Message
from qualitycli.scoring.score import Score, score_year
from qualitycli.workspace import YearFile

if TYPE_CHECKING:
    from qualitycli.application.open_project import OpenProject
    from qualitycli.comparing.diff import Judged
    from qualitycli.reading.load import Loaded
    from qualitycli.scoring.explain import Explanation
    from qualitycli.scoring.robustness import Robustness


class OpenYear:
    """A year of a project. Its figures can only be had where it has no errors.

    :ivar path: the year's file.
    """

    def __init__(self, project: OpenProject, path: Path) -> None:
        self.project = project
        self.path = path

    @cached_property
    def _loaded(self) -> Loaded[YearFile]:
        return self.project.read(self.path)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the year's file: errors, warnings and notes, by line.

        :raises InvalidCatalogueError: the framework has errors, so the year cannot be checked.
        """
        return self.project.told(self._loaded)

    @property
    def is_valid(self) -> bool:
        """Whether the year has no errors.

        :raises InvalidCatalogueError: the framework has errors, so the year cannot be checked.
        """
        return not has_errors(self._loaded.found)

    def checked(self) -> AskedYear:
        """Return what the year's file says.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        return self.project.asked(sound_content(self._loaded, InvalidYearError))

    def judged(self) -> Judged:
        """Return the year with its figures, as comparisons take it.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.comparing.diff import Judged

        asked = self.checked()
        return Judged(asked.file, asked.catalogue_file, self._score)

    @cached_property
    def _score(self) -> Score:
        asked = self.checked()
        return score_year(asked.assessment, asked.catalogue_file.catalogue)

    def score(self, bands: str | None = None) -> Score:
        """Return the figures of the year.

        :param bands: what if: the id of another band profile of the framework.
        :raises InvalidYearError: the year has errors; its `found` has them all.
        :raises InvalidCatalogueError: the framework has errors.
        :raises NoSuchProfileError: the framework has no such band profile.
        """
        catalogue = self.project.catalogue_file.catalogue
        if bands is not None and catalogue.profile(bands) is None:
            known = tuple(profile.id for profile in catalogue.bands)
            text = N_("There is no band profile “{id}”. Profiles: {known}.")
            raise NoSuchProfileError(Message(text, {"id": bands, "known": known}))
        if bands is None:
            return self._score
        return score_year(self.checked().assessment, catalogue, bands)

    def explain(self, node_id: str | None = None) -> Explanation:
        """Return where a figure comes from; the overall one for None.

        :raises NoSuchNodeError: the framework has nothing with that id in that year.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.scoring.explain import explain

        asked = self.checked()
        explanation = explain(self._score, asked.assessment, node_id)
        if explanation is None:
            if node_id in asked.catalogue_file.nodes:
                text = N_("“{id}” does not hold in {year}; “quality show {id}” tells when it does.")
                raise NoSuchNodeError(Message(text, {"id": node_id, "year": asked.assessment.year}))
            no_such_node(str(node_id), asked.catalogue_file)
        return explanation

    def robustness(self, *, criteria: bool = False) -> Robustness:
        """Return how near the bands of the year are to being others.

        :param criteria: of the criteria too, not only of areas and the whole.
        :raises NoBandsError: no band profile applies to the year.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.scoring.robustness import robustness_of

        one = self.judged()
        found = robustness_of(one.score, one.file.assessment, criteria=criteria)
        if found is None:
            text = N_("No rating bands are defined for {year}, so there are only grades.")
            raise NoBandsError(Message(text, {"year": one.score.year}))
        return found
