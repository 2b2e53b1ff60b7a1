"""Second plans (演示数据), written as folders: what a plan may be beyond the shipped one.

- `xuhui-2026`: the same district, 2026–2030; six zones of three kinds, no spine line, no river, no
  renewal, other figures;
- `jiangcheng`: an invented city at 114.3°E; nine zones with long names, 20 parks, metro lines named
  with letters and spaces, no roads, no places;
- `xicheng`: an invented city at 87.6°E; zones alone, one of them without any figure.

Run: `python -m tests.second_plans DIRECTORY` writes all three.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.plan import SHIPPED
from geo.plan.schema import CATEGORIES

Properties = dict[str, Any]

SOURCE: Final = "演示数据"


def kind(label: str, english: str, style: str, colour: str = "") -> Properties:
    """Return a kind of zone as it stands in plan.json."""
    own = {
        "label": label,
        "label_en": english,
        "plural_en": {"Axis": "axes"}.get(english, f"{english.lower()}s"),
        "meaning": f"{label}（演示）",
        "meaning_en": f"{english.lower()} (demo)",
        "style": style,
    }
    return {**own, "colour": colour} if colour else own


def figures(section: str, **given: tuple[float, str | None]) -> Properties:
    """Return the floor-area fields of a feature: m² and qualifier by category, else null."""
    suffixes = ("qualifier", "quote", "quote_en", "section", "variant", "variant_en")
    fields: Properties = {}
    for key in CATEGORIES:
        fields[f"{key}_gfa_m2"] = None
        fields |= {f"{key}_gfa_{suffix}": None for suffix in (*suffixes, "variant_section")}
    for key, (gfa_m2, qualifier) in given.items():
        amount = f"{gfa_m2 / 1e4:g}"
        fields |= {
            f"{key}_gfa_m2": gfa_m2,
            f"{key}_gfa_qualifier": qualifier,
            f"{key}_gfa_quote": f"演示：{CATEGORIES[key].label}{amount}万方",
            f"{key}_gfa_quote_en": f"Demo: {amount} × 10,000 m² ({key}).",
            f"{key}_gfa_section": section,
        }
    return fields


def boundary(period: tuple[int, int], error_m: float | None) -> Properties:
    """Return the fields of a boundary."""
    return {
        "period_start": period[0],
        "period_end": period[1],
        "boundary_basis": "演示边界",
        "boundary_basis_en": "Demo boundary",
        "error_m": error_m,
        "source": SOURCE,
        "licence": SOURCE,
    }


def zone(zone_id: str, kind_key: str, name: str, english: str, **more: Any) -> Properties:
    """Return the fields of a zone."""
    return {
        **{"zone_id": zone_id, "kind": kind_key, "name": name, "name_en": english},
        **{"alias": None, "alias_en": None, "title": name, "title_en": english},
        **{"role": f"{name}的定位（演示）", "role_en": f"Role of {english} (demo)"},
        **{"industries": ["新材料"], "industries_en": ["New materials"]},
        **more,
    }


def park(park_id: str, zone_id: str, name: str, english: str, **more: Any) -> Properties:
    """Return the fields of a park."""
    own = {"park_id": park_id, "zone_id": zone_id, "name": name, "name_en": english}
    return {**own, "part_of": None, **more}


def station(metro_id: str, name: str, english: str, lines: Sequence[str]) -> Properties:
    """Return the fields of a station in operation."""
    return {
        **{"metro_id": metro_id, "kind": "station", "name": name, "name_en": english},
        **{"lines": list(lines), "status": "operating", "sequence": None},
        **{"planning_name": None, "error_m": 50.0, "source": SOURCE},
    }


def write_layer(
    directory: Path, name: str, features: Sequence[tuple[Properties, BaseGeometry | None]]
) -> None:
    """Write a layer as the plan's files are written."""
    collection = {
        "type": "FeatureCollection",
        "name": name,
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": None if geometry is None else mapping(geometry),
            }
            for properties, geometry in features
        ],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    (directory / f"{name}.geojson").write_text(text, encoding="utf-8")


def write_profile(directory: Path, **profile: Any) -> None:
    """Write plan.json."""
    text = json.dumps(profile, ensure_ascii=False, indent=1)
    (directory / "plan.json").write_text(text, encoding="utf-8")


def write_xuhui_2026(directory: Path) -> None:
    """Write the second plan of Xuhui: the shipped ground, other zones and figures."""
    directory.mkdir(parents=True)
    for name in ("district", "subdistricts", "metro", "roads"):
        shutil.copy(SHIPPED / f"{name}.geojson", directory)
    grounds = _shapes("zones", "zone_id") | _shapes("subdistricts", "subdistrict_id")
    period, section = (2026, 2030), "演示章节"
    rows = (
        ("north", "pole", "漕河泾北", "Caohejing North", "caohejing", 60.0),
        ("bund", "pole", "西岸南", "West Bund South", "west-bund", 200.0),
        ("river", "belt", "滨江带", "Riverside Belt", "riverside", 150.0),
        ("spine", "belt", "华泾带", "Huajing Belt", "caohejing-huajing", 120.0),
        ("centre", "cluster", "徐家汇片", "Xujiahui Cluster", "xujiahui", 120.0),
        ("health", "cluster", "枫林片", "Fenglin Cluster", "fenglin", 120.0),
    )
    given: dict[str, dict[str, tuple[float, str | None]]] = {
        "north": {"existing": (6_200_000, "about"), "new": (850_000, "expected")},
        "bund": {"planned": (1_784_567, "about")},
        "river": {"linked": (3_600_000, "at_least")},
        "spine": {"planned": (900_000, None)},
        "centre": {"existing": (1_230_000, None), "new": (60_000, "expected")},
        "health": {},
    }
    write_layer(
        directory,
        "zones",
        [
            (
                zone(own, key, name, english)
                | figures(section, **given[own])
                | boundary(period, error_m),
                grounds[ground],
            )
            for own, key, name, english, ground, error_m in rows
        ],
    )
    parts = (
        ("valley", "bund", "数智谷二期（演示）", "Digital Valley II (demo)", "bund", "west-bund"),
        ("town", "spine", "北杨二期（演示）", "Beiyang II (demo)", None, "caohejing-huajing"),
    )
    write_layer(
        directory,
        "parks",
        [
            (
                park(own, within, name, english, part_of=part_of)
                | figures(section, planned=(500_000, None))
                | boundary(period, 150.0),
                grounds[ground].representative_point(),
            )
            for own, within, name, english, part_of, ground in parts
        ],
    )
    write_profile(
        directory,
        plan_id="xuhui-2026-demo",
        name="两极两带两片（演示）",
        name_en="Two Poles, Two Belts, Two Clusters (demo)",
        title="徐汇区人工智能产业“十五五”规划（演示数据）",
        title_en="15th Five-Year Plan for Xuhui's AI industry (demo data)",
        subject="人工智能",
        subject_en="AI",
        district="徐汇区",
        district_en="Xuhui District",
        chapter="演示章节",
        chapter_en="demo chapter",
        period_start=2026,
        period_end=2030,
        kinds={
            "pole": kind("极", "Pole", "solid", "#B03A1E"),
            "belt": kind("带", "Belt", "hatched", "#1B6A8F"),
            "cluster": kind("片", "Cluster", "dotted"),
        },
        categories=["existing", "new", "planned", "linked"],
    )


def _shapes(name: str, id_column: str) -> dict[str, BaseGeometry]:
    """Return the shipped geometries of a layer by id."""
    features = json.loads((SHIPPED / f"{name}.geojson").read_text("utf-8"))["features"]
    return {own["properties"][id_column]: shape(own["geometry"]) for own in features}


LONG_NAMES: Final = (
    ("低空经济总部集聚与国际交往功能核心区", "Headquarters and international exchange core"),
    ("长江左岸先进制造与科创服务融合发展轴", "Left bank advanced manufacturing axis"),
    ("数字文创组团", "Digital Culture Cluster"),
    ("大学城知识经济与未来产业先导试验组团", "University Town future industries pilot cluster"),
    ("站前组团", "Station Cluster"),
    ("湖畔组团", "Lakeside Cluster"),
    ("北岸轴", "North Bank Axis"),
    ("空港核", "Airport Core"),
    ("生态绿心与休闲旅游综合服务功能组团", "Green Heart leisure and tourism services cluster"),
)
KINDS_OF_NINE: Final = (
    *("core", "axis", "cluster", "cluster", "cluster"),
    *("cluster", "axis", "core", "cluster"),
)


def write_jiangcheng(directory: Path, lon: float = 114.3, lat: float = 30.6) -> None:
    """Write the invented city around a point (degrees): nine zones in a grid, 20 parks, metro."""
    directory.mkdir(parents=True)
    place = _placed(lon, lat)
    period = (2026, 2035)
    grounds = [
        place(box(x, y, x + 2600, y + 2100)) for y in (2600, 0, -2600) for x in (-4600, -1300, 2000)
    ]
    given: list[dict[str, tuple[float, str | None]]] = [
        {"existing": (2_000_000, "about"), "new": (1_784_567, "expected")},
        {"new": (300_000, None), "planned": (450_000, "at_least")},
        {"planned": (80_000, None)},
        {"existing": (12_000_000, "at_least"), "new": (8_000_000, "expected")},
    ]
    given += [{"new": (120_000, None)} for _ in range(5)]
    rows = zip(LONG_NAMES, KINDS_OF_NINE, grounds, given, strict=True)
    write_layer(
        directory,
        "zones",
        [
            (
                zone(f"z{number}", key, *names)
                | figures("三（二）", **own)
                | boundary(period, 120.0),
                ground,
            )
            for number, (names, key, ground, own) in enumerate(rows, start=1)
        ],
    )
    write_layer(
        directory,
        "parks",
        [
            (
                park(
                    f"p{number}",
                    f"z{number % 9 + 1}",
                    f"{LONG_NAMES[number % 9][0]}第{number + 1}号产业园",
                    f"Industrial park no. {number + 1} of {LONG_NAMES[number % 9][1]}",
                )
                | figures("三（二）", **({"planned": (30_000, None)} if number % 3 else {}))
                | boundary(period, None if number % 5 == 4 else 80.0),
                None
                if number % 5 == 4
                else affinity.translate(
                    grounds[number % 9].centroid,
                    0.002 * (number % 3 - 1),
                    0.002 * (number // 9 - 1),
                ),
            )
            for number in range(20)
        ],
    )
    outline = place(box(-5600, -3400, 5600, 5600))
    context = {"error_m": 100.0, "source": SOURCE}
    district = {"district_id": "linjiang", "name": "临江区", "name_en": "Linjiang District"}
    write_layer(
        directory, "district", [({**district, "official_area_km2": None, **context}, outline)]
    )
    write_layer(
        directory,
        "subdistricts",
        [
            (
                {"subdistrict_id": f"s{n}", "name": name, "name_en": f"{name_en} Sub-district"}
                | context,
                place(box(-5600 + 3733.3 * n, -3400, -5600 + 3733.3 * (n + 1), 5600)),
            )
            for n, (name, name_en) in enumerate(
                (("望江街道", "Wangjiang"), ("湖滨街道", "Hubin"), ("机场镇", "Jichang"))
            )
        ],
    )
    river = {"river_id": "jiang", "name": "大江", "name_en": "Great River", **context}
    bend = place(Polygon([(-7000, 5000), (7000, 5300), (7000, 6300), (-7000, 6000)]))
    write_layer(directory, "river", [(river, bend)])
    _write_metro(directory, place)
    write_profile(
        directory,
        plan_id="jiangcheng-demo",
        name="双核两轴五组团（演示）",
        name_en="Two Cores, Two Axes, Five Clusters (demo)",
        title="江城市临江区低空经济与先进制造业融合发展空间布局规划（2026—2035年）（演示数据）",
        title_en="Spatial layout plan for low-altitude economy in Linjiang, Jiangcheng (demo data)",
        subject="低空经济",
        subject_en="low-altitude economy",
        district="临江区",
        district_en="Linjiang District",
        chapter="第三章第二节",
        chapter_en="chapter 3.2",
        period_start=2026,
        period_end=2035,
        kinds={
            "core": kind("核", "Core", "solid"),
            "axis": kind("轴", "Axis", "hatched"),
            "cluster": kind("组团", "Cluster", "dotted"),
        },
        categories=["existing", "new", "planned"],
        spine_line="Line T1",
        spine_role="空铁走廊",
        spine_role_en="air–rail corridor",
    )


def _write_metro(directory: Path, place: Callable[[BaseGeometry], BaseGeometry]) -> None:
    track = {"kind": "track", "status": "operating", "sequence": None, "planning_name": None}
    lines = (
        ("Line T1", "有轨电车T1线", [(-6500, 1000), (6500, 1200)]),
        ("Pujiang Line", "浦江线", [(-1000, -5000), (-800, 6500)]),
    )
    features: list[tuple[Properties, BaseGeometry | None]] = [
        (
            {"metro_id": f"line-{n}", "name": name, "name_en": line, "lines": [line], **track}
            | {"error_m": 30.0, "source": SOURCE},
            place(LineString(points)),
        )
        for n, (line, name, points) in enumerate(lines)
    ]
    stops = (
        ("江心站", "Jiangxin", ["Line T1", "Pujiang Line"], (-900, 1090)),
        ("西门", "West Gate", ["Line T1"], (-4200, 1040)),
        ("空港东", "Airport East", ["Line T1"], (3400, 1150)),
    )
    features += [
        (station(f"st-{n}", name, english, own), place(Point(at)))
        for n, (name, english, own, at) in enumerate(stops)
    ]
    write_layer(directory, "metro", features)


def write_xicheng(directory: Path) -> None:
    """Write a plan of zones alone in the far west; one of them has no figure."""
    directory.mkdir(parents=True)
    place = _placed(87.6, 43.8)
    names = (("河东片区", "Hedong"), ("河西片区", "Hexi"))
    given: list[dict[str, tuple[float, str | None]]] = [{"new": (500_000, "expected")}, {}]
    write_layer(
        directory,
        "zones",
        [
            (
                zone(f"x{n}", "area", *name)
                | figures("二", **given[n])
                | boundary((2024, 2028), 90.0),
                place(box(3000 * n, 0, 3000 * n + 2500, 2000)),
            )
            for n, name in enumerate(names)
        ],
    )
    write_profile(
        directory,
        plan_id="xicheng-demo",
        name="两片（演示）",
        name_en="Two Areas (demo)",
        title="西城新材料产业布局（演示数据）",
        title_en="Layout of new materials in Xicheng (demo data)",
        subject="新材料",
        subject_en="new materials",
        district="西城区",
        district_en="Xicheng District",
        chapter="第二章",
        chapter_en="chapter 2",
        period_start=2024,
        period_end=2028,
        kinds={"area": kind("片", "Area", "solid")},
        categories=["new"],
    )


def _placed(lon: float, lat: float) -> Callable[[BaseGeometry], BaseGeometry]:
    """Return what puts metres (east, north of a point) on degrees, near enough for a drawing."""
    north = 1 / 110_900
    east = {30.6: 1 / 95_900, 43.8: 1 / 80_450}[lat]

    def place(geometry: BaseGeometry) -> BaseGeometry:
        return affinity.affine_transform(geometry, [east, 0, 0, north, lon, lat])

    return place


SECOND_PLANS: Final[dict[str, Callable[[Path], None]]] = {
    "xuhui-2026": write_xuhui_2026,
    "jiangcheng": write_jiangcheng,
    "xicheng": write_xicheng,
}
