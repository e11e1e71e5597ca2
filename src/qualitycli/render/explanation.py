"""An explanation, in steps that can be checked with a pocket calculator."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from qualitycli.messages import N_, NP_, Finished, Message, Plural, Translator, as_written, visible
from qualitycli.model.assessment import Rating
from qualitycli.model.framework import BandProfile, Step
from qualitycli.render.beside import lines_beside
from qualitycli.render.explanation_json import Locate, unfolds
from qualitycli.render.nodes import notices
from qualitycli.render.results import measured_text, points_of_most, shortest, source_of
from qualitycli.render.score_text import borderline_note, rounding_note
from qualitycli.render.text_width import wrapped
from qualitycli.rounding import exactly, fixed
from qualitycli.scoring.explain import BandContext, Explanation
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.source import Route


def as_text(
    one: Explanation,
    ground: BandContext,
    most: int,
    locate: Locate,
    translate: Translator,
    width: int | None,
) -> Iterator[str]:
    """Yield the lines of an explanation.

    :param most: how many levels of the tree to show.
    :param locate: finds the place of a rating from its route.
    """
    by_points = ground.score.catalogue.method == "points"
    lines = _Lines(translate, width, locate, by_points=by_points)
    yield from lines.head(one)
    yield from (wrapped(notice, width) for notice in notices(ground.score, translate))
    yield ""
    yield from lines.figures(one, ground)
    if (one.counted or one.left_out) and unfolds(one, most):
        yield ""
        yield from lines.branch(one, 0, most)
    elif one.rating is not None:
        yield ""
        yield from lines.said(one.rating, one.route)


class _Lines:
    """The sentences of an explanation in one language and at one width."""

    def __init__(
        self, translate: Translator, width: int | None, locate: Locate, *, by_points: bool
    ) -> None:
        self._translate = translate
        self._width = width
        self._locate = locate
        self._by_points = by_points

    def head(self, one: Explanation) -> Iterator[str]:
        """Yield the title."""
        name = one.node.id or self._translate(N_("Overall"))
        yield wrapped(f"{name} {visible(one.node.text)}".rstrip(), self._width, rest="  ")

    def figures(self, one: Explanation, ground: BandContext) -> Iterator[str]:
        """Yield share, grade, percentage, coverage and band, each with its calculation."""
        yield from self._share(one)
        if one.node.share is not None:
            yield from self._grade(one, ground)
            yield from self._percent(one, ground)
        if one.node.state is None:
            yield from self._coverage(one, ground)
            yield from self._word(one, ground)

    def branch(self, one: Explanation, indent: int, most: int) -> Iterator[str]:
        """Yield the children: first those that count, then those left out, with the reason."""
        if not unfolds(one, most):
            return
        for child in one.counted:
            yield from self._child(child, indent)
            yield from self.branch(child, indent + 2, most)
        for child in one.left_out:
            yield from self._child(child, indent)

    def said(self, rating: Rating, route: Route | None) -> Iterator[str]:
        """Yield the texts that the commission wrote for an item, and their place."""
        if route is not None:
            yield self._line(N_("Recorded at {place}."), place=Finished(self._place(route)))
        for reason in (rating.not_applicable, rating.no_evidence):
            if reason:
                yield self._free(N_("Reason: {text}"), reason)
        for message in lines_beside(rating):
            yield self._line(message.text, **message.args)

    def _share(self, one: Explanation) -> Iterator[str]:
        node = one.node
        if node.state is not None:
            yield self._line(N_("State: {state}."), state=self._state(one))
            yield from self._measured(one)
        if node.share is None:
            if node.state is None:
                yield self._line(N_("Share: none, because no node below has one."))
            return
        share = Finished(self._exactly(node.share, 4))
        if node.state is not None:
            source = source_of(node, self._translate)
            yield self._line(N_("Share: {share}, from {source}."), share=share, source=source)
        elif node.points is not None:
            yield from self._points(one)
            text = N_("Share: {points} / {most} = {share}.")
            points, most = _in_brackets(node.points), _in_brackets(node.points_scored_max)
            yield self._line(text, points=Finished(points), most=Finished(most), share=share)
        elif _even(one):
            text = N_("Share: {sum} = {share}, the mean of the shares below.")
            yield self._line(text, sum=Finished(_mean(one)), share=share)
        else:
            text = N_("Share: {sum} = {share}, the weighted mean of the shares below.")
            weighted = Finished(self._translate.decimal(_mean(one)))
            yield self._line(text, sum=weighted, share=share)

    def _measured(self, one: Explanation) -> Iterator[str]:
        """Yield the stated count or value if it does not determine the result."""
        item, stated = one.node.item, measured_text(one.node, self._translate)
        if item is not None and stated and not item.is_measured:
            yield self._line(N_("Stated: {text}"), text=Finished(stated))

    def _points(self, one: Explanation) -> Iterator[str]:
        """Yield the sums of earned and possible points, and the maximum of the applicable items."""
        node = one.node
        counted = [child.node for child in one.counted]
        for text, total, parts in (
            (N_("Points: {sum}."), node.points, [child.points for child in counted]),
            (
                N_("Most points of the rated items: {sum}."),
                node.points_scored_max,
                [child.points_scored_max for child in counted],
            ),
        ):
            shown = self._exactly(total, 2) if total is not None else "–"
            if len(parts) > 1:
                shown = f"{' + '.join(map(_fraction, parts))} = {shown}"
            yield self._line(text, sum=Finished(shown))
        if node.points_max is not None and node.points_max != node.points_scored_max:
            most = shortest(node.points_max)
            yield self._line(N_("Most points of everything that applies: {most}."), most=most)

    def _grade(self, one: Explanation, ground: BandContext) -> Iterator[str]:
        scale = ground.grades
        if one.node.grade is None:
            return
        yield self._line(
            N_("Grade: {lowest} + {span} × {share} = {grade}."),
            lowest=scale.lowest,
            span=scale.span,
            share=Finished(_fraction(one.node.share)),
            grade=Finished(self._exactly(one.node.grade, 2)),
        )
        if one.node.points is not None:
            yield self._line(
                N_(
                    "Points are divided by the maximum; levels are counted from the lowest one. So "
                    "the same number can mean two different shares."
                )
            )

    def _percent(self, one: Explanation, ground: BandContext) -> Iterator[str]:
        if one.node.percent is None:
            return
        args: dict[str, object] = {
            "share": Finished(_fraction(one.node.share)),
            "grade": Finished(_fraction(one.node.grade)),
            "percent": Finished(self._percentage(one.node.percent)),
        }
        if one.node.grade is None or ground.profile is None or ground.profile.percent_of == "range":
            yield self._line(N_("Percentage: 100 × {share} {percent}."), **args)
        else:
            highest = ground.grades.highest
            text = N_("Percentage: 100 × {grade} / {highest} {percent}.")
            yield self._line(text, highest=highest, **args)

    def _exactly(self, value: Fraction | None, digits: int) -> str:
        """Return an exact figure and its decimal, with “≈” if that is rounded: 22/9 ≈ 2.44."""
        if value is None:
            return "–"
        decimal = self._translate.decimal(fixed(value, digits))
        if value.denominator == 1:
            return exactly(value) if digits > 2 else decimal
        sign = "=" if _is_exact(value, digits) else "≈"
        return f"{exactly(value)} {sign} {decimal}"

    def _percentage(self, value: Fraction) -> str:
        sign = "=" if _is_exact(value, 1) else "≈"
        return f"{sign} {self._translate.percent(fixed(value, 1))}"

    def _coverage(self, one: Explanation, ground: BandContext) -> Iterator[str]:
        node = one.node
        args = {
            "scored": node.scored,
            "n": node.applicable,
            "threshold": str(ground.threshold),
        }
        if not node.applicable:
            yield self._line(N_("Coverage: no applicable items."))
        elif node.complete:
            text = NP_(
                "Coverage: {scored} of {n} item, at least {threshold}: complete.",
                "Coverage: {scored} of {n} items, at least {threshold}: complete.",
            )
            yield self._line(text, **args)
        elif node.scored < ground.threshold * node.applicable:
            text = NP_(
                "Coverage: {scored} of {n} item, below {threshold}: incomplete.",
                "Coverage: {scored} of {n} items, below {threshold}: incomplete.",
            )
            yield self._line(text, **args)
        else:
            text = NP_(
                "Coverage: {scored} of {n} item, but an area is incomplete.",
                "Coverage: {scored} of {n} items, but an area is incomplete.",
            )
            yield self._line(text, **args)

    def _word(self, one: Explanation, ground: BandContext) -> Iterator[str]:
        node, profile, step = one.node, ground.profile, ground.step
        if node.band is None or profile is None or step is None:
            return
        args = {
            "band": node.band,
            "range": self._range(step, ground.ceiling),
            "title": profile.title,
        }
        yield self._line(N_("Band: {band} – {range}, by “{title}”."), **args)
        if profile.rounding == "whole":
            yield rounding_note(self._line)
        if node.borderline:
            yield borderline_note(self._line)
        yield from self._source_of(profile)

    def _range(self, step: Step, ceiling: Step | None) -> Message:
        """Return the range of percentages of a band."""
        low, high = self._lower(step), self._upper(ceiling)
        if low is None:
            return high or Message(N_("any percentage"))
        return Message(N_("{low}, {high}"), {"low": low, "high": high}) if high else low

    def _lower(self, step: Step) -> Message | None:
        if step.above is not None:
            return self._bound(N_("above {bound} percent"), step.above)
        return self._bound(N_("from {bound} percent"), step.bound)

    def _upper(self, ceiling: Step | None) -> Message | None:
        if ceiling is None:
            return None
        if ceiling.above is not None:
            return self._bound(N_("up to {bound} percent"), ceiling.above)
        return self._bound(N_("below {bound} percent"), ceiling.bound)

    def _bound(self, text: str, bound: Fraction | None) -> Message | None:
        if bound is None:
            return None
        return Message(text, {"bound": Finished(self._translate.decimal(as_written(bound)))})

    def _source_of(self, profile: BandProfile) -> Iterator[str]:
        text = N_("Source: {source}") if profile.verified else N_("Source, not verified: {source}")
        yield self._free(text, profile.source, name="source")

    def _child(self, child: Explanation, indent: int) -> Iterator[str]:
        node = child.node
        parts = [str(node.id), self._figure(child)]
        if node.weight != 1:
            weight = self._translate.decimal(as_written(node.weight))
            parts.append(self._translate(N_("weight {weight}"), weight=weight))
        if child.route is not None:
            parts.append(self._place(child.route))
        line = "  ".join(parts)
        yield " " * indent + line
        text = visible(node.text)
        yield wrapped(text, self._width, first=" " * (indent + 4), rest=" " * (indent + 4))

    def _figure(self, child: Explanation) -> str:
        node = child.node
        if node.share is None:
            return f"– {self._state(child)}"
        figure = points_of_most(node, self._translate) if self._by_points else None
        if figure is None:
            figure = self._exactly(node.share, 4)
        if node.state is None:
            return figure
        source = self._translate.fill(source_of(node, self._translate))
        return f"{figure}  {source}" if not source.startswith(figure) else figure

    def _state(self, one: Explanation) -> str:
        node = one.node
        if node.state is not None:
            return self._translate(STATE_WORDS[node.state])
        if not node.applicable:
            return self._translate(N_("not applicable"))
        return self._translate(N_("no scored items"))

    def _place(self, route: Route) -> str:
        place = self._locate(route)
        return f"{visible(place.file)}:{place.span.line}"

    def _line(self, text: str | Plural, /, **args: object) -> str:
        return wrapped(self._translate(text, **args), self._width, rest="  ")

    def _free(self, text: str, value: str, name: str = "text") -> str:
        return self._line(text, **{name: Finished(visible(value))})


def _mean(one: Explanation) -> str:
    """Return the mean of the counted children as a formula: ``(7/9 + 2/3 + 0) / 3``."""
    if _even(one):
        shares = " + ".join(_fraction(child.node.share) for child in one.counted)
        return f"({shares}) / {len(one.counted)}"
    terms = [
        f"{as_written(child.node.weight)}·{_fraction(child.node.share)}" for child in one.counted
    ]
    weights = [as_written(child.node.weight) for child in one.counted]
    return f"({' + '.join(terms)}) / ({' + '.join(weights)})"


def _fraction(value: Fraction | None) -> str:
    return "–" if value is None else exactly(value)


def _in_brackets(value: Fraction | None) -> str:
    fraction = _fraction(value)
    return f"({fraction})" if "/" in fraction else fraction


def _even(one: Explanation) -> bool:
    return all(child.node.weight == 1 for child in one.counted)


def _is_exact(value: Fraction, digits: int) -> bool:
    return bool((value * 10**digits).denominator == 1)
