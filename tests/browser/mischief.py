"""A copy of the plan's data whose every text tries to be something else than text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

from geo.plan import SHIPPED

ATTACKS: Final = (
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "`${window.hacked=1}`",
    "${window.hacked=1}",
    "'\"><svg onload=window.hacked=1>",
    "{{7*7}}{%raw%}",
    "{name}%s",
    "\u202e倒\u202c",
    "👩🏽‍💻🏙️",
    "</script><script>window.hacked=1</script>",
    "</title></style></textarea><script>window.hacked=1</script>",
    "&lt;b&gt;&amp;",
    "$x$ **bold** :material/home: :red[red] [link](javascript:window.hacked=1)",
)
HOSTILE: Final = " ".join(ATTACKS)
_REFERENCES: Final = (
    *("zone_id", "park_id", "place_id", "metro_id", "subdistrict_id", "district_id", "river_id"),
    *("road_id", "plan_id", "kind", "status", "part_of", "zone_ids", "spine_line", "lines"),
    *("style", "colour", "categories", "metric_crs"),
)


def _spoiled(name: str, value: Any) -> Any:
    """Return a value with the attacks behind each of its texts; references stay what they are."""
    if name in _REFERENCES or name.endswith("_qualifier"):
        return value
    if isinstance(value, str):
        return f"{value} {HOSTILE}"
    if isinstance(value, list):
        return [_spoiled(name, item) for item in value]
    if isinstance(value, dict):
        return {key: _spoiled(key, item) for key, item in value.items()}
    return value


def hostile_copy(directory: Path) -> Path:
    """Write a hostile copy of the shipped data and return where it is."""
    shutil.copytree(SHIPPED, directory)
    for path in directory.glob("*.geojson"):
        collection = json.loads(path.read_text("utf-8"))
        for feature in collection["features"]:
            feature["properties"] = _spoiled("", feature["properties"])
        path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
    info = directory / "plan.json"
    plan = {**json.loads(info.read_text("utf-8")), "map_approval_number": "GS(2026)1"}
    info.write_text(json.dumps(_spoiled("", plan), ensure_ascii=False), "utf-8")
    return directory
