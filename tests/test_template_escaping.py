"""Texts from data remain texts in a document, whatever the author of its template writes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Quality, write_small_project
from tests.render_markdown import kinds_of_tokens, shown, tokens
from tests.template_runs import by_template

pytestmark = pytest.mark.slow

HOSTILE = (
    "*б* **c** [a](http://e.bg) www.example.com <b>x</b> a|b `c` ~~d~~ {x.__class__} &lt;i&gt; "
    "\\* <script>s</script> ![i](j) 5 < 6"
)
# Ways in which an author may process a text; in each, `x` is the text from data.
WHOLE = {
    "plain": "{{ x }}",
    "e": "{{ x|e }}",
    "escape": "{{ x|escape }}",
    "safe": "{{ x|safe }}",
    "safe twice": "{{ (x|safe)|safe }}",
    "e of safe": "{{ x|safe|e }}",
    "map of e": "{{ [x]|map('e')|join(' ') }}",
    "map of safe": "{{ [x]|map('safe')|first }}",
    "default": "{{ x|d('y') }}",
    "default of safe": "{{ nothing|default(x|safe) }}",
    "a macro": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(x) }}",
    "a macro that calls safe": "{% macro m(x) %}{{ x|safe }}{% endmacro %}{{ m(x)|safe }}",
    "a call block": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
    "a set block": "{% set a %}{{ x }}{% endset %}{{ a }}",
    "a set block, safe": "{% set a %}{{ x }}{% endset %}{{ a|safe }}",
    "a filter block of e": "{% filter e %}{{ x }}{% endfilter %}",
    "a filter block of safe": "{% filter safe %}{{ x }}{% endfilter %}",
    "a filter block of trim": "{% filter trim %} {{ x }} {% endfilter %}",
    "a set block with a filter": "{% set a | trim %} {{ x }} {% endset %}{{ a }}",
    "no autoescape": "{% autoescape false %}{{ x }}{% endautoescape %}",
    "no autoescape, set": "{% autoescape false %}{% set b %}{{ x }}{% endset %}{{ b }}"
    "{% endautoescape %}",
    "no autoescape, macro": "{% autoescape false %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}"
    "{% endautoescape %}",
    "autoescape by a value": "{% autoescape view.nothing is defined %}{{ x }}{% endautoescape %}",
    "a slice": "{{ (x|e)[0:2000] }}",
    "a list": "{{ ([x]|list)[0] }}",
    "a condition": "{{ (x|safe) if true else '' }}",
    "an or": "{{ ''|safe or x|safe }}",
    "reversed twice": "{{ x|reverse|reverse }}",
    "replaced": "{{ ('X'|safe)|replace('X', x) }}",
    "replaced in safe": "{{ (x|safe)|replace('\\\\', '\\\\') }}",
    "_": "{{ _(x) }}",
    "_ of safe": "{{ _(x|safe) }}",
    "a cycle": "{% for a in [1] %}{{ loop.cycle(x|safe) }}{% endfor %}",
    "a cycler": "{{ cycler(x|safe).next() }}",
    "a joiner": "{% set j = joiner(x|safe) %}{{ j() }}{{ j() }}",
    "a namespace": "{% set n = namespace(a=x|safe) %}{{ n.a }}",
    "a group": "{% for g in [head]|groupby('school') %}{{ g.grouper }}{% endfor %}",
    "a with": "{% with y = x|safe %}{{ y }}{% endwith %}",
    "a block": "{% block b %}{{ x|safe }}{% endblock %}",
    "a dict": "{{ {'a': x|safe}['a'] }}",
    "the largest": "{{ [x|safe, x]|max }}",
    "times one": "{{ (x|safe) * 1 }}",
    "split and joined": "{{ (x|safe).split('a')|join('a'|safe) }}",
    "partition": "{{ (x|e).partition('<')|join }}",
}
# These display a text that differs from the data, but it is still text.
CHANGED = {
    "joined": "{{ [x, 'b']|join(', '|safe) }}",
    "joined by it": "{{ ['a', 'b']|join(x|safe) }}",
    "tilde": "{{ ('**'|safe) ~ x }}",
    "tilde after a macro": "{% macro m() %}y{% endmacro %}{{ m() ~ x }}",
    "plus": "{{ ('**'|safe) + x + ('**'|safe) }}",
    "plus after a macro": "{% macro m() %}y{% endmacro %}{{ m() + x }}",
    "plus before a macro": "{% macro m() %}y{% endmacro %}{{ x + m() }}",
    "plus in a filter block": "{% set a %}y{% endset %}{{ (a + x) + a }}",
    "times": "{{ ('a'|safe) * 1 + x }}",
    "upper": "{% filter upper %}{{ x }}{% endfilter %}",
    "title": "{% filter title %}{{ x }}{% endfilter %}",
    "title of a text": "{{ x|safe|title }}",
    "capitalize": "{% set a %}{{ x }}{% endset %}{{ a|capitalize }}",
    "truncate": "{{ x|safe|truncate(40) }}",
    "truncate with an end": "{% set a %}y{% endset %}{{ x|truncate(40, true, a) }}",
    "truncate of a block": "{% set a %}{{ x }}{% endset %}{{ a|truncate(5, true, '') }}",
    "css": "{{ x|css_text }}",
    "a slice of a block": "{% set a %}{{ x }}{% endset %}{{ a[1:] }}",
    "a slice by name": "{% set a %}{{ x }}{% endset %}{{ a[::-1][::-1] }}",
    "a character of a block": "{% set a %}{{ x }}{% endset %}{% for c in a %}{{ c }}{% endfor %}",
    "the characters of a block": "{% set a %}{{ x }}{% endset %}{{ a|list|join }}",
    "an index of a block": "{% set a %}{{ x }}{% endset %}{{ a[1] }}{{ a[2] }}{{ a[3] }}",
    "backslashes taken out": "{% set a %}{{ x }}{% endset %}{{ a|replace('\\\\', '') }}",
    "entities turned back": "{% set a %}{{ x }}{% endset %}{{ a|replace('&lt;', '<')"
    "|replace('&gt;', '>') }}",
    "a method of a block": "{% set a %}{{ x }}{% endset %}{{ a.lstrip('\\\\') }}",
    "a block split": "{% set a %}{{ x }}{% endset %}{{ a.split('\\\\')|join }}",
    "a block split and mapped": "{% set a %}{{ x }}{% endset %}"
    "{{ a.split('\\\\')|map('safe')|join }}",
    "a block trimmed": "{% set a %}{{ x }}{% endset %}{{ a|trim('\\\\') }}",
    "a block reversed": "{% set a %}{{ x }}{% endset %}{{ a|reverse|reverse }}",
    "a block's partition": "{% set a %}{{ x }}{% endset %}{{ a.partition('\\\\')[2] }}",
    "a macro cut": "{% macro m() %}{{ x }}{% endmacro %}{{ m()[1:] }}{{ (m() ~ '')[2:] }}",
    "a character at a time": "{% for c in x %}{{ c }}{% endfor %}",
    "in two pieces": "{% for n in range(90) %}{{ x[:n] }}{{ x[n:] }}\n\n{% endfor %}",
    "the last character of a macro": "{% macro m(y) %}{{ y }}{% endmacro %}"
    "{{ m('\\\\')|last }}{{ x }}",
    "the last character by map": "{% macro m(y) %}{{ y }}{% endmacro %}"
    "{{ [m('\\\\')]|map('last')|first }}{{ x }}",
    "replaced by a block": "{% set a %}{{ x }}{% endset %}{{ 'y'|replace('y', a) }}",
}


WAYS = WHOLE | CHANGED
# A line before the result of each way.
_MARK = "@@@"
Made = Callable[[str, Quality], dict[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Process the text in every way in one template, and return the result of each way."""
    project = tmp_path_factory.mktemp("school") / "project"
    write_small_project(project)
    # The school has a name that an attacker would choose.
    with (project / "data/years/2020-2021.yaml").open("a", encoding="utf-8") as file:
        file.write(f"institution: {{name: {json.dumps(HOSTILE, ensure_ascii=False)}}}\n")
    kept: dict[str, dict[str, str]] = {}

    def make(form: str, quality: Quality) -> dict[str, str]:
        if form not in kept:
            ways = "".join(f"\n\n{_MARK}{name}\n\n{way}" for name, way in WAYS.items())
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(project)
                outcome = by_template(quality, f"{{% set x = head.school %}}{ways}", form)
            assert outcome.code == 0, outcome.err
            _, *parts = outcome.out.split(_MARK)
            kept[form] = dict(part.split("\n", 1) for part in parts)
            assert kept[form].keys() == WAYS.keys()
        return kept[form]

    return make


@pytest.mark.parametrize("name", WHOLE)
def test_a_text_is_read_in_markdown_as_it_was_written(
    name: str, made: Made, quality: Quality
) -> None:
    (inline,) = [one for one in tokens(made("md", quality)[name]) if one.type == "inline"]
    assert shown(inline) == HOSTILE


@pytest.mark.parametrize("name", WAYS)
def test_no_text_is_markup_in_markdown(name: str, made: Made, quality: Quality) -> None:
    text = made("md", quality)[name]
    assert text.strip()
    kinds = kinds_of_tokens(text)
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert not re.search(r"www\.|http://", text)


@pytest.mark.parametrize("name", WAYS)
def test_no_text_is_markup_in_html(name: str, made: Made, quality: Quality) -> None:
    text = made("html", quality)[name]
    assert text.strip()
    assert "<" not in text


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_a_template_says_itself_is_its_own(
    form: str, small_project: Path, quality: Quality
) -> None:
    text = (
        "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% set a %}<i>{{ m('<') }}</i>{% endset %}"
        "{{ a }}{{ a|trim }}{{ [a, '<']|join }}{{ a|upper }}{{ a + '<' }}"
    )
    inside = "<i><b>&lt;</b></i>"
    made = by_template(quality, text, form).out
    assert made == f"{inside}{inside}{inside}&lt;{inside.upper()}{inside}&lt;\n"


@pytest.mark.parametrize("mark", ['"', "'"])
def test_no_text_ends_an_attribute_that_is_quoted(
    mark: str, small_project: Path, quality: Quality
) -> None:
    name = """a" onclick="b() ' onclick='b() > <b>"""
    with (small_project / "data/years/2020-2021.yaml").open("a", encoding="utf-8") as file:
        file.write(f"institution: {{name: {json.dumps(name)}}}\n")
    made = by_template(quality, f"<p title={mark}{{{{ head.school }}}}{mark}>", "html").out
    found: list[tuple[str, list[tuple[str, str | None]]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, attrs))  # type: ignore[method-assign]
    parser.feed(made)
    assert found == [("p", [("title", name)])]
