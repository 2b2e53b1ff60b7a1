"""An empty Streamlit page: the least a browser has to load."""

import streamlit as st

st.write("空白页")
