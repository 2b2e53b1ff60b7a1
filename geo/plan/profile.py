"""The profile of a plan: `plan.json`, what its names, period, kinds and figures mean.

Every key is checked and every fault is told with its place; a key the profile does not know is a
fault too, for a misspelt one would count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.errors import DataFileError, Fault, FaultsError
from geo.plan.geojson import read_json
from geo.plan.layer_files import LAYER_FILES
from geo.plan.schema import CATEGORIES
from geo.plan.validation import text_fault, year_fault

PROFILE: Final = "plan.json"
"""File of a data directory that holds the profile."""

KindStyle = Literal["solid", "hatched", "dotted"]
"""How a kind of zone is drawn, so that kinds differ without colour."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees (EPSG:4326)."""


@dataclass(frozen=True)
class Kind:
    """A kind of zone (极, 带, 片 …): its short label, what it means, how it is drawn."""

    key: str
    label: str
    label_en: str
    plural_en: str
    meaning: str
    meaning_en: str
    style: KindStyle
    colour: str = ""
    """`#RRGGBB`; empty for the palette's own."""

    @property
    def counted(self) -> str:
        """The label after a number."""
        return self.label

    @property
    def counted_en(self) -> str:
        """The English label after a number, as the plan writes its plural."""
        return self.plural_en


@dataclass(frozen=True)
class Discrepancy:
    """A place where the plan's wordings differ, and how it is read; about some of its zones."""

    topic: str
    topic_en: str
    text: str
    text_en: str
    zone_ids: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """What a plan says of itself. Texts come in Chinese and English; None or empty is not given.

    `subject` is what the plan is about (人工智能), `city` that of the district, `chapter` where its
    layout stands; the spine is the metro line that ties the layout together and `spine_role` what
    the plan calls it. Kinds stand in the order of the file, categories in the glossary's.
    `circle_gfa_m2` are the floor areas of the circles in the legend, m². `metric_crs` is a
    projected CRS in metres and `plausible_bounds` the area in which a position can be; where they
    are not given, both are derived from the ground (`geo.plan.Plan`).
    """

    plan_id: str
    name: str
    name_en: str
    title: str
    title_en: str
    subject: str
    subject_en: str
    district: str
    district_en: str
    chapter: str
    chapter_en: str
    period_start: int
    period_end: int
    kinds: Mapping[str, Kind]
    categories: tuple[str, ...]
    city: str = ""
    spine_line: str | None = None
    spine_role: str = ""
    spine_role_en: str = ""
    discrepancies: tuple[Discrepancy, ...] = ()
    example_questions: tuple[str, ...] = ()
    example_questions_en: tuple[str, ...] = ()
    circle_gfa_m2: tuple[float, ...] = ()
    metric_crs: str | None = None
    plausible_bounds: Bounds | None = None
    map_approval_number: str | None = None
    private_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def period(self) -> range:
        """The years of the plan, first to last."""
        return range(self.period_start, self.period_end + 1)


def read_profile(path: Path) -> Profile:
    """Return the profile of a `plan.json`; raise a `PlanningError` with all its faults."""
    content = read_json(path)
    if not isinstance(content, dict):
        raise DataFileError(f"{path.name} 不是 JSON 对象：请参照 data/README.md 改正")
    faults = _Faults(path.name)
    for key in [key for key in content if key not in _READERS]:
        faults.add(key, f"没有这个键：请删去，或改为 {'、'.join(_READERS)} 之一")
    values: dict[str, Any] = {}
    for key, (is_required, read) in _READERS.items():
        if content.get(key) is not None:
            values[key] = read(content[key], key, faults)
        elif is_required:
            faults.add(key, "缺少：请补上")
    faults.add_period(values.get("period_start"), values.get("period_end"))
    if faults.found:
        raise FaultsError(path.name, faults.found)
    return Profile(**values)


class _Faults:
    """The faults of one file, by the key they are at."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.found: list[Fault] = []

    def add(self, key: str, message: str) -> None:
        self.found.append(Fault(self.file_name, key, message))

    def add_period(self, start: Any, end: Any) -> None:
        if isinstance(start, int) and isinstance(end, int) and start > end:
            self.add("period_end", f"规划期止 {end} 早于规划期起 {start}：请改正")


_Reader = Callable[[Any, str, _Faults], Any]


def _text(value: Any, key: str, faults: _Faults) -> str:
    if message := text_fault(value):
        faults.add(key, f"{message}：请改正")
        return ""
    return str(value)


def _year(value: Any, key: str, faults: _Faults) -> int | None:
    if not isinstance(value, int) or (message := year_fault(value)):
        faults.add(key, message if isinstance(value, int) else f"“{value}”不是年份：请写四位年份")
        return None
    return value


def _list(item: _Reader) -> _Reader:
    def read(value: Any, key: str, faults: _Faults) -> tuple[Any, ...]:
        if not isinstance(value, list):
            faults.add(key, "应为列表：请改正")
            return ()
        return tuple(
            item(own, f"{key}[{number}]", faults) for number, own in enumerate(value, start=1)
        )

    return read


def _choice(choices: Sequence[str]) -> _Reader:
    def read(value: Any, key: str, faults: _Faults) -> Any:
        if value not in choices:
            faults.add(key, f"“{value}”不在可选值内：{'、'.join(choices)}")
        return value

    return read


def _members(value: Any, key: str, faults: _Faults, readers: Mapping[str, _Reader]) -> Any:
    """Read an object that must have exactly these members, but for a `colour` it may lack."""
    if not isinstance(value, dict):
        faults.add(key, f"应为对象，含 {'、'.join(readers)}：请改正")
        return None
    for name in [name for name in value if name not in readers]:
        faults.add(f"{key}.{name}", "没有这个键：请删去或改正")
    for name in [name for name in readers if name not in value and name != "colour"]:
        faults.add(f"{key}.{name}", "缺少：请补上")
    return {
        name: read(value[name], f"{key}.{name}", faults)
        for name, read in readers.items()
        if name in value
    }


def _colour(value: Any, key: str, faults: _Faults) -> str:
    digits = value.removeprefix("#") if isinstance(value, str) else ""
    if len(digits) != 6 or set(digits) - set("0123456789abcdefABCDEF") or value == digits:
        faults.add(key, f"“{value}”不是颜色：请写作 #RRGGBB")
    return str(value)


def _kinds(value: Any, key: str, faults: _Faults) -> dict[str, Kind]:
    if not isinstance(value, dict) or not value:
        faults.add(key, '应为对象，每类片区一项，如 {"pole": {"label": "极", …}}：请改正')
        return {}
    texts = ("label", "label_en", "plural_en", "meaning", "meaning_en")
    readers = {
        **dict.fromkeys(texts, _text),
        "style": _choice(get_args(KindStyle)),
        "colour": _colour,
    }
    read = {name: _members(own, f"{key}.{name}", faults, readers) for name, own in value.items()}
    return {} if faults.found else {name: Kind(name, **own) for name, own in read.items()}


def _discrepancy(value: Any, key: str, faults: _Faults) -> Discrepancy | None:
    texts = dict.fromkeys(("topic", "topic_en", "text", "text_en"), _text)
    read = _members(value, key, faults, {**texts, "zone_ids": _list(_text)})
    return None if faults.found else Discrepancy(**read)


def _categories(value: Any, key: str, faults: _Faults) -> tuple[str, ...]:
    named = _list(_choice(tuple(CATEGORIES)))(value, key, faults)
    if len(set(map(str, named))) != len(named) or not named:
        faults.add(key, "应列出用到的类别，每个一次：请改正")
    return tuple(category for category in CATEGORIES if category in named)


def _positive(value: Any, key: str, faults: _Faults) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1e12:
        faults.add(key, f"“{value}”不是大于 0 的数字（单位 m²）：请改正")
        return 0.0
    return float(value)


def _metric_crs(value: Any, key: str, faults: _Faults) -> str:
    try:
        crs = CRS.from_user_input(value)
        method = crs.coordinate_operation.method_name if crs.coordinate_operation else ""
        is_metric = crs.is_projected and crs.axis_info[0].unit_name == "metre"
        is_metric = is_metric and "Pseudo Mercator" not in method  # its metres grow with latitude
    except (CRSError, IndexError):
        is_metric = False
    if not is_metric:
        faults.add(
            key, f"“{value}”不是能量距离的投影坐标系：请写作 EPSG:4549 这样的编号，或写 null"
        )
    return str(value)


def _bounds(value: Any, key: str, faults: _Faults) -> Bounds | None:
    numbers = value if isinstance(value, list) and len(value) == 4 else []
    if not all(isinstance(own, int | float) and not isinstance(own, bool) for own in numbers) or (
        not numbers
        or not (-180 <= numbers[0] < numbers[2] <= 180 and -90 <= numbers[1] < numbers[3] <= 90)
    ):
        faults.add(key, "应为 [西, 南, 东, 北] 四个经纬度：请改正")
        return None
    west, south, east, north = map(float, numbers)
    return west, south, east, north


def _private_fields(value: Any, key: str, faults: _Faults) -> dict[str, tuple[str, ...]]:
    """Read lists of field names by layer; only a field that may be null can be left out."""
    if not isinstance(value, dict):
        faults.add(key, '应为对象，如 {"parks": ["error_m"]}：请改正')
        return {}
    for layer, names in value.items():
        where = f"{key}.{layer}"
        if layer not in LAYER_FILES:
            faults.add(where, f"没有这个图层：可用 {'、'.join(LAYER_FILES)}")
        elif not isinstance(names, list):
            faults.add(where, '应为字段名的列表，如 ["error_m"]：请改正')
        else:
            for message in filter(None, (_private_refusal(layer, name) for name in names)):
                faults.add(where, message)
    return {} if faults.found else {layer: tuple(names) for layer, names in value.items()}


def _private_refusal(layer: str, name: object) -> str:
    """Return why a field cannot be private, nothing if it can."""
    own = next((own for own in LAYER_FILES[layer].fields if own.name == name), None)
    if own is None:
        return f"{layer}.geojson 没有字段“{name}”：请对照数据字典改正"
    if own.required:
        return f"“{name}”是必填字段，不能标为不公开：请从列表中删去"
    if name == "part_of":
        return "“part_of”不能标为不公开，缺了它合计会重复计数：请从列表中删去"
    return ""


_READERS: Final[dict[str, tuple[bool, _Reader]]] = {
    **dict.fromkeys(("plan_id", "name", "name_en", "title", "title_en"), (True, _text)),
    **dict.fromkeys(("subject", "subject_en", "district", "district_en"), (True, _text)),
    **dict.fromkeys(("chapter", "chapter_en"), (True, _text)),
    **dict.fromkeys(("period_start", "period_end"), (True, _year)),
    "kinds": (True, _kinds),
    "categories": (True, _categories),
    **dict.fromkeys(("city", "spine_line", "spine_role", "spine_role_en"), (False, _text)),
    "discrepancies": (False, _list(_discrepancy)),
    **dict.fromkeys(("example_questions", "example_questions_en"), (False, _list(_text))),
    "circle_gfa_m2": (False, _list(_positive)),
    "metric_crs": (False, _metric_crs),
    "plausible_bounds": (False, _bounds),
    "map_approval_number": (False, _text),
    "private_fields": (False, _private_fields),
}
"""Each key of the file: whether it is needed, and how it is read."""
