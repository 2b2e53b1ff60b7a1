"""Blocks in columns: measured once, divided evenly, never lower than they can be."""

from __future__ import annotations

import pytest

from briefings.paper.blocks import Block, Paragraph
from briefings.paper.flow import Measured, columns_of, least_height

BLOCKS = [
    Measured(Block(name, name, [Paragraph("徐汇滨江人工智能高质量发展带" * count)]))
    for count, name in enumerate(("about", "legend", "quotes", "inside"), start=1)
]


@pytest.mark.parametrize("unit", [0.58, 0.94, 1.22])
@pytest.mark.parametrize("width", [120.0, 233.0])
def test_a_measured_block_is_as_high_as_it_is(width: float, unit: float) -> None:
    for block in BLOCKS:
        assert block.height(width, unit) == pytest.approx(block.block.height(width, unit))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_not_lower_than_they_can_be(count: int) -> None:
    _, height = columns_of(BLOCKS, 400.0, count, 1.0)
    assert least_height(BLOCKS, 400.0, count, 1.0) <= height


def test_blocks_in_columns_keep_their_order() -> None:
    groups, _ = columns_of(BLOCKS, 400.0, 2, 1.0)
    names = [block.name for block in BLOCKS]
    for group in groups:
        places = [names.index(block.name) for block in group]
        assert places == sorted(places)
