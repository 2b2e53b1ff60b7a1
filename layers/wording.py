"""The spelling of figures: 万㎡ with their qualifier, km², metres. One rule for every medium."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from geo.plan.schema import M2_PER_WAN, QUALIFIER_SIGNS
from geo.translation import N_, Language, Translator

MISSING = "—"
"""What stands where the plan gives no figure; never 0."""


def wan(gfa_m2: float | None, say: Translator) -> str:
    """Return floor area as a number of 万㎡ (Chinese) or million m² (English), without unit.

    It is exact to 100 m²; less than half of that is not written as 0.
    """
    if gfa_m2 is None or pd.isna(gfa_m2):
        return MISSING
    unit = unit_m2(say)
    decimals = len(str(unit // _LEAST_M2)) - 1
    if gfa_m2 and abs(gfa_m2) < _LEAST_M2 / 2:
        return f"<{_LEAST_M2 / unit:.{decimals}f}"
    return f"{gfa_m2 / unit:,.{decimals}f}".rstrip("0").rstrip(".")


_LEAST_M2: Final = 100


def unit_m2(say: Translator) -> int:
    """Return how many m² one unit of `wan` is: 万㎡ in Chinese, a million m² in English."""
    return 1_000_000 if say.language is Language.ENGLISH else M2_PER_WAN


def wan_unit(say: Translator) -> str:
    """Return the unit that `wan` counts in."""
    return say("万㎡")


def qualified(gfa_m2: float | None, qualifiers: Iterable[str | None], say: Translator) -> str:
    """Return floor area with its qualifiers before it: `≈550`, `≥400`, `预计 ≈178.46`."""
    number = wan(gfa_m2, say)
    return number if number == MISSING else f"{qualifier_sign(qualifiers, say)}{number}"


def qualifier_sign(qualifiers: Iterable[str | None], say: Translator) -> str:
    """Return what stands before a figure: 预计 if it is expected, then one sign for its bounds.

    A sum of about and at least is neither ≈ nor ≥ alone: it is at least about (至少约) so much.
    """
    present = {qualifier for qualifier in qualifiers if qualifier}
    expected = say(QUALIFIER_SIGNS["expected"]) if "expected" in present else ""
    bounds = [QUALIFIER_SIGNS[own] for own in present - {"expected"}]
    return expected + (say("至少约 ") if len(bounds) > 1 else "".join(bounds))


def amount_with_unit(
    gfa_m2: float | None, qualifiers: Iterable[str | None], say: Translator
) -> str:
    """Return floor area with its qualifiers and its unit: `≈550 万㎡`, `≈5.5 million m²`."""
    return f"{qualified(gfa_m2, qualifiers, say)} {wan_unit(say)}"


def count_word(count: int, say: Translator) -> str:
    """Return a small count as it is spelt before a measure word (两类, two), else in figures."""
    return say(_COUNTS[count]) if count in _COUNTS else str(count)


_COUNTS: Final = {1: N_("一"), 2: N_("两"), 3: N_("三"), 4: N_("四"), 5: N_("五")}


def square_km(area_m2: float) -> str:
    """Return ground area in km² with two decimals."""
    return f"{area_m2 / 1e6:,.2f} km²"


def quotation(text: str, section: str, say: Translator) -> str:
    """Return the plan's words, as they are, with the section they stand in."""
    return say("{text}——《规划》{section}", text=text, section=section_name(section, say))


def section_name(section: str, say: Translator) -> str:
    """Return how a section of the plan is cited: `四（一）2`, in English `4(1)2`."""
    if say.language is Language.CHINESE:
        return section
    cited = section.translate(str.maketrans(_NUMERALS, "123456789()"))
    for part in _PARTS:
        cited = cited.replace(part, f" {say(part)} ")
    return " ".join(cited.split())


_NUMERALS: Final = "一二三四五六七八九（）"
_PARTS: Final = (N_("专栏"), N_("注"), N_("图"))
"""What a citation of the plan is made of, besides figures."""
