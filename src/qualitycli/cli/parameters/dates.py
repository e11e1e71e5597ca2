"""Dates from the command line, from prompts and from the environment."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Final

from pydantic_core import PydanticCustomError

from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Message
from qualitycli.model.values import typed_day
from qualitycli.rules import shape, workbooks

_WHY: Final = {
    "NOT_A_DATE": shape.NOT_A_DATE,
    "NONEXISTENT_DAY": shape.NONEXISTENT_DAY,
    "AMBIGUOUS_DATE": workbooks.AMBIGUOUS_DATE,
}


def day_or_why(text: str) -> date | Message:
    """Return the date in `text`, or a message on why it is not a date."""
    try:
        return typed_day(text)
    except PydanticCustomError as error:
        problem = Message(_WHY[error.type].message, error.context or {})
        form = N_("{problem}; write the date as 2021-05-20 or 20.05.2021")
        return Message(form, {"problem": problem})


def day_of_source(session: Session) -> date | None:
    """Return the date in SOURCE_DATE_EPOCH; None if it is not set.

    :raises ExitError: it is not a number of seconds.
    """
    if not (epoch := os.environ.get("SOURCE_DATE_EPOCH")):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        text = N_("SOURCE_DATE_EPOCH must be a number of seconds since 1970, not “{written}”.")
        session.refuse(text, written=epoch)
