"""Templates: a project's own, the data that they can access, and the limits that stop them."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from qualitycli.messages import Message
from qualitycli.render.documents.kinds import KINDS
from qualitycli.render.documents.records.record import TemplateRecord
from qualitycli.render.documents.templates import own_process, rendering
from qualitycli.render.documents.templates.errors import TemplateFault
from qualitycli.render.documents.templates.files import Library, templates_in
from qualitycli.render.documents.templates.own_process import Limits
from qualitycli.render.documents.templates.rendering import DocumentSource, rendered
from tests.conftest import THOROUGH, TOP, Quality

pytestmark = pytest.mark.slow

NAME = "plan.md.j2"
PLENTY = Limits()
# An endless template reaches any limit.
SMALL = Limits(seconds=1, memory=96 * 1024 * 1024, output=2_000_000)
SHORT = SMALL._replace(seconds=0.2)


class ToyHead(TemplateRecord):
    title: str


class Toy(TemplateRecord):
    head: ToyHead
    text: str
    items: tuple[str, ...]

    def reach(self) -> str:
        return "out of reach"


def render(
    folder: Path, files: dict[str, str], name: str = NAME, limits: Limits = PLENTY
) -> str | TemplateFault:
    """Return the output of a template for a toy; other files are named with _ instead of dots."""
    for key, text in files.items():
        path = folder / (name if key == "own" else f"{key}.md.j2")
        path.write_text(text, encoding="utf-8")
    view = cast("Any", Toy(ToyHead("План"), "a|b <b>*x*", ("one", "two")))
    library = Library({}).with_own(templates_in(folder.parent, folder.name, str))
    return rendered(DocumentSource(view, name, library, "bg", limits=limits))


def text_of(folder: Path, own: str, name: str = NAME, **files: str) -> str:
    made = render(folder, {"own": own, **files}, name)
    assert isinstance(made, str), made
    return made


def fault_of(folder: Path, own: str, **files: str) -> TemplateFault:
    made = render(folder, {"own": own, **files})
    assert isinstance(made, TemplateFault), made
    return made


@pytest.mark.parametrize(
    ("own", "made"),
    [
        ("{{ view.head.title }} {{ _('Deadline') }}", "План Срок\n"),
        ("{{ view.text }}", "a\\|b &lt;b&gt;\\*x\\*\n"),
        ("{% for one in view.items %}{{ loop.index }}{{ one }}/{{ loop.length }} {% endfor %}",
         "1one/2 2two/2\n"),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('|') }} {{ '<' ~ m('|') }}",
         "[\\|] &lt;[\\|]\n"),
        ("{{ view.items|join(' | ') }}", "one \\| two\n"),
        ("{% set n = namespace(sum=0) %}{% for i in range(4) %}{% set n.sum = n.sum + i %}"
         "{% endfor %}{{ n.sum }}", "6\n"),
        ("{% import 'other.md.j2' as o %}{{ o.m(view.text) }}{{ _('o') }}",
         "(a\\|b &lt;b&gt;\\*x\\*)o\n"),
    ],
)  # fmt: skip
def test_what_a_template_can_do(own: str, made: str, tmp_path: Path) -> None:
    other = "{% macro m(x) %}({{ x }}){% endmacro %}"
    assert text_of(tmp_path, own, other=other) == made


def test_html_is_escaped_whatever_the_template_is_called(tmp_path: Path) -> None:
    made = text_of(tmp_path, "<p>{{ view.text }}</p>", name="plan.html.j2")
    assert made == "<p>a|b &lt;b&gt;*x*</p>\n"


TOO_FAR = {
    "an unclosed tag": ("{% if view.text %}", "Q901"),
    "a filter that is not there": ("{{ view.text|attr('reach') }}", "Q901"),
    "a filter of Jinja's that grows": ("{{ view.text|center(1000000000) }}", "Q901"),
    "a name that is not there": ("{{ nobody }}", "Q902"),
    "a field that is not there": ("{{ view.nothing }}", "Q902"),
    "an item that is not there": ("{{ view.items[9] }}", "Q902"),
    "another context": ("{{ self._TemplateReference__context }}", "Q903"),
    "a class": ("{{ ''.__class__.__mro__ }}", "Q903"),
    "a class by subscription": ("{{ ''['__class__'] }}", "Q903"),
    "globals of a function": ("{{ _.__globals__ }}", "Q903"),
    "globals of Jinja's own": ("{{ cycler.__init__.__globals__.os.popen('id') }}", "Q903"),
    "a method of a view": ("{{ view.reach() }}", "Q903"),
    "a format": ("{{ '{:>1000000000}'.format(1) }}", "Q903"),
    "a format of old": ("{{ '%1000000000d' % 1 }}", "Q903"),
    "a power": ("{{ 10 ** 10 ** 10 }}", "Q903"),
    "a file": ("{% include '/etc/passwd' %}", "Q905"),
    "a file above": ("{% include '../../secret.md.j2' %}", "Q905"),
    "a file by import": ("{% import 'nobody.md.j2' as n %}", "Q905"),
    "a number of nothing": ("{{ 1 / 0 }}", "Q906"),
    "a list printed": ("{{ view.items }}", "Q906"),
    "a list in capitals": ("{{ view.items|upper }}", "Q906"),
    "a list taken for safe": ("{{ view.items|safe }}", "Q906"),
}
ENDLESS = {
    "a long range": "{% for i in range(1000000000) %}{% endfor %}",
    "loops in loops": "{% for i in range(99999) %}{% for j in range(99999) %}"
    "{% endfor %}{% endfor %}",
    "loops that write": "{% for i in range(99999) %}{% for j in range(99999) %}x"
    "{% endfor %}{% endfor %}",
    "a text many times": "{{ 'x' * 1000000000 }}",
    "a text doubled": "{% set n = namespace(a='xxxxxxxx') %}{% for i in range(60) %}"
    "{% set n.a = n.a ~ n.a %}{% endfor %}",
    "a list doubled": "{% set n = namespace(a=[1]) %}{% for i in range(60) %}"
    "{% set n.a = n.a + n.a %}{% endfor %}",
    "lists through arguments": "{% macro f(n) %}{{ f(varargs, varargs) }}{% endmacro %}"
    "{{ f([1], [2]) }}",
    "a number multiplied": "{% set n = namespace(a=99999) %}{% for i in range(90) %}"
    "{% set n.a = n.a * n.a %}{% endfor %}",
    "a macro that calls itself": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "a macro that calls itself twice": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}"
    "{% endif %}{% endmacro %}{{ f(60) }}",
    "a file that takes in itself": "{% include 'plan.md.j2' %}",
    "a file that takes in itself twice": "{% set n = n|default(60) - 1 %}{% if n %}"
    "{% include 'plan.md.j2' %}{% include 'plan.md.j2' %}{% endif %}",
    "a loop in itself": "{% for i in [[1]] recursive %}{{ loop([i]) }}{% endfor %}",
    "kept text": "{% set x %}{% for i in range(99999) %}" + "y" * 200_000
    + "{% endfor %}{% endset %}",
    "filtered text": "{% filter upper %}{% for i in range(99999) %}" + "y" * 200_000
    + "{% endfor %}{% endfilter %}",
    "replacing": "{% set x = 'x' * 900000 %}{{ x|replace('x', x) }}",
    "joining": "{% set x = 'x' * 900000 %}{{ range(99999)|join(x) }}",
    "a list of long texts written out": "{% set x = 'x' * 900000 %}{% set l = [x] * 100000 %}"
    "{{ l|join }}",
    "many long texts": "{% set n = namespace(l=[]) %}{% for i in range(9999) %}"
    "{% set n.l = n.l + ['x' * 900000] %}{% endfor %}",
    "a long text split": "{% macro f(n) %}{% set l = ('a,' * 400000).split(',') %}{{ f(n + 1) }}"
    "{% endmacro %}{{ f(1) }}",
    "slices": "{% set a = '😀' * 900000 %}{% set l = [" + "a[1:]," * 900 + "] %}",
    "slices that are kept": "{% set a = '😀' * 900000 %}"
    + "".join(f"{{% set b{n} = a[{n}:] %}}" for n in range(900)),
    "comparisons": "{% set a = 'ab' * 900000 %}{% for i in range(99999) %}{% if "
    + "a[1:] == a[3:] or " * 90 + "false %}{% endif %}{% endfor %}",
    "comparisons of lists": "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(60) %}"
    "{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}",
    "lazy filters": "{% set r = range(100000) %}{% if "
    + "(r|map('abs')|map('abs')|map('abs')|max) == 1 or " * 900 + "false %}{% endif %}",
    "lists added": "{% set l = range(99999)|list %}{% set m = " + "l + " * 900 + "l %}",
    "sorting long texts": "{% set n = namespace(l=[]) %}{% set a = 'x' * 900000 %}"
    "{% for i in range(9999) %}{% set n.l = n.l + [a ~ i] %}{% endfor %}{{ n.l|sort|first }}",
    "searching": "{% set a = 'a' * 90000 %}{% for i in range(99999) %}{{ (a ~ 'b') in (a * 9) }}"
    "{% endfor %}",
    "a number written out": "{% set n = namespace(a=9) %}{% for i in range(60) %}"
    "{% set n.a = n.a * n.a %}{% endfor %}{{ n.a }}",
    "a long text listed": "{% macro f(n) %}{% set l = ('a' * 900000)|list %}{{ f(n + 1) }}"
    "{% endmacro %}{{ f(1) }}",
    "a large file": "x" * 300_000,
    "brackets": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "many brackets": "{{ " + "(" * 60_000 + "1" + ")" * 60_000 + " }}",
    "lists in brackets": "{{ " + "[" * 60_000 + "1" + "]" * 60_000 + " }}",
    "signs": "{{ " + "-" * 120_000 + "1 }}",
    "negations": "{% if " + "not " * 30_000 + "1 %}{% endif %}",
    "additions": "{{ 1" + "+1" * 30_000 + " }}",
    "attributes": "{{ view" + ".head" * 30_000 + " }}",
    "filters": "{{ 1" + "|abs" * 30_000 + " }}",
    "loops in a loop": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
    "many loops in a loop": "{% for a in [1] %}" * 150 + "{% endfor %}" * 150,
    "conditions in conditions": "{% if 1 %}" * 9_000 + "{% endif %}" * 9_000,
    "blocks in blocks": "".join(f"{{% block b{n} %}}" for n in range(900)) + "{% endblock %}" * 900,
    "long output": "{% for i in range(99999) %}" + "y" * 200 + "{% endfor %}",
}  # fmt: skip
# These need hardly any memory, so only the time ends them.
ENDED_BY_TIME = (
    *("loops in loops", "loops that write", "a macro that calls itself twice"),
    *("a file that takes in itself twice", "a number multiplied", "a number written out"),
    *("comparisons", "comparisons of lists", "searching"),
)


@pytest.mark.parametrize("name", TOO_FAR)
def test_what_goes_too_far_is_stopped_at_its_line(name: str, tmp_path: Path) -> None:
    own, code = TOO_FAR[name]
    (tmp_path.parent / "secret.md.j2").write_text("hidden", encoding="utf-8")
    fault = fault_of(tmp_path, f"# heading\n\n  {own}\n")
    assert fault.found.rule.code == code
    assert fault.found.place.file.endswith(NAME)
    if name != "an unclosed tag":
        assert fault.found.place.span.line == 3
        assert fault.found.place.span.column == 3
    assert "hidden" not in str(fault.found.args)


@pytest.mark.parametrize("name", ENDLESS)
def test_what_does_not_end_is_ended(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_time = name in ENDED_BY_TIME
    if by_time:
        monkeypatch.setattr(own_process, "_GRACE", 0.2)
    fault = render(tmp_path, {"own": ENDLESS[name]}, limits=SHORT if by_time else SMALL)
    assert isinstance(fault, TemplateFault), fault
    assert fault.found.rule.code == "Q904"
    reason = fault.found.args["reason"]
    assert isinstance(reason, Message)
    assert reason.text == own_process.TOO_LONG or not by_time


def test_a_fault_in_a_shared_file_is_told_there(tmp_path: Path) -> None:
    shared = "{% macro m(x) %}\n\n{{ x.nothing }}\n{% endmacro %}"
    fault = fault_of(tmp_path, "{% import 'shared.md.j2' as s %}\n{{ s.m(view) }}", shared=shared)
    assert fault.found.place.file.endswith("shared.md.j2")
    assert fault.found.place.span.line == 3
    assert fault.source is not None


def test_a_projects_template_overrides_the_built_in_one(project: Path, quality: Quality) -> None:
    (project / "templates").mkdir()
    own = "{% import 'macros.md.j2' as m %}\n{{ head.school }}: {{ view.figures.grade }}\n"
    (project / "templates/summary.md.j2").write_text(own, encoding="utf-8")
    assert quality("report", "2020-2021", "--kind", "summary").out == (
        "Примерно основно училище: 2,84\n"
    )
    assert "\n# Годишен" in quality("report", "2020-2021", "--kind", "plan").out


def test_a_template_named_on_the_command_line(project: Path, quality: Quality) -> None:
    path = project / "mine.html.j2"
    path.write_text("<p>{{ head.school }} & {{ '<' }}</p>", encoding="utf-8")
    outcome = quality("report", "2020-2021", "--template", "mine.html.j2")
    assert outcome.out == "<p>Примерно основно училище & &lt;</p>\n"


APART = "made in a process of its own\n"


@pytest.fixture
def told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make documents report that they would be rendered in a separate process."""
    monkeypatch.setattr(rendering, "run_apart", lambda *_: json.dumps(APART))


@pytest.mark.usefixtures("told_apart")
def test_built_in_templates_start_no_process(small_project: Path, quality: Quality) -> None:
    (small_project / "templates").mkdir()
    (small_project / "templates/card.html.j2").write_text("own", encoding="utf-8")
    outcome = quality("report", "2020-2021", "--kind", "plan", "--format", "html")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("told_apart")
@pytest.mark.parametrize("name", ["plan.html.j2", "layout.html.j2", "macros.html.j2", "page.css"])
def test_a_template_of_the_project_is_never_run_without_limits(
    name: str, small_project: Path, quality: Quality
) -> None:
    (small_project / "templates").mkdir()
    shutil.copy(TOP / "templates" / name, small_project / "templates")
    assert quality("report", "2020-2021", "--kind", "plan", "--format", "html").out == APART


@pytest.mark.usefixtures("told_apart")
def test_a_template_named_on_the_command_line_is_never_run_without_limits(
    small_project: Path, quality: Quality
) -> None:
    shutil.copy(TOP / "templates/plan.md.j2", small_project / "mine.md.j2")
    asked = ("report", "2020-2021", "--kind", "plan", "--template", "mine.md.j2")
    assert quality(*asked).out == APART


@pytest.mark.parametrize("kind", KINDS)
def test_copies_of_the_built_in_templates_give_the_same_documents(
    kind: str, small_project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [("report", "2021-2022", "--kind", kind, "--format", form) for form in ("md", "html")]
    before = [quality(*run).out for run in runs]
    shutil.copytree(TOP / "templates", small_project / "templates")
    if kind != "summary" and not THOROUGH:
        # Another process would have to compile the templates again.
        monkeypatch.setattr(rendering, "run_apart", lambda make, source, _: make(source))
    for run, wanted in zip(runs, before, strict=True):
        outcome = quality(*run)
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out == wanted


def test_a_layout_can_be_handed_to_a_process_that_is_no_fork(
    small_project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("report", "2021-2022", "--kind", "summary", "--format", "html")
    before = quality(*asked).out
    shutil.copytree(TOP / "templates", small_project / "templates")

    def handed(make: Callable[[DocumentSource], bytes], layout: DocumentSource, _: Limits) -> bytes:
        return make(pickle.loads(pickle.dumps(layout)))

    monkeypatch.setattr(rendering, "run_apart", handed)
    assert quality(*asked).out == before


@pytest.mark.parametrize(
    ("language", "said"), [("en", "has no such name"), ("bg", "няма такова име")]
)
def test_a_fault_is_shown_with_its_line(
    language: str, said: str, small_project: Path, quality: Quality
) -> None:
    (small_project / "templates").mkdir()
    path = small_project / "templates/plan.md.j2"
    path.write_text("# {{ head.title }}\n\n- {{ view.activitys }}\n", encoding="utf-8")
    outcome = quality("--lang", language, "report", "2020-2021", "--kind", "plan")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("templates/plan.md.j2:3:1: ")
    assert "Q902" in outcome.err
    assert said in outcome.err
    assert "   3 | - {{ view.activitys }}" in outcome.err
    assert "docs/templates" in outcome.err


def test_ejected_templates_speak_bulgarian_and_give_the_same(
    project: Path, quality: Quality
) -> None:
    before = quality("report", "2021-2022", "--kind", "summary").out
    outcome = quality("template", "eject", "summary", "--format", "md")
    assert (outcome.code, outcome.err) == (0, "")
    path = project / "templates/summary.md.j2"
    text = path.read_text(encoding="utf-8")
    assert '_("Какво предстои")' in text
    assert "What comes next" not in text
    assert quality("report", "2021-2022", "--kind", "summary").out == before
    path.write_text(text.replace("Какво предстои", "Напред"), encoding="utf-8")
    assert "## Напред\n" in quality("report", "2021-2022", "--kind", "summary").out
    again = quality("template", "eject", "summary", "--format", "md")
    assert again.code == 2
    assert "already exists" in again.err
    assert "Напред" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "args", [("report", "2021-2022", "--kind", "plan"), ("publish", "out", "2020-2021")]
)
def test_a_template_with_a_name_of_version_1_0_is_warned_of(
    args: tuple[str, ...], small_project: Path, quality: Quality
) -> None:
    (small_project / "templates").mkdir()
    for old in ("form.html.j2", "acquainted.md.j2", "form.txt"):
        (small_project / "templates" / old).write_text("own", encoding="utf-8")
    outcome = quality(*args)
    assert outcome.code == 0
    assert outcome.err.splitlines() == [
        "Warning: templates/form.html.j2 is no longer used; rename it to card.html.j2.",
        "Warning: templates/acquainted.md.j2 is no longer used; rename it to signatures.md.j2.",
    ]


def test_ejecting_needs_a_project(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert quality("template", "eject", "plan").code == 2
    assert list(tmp_path.iterdir()) == []


def test_templates_folder_that_leads_out_is_not_written_to(
    project: Path, tmp_path: Path, quality: Quality
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "templates").symlink_to(outside)
    outcome = quality("template", "eject", "plan", "--format", "md")
    assert outcome.code == 2
    assert "leads out of the project" in outcome.err
    assert list(outside.iterdir()) == []
    assert "\n# Годишен" in quality("report", "2020-2021", "--kind", "plan").out


# Version 1 had this macro.
OF_VERSION_1 = "{% import 'macros.html.j2' as m %}\n{{ m.id_link(head.year) }}\n"


def test_a_template_without_a_version_still_renders(project: Path, quality: Quality) -> None:
    (project / "templates").mkdir()
    own = "{% import 'macros.md.j2' as m %}\n{{ view.change.headline }}{{ m.signed(head) }}\n"
    (project / "templates/summary.md.j2").write_text(own, encoding="utf-8")
    outcome = quality("report", "2021-2022", "--kind", "summary")
    assert (outcome.code, outcome.out, outcome.err) == (0, "+0,21\n", "")


def test_a_template_of_version_1_is_recognised_where_it_fails(
    small_project: Path, quality: Quality
) -> None:
    assert quality("template", "eject", "plan", "--format", "html").code == 0
    path = small_project / "templates/plan.html.j2"
    assert path.read_text(encoding="utf-8").startswith("{# version: 2 #}\n")
    asked = ("report", "2021-2022", "--kind", "plan", "--format", "html")
    remedy = "rename it, run “quality template eject”"
    path.write_text(OF_VERSION_1, encoding="utf-8")
    outcome = quality(*asked)
    assert outcome.code == 1
    assert "Q902" in outcome.err
    assert remedy in outcome.err
    path.write_text("{# version: 2 #}\n" + OF_VERSION_1, encoding="utf-8")
    assert remedy not in quality(*asked).err


def test_ejecting_over_a_template_of_version_1_says_what_to_do(
    small_project: Path, quality: Quality
) -> None:
    (small_project / "templates").mkdir()
    old = small_project / "templates/plan.html.j2"
    old.write_text(OF_VERSION_1, encoding="utf-8")
    eject = ("template", "eject", "plan", "--format", "html")
    refused = quality(*eject)
    assert refused.code == 2
    assert "of an earlier version. Rename it, run this command again" in refused.err
    assert old.read_text(encoding="utf-8") == OF_VERSION_1
    # The remedy, to the letter.
    old.rename(old.with_name("plan-old.html.j2"))
    assert quality(*eject).code == 0
    assert quality("report", "2021-2022", "--kind", "plan", "--format", "html").code == 0
    assert "already exists." in quality(*eject).err
