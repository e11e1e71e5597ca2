"""What is installed beside the tool only where somebody needs it."""

from __future__ import annotations

from importlib.util import find_spec

from qualitycli.cli.session import Session
from qualitycli.messages import N_


def need_openpyxl(session: Session) -> None:
    """Make sure that workbooks can be written.

    :raises Stop: the library for them is not installed.
    """
    if find_spec("openpyxl") is None:
        session.refuse(
            N_(
                "Workbooks need a library that is not installed here; this installs it: {command} "
                "(a file that ends in .csv needs none)."
            ),
            command='pip install "qualitycli[excel]"',
        )
