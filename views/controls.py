"""The side bar: language, search, layers, basemap, sub-district."""

from __future__ import annotations

import os

import streamlit as st

from geo.plan import Plan
from layers.basemaps import BASEMAPS
from layers.catalogue import SWITCHABLE
from layers.language import Translator
from views.language import language_switch
from views.map_view import TIANDITU_KEY
from views.search import targets_by_id
from views.state import BASEMAP, FOCUS, SUBDISTRICT, choose_zone, layer_key


def show_controls(plan: Plan, say: Translator) -> None:
    """Draw the side bar."""
    with st.sidebar:
        language_switch(say)
        _search(plan, say)
        _layers(say)
        _subdistrict(plan, say)
        _basemap(say)


def _search(plan: Plan, say: Translator) -> None:
    targets = targets_by_id(plan)

    def found() -> None:
        target = targets.get(st.session_state[FOCUS] or "")
        if target is not None and target.zone_id:
            choose_zone(target.zone_id)

    st.selectbox(
        say("查找"),
        list(targets),
        index=None,
        format_func=lambda target_id: targets[target_id].label(say),
        placeholder=say("片区、园区、机构、站点、街道"),
        key=FOCUS,
        on_change=found,
    )
    chosen = targets.get(st.session_state[FOCUS] or "")
    if chosen is not None and chosen.lat is None:
        st.info(
            say("{name}：规划提及，位置未能核实，故不在图上绘出。", name=say.name(vars(chosen)))
        )


def _layers(say: Translator) -> None:
    st.markdown(f"##### {say('图层')}")
    for layer in SWITCHABLE.values():
        st.checkbox(say(layer.title), key=layer_key(layer.key))


def _subdistrict(plan: Plan, say: Translator) -> None:
    rows = {row["subdistrict_id"]: row for row in plan.subdistricts.to_dict("records")}
    st.selectbox(
        say("街道（镇）"),
        list(rows),
        index=None,
        format_func=lambda subdistrict_id: say.name(rows[subdistrict_id]),
        placeholder=say("全区"),
        key=SUBDISTRICT,
    )


def _basemap(say: Translator) -> None:
    st.radio(
        say("底图"),
        list(BASEMAPS),
        format_func=lambda key: say(BASEMAPS[key].title),
        captions=[say(basemap.note) for basemap in BASEMAPS.values()],
        key=BASEMAP,
    )
    if BASEMAPS[st.session_state[BASEMAP]].needs_key:
        st.text_input(
            say("天地图密钥（tk）"),
            value=os.environ.get("TIANDITU_KEY", ""),
            type="password",
            key=TIANDITU_KEY,
            help=say("在天地图网站申请；只在本次会话中使用，不写入地址。"),
        )
