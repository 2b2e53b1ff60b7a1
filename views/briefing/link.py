"""Addresses that lead back into the application: in a sheet's QR code, and on 简报出图 itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from geo.translation import Language
from views import address
from views.briefing.settings import Settings, to_view

BASE_VARIABLE: Final = "LIANGJI_BASE_URL"
"""Environment variable with the address that readers of a sheet reach the application under."""

PATH: Final = "briefing"


def base_url() -> str:
    """Return the address of the application as readers reach it; empty where none is set."""
    given = os.environ.get(BASE_VARIABLE, "").strip()
    try:
        parts = urlsplit(given)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and not parts.query
    return given.rstrip("/") if usable else ""


def encoded(parameters: Mapping[str, str | None]) -> str:
    """Return parameters as the query of an address; those that are None are left out."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return urlencode(given, safe=",/")


def link_to_view(settings: Settings, language: Language) -> str:
    """Return the address that shows on the map what a sheet is about; empty without a base."""
    if not base_url():
        return ""
    query = encoded(address.write_address(to_view(settings), language))
    return f"{base_url()}/?{query}" if query else f"{base_url()}/"
