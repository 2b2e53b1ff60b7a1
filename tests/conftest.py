"""Fixtures shared by all tests: the shipped plan, and a copy of its files to change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from geo.plan import SHIPPED, Plan, read_plan

# A slow machine is not a fault of the code: examples have no deadline.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The shipped plan, read once; layers and figures are for reading only."""
    return read_plan(SHIPPED)


@pytest.fixture
def data_directory(tmp_path: Path) -> Path:
    """A copy of the shipped data directory that a test may change."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


@pytest.fixture
def edit(data_directory: Path) -> Callable[[str, Callable[[Any], object]], Path]:
    """Change one JSON file of `data_directory` in place and return its path."""

    def change_file(file_name: str, change: Callable[[Any], object]) -> Path:
        path = data_directory / file_name
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    return change_file
