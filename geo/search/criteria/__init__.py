"""Criteria of the search."""

from __future__ import annotations

from typing import Final

from geo.search.criteria.area import Area
from geo.search.criteria.budget import Budget
from geo.search.criteria.ceiling_height import CeilingHeight
from geo.search.criteria.criterion import Criterion
from geo.search.criteria.floor_load import FloorLoad
from geo.search.criteria.ground import DrawnGround
from geo.search.criteria.industry import Industry
from geo.search.criteria.layout import Layout
from geo.search.criteria.metro import Metro
from geo.search.criteria.place import Place
from geo.search.criteria.power import Power
from geo.search.criteria.price import Price
from geo.search.criteria.ready import Ready
from geo.search.criteria.rent import Rent
from geo.search.criteria.status import Status
from geo.search.criteria.tenure import Tenure

CRITERIA: Final[dict[str, Criterion]] = {
    criterion.key: criterion
    for criterion in (
        Area(),
        Layout(),
        Ready(),
        Rent(),
        Price(),
        Budget(),
        Industry(),
        Metro(),
        Place(),
        DrawnGround(),
        CeilingHeight(),
        FloorLoad(),
        Power(),
        Tenure(),
        Status(),
    )
}
"""Every criterion by key, in the order in which it is shown, explained and exported."""
