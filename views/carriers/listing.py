"""The carriers as they are, what of them is private, and every change so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from briefings.cards.ledger import plain_table
from geo.carriers.editing import with_private_fields, without_demo
from geo.carriers.inventory import IdentityKey, Inventory
from geo.carriers.schema import CARRIER_FIELDS, PRIVATE_CHOICES, STATUSES, TENURES
from geo.plan import Plan
from geo.plan.industries import folded
from geo.search.criteria.industry import industry_text
from geo.translation import Language, Translator
from layers.wording import MISSING
from views.carriers.state import attempt, change
from views.inventory import current_store
from views.markup import show_empty, show_heading, show_hint

MOST_SHOWN: Final = 1_000
_SEARCHED: Final = ("carrier_id", "name", "building", "source")


def show_listing(plan: Plan, inventory: Inventory, say: Translator) -> None:
    """Draw the carriers, searchable; below, private fields and history."""
    if inventory.carriers.empty:
        show_empty(
            say("还没有载体。"),
            [
                say("到“导入”下载模板，填好上传；或先生成演示数据看看。"),
                say("导入后在这里查找，并选哪些字段不公开。"),
                say("选址和台账随即按载体计；每一步都能在操作记录里撤销。"),
            ],
        )
    else:
        sought = st.text_input(
            say("查找"), placeholder=say("编号、名称、楼宇、来源"), key="carriers_sought"
        )
        found = found_carriers(inventory, sought)
        show_heading(say("载体（{count}）", count=f"{len(found):,}"))
        st.dataframe(
            carrier_table(found.head(MOST_SHOWN), plan, say),
            hide_index=True,
            placeholder=MISSING,
            height=430,
        )
        if len(found) > MOST_SHOWN:
            show_hint(say("只列出前 {most} 个：请用上面的查找缩小范围。", most=f"{MOST_SHOWN:,}"))
    left, right = st.columns([0.4, 0.6], gap="medium")
    with left:
        _show_private(inventory, say)
        _show_demo(inventory, say)
    with right:
        show_history(say)


@lru_cache(maxsize=4)
def _sought_text(carriers: IdentityKey) -> pd.Series:
    # Row by row in pandas, a hundred thousand carriers would take ten seconds to join.
    columns = [carriers.table[name].fillna("").astype(str) for name in _SEARCHED]
    lines = [folded("\n".join(texts)) for texts in zip(*columns, strict=True)]
    return pd.Series(lines, index=carriers.table.index, dtype=object)


def found_carriers(inventory: Inventory, sought: str) -> pd.DataFrame:
    """Return the carriers in whose id, name, building or source some words stand."""
    words = folded(sought)
    if not words:
        return inventory.carriers
    return inventory.carriers[
        _sought_text(IdentityKey(inventory.carriers)).str.contains(words, regex=False)
    ]


def carrier_table(carriers: pd.DataFrame, plan: Plan, say: Translator) -> pd.DataFrame:
    """Return carriers with titles and values in a reader's language."""
    zones = {row["zone_id"]: say.name(row) for row in plan.zones.to_dict("records")}
    parks = {row["park_id"]: say.name(row) for row in plan.parks.to_dict("records")}
    choices = {key: say(label) for key, label in {**STATUSES, **TENURES}.items()}
    shown: dict[str, Any] = {}
    for field in CARRIER_FIELDS:
        values = carriers[field.name]
        title = say(field.label)
        if field.unit:
            title = say("{label}（{unit}）", label=title, unit=say(field.unit))
        if field.name in ("zone_id", "park_id"):
            values = values.map(zones | parks)
        elif field.type == "choice":
            values = values.map(choices)
        elif field.type == "texts":
            values = values.map(_industries(plan, say))
        elif field.type == "date":
            values = values.dt.date
        shown[title] = values
    shown[say("数据")] = carriers["is_demo"].map({True: say("演示数据"), False: ""})
    return pd.DataFrame(shown)


def _industries(plan: Plan, say: Translator) -> Callable[[Any], str]:
    """Return what says a carrier's industries: in Chinese as they are written, else by name."""
    if say.language is Language.CHINESE:
        return lambda words: say.join([*(words or ())])
    known = plan.industries.by_spelling
    return lambda words: industry_text(
        tuple(known.get(folded(word), word) for word in words or ()), plan, say
    )


def _show_private(inventory: Inventory, say: Translator) -> None:
    show_heading(say("不公开的字段"))
    labels = {field.name: field.label for field in CARRIER_FIELDS}
    optional = [name for name in PRIVATE_CHOICES if name != "contact"]
    chosen = st.multiselect(
        say("除联系方式外，还不公开"),
        optional,
        default=[name for name in optional if name in inventory.private_fields],
        format_func=lambda name: say(labels[name]),
        placeholder=say("都可公开"),
        key=f"private_{inventory.version}_{say.language}",
    )
    if {"contact", *chosen} != inventory.private_fields:
        st.button(
            say("保存"),
            type="primary",
            on_click=lambda: change(
                lambda own: with_private_fields(own, chosen),
                say("改了不公开的字段"),
                failed=say("没有保存。"),
            ),
            key="save_private",
        )
    show_hint(say("不公开的字段不进正式发布的文件、链接和日志；联系方式始终不公开。"))


def _show_demo(inventory: Inventory, say: Translator) -> None:
    if not inventory.is_demo:
        return
    count = int(inventory.carriers["is_demo"].sum())
    st.button(
        say("清除演示数据（{count} 个）", count=f"{count:,}"),
        on_click=lambda: change(without_demo, say("清除了演示数据"), failed=say("没有清除。")),
        key="drop_demo",
    )


def show_history(say: Translator) -> None:
    """Draw every change so far, the latest first, and the way back; raises a `StoreError`."""
    store = current_store()
    entries, undone = store.history(), store.undone()
    show_heading(say("操作记录"))
    seen = entries[0].version if entries else Inventory().version
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("撤销上一步"),
            icon=":material/undo:",
            disabled=not entries,
            on_click=lambda: attempt(
                partial(store.undo, based_on=seen),
                say("已撤销：{action}", action=entries[0].action),
                failed=say("没有撤销。"),
            ),
            key="undo",
        )
        st.button(
            say("恢复"),
            icon=":material/redo:",
            disabled=not undone,
            on_click=lambda: attempt(
                partial(store.redo, based_on=seen),
                say("已恢复：{action}", action=undone[0].action),
                failed=say("没有恢复。"),
            ),
            key="redo",
        )
    if not entries:
        show_hint(say("还没有操作。"))
        return
    heads = [say("时间"), say("操作"), say("载体数")]
    rows = [
        [entry.when.replace("T", " "), entry.action, f"{entry.carriers:,}"] for entry in entries
    ]
    st.html(plain_table(say("操作记录"), heads, rows, numbers=frozenset({2})))
