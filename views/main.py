"""Every page starts here: the frame they share, and which page is shown."""

import streamlit as st

from views import briefing, carriers, site_search, spatial_layout
from views.language import chosen_language, unknown_language
from views.markup import show_foot, show_frame, show_remark

say = chosen_language()
st.set_page_config(page_title=say("两极两带 · 人工智能空间布局"), page_icon="🗺️", layout="wide")
show_frame(say.language)
if asked := unknown_language():
    show_remark(say("地址中的 {parts} 不属于本规划，已忽略。", parts=f"lang={asked}"))
pages = [
    st.Page(spatial_layout.show, title=say("空间布局"), default=True),
    site_search.page(say),
    carriers.page(say),
    briefing.page(say),
]
st.navigation(pages, position="top").run()
show_foot(say)
