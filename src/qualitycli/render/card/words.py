"""The texts of the card; the script fills in the placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Final

from qualitycli.messages import N_, Finished, Translator

# The texts that are on the page from the start.
PAGE: Final[Mapping[str, str]] = {
    "title": N_("Self-assessment card"),
    "skip": N_("Skip to the items"),
    "no_script": N_(
        "This card needs JavaScript, which is switched off in this browser. It can still be "
        "printed and filled in by hand."
    ),
    "who": N_("Commission member"),
    "name": N_("First and last name"),
    "role": N_("Role in the commission (optional)"),
    "how": N_("How to fill in the card"),
    "how_1": N_("For each item, choose a level or mark it as not applicable or without evidence."),
    "how_1_steps": N_(
        "For each item, choose a step or enter the figures, or mark it as not applicable or "
        "without evidence."
    ),
    "how_2_steps": N_("Add evidence under “Evidence and note”."),
    "how_2": N_(
        "Add evidence under “Evidence and note”, above all for the lowest and the highest level."
    ),
    "how_3": N_(
        "You can skip items, and you can finish later. When you are done, choose “Save "
        "to a file” and hand in the file."
    ),
    "keys": N_("Keyboard shortcuts"),
    "key_next": N_("next item"),
    "key_back": N_("previous item"),
    "key_levels": N_("choose the level, or the option with that number"),
    "key_steps": N_("choose the step with that number"),
    "key_field": N_("enter the figures"),
    "key_not_applicable": N_("not applicable"),
    "key_no_evidence": N_("no evidence"),
    "key_evidence": N_("write evidence"),
    "key_clear": N_("clear the choice"),
    "key_search": N_("search"),
    "key_leave": N_("leave a text field"),
    "shortcuts": N_("Use these keys"),
    "bar": N_("Progress and files"),
    "save": N_("Save to a file"),
    "open": N_("Open a file"),
    "print": N_("Print"),
    "start_over": N_("Start over"),
    "search": N_("Search"),
    "show": N_("Show"),
    "show_all": N_("all items"),
    "show_missing": N_("not filled in yet"),
    "show_rated": N_("filled in"),
    "show_faulty": N_("to be completed"),
    "contents": N_("Contents"),
    "end": N_("End of the card"),
    "end_missing": N_("Show the items left"),
    "nothing": N_("No items match. Change the search or the filter."),
    "choice": N_("Choice"),
    "not_applicable": N_("not applicable"),
    "no_evidence": N_("no evidence"),
    "given": N_("data available"),
    "clear": N_("Clear"),
    "reason": N_("Reason (required)"),
    "more": N_("Evidence and note"),
    "counts": N_("Count, if there are figures"),
    "counts_rate": N_("Count; it sets the level"),
    "counts_earn": N_("Count; it sets the points"),
    "points": N_("Points"),
    "value": N_("Value"),
    "mean_instead": N_("Or a published mean"),
    "mean": N_("mean"),
    "answered": N_("How many people answered in all"),
    "not_counted": N_("does not count"),
    "count": N_("how many"),
    "of": N_("out of how many"),
    "answers": N_("How many people answered"),
    "invited": N_("How many were invited"),
    "hints": N_("Hints"),
    "before": N_("In {year}: {content}"),
}
# The texts that the script shows. Names that start with “file_” are reasons why a file cannot be
# opened.
SCRIPT: Final[Mapping[str, str]] = {
    "progress": N_("Filled in: {decided} of {all}. Left: {missing}."),
    "progress_faulty": N_("To be completed: {faulty}."),
    "kept": N_(
        "Your answers stay in this browser, on this computer; they are not sent "
        "anywhere. On a shared computer, save your file and then choose “Start over”."
    ),
    "storage_off": N_(
        "This browser does not keep your answers. Save them to a file before you close "
        "the page; to continue later, choose “Open a file”."
    ),
    "storage_full": N_(
        "The browser's storage is full, so it no longer keeps your answers. Save them "
        "to a file before you close the page."
    ),
    "open_twice": N_(
        "The card is also open in another window. Use only one of them, or they will "
        "overwrite each other's answers."
    ),
    "recalled": N_("You are continuing where you left off."),
    "others": N_("Your file also keeps ratings of items that are not on this card: {n}."),
    "cleared": N_("cleared"),
    "shown": N_("Items shown: {n}"),
    "name_wanted": N_("Enter your name first: the file needs it."),
    "saved": N_("Saved as {name}. Hand in the file; it belongs in {folder}."),
    "saved_faulty": N_("Still to be completed: {ids}."),
    "replace": N_("The answers on this page will be replaced by those in {name}. Continue?"),
    "start_over": N_("All answers on this page will be cleared. Have you saved your file?"),
    "started_over": N_("The card is empty again."),
    "opened": N_("{name} is open. Items filled in: {n}."),
    "other_edition": N_(
        "It was filled in for another edition of the framework: check your answers."
    ),
    "other_rater": N_("This is the card of {own}; the file is from {name}."),
    "not_opened": N_("{name} was not opened; nothing here has changed."),
    "on_line": N_("Line {line}:"),
    "reason_missing": N_("Give the reason."),
    "evidence_wanted": N_("This level needs evidence: add it."),
    "half_a_count": N_("Write both numbers: how many, and out of how many."),
    "not_whole": N_("Write whole numbers, with digits only."),
    "of_nothing": N_("The total cannot be 0."),
    "over_total": N_("The count is larger than the total."),
    "parts_missing": N_("Fill in the numbers of all parts or of none."),
    "no_answers": N_("Write how many people gave each answer, or a mean."),
    "none_counts": N_("None of these answers counts."),
    "answers_and_mean": N_("Write the answers or a mean, not both."),
    "mean_of_nobody": N_("Write the mean, and how many people answered."),
    "mean_off": N_("The mean is from {lowest} to {highest}."),
    "not_a_number": N_("Write a number, with digits only."),
    "points_missing": N_("Write the points."),
    "value_missing": N_("Write the value."),
    "over_most": N_("The maximum is {most}."),
    "off_step": N_("Points are in steps of {step}."),
    "outcome": N_("Result: {result}"),
    "outcome_of": N_("Points: {points} of {most}"),
    "over_invited": N_("More people answered than were invited."),
    "count_missing": N_("Write how many, and out of how many."),
    "file_tab": N_("the line starts with a tab; use spaces."),
    "file_quotes": N_("the quotation marks are wrong."),
    "file_braces": N_(
        "values in brackets or braces cannot be read here; write each on a line of its own."
    ),
    "file_block": N_("texts after “|” or “>” cannot be read here; write the text in quotes."),
    "file_sign": N_("a text that starts with this character must be in quotes."),
    "file_colon": N_("a text with a colon must be in quotes."),
    "file_key": N_("a name, a colon and a value are expected here."),
    "file_twice": N_("the name is repeated."),
    "file_indent": N_("the line is indented too little or too much."),
    "file_empty": N_("the file is empty."),
    "file_too_large": N_("the file is too large for a card."),
    "file_not_utf8": N_("it is not UTF-8 text."),
    "file_other_kind": N_(
        "only files that were saved with this card can be opened here; their names end in .yaml. "
        "Hand in a filled-in spreadsheet as it is."
    ),
    "file_not_a_rater": N_("it is not a rater's file."),
    "file_other_format": N_("the file has another version."),
    "file_other_year": N_("the file is for {what}, but this card is for {year}."),
    "file_other_framework": N_("the file belongs to another framework, “{what}”."),
    "file_unknown_key": N_("“{what}” is not allowed here."),
    "file_unknown_item": N_("the framework has no item “{what}” in {year}."),
    "file_not_a_text": N_("“{what}” must be a text or a number."),
    "file_not_a_mapping": N_("“{what}” must have names and values below it."),
    "file_not_a_list": N_(
        "“{what}” must be a list, with each entry on a line of its own after a dash."
    ),
    "file_two_judgements": N_("“{what}” has more than one rating."),
    "file_wrong_judgement": N_("“{what}” is rated in another way."),
    "file_off_the_scale": N_("“{what}” is not one of the levels."),
    "file_off_the_steps": N_("“{what}” is not on the points scale of the item."),
    "file_unknown_answer": N_("“{what}” is not one of the answers."),
    "file_parts_do_not_match": N_("“{what}” needs the numbers of each of its parts."),
}


def words_of(messages: Mapping[str, str], translate: Translator) -> dict[str, str]:
    """Return messages in the language of the page; the script fills in their placeholders."""
    return {
        key: translate(text, **{name: Finished(f"{{{name}}}") for name in _names(text)})
        for key, text in messages.items()
    }


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
