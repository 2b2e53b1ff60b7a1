"""Reading a GeoJSON file without trusting it.

The file is parsed here as JSON, never handed to a driver that guesses formats: a text file that
names other files of the server stays text. Nothing is repaired or dropped; what is wrong is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.crs import GEOGRAPHIC
from geo.errors import CrsError, DataFileError, Fault
from geo.plan.schema import Field

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
_GEOGRAPHIC_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490")


def read_text(path: Path) -> str:
    """Return the file's text (UTF-8, with or without BOM) or raise `DataFileError`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DataFileError(f"{path.name} 超过 {MAX_FILE_BYTES // 1024**2} MB：请拆分后再用")
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataFileError(
            f"找不到数据文件 {path.name}：请把它放回 {path.parent.name}/ 目录"
        ) from None
    except OSError as error:
        raise DataFileError(f"读不了 {path.name}（{error.strerror}）：请检查文件权限") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"{path.name} 不是 UTF-8 编码（第 {error.start + 1} 个字节起无法识别，可能是 GBK）："
            "请另存为 UTF-8 后再用"
        ) from error


def read_json(path: Path) -> Any:
    """Return the parsed JSON of the file or raise `DataFileError` with line and column."""

    def refuse(constant: str) -> NoReturn:
        raise DataFileError(f"{path.name} 含有 {constant}，不是合法的数字：没有数值请写 null")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise DataFileError(f"{path.name} 里同一对象的 {twice} 写了两次：请只留一个")
        return members

    try:
        return json.loads(read_text(path), parse_constant=refuse, object_pairs_hook=once)
    except DataFileError:
        raise
    except json.JSONDecodeError as error:
        raise DataFileError(
            f"{path.name} 不完整或不是 JSON（第 {error.lineno} 行第 {error.colno} 列）："
            "文件可能被截断，请重新导出"
        ) from error
    except RecursionError:
        raise DataFileError(f"{path.name} 的括号嵌套过深，不是正常的 GeoJSON：请重新导出") from None
    except ValueError:  # Python's limit on the digits of an integer
        raise DataFileError(f"{path.name} 含有几千位的整数，不是正常的数据：请改正") from None


def _geometry(value: object) -> BaseGeometry | None:
    """Return the geometry of a GeoJSON member; `ValueError` where it is not one."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError("geometry")
    geometry = shape(value)
    if not np.isfinite(shapely.get_coordinates(geometry)).all() or not _rings_are_closed(value):
        raise ValueError("coordinates")
    return geometry


def _rings_are_closed(value: dict[str, Any]) -> bool:
    """Whether every ring ends where it began (RFC 7946, 3.1.6); shapely would close it unasked."""
    coordinates = value.get("coordinates") or []
    parts = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(value["type"], [])
    return all(ring[0] == ring[-1] for rings in parts for ring in rings if ring)


def feature_label(properties: dict[str, Any], id_column: str, number: int) -> str:
    """Name a feature for a message: its name and id, or its number in the file."""
    known = [str(value) for value in (properties.get("name"), properties.get(id_column)) if value]
    if len(known) == 2:
        return f"{known[0]}（{known[1]}）"
    return known[0] if known else f"第 {number} 个要素"


def _require_geographic_member(path: Path, collection: dict[str, Any]) -> None:
    crs = collection.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not name.upper().endswith(_GEOGRAPHIC_NAMES):
        raise CrsError(
            f"{path.name} 的坐标系是 {name or '未写明'}，"
            "应为 WGS-84 经纬度（EPSG:4326）：请转换后再用"
        )


_GEOMETRY_ERRORS: Final = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    OverflowError,
    RecursionError,
    shapely.errors.ShapelyError,
)
"""What a geometry that is not one can make the parser raise."""


def read_features(
    path: Path, *, fields: Iterable[Field], id_column: str, may_be_empty: bool = False
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Return the file's features in EPSG:4326 with the columns `fields` names, and their faults.

    Values are as in the file (missing is None); other properties are kept out. Faults are missing
    fields and broken geometries. Raises `DataFileError` when the file cannot be read, `CrsError`
    when its coordinates are not lon/lat.
    """
    collection = read_json(path)
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise DataFileError(f"{path.name} 不是 GeoJSON 要素集合（FeatureCollection）：请重新导出")
    _require_geographic_member(path, collection)
    members = collection.get("features")
    if not isinstance(members, list) or not (members or may_be_empty):
        raise DataFileError(f"{path.name} 里没有要素（features 为空）：请检查导出范围")
    fields = tuple(fields)
    names = [field.name for field in fields]
    rows: list[dict[str, Any]] = []
    geometries: list[BaseGeometry | None] = []
    faults: list[Fault] = []
    for number, member in enumerate(members, start=1):
        properties = member.get("properties") if isinstance(member, dict) else None
        if not isinstance(properties, dict):
            faults.append(Fault(f"第 {number} 个要素", "", "不是 GeoJSON 要素：缺少 properties"))
            continue
        faults += [
            Fault(feature_label(properties, id_column, number), field.name, "缺少这个字段：请补上")
            for field in fields
            if not (field.name in properties or field.may_be_absent)
        ]
        try:
            geometries.append(_geometry(member.get("geometry")))
        except _GEOMETRY_ERRORS:
            label = feature_label(properties, id_column, number)
            faults.append(Fault(label, "geometry", "几何不完整或写错：请重新绘制或导出"))
            geometries.append(None)
        rows.append({name: properties.get(name) for name in names})
    layer = gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=names, dtype=object), geometry=geometries, crs=GEOGRAPHIC
    )
    _require_degrees(path, layer)
    return layer, faults


def _require_degrees(path: Path, layer: gpd.GeoDataFrame) -> None:
    located = layer.geometry[layer.geometry.notna() & ~layer.geometry.is_empty]
    if located.empty:
        return
    west, south, east, north = located.total_bounds
    if -90 <= west <= east <= 90 and 90 < north <= 180 and south > 0:
        raise CrsError(
            f"{path.name} 的经纬度写反了（{west:.2f}, {south:.2f}）：GeoJSON 先写经度，再写纬度"
        )
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise CrsError(
            f"{path.name} 的坐标（{west:.0f}, {south:.0f}）不是经纬度，像是投影坐标："
            "请转换到 WGS-84 经纬度（EPSG:4326）后再用"
        )
