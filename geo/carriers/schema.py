"""The glossary of the inventory: every column of carriers and commitments.

A carrier (载体) is a building, floor or unit that can be let or sold. Floor areas are m², dates are
days, positions lon/lat in EPSG:4326. What is not known is missing, never 0.
"""

from __future__ import annotations

from typing import Final

from geo.plan.schema import Field
from geo.translation import N_

STATUSES: Final[dict[str, str]] = {
    "vacant": N_("空置"),
    "reserved": N_("意向"),
    "signed": N_("签约"),
    "occupied": N_("入驻"),
}
TENURES: Final[dict[str, str]] = {
    "lease": N_("出租"),
    "sale": N_("出售"),
    "either": N_("租售均可"),
}

CARRIER_FIELDS: Final[tuple[Field, ...]] = (
    Field("carrier_id", N_("载体编号"), "text"),
    Field("name", N_("名称"), "text"),
    Field("building", N_("楼宇"), "text", False),
    Field("floor", N_("楼层"), "number", False),
    Field("unit", N_("单元"), "text", False),
    Field("zone_id", N_("片区"), "text", False),
    Field("park_id", N_("园区"), "text", False),
    Field("lon", N_("经度"), "number", False, "°"),
    Field("lat", N_("纬度"), "number", False, "°"),
    Field("total_gfa_m2", N_("总建筑面积"), "number", unit="㎡"),
    Field("available_gfa_m2", N_("可用面积"), "number", unit="㎡"),
    Field("ready_date", N_("交付日期"), "date"),
    Field("rent_cny_m2_day", N_("日租金"), "number", False, "元/㎡/天"),
    Field("price_cny_m2", N_("售价"), "number", False, "元/㎡"),
    Field("industries", N_("适合产业"), "texts", False),
    Field("ceiling_height_m", N_("层高"), "number", False, "m"),
    Field("floor_load_kn_m2", N_("楼面荷载"), "number", False, N_("kN/㎡")),
    Field("power_kva", N_("供电容量"), "number", False, "kVA"),
    Field("tenure", N_("租售方式"), "choice", choices=tuple(TENURES)),
    Field("status", N_("状态"), "choice", choices=tuple(STATUSES)),
    Field("contact", N_("联系方式"), "text", False, private=True),
    Field("source", N_("来源"), "text"),
    Field("as_of", N_("数据日期"), "date"),
)
"""What a carriers file holds. A basement's floor is negative; a whole building has none."""

DERIVED_COLUMNS: Final = ("subdistrict_id", "is_demo")
"""Columns the inventory adds: the sub-district by location, and whether a row is 演示数据."""

PRIVATE_CHOICES: Final = ("contact", "rent_cny_m2_day", "price_cny_m2")
"""Fields an inventory may mark private; `contact` always is."""

COMMITMENT_FIELDS: Final[tuple[Field, ...]] = (
    Field("commitment_id", N_("预留编号"), "text"),
    Field("company", N_("企业"), "text", private=True),
    Field("zone_id", N_("片区"), "text"),
    Field("park_id", N_("园区"), "text", False),
    Field("carrier_id", N_("载体编号"), "text", False),
    Field("area_m2", N_("预留面积"), "number", unit="㎡"),
    Field("held_from", N_("预留起"), "date"),
    Field("held_until", N_("预留至"), "date"),
)
"""A commitment holds an area for a company, both days included, in a zone, park or carrier."""

CARRIER_COLUMNS: Final = (*(field.name for field in CARRIER_FIELDS), *DERIVED_COLUMNS)
COMMITMENT_COLUMNS: Final = tuple(field.name for field in COMMITMENT_FIELDS)
