"""Streamlit still speaks version 1 of the component protocol, with the page the map is on."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.streamlit_compat.release import SCRIPTS, VERSION, ships

_PAGE = """
import streamlit as st
from views.streamlit_compat.map_frame import show_map_frame
show_map_frame("plan_map_zh", "map/1/zh", {"zone": "a"}, key="map")
"""


@pytest.mark.parametrize(
    "word",
    [
        "isStreamlitMessage",
        "streamlit:render",
        "streamlit:componentReady",
        "streamlit:setComponentValue",
        "streamlit:setFrameHeight",
    ],
)
def test_the_browser_knows_the_words_of_the_protocol(word: str) -> None:
    assert ships(word), (
        f"{VERSION} no longer knows “{word}”: the map's frame stays empty; figures, card, chart "
        "and table stand as they are (views/streamlit_compat/map_frame.py, layers/client/bridge.js)"
    )


def test_the_frame_may_say_version_1() -> None:
    (script,) = SCRIPTS.glob("ComponentInstance.*.js")
    assert "Unrecognized component API version" in script.read_text("utf-8"), (
        f"{VERSION} no longer asks a frame for its version of the protocol: look whether version 1 "
        "is still spoken (layers/client/bridge.js)"
    )


def test_the_frame_is_of_the_same_origin_as_the_page() -> None:
    (script,) = SCRIPTS.glob("IFrameUtil.*.js")
    assert "allow-same-origin" in script.read_text("utf-8"), (
        f"{VERSION} keeps a component's frame from its page: the map no longer knows the window's "
        "height and writes no address (layers/client/bridge.js)"
    )


def test_the_frame_gets_a_relative_address_and_the_view() -> None:
    (frame,) = AppTest.from_string(_PAGE).run().main.children.values()
    proto = frame.proto
    told = (
        f"{VERSION} no longer hands a component's {{}} on as it is: the map's frame is looked for "
        "elsewhere or shows nothing (views/streamlit_compat/map_frame.py)"
    )
    assert proto.url == "map/1/zh", told.format("url")
    assert json.loads(proto.json_args)["view"] == {"zone": "a"}, told.format("arguments")
    assert proto.component_name.endswith("plan_map_zh"), told.format("name")
