"""Texts of documents that name the institution: a school, a kindergarten or a centre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from qualitycli.messages import N_, NP_, Plural
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
NOTHING_APPLIES: Final = InstitutionTexts(
    N_("No item applies to the school."),
    N_("No item applies to the kindergarten."),
    N_("No item applies to the centre."),
)
NOT_APPLICABLE: Final = InstitutionTexts(
    N_("These items do not apply to the school; they are not counted."),
    N_("These items do not apply to the kindergarten; they are not counted."),
    N_("These items do not apply to the centre; they are not counted."),
)
MORE_MEASURES: Final = InstitutionTexts(
    NP_("The school's plan has {n} more measure.", "The school's plan has {n} more measures."),
    NP_(
        "The kindergarten's plan has {n} more measure.",
        "The kindergarten's plan has {n} more measures.",
    ),
    NP_("The centre's plan has {n} more measure.", "The centre's plan has {n} more measures."),
)
SUMMARY_TITLE: Final = InstitutionTexts(
    N_("How the school is doing: a summary for parents and the public council"),
    N_("How the kindergarten is doing: a summary for parents and the public council"),
    N_("How the centre is doing: a summary for parents and the public council"),
)
LIKE_FOR_LIKE: Final = InstitutionTexts(
    NP_(
        "“Like for like” is the change on the {n} item rated in the same way in both "
        "years. It shows whether the school has improved.",
        "“Like for like” is the change on the {n} items rated in the same way in both "
        "years. It shows whether the school has improved.",
    ),
    NP_(
        "“Like for like” is the change on the {n} item rated in the same way in both "
        "years. It shows whether the kindergarten has improved.",
        "“Like for like” is the change on the {n} items rated in the same way in both "
        "years. It shows whether the kindergarten has improved.",
    ),
    NP_(
        "“Like for like” is the change on the {n} item rated in the same way in both "
        "years. It shows whether the centre has improved.",
        "“Like for like” is the change on the {n} items rated in the same way in both "
        "years. It shows whether the centre has improved.",
    ),
)
NEVER_LOWEST: Final = InstitutionTexts(
    N_(
        "Items that do not apply to the school or are not rated yet are left out; they never "
        "count as the lowest grade."
    ),
    N_(
        "Items that do not apply to the kindergarten or are not rated yet are left out; they "
        "never count as the lowest grade."
    ),
    N_(
        "Items that do not apply to the centre or are not rated yet are left out; they never "
        "count as the lowest grade."
    ),
)
NEVER_ZERO: Final = InstitutionTexts(
    N_(
        "Items that do not apply to the school or are not rated yet are left out; they never "
        "count as zero."
    ),
    N_(
        "Items that do not apply to the kindergarten or are not rated yet are left out; they "
        "never count as zero."
    ),
    N_(
        "Items that do not apply to the centre or are not rated yet are left out; they never "
        "count as zero."
    ),
)
ASSESSES_ITSELF: Final = InstitutionTexts(
    N_("The school assesses itself; the full report lists the evidence for each item."),
    N_("The kindergarten assesses itself; the full report lists the evidence for each item."),
    N_("The centre assesses itself; the full report lists the evidence for each item."),
)
ACCORDING: Final = InstitutionTexts(
    N_("According to the school"),
    N_("According to the kindergarten"),
    N_("According to the centre"),
)
STRENGTHS: Final = InstitutionTexts(
    N_("Strengths according to the school"),
    N_("Strengths according to the kindergarten"),
    N_("Strengths according to the centre"),
)
WEAKNESSES: Final = InstitutionTexts(
    N_("Weaknesses according to the school"),
    N_("Weaknesses according to the kindergarten"),
    N_("Weaknesses according to the centre"),
)
MET: Final = InstitutionTexts(
    N_("How the school meets it"),
    N_("How the kindergarten meets it"),
    N_("How the centre meets it"),
)
PROGRESS: Final = InstitutionTexts(
    N_("description of how pupils' progress is measured"),
    N_("description of how children's progress is measured"),
    N_("description of how learners' progress is measured"),
)
HOW_TO_LEAVE_OUT: Final = InstitutionTexts(
    N_(
        "If an item does not apply to the school, write “not applicable”; if there is "
        "no evidence for it, write “no evidence”. Give the reason in both cases."
    ),
    N_(
        "If an item does not apply to the kindergarten, write “not applicable”; if there is "
        "no evidence for it, write “no evidence”. Give the reason in both cases."
    ),
    N_(
        "If an item does not apply to the centre, write “not applicable”; if there is "
        "no evidence for it, write “no evidence”. Give the reason in both cases."
    ),
)
NO_NAMES: Final = InstitutionTexts(
    N_("Leave items that are not rated yet empty. Do not write pupils' names here."),
    N_("Leave items that are not rated yet empty. Do not write children's names here."),
    N_("Leave items that are not rated yet empty. Do not write learners' names here."),
)
