"""What the browser is told to fetch early is what the page will really ask for.

Read from the answer as the browser gets it: a `Link` header, and what is put into the page's head.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send
from xstatic.pkg import leaflet

from geo.plan import Plan
from geo.translation import Language
from layers import catalogue
from services.routes import map_address
from views.streamlit_compat.page_head import PageHeadMiddleware
from views.streamlit_compat.preload import preload_links

STATIC: Final = Path(streamlit.__file__).parent / "static"
PAGE: Final = b"<!doctype html><html><head><title>x</title></head><body>y</body></html>"
NAVIGATION: Final = {"accept": "text/html,*/*;q=0.8", "sec-fetch-dest": "document"}


class Answer(NamedTuple):
    """What came back through the middleware."""

    headers: dict[str, str]
    body: bytes


def answer(
    path: str = "/",
    *,
    media_type: str = "text/html; charset=utf-8",
    parts: tuple[bytes, ...] = (PAGE,),
    asked: dict[str, str] = NAVIGATION,
) -> Answer:
    """Return what a browser gets of an application that answers with `parts`."""
    sent: list[Message] = []

    async def application(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [
            (b"content-type", media_type.encode()),
            (b"content-length", str(len(b"".join(parts))).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, part in enumerate(parts, start=1):
            more = number < len(parts)
            await send({"type": "http.response.body", "body": part, "more_body": more})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(name.encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    asyncio.run(PageHeadMiddleware(application)(scope, receive, send))
    start, *rest = sent
    return Answer(
        {name.decode().lower(): value.decode() for name, value in start["headers"]},
        b"".join(part["body"] for part in rest),
    )


def linked() -> list[str]:
    """Return the addresses that the `Link` header names."""
    return re.findall(r"<\./([^>]+)>; rel=prefetch", answer().headers["link"])


def named_in_the_head() -> list[str]:
    """Return the addresses that were put into the page's head."""
    return re.findall(r'(?:src|href)="\./([^"]+)"', answer().body.decode())


def scripts_of_streamlit() -> list[str]:
    return [name for name in [*linked(), *named_in_the_head()] if name.startswith("static/")]


def test_every_link_is_relative_and_a_prefetch(plan: Plan) -> None:
    links = preload_links(plan).split(", ")
    assert all(re.fullmatch(r"<\./[\w./-]+>; rel=prefetch", link) for link in links)
    assert len(set(links)) == len(links)


def test_every_script_of_streamlit_exists() -> None:
    assert scripts_of_streamlit()
    assert [name for name in scripts_of_streamlit() if not (STATIC / name).is_file()] == []


@pytest.mark.parametrize("element", ["ComponentInstance", "Html"])
def test_the_scripts_of_what_is_shown_first_are_found_in_this_release(element: str) -> None:
    names = [name.removeprefix("static/js/") for name in scripts_of_streamlit()]
    assert [name for name in names if name.startswith(f"{element}.")]


def test_scripts_the_page_loads_anyway_are_not_named_again() -> None:
    page = (STATIC / "index.html").read_text("utf-8")
    names = [name.removeprefix("static/js/") for name in scripts_of_streamlit()]
    assert [name for name in names if name in page] == []


def test_leaflet_is_named_with_its_own_version() -> None:
    assert f"assets/{leaflet.VERSION}/leaflet.js" in linked()
    assert f"assets/{leaflet.VERSION}/leaflet.css" in linked()


def test_the_client_is_named_with_the_version_of_the_map(plan: Plan) -> None:
    version = catalogue.version(plan)
    assert f"assets/{version}/map.js" in linked()
    assert f"assets/{version}/map.css" in linked()


def test_the_layers_shown_first_and_the_base_are_named_with_the_version_of_the_map(
    plan: Plan,
) -> None:
    version = catalogue.version(plan)
    assert [name for name in linked() if name.startswith("layers/")] == [
        f"layers/{version}/zh/wgs84/{layer}.json"
        for layer in ("zones", "capacity", "metro", "parks", "base")
    ]


def test_the_page_carries_the_links_and_is_otherwise_whole(plan: Plan) -> None:
    page = answer()
    assert page.headers["link"] == preload_links(plan)
    assert page.headers["content-length"] == str(len(page.body))
    head, foot = PAGE.split(b"</head>")
    assert page.body.startswith(head)
    assert page.body.endswith(b"</head>" + foot)


def test_a_page_that_comes_in_parts_is_whole() -> None:
    assert answer(parts=(PAGE[:20], PAGE[20:45], PAGE[45:])).body == answer().body


@pytest.mark.parametrize("media_type", ["application/json", "text/javascript", "image/png"])
def test_other_answers_pass_as_they_are(media_type: str) -> None:
    other = answer(media_type=media_type)
    assert "link" not in other.headers
    assert other.body == PAGE


@pytest.mark.parametrize(
    "asked",
    [
        {"accept": "text/html,*/*;q=0.8", "sec-fetch-dest": "iframe"},
        {"accept": "text/html,*/*;q=0.8"},
    ],
    ids=["over https", "over plain http, where browsers send no sec-fetch-dest"],
)
def test_the_page_of_the_map_passes_as_it_is(plan: Plan, asked: dict[str, str]) -> None:
    map_page = answer(f"/{map_address(plan, Language.CHINESE)}", asked=asked)
    assert "link" not in map_page.headers
    assert map_page.body == PAGE


def test_a_browser_that_says_nothing_of_itself_gets_the_page() -> None:
    assert answer(asked={}).body.endswith(b"<body>y</body></html>")


def test_a_faulty_plan_leaves_the_page_without_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIANGJI_DATA", str(tmp_path))
    page = answer()
    assert "link" not in page.headers
    assert page.body.endswith(b"<body>y</body></html>")


def test_a_page_without_a_map_fetches_nothing_of_it_and_is_told_where_the_root_is() -> None:
    other = answer("/briefing")
    assert "link" not in other.headers
    assert b"modulepreload" not in other.body
    assert b'BACKEND_BASE_URL: new URL("./", location.href).href' in other.body
    assert int(other.headers["content-length"]) == len(other.body)
    assert b"BACKEND_BASE_URL" not in answer("/").body


def test_the_map_is_hinted_at_under_a_path_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.streamlit_compat.page_head.base_path", lambda: "/gis")
    assert "link" in answer("/gis/").headers
    assert "link" in answer("/gis").headers
    assert "link" not in answer("/gis/briefing").headers
