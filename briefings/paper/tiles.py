"""Online tiles beneath a sheet's map, when they are chosen and come in time.

Tiles are web Mercator, in their own datum; a sheet is in its plan's metric CRS. So every dot of the
map asks which dot of the tiles lies there. Whatever does not come in time leaves the sheet with the
offline base.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as TooLate
from io import BytesIO
from math import ceil, floor, pi
from typing import Final
from urllib.parse import quote

import numpy as np
import requests
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from briefings.ground import Ground
from geo.crs import Datum, convert_coordinates
from geo.errors import PlanningError
from geo.translation import N_, Language, Translator
from layers.basemaps import Basemap

PATIENCE_S: Final = 6.0
"""How long a sheet waits for all its tiles together."""
_MOST_TILES: Final = 150
_TILE_PX: Final = 256
_DOTS_PER_POINT: Final = 2.0
_GRID: Final = 33
_HEADERS: Final = {"User-Agent": "liangji-liangdai"}

Pixels = NDArray[np.uint8]
Coordinates = NDArray[np.float64]


class TilesError(PlanningError):
    """Online tiles are not to be had: no network, no key, or too slow. It speaks any language."""

    def __init__(self, message: str, basemap: Basemap) -> None:
        self._message, self._basemap = message, basemap
        super().__init__(self.said(Translator(Language.CHINESE)))

    def said(self, say: Translator) -> str:
        """Return what is wrong, in one language."""
        return say(self._message, basemap=say(self._basemap.title))


def tiled_ground(ground: Ground, basemap: Basemap, *, key: str, unit: float) -> Pixels:
    """Return a map's ground as a picture (rows from the north, columns, RGB) made of tiles.

    Raises `TilesError` when they cannot all be had within `PATIENCE_S`.
    """
    if basemap.needs_key and not key:
        raise TilesError(N_("{basemap}需要密钥（tk）：请填写，或用离线底图"), basemap)
    wanted = round(ground.zoom(unit) + 0.8)
    for zoom in range(min(wanted, basemap.max_native_zoom), 0, -1):
        places = _tile_places(ground, basemap.datum, zoom)
        first, last = np.floor(places.min(axis=0)), np.floor(places.max(axis=0))
        across, down = (int(count) + 1 for count in last - first)
        if across * down * len(basemap.tiles) <= _MOST_TILES:
            break
    mosaic = np.full((down * _TILE_PX, across * _TILE_PX, 3), 255, dtype=np.uint8)
    spots = [
        (int(first[0]) + column, int(first[1]) + row)
        for row in range(down)
        for column in range(across)
    ]
    for (column, row), tile in _fetched(basemap, key, zoom, spots).items():
        top, left = (row - int(first[1])) * _TILE_PX, (column - int(first[0])) * _TILE_PX
        mosaic[top : top + _TILE_PX, left : left + _TILE_PX] = tile
    return _resampled(mosaic, (places - first) * _TILE_PX, ground)


def _tile_places(ground: Ground, datum: Datum, zoom: int) -> Coordinates:
    """Return where a grid over the map lies in the tiles' scheme: columns and rows, fractional."""
    west, south, east, north = ground.extent().bounds
    x, y = np.meshgrid(np.linspace(west, east, _GRID), np.linspace(north, south, _GRID))
    lon, lat = ground.degrees(x.ravel(), y.ravel())
    shifted = convert_coordinates(np.column_stack([lon, lat]), Datum.WGS84, datum)
    across = (shifted[:, 0] + 180.0) / 360.0
    down = (1.0 - np.arcsinh(np.tan(np.radians(shifted[:, 1]))) / pi) / 2.0
    return np.asarray(np.column_stack([across, down]) * 2.0**zoom)


def _fetched(
    basemap: Basemap, key: str, zoom: int, spots: list[tuple[int, int]]
) -> dict[tuple[int, int], Pixels]:
    """Return the tiles by column and row, their layers one over the other."""
    pool = ThreadPoolExecutor(max_workers=8)
    try:
        with requests.Session() as session:
            waiting = {
                pool.submit(_tile, session, basemap, key, (zoom, *spot)): spot for spot in spots
            }
            return {
                waiting[done]: done.result() for done in as_completed(waiting, timeout=PATIENCE_S)
            }
    except (requests.RequestException, UnidentifiedImageError, OSError, TooLate) as problem:
        raise TilesError(N_("{basemap}未能加载（需要互联网），已用离线底图"), basemap) from problem
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _tile(
    session: requests.Session, basemap: Basemap, key: str, place: tuple[int, int, int]
) -> Pixels:
    zoom, x, y = place
    whole = Image.new("RGBA", (_TILE_PX, _TILE_PX), "white")
    server = basemap.subdomains[(x + y) % len(basemap.subdomains)] if basemap.subdomains else ""
    for template in basemap.tiles:
        address = template.format(x=x, y=y, z=zoom, s=server, key=quote(key, ""))
        answer = session.get(
            address, timeout=PATIENCE_S, headers={"User-Agent": "liangji-liangdai"}
        )
        answer.raise_for_status()
        with Image.open(BytesIO(answer.content), formats=("PNG", "JPEG", "WEBP")) as picture:
            layer = picture.convert("RGBA").resize((_TILE_PX, _TILE_PX))
        whole = Image.alpha_composite(whole, layer)
    return np.asarray(whole.convert("RGB"))


def _resampled(mosaic: Pixels, grid: Coordinates, ground: Ground) -> Pixels:
    """Return the dots of the map: where each lies in the mosaic is interpolated from the grid."""
    width = ceil(ground.box.width * _DOTS_PER_POINT)
    height = ceil(ground.box.height * _DOTS_PER_POINT)
    columns = _stretched(grid[:, 0].reshape(_GRID, _GRID), width, height)
    rows = _stretched(grid[:, 1].reshape(_GRID, _GRID), width, height)
    limit_y, limit_x = mosaic.shape[0] - 2, mosaic.shape[1] - 2
    left = np.clip(np.floor(columns - 0.5), 0, limit_x).astype(int)
    top = np.clip(np.floor(rows - 0.5), 0, limit_y).astype(int)
    right = np.clip(columns - 0.5 - left, 0, 1)[..., None]
    low = np.clip(rows - 0.5 - top, 0, 1)[..., None]
    upper = mosaic[top, left] * (1 - right) + mosaic[top, left + 1] * right
    lower = mosaic[top + 1, left] * (1 - right) + mosaic[top + 1, left + 1] * right
    return np.asarray(np.rint(upper * (1 - low) + lower * low), dtype=np.uint8)


def _stretched(values: Coordinates, width: int, height: int) -> Coordinates:
    """Return a coarse grid as one value a dot, linearly between its points."""
    rows = np.linspace(0, _GRID - 1, height)
    columns = np.linspace(0, _GRID - 1, width)
    across = np.array([np.interp(columns, np.arange(_GRID), row) for row in values])
    top = np.clip(np.array([floor(row) for row in rows]), 0, _GRID - 2)
    share = (rows - top)[:, None]
    return np.asarray(across[top] * (1 - share) + across[top + 1] * share)
