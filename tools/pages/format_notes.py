"""Notes on how the keys of a mapping depend on each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.model import assessment, cycle, framework, measure, tree
from qualitycli.model.fields import Model
from tools.pages.bilingual import Bilingual

NOTES: Final[Mapping[type[Model], Bilingual]] = {
    framework.BandProfile: Bilingual(
        "Only one profile can apply to a year. A year without a profile has no rating bands.",
        "За една година може да важи само една скала. Година без скала няма качествени оценки.",
    ),
    framework.Step: Bilingual(
        "Only lower bounds are given, so there can be no gap between two bands: each has `from` or "
        "`above`, except the last one, which has neither.",
        "Посочват се само долните граници, затова между две степени не може да остане празнина: "
        "всяка има `from` или `above`, а последната – нито едното.",
    ),
    tree.Area: Bilingual(
        "A child's id starts with its parent's (`OP` → `OP.1` → `OP.1.3`), unless `moved_from` "
        "names an earlier parent. `weight` requires `weight_reason`. `since` and `retired` also "
        "apply to everything below; `replaced_by` requires `retired`.",
        "Идентификаторът на съставната част продължава този на цялото (`OP` → `OP.1` → `OP.1.3`), "
        "освен ако с `moved_from` е посочено откъде е преместена. Към `weight` задължително има и "
        "`weight_reason`. `since` и `retired` важат и за всичко отдолу; `replaced_by` върви с "
        "`retired`.",
    ),
    tree.Indicator: Bilingual(
        "An indicator with sub-indicators is not rated itself, so the keys from `rated_by` to "
        "`hints` are only for an indicator without any. `ladder` is used with `points`. "
        "`thresholds` is used with `ratio` and has one entry for each level above the lowest. The "
        "way in which a published item is rated never changes; instead, the item is retired and "
        "replaced.",
        "Индикатор с подиндикатори сам не се оценява, затова ключовете от `rated_by` до `hints` са "
        "за индикатор без подиндикатори. `ladder` върви с `points`, а `thresholds` – с `ratio`, по "
        "един праг за всяко равнище над най-ниското. Начинът, по който се оценява публикуван "
        "показател, никога не се променя: показателят отпада и се заменя с друг.",
    ),
    assessment.Rating: Bilingual(
        "`3` is short for `level: 3`. A rating states one judgement: a `level` for most items and "
        "for a ratio without thresholds; `points`, a step on the points scale; `answers` for a "
        "survey, where a missing level counts as 0; `count` and `of` for a ratio with thresholds; "
        "or the reason why there is no judgement. For a ratio without thresholds the counts are "
        "only evidence.",
        "Само `3` е съкратено от `level: 3`. Посочва се една преценка: за повечето показатели и за "
        "съотношение без прагове – `level`; за точки – една степен от точковата скала; за анкета – "
        "`answers`, където пропуснатото равнище се брои за 0; за съотношение с прагове – `count` и "
        "`of`; или причината, поради която няма преценка. При съотношение без прагове броят е само "
        "доказателство.",
    ),
    cycle.Point: Bilingual(
        "A plain text is short for `text`.",
        "Само текст е съкратено от `text`.",
    ),
    measure.Measure: Bilingual(
        "If `status` is missing, it follows from the other keys: `done` if `actual` has a last "
        "day, `started` if it has only a first day. Otherwise a planned measure is `planned`; a "
        "corrective one is `approved` if it has an order, and `proposed` if not.",
        "Ако `status` е пропуснат, състоянието следва от останалото: `done`, щом `actual` има "
        "последен ден, и `started`, щом има първи; иначе планираната мярка е `planned`, а "
        "коригиращата – `proposed` и, щом има заповед, `approved`.",
    ),
}
