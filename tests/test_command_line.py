"""Features common to all commands: years by name or path, quiet mode, usage errors, help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Quality

pytestmark = pytest.mark.slow

YEARS = "data/years"


@pytest.mark.parametrize(
    "args",
    [
        ("explain",),
        ("explain", "OP.1"),
        ("robustness",),
        ("raters",),
        ("raters", "--format", "csv"),
        ("score", "--format", "json"),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_takes_the_newest_year(
    args: tuple[str, ...], small_project: Path, quality: Quality
) -> None:
    newest = max(small_project.glob("data/years/*.yaml")).stem
    assert quality(*args) == quality(*args, newest)


@pytest.mark.parametrize("command", ["card", "export"])
def test_a_file_is_written_of_the_newest_year(
    command: str, small_project: Path, quality: Quality
) -> None:
    newest = max(small_project.glob("data/years/*.yaml")).stem
    ending = {"card": "html", "export": "csv"}[command]
    paths = [small_project / f"{name}.{ending}" for name in ("without", "with")]
    for path, year in zip(paths, ((), (newest,)), strict=True):
        assert quality(command, *year, "-o", path).code == 0
    assert len({path.read_bytes() for path in paths}) == 1


@pytest.mark.parametrize("year", ["2021-2022", f"{YEARS}/2021-2022.yaml", "other.yaml", "./other"])
def test_the_order_of_year_and_id_is_free(year: str, small_project: Path, quality: Quality) -> None:
    text = (small_project / YEARS / "2021-2022.yaml").read_bytes()
    for name in ("other.yaml", "other"):
        (small_project / name).write_bytes(text)
    one, other = quality("explain", year, "OP.1"), quality("explain", "OP.1", year)
    assert one == other
    assert one.out


@pytest.mark.parametrize(
    ("args", "error"),
    [
        # A single argument that does not look like a year is treated as an id.
        (("explain", "nothing"), "The framework has no id “nothing”."),
        (("explain", "nothing", "OP.1"), "There is no year or file “nothing”."),
        (("explain", "OP.1", "1999-00"), "There is no year or file “1999-00”."),
    ],
)
def test_what_is_neither_is_told(
    args: tuple[str, ...], error: str, small_project: Path, quality: Quality
) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"Error: {error.removesuffix('.')}")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("set", "OP.1.1.1", "3"), "set 2022-2023 OP.1.1.1 3"),
        (
            ("--lang", "en", "set", "OP.1.1.1", "--note", "a 'b'"),
            """--lang en set 2022-2023 OP.1.1.1 --note 'a '"'"'b'"'"''""",
        ),
        (("measure", "add", "a/b"), "measure add 2022-2023 a/b"),
        (("measure", "start", "M3"), "measure start 2022-2023 M3"),
        (("measure", "done", "M3"), "measure done 2022-2023 M3"),
        (("measure", "drop", "M3", "--reason=x"), "measure drop 2022-2023 M3 --reason=x"),
        (("measure", "approve", "M3", "--order", "1"), "measure approve 2022-2023 M3 --order 1"),
        (
            ("agree", "--unanimous", "--protocol", "1", "--date", "2023-06-15"),
            "agree 2022-2023 --unanimous --protocol 1 --date 2023-06-15",
        ),
        (("import", "card.csv"), "import 2022-2023 card.csv"),
        (("new", "--from", "2020-2021"), "new 2023-2024 --from 2020-2021"),
    ],
    ids=" ".join,
)
def test_a_command_that_writes_never_guesses_the_year(
    typed: tuple[str, ...], meant: str, project: Path, quality: Quality
) -> None:
    (project / "card.csv").write_text("id;level\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in project.rglob("*.yaml")}
    outcome = quality(*typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"Error: No year specified; run: quality {meant}\n"
    assert {path: path.read_bytes() for path in project.rglob("*.yaml")} == before


def test_the_command_to_run_cannot_hide_anything(project: Path, quality: Quality) -> None:
    outcome = quality("set", "OP.1.1.1", "--note", "\x1b[2Kx\u202e")
    assert outcome.err == (
        "Error: No year specified; run: quality set 2022-2023 OP.1.1.1 --note '\\x1b[2Kx\\u202e'\n"
    )


def test_without_years_none_is_named(project: Path, quality: Quality) -> None:
    for path in (project / YEARS).glob("*.yaml"):
        path.unlink()
    assert quality("set", "OP.1.1.1", "3").err == "Error: There is no year file in data/years.\n"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_year_of_a_rating_may_be_anywhere(place: int, project: Path, quality: Quality) -> None:
    words = ["OP.1.1.1", "1"]
    words.insert(place, "2021-2022")
    others = [project / YEARS / f"{year}.yaml" for year in ("2020-2021", "2022-2023")]
    before = [path.read_bytes() for path in others]
    assert quality("set", *words).code == 0
    text = (project / YEARS / "2021-2022.yaml").read_text(encoding="utf-8")
    assert re.search(r"^  OP\.1\.1\.1: *(?:\{level: )?1\b|level: 1\b", text, re.MULTILINE)
    assert [path.read_bytes() for path in others] == before


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Ремонт и/или обзавеждане", "2021-2022"),
        ("add", "2021-2022", "Ремонт и/или обзавеждане"),
    ],
)
def test_a_measure_may_have_a_slash(
    words: tuple[str, ...], project: Path, quality: Quality
) -> None:
    outcome = quality("measure", *words)
    assert outcome.code == 0
    assert "Ремонт и/или обзавеждане" in outcome.out


@pytest.mark.parametrize("words", [("card.csv", "2021-2022"), ("2021-2022", "card.csv")])
def test_an_import_takes_file_and_year_in_either_order(
    words: tuple[str, ...], small_project: Path, quality: Quality
) -> None:
    assert quality("export", "2021-2022", "-o", "card.csv").code == 0
    assert quality("import", *words, "-n").out == "Nothing would change.\n"


def test_quiet_leaves_the_output_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    noted = quality("score", "2020-2021")
    assert noted.err.startswith("No project found")
    assert quality("-q", "score", "2020-2021") == noted._replace(err="")
    assert quality("score", "2020-2021", "--quiet") == noted._replace(err="")


@pytest.mark.parametrize(
    "args",
    [
        ("validate",),
        ("export", "2021-2022", "-o", "new.csv"),
        ("card", "2021-2022", "-o", "new.html"),
        ("set", "2021-2022", "OP.1.1.1", "2"),
        ("new", "2030-2031"),
        ("init", "school"),
        ("schema", "-o", "schema"),
    ],
    ids=" ".join,
)
def test_quiet_says_nothing_where_all_is_well(
    args: tuple[str, ...], project: Path, quality: Quality
) -> None:
    assert quality("-q", *args) == (0, "", "")


def test_quiet_keeps_findings_and_drops_their_count(project: Path, quality: Quality) -> None:
    path = project / YEARS / "2020-2021.yaml"
    path.write_text("format: 1\nyear: 2020-2021\nx: 1\n", encoding="utf-8")
    loud, still = quality("validate", path), quality("validate", path, "-q")
    assert (loud.code, still.code) == (1, 1)
    assert loud.out.startswith(still.out)
    assert still.out
    assert "Checked:" in loud.out.removeprefix(still.out)


def test_quiet_collects_without_a_sum(project: Path, quality: Quality) -> None:
    loud = quality("collect", ".")
    assert loud.err.startswith("Collected:")
    assert quality("-q", "collect", ".") == loud._replace(err="")


def test_quiet_keeps_errors(project: Path, quality: Quality) -> None:
    assert quality("-q", "score", "1999-2000") == quality("score", "1999-2000")


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (["--nonsense"], "No such option “--nonsense”."),
        (["score", "--depth"], "Option “--depth” requires an argument."),
        (["score", "--help=x"], "Option “--help” does not take a value."),
        (
            ["robustness", "--depth", "it's"],
            "Invalid value for “--depth”: “it's” is not one of “area”, “criterion”.",
        ),
        (["collect", ".", "--jobs", "x"], "Invalid value for “--jobs”: “x” is not a valid int"),
        (["score", "a", "'b' c"], "Got unexpected extra argument ('b' c)"),
        (["set"], "Missing argument “ID”."),
        (["--root", "no'where'", "score"], "Invalid value for “--root”: There is no folder no'wh"),
        (["status", "--today", "'x'"], "Invalid value for “--today”: “'x'” is not a date"),
        (["agree", "2020-2021", "--item", "a\x1b", "--points"], "Option “--points” requires"),
        (["score", "--depth", "\x1b[2K"], "Invalid value for “--depth”: “\\x1b[2K” is not one"),
        (["--lang", "bg", "--няма"], "Няма опция „--няма“."),
        (["--lang", "bg", "set"], "Липсва аргумент „ID“."),
        (["--lang", "bg", "trend", "--depth", "x"], "Недопустима стойност за „--depth“: „x“"),
        (["rule", "Q999x"], "There is no rule “Q999x”."),
        (["diff", "2020-2021"], "Specify both years"),
    ],
)
def test_usage_errors_start_and_quote_alike(args: list[str], error: str, quality: Quality) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")
    word = "Грешка" if "bg" in args else "Error"
    assert outcome.err.startswith(f"{word}: {error}")


@pytest.mark.parametrize(
    ("language", "own", "common"),
    [("en", "Options:", "Global options:"), ("bg", "Опции:", "Общи опции:")],
)
@pytest.mark.parametrize("command", [[], ["score"], ["measure"], ["set"]], ids=" ".join)
def test_the_options_of_all_commands_end_the_help(
    command: list[str], language: str, own: str, common: str, quality: Quality
) -> None:
    before, _, last = quality("--lang", language, *command, "-h").out.partition(f"\n{common}\n")
    names = ["--root", "--lang", "-q, --quiet", "-h, --help"]
    assert re.findall(r"^  (-(?:[a-z], )?-?[a-z-]+)", last, re.MULTILINE) == names
    assert not any(name in before for name in ("--root", "--lang", "--quiet", "--help"))
    assert (f"\n{own}\n" in before) == (command != ["measure"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_printed(shell: str, quality: Quality) -> None:
    outcome = quality("completion", shell)
    assert (outcome.code, outcome.err) == (0, "")
    assert "_quality_completion" in outcome.out
