"""`st.image` still hands a `data:` address on, and would still keep bytes elsewhere."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.views.streamlit_compat.release import VERSION

_PAGE = """
from io import BytesIO
import streamlit as st
from PIL import Image
from views.streamlit_compat.inline_picture import png_address
png = BytesIO()
Image.new("RGB", (2, 1)).save(png, "png")
st.session_state.address = png_address(png.getvalue())
st.image(st.session_state.address)
st.image(png.getvalue())
"""


def test_a_data_address_reaches_the_browser_as_it_is() -> None:
    page = AppTest.from_string(_PAGE).run()
    inline, packed = (element.proto.imgs[0].url for element in page.main.children.values())
    assert inline == page.session_state.address, (
        f"{VERSION} no longer hands data: addresses on: the preview is a media file again, which "
        "quick choices can break (views/streamlit_compat/inline_picture.py)"
    )
    assert inline.startswith("data:image/png;base64,")
    assert not packed.startswith("data:"), (
        f"{VERSION} sends pictures inside the page by itself: "
        "views/streamlit_compat/inline_picture.py is no longer needed"
    )
