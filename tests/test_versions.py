"""Tests run on listed versions, and the tool does not depend on the messages of a library."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from copy import deepcopy
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages import Catalog, catalog
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import TOP
from tests.needs import need
from tools import set_up, table_packages, translations

pytestmark = pytest.mark.slow


def pins() -> dict[str, str]:
    lines = (TOP / "tools/constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [
        re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9][0-9a-z.]*)", one) for one in lines if one[0] != "#"
    ]
    assert None not in found, "names and versions only: no address, no hash"
    return {canonicalize_name(one[1]): one[2] for one in found if one}


def test_every_package_that_is_asked_for_has_its_version() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *(one for extra in extras.values() for one in extra),
    ]
    apart = (
        Requirement(line)
        for line in table_packages.LIST.read_text("utf-8").splitlines()
        if "==" in line
    )
    named = {canonicalize_name(one.name): str(one.specifier)[2:] for one in apart} | pins()
    for one in map(Requirement, asked):
        if one.name != "qualitycli":
            assert one.specifier.contains(named[canonicalize_name(one.name)]), one


@pytest.mark.parametrize(("args", "steps"), [((), 1), (("--full",), 4)])
def test_the_set_up_installs_and_builds_with_these_versions(
    args: tuple[str, ...], steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []

    def run(command: list[str], **given: object) -> subprocess.CompletedProcess[str]:
        assert given["cwd"] == TOP
        environment = given["env"]
        assert isinstance(environment, dict)
        seen.append(environment)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(shutil, "which", {"npm": "/bin/npm"}.get)
    assert set_up.main(*args) == 0
    assert len(seen) == steps
    for name in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"):
        assert (TOP / seen[0][name]).samefile(translations.CONSTRAINTS)


def test_without_npm_the_rest_is_set_up_and_its_tools_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = subprocess.CompletedProcess[str]([], 0)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: fine)
    monkeypatch.setattr(shutil, "which", {}.get)
    assert set_up.main("--full") == 0
    assert "Node.js 20" in capsys.readouterr().out


def test_pinning_writes_the_list_as_it_is() -> None:
    need("nox")
    pinned = import_module("noxfile").pinned
    written = translations.CONSTRAINTS.read_text(encoding="utf-8")
    frozen = "".join(line for line in written.splitlines(keepends=True) if line[0] != "#")
    assert pinned(written, frozen) == written
    assert pinned("# a\nb==1\n", "b==2\nc==1\n") == "# a\nb==2\nc==1\n"


Edit = Callable[[Catalog], object]


@pytest.fixture(scope="module")
def all_messages() -> Catalog:
    """Collect the messages once."""
    return translations.collected()


@pytest.fixture
def collecting(all_messages: Catalog, monkeypatch: pytest.MonkeyPatch) -> Callable[[Edit], None]:
    """Replace the collected messages with others."""

    def change(edit: Edit) -> None:
        collected = deepcopy(all_messages)
        edit(collected)
        monkeypatch.setattr(translations, "collected", lambda: collected)

    return change


@pytest.fixture
def another_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "version", lambda _: "99.0")


@pytest.fixture
def pinned_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "version", lambda name: pins()[name])


def add_to_click(collected: Catalog) -> None:
    collected.add("No such luck.", auto_comments=[translations.CLICK])


def test_the_translation_fits_the_code(collecting: Callable[[Edit], None]) -> None:
    collecting(lambda _: None)
    assert translations.complaints() == []
    assert translations.is_compiled()


def test_what_click_no_longer_says_is_no_fault(collecting: Callable[[Edit], None]) -> None:
    collecting(lambda collected: collected.delete("Aborted!"))
    assert translations.complaints() == []
    assert translations.untranslated() == ([], [])


def test_what_we_no_longer_say_is_one(collecting: Callable[[Edit], None]) -> None:
    collecting(lambda collected: collected.delete("Area"))
    assert translations.complaints() == ["no longer used: 'Area'"]


@pytest.mark.usefixtures("pinned_click")
def test_what_the_pinned_click_says_has_to_be_translated(
    collecting: Callable[[Edit], None],
) -> None:
    collecting(add_to_click)
    assert translations.untranslated() == (["missing: 'No such luck.'"], [])


@pytest.mark.usefixtures("another_click")
def test_what_another_click_says_is_only_noted(collecting: Callable[[Edit], None]) -> None:
    collecting(add_to_click)
    faults, notes = translations.untranslated()
    assert faults == []
    assert notes == ["only in this version of click: 'No such luck.'"]


@pytest.mark.usefixtures("another_click")
def test_our_own_messages_are_exact_whatever_the_version_of_click(
    collecting: Callable[[Edit], None],
) -> None:
    collecting(lambda collected: collected.add("Ours."))
    assert translations.untranslated() == (["missing: 'Ours.'"], [])


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Update a copy of the catalogue, and return it."""
    po = tmp_path / "x.po"
    po.write_bytes(translations.PO.read_bytes())
    monkeypatch.setattr(translations, "PO", po)
    return po


@pytest.mark.parametrize("version", ["2.16.0", "99.0"])
def test_the_catalogue_is_the_same_with_any_version_of_babel(
    version: str,
    copied: Path,
    collecting: Callable[[Edit], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = copied.read_bytes()
    collecting(lambda _: None)
    monkeypatch.setattr(catalog, "VERSION", version)
    translations.update()
    assert copied.read_bytes() == before
    assert translations.complaints() == []


@pytest.mark.usefixtures("copied")
def test_an_update_keeps_what_other_versions_of_click_say_and_drops_our_old_words(
    collecting: Callable[[Edit], None],
) -> None:
    def without_both(collected: Catalog) -> None:
        collected.delete("Aborted!")
        collected.delete("Area")

    collecting(without_both)
    translations.update()
    catalogue = translations.translated()
    assert catalogue["Aborted!"].string == "Прекъснато!"
    assert "Area" not in catalogue
    assert translations.complaints() == []
    assert translations.untranslated() == ([], [])


def edited(po: Path, old: str, new: str) -> None:
    text = po.read_text(encoding="utf-8")
    assert text.count(old) == 1
    po.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('msgid "Area"\nmsgstr ""\n', "not translated: 'Area'"),
        ('#, fuzzy\nmsgid "Area"\nmsgstr "Област"\n', "fuzzy: 'Area'"),
    ],
)
def test_a_missing_translation_is_a_matter_of_the_release_alone(
    entry: str, said: str, copied: Path, collecting: Callable[[Edit], None]
) -> None:
    collecting(lambda _: None)
    edited(copied, 'msgid "Area"\nmsgstr "Област"\n', entry)
    assert translations.complaints() == []
    assert translations.untranslated() == ([said], [])


def test_placeholders_that_differ_are_a_fault(
    copied: Path, collecting: Callable[[Edit], None]
) -> None:
    collecting(lambda _: None)
    edited(copied, 'msgid "Area"\nmsgstr "Област"\n', 'msgid "Area"\nmsgstr "Област {id}"\n')
    assert translations.complaints() == ["placeholders differ: 'Area'"]
