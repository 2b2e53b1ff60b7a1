"""The plan in memory: read once for each version of its files, shared by pages and routes."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from geo.plan import SHIPPED, Plan, read_plan

DATA_VARIABLE: Final = "LIANGJI_DATA"
"""Environment variable that names another data directory (another plan)."""

Stamp = tuple[tuple[str, int, int], ...]


def data_directory() -> Path:
    """Return the directory of the plan's data files."""
    return Path(os.environ.get(DATA_VARIABLE) or SHIPPED)


def current_plan() -> Plan:
    """Return the plan as its files are now; raises a `PlanningError` when they are at fault."""
    directory = data_directory()
    return _plan(directory, _stamp(directory))


def _stamp(directory: Path) -> Stamp:
    files = sorted(directory.glob("*")) if directory.is_dir() else []
    states = [(path.name, path.stat()) for path in files]
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


@lru_cache(maxsize=2)
def _plan(directory: Path, _stamp: Stamp) -> Plan:
    return read_plan(directory)
