"""Generating the documents for a year or for several years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualitycli.application.argument_checks import check_formats
from qualitycli.application.paths import ShownPath
from qualitycli.application.report_context import ReportOptions, report_context
from qualitycli.diagnostics import Diagnostic, Findings
from qualitycli.errors import (
    InvalidTemplateError,
    NoSuchDocumentError,
    NotWrittenError,
    NoYearsError,
)
from qualitycli.messages import N_, Message, Translator
from qualitycli.reading.project import TEMPLATES, Project, shipped_project
from qualitycli.render.documents.builders import view_of
from qualitycli.render.documents.builders.index import (
    LinkedDocument,
    ListedYear,
    entry_of,
    index_of,
)
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.kinds import FORMATS, KINDS, RENAMED, DocumentKind
from qualitycli.render.documents.neighbours import Neighbours, neighbours_of
from qualitycli.render.documents.records.chart_marks import Plot
from qualitycli.render.documents.records.content import TEMPLATE_VERSION
from qualitycli.render.documents.records.views import DocumentView
from qualitycli.render.documents.templates.errors import TemplateFault
from qualitycli.render.documents.templates.files import (
    Library,
    built_in,
    named_template,
    templates_in,
    version_line,
    version_of,
)
from qualitycli.render.documents.templates.rendering import (
    DocumentSource,
    in_own_words,
    rendered,
    template_name,
)
from qualitycli.render.documents.wording.words import Words

if TYPE_CHECKING:
    from qualitycli.application.open_project import OpenProject
    from qualitycli.application.open_year import OpenYear


class DocumentFile(NamedTuple):
    """A generated document.

    :ivar name: its path relative to the folder of all documents.
    """

    name: str
    text: str


def make_report(year: OpenYear, name: str, ending: str, options: ReportOptions) -> str:
    """Return a document of a year.

    :param name: the name of its kind.
    :param ending: its format.
    :raises NoSuchDocumentError: there is no such kind, format or blank variant.
    :raises NoYearsError: there is no earlier year to compare with.
    :raises InvalidTemplateError: its template has errors.
    :raises InvalidYearError: a year that it needs has errors.
    :raises InvalidCatalogueError: a framework has errors.
    """
    kind = _kind_named(name, options)
    check_formats(FORMATS, [ending])
    context = report_context(year, kind, options)
    translate = _language_of(context)
    library = year.project.templates
    if options.template is not None:
        own = {template_name(name, ending): named_template(options.template)}
        library = library.with_own(own)
    view = view_of(kind, context, translate)
    near = neighbours_of(name, context)
    return _laid_out(view, template_name(name, ending), library, near)


class Reports:
    """All documents for some years, and the index pages; each is generated when it is needed.

    :ivar names: the file names of the documents, in their order.
    :ivar pages: the file names of the index pages, which come last.
    """

    def __init__(
        self,
        project: OpenProject,
        years: Iterable[OpenYear],
        formats: Sequence[str],
        options: ReportOptions,
    ) -> None:
        """Read all the years.

        :param project: the project whose templates the index pages use.
        :raises NoSuchDocumentError: there is no such format.
        :raises NoYearsError: there are no years.
        :raises InvalidYearError: a year has errors.
        :raises InvalidCatalogueError: a framework has errors.
        """
        check_formats(FORMATS, formats)
        self._project = project
        self._options = options
        self._years = [(year, self._listed(year, formats)) for year in years]
        if not self._years:
            raise NoYearsError(Message(N_("There are no years to show.")))
        documents = [document for _, listed in self._years for document in listed.documents]
        self.names = tuple(name for document in documents for name in document.files.values())
        self.pages = tuple(f"index.{ending}" for ending in formats)

    def __iter__(self) -> Iterator[DocumentFile]:
        """Generate the documents, then the index pages.

        :raises InvalidTemplateError: a template has errors.
        """
        for year, listed in self._years:
            for document in listed.documents:
                context = listed.context
                if not document.kind.reads_others(blank=document.blank):
                    options = self._options._replace(blank=document.blank)
                    context = report_context(year, document.kind, options)
                translate = _language_of(context)
                view = view_of(document.kind, context, translate)
                near = self._near(document, listed, translate)
                for ending, name in document.files.items():
                    template = template_name(document.kind.name, ending)
                    text = _laid_out(view, template, year.project.templates, near)
                    yield DocumentFile(name, text)
        yield from self._index()

    def _index(self) -> Iterator[DocumentFile]:
        listed = [one for _, one in self._years]
        translate = _language_of(listed[-1].context)
        view = index_of(listed, translate)
        for name in self.pages:
            yield DocumentFile(
                name, _laid_out(view, f"{name}.j2", self._project.templates, Neighbours())
            )

    def _near(
        self, document: LinkedDocument, listed: ListedYear, translate: Translator
    ) -> Neighbours:
        """Return what a document may link to; all documents of a year are in one folder."""
        others = tuple(
            entry_of(one._replace(files=_names_only(one.files)), listed.context, Words(translate))
            for one in listed.documents
        )
        index = "../index.html" if "index.html" in self.pages else ""
        return neighbours_of(document.kind.name, listed.context, others, index)

    def _listed(self, year: OpenYear, formats: Sequence[str]) -> ListedYear:
        context = report_context(year, KINDS["self-assessment"], self._options)
        return ListedYear(context, tuple(_documents(context, formats)))


def _documents(context: ReportContext, formats: Sequence[str]) -> Iterator[LinkedDocument]:
    """Yield the documents of a year, of all kinds that are possible, including blank variants."""
    for kind in KINDS.values():
        if kind.others == "required" and context.diff is None:
            continue
        for blank in (False, True) if kind.blank_title else (False,):
            stem = f"{context.score.year}/{kind.name}" + ("-blank" if blank else "")
            yield LinkedDocument(kind, {ending: f"{stem}.{ending}" for ending in formats}, blank)


def _names_only(files: Mapping[str, str]) -> Mapping[str, str]:
    return {ending: name.rpartition("/")[2] for ending, name in files.items()}


def editable_templates(project: OpenProject, kind: str, formats: Sequence[str]) -> dict[str, str]:
    """Return the built-in templates of a kind by name, in the framework's language.

    :raises InvalidCatalogueError: the framework has errors.
    """
    translate = Translator(project.catalogue_file.catalogue.framework.language)
    folder = shipped_project().root / TEMPLATES
    names = [template_name(kind, ending) for ending in formats]
    return {
        name: version_line(TEMPLATE_VERSION)
        + in_own_words((folder / name).read_text(encoding="utf-8"), translate.word)
        for name in names
    }


def check_not_ejected(path: Path, shown: ShownPath) -> None:
    """Check that a template can be written to a file.

    :raises NotWrittenError: the file is a template of an earlier version.
    :raises FileExistsError: the file exists.
    """
    if not path.exists():
        return
    found = named_template(path)
    if not isinstance(found, Diagnostic) and version_of(found.text) < TEMPLATE_VERSION:
        text = N_(
            "{path} is a template of an earlier version. Rename it, run this command again and "
            "copy your changes into the new file."
        )
        raise NotWrittenError(Message(text, {"path": Path(shown(path))}))
    raise FileExistsError(path)


def renamed_templates(project: OpenProject) -> Iterator[tuple[Path, str]]:
    """Yield the project's templates that have a name from version 1.0, each with its new name."""
    for old, new in RENAMED.items():
        for ending in FORMATS:
            path = project.folder / TEMPLATES / template_name(old, ending)
            if path.exists():
                yield path, template_name(new, ending)


def library_of(project: Project, shown: ShownPath) -> Library:
    """Return the built-in templates and the project's own, which take precedence."""
    shipped = shipped_project()
    library = built_in(shipped.root / TEMPLATES)
    # In a checkout of the tool, the built-in example is the project itself.
    if project.shipped or project.root.absolute() == shipped.root:
        return library
    return library.with_own(templates_in(project.root, TEMPLATES, shown))


def _kind_named(name: str, options: ReportOptions) -> DocumentKind:
    kind = KINDS.get(name)
    if kind is None:
        text = N_("There is no document “{name}”. Documents: {known}.")
        raise NoSuchDocumentError(Message(text, {"name": name, "known": tuple(KINDS)}))
    if options.blank and not kind.blank_title:
        text = N_("The document “{name}” has no blank variant.")
        raise NoSuchDocumentError(Message(text, {"name": name}))
    return kind


def _language_of(context: ReportContext) -> Translator:
    return Translator(context.catalogue.framework.language)


def _laid_out(view: DocumentView, template: str, library: Library, near: Neighbours) -> str:
    """Render a view with a template.

    :raises InvalidTemplateError: the template has errors.
    """
    language = view.head.language
    drawn = _plots(view, Translator(language)) if template.endswith(".html.j2") else {}
    made = rendered(DocumentSource(view, template, library, language, drawn, near))
    if isinstance(made, TemplateFault):
        raise InvalidTemplateError(Findings([made.found]), made.source)
    return made


def _plots(view: DocumentView, translate: Translator) -> Mapping[str, Plot]:
    from qualitycli.render.documents.chart_svg import plots  # needed only for HTML

    return plots(view, translate)
