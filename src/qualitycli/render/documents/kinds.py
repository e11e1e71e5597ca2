"""The kinds of document, each declared once; commands, folders and the index use this.

Besides its entry here, each kind has a builder with its name (:mod:`.builders`), and templates.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from qualitycli.messages import N_

FORMATS: Final = ("md", "html")


class DocumentKind(NamedTuple):
    """A kind of document of a year.

    :ivar name: the name of the kind, its templates and its builder.
    :ivar title: its title, also on the index page.
    :ivar about: its description on the index page.
    :ivar others: whether it reads other years, and whether it requires one.
    :ivar public: whether it is for the website of the school.
    :ivar blank_title: the title of its blank variant on the index page, if it has one.
    """

    name: str
    title: str
    about: str
    others: Literal["unused", "optional", "required"] = "optional"
    public: bool = False
    blank_title: str = ""

    def reads_others(self, *, blank: bool) -> bool:
        """Tell whether it reads other years; a blank document does not."""
        return self.others != "unused" and not blank


_DECLARED: Final = (
    DocumentKind(
        "self-assessment",
        N_("Self-assessment report"),
        N_("For the director and the pedagogical council: all grades and their sources."),
    ),
    DocumentKind(
        "measures",
        N_("Measures for raising the quality of education"),
        N_("The document that the pedagogical council adopts."),
        others="unused",
        public=True,
    ),
    DocumentKind(
        "plan",
        N_("Yearly plan and schedule"),
        N_("Who does what by when, and the progress of the measures."),
        others="unused",
    ),
    DocumentKind(
        "summary",
        N_("How the school is doing: a summary for parents and the public council"),
        N_("Two pages in plain language."),
        public=True,
    ),
    DocumentKind(
        "comparison",
        N_("Comparison of two years"),
        N_("What changed on the items rated in both years."),
        others="required",
    ),
    DocumentKind(
        "card",
        N_("Self-assessment card"),
        N_("Every item with space for its rating, for printing."),
        blank_title=N_("Blank self-assessment card"),
    ),
    DocumentKind(
        "signatures",
        N_("Signature sheet"),
        N_("Who has read the measures and the rules."),
        others="unused",
    ),
)
# By name, in the order in which they are offered and listed.
KINDS: Final = {kind.name: kind for kind in _DECLARED}
# Kinds that were renamed after version 1.0, by their old names.
RENAMED: Final = {"form": "card", "acquainted": "signatures"}
