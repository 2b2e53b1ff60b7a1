"""What is free, and from when: carriers less what is held in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Stock:
    """Free floor area (m², nan where not known) and the day it can be used, by candidate."""

    available_m2: NDArray[np.float64]
    ready: NDArray[np.datetime64]


def carrier_stock(
    ids: pd.Index,
    available_m2: NDArray[np.float64],
    ready: NDArray[np.datetime64],
    commitments: pd.DataFrame,
    day: date,
) -> Stock:
    """Return the carriers' free floor area for whoever comes on a day and stays.

    What is held that day or promised for later is taken off; what has run out before it is free
    again. Never below 0.
    """
    held = commitments[commitments["held_until"] >= pd.Timestamp(day)].dropna(subset="carrier_id")
    if held.empty:
        return Stock(available_m2, ready)
    sums = held.groupby("carrier_id")["area_m2"].sum()
    places = ids.get_indexer(sums.index)
    areas = sums.to_numpy(dtype=float)[places >= 0]
    free = available_m2.copy()
    free[places[places >= 0]] -= areas
    return Stock(np.maximum(free, 0.0), ready)
