"""Shortlists worked by hand: offices with known areas, days, rents, and what a search says of them.

Weights: area 1 and day 1 as musts, rent 2 as a wish; together 4. 甲 scores
100·(1·0.9 + 1·1 + 2·0.6)/4 = 77.5, 乙 100·(1·0.6 + 1·1 + 2·0.9)/4 = 85. Without rent they are
100·(0.9 + 1)/2 = 95 and 100·(0.6 + 1)/2 = 80: the other way round.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd

from briefings.brief import Release
from briefings.shortlist.shortlist import Shortlist
from geo.search.candidates import CANDIDATE_COLUMNS
from geo.search.findings import Finding
from geo.search.judgement import Part
from geo.search.query import Query

QUERY: Final = Query(
    area_min_m2=3000, ready_by=date(2024, 12, 31), rent_max=5.55, wishes=(("rent", 2.0),)
)
QUESTION: Final = "2024年底前3000平，日租金5.55元以内"
CONTACT: Final = "王经理 13800001111"
NAMES: Final = "甲乙丙丁戊己庚辛壬癸子丑"
SHARES: Final = ((0.9, 0.6), (0.6, 0.9))
RENTS: Final = (4.37, 2.18)
PUBLIC: Final[dict[str, Any]] = {
    "release": Release.PUBLIC,
    "unit": "徐汇区投促中心",
    "source": "载体台账",
    "approval_number": "沪S(2024)001号",
    "data_date": date(2024, 6, 1),
}


def _row(place: int, **changes: Any) -> dict[str, Any]:
    row = {
        **dict.fromkeys(CANDIDATE_COLUMNS),
        "kind": "carrier",
        "name": f"{NAMES[place % 12]}楼",
        "name_en": f"{NAMES[place % 12]}楼",
        "building": "创新大厦",
        "floor": float(place + 1),
        "unit": f"{place + 1}01",
        "zone_id": "caohejing",
        "park_id": None,
        "subdistrict_id": "hongmei",
        "lon": 121.398 + place * 0.004,
        "lat": 31.166 + place % 3 * 0.006,
        "total_gfa_m2": 6000.0,
        "available_gfa_m2": 3300.0 + 100 * place,
        "ready_date": pd.Timestamp(2024, 6, 30),
        "rent_cny_m2_day": RENTS[place % 2],
        "industries": ("chip",),
        "ceiling_height_m": 4.2,
        "tenure": "lease",
        "status": "vacant",
        "contact": CONTACT,
        "source": "徐汇区载体台账",
        "as_of": pd.Timestamp(2024, 5, 31),
        "is_demo": False,
        "part_of": (),
    }
    return {**row, **changes}


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    index = pd.Index([f"c{place:02d}" for place in range(len(rows))], name="candidate_id")
    numbers = [
        *("floor", "lon", "lat", "total_gfa_m2", "available_gfa_m2", "rent_cny_m2_day"),
        *("price_cny_m2", "ceiling_height_m", "floor_load_kn_m2", "power_kva"),
    ]
    table = pd.DataFrame(rows, index=index)[list(CANDIDATE_COLUMNS)]
    return table.astype(dict.fromkeys(numbers, "float64") | {"is_demo": "bool"})


def part(criterion: str, share: float, found: Any, wanted: Any, **more: Any) -> Part:
    """Return a criterion's part: met, a must of weight 1 unless told otherwise."""
    weight = 2.0 if criterion == "rent" else 1.0
    usual = {"verdict": "met", "is_must": criterion != "rent", "shortfall": None}
    units = {"area": "m2", "ready": "months", "rent": "元/㎡/天"}
    given = {**usual, **more}
    return Part(
        criterion,
        weight=weight,
        share=share,
        points=100 * weight * share / 4,
        found=found,
        wanted=wanted,
        unit=units[criterion],
        **given,
    )


def finding(place: int, row: dict[str, Any]) -> Finding:
    """Return what the search says of an office."""
    area, rent = SHARES[place % 2]
    parts = (
        part("area", area, row["available_gfa_m2"], (3000.0, None)),
        part("ready", 1.0, date(2024, 6, 30), date(2024, 12, 31)),
        part("rent", rent, row["rent_cny_m2_day"], 5.55),
    )
    return Finding(f"c{place:02d}", sum(each.points for each in parts), parts)


def near_misses(first: int) -> tuple[Finding, Finding]:
    """Return one that fails in rent alone, and one that is late and dear."""
    dear = part("rent", 0.4, 6.66, 5.55, verdict="missed", is_must=True, shortfall=1.11)
    late = part(
        "ready",
        0.3,
        date(2025, 4, 30),
        date(2024, 12, 31),
        verdict="missed",
        shortfall=4.0,
    )
    area = part("area", 1.0, 3000.0, (3000.0, None))
    in_time = part("ready", 1.0, date(2024, 6, 30), date(2024, 12, 31))
    return (
        Finding(f"c{first:02d}", 65.0, (area, in_time, dear)),
        Finding(f"c{first + 1:02d}", 52.5, (area, late, dear)),
    )


def shortlist_of(count: int = 2, *, row: dict[str, Any] | None = None, **fields: Any) -> Shortlist:
    """Return a shortlist of so many offices and two near misses; rows and fields may be changed."""
    rows = [_row(place, **(row or {})) for place in range(count)]
    missed = [_row(count + place, rent_cny_m2_day=6.66) for place in range(2)]
    findings = tuple(finding(place, own) for place, own in enumerate(rows))
    usual = {"question": QUESTION, "data_date": date(2024, 6, 1)}
    table, misses = _table([*rows, *missed]), near_misses(count)
    return Shortlist(table, findings, QUERY, misses, **{**usual, **fields})
