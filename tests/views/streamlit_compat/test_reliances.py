"""Only `views/streamlit_compat` knows what lies inside Streamlit, each module one thing of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.servers import ROOT

_HOME: Final = ROOT / "views" / "streamlit_compat"


def _reliances(path: Path) -> Iterator[str]:
    """Yield what a module takes from inside Streamlit, and where it runs scripts in the page."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("streamlit."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit."):
            yield f"{node.module}"
        elif isinstance(node, ast.keyword) and (node.arg or "").startswith("unsafe_allow"):
            yield f"{node.arg}"
        elif isinstance(node, ast.Attribute) and node.attr in ("components", "runtime", "elements"):
            yield f".{node.attr}"


def test_no_other_module_reaches_into_streamlit() -> None:
    modules = [ROOT / "app.py", *(ROOT / "views").rglob("*.py"), *(ROOT / "services").rglob("*.py")]
    found = {
        str(path.relative_to(ROOT)): names
        for path in modules
        if not path.is_relative_to(_HOME) and (names := list(_reliances(path)))
    }
    assert found == {}


def test_what_the_others_are_kept_from_is_found_at_home() -> None:
    found = [name for path in _HOME.glob("*.py") for name in _reliances(path)]
    assert sorted(found) == [
        "streamlit.components.v1",
        "streamlit.navigation.page",
        "unsafe_allow_javascript",
    ]
