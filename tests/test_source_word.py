"""Word documents are read as Word shows them: merged cells, numbers, changes, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest

from qualitycli.exchange.source.document import CellAddress, SourceDocument, SourceTable, TextLine
from qualitycli.exchange.source.read import read_source
from qualitycli.exchange.source.word_numbers import lettered, roman
from qualitycli.messages import Translator
from tests.word_parts import (
    cell,
    definition,
    document,
    level,
    numbered,
    numbers,
    p,
    paragraph,
    row,
    run,
    table,
)


def read(body: str, **others: str) -> SourceDocument:
    result = read_source(document(body, **others), "paper.docx")
    assert isinstance(result, SourceDocument)
    return result


def cells_of(one: SourceTable) -> dict[CellAddress, str]:
    return {address: found.text for address, found in one.cells.items()}


def sizes_of(one: SourceTable) -> dict[CellAddress, tuple[int, int]]:
    return {address: (found.rows, found.columns) for address, found in one.cells.items()}


def notes_of(result: SourceDocument) -> list[str]:
    return [Translator("en").fill(one) for one in result.notes]


def lines_of(body: str, **others: str) -> list[tuple[str, str]]:
    """Return the numbers and texts of a document without tables."""
    result = read(body, **others)
    assert not result.tables
    return [(line.number, line.text) for line in result.after]


SPAN: Final = '<w:gridSpan w:val="{}"/>'
START: Final = '<w:vMerge w:val="restart"/>'
ON: Final = "<w:vMerge/>"


def test_tables_and_paragraphs_come_in_order() -> None:
    one, other = table(row("а", "б"), row("", "в")), table(row("г"))
    result = read(p("Преди") + one + p("Между") + p() + p("тях") + other + p("След"))
    assert [[line.text for line in found.before] for found in result.tables] == [
        ["Преди"],
        ["Между", "тях"],
    ]
    assert [cells_of(found) for found in result.tables] == [
        {(1, 1): "а", (1, 2): "б", (2, 2): "в"},
        {(1, 1): "г"},
    ]
    assert [found.order for found in result.tables] == [1, 2]
    assert result.after == (TextLine("След"),)
    assert result.notes == ()


def test_cells_merged_in_both_directions_are_one_cell() -> None:
    both = SPAN.format(2)
    result = read(
        table(
            row(cell(p("А"), properties=both + START), "Б"),
            row(cell(p(), properties=both + ON), cell(p("В"), properties=START)),
            row("Г", "Д", cell(p(), properties='<w:vMerge w:val="continue"/>')),
            row(cell(p("Е"), properties=START), "Ж", "З"),
        )
    )
    (found,) = result.tables
    assert cells_of(found) == {
        (1, 1): "А",
        (1, 3): "Б",
        (2, 3): "В",
        (3, 1): "Г",
        (3, 2): "Д",
        (4, 1): "Е",
        (4, 2): "Ж",
        (4, 3): "З",
    }
    assert sizes_of(found)[CellAddress(1, 1)] == (2, 2)
    assert sizes_of(found)[CellAddress(2, 3)] == (2, 1)
    assert sizes_of(found)[CellAddress(4, 1)] == (1, 1)


def test_a_merged_cell_that_begins_nowhere_is_a_cell() -> None:
    (found,) = read(table(row(cell(p("А"), properties=ON)), row("Б"))).tables
    assert cells_of(found) == {(1, 1): "А", (2, 1): "Б"}


def test_old_horizontal_merges_are_merges() -> None:
    restart, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    rows = [
        row(cell(p("А"), properties=restart + START), cell(p(), properties=on + START), "Б"),
        row(cell(p(), properties=restart + ON), cell(p(), properties=on + ON), "В"),
    ]
    (found,) = read(table(*rows)).tables
    assert sizes_of(found) == {(1, 1): (2, 2), (1, 3): (1, 1), (2, 3): (1, 1)}


def test_text_under_a_merged_cell_is_reported() -> None:
    result = read(table(row(cell(p("А"), properties=START)), row(cell(p("Б"), properties=ON))))
    assert cells_of(result.tables[0]) == {(1, 1): "А"}
    assert notes_of(result) == ["1 text under a merged cell was left out: Б"]


def test_rows_that_begin_and_end_inside_the_grid() -> None:
    late = '<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'
    (found,) = read(table(row("а", "б", "в", "г"), row("д", properties=late))).tables
    assert cells_of(found)[CellAddress(2, 3)] == "д"


def with_grid(widths: Sequence[int], *rows: str) -> SourceTable:
    """Return a table whose grid has columns of these widths, in twentieths of a point."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    xml = table(*rows).replace("<w:tblGrid/>", f"<w:tblGrid>{columns}</w:tblGrid>")
    (found,) = read(xml).tables
    return found


def wide(text: str, columns: int) -> str:
    return cell(p(text), properties=SPAN.format(columns))


def test_borders_that_were_dragged_a_little_are_one() -> None:
    # 4,000 and 40 apart, 2,000 and 60 apart; the last row is the only one with a narrow cell.
    found = with_grid(
        (600, 4000, 40, 2000, 60, 1500),
        row("№", "Критерий", wide("Показател", 3), "Точки"),
        row("1", wide("Уроци", 2), "Цели", wide("2", 2)),
        row("2", wide("Среда", 2), wide("Двор", 2), "3"),
        row(wide("Общо", 5), "5"),
    )
    assert [address for address in found.cells if address.column > 4] == []
    assert cells_of(found)[CellAddress(2, 3)] == "Цели"
    assert cells_of(found)[CellAddress(2, 4)] == "2"
    assert cells_of(found)[CellAddress(3, 4)] == "3"
    assert sizes_of(found)[CellAddress(1, 3)] == (1, 1)
    assert sizes_of(found)[CellAddress(4, 1)] == (1, 3)
    assert cells_of(found)[CellAddress(4, 4)] == "5"


def test_a_narrow_column_with_a_cell_is_a_column() -> None:
    found = with_grid((2000, 100, 2000), row("а", "б", "в"), row(wide("г", 2), "д"))
    assert cells_of(found) == {(1, 1): "а", (1, 2): "б", (1, 3): "в", (2, 1): "г", (2, 3): "д"}


def test_columns_in_which_no_cell_begins_are_no_columns() -> None:
    found = with_grid((900,) * 5, row(wide("а", 2), wide("б", 3)), row(wide("в", 5)))
    assert cells_of(found) == {(1, 1): "а", (1, 2): "б", (2, 1): "в"}
    assert sizes_of(found) == {(1, 1): (1, 1), (1, 2): (1, 1), (2, 1): (1, 2)}


def test_a_span_may_be_as_wide_as_it_likes() -> None:
    found = with_grid((900,), row(wide("а", 10**9), "б"))
    assert cells_of(found) == {(1, 1): "а", (1, 2): "б"}


def test_heading_rows_hidden_rows_and_vertical_text() -> None:
    head, off = "<w:tblHeader/>", '<w:tblHeader w:val="false"/>'
    vertical = '<w:textDirection w:val="btLr"/>'
    (found,) = read(
        table(
            row(cell(p("№"), properties=vertical), "Показател", properties=head),
            row("1", "2", properties=head),
            row("а", "б", properties=off),
            row("в", "г", properties=head + "<w:hidden/>"),
        )
    ).tables
    assert found.repeated == {1, 2}
    assert [address for address, one in found.cells.items() if one.is_hidden] == [(4, 1), (4, 2)]
    assert [address for address, one in found.cells.items() if one.is_rotated] == [(1, 1)]


def test_nested_tables_follow_their_container() -> None:
    inner = table(row(cell(table(row("в")) + p("б"))))
    result = read(table(row(cell(p("а") + inner + p("д")), "г")) + table(row("е")))
    assert [cells_of(one) for one in result.tables] == [
        {(1, 1): "а\nд", (1, 2): "г"},
        {(1, 1): "б"},
        {(1, 1): "в"},
        {(1, 1): "е"},
    ]
    assert [one.order for one in result.tables] == [1, 2, 3, 4]
    assert notes_of(result) == ["2 tables are inside others; each follows the table around it"]


def in_control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls_are_transparent_and_their_prompts_are_no_text() -> None:
    prompt = "<w:showingPlcHdr/>"
    rows = [
        in_control(row("а", in_control(cell(p("б"))))),
        row(cell(in_control(p("в"))), cell(paragraph(in_control(run("г"))))),
        row(cell(paragraph(in_control(run("Щракнете тук"), prompt))), "д"),
        row(in_control(cell(p("е")), prompt), "ж"),
    ]
    result = read(in_control(p("Преди") + in_control(table(*rows))))
    assert cells_of(result.tables[0]) == {
        (1, 1): "а",
        (1, 2): "б",
        (2, 1): "в",
        (2, 2): "г",
        (3, 2): "д",
        (4, 1): "е",
        (4, 2): "ж",
    }
    assert result.tables[0].before == (TextLine("Преди"),)


def test_tracked_changes_are_taken_as_accepted() -> None:
    deleted = '<w:r><w:delText xml:space="preserve">старо </w:delText></w:r>'
    joined = "<w:rPr><w:del/></w:rPr>"
    result = read(
        paragraph(f"<w:del>{deleted}</w:del><w:ins>{run('ново ')}</w:ins>{run('име')}")
        + paragraph(
            f"<w:moveFrom>{run('отиде')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"
        )
        + paragraph(f"<w:moveFrom>{run('тук')}</w:moveFrom><w:moveTo>{run('там')}</w:moveTo>")
        + p("първа ", properties=joined)
        + p("втора")
        + table(row("а"), row("б", properties="<w:del/>"), row("в"))
        + p("последна", properties=joined)
    )
    assert [line.text for line in result.tables[0].before] == ["ново име", "там", "първа втора"]
    assert cells_of(result.tables[0]) == {(1, 1): "а", (2, 1): "в"}
    assert result.after == (TextLine("последна"),)
    assert notes_of(result) == ["9 tracked changes were taken as accepted"]


def test_fields_show_their_result() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF a</w:instrText></w:r>"
    field = sign("begin") + code + run("код") + sign("separate") + run("3") + sign("end")
    nested = sign("begin") + field + sign("separate") + run("7") + sign("end")
    simple = f'<w:fldSimple w:instr="PAGE">{run("9")}</w:fldSimple>'
    link = f'<w:hyperlink w:anchor="a">{run("връзка")}</w:hyperlink>'
    body = paragraph(field + run(" т. ") + nested + simple + run(" ") + link)
    # A field may end in a later paragraph.
    body += paragraph(sign("begin") + code) + paragraph(sign("separate") + run("да") + sign("end"))
    assert [text for _, text in lines_of(body)] == ["3 т. 79 връзка", "да"]


def test_breaks_signs_and_formulas() -> None:
    signs = (
        "<w:r><w:t>по</w:t><w:noBreakHyphen/><w:t>добро</w:t><w:tab/><w:t>сло</w:t><w:softHyphen/>"
        '<w:t>во</w:t><w:br/><w:t>нов</w:t><w:cr/><w:sym w:font="Symbol" w:char="F0B3"/>'
        '<w:t> 6<!-- -->0 <?a b?>%</w:t><w:br w:type="page"/>'
        '<w:sym w:font="Webdings" w:char="F021"/></w:r>'
    )
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>а</m:t></m:r></m:num><m:den><m:r><m:t>б</m:t></m:r>"
        "</m:den></m:f></m:oMath>"
    )
    assert [text for _, text in lines_of(paragraph(signs) + paragraph(fraction))] == [
        "по-добро\tсло\u00adво",
        "нов",
        "≥ 60 %",
        "\ufffd",
        "а/б",
    ]


def test_what_is_left_out_is_reported() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        + box.format(p("Утвърждавам"))
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + box.format(p("Утвърждавам"))
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box.format(p('Печат'))}</v:textbox></w:pict></w:r>"
    references = '<w:r><w:commentReference w:id="0"/><w:footnoteReference w:id="1"/></w:r>'
    hidden = run("скрито", properties="<w:vanish/>") + run(
        "видимо", properties='<w:vanish w:val="0"/>'
    )
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:object/></w:r>"
    body = paragraph(both + old + references + hidden + picture) + '<w:altChunk r="x"/>'
    result = read(body, header=table(row("а")))
    assert result.after == (TextLine("видимо"),)
    assert notes_of(result) == [
        "1 comment was left out",
        "1 footnote was left out",
        "1 picture was left out; text in it needs optical reading",
        "1 embedded object, such as a sheet of Excel, was left out",
        "1 inserted file was left out; open the document in Word and save it again",
        "2 text boxes were left out: Утвърждавам, Печат",
        "1 hidden text was left out: скрито",
        "1 table in a header or footer was left out",
    ]


def style(id_: str, name: str, properties: str = "", based_on: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}" {more}><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def styled(text: str, id_: str, properties: str = "") -> str:
    return p(text, properties=f'<w:pStyle w:val="{id_}"/>{properties}')


def test_headings_are_found_by_their_styles() -> None:
    styles = (
        style("1", "heading 1")
        + style("a", "Област", based_on="1")
        + style("b", "Раздел", '<w:outlineLvl w:val="2"/>')
        + style("c", "Текст", '<w:outlineLvl w:val="9"/>', based_on="1")
        + style("x", "Кръг", based_on="y")
        + style("y", "Кръг", based_on="x")
    )
    body = "".join(styled(one, one) for one in "1abcx") + styled(
        "s", "1", '<w:outlineLvl w:val="3"/>'
    )
    found = read(body + p("t"), styles=styles).after
    assert [line.heading for line in found] == [1, 1, 3, 0, 0, 4, 0]


def test_numbers_of_several_levels_begin_again() -> None:
    numbering = definition(0, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3)")) + numbers(
        1, 0
    )
    levels = [0, 1, 1, 2, 0, 1, 2, 2, 1]
    body = "".join(numbered(str(at), 1, one) for at, one in enumerate(levels))
    assert [number for number, _ in lines_of(body, numbering=numbering)] == [
        "1.",
        "1.1.",
        "1.2.",
        "1.2.1)",
        "2.",
        "2.1.",
        "2.1.1)",
        "2.1.2)",
        "2.2.",
    ]


def test_a_level_below_one_that_was_not_used() -> None:
    numbering = definition(0, *(level(at, "%1.%2.%3", start=3 - at) for at in range(3)))
    body = "".join(numbered(str(at), 1, at) for at in (2, 1, 0))
    assert [number for number, _ in lines_of(body, numbering=numbering + numbers(1, 0))] == [
        "3.2.1",
        "3.3.",
        "4..",
    ]


FORMATS: Final = {
    "decimal": ["1", "2", "3"],
    "decimalZero": ["01", "02", "03"],
    "upperRoman": ["I", "II", "III"],
    "lowerRoman": ["i", "ii", "iii"],
    "upperLetter": ["A", "B", "C"],
    "lowerLetter": ["a", "b", "c"],
    "russianLower": ["а", "б", "в"],
    "russianUpper": ["А", "Б", "В"],
    "bullet": ["•", "•", "•"],
    "chicago": ["1", "2", "3"],
}


@pytest.mark.parametrize("format_", FORMATS)
def test_formats_of_numbers(format_: str) -> None:
    numbering = definition(0, level(0, "%1", format_)) + numbers(1, 0)
    body = "".join(numbered(one) for one in "абв")
    assert [number for number, _ in lines_of(body, numbering=numbering)] == FORMATS[format_]


def test_letters_and_roman_numerals_go_on() -> None:
    # As Word shows them: й is left out, and after the last letter they are doubled.
    assert [lettered(n, "абв") for n in (1, 3, 4, 6, 7, 0)] == ["а", "в", "аа", "вв", "ааа", "0"]
    known = {4: "IV", 9: "IX", 14: "XIV", 40: "XL", 90: "XC", 1994: "MCMXCIV", 4000: "4000"}
    assert {n: roman(n) for n in known} == known
    numbering = definition(0, level(0, "%1)", "russianLower", start=9)) + numbers(1, 0)
    assert [n for n, _ in lines_of(numbered("x") + numbered("y"), numbering=numbering)] == [
        "и)",
        "к)",
    ]


def test_lists_of_one_definition_count_on_unless_they_start_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = (
        definition(0, level(0, "%1.")) + numbers(1, 0) + numbers(2, 0) + numbers(3, 0, again)
    )
    body = "".join(numbered(str(one), one) for one in (1, 1, 2, 3, 3, 1))
    assert [number for number, _ in lines_of(body, numbering=numbering)] == [
        "1.",
        "2.",
        "3.",
        "5.",
        "6.",
        "7.",
    ]


def test_a_list_may_have_other_levels_than_its_definition() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "Чл. %1", start=7)}</w:lvlOverride>'
    numbering = definition(0, level(0, "%1.")) + numbers(1, 0, other)
    assert lines_of(numbered("а"), numbering=numbering) == [("Чл. 7", "а")]


def test_legal_numbers_are_digits_and_some_levels_never_begin_again() -> None:
    numbering = definition(
        0,
        level(0, "%1", "upperRoman"),
        level(1, "%1.%2", more="<w:lvlRestart w:val='0'/><w:isLgl/>"),
    ) + numbers(1, 0)
    body = "".join(numbered("x", 1, at) for at in (0, 1, 0, 1))
    assert [number for number, _ in lines_of(body, numbering=numbering)] == [
        "I",
        "1.1",
        "II",
        "2.2",
    ]


def test_a_style_numbers_its_paragraphs() -> None:
    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    second = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = style("a", "а", in_list) + style("b", "б", second) + style("c", "в", based_on="b")
    named = "<w:pStyle w:val='d'/>"
    styles += style("d", "г", in_list)
    numbering = definition(0, level(0, "%1."), level(1, "%1.%2."), level(2, "(%3)", more=named))
    body = "".join(styled(one, one) for one in "abcd") + styled("e", "a", none) + styled("f", "a")
    assert [n for n, _ in lines_of(body, styles=styles, numbering=numbering + numbers(1, 0))] == [
        "1.",
        "1.1.",
        "1.2.",
        "(1)",
        "",
        "2.",
    ]


def test_a_definition_may_refer_to_the_list_of_a_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="n"><w:name w:val="н"/><w:pPr><w:numPr>'
    styles += '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="n"/></w:abstractNum>'
    numbering = definition(0, level(0, "§ %1")) + linked + numbers(1, 0) + numbers(2, 1)
    assert lines_of(numbered("а", 2), numbering=numbering, styles=styles) == [("§ 1", "а")]


def test_an_empty_cell_with_an_automatic_number_has_that_number() -> None:
    numbering = definition(0, level(0, "%1.")) + numbers(1, 0)
    rows = [row(cell(numbered("")), "а"), row(cell(numbered("")), "б"), row(cell(p()), "в")]
    (found,) = read(table(*rows), numbering=numbering).tables
    assert found.cells[CellAddress(2, 1)].lines == (TextLine("", "2."),)
    assert CellAddress(3, 1) not in found.cells


def test_the_first_line_of_a_paragraph_has_its_number() -> None:
    numbering = definition(0, level(0, "%1)")) + numbers(1, 0)
    broken = numbered("първи").replace("първи</w:t>", "първи</w:t><w:br/><w:t>втори</w:t>")
    assert lines_of(broken, numbering=numbering) == [("1)", "първи"), ("", "втори")]


def test_paragraphs_of_lists_that_do_not_exist_have_no_number() -> None:
    numbering = definition(0, level(0, "%1.")) + numbers(1, 0) + numbers(2, 9)
    body = numbered("а", 7) + numbered("б", 2) + numbered("в", 1, 5)
    assert [number for number, _ in lines_of(body, numbering=numbering)] == ["", "", ""]
    assert [number for number, _ in lines_of(numbered("а"))] == [""]
