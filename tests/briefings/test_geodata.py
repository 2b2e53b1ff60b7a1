"""The layers of a sheet as geodata, read back by json, geopandas and sqlite."""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pyogrio
import pytest
import shapely
from shapely.geometry import Polygon, shape

from briefings.brief import Brief, BriefError, Release
from briefings.geodata import GeodataError, geojson_files, geopackage
from geo.plan import Plan
from geo.plan.layer_files import LAYER_FILES
from geo.translation import Language
from tests.plans import with_layers, with_profile

EVERYTHING: Final = Brief(layers=("zones", "capacity", "metro", "parks", "places"))
PUBLIC: Final = Brief(
    release=Release.PUBLIC,
    approval_number="沪S(2026)001号",
    source="徐汇区规划资源局",
    data_date=date(2025, 6, 30),
    unit="徐汇区规划资源局",
)
SHOWN: Final = ["zones", "parks", "places", "metro", "subdistricts", "district"]


def collections(plan: Plan, brief: Brief) -> dict[str, Any]:
    return {
        name.removesuffix(".geojson"): json.loads(content)
        for name, content in geojson_files(plan, brief).items()
    }


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "layers.gpkg"
    path.write_bytes(content)
    return path


def positions(coordinates: Any) -> Iterator[list[float]]:
    if isinstance(coordinates[0], float | int):
        yield coordinates
    else:
        for part in coordinates:
            yield from positions(part)


@pytest.mark.parametrize(
    ("brief", "layers"),
    [
        (EVERYTHING, SHOWN),
        (Brief(layers=("zones",)), ["zones", "subdistricts", "district"]),
        (Brief(layers=("capacity",)), ["zones", "parks", "subdistricts", "district"]),
        (Brief(template="location"), ["zones", "metro", "subdistricts", "district"]),
    ],
)
def test_what_is_exported_is_what_the_sheet_shows_and_the_ground(
    plan: Plan, tmp_path: Path, brief: Brief, layers: list[str]
) -> None:
    assert list(collections(plan, brief)) == layers
    written = pyogrio.list_layers(saved(geopackage(plan, brief), tmp_path))
    assert [name for name, _ in written] == layers


def test_columns_are_those_of_the_schema(plan: Plan, tmp_path: Path) -> None:
    path = saved(geopackage(plan, EVERYTHING), tmp_path)
    for layer, collection in collections(plan, EVERYTHING).items():
        names = [field.name for field in LAYER_FILES[layer].fields]
        assert all(list(feature["properties"]) == names for feature in collection["features"])
        assert list(gpd.read_file(path, layer=layer).columns) == [*names, "geometry"]


def test_geojson_is_as_the_standard_wants_it(plan: Plan) -> None:
    for collection in collections(plan, EVERYTHING).values():
        assert collection["type"] == "FeatureCollection"
        assert "crs" not in collection  # RFC 7946, 4
        for feature in collection["features"]:
            geometry = feature["geometry"]
            if geometry is None:
                continue
            for lon, lat in positions(geometry["coordinates"]):
                assert 121 < lon < 122 and 31 < lat < 32
                assert round(lon, 6) == lon and round(lat, 6) == lat
            for polygon in getattr(shape(geometry), "geoms", [shape(geometry)]):
                if isinstance(polygon, Polygon):
                    assert polygon.exterior.is_ccw  # RFC 7946, 3.1.6
                    assert polygon.is_valid


def test_figures_are_m2_and_what_is_missing_is_null(plan: Plan, tmp_path: Path) -> None:
    (zone,) = [
        feature["properties"]
        for feature in collections(plan, Brief())["zones"]["features"]
        if feature["id"] == "caohejing"
    ]
    assert zone["existing_gfa_m2"] == 5_500_000
    assert zone["planned_gfa_m2"] is None
    assert zone["industries"] == ["高端芯片", "智能硬件", "智能制造"]
    assert zone["period_end"] == 2025
    path = saved(geopackage(plan, Brief()), tmp_path)
    with sqlite3.connect(path) as database:
        row = database.execute(
            "select existing_gfa_m2, planned_gfa_m2, industries, period_end, alias from zones"
            " where zone_id = 'caohejing'"
        ).fetchone()
    assert row == (5_500_000.0, None, '["高端芯片", "智能硬件", "智能制造"]', 2025, None)


def test_a_geopackage_reads_back_as_the_plan(plan: Plan, tmp_path: Path) -> None:
    path = saved(geopackage(plan, EVERYTHING), tmp_path)
    for layer in SHOWN:
        read, own = gpd.read_file(path, layer=layer), plan.layer(layer)
        assert read.crs.to_epsg() == 4326
        located = own.geometry.notna()
        assert list(read.geometry.notna()) == list(located)
        off_deg = shapely.hausdorff_distance(
            read.geometry[located.to_list()].array, own.geometry[located].array
        )
        assert off_deg.max() < 1e-6
        id_column = LAYER_FILES[layer].id_column
        assert list(read[id_column]) == list(own[id_column])


def test_types_of_columns_do_not_depend_on_what_is_in_them(plan: Plan, tmp_path: Path) -> None:
    path = saved(geopackage(plan, Brief()), tmp_path)
    with sqlite3.connect(path) as database:
        types = {name: kind for _, name, kind, *_ in database.execute("pragma table_info(parks)")}
    assert plan.parks["existing_gfa_m2"].isna().all()
    assert types["existing_gfa_m2"] == types["planned_gfa_m2"] == "REAL"
    assert types["existing_gfa_quote"] == "TEXT"
    assert types["period_start"] == "INTEGER"


def test_the_same_brief_makes_the_same_bytes_at_another_time(plan: Plan) -> None:
    script = (
        "import sys, geo.plan, briefings.brief as b, briefings.geodata as g;"
        "p = geo.plan.read_plan(); w = sys.stdout.buffer.write;"
        "w(b''.join(g.geojson_files(p, b.Brief()).values())); w(g.geopackage(p, b.Brief()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York"}
    root = Path(__file__).parents[2]
    other = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=root, check=True, capture_output=True
    )
    here = b"".join(geojson_files(plan, Brief()).values()) + geopackage(plan, Brief())
    assert here == other.stdout


def test_the_time_gdal_is_told_is_taken_back(plan: Plan) -> None:
    geopackage(plan, Brief())
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_a_copy_says_where_it_comes_from(plan: Plan, tmp_path: Path) -> None:
    brief = dataclasses.replace(PUBLIC, languages=(Language.CHINESE, Language.ENGLISH))
    about = collections(plan, brief)["zones"]["about"]
    assert about["审图号 / Map approval no."] == "沪S(2026)001号"
    assert "误差 60–500 m" in about["边界 / Boundaries"]
    with sqlite3.connect(saved(geopackage(plan, brief), tmp_path)) as database:
        contents = database.execute("select identifier, description from gpkg_contents").fetchall()
    assert [title for title, _ in contents][:2] == ["片区", "园区"]
    assert all("沪S(2026)001号" in description for _, description in contents)


def test_a_public_copy_has_no_private_column_and_says_so(plan: Plan, tmp_path: Path) -> None:
    private = {"zones": ["alias"], "parks": ["linked_gfa_m2"]}
    marked = with_profile(plan, private_fields=private)
    assert "alias" in collections(marked, Brief())["zones"]["features"][0]["properties"]
    for collection in collections(marked, PUBLIC).values():
        assert "园区：联动（linked_gfa_*），1 个值" in collection["about"]["未公开的字段"]
    for content in (*geojson_files(marked, PUBLIC).values(), geopackage(marked, PUBLIC)):
        assert "西岸智慧谷".encode() not in content  # the alias
    path = saved(geopackage(marked, PUBLIC), tmp_path)
    assert "alias" not in gpd.read_file(path, layer="zones")
    assert not [name for name in gpd.read_file(path, layer="parks") if name.startswith("linked")]


def test_hostile_text_stays_text(plan: Plan, tmp_path: Path) -> None:
    text = '\'); drop table zones; -- "${x}" </script> 甲\n乙'
    zones = plan.zones.assign(role=text)
    hostile = with_layers(plan, zones=zones)
    brief = Brief(source=text, unit="半\ud800")
    features = collections(hostile, brief)["zones"]["features"]
    assert {feature["properties"]["role"] for feature in features} == {text}
    read = gpd.read_file(saved(geopackage(hostile, brief), tmp_path), layer="zones")
    assert set(read["role"]) == {text}
    assert collections(hostile, brief)["zones"]["about"]["制图单位"] == "半?"


def test_coordinates_with_height_are_written_flat(plan: Plan) -> None:
    zones = plan.zones.set_geometry(shapely.force_3d(plan.zones.geometry.array, 4.0))
    (collection, *_) = collections(with_layers(plan, zones=zones), Brief()).values()
    (feature, *_) = collection["features"]
    assert {len(position) for position in positions(feature["geometry"]["coordinates"])} == {2}


def test_a_brief_that_is_not_sound_makes_no_geodata(plan: Plan) -> None:
    for export in (geojson_files, geopackage):
        with pytest.raises(BriefError):
            export(plan, Brief(template="subject"))


def test_no_room_for_passing_files_is_explained(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(GeodataError, match="请检查临时文件夹的空间和权限"):
        geopackage(plan, Brief())
