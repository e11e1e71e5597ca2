"""The documentation is correct: commands exist, and examples print the output shown."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from qualitycli.checks import check_year
from qualitycli.cli.app import SECTIONS, commands
from qualitycli.model.cycle import Cycle
from qualitycli.reading.load import parse_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import TOP, Quality
from tests.render_markdown import blocks

NAMES = [name for section in SECTIONS.values() for name in section]
READMES = ["README.md", "README.bg.md"]
PAGES = [
    *READMES,
    *sorted(f"docs/{path.name}" for path in (TOP / "docs").glob("*.md")),
    "CONTRIBUTING.md",
    "SECURITY.md",
]
# If typed lines start with a prompt, the other lines are output.
_TYPED = re.compile(r"^\$ (quality (?:\\\n|[^\n>|])*)", re.MULTILINE)
_BARE = re.compile(r"^(?:\.venv/bin/)?(quality (?:\\\n|[^\n>|])*)", re.MULTILINE)


def typed_on(page: str) -> list[str]:
    return [
        line.replace("\\\n", " ")
        for kind in ("console", "sh")
        for block in blocks(page, kind)
        for line in (_TYPED if re.search("^\\$ ", block, re.MULTILINE) else _BARE).findall(block)
    ]


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_in_the_readme(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`quality {name}" not in text] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_every_command_has_help_with_examples(name: str, language: str, quality: Quality) -> None:
    outcome = quality("--lang", language, name, "--help")
    assert outcome.code == 0
    assert outcome.out.count(f"quality {name}") >= 2, "the usage and an example"


@pytest.mark.parametrize("page", PAGES)
def test_every_example_of_a_page_is_understood(page: str) -> None:
    for line in typed_on(page):
        understood(page, line)


def test_pages_have_examples() -> None:
    assert len([page for page in PAGES if typed_on(page)]) > 30


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_a_help_is_understood(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    examples = getattr(command, "examples", ())
    assert examples
    for line in examples:
        understood(f"quality {name} --help", line)


def understood(where: str, line: str) -> None:
    """Parse options and arguments as in a real run, but run nothing."""
    line = re.sub(r'^eval "\$\((.*)\)"$', r"\1", re.split(" [>|] ", line)[0])
    words = shlex.split(line.replace('"$(git rev-parse --git-dir)/', '"'))[1:]
    context: click.Context = click.Context(commands)
    command: click.Command = commands
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        if found is None:
            break
        command, words = found, words[1:]
    assert command is not commands or words[0].startswith("-"), f"{where}: {line}"
    made = command.make_context(
        "quality", list(words), resilient_parsing="--version" in words, obj=_Session()
    )
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    assert all(made.params[one.name] for one in arguments if one.metavar == "YEAR"), line


class _Session:
    root: Path | None = None


@pytest.mark.parametrize("page", READMES)
def test_the_example_of_a_year_is_sound(page: str, real_catalogue: CatalogueFile) -> None:
    (example,) = blocks(page, "yaml")
    loaded = parse_year(Source("2020-2021.yaml", example), "2020-2021")
    assert loaded.content is not None
    assert [*loaded.found, *check_year(loaded.content, real_catalogue)] == []


@pytest.mark.parametrize("page", ["docs/cycle.md", "docs/cycle.bg.md"])
def test_the_example_of_the_cycle_is_sound_and_no_key_is_left_out(
    page: str, real_catalogue: CatalogueFile
) -> None:
    (example,) = blocks(page, "yaml")
    head = "format: 1\nyear: 2020-2021\nframework: {id: vou-montana, edition: '2020'}\n"
    loaded = parse_year(Source("2020-2021.yaml", f"{head}{example}ratings: {{OP.1.1.1: 3}}\n"))
    assert loaded.content is not None
    assert [*loaded.found, *check_year(loaded.content, real_catalogue)] == []
    text = (TOP / page).read_text(encoding="utf-8")
    table = "".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    assert re.findall("`([a-z_]+)`", table) == list(Cycle.model_fields)


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.bg.md", "bg")])
def test_the_example_of_a_finding_matches_the_output(
    page: str, language: str, project: Path, quality: Quality
) -> None:
    (sample,) = [block for block in blocks(page, "console") if "Q301" in block]
    for path in (project / "data/years").glob("*.yaml"):
        path.unlink()
    lines = ["format: 1", "year: 2020-2021", "framework: {id: vou-montana, edition: '2020'}"]
    lines += ["#"] * 36 + ["ratings:", "  OP.1.3.9: 3", "  OP.1.3.8: 3"]
    path = project / "data/years/2020-2021.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert quality("--lang", language, "validate").out == sample.split("\n", 1)[1]


def test_every_decision_is_listed() -> None:
    folder = TOP / "docs/decisions"
    listed = re.findall(r"\((\d{4}-[a-z-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_links_lead_somewhere() -> None:
    pages = [TOP / "README.md", TOP / "README.bg.md", TOP / "CONTRIBUTING.md"]
    for page in [*pages, *(TOP / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_layer_is_described_and_held_to_its_contracts() -> None:
    """A layer that no contract mentions could import anything."""
    contracts = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers, yaml, click_alone, shown, *_ = contracts["contracts"]
    named = [re.split(r" [|:] ", layer) for layer in layers["layers"]]
    told = (TOP / "CONTRIBUTING.md").read_text("utf-8").partition("## Architecture")[2]
    rows = [re.findall("`([a-z_]+)`", row.split("|")[1]) for row in told.splitlines() if "|" in row]
    assert sorted(one for row in rows for one in row) == sorted(one for row in named for one in row)
    below = {f"qualitycli.{one}" for layer in named for one in layer}
    assert set(yaml["source_modules"]) == below - {"qualitycli.reading"}
    assert set(click_alone["source_modules"]) == below - {"qualitycli.cli"}
    upper = ("cli", "spark", "application", "render", "exchange", "writing")
    above = {f"qualitycli.{one}" for one in upper}
    assert set(shown["source_modules"]) == below - above
