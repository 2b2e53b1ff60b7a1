"""The Streamlit pages and the routes beside them: widgets, caches and addresses only."""
