"""The start of every page: the frame they share, and which page is shown."""

import streamlit as st

from views import briefing, carriers, site_search, spatial_layout
from views.language import chosen_language, unknown_language
from views.markup import page_title, show_foot, show_frame, show_remark

say = chosen_language()
pages = [
    st.Page(spatial_layout.show, title=say("空间布局"), default=True),
    site_search.page(say),
    carriers.page(say),
    briefing.page(say),
]
page = st.navigation(pages, position="top")
st.set_page_config(page_title=page_title(page.title, say), page_icon="🗺️", layout="wide")
show_frame(say.language)
if asked := unknown_language():
    show_remark(say("地址中的 {parts} 不属于本规划，已忽略。", parts=f"lang={asked}"))
page.run()
show_foot(say)
