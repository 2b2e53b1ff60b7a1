"""Routes of the map: its page, its layers' features, its scripts.

Addresses carry a version, so a browser keeps what it has for good and asks only for what is new.
Everything comes from this process; nothing from another host.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from xstatic.pkg import leaflet

from geo.crs import Datum
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import Language
from layers import catalogue
from layers.document import client_script, client_style, page, plan_map
from services.plans import current_plan

_LEAFLET: Final = Path(leaflet.BASE_DIR)
_FOREVER: Final = "public, max-age=31536000, immutable"


def map_address(plan: Plan, language: Language) -> str:
    """Return the address of the map's page, relative to the application's root."""
    return f"map/{catalogue.version(plan)}/{language}"


def layer_address(plan: Plan, layer: str, language: Language, datum: Datum | str) -> str:
    """Return the address of a layer's features, relative to the application's root."""
    return f"layers/{catalogue.version(plan)}/{language}/{datum}/{layer}.json"


def asset_addresses(plan: Plan) -> list[str]:
    """Return the addresses of the map's scripts, then its style sheets, in their order."""
    versions = {"leaflet": leaflet.VERSION, "map": catalogue.version(plan)}
    return [f"assets/{versions[name.split('.')[0]]}/{name}" for name in _ASSETS]


def _response(request: Request, content: bytes, media_type: str) -> Response:
    """Answer with the content, or with 304 where the browser has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": _FOREVER, "X-Content-Type-Options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


@lru_cache(maxsize=8)
def _page(plan: Plan, language: Language) -> bytes:
    root = "../.."
    assets = [f"{root}/{address}" for address in asset_addresses(plan)]
    figure = plan_map(
        plan,
        language,
        scripts=[address for address in assets if address.endswith(".js")],
        styles=[address for address in assets if address.endswith(".css")],
        layers_url=f"{root}/{layer_address(plan, '{layer}', language, '{datum}')}",
    )
    return page(figure).encode()


@lru_cache(maxsize=64)
def _layer(plan: Plan, key: str, language: Language, datum: Datum) -> bytes:
    return catalogue.layer_json(plan, key, language, datum)


async def map_page(request: Request) -> Response:
    """Serve the map's page in one language."""
    try:
        language = Language(request.path_params["language"])
        plan = await run_in_threadpool(current_plan)
    except ValueError as problem:
        return _refusal(problem)
    if request.path_params["version"] != catalogue.version(plan):
        return RedirectResponse(f"../../{map_address(plan, language)}?{request.url.query}")
    return _response(request, await run_in_threadpool(_page, plan, language), "text/html")


async def layer_file(request: Request) -> Response:
    """Serve one layer's features as GeoJSON."""
    names = request.path_params
    try:
        language, datum = Language(names["language"]), Datum(names["datum"])
        plan = await run_in_threadpool(current_plan)
    except ValueError as problem:
        return _refusal(problem)
    key = names["layer"]
    if key not in catalogue.ALL or names["version"] != catalogue.version(plan):
        return PlainTextResponse("没有这个图层，或数据已更新：请刷新页面", status_code=404)
    content = await run_in_threadpool(_layer, plan, key, language, datum)
    return _response(request, content, "application/geo+json")


def _refusal(problem: ValueError) -> Response:
    if isinstance(problem, PlanningError):
        return PlainTextResponse(
            str(problem), status_code=503, headers={"Cache-Control": "no-store"}
        )
    return PlainTextResponse("没有这个地址", status_code=404)


_ASSETS: Final[dict[str, tuple[str, bytes]]] = {
    "leaflet.js": ("text/javascript", (_LEAFLET / "leaflet.js").read_bytes()),
    "leaflet.css": ("text/css", (_LEAFLET / "leaflet.css").read_bytes()),
    "map.js": ("text/javascript", client_script().encode()),
    "map.css": ("text/css", client_style().encode()),
}


async def asset(request: Request) -> Response:
    """Serve a script or style sheet of the map."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        return PlainTextResponse("没有这个文件", status_code=404)
    media_type, content = _ASSETS[name]
    return _response(request, content, media_type)


async def nothing(_request: Request) -> Response:
    """Refuse what is not there; Streamlit would answer any path with its page."""
    return PlainTextResponse("没有这个地址", status_code=404)


def warm_up() -> None:
    """Draw what the first visitor will ask for; a faulty plan is left for the page to report."""
    try:
        plan = current_plan()
    except PlanningError:
        return
    for language in Language:
        _page(plan, language)
        for key in catalogue.ALL:
            _layer(plan, key, language, Datum.WGS84)


def base_path() -> str:
    """Return the path the application is served under (`server.baseUrlPath`), with its slash."""
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def routes() -> list[BaseRoute]:
    """Return the routes to mount beside the pages."""
    base = base_path()
    return [
        Route(f"{base}/map/{{version}}/{{language}}", map_page),
        Route(f"{base}/layers/{{version}}/{{language}}/{{datum}}/{{layer}}.json", layer_file),
        Route(f"{base}/assets/{{version}}/{{name}}", asset),
        *(
            Route(f"{base}/{start}{rest}", nothing)
            for start in ("map", "layers", "assets")
            for rest in ("", "/{rest:path}")
        ),
    ]
