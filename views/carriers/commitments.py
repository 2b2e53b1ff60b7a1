"""Commitments: an area in a zone, park or carrier held for a company until a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from briefings.cards.ledger import plain_table
from geo.carriers.availability import CommitmentError
from geo.carriers.editing import with_commitment, without_commitment
from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.plan import Plan
from geo.search.place_names import place_name
from geo.translation import Translator
from layers.wording import unit_m2, wan_unit
from views.carriers.offered import PLACE, holder_of, place_words, show_sought
from views.carriers.state import change
from views.markup import show_empty, show_heading, show_hint

_FORM: Final = "hold"
_MOST_CHARACTERS: Final = 60


def show_commitments(plan: Plan, inventory: Inventory, say: Translator) -> None:
    """Draw the form that holds an area, and what is held."""
    left, right = st.columns([0.36, 0.64], gap="medium")
    with left:
        _show_form(plan, inventory, say)
    with right:
        _show_held(plan, inventory, say)
        _show_available(plan, inventory, date.today().year, say)


def _show_form(plan: Plan, inventory: Inventory, say: Translator) -> None:
    show_heading(say("新的预留"))
    places = show_sought(plan, inventory, say)
    today = date.today()
    with st.form(_FORM, border=True, enter_to_submit=False):
        st.text_input(say("企业"), max_chars=_MOST_CHARACTERS, key="hold_company")
        st.selectbox(
            say("片区、园区或载体"),
            list(places),
            format_func=lambda key: places[key],
            index=None,
            placeholder=say("输入名称查找"),
            key=PLACE,
        )
        st.number_input(
            say("面积（㎡）"), min_value=0.0, step=100.0, format="%.10g", key="hold_area"
        )
        begins, ends = st.columns(2, gap="small")
        begins.date_input(say("从"), value=today, format="YYYY-MM-DD", key="hold_from")
        ends.date_input(
            say("至（含当日）"),
            value=today.replace(month=12, day=31),
            format="YYYY-MM-DD",
            key="hold_until",
        )
        st.form_submit_button(
            say("预留"), type="primary", on_click=partial(_hold, plan, inventory, say)
        )
    show_hint(say("放不下的不会记账：片区、园区按当年可用面积，载体按这段时间里剩下的面积。"))


def _hold(plan: Plan, inventory: Inventory, say: Translator) -> None:
    state: Any = st.session_state
    company, place = str(state["hold_company"]).strip(), state[PLACE]
    failed = say("没有预留。")
    if not company or place is None:
        change(_refuse(say("请填写企业，并选择片区、园区或载体。")), "", failed=failed)
        return
    commitment = {
        **holder_of(str(place), plan, inventory),
        "company": company,
        "area_m2": float(state["hold_area"]),
        "held_from": state["hold_from"],
        "held_until": state["hold_until"],
    }
    named = place_words(str(place), plan, inventory, say)
    change(
        lambda own: with_commitment(plan, own, commitment),
        say("预留：{place} {area} ㎡", place=named, area=f"{commitment['area_m2']:,.10g}"),
        failed=failed,
    )


def _refuse(reason: str) -> Any:
    def refuse(_inventory: Inventory) -> Inventory:
        raise CommitmentError(reason)

    return refuse


def _show_held(plan: Plan, inventory: Inventory, say: Translator) -> None:
    held = inventory.commitments
    show_heading(say("现有预留（{count}）", count=len(held)))
    if held.empty:
        show_empty(
            say("还没有预留。"),
            [
                say("在表单里填企业、地方、面积和起止日期，点“预留”。"),
                say("放得下才记账：台账和选址随即减去这块面积。"),
                say("谈不成就在这里释放；过了截止日自动不再占面积。"),
            ],
        )
        return
    names = _names(plan, inventory, say)
    today = pd.Timestamp(date.today())
    heads = ["", say("企业"), say("在哪里"), say("面积（㎡）"), say("从"), say("至"), say("状态")]
    rows = [
        [
            row["commitment_id"],
            row["company"],
            names[row["commitment_id"]],
            f"{row['area_m2']:,.10g}",
            f"{row['held_from']:%Y-%m-%d}",
            f"{row['held_until']:%Y-%m-%d}",
            say("已到期") if row["held_until"] < today else say("有效"),
        ]
        for row in held.to_dict("records")
    ]
    st.html(plain_table(say("现有预留"), heads, rows, numbers=frozenset({3})))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        released = st.selectbox(
            say("释放"),
            list(held["commitment_id"]),
            format_func=lambda key: f"{key} · {names[key]}",
            index=None,
            placeholder=say("选择一笔预留"),
            key=f"release_{inventory.version}",
        )
        st.button(
            say("释放"),
            disabled=released is None,
            on_click=lambda: change(
                lambda own: without_commitment(own, str(released)),
                say("已释放 {place}", place=names[str(released)]),
                failed=say("没有释放。"),
            ),
            key="release",
        )
    show_hint(say("到期的预留不再占面积，也不会自动删除。"))


@lru_cache(maxsize=4)
def _available(plan: Plan, inventory: Inventory, year: int) -> pd.DataFrame:
    """Return the ledger's rows of a year of which it is known what is available."""
    later = [] if year in plan.profile.period else [year]
    book = ledger(plan, inventory, later=later)
    return book[(book["year"] == year) & book["available_gfa_m2"].notna()]


def _show_available(plan: Plan, inventory: Inventory, year: int, say: Translator) -> None:
    """Draw what each zone and park still has to hold at the end of a year."""
    show_heading(say("{year} 年末还能预留（{unit}）", year=year, unit=wan_unit(say)))
    heads = [say("片区、园区"), say("已预留"), say("可用")]
    rows = [
        [
            say.name(row),
            f"{row['committed_gfa_m2'] / unit_m2(say):,.6g}",
            f"{'≥ ' * row['is_lower_bound']}{row['reservable_gfa_m2'] / unit_m2(say):,.6g}",
        ]
        for row in _available(plan, inventory, year).to_dict("records")
    ]
    st.html(plain_table(say("还能预留"), heads, rows, numbers=frozenset({1, 2})))
    show_hint(say("规划没有给面积的园区不在表里，只能预留到所在片区或具体载体。"))


def _names(plan: Plan, inventory: Inventory, say: Translator) -> dict[str, str]:
    """Return the name of the carrier, park or zone in which each commitment holds its area."""
    carriers = inventory.carriers
    own = carriers[carriers["carrier_id"].isin(inventory.commitments["carrier_id"])]
    names = dict(zip(own["carrier_id"], own["name"], strict=True))
    return {
        row["commitment_id"]: str(
            names.get(row["carrier_id"])
            or place_name(plan, "park_id", row["park_id"], say)
            or place_name(plan, "zone_id", row["zone_id"], say)
            or row["zone_id"]
        )
        for row in inventory.commitments.to_dict("records")
    }
