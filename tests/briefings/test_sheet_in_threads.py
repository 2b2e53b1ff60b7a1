"""Sheets drawn side by side in threads, as for several visitors, are the same as drawn alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import product

from briefings.brief import Brief
from briefings.sheet import Format, sheet
from geo.plan import Plan


def test_files_made_side_by_side_are_those_made_one_after_the_other(plan: Plan) -> None:
    briefs = [Brief(template="location"), Brief(template="capacity")]
    forms: list[Format] = ["svg", "pdf"]
    wanted = list(product(briefs, forms)) * 2

    def made(what: tuple[Brief, Format]) -> bytes:
        return sheet(plan, what[0], form=what[1])

    alone = [made(what) for what in wanted]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(made, wanted)) == alone
