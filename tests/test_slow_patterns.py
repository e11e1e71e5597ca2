"""No pattern takes quadratic time: in modules, inside functions, or in the page's scripts.

Steps are counted at two lengths, one twice the other.
"""

from __future__ import annotations

import ast
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

import pytest

import qualitycli
from tests.needs import APART
from tests.pattern_steps import Matcher

pytestmark = pytest.mark.slow

PACKAGE: Final = Path(qualitycli.__file__).parent
SIGNS: Final = (
    *("0", "9", "a", "A", "я", " ", "\t", "\n", "\r\n", "-", ".", ",", "/", "=", ":", "#", "'"),
    *('"', "%", "\\", "|", "[", "(", "_", "\u2028", "{", "г", "*", "+", "<", "\x00"),
)
PAIRED: Final = ("0", "a", "я", " ", "\n", "-", ".", "#", ":", "'", '"', "\\")
ANCHORED: Final = {"fullmatch", "match"}


class Known(NamedTuple):
    """A pattern, where it was found, and whether it is searched for anywhere in a text."""

    where: str
    pattern: str
    flags: int
    anywhere: bool


def sources() -> Iterator[tuple[str, str]]:
    """Yield the name and the source of each module."""
    for module in pkgutil.walk_packages(qualitycli.__path__, "qualitycli."):
        if not module.name.endswith("__main__"):
            spec = find_spec(module.name)
            assert spec is not None
            assert spec.origin is not None
            yield module.name, Path(spec.origin).read_text(encoding="utf-8")


def modules() -> Iterator[ModuleType]:
    """Yield every module, except those for packages that are installed apart."""
    for name in SOURCES:
        try:
            yield import_module(name)
        except ModuleNotFoundError as error:
            if str(error.name).partition(".")[0] not in APART:
                raise


@cache
def of_module(name: str) -> tuple[Known, ...]:
    """Return the patterns of a module: its constants, and literals in calls."""
    module = import_module(name)
    return tuple(_patterns_in(module, SOURCES[name]))


def _patterns_in(module: ModuleType, source: str) -> Iterator[Known]:
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or ast.unparse(call.func).partition(".")[0] != "re":
            continue
        method = ast.unparse(call.func).partition(".")[2]
        if not method.isidentifier():  # a method of the result
            continue
        names = {**vars(re), **vars(module), "re": re}
        pattern = eval(ast.unparse(call.args[0]), names)
        flags = _flags(call, method, names)
        anywhere = method not in ANCHORED
        if method == "compile":
            anywhere = _is_looked_for(source, call)
        yield Known(f"{module.__name__}:{call.lineno}", pattern, flags, anywhere)


def _flags(call: ast.Call, method: str, names: dict[str, Any]) -> int:
    place = {"compile": 1, "sub": 4}.get(method, 2)
    given = [one.value for one in call.keywords if one.arg == "flags"] or call.args[place:]
    return int(eval(ast.unparse(given[0]), names)) if given else 0


def _is_looked_for(source: str, call: ast.Call) -> bool:
    """Tell whether a module uses a compiled pattern other than at the start of a text."""
    line = source.splitlines()[call.lineno - 1]
    name = re.match(r"(_?[A-Z_]+)(?::| =)", line)
    return name is None or not set(re.findall(rf"\b{name[1]}\.([a-z]+)\(", source)) <= ANCHORED


def of_javascript() -> Iterator[Known]:
    """Yield every pattern of the page's scripts, in Python's syntax."""
    literal = re.compile(
        r"(?<![\w)\]*/])\s?/(?![*/ ])((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([gimsuy]*)"
    )
    for path in sorted(PACKAGE.glob("render/card/*.js")):
        text = path.read_text(encoding="utf-8")
        for found in literal.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            pattern = re.sub(r"\\u\{([0-9a-fA-F]+)\}", _code_point, found[1])
            flags = re.MULTILINE if "m" in found[2] else 0
            yield Known(f"{path.name}:{line}", pattern.replace("(?<", "(?P<"), flags, anywhere=True)


def _code_point(found: re.Match[str]) -> str:
    return f"\\U{int(found[1], 16):08x}"


def of_libraries() -> Iterator[Known]:
    """Yield the patterns that textwrap uses to split our texts into lines."""
    kind = textwrap.TextWrapper
    for name in ("wordsep_re", "wordsep_simple_re"):
        kept: re.Pattern[str] = getattr(kind, name)
        yield Known(f"textwrap.{name}", kept.pattern, kept.flags, anywhere=True)


SOURCES: Final = dict(sources())
# Each process collects all tests: modules are parsed and imported later, in their own test.
WITH_PATTERNS: Final = tuple(name for name, text in SOURCES.items() if re.search(r"\bre\.", text))
JAVASCRIPT: Final = tuple(of_javascript())


def texts(length: int) -> Iterator[str]:
    yield from (one * length + "\x01" for one in SIGNS)
    for one, other in permutations(PAIRED, 2):
        yield (one + other) * (length // 2) + "\x01"
        yield one + other * length + "\x01"


@pytest.mark.parametrize("name", WITH_PATTERNS)
def test_no_pattern_of_a_module_takes_steps_by_the_square(name: str) -> None:
    for known in of_module(name):
        check_steps(known)


@pytest.mark.parametrize("known", [*JAVASCRIPT, *of_libraries()], ids=lambda known: known.where)
def test_no_pattern_takes_steps_by_the_square(known: Known) -> None:
    check_steps(known)


def check_steps(known: Known) -> None:
    matcher = Matcher(known.pattern, known.flags)
    pairs = zip(map(matcher.alike, texts(20)), map(matcher.alike, texts(40)), strict=True)
    for short, long in dict.fromkeys(pairs):
        less = matcher.over(short, anywhere=known.anywhere)
        more = matcher.over(long, anywhere=known.anywhere)
        assert more < 3 * less + 50, (known, short[:4], less, more)


def test_every_pattern_is_looked_at() -> None:
    of_python = [known for name in WITH_PATTERNS for known in of_module(name)]
    assert len(of_python) > 60
    assert len(JAVASCRIPT) > 25
    # The constants of a module are the patterns found in its text.
    kept = {
        value.pattern
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, re.Pattern)
    }
    assert kept <= {known.pattern for known in of_python}
    slashes = sum(
        len(re.findall(r"\.(?:test|search|match|replace|split)\(/|/\.test\(", text))
        for path in PACKAGE.glob("render/card/*.js")
        for text in [path.read_text(encoding="utf-8")]
    )
    assert len(JAVASCRIPT) >= slashes


@pytest.mark.parametrize(
    ("pattern", "text", "anywhere"),
    [
        (r"[ \t]+$", " ", True),
        (r"\s+#.*$", " ", True),
        (r"(?:a|aa)+b", "a", False),
        (r"\d+\d+x", "0", False),
    ],
)
def test_the_count_detects_slow_patterns(pattern: str, text: str, anywhere: bool) -> None:
    matcher = Matcher(pattern, re.MULTILINE)
    lengths = (10, 20) if "|" in pattern else (20, 40)
    less, more = (matcher.over(text * n + "\x01", anywhere=anywhere) for n in lengths)
    assert more > 3 * less + 50


@pytest.mark.parametrize(
    "pattern",
    [
        r"[ \t]+$",
        r"(?m:^)\s*(?:я|[^a-z#.]|.\b)?\d",
        r"(a|b)(?!\1)[\w.]*(?<=\W)",
        r"[^\n]*\n\D{2,}",
    ],
)
def test_texts_that_are_alike_take_the_same_steps(pattern: str) -> None:
    matcher = Matcher(pattern, re.MULTILINE)
    for text in texts(10):
        steps = matcher.over(text, anywhere=True)
        assert steps == matcher.over(matcher.alike(text), anywhere=True), text
