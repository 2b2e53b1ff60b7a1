"""Every reliance on Streamlit's internals and on the DOM it draws, each with a contract test."""
