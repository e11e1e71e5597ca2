"""For any tables, every cell is accounted for, and a framework that is found validates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualitycli.application.framework_import import FrameworkOptions, framework_of
from qualitycli.errors import NoFrameworkError
from qualitycli.exchange.source.document import SourceCell, SourceDocument, SourceTable
from qualitycli.model.tree import descendants
from tests.framework_papers import LEFT, TODAY, UP, paper, table

HEADINGS = (
    *("№", "Област", "Критерии", "Индикатори", "Подиндикатори", "Показатели", "Макс. точки"),
    *("Показатели за равнище", "Точки", "1", "2", "3", "4", "0 т.", "2 точки", "Доказателства"),
    *("Тежест", "Мярка", "Мерна единица", "Оценка", "Срок", "Подпис", "Друго", "", LEFT),
)
TEXTS = (
    *("", "", "", UP, LEFT, "1", "2", "1.1", "1.2.", "I", "II.", "а)", "Планиране", "1. Екип"),
    *("ОБЛАСТ 1. Управление – 9 точки", "Критерий 2. Уроци", "II. Обучение (4 т.)", "Общо", "4"),
    *("1. Едно. 2. Две. 3. Три.", "Учи за:\n- ум;\n- разум", "до 4 т.", "от 0 до 6 през 0,5", "–"),
    *("0 т. – няма\n0,75 т. – отчасти\n2 т. – да", "До 20 % – 1; 21–60 % – 1,5; над 60 % – 2"),
    *("до 10 дни – 2; над 10 дни – 0", "1 – слабо\n2 – добро\n3 – много добро", "20 %", "0", "бр."),
    *(
        "0 т. – а\n0 т. – б",
        "до 20 % – 1 т.\n40–60 % – 2 т.",
        "Равнище 1: а\nРавнище 2: б",
        "да: # не",
    ),
    *("- едно\n- две", "\x07 звук", "no", "„цитат“ \"и\" 'друг'", "5", "над 60 %", "21-60 %"),
)
ROWS = st.lists(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6), max_size=7)
PARAGRAPHS = st.lists(
    st.sampled_from(["Критерии за качество", "ОБЛАСТ „УЧЕНЕ“", "I. Среда – 6 т.", "Критерий 1. Х"]),
    max_size=2,
)


@st.composite
def tables(draw: st.DrawFn) -> SourceTable:
    heads = draw(st.lists(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=6), max_size=2))
    name = draw(st.sampled_from(["", "", "Учене", "Среда"]))
    return table(*heads, *draw(ROWS), before=draw(PARAGRAPHS), name=name)


@st.composite
def documents(draw: st.DrawFn) -> SourceDocument:
    return paper(*draw(st.lists(tables(), min_size=1, max_size=3)))


OPTIONS = st.builds(
    FrameworkOptions,
    columns=st.sampled_from(["", "", "A=number,B=criterion", "B=criterion,C=steps,A=max_points"]),
    method=st.sampled_from([None, None, "means", "points"]),
    prefix=st.sampled_from(["", "", "UP"]),
)


def filled(document: SourceDocument) -> list[tuple[int, SourceCell]]:
    """Return the cells of a document that have a text, with the order of their tables."""
    return [
        (one.order, cell)
        for one in document.tables
        for _, cell in sorted(one.cells.items())
        if cell.text.strip()
    ]


@given(documents(), OPTIONS)
def test_cells_taken_and_reported_are_all_cells(
    document: SourceDocument, options: FrameworkOptions
) -> None:
    try:
        read = framework_of(document, options, TODAY)
    except NoFrameworkError:
        return
    account = read.account
    there = [(order, *cell.address) for order, cell in filled(document)]
    assert [(one.place.table, one.place.row, one.place.column) for one in account.cells] == there
    assert len(account.taken) + len(account.reported) == len(there)
    assert all(one.remarks for one in account.reported)
    ids = {node for one in account.cells for usage, node in one.uses if usage not in NO_NODES}
    assert ids <= {node.id for node in descendants(read.catalogue.areas)}


NO_NODES = {"heading", "title"}
