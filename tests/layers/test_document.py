"""The map's page: nothing from elsewhere, nothing of the plan's text runs, all layers in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from geo.plan import Plan, read_plan
from layers import catalogue
from layers.basemaps import BASEMAPS
from layers.document import client_script, client_style, page, plan_map
from layers.language import Language

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


def unescaped(html: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), html)


def with_hostile_info(plan: Plan, text: str) -> Plan:
    info: dict[str, Any] = {
        **{key: text for key, value in plan.info.items() if isinstance(value, str)},
        "map_approval_number": text,
    }
    return replace(plan, info={**plan.info, **info})


def test_the_page_names_relative_addresses_only(plan: Plan) -> None:
    assert Elements(document(plan)).addresses == [*SCRIPTS, *STYLES]


@pytest.mark.parametrize("language", list(Language))
def test_the_only_foreign_addresses_in_the_page_are_those_of_tiles(
    plan: Plan, language: Language
) -> None:
    tiles = {url.replace("&", r"\u0026") for basemap in BASEMAPS.values() for url in basemap.tiles}
    assert set(ADDRESS.findall(document(plan, language))) == tiles


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


def test_the_page_has_every_layer_in_its_options(plan: Plan) -> None:
    keys = re.findall(r'addLayer\(\{\s*"key": "([\w-]+)"', document(plan))
    assert keys == ["zones", "capacity", "metro", "parks", "places", "base"]
    assert keys == list(catalogue.ALL)


def test_layers_shown_first_and_the_base_are_fetched_before_anyone_asks(plan: Plan) -> None:
    (keys,) = re.findall(r"map\.prefetch\(\[(.*?)\]\)", document(plan), re.DOTALL)
    assert re.findall(r'"([\w-]+)"', keys) == ["zones", "capacity", "metro", "parks", "base"]


def test_the_map_starts_before_its_layers_and_connects_last(plan: Plan) -> None:
    calls = re.findall(r"LiangjiLiangdai\.([\w.]+)\(", document(plan))
    assert calls[0] == "start"
    assert calls[-1] == "bridge.connect"
    assert set(calls[1:-2]) == {"addLayer"}


def test_the_map_shows_the_ground_of_the_district(plan: Plan) -> None:
    west, south, east, north = plan.district.total_bounds
    html = document(plan)
    (bounds,) = re.findall(r'"bounds": (\[.*?\]),\s*"shifts"', html, re.DOTALL)
    assert [float(number) for number in re.findall(r"[\d.]+", bounds)] == pytest.approx(
        [south, west, north, east]
    )


def test_the_page_is_titled_in_its_language(plan: Plan) -> None:
    assert "<title>两极两带</title>" in document(plan)
    assert "<title>Two Poles, Two Belts</title>" in document(plan, Language.ENGLISH)


def test_every_map_says_that_it_is_schematic_and_how_far_off(plan: Plan) -> None:
    note = unescaped(document(plan))
    assert "示意图：边界非法定界线，误差 60–500 m" in note
    assert "审图号：（未填）" in note


def test_an_approval_number_is_shown_when_there_is_one(plan: Plan) -> None:
    approved = replace(plan, info={**plan.info, "map_approval_number": "沪S(2026)001号"})
    assert "审图号：沪S(2026)001号" in unescaped(document(approved))


def test_the_english_page_has_no_chinese_in_its_texts(plan: Plan) -> None:
    html = unescaped(document(plan, Language.ENGLISH))
    (texts,) = re.findall(r'"texts": \{(.*?)\}', html, re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff]", texts)


def test_another_version_of_the_data_has_another_version_of_the_map(plan: Plan) -> None:
    assert catalogue.version(plan) == catalogue.version(replace(plan, zones=plan.zones))
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
    "file_name", ["palette.py", "client/symbols.js", "client/map.css", "locale/en.po"]
)
def test_a_changed_drawing_changes_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_name: str
) -> None:
    package = Path(shutil.copytree(Path(catalogue.__file__).parent, tmp_path / "layers"))
    monkeypatch.setattr(catalogue, "__file__", str(package / "catalogue.py"))
    before = catalogue.drawing_version.__wrapped__()
    with (package / file_name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert catalogue.drawing_version.__wrapped__() != before
