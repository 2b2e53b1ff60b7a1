"""The application: `streamlit run app.py` serves pages, map, layers and assets in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from views.preload import PreloadMiddleware
from views.routes import routes, warm_up


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Draw the plan before the first visitor comes."""
    await run_in_threadpool(warm_up)
    yield


app = st.App(
    "views/main.py",
    lifespan=lifespan,
    routes=routes(),
    middleware=[Middleware(PreloadMiddleware)],
)
