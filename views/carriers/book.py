"""The ledger by year: table, chart, the assumption it rests on, and what does not add up."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from briefings.cards.ledger import differences_table, ledger_table
from geo.carriers.editing import with_phasing
from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger, ledger_total
from geo.carriers.phasing import Phasing, applicable, shares
from geo.carriers.reconciliation import reconcile
from geo.plan import Plan
from geo.translation import Translator
from layers.palette import CATEGORY_COLOURS, FOCUS, INK, MUTED
from layers.wording import unit_m2, wan_unit
from views.carriers.state import change
from views.markup import show_heading, show_hint

_MOST_DIFFERENCES: Final = 60


@lru_cache(maxsize=4)
def _book(plan: Plan, inventory: Inventory, this_year: int) -> pd.DataFrame:
    """Return the ledger of the period, and of this year where it is later and anything is held.

    The last rows are the total.
    """
    is_later = this_year > plan.profile.period_end and len(inventory.commitments) > 0
    later = [this_year] if is_later else []
    parts = [ledger(plan, inventory, later=later), ledger_total(plan, inventory, later=later)]
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=4)
def _differences(plan: Plan, inventory: Inventory) -> pd.DataFrame:
    return reconcile(plan, inventory)


def show_book(plan: Plan, inventory: Inventory, say: Translator) -> None:
    """Draw the ledger and what it rests on."""
    book = _book(plan, inventory, date.today().year)
    show_heading(say("可用 = 现状 + 已交付新增 − 预留（{unit}，年末）", unit=wan_unit(say)))
    st.html(ledger_table(book, plan.profile.period_end, say))
    for line in _notes(plan, inventory, say):
        show_hint(line)
    left, right = st.columns([0.42, 0.58], gap="medium")
    with left:
        _show_phasing(plan, inventory, say)
        show_heading(say("各片区累计新增与预留（{unit}）", unit=wan_unit(say)))
        st.vega_lite_chart(_chart(plan, inventory, date.today().year, say), width="stretch")
    with right:
        _show_differences(plan, inventory, say)


def _notes(plan: Plan, inventory: Inventory, say: Translator) -> list[str]:
    applied = applicable(plan, inventory.phasing)
    assumption = say("按填写的分年比例") if applied else say("按每年相同")
    notes = [
        say("估算：规划只给规划期总数，分年交付{assumption}计，可在下面改。", assumption=assumption)
        + say("新增取规划的“新增”，没有的取“规划集聚”；联动、存量更新不是可出租的新增，不计入。"),
        say("≥ 表示规划没有给现状，只计新增；（ ）内已含于另一片区，不可再相加。")
        + say("— 表示没有数字，不是 0。"),
    ]
    if inventory.phasing and not applied:
        notes.append(
            say(
                "保存过的分年比例（{shares}）不合规划期 {first}—{last}，没有采用，也没有删去。",
                shares=_shares_text(inventory.phasing, say),
                first=plan.profile.period_start,
                last=plan.profile.period_end,
            )
        )
    if len(inventory.commitments):
        notes.append(
            say("园区的预留也计入它所在的片区；整片都含于另一片区的，预留同时计入那一片区。")
            + say("片区里的预留使含在其中的面积用不满的，红字写明片区还剩多少。")
        )
    last, this_year = plan.profile.period_end, date.today().year
    if this_year > last and len(inventory.commitments):
        notes.append(
            say(
                "规划期到 {last} 年为止，此后不计新增：{year} 年只再减去年末有效的预留。",
                last=last,
                year=this_year,
            )
        )
    return notes


def _show_phasing(plan: Plan, inventory: Inventory, say: Translator) -> None:
    """Draw the share of each year; saved only when they add up to 100 %."""
    show_heading(say("分年交付比例（%）"))
    years = plan.profile.period
    now = shares(plan, applicable(plan, inventory.phasing))
    version = inventory.version
    columns = st.columns(len(years), gap="small")
    for column, year in zip(columns, years, strict=True):
        with column:
            st.number_input(
                str(year),
                min_value=0.0,
                max_value=100.0,
                value=round(100 * now[year], 4),
                step=5.0,
                format="%.6g",
                key=_share_key(year, version),
            )
    total = sum(float(st.session_state[_share_key(year, version)]) for year in years)
    is_whole = abs(total - 100) < 1e-6
    show_hint(
        say("合计 {total}%", total=f"{total:.6g}")
        + ("" if is_whole else say("，应为 100%：调整后才能保存"))
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("保存比例"),
            type="primary",
            disabled=not is_whole,
            on_click=_save_phasing,
            args=(plan, version, say),
            key="save_phasing",
        )
        st.button(
            say("恢复每年相同"),
            disabled=not inventory.phasing,
            on_click=lambda: change(
                lambda own: with_phasing(plan, own, ()),
                say("分年比例恢复为每年相同"),
                failed=say("比例没有保存。"),
            ),
            key="reset_phasing",
        )


def _share_key(year: int, version: str) -> str:
    return f"share_{year}_{version}"


def _save_phasing(plan: Plan, version: str, say: Translator) -> None:
    phasing = tuple(
        (year, float(st.session_state[_share_key(year, version)]) / 100)
        for year in plan.profile.period
    )
    change(
        lambda own: with_phasing(plan, own, phasing),
        say("分年比例改为 {shares}", shares=_shares_text(phasing, say)),
        failed=say("比例没有保存。"),
    )


def _shares_text(phasing: Phasing, say: Translator) -> str:
    return say.join([f"{year} {100 * share:.6g}%" for year, share in phasing])


@lru_cache(maxsize=8)
def _chart(plan: Plan, inventory: Inventory, this_year: int, say: Translator) -> dict[str, Any]:
    """Return small bars by year, a panel a zone: delivered, and held of all there is."""
    zones = _book(plan, inventory, this_year).query("kind == 'zone'")
    labels = {"delivered_gfa_m2": say("累计新增"), "committed_gfa_m2": say("预留")}
    data = pd.DataFrame(
        [
            {
                "zone": say.name(row),
                "year": str(row["year"]),
                "kind": label,
                "amount": row[column] / unit_m2(say),
            }
            for row in zones.to_dict("records")
            for column, label in labels.items()
            if pd.notna(row[column])
        ]
    )
    order = [say.name(row) for row in plan.zones.to_dict("records")]
    colours = [CATEGORY_COLOURS["new"], FOCUS]
    bars = (
        alt.Chart(data)
        .mark_bar(cornerRadiusEnd=1)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False)),
            xOffset=alt.XOffset("kind:N", sort=list(labels.values())),
            y=alt.Y("amount:Q", title=None, axis=alt.Axis(tickCount=4)),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(labels.values()), range=colours),
                legend=alt.Legend(orient="top", title=None, symbolType="square", columnPadding=28),
            ),
            tooltip=["zone:N", "year:O", "kind:N", alt.Tooltip("amount:Q", format=",.6")],
        )
        .properties(width=205, height=92)
    )
    panels = bars.facet(
        facet=alt.Facet("zone:N", sort=order, title=None, header=alt.Header(labelFontWeight=600)),
        columns=2,
    ).configure(font="inherit").configure_axis(
        labelColor=MUTED, gridColor="#E8EBEE", domainColor="#C8CFD6"
    ).configure_header(labelColor=INK, labelFontSize=12)  # fmt: skip
    return dict(panels.to_dict())


def _show_differences(plan: Plan, inventory: Inventory, say: Translator) -> None:
    """Draw where zone, parks and carriers do not add up."""
    differences = _differences(plan, inventory)
    show_heading(say("对账：片区 → 园区 → 载体（㎡）"))
    if differences.empty:
        show_hint(say("全部对得上：片区的新增等于其园区之和，没有载体需要对照。"))
        return
    st.html(differences_table(differences.head(_MOST_DIFFERENCES), say))
    more = len(differences) - _MOST_DIFFERENCES
    if more > 0:
        show_hint(say("另有 {count} 处。", count=more))
    show_hint(
        say("台账是规划的数字，载体只是清单里已交付的：+ 是清单没有列到的，− 是清单比规划多的。")
        + (say("演示数据是随机生成的，与规划本来就对不上。") if inventory.is_demo else "")
    )
