"""Jinja for documents: a template only sees views and texts, and it cannot unescape data.

Three rules apply to every template. It can only reach values, attributes, filters, tests and
callables on an allow-list. Every value that is not finished is escaped for the document's format
when it is output, so filters cannot remove the protection of data. Only three things are finished:
the results of a template's own text (a macro, a block), our charts, and CSS strings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any, Final

# Jinja imports it on the first error; by then, a process with limits cannot open files.
import jinja2.debug  # noqa: F401  (see above)
from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, Undefined, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from qualitycli.messages import N_, Translator
from qualitycli.render.documents.records.record import TemplateRecord, fields_of
from qualitycli.render.documents.templates.escaping import for_markdown
from qualitycli.render.documents.templates.filters import (
    NotPrintableError,
    filters,
    plain,
    scalar,
)
from qualitycli.render.documents.templates.html import for_html
from qualitycli.render.documents.templates.precompiled import precompiled

ALLOWED_TESTS: Final = (
    *("boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float", "ge"),
    *("greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt"),
    *("mapping", "ne", "none", "number", "odd", "sequence", "string", "true", "undefined"),
    *("upper", "==", "!=", "<", "<=", ">", ">="),
)
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
# The types that a template may call besides the functions it is given: Jinja's own, and methods
# that `is_safe_attribute` allows.
_CALLED: Final = (
    *(Macro, BlockReference, LoopContext, Joiner, Undefined),
    *(MethodType, BuiltinMethodType),
)
NOT_CALLABLE: Final = N_("only macros and functions can be called")


class _Compiled(BytecodeCache):
    """The templates compiled in this run or, if they are built in, when the tool was installed."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code if exactly the same text was compiled before."""
        code = self._codes.get((bucket.key, bucket.checksum))
        bucket.code = precompiled(bucket.key + bucket.checksum) if code is None else code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a template's code."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = _Compiled()


class _Missing(StrictUndefined):
    """An undefined name; its error shows the name, but no details of the program."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        return self._undefined_hint or (str(name) if isinstance(name, str | int) else "[]")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for one document.

    :param language: the language of the words that ``_`` looks up.
    :param markdown: whether the document is Markdown; otherwise it is HTML.
    """

    intercepted_binops = frozenset({"+", "**", "%"})

    def __init__(self, loader: BaseLoader, language: str, *, markdown: bool) -> None:
        # Half of the texts of a document are in it several times.
        self._escape: Callable[[str], Markup] = lru_cache(1024)(
            for_markdown if markdown else for_html
        )
        super().__init__(
            loader=loader,
            undefined=_Missing,
            # Jinja's own rule looks for names that end in .html, and would not escape .html.j2.
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._printed(),
            optimized=False,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self.filters = filters(markdown=markdown)
        self.filters["join"] = self._joined
        self.tests = {name: TESTS[name] for name in ALLOWED_TESTS}
        # Only the functions in these globals can be called.
        self.globals = {name: self.globals[name] for name in ("range", "cycler", "joiner")}
        self.globals |= {"namespace": Namespace, "_": _words_of(language)}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may see an attribute: the fields of views, and a few of texts."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, TemplateRecord):
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
        """Return the substitute for an attribute that a template must not see."""
        return self.undefined(obj=obj, name=attribute, exc=SecurityError)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; the results of methods of a finished text are escaped again."""
        # Nearly all are fields of views, which Jinja would check in many steps.
        if isinstance(obj, TemplateRecord) and attribute in type(obj).__annotations__:
            return getattr(obj, attribute)
        return super().getattr(plain(obj), attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; a character of a finished text is escaped again."""
        return super().getitem(plain(obj), argument)

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a value if a template may call it."""
        if not self.is_safe_callable(__obj):
            raise SecurityError(NOT_CALLABLE)
        return __context.call(__obj, *args, **kwargs)

    def _filter_test_common(self, name: Any, *rest: Any, **more: Any) -> Any:
        # Jinja's error would show the value if it is not a text.
        if not isinstance(name, str):
            raise TypeError
        return super()._filter_test_common(name, *rest, **more)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate; ``%`` could format any object, and a power could take forever."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(operator)
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self._joined([left, right])
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
        # With the context, Jinja calls it for constants too, and not during compilation.
        @pass_context
        def printed(_: Context, value: Any) -> Markup:
            """Return the output of ``{{ value }}``."""
            return self._finished(value)

        return printed

    def _finished(self, value: Any) -> Markup:
        return value if isinstance(value, Markup) else self._escape(str(scalar(value)))

    def _joined(self, values: Iterable[Any], between: str = "") -> str:
        """Join texts; if one of them is finished, the others are escaped."""
        parts = list(values)
        if any(isinstance(part, Markup) for part in (*parts, between)):
            return self._finished(between).join(self._finished(part) for part in parts)
        return str(scalar(between)).join(str(scalar(part)) for part in parts)


def compiled_templates(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the key in the cache and the Python code of each template.

    The code is the same for all languages and for all documents.

    :param texts: the templates by name.
    """
    for name, text in texts.items():
        sandbox = Sandbox(BaseLoader(), "en", markdown=name.endswith(".md.j2"))
        bucket = _COMPILED.get_bucket(sandbox, name, name, text)
        yield bucket.key + bucket.checksum, sandbox.compile(text, name, name, raw=True)


class _Protected(NodeTransformer):
    """Routes what Jinja compiles to plain Python (``~``, slices) through the environment."""

    def __init__(self, environment: Sandbox) -> None:
        self._environment = environment

    def visit_Concat(self, node: nodes.Concat) -> Any:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno, environment=self._environment)
        return self._filtered(parts, "join")

    def visit_Getitem(self, node: nodes.Getitem) -> Any:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._filtered(node.node, "_plain")
        return node

    def visit_ScopedEvalContextModifier(  # noqa: N802  (Jinja's name)
        self, node: nodes.ScopedEvalContextModifier
    ) -> Any:
        """Remove ``{% autoescape %}``, so that a template cannot turn escaping off."""
        self.generic_visit(node)
        return node.body

    def _filtered(self, node: Any, name: str) -> Any:
        place: dict[str, Any] = {"lineno": node.lineno or 1, "environment": self._environment}
        return nodes.Filter(node, name, [], [], None, None, **place)


def _words_of(language: str) -> Callable[[str], str]:
    """Return the function ``_``, which looks words up and does not format them."""
    translate = Translator(language)

    def word(text: str) -> str:
        if not isinstance(text, str):
            raise NotPrintableError(text)
        return translate.word(text)

    return word
