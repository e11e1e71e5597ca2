"""The other programs: their installation in separate environments, and their command lines.

check-jsonschema, ajv and yamale check the same year files against a schema. They do not check
references between values or against the catalogue. Only yamllint, which checks the style of a
file, reports positions. trestle (for OSCAL, the closest to this tool) cannot read these files; it
validates a nearly empty catalogue in its own format.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
TOP: Final = HERE.parent
CACHE: Final = HERE / ".cache"
_FROM_PYPI: Final = ("check-jsonschema", "yamllint", "yamale", "compliance-trestle")
_LENGTH_ONLY_WARNS: Final = "{extends: relaxed, rules: {line-length: disable}}"


class Peers(NamedTuple):
    """Paths and versions of the programs."""

    ours: Path
    python: Path
    ajv: Path
    versions: dict[str, str]

    def pypi(self, package: str, program: str) -> str:
        """Return the path of a program from PyPI."""
        return str(CACHE / package / "bin" / program)


def install() -> Peers:
    """Install missing programs, and reinstall this tool as a user would install it."""
    CACHE.mkdir(exist_ok=True)
    versions = {name: _environment(name, [name]) for name in _FROM_PYPI}
    versions["quality"] = _environment("qualitycli", [str(TOP)], reinstall=True)
    ajv = CACHE / "ajv"
    if not (ajv / "node_modules").is_dir():
        ajv.mkdir(exist_ok=True)
        _run("npm", "install", "--no-fund", "--no-audit", "ajv-cli", "ajv", folder=ajv)
    versions["ajv"] = _npm_version(ajv, "ajv")
    _catalogue_for_trestle()
    bin_folder = CACHE / "qualitycli/bin"
    return Peers(
        bin_folder / "quality", bin_folder / "python", ajv / "node_modules/.bin/ajv", versions
    )


def _environment(name: str, packages: list[str], *, reinstall: bool = False) -> str:
    """Make a virtual environment and return the version of the package that it is named after."""
    folder = CACHE / name
    python = folder / "bin/python"
    if not python.exists():
        _run(sys.executable, "-m", "venv", str(folder))
        # The scripts of older pips import `re` before the program itself.
        _pip(python, "--upgrade", "pip")
        _pip(python, *packages)
    elif reinstall:
        _pip(python, "--force-reinstall", "--no-deps", *packages)
    return _version(python, name)


def _pip(python: Path, *words: str) -> None:
    _run(str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *words)


def _version(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return _run(str(python), "-c", code).strip()


def _npm_version(folder: Path, package: str) -> str:
    manifest = folder / "node_modules" / package / "package.json"
    return _run("node", "-p", f"require({str(manifest)!r}).version").strip()


def _catalogue_for_trestle() -> None:
    folder = CACHE / "trestle"
    if not (folder / "catalogs/one").is_dir():
        folder.mkdir(exist_ok=True)
        trestle = str(CACHE / "compliance-trestle/bin/trestle")
        _run(trestle, "init", "--local", folder=folder)
        _run(trestle, "create", "-t", "catalog", "-o", "one", folder=folder)


def _run(*words: str, folder: Path | None = None) -> str:
    done = subprocess.run(words, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def checks(peers: Peers, schema: Path, files: list[Path]) -> dict[str, tuple[str, ...]]:
    """Return the command line of each program to check files."""
    paths = [str(path) for path in files]
    listed = [word for path in paths for word in ("-d", path)]
    return {
        "check-jsonschema": (
            *(peers.pypi("check-jsonschema", "check-jsonschema"), "--schemafile", str(schema)),
            *paths,
        ),
        "ajv": (
            *(str(peers.ajv), "validate", "--spec=draft2020", "--strict=false"),
            *("-s", str(schema), *listed),
        ),
        "yamllint": (peers.pypi("yamllint", "yamllint"), "-d", _LENGTH_ONLY_WARNS, *paths),
        "yamale": (
            *(peers.pypi("yamale", "yamale"), "-n", "2", "-s"),
            *(str(HERE / "year.yamale.yaml"), "-x", *paths),
        ),
    }
