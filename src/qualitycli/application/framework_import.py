"""Importing a framework from the tables of a document."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from qualitycli.exchange.framework.account import Account
from qualitycli.model.framework import Catalogue, Method


class FrameworkOptions(NamedTuple):
    """What the user said about a framework in a table.

    :ivar columns: the roles of columns, such as ``A=number,B=criterion``; empty if they follow
        from the headings.
    :ivar method: None if it follows from the table.
    :ivar prefix: the letters of the areas' ids; empty if they come from the titles.
    """

    columns: str = ""
    method: Method | None = None
    prefix: str = ""


class ImportedFramework(NamedTuple):
    """A framework that was read from a table.

    :ivar text: the text of the catalogue, which validates.
    :ivar account: what became of each cell, and what was decided for the user.
    """

    text: str
    catalogue: Catalogue
    account: Account


def imported_framework(
    data: bytes, name: str, options: FrameworkOptions, today: date
) -> ImportedFramework:
    """Return the framework in the tables of a Word document, a workbook or a CSV file.

    :param data: the contents of the file.
    :param name: the name of the file, as shown in messages; its ending is the format.
    :param today: its year is the framework's edition.
    :raises InvalidSourceError: the file cannot be read.
    :raises NoFrameworkError: no table in it is a framework.
    """
    raise NotImplementedError
