"""Files that are not years: one clear finding, in bounded time and output, without a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qualitycli.reading.files import decode, read_file
from qualitycli.reading.folders import Folder
from qualitycli.source import Source
from tests.conftest import Quality

GOOD = "format: 1\nyear: 2020-2021\nframework: {id: vou-montana, edition: '2020'}\n" + (
    "ratings:\n  OP.1.1.1:\n    level: 3\n    note: Урокът съответства на учебната програма.\n"
)
Maker = Callable[[Path], object]


def holding(data: bytes) -> Maker:
    return lambda path: path.write_bytes(data)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcde", "bcdef", strict=True)
)
BAD: dict[str, tuple[Maker, str, int]] = {
    "empty": (holding(b""), "Q127", 1),
    "comments only": (holding("# нищо\n".encode()), "Q127", 1),
    "a folder": (Path.mkdir, "Q102", 1),
    "a pipe": (os.mkfifo, "Q102", 1),
    "binary": (holding(bytes(range(256)) * 40), "Q106", 1),
    "a workbook": (holding(b"PK\x03\x04" + bytes(range(255, 0, -1)) * 9 + b"\0"), "Q106", 1),
    "ten megabytes": (holding("бележка: да\n".encode() * 500_000), "Q103", 1),
    "200,000 brackets": (holding(b"a: " + b"[" * 200_000), "Q126", 1),
    "200,000 braces": (holding(b"a: " + b"{a: " * 200_000), "Q126", 1),
    "an alias bomb": (holding(BOMB.encode()), "Q118", 1),
    "bytes that are no UTF-8": (
        holding(GOOD.encode().replace("У".encode(), b"\xff", 1)),
        "Q107",
        7,
    ),
    "a NUL": (holding(GOOD.replace("Урокът", "Урок\0ът").encode()), "Q108", 7),
    "a tab": (holding(GOOD.replace("    level", "\tlevel").encode()), "Q111", 6),
    "Windows-1251": (holding(GOOD.encode("cp1251")), "Q105", 1),
    "UTF-16": (holding(GOOD.encode("utf-16")), "Q104", 1),
    "UTF-16 without a mark": (holding(GOOD.encode("utf-16-le")), "Q104", 1),
    "UTF-16, big end first": (holding(GOOD.encode("utf-16-be")), "Q104", 1),
    "UTF-32": (holding(GOOD.encode("utf-32")), "Q104", 1),
    "a list": (holding(b"- a\n"), "Q128", 1),
    "a sentence": (holding("Няма ключове.\n".encode()), "Q128", 1),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_one_clear_finding_with_place_and_remedy(
    name: str, language: str, project: Path, quality: Quality
) -> None:
    make, code, line = BAD[name]
    path = project / "data/years/2021-2022.yaml"
    path.unlink(missing_ok=True)
    make(path)
    outcome = quality("--lang", language, "validate", "2021-2022")
    assert outcome.code == 1
    assert outcome.err == ""
    head, *rest = outcome.out.splitlines()
    assert head.startswith(f"data/years/2021-2022.yaml:{line}:")
    assert f" {code}: " in head
    assert outcome.out.count(" Q1") == 1
    assert any(one.startswith("   = ") for one in rest), "a remedy"
    assert len(outcome.out) < 2000


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOOD.replace("\n", "\r\n").encode("utf-8-sig"), id="Notepad"),
        pytest.param(GOOD.replace("\n", "\r").encode(), id="lone CR"),
        pytest.param(GOOD.encode().rstrip(b"\n"), id="no line end at the end"),
        pytest.param(b"---\n" + GOOD.encode() + b"...\n", id="document marks"),
    ],
)
def test_what_editors_do_to_a_file_does_no_harm(
    data: bytes, project: Path, quality: Quality
) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_bytes(data)
    outcome = quality("validate", "2020-2021")
    assert (outcome.code, outcome.out) == (0, "Checked: 1 year. Found: 0 errors, 0 warnings.\n")
    assert path.read_bytes() == data, "validating never writes"


def test_a_file_of_8_mib_is_read_and_of_a_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "2020-2021.yaml"
    for size, expected in [(8 * 1024 * 1024, None), (8 * 1024 * 1024 + 1, "Q103")]:
        path.write_bytes(b"#" * size)
        read = read_file(path, path.name)
        assert (None if isinstance(read, Source) else read.rule.code) == expected


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "closed.yaml"
    path.write_text(GOOD, encoding="utf-8")
    # Root can read everything, so the system's refusal is simulated.
    monkeypatch.setattr(Folder, "read", refuse)
    found = read_file(path, "closed.yaml")
    assert not isinstance(found, Source)
    assert found.rule.code == "Q101"


def test_a_missing_file_is_a_usage_error(project: Path, quality: Quality) -> None:
    for command in ("validate", "score"):
        for name in ("2019-2020", "no/such.yaml"):
            outcome = quality(command, name)
            assert (outcome.code, outcome.out) == (2, "")
            assert f"“{name}”" in outcome.err


@pytest.mark.parametrize("text", ["Примерно училище", "ABC", "№ 5 „да“ – €", "漢字", "a" * 100])
def test_utf8_is_never_taken_for_another_encoding(text: str) -> None:
    decoded = decode(text.encode(), "f")
    assert isinstance(decoded, Source)
    assert decoded.text == text
