"""The application: `streamlit run app.py` serves pages, map, layers and assets in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from services import routes
from views.streamlit_compat.preload import PreloadMiddleware
from views.warm_up import warm_up


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Make ready before the first visitor comes."""
    await run_in_threadpool(warm_up)
    yield


app = st.App(
    "views/main.py",
    lifespan=lifespan,
    routes=routes.routes(),
    middleware=[Middleware(PreloadMiddleware)],
)
