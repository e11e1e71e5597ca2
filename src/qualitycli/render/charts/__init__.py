"""Charts as inline SVG: plain values in, text out, the same for the same values.

Their widths are percentages of the room there is, so no letter ever grows or shrinks; where there
is little room each row's label stands above its picture instead of beside it. Colours, and which
of the two layouts holds, are the style sheet's. Nothing is told by colour alone.
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
