"""The table of zones: figures as the plan states them, land, error."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from briefings.cards.markup import joined
from geo.plan import Plan
from geo.plan.accounts import totals
from geo.translation import Translator
from layers.palette import kind_colours
from layers.wording import MISSING, qualified


@lru_cache(maxsize=8)
def zone_table(plan: Plan, say: Translator) -> pd.DataFrame:
    """Return one row a zone in the plan's order; figures are texts with their qualifiers.

    A figure counted in another zone stands in brackets; what the plan does not say is `—`.
    """
    by_zone = totals(plan.figures, by="zone").set_index(["zone_id", "category"])
    rows = []
    for zone in plan.zones.to_dict("records"):
        kind = plan.profile.kinds[zone["kind"]]
        cells: dict[str, Any] = {say("片区"): say.name(zone), say("类型"): say.name(kind, "label")}
        for category in plan.categories.values():
            key = (zone["zone_id"], category.key)
            cells[say(category.label)] = (
                _cell(by_zone.loc[key], say) if key in by_zone.index else MISSING
            )
        cells[say("用地 km²")] = plan.land_area_m2[zone["zone_id"]] / 1e6
        cells[say("误差 m")] = zone["error_m"]
        rows.append(cells)
    return pd.DataFrame(rows)


def _cell(total: pd.Series, say: Translator) -> str:
    if pd.notna(total["gfa_m2"]):
        return qualified(total["gfa_m2"], total["qualifiers"], say)
    return say("（{figure}）", figure=qualified(total["nested_gfa_m2"], total["qualifiers"], say))


def number_formats(say: Translator) -> dict[str, str]:
    """Return how the columns of numbers are written, printf-style, by title."""
    return {say("用地 km²"): "%.2f", say("误差 m"): "± %d"}


def table_note(say: Translator) -> str:
    """Return how the table is to be read."""
    return say("（ ）内数字已计入另一片区，合计只计一次；— 表示规划未给出，不是 0。")


def table_markup(plan: Plan, say: Translator) -> Markup:
    """Return the table as HTML; the name in a row is a button that chooses its zone."""
    table = zone_table(plan, say)
    titles = joined(Markup("<th scope='col'>{}</th>").format(column) for column in table)
    zones = zip(plan.zones["zone_id"], plan.zones["kind"], table.to_dict("records"), strict=True)
    colours = kind_colours(plan.profile)
    rows = joined(_row(zone_id, colours[kind], cells, say) for zone_id, kind, cells in zones)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(titles, rows)


def _row(zone_id: str, colour: str, cells: dict[Hashable, Any], say: Translator) -> Markup:
    formats = number_formats(say)
    name, kind_name, *values = (
        formats[str(column)] % value if column in formats else value
        for column, value in cells.items()
    )
    return Markup(
        "<tr data-zone='{zone}'><th scope='row'>"
        "<button type='button' aria-pressed='false' dir='auto'>{name}</button></th>"
        "<td><span class='kind' style='background:{colour}'>{kind}</span></td>{values}</tr>"
    ).format(
        zone=zone_id,
        name=name,
        colour=colour,
        kind=kind_name,
        values=joined(Markup("<td>{}</td>").format(value) for value in values),
    )
