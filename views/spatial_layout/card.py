"""The card beside the map: the chosen zone or sub-district, or what the plan says as a whole."""

from __future__ import annotations

import streamlit as st

from briefings.cards.plan import plan_card
from briefings.cards.subdistrict import subdistrict_card
from briefings.cards.zone import zone_card
from geo.plan import Plan
from geo.translation import Translator
from views.address import View


def show_card(plan: Plan, view: View, say: Translator) -> None:
    """Draw the card of what the view has chosen."""
    if view.zone:
        st.html(zone_card(plan, view.zone, say))
    elif view.subdistrict:
        st.html(subdistrict_card(plan, view.subdistrict, say))
    else:
        st.html(plan_card(plan, say))
