"""A measure as the lines of a year file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from qualitycli.messages import N_, Translator
from qualitycli.model.measure import Measure
from qualitycli.writing.comments import comment
from qualitycli.writing.scalars import quoted


def measure_lines(measure: Measure, translate: Translator) -> Iterator[str]:
    """Yield a continued measure in block style, with its old deadline as a comment."""
    yield f"  - id: {measure.id}"
    if measure.kind != "planned":
        yield f"    kind: {measure.kind}"
    yield f"    action: {quoted(measure.action)}"
    yield from _texts("serves", measure.serves)
    yield from _texts("responsible", measure.responsible)
    yield "    planned:"
    if (ended := measure.planned.ends) is not None:
        yield from comment(translate(N_("Previous deadline: {date}"), date=ended), 6)
    yield "      to:"
    yield from _map("actual", {"from": measure.actual.begins})
    if measure.resources is not None:
        yield f"    resources: {quoted(measure.resources)}"
    if (gauge := measure.indicator) is not None:
        values = {"text": gauge.text, "baseline": gauge.baseline, "target": gauge.target}
        yield from _map("indicator", values)
    if measure.stated is not None:
        yield f"    status: {measure.stated}"
    if (proposal := measure.proposed) is not None:
        yield from _map("proposed", {"by": proposal.by, "date": proposal.date})
    if (approval := measure.approved) is not None:
        yield from _map("approved", {"order": approval.order, "date": approval.date})
    if (origin := measure.continues) is not None:
        yield from _map("continues", {"year": origin.year, "id": origin.id})


def _texts(key: str, texts: Sequence[str]) -> Iterator[str]:
    if len(texts) == 1:
        yield f"    {key}: {quoted(texts[0])}"
    elif texts:
        yield f"    {key}:"
        yield from (f"      - {quoted(text)}" for text in texts)


def _map(key: str, values: Mapping[str, str | date | None]) -> Iterator[str]:
    given = {name: value for name, value in values.items() if value is not None}
    if given:
        yield f"    {key}:"
    for name, value in given.items():
        shown = value.isoformat() if isinstance(value, date) else quoted(value)
        yield f"      {name}: {shown}"
