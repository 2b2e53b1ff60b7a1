"""The application's root, told to a page with a path of its own (`/briefing`).

Streamlit finds the root out by asking for addresses that do not exist, one below the other, and
waits for each answer. It asks for none where `window.__streamlit.BACKEND_BASE_URL` says the root, a
door for whoever embeds it. Should it no longer look there, the page comes as it would, some round
trips later. `server.baseUrlPath` says nothing of this to the browser.
"""

from __future__ import annotations

from typing import Final

ROOT_SCRIPT: Final = (
    b"<script>window.__streamlit = "
    b'{ BACKEND_BASE_URL: new URL("./", location.href).href };</script>'
)
"""An element of the head that says it; no page lies deeper than one name below the root."""
