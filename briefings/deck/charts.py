"""Native bar charts of the plan's figures: a bar a total, categories never summed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.deck.page import Page
from briefings.deck.surface import Surface
from briefings.deck.text_style import EMU, TEXT, line, solid
from geo.plan import Plan
from geo.plan.accounts import totals
from geo.plan.schema import CATEGORIES
from geo.translation import Translator
from layers import palette
from layers.wording import qualified, qualifier_sign, unit_m2, wan_unit

Record = dict[Hashable, Any]


@dataclass(frozen=True)
class Bar:
    """One total of a zone in one category."""

    category: str
    name: str
    gfa_m2: float
    qualifiers: tuple[str, ...]

    def sign(self, say: Translator) -> str:
        """Return its qualifiers as they stand before the number."""
        return qualifier_sign(self.qualifiers, say)

    def amount(self, say: Translator) -> str:
        """Return the figure with qualifiers and unit."""
        return f"{qualified(self.gfa_m2, self.qualifiers, say)} {wan_unit(say)}"


def bars_of(
    plan: Plan, categories: Sequence[str], speak: Speaker, zone_ids: Sequence[str] = ()
) -> list[Bar]:
    """Return each zone's total in each category, by category; what is counted elsewhere is not."""
    zones = plan.zones.set_index("zone_id").to_dict("index")

    def name(row: Record) -> str:
        category, zone = CATEGORIES[row["category"]], zones[row["zone_id"]]
        return speak(lambda say: f"{say(category.label)}　{say.name(zone)}")

    return [
        Bar(
            row["category"],
            name(row),
            float(row["gfa_m2"]),
            tuple(row["qualifiers"]),
        )
        for row in totals(plan.figures, by="zone").to_dict("records")
        if row["category"] in categories
        and pd.notna(row["gfa_m2"])
        and (not zone_ids or row["zone_id"] in zone_ids)
    ]


def bar_lines(bars: Sequence[Bar]) -> float:
    """Return how many lines the longest name of a bar needs; a further language is smaller."""
    return max((1 + 0.45 * bar.name.count("\n") for bar in bars), default=1.0)


def draw_chart(
    page: Page, bars: Sequence[Bar], box: Box, *, name: str, reach_m2: float = 0.0
) -> None:
    """Draw a native chart: a series a category, so that each can be changed by itself.

    Its scale reaches to `reach_m2` where that is given, as for one of several charts.
    """
    say = page.deck.speak.first
    data: Any = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
    data.categories = [bar.name for bar in bars]
    present = list(dict.fromkeys(bar.category for bar in bars))
    unit = unit_m2(say)
    for category in present:
        values = [bar.gfa_m2 / unit if bar.category == category else None for bar in bars]
        data.add_series(say(CATEGORIES[category].label), values)
    frame = page.slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        Emu(round(box.left * EMU)),
        Emu(round((page.deck.design.height - box.top) * EMU)),
        Emu(round(box.width * EMU)),
        Emu(round(box.height * EMU)),
        data,
    )
    page.surface.adopt(frame, name)
    _style(frame.chart, page.surface.unit)
    if reach_m2:
        frame.chart.value_axis.maximum_scale = _BEYOND * reach_m2 / unit
    for series, category in zip(frame.chart.plots[0].series, present, strict=True):
        own = [(order, bar.sign(say)) for order, bar in enumerate(bars) if bar.category == category]
        _style_series(series, category, own, page.surface)


_BEYOND: Final = 1.15
"""Where a scale that is given ends, in longest bars: their amounts stand behind them."""


def _style(chart: Any, unit: float) -> None:
    """Leave only what is read: names, bars and their amounts."""
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(round(12 * unit, 1))
    fonts = chart._chartSpace.txPr.find(".//" + qn("a:defRPr"))
    fonts.insert(0, parse_xml(solid(TEXT).replace(">", f" {nsdecls('a')}>", 1)))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    names, amounts = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.width = Pt(0.75 * unit)
    amounts.visible = False
    amounts.has_major_gridlines = False
    amounts.minimum_scale = 0
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _style_series(
    series: Any, category: str, own: Sequence[tuple[int, str]], surface: Surface
) -> None:
    """Colour a category's bars and write each amount with its qualifier at its end."""
    unit, is_dark = surface.unit, surface.is_dark
    element = series._element
    for old in element.findall(qn("c:spPr")):
        element.remove(old)
    fill = solid(palette.CATEGORY_COLOURS[category])
    edge = line(TEXT, 0.75, opacity=0.7 if is_dark else 0)
    shape = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{fill}{edge}</c:spPr>")
    element.find(qn("c:tx")).addnext(shape)
    labels = "".join(_label(order, sign) for order, sign in own)
    text = (
        '<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(1300 * unit)}" b="1">'
        f'{solid(TEXT)}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    whole = parse_xml(
        f"<c:dLbls {nsdecls('c', 'a')}>{labels.replace(_TEXT_MARK, text)}"
        f'<c:numFmt formatCode="{_FORMAT}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{text}'
        f"{_SHOWN}</c:dLbls>"
    )
    element.find(qn("c:cat")).addprevious(whole)


_FORMAT: Final = "General"
_TEXT_MARK: Final = "<!--text-->"
_SHOWN: Final = (
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
    '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)


def _label(order: int, sign: str) -> str:
    """Return one bar's label: its number format carries the qualifier, so it follows the data."""
    prefix = f"&quot;{sign}&quot;" if sign else ""
    return (
        f'<c:dLbl><c:idx val="{order}"/><c:numFmt formatCode="{prefix}{_FORMAT}"'
        f' sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{_TEXT_MARK}{_SHOWN}</c:dLbl>'
    )
