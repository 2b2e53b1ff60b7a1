"""What the server gives beside pages: versioned, kept for good, refused in plain words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from geo.crs import Datum
from geo.plan import Plan
from geo.translation import Language
from layers import catalogue
from layers.document import client_script
from services.routes import asset_addresses, layer_address, map_address, routes
from views.streamlit_compat.preload import preload_links

Edit = Callable[[str, Callable[[Any], object]], Path]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(address: str, **headers: str) -> Answer:
    """Ask the routes for an address, as a browser would."""
    path, _, query = address.partition("?")
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}",
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }
    asyncio.run(Starlette(routes=routes())(scope, receive, send))
    start, *parts = sent
    return Answer(
        start["status"],
        {name.decode().lower(): value.decode() for name, value in start["headers"]},
        b"".join(part.get("body", b"") for part in parts),
    )


def zones_address(plan: Plan, **changes: Any) -> str:
    asked: dict[str, Any] = {"language": Language.CHINESE, "datum": Datum.WGS84, **changes}
    return layer_address(plan, "zones", **asked)


@pytest.mark.parametrize("layer", list(catalogue.ALL))
@pytest.mark.parametrize("datum", list(Datum))
def test_every_layer_is_served_in_every_datum(plan: Plan, layer: str, datum: Datum) -> None:
    answer = get(layer_address(plan, layer, Language.ENGLISH, datum))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.body == catalogue.layer_json(plan, layer, Language.ENGLISH, datum)


def test_an_answer_may_be_kept_for_good(plan: Plan) -> None:
    assert "immutable" in get(zones_address(plan)).headers["cache-control"]


def test_a_browser_that_has_it_already_gets_nothing_again(plan: Plan) -> None:
    tag = get(zones_address(plan)).headers["etag"]
    again = get(zones_address(plan), if_none_match=tag)
    assert (again.status, again.body) == (304, b"")
    assert get(zones_address(plan), if_none_match=f"W/{tag}").status == 304


def test_a_browser_that_has_something_else_gets_it_whole(plan: Plan) -> None:
    assert get(zones_address(plan), if_none_match='"another"').status == 200


def test_two_datums_are_two_answers(plan: Plan) -> None:
    here, shifted = get(zones_address(plan)), get(zones_address(plan, datum=Datum.GCJ02))
    assert here.headers["etag"] != shifted.headers["etag"]


@pytest.mark.parametrize(
    "address",
    [
        "layers/{version}/zh/wgs84/nowhere.json",
        "layers/{version}/xx/wgs84/zones.json",
        "layers/{version}/zh/mars/zones.json",
        "layers/old/zh/wgs84/zones.json",
        "map/{version}/xx",
        "assets/{version}/nowhere.js",
        "assets/{version}/..%2F..%2Fapp.py",
        "assets",
        "layers/",
        "layers/{version}/zh/wgs84/zones",
        "map/{version}",
        "map/{version}/zh/more",
    ],
)
def test_an_address_of_nothing_is_refused(plan: Plan, address: str) -> None:
    assert get(address.format(version=catalogue.version(plan))).status == 404


@pytest.mark.parametrize("language", list(Language))
def test_the_page_of_the_map_asks_for_what_is_served(plan: Plan, language: Language) -> None:
    answer = get(map_address(plan, language))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    for address in asset_addresses(plan):
        assert f'"../../{address}"' in answer.body.decode()
        assert get(address).status == 200


def test_an_outdated_address_of_the_map_leads_to_the_one_of_now(plan: Plan) -> None:
    answer = get("map/old/zh?streamlitUrl=x")
    assert answer.status in (302, 307)
    now = map_address(plan, Language.CHINESE)
    assert answer.headers["location"] == f"../../{now}?streamlitUrl=x"


def test_the_client_is_served_as_it_is(plan: Plan) -> None:
    answer = get(f"assets/{catalogue.version(plan)}/map.js")
    assert answer.body.decode() == client_script()
    assert answer.headers["content-type"].startswith("text/javascript")


def test_nothing_is_guessed_from_content(plan: Plan) -> None:
    assert get(zones_address(plan)).headers["x-content-type-options"] == "nosniff"


def test_every_early_link_of_ours_is_served(plan: Plan) -> None:
    links = [link.split(">")[0].removeprefix("<./") for link in preload_links(plan).split(", ")]
    ours = [link for link in links if not link.startswith("static/")]
    assert len(ours) == 9
    assert [link for link in ours if get(link).status != 200] == []


def test_a_faulty_plan_is_said_and_not_kept(
    plan: Plan, data_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANGJI_DATA", str(data_directory))
    (data_directory / "zones.geojson").unlink()
    answer = get(zones_address(plan))
    assert answer.status == 503
    assert "zones.geojson" in answer.body.decode()
    assert answer.headers["cache-control"] == "no-store"


def test_changed_data_is_served_at_another_address(
    plan: Plan, data_directory: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANGJI_DATA", str(data_directory))
    assert get(zones_address(plan)).status == 200  # the same content has the same address

    def rename(zones: dict[str, Any]) -> None:
        zones["features"][0]["properties"]["name"] = "新名"

    edit("zones.geojson", rename)
    assert get(zones_address(plan)).status == 404
    moved = get("map/old/zh").headers["location"].removeprefix("../../").removesuffix("?")
    version = moved.split("/")[1]
    served = json.loads(get(f"layers/{version}/zh/wgs84/zones.json").body)
    assert "新名" in [feature["properties"]["label"]["text"] for feature in served["features"]]
