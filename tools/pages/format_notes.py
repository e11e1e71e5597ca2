"""What holds among the keys of a mapping, and no single one of them says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.model import assessment, cycle, framework, measure, tree
from qualitycli.model.fields import Model
from tools.pages.said import Said

NOTES: Final[Mapping[type[Model], Said]] = {
    framework.BandProfile: Said(
        "No two profiles hold in one year. A year that none holds in gets no words.",
        "За една година може да важи само една скала. Година без скала няма качествени оценки.",
    ),
    framework.Step: Said(
        "There are lower bounds only, so there can be no gap between two steps: each has `from` or "
        "`above`, the last one has neither.",
        "Посочват се само долните граници, затова между две степени не може да остане празнина: "
        "всяка има `from` или `above`, а последната – нито едното.",
    ),
    tree.Area: Said(
        "A child's id continues its parent's (`OP` → `OP.1` → `OP.1.3`), unless it says where it "
        "`moved_from`. A `weight` needs a `weight_reason`. `since` and `retired` bound all that "
        "stands below; `replaced_by` needs `retired`.",
        "Идентификаторът на съставната част продължава този на цялото (`OP` → `OP.1` → `OP.1.3`), "
        "освен ако с `moved_from` е посочено откъде е преместена. Към `weight` задължително има и "
        "`weight_reason`. `since` и `retired` важат и за всичко отдолу; `replaced_by` върви с "
        "`retired`.",
    ),
    tree.Indicator: Said(
        "An indicator with sub-indicators is not rated itself, so the keys from `rated_by` to "
        "`hints` are for one without. `ladder` goes with `points`, `thresholds` with `ratio`, one "
        "for each level above the lowest. How a published item is rated never changes: it is "
        "retired and replaced.",
        "Индикатор с подиндикатори сам не се оценява, затова ключовете от `rated_by` до `hints` са "
        "за индикатор без подиндикатори. `ladder` върви с `points`, а `thresholds` – с `ratio`, по "
        "един праг за всяко равнище над най-ниското. Начинът, по който се оценява публикуван "
        "елемент, никога не се променя: елементът отпада и се заменя с друг.",
    ),
    assessment.Rating: Said(
        "`3` alone is short for `level: 3`. A rating states one judgement: for most items and for "
        "a ratio without thresholds a `level`; for points, one step of the ladder; for a survey "
        "`answers`, where a level left out counts 0; for a ratio with thresholds `count` and `of` "
        "– or the reason why there is none. Counts of a ratio without thresholds are evidence "
        "only.",
        "Само `3` е съкратено от `level: 3`. Посочва се една преценка: за повечето елементи и за "
        "съотношение без прагове – `level`; за точки – една степен от стълбицата; за анкета – "
        "`answers`, където пропуснатото равнище се брои за 0; за съотношение с прагове – `count` и "
        "`of`; или причината, поради която няма преценка. При съотношение без прагове броят е само "
        "доказателство.",
    ),
    cycle.Point: Said(
        "A text alone is short for `text`.",
        "Само текст е съкратено от `text`.",
    ),
    measure.Measure: Said(
        "Where `status` is left out it follows from the rest: `done` once `actual` has its last "
        "day, `started` once it has its first; else a planned measure is `planned`, a corrective "
        "one `proposed`, and `approved` once the order is there.",
        "Ако `status` е пропуснат, състоянието следва от останалото: `done`, щом `actual` има "
        "последен ден, и `started`, щом има първи; иначе планираната мярка е `planned`, а "
        "коригиращата – `proposed` и, щом има заповед, `approved`.",
    ),
}
