"""What the server gives besides pages: layers, scripts and the map's page, over plain HTTP."""

from __future__ import annotations

import gzip
import json
import re
import urllib.request
from email.message import Message
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urljoin

import pytest

from geo.crs import Datum
from geo.plan import SHIPPED, read_plan
from layers import catalogue

VERSION = catalogue.version(read_plan(SHIPPED))
LAYERS = ("zones", "capacity", "metro", "parks", "places", "base")


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: Message
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows redirects instead of following them."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask(address: str, **headers: str) -> Answer:
    """Ask for an address with headers (`if_none_match` for If-None-Match)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=named)  # noqa: S310 - our own server
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=20) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except HTTPError as refusal:
        return Answer(refusal.code, refusal.headers, refusal.read())


def layer(app: str, key: str = "zones", version: str = VERSION, path: str = "zh/wgs84") -> str:
    return f"{app}/layers/{version}/{path}/{key}.json"


@pytest.mark.parametrize("key", LAYERS)
def test_layer_file_is_geojson_with_features_that_have_ids_and_geometry(app: str, key: str) -> None:
    answer = ask(layer(app, key))
    assert answer.status == 200
    assert answer.headers.get_content_type() == "application/geo+json"
    collection = json.loads(answer.body)
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert feature["id"]
        assert feature["geometry"]["coordinates"]


def test_layer_file_in_gcj02_lies_to_the_south_east_of_the_one_in_wgs84(app: str) -> None:
    corners = {}
    for datum in (Datum.WGS84, Datum.GCJ02):
        collection = json.loads(ask(layer(app, path=f"zh/{datum}")).body)
        corners[datum] = collection["features"][0]["geometry"]["coordinates"][0][0]
    assert 0.004 < corners[Datum.GCJ02][0] - corners[Datum.WGS84][0] < 0.005
    assert -0.0025 < corners[Datum.GCJ02][1] - corners[Datum.WGS84][1] < -0.0015


def test_layer_file_may_be_kept_for_good_and_is_not_sent_twice(app: str) -> None:
    first = ask(layer(app))
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    tag = first.headers["ETag"]
    assert re.fullmatch(r'(W/)?"\w+"', tag)
    again = ask(layer(app), if_none_match=tag)
    assert again.status == 304
    assert again.body == b""
    assert again.headers["ETag"] == tag
    other = ask(layer(app), if_none_match='"something-else"')
    assert other.status == 200


def test_layer_file_is_zipped_where_the_browser_accepts_it(app: str) -> None:
    plain, zipped = ask(layer(app)), ask(layer(app), accept_encoding="gzip")
    assert plain.headers["Content-Encoding"] is None
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in zipped.headers["Vary"]
    assert gzip.decompress(zipped.body) == plain.body
    assert len(zipped.body) < len(plain.body) / 2


def test_english_layer_file_has_english_names(app: str) -> None:
    chinese, english = ask(layer(app)).body.decode(), ask(layer(app, path="en/wgs84")).body.decode()
    assert "徐汇滨江" in chinese
    assert "Xuhui Riverside" in english


@pytest.mark.parametrize(
    ("key", "version", "path"),
    [
        ("zones", "000000000000-00000000", "zh/wgs84"),
        ("secrets", VERSION, "zh/wgs84"),
        ("zones", VERSION, "fr/wgs84"),
        ("zones", VERSION, "zh/epsg3857"),
        ("zones", VERSION, "zh/{datum}"),
    ],
    ids=["old version", "unknown layer", "unknown language", "unknown datum", "unfilled datum"],
)
def test_layer_that_does_not_exist_is_not_found(
    app: str, key: str, version: str, path: str
) -> None:
    answer = ask(layer(app, key, version, path))
    assert answer.status == 404
    assert b"Traceback" not in answer.body
    assert "immutable" not in (answer.headers["Cache-Control"] or "")


def test_map_page_of_an_old_version_leads_to_the_one_of_now(app: str) -> None:
    old = ask(f"{app}/map/old-version/en?streamlitUrl=x")
    assert old.status in (302, 303, 307)
    where = urljoin(f"{app}/map/old-version/en", old.headers["Location"])
    assert where == f"{app}/map/{VERSION}/en?streamlitUrl=x"
    assert ask(where).status == 200


def test_map_page_names_only_addresses_of_this_server(app: str) -> None:
    html = ask(f"{app}/map/{VERSION}/zh").body.decode()
    sources = re.findall(r"""(?:src|href)=["']([^"']+)["']""", html)
    assert len(sources) == 4
    for source in sources:
        assert source.startswith("../../assets/")
        assert ask(urljoin(f"{app}/map/{VERSION}/zh", source)).status == 200


TRICKS = (
    "assets/x/..%2f..%2fapp.py",
    "assets/x/..%2F..%2F..%2Fetc%2Fpasswd",
    "assets/x/%2e%2e%2fapp.py",
    "assets/x/..%5c..%5capp.py",
    "assets/x/../../app.py",
    "assets/x/map.js%00.css",
    f"layers/{VERSION}/zh/wgs84/..%2f..%2fzones.json",
    f"layers/{VERSION}/zh/wgs84/%2fetc%2fpasswd.json",
    f"layers/{VERSION}/zh%2f..%2fen/wgs84/zones.json",
    f"map/{VERSION}/zh%2f..%2f..%2fapp.py",
    "map/%2f%2fevil.example/zh%2f..",
)


@pytest.mark.parametrize("path", TRICKS)
def test_path_that_tries_to_leave_its_place_gets_nothing(app: str, path: str) -> None:
    answer = ask(f"{app}/{path}")
    assert b"st.App" not in answer.body
    assert b"root:" not in answer.body
    # Streamlit answers an address it does not know with the application's page.
    assert answer.status in (400, 403, 404) or answer.body == ask(f"{app}/").body


def test_old_map_address_cannot_be_made_to_lead_to_another_host(app: str) -> None:
    answer = ask(f"{app}/map/%5cevil.example/zh?x=//evil.example")
    where = urljoin(f"{app}/map/x/zh", answer.headers["Location"] or "")
    assert where.startswith(f"{app}/")


def test_page_tells_the_browser_early_what_the_map_will_need(app: str) -> None:
    link = ask(f"{app}/", accept="text/html").headers["Link"]
    addresses = re.findall(r"<\./([^>]+)>; rel=prefetch", link)
    assert {f"layers/{VERSION}/zh/wgs84/{key}.json" for key in ("zones", "base")} <= set(addresses)
    for address in addresses:
        assert ask(f"{app}/{address}").status == 200
