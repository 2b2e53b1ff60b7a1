"""The side bar: language, search, layers, sub-district, basemap."""

from __future__ import annotations

import os

import streamlit as st
from markupsafe import Markup

from briefings.cards.markup import joined
from geo.plan import Plan
from geo.translation import Translator
from layers.basemaps import BASEMAPS
from layers.catalogue import SWITCHABLE, present
from views.address import View
from views.language import language_switch
from views.map_view import TIANDITU_KEY
from views.markup import show_remark
from views.search import layers_not_listed, targets_by_id
from views.state import VIEW, change


def show_controls(plan: Plan, view: View, say: Translator) -> None:
    """Draw the side bar."""
    with st.sidebar:
        language_switch(say)
        _search(plan, view, say)
        _layers(plan, view, say)
        if len(plan.subdistricts):
            _subdistrict(plan, view, say)
        _basemap(view, say)


def show_waiting_controls(say: Translator) -> None:
    """Keep the side bar's place while the map is drawn: widgets load slower than it."""
    parts = [say("查找"), say("图层"), say("街道（镇）"), say("底图")]
    items = joined(Markup("<p>{}</p><div></div>").format(part) for part in parts)
    st.sidebar.html(Markup("<div class='waiting' aria-hidden='true'>{}</div>").format(items))


def _search(plan: Plan, view: View, say: Translator) -> None:
    targets = targets_by_id(plan)
    left_out = say.join([say(kind) for kind in layers_not_listed(plan)])
    bound = VIEW.bind("focus", view.focus, say.language)

    def found() -> None:
        bound["on_change"]()
        target = targets.get(st.session_state[bound["key"]] or "")
        if target is None:
            return
        if target.zone_id:
            change(zone=target.zone_id)
        if target.lat is not None and target.layer in SWITCHABLE:
            VIEW.show_layer(target.layer)

    st.selectbox(
        say("查找"),
        list(targets),
        index=None,
        format_func=lambda target_id: targets[target_id].label(say),
        placeholder=say("名称") if plan.subdistricts.empty else say("片区、机构、站点、街道"),
        help=say("{kinds}数量过多，未列入。", kinds=left_out) if left_out else None,
        key=bound["key"],
        on_change=found,
    )
    chosen = targets.get(view.focus or "")
    if chosen is not None and chosen.lat is None:
        show_remark(
            say("{name}：规划提及，位置未能核实，故不在图上绘出。", name=say.name(vars(chosen)))
        )


def _layers(plan: Plan, view: View, say: Translator) -> None:
    st.markdown(f"##### {say('图层')}")
    for layer in present(plan).values():
        st.checkbox(say(layer.title), **VIEW.bind_layer(layer.key, view.layers))


def _subdistrict(plan: Plan, view: View, say: Translator) -> None:
    rows = {row["subdistrict_id"]: row for row in plan.subdistricts.to_dict("records")}
    st.selectbox(
        say("街道（镇）"),
        list(rows),
        index=None,
        format_func=lambda subdistrict_id: say.name(rows[subdistrict_id]),
        placeholder=say("全区"),
        **VIEW.bind("subdistrict", view.subdistrict, say.language),
    )


def _basemap(view: View, say: Translator) -> None:
    st.radio(
        say("底图"),
        list(BASEMAPS),
        format_func=lambda key: say(BASEMAPS[key].title),
        captions=[say(basemap.note) for basemap in BASEMAPS.values()],
        **VIEW.bind("basemap", view.basemap, say.language),
    )
    if BASEMAPS[view.basemap].needs_key:
        st.text_input(
            say("天地图密钥（tk）"),
            value=os.environ.get("TIANDITU_KEY", ""),
            type="password",
            key=TIANDITU_KEY,
            help=say("在天地图网站申请；只在本次会话中使用，不写入地址。"),
        )
