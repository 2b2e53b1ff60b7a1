"""The type of a page in Streamlit's navigation.

`st.Page` returns it, but it has no public name (`streamlit.typing` leaves it out). Only annotations
need it: without it the pages say less of themselves and work as before.
"""

from __future__ import annotations

from streamlit.navigation.page import StreamlitPage

__all__ = ["StreamlitPage"]
