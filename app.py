"""The application: `liangji run` serves pages, map, layers and assets in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

import views
from services import routes
from views.streamlit_compat.page_head import PageHeadMiddleware
from views.warm_up import warm_up


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Make ready before the first visitor comes."""
    await run_in_threadpool(warm_up)
    yield


app = st.App(
    Path(views.__file__).with_name("main.py"),
    lifespan=lifespan,
    routes=routes.routes(),
    middleware=[Middleware(PageHeadMiddleware)],
)
