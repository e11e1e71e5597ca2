"""Whether a result reaches its target, where both are figures."""

from __future__ import annotations

import pytest

from qualitycli.model.measure import Gauge
from qualitycli.tracking.gauges import target_reached


@pytest.mark.parametrize(
    ("baseline", "target", "result", "reached"),
    [
        ("0 от 21", "12 от 21", "3 от 21", False),
        ("0 от 21", "21 от 21", "21 от 21; искането е входирано", True),
        ("11 от 24 (2019/2020 г.)", "24 от 24", "9 от 24", False),
        ("61 от 158", "под 15 %", "14 от 171 (8,2 %)", True),
        ("61 от 158", "под 15 %", "15 от 100", False),
        ("5", "най-много 3", "3 от 403", True),
        ("84,7 %", "90 %", "76,5 %", False),
        ("38 of 118", "25 of 121", "21 of 121", True),
        ("2", "10", "7", False),
        ("0", "1", "1, от декември до март", True),
        # Nothing says in which direction the figure is to change, or it is no figure.
        ("няма данни", "350 от 398", "361 от 398", None),
        (None, "10", "7", None),
        ("44 от 69", "под половината", "46 от 71", None),
        ("2 от 6", "всички", "7 от 9", None),
        ("2 от 6", "3 от 6", "12", None),
        ("0", "20", None, None),
    ],
)
def test_a_result_and_its_target(
    baseline: str | None, target: str, result: str | None, reached: bool | None
) -> None:
    gauge = Gauge(text="Дял", baseline=baseline, target=target, result=result)
    assert target_reached(gauge) is reached


def test_without_an_indicator_nothing_is_reached() -> None:
    assert target_reached(None) is None
