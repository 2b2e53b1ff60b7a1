"""Fields of the criteria: area, day, industries, and what is known of carriers only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import streamlit as st

from briefings.cards.comparison import industry_name
from geo.carriers.schema import STATUSES, TENURES
from geo.search.query import CRITERIA, LAYOUTS, Query
from geo.translation import N_
from views.site_search.panel import Panel


@dataclass(frozen=True)
class Limit:
    """A criterion that is one number: its part of the query, and how it is written."""

    part: str
    label: str
    step: float
    form: str = "%.0f"


LIMITS: Final = {
    "rent": Limit("rent_max", N_("日租金 ≤ 元/㎡/天"), 0.5, "%.2f"),
    "price": Limit("price_max", N_("售价 ≤ 元/㎡"), 1000.0),
    "budget": Limit("budget_max", N_("月预算 ≤ 元"), 10_000.0),
    "ceiling_height": Limit("ceiling_height_min", N_("层高 ≥ m"), 0.5, "%.1f"),
    "floor_load": Limit("floor_load_min", N_("楼面荷载 ≥ kN/㎡"), 0.5, "%.1f"),
    "power": Limit("power_min", N_("供电容量 ≥ kVA"), 100.0),
}
_LEAST_AREA: Final = Limit("area_min_m2", N_("面积 ≥ ㎡"), 500.0)
_MOST_AREA: Final = Limit("area_max_m2", N_("面积 ≤ ㎡"), 500.0)


def show_limit(criterion: str, panel: Panel) -> None:
    """Draw the field of a criterion that is one number."""
    _number(LIMITS[criterion], panel)


def _number(limit: Limit, panel: Panel) -> None:
    say = panel.say
    st.number_input(
        say(limit.label),
        min_value=0.0,
        value=None,
        step=limit.step,
        format=limit.form,
        placeholder=say("不限"),
        **panel.bind(
            limit.part,
            getattr(panel.query, limit.part),
            lambda given: _with(panel.query, limit.part, given or None),
        ),
    )


def _with(query: Query, part: str, value: Any) -> Query:
    return replace(query, **{part: value})


def show_area(panel: Panel) -> None:
    """Draw the least and the most floor area."""
    for column, limit in zip(st.columns(2, gap="small"), (_LEAST_AREA, _MOST_AREA), strict=True):
        with column:
            _number(limit, panel)


def show_day(panel: Panel) -> None:
    """Draw the day by which it is needed."""
    say = panel.say
    st.date_input(
        say("不晚于（交付）"),
        value=None,
        min_value=date.min,
        max_value=date.max,
        format="YYYY-MM-DD",
        **panel.bind(
            "ready_by", panel.query.ready_by, lambda day: replace(panel.query, ready_by=day)
        ),
    )


def show_layout(panel: Panel) -> None:
    """Draw how the space is to hang together."""
    _choice("layout", "layout", dict(LAYOUTS), panel)


def show_tenure(panel: Panel) -> None:
    """Draw whether it is to be let or sold."""
    choices = {key: label for key, label in TENURES.items() if key != "either"}
    _choice("tenure", "tenure", choices, panel)


def _choice(criterion: str, part: str, choices: dict[Any, str], panel: Panel) -> None:
    say = panel.say
    st.selectbox(
        say(CRITERIA[criterion]),
        list(choices),
        index=None,
        format_func=lambda key: say(choices[key]),
        placeholder=say("不限"),
        **panel.bind(part, getattr(panel.query, part), lambda key: _with(panel.query, part, key)),
    )


def show_industries(panel: Panel) -> None:
    """Draw the industries; one of those chosen is enough."""
    say, vocabulary = panel.say, panel.plan.industries
    known = [industry.key for industry in vocabulary]
    st.multiselect(
        say("产业"),
        [*known, *(key for key in panel.query.industries if key not in known)],
        format_func=lambda key: industry_name(key, vocabulary, say),
        placeholder=say("不限"),
        **panel.bind(
            "industries",
            list(panel.query.industries),
            lambda keys: replace(panel.query, industries=tuple(keys)),
        ),
    )


def show_statuses(panel: Panel) -> None:
    """Draw the statuses; without one, those that can still be had are searched."""
    say = panel.say
    st.multiselect(
        say("状态"),
        list(STATUSES),
        format_func=lambda key: say(STATUSES[key]),
        placeholder=say("空置、意向"),
        **panel.bind(
            "statuses",
            list(panel.query.statuses),
            lambda keys: replace(panel.query, statuses=tuple(keys)),
        ),
    )
