"""Parts of the readers' expressions read the examples that stand beside them."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import geo.question
from geo.question.patterns import Part, any_of, groups_of


def _parts() -> Iterator[tuple[str, Part]]:
    """Yield every part of the package by name, those in a table too."""
    for module in pkgutil.iter_modules(geo.question.__path__):
        for name, own in vars(importlib.import_module(f"geo.question.{module.name}")).items():
            table = own if isinstance(own, dict) else {"": own}
            for key, part in table.items():
                if isinstance(part, Part):
                    yield f"{module.name}.{name}{key}", part


PARTS = dict(_parts())


@pytest.mark.parametrize(
    ("name", "example"), [(name, own) for name, part in PARTS.items() for own in part.examples]
)
def test_every_part_reads_the_examples_beside_it(name: str, example: str) -> None:
    marked = example if "⟨" in example else f"⟨{example}⟩"
    start, end = marked.index("⟨"), marked.index("⟩") - 1
    match = PARTS[name].pattern.match(marked.replace("⟨", "").replace("⟩", ""), start)
    assert match is not None
    assert match.end() == end


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_an_example(name: str) -> None:
    assert any(PARTS[name].examples)


@pytest.mark.parametrize("module", ["patterns", "ask"])
def test_the_examples_of_the_docstrings_are_true(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"geo.question.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


def test_blanks_and_comments_of_a_part_mean_nothing_but_those_of_a_name_do() -> None:
    part = Part(f"近 {any_of(['pujiang line', 'c#'])}  # 近c#")
    assert part.pattern.fullmatch("近pujiang line")
    assert part.pattern.fullmatch("近c#")
    assert not part.pattern.fullmatch("近 c")


def test_any_of_no_names_is_found_nowhere_and_the_longest_name_first() -> None:
    assert Part(any_of([])).pattern.search("甲乙") is None
    found = Part(any_of(["甲", "甲乙"])).pattern.search("甲乙")
    assert found is not None
    assert found.group() == "甲乙"


def test_groups_of_two_alternatives_are_read_alike() -> None:
    floors = Part("(?P<count> [0-9]) 层")
    either = Part(f"整 {floors} | {floors.again(2)} 整").pattern
    assert [groups_of(own) for own in either.finditer("整3层，5层整")] == [
        {"count": "3"},
        {"count": "5"},
    ]
