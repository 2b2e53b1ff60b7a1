"""Fields of the criteria, in the side bar and behind the chips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

import streamlit as st

from geo.carriers.schema import STATUSES
from geo.plan import Plan
from geo.search.criteria.choice import Choice
from geo.search.criteria.industry import industry_text
from geo.search.criteria.layout import Layout
from geo.search.criteria.metro import ANY, DEFAULT_METRO_M, Near, line_text, lines_of, station_text
from geo.search.criteria.place import PLACES
from geo.search.criteria.tenure import Tenure
from geo.search.query import Query
from geo.translation import N_, Translator
from views.markup import show_hint
from views.site_search.state import ask_for, bind


@dataclass(frozen=True)
class Panel:
    """The query with what is needed to show and change it."""

    plan: Plan
    query: Query
    say: Translator
    part_of: str = ""
    """What sets the keys of this panel's fields apart from those of another."""

    def bind(self, part: str, value: Any, take: Callable[[Any], Query]) -> dict[str, Any]:
        """Return `key` and `on_change` of the field of one part of the query."""
        return bind(f"{self.part_of}{part}", value, self.say.language, take)

    def bind_field(self, field: str) -> dict[str, Any]:
        """Return `key` and `on_change` of a widget whose value is that of a field of the query."""
        return self.bind(
            field, getattr(self.query, field), lambda given: self.query.replace(**{field: given})
        )

    def bind_list(self, field: str) -> dict[str, Any]:
        """Return `key` and `on_change` of a widget that lists the values of a field."""
        return self.bind(
            field,
            list(getattr(self.query, field)),
            lambda given: self.query.replace(**{field: tuple(given)}),
        )


@dataclass(frozen=True)
class NumberField:
    """A field of the query that is a number: its label, and how it is written."""

    field: str
    label: str
    step: float
    form: str = "%.0f"

    def __call__(self, panel: Panel) -> None:
        """Draw it."""
        say = panel.say
        st.number_input(
            say(self.label),
            min_value=0.0,
            value=None,
            step=self.step,
            format=self.form,
            placeholder=say("不限"),
            **panel.bind_field(self.field),
        )


def show_area(panel: Panel) -> None:
    """Draw the least and the most floor area."""
    least = NumberField("area_min_m2", N_("面积 ≥ ㎡"), 500.0)
    most = NumberField("area_max_m2", N_("面积 ≤ ㎡"), 500.0)
    for column, show in zip(st.columns(2, gap="small"), (least, most), strict=True):
        with column:
            show(panel)


def show_day(panel: Panel) -> None:
    """Draw the day by which it is needed."""
    say = panel.say
    st.date_input(
        say("不晚于（交付）"),
        value=None,
        min_value=date.min,
        max_value=date.max,
        format="YYYY-MM-DD",
        **panel.bind_field("ready_by"),
    )


def show_choice(criterion: Choice, panel: Panel) -> None:
    """Draw the keys of a criterion, of which one can be asked for."""
    say = panel.say
    st.selectbox(
        say(criterion.label),
        list(criterion.choices()),
        index=None,
        format_func=lambda key: say(criterion.labels[key]),
        placeholder=say("不限"),
        **panel.bind_field(criterion.field),
    )


def show_industries(panel: Panel) -> None:
    """Draw the industries; one of those chosen is enough."""
    say = panel.say
    known = [industry.key for industry in panel.plan.industries]
    st.multiselect(
        say("产业"),
        [*known, *(key for key in panel.query.industries if key not in known)],
        format_func=lambda key: industry_text((key,), panel.plan, say),
        placeholder=say("不限"),
        **panel.bind_list("industries"),
    )


def show_statuses(panel: Panel) -> None:
    """Draw the statuses; without one, those that can still be had are searched."""
    say = panel.say
    st.multiselect(
        say("状态"),
        list(STATUSES),
        format_func=lambda key: say(STATUSES[key]),
        placeholder=say("空置、意向"),
        **panel.bind_list("statuses"),
    )


@lru_cache(maxsize=4)
def _stops(plan: Plan, say: Translator) -> dict[str, str]:
    """Return lines (`line/15`), then stations (`station/…`), with their names."""
    stations = plan.stations.sort_values("metro_id").to_dict("records")
    named = {f"line/{line}": line_text(line, say) for line in lines_of(plan)}
    return (
        {ANY: say("任意线路")}
        | named
        | {f"station/{row['metro_id']}": station_text(say.name(row), say) for row in stations}
    )


def _stop_of(near: Near | None) -> str | None:
    if near is None:
        return None
    if near.station_id is not None:
        return f"station/{near.station_id}"
    return ANY if near.line is None else f"line/{near.line}"


def _near(stop: str, metres: float) -> Near:
    if stop == ANY:
        return Near(max_m=metres)
    kind, _, key = stop.partition("/")
    return Near(line=key, max_m=metres) if kind == "line" else Near(station_id=key, max_m=metres)


def show_metro(panel: Panel) -> None:
    """Draw a line or a station, and how near it is to be."""
    say, query, near = panel.say, panel.query, panel.query.near
    stops, stop = _stops(panel.plan, say), _stop_of(near)
    metres = near.max_m if near is not None else DEFAULT_METRO_M
    st.selectbox(
        say("轨道线路或站点"),
        list(stops),
        index=None,
        format_func=stops.__getitem__,
        placeholder=say("不限"),
        **panel.bind(
            "near",
            stop if stop in stops else None,
            lambda to: query.replace(near=_near(to, metres)) if to else query.without("metro"),
        ),
    )
    st.number_input(
        say("直线 ≤ m"),
        min_value=1.0,
        step=100.0,
        format="%.0f",
        disabled=stop is None,
        **panel.bind(
            "near_m",
            metres,
            lambda given: query.replace(near=_near(stop, given)) if stop else query,
        ),
    )


@lru_cache(maxsize=4)
def _named_places(plan: Plan, say: Translator) -> dict[str, str]:
    """Return the plan's places (`zone/…`, `park/…`, `subdistrict/…`) with their names."""
    return {
        f"{kind}/{row[f'{kind}_id']}": str(say.name(row))
        for kind, layer in PLACES.items()
        for row in getattr(plan, layer).to_dict("records")
    }


def _with_places(query: Query, places: list[str]) -> Query:
    parts: dict[str, Any] = {
        part: tuple(place.partition("/")[2] for place in places if place.startswith(f"{kind}/"))
        for kind, part in PLACES.items()
    }
    return query.replace(**parts)


def show_places(panel: Panel) -> None:
    """Draw zones, parks and sub-districts in one list."""
    say, query, names = panel.say, panel.query, _named_places(panel.plan, panel.say)
    asked = [f"{kind}/{key}" for kind, part in PLACES.items() for key in getattr(query, part)]
    st.multiselect(
        say("片区、园区、街道"),
        list(names),
        format_func=names.__getitem__,
        placeholder=say("不限"),
        **panel.bind(
            "places",
            [place for place in asked if place in names],
            lambda places: _with_places(query, places),
        ),
    )


def show_ground(panel: Panel) -> None:
    """Say how ground is drawn, or draw the button that takes it away."""
    say, query = panel.say, panel.query
    if query.ground is None:
        show_hint(say("圈选范围：用地图右上角的多边形或圆形按钮画。"))
        return
    st.button(
        say("删除圈选范围"),
        key=f"{panel.part_of}search_no_ground",
        width="stretch",
        icon=":material/delete:",
        on_click=ask_for,
        args=(query.without("ground"),),
    )


FIELDS: Final[dict[str, dict[str, Callable[[Panel], None]]]] = {
    N_("面积与时间"): {
        "area": show_area,
        "ready": show_day,
        "layout": partial(show_choice, Layout()),
    },
    N_("产业与位置"): {
        "industry": show_industries,
        "metro": show_metro,
        "place": show_places,
        "ground": show_ground,
    },
    N_("价格"): {
        "rent": NumberField("rent_max", N_("日租金 ≤ 元/㎡/天"), 0.5, "%.2f"),
        "price": NumberField("price_max", N_("售价 ≤ 元/㎡"), 1000.0),
        "budget": NumberField("budget_max", N_("月预算 ≤ 元"), 10_000.0),
    },
    N_("楼宇条件"): {
        "ceiling_height": NumberField("ceiling_height_min", N_("层高 ≥ m"), 0.5, "%.1f"),
        "floor_load": NumberField("floor_load_min", N_("楼面荷载 ≥ kN/㎡"), 0.5, "%.1f"),
        "power": NumberField("power_min", N_("供电容量 ≥ kVA"), 100.0),
        "tenure": partial(show_choice, Tenure()),
        "status": show_statuses,
    },
}
"""What draws each criterion, by groups of the side bar."""
