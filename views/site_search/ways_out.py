"""Where nothing meets everything: what stands in the way, and a button that makes of it a wish."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

import streamlit as st

from geo.search.findings import Part
from geo.search.query import CRITERIA
from geo.search.sentences import part_words
from geo.translation import Translator
from views.markup import show_remark
from views.site_search.answer import Answer
from views.site_search.state import ask_for, current_search

_MOST_WAYS: Final = 3


def show_ways_out(answer: Answer, say: Translator) -> None:
    """Say what stands in the way most often, with a button that makes of each a wish."""
    ways = _ways_out(answer)
    if not ways:
        show_remark(say("没有只差一项的：请放宽或去掉一些条件，或改为“希望”。"))
        return
    words = [_way_out(criterion, parts, answer, say) for criterion, parts in ways]
    show_remark(say("可以放宽：{ways}", ways=say.join(words)))
    with st.container(key="relax", horizontal=True, gap="small"):
        for criterion, _ in ways:
            st.button(
                say("把“{criterion}”改为希望", criterion=say(CRITERIA[criterion])),
                key=f"relax_{criterion}",
                on_click=_make_wish,
                args=(criterion,),
            )


def _way_out(criterion: str, parts: Sequence[Part], answer: Answer, say: Translator) -> str:
    named = {"criterion": say(CRITERIA[criterion]), "count": len(parts)}
    if parts[0].shortfall is None:
        return say("{criterion}（只差它的有 {count} 处）", **named)
    words = part_words(parts[0], answer.query, answer.candidates.plan, say)
    return say("{criterion}（只差它的有 {count} 处，最小差距：{words}）", words=words, **named)


def _ways_out(answer: Answer) -> list[tuple[str, list[Part]]]:
    """Return the criteria that alone keep near misses out, the most frequent first.

    With each come its results, the least short of what is wanted first.
    """
    by_criterion: dict[str, list[Part]] = {}
    for finding in answer.findings.near_misses:
        if len(finding.missed) == 1:
            (part,) = finding.missed
            by_criterion.setdefault(part.criterion, []).append(part)
    for parts in by_criterion.values():
        parts.sort(key=lambda part: inf if part.shortfall is None else part.shortfall)
    return sorted(by_criterion.items(), key=lambda way: -len(way[1]))[:_MOST_WAYS]


def _make_wish(criterion: str) -> None:
    ask_for(current_search().query.wishing(criterion, 1.0))
