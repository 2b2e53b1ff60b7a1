"""Judgement by one criterion: whether it is met, how well, and by how much it is not.

The share of a criterion is how well it is met, 0…1: met is at least 0.5, missed below 0.5, not
known 0. Where less is better (rent, price, budget, distance) it falls from 1 to 0.5 at the limit;
what is only met or not is 1 or 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Verdict = Literal["met", "missed", "unknown"]
"""`unknown`: the inventory or the plan does not say; never taken for met."""


@dataclass(frozen=True)
class Part:
    """One criterion's part in one finding.

    `share` is how well it is met, 0…1; `points` its part of the score (the points of all parts add
    up to the score, 0…100). `found` and `wanted` are in `unit` (a number, a date, or text keys such
    as an industry or a status); `shortfall` is by how much it fails in `unit` (months for a date),
    None where it is met or cannot be measured.
    """

    criterion: str
    verdict: Verdict
    is_must: bool
    weight: float
    share: float
    points: float
    found: Any
    wanted: Any
    shortfall: float | None = None
    unit: str = ""
    is_estimate: bool = False
    """What was found is worked out from the plan by an assumption."""


@dataclass(frozen=True, eq=False)
class Judgement:
    """One criterion, all candidates, by row.

    `gap` is the shortfall as a share of what was asked for (1 for what is only met or not), nan
    where not known; `found` and `shortfall` give what `Part` has of one row.
    """

    criterion: str
    met: Flags
    known: Flags
    share: Numbers
    gap: Numbers
    found: Callable[[int], Any]
    wanted: Any
    shortfall: Callable[[int], float | None]
    unit: str = ""
    is_estimate: bool = False


@dataclass(frozen=True, eq=False)
class Shortfall:
    """By how much each candidate fails in `unit`, and the amount that counts as all of it."""

    amounts: Numbers
    scale: float
    unit: str


def unknown(count: int, criterion: str) -> Judgement:
    """Nothing is known of any candidate."""
    nothing = np.zeros(count, dtype=bool)
    return Judgement(
        criterion,
        nothing,
        nothing,
        np.zeros(count),
        np.full(count, np.nan),
        lambda _: None,
        None,
        lambda _: None,
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def at_most(criterion: str, values: Numbers, limit: float, unit: str) -> Judgement:
    """Less is better: 1 for nothing, 0.5 at the limit, then falling to 0."""
    known = ~np.isnan(values)
    met = known & (values <= limit)
    with np.errstate(divide="ignore", invalid="ignore"):
        within = 1 - 0.5 * values / limit if limit > 0 else np.ones_like(values)
        share = np.where(met, within, 0.5 * limit / values)
    over = np.maximum(values - limit, 0.0)
    return measured(criterion, values, met, share, Shortfall(over, limit, unit), limit)


def at_least(criterion: str, values: Numbers, limit: float, unit: str) -> Judgement:
    """Enough is enough: 1 when met, else falling to 0."""
    known = ~np.isnan(values)
    met = known & (values >= limit)
    share = np.where(met, 1.0, 0.5 * values / limit)
    short = np.maximum(limit - values, 0.0)
    return measured(criterion, values, met, share, Shortfall(short, limit, unit), limit)


def measured(  # noqa: PLR0913, PLR0917 - what a measured criterion has
    criterion: str, values: Numbers, met: Flags, share: Numbers, shortfall: Shortfall, wanted: Any
) -> Judgement:
    """Values (nan: not known) that are met or fall short; a share is 0 where nothing is known."""
    known = ~np.isnan(values)
    return Judgement(
        criterion,
        met,
        known,
        np.where(known, share, 0.0),
        shortfall.amounts / max(shortfall.scale, 1e-9),
        lambda row: _number(values[row]),
        wanted,
        lambda row: None if met[row] else _number(shortfall.amounts[row]),
        shortfall.unit,
    )


def binary(
    criterion: str, met: Flags, known: Flags, found: Callable[[int], Any], wanted: Any
) -> Judgement:
    """Met or not, with nothing between."""
    share = np.where(met, 1.0, 0.0)
    gap = np.where(known, np.where(met, 0.0, 1.0), np.nan)
    return Judgement(criterion, met & known, known, share, gap, found, wanted, lambda _: None)
