"""The zones' accounts as a table: in 万㎡, in m², and as gross density; with their totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.workbook.grid import Cell, Column, Rounded, Table
from briefings.workbook.scope import Record, Scope
from briefings.workbook.tables import amount, nothing, qualifier_text
from geo.plan import Plan
from geo.plan.accounts import gross_density, totals
from geo.translation import N_, Translator
from layers.palette import CATEGORY_COLOURS
from layers.wording import count_word, qualified, unit_m2, wan_unit

_DENSITY: Final = N_("毛容积率 m²/m²")


def zones_table(scope: Scope, speak: Speaker) -> Table:
    """Return zones by categories three times: in 万㎡ (million m²), in m², as gross density.

    A figure that is counted in another zone stands as a remark, not as a number: whoever adds up
    the column gets the plan's total. Totals stand where the whole plan is shown, a category each
    and never over categories; their land is the ground the zones cover together.
    """
    rows: list[list[Cell]] = []
    starts, sums = set(), set()
    for unit, label in _units(speak.first).items():
        starts.add(len(rows))
        rows += [_zone_row(zone, unit, label, scope, speak) for zone in scope.zone_rows]
        if scope.whole:
            sums.add(len(rows))
            rows.append(_total_row(unit, label, scope, speak))
    starts.add(len(rows))
    rows += [_density_row(zone, scope, speak) for zone in scope.zone_rows]
    columns = _columns(scope.plan, speak)
    return Table(
        speak.first("片区数字"),
        columns,
        rows or nothing(columns, speak),
        note=" ".join(speak(partial(_note, scope.plan)).splitlines()),
        frozen_columns=3,
        starts=frozenset(starts),
        totals=frozenset(sums),
    )


def _note(plan: Plan, say: Translator) -> str:
    if (count := len(plan.categories)) < 2:
        return say("空白表示规划未给出，不是 0。用地、毛容积率按示意边界计。")
    return say(
        "{count}类口径不同，不相加；空白表示规划未给出，不是 0。用地、毛容积率按示意边界计。",
        count=count_word(count, say),
    )


def _units(say: Translator) -> dict[int, str]:
    return {unit_m2(say): wan_unit(say), 1: "m²"}


def _columns(plan: Plan, speak: Speaker) -> list[Column]:
    columns = [
        Column(speak.message("片区"), 17),
        Column(speak.message("类型"), 7),
        Column(speak.message("单位"), 21),
    ]
    for category in plan.categories.values():
        group, colour = speak.message(category.label), CATEGORY_COLOURS[category.key]
        columns += [
            Column(speak.message("数字"), 12, colour, group),
            Column(speak.message("限定词"), 13, colour, group),
        ]
    return [*columns, Column(speak.message("用地 km²"), 10), Column(speak.message("误差 m"), 9)]


def _zone_row(zone: Record, unit: int, label: str, scope: Scope, speak: Speaker) -> list[Cell]:
    figures = scope.plan.figures
    own = figures[figures["zone_id"] == zone["zone_id"]]
    elsewhere = own[own["part_of"].notna() & (own["part_of"] != zone["zone_id"])]
    remarks: dict[str, list[str]] = defaultdict(list)
    for figure in elsewhere.to_dict("records"):
        remarks[figure["category"]].append(_remark(figure, scope, speak))
    return [
        *_head(scope, zone, label, speak),
        *_sums(scope.plan, own, unit, remarks, speak),
        *_ground(zone, scope),
    ]


def _total_row(unit: int, label: str, scope: Scope, speak: Speaker) -> list[Cell]:
    sums = _sums(scope.plan, scope.plan.figures, unit, {}, speak)
    together_km2 = scope.plan.union_area_m2 / 1e6
    return [speak.message("合计"), None, label, *sums, Rounded(together_km2), None]


def _sums(
    plan: Plan, figures: pd.DataFrame, unit: int, remarks: dict[str, list[str]], speak: Speaker
) -> Iterator[Cell]:
    """Yield a category's total of some figures, then its qualifiers and remarks, one by one."""
    sums = totals(figures).set_index("category").to_dict("index")
    for category in plan.categories:
        total = sums.get(category, {})
        number = amount(total.get("gfa_m2"), unit)
        qualifiers = total["qualifiers"] if number is not None else ()
        words = [str(qualifier_text(qualifier, speak)) for qualifier in qualifiers]
        yield number
        yield "\n".join([*words, *remarks.get(category, [])]) or None


def _remark(figure: Record, scope: Scope, speak: Speaker) -> str:
    """Return where a figure is counted that is not counted here: 另有 100，已计入西岸数智谷."""
    zones = scope.plan.zones
    (whole,) = zones[zones["zone_id"] == figure["part_of"]].to_dict("records")

    def remark(say: Translator) -> str:
        number = qualified(figure["gfa_m2"], [figure["qualifier"]], say)
        return say(
            "另有 {number}，已计入{zone}",
            number=f"{number} {wan_unit(say)}",
            zone=say.name(whole),
        )

    return speak(remark)


def _head(scope: Scope, zone: Record, label: str, speak: Speaker) -> list[Cell]:
    return [speak.name(zone), speak.name(scope.plan.profile.kinds[zone["kind"]], "label"), label]


def _ground(zone: Record, scope: Scope) -> list[Cell]:
    land_km2 = scope.plan.land_area_m2[zone["zone_id"]] / 1e6
    return [Rounded(land_km2), amount(zone["error_m"], 1)]


def _density_row(zone: Record, scope: Scope, speak: Speaker) -> list[Cell]:
    densities = gross_density(scope.plan.zones, scope.plan.figures).loc[zone["zone_id"]]
    row = _head(scope, zone, speak.first(_DENSITY), speak)
    for category in scope.plan.categories:
        density = densities[category]
        row += [None if pd.isna(density) else Rounded(float(density)), None]
    return [*row, *_ground(zone, scope)]
