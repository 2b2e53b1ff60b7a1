"""The card of a zone: everything the plan and its ground say of it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from briefings.cards.markup import definition, joined, section
from briefings.cards.plan import discrepancies
from geo.plan import Plan
from geo.plan.accounts import gross_density
from geo.plan.schema import CATEGORIES
from geo.search.criteria.metro import line_text
from geo.translation import Language, Translator
from layers.palette import CATEGORY_COLOURS, kind_colours
from layers.wording import qualified, quotation, square_km, wan_unit

Row = dict[Hashable, Any]


@lru_cache(maxsize=64)
def zone_card(plan: Plan, zone_id: str, say: Translator) -> Markup:
    """Return the markup of one zone's card."""
    zone = plan.zones[plan.zones["zone_id"] == zone_id].to_dict("records")[0]
    parts = [
        _head(plan, zone, say),
        _figures(plan, zone_id, say),
        _about(plan, zone, say),
        _parks(plan, zone_id, say),
        _stations(plan, zone_id, say),
        _ground(plan, zone, say),
        discrepancies(plan, say, zone_id=zone_id),
    ]
    return Markup(
        "<article class='card zone-card' tabindex='0' aria-live='polite'>{}</article>"
    ).format(joined(parts))


def _head(plan: Plan, zone: Row, say: Translator) -> Markup:
    alias = say.name(zone, "alias")
    return Markup(
        "<header><span class='kind' style='background:{colour}'>{kind}</span>"
        "<h3>{title}</h3>{alias}</header>"
    ).format(
        colour=kind_colours(plan.profile)[zone["kind"]],
        kind=say.name(plan.profile.kinds[zone["kind"]], "label"),
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
        Markup("<blockquote>{}</blockquote>").format(_words(row, "variant", "variant_section", say))
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
        words=_words(row, "quote", "section", say),
        variant=variant,
    )


def _words(row: Row, words: str, part: str, say: Translator) -> Markup:
    """Return the plan's words; in English the translation first, then the Chinese original."""
    original = quotation(row[words], row[part], say)
    if say.language is Language.CHINESE:
        return Markup("{}").format(original)
    spoken = Markup("<span lang='zh'>{}</span>").format(original)
    english = row[f"{words}_en"]
    return Markup("{}<br>{}").format(english, spoken) if english else spoken


def _about(plan: Plan, zone: Row, say: Translator) -> Markup:
    industries = joined(
        Markup("<li>{}</li>").format(industry) for industry in say.name(zone, "industries")
    )
    period = f"{zone['period_start']:.0f}–{zone['period_end']:.0f}"
    chips = Markup("<ul class='chips'>{}</ul>").format(industries)
    return joined(
        [
            section(say("功能定位"), Markup("<p>{}</p>").format(say.name(zone, "role"))),
            section(say("主导产业"), chips) if industries else Markup(""),
            section(say("规划期"), Markup("<p>{}</p>").format(period)),
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
    return section(say("园区"), Markup("<ul>{}{}</ul>").format(items, rest))


_MOST_PARKS = 12


def _stations(plan: Plan, zone_id: str, say: Translator) -> Markup:
    if plan.stations.empty:
        return Markup("")
    stations = plan.inside_zone(plan.stations, zone_id)
    running = stations[stations["status"] == "operating"]
    spine = plan.profile.spine_line
    on_spine = running["lines"].map(lambda lines: spine in lines).astype(bool)
    spine_name = line_text(spine, say) if spine is not None else ""
    rows = [
        (spine_name, _names(running[on_spine].sort_values("sequence"), say)),
        (say("其他线路") if spine_name else say("运营"), _names(running[~on_spine], say)),
        (say("在建"), _names(stations[stations["status"] != "operating"], say)),
    ]
    shown = [(label, names) for label, names in rows if names]
    body = definition(shown) if shown else Markup("<p>{}</p>").format(say("范围内没有站点"))
    return section(say("轨道交通站（范围内 {count} 个）", count=len(stations)), body)


def _names(stations: pd.DataFrame, say: Translator) -> str:
    return say.join([say.name(row) for row in stations.to_dict("records")])


def _ground(plan: Plan, zone: Row, say: Translator) -> Markup:
    return section(
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
