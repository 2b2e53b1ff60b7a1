"""What the tests ask of the map's client object, in the frame it lives in."""

from __future__ import annotations

from typing import Final, NamedTuple


class MapView(NamedTuple):
    """Centre (degrees, in the datum shown) and zoom of the map."""

    lat: float
    lon: float
    zoom: float


FREE_POINT: Final = """(shape) => {
  const box = shape.getBoundingClientRect();
  const near = [[0, 0], [6, 0], [-6, 0], [0, 6], [0, -6]];
  for (let y = box.top + 8; y < box.bottom; y += 4) {
    for (let x = box.left + 8; x < box.right; x += 4) {
      if (near.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === shape)) {
        return { x: x - box.left, y: y - box.top };
      }
    }
  }
  return null;
}"""
"""Where a shape can be clicked: circles and stations lie over it."""

SETTLED: Final = """(before) => {
  const { map } = LiangjiLiangdai.map;
  const { lat, lng } = map.getCenter();
  const at = new URL(parent.location.href).searchParams.get("at");
  return at !== before && at === `${lat.toFixed(5)},${lng.toFixed(5)},${map.getZoom()}`;
}"""
"""Whether the map is where the page's address says, and that is not where it said before."""

VIEW: Final = """() => {
  const { map } = LiangjiLiangdai.map;
  const { lat, lng } = map.getCenter();
  return [lat, lng, map.getZoom()];
}"""

LOOK_AT: Final = """(_, [lat, lon, zoom]) => {
  LiangjiLiangdai.map.map.setView([lat, lon], zoom, { animate: false });
}"""

IS_AT: Final = """([lat, lon, zoom]) => {
  const { map } = LiangjiLiangdai.map;
  const centre = map.getCenter();
  return Math.abs(centre.lat - lat) < 1e-4 && Math.abs(centre.lng - lon) < 1e-4
    && (zoom === null || map.getZoom() === zoom);
}"""
