"""Charts as inline SVG: plain values in, text out; the same values give the same text.

Widths are percentages of the available space, so letters never grow or shrink. If space is limited,
the label of a row is above its picture instead of next to it. The style sheet sets the colours and
selects one of the two layouts. No information depends on colour alone.
"""

from qualitycli.render.charts.band_chart import Stretch, bands
from qualitycli.render.charts.drawing import About, Label, MarkKeys, MarkRow
from qualitycli.render.charts.profile import profile
from qualitycli.render.charts.shares import Part, shares
from qualitycli.render.charts.trend import Break, GradePoint, trend

__all__ = [
    "About",
    "Break",
    "GradePoint",
    "Label",
    "MarkKeys",
    "MarkRow",
    "Part",
    "Stretch",
    "bands",
    "profile",
    "shares",
    "trend",
]
