"""Query: what a company needs, by criteria, each a must or a wish with a weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.search.criteria import CRITERIA


@dataclass(frozen=True, init=False)
class Query:
    """The values of one search by the fields of the criteria (`Criterion.fields`).

    `Query(area_min_m2=3000, near=Near(line="15"))`; a field that is not asked for is None or empty.
    Areas in m², rent in 元/㎡/天, price in 元/㎡, budget in 元 a month, heights in m, load in
    kN/㎡, power in kVA. A criterion is a must unless `wishes` gives it a weight above 0. Raises a
    `TypeError` for a field that no criterion has.
    """

    wishes: tuple[tuple[str, float], ...]
    values: tuple[tuple[str, Any], ...]
    """What is asked for, by field, in the order of the criteria."""

    def __init__(self, *, wishes: tuple[tuple[str, float], ...] = (), **values: Any) -> None:
        fields = _unasked()
        if unknown := values.keys() - fields.keys():
            raise TypeError(f"no criterion has {', '.join(sorted(unknown))}")
        asked = tuple((field, value) for field in fields if (value := values.get(field)))
        object.__setattr__(self, "wishes", wishes)
        object.__setattr__(self, "values", asked)

    def __getattr__(self, field: str) -> Any:
        """Return the value of a field."""
        if field.startswith("__") or field == "values":  # not yet there when it is copied
            raise AttributeError(field)
        for name, value in self.values:
            if name == field:
                return value
        fields = _unasked()
        if field not in fields:
            raise AttributeError(field)
        return fields[field]

    @property
    def asked(self) -> tuple[str, ...]:
        """The criteria that are asked for, in the order of CRITERIA."""
        given = dict(self.values).keys()
        return tuple(key for key, own in CRITERIA.items() if not given.isdisjoint(own.fields))

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each wish by criterion; a criterion that is missing here is a must."""
        return dict(self.wishes)

    def replace(self, **changes: Any) -> Query:
        """Return the query with other values of some fields."""
        return Query(**{**dict(self.values), "wishes": self.wishes, **changes})

    def without(self, *criteria: str) -> Query:
        """Return the query with some criteria no longer asked for."""
        gone = [field for key in criteria for field in CRITERIA[key].fields]
        wishes = tuple(wish for wish in self.wishes if wish[0] not in criteria)
        return self.replace(wishes=wishes, **dict.fromkeys(gone))

    def wishing(self, criterion: str, weight: float | None) -> Query:
        """Return the query with one criterion as a wish of a weight, or, without one, as a must."""
        weights = {**self.weights, criterion: weight}
        return self.replace(
            wishes=tuple((key, own) for key in CRITERIA if (own := weights.get(key)))
        )


def _unasked() -> dict[str, Any]:
    """Return every field with what stands for not asked."""
    return {
        field: criterion.unasked for criterion in CRITERIA.values() for field in criterion.fields
    }
