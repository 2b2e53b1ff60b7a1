"""The ground beneath the plan: our own offline base, or tiles from the internet when chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from geo.crs import Datum
from geo.translation import N_, Translator

OFFLINE: Final = "offline"
OSM_ATTRIBUTION: Final = "© OpenStreetMap contributors"


@dataclass(frozen=True)
class Basemap:
    """A choice of ground. `tiles` are URL templates, drawn one over the other; none is offline.

    `datum` is that of the tiles: what is drawn over them is shifted to it. `{key}` in a template
    stands for the user's own key.
    """

    key: str
    title: str
    note: str
    tiles: tuple[str, ...] = ()
    datum: Datum = Datum.WGS84
    subdomains: str = ""
    max_native_zoom: int = 18
    attribution: str = ""

    @property
    def needs_key(self) -> bool:
        """Whether the user must give a key of their own."""
        return any("{key}" in url for url in self.tiles)


def _tianditu(layer: str) -> str:
    return (
        f"https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile"
        f"&VERSION=1.0.0&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
        "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
    )


BASEMAPS: Final[dict[str, Basemap]] = {
    basemap.key: basemap
    for basemap in (
        Basemap(OFFLINE, N_("离线底图"), N_("随附数据绘制，不需要互联网")),
        Basemap(
            "tianditu",
            N_("天地图"),
            N_("需要互联网和天地图密钥（tk）"),
            (_tianditu("vec"), _tianditu("cva")),
            subdomains="01234567",
            attribution="© 国家地理信息公共服务平台 天地图",
        ),
        Basemap(
            "gaode",
            N_("高德地图"),
            N_("需要互联网；图上要素按 GCJ-02 偏移绘制"),
            (
                "https://webrd0{s}.is.autonavi.com/appmaptile"
                "?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}",
            ),
            datum=Datum.GCJ02,
            subdomains="1234",
            attribution="© 高德地图",
        ),
        Basemap(
            "osm",
            "OpenStreetMap",
            N_("需要互联网"),
            ("https://tile.openstreetmap.org/{z}/{x}/{y}.png",),
            max_native_zoom=19,
            attribution=OSM_ATTRIBUTION,
        ),
    )
}


def client_options(say: Translator) -> dict[str, dict[str, Any]]:
    """Return what the map client needs to know of each basemap."""
    return {
        key: {
            "title": say(basemap.title),
            "tiles": list(basemap.tiles),
            "needsKey": basemap.needs_key,
            "datum": str(basemap.datum),
            "subdomains": basemap.subdomains,
            "maxNativeZoom": basemap.max_native_zoom,
            "attribution": basemap.attribution,
        }
        for key, basemap in BASEMAPS.items()
    }
