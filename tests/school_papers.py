"""Papers as Bulgarian schools write them in Word, each with its own habits."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.table import Table, _Cell
from openpyxl import Workbook

from tests import word_parts
from tests.word_parts import W

LEFT, UP = "<", "^"
_WORD: Final = f'xmlns:w="{W}"'


def saved(paper: Document) -> bytes:
    """Return a document as a file."""
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def add_table(paper: Document, *rows: Sequence[str]) -> Table:
    """Add a table; `LEFT` merges a cell with the one on its left, `UP` with the one above.

    A line of a cell is a paragraph of its own.
    """
    table: Table = paper.add_table(len(rows), len(rows[0]), style="Table Grid")
    # Faster than `table.cell`, which looks at all cells each time.
    grid = [row.cells for row in table.rows]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in {LEFT, UP}:
                continue
            right = next((n for n in range(c + 1, len(row)) if row[n] != LEFT), len(row))
            down = next((n for n in range(r + 1, len(rows)) if rows[n][c] != UP), len(rows))
            cell = grid[r][c]
            if (right, down) != (c + 1, r + 1):
                cell = cell.merge(grid[down - 1][right - 1])
            fill(cell, text)
    return table


def fill(cell: _Cell, text: str) -> None:
    """Write the lines of a text as paragraphs."""
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def number_cells(paper: Document, cells: Sequence[_Cell], text: str = "%1.") -> None:
    """Give each cell an automatic number of one list."""
    numbering = paper.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {_WORD} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {_WORD} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for cell in cells:
        properties = cell.paragraphs[0]._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {_WORD}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
        )


def add_front(paper: Document) -> None:
    """Add what comes before the framework: a letterhead, and who approves."""
    paper.add_paragraph("ПРОФЕСИОНАЛНА ГИМНАЗИЯ „АСЕН ЗЛАТАРОВ“")
    add_table(
        paper, ("Приета с решение на ПС\nПротокол № 9/14.09.2023 г.", "УТВЪРЖДАВАМ:\nДиректор: ………")
    )
    paper.add_heading("СИСТЕМА ЗА ОСИГУРЯВАНЕ НА КАЧЕСТВОТО", 0)


def add_end(paper: Document) -> None:
    """Add what comes after the framework: a schedule, and signatures."""
    paper.add_heading("График за провеждане на самооценяването", 2)
    add_table(
        paper,
        ("№", "Дейност", "Срок", "Отговорник"),
        ("1.", "Изготвяне на анкети", "м. октомври", "Комисия"),
        ("2.", "Доклад", "30.06.2024 г.", "Председател"),
    )
    paper.add_paragraph("Комисия:")
    add_table(paper, ("Име и фамилия", "Подпис"), ("Иванка Петрова", ""), ("Георги Димов", ""))


def points_with_headings() -> bytes:
    """A paper by points: an area's heading with its maximum, numbers by Word, ladders in lines."""
    paper = docx.Document()
    add_front(paper)
    paper.add_paragraph("ОБЛАСТ 1. Образователен процес – 6 точки")
    first = add_table(
        paper,
        ("№", "Критерий", "Макс. брой точки", "Показатели за равнище"),
        (
            "",
            "Успех от държавните зрелостни изпити",
            "2",
            "0 т. – под 3,00\n1 т. – от 3,00 до 4,49\n2 т. – 4,50 и повече",
        ),
        (
            "",
            "Дял на учениците, участвали в олимпиади и състезания",
            "2",
            "До 20 % – 1,0 т.\n21–60 % – 1,5 т.\nНад 60 % – 2,0 т.",
        ),
        (
            "",
            "Работа на педагогическите специалисти в екип",
            "2,0",
            "0 т. – Няма план за работа.\n0,75 т. – Има план, но не се изпълнява.\n"
            "1,5 т. – Планът се изпълнява отчасти.\n2,0 т. – Планът се изпълнява.",
        ),
        ("ОБЩО:", LEFT, "6", ""),
    )
    paper.add_paragraph()
    paper.add_paragraph("ОБЛАСТ 2. Управление на институцията – 3 точки")
    second = add_table(
        paper,
        ("№", "Критерий", "Макс. брой точки", "Показатели за равнище"),
        ("", "Обратна връзка от родителите", "1", "0 т. – Не се търси.\n1 т. – Търси се."),
        ("", "Партньорства с работодатели", "2", "0 т. – Няма.\n1 т. – Едно.\n2 т. – Повече."),
        ("ОБЩО:", LEFT, "3", ""),
    )
    number_cells(paper, [*first.columns[0].cells[1:4], *second.columns[0].cells[1:3]])
    add_end(paper)
    return saved(paper)


def levels_with_merged_cells() -> bytes:
    """A kindergarten's paper: one table, everything merged downwards, levels as descriptors."""
    paper = docx.Document()
    add_front(paper)
    add_table(
        paper,
        ("Област", "Критерии", "Показатели", "Равнище", LEFT, LEFT, LEFT),
        (UP, UP, UP, "1", "2", "3", "4"),
        (
            "I. Възпитателно-образователен процес",
            "1. Планиране",
            "1.1. Годишното разпределение отговаря на програмата",
            "Не",
            "Отчасти",
            "До голяма степен",
            "Напълно",
        ),
        (UP, UP, "1.2. Ситуациите са съобразени с възрастта", "Не", "Рядко", "Често", "Винаги"),
        (UP, "2. Среда", "2.1. Кътовете са достъпни", "Не", "Рядко", "Често", "Винаги"),
        (
            "II. Взаимодействие с родителите",
            "1. Информираност",
            "1.1. Родителите получават информация",
            "Не",
            "Рядко",
            "Често",
            "Винаги",
        ),
    )
    add_end(paper)
    return saved(paper)


def areas_in_rows() -> bytes:
    """One table in which areas are full-width rows and the heading is repeated on each page."""
    paper = docx.Document()
    add_front(paper)
    head = ("№", "Критерии и показатели", "Източници на информация")
    table = add_table(
        paper,
        head,
        ("ОБЛАСТ „УЧЕБЕН ПРОЦЕС“", LEFT, LEFT),
        ("1.", "Планиране на обучението", ""),
        ("1.1.", "Учителите съгласуват разпределенията", "Протоколи"),
        ("1.2.", "Разпределенията отчитат входните нива", "Разпределения"),
        head,
        ("2.", "Оценяване", ""),
        ("2.1.", "Оценките са ритмични", "Дневник"),
        ("ОБЛАСТ „УПРАВЛЕНИЕ“", LEFT, LEFT),
        ("1.", "Ресурси", ""),
        ("1.1.", "Бюджетът е прозрачен", "Отчети"),
    )
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {_WORD}/>"))
    return saved(paper)


def several_texts_in_a_cell() -> bytes:
    """Indicators as numbered lines of one cell, and their parts as dashes below them."""
    paper = docx.Document()
    add_table(
        paper,
        ("Област на оценяване", "Критерий", "Показатели", "Макс. точки"),
        (
            "Обучение и преподаване",
            "1. Качество на уроците",
            "1.1. Ясни цели:\n– записани на дъската;\n– разбрани от учениците;\n"
            "1.2. Разнообразни методи\n1.3. Обратна връзка",
            "10",
        ),
        (UP, "2. Резултати", "2.1. Среден успех\n2.2. Външно оценяване", "10"),
        ("Училищен живот", "1. Клубове", "1.1. Брой клубове\n1.2. Участие", "5"),
    )
    return saved(paper)


def ladders_in_columns() -> bytes:
    """Each step of the points scale has its column."""
    paper = docx.Document()
    paper.add_heading("Област 1. Учители", 1)
    add_table(
        paper,
        ("№", "Критерий", "0 т.", "0,75 т.", "1,5 т.", "2 т."),
        ("1", "Квалификация", "Няма", "До 16 часа", "До 48 часа", "Над 48 часа"),
        ("2", "Наставничество", "Няма", "Има план", "Има наставници", "Има резултати"),
    )
    paper.add_heading("Област 2. Ученици", 1)
    add_table(
        paper,
        ("№", "Критерий", "0 т.", "0,75 т.", "1,5 т.", "2 т."),
        ("1", "Отсъствия", "Много", "Доста", "Малко", "Няма"),
    )
    return saved(paper)


def continued_without_headings() -> bytes:
    """A table that was cut in two on a page break: the second part has no headings."""
    paper = docx.Document()
    paper.add_paragraph("ОБЛАСТ I. УЧЕБНА ДЕЙНОСТ")
    add_table(
        paper,
        ("№", "Критерий", "Показател", "Макс. брой точки"),
        ("1", "Планиране", "1.1. Разпределения", "2"),
        (UP, UP, "1.2. Планове на уроците", "3"),
    )
    paper.add_paragraph()
    add_table(
        paper,
        ("2", "Преподаване", "2.1. Методи", "2"),
        (UP, UP, "2.2. Средства", "3"),
    )
    return saved(paper)


def vertical_areas() -> bytes:
    """The areas are in a narrow column with vertical text; numbers are typed in the texts."""
    paper = docx.Document()
    table = add_table(
        paper,
        ("Област", "Критерии", "Индикатори", "Макс. точки"),
        ("УЧЕНЕ", "1.1. Мотивация", "1.1.1. Учениците участват", "4"),
        (UP, UP, "1.1.2. Учениците задават въпроси", "4"),
        (UP, "1.2. Резултати", "1.2.1. Напредък", "2"),
        ("СРЕДА", "2.1. Сигурност", "2.1.1. Пропускателен режим", "1"),
        ("Общо точки", LEFT, LEFT, "11"),
    )
    for row in (1, 4):
        properties = table.cell(row, 0)._tc.get_or_add_tcPr()
        properties.append(parse_xml(f'<w:textDirection {_WORD} w:val="btLr"/>'))
    return saved(paper)


def automatic_levels() -> bytes:
    """Word numbers criteria and indicators in one column, on two levels: 1. and 1.1."""
    paper = docx.Document()
    paper.add_paragraph("Област 1. „Ръководство“ (10 т.)")
    table = add_table(
        paper,
        ("Критерии и индикатори", "Точки"),
        ("Лидерство", ""),
        ("Визия и цели", "2"),
        ("Екипност", "3"),
        ("Ресурси", ""),
        ("Бюджет", "5"),
    )
    numbering = paper.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("%1.", "%1.%2."))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {_WORD} w:abstractNumId="91">{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {_WORD} w:numId="91"><w:abstractNumId w:val="91"/></w:num>')
    )
    for row, level in enumerate((0, 1, 1, 0, 1), 1):
        properties = table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {_WORD}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>')
        )
    return saved(paper)


def copied_from_a_pdf() -> bytes:
    """A paper that was converted from a PDF, with what that leaves behind."""
    paper = docx.Document()
    paper.add_paragraph("O Б Л А С Т 1. Обра\u00adзователен процес")
    add_table(
        paper,
        ("№", "К ритерий", "Показатели", "Макс. брой точки"),
        ("1.", "Качество на учеб-\nното съдържание", "1.1. Обем на\nсъдържанието", "5"),
        ("З.", "Oценяване", "3.1. Ритмичност\uf0b7", "5"),
    )
    return saved(paper)


def steps_in_rows() -> bytes:
    """The vocational tradition: a row for each step, its points after its text, areas as rows."""
    paper = docx.Document()
    add_front(paper)
    add_table(
        paper,
        (
            "№ по ред",
            "Наименование на критериите по области на оценяване",
            "Макс. бр. точки",
            "Показатели за измерване на равнището на постигнатото качество",
            LEFT,
        ),
        ("1.", "Област: Достъп до обучение", "5", "", ""),
        ("1.1.", "Информиране за приема", "3,0", "Няма сайт и табла.", "0,0 т."),
        (UP, UP, UP, "Има табла и статичен сайт.", "1,5 т."),
        (UP, UP, UP, "Сайтът се обновява всяка седмица.", "3,0 т."),
        ("1.2.", "Осигурен достъп за хора с увреждания", "2,0", "Няма.", "0,0 т."),
        (UP, UP, UP, "Има рампа.", "2,0 т."),
        ("2.", "Област: Придобиване на квалификация", "4", "", ""),
        ("2.1.", "Относителен дял на придобилите квалификация", "4,0", "До 50 %", "1,0 т."),
        (UP, UP, UP, "От 51 % до 80 %", "2,0 т."),
        (UP, UP, UP, "Над 80 %", "4,0 т."),
        ("Общ брой точки", LEFT, "9", "", ""),
    )
    add_end(paper)
    return saved(paper)


def inspectorate_tables() -> bytes:
    """An area's paragraph above each table; sub-indicators under a heading of two columns."""
    paper = docx.Document()
    head = ("КРИТЕРИИ", "ИНДИКАТОРИ", "ПОДИНДИКАТОРИ", LEFT)
    paper.add_paragraph("ОБЛАСТ „ОБРАЗОВАТЕЛЕН ПРОЦЕС“")
    paper.add_paragraph("преподаването и възпитанието; оценяването на резултатите")
    add_table(
        paper,
        head,
        (
            "1. Ефективност на обучението",
            "1. Организация на урока",
            "1. Урокът отговаря на плана",
            LEFT,
        ),
        (UP, UP, "2. Структурата е ясна", LEFT),
        (UP, "2. Методи", "1. Методите са разнообразни", LEFT),
        ("2. Оценяване", "1. Ритмичност", "1. Оценява се всеки месец", LEFT),
    )
    paper.add_paragraph("ОБЛАСТ „УПРАВЛЕНИЕ НА ИНСТИТУЦИЯТА“")
    add_table(
        paper,
        head,
        ("1. Стратегия", "1. Цели", "1. Целите са измерими", LEFT),
        (UP, UP, "2. Целите са известни", LEFT),
    )
    return saved(paper)


def sheet_with_numbers() -> bytes:
    """A sheet with a title above the table, numbers that Excel changed, and a hidden row."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Област 1"
    page["A1"] = "КАРТА ЗА САМООЦЕНЯВАНЕ"
    page.merge_cells("A1:D1")
    page.append([])
    page.append(["№", "Критерий", "Показатели", "Макс. точки"])
    rows = [
        (1.1, "Планиране", "Разпределения"),
        (1.8, None, "Входно ниво"),
        (1.9, None, "Изходно ниво"),
        (1.1, None, "Напредък"),
        (datetime(2026, 11, 1), None, "Олимпиади"),
        (1.12, None, "Скрит показател"),
    ]
    for number, criterion, indicator in rows:
        page.append([number, criterion, indicator, 0.5])
    page.merge_cells("B4:B9")
    page.row_dimensions[9].hidden = True
    page["D10"] = "=SUM(D4:D9)"
    page["C10"] = "ОБЩО"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dragged_borders() -> bytes:
    """Somebody dragged the borders of single rows, so that columns begin at different edges."""

    def wide(text: str, columns: int) -> str:
        return word_parts.cell(word_parts.p(text), properties=f'<w:gridSpan w:val="{columns}"/>')

    rows = (
        word_parts.row("№", "Критерий", wide("Показател", 3), "Макс. точки"),
        word_parts.row(wide("ОБЛАСТ 1. Учене – 9 т.", 6)),
        word_parts.row("1", wide("Уроци", 2), "Цели", wide("2", 2)),
        word_parts.row("2", "Среда", wide("Двор", 2), wide("3", 2)),
        word_parts.row("3", wide("Екип", 2), wide("Обмен", 2), "4"),
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in (600, 4000, 90, 3000, 170, 900))
    xml = word_parts.table(*rows).replace("<w:tblGrid/>", f"<w:tblGrid>{columns}</w:tblGrid>")
    return word_parts.document(xml)


def flat_sheet() -> bytes:
    """A flat list: the area and the criterion are written in every row, and rows are numbered."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["№", "Област", "Критерий", "Показател", "Макс. брой точки"])
    rows = [
        ("Учене", "Планиране", "Разпределения"),
        ("Учене", "Планиране", "Планове"),
        ("Учене", "Оценяване", "Ритмичност"),
        ("Среда", "Сигурност", "Достъп"),
        ("Среда", "Сигурност", "Охрана"),
    ]
    for number, row in enumerate(rows, 1):
        page.append([number, *row, 2])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PAPERS: Final[dict[str, Callable[[], bytes]]] = {
    one.__name__: one
    for one in (
        points_with_headings,
        levels_with_merged_cells,
        areas_in_rows,
        several_texts_in_a_cell,
        ladders_in_columns,
        continued_without_headings,
        vertical_areas,
        automatic_levels,
        copied_from_a_pdf,
        steps_in_rows,
        inspectorate_tables,
        dragged_borders,
        flat_sheet,
    )
}
