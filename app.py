"""The application: `streamlit run app.py` serves pages, map, layers and assets in one process."""

import streamlit as st

from views.routes import routes

app = st.App("views/main.py", routes=routes())
