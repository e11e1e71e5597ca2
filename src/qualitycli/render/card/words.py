"""What the card says, to whoever fills it in; the script fills the placeholders in."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Final

from qualitycli.messages import N_, Finished, Translator

# What stands on the page from the beginning.
PAGE: Final[Mapping[str, str]] = {
    "title": N_("Self-assessment card"),
    "skip": N_("To the items"),
    "no_script": N_(
        "This card needs JavaScript, which is switched off in this browser. It can still be "
        "printed and filled in by hand."
    ),
    "who": N_("Who rates"),
    "name": N_("First and last name"),
    "role": N_("Role in the commission (may stay empty)"),
    "how": N_("How to fill in the card"),
    "how_1": N_(
        "For each item choose a level, or say that it is not applicable or has no evidence."
    ),
    "how_2": N_(
        "Write what shows it under “Evidence and note”. The lowest and the highest level need "
        "evidence most."
    ),
    "how_3": N_(
        "You need not fill in everything at once, nor every item. At the end choose “Save to a "
        "file” and hand the file over."
    ),
    "keys": N_("By keyboard"),
    "key_next": N_("to the next item"),
    "key_back": N_("to the one before"),
    "key_levels": N_("choose a level, or the step with that number"),
    "key_not_applicable": N_("not applicable"),
    "key_no_evidence": N_("no evidence"),
    "key_evidence": N_("write evidence"),
    "key_clear": N_("clear the choice"),
    "key_search": N_("search"),
    "key_leave": N_("leave a text field"),
    "shortcuts": N_("These keys work"),
    "bar": N_("Progress and files"),
    "save": N_("Save to a file"),
    "open": N_("Open a file"),
    "print": N_("Print"),
    "anew": N_("Begin anew"),
    "search": N_("Search"),
    "show": N_("Show"),
    "show_all": N_("all items"),
    "show_missing": N_("not decided yet"),
    "show_rated": N_("decided"),
    "show_faulty": N_("with something missing"),
    "contents": N_("Contents"),
    "nothing": N_("No item fits. Change the search or what is shown."),
    "choice": N_("Choice"),
    "not_applicable": N_("not applicable"),
    "no_evidence": N_("no evidence"),
    "given": N_("there are data"),
    "clear": N_("Clear"),
    "reason": N_("Why (required)"),
    "more": N_("Evidence and note"),
    "counts": N_("Counted, where there are figures"),
    "counts_rate": N_("Counted; the level follows from it"),
    "count": N_("how many"),
    "of": N_("of how many"),
    "answers": N_("How many people answered"),
    "invited": N_("How many were asked"),
    "hints": N_("Hints"),
    "before": N_("In {year}: {said}"),
    "illustrative": N_("Example data: not the self-assessment of any school."),
}
# What the script says when something happens; a name that begins with “file_” is a reason why a
# file cannot be opened.
SCRIPT: Final[Mapping[str, str]] = {
    "progress": N_("Decided: {decided} of {all}. Left: {missing}."),
    "progress_faulty": N_("To be completed: {faulty}."),
    "kept": N_(
        "What you fill in is kept in this browser, on this computer, and is sent nowhere. On a "
        "shared computer choose “Begin anew” after saving your file."
    ),
    "storage_off": N_(
        "This browser does not keep what you fill in. Save to a file before you close the page; "
        "“Open a file” carries on from there."
    ),
    "storage_full": N_(
        "The browser's storage is full: from now on it does not keep what you fill in. Save to a "
        "file before you close the page."
    ),
    "open_twice": N_(
        "The card is open in another window too. Fill it in in one of them only, or one will "
        "overwrite the other."
    ),
    "recalled": N_("You are carrying on where you left off."),
    "others": N_("Ratings of items that are not on this card, kept in your file: {n}."),
    "cleared": N_("cleared"),
    "shown": N_("Items shown: {n}"),
    "name_wanted": N_("Write your name first: the file needs it."),
    "saved": N_("Saved as {name}. Hand the file over; it belongs in {folder}."),
    "saved_faulty": N_("Something is still missing in: {ids}."),
    "replace": N_("What is filled in here will be replaced by what is in {name}. Go on?"),
    "anew": N_("All that is filled in here will be cleared. Have you saved your file?"),
    "begun_anew": N_("The card is empty again."),
    "opened": N_("{name} is open. Items filled in: {n}."),
    "other_edition": N_(
        "It was filled in by another edition of the framework: look through what you said."
    ),
    "other_rater": N_("This is the card of {own}; the file is that of {name}."),
    "not_opened": N_("{name} was not opened; nothing here has changed."),
    "on_line": N_("Line {line}:"),
    "reason_missing": N_("Write why."),
    "evidence_wanted": N_("This level asks for evidence: write what shows it."),
    "half_a_count": N_("Write both numbers: how many, and of how many."),
    "not_whole": N_("Write whole numbers, with digits only."),
    "of_nothing": N_("The total cannot be 0."),
    "over_total": N_("The count is larger than the total."),
    "parts_missing": N_("Write the numbers of all parts, or of none."),
    "no_answers": N_("Write how many people chose each level."),
    "over_invited": N_("More people have answered than were asked."),
    "count_missing": N_("Write how many, and of how many."),
    "file_tab": N_("there is a tab at the beginning of the line; use spaces."),
    "file_quotes": N_("the quotation marks are not right."),
    "file_braces": N_(
        "values in brackets or braces cannot be read here; write each on a line of its own."
    ),
    "file_block": N_("texts after “|” or “>” cannot be read here; write the text in quotes."),
    "file_sign": N_("a text that begins with this sign has to be in quotes."),
    "file_colon": N_("a text with a colon has to be in quotes."),
    "file_key": N_("a name, a colon and a value are expected here."),
    "file_twice": N_("the name stands there twice."),
    "file_indent": N_("the line begins further to the left or to the right than it should."),
    "file_empty": N_("the file is empty."),
    "file_too_large": N_("the file is too large for a card."),
    "file_not_utf8": N_("it is not a text in UTF-8."),
    "file_not_a_rater": N_("it is not a rater's file."),
    "file_other_format": N_("the file is of another version."),
    "file_other_year": N_("the file is of {what}, and this is the card of {year}."),
    "file_other_framework": N_("the file belongs to another framework, “{what}”."),
    "file_unknown_key": N_("“{what}” is not known here."),
    "file_unknown_item": N_("the framework has no item “{what}” in {year}."),
    "file_not_a_text": N_("“{what}” should be a text or a number."),
    "file_not_a_mapping": N_("“{what}” should have names and values below it."),
    "file_not_a_list": N_("“{what}” should be a list, an entry on each line after a dash."),
    "file_two_judgements": N_("“{what}” has more than one judgement."),
    "file_wrong_judgement": N_("“{what}” is rated in another way."),
    "file_off_the_scale": N_("“{what}” is not one of the levels."),
    "file_parts_do_not_match": N_("“{what}” needs the numbers of each of its parts."),
}


def words_of(messages: Mapping[str, str], translate: Translator) -> dict[str, str]:
    """Return messages in the language of the page, their placeholders left for the script."""
    return {
        key: translate(text, **{name: Finished(f"{{{name}}}") for name in _names(text)})
        for key, text in messages.items()
    }


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
