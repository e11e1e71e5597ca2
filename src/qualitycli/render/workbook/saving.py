"""A workbook as bytes: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree import ElementTree as ET

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.constants import DCTERMS_NS

_DAY_ONE: Final = (1980, 1, 1, 0, 0, 0)


def steady_bytes(book: Workbook, title: str) -> bytes:
    """Return the workbook's bytes without its creation time."""
    made = io.BytesIO()
    book.save(made)
    properties = DocumentProperties(creator="quality", title=title).to_tree()
    for time in [one for one in properties if one.tag.startswith(f"{{{DCTERMS_NS}}}")]:
        properties.remove(time)
    steady = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(steady, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = ET.tostring(properties, "utf-8")
            info = zipfile.ZipInfo(entry.filename, _DAY_ONE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return steady.getvalue()
