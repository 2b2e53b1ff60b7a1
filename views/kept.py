"""Settings of a page, kept in the session: apart from its widgets, in step with its address.

Streamlit forgets a widget's value when the widget is not drawn (another page, another language),
and the browser sends the values of all widgets with every message. So what a page is set to is one
frozen dataclass; a widget is given its value from there before it is drawn, and its callback hands
over what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

import streamlit as st

from geo.translation import Language
from layers.catalogue import in_order

Settings = TypeVar("Settings")

_PAGE: Final = "page"
_RENEWED: Final = "renewed_widgets"


@dataclass(frozen=True)
class Reading(Generic[Settings]):
    """Settings read from an address, and its parts (`part=name`) that name nothing of the plan."""

    settings: Settings
    unknown: tuple[str, ...] = ()


class Kept(Generic[Settings]):
    """What one page is set to in this session, and what its address named wrongly."""

    def __init__(self, page: str, *, noted: Callable[[], None] = lambda: None) -> None:
        """`noted` is called before each change."""
        self.page = page
        self._key = f"kept_{page}"
        self._noted = noted

    def arrived(self) -> bool:
        """Whether the page is shown that was not shown by the last run."""
        before = st.session_state.get(_PAGE)
        st.session_state[_PAGE] = self.page
        return bool(before != self.page)

    @property
    def is_begun(self) -> bool:
        """Whether the session has settings of this page."""
        return self._key in st.session_state

    @property
    def reading(self) -> Reading[Settings]:
        """The settings as they are now, with what the address they began from named wrongly."""
        reading: Reading[Settings] = st.session_state[self._key]
        return reading

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.reading.settings

    def begin(self, reading: Reading[Settings]) -> None:
        """Set what was read from an address, or taken from elsewhere."""
        st.session_state[self._key] = reading

    def change(self, **changes: Any) -> None:
        """Change parts of the settings."""
        self._noted()
        changed: Any = replace(self.settings, **changes)  # type: ignore[type-var]
        st.session_state[self._key] = replace(self.reading, settings=changed)

    def bind(
        self,
        part: str,
        value: object,
        language: Language,
        *,
        kept_as: Callable[[Any], Any] | None = None,
    ) -> dict[str, Any]:
        """Return `key` and `on_change` of a widget that shows and changes one part.

        The key holds the language: a list whose labels change is another widget. `kept_as` turns
        what the widget gives into what is kept.
        """

        def take(chosen: Any) -> None:
            self.change(**{part: kept_as(chosen) if kept_as else chosen})

        return bound(f"{self.page}_{part}_{language}", value, take)

    def bind_layer(self, layer: str, shown: Collection[str]) -> dict[str, Any]:
        """Return `key` and `on_change` of the switch of one map layer, kept in `layers`."""

        def switch(on: bool) -> None:
            self.show_layer(layer, shown=on)

        return bound(f"{self.page}_layer_{layer}", layer in shown, switch)

    def show_layer(self, layer: str, *, shown: bool = True) -> None:
        """Show or hide a map layer."""
        kept: Any = self.settings
        self.change(layers=in_order({*kept.layers, layer} - (set() if shown else {layer})))


def bound(key: str, value: object, take: Callable[[Any], None]) -> dict[str, Any]:
    """Return `key` and `on_change` of a widget that shows a value and hands over what is chosen.

    Where the value has changed by other means than the widget, a new widget takes its place. Given
    the new value, the old one could still report its old value: with a click elsewhere that the
    browser sends before it has drawn the answer, what was just done would be undone.
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
