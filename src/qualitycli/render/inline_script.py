"""The parts of a page that its content security policy allows by their hash."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files


def asset(package: str, name: str) -> str:
    """Return the text of a script or a style sheet."""
    text = files(package).joinpath(name).read_text("utf-8")
    # A checkout may have other line endings, but a browser normalizes them to LF before hashing.
    return text.replace("\r\n", "\n")


def hash_of(text: str) -> str:
    """Return the hash by which a policy allows exactly this text."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
