"""``quality report --eject``: a built-in template in the project, to be changed."""

from __future__ import annotations

from pathlib import Path

from qualitycli.application.paths import shown_path
from qualitycli.application.projects import sound_catalogue
from qualitycli.cli.documents import TEMPLATES
from qualitycli.cli.outputs import refusing, write_of_project
from qualitycli.cli.projects import project_here
from qualitycli.cli.session import Session
from qualitycli.messages import N_, Translator
from qualitycli.reading.project import shipped_project
from qualitycli.render.documents.templates.rendering import in_own_words, template_name


def eject(session: Session, kind: str, form: str | None) -> None:
    """Copy the templates of a kind into the project, their words in the framework's language.

    :raises Stop: there is no project, or a file is there already.
    """
    project = project_here(session)
    translate = Translator(sound_catalogue(project).catalogue.framework.language)
    built_in = shipped_project().root / TEMPLATES
    names = [template_name(kind, one) for one in ((form,) if form else ("md", "html"))]
    sources = {name: built_in / name for name in names if (built_in / name).is_file()}
    targets = {name: project.root / TEMPLATES / name for name in sources}
    for path in targets.values():
        with refusing(session, path):
            if path.exists():
                raise FileExistsError(path)
    for name, path in targets.items():
        text = in_own_words(sources[name].read_text(encoding="utf-8"), translate.word)
        write_of_project(session, path, text, project.root)
        session.say(N_("Written: {path}"), path=Path(shown_path(path)))
