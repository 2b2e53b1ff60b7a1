"""The map's own page in a frame of the page: Streamlit's component protocol, version 1.

A component declared with a relative `url` resolves against the page; with a constant `key` and
`url` its frame survives reruns, so the map is loaded once. The page sends `streamlit:render`; the
frame (`layers/client/bridge.js`) answers with `componentReady`, `setFrameHeight` and
`setComponentValue`. A value equal to the last one is not sent again, so every message has an id.
Without the protocol there is no map; figures, card, chart and table stand as they are.

Components of version 2 have no frame: the map would share the page's style sheets and scripts, or
need a frame and a protocol of ours within the component, and one more part of Streamlit's bundle
before it can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st
from streamlit.components.v1 import declare_component

_FIRST_HEIGHT_PX: Final = 560
"""Until the map says how much the window leaves it."""


def show_map_frame(
    name: str,
    address: str,
    view: Mapping[str, Any],
    *,
    key: str,
    hear: Callable[[Mapping[str, Any]], None] | None = None,
) -> None:
    """Draw the page at `address`, relative to the application's root, and have it show a view.

    `name` is the frame's title. `hear` takes each message of the map before the next run.
    """

    def take() -> None:
        message = st.session_state.get(key)
        if hear is not None and isinstance(message, dict):
            hear(message)

    component = declare_component(name, url=address)
    component(view=view, height=_FIRST_HEIGHT_PX, key=key, default=None, on_change=take)
