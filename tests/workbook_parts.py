"""Workbooks as archives: small ones built from parts, and existing ones with replaced parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

TRANSITIONAL = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
_MAIN = f"{TRANSITIONAL}/spreadsheetml/2006/main"
_TYPES = f"{TRANSITIONAL}/package/2006/content-types"
_RELATIONS = f"{TRANSITIONAL}/package/2006/relationships"
_OFFICE = f"{TRANSITIONAL}/officeDocument/2006/relationships"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = "xl/worksheets/sheet1.xml"


def archive(parts: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one of its parts changed."""
    parts = parts_of(data)
    return archive({**parts, name: change(parts.get(name, b""))})


def relations(**targets: str) -> str:
    """Return a relationships part: the kinds and paths of its targets."""
    entries = (
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(entries)}</Relationships>'


def parts(
    cells: str, *, after: str = "", texts: str = "", styles: str = "", properties: str = ""
) -> dict[str, str]:
    """Return the parts of a workbook with one sheet, “S”.

    :param cells: the content of its `sheetData`; `after` is the XML that follows it.
    :param texts: the content of the shared strings; `styles` is that of the styles.
    :param properties: the attributes of `workbookPr`.
    """
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_WORKBOOK}"/></Types>',
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr {properties}'
        '/><sheets><sheet name="S" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="texts.xml", styles="styles.xml"
        ),
        "xl/texts.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        SHEET: f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetData>{cells}</sheetData>'
        f"{after}</worksheet>",
    }
