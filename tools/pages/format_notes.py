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
    framework.Catalogue: Bilingual(
        "With `method: points` nothing has a weight, and every item needs points to earn: a points "
        "scale or a maximum. `ladders` and `answer_scales` are lists by name, so that a "
        "scale used by many items is written once.",
        "При `method: points` нищо няма тежест, а всеки показател има точкова скала или максимален "
        "брой точки. `ladders` и `answer_scales` са списъци с "
        "имена, така че скала, която използват много показатели, се записва веднъж.",
    ),
    tree.Rung: Bilingual(
        "Without bounds, steps go from the fewest points to the most, and each needs a `text`. For "
        "a ratio or a value, steps go from the lowest bound to the highest: the first has none, "
        "each further one has `from` or `above`. Points may rise or fall, and `text` is optional.",
        "Без граници степените са от най-малко към най-много точки и всяка има `text`. При "
        "съотношение или стойност са от най-ниската граница към най-високата: първата няма "
        "граница, всяка следваща има `from` или `above`. Точките може да растат или да намаляват, "
        "а `text` не е задължителен.",
    ),
    tree.AnswerOption: Bilingual(
        "Answers go from the lowest to the highest. Those that count are numbered from 1 unless "
        "they have a `key`; the numbers of the others follow. A published mean is between the "
        "first and the last number or, if all answers that count have rising numbers as keys, "
        "between the first and the last key.",
        "Отговорите са от най-ниския към най-високия. Тези, които се броят, се номерират от 1, "
        "освен ако имат `key`; номерата на останалите следват след тях. Публикуваната средна "
        "стойност е между първия и последния номер, а ако ключовете на всички отговори, които се "
        "броят, са нарастващи числа – между първия и последния ключ.",
    ),
    tree.Indicator: Bilingual(
        "A criterion or an indicator with others below it is not rated itself, so the keys from "
        "`rated_by` to `hints` are only for items. `thresholds` has one entry for each level above "
        "the lowest. A `value` without `ladder` and `thresholds` is only shown, compared and "
        "targeted, unless the commission gives it a level or points. The way in which a published "
        "item is rated never changes; instead, the item is retired and replaced.",
        "Критерий или индикатор, под който има други, сам не се оценява, затова ключовете от "
        "`rated_by` до `hints` са само за оценяваните показатели. В `thresholds` има по един праг "
        "за всяко равнище над най-ниското. Показател `value` без `ladder` и `thresholds` е само за "
        "сведение: показва се, сравнява се и може да има цел, освен ако комисията му даде равнище "
        "или точки. Начинът, по който се оценява публикуван показател, никога не се променя: "
        "показателят отпада и се заменя с друг.",
    ),
    assessment.Rating: Bilingual(
        "`3` is short for `level: 3`. A rating states one judgement: a `level`; `points`, a step "
        "on the points scale or up to the maximum; `answers` for a survey, where a missing answer "
        "counts as 0, or their published `mean` with `answered`; `count` and `of` for a ratio, and "
        "`value` for a value, with a points scale or thresholds; or the reason why there is no "
        "judgement. Without a points scale or thresholds, counts and values are only evidence "
        "in addition to the level or points that the commission gives.",
        "Само `3` е съкратено от `level: 3`. Посочва се една преценка: `level`; `points` – степен "
        "от точковата скала или до максимума; за анкета – `answers`, където пропуснатият отговор "
        "се брои за 0, или публикуваната средна стойност `mean` с `answered`; при точкова скала "
        "или прагове – `count` и `of` за съотношение и `value` за стойност; или причината, поради "
        "която няма преценка. Без точкова скала и прагове броят и стойността са само доказателство "
        "към равнището или точките, които дава комисията.",
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
