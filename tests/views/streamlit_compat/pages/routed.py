"""An application under `/gis` with routes of its own: one says the path, one does not."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def ours(_request: Request) -> PlainTextResponse:
    """Answer as a route of ours."""
    return PlainTextResponse("ours")


app = st.App(
    Path(__file__).with_name("empty.py"),
    routes=[Route("/gis/full", ours), Route("/short", ours)],
)
