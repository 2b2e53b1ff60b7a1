"""Tenure: to let or to buy."""

from __future__ import annotations

from collections.abc import Collection

from geo.carriers.schema import TENURES
from geo.search.criteria.choice import Choice
from geo.search.criteria.criterion import Parameter, Wants
from geo.translation import N_


class Tenure(Choice):
    """To let or to buy; what is offered for either meets both."""

    key, label = "tenure", N_("租售方式")
    fields = ("tenure",)
    parameters = (Parameter("tenure", "lease", "lease 租、sale 买"),)
    column, labels = "tenure", TENURES

    def choices(self) -> Collection[str]:
        return [key for key in TENURES if key != "either"]

    def accepted(self, query: Wants) -> Collection[str]:
        return (query.tenure, "either")
