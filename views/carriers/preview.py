"""Preview of an import: the faults of a file, or its carriers and how each cell was read."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from briefings.cards.ledger import plain_table
from geo.carriers.editing import with_carriers
from geo.carriers.importing import ImportResult
from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.translation import N_, Translator
from layers.wording import MISSING
from services.routes import map_address
from views.carriers.listing import carrier_table
from views.carriers.state import change
from views.markup import show_heading, show_hint, show_remark
from views.streamlit_compat.map_frame import show_map_frame

ROUND: Final = "carriers_upload_round"
"""How many files have been imported in this session: each is given to a new field."""
_MODES: Final = {"add": N_("追加到现有载体"), "replace": N_("替换全部载体")}
_MOST_LISTED: Final = 200
_MOST_PINS: Final = 300
_MOST_HIDDEN: Final = 12


def show_faults(result: ImportResult, name: str, say: Translator) -> None:
    """Draw why a file is not result, cell by cell."""
    show_heading(say("“{name}”不能导入", name=name))
    st.error(
        say(
            "这份文件有 {count} 处问题，没有改动任何载体。改正后重新上传。",
            count=f"{result.fault_count:,}",
        )
    )
    heads = [say("单元格"), say("列"), say("内容"), say("问题和办法")]
    rows = [[fault.cell, fault.column, fault.text, fault.message] for fault in result.faults]
    _show_first(say("问题"), heads, rows, result.fault_count, say)


def show_preview(
    result: ImportResult, name: str, plan: Plan, inventory: Inventory, say: Translator
) -> None:
    """Draw what would be result, with the button that takes it."""
    show_heading(say("“{name}”：{count} 个载体可以导入", name=name, count=f"{result.rows:,}"))
    _show_import(result, name, inventory, say)
    if result.hidden:
        _show_hidden(result, say)
    _show_map(result, plan, say)
    st.dataframe(
        carrier_table(result.carriers.head(_MOST_LISTED), plan, say),
        hide_index=True,
        placeholder=MISSING,
        height=260,
    )
    if result.rows > _MOST_LISTED:
        show_hint(say("预览前 {most} 个。", most=_MOST_LISTED))
    if result.duplicates:
        _show_duplicates(result, say)
    _show_readings(result, say)


def _show_import(result: ImportResult, name: str, inventory: Inventory, say: Translator) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        mode = st.radio(
            say("导入方式"),
            list(_MODES),
            format_func=lambda key: say(_MODES[key]),
            horizontal=True,
            key="carriers_mode",
            label_visibility="collapsed",
        )
        st.button(
            say("导入 {count} 个载体", count=f"{result.rows:,}"),
            type="primary",
            on_click=partial(_import, result, name, inventory.version, say),
            key="take",
        )
    clash = sum(item.is_same_id for item in result.duplicates)
    if mode == "add" and clash:
        show_hint(say("{count} 个编号台账中已有，不能追加：请改编号，或替换全部。", count=clash))
    elif mode == "replace" and len(inventory.carriers):
        show_hint(
            say("将替换现有的 {count} 个载体，可以撤销。", count=f"{len(inventory.carriers):,}")
        )


def _show_hidden(result: ImportResult, say: Translator) -> None:
    """Say what is imported although it is not seen in a spreadsheet."""
    first = say.join(list(result.hidden[:_MOST_HIDDEN]))
    more = len(result.hidden) - _MOST_HIDDEN
    listed = say("{first} 等 {count} 处", first=first, count=len(result.hidden))
    show_remark(
        say(
            "文件里隐藏或筛掉的行、列也会导入：{listed}。不要的请先在文件里删去。",
            listed=listed if more > 0 else first,
        )
    )


def _import(result: ImportResult, name: str, seen: str, say: Translator) -> None:
    before, mode = st.session_state.get(ROUND, 0), st.session_state["carriers_mode"]
    change(
        lambda own: with_carriers(own, result.carriers, mode),
        say("导入“{name}”：{count} 个载体", name=name, count=f"{result.rows:,}"),
        failed=say("没有导入，没有改动任何载体。"),
        seen=seen if mode == "replace" else None,
    )
    if st.session_state["carriers_outcome"][1] == "":
        st.session_state[ROUND] = before + 1


def _show_map(result: ImportResult, plan: Plan, say: Translator) -> None:
    """Draw the first positions on the plan's map."""
    has_place = result.carriers["lon"].notna()
    located = result.carriers[has_place].head(_MOST_PINS)
    if located.empty:
        show_hint(say("文件没有经纬度：不画在图上，按所填片区、园区归类。"))
        return
    show_map_frame(
        f"carriers_map_{say.language}",
        map_address(plan, say.language),
        _client_view(located, say),
        key="carriers_map",
    )
    if has_place.sum() > len(located):
        show_hint(say("图上是前 {shown} 个位置。", shown=len(located)))
    if unplaced := int((~has_place).sum()):
        show_hint(say("{count} 个没有经纬度，不画在图上。", count=f"{unplaced:,}"))


def _client_view(located: Any, say: Translator) -> dict[str, Any]:
    return {
        "zone": None,
        "layers": ["zones", "metro", "parks"],
        "basemap": "offline",
        "key": "",
        "subdistrict": None,
        "focus": None,
        "quiet": True,
        "pins": [
            {
                "id": row["carrier_id"],
                "lat": round(row["lat"], 6),
                "lon": round(row["lon"], 6),
                "number": str(number),
                "kind": "match",
                "tip": [row["name"], say("{area} ㎡可用", area=f"{row['available_gfa_m2']:,.10g}")],
            }
            for number, row in enumerate(located.to_dict("records"), start=1)
        ],
        "chosen": [],
        "address": {},
    }


def _show_duplicates(result: ImportResult, say: Translator) -> None:
    show_heading(say("与现有载体重复（{count}）", count=f"{len(result.duplicates):,}"))
    heads = [say("行"), say("载体编号"), say("重复")]
    rows = [[str(item.row), item.carrier_id, item.message] for item in result.duplicates]
    st.html(plain_table(say("重复"), heads, rows[:_MOST_LISTED], numbers=frozenset({0})))


def _show_readings(result: ImportResult, say: Translator) -> None:
    show_heading(say("换算过的格子（{count}）", count=f"{len(result.readings):,}"))
    if not result.readings:
        show_hint(say("都照原样读入，没有换算。"))
        return
    heads = [say("单元格"), say("列"), say("原文"), say("读作"), say("规则")]
    rows = [[item.cell, item.column, item.text, item.value, item.rule] for item in result.readings]
    _show_first(say("换算过的格子"), heads, rows, len(rows), say)


def _show_first(
    title: str, heads: list[str], rows: list[list[str]], count: int, say: Translator
) -> None:
    """Draw the first rows of a table, and how many of all are not shown."""
    st.html(plain_table(title, heads, rows[:_MOST_LISTED]))
    if count > _MOST_LISTED:
        show_hint(say("另有 {count} 处。", count=f"{count - _MOST_LISTED:,}"))
