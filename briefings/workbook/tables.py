"""The tables of a workbook as data: what stands in which column of which worksheet."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.brief import Brief
from briefings.publication import Publication, accounts_rules, particulars
from briefings.workbook.grid import Cell, Column, Table
from briefings.workbook.scope import Record, Scope
from geo.plan.schema import CATEGORIES, QUALIFIERS
from geo.translation import N_, Language, Translator
from layers.palette import CATEGORY_COLOURS
from layers.wording import unit_m2, wan_unit

_NAME: Final = 17.0
_TEXT: Final = 36.0


def quotations_table(scope: Scope, speak: Speaker) -> Table:
    """Return every figure with its number, its qualifier, the plan's words and where they stand.

    The words are the plan's own, in Chinese; a briefing in English has them in English beside.
    """
    english = [say for say in speak.translators if say.language is Language.ENGLISH]
    columns = [
        Column(speak.message("片区"), _NAME),
        Column(speak.message("园区"), _NAME + 1),
        Column(speak.message("类别"), 11),
        Column(wan_unit(speak.first), 9),
        Column("m²", 12),
        Column(speak.message("限定词"), 13),
        Column(speak.message("规划原文"), _TEXT),
        *(Column(say("原文英译"), _TEXT) for say in english),
        Column(speak.message("规划章节"), 11),
        Column(speak.message("另一处原文"), _TEXT - 8),
        *(Column(say("另一处原文英译"), _TEXT - 8) for say in english),
        Column(speak.message("另一处章节"), 11),
        Column(speak.message("记账"), 20),
        Column(speak.message("规划期"), 13),
    ]
    zones = {row["zone_id"]: row for row in scope.plan.zones.to_dict("records")}
    figures = scope.figures.sort_values("zone_id", key=lambda ids: ids.map(list(zones).index))
    rows = [_quotation(row, zones, bool(english), speak) for row in figures.to_dict("records")]
    starts = {n for n in range(1, len(rows)) if rows[n][0] != rows[n - 1][0]}
    return Table(
        speak.first("规划原文"),
        columns,
        rows or nothing(columns, speak),
        frozen_columns=3,
        starts=frozenset(starts),
    )


def _quotation(row: Record, zones: dict[str, Record], english: bool, speak: Speaker) -> list[Cell]:
    return [
        speak.name(zones[row["zone_id"]]),
        speak.name(row) if row["park_id"] else None,
        speak.message(CATEGORIES[row["category"]].label),
        amount(row["gfa_m2"], unit_m2(speak.first)),
        amount(row["gfa_m2"], 1),
        qualifier_text(row["qualifier"], speak),
        text(row["quote"]),
        *([text(row["quote_en"])] if english else []),
        text(row["section"]),
        text(row["variant"]),
        *([text(row["variant_en"])] if english else []),
        text(row["variant_section"]),
        counted_in(row["part_of"], zones, speak),
        f"{row['period_start']:g}–{row['period_end']:g}",
    ]


def parks_table(scope: Scope, speak: Speaker) -> Table:
    """Return the parks with their figures, what these are part of, and where their limits are from.

    A category has columns where any of these parks has a figure of it.
    """
    parks = scope.park_rows
    shown = [
        category
        for category in scope.plan.categories.values()
        if any(pd.notna(park[category.column]) for park in parks)
    ]
    columns = [Column(speak.message("园区"), _NAME + 6), Column(speak.message("片区"), _NAME)]
    for category in shown:
        group, colour = speak.message(category.label), CATEGORY_COLOURS[category.key]
        columns += [
            Column(wan_unit(speak.first), 9, colour, group),
            Column("m²", 12, colour, group),
            Column(speak.message("限定词"), 12, colour, group),
        ]
    columns += [
        Column(speak.message("记账"), 22),
        Column(speak.message("边界依据"), _TEXT + 4),
        Column(speak.message("误差 m"), 9),
    ]
    zones = {row["zone_id"]: row for row in scope.plan.zones.to_dict("records")}
    rows = []
    for park in parks:
        row: list[Cell] = [speak.name(park), speak.name(zones[park["zone_id"]])]
        for category in shown:
            gfa_m2 = park[category.column]
            row += [amount(gfa_m2, unit_m2(speak.first)), amount(gfa_m2, 1)]
            row.append(qualifier_text(park[f"{category.key}_gfa_qualifier"], speak))
        row += [counted_in(park["part_of"], zones, speak), speak.name(park, "boundary_basis")]
        row.append(amount(park["error_m"], 1))
        rows.append(row)
    return Table(speak.first("园区"), columns, rows or nothing(columns, speak))


def notes_table(publication: Publication, scope: Scope, brief: Brief, speak: Speaker) -> Table:
    """Return what the copy is, how its figures are to be read, and what was left out of it."""
    rules = accounts_rules(publication.plan, speak)
    if scope.subdistrict:
        rules.append(speak.message("片区的数字是整个片区的，不是街道（镇）范围内的。"))
    wavering = [
        speak.name(item, "text")
        for item in publication.plan.profile.discrepancies
        if set(item.zone_ids) & set(scope.zones)
    ]
    rows: list[list[Cell]] = [list(row) for row in particulars(publication, brief, speak)]
    rows.append([speak.message("数据版本"), publication.plan.version])
    starts = set()
    for label, texts in ((N_("记账规则"), rules), (N_("规划表述不一"), wavering)):
        starts.add(len(rows))
        labels = [speak.message(label), *[None] * len(texts)]
        rows += [[*pair] for pair in zip(labels, texts, strict=False)]
    columns = [Column(speak.message("项目"), 22), Column(speak.message("内容"), 110)]
    return Table(speak.first("说明"), columns, rows, starts=frozenset(starts), filtered=False)


def nothing(columns: list[Column], speak: Speaker) -> list[list[Cell]]:
    """Return the row of a table that has none: it says so."""
    return [[speak.message("无"), *[None] * (len(columns) - 1)]]


def amount(value: float | None, unit: int) -> Cell:
    """Return a number in a unit, nothing where the plan gives none."""
    return None if value is None or pd.isna(value) else float(value) / unit


def text(value: Any) -> Cell:
    """Return a text, nothing where there is none."""
    return value if isinstance(value, str) and value else None


def qualifier_text(qualifier: str | None, speak: Speaker) -> Cell:
    """Return a figure's qualifier in words."""
    return speak.message(QUALIFIERS[qualifier]) if qualifier else None


def counted_in(part_of: str | None, zones: dict[str, Record], speak: Speaker) -> Cell:
    """Return in which zone's figure this one is counted already."""
    if not part_of:
        return None

    def note(say: Translator) -> str:
        return say("已计入{zone}，合计只计一次", zone=say.name(zones[part_of]))

    return speak(note)
