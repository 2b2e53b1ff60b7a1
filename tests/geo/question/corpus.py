"""The corpus of questions, and how well the rules read it: precision and recall per criterion.

Run `python -m tests.geo.question.corpus` for the table. The rules were made with the half `tune`;
the half `held_out` was written without a look at them, and measured before they were mended by it:
that first run stands in docs/architecture.md. A criterion counts as read when its value is exactly
the one expected.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from geo.plan import Plan, read_plan
from geo.question import ask
from geo.search.query_string import query_parameters

CORPUS: Final = Path(__file__).with_name("questions.csv")
TODAY: Final = date(2024, 3, 15)
"""The day on which the questions are asked."""

CRITERIA: Final = {
    "area": "area",
    "layout": "layout",
    "by": "ready",
    "rent": "rent",
    "price": "price",
    "budget": "budget",
    "industry": "industry",
    "near": "metro",
    "zone": "place",
    "park": "place",
    "subdistrict": "place",
    "height": "ceiling_height",
    "load": "floor_load",
    "power": "power",
    "tenure": "tenure",
    "status": "status",
    "wish": "wish",
}
"""What each parameter of a record tells of."""


@dataclass(frozen=True)
class Question:
    """A question with the record it should give."""

    half: str
    text: str
    expected: dict[str, str]
    unread: str
    """A word that must be among what was not understood, if any."""


@dataclass(frozen=True)
class Reading:
    """How often a criterion was read right, read wrongly or for nothing, and not read."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what was said that was read right."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def questions(half: str | None = None) -> list[Question]:
    """Return the corpus, or one half of it."""
    with CORPUS.open(encoding="utf-8", newline="") as lines:
        rows = [
            Question(row["half"], row["question"], dict(parse_qsl(row["expected"])), row["unread"])
            for row in csv.DictReader(lines)
        ]
    return [row for row in rows if half in (None, row.half)]


def told(record: dict[str, str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Return a record by criterion; the order of a list does not matter."""
    found: dict[str, set[tuple[str, str]]] = {}
    for name, text in record.items():
        values = text.split(",") if name not in ("near", "ground") else [text]
        found.setdefault(CRITERIA[name], set()).update((name, value) for value in values)
    return {criterion: frozenset(values) for criterion, values in found.items()}


def read(question: Question, plan: Plan) -> dict[str, str]:
    """Return the record the rules make of a question."""
    return query_parameters(ask(question.text, plan, today=TODAY).query)


def measure(corpus: Iterable[Question], plan: Plan) -> dict[str, Reading]:
    """Return how well each criterion is read, and `all` together."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for question in corpus:
        expected, got = told(question.expected), told(read(question, plan))
        for criterion in {*expected, *got}:
            for name in (criterion, "all"):
                is_right = expected.get(criterion) == got.get(criterion)
                right[name] += is_right
                wrong[name] += not is_right and criterion in got
                missed[name] += not is_right and criterion in expected
    names = [*dict.fromkeys(CRITERIA.values()), "all"]
    return {name: Reading(right[name], wrong[name], missed[name]) for name in names}


def main() -> None:
    """Print both halves, and what of the half `tune` is read wrongly."""
    plan = read_plan()
    for half in ("held_out", "tune"):
        corpus = questions(half)
        print(f"{half}: {len(corpus)} questions")
        for name, reading in measure(corpus, plan).items():
            print(
                f"  {name:15} precision {reading.precision:6.1%}  recall {reading.recall:6.1%}"
                f"  (said {reading.right + reading.missed})"
            )
    for question in questions("tune"):
        if told(read(question, plan)) != told(question.expected):
            print(question.text, question.expected, read(question, plan), sep="\n  ")


if __name__ == "__main__":
    main()
