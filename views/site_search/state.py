"""The search of one session: begun from the address, changed by question, panel, list and map.

As with the map's view it is kept apart from the widgets, which Streamlit forgets when another page
is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo.plan import Plan
from geo.question import Asked
from geo.search.query import Query
from geo.translation import Language
from views.site_search.settings import (
    MOST_COMPARED,
    MOST_LISTED,
    Reading,
    Search,
    is_search,
    read_address,
)
from views.state import arrived

_READING: Final = "search_reading"
_SEARCH: Final = "search"
_ASKED: Final = "search_asked"
_RENEWED: Final = "search_renewed"


def begin(plan: Plan) -> Reading:
    """Take the search from the address when the page is come to; return how it was read.

    A link leads over what the session has; without one the search is as it was left.
    """
    if arrived("search"):
        is_new = is_search(st.query_params) or _SEARCH not in st.session_state
        reading = read_address(st.query_params if is_new else {}, plan)
        if is_new:
            st.session_state[_SEARCH] = reading.search
            st.session_state.pop(_ASKED, None)
        st.session_state[_READING] = reading
    taken: Reading = st.session_state[_READING]
    return taken


def current_search() -> Search:
    """Return what the session asks and has picked."""
    search: Search = st.session_state[_SEARCH]
    return search


def asked() -> Asked | None:
    """Return how the last question was understood, as long as its query stands."""
    found: Asked | None = st.session_state.get(_ASKED)
    return found


def take_question(understood: Asked) -> None:
    """Ask what a question was understood to mean, in place of what was asked before."""
    st.session_state[_ASKED] = understood
    ask_for(understood.query.replace(ground=current_search().query.ground))


def ask_for(query: Query) -> None:
    """Ask a query; what was picked on the shortlist and to compare stays."""
    change(query=query, chosen=())


def change(**changes: Any) -> None:
    """Change parts of the search."""
    st.session_state[_SEARCH] = replace(current_search(), **changes)


def choose(*candidate_ids: str) -> None:
    """Show a candidate, or the candidates of a combination, in list and map; again lets it go."""
    change(chosen=() if current_search().chosen == candidate_ids else candidate_ids)


def compare(candidate_id: str, wanted: bool) -> None:
    """Take a candidate into the comparison, or out of it."""
    compared = _with(current_search().compared, candidate_id, wanted)
    change(compared=compared[:MOST_COMPARED])


def shortlist(candidate_id: str, wanted: bool) -> None:
    """Put a candidate on the shortlist, or take it off."""
    listed = _with(current_search().shortlist, candidate_id, wanted)
    change(shortlist=listed[:MOST_LISTED])


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


def bound(key: str, value: object, take: Callable[[Any], None]) -> dict[str, Any]:
    """Return `key` and `on_change` of a widget that shows a value and hands over what is chosen.

    Where the value has changed by other means than the widget, a new widget takes its place. Given
    the new value, the old one could still report its old value: with a click elsewhere that the
    browser sends before it has drawn the answer to a question, what was asked would be undone.
    """
    renewed: dict[str, int] = st.session_state.setdefault(_RENEWED, {})
    own = _own_key(key, renewed)
    if own in st.session_state and st.session_state[own] != value:
        renewed[key] = renewed.get(key, 0) + 1
        own = _own_key(key, renewed)
    if own not in st.session_state:
        st.session_state[own] = value
    return {"key": own, "on_change": lambda: take(st.session_state[own])}


def _own_key(key: str, renewed: dict[str, int]) -> str:
    return f"{key}~{renewed[key]}" if key in renewed else key
