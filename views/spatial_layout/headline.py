"""The head of the page: its title and the figures."""

from __future__ import annotations

from datetime import date

import streamlit as st

from briefings.cards.headline import headline, title
from geo.plan import Plan
from geo.translation import Translator


def show_title(plan: Plan, today: date, say: Translator) -> None:
    """Draw the page's title with the plan, its chapter and its period."""
    st.html(title(plan, today, say))


def show_headline(plan: Plan, say: Translator) -> None:
    """Draw the figures. No sum goes over categories: they are different things."""
    st.html(headline(plan, say))
