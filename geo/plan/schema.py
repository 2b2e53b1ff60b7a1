"""The glossary: every column of the plan's files with its unit, its rule and its Chinese label.

Labels are gettext message ids (Chinese is the source language), marked with `N_`; whoever shows
them translates them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geo.translation import N_

FieldType = Literal["text", "texts", "number", "year", "date", "choice"]

M2_PER_WAN: Final = 10_000
"""Square metres in one 万㎡, the unit in which the plan and its readers count floor area."""


@dataclass(frozen=True)
class Category:
    """One of the plan's five floor-area categories. They are never added to one another."""

    key: str
    label: str
    meaning: str

    @property
    def column(self) -> str:
        """The column that holds the category's floor area, m²."""
        return f"{self.key}_gfa_m2"


@dataclass(frozen=True)
class Field:
    """One column: its name, Chinese label, type, unit and whether it may be null.

    A `private` one, which must be one that may be null, is left out of public copies
    (`geo.plan.private`).
    """

    name: str
    label: str
    type: FieldType
    required: bool = True
    unit: str = ""
    choices: tuple[str, ...] = ()
    private: bool = False

    @property
    def may_be_absent(self) -> bool:
        """Whether a file need not have the column: a translation that may be null."""
        return self.name.endswith("_en") and not self.required


CATEGORIES: Final[dict[str, Category]] = {
    category.key: category
    for category in (
        Category("existing", N_("现状"), N_("已建成的载体建筑面积")),
        Category("new", N_("新增"), N_("规划期内新增的建筑面积")),
        Category("planned", N_("规划集聚"), N_("集聚区或园区规划达到的建筑面积")),
        Category("linked", N_("联动"), N_("带动周边联动发展的建筑面积")),
        Category("renewal", N_("存量更新"), N_("存量更新和土地置换涉及的建筑面积")),
    )
}
CAPACITY_CATEGORIES: Final = ("new", "planned", "linked", "renewal")
"""What the plan brings about, as against what stands: the categories of the capacity overlay."""

QUALIFIERS: Final[dict[str, str]] = {
    "about": N_("约"),
    "at_least": N_("余（至少）"),
    "expected": N_("预计"),
}
QUALIFIER_SIGNS: Final[dict[str, str]] = {"about": "≈", "at_least": "≥", "expected": N_("预计 ")}
"""What stands before a figure so that its qualifier is always shown with it."""

PLACE_KINDS: Final[dict[str, str]] = {
    "institute": N_("研究机构"),
    "university": N_("高校"),
    "platform": N_("平台"),
    "incubator": N_("孵化器"),
    "park": N_("园区"),
    "landmark": N_("地标"),
    "heritage": N_("风貌区"),
    "culture": N_("文化"),
}

STATION_STATUS: Final[dict[str, str]] = {
    "operating": N_("运营"),
    "under_construction": N_("在建"),
}


def _gfa_fields() -> tuple[Field, ...]:
    fields: list[Field] = []
    for category in CATEGORIES.values():
        stem = f"{category.key}_gfa"
        fields += [
            Field(f"{stem}_m2", category.label, "number", False, "m²"),
            Field(f"{stem}_qualifier", N_("限定词"), "choice", False, choices=tuple(QUALIFIERS)),
            Field(f"{stem}_quote", N_("规划原文"), "text", False),
            Field(f"{stem}_quote_en", N_("原文英译"), "text", False),
            Field(f"{stem}_section", N_("规划章节"), "text", False),
            Field(f"{stem}_variant", N_("另一处原文"), "text", False),
            Field(f"{stem}_variant_en", N_("另一处原文英译"), "text", False),
            Field(f"{stem}_variant_section", N_("另一处章节"), "text", False),
        ]
    return tuple(fields)


def _boundary_fields(*, error_required: bool) -> tuple[Field, ...]:
    return (
        Field("period_start", N_("规划期起"), "year"),
        Field("period_end", N_("规划期止"), "year"),
        Field("boundary_basis", N_("边界依据"), "text"),
        Field("boundary_basis_en", N_("边界依据（英文）"), "text"),
        Field("error_m", N_("边界误差"), "number", error_required, "m"),
        Field("source", N_("来源"), "text"),
        Field("licence", N_("许可"), "text"),
    )


ZONE_FIELDS: Final[tuple[Field, ...]] = (
    Field("zone_id", N_("片区编号"), "text"),
    Field("kind", N_("类型"), "text"),
    Field("name", N_("名称"), "text"),
    Field("name_en", N_("英文名"), "text"),
    Field("alias", N_("别名"), "text", False),
    Field("alias_en", N_("英文别名"), "text", False),
    Field("title", N_("规划全称"), "text"),
    Field("title_en", N_("英文全称"), "text"),
    Field("role", N_("功能定位"), "text"),
    Field("role_en", N_("功能定位（英文）"), "text"),
    Field("industries", N_("主导产业"), "texts"),
    Field("industries_en", N_("主导产业（英文）"), "texts"),
    *_gfa_fields(),
    *_boundary_fields(error_required=True),
)

PARK_FIELDS: Final[tuple[Field, ...]] = (
    Field("park_id", N_("园区编号"), "text"),
    Field("zone_id", N_("所属片区"), "text"),
    Field("name", N_("名称"), "text"),
    Field("name_en", N_("英文名"), "text"),
    Field("part_of", N_("已含于片区"), "text", False),
    *_gfa_fields(),
    *_boundary_fields(error_required=False),
)

PLACE_FIELDS: Final[tuple[Field, ...]] = (
    Field("place_id", N_("地点编号"), "text"),
    Field("kind", N_("类别"), "choice", choices=tuple(PLACE_KINDS)),
    Field("name", N_("名称"), "text"),
    Field("name_en", N_("英文名"), "text"),
    Field("quote", N_("规划原文"), "text"),
    Field("quote_en", N_("原文英译"), "text"),
    Field("section", N_("规划章节"), "text"),
    Field("subdistrict", N_("街道（镇）"), "text", False),
    Field("position_basis", N_("位置依据"), "text"),
    Field("position_basis_en", N_("位置依据（英文）"), "text"),
    Field("error_m", N_("位置误差"), "number", False, "m"),
    Field("source", N_("来源"), "text"),
)

METRO_FIELDS: Final[tuple[Field, ...]] = (
    Field("metro_id", N_("轨道编号"), "text"),
    Field("kind", N_("类别"), "choice", choices=("track", "station")),
    Field("name", N_("名称"), "text"),
    Field("name_en", N_("英文名"), "text"),
    Field("lines", N_("线路"), "texts"),
    Field("status", N_("状态"), "choice", choices=tuple(STATION_STATUS)),
    Field("sequence", N_("站序"), "number", False),
    Field("planning_name", N_("规划站名"), "text", False),
    Field("error_m", N_("位置误差"), "number", unit="m"),
    Field("source", N_("来源"), "text"),
)


def _context_fields(id_name: str, *more: Field) -> tuple[Field, ...]:
    return (
        Field(id_name, N_("编号"), "text"),
        Field("name", N_("名称"), "text"),
        Field("name_en", N_("英文名"), "text"),
        *more,
        Field("error_m", N_("位置误差"), "number", unit="m"),
        Field("source", N_("来源"), "text"),
    )


SUBDISTRICT_FIELDS: Final = _context_fields("subdistrict_id")
DISTRICT_FIELDS: Final = _context_fields(
    "district_id", Field("official_area_km2", N_("官方面积"), "number", False, "km²")
)
RIVER_FIELDS: Final = _context_fields("river_id")
ROAD_FIELDS: Final = _context_fields(
    "road_id", Field("kind", N_("类别"), "choice", choices=("road", "expressway"))
)
