"""The card as one HTML file whose policy forbids network access."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from fractions import Fraction
from types import SimpleNamespace
from typing import Final

from qualitycli.messages import N_, Message, Translator, as_written
from qualitycli.model.assessment import BESIDE, TEXTS_BESIDE, Beside
from qualitycli.model.names import plain_name
from qualitycli.render.card.page import CardEntry, Page, items_of
from qualitycli.render.card.words import PAGE, SCRIPT, words_of
from qualitycli.render.inline_script import asset, hash_of
from qualitycli.render.step_texts import Edge

_SCRIPTS: Final = ("yaml.js", "figures.js", "answers.js", "card.js")


def as_html(page: Page) -> str:
    """Return the page: one file with a content security policy that forbids network access."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    translate = Translator(page.language)
    style, (first, *scripts) = _asset("card.css"), map(_asset, _SCRIPTS)
    # “use strict” only works at the start of a script.
    script = "\n".join([first, _beside(), *scripts])
    environment = Environment(
        loader=PackageLoader("qualitycli.render.card", "."),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template("card.html.j2").render(
        page=page,
        words=SimpleNamespace(**words_of(_page_words(page), translate)),
        beside={key: _label(BESIDE[key], translate) for key in TEXTS_BESIDE},
        total=len(list(items_of(page.entries))),
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        data=Markup(_data(page, translate)),
    )
    return html + "\n"


def _page_words(page: Page) -> Mapping[str, str]:
    """Return the texts of the page; they only mention levels if items are rated by level."""
    entries = list(items_of(page.entries))
    by_level = [one for one in entries if one.by == "level" and not one.by_points]
    others = [one for one in entries if one.by in ("points", "amount", "value")]
    found = dict(PAGE)
    if others:
        found["how_1"], found["key_levels"] = PAGE["how_1_steps"], PAGE["key_steps"]
    if not by_level:
        found["how_2"] = PAGE["how_2_steps"]
    return found


def _beside() -> str:
    """Return the script line that lists the keys that accompany a rating, with their kinds."""
    return f"const BESIDE = {json.dumps({key: one.kind for key, one in BESIDE.items()})};"


def _label(one: Beside, translate: Translator) -> str:
    heading = Message(one.heading)
    if one.kind == "lines":
        heading = Message(N_("{heading}, one per line"), {"heading": heading})
    return translate.fill(heading)


def _policy(style: str, script: str) -> str:
    """Return a content security policy that only allows this style and this script."""
    return (
        f"default-src 'none'; style-src '{hash_of(style)}'; script-src '{hash_of(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return asset("qualitycli.render.card", name)


def _data(page: Page, translate: Translator) -> str:
    """Return the data for the script, as JSON from which no text can break out."""
    items = [
        {
            "id": one.id,
            "by": one.by,
            "kind": "points" if one.by_points else "level",
            "steps": [choice.value for choice in one.choices],
            "extremes": list(page.extremes) if one.choices and not one.by_points else [],
            "parts": one.pairs,
            "exceeds": one.may_exceed,
            **_figures_of(one, translate),
        }
        for one in items_of(page.entries)
    ]
    card = {
        "comma": translate.decimal("."),
        "key": _key(page),
        "framework": page.framework,
        "edition": page.edition,
        "year": page.year,
        "rater": page.rater,
        "folder": page.folder,
        "known": list(page.known),
        "items": items,
    }
    percent = translate.percent("{n}")
    values = {"card": card, "words": words_of(SCRIPT, translate) | {"percent": percent}}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"[<>&\u2028\u2029\ud800-\udfff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _figures_of(one: CardEntry, translate: Translator) -> dict[str, object]:
    """Return the limits that the script uses to check numbers and show their results."""
    found: dict[str, object] = {}
    limits: dict[str, Fraction] = {}
    if one.points is not None:
        limits |= {"most": one.points.most, "step": one.points.step}
    if one.survey is not None:
        limits |= {"lowest": one.survey.lowest, "highest": one.survey.highest}
        found["answers"] = [
            [answer.key, None if answer.share is None else _fraction(answer.share)]
            for answer in one.survey.answers
        ]
        if one.survey.most is not None:
            found["earns"] = as_written(one.survey.most)
    if one.outcomes:
        found["outcomes"] = [
            [outcome.content, *map(_edge, (outcome.low, outcome.high))] for outcome in one.outcomes
        ]
    if limits:
        found["limits"] = {key: as_written(value) for key, value in limits.items()}
        found["shown"] = {key: translate.decimal(as_written(one)) for key, one in limits.items()}
    return found


def _fraction(value: Fraction) -> list[str]:
    return [str(value.numerator), str(value.denominator)]


def _edge(edge: Edge | None) -> list[object] | None:
    return None if edge is None else [as_written(edge.number), edge.included]


def _key(page: Page) -> str:
    """Return the key that identifies this card in the browser's storage."""
    ids = [one.id for one in items_of(page.entries)]
    head = [*page.school, page.framework, page.edition, page.year, plain_name(page.rater)]
    told = "\n".join([*head, *ids])
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
