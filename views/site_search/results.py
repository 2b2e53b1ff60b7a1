"""List of what was found: matches, combinations and ways out where none fits, near misses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

import streamlit as st
from markupsafe import Markup

from briefings.cards.finding import combination_card, finding_card, legend
from briefings.cards.markup import joined
from geo.search.criteria import CRITERIA
from geo.search.findings import Combination, Finding
from geo.search.judgement import Part
from geo.search.sentences import note_text, part_text
from geo.translation import N_, Translator
from views.kept import bound
from views.markup import show_heading, show_hint, show_remark
from views.site_search.answer import Answer
from views.site_search.naming import described, letter, name_of, number_of
from views.site_search.settings import MOST_COMPARED, MOST_LISTED, Search
from views.site_search.state import SEARCH, ask_for, choose, compare, shortlist
from views.streamlit_compat.page_script import run_scripts

PAGE: Final = 10
"""How many findings are listed before more are asked for."""

_SHOWN: Final = "search_shown"


def shown_matches(answer: Answer) -> Sequence[Finding]:
    """Return the matches that are listed."""
    query, count = st.session_state.get(_SHOWN, (None, PAGE))
    return answer.findings.matches[: count if query == answer.query else PAGE]


@dataclass(frozen=True)
class _Listed:
    """What the list is drawn from."""

    answer: Answer
    search: Search
    say: Translator


def show_results(answer: Answer, search: Search, say: Translator) -> None:
    """Draw the list with what it rests on."""
    findings, listed = answer.findings, _Listed(answer, search, say)
    show_heading(_count(answer, say))
    show_notes(answer, say)
    first = next(iter((*findings.matches, *findings.near_misses)), None)
    if first is not None:
        st.html(legend(first.parts, say))
    matches = shown_matches(answer)
    _show_chosen_elsewhere(listed, matches)
    for number, finding in enumerate(matches, start=1):
        _show_finding(listed, finding, str(number), "match")
    _show_more(answer, len(matches), say)
    if not findings.matches:
        _show_ways_out(answer, say)
    if findings.combinations:
        show_heading(say("合起来可以"))
    for number, combination in enumerate(findings.combinations, start=1):
        _show_combination(listed, combination, str(number))
    _show_near_misses(listed)
    _bring_into_view(search.chosen)


def _show_chosen_elsewhere(listed: _Listed, matches: Sequence[Finding]) -> None:
    """Draw the card of a candidate that is chosen, but not in the list, above it."""
    if len(listed.search.chosen) != 1:
        return
    (candidate_id,), answer = listed.search.chosen, listed.answer
    shown = {finding.candidate_id for finding in (*matches, *answer.findings.near_misses)}
    if candidate_id not in shown:
        number = number_of(answer, candidate_id)
        _show_finding(listed, answer.finding(candidate_id), number, "chosen")


def _bring_into_view(chosen: tuple[str, ...]) -> None:
    """Scroll the list to what was chosen, wherever that was; the browser runs a new script only."""
    if chosen:
        digest = hashlib.sha256("\n".join(chosen).encode()).hexdigest()
        run_scripts(
            "setTimeout(() => document.querySelector('.st-key-results .finding.chosen')"
            f"?.scrollIntoView({{ block: 'nearest' }}), 200); // {digest}\n"
        )


def _count(answer: Answer, say: Translator) -> str:
    """Return how many were found of how many; without a status asked for not all are searched."""
    findings = answer.findings
    is_all = findings.source == "plan" or bool(answer.query.statuses)
    scope = N_("{count} 处") if is_all else N_("{count} 处空置、意向的")
    searched = say(scope, count=f"{findings.searched_count:,}")
    if findings.match_count:
        count = f"{findings.match_count:,}"
        return say("符合 {count} 处（共检索 {searched}）", count=count, searched=searched)
    return say("没有完全符合的（共检索 {searched}）", searched=searched)


def show_notes(answer: Answer, say: Translator) -> None:
    """Draw what is to be known of the answer: from the plan alone, 演示数据, and so on."""
    plan = answer.candidates.plan
    notes = joined(
        Markup("<li class='{}'>{}</li>").format(key, note_text(key, plan, say))
        for key in answer.findings.notes
    )
    if notes:
        st.html(Markup("<ul class='search-notes'>{}</ul>").format(notes))


def _show_finding(listed: _Listed, finding: Finding, number: str, kind: str) -> None:
    candidate_id, say = finding.candidate_id, listed.say
    is_chosen = listed.search.chosen == (candidate_id,)
    with st.container(key=f"finding_{kind}_{number}", gap=None):
        found = described(listed.answer, finding, number, say)
        st.html(finding_card(found, say, is_chosen=is_chosen))
        _show_choice(number, (candidate_id,), say)
        with st.container(key=f"picks_{kind}_{number}", horizontal=True, gap="small"):
            _show_picks(candidate_id, listed.search, say)


def _show_choice(number: str, candidate_ids: tuple[str, ...], say: Translator) -> None:
    """Draw the button that lies over a card's head; the card itself says what it is."""
    st.button(
        say("在图上看 {number}", number=number),
        key=f"choose_{number}",
        on_click=choose,
        args=candidate_ids,
        width="stretch",
    )


def _show_picks(candidate_id: str, search: Search, say: Translator) -> None:
    is_compared = candidate_id in search.compared
    st.checkbox(
        say("对比"),
        disabled=not is_compared and len(search.compared) >= MOST_COMPARED,
        **bound(f"compare_{candidate_id}", is_compared, lambda on: compare(candidate_id, on)),
    )
    is_listed = candidate_id in search.shortlist
    st.checkbox(
        say("备选"),
        disabled=not is_listed and len(search.shortlist) >= MOST_LISTED,
        **bound(f"shortlist_{candidate_id}", is_listed, lambda on: shortlist(candidate_id, on)),
    )


def _show_more(answer: Answer, shown: int, say: Translator) -> None:
    """Draw the button for more of the list, or say that the list ends before the matches do."""
    findings = answer.findings
    if shown < len(findings.matches):
        if st.button(
            say("再列 {count} 处", count=min(PAGE, len(findings.matches) - shown)),
            key="more_matches",
            width="stretch",
        ):
            st.session_state[_SHOWN] = (answer.query, shown + PAGE)
            st.rerun()
    elif findings.match_count > shown:
        show_hint(
            say(
                "只列前 {shown} 处，另有 {rest} 处：请加条件缩小范围。",
                shown=shown,
                rest=f"{findings.match_count - shown:,}",
            )
        )


def _show_combination(listed: _Listed, combination: Combination, number: str) -> None:
    say, ids = listed.say, combination.candidate_ids
    rows = [listed.answer.row(candidate_id) for candidate_id in ids]
    members = [(name_of(row, say), row["available_gfa_m2"]) for row in rows]
    is_chosen = listed.search.chosen == ids
    with st.container(key=f"finding_combination_{number}", gap=None):
        st.html(combination_card(combination, f"+{number}", members, say, is_chosen=is_chosen))
        _show_choice(f"+{number}", ids, say)


def _show_near_misses(listed: _Listed) -> None:
    findings = listed.answer.findings
    if not findings.near_misses:
        return
    say = listed.say
    title = say("差一点的 {count} 处：差在哪里、差多少", count=len(findings.near_misses))
    ids = {(finding.candidate_id,) for finding in findings.near_misses}
    with st.expander(title, expanded=listed.search.chosen in ids or not findings.matches):
        for index, finding in enumerate(findings.near_misses):
            _show_finding(listed, finding, letter(index), "near")


_MOST_WAYS: Final = 3


def _show_ways_out(answer: Answer, say: Translator) -> None:
    """Say what stands in the way most often, with a button that makes of each a wish."""
    ways = _ways_out(answer)
    if not ways:
        show_remark(say("没有只差一项的：请放宽或去掉一些条件，或改为“希望”。"))
        return
    texts = [_way_out(criterion, parts, answer, say) for criterion, parts in ways]
    show_remark(say("可以放宽：{ways}", ways=say.join(texts)))
    with st.container(key="relax", horizontal=True, gap="small"):
        for criterion, _ in ways:
            st.button(
                say("把“{criterion}”改为希望", criterion=say(CRITERIA[criterion].label)),
                key=f"relax_{criterion}",
                on_click=_make_wish,
                args=(criterion,),
            )


def _way_out(criterion: str, parts: Sequence[Part], answer: Answer, say: Translator) -> str:
    named = {"criterion": say(CRITERIA[criterion].label), "count": len(parts)}
    if parts[0].shortfall is None:
        return say("{criterion}（只差它的有 {count} 处）", **named)
    text = part_text(parts[0], answer.query, answer.candidates.plan, say)
    return say("{criterion}（只差它的有 {count} 处，最小差距：{words}）", words=text, **named)


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
    ask_for(SEARCH.settings.query.wishing(criterion, 1.0))
