"""What every field of the criteria's panel is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geo.plan import Plan
from geo.search.query import Query
from geo.translation import Translator
from views.site_search.state import bind


@dataclass(frozen=True)
class Panel:
    """The query with what is needed to show and change it."""

    plan: Plan
    query: Query
    say: Translator
    part_of: str = ""
    """What sets the keys of this panel's fields apart from those of another."""

    def bind(self, part: str, value: Any, take: Callable[[Any], Query]) -> dict[str, Any]:
        """Return `key` and `on_change` of the field of one part of the query."""
        return bind(f"{self.part_of}{part}", value, self.say.language, take)
