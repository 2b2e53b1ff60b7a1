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
from branca.element import Figure, MacroElement
from folium.template import Template
from markupsafe import escape

from geo.plan import Plan
from geo.translation import Language, Translator
from layers import catalogue
from layers.features import overview_zoom
from layers.map_options import layer_options, leaflet_options, map_options, middle
from layers.palette import style_variables

CLIENT: Final = Path(__file__).parent / "client"
_MAP_SCRIPTS: Final = ("text", "symbols", "labels", "features", "basemap", "legend", "plan")
CLIENT_SCRIPTS: Final = (*_MAP_SCRIPTS, "pins", "draw", "bridge")
"""The client's modules in the order they are joined to one script: the map in Streamlit's page."""

OFFLINE_SCRIPTS: Final = (*_MAP_SCRIPTS, "page")
"""The modules of the page that is one file."""


def client_script(modules: Sequence[str] = CLIENT_SCRIPTS) -> str:
    """Return modules of the map client as one script."""
    return "\n".join((CLIENT / f"{name}.js").read_text("utf-8") for name in modules)


def client_style() -> str:
    """Return the map client's style sheet, its colours taken from the palette."""
    return style_variables() + (CLIENT / "map.css").read_text("utf-8")


class OfflineMap(folium.Map):
    """A Folium map that loads Leaflet and the client from the given addresses and nothing else."""

    def __init__(self, *, scripts: Sequence[str], styles: Sequence[str], **options: Any) -> None:
        super().__init__(tiles=None, attributionControl=False, **options)
        self.default_js = [(f"script-{index}", url) for index, url in enumerate(scripts)]
        self.default_css = [(f"style-{index}", url) for index, url in enumerate(styles)]

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
    lon, lat = middle(plan)
    figure = OfflineMap(
        location=(lat, lon),
        zoom_start=overview_zoom(plan),
        zoom_control=False,
        scripts=scripts,
        styles=styles,
        **leaflet_options(plan),
    )
    options = {**map_options(plan, say), "layersUrl": layers_url}
    figure.add_child(ClientCall("start", figure, options))
    for layer in catalogue.ALL.values():
        figure.add_child(ClientCall("addLayer", layer_options(layer, plan, say)))
    figure.add_child(ClientCall("map.prefetch", [*catalogue.SHOWN_FIRST, catalogue.BASE.key]))
    figure.add_child(ClientCall("bridge.connect"))
    figure.root.title = escape(say.name(plan.profile))  # branca writes it as it is
    return figure


def page(figure: OfflineMap) -> str:
    """Return the map's page as HTML."""
    return str(figure.root.render())
