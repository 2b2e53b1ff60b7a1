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
from layers.features import LegendEntry, MapLayer
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


class PlanClient(MacroElement):
    """Starts the map client on its map with the options of the plan."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        LiangjiLiangdai.start({{ this._parent.get_name() }}, {{ this.options }});
        {% endmacro %}
        """
    )

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "PlanClient"
        self.options = script_value(options)


class FetchedLayer(MacroElement):
    """A layer whose features the client fetches from a route when it is first shown."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        LiangjiLiangdai.addLayer({{ this.options }});
        {% endmacro %}
        """
    )

    def __init__(self, layer: MapLayer, legend: Sequence[LegendEntry], say: Translator) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "FetchedLayer"
        options = {
            "key": layer.key,
            "title": say(layer.title),
            "zIndex": layer.z_index,
            "clickable": layer.clickable,
            "legend": [{"text": entry.text, "swatch": dict(entry.swatch)} for entry in legend],
        }
        self.options = script_value(options)


class Bridge(MacroElement):
    """Connects the map with the page that holds it, and starts fetching what is shown first."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        LiangjiLiangdai.map.prefetch({{ this.keys }});
        LiangjiLiangdai.bridge.connect(LiangjiLiangdai.map);
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "Bridge"
        self.keys = script_value([*catalogue.SHOWN_FIRST, catalogue.BASE.key])


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
    west, south, east, north = plan.district.total_bounds
    middle = ((west + east) / 2, (south + north) / 2)
    figure = OfflineMap(
        location=(middle[1], middle[0]),
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
    figure.add_child(
        PlanClient(
            {
                "language": str(language),
                "bounds": [[south, west], [north, east]],
                "shifts": _datum_shifts(*middle),
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
        )
    )
    for layer in catalogue.ALL.values():
        figure.add_child(FetchedLayer(layer, layer.legend(plan, say), say))
    figure.add_child(Bridge())
    figure.root.title = escape(say.name(plan.info))  # branca writes it as it is
    return figure


def page(figure: OfflineMap) -> str:
    """Return the map's page as HTML."""
    return str(figure.root.render())
