"""``quality schema``: generate JSON Schemas for editors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qualitycli.application.projects import sound_catalogue
from qualitycli.cli.base import Argument, Option, is_language_asked, make_command
from qualitycli.cli.output.schemas import KINDS, schema_texts, write_schemas
from qualitycli.cli.run.projects import project_here, project_to_read
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Translator
from qualitycli.render.schema.document import schema_text


@make_command(
    "schema",
    help=N_(
        """Generate the JSON Schema for the year files, the catalogue or the raters' files. With it,
        an editor completes ids and levels, shows the texts of the framework and underlines mistakes
        as you type.

        The schema is in the framework's language unless you use --lang. Generate it again when the
        catalogue changes; “quality init” and “quality new” also do so."""
    ),
    examples=("quality schema -o data/schema", "quality schema catalogue"),
    writes=True,
)
@click.argument(
    "kind",
    cls=Argument,
    metavar=N_("[year|catalogue|rater]"),
    type=click.Choice(KINDS),
    required=False,
)
@click.option(
    "-o",
    "--output",
    "folder",
    cls=Option,
    metavar=N_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Write the schema to this folder; all schemas if none is named."),
)
@click.option(
    "--force",
    is_flag=True,
    cls=Option,
    help=N_("Overwrite files that this command did not generate."),
)
@click.pass_context
def command(ctx: click.Context, kind: str | None, folder: Path | None, force: bool) -> None:
    """Generate the schemas from the catalogue, and print or write them."""
    session: Session = ctx.obj
    project = project_here(session) if folder is not None else project_to_read(session)
    catalogue = sound_catalogue(project).catalogue
    given = is_language_asked(ctx)
    say = session.translate if given else Translator(catalogue.framework.language)
    if folder is None:
        text = schema_text(kind or KINDS[0], catalogue, say, sys.stdout.encoding)
        session.write([text.rstrip("\n")])
    else:
        texts = schema_texts(catalogue, (kind,) if kind else KINDS, say)
        # Inside the project, a symlink must not lead out of it. Any other folder is the user's
        # choice.
        inside = folder.absolute().is_relative_to(project.root.absolute())
        root = project.root if inside else folder
        problem = write_schemas(session, folder, texts, root, force=force)
        if problem is not None:
            session.refuse(problem.text, **problem.args)
