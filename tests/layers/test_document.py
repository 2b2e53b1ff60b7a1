"""The map's page: nothing from elsewhere, nothing of the plan's text runs, all layers in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from geo.plan import Plan, read_plan
from geo.translation import Language, Translator
from layers import catalogue
from layers.basemaps import BASEMAPS
from layers.document import client_script, client_style, page, plan_map
from layers.map_options import leaflet_options
from tests.plans import with_layers, with_profile

SCRIPTS = ["../../assets/1.9.3/leaflet.js", "../../assets/v/map.js"]
STYLES = ["../../assets/1.9.3/leaflet.css", "../../assets/v/map.css"]
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
"""A name, not an address: nothing is fetched from it."""

ADDRESS = re.compile(r"""(?:https?:)?//[\w{][^"'\s]*""")
HOSTILE = [
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'`${alert(1)}</SCRIPT ><script src=//evil.example/x.js>",
    "{{ 6000 * 7 }}{% set x = 1 %}{# gone #}",
]


class Elements(HTMLParser):
    """Counts the elements of a page and collects the addresses it names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


def document(plan: Plan, language: Language = Language.CHINESE) -> str:
    return page(
        plan_map(
            plan,
            language,
            scripts=SCRIPTS,
            styles=STYLES,
            layers_url="../../layers/{datum}/{layer}.json",
        )
    )


def told(html: str, function: str) -> list[Any]:
    """Return what a page tells a function of the client, call by call, as JavaScript reads it."""
    literal = r'(?:[\w]+, )?JSON\.parse\(("(?:[^"\\]|\\.)*")\)'
    calls = re.findall(rf"LiangjiLiangdai\.{re.escape(function)}\({literal}\);", html)
    return [json.loads(json.loads(call)) for call in calls]


def options(plan: Plan, language: Language = Language.CHINESE) -> dict[str, Any]:
    """Return the options that the map is started with."""
    (started,) = told(document(plan, language), "start")
    return dict(started)


def with_hostile_info(plan: Plan, text: str) -> Plan:
    texts = [key for key, value in asdict(plan.profile).items() if isinstance(value, str)]
    hostile = dict.fromkeys([*texts, "map_approval_number"], text)
    return with_profile(plan, **{**hostile, "spine_line": plan.profile.spine_line})


def test_the_page_names_relative_addresses_only(plan: Plan) -> None:
    assert Elements(document(plan)).addresses == [*SCRIPTS, *STYLES]


@pytest.mark.parametrize("language", list(Language))
def test_the_only_foreign_addresses_in_the_page_are_those_of_tiles(
    plan: Plan, language: Language
) -> None:
    html = document(plan, language)
    told_to_client = [*told(html, "start"), *told(html, "addLayer")]
    tiles = {url for basemap in BASEMAPS.values() for url in basemap.tiles}
    assert set(ADDRESS.findall(json.dumps(told_to_client))) == tiles
    assert len(re.findall("https?:", html)) == len(tiles)


def test_the_client_names_no_foreign_address() -> None:
    assert set(ADDRESS.findall(client_script())) == {SVG_NAMESPACE}


def test_the_style_sheet_loads_nothing() -> None:
    assert not re.search(r"url\(|@import|//", client_style())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_plan_cannot_open_or_close_an_element(plan: Plan, text: str) -> None:
    hostile = Elements(document(with_hostile_info(plan, text)))
    assert hostile.tags == Elements(document(plan)).tags


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_plan_names_no_address(plan: Plan, text: str) -> None:
    hostile = Elements(document(with_hostile_info(plan, text)))
    assert hostile.addresses == Elements(document(plan)).addresses


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_plan_reaches_the_client_as_it_is(plan: Plan, text: str) -> None:
    html = document(with_hostile_info(plan, text))
    (started,) = told(html, "start")
    legends = {layer["key"]: layer["legend"] for layer in told(html, "addLayer")}
    assert started["note"].endswith(f"审图号：{text}")
    assert legends["metro"][0]["text"] == f"15号线（{text}）"


def test_text_of_the_plan_is_no_template_of_the_server(plan: Plan) -> None:
    html = document(with_hostile_info(plan, "{{ 6000 * 7 }}"))
    assert "42000" not in html


def test_the_page_has_every_layer_in_its_options(plan: Plan) -> None:
    keys = [layer["key"] for layer in told(document(plan), "addLayer")]
    assert keys == ["zones", "capacity", "metro", "parks", "places", "base"]
    assert keys == list(catalogue.ALL)


@pytest.mark.parametrize("language", list(Language))
def test_every_layer_is_titled_in_the_language_of_the_page(plan: Plan, language: Language) -> None:
    say = Translator(language)
    titles = {layer["key"]: layer["title"] for layer in told(document(plan, language), "addLayer")}
    assert titles == {key: say(layer.title) for key, layer in catalogue.ALL.items()}


def test_every_layer_brings_its_legend(plan: Plan) -> None:
    legends = {layer["key"]: layer["legend"] for layer in told(document(plan), "addLayer")}
    assert [entry["text"] for entry in legends["zones"]] == ["极：产业增长极", "带：发展带、创新带"]
    assert all(legends.values())


def test_layers_shown_first_and_the_base_are_fetched_before_anyone_asks(plan: Plan) -> None:
    assert told(document(plan), "map.prefetch") == [["zones", "capacity", "metro", "parks", "base"]]


def test_the_map_starts_before_its_layers_and_connects_last(plan: Plan) -> None:
    calls = re.findall(r"LiangjiLiangdai\.([\w.]+)\(", document(plan))
    assert calls[0] == "start"
    assert calls[-1] == "bridge.connect"
    assert set(calls[1:-2]) == {"addLayer"}


def test_the_map_shows_the_ground_of_the_district(plan: Plan) -> None:
    west, south, east, north = plan.district.total_bounds
    (south_west, north_east) = options(plan)["bounds"]
    assert south_west == pytest.approx([south, west])
    assert north_east == pytest.approx([north, east])


def test_the_map_knows_how_far_every_datum_lies_off(plan: Plan) -> None:
    shifts = options(plan)["shifts"]
    assert set(shifts) == {"wgs84", "gcj02", "bd09"}
    assert shifts["wgs84"] == [0, 0]
    assert shifts["gcj02"] == pytest.approx([-0.0019, 0.0046], abs=0.0001)  # lat, lon


def test_the_page_is_titled_in_its_language(plan: Plan) -> None:
    assert "<title>两极两带</title>" in document(plan)
    assert "<title>Two Poles, Two Belts</title>" in document(plan, Language.ENGLISH)


def test_every_map_says_that_it_is_schematic_and_how_far_off(plan: Plan) -> None:
    note = options(plan)["note"]
    assert note.startswith("示意图：边界非法定界线，误差 60–500 m")
    assert note.endswith("审图号：（未填）")


def test_an_approval_number_is_shown_when_there_is_one(plan: Plan) -> None:
    approved = with_profile(plan, map_approval_number="沪S(2026)001号")
    assert options(approved)["note"].endswith("审图号：沪S(2026)001号")


def test_the_english_page_has_no_chinese_in_its_texts(plan: Plan) -> None:
    texts = json.dumps(options(plan, Language.ENGLISH)["texts"], ensure_ascii=False)
    assert not re.search(r"[\u4e00-\u9fff]", texts)


def test_another_version_of_the_data_has_another_version_of_the_map(plan: Plan) -> None:
    assert catalogue.version(plan) == catalogue.version(with_layers(plan, zones=plan.zones))
    assert catalogue.version(replace(plan, version="another")) != catalogue.version(plan)


def test_a_changed_data_file_changes_the_version(
    plan: Plan,
    data_directory: Path,
    edit: Callable[[str, Callable[[Any], object]], Path],
) -> None:
    assert catalogue.version(read_plan(data_directory)) == catalogue.version(plan)
    edit("plan.json", lambda info: info.update(name="新规划"))
    assert catalogue.version(read_plan(data_directory)) != catalogue.version(plan)


@pytest.mark.parametrize(
    "file_name",
    [
        *("layers/palette.py", "layers/client/symbols.js", "layers/client/map.css"),
        *("geo/locale/en.po", "geo/measure.py"),
    ],
)
def test_a_changed_drawing_changes_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_name: str
) -> None:
    root = Path(catalogue.__file__).parents[1]
    for package in ("geo", "layers"):
        shutil.copytree(root / package, tmp_path / package)
    monkeypatch.setattr(catalogue, "__file__", str(tmp_path / "layers" / "catalogue.py"))
    before = catalogue.drawing_version.__wrapped__()
    with (tmp_path / file_name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert catalogue.drawing_version.__wrapped__() != before


def test_the_map_cannot_be_zoomed_until_the_district_is_a_dot(plan: Plan) -> None:
    options = leaflet_options(plan)
    assert options["minZoom"] == 10
    for option, value in options.items():
        assert f'"{option}": {value},' in document(plan)
