"""Built-in templates as the files that a project may change, for the caller to write."""

from __future__ import annotations

from pathlib import Path

from qualitycli.application.projects import sound_catalogue
from qualitycli.messages import Translator
from qualitycli.reading.project import TEMPLATES, Project, shipped_project
from qualitycli.render.documents.templates.rendering import in_own_words, template_name


def ejected(project: Project, kind: str, form: str | None) -> dict[Path, str]:
    """Return the templates of a kind by their paths in a project, in its framework's language.

    :param form: the only one wanted; for None, all that there are.
    :raises InvalidCatalogueError: the framework has errors.
    """
    translate = Translator(sound_catalogue(project).catalogue.framework.language)
    names = [template_name(kind, one) for one in ((form,) if form else ("md", "html"))]
    sources = {name: shipped_project().root / TEMPLATES / name for name in names}
    return {
        project.root / TEMPLATES / name: in_own_words(path.read_text("utf-8"), translate.word)
        for name, path in sources.items()
        if path.is_file()
    }
