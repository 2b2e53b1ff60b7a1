"""The card beside the map: the chosen zone, or what the plan says as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo.accounts import gross_density
from geo.plan import Plan
from geo.schema import CATEGORIES, KINDS
from layers.language import Language, Translator
from layers.palette import CATEGORY_COLOURS, KIND_COLOURS
from layers.wording import MISSING, qualified, quotation, square_km, wan_unit
from views.markup import definition, joined

Row = dict[Hashable, Any]


def show_zone_card(plan: Plan, zone_id: str, say: Translator) -> None:
    """Draw everything the plan and its ground say of one zone."""
    st.html(zone_card(plan, zone_id, say))


def show_plan_card(plan: Plan, say: Translator) -> None:
    """Draw the plan as a whole: ground, overlaps, where the plan wavers."""
    st.html(plan_card(plan, say))


@lru_cache(maxsize=64)
def zone_card(plan: Plan, zone_id: str, say: Translator) -> Markup:
    """Return the markup of one zone's card."""
    zone = plan.zones[plan.zones["zone_id"] == zone_id].to_dict("records")[0]
    parts = [
        _head(zone, say),
        _figures(plan, zone_id, say),
        _about(plan, zone, say),
        _parks(plan, zone_id, say),
        _stations(plan, zone_id, say),
        _ground(plan, zone, say),
        _discrepancies(plan, say, zone_id=zone_id),
    ]
    return Markup(
        "<article class='card zone-card' tabindex='0' aria-live='polite'>{}</article>"
    ).format(joined(parts))


@lru_cache(maxsize=8)
def plan_card(plan: Plan, say: Translator) -> Markup:
    """Return the markup of the plan's card."""
    district = plan.district.to_dict("records")[0]
    kinds = Counter(plan.zones["kind"])
    rows = [
        (say("片区"), say("{poles} 极 {belts} 带", poles=kinds["pole"], belts=kinds["belt"])),
        (say("用地合计"), say("{area}（重叠只计一次）", area=square_km(plan.union_area_m2))),
        (say("全区面积"), f"{district['official_area_km2']:,.2f} km²"),
    ]
    return Markup(
        "<article class='card' tabindex='0'><h3>{}</h3><p class='hint'>{}</p>{}{}{}</article>"
    ).format(
        say("规划总览"),
        say("点击图上片区、表格行或图表条，查看片区卡片。"),
        definition(rows),
        _overlaps(plan, say),
        _discrepancies(plan, say),
    )


def _section(title: str, body: Markup) -> Markup:
    return Markup("<section><h4>{}</h4>{}</section>").format(title, body)


def _head(zone: Row, say: Translator) -> Markup:
    alias = say.name(zone, "alias")
    return Markup(
        "<header><span class='kind' style='background:{colour}'>{kind}</span>"
        "<h3>{title}</h3>{alias}</header>"
    ).format(
        colour=KIND_COLOURS[zone["kind"]],
        kind=say(KINDS[zone["kind"]]),
        title=say.name(zone, "title"),
        alias=Markup("<p class='alias'>{}</p>").format(say("规划图中作“{alias}”", alias=alias))
        if alias
        else "",
    )


def _figures(plan: Plan, zone_id: str, say: Translator) -> Markup:
    densities = gross_density(plan.zones, plan.figures).loc[zone_id]
    own = plan.figures[plan.figures["zone_id"] == zone_id].to_dict("records")
    shown = [row for row in own if row["part_of"] != zone_id]
    names = plan.zones.set_index("zone_id").to_dict("index")
    return joined(
        _figure(row, densities[row["category"]], names.get(row["part_of"]), say) for row in shown
    )


def _figure(row: Row, density: float, whole: Row | None, say: Translator) -> Markup:
    park = f"{say.name(row)} · " if row["park_id"] else ""
    counted = (
        say("已计入{zone}，合计只计一次", zone=say.name(whole))
        if whole
        else ""
        if row["park_id"] or pd.isna(density)
        else say("毛容积率 {density}", density=f"{density:.2f}")
    )
    variant = (
        Markup("<blockquote lang='zh'>{}</blockquote>").format(
            quotation(row["variant"], row["variant_section"], say)
        )
        if row["variant"]
        else ""
    )
    return Markup(
        "<div class='amount' style='--category:{colour}'><span>{park}{label}</span>"
        "<b>{amount}<small> {unit}</small></b><em>{counted}</em>"
        "<blockquote>{words}</blockquote>{variant}</div>"
    ).format(
        colour=CATEGORY_COLOURS[row["category"]],
        park=park,
        label=say(CATEGORIES[row["category"]].label),
        amount=qualified(row["gfa_m2"], [row["qualifier"]], say),
        unit=wan_unit(say),
        counted=counted,
        words=_words(row, say),
        variant=variant,
    )


def _words(row: Row, say: Translator) -> Markup:
    """Return the plan's words; in English the translation first, then the Chinese original."""
    original = quotation(row["quote"], row["section"], say)
    if say.language is Language.CHINESE:
        return Markup("{}").format(original)
    return Markup("{}<br><span lang='zh'>{}</span>").format(row["quote_en"], original)


def _about(plan: Plan, zone: Row, say: Translator) -> Markup:
    industries = joined(
        Markup("<li>{}</li>").format(industry) for industry in say.name(zone, "industries")
    )
    period = f"{zone['period_start']:.0f}–{zone['period_end']:.0f}"
    return joined(
        [
            _section(say("功能定位"), Markup("<p>{}</p>").format(say.name(zone, "role"))),
            _section(say("主导产业"), Markup("<ul class='chips'>{}</ul>").format(industries)),
            _section(say("规划期"), Markup("<p>{}</p>").format(period)),
        ]
    )


def _parks(plan: Plan, zone_id: str, say: Translator) -> Markup:
    parks = plan.parks[plan.parks["zone_id"] == zone_id].to_dict("records")
    if not parks:
        return Markup("")
    items = joined(
        Markup("<li>{}{}</li>").format(
            say.name(park), say("（范围未公布，不绘）") if park["geometry"] is None else ""
        )
        for park in parks[:_MOST_PARKS]
    )
    more = len(parks) - _MOST_PARKS
    rest = Markup("<li>{}</li>").format(say("另有 {count} 个", count=more)) if more > 0 else ""
    return _section(say("园区"), Markup("<ul>{}{}</ul>").format(items, rest))


_MOST_PARKS = 12


def _stations(plan: Plan, zone_id: str, say: Translator) -> Markup:
    stations = plan.inside_zone(plan.stations, zone_id)
    running = stations[stations["status"] == "operating"]
    spine = plan.info["spine_line"]
    on_spine = running["lines"].map(lambda lines: spine in lines).astype(bool)
    rows = [
        (say("{line}号线", line=spine), _names(running[on_spine].sort_values("sequence"), say)),
        (say("其他线路"), _names(running[~on_spine], say)),
        (say("在建"), _names(stations[stations["status"] != "operating"], say)),
    ]
    shown = [(label, names) for label, names in rows if names]
    body = definition(shown) if shown else Markup("<p>{}</p>").format(say("范围内没有站点"))
    return _section(say("轨道交通站（范围内 {count} 个）", count=len(stations)), body)


def _names(stations: pd.DataFrame, say: Translator) -> str:
    return say.join([say.name(row) for row in stations.to_dict("records")])


def _ground(plan: Plan, zone: Row, say: Translator) -> Markup:
    return _section(
        say("用地与边界"),
        definition(
            [
                (say("用地面积"), square_km(plan.land_area_m2[zone["zone_id"]])),
                (say("边界依据"), say.name(zone, "boundary_basis")),
                (say("边界误差"), f"±{zone['error_m']:g} m"),
                (say("来源"), zone["source"]),
            ]
        ),
    )


def _overlaps(plan: Plan, say: Translator) -> Markup:
    """Return which zones share ground, and how much."""
    names = {row["zone_id"]: say.name(row) for row in plan.zones.to_dict("records")}
    items = joined(
        Markup("<li>{} ∩ {}　<b>{}</b></li>").format(
            names[row["first"]], names[row["second"]], square_km(row["overlap_m2"])
        )
        for row in plan.overlaps.to_dict("records")
    )
    return _section(say("片区重叠"), Markup("<ul>{}</ul>").format(items or MISSING))


def _discrepancies(plan: Plan, say: Translator, *, zone_id: str | None = None) -> Markup:
    """Return where the plan says two things, both kept; of one zone or of all."""
    notes = [
        note
        for note in plan.info["discrepancies"]
        if zone_id is None or zone_id in note["zone_ids"]
    ]
    if not notes:
        return Markup("")
    items = joined(
        Markup("<li><b>{}</b> {}</li>").format(say.name(note, "topic"), say.name(note, "text"))
        for note in notes
    )
    return _section(say("规划表述不一之处"), Markup("<ul class='notes'>{}</ul>").format(items))
