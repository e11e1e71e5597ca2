"""The page on the file formats, generated from the models that files are read into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from qualitycli.messages import Translator, as_written
from qualitycli.model.fields import AT_LEAST_ONE, Model, PreparedBy, ReadBy
from qualitycli.model.keys import WORDS, meaning
from qualitycli.model.measure import one_or_more
from qualitycli.reading.files import MOST_MIB
from qualitycli.reading.yaml_text import MOST_NESTED, MOST_VALUES
from tools.pages import format_texts as texts
from tools.pages.bilingual import code, joined_options, row, table_head
from tools.pages.format_notes import NOTES

EXAMPLES: Final = Path(__file__).parent / "examples"


class Place(NamedTuple):
    """A model, its path in the file, and the meaning of its key."""

    model: type[Model]
    path: tuple[str, ...]
    about: str


def formats_page(say: Translator) -> Iterator[str]:
    """Yield the lines of the page: how a file is read, then the keys of each kind of file."""
    language = say.language
    yield f"# {texts.TITLE(language)}"
    yield ""
    yield texts.INTRO(language)
    yield ""
    yield f"- [{texts.READING(language)}](#reading)"
    yield from (f"- [{file.title(language)}](#{file.name}-file)" for file in texts.FILES)
    yield from _reading(language)
    described: set[type[Model]] = set()
    for file in texts.FILES:
        places = list(places_of(file.model))
        yield from _heading(2, f"{file.name}-file", file.title(language))
        yield file.about(language)
        for model in dict.fromkeys(place.model for place in places):
            if model not in described:
                yield from _mapping([one for one in places if one.model is model], say)
                described.add(model)
        yield ""
        yield texts.EXAMPLE(language)
        yield ""
        yield "```yaml"
        yield example(file.name).rstrip("\n")
        yield "```"


def example(name: str) -> str:
    """Return the text of the example of a kind of file."""
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def places_of(model: type[Model], path: tuple[str, ...] = (), about: str = "") -> Iterator[Place]:
    """Yield the places of a model and of all models within it."""
    yield Place(model, path, about)
    for key, field in keys_of(model).items():
        for inner in _models_in(field.annotation):
            yield from places_of(inner, (*path, key), meaning(model, key))


def keys_of(model: type[Model]) -> Mapping[str, FieldInfo]:
    """Return the fields of a model by their keys in a file.

    Required keys come first; the keys of a whole file are in the order of its example.
    """
    keys = {field.alias or name: field for name, field in model.model_fields.items()}
    file = next((file for file in texts.FILES if file.model is model), None)
    if file is None:
        return dict(sorted(keys.items(), key=lambda one: not one[1].is_required()))
    order = re.findall(r"^(\w+):", example(file.name), re.M)
    return dict(sorted(keys.items(), key=lambda one: order.index(one[0])))


def _models_in(kind: Any) -> Iterator[type[Model]]:
    if isinstance(kind, type) and issubclass(kind, Model):
        yield kind
    for inner in get_args(kind):
        yield from _models_in(inner)


def _reading(language: str) -> Iterator[str]:
    yield from _heading(2, "reading", texts.READING(language))
    for number, text in enumerate(texts.READING_TEXT):
        if number:
            yield ""
        yield text(language, mib=MOST_MIB, nested=MOST_NESTED, values=MOST_VALUES)
    yield from _heading(3, "values", texts.KINDS(language))
    yield from table_head(*(head(language) for head in (texts.KIND, texts.TAKEN, texts.REFUSED)))
    for kind in texts.READERS.values():
        taken, refused = (", ".join(map(code, texts)) for texts in (kind.taken, kind.refused))
        remark = f" {kind.remark(language)}" if kind.remark else ""
        yield row(kind.name(language), taken, refused + remark)


def _heading(depth: int, anchor: str, text: str) -> Iterator[str]:
    yield ""
    yield f'<a id="{anchor}"></a>'
    yield ""
    yield f"{'#' * depth} {text}"
    yield ""


def _mapping(places: list[Place], say: Translator) -> Iterator[str]:
    """Yield the section with the keys of one model, named after its first place."""
    first, *others = places
    language = say.language
    title = _shown(first.path) or texts.THE_FILE(language)
    yield from _heading(3, _anchor(first.model), title)
    if first.about:
        yield say(first.about)
        yield ""
    if others:
        yield texts.ALSO(language, places=", ".join(_shown(one.path) for one in others))
        yield ""
    heads = (texts.KEY, texts.VALUE, texts.DEFAULT, texts.MEANING)
    yield from table_head(*(head(language) for head in heads))
    for key, field in keys_of(first.model).items():
        value = _value(field.annotation, field.metadata, language)
        yield row(code(key), value, _default(field, language), say(meaning(first.model, key)))
    if note := NOTES.get(first.model):
        yield ""
        yield note(language)
    for key, field in keys_of(first.model).items():
        yield from _choices(key, field, say)


def _shown(path: tuple[str, ...]) -> str:
    return " › ".join(map(code, path))


def _anchor(model: type[Model]) -> str:
    return model.__name__.lower()


def _choices(key: str, field: FieldInfo, say: Translator) -> Iterator[str]:
    """Yield the descriptions of the values of a key, if there are any."""
    for options in _literals(field.annotation):
        if options in WORDS:
            yield ""
            yield texts.CHOICE(say.language, key=key)
            yield ""
            for word, text in zip(options, WORDS[options], strict=True):
                yield f"- `{word}` – {say(text)}"


def _literals(kind: Any) -> Iterator[tuple[str, ...]]:
    if get_origin(kind) is Literal:
        yield get_args(kind)
    else:
        for inner in get_args(kind):
            yield from _literals(inner)


def _default(field: FieldInfo, language: str) -> str:
    if field.is_required():
        return f"**{texts.NEEDED(language)}**"
    value = field.default
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, Fraction):
        return code(as_written(value))
    return code(value) if isinstance(value, str) else "–"


def _value(kind: Any, metadata: Any, language: str) -> str:
    """Return the name of a kind of value."""
    for one in metadata:
        if isinstance(one, ReadBy):
            return texts.READERS[one.read].name(language)
        if isinstance(one, PreparedBy) and one.prepare is one_or_more:
            return texts.ONE_OR_MORE(language)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(args[0], args[1:], language)
    if origin in (Union, UnionType):
        return _value(args[0], metadata, language)
    if origin is Literal:
        return joined_options(args, language)
    if origin is tuple:
        text = texts.NOT_EMPTY if AT_LEAST_ONE in metadata else texts.LIST_OF
        return text(language, inner=_value(args[0], (), language))
    if origin is dict:
        key, inner = (_value(one, (), language) for one in args)
        return texts.ENTRIES(language, key=key, inner=inner)
    return _bare(kind, language)


def _bare(kind: Any, language: str) -> str:
    if issubclass(kind, Model):
        text = texts.SHORT.get(kind.__name__, texts.KEYS_OF)
        return text(language, link=f"#{_anchor(kind)}")
    assert kind is str, f"no name for {kind}"
    return texts.TEXT(language)
