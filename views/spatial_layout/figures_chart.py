"""The chart of floor area by zone and category. A bar chooses its zone."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st
from markupsafe import Markup

from briefings.cards.markup import joined
from geo.plan import Plan
from geo.plan.schema import CATEGORIES
from geo.translation import Translator
from layers.palette import CATEGORY_COLOURS, INK, MUTED
from layers.wording import qualified, quotation, unit_m2, wan_unit
from views.markup import show_heading, show_hint
from views.state import choose_zone

KEY: Final = "zones_chart"
_PICK: Final = "zone"


def bars(plan: Plan, say: Translator) -> pd.DataFrame:
    """Return one row a drawn figure: zone, category, 万㎡, label, the plan's words, what is spoken.

    A figure that repeats its zone's own (part of the same zone) is not drawn; one counted in
    another zone is, and marked as counted there.
    """
    own = plan.figures[plan.figures["part_of"] != plan.figures["zone_id"]]
    names = {row["zone_id"]: say.name(row) for row in plan.zones.to_dict("records")}
    drawn = pd.DataFrame(
        [
            {
                "zone_id": row["zone_id"],
                "zone": names[row["zone_id"]],
                "category": say(CATEGORIES[row["category"]].label),
                "amount": row["gfa_m2"] / unit_m2(say),
                "label": qualified(row["gfa_m2"], [row["qualifier"]], say),
                "words": quotation(say.name(row, "quote"), row["section"], say),
                "counted": row["part_of"] is None,
                "note": say("已计入{zone}", zone=names[row["part_of"]]) if row["part_of"] else "",
            }
            for row in own.to_dict("records")
        ]
    )
    drawn["spoken"] = [
        " · ".join(filter(None, (*parts, f"{label} {wan_unit(say)}", note)))
        for *parts, label, note in drawn[["zone", "category", "label", "note"]].to_numpy()
    ]
    return drawn


@lru_cache(maxsize=64)
def chart(plan: Plan, zone_id: str | None, say: Translator) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification.

    A row a zone, bars stacked by category and labelled, never summed.
    """
    data = bars(plan, say)
    order = [say.name(row) for row in plan.zones.to_dict("records")]
    labels = [say(category.label) for category in CATEGORIES.values()]
    chosen = (
        alt.value(1.0)
        if zone_id is None
        else alt.condition(alt.datum.zone_id == zone_id, alt.value(1.0), alt.value(0.35))
    )
    base = (
        alt.Chart(data)
        .encode(
            y=alt.Y("zone:N", sort=order, title=None, axis=_silent(labelLimit=180, ticks=False)),
            x=alt.X("amount:Q", stack="zero", title=None, axis=_silent(tickCount=6)),
            description="spoken:N",
            order=alt.Order("row_number:Q"),
            tooltip=[
                alt.Tooltip("zone:N", title=say("片区")),
                alt.Tooltip("category:N", title=say("类别")),
                alt.Tooltip("label:N", title=wan_unit(say)),
                alt.Tooltip("words:N", title=say("规划原文")),
                alt.Tooltip("note:N", title=say("口径")),
            ],
        )
        .transform_window(row_number="row_number()")
    )
    bar = (
        base.mark_bar(height=24, stroke="white", strokeWidth=1, cursor="pointer")
        .encode(
            color=alt.Color(
                "category:N",
                scale=alt.Scale(domain=labels, range=list(CATEGORY_COLOURS.values())),
                legend=None,
            ),
            fillOpacity=alt.condition("datum.counted", alt.value(1.0), alt.value(0.25)),
            opacity=chosen,
        )
        .add_params(alt.selection_point(name=_PICK, fields=["zone_id"], on="click"))
    )
    text = base.mark_text(aria=False, fontWeight=600, fontSize=12, align="center").encode(
        x=alt.X("amount:Q", stack="zero", bandPosition=0.5),
        text="label:N",
        color=alt.condition(
            f"datum.counted && ({zone_id is None:d} || datum.zone_id == {json.dumps(zone_id)})",
            alt.value("white"),
            alt.value(INK),
        ),
    )
    drawn = (
        alt.layer(bar, text)
        .properties(height=200, description=say("各片区建筑面积"))
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=13,
            labelColor=INK,
            titleColor=MUTED,
            gridColor="#E8EAED",
            domain=False,
        )
    )
    specification: dict[str, Any] = drawn.to_dict()
    return specification


def _silent(**options: Any) -> alt.Axis:
    """Return an axis a screen reader passes over: every bar says its zone and its amount."""
    return alt.Axis(aria=False, **options)


def legend(say: Translator) -> Markup:
    """Return what the bars' colours mean: a list that breaks where there is no more room."""
    items = joined(
        Markup("<li><i style='background:{}'></i>{}</li>").format(
            CATEGORY_COLOURS[key], say(category.label)
        )
        for key, category in CATEGORIES.items()
    )
    return Markup("<ul class='chart-legend' aria-label='{}'>{}</ul>").format(say("图例"), items)


def selected_zone(state: Any, plan: Plan) -> str | None:
    """Return the zone of a chart event, or none."""
    selection = state.get("selection", {}) if hasattr(state, "get") else {}
    points = selection.get(_PICK) or []
    zone = points[0].get("zone_id") if points else None
    return zone if zone in set(plan.zones["zone_id"]) else None


def show_chart(plan: Plan, zone_id: str | None, say: Translator) -> None:
    """Draw the chart with the chosen zone's bars strong."""
    show_heading(say("各片区建筑面积"))
    st.html(legend(say))
    key = f"{KEY}_{zone_id}"  # another choice is another chart: it keeps no selection of its own
    st.vega_lite_chart(
        chart(plan, zone_id, say),
        key=key,
        on_select=lambda: choose_zone(selected_zone(st.session_state[key], plan)),
        selection_mode=_PICK,
    )
    show_hint(say("各类口径不同，并列显示，不作合计；浅色条已计入另一片区。"))
