"""The chart of floor area by zone and category. A bar chooses its zone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st
from markupsafe import Markup

from briefings.cards.markup import joined
from geo.plan import Plan
from geo.translation import Translator
from layers.palette import CATEGORY_COLOURS, INK, MUTED
from layers.wording import qualified, quotation, unit_m2, wan_unit
from views.markup import show_heading, show_hint
from views.state import choose_zone

KEY: Final = "zones_chart"
_PICK: Final = "zone"


def bars(plan: Plan, say: Translator) -> pd.DataFrame:
    """Return one row a drawn figure: zone, category, 万㎡, label, the plan's words, what is spoken.

    `written` is the label where the bar is long enough for it.

    A figure that repeats its zone's own (part of the same zone) is not drawn; one counted in
    another zone is, and marked as counted there.
    """
    own = plan.figures[plan.figures["part_of"] != plan.figures["zone_id"]]
    longest = own.groupby("zone_id")["gfa_m2"].sum().max()
    names = {row["zone_id"]: say.name(row) for row in plan.zones.to_dict("records")}
    row_px = _CHART_PX - min(max(_width_px(name, 13) for name in names.values()), _NAME_PX)
    drawn = pd.DataFrame(
        [
            {
                "zone_id": row["zone_id"],
                "zone": names[row["zone_id"]],
                "category": say(plan.categories[row["category"]].label),
                "amount": row["gfa_m2"] / unit_m2(say),
                "label": (label := qualified(row["gfa_m2"], [row["qualifier"]], say)),
                "written": label if row["gfa_m2"] / longest * row_px > _width_px(label, 12) else "",
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


def _width_px(text: str, size: float) -> float:
    """Return about how wide a text is: Chinese as wide as it is high, other signs half of that."""
    return sum(size * (1.0 if sign > _LATIN else 0.55) for sign in text)


_LATIN: Final = "\u2e7f"
"""Signs beyond are wide."""
_CHART_PX: Final = 420.0
"""Width of the chart on a planner's screen, with the names of the zones."""
_NAME_PX: Final = 180
_ZONE_PX: Final = 50
_NAME_LINES: Final = 3


@lru_cache(maxsize=64)
def chart(plan: Plan, zone_id: str | None, say: Translator) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification.

    A row a zone, bars stacked by category and labelled, never summed.
    """
    data = bars(plan, say)
    order = [say.name(row) for row in plan.zones.to_dict("records")]
    labels = [say(category.label) for category in plan.categories.values()]
    colours = [CATEGORY_COLOURS[key] for key in plan.categories]
    chosen = (
        alt.value(1.0)
        if zone_id is None
        else alt.condition(alt.datum.zone_id == zone_id, alt.value(1.0), alt.value(0.35))
    )
    base = (
        alt.Chart(data)
        .encode(
            y=alt.Y(
                "zone:N",
                sort=order,
                title=None,
                axis=_silent(labelLimit=_NAME_PX, ticks=False, **_wrapped(order)),
            ),
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
                scale=alt.Scale(domain=labels, range=colours),
                legend=None,
            ),
            fillOpacity=alt.condition("datum.counted", alt.value(1.0), alt.value(0.25)),
            opacity=chosen,
        )
        .add_params(alt.selection_point(name=_PICK, fields=["zone_id"], on="click"))
    )
    text = base.mark_text(aria=False, fontWeight=600, fontSize=12, align="center").encode(
        x=alt.X("amount:Q", stack="zero", bandPosition=0.5),
        text="written:N",
        color=alt.condition(
            f"datum.counted && ({zone_id is None:d} || datum.zone_id == {json.dumps(zone_id)})",
            alt.value("white"),
            alt.value(INK),
        ),
    )
    drawn = (
        alt.layer(bar, text)
        .properties(height=_ZONE_PX * data["zone_id"].nunique(), description=say("各片区建筑面积"))
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


def _wrapped(names: Sequence[str]) -> dict[str, str]:
    """Return how long names on an axis are broken into lines; nothing where all are short.

    A name has no more lines than its zone has room for: more would press the bars together.
    """
    lines = {
        name: wrap(
            name,
            max(int(len(name) * _NAME_PX / _width_px(name, 13)), 1),
            max_lines=_NAME_LINES,
            placeholder="…",
        )
        for name in names
    }
    if all(len(own) == 1 for own in lines.values()):
        return {}
    return {"labelExpr": f"({json.dumps(lines)})[datum.label]"}


def _silent(**options: Any) -> alt.Axis:
    """Return an axis a screen reader passes over: every bar says its zone and its amount."""
    return alt.Axis(aria=False, **options)


def legend(plan: Plan, say: Translator) -> Markup:
    """Return what the bars' colours mean: a list that breaks where there is no more room."""
    items = joined(
        Markup("<li><i style='background:{}'></i>{}</li>").format(
            CATEGORY_COLOURS[key], say(category.label)
        )
        for key, category in plan.categories.items()
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
    if plan.figures.empty:
        show_hint(say("规划未给出建筑面积。"))
        return
    st.html(legend(plan, say))
    key = f"{KEY}_{zone_id}"  # another choice is another chart: it keeps no selection of its own
    st.vega_lite_chart(
        chart(plan, zone_id, say),
        key=key,
        on_select=lambda: choose_zone(selected_zone(st.session_state[key], plan)),
        selection_mode=_PICK,
    )
    if len(plan.categories) > 1:
        show_hint(say("各类口径不同，并列显示，不作合计；浅色条已计入另一片区。"))
