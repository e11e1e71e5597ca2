"""The errors of files that were left out, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

from qualitycli.errors import InvalidFileError, QualityError
from qualitycli.render.long_table import encodable_text

FINDINGS: Final = pa.schema(
    [
        ("project", pa.string()),
        ("file", pa.string()),
        ("line", pa.int32()),
        ("column", pa.int32()),
        ("code", pa.string()),
        ("message", pa.string()),
        ("hint", pa.string()),
    ]
)


def findings_of(project: str, errors: Iterable[QualityError], language: str) -> Any:
    """Return a row for each finding of a school's files, and for each bug in quality.

    A bug has only the code `fault` and a message.
    """
    rows: list[tuple[str | int | None, ...]] = []
    for error in errors:
        if isinstance(error, InvalidFileError):
            rows += (
                (encodable_text(one.file), one.line, one.column, one.code, one.message, one.hint)
                for one in error.findings_in(language)
            )
        else:
            rows.append((None, None, None, error.code, error.in_language(language), None))
    columns = list(zip(*rows, strict=True)) or [()] * (len(FINDINGS) - 1)
    arrays = [
        pa.array(values, field.type)
        for values, field in zip(
            ([encodable_text(project)] * len(rows), *columns), FINDINGS, strict=True
        )
    ]
    return pa.record_batch(arrays, schema=FINDINGS)
