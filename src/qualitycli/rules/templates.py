"""Q9: the templates of the documents (`quality report`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

SYNTAX = Rule(
    "Q901",
    title=N_("template that cannot be understood"),
    message=N_("the template cannot be understood: {reason}"),
    hint=N_("“quality report --eject KIND” writes a built-in template to begin anew from"),
    why=N_(
        "Templates are written in Jinja. A tag that is not closed, or a filter that does not "
        "exist, would leave a document cut short, so there is none at all."
    ),
)
UNKNOWN_NAME = Rule(
    "Q902",
    title=N_("name that the document does not have"),
    message=N_("the document has no such name: {reason}"),
    hint=N_("docs/templates.md lists the names that a template can use"),
    why=N_(
        "A misspelt name would leave a gap in the document that nobody notices. So a name that is "
        "not there stops the document."
    ),
)
NOT_ALLOWED = Rule(
    "Q903",
    title=N_("template that reaches too far"),
    message=N_("a template may not do this: {reason}"),
    hint=N_("a template lays out what docs/templates.md lists, and nothing else"),
    why=N_(
        "A template may come from a stranger's branch. It sees the texts and figures of the "
        "document, and neither files nor the inside of the program."
    ),
)
TOO_MUCH = Rule(
    "Q904",
    title=N_("template that does not come to an end"),
    message=N_("the template makes too much: {reason}"),
    hint=N_("look for a loop that runs too often, or a macro or file that calls itself"),
    why=N_(
        "A loop that never ends would stop a computer that makes documents unattended. So the "
        "steps, the size and the time of a document are limited, far beyond what one needs."
    ),
)
NOT_FOUND = Rule(
    "Q905",
    title=N_("template that is not there"),
    message=N_("there is no template “{name}” to take in here"),
    hint=N_(
        "a template takes in files of the project's folder “templates” and the built-in ones, by "
        "name"
    ),
    why=N_(
        "A template may take in others, but only from the folder of the templates: no path leads "
        "out of it, neither by name nor by link."
    ),
)
FAILED = Rule(
    "Q906",
    title=N_("template that fails"),
    message=N_("the template fails here: {reason}"),
    hint=N_("docs/templates.md says of every name what it is"),
    why=N_(
        "What goes wrong while a document is filled in, such as counting with a text, is reported "
        "with the template's file and line."
    ),
)
