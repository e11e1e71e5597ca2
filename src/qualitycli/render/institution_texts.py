"""Texts of documents that name the institution: a school, a kindergarten or a centre.

Most sentences are written once and get the words for the institution; only headings and sentences
in which Bulgarian needs another form of these words are written for each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from qualitycli.messages import N_, NP_, Plural, Say
from qualitycli.model.assessment import Institution, InstitutionKind

T = TypeVar("T", str, Plural, Mapping[str, str])


def kind_of(institution: Institution | None) -> InstitutionKind:
    """Return the kind of an institution; a school unless another kind is stated."""
    return "school" if institution is None else institution.kind


@dataclass(frozen=True)
class InstitutionTexts(Generic[T]):
    """A text for each kind of institution, because their names differ in gender in Bulgarian."""

    school: T
    kindergarten: T
    centre: T

    def of(self, kind: InstitutionKind) -> T:
        """Return the text for a kind of institution."""
        return {"school": self.school, "kindergarten": self.kindergarten}.get(kind, self.centre)


def about(text: str | Plural, kind: InstitutionKind, say: Say, /, **args: object) -> str:
    """Return a text with the words for a kind of institution.

    ``{School}`` starts a sentence as its subject, and ``{school}`` follows a preposition, since the
    article differs in Bulgarian.
    """
    named = {name: say(texts.of(kind)) for name, texts in _WORDS.items()}
    return say(text, **named, **args)


_WORDS: Final = {
    "School": InstitutionTexts(N_("The school"), N_("The kindergarten"), N_("The centre")),
    "school": InstitutionTexts(N_("the school"), N_("the kindergarten"), N_("the centre")),
    "pupils": InstitutionTexts(N_("pupils"), N_("children"), N_("learners")),
}
_OF_SCHOOL: Final = {
    "pupils": N_("Pupils"),
    "classes": N_("Classes"),
    "full_day": N_("Pupils in full-day groups"),
    "special_needs": N_("Pupils with special educational needs"),
    "teachers": N_("Pedagogical specialists"),
    "staff": N_("Other staff"),
}
# The names of the figures in the profile, by key.
PROFILE: Final = InstitutionTexts[Mapping[str, str]](
    _OF_SCHOOL,
    _OF_SCHOOL
    | {
        "pupils": N_("Children"),
        "classes": N_("Groups"),
        "full_day": N_("Children in full-day groups"),
        "special_needs": N_("Children with special educational needs"),
    },
    _OF_SCHOOL
    | {
        "pupils": N_("Learners"),
        "classes": N_("Groups"),
        "special_needs": N_("Learners with special educational needs"),
    },
)
HEADING: Final = InstitutionTexts(N_("School"), N_("Kindergarten"), N_("Centre"))
EXAMPLE: Final = InstitutionTexts(
    N_("Example data: not the self-assessment of any school."),
    N_("Example data: not the self-assessment of any kindergarten."),
    N_("Example data: not the self-assessment of any centre."),
)
SUMMARY_TITLE: Final = InstitutionTexts(
    N_("How the school is doing: a summary for parents and the public council"),
    N_("How the kindergarten is doing: a summary for parents and the public council"),
    N_("How the centre is doing: a summary for learners and employers"),
)
PROGRESS: Final = InstitutionTexts(
    N_("description of how pupils' progress is measured"),
    N_("description of how children's progress is measured"),
    N_("description of how learners' progress is measured"),
)
NOTHING_APPLIES: Final = N_("No item applies to {school}.")
NOT_APPLICABLE: Final = N_("These items do not apply to {school}; they are not counted.")
MORE_MEASURES: Final = NP_(
    "The plan of {school} has {n} more measure.", "The plan of {school} has {n} more measures."
)
LIKE_FOR_LIKE: Final = NP_(
    "“Like for like” is the change on the {n} item rated in the same way in both years. It is "
    "a guide to whether {school} has improved.",
    "“Like for like” is the change on the {n} items rated in the same way in both years. It is "
    "a guide to whether {school} has improved.",
)
NEVER_LOWEST: Final = N_(
    "Items that do not apply to {school} or are not rated yet are left out; they never count as "
    "the lowest grade."
)
NEVER_ZERO: Final = N_(
    "Items that do not apply to {school} or are not rated yet are left out; they never count as "
    "zero."
)
ASSESSES_ITSELF: Final = N_(
    "{School} assesses itself; the full report lists the evidence, where it is recorded."
)
ACCORDING: Final = N_("According to {school}")
STRENGTHS: Final = N_("Strengths according to {school}")
WEAKNESSES: Final = N_("Weaknesses according to {school}")
MET: Final = N_("How {school} meets it")
HOW_TO_LEAVE_OUT: Final = N_(
    "If an item does not apply to {school}, write “not applicable”; if there is no evidence for "
    "it, write “no evidence”. Give the reason in both cases."
)
NO_NAMES: Final = N_(
    "Leave items that are not rated yet empty. Do not write names of {pupils} here."
)
