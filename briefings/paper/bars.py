"""Figures as bars and as a comparison: blocks of a sheet."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from briefings.bilingual import Speaker
from briefings.box import Box
from briefings.lettering import text_width
from briefings.paper.blocks import BODY, RULE, SMALL, Block, Paragraph, Row, lettered
from briefings.paper.canvas import Canvas, Type
from briefings.paper.facts import named_figures, shorter_blocks
from geo.plan import Plan
from geo.plan.accounts import totals
from geo.plan.schema import CATEGORIES
from geo.translation import Translator
from layers import palette
from layers.wording import (
    MISSING,
    amount_with_unit,
    qualified,
    square_km,
    unit_m2,
    wan_unit,
)

Record = dict[Hashable, Any]


@dataclass(frozen=True)
class Bar:
    """One figure as a bar, its name above it and the amount at its end."""

    name: str
    amount: str
    share: float
    """Its length as a share of the longest."""
    colour: str
    beside: str
    """The widest amount of all bars: its room is kept free, so that one scale holds for all."""

    def _label(self) -> Paragraph:
        return Paragraph(self.name, SMALL, after=0)

    def height(self, width: float, unit: float) -> float:
        """Return the height of name and bar."""
        return self._label().height(width, unit) + 15 * unit

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Draw name, bar and amount."""
        label, rest = box.from_top(self._label().height(box.width, unit))
        self._label().draw(canvas, label, unit)
        size = lettered(BODY, unit)
        room = box.width - text_width(self.beside, size, bold=True) - 5 * unit
        bar = Box(box.left, rest.top - 10.5 * unit, room * self.share, 9 * unit)
        canvas.rectangle(bar, name="bar", facecolor=self.colour, edgecolor="none")
        canvas.text(
            self.amount, (bar.right + 4 * unit, bar.bottom + 1.6 * unit), Type(size, bold=True)
        )


def capacity_block(plan: Plan, categories: Sequence[str], speak: Speaker, most: int = 0) -> Block:
    """Return every counted figure of some categories as a bar, one scale for all, by category.

    Of the figures of a category the `most` largest are drawn (0: all), the others counted.
    """
    say = speak.first
    table = plan.figures[plan.figures["part_of"].isna()]
    shown = table[table["category"].isin(categories)]
    longest = shown["gfa_m2"].max()
    amounts = [
        qualified(row["gfa_m2"], [row["qualifier"]], say) for row in shown.to_dict("records")
    ]
    widest = max(amounts, key=lambda amount: text_width(amount, 1.0, bold=True), default="")
    rows: list[Row] = []
    for total in totals(shown).to_dict("records"):
        key = total["category"]
        rows.append(_bars_heading(key, total, speak))
        colour = palette.CATEGORY_COLOURS[key]
        named, others = named_figures(plan, key, most)
        for row in named:
            amount = qualified(row["gfa_m2"], [row["qualifier"]], say)
            rows.append(Bar(speak.name(row), amount, row["gfa_m2"] / longest, colour, widest))
        if others is not None:
            rows.append(Paragraph(speak(partial(_others, others)), SMALL, colour=palette.MUTED))
    note = speak.message("单位：万㎡。各类口径不同，不相加；已含于其他数字的不另画")
    rows.append(Paragraph(note, 6.8, colour=palette.MUTED))
    make = partial(capacity_block, plan, categories, speak)
    shorter = () if most else shorter_blocks(plan, make)
    return Block("bars", speak.message("规划新增与提升的建筑面积"), rows, shorter=shorter)


def _others(others: Record, say: Translator) -> str:
    amount = amount_with_unit(others["gfa_m2"], others["qualifiers"], say)
    return say("其余 {count} 项 {amount}", count=others["count"], amount=amount)


def _bars_heading(category: str, total: Record, speak: Speaker) -> Paragraph:
    """Return a category and its figure, in each language with the unit it counts in."""

    def written(say: Translator) -> str:
        amount = amount_with_unit(total["gfa_m2"], total["qualifiers"], say)
        return f"{say(CATEGORIES[category].label)}　{amount}"

    colour = palette.CATEGORY_COLOURS[category]
    return Paragraph(speak(written), BODY, bold=True, colour=colour, after=1, short=True)


@dataclass(frozen=True)
class Comparison:
    """A table: a line a property, a column a zone."""

    header: Sequence[str]
    lines: Sequence[tuple[str, Sequence[str]]]
    aside: float = 0.0
    """Width of the first column, points: the maps above stand over the others."""

    gap: float = 0.0
    """Between columns, points."""

    def under(self, aside: float, gap: float) -> Comparison:
        """Return the table with its columns under maps that begin after `aside`."""
        return replace(self, aside=aside, gap=gap)

    def labels_width(self, unit: float) -> float:
        """Return the width at which every label stands on one line."""
        words = (Paragraph(label, BODY, short=True) for label, _ in self.lines)
        return max(label.one_line(unit) for label in words)

    def _cell_width(self, width: float) -> float:
        count = len(self.header)
        return (width - self.aside - (count - 1) * self.gap) / count

    def _line_height(self, texts: Sequence[str], width: float, unit: float) -> float:
        cell = self._cell_width(width)
        heights = [
            Paragraph(text, BODY, after=0, short=True).height(
                cell if index else self.aside - self.gap, unit
            )
            for index, text in enumerate(texts)
        ]
        return max(heights) + 6 * unit

    def _all(self) -> list[list[str]]:
        return [["", *self.header], *([label, *cells] for label, cells in self.lines)]

    def height(self, width: float, unit: float) -> float:
        """Return the height of all lines."""
        return sum(self._line_height(texts, width, unit) for texts in self._all())

    def draw(self, canvas: Canvas, box: Box, unit: float) -> None:
        """Write the table with a rule under each line."""
        rest = box
        for index, texts in enumerate(self._all()):
            line, rest = rest.from_top(self._line_height(texts, box.width, unit))
            inner = Box(line.left, line.bottom, line.width, line.height - 3 * unit)
            cells, label = inner.from_right(inner.width - self.aside)
            for column, (text, cell) in enumerate(
                zip(texts, [label, *cells.columns(len(self.header), self.gap)], strict=True)
            ):
                colour = palette.INK if column else palette.MUTED
                words = Paragraph(text, BODY, bold=not index, colour=colour, short=True)
                own = cell if column else replace(cell, width=cell.width - self.gap)
                words.draw(canvas, own, unit)
            canvas.line(
                [(line.left, line.bottom), (line.right, line.bottom)],
                edgecolor=RULE if index else palette.INK,
                linewidth=(0.6 if index else 0.9) * unit,
            )


def comparison(plan: Plan, zone_ids: Sequence[str], speak: Speaker) -> Comparison:
    """Return zones side by side: kind, ground, a line a category, industries."""
    zones = plan.zones.set_index("zone_id").to_dict("index")
    chosen = [zones[zone_id] for zone_id in zone_ids]
    kinds = [plan.profile.kinds[zone["kind"]] for zone in chosen]
    lines = [
        (speak.message("类型"), [speak.name(kind, "label") for kind in kinds]),
        (
            speak.message("用地面积"),
            [square_km(plan.land_area_m2[zone_id]) for zone_id in zone_ids],
        ),
        *_category_lines(plan, zone_ids, speak),
        (
            speak.message("主导产业"),
            [
                speak(lambda say, zone=zone: say.join(list(say.name(zone, "industries"))))  # type: ignore[misc]
                for zone in chosen
            ],
        ),
    ]
    return Comparison([speak.name(zone) for zone in chosen], lines)


def _category_lines(
    plan: Plan, zone_ids: Sequence[str], speak: Speaker
) -> list[tuple[str, list[str]]]:
    by_zone = totals(plan.figures, by="zone").to_dict("records")
    found = {(row["zone_id"], row["category"]): row for row in by_zone}
    lines = []
    for key, category in plan.categories.items():
        cells = [_cell(found.get((zone_id, key)), speak) for zone_id in zone_ids]
        if any(cell != MISSING for cell in cells):
            lines.append((speak(partial(_labelled, category.label, first=speak.first)), cells))
    return lines


def _labelled(label: str, say: Translator, *, first: Translator) -> str:
    """Return a label with the unit of the figures, which are written in the first language."""
    unit = wan_unit(say) if say is first else f"{unit_m2(first):,} m²"
    return say("{label}（{unit}）", label=say(label), unit=unit)


def _cell(total: Record | None, speak: Speaker) -> str:
    if total is None:
        return MISSING
    say = speak.first
    nested = total["gfa_m2"] != total["gfa_m2"]
    amount = total["nested_gfa_m2"] if nested else total["gfa_m2"]
    note = say("（已计入另一片区）") if nested else ""
    return f"{qualified(amount, total['qualifiers'], say)}{note}"
