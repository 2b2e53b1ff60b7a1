"""Phasing of the plan's new floor area: an assumption, the same share every year by default.

The plan gives one figure for the whole period and no year for it. Whatever is worked out with a
phasing is therefore an estimate and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import isclose, isfinite
from typing import Final

from geo.errors import PlanningError
from geo.plan import Plan

Phasing = Sequence[tuple[int, float]]
"""Years and the share of the new floor area delivered in each, adding up to 1; empty: linear."""

_TOLERANCE: Final = 1e-6


class PhasingError(PlanningError):
    """A phasing that does not divide the plan's period."""


def shares(plan: Plan, phasing: Phasing = ()) -> dict[int, float]:
    """Return the share delivered in each year of the period; they add up to 1.

    Raises `PhasingError` naming every year that is not of the period, twice there or negative.
    """
    years = plan.profile.period
    if not phasing:
        return {year: 1 / len(years) for year in years}
    faults = [
        f"{year} 年不在规划期 {years[0]}—{years[-1]} 年内：请删去"
        for year, _ in phasing
        if year not in years
    ]
    named = [year for year, _ in phasing]
    faults += [f"{year} 年写了两次：请只留一个" for year in {*named} if named.count(year) > 1]
    faults += [
        f"{year} 年的比例 {share:g} 不在 0 和 1 之间：请改正"
        for year, share in phasing
        if not (isfinite(share) and 0 <= share <= 1)
    ]
    total = sum(share for _, share in phasing)
    if not faults and not isclose(total, 1, abs_tol=_TOLERANCE):
        faults.append(f"各年比例合计 {total:.4g}，应为 1：请调整")
    if faults:
        raise PhasingError("分年交付比例有问题：" + "；".join(faults))
    return {year: dict(phasing).get(year, 0.0) for year in years}


def applicable(plan: Plan, phasing: Phasing) -> Phasing:
    """Return a phasing where it divides the plan's period, else none: the same share every year.

    The period of a plan can change after shares of its years were kept.
    """
    try:
        shares(plan, phasing)
    except PhasingError:
        return ()
    return phasing


def delivered_shares(plan: Plan, phasing: Phasing = ()) -> dict[int, float]:
    """Return the share delivered by the end of each year of the period; the last is 1."""
    by_year = shares(plan, phasing)
    sums = [round(share, 12) for share in accumulate(by_year.values())]
    return {**dict(zip(by_year, sums, strict=True)), max(by_year): 1.0}
