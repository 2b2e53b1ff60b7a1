"""Online tiles on a sheet: laid where they belong, or left out in time with a word about it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from briefings.box import Box
from briefings.brief import Brief
from briefings.ground import Ground
from briefings.paper import tiles
from briefings.paper.size import SIZES
from briefings.paper.tiles import TilesError, tiled_ground
from briefings.sheet import drawn
from geo.crs import Datum
from geo.plan import Plan
from geo.translation import Language
from layers import basemaps
from layers.basemaps import Basemap

GROUND = Ground(Box(0, 0, 300, 300), 142_000.0, 3_450_000.0, 30.0, 31.16, "EPSG:4549")


class _Server(BaseHTTPRequestHandler):
    """Answers /z/x/y.png with a tile whose colour is red = x, green = y (modulo 256)."""

    def do_GET(self) -> None:
        if self.path.startswith("/slow"):
            time.sleep(2)
        if self.path.startswith("/missing"):
            self.send_error(404)
            return
        _, x, y = self.path.removesuffix(".png").rsplit("/", 2)
        stream = BytesIO()
        Image.new("RGB", (256, 256), (int(x) % 256, int(y) % 256, 7)).save(stream, "PNG")
        body = b"no picture" if self.path.startswith("/broken") else stream.getvalue()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep the tests' output quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


def basemap(address: str, **changes: Any) -> Basemap:
    made = Basemap(
        "test", "测试底图", "", (f"{address}/{{z}}/{{x}}/{{y}}.png",), attribution="© 测试"
    )
    return replace(made, **changes)


def test_each_dot_shows_the_tile_that_lies_there(server: str) -> None:
    pixels = tiled_ground(GROUND, basemap(server), key="", unit=1.0)
    assert pixels.shape == (600, 600, 3)
    assert (pixels[..., 2] == 7).all()
    red, green = pixels[..., 0].astype(int), pixels[..., 1].astype(int)
    assert (np.diff(red[300]) >= 0).all(), "columns of tiles grow to the east"
    assert (np.diff(green[:, 300]) >= 0).all(), "rows of tiles grow to the south"
    assert red[300, -1] > red[300, 0]


def test_shifted_tiles_lie_where_their_datum_says(server: str) -> None:
    straight = tiled_ground(GROUND, basemap(server), key="", unit=1.0)
    shifted = tiled_ground(GROUND, basemap(server, datum=Datum.GCJ02), key="", unit=1.0)
    edge, moved = (
        int(np.argmax(np.diff(picture[300, :, 0].astype(int)))) for picture in (straight, shifted)
    )
    metres = (edge - moved) / 2 * GROUND.metres_per_point
    assert metres == pytest.approx(438, abs=60), "GCJ-02 lies some 438 m east of WGS-84 here"


@pytest.mark.parametrize("kind", ["missing", "broken"])
def test_tiles_that_do_not_come_are_said_in_one_sentence(server: str, kind: str) -> None:
    with pytest.raises(TilesError, match="测试底图未能加载（需要互联网），已用离线底图"):
        tiled_ground(GROUND, basemap(f"{server}/{kind}"), key="", unit=1.0)


def test_slow_tiles_are_not_waited_for(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "PATIENCE_S", 0.3)
    begun = time.monotonic()
    with pytest.raises(TilesError):
        tiled_ground(GROUND, basemap(f"{server}/slow"), key="", unit=1.0)
    assert time.monotonic() - begun < 1.5


def test_a_key_that_is_missing_is_asked_for() -> None:
    with pytest.raises(TilesError, match="天地图需要密钥"):
        tiled_ground(GROUND, basemaps.BASEMAPS["tianditu"], key="", unit=1.0)


def test_a_sheet_falls_back_to_the_offline_base(
    plan: Plan, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(basemaps.BASEMAPS, "osm", basemap(f"{server}/missing"))
    canvas = drawn(plan, Brief(basemap="osm"), SIZES["hd"])
    assert canvas.remarks == ["测试底图未能加载（需要互联网），已用离线底图"]
    names = {artist.get_gid() for artist in canvas.axes.get_children()}
    assert "tiles" not in names
    assert any(str(name).startswith("base:ground") for name in names)


def test_tiles_that_do_not_come_are_awaited_once_a_sheet_and_said_in_its_language(
    plan: Plan, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(basemaps.BASEMAPS, "osm", basemap(f"{server}/slow"))
    monkeypatch.setattr(tiles, "PATIENCE_S", 0.3)
    zones = tuple(f"zone/{zone}" for zone in plan.zones["zone_id"])
    brief = Brief("compare", zones, (Language.ENGLISH,), basemap="osm")
    (remark,) = drawn(plan, brief, SIZES["hd"]).remarks
    assert remark.endswith(
        "could not be loaded (it needs the internet); the offline basemap is used"
    )


def test_a_sheet_on_tiles_leaves_the_ground_to_them(
    plan: Plan, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(basemaps.BASEMAPS, "osm", basemap(server))
    canvas = drawn(plan, Brief(basemap="osm"), SIZES["hd"])
    assert canvas.remarks == []
    names = {str(artist.get_gid()) for artist in canvas.axes.get_children()}
    assert {"tiles", "attribution"} <= names
    assert not any(name.startswith("base:ground") for name in names)
    assert any(name.startswith("base:limit") for name in names)
