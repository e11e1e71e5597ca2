"""Q9: the templates of the documents (`quality report`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

SYNTAX = Rule(
    "Q901",
    title=N_("invalid template"),
    message=N_("the template cannot be understood: {reason}"),
    hint=N_("to start over, write out the built-in template with “quality template eject KIND”"),
    why=N_(
        "Templates are written in Jinja. An unclosed tag or an unknown filter would cut the "
        "document short, so none is produced."
    ),
)
UNKNOWN_NAME = Rule(
    "Q902",
    title=N_("unknown name in a template"),
    message=N_("the document has no such name: {reason}"),
    hint=N_("docs/templates.md lists the names that a template can use"),
    why=N_(
        "A misspelt name would leave a gap in the document that nobody notices. So no document is "
        "produced."
    ),
)
NOT_ALLOWED = Rule(
    "Q903",
    title=N_("forbidden action in a template"),
    message=N_("a template may not do this: {reason}"),
    hint=N_("use only what docs/templates.md lists"),
    why=N_(
        "A template may come from a stranger's branch. It can use the texts and figures of the "
        "document, but not files or the internals of the program."
    ),
)
TOO_MUCH = Rule(
    "Q904",
    title=N_("template over a limit"),
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
    title=N_("missing template"),
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
    title=N_("error in a template"),
    message=N_("the template fails here: {reason}"),
    hint=N_("look up each name in docs/templates.md"),
    why=N_(
        "An error while a document is filled in, such as calculating with a text, is reported with "
        "the file and line of the template."
    ),
)
LINK_LEADS_OUT = Rule(
    "Q907",
    title=N_("link out of the templates folder"),
    message=N_("the template is a link that leads out of the folder “templates”"),
    hint=N_("copy the file that the link points to into the folder"),
    why=N_(
        "Through a link in a stranger's branch, any file on the computer could end up in a "
        "published document. So a template must be a file in the folder “templates”, or a link to "
        "another template there."
    ),
)
