"""A text from data is the same text for every reader of the Markdown, wherever it appears."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualitycli.messages import visible
from qualitycli.render.documents.templates.escaping import for_markdown
from tests.conftest import TIMES
from tests.render_markdown import kinds_of_tokens, shown, tables, tokens

SIGNS = "\\`*_{}[]()#+-.!|~<>&$^@:=%\"'/ 019aAxb бЯ"
ADDRESSES = (
    *("http", "https", "ftp", "mailto", ":", "//", "/", "www", "WWW", ".", "example", "com", "рф"),
    *("@", "a", "-", "_", "*", "\\", " ", "(", "[", "<", "&", "~", "1", "|", "школа"),
)

texts = st.text(alphabet=SIGNS, min_size=1, max_size=40).filter(lambda text: text.strip())
PLACES = {
    "paragraph": "{}\n",
    "entry": "- {}\n",
    "heading": "## {}\n",
    "quotation": "> {}\n",
    "behind a number": "1\\. {}\n",
}


def seen(markdown: str) -> list[str]:
    return [shown(token) for token in tokens(markdown) if token.type == "inline"]


@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
@example(text="0 #")
@example(text="#")
@example(text="a {#b}")
@settings(max_examples=60 * TIMES)
def test_a_text_is_read_as_it_was_written(place: str, text: str) -> None:
    markdown = PLACES[place].format(for_markdown(text))
    # “##[” is a command in CI logs, so it is always written as an escape.
    wanted = visible(text.strip())
    number = "1. " if place == "behind a number" else ""
    assert seen(markdown) == [number + wanted]


@given(text=texts, other=texts)
@settings(max_examples=60 * TIMES)
def test_a_cell_stays_a_cell(text: str, other: str) -> None:
    markdown = f"| a | b |\n|---|---|\n| {for_markdown(text)} | {for_markdown(other)} |\n"
    (table,) = tables(markdown)
    assert table.rows == [[visible(text.strip()), visible(other.strip())]]


@given(text=st.text(alphabet=SIGNS + "\n\r\u2028", min_size=1, max_size=60))
@settings(max_examples=60 * TIMES)
def test_no_text_makes_markup(text: str) -> None:
    made = for_markdown(text)
    assert "\n" not in made
    plain = {"paragraph_open", "paragraph_close", "inline", "text"}
    assert kinds_of_tokens(f"{made}\n") <= plain | {"text_special"}


@given(text=st.lists(st.sampled_from(ADDRESSES), max_size=9).map("".join))
@settings(max_examples=60 * TIMES)
def test_no_text_is_an_address(text: str) -> None:
    made = for_markdown(text)
    assert not re.search(r"//|www\.|(?<![\w./\\-])[\w-]+\.(?:[A-Za-z]{2}|рф)", made, re.IGNORECASE)
    assert "@" not in made.replace("\\@", "")


@given(pieces=st.lists(st.text(alphabet=SIGNS, max_size=6) | st.sampled_from(ADDRESSES)))
@example(pieces=["1", ". a"])
@example(pieces=["a", ") b"])
@example(pieces=["=", "="])
@example(pieces=["http:/", "/example.org"])
@example(pieces=["www", ".example.org"])
@settings(max_examples=60 * TIMES)
def test_pieces_make_no_markup_together(pieces: list[str]) -> None:
    made = "".join(map(for_markdown, pieces))
    plain = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"}
    assert kinds_of_tokens(f"title\n{made}\n") <= plain | {"text_special"}
    assert not re.search(r"//|www\.", made, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain text, with (brackets) and a 3-4 range", None),
        ("клас 5.–7. и 2020/2021 г.", None),
        ("а) Кирилица пред скоба", None),
        ("−0,36 and +0,36 and –", None),
        ("- a list", r"\- a list"),
        ("# no heading", r"\# no heading"),
        ("#1 of all", None),
        ("C# and {braces} inside", None),
        ("class ##", r"class \#\#"),
        ("class {#b}", r"class \{#b}"),
        ("1. first", r"1\. first"),
        ("(a) first", r"(a\) first"),
        ("2020. година", r"2020\. година"),
        ("---", r"\---"),
        ("a | b", r"a \| b"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        (":smile: and 9:30:15", r"\:smile: and 9\:30:15"),
        ("https://www.example.org/a?b=1", r"https:/\/www\.example\.org/a?b=1"),
        ("ftp://пример и //example", r"ftp:/\/пример и /\/example"),
        ("www.пример.бг, WWW.a", r"www\.пример.бг, WWW\.a"),
        ("example.com and пример.рф", r"example\.com and пример\.рф"),
        ("ivan.petrov@example.com", r"ivan\.petrov\@example\.com"),
        ("a.b.example.co.uk", r"a\.b\.example\.co\.uk"),
        ("гр. Ямбол, т.нар. и др. 1.5 OP.1.1 docs/plan.md a/b", None),
        ("two\nlines\r\nand three", "two lines and three"),
        ("", ""),
    ],
)
def test_no_more_is_escaped_than_needed(text: str, made: str | None) -> None:
    assert str(for_markdown(text)) == (text if made is None else made)
