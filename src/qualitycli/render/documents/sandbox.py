"""Jinja for documents: a template sees views and texts, and data stay text whatever it does.

Three rules hold for every template. What it can reach is an allow-list of values, attributes,
filters, tests and callables. Whatever is not finished is escaped for the document's format when it
is output, so no filter takes the protection of data away. Only what Jinja makes of a template's own
text (a macro, a block), our charts and CSS strings are finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any, Final

# An error loads it; by then a process with limits can open no file.
import jinja2.debug  # noqa: F401
from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, Undefined, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from qualitycli.messages import N_, Translator
from qualitycli.render.documents.escaping import for_markdown
from qualitycli.render.documents.html import for_css, for_html
from qualitycli.render.documents.record import Record, fields_of

ALLOWED_FILTERS: Final = (
    *("abs", "capitalize", "d", "default", "dictsort", "first", "float", "groupby", "int"),
    *("items", "last", "length", "count", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "sort", "title"),
    *("truncate", "unique", "upper"),
)
ALLOWED_TESTS: Final = (
    *("boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float", "ge"),
    *("greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt"),
    *("mapping", "ne", "none", "number", "odd", "sequence", "string", "true", "undefined"),
    *("upper", "==", "!=", "<", "<=", ">", ">="),
)
# Of the filters, those that Jinja would let write out any object.
_OF_TEXTS: Final = frozenset(("capitalize", "lower", "title", "truncate", "upper"))
# Those that could cut an escape in two, and so give back a text that is escaped again.
_CUTTING: Final = frozenset(("reverse", "truncate"))
_TEXT_METHODS: Final = frozenset(
    (
        *("capitalize", "count", "endswith", "find", "index", "isdecimal", "isdigit", "lower"),
        *("lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit"),
        *("rstrip", "split", "splitlines", "startswith", "strip", "title", "upper"),
    )
)
_MAPPING_METHODS: Final = frozenset(("get", "items", "keys", "values"))
_SEQUENCE_METHODS: Final = frozenset(("count", "index", "grouper", "list"))
_OF_JINJA: Final = (LoopContext, Macro, TemplateModule, Namespace, Cycler, Joiner)
# What a template may call, besides the functions that it is given: it came by these legally.
_CALLED: Final = (
    *(Macro, BlockReference, LoopContext, Joiner, Undefined),
    *(MethodType, BuiltinMethodType),
)
_PRINTED: Final = (str, int, float)
_KINDS: Final = (
    (list | tuple, N_("a list cannot be printed; write a loop")),
    (Mapping, N_("a mapping cannot be printed; name one of its values")),
    (Record, N_("this has several parts; name the one to print")),
    (type(None), N_("there is nothing to print here (none)")),
    (object, N_("only texts and numbers can be printed")),
)
NOT_CALLABLE: Final = N_("only macros and functions can be called")


class _Compiled(BytecodeCache):
    """What was compiled in this run: the same template makes many documents."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, if the very same text was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = _Compiled()


class NotPrintableError(Exception):
    """A value is neither a text nor a number; the reason is a message."""

    REASONS: Final = tuple(reason for _, reason in _KINDS)

    def __init__(self, value: object) -> None:
        super().__init__(next(reason for kind, reason in _KINDS if isinstance(value, kind)))


class _Missing(StrictUndefined):
    """A name that is not there; its error says the name, not what the program is made of."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        return self._undefined_hint or (str(name) if isinstance(name, str | int) else "[]")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for one document.

    :param language: of the words that ``_`` looks up.
    :param markdown: whether the document is Markdown; otherwise it is HTML.
    """

    intercepted_binops = frozenset({"+", "**", "%"})

    def __init__(self, loader: BaseLoader, language: str, *, markdown: bool) -> None:
        self._escape: Callable[[str], Markup] = for_markdown if markdown else for_html
        super().__init__(
            loader=loader,
            undefined=_Missing,
            # Jinja's own rule looks for names that end in .html, and leaves .html.j2 as it is.
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._printed(),
            optimized=False,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self.filters = {name: _guarded(name, FILTERS[name]) for name in ALLOWED_FILTERS}
        self.filters |= dict.fromkeys(("e", "escape", "safe"), _scalar)
        self.filters |= {
            "join": self._joined,
            "replace": _replaced,
            "trim": _trimmed,
            "css_text": _css_in_markdown if markdown else _css,
            "_together": self._together,
            "_plain": _plain,
        }
        self.tests = {name: TESTS[name] for name in ALLOWED_TESTS}
        # Functions of these globals alone can be called.
        self.globals = {name: self.globals[name] for name in ("range", "cycler", "joiner")}
        self.globals |= {"namespace": Namespace, "_": _words_of(language)}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may see an attribute: of views the fields, of texts a few."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, Record):
            return attr in fields_of(type(obj))
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in _MAPPING_METHODS
        if isinstance(obj, list | tuple):
            return attr in _SEQUENCE_METHODS
        return isinstance(obj, _OF_JINJA)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call a value."""
        return isinstance(obj, _CALLED) or any(obj is one for one in self.globals.values())

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what stands for an attribute that a template may not see."""
        return self.undefined(obj=obj, name=attribute, exc=SecurityError)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; what a method makes of a finished text is escaped again."""
        return super().getattr(_plain(obj), attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; a character of a finished text is escaped again."""
        return super().getitem(_plain(obj), argument)

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call."""
        if not self.is_safe_callable(__obj):
            raise SecurityError(NOT_CALLABLE)
        return __context.call(__obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate; ``%`` could format any object, and a power can be endless."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(operator)
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self._together([left, right])
        return super().call_binop(context, operator, left, right)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        *rest: Any,
        **more: Any,
    ) -> str:
        return super()._generate(_Protected(self).visit(source), name, filename, *rest, **more)

    def _printed(self) -> Callable[[Context, Any], Markup]:
        # Given the context, Jinja calls it for constants too, and not while compiling.
        @pass_context
        def printed(_: Context, value: Any) -> Markup:
            """Return what ``{{ value }}`` outputs."""
            return self._finished(value)

        return printed

    def _finished(self, value: Any) -> Markup:
        return value if isinstance(value, Markup) else self._escape(str(_scalar(value)))

    def _together(self, values: Iterable[Any]) -> str:
        """Put texts together; beside a finished one, the others are escaped."""
        return self._joined(values)

    def _joined(self, values: Iterable[Any], between: str = "") -> str:
        parts = list(values)
        if any(isinstance(part, Markup) for part in (*parts, between)):
            return self._finished(between).join(self._finished(part) for part in parts)
        return str(_scalar(between)).join(str(_scalar(part)) for part in parts)


class _Protected(NodeTransformer):
    """Leads what Jinja compiles to Python itself (``~``, slices) through the environment."""

    def __init__(self, environment: Sandbox) -> None:
        self._environment = environment

    def visit_Concat(self, node: nodes.Concat) -> Any:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno, environment=self._environment)
        return self._filtered(parts, "_together")

    def visit_Getitem(self, node: nodes.Getitem) -> Any:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._filtered(node.node, "_plain")
        return node

    def visit_ScopedEvalContextModifier(  # noqa: N802  (Jinja's name)
        self, node: nodes.ScopedEvalContextModifier
    ) -> Any:
        """Leave ``{% autoescape %}`` out: a template cannot turn escaping off."""
        self.generic_visit(node)
        return node.body

    def _filtered(self, node: Any, name: str) -> Any:
        place: dict[str, Any] = {"lineno": node.lineno or 1, "environment": self._environment}
        return nodes.Filter(node, name, [], [], None, None, **place)


def _words_of(language: str) -> Callable[[str], str]:
    """Return the function ``_``: it looks a word up, and formats nothing."""
    translate = Translator(language)

    def word(text: str) -> str:
        if not isinstance(text, str):
            raise NotPrintableError(text)
        return translate.word(text)

    return word


def _scalar(value: Any) -> Any:
    """Return a text or a number as it is."""
    if isinstance(value, Undefined):
        str(value)  # says which name is not there
    if not isinstance(value, _PRINTED):
        raise NotPrintableError(value)
    return value


def _plain(value: Any) -> Any:
    """Return a finished text as one that is escaped again; it may be cut within an escape."""
    return str(value) if isinstance(value, Markup) else value


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return one of Jinja's filters, for texts alone where it would write out any object."""
    subject = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if name in _OF_TEXTS:
            _scalar(args[subject])
        if name in _CUTTING:
            args = tuple(map(_plain, args))
            kwargs = {key: _plain(value) for key, value in kwargs.items()}
        return function(*args, **kwargs)

    return guarded


def _replaced(text: str, old: str, new: str) -> str:
    return str(_scalar(text)).replace(str(_scalar(old)), str(_scalar(new)))


def _trimmed(text: str, characters: str | None = None) -> str:
    if characters is None and isinstance(text, Markup):
        return text.strip()
    return str(_scalar(text)).strip(characters)


def _css(text: str) -> Markup:
    return for_css(str(_scalar(text)))


def _css_in_markdown(text: str) -> str:
    return str(_css(text))
