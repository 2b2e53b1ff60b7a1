"""Folders of the program: the shipped plan, and the inventory of carriers.

In a checkout both stand beside the packages. An installed program brings its own plan in
`liangji/`, and keeps no data of its users beside itself: whoever installs it anew would lose them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from platformdirs import user_data_path

_BESIDE: Final = Path(__file__).resolve().parents[1]
_INSTALLED: Final = (_BESIDE / "liangji" / "data").is_dir()

HOME: Final = _BESIDE / "liangji" if _INSTALLED else _BESIDE
"""The folder with the application, its settings and the shipped plan."""

SHIPPED: Final = HOME / "data"
"""The data directory that ships with the application."""

OWN_STORE: Final = (user_data_path("liangji", appauthor=False) if _INSTALLED else HOME) / "store"
"""The directory of the inventory where none is named."""
