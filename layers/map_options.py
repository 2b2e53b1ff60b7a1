"""The options of the map client for a plan: the same on the page and off it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import numpy as np

from geo.crs import Datum, convert_coordinates
from geo.plan import Plan
from geo.translation import Translator
from layers.basemaps import BASEMAPS, OFFLINE, OSM_ATTRIBUTION, client_options
from layers.features import MapLayer, overview_zoom
from layers.palette import INK, LAND

_ZOOMS_OUT: Final = 2
"""So far beyond the overview one may zoom out: the plan's ground never becomes a dot."""


def leaflet_options(plan: Plan) -> dict[str, float]:
    """Return how the map zooms."""
    return {
        "minZoom": overview_zoom(plan) - _ZOOMS_OUT,
        "maxZoom": 18,
        "zoomSnap": 0.25,
        "zoomDelta": 0.5,
        "wheelPxPerZoomLevel": 100,
    }


def middle(plan: Plan) -> tuple[float, float]:
    """Return the middle of the plan's ground: lon, lat."""
    west, south, east, north = plan.bounds
    return (west + east) / 2, (south + north) / 2


def map_options(
    plan: Plan,
    say: Translator,
    *,
    basemaps: Collection[str] = tuple(BASEMAPS),
    approval_number: str = "",
) -> dict[str, Any]:
    """Return the options of the map; `approval_number` stands for the plan's own when given."""
    west, south, east, north = plan.bounds
    offered = client_options(say)
    return {
        "language": str(say.language),
        "bounds": [[south, west], [north, east]],
        "zoomShift": 12 - overview_zoom(plan),
        "shifts": _datum_shifts(*middle(plan)),
        "basemaps": {key: offered[key] for key in basemaps},
        "offline": OFFLINE,
        "attribution": OSM_ATTRIBUTION if plan.has_openstreetmap_data else "",
        "land": LAND,
        "ink": INK,
        "texts": _texts(say),
        "note": map_note(plan, say, approval_number=approval_number),
    }


def layer_options(layer: MapLayer, plan: Plan, say: Translator) -> dict[str, Any]:
    """Return the options of one layer with its legend, without its features."""
    return {
        "key": layer.key,
        "title": say(layer.title),
        "zIndex": layer.z_index,
        "clickable": layer.clickable,
        "legend": [
            {"text": entry.text, "swatch": dict(entry.swatch)} for entry in layer.legend(plan, say)
        ],
    }


def map_note(plan: Plan, say: Translator, *, approval_number: str = "") -> str:
    """Return what every map says of itself: schematic, how far off, under which 审图号."""
    return say(
        "示意图：边界非法定界线，误差 {error} m　审图号：{approval}",
        error=error_range(plan),
        approval=approval_of(plan, say, approval_number),
    )


def error_range(plan: Plan) -> str:
    """Return the errors of the zones' boundaries, m: `60–500`, or `120` where all are equal."""
    errors = plan.zones["error_m"]
    return "–".join(dict.fromkeys([f"{errors.min():g}", f"{errors.max():g}"]))


def approval_of(plan: Plan, say: Translator, approval_number: str = "") -> str:
    """Return the 审图号 given, else the plan's own, else that there is none."""
    return approval_number or plan.profile.map_approval_number or say("（未填）")


def _texts(say: Translator) -> dict[str, str]:
    return {
        "legend": say("图例"),
        "tilesFailed": say("{title}未能加载（需要互联网），已换回离线底图。"),
        "retry": say("重试"),
        "layerFailed": say("图层“{title}”未能加载，请刷新页面重试。"),
        "keyMissing": say("请在左侧填写天地图密钥（tk）；填写前显示离线底图。"),
        "reset": say("全区视图"),
        "zoomIn": say("放大"),
        "zoomOut": say("缩小"),
        "close": say("关闭"),
        "map": say("规划空间布局图"),
        "morePins": say("另有 {count} 处"),
        "drawPolygon": say("圈选范围：多边形"),
        "drawCircle": say("圈选范围：圆"),
        "removeGround": say("删除圈选范围"),
        "hintPolygon": say(
            "单击落点，点回起点、双击或回车完成（键盘：方向键移图，空格落点，Esc 取消）"
        ),
        "hintCircle": say(
            "从圆心按住拖动，或单击圆心后填半径、回车完成（键盘：方向键移图，空格定圆心）"
        ),
        "crossed": say("边线相交：请按退格键撤回上一点，或取消重画"),
        "radius": say("半径"),
        "finish": say("完成"),
        "cancel": say("取消"),
    }


def _datum_shifts(lon: float, lat: float) -> dict[str, list[float]]:
    """Return by datum how far, in degrees (lat, lon), the middle of the map moves in it."""
    point = np.array([[lon, lat]])
    shifts = {
        datum: convert_coordinates(point, Datum.WGS84, datum)[0] - point[0] for datum in Datum
    }
    return {str(datum): [float(shift[1]), float(shift[0])] for datum, shift in shifts.items()}
