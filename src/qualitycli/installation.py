"""How this copy of the tool was installed, and the requirement that installs the same elsewhere.

pip and the programs built on it record in ``direct_url.json`` where a package came from, unless it
came from an index or from ``--find-links`` (PEP 610).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

_NAME: Final = "qualitycli"

Origin = Literal["address", "computer", "index"]


class Requirement(NamedTuple):
    """What to give to pip to install this copy of the tool.

    :ivar version: its version; empty if it is not installed.
    :ivar address: the URL of a repository with its commit, of an archive, or of a file or a folder;
        empty if it came from an index.
    """

    version: str
    address: str = ""

    @property
    def origin(self) -> Origin:
        """Where the tool is from: an address on the network, this computer only, or an index."""
        if not self.address:
            return "index"
        scheme = self.address.partition(":")[0]
        return "computer" if scheme.rpartition("+")[2] == "file" else "address"

    @property
    def wheel(self) -> str:
        """The name of its wheel."""
        return f"{_NAME}-{self.version}-py3-none-any.whl"

    def text(self, extra: str = "") -> str:
        """Return the requirement (PEP 508).

        :param extra: the name of an extra, whose libraries are installed too.
        """
        name = f"{_NAME}[{extra}]" if extra else _NAME
        return f"{name} @ {self.address}" if self.address else f"{name}=={self.version}"

    def command(self, extra: str = "") -> str:
        """Return the command that installs it; shells on all systems know these quotes."""
        return f'pip install "{self.text(extra)}"'


def installed() -> Requirement:
    """Return the requirement of this copy of the tool."""
    import json
    from importlib import metadata  # slow to load, and few runs need it

    try:
        found = metadata.distribution(_NAME)
    except metadata.PackageNotFoundError:
        # Run from the folder `src` of a checkout.
        return Requirement("", Path(__file__).resolve().parents[2].as_uri())
    record = found.read_text("direct_url.json")
    return Requirement(found.version, address_in(json.loads(record)) if record else "")


def address_in(record: Mapping[str, Any]) -> str:
    """Return the address in the content of a ``direct_url.json``."""
    url = str(record["url"])
    if vcs := record.get("vcs_info"):
        url = f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
    archive = record.get("archive_info", {})
    # The older key has one hash, written “sha256=…”.
    known = [f"{name}={value}" for name, value in archive.get("hashes", {}).items()]
    fragments = known[:1] or [archive["hash"]] if known or archive.get("hash") else []
    if subdirectory := record.get("subdirectory"):
        fragments.append(f"subdirectory={subdirectory}")
    return "#".join((url, "&".join(fragments))) if fragments else url
