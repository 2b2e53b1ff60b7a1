"""A picture inside its own address.

`st.image` hands an address on as it is, `data:` addresses too. A picture given as bytes it packs
anew, and throws away once a run no longer shows it, even if the browser is about to ask for it: of
two choices made quickly the first preview would be a broken picture. There is no setting for that.
"""

from __future__ import annotations

from base64 import b64encode


def png_address(png: bytes) -> str:
    """Return a `data:` address that holds a PNG."""
    return f"data:image/png;base64,{b64encode(png).decode()}"
