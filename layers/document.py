"""The map as a web page: a Folium map whose layers fetch their features from our own routes.

The page is the same for every viewer of a plan's version and language. What is shown (layers,
zone, basemap, filter) is told to it afterwards, so a rerun costs the same whatever is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import folium
import numpy as np
from branca.element import Figure, MacroElement
from folium.template import Template
from markupsafe import escape

from geo.crs import Datum, convert_coordinates
from geo.plan import Plan
from layers import catalogue
from layers.basemaps import OFFLINE, OSM_ATTRIBUTION, client_options
from layers.features import MapLayer
from layers.language import Language, Translator
from layers.palette import INK, KIND_COLOURS, LAND, style_variables

CLIENT: Final = Path(__file__).parent / "client"
CLIENT_SCRIPTS: Final = (
    "text",
    "symbols",
    "labels",
    "features",
    "basemap",
    "legend",
    "plan",
    "bridge",
)
"""The client's modules in the order they are joined to one script."""

MIN_ZOOM: Final = 10
MAX_ZOOM: Final = 18


def client_script() -> str:
    """Return the map client as one script."""
    return "\n".join((CLIENT / f"{name}.js").read_text("utf-8") for name in CLIENT_SCRIPTS)


def client_style() -> str:
    """Return the map client's style sheet, its colours taken from the palette."""
    return style_variables() + (CLIENT / "map.css").read_text("utf-8")


class OfflineMap(folium.Map):
    """A Folium map that loads Leaflet and the client from the given addresses and nothing else."""

    def __init__(self, *, scripts: Sequence[str], styles: Sequence[str], **options: Any) -> None:
        super().__init__(tiles=None, attributionControl=False, **options)
        self.default_js = [(f"script-{place}", url) for place, url in enumerate(scripts)]
        self.default_css = [(f"style-{place}", url) for place, url in enumerate(styles)]

    @property
    def root(self) -> Figure:
        """The HTML document that holds the map."""
        root = self.get_root()
        assert isinstance(root, Figure)  # noqa: S101 - folium.Map puts itself into one
        return root


def script_value(value: Any) -> str:
    """Return a JavaScript expression for a value, safe inside a script and inside a template.

    Folium renders what its elements have rendered once more, as a Jinja template: a `{{` in a name
    of the plan would run on the server, a `</script>` in the browser. So the value travels as one
    string literal in which every sign that means something to either is a Unicode escape.
    """
    literal = json.dumps(json.dumps(value, ensure_ascii=False))
    escaped = "".join(f"\\u{ord(sign):04x}" if sign in "<>&'`{}%#$" else sign for sign in literal)
    return f"JSON.parse({escaped})"


class ClientCall(MacroElement):
    """Calls a function of the map client; the map itself may be one of the values it is given."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        LiangjiLiangdai.{{ this.function }}({{ this.arguments }});
        {% endmacro %}
        """
    )

    def __init__(self, function: str, *values: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "ClientCall"
        self.function = function
        self.arguments = ", ".join(
            value.get_name() if isinstance(value, OfflineMap) else script_value(value)
            for value in values
        )


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
    }


def _note(plan: Plan, say: Translator) -> str:
    errors = plan.zones["error_m"]
    approval = plan.info.get("map_approval_number") or say("（未填）")
    return say(
        "示意图：边界非法定界线，误差 {least}–{most} m　审图号：{approval}",
        least=f"{errors.min():g}",
        most=f"{errors.max():g}",
        approval=approval,
    )


def _datum_shifts(lon: float, lat: float) -> dict[str, list[float]]:
    """Return by datum how far, in degrees (lat, lon), the middle of the map moves in it."""
    middle = np.array([[lon, lat]])
    shifts = {
        datum: convert_coordinates(middle, Datum.WGS84, datum)[0] - middle[0] for datum in Datum
    }
    return {str(datum): [float(shift[1]), float(shift[0])] for datum, shift in shifts.items()}


def _middle(plan: Plan) -> tuple[float, float]:
    """Return the middle of the district: lon, lat."""
    west, south, east, north = plan.district.total_bounds
    return (west + east) / 2, (south + north) / 2


def _map_options(plan: Plan, say: Translator, layers_url: str) -> dict[str, Any]:
    west, south, east, north = plan.district.total_bounds
    return {
        "language": str(say.language),
        "bounds": [[south, west], [north, east]],
        "shifts": _datum_shifts(*_middle(plan)),
        "layersUrl": layers_url,
        "basemaps": client_options(say),
        "offline": OFFLINE,
        "attribution": OSM_ATTRIBUTION,
        "land": LAND,
        "ink": INK,
        "hatch": KIND_COLOURS["belt"],
        "texts": _texts(say),
        "note": _note(plan, say),
    }


def _layer_options(layer: MapLayer, plan: Plan, say: Translator) -> dict[str, Any]:
    return {
        "key": layer.key,
        "title": say(layer.title),
        "zIndex": layer.z_index,
        "clickable": layer.clickable,
        "legend": [
            {"text": entry.text, "swatch": dict(entry.swatch)} for entry in layer.legend(plan, say)
        ],
    }


def plan_map(
    plan: Plan,
    language: Language,
    *,
    scripts: Sequence[str],
    styles: Sequence[str],
    layers_url: str,
) -> OfflineMap:
    """Return the Folium map of a plan.

    `layers_url` is the address of a layer's features with `{datum}` and `{layer}` in it; scripts
    and styles are addresses too. All are relative to the page that holds the map.
    """
    say = Translator(language)
    lon, lat = _middle(plan)
    figure = OfflineMap(
        location=(lat, lon),
        zoom_start=12,
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        zoom_control=False,
        scripts=scripts,
        styles=styles,
        zoomSnap=0.25,
        zoomDelta=0.5,
        wheelPxPerZoomLevel=100,
    )
    figure.add_child(ClientCall("start", figure, _map_options(plan, say, layers_url)))
    for layer in catalogue.ALL.values():
        figure.add_child(ClientCall("addLayer", _layer_options(layer, plan, say)))
    figure.add_child(ClientCall("map.prefetch", [*catalogue.SHOWN_FIRST, catalogue.BASE.key]))
    figure.add_child(ClientCall("bridge.connect"))
    figure.root.title = escape(say.name(plan.info))  # branca writes it as it is
    return figure


def page(figure: OfflineMap) -> str:
    """Return the map's page as HTML."""
    return str(figure.root.render())
