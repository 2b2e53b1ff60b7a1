"""Below list and map: what was picked to compare, and the shortlist."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from briefings.cards.comparison import comparison_table
from geo.search.criteria import CRITERIA
from geo.translation import Translator
from views.markup import show_heading, show_hint
from views.site_search.answer import Answer
from views.site_search.exports import show_exports
from views.site_search.naming import described, name_of, number_of, place_of
from views.site_search.settings import MOST_COMPARED, Search
from views.site_search.state import SEARCH, choose, compare, shortlist


def show_comparison(answer: Answer, search: Search, say: Translator) -> None:
    """Draw what is compared side by side; one alone says that another is wanted."""
    if not search.compared:
        return
    with st.container(key="comparison"):
        show_heading(say("并排对比"))
        with st.container(key="compared", gap=None):
            if len(search.compared) == 1:
                show_hint(say("已选 1 个：再勾选 1 至 {more} 个“对比”。", more=MOST_COMPARED - 1))
            else:
                compared = [
                    described(answer, answer.finding(key), number_of(answer, key), say)
                    for key in search.compared
                ]
                st.html(comparison_table(compared, answer.candidates.plan, say))
            _show_ways_out_of(search, say)


def _show_ways_out_of(search: Search, say: Translator) -> None:
    """Draw a button below each column that takes it out of the comparison."""
    with st.container(key="uncompare", horizontal=True, gap=None):
        for number, candidate in enumerate(search.compared, start=1):
            st.button(
                say("移出第 {place} 个", place=number),
                key=f"uncompare_{candidate}",
                icon=":material/close:",
                on_click=compare,
                args=(candidate, False),
            )


def show_shortlist(answer: Answer, search: Search, say: Translator) -> None:
    """Draw the shortlist in the order in which it was put together."""
    if not search.shortlist:
        return
    with st.container(key="shortlist"):
        show_heading(say("备选名单（{count}）", count=len(search.shortlist)))
        for index, candidate_id in enumerate(search.shortlist):
            with st.container(
                key=f"listed_{index}", horizontal=True, gap="small", vertical_alignment="center"
            ):
                st.html(_line(answer, candidate_id, say))
                st.button(
                    say("看"),
                    key=f"look_{candidate_id}",
                    icon=":material/location_on:",
                    on_click=choose,
                    args=(candidate_id,),
                )
                st.button(
                    say("移出"),
                    key=f"unlist_{candidate_id}",
                    icon=":material/close:",
                    on_click=shortlist,
                    args=(candidate_id, False),
                )
        st.button(
            say("清空名单"), key="empty_shortlist", on_click=lambda: SEARCH.change(shortlist=())
        )
        show_exports(answer, search, say)


def _line(answer: Answer, candidate_id: str, say: Translator) -> Markup:
    row, finding = answer.row(candidate_id), answer.finding(candidate_id)
    failed = say.join([say(CRITERIA[part.criterion].label) for part in finding.missed])
    verdict = say("未满足：{criteria}", criteria=failed) if failed else say("全部符合")
    return Markup(
        "<div class='listed'><span class='number'>{}</span><b dir='auto'>{}</b>"
        "<span class='place' dir='auto'>{}</span><span class='{}'>{}</span>"
        "<span class='score'>{:.0f}{}</span></div>"
    ).format(
        number_of(answer, candidate_id),
        name_of(row, say),
        place_of(row, answer.candidates.plan, say),
        "failed" if failed else "sound",
        verdict if answer.query.asked else "",
        finding.score,
        say("分"),
    )
