"""Layout: how the space of a company is to hang together."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from geo.search.candidates import Candidates
from geo.search.criteria.choice import Choice
from geo.search.criteria.criterion import Parameter, Wants
from geo.search.judgement import Judgement, binary
from geo.search.stock import Stock
from geo.translation import N_

LAYOUTS: Final = {
    "one_floor": N_("同一楼层"),
    "one_building": N_("同一楼宇"),
    "contiguous": N_("楼层相连"),
}


class Layout(Choice):
    """On one floor, in one building, or of one piece.

    A floor or unit is one floor; every carrier is in one building and of one piece.
    """

    key, label = "layout", N_("空间组合")
    fields = ("layout",)
    parameters = (
        Parameter(
            "layout", "one_floor", "one_floor 同一楼层、one_building 同一楼宇、contiguous 楼层相连"
        ),
    )
    labels = LAYOUTS

    def judge(self, candidates: Candidates, query: Wants, _stock: Stock) -> Judgement:
        """See `Criterion`; what is met is known to be."""
        has_floor = ~np.isnan(candidates.numbers("floor"))
        met = has_floor if query.layout == "one_floor" else np.ones(len(candidates), dtype=bool)

        def found(row: int) -> Any:
            return query.layout if met[row] else None

        return binary(self.key, met, met, found, query.layout)
