"""The plan in memory: read once for each version of its files, shared by pages and routes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from geo.plan import Plan, data_directory, read_plan

Stamp = tuple[tuple[str, int, int], ...]


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
