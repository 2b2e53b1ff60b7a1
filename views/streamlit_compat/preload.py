"""Hints by which the browser fetches what the first view needs while Streamlit still starts.

Streamlit loads the scripts of each kind of element, and asks for the map's frame, only once its own
bundle has run; React then holds back what arrives late by 300 ms. So the page is given two hints:
a `Link` header names what the map's frame will fetch, and module scripts in its head load the two
kinds of element that are shown first. This leans on the files of Streamlit's bundle being named
after the kind of element they draw. Where none is found the page is the same, only later. Streamlit
has no setting for it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

from geo.crs import Datum
from geo.plan import Plan
from geo.translation import Language
from layers import catalogue
from services.routes import asset_addresses, layer_address

_STATIC: Final = Path(st.__file__).parent / "static"
_BUNDLE: Final = _STATIC / "static" / "js"
_ELEMENTS: Final = ("ComponentInstance", "Html")
"""Streamlit's scripts of what the page shows first: names in its bundle, before the digest."""


@lru_cache(maxsize=1)
def element_files() -> list[str]:
    """Return the files of `_ELEMENTS` in Streamlit's bundle and of all they import.

    File names carry a digest of Streamlit's release, so they are found, not written down; in a
    bundle laid out otherwise none is found and the page loads as it always does. What the page
    loads anyway is left out.
    """
    page = (_STATIC / "index.html").read_text("utf-8")
    found: list[str] = []
    waiting = [path.name for name in _ELEMENTS for path in sorted(_BUNDLE.glob(f"{name}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in found or name in page or not (_BUNDLE / name).is_file():
            continue
        found.append(name)
        waiting += _IMPORT.findall((_BUNDLE / name).read_text("utf-8"))
    return found


_IMPORT: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@lru_cache(maxsize=2)
def preload_links(plan: Plan) -> str:
    """Return the value of the `Link` header for a plan (RFC 8288), relative to the root."""
    layers = (*catalogue.SHOWN_FIRST, catalogue.BASE.key)
    addresses = [
        *asset_addresses(plan),
        *(layer_address(plan, layer, Language.CHINESE, Datum.WGS84) for layer in layers),
    ]
    return ", ".join(f"<./{address}>; rel=prefetch" for address in addresses)


@lru_cache(maxsize=1)
def element_scripts() -> bytes:
    """Return the elements of the page's head that load the scripts of `_ELEMENTS`."""
    files = element_files()
    first = [name for name in files if name.split(".")[0] in _ELEMENTS]
    loads = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in files]
    runs = [
        f'<script type="module" crossorigin src="./static/js/{name}"></script>' for name in first
    ]
    return "".join([*loads, *runs]).encode()
