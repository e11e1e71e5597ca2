"""Q9: the templates of the documents (`quality report`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

SYNTAX = Rule(
    "Q901",
    title=N_("template that cannot be understood"),
    message=N_("the template cannot be understood: {reason}"),
    hint=N_("to start over, write out the built-in template with “quality template eject KIND”"),
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
    title=N_("template that exceeds a limit"),
    message=N_("the template exceeds a limit: {reason}"),
    hint=N_("look for a loop that runs too often, or a macro or file that calls itself"),
    why=N_(
        "An endless loop would block a computer that produces documents unattended. So a "
        "project's own templates have limits on time, memory and output, far above what a "
        "document needs."
    ),
)
NOT_FOUND = Rule(
    "Q905",
    title=N_("template that is not there"),
    message=N_("there is no template “{name}” to include here"),
    hint=N_(
        "a template can include files in the project's folder “templates” and built-in templates, "
        "each by its name"
    ),
    why=N_(
        "A template can include other templates, but only by name: those in the folder "
        "“templates” and the built-in ones. A path to another place is not a template name."
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
LEADS_OUT = Rule(
    "Q907",
    title=N_("template that links to a file outside its folder"),
    message=N_("the template is a link that leads out of the folder “templates”"),
    hint=N_("copy the file that the link points to into the folder"),
    why=N_(
        "Through a link in a stranger's branch, any file on the computer could end up in a "
        "published document. So a template must be a file in the folder “templates”, or a link to "
        "another template there."
    ),
)
