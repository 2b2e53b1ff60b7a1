"""The search of one session: begun from the address, changed by question, panel, list and map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from geo.question import Asked
from geo.search.query import Query
from geo.translation import Language
from views.kept import Kept, Reading, bound
from views.site_search.settings import (
    MOST_COMPARED,
    MOST_LISTED,
    Search,
    is_search,
    read_address,
)

SEARCH: Final = Kept[Search]("search")
_ASKED: Final = "search_asked"


def begin(plan: Plan) -> Reading[Search]:
    """Take the search from the address when the page is come to; return how it was read.

    A link leads over what the session has; without one the search is as it was left.
    """
    if SEARCH.arrived():
        if is_search(st.query_params) or not SEARCH.is_begun:
            SEARCH.begin(read_address(st.query_params, plan))
            st.session_state.pop(_ASKED, None)
        else:
            SEARCH.begin(Reading(replace(SEARCH.settings, made_on="")))
    return SEARCH.reading


def asked() -> Asked | None:
    """Return how the last question was understood, as long as its query stands."""
    found: Asked | None = st.session_state.get(_ASKED)
    return found


def take_question(understood: Asked) -> None:
    """Ask what a question was understood to mean, in place of what was asked before."""
    st.session_state[_ASKED] = understood
    ask_for(understood.query.replace(ground=SEARCH.settings.query.ground))


def ask_for(query: Query) -> None:
    """Ask a query; what was picked on the shortlist and to compare stays."""
    SEARCH.change(query=query, chosen=())


def choose(*candidate_ids: str) -> None:
    """Show a candidate, or the candidates of a combination, in list and map; again lets it go."""
    SEARCH.change(chosen=() if SEARCH.settings.chosen == candidate_ids else candidate_ids)


def compare(candidate_id: str, wanted: bool) -> None:
    """Take a candidate into the comparison, or out of it."""
    compared = _with(SEARCH.settings.compared, candidate_id, wanted)
    SEARCH.change(compared=compared[:MOST_COMPARED])


def shortlist(candidate_id: str, wanted: bool) -> None:
    """Put a candidate on the shortlist, or take it off."""
    listed = _with(SEARCH.settings.shortlist, candidate_id, wanted)
    SEARCH.change(shortlist=listed[:MOST_LISTED])


def _with(ids: tuple[str, ...], candidate_id: str, wanted: bool) -> tuple[str, ...]:
    others = tuple(other for other in ids if other != candidate_id)
    if not wanted:
        return others
    return ids if candidate_id in ids else (*ids, candidate_id)


def bind(
    part: str, value: object, language: Language, take: Callable[[Any], Query]
) -> dict[str, Any]:
    """Return `key` and `on_change` of a widget that shows and changes one part of the query."""
    return bound(f"search_{part}_{language}", value, lambda chosen: ask_for(take(chosen)))
