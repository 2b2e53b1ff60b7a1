"""Contents of a deck's tables: figures by zone, the plan's words, boundaries, stations."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.cards.plan import overlap_note
from briefings.deck.tables import Table
from briefings.deck.text_style import Align
from briefings.paper.bars import comparison
from briefings.paper.blocks import Block, Pairs, Paragraph
from briefings.publication import figures_note
from geo.plan import Plan
from geo.plan.accounts import totals
from geo.plan.schema import CATEGORIES
from geo.translation import Translator
from layers import palette
from layers.wording import MISSING, qualified, section_name, square_km, wan_unit

Record = dict[Hashable, Any]
_RIGHT: Final[tuple[Align, ...]] = ("r",)
NESTED: Final = "*"
"""Marks a figure that is counted in another zone."""


def figures_table(plan: Plan, speak: Speaker, categories: Sequence[str] = ()) -> Table:
    """Return zones by categories, with a row of totals; a column a category, no sum over them."""
    shown = [key for key in plan.categories if not categories or key in categories]
    by_zone = {
        (row["zone_id"], row["category"]): row
        for row in totals(plan.figures, by="zone").to_dict("records")
    }
    whole = {row["category"]: row for row in totals(plan.figures).to_dict("records")}
    rows = [
        [
            speak.name(zone),
            speak.name(plan.profile.kinds[zone["kind"]], "label"),
            square_km(plan.land_area_m2[zone["zone_id"]]),
            *(amount(by_zone.get((zone["zone_id"], key)), speak) for key in shown),
        ]
        for zone in plan.zones.to_dict("records")
    ]
    rows.append(
        [
            speak.message("合计"),
            "",
            square_km(plan.union_area_m2),
            *(amount(whole.get(key), speak) for key in shown),
        ]
    )
    unit = wan_unit(speak.first)
    heads = [_with_unit(speak.message(CATEGORIES[key].label), unit) for key in shown]
    return Table(
        speak.first("各片区建筑面积"),
        [speak.message("片区"), speak.message("类型"), speak.message("用地面积"), *heads],
        rows,
        [2.0, 0.8, 1.2, *(1.3 for _ in shown)],
        ["l", "l", *_RIGHT, *_RIGHT * len(shown)],
        ["", "", "", *(palette.CATEGORY_COLOURS[key] for key in shown)],
        totals=1,
    )


def _with_unit(label: str, unit: str) -> str:
    return f"{label}\n{unit}"


def amount(total: Record | None, speak: Speaker) -> str:
    """Return a total as it stands in a table; one that is counted elsewhere is marked."""
    if total is None:
        return MISSING
    nested = pd.isna(total["gfa_m2"])
    gfa_m2: float = total["nested_gfa_m2"] if nested else total["gfa_m2"]
    return f"{qualified(gfa_m2, total['qualifiers'], speak.first)}{NESTED if nested else ''}"


def sources_table(figures: pd.DataFrame, speak: Speaker) -> Table:
    """Return every figure with the plan's words and the section they stand in."""
    rows = []
    unit = wan_unit(speak.first)
    for row in figures.to_dict("records"):
        gfa = qualified(row["gfa_m2"], [row["qualifier"]], speak.first)
        rows.append(
            [
                speak.name(row),
                speak.message(CATEGORIES[row["category"]].label),
                f"{gfa}{NESTED if row['part_of'] else ''}",
                speak.name(row, "quote"),
                section_name(str(row["section"]), speak.first),
            ]
        )
        if row["variant"]:
            section = section_name(str(row["variant_section"]), speak.first)
            rows.append(["", "", "", speak.name(row, "variant"), section])
    return Table(
        speak.first("数字与规划原文"),
        [
            speak.message("片区、园区"),
            speak.message("类别"),
            _with_unit(speak.message("建筑面积"), unit),
            speak.message("规划原文"),
            speak.message("规划章节"),
        ],
        rows,
        [1.7, 1.0, 1.1, 4.9, 1.1],
        ["l", "l", "r", "l", "l"],
    )


def boundaries_table(plan: Plan, zone_ids: Sequence[str], speak: Speaker) -> Table:
    """Return what each zone's boundary rests on, and how far off it may be."""
    rows = [
        [speak.name(zone), speak.name(zone, "boundary_basis"), f"±{zone['error_m']:g} m"]
        for zone in plan.zones.to_dict("records")
        if zone["zone_id"] in zone_ids
    ]
    return Table(
        speak.first("边界依据"),
        [speak.message("片区"), speak.message("边界依据"), speak.message("边界误差")],
        rows,
        [1.5, 6.0, 1.0],
        ["l", "l", "r"],
    )


def rules(plan: Plan, table: Table, speak: Speaker) -> list[str]:
    """Return the rules of the accounts; how nested figures are marked, if a table has any."""
    marked = any((cell or "").endswith(NESTED) for row in table.rows for cell in row)
    nested = speak.message("* 已含于另一数字，合计只计一次")
    return [speak(partial(figures_note, plan)), *([nested] if marked else [])]


def overlaps(plan: Plan, speak: Speaker) -> list[str]:
    """Return where zones overlap: the total of the ground counts it once."""
    return [speak(lambda say: overlap_note(plan, say))] if len(plan.overlaps) else []


def wavers(plan: Plan, zone_ids: Sequence[str], speak: Speaker) -> list[str]:
    """Return where the plan says two things of some zones, both kept."""
    return [
        speak(lambda say, note=note: labelled(say.name(note, "topic"), say.name(note, "text"), say))  # type: ignore[misc]
        for note in plan.profile.discrepancies
        if set(note.zone_ids) & set(zone_ids)
    ]


def labelled(label: str, text: str, say: Translator) -> str:
    """Return a text behind its label."""
    return say("{label}：{text}", label=label, text=text)


def comparison_table(plan: Plan, zone_ids: Sequence[str], speak: Speaker) -> Table:
    """Return zones side by side, a line a property."""
    content = comparison(plan, zone_ids, speak)
    rows = [[label, *cells] for label, cells in content.lines]
    widths = [1.1, *(2.2 for _ in zone_ids)]
    return Table(speak.first("片区对比"), ["", *content.header], rows, widths)


def pairs_table(name: str, blocks: Sequence[Block], speak: Speaker) -> Table:
    """Return labelled values of some blocks as a table of two columns."""
    rows: list[Sequence[str]] = []
    for block in blocks:
        for row in block.rows:
            if isinstance(row, Pairs):
                rows += [(label, value) for label, value in row.rows]
    return Table(name, [speak.message("项目"), speak.message("内容")], rows, [1.2, 6.0])


def stations_table(block: Block, speak: Speaker) -> Table:
    """Return the stations of each zone: a row a zone and line."""
    rows: list[Sequence[str]] = []
    zone = ""
    for row in block.rows:
        if isinstance(row, Paragraph):
            zone = row.text
        elif isinstance(row, Pairs):
            for label, value in row.rows:
                rows.append((zone, label, value))
                zone = ""
    return Table(
        speak.first("片区与轨道交通站"),
        [speak.message("片区"), speak.message("线路"), speak.message("站点")],
        rows,
        [1.6, 1.0, 6.0],
    )
