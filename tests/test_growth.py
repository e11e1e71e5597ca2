"""Time grows linearly: each case counts its steps at two sizes, one three times the other.

Work that grows quadratically would take nine times as many steps.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from qualitycli import suggestions
from qualitycli.application.framework_edits import framework_edits
from qualitycli.application.framework_import import FrameworkOptions, framework_of
from qualitycli.checks import check_catalogue, check_year
from qualitycli.comparing.catalogues import changes
from qualitycli.comparing.inter_rater import compare_raters
from qualitycli.comparing.pairs import YearSnapshot, pairs
from qualitycli.differences import unified
from qualitycli.edits import Edit
from qualitycli.exchange.framework_table.read import read_framework_table
from qualitycli.messages import Translator
from qualitycli.reading import yaml_text
from qualitycli.reading.load import parse_catalogue, parse_rater, parse_year
from qualitycli.render.catalogue_diff import as_text as diff_text
from qualitycli.render.findings import TerminalStyle, as_text
from qualitycli.render.framework_account import report, summary
from qualitycli.render.framework_csv import framework_csv
from qualitycli.render.raters_view import view_of
from qualitycli.render.status_json import as_json as status_json
from qualitycli.render.terminal import print_view
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.scoring.robustness import robustness_of
from qualitycli.scoring.score import score_year
from qualitycli.source import Source
from qualitycli.tracking.carried import carried_on
from qualitycli.tracking.status import status_of
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.catalogue_layout import CatalogueLayout
from qualitycli.writing.yaml_editor import apply_edits
from qualitycli.writing.year import new_year
from qualitycli.writing.year_layout import YearLayout
from tests import framework_papers
from tests.framework_sheet import FrameworkSheet, document_of
from tests.quick_yaml import texts_in
from tests.steps import steps_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_reading_cache")]

HEAD: Final = 'format: 1\nyear: 2020-2021\nframework: {id: small, edition: "2020"}\n'
CATALOGUE: Final = """\
format: 1
framework: {id: small, title: Рамка, editions: ["2020"]}
coverage_threshold: 1/2
scale: {levels: [{value: 1, name: а}, {value: 2, name: б}, {value: 3, name: в}]}
"""


def catalogue_text(items: str, more: str = "") -> str:
    """Return a catalogue of one indicator with these sub-indicators, one per line."""
    return (
        f"{CATALOGUE}{more}areas:\n- id: OP\n  title: О\n  criteria:\n  - id: OP.1\n    title: К\n"
        f"    indicators:\n    - id: OP.1.1\n      title: П\n      subindicators:\n{items}"
    )


def catalogue_of(text: str) -> CatalogueFile:
    content = parse_catalogue(Source("criteria.yaml", text)).content
    assert content is not None
    return content


def year_of(text: str) -> YearFile:
    content = parse_year(Source("2020-2021.yaml", text), "2020-2021").content
    assert content is not None
    return content


def items(n: int, line: str = "      - {{id: OP.1.1.{n}, text: Текст {n}}}\n") -> str:
    return "".join(line.format(n=k, next=k + 1) for k in range(1, n + 1))


def told_of_year(text: str, catalogue_file: CatalogueFile) -> None:
    """Read and check a year, and convert the findings to text."""
    source = Source("2020-2021.yaml", text)
    loaded = parse_year(source, "2020-2021")
    if loaded.content is not None:
        loaded = loaded.checked(lambda year: check_year(year, catalogue_file))
    for _ in as_text(loaded.found, source, Translator("bg"), TerminalStyle()):
        pass


def told_of_catalogue(text: str) -> None:
    source = Source("criteria.yaml", text)
    loaded = parse_catalogue(source).checked(check_catalogue)
    for _ in as_text(loaded.found, source, Translator("bg"), TerminalStyle()):
        pass


Work = Callable[[], Any]


def unknown_items(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(50)))
    lines = "".join(f"  {'нещо непознато ' * 10}{k}: 3\n" for k in range(n))
    return lambda: told_of_year(f"{HEAD}ratings:\n{lines}", small)


def unknown_items_in_a_large_catalogue(n: int) -> Work:
    large = catalogue_of(catalogue_text(items(n)))
    lines = "".join(f"  OP.1.9.{k}: 3\n" for k in range(1, n + 1))
    return lambda: told_of_year(f"{HEAD}ratings:\n{lines}", large)


def unknown_items_in_one_line(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(50)))
    text = HEAD + "ratings: {" + ", ".join(f"X{k}: 1" for k in range(n)) + "}\n"
    return lambda: told_of_year(text, small)


def links_to_nothing(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(50)))
    lines = "".join(f"- {{id: G{k}, text: Цел, items: [OP.9.{k}]}}\n" for k in range(1, n + 1))
    return lambda: told_of_year(f"{HEAD}goals:\n{lines}ratings: {{OP.1.1.1: 2}}\n", small)


def targets_of_nothing(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(50)))
    lines = "".join(f"  OP.9.{k}: 2\n" for k in range(1, n + 1))
    return lambda: told_of_year(f"{HEAD}targets:\n{lines}ratings: {{OP.1.1.1: 2}}\n", small)


def unknown_keys(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    head = HEAD.replace("format: 1\n", "")
    text = head + "".join(f"formt{k}: 1\n" for k in range(n))
    return lambda: told_of_year(text, small)


def entries_that_lack_a_key(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "goals:\n" + "- id: G\n" * n, small)


def faulty_and_sound_entries(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    text = HEAD + "goals:\n" + "- id: G\n" * n + "- {id: A, text: b}\n" * n
    return lambda: told_of_year(text, small)


def keys_twice(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "policy: а\n" * n, small)


def tabs_behind_many_texts(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "ratings:\n" + '  OP.1: "\t"\n' * n, small)


def tabs_in_a_comment(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "#" + "\t" * n + "\n", small)


def tabs_in_a_quoted_text(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + 'policy: "' + "\t" * n + '"\n', small)


def tabs_in_a_block_text(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "policy: |\n  x" + "\t" * n, small)


def zeros(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(f"{HEAD}ratings: {{OP.1.1.1: {'0' * n}x}}\n", small)


def line_ends_before_a_sign(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year("\r\n" * n + HEAD + "# %\n", small)


def empty_lines(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "\n" * n, small)


def a_long_word(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    return lambda: told_of_year(HEAD + "policy: " + "aб" * n + "\n", small)


CHAIN: Final = (
    "      - {{id: OP.1.1.{n}, text: Т, retired: 2020-2021,"
    " replaced_by: [{{id: OP.1.1.{next}, kind: same}}]}}\n"
)


def chain_of_replacements(n: int) -> Work:
    return lambda: told_of_catalogue(catalogue_text(items(n, CHAIN)))


def circle_of_replacements(n: int) -> Work:
    text = catalogue_text(items(n, CHAIN)).replace(f"OP.1.1.{n + 1},", "OP.1.1.1,")
    return lambda: told_of_catalogue(text)


def fan_of_replacements(n: int) -> Work:
    others = ", ".join(f"{{id: OP.1.1.{k}, kind: partly}}" for k in range(2, n + 1))
    first = f"      - {{id: OP.1.1.1, text: Т, retired: 2020-2021, replaced_by: [{others}]}}\n"
    back = (
        "      - {{id: OP.1.1.{n}, text: Т, retired: 2020-2021,"
        " replaced_by: [{{id: OP.1.1.1, kind: partly}}]}}\n"
    )
    return lambda: told_of_catalogue(catalogue_text(first + items(n, back).partition("\n")[2]))


def years_across_a_chain(n: int) -> Work:
    work = catalogue_of(catalogue_text(items(n, CHAIN)))
    sides = YearSnapshot.of("2019-2020", work), YearSnapshot.of("2020-2021", work)
    return lambda: list(pairs(*sides))


def rewording_of_repeated_words(n: int) -> Work:
    def catalogue(words: str) -> CatalogueFile:
        return catalogue_of(catalogue_text(f"      - {{id: OP.1.1.1, text: {words}}}\n"))

    before = catalogue("да " + " ".join(f"не {k}" for k in range(n)))
    after = catalogue("но " + " ".join(f"не x{k}" for k in range(n)) + " край")

    def work() -> None:
        found = list(changes(before, after))
        for _ in diff_text(found, Translator("bg"), None):
            pass

    return work


def rewording_of_many_items(n: int) -> Work:
    line = "      - {{{{id: OP.1.1.{{n}}, text: {text}}}}}\n"
    before = catalogue_of(catalogue_text(items(n, line.format(text="а б а в а г а д"))))
    after = catalogue_of(catalogue_text(items(n, line.format(text="е а ж а з а и а"))))
    return lambda: list(changes(before, after))


def equal_evidence(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    lines = "      - Протокол\n" * n
    text = f"{HEAD}ratings:\n  OP.1.1.1:\n    level: 2\n    evidence:\n{lines}"
    values = ["Ново", *(["Протокол"] * (n - 1)), "Друго", "Трето"]
    edit = Edit(("ratings", "OP.1.1.1", "evidence"), values)
    return lambda: apply_edits(
        yaml_text.read_text(Source("y", text)), [edit], YearLayout(small.catalogue)
    )


def alternating_evidence(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    lines = "".join(f"      - Протокол\n      - а{k}\n" for k in range(n))
    text = (
        f"{HEAD}ratings:\n  OP.1.1.1:\n    level: 2\n    evidence:\n      - x\n{lines}      - y\n"
    )
    values = [word for k in range(n) for word in (f"б{k}", "Протокол")]
    edit = Edit(("ratings", "OP.1.1.1", "evidence"), values)
    return lambda: apply_edits(
        yaml_text.read_text(Source("y", text)), [edit], YearLayout(small.catalogue)
    )


def values_of_catalogue(n: int) -> dict[str, Any]:
    line = "      - {{id: OP.1.1.{n}, text: Текст {n}, levels: {{1: а, 3: в}}}}\n"
    values: dict[str, Any] = texts_in(catalogue_text(items(n, line)))
    return values


def table_of_a_framework(n: int) -> Work:
    values = values_of_catalogue(n)
    return lambda: read_framework_table(
        document_of(framework_csv(values, Translator("bg")).encode())
    )


def faulty_table_of_a_framework(n: int) -> Work:
    sheet = FrameworkSheet(values_of_catalogue(n))
    for row in sheet.rows[20:]:
        row["Belongs to"], row["Weight"] = "OP.9", "x"
    data = sheet.data()
    return lambda: read_framework_table(document_of(data))


def rows_with_the_same_code(n: int) -> Work:
    sheet = FrameworkSheet(values_of_catalogue(2))
    area = sheet.row("OP", "area")
    for _ in range(n):
        sheet.add(area)
    for _ in range(n):
        sheet.add({**area, "Kind of row": "indicator", "Belongs to": "OP"})
    data = sheet.data()
    return lambda: read_framework_table(document_of(data))


def reversed_framework(n: int) -> Work:
    values = values_of_catalogue(n)
    text = catalogue_text(items(n, "      # {n}\n      - {{id: OP.1.1.{n}, text: Т}}\n"))
    nodes = values["areas"][0]["criteria"][0]["indicators"][0]["subindicators"]
    nodes.reverse()

    def work() -> None:
        document = yaml_text.read_text(Source("y", text))
        assert document.values is not None
        edits = framework_edits(document.values, values)
        apply_edits(document, edits, CatalogueLayout())

    return work


def many_ratings_at_once(n: int) -> Work:
    large = catalogue_of(catalogue_text(items(n)))
    edits = [Edit(("ratings", f"OP.1.1.{k}", "level"), "2") for k in range(1, n + 1)]
    text = f"{HEAD}ratings:\n" + "".join(f"  OP.1.1.{k}: 3\n" for k in range(1, n, 2))
    return lambda: apply_edits(
        yaml_text.read_text(Source("y", text)), edits, YearLayout(large.catalogue)
    )


def difference_of_repeating_comments(n: int) -> Work:
    old = [line for k in range(n) for line in ("# ----", f"a{k}: 1")]
    new = ["first", *(line for k in range(n) for line in ("# ----", f"b{k}: 1")), "last"]
    return lambda: list(unified(old, new, "f"))


def measures_of_many_recommendations(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(5)))
    recommendations = "".join(f"    - {{id: R{k}, text: Т}}\n" for k in range(n))
    monitoring = (
        "monitoring:\n- kind: internal\n  date: 2021-02-01\n  subject: Т\n  findings:\n"
        f"  - text: Т\n    items: [OP.1.1.1]\n    recommendations:\n{recommendations}"
    )
    measures = "".join(f"- {{id: M{k}, action: Т, serves: [R{k}]}}\n" for k in range(n))
    text = f"{HEAD}{monitoring}measures:\n{measures}ratings: {{OP.1.1.1: 2}}\n"
    year = year_of(text).assessment
    assert len(year.measures) == n
    return lambda: carried_on(year, small, "2021-2022")


def status_of_many(n: int) -> Work:
    process = "process:\n- kind: step\n  at: чл. 1\n  entries:\n" + "".join(
        f"  - {{id: P{k}, at: чл. {k}, text: Т, asks: training}}\n" for k in range(n)
    )
    small = catalogue_of(catalogue_text(items(5), process))
    text = (
        HEAD
        + "calendar:\n"
        + "".join(
            f"- {{id: C{k}, activity: Т, responsible: [Ч{k}], from: 2020-10-01, serves: [P{k}]}}\n"
            for k in range(n)
        )
        + "measures:\n"
        + "".join(
            f"- {{id: M{k}, action: Т, responsible: [Ч{k}], planned: {{to: 2021-05-01}},"
            f" adopted_by: D{k}, serves: [OP.1]}}\n"
            for k in range(n)
        )
        + "decisions:\n"
        + "".join(
            f"- {{id: D{k}, kind: protocol, number: '1', date: 2020-10-02, text: Т}}\n"
            for k in range(n)
        )
        + "ratings: {OP.1.1.1: 2}\n"
    )
    year = year_of(text).assessment
    assert len(year.decisions) == len(year.measures) == len(year.calendar) == n

    def work() -> None:
        status_json(status_of(year, None, small, date(2021, 3, 1)))

    return work


def many_raters(n: int) -> Work:
    small = catalogue_of(catalogue_text(items(1)))
    year = year_of(f"{HEAD}ratings: {{}}\n").assessment
    opinions = []
    for k in range(n):
        text = f"{HEAD}rater: {{name: О{k}}}\nratings: {{OP.1.1.1: {1 + k % 3}}}\n"
        content = parse_rater(Source("r", text)).content
        assert content is not None
        opinions.append(content.opinions)

    def work() -> None:
        held = small.held_in("2020-2021")
        comparison = compare_raters(opinions, held, small.catalogue.scale, "2020-2021")
        view_of(comparison, year, Translator("bg"))

    return work


def many_levels(n: int) -> Work:
    levels = ", ".join(f"{{value: {k}, name: н{k}}}" for k in range(1, n + 1))
    text = catalogue_text(items(n)).replace(
        CATALOGUE.splitlines()[-1], f"scale: {{levels: [{levels}]}}"
    )
    return lambda: told_of_catalogue(text)


def many_band_profiles(n: int) -> Work:
    profiles = "".join(
        f"- {{id: b{k}, title: Т, source: Т, percent_of: range, verified: true,"
        " years: {from: 2020-2021},"
        " steps: [{name: а, from: 50}, {name: б, from: 20}, {name: в}]}\n"
        for k in range(n)
    )
    return lambda: told_of_catalogue(catalogue_text(items(5), f"bands:\n{profiles}"))


def robustness_of_many_criteria(n: int) -> Work:
    band = "steps: [{name: а, from: 75}, {name: б, from: 50}, {name: в}]"
    keys = "id: b, title: Т, source: Т, percent_of: range, verified: true, years: {}"
    bands = f"bands:\n- {{{keys}, {band}}}\n"
    criteria = "".join(
        f"  - {{id: OP.{k}, title: К, indicators: [{{id: OP.{k}.1, title: П}}]}}\n"
        for k in range(1, n + 1)
    )
    work = catalogue_of(f"{CATALOGUE}{bands}areas:\n- id: OP\n  title: О\n  criteria:\n{criteria}")
    ratings = "".join(f"  OP.{k}.1: {1 + k % 3}\n" for k in range(1, n + 1))
    year = year_of(f"{HEAD}ratings:\n{ratings}").assessment
    score = score_year(year, work.catalogue)
    assert score.overall.band is not None
    return lambda: robustness_of(score, year)


def words_on_a_terminal(n: int) -> Work:
    rows = (Row("OP.1", "дума-и- " * n + "д" * n, ("1",)), Row("OP.2", " " * n, ("2",)))
    view = View("Т", (Section((Column("a"),), rows),))
    return lambda: print_view(view, io.StringIO(), 80)


def words_in_the_comments_of_a_new_year(n: int) -> Work:
    text = "д" * n + " дума-и-" * n + "-" * n
    work = catalogue_of(catalogue_text(f"      - {{id: OP.1.1.1, text: '{text}'}}\n"))
    return lambda: new_year(work.catalogue, "2020-2021")


def paper(*rows: list[str]) -> Work:
    """Read a paper with one table of criteria, and tell what became of its cells."""
    document = framework_papers.paper(framework_papers.table(*rows))

    def work() -> None:
        read = framework_of(document, FrameworkOptions(), date(2026, 11, 30))
        told = summary(read.account, read.catalogue, (), (), Translator("bg"), 80)
        assert sum(1 for _ in (*told, *report(read.account, Translator("bg"), 80))) > len(rows)

    return work


PAPER_HEAD: Final = ["№", "Критерий", "Показатели", "Макс. точки", "Показатели за равнище"]


def rows_of_a_paper(n: int) -> Work:
    steps = "0 т. – не\n1 т. – да"
    return paper(
        PAPER_HEAD, *([f"{k}", f"К{k // 5}", f"П{k}", "1", steps] for k in range(1, n + 1))
    )


def rows_of_a_paper_with_faults(n: int) -> Work:
    steps = "0 т. – не\n0 т. – да"
    faulty = [[f"{7 * k}", "", f"П{k}", "много", steps] for k in range(1, n + 1)]
    return paper(PAPER_HEAD, ["1", "К", "П", "1", "–"], *faulty)


def titles_in_a_paper(n: int) -> Work:
    titles = [["", f"Група {k}", "", "", ""] for k in range(1, n + 1)]
    return paper(PAPER_HEAD, *(row for one in titles for row in (one, ["1", "К", "П", "1", ""])))


def texts_in_a_cell_of_a_paper(n: int) -> Work:
    texts = "\n".join(f"{k}. Текст:\n- а;\n- б." for k in range(1, n + 1))
    return paper(PAPER_HEAD, ["1", "К", texts, "1", "0 т. – не; " * n])


CASES: Final[dict[Callable[[int], Work], int]] = {
    rows_of_a_paper: 15,
    rows_of_a_paper_with_faults: 15,
    titles_in_a_paper: 12,
    texts_in_a_cell_of_a_paper: 20,
    table_of_a_framework: 25,
    faulty_table_of_a_framework: 40,
    rows_with_the_same_code: 60,
    reversed_framework: 25,
    unknown_items: 30,
    unknown_items_in_a_large_catalogue: 100,
    unknown_items_in_one_line: 75,
    links_to_nothing: 60,
    targets_of_nothing: 60,
    unknown_keys: 30,
    entries_that_lack_a_key: 60,
    faulty_and_sound_entries: 40,
    keys_twice: 60,
    tabs_behind_many_texts: 100,
    tabs_in_a_comment: 1000,
    tabs_in_a_quoted_text: 1000,
    tabs_in_a_block_text: 1000,
    zeros: 1000,
    line_ends_before_a_sign: 1000,
    empty_lines: 1000,
    a_long_word: 1000,
    chain_of_replacements: 60,
    circle_of_replacements: 60,
    fan_of_replacements: 40,
    years_across_a_chain: 60,
    rewording_of_repeated_words: 100,
    rewording_of_many_items: 30,
    equal_evidence: 130,
    alternating_evidence: 60,
    many_ratings_at_once: 60,
    difference_of_repeating_comments: 150,
    measures_of_many_recommendations: 60,
    status_of_many: 60,
    many_raters: 60,
    many_levels: 110,
    many_band_profiles: 101,
    robustness_of_many_criteria: 20,
    words_on_a_terminal: 200,
    words_in_the_comments_of_a_new_year: 200,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_steps_grow_with_the_size(
    case: Callable[[int], Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Up to its limit, suggestion takes any number of steps; a low limit here is reached early.
    monkeypatch.setattr(suggestions, "MOST_EFFORT", 20_000)
    size = CASES[case]
    case(size)()  # one-time loading is not counted
    less, more = steps_of(case(size)), steps_of(case(3 * size))
    assert more < 4 * less, (less, more)


def test_suggestions_end_when_so_much_was_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "MOST_EFFORT", 40_000)
    texts = {f"OP.1.1.{n}": f"Текст {n}" for n in range(1, 161)}
    guesses = suggestions.Suggestions(texts)
    said = [guesses.meant_by(f"OP.1.2.{n}") for n in range(1, 161)]
    assert said[0] != ()
    assert said[-1] == ()
    # Suggestions that need no comparison are still found.
    assert guesses.meant_by("оп 1 1 7") == ("OP.1.1.7",)


def test_nothing_is_compared_once_the_effort_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Asked:
        def __init__(self, *_: object, **__: object) -> None:
            raise AssertionError

    monkeypatch.setattr("difflib.SequenceMatcher", Asked)
    effort = suggestions.Effort()
    effort.allows(suggestions.MOST_EFFORT)
    assert suggestions.nearest_few("OP.1.2.3", ["OP.1.1.1"], 1, effort=effort) == ()


@pytest.mark.parametrize("odd", ["policy: |-#\n  x\n", "policy: >2#\n    x\n", "ratings: [а?б]\n"])
def test_megabytes_do_not_reach_the_slow_parser(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Asked:
        def __init__(self, _: str) -> None:
            raise AssertionError

    monkeypatch.setattr(yaml_text, "PureParser", Asked)
    document = yaml_text.read_text(Source("y", HEAD + odd + "# ред\n" * 100_000))
    (found,) = document.found
    assert document.values is None
    assert (found.rule.code, found.place.span.line) == ("Q117", 4)


@pytest.mark.parametrize(("last", "codes"), [(100, []), (101, ["Q450"])])
def test_a_scale_has_a_bound(last: int, codes: list[str]) -> None:
    levels = ", ".join(f"{{value: {k}, name: н{k}}}" for k in range(3, last + 1))
    text = catalogue_text(items(2)).replace("{value: 3, name: в}", levels)
    loaded = parse_catalogue(Source("criteria.yaml", text)).checked(check_catalogue)
    assert [one.rule.code for one in loaded.found] == codes
