"""A data directory with many parks: 演示数据, squares in a grid over the district, labelled so."""

from __future__ import annotations

import json
import shutil
from math import ceil, sqrt
from pathlib import Path

from shapely.geometry import box, mapping

from geo.plan import SHIPPED, read_plan


def write_demo_data(directory: Path, count: int) -> Path:
    """Copy the shipped data to `directory`, with `count` demo parks in place of its parks."""
    shutil.copytree(SHIPPED, directory, dirs_exist_ok=True)
    path = directory / "parks.geojson"
    model = next(
        feature["properties"]
        for feature in json.loads(path.read_text("utf-8"))["features"]
        if feature["properties"]["park_id"] == "xian-media-port"
    )
    west, south, east, north = read_plan().district.total_bounds
    columns = ceil(sqrt(count))
    width, height = (east - west) / columns, (north - south) / columns
    features = []
    for number in range(count):
        row, column = divmod(number, columns)
        left, bottom = west + column * width, south + row * height
        square = box(left, bottom, left + 0.8 * width, bottom + 0.8 * height)
        names = {"name": f"演示数据 {number}", "name_en": f"Demo data {number}"}
        properties = {**model, **names, "park_id": f"demo-{number}", "source": "演示数据"}
        features.append({"type": "Feature", "properties": properties, "geometry": mapping(square)})
    collection = {"type": "FeatureCollection", "name": "parks", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return directory
