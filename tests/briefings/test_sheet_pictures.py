"""A sheet looks as it looked when somebody last looked at it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from geo.plan import Plan
from tests.sheet_pictures import BRIEFS, FOLDER, picture


@pytest.mark.parametrize("name", BRIEFS)
def test_a_sheet_looks_like_its_kept_picture(plan: Plan, name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as kept:
        before = np.asarray(kept.convert("RGB"), dtype=int)
    now = np.asarray(picture(plan, name), dtype=int)
    off = np.abs(now - before).max(axis=2)
    changed = (off > 48).mean()
    assert changed < 0.001, f"{changed:.2%} of {name} has changed; see tests/sheet_pictures.py"
