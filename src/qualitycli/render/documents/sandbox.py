"""Jinja, shut in: a template sees views and texts, and is counted while it runs.

What Jinja's own sandbox leaves open is closed here: filters and methods that make anything of any
size, printing what is no text, and everything that could run for ever (:mod:`.meter`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import CodeType
from typing import Any, Final, NoReturn

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from qualitycli.render.documents.escaping import for_markdown
from qualitycli.render.documents.html import for_css, for_html
from qualitycli.render.documents.meter import Meter
from qualitycli.render.documents.record import Record, fields_of

# Jinja's filters that take and give as much as there is, and no more.
ALLOWED_FILTERS: Final = (
    *("abs", "capitalize", "d", "default", "dictsort", "e", "escape", "first", "float", "int"),
    *("items", "last", "length", "count", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "safe", "select", "selectattr", "sort", "title", "trim"),
    *("truncate", "unique", "upper", "groupby"),
)
# Of these, Jinja would write out whatever it is given, lists in lists too.
_OF_TEXTS: Final = frozenset(
    ("capitalize", "e", "escape", "lower", "safe", "title", "trim", "truncate", "upper")
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
_PRINTED: Final = (str, int, float)


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


class NoText(Exception):  # noqa: N818  (a reason, told as a message)
    """What was to be put out is neither a text nor a number, but what its argument says."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for one document.

    :ivar meter: counts what the document takes.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, loader: BaseLoader, *, markdown: bool, meter: Meter) -> None:
        self.meter = meter
        self._escape: Callable[[str], Markup] = for_markdown if markdown else for_html
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
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
        self.filters = {name: self._guarded(name, FILTERS[name]) for name in ALLOWED_FILTERS}
        self.filters |= {
            "join": self._joined,
            "replace": self._replaced,
            "groupby": self._grouped,
            "css_text": for_css,
            "_rounds": meter.rounds,
            "_put_out": meter.put_out,
            "_made": meter.sized,
            "_put_together": self._put_together,
        }
        for name in ("lipsum", "dict"):
            del self.globals[name]

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

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``format`` to :meth:`is_safe_attribute`: it can make a text of any width."""

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, and count it."""
        self.meter.step()
        for value in (*args, *kwargs.values()):
            self.meter.sized(value)
        return self.meter.sized(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon, unless what comes of it would be too large."""
        if operator == "%" and isinstance(left, str):
            _refuse("%")
        if operator == "**":
            _refuse("**")
        if operator == "*":
            self.meter.times(left, right)
        return self.meter.sized(super().call_binop(context, operator, left, right))

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:
        """Return a template, and count that it is taken in."""
        self.meter.step(10)
        return super().get_template(name, *args, **kwargs)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        *rest: Any,
        **more: Any,
    ) -> str:
        counted = _Counted(self).visit(source)
        return super()._generate(counted, name, filename, *rest, **more)

    def _guarded(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return one of Jinja's filters that takes no list for a text, and counts what it makes."""
        subject = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if name in _OF_TEXTS:
                self._scalar(args[subject])
            return self.meter.sized(function(*args, **kwargs))

        return guarded

    def _printed(self) -> Callable[[Context, Any], Any]:
        @pass_context
        def printed(_: Context, value: Any) -> Any:
            """Return what ``{{ value }}`` puts out; only what is a text or a number can be."""
            text = self._text(value)
            self.meter.put_out(len(text))
            return text

        return printed

    def _text(self, value: Any) -> Markup:
        return value if isinstance(value, Markup) else self._escape(str(self._scalar(value)))

    @staticmethod
    def _scalar(value: Any) -> Any:
        if isinstance(value, StrictUndefined):
            str(value)  # says which name is not there
        if not isinstance(value, _PRINTED):
            raise NoText(type(value).__name__)
        return value

    def _put_together(self, values: Iterable[Any]) -> str:
        """Put texts together (``~``); beside a finished one, the others are escaped."""
        parts = list(values)
        if any(isinstance(part, Markup) for part in parts):
            return self._counted(Markup(""), [self._text(part) for part in parts])
        return self._counted("", [str(self._scalar(part)) for part in parts])

    def _joined(self, values: Iterable[Any], between: str = "") -> str:
        parts = list(self.meter.rounds(values))
        if any(isinstance(part, Markup) for part in (*parts, between)):
            return self._counted(self._text(between), [self._text(part) for part in parts])
        return self._counted(str(between), [str(self._scalar(part)) for part in parts])

    def _counted(self, between: str, parts: list[Any]) -> str:
        self.meter.fits(sum(map(len, parts)) + len(between) * len(parts))
        return between.join(parts)

    def _replaced(self, text: str, old: str, new: str) -> str:
        if not all(isinstance(one, str) for one in (text, old, new)):
            raise NoText("replace")
        self.meter.fits(len(text) + text.count(old) * len(new))
        return text.replace(old, new)

    def _grouped(self, values: Iterable[Any], attribute: str) -> Any:
        entries = list(self.meter.rounds(values))
        return self.meter.sized(FILTERS["groupby"](self, entries, attribute))


def _refuse(what: str) -> NoReturn:
    raise SecurityError(what)


class _Counted(NodeTransformer):
    """Puts the counting into a template's tree, at every place where it could grow."""

    def __init__(self, environment: Sandbox) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> Any:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        node.iter = self._filtered(node.iter, "_rounds")
        return node

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        size = sum(len(one.data) for one in node.nodes if isinstance(one, nodes.TemplateData))
        put_out = self._filtered(nodes.Const(size, **self._at(node)), "_put_out")
        return [nodes.ExprStmt(put_out, **self._at(node)), node]

    def visit_Concat(self, node: nodes.Concat) -> Any:  # noqa: N802  (Jinja's name)
        self.generic_visit(node)
        return self._filtered(nodes.List(node.nodes, **self._at(node)), "_put_together")

    def visit_List(self, node: nodes.List) -> Any:  # noqa: N802  (Jinja's name)
        return self._made(node)

    def visit_Dict(self, node: nodes.Dict) -> Any:  # noqa: N802  (Jinja's name)
        return self._made(node)

    def visit_Tuple(self, node: nodes.Tuple) -> Any:  # noqa: N802  (Jinja's name)
        return self._made(node) if node.ctx == "load" else self.generic_visit(node)

    def _made(self, node: nodes.Expr) -> Any:
        self.generic_visit(node)
        return self._filtered(node, "_made")

    def _filtered(self, node: Any, name: str) -> Any:
        return nodes.Filter(node, name, [], [], None, None, **self._at(node))

    def _at(self, node: nodes.Node) -> dict[str, Any]:
        """Return what a node has that is made in the place of `node`."""
        return {"lineno": node.lineno or 1, "environment": self._environment}
