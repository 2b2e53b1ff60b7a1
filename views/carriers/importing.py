"""Upload of a file of carriers, its template, and demo data."""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

import streamlit as st
from markupsafe import Markup

from briefings.cards.ledger import plain_table
from briefings.cards.markup import joined
from briefings.carrier_template import carrier_template
from briefings.files import KINDS
from geo.carriers.demo import demo_carriers
from geo.carriers.editing import with_carriers
from geo.carriers.importing import ImportResult, import_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.location import example_position
from geo.carriers.report import FIELDS
from geo.crs import Datum
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import N_, Translator
from views.carriers.preview import ROUND, show_faults, show_preview
from views.carriers.state import change
from views.markup import show_heading, show_hint, show_problem
from views.streamlit_compat.upload_label import show_upload_label

DATUMS: Final = {
    Datum.WGS84: N_("WGS-84（GPS、天地图）"),
    Datum.GCJ02: N_("GCJ-02（高德、腾讯）"),
    Datum.BD09: N_("BD-09（百度）"),
}
_WRITTEN: Final = {
    "carrier_id": N_("不重复的编号"),
    "name": N_("给人看的名称"),
    "building": N_("楼名；同一栋楼写法一致"),
    "floor": N_("整数，地下一层写 -1 或 B1；整栋留空"),
    "unit": N_("如 301"),
    "zone_id": N_("片区名称；有经纬度可不填"),
    "park_id": N_("园区名称；有经纬度可不填"),
    "lon": N_("如 {lon}；坐标系在左侧选"),
    "lat": N_("如 {lat}"),
    "total_gfa_m2": N_("1200、1.2万㎡、3亩"),
    "available_gfa_m2": N_("不大于总建筑面积；没有可用的写 0"),
    "ready_date": N_("2024-06-30、2024年底、2024Q3：取最后一天"),
    "rent_cny_m2_day": N_("4.5，或 135元/㎡/月；面议留空"),
    "price_cny_m2": N_("55000 或 5.5万元/㎡"),
    "industries": N_("用顿号隔开，如 芯片、机器人"),
    "ceiling_height_m": N_("如 4.2"),
    "floor_load_kn_m2": N_("如 5"),
    "power_kva": N_("如 500"),
    "tenure": N_("出租、出售、租售均可"),
    "status": N_("空置、意向、签约、入驻"),
    "contact": N_("始终不公开"),
    "source": N_("谁报的、哪份清单"),
    "as_of": N_("数据是哪天的，不晚于今天"),
}
"""How each column is filled in."""

_MOST_MB: Final = 50
_MOST_DEMO: Final = 100_000


def show_importing(plan: Plan, inventory: Inventory, say: Translator) -> None:
    """Draw what a file is imported with, and what it holds."""
    left, right = st.columns([0.3, 0.7], gap="medium")
    with left:
        given, datum = _show_upload(say)
        _show_template(plan, say)
        _show_demo(plan, inventory, say)
    with right:
        if given is None:
            _show_steps(plan, say)
            return
        try:
            result = _imported(given.getvalue(), plan, datum, date.today(), inventory)
        except PlanningError as problem:
            show_heading(say("“{name}”不能导入", name=given.name))
            show_problem(say("这份文件不能导入，没有改动任何载体。"), problem)
            return
        if result.faults:
            show_faults(result, given.name, say)
        else:
            show_preview(result, given.name, plan, inventory, say)


@lru_cache(maxsize=2)
def _imported(
    content: bytes, plan: Plan, datum: Datum, today: date, inventory: Inventory
) -> ImportResult:
    return import_carriers(content, plan, datum=datum, today=today, existing=inventory.carriers)


def _show_upload(say: Translator) -> tuple[Any, Datum]:
    show_heading(say("上传载体文件"))
    datum = st.radio(
        say("文件里的经纬度是"),
        list(DATUMS),
        format_func=lambda key: say(DATUMS[key]),
        key="carriers_datum",
    )
    key = f"carriers_file_{st.session_state.get(ROUND, 0)}_{say.language}"
    show_upload_label(key, say, most_mb=_MOST_MB, types=say.join([".xlsx", ".csv"]))
    given = st.file_uploader(
        say("Excel（.xlsx）或 CSV（UTF-8、GBK）"),
        type=["xlsx", "csv", "xls"],
        max_upload_size=_MOST_MB,
        key=key,
    )
    return given, datum


def _show_template(plan: Plan, say: Translator) -> None:
    st.download_button(
        say("下载模板"),
        data=partial(carrier_template, plan, say),
        file_name=f"{say('载体导入模板')}.xlsx",
        mime=KINDS["xlsx"].media_type,
        icon=":material/download:",
        on_click="ignore",
        key="carriers_template",
    )


def _show_demo(plan: Plan, inventory: Inventory, say: Translator) -> None:
    show_heading(say("演示数据"))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.number_input(
            say("个数"), min_value=1, max_value=_MOST_DEMO, value=1000, step=100, key="demo_count"
        )
        st.button(
            say("生成并替换全部载体"),
            on_click=partial(_make_demo, plan, inventory.version, say),
            key="make_demo",
        )
    show_hint(say("演示数据不是真实载体，到处都标明“演示数据”；可在载体清单里撤销或清除。"))


def _make_demo(plan: Plan, seen: str, say: Translator) -> None:
    count = int(st.session_state["demo_count"])
    change(
        lambda own: with_carriers(own, demo_carriers(plan, count), "replace"),
        say("生成演示数据 {count} 个", count=f"{count:,}"),
        failed=say("没有生成。"),
        seen=seen,
    )


def _show_steps(plan: Plan, say: Translator) -> None:
    """Draw what happens when a file is given, and which columns it may have."""
    show_heading(say("导入分三步"))
    steps = (
        say("下载模板填写，或直接上传已有的清单：列名不对的，会提示最接近的。"),
        say("先看预览：位置、重复、每个换算过的格子和换算的规则。"),
        say("有一处错误就全部不导入，逐格列出；没有错误再点“导入”，之后可以撤销。"),
    )
    items = joined(Markup("<li>{}</li>").format(step) for step in steps)
    st.html(Markup("<ol class='steps'>{}</ol>").format(items))
    show_heading(say("文件的列"))
    lon, lat = example_position(plan)
    heads = [say("列名"), say("必填"), say("单位"), say("怎么写")]
    rows = [
        [
            say(field.label),
            say("是") if field.required else "",
            say(field.unit) if field.unit else "",
            say(_WRITTEN[name], lon=lon, lat=lat),
        ]
        for name, field in FIELDS.items()
    ]
    st.html(plain_table(say("文件的列"), heads, rows))
