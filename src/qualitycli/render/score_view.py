"""A year's score with every figure already written: what the table, CSV and JSON have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from qualitycli.messages import N_, NP_, Finished, Translator, as_written, visible
from qualitycli.render.numbers import bar, signed
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.rounding import fixed
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.score import NodeScore, Score, Target, flatten

FORMAT_VERSION: Final = 1
DEPTHS: Final = ("area", "criterion", "indicator", "item")
DEPTH_OF: Final = {"overall": 0, "area": 1, "criterion": 2, "indicator": 3, "subindicator": 4}


def view_of(score: Score, depth: str, translate: Translator) -> View:
    """Return the view of a score down to `depth`, one of DEPTHS."""
    most = DEPTHS.index(depth) + 1
    nodes = [score.overall, *flatten(score.overall.children)]
    title = translate(N_("Self-assessment {year}"), year=score.year)
    columns = (
        Column(translate(N_("grade")), right=True),
        Column(translate(N_("percent")), right=True),
        Column(style="cyan", spare=1),
        Column(translate(N_("in words"))),
        Column(translate(N_("coverage")), right=True, style="dim"),
    )
    rows = (_row(node, translate) for node in nodes if is_within(node.kind, most))
    return View(
        title=f"{title} · {visible(score.institution)}" if score.institution else title,
        notices=tuple(notices(score, translate)),
        sections=(Section(columns, tuple(rows)),),
        remarks=tuple(_remarks(score, most, translate)),
    )


def notices(score: Score, translate: Translator) -> Iterator[str]:
    """Yield what has to be known before the figures are read."""
    if score.illustrative:
        yield example_notice(translate)


def example_notice(translate: Translator) -> str:
    """Return what example data says of itself, in every output."""
    return translate(N_("Example data: not the self-assessment of any school."))


def is_within(kind: str, most: int) -> bool:
    """Tell whether a kind of node is shown where `most` floors are."""
    return DEPTH_OF[kind] <= most


def _row(node: NodeScore, translate: Translator) -> Row:
    depth = DEPTH_OF[node.kind]
    return Row(
        name=named(node.id, node.kind, translate),
        text=visible(node.text),
        cells=(
            written(node.grade, 2, translate),
            translate.percent(fixed(node.percent, 1)) if node.percent is not None else "–",
            bar(node.share) if node.share is not None else "",
            verdict(node, translate),
            f"{node.scored}/{node.applicable}" if node.state is None else "",
        ),
        important=depth < 2,
        faint=frozenset() if node.band is not None else frozenset({3}),
    )


def named(node_id: str | None, kind: str, translate: Translator) -> str:
    """Return a node's id, moved to the right by its depth; the whole has a word."""
    return "  " * (DEPTH_OF[kind] - 1) + (node_id or translate(N_("Overall")))


def narrow_note(translate: Translator) -> str:
    """Return what to say where there is no room for all columns."""
    return translate(
        N_("Columns that have no room here are left out; widen the window, or use --format csv.")
    )


def written(value: Fraction | None, digits: int, translate: Translator) -> str:
    """Return a figure with the language's decimal sign, or a dash where there is none."""
    return "–" if value is None else translate.decimal(fixed(value, digits))


def verdict(node: NodeScore, translate: Translator) -> str:
    """Return a node's word, or why it has none."""
    if node.state is not None:
        if node.level is not None:
            return translate(N_("level {level}"), level=node.level)
        return translate(STATE_WORDS[node.state])
    if not node.applicable:
        return translate(N_("not applicable"))
    if not node.complete:
        return translate(N_("incomplete"))
    if node.band is None:
        return "–"
    if node.borderline:
        return translate(N_("{band}, borderline"), band=visible(node.band))
    return visible(node.band)


def _remarks(score: Score, most: int, translate: Translator) -> Iterator[str]:
    yield from _lowest_area(score, translate)
    yield from _levels(score, translate)
    yield from _targets(score.targets, translate)
    yield from _incomplete(score, most, translate)
    yield from _bands(score, translate)


def _lowest_area(score: Score, translate: Translator) -> Iterator[str]:
    if (area := score.lowest_area) is None:
        return
    text = N_("Lowest area: {id} {text} – {grade} ({verdict}).")
    if score.profile is None:
        text = N_("Lowest area: {id} {text} – {grade}.")
    elif not area.complete:
        text = N_("Lowest area so far: {id} {text} – {grade} ({verdict}).")
    yield translate(
        text,
        id=area.id,
        text=area.text,
        grade=written(area.grade, 2, translate),
        verdict=verdict(area, translate),
    )
    if area.complete and score.profile and score.profile.lowest_area:
        yield visible(score.profile.lowest_area)


def _levels(score: Score, translate: Translator) -> Iterator[str]:
    scored = score.states["scored"]
    parts = [
        translate(NP_("level {level} – {n} item", "level {level} – {n} items"), level=level, n=n)
        for level, n in reversed(list(score.levels.items()))
    ]
    if other := scored - sum(score.levels.values()):
        parts.append(translate(N_("by survey or points – {n}"), n=other))
    yield translate(N_("Scored: {parts}."), parts=Finished(*parts))
    left = [
        f"{translate(STATE_WORDS[state])} – {n}"
        for state, n in score.states.items()
        if state != "scored" and n
    ]
    if left:
        yield translate(N_("Left out of the figures: {parts}."), parts=Finished(*left))


def _targets(targets: Sequence[Target], translate: Translator) -> Iterator[str]:
    for target in targets:
        if target.difference is None:
            text = N_("Target {id} {target}: no grade yet.")
        elif not target.node.complete:
            text = N_("Target {id} {target}: {grade} so far ({difference}), still incomplete.")
        elif target.met:
            text = N_("Target {id} {target}: met with {grade} ({difference}).")
        else:
            text = N_("Target {id} {target}: missed with {grade} ({difference}).")
        yield translate(
            text,
            id=target.node.id,
            target=written(target.grade, 2, translate),
            grade=written(target.node.grade, 2, translate),
            difference=translate.decimal(signed(target.difference or Fraction(0), 2)),
        )


def _incomplete(score: Score, most: int, translate: Translator) -> Iterator[str]:
    nodes = [score.overall, *flatten(score.overall.children)]
    shown = [node for node in nodes if DEPTH_OF[node.kind] <= most and node.state is None]
    if any(node.applicable and not node.complete for node in shown):
        yield translate(
            N_("Incomplete: less than {threshold} of the items are scored, so there is no word."),
            threshold=str(score.catalogue.coverage_threshold),
        )


def _bands(score: Score, translate: Translator) -> Iterator[str]:
    profile = score.profile
    if profile is None:
        yield translate(
            N_("No band profile holds in {year}, so there are no words."), year=score.year
        )
        return
    if score.chosen:
        text = N_("What if: words by “{title}”, which is not the band profile of this year.")
    else:
        text = N_("Words by “{title}”.")
    sentence = translate(text, title=profile.title)
    if profile.percent_of == "range":
        sentence += " " + translate(N_("The percentage is 100 × share."))
    else:
        highest = score.catalogue.scale.highest
        sentence += " " + translate(
            N_("The percentage is 100 × grade / {highest}."), highest=highest
        )
    if not profile.verified:
        sentence += " " + translate(N_("Its bounds are not verified against an official text."))
    yield sentence


def as_json(score: Score) -> dict[str, Any]:
    """Return a score as JSON values: a promise, with a version."""
    nodes = flatten(score.overall.children)
    return {
        "format_version": FORMAT_VERSION,
        **json_year(score),
        "bands_verified": score.profile.verified if score.profile else None,
        "overall": json_node(score.overall),
        "lowest_area": score.lowest_area.id if score.lowest_area else None,
        "levels": {str(level): n for level, n in score.levels.items()},
        "states": dict(score.states),
        "targets": [
            {
                "id": target.node.id,
                "target": fixed(target.grade, 2),
                "grade": _or_none(target.node.grade, 2),
                "difference": _or_none(target.difference, 2),
                "met": target.met,
            }
            for target in score.targets
        ],
        "nodes": [json_node(node) for node in nodes],
    }


def json_year(score: Score) -> dict[str, Any]:
    """Return what is said of a year wherever its figures are: how it is judged, and if for real."""
    return {
        "year": score.year,
        "framework": {"id": score.catalogue.framework.id, "edition": score.edition},
        "bands": score.profile.id if score.profile else None,
        "illustrative": score.illustrative,
    }


def json_node(node: NodeScore) -> dict[str, Any]:
    """Return a node's figures as JSON values."""
    values: dict[str, Any] = {"id": node.id, "kind": node.kind}
    if node.id is not None:
        values |= {"number": node.number, "text": node.text, "weight": _number(node.weight)}
    values |= {
        "share": None if node.share is None else float(fixed(node.share, 4)),
        "share_exact": None if node.share is None else str(node.share),
        "grade": _or_none(node.grade, 2),
        "percent": _or_none(node.percent, 1),
        "band": node.band,
        "borderline": node.borderline,
        "complete": node.complete,
        "scored": node.scored,
        "applicable": node.applicable,
        "coverage": None if node.coverage is None else float(fixed(node.coverage, 4)),
    }
    if node.state is not None:
        values["state"] = node.state
        if node.level is not None:
            values["level"] = node.level
    return values


def _number(value: Fraction) -> int | float:
    text = as_written(value)
    return float(text) if "." in text else int(text)


def _or_none(value: Fraction | None, digits: int) -> str | None:
    return None if value is None else fixed(value, digits)


CSV_COLUMNS: Final = (
    "year",
    "id",
    "kind",
    "number",
    "text",
    "weight",
    "share",
    "share_exact",
    "grade",
    "percent",
    "band",
    "borderline",
    "complete",
    "scored",
    "applicable",
    "coverage",
    "state",
    "level",
)


def as_records(score: Score) -> Iterator[dict[str, Any]]:
    """Yield a record for the whole and for every node, as the JSON has them, for a table."""
    for node in flatten([score.overall]):
        yield {"year": score.year} | json_node(node)
