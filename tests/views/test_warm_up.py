"""What is ready before the first visitor comes."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from geo.plan import Plan
from services.plans import current_plan
from views.warm_up import warm_up


@pytest.fixture
def prepared() -> Iterator[Plan]:
    warm_up()
    yield current_plan()
    gc.unfreeze()


def test_the_plan_in_memory_is_left_out_of_garbage_collection(prepared: Plan) -> None:
    made_afterwards = [prepared]
    collected = {id(thing) for thing in gc.get_objects()}
    assert id(made_afterwards) in collected
    assert id(prepared.profile) not in collected


def test_the_page_of_the_map_is_loaded() -> None:
    program = "import sys; from views.warm_up import warm_up; warm_up(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "views.spatial_layout.page" in done.stdout.split()
