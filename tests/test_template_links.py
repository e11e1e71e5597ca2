"""Templates include templates, but no link, name or path gives access to other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitycli.render.documents.templates import files
from tests.conftest import THOROUGH, Quality
from tests.template_runs import by_template, stopped

pytestmark = pytest.mark.slow

SECRET = "hidden-in-here"


@pytest.fixture
def templates(small_project: Path) -> Path:
    """Return the project's folder of templates; there are secrets next to it and outside."""
    for path in (".git/config", "notes.css", "data/notes.css", "../outside.css"):
        (small_project / path).parent.mkdir(exist_ok=True)
        (small_project / path).write_text(SECRET, encoding="utf-8")
    (small_project / "templates/below").mkdir(parents=True)
    (small_project / "templates/below/deep.css").write_text(SECRET, encoding="utf-8")
    (small_project / "templates/.hidden").write_text(SECRET, encoding="utf-8")
    return small_project / "templates"


TARGETS = (
    *("../.git/config", "../data/criteria.yaml", "../notes.css", "../data/notes.css"),
    *("../../outside.css", "below/deep.css", ".hidden", "/etc/passwd", "/proc/self/environ"),
    *("/dev/stdin", "../nowhere.css", "nowhere.css", "secret.css", ".."),
)
TAGS = (
    "{% include 'secret.css' %}",
    "{% extends 'secret.css' %}",
    "{% import 'secret.css' as s %}",
)


@pytest.mark.parametrize(
    ("target", "text"),
    # Links are followed before any template runs, whatever its tags.
    [
        (target, text)
        for number, target in enumerate(TARGETS)
        for text in (TAGS if THOROUGH else [TAGS[number % 3]])
    ],
)
def test_a_link_to_anything_but_a_template_is_refused(
    target: str, text: str, templates: Path, quality: Quality
) -> None:
    (templates / "secret.css").symlink_to(target)
    outcome = by_template(quality, text)
    assert outcome.code == 1
    assert SECRET not in outcome.out + outcome.err
    if target not in ("nowhere.css", "secret.css"):
        assert stopped(outcome).code == "Q907"
        assert "templates/secret.css" in outcome.err


def test_a_chain_of_links_is_followed_to_its_end(templates: Path, quality: Quality) -> None:
    (templates / "first.css").symlink_to("second.css")
    (templates / "second.css").symlink_to("../notes.css")
    assert stopped(by_template(quality, "{% include 'first.css' %}")).code == "Q907"


def test_a_link_to_another_template_is_that_template(templates: Path, quality: Quality) -> None:
    (templates / "real.css").write_text("b { }", encoding="utf-8")
    (templates / "linked.css").symlink_to("real.css")
    assert by_template(quality, "{% include 'linked.css' %}").out == "b { }\n"


def test_a_link_in_place_of_a_built_in_template_is_refused(
    templates: Path, quality: Quality
) -> None:
    (templates / "page.css").symlink_to("../notes.css")
    outcome = quality("report", "2020-2021", "--kind", "plan", "--format", "html")
    assert stopped(outcome).code == "Q907"


def test_a_folder_that_is_a_link_has_no_templates(templates: Path, quality: Quality) -> None:
    templates.rename(templates.with_name("elsewhere"))
    templates.symlink_to("elsewhere")
    (templates / "plan.md.j2").write_text(SECRET, encoding="utf-8")
    outcome = quality("report", "2020-2021", "--kind", "plan", "--format", "md")
    assert stopped(outcome).code == "Q907"
    assert SECRET not in outcome.err


@pytest.mark.parametrize(
    "name",
    [
        *("../notes.css", ".hidden", "below/deep.css", "./plan.md.j2", "/etc/passwd", "", "."),
        *("plan.md.j2\\x00", "PLAN.MD.J2", "..\\\\notes.css", "C:notes.css", "notes.css"),
    ],
)
def test_a_path_is_not_the_name_of_a_template(name: str, templates: Path, quality: Quality) -> None:
    assert stopped(by_template(quality, f"{{% include '{name}' %}}")).code == "Q905"


def test_a_name_that_is_put_together_is_a_name(templates: Path, quality: Quality) -> None:
    text = "{% include ['../notes.css', '..' ~ '/notes.css', 'page' ~ '.css'] %}"
    assert "body" in by_template(quality, text, "html").out


def test_of_a_folder_with_very_many_templates_not_all_are_read(
    templates: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        (templates / f"a{number:03}.css").touch()
    read: list[Path] = []
    real = getattr(files, "read_file")  # noqa: B009  (imported by that module)

    def counting(path: Path, name: str, root: Path | None) -> object:
        read.extend([path] if path.parent == templates else [])
        return real(path, name, root)

    monkeypatch.setattr(files, "read_file", counting)
    assert by_template(quality, "{% include 'a199.css' %}a").out == "a\n"
    assert len(read) == 200
    found = stopped(by_template(quality, "{% include 'a200.css' %}a"))
    assert (found.code, found.line) == ("Q904", 1)
    assert "more than 200" in found.message


def test_a_folder_named_like_a_template_is_reported(templates: Path, quality: Quality) -> None:
    (templates / "page.css").mkdir()
    outcome = quality("report", "2020-2021", "--kind", "plan", "--format", "html")
    assert outcome.code == 1
    assert "templates/page.css" in outcome.err
