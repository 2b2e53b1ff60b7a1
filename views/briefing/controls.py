"""The side bar of 简报出图: size and language, layers, texts and release, logo and QR code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import streamlit as st

from briefings.brief import NEEDED_FOR_RELEASE, TEMPLATES, TEXT_NAMES, Release, Template
from briefings.paper.size import SIZES
from geo.plan import Plan
from geo.translation import LANGUAGE_NAMES, N_, Language, Translator
from layers.basemaps import BASEMAPS
from layers.catalogue import present
from layers.features import MapLayer
from views.briefing.link import BASE_VARIABLE, base_url
from views.briefing.settings import DPI_CHOICES, FIELD_NAMES, LANGUAGE_CHOICES, Settings
from views.briefing.state import SETTINGS
from views.briefing.uploads import logo_upload, master_upload
from views.language import language_switch
from views.markup import show_hint

_RELEASES: Final = {Release.INTERNAL: N_("内部资料"), Release.PUBLIC: N_("正式发布")}


def show_controls(plan: Plan, settings: Settings, titles: tuple[str, str], say: Translator) -> None:
    """Draw the side bar; `titles` are title and subtitle of the sheet where none is given."""
    with st.sidebar:
        language_switch(say)
        _format(settings, say)
        _layers(plan, settings, say)
        _texts(settings, titles, say)
        _pictures(settings, say)


def _format(settings: Settings, say: Translator) -> None:
    st.markdown(f"##### {say('幅面与语言')}")
    st.selectbox(
        say("幅面"),
        list(SIZES),
        format_func=lambda key: say(SIZES[key].title),
        **SETTINGS.bind("size", settings.size, say.language),
    )
    if SIZES[settings.size].on_paper:
        st.selectbox(
            say("PNG 分辨率"),
            list(DPI_CHOICES),
            format_func=lambda dpi: f"{dpi} dpi",
            help=say("PDF 和 SVG 是矢量，与分辨率无关。"),
            **SETTINGS.bind("dpi", settings.dpi, say.language),
        )
    spoken = settings.languages or (say.language,)
    st.segmented_control(
        say("图上文字"),
        list(LANGUAGE_CHOICES),
        format_func=lambda languages: _languages_name(languages, say),
        required=True,
        width="stretch",
        **SETTINGS.bind("languages", spoken, say.language),
    )


def _languages_name(languages: tuple[Language, ...], say: Translator) -> str:
    return LANGUAGE_NAMES[languages[0]] if len(languages) == 1 else say("双语")


def _layers(plan: Plan, settings: Settings, say: Translator) -> None:
    st.markdown(f"##### {say('图层')}")
    shown = present(plan)
    for layer in shown.values():
        st.checkbox(say(layer.title), **SETTINGS.bind_layer(layer.key, settings.layers))
    show_hint(_fixed_layers(TEMPLATES[settings.template], shown, say))
    st.selectbox(
        say("底图"),
        list(BASEMAPS),
        format_func=lambda key: say(BASEMAPS[key].title),
        **SETTINGS.bind("basemap", settings.basemap, say.language),
    )
    if BASEMAPS[settings.basemap].needs_key:
        st.text_input(
            say("天地图密钥（tk）"),
            type="password",
            help=say("在天地图网站申请；只在本次会话中使用，不写入地址。"),
            **SETTINGS.bind("basemap_key", settings.basemap_key, say.language),
        )


def _fixed_layers(template: Template, shown: Mapping[str, MapLayer], say: Translator) -> str:
    """Return which of the plan's layers a template draws, or leaves out, whatever is chosen."""

    def titles(keys: tuple[str, ...]) -> str:
        return say.join([say(shown[key].title) for key in keys if key in shown])

    always = say("本模板总是画出：{layers}", layers=titles(template.always))
    if not titles(template.never):
        return always
    return "　".join([always, say("不画：{layers}", layers=titles(template.never))])


def _texts(settings: Settings, titles: tuple[str, str], say: Translator) -> None:
    st.markdown(f"##### {say('用途与文字')}")
    st.segmented_control(
        say("用途"),
        list(_RELEASES),
        format_func=lambda release: say(_RELEASES[release]),
        required=True,
        width="stretch",
        label_visibility="collapsed",
        **SETTINGS.bind("release", settings.release, say.language),
    )
    shown = {"title": titles[0], "subtitle": titles[1]}
    for name in TEXT_NAMES:
        st.text_input(
            _label(name, settings, say),
            placeholder=shown.get(name),
            **SETTINGS.bind(name, getattr(settings, name), say.language),
        )
    st.date_input(
        _label("data_date", settings, say),
        value=None,
        min_value=date(2000, 1, 1),
        max_value=date.today(),
        format="YYYY-MM-DD",
        **SETTINGS.bind("data_date", settings.data_date, say.language),
    )


def _label(name: str, settings: Settings, say: Translator) -> str:
    """Return a field's label; for a public release it says which must be filled."""
    needed = settings.release is Release.PUBLIC and name in NEEDED_FOR_RELEASE
    label = say(FIELD_NAMES[name])
    return say("{label}（必填）", label=label) if needed else label


def _pictures(settings: Settings, say: Translator) -> None:
    st.markdown(f"##### {say('标志、二维码与模板')}")
    logo_upload(settings, say)
    st.toggle(
        say("二维码（扫码回到这张图的视图）"),
        disabled=not base_url(),
        **SETTINGS.bind("code", settings.code and bool(base_url()), say.language),
    )
    if not base_url():
        show_hint(
            say(
                "没有可用的访问地址，不能生成二维码：请管理员设置环境变量 {variable}（如 https://…）。",
                variable=BASE_VARIABLE,
            )
        )
    master_upload(settings, say)
