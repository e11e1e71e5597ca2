"""Word documents as archives, built from the XML of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.workbook_parts import TRANSITIONAL, archive, relations

W: Final = f"{TRANSITIONAL}/wordprocessingml/2006/main"
_TYPES: Final = f"{TRANSITIONAL}/package/2006/content-types"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES: Final = (
    f'xmlns:w="{W}" xmlns:m="{TRANSITIONAL}/officeDocument/2006/math"'
    f' xmlns:mc="{TRANSITIONAL}/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    f' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="{TRANSITIONAL}/drawingml/2006/main"'
)
DOCUMENT: Final = "word/document.xml"
CONTENTS: Final = "[Content_Types].xml"


def parts(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    header: str = "",
    kind: str = "document",
) -> dict[str, bytes | str]:
    """Return the parts of a document.

    :param body: the content of its body; `numbering`, `styles` and `header` are those of others.
    :param kind: the kind of its main part: ``template`` for a .dotx.
    """
    roots = {"numbering": "numbering", "styles": "styles", "header": "hdr"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>'
        for name in roots
    )
    contents = {"numbering": numbering, "styles": styles, "header": header}
    return {
        CONTENTS: f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/{DOCUMENT}" ContentType="{_KIND}.{kind}.main+xml"/>{types}</Types>',
        "_rels/.rels": relations(officeDocument=DOCUMENT),
        DOCUMENT: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in roots}),
        **{
            f"word/{name}.xml": f"<w:{root} {_SPACES}>{contents[name]}</w:{root}>"
            for name, root in roots.items()
        },
    }


def document(body: str, **others: str) -> bytes:
    """Return a document; the arguments are those of :func:`parts`."""
    return archive(parts(body, **others))


def with_part(made: Mapping[str, bytes | str], name: str, content: bytes | str) -> bytes:
    """Return an archive of parts, one of them replaced or added."""
    return archive({**made, name: content})


def p(text: str = "", *, properties: str = "") -> str:
    """Return a paragraph with a text."""
    return paragraph(run(text) if text else "", properties=properties)


def paragraph(runs: str, *, properties: str = "") -> str:
    """Return a paragraph with some runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, *, properties: str = "") -> str:
    """Return a run with a text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=numbers)


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; a cell that is no XML is the text of one."""
    made = (one if one.startswith("<") else cell(p(one)) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def cell(content: str, *, properties: str = "") -> str:
    """Return a cell with some paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def level(
    at: int, text: str, format_: str = "decimal", *, start: int | None = 1, more: str = ""
) -> str:
    """Return a level of a list."""
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{at}">{first}<w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(id_: int, *levels: str) -> str:
    """Return the definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def numbers(list_id: int, definition_id: int, more: str = "") -> str:
    """Return a list of a definition."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{definition_id}"/>{more}</w:num>'
