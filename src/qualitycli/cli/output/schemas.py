"""Writing the schemas that editors read: what ``schema``, ``init`` and ``new`` have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from qualitycli.application.file_writing import why_not_written
from qualitycli.application.paths import shown_path
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Message, Translator
from qualitycli.model.framework import Catalogue
from qualitycli.reading.folders import SymlinkEscapeError
from qualitycli.reading.project import SCHEMAS
from qualitycli.render.schema.document import file_name, schema_text
from qualitycli.writing.attributes import AttributesLostError
from qualitycli.writing.generated_files import ForeignFileError, refuse_foreign, write_made

KINDS = ("year", "catalogue", "rater")


def schema_texts(catalogue: Catalogue, kinds: Iterable[str], say: Translator) -> dict[str, str]:
    """Return the text of each schema, by the kind of file that it is for."""
    return {kind: schema_text(kind, catalogue, say) for kind in kinds}


def write_schemas(
    session: Session, folder: Path, texts: Mapping[str, str], root: Path, *, force: bool = False
) -> Message | None:
    """Write schemas into a folder and say so; none if any would be written over a person's file.

    :param texts: by the kind of file that a schema is for.
    :param root: the folder that a link may not lead out of.
    :returns: what kept them from being written, if anything did.
    """
    path = folder
    try:
        for kind in () if force else texts:
            path = folder / file_name(kind)
            refuse_foreign(path)
        for kind, text in texts.items():
            path = folder / file_name(kind)
            changed = write_made(path, text, root, force=force)
            session.has_written |= changed
            said = N_("Written: {path}") if changed else N_("Up to date: {path}")
            session.confirm(said, path=Path(shown_path(path)))
    except ForeignFileError:
        text = N_("{path} was not made by “quality schema” and stays as it is; see --force.")
        return Message(text, {"path": Path(shown_path(path))})
    except (SymlinkEscapeError, AttributesLostError, OSError) as error:
        return why_not_written(error, path)
    return None


def refresh_schemas(session: Session, root: Path, catalogue: Catalogue) -> None:
    """Bring a project's schemas up to date with its catalogue; what a person made is kept.

    They only help: where they cannot be written, that is said, and the run goes on.
    """
    texts = schema_texts(catalogue, KINDS, Translator(catalogue.framework.language))
    for kind, text in texts.items():
        path = root / SCHEMAS / file_name(kind)
        try:
            refuse_foreign(path)
        except (ForeignFileError, OSError):
            session.confirm(N_("Kept:    {path}"), path=Path(shown_path(path)))
            continue
        problem = write_schemas(session, path.parent, {kind: text}, root)
        if problem is not None:
            session.complain(problem.text, **problem.args)
