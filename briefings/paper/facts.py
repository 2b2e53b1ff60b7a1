"""Blocks of a sheet that say what the plan says: totals, one subject's figures, comparisons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from functools import partial
from typing import Any, Final

import pandas as pd

from briefings.bilingual import Speaker
from briefings.brief import Subject
from briefings.paper.blocks import Amount, Block, Pairs, Paragraph, Quotation, Row
from briefings.publication import figures_note
from geo.measure import geodesic_area_m2, shared_land_m2
from geo.plan import Plan
from geo.plan.accounts import gross_density, totals
from geo.plan.schema import CATEGORIES
from geo.search.criteria.metro import line_text
from geo.translation import N_, Translator
from layers import palette
from layers.wording import MISSING, amount_with_unit, qualified, quotation, square_km, wan_unit

Record = dict[Hashable, Any]


MOST_FIGURES: Final = (6, 3, 1)
"""How many figures of a category a block names where a page has no room for all."""


def shorter_blocks(plan: Plan, make: Callable[[int], Block]) -> tuple[Block, ...]:
    """Return a block again with fewer figures named, as far as the plan has more."""
    counted = plan.figures["part_of"].isna()
    named = plan.figures.loc[counted, "category"].value_counts().max()
    return tuple(make(most) for most in MOST_FIGURES if named > most + 1)


def named_figures(plan: Plan, category: str, most: int) -> tuple[list[Record], Record | None]:
    """Return the largest counted figures of a category (all where `most` is 0), and the others.

    The largest stand in the plan's order; the others are one total with their `count`.
    """
    counted = (plan.figures["category"] == category) & plan.figures["part_of"].isna()
    figures = plan.figures[counted]
    if not most or len(figures) <= most + 1:
        return figures.to_dict("records"), None
    is_named = figures.index.isin(figures["gfa_m2"].nlargest(most).index)
    (others,) = totals(figures[~is_named]).to_dict("records")
    return figures[is_named].to_dict("records"), {**others, "count": (~is_named).sum()}


def totals_block(
    plan: Plan, speak: Speaker, categories: Collection[str] = tuple(CATEGORIES), most: int = 0
) -> Block:
    """Return a figure a category with what it is made of; no sum goes over categories.

    Of the figures of a category the `most` largest are named (0: all), the others counted.
    """
    rows: list[Row] = []
    shown = plan.figures[plan.figures["category"].isin(categories)]
    for total in totals(shown).to_dict("records"):
        category = CATEGORIES[total["category"]]
        parts = _parts(*named_figures(plan, category.key, most), speak)
        rows.append(_amount(category.key, total["gfa_m2"], total["qualifiers"], parts, speak))
    rows.append(Paragraph(speak(partial(figures_note, plan)), 6.8, colour=palette.MUTED))
    shorter = () if most else shorter_blocks(plan, partial(totals_block, plan, speak, categories))
    heading = speak.message("各类建筑面积")
    return Block("totals", heading, rows, columns=2, shorter=shorter)


def _parts(figures: list[Record], others: Record | None, speak: Speaker) -> str:
    """Return what a figure is made of; a further language counts in a unit of its own."""

    def written(say: Translator) -> str:
        parts = [
            f"{say.name(row)} {qualified(row['gfa_m2'], [row['qualifier']], say)}"
            for row in figures
        ]
        if others is not None:
            amount = qualified(others["gfa_m2"], others["qualifiers"], say)
            parts.append(say("其余 {count} 项 {amount}", count=others["count"], amount=amount))
        made_of = " + ".join(parts)
        return made_of if say is speak.first else f"{made_of} {wan_unit(say)}"

    return speak(written)


def _amount(
    category: str, gfa_m2: float, qualifiers: list[str], parts: str, speak: Speaker
) -> Amount:
    say = speak.first
    return Amount(
        palette.CATEGORY_COLOURS[category],
        speak.message(CATEGORIES[category].label).replace("\n", "　"),
        qualified(gfa_m2, qualifiers, say),
        wan_unit(say),
        parts,
    )


def ground_block(plan: Plan, speak: Speaker) -> Block:
    """Return the ground of the zones together, and where they overlap."""
    names = plan.zones.set_index("zone_id").to_dict("index")
    rows = [(speak.message("用地合计"), square_km(plan.union_area_m2))]
    for row in plan.overlaps.to_dict("records"):
        first, second = (names[row[side]] for side in ("first", "second"))
        pair = speak(lambda say, a=first, b=second: f"{say.name(a)} ∩ {say.name(b)}")  # type: ignore[misc]
        rows.append((pair, square_km(row["overlap_m2"])))
    return Block("ground", speak.message("用地与重叠"), [Pairs(rows, 7.6)])


def subject_blocks(plan: Plan, subject: Subject, speak: Speaker) -> list[Block]:
    """Return what the plan says of one zone, park or sub-district: no heading over nothing."""
    tables = {"zone": _zone_blocks, "park": _park_blocks, "subdistrict": _subdistrict_blocks}
    return [block for block in tables[subject.kind](plan, subject, speak) if block.rows]


def _row_of(table: pd.DataFrame, column: str, value: str) -> Record:
    return table[table[column] == value].to_dict("records")[0]


def _zone_blocks(plan: Plan, subject: Subject, speak: Speaker) -> list[Block]:
    zone = _row_of(plan.zones, "zone_id", subject.id)
    figures = plan.figures[
        (plan.figures["zone_id"] == subject.id) & (plan.figures["part_of"] != subject.id)
    ].to_dict("records")
    densities = gross_density(plan.zones, plan.figures).loc[subject.id]
    rows: list[Row] = [_own_figure(row, densities[row["category"]], plan, speak) for row in figures]
    about = [
        (speak.message("类型"), speak.name(plan.profile.kinds[zone["kind"]], "label")),
        (speak.message("功能定位"), speak.name(zone, "role")),
        (
            speak.message("主导产业"),
            speak(lambda say: say.join(list(say.name(zone, "industries"))) or MISSING),
        ),
        (speak.message("用地面积"), square_km(plan.land_area_m2[subject.id])),
        (speak.message("边界依据"), speak.name(zone, "boundary_basis")),
        (speak.message("边界误差"), f"±{zone['error_m']:g} m"),
    ]
    parks = plan.parks[plan.parks["zone_id"] == subject.id]
    stations = plan.inside_zone(plan.stations, subject.id)
    inside = [
        (speak.message(label), _names(table, speak))
        for label, table, of_plan in (
            (N_("园区"), parks, plan.parks),
            (N_("轨道交通站"), stations, plan.stations),
        )
        if len(of_plan)
    ]
    return [
        Block("figures", speak.message("建筑面积"), rows, columns=2),
        Block("quotes", speak.message("规划原文"), _quotations(figures, speak)),
        Block("about", speak.message("片区"), [Pairs(about, 7.8)]),
        Block("inside", speak.message("范围内"), [Pairs(inside, 7.8)] if inside else []),
    ]


def _own_figure(row: Record, density: float, plan: Plan, speak: Speaker) -> Amount:
    whole = plan.zones[plan.zones["zone_id"] == row["part_of"]].to_dict("records")
    figure = (row["gfa_m2"], [row["qualifier"]])

    def note(say: Translator) -> str:
        park = say.name(row) if row["park_id"] else ""
        if whole:
            counted = say("已计入{zone}，合计只计一次", zone=say.name(whole[0]))
        elif row["park_id"] or pd.isna(density):
            counted = ""
        else:
            counted = say("毛容积率 {density}", density=f"{density:.2f}")
        amount = "" if say is speak.first else amount_with_unit(*figure, say)
        return "　".join(part for part in (amount, park, counted) if part)

    return _amount(row["category"], *figure, speak(note), speak)


def _quotations(figures: list[Record], speak: Speaker) -> list[Row]:
    """Return the plan's words, then where it words a figure in another way."""
    wordings = [(row, "quote", "section") for row in figures]
    wordings += [(row, "variant", "variant_section") for row in figures if row["variant"]]
    quotes = [_quoted(row, words, section, speak) for row, words, section in wordings]
    return [Quotation(text) for text in dict.fromkeys(quotes)]


def _quoted(row: Record, words: str, section: str, speak: Speaker) -> str:
    return speak(lambda say: quotation(str(say.name(row, words)), str(row[section]), say))


def _names(table: pd.DataFrame, speak: Speaker) -> str:
    rows = table.to_dict("records")
    return speak(lambda say: say.join([say.name(row) for row in rows]) or MISSING)


def _park_blocks(plan: Plan, subject: Subject, speak: Speaker) -> list[Block]:
    park = _row_of(plan.parks, "park_id", subject.id)
    zone = _row_of(plan.zones, "zone_id", park["zone_id"])
    figures = plan.figures[plan.figures["park_id"] == subject.id].to_dict("records")
    rows: list[Row] = [_own_figure(row, float("nan"), plan, speak) for row in figures]
    about = [
        (speak.message("所属片区"), speak.name(zone)),
        (speak.message("边界依据"), speak.name(park, "boundary_basis")),
    ]
    if pd.notna(park["error_m"]):
        about.append((speak.message("位置误差"), f"±{park['error_m']:g} m"))
    return [
        Block("figures", speak.message("建筑面积"), rows),
        Block("quotes", speak.message("规划原文"), _quotations(figures, speak)),
        Block("about", speak.message("园区"), [Pairs(about, 7.8)]),
    ]


def _subdistrict_blocks(plan: Plan, subject: Subject, speak: Speaker) -> list[Block]:
    ground = subject.ground
    areas = shared_land_m2(plan.zones, ground)
    shared = [*zip(plan.zones.loc[areas.index].to_dict("records"), areas, strict=True)]

    def zones(say: Translator) -> str:
        return say.join([f"{say.name(zone)} {square_km(area)}" for zone, area in shared]) or MISSING

    pairs = [
        (speak.message("面积"), square_km(geodesic_area_m2(ground))),
        (speak.message("所涉片区"), speak(zones)),
    ]
    for label, table in (
        (speak.message("园区"), plan.parks),
        (speak.message("轨道交通站"), plan.stations),
        (speak.message("机构与地点"), plan.places),
    ):
        if len(table):
            pairs.append((label, _names(table[table.intersects(ground)], speak)))
    return [Block("about", speak.message("街道（镇）"), [Pairs(pairs, 8.2)])]


def station_blocks(plan: Plan, speak: Speaker) -> list[Block]:
    """Return the metro stations of each zone, those of the plan's spine line first.

    There is no block where the plan has no stations: it does not say that zones are without.
    """
    if plan.stations.empty:
        return []
    spine = plan.profile.spine_line
    rows: list[Row] = []
    for zone in plan.zones.to_dict("records"):
        stations = plan.inside_zone(plan.stations, str(zone["zone_id"]))
        on_spine = stations["lines"].map(lambda lines: spine in lines).astype(bool)
        pairs = [
            (speak(partial(line_text, spine or "")), stations[on_spine]),
            (speak.message(N_("其他线路") if spine else N_("站点")), stations[~on_spine]),
        ]
        shown = [(label, _names(table, speak)) for label, table in pairs if len(table)]
        rows.append(Paragraph(speak.name(zone), 8.6, bold=True, after=0, short=True))
        rows.append(Pairs(shown or [("", speak.message("范围内没有站点"))], 7.8))
    heading = speak.message("片区与轨道交通站")
    return [Block("stations", heading, rows, columns=2, wide=330, together=2)]
