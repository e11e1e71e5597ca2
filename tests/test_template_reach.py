"""The objects that a template can reach: through `quality report`, as documents pass them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader
from markupsafe import Markup

from qualitycli.application.open_project import open_project
from qualitycli.application.report_context import ReportOptions, report_context
from qualitycli.messages import Translator
from qualitycli.render.documents.builders import view_of
from qualitycli.render.documents.kinds import KINDS
from qualitycli.render.documents.records.record import TemplateRecord, fields_of
from qualitycli.render.documents.templates import rendering
from qualitycli.render.documents.templates.filters import ALLOWED_FILTERS
from qualitycli.render.documents.templates.sandbox import Sandbox
from tests.conftest import THOROUGH, TOP, Quality
from tests.template_runs import by_template, stopped

pytestmark = pytest.mark.slow

# Names of attributes of Python, Jinja and the tool's internals.
INSIDE = re.compile(
    r"object|module|jinja|qualitycli|builtin|class '|\w+Error\b|Traceback|0x[0-9a-f]+"
    r"|'(?:str|int|float|tuple|dict|list|set|NoneType)'"
    r"|\b(?:NoneType|Undefined|Markup|Macro|Context|Translator|Plan|Head)\b"
)
FORMATS = {
    "the environment": "{{ _('{x.__call__.__globals__[os].environ[QUALITY_SECRET]}', x=_) }}",
    "all of the environment": "{{ _('{x.__call__.__globals__[os].environ}', x=_) }}",
    "a library": "{{ _('{x.__call__.__globals__[os].sys.modules[ctypes].cdll[./x.so]}', x=_) }}",
    "a width": "{{ _('{x:>2000000000}', x=1) }}",
    "a precision": "{{ _('{x:.900000000f}', x=1.5) }}",
    "a view": "{{ _('{x}', x=view) }}",
    "a class of a view": "{{ _('{x.__class__}', x=view) }}",
    "a macro": "{% macro m() %}{% endmacro %}{{ _('{x._func.__globals__}', x=m) }}",
    "itself": "{{ _('{0.__globals__}', _) }}",
    "by unpacking": "{{ _(**{'text': '{x}', 'x': view}) }}",
    "by a call block": "{% call _('{caller.__globals__}') %}{% endcall %}",
}


@pytest.fixture(autouse=True)
def _made_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process with limits, which would change nothing that a template can reach."""
    if not THOROUGH:
        monkeypatch.setattr(rendering, "run_apart", lambda make, source, _: make(source))


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("name", FORMATS)
def test_looking_a_word_up_formats_nothing(
    name: str, form: str, small_project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITY_SECRET", "hidden-in-here")
    outcome = by_template(quality, FORMATS[name], form)
    assert stopped(outcome).code == "Q906"
    assert "hidden-in-here" not in outcome.err
    assert os.environ["QUALITY_SECRET"] == "hidden-in-here"


@pytest.mark.parametrize("text", ["{0.__class__}", "{view}", "{x:>999999999}", "{", "%(x)s", "%s"])
def test_placeholders_are_not_filled_in(text: str, small_project: Path, quality: Quality) -> None:
    outcome = by_template(quality, f"<p>{{{{ _('{text}') }}}}</p>", "html")
    assert outcome.out == f"<p>{text.replace('>', '&gt;')}</p>\n"


def test_words_are_looked_up_in_the_language_of_the_framework(
    small_project: Path, quality: Quality
) -> None:
    assert by_template(quality, "{{ _('Deadline') }}{{ _('') }}").out == "Срок\n"


REACHING = {
    "{{ ''|attr('__class__') }}": "Q901",
    "{% debug %}": "Q901",
    "{{ 'a' is filter('attr') }}": "Q901",
    "{{ _ is callable }}": "Q901",
    "{{ ''.__class__.__mro__ }}": "Q903",
    "{{ ''['__class__'] }}": "Q903",
    "{{ _.__globals__ }}": "Q903",
    "{{ _['fill'] }}": "Q902",
    "{{ _.language }}": "Q902",
    "{{ range.__globals__ }}": "Q903",
    "{{ cycler.__init__.__globals__.os }}": "Q903",
    "{{ joiner.__init__ }}": "Q903",
    "{{ cycler.next }}": "Q903",
    "{{ namespace().__init__ }}": "Q902",
    "{{ self.__class__ }}": "Q903",
    "{{ self._TemplateReference__context }}": "Q903",
    "{% block a %}{{ self.a.__call__ }}{% endblock %}": "Q903",
    "{% macro m() %}{{ caller._func }}{% endmacro %}{% call m() %}{% endcall %}": "Q903",
    "{% macro m() %}{% endmacro %}{{ m._environment }}": "Q903",
    "{% for a in [1] %}{{ loop._iterator }}{% endfor %}": "Q903",
    "{% import 'macros.md.j2' as m %}{{ m._body_stream }}": "Q903",
    "{% import 'macros.md.j2' as m %}{{ m.__dict__ }}": "Q903",
    "{{ nothing.__class__ }}": "Q903",
    "{{ view.replaced(head=1) }}": "Q903",
    "{{ view.__class__ }}": "Q903",
    "{{ view['__dict__'] }}": "Q903",
    "{{ [view]|map(attribute='head.__class__')|first }}": "Q903",
    "{{ ['a', 'b']|sort(attribute='__class__')|first }}": "Q903",
    "{{ ['a', 'b']|groupby('__class__')|list }}": "Q903",
    "{{ ['a']|selectattr('__class__')|list|first }}": "Q903",
    "{{ ['a']|map('attr', '__class__')|list }}": "Q906",
    "{{ ['a']|select('callable')|list|first }}": "Q906",
    "{{ ['a']|map(view)|list }}": "Q906",
    "{{ ['a']|map(range)|list }}": "Q906",
    "{{ ['a']|select(_)|list }}": "Q906",
    "{{ [view]|rejectattr('head', cycler)|list }}": "Q906",
    "{{ '{0.__class__}'.format(1) }}": "Q903",
    "{% set f = '{0.__class__}'['format'] %}{{ f(1) }}": "Q903",
    "{{ '{0.__class__}'.format_map({}) }}": "Q903",
    "{{ '%s' % view }}": "Q903",
    "{{ ('%s'|safe) % view }}": "Q903",
    "{{ 2 ** 9 }}": "Q903",
    "{{ 'a'() }}": "Q903",
    "{{ view() }}": "Q903",
    "{{ head.scale[0]() }}": "Q903",
    "{{ (1.5).hex() }}": "Q903",
    "{{ (5).to_bytes(3) }}": "Q903",
    "{{ [].append(1) }}": "Q903",
    "{{ {}.update({'a': 1}) }}": "Q903",
    "{{ 'a'.join(['b']) }}": "Q903",
    "{{ view }}": "Q906",
    "{{ [view] }}": "Q906",
    "{{ {} }}": "Q906",
    "{{ none }}": "Q906",
    "{{ _ }}": "Q906",
    "{{ range }}": "Q906",
    "{{ loop }}": "Q902",
    "{{ self }}": "Q906",
    "{% import 'macros.md.j2' as m %}{{ m }}": "Q906",
    "{{ view|css_text }}": "Q906",
    "{{ view|title }}": "Q906",
    "{{ [view]|join }}": "Q906",
    "{{ view ~ '' }}": "Q906",
    "{{ 'a'|replace('a', view) }}": "Q906",
    "{{ 'a'|truncate(view) }}": "Q906",
    "{{ _(5) }}": "Q906",
    "{{ _(view) }}": "Q906",
    "{{ _([1]) }}": "Q906",
    "{{ view[view] }}": "Q902",
    "{{ view.nothing }}": "Q902",
    "{{ view.goals[99] }}": "Q902",
    "{{ 'a'.nothing }}": "Q902",
    "{{ nothing() }}": "Q902",
    "{{ 1 / 0 }}": "Q906",
    "{{ 1 + 'a' }}": "Q906",
    "{{ 'a' < 1 }}": "Q906",
    "{{ 1[2:] }}": "Q906",
    "{{ -'a' }}": "Q906",
    "{{ [view]|sort }}": "Q906",
    "{{ [[1], 'a']|max }}": "Q906",
    "{{ {[1]: 2} }}": "Q906",
    "{{ {}[[1]] }}": "Q902",
    "{{ namespace(view) }}": "Q906",
    "{{ cycler() }}": "Q906",
    "{{ range('a') }}": "Q906",
    "{{ range(10 * 9) ~ '' }}": "Q906",
    "{% macro m() %}{% endmacro %}{{ m(1, 2) }}": "Q906",
    "{% for a in 5 %}{% endfor %}": "Q906",
    "{% include view %}": "Q906",
    "{% include 5 %}": "Q906",
    "{% extends view %}": "Q906",
    "{% trans %}x{% endtrans %}": "Q901",
    "{{ view|pprint }}": "Q901",
    "{{ view|string }}": "Q901",
    "{{ {'a b': 'c'}|xmlattr }}": "Q901",
}


@pytest.mark.parametrize("text", REACHING)
def test_no_part_of_the_program_is_reached_or_named(
    text: str, small_project: Path, quality: Quality
) -> None:
    found = stopped(by_template(quality, f"# heading\n\n{text}\n"))
    assert (found.code, found.line) == (REACHING[text], 3)
    said = found.message.replace("__class__", "").replace("__dict__", "")
    assert not INSIDE.search(said), said


def test_a_fault_is_reported_in_bulgarian(small_project: Path, quality: Quality) -> None:
    outcome = by_template(quality, "{{ view }}", "md", "--lang", "bg")
    assert not re.search(r": грешка Q906: .*[A-Za-z]{3}", outcome.err), outcome.err


def values_below(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, TemplateRecord):
        for name in fields_of(type(value)):
            yield from values_below(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from values_below(one)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from values_below(pair)


# Every way of rating, both methods, no overall score, and each kind of institution.
EXAMPLES = sorted(path for path in (TOP / "examples").iterdir() if path.is_dir())


@pytest.mark.parametrize("kind", KINDS)
def test_views_contain_only_plain_values(kind: str, small_project: Path) -> None:
    contains_only_plain_values(kind, small_project, "2021-2022")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "comparison"])
def test_views_of_every_method_contain_only_plain_values(kind: str, example: Path) -> None:
    contains_only_plain_values(kind, example, open_project(example).years[-1])


@pytest.mark.parametrize("example", ["profesionalna-gimnazia", "community-school"])
def test_comparisons_of_every_method_contain_only_plain_values(example: str) -> None:
    project = TOP / "examples" / example
    contains_only_plain_values("comparison", project, open_project(project).years[-1])


def contains_only_plain_values(kind: str, project: Path, name: str) -> None:
    year = open_project(project).year(name)
    context = report_context(year, KINDS[kind], ReportOptions())
    view = view_of(KINDS[kind], context, Translator("bg"))
    plain = (str, int, float, bool, type(None), tuple)
    strange = {type(one) for one in values_below(view) if type(one) not in plain}
    assert all(issubclass(one, TemplateRecord) for one in strange)


def test_what_templates_are_given_beside_their_view_is_plain(
    small_project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very objects of every document: links to others, charts, the script."""
    given: list[dict[str, object]] = []
    made = rendering._globals

    def noted(source: rendering.DocumentSource) -> dict[str, object]:
        given.append(made(source))
        return given[-1]

    monkeypatch.setattr(rendering, "_globals", noted)
    assert quality("publish", "out", "2021-2022").code == 0
    assert any(one["links"] for one in given)
    assert any(one["plots"] for one in given)
    values = [value for one in given for name in one for value in values_below(one[name])]
    plain = (str, Markup, int, float, bool, type(None), tuple, dict)
    strange = {type(one) for one in values if type(one) not in plain}
    assert [one for one in strange if not issubclass(one, TemplateRecord)] == []


def test_what_a_template_is_given_is_a_list_of_known_names() -> None:
    for markdown in (True, False):
        sandbox = Sandbox(DictLoader({}), "bg", markdown=markdown)
        assert set(sandbox.globals) == {"range", "cycler", "joiner", "namespace", "_"}
        own = {"e", "escape", "safe", "join", "replace", "trim", "css_text", "_plain"}
        assert set(sandbox.filters) == own | set(ALLOWED_FILTERS)
        assert not {"callable", "filter", "test", "sameas", "escaped"} & set(sandbox.tests)
