"""The rules a plan's files must keep. Every fault is collected, none is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final, TypeGuard

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from geo.crs import Datum, convert_datum, metric_crs_at
from geo.errors import Fault
from geo.plan.geojson import feature_label
from geo.plan.schema import CATEGORIES, Field, FieldType

SHIFT_TOLERANCE_M: Final = 60.0
"""A ring this close to its control points is where it should be."""

_LARGEST: Final = 1e15
"""No area, error or year of a plan comes near it."""

_DATUM_NAMES: Final = {Datum.GCJ02: "GCJ-02（高德、腾讯）", Datum.BD09: "BD-09（百度）"}


def _is_number(value: object) -> TypeGuard[float]:
    numeric: Any = value
    is_numeric = isinstance(value, int | float | np.integer | np.floating)
    return is_numeric and not isinstance(value, bool) and bool(abs(numeric) <= _LARGEST)


_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters: no sheet, table or database can hold them."""


def text_fault(value: object) -> str:
    """Return what is wrong with a value that should be a text, nothing if it is one."""
    if not isinstance(value, str) or not value.strip():
        return "应为文字，不能为空"
    return "含有不可见的控制字符或残缺的字：请删去后重新输入" if _UNWRITABLE.search(value) else ""


def _texts_fault(field: Field, value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return '应为文字列表，如 ["高端芯片"]'
    return next(filter(None, (text_fault(item) for item in value)), "")


def _choice_fault(field: Field, value: object) -> str:
    return "" if value in field.choices else f"“{value}”不在可选值内：{'、'.join(field.choices)}"


def _number_fault(field: Field, value: object) -> str:
    if not _is_number(value):
        return f"“{value}”不是数字：请写纯数字（单位 {field.unit}），没有请写 null"
    return f"为 {value}，不能为负：请改为非负数，规划未给出的写 null" if value < 0 else ""


def year_fault(value: object) -> str:
    """Return what is wrong with a value that should be a year, nothing if it is one."""
    is_year = _is_number(value) and float(value).is_integer() and 1900 <= value <= 2200
    return "" if is_year else f"“{value}”不是年份：请写四位年份"


_VALUE_RULES: Final[dict[FieldType, Callable[[Field, object], str]]] = {
    "text": lambda _field, value: text_fault(value),
    "texts": _texts_fault,
    "choice": _choice_fault,
    "number": _number_fault,
    "year": lambda _field, value: year_fault(value),
}


def _is_null(value: object) -> bool:
    return value is None or (isinstance(value, float) and np.isnan(value))


def _labels(layer: gpd.GeoDataFrame, id_column: str) -> list[str]:
    return [
        feature_label(row, id_column, number)
        for number, row in enumerate(layer.drop(columns="geometry").to_dict("records"), start=1)
    ]


def value_faults(
    layer: gpd.GeoDataFrame, fields: Iterable[Field], *, id_column: str, known: Sequence[Fault] = ()
) -> list[Fault]:
    """Check every value against its field's rule, and that ids are unique.

    What is `known` already (a field that is missing altogether) is not said again.
    """
    said = {(fault.feature, fault.field) for fault in known}
    faults: list[Fault] = []
    labels = _labels(layer, id_column)
    for field in fields:
        for label, value in zip(labels, layer[field.name], strict=True):
            if _is_null(value):
                if field.required and (label, field.name) not in said:
                    faults.append(Fault(label, field.name, f"缺少{field.label}：请补上"))
            elif message := _VALUE_RULES[field.type](field, value):
                faults.append(Fault(label, field.name, message))
    ids = layer[id_column].map(str)
    faults += [
        Fault(labels[position], id_column, "编号重复：每个要素的编号必须唯一")
        for position in np.flatnonzero(ids.duplicated(keep="first"))
    ]
    return faults


def geometry_faults(
    layer: gpd.GeoDataFrame,
    *,
    id_column: str,
    types: Sequence[str],
    required: bool,
    known: Sequence[Fault] = (),
) -> list[Fault]:
    """Check that geometries are present (if required), of the right type, and valid."""
    said = {fault.feature for fault in known if fault.field == "geometry"}
    faults: list[Fault] = []
    for label, geometry in zip(_labels(layer, id_column), layer.geometry, strict=True):
        if geometry is None or geometry.is_empty:
            if required and label not in said:
                faults.append(Fault(label, "geometry", "没有几何：请补画边界"))
        elif geometry.geom_type not in types:
            faults.append(
                Fault(label, "geometry", f"是 {geometry.geom_type}，应为 {' 或 '.join(types)}")
            )
        elif not geometry.is_valid:
            faults.append(Fault(label, "geometry", _invalidity(geometry)))
    return faults


def _invalidity(geometry: BaseGeometry) -> str:
    reason = explain_validity(geometry)
    kind, _, location = reason.partition("[")
    where = location.rstrip("]").replace(" ", ", ")
    what = "边界自相交" if "Self-intersection" in kind else f"几何无效（{kind.strip()}）"
    return f"{what}，在 ({where}) 附近：请修正边界" if where else f"{what}：请修正边界"


def figure_faults(layer: gpd.GeoDataFrame, *, id_column: str) -> list[Fault]:
    """Check that every figure has the plan's words and section, and that the period runs on."""
    faults: list[Fault] = []
    labels = _labels(layer, id_column)
    for label, row in zip(labels, layer.to_dict("records"), strict=True):
        for category in CATEGORIES.values():
            if _is_null(row[category.column]):
                continue
            faults += [
                Fault(
                    label,
                    f"{category.key}_gfa_{suffix}",
                    f"有{category.label}数字而无{what}：请补出处",
                )
                for suffix, what in (("quote", "规划原文"), ("section", "规划章节"))
                if _is_null(row[f"{category.key}_gfa_{suffix}"])
            ]
        start, end = row["period_start"], row["period_end"]
        if _is_number(start) and _is_number(end) and start > end:
            faults.append(
                Fault(label, "period_end", f"规划期止 {end} 早于规划期起 {start}：请改正")
            )
    return faults


def kind_faults(zones: gpd.GeoDataFrame, kinds: Collection[str]) -> list[Fault]:
    """Check that every zone is of a kind the plan has."""
    return [
        Fault(label, "kind", f"“{kind}”不在可选值内：{'、'.join(kinds)}（见 plan.json 的 kinds）")
        for label, kind in zip(_labels(zones, "zone_id"), zones["kind"], strict=True)
        if isinstance(kind, str) and kind not in kinds
    ]


def period_faults(
    layer: gpd.GeoDataFrame, period: tuple[int, int], *, id_column: str
) -> list[Fault]:
    """Check that every feature's period is the plan's (first year, last year)."""
    return [
        Fault(label, name, f"为 {value:g}，与 plan.json 的 {own} 不一致：请统一")
        for name, own in zip(("period_start", "period_end"), period, strict=True)
        for label, value in zip(_labels(layer, id_column), layer[name], strict=True)
        if _is_number(value) and value != own
    ]


def category_faults(
    layer: gpd.GeoDataFrame, categories: Collection[str], *, id_column: str
) -> list[Fault]:
    """Check that figures stand only in categories the plan says it uses."""
    return [
        Fault(
            label,
            category.column,
            f"plan.json 的 categories 没有“{category.key}”：请加上，或写 null",
        )
        for category in CATEGORIES.values()
        if category.key not in categories
        for label, value in zip(_labels(layer, id_column), layer[category.column], strict=True)
        if not _is_null(value)
    ]


def park_faults(parks: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> list[Fault]:
    """Check that parks belong to zones of the plan and that nested figures fit into the whole."""
    faults: list[Fault] = []
    zone_ids = {zone_id for zone_id in zones["zone_id"] if isinstance(zone_id, str)}
    labels = _labels(parks, "park_id")
    rows = parks.to_dict("records")
    for label, row in zip(labels, rows, strict=True):
        faults += [
            Fault(label, field, f"片区“{row[field]}”不在片区文件中：请改为已有的片区编号")
            for field in ("zone_id", "part_of")
            if isinstance(row[field], str) and row[field] not in zone_ids
        ]
    for zone in zones.to_dict("records"):
        for category in CATEGORIES.values():
            parts = [
                (label, row[category.column])
                for label, row in zip(labels, rows, strict=True)
                if row["part_of"] == zone["zone_id"] and _is_number(row[category.column])
            ]
            whole = zone[category.column]
            if parts and not (_is_number(whole) and sum(part for _, part in parts) <= whole):
                names = "、".join(label for label, _ in parts)
                message = f"合计大于或无从归入片区“{zone['zone_id']}”的{category.label}数字：请核对"
                faults.append(Fault(names, category.column, message))
    return faults


def position_faults(zones: gpd.GeoDataFrame, control_rings: gpd.GeoSeries) -> list[Fault]:
    """Check that each zone lies on its control points, and name the datum when it is shifted.

    `control_rings` holds one MultiPoint (EPSG:4326) a zone id. A zone without control points is
    not checked. The distance is the median over the points, in metres.
    """
    faults: list[Fault] = []
    checked = zones[zones["zone_id"].isin(control_rings.index) & zones.geometry.notna()]
    areas = checked.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    measured = checked["error_m"].map(_is_number).astype(bool)
    checked = checked[areas & measured & checked.geometry.is_valid & ~checked.geometry.is_empty]
    if checked.empty:
        return faults
    off = {
        datum: _offset_m(
            convert_datum(checked.geometry, datum, Datum.WGS84), checked, control_rings
        )
        for datum in Datum
    }
    for position, label in enumerate(_labels(checked, "zone_id")):
        offset = off[Datum.WGS84].iloc[position]
        tolerance = max(SHIFT_TOLERANCE_M, float(checked["error_m"].iloc[position]))
        likely = next(
            (
                name
                for datum, name in _DATUM_NAMES.items()
                if offset > SHIFT_TOLERANCE_M and off[datum].iloc[position] < offset / 4
            ),
            None,
        )
        if likely:
            faults.append(
                Fault(
                    label,
                    "geometry",
                    f"偏离控制点约 {offset:.0f} m，坐标像是 {likely}：请先转换为 WGS-84 再用",
                )
            )
        elif offset > tolerance:
            faults.append(
                Fault(label, "geometry", f"偏离控制点约 {offset:.0f} m：请检查坐标系或边界位置")
            )
    return faults


def _offset_m(
    geometries: gpd.GeoSeries, zones: gpd.GeoDataFrame, control_rings: gpd.GeoSeries
) -> pd.Series:
    west, south, east, north = control_rings.total_bounds
    metric = metric_crs_at((west + east) / 2, (south + north) / 2)
    boundaries = geometries.to_crs(metric).boundary
    rings = control_rings.to_crs(metric)
    medians = [
        float(np.median([boundary.distance(point) for point in rings[zone_id].geoms]))
        for zone_id, boundary in zip(zones["zone_id"], boundaries, strict=True)
    ]
    return pd.Series(medians, index=zones.index)
