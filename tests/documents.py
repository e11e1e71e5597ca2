"""The kinds of documents, and a text with the special characters of every markup language."""

from __future__ import annotations

KINDS = ("self-assessment", "measures", "plan", "summary", "comparison", "card", "signatures")
HOSTILE = (
    "<script>alert(1)</script> | a `code` *b* _c_ ~~d~~ [e](http://f) ![g](h) &amp; $x$ ^y^ @z :+1:"
)
