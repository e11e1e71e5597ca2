"""Writing the schemas that editors read: what ``schema``, ``init`` and ``new`` have in common."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualitycli.cli.session import Session, shown_path
from qualitycli.messages import N_, Translator
from qualitycli.model.framework import Catalogue
from qualitycli.reading.project import SCHEMAS
from qualitycli.render.schema.document import file_name, schema_text
from qualitycli.writing.files import Leads
from qualitycli.writing.made import NotMade, refuse_foreign, write_made

KINDS = ("year", "catalogue")


def write_schemas(
    session: Session,
    folder: Path,
    texts: dict[str, str],
    root: Path,
    *,
    force: bool = False,
) -> None:
    """Write schemas into a folder and say so; refuse if any is a file that a person made.

    :param texts: by the kind of file that a schema is for.
    :param root: the folder that a link may not lead out of.
    """
    paths = {kind: folder / file_name(kind) for kind in texts}
    try:
        if not force:
            for path in paths.values():
                refuse_foreign(path)
        for kind, path in paths.items():
            if write_made(path, texts[kind], root, force=force):
                session.say(N_("Written: {path}"), path=Path(shown_path(path)))
            else:
                session.say(N_("Up to date: {path}"), path=Path(shown_path(path)))
    except NotMade as refusal:
        text = N_("{path} was not made by “quality schema” and stays as it is; see --force.")
        session.refuse(text, path=Path(shown_path(Path(str(refusal)))))
    except Leads as refusal:
        text = N_("{path} leads out of the project; it was not written.")
        session.refuse(text, path=Path(shown_path(Path(str(refusal)))))
    except OSError as error:
        text = N_("{path} cannot be written: {reason}.")
        session.refuse(text, path=Path(shown_path(folder)), reason=error.strerror or "")


def refresh_schemas(session: Session, root: Path, catalogue: Catalogue) -> None:
    """Bring a project's schemas up to date with its catalogue; what a person made is kept."""
    texts = schema_texts(catalogue, KINDS, Translator(catalogue.framework.language))
    own = {kind: text for kind, text in texts.items() if not _is_foreign(session, root, kind)}
    write_schemas(session, root / SCHEMAS, own, root)


def schema_texts(catalogue: Catalogue, kinds: Iterable[str], say: Translator) -> dict[str, str]:
    """Return the text of each schema."""
    return {kind: schema_text(kind, catalogue, say) for kind in kinds}


def _is_foreign(session: Session, root: Path, kind: str) -> bool:
    path = root / SCHEMAS / file_name(kind)
    try:
        refuse_foreign(path)
    except (NotMade, OSError):
        session.say(N_("Kept:    {path}"), path=Path(shown_path(path)))
        return True
    return False
