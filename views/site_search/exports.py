"""The files of a shortlist: a workbook, a page, a slide; made when their button is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

import streamlit as st

from briefings.brief import RELEASE_NAMES, TEXT_NAMES, Release
from briefings.files import KINDS, file_name
from briefings.shortlist.sheet import fits_on_a_sheet, missing_glyphs, shortlist_sheet
from briefings.shortlist.shortlist import MOST_ON_A_PAGE, Shortlist, require_shortlist
from briefings.shortlist.slide import fits_on_a_slide, shortlist_slide
from briefings.shortlist.workbook import shortlist_workbook
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import N_, Translator
from views.briefing.link import base_url, encoded
from views.markup import show_problem, show_remark
from views.site_search.answer import Answer, data_version
from views.site_search.settings import PATH, Search, write_address

_RELEASE: Final = "search_release"


_EXPORTS: Final[dict[str, Callable[[Plan, Shortlist], bytes]]] = {
    "xlsx": shortlist_workbook,
    "pdf": partial(shortlist_sheet, form="pdf"),
    "png": partial(shortlist_sheet, form="png"),
    "pptx": shortlist_slide,
}


def show_exports(answer: Answer, search: Search, say: Translator) -> None:
    """Draw what the shortlist is exported for, and a button a file; or what is still missing."""
    plan, particulars = answer.candidates.plan, _particulars(say)
    link = _link(answer, search, say)
    shortlist = _shortlist(answer, search.shortlist, say, link, particulars)
    try:
        require_shortlist(shortlist, plan)
    except PlanningError as problem:
        show_problem(say("还不能导出。"), problem)
        return
    home = base_url() if link else ""
    obstacles = _obstacles(answer, search.shortlist, say, home, particulars)
    title = shortlist.title or say("备选名单")
    with st.container(key="search_downloads", horizontal=True, gap="small"):
        for key, make in _EXPORTS.items():
            kind = KINDS[key]
            st.download_button(
                say("导出 {kind}", kind=kind.label),
                data=partial(make, plan, shortlist),
                file_name=file_name(title, shortlist.data_date or answer.today, kind.extension),
                mime=kind.media_type,
                icon=":material/download:",
                disabled=key in obstacles,
                on_click="ignore",
                key=f"search_download_{key}",
            )
    for remark in dict.fromkeys(obstacles.values()):
        show_remark(remark)


@lru_cache(maxsize=16)
def _obstacles(
    answer: Answer, ids: tuple[str, ...], say: Translator, link: str, particulars: _Particulars
) -> dict[str, str]:
    """Return what keeps files from being made, by their kind, and what to do about it.

    A file that fails when its button is pressed gives no reason. To know it, page and slide are set
    in type, so it is worked out once for what they show; a link's code is as large whatever the
    link says, so it need not be the very one.
    """
    plan = answer.candidates.plan
    shortlist = _shortlist(answer, ids, say, link, particulars)
    if len(shortlist.findings) > MOST_ON_A_PAGE:
        remark = say("一页最多放 {most} 个：多的请用 Excel。", most=MOST_ON_A_PAGE)
        return dict.fromkeys((*_SHEETS, "pptx"), remark)
    found: dict[str, str] = {}
    if unknown := missing_glyphs(plan, shortlist):
        marks = say.join(
            [say("{text}（{note}）", text=mark, note=text) for mark, text in unknown.items()]
        )
        remark = say(
            "PDF 和 PNG 的字库没有这些字：{marks}。请在台账或上面的文字中改掉，或导出 Excel、PPT。",
            marks=marks,
        )
        found |= dict.fromkeys(_SHEETS, remark)
    elif not fits_on_a_sheet(plan, shortlist):
        found |= dict.fromkeys(_SHEETS, say(_TOO_FULL, kind="PDF / PNG"))
    if not fits_on_a_slide(plan, shortlist):
        found["pptx"] = say(_TOO_FULL, kind="PPT")
    return found


_SHEETS: Final = ("pdf", "png")
_TOO_FULL: Final = N_("{kind} 一页放不下：请减少备选或条件，缩短名称和标题，或导出 Excel。")


@dataclass(frozen=True)
class _Particulars:
    """What a shortlist is exported for, and what its page says besides."""

    release: Release
    title: str
    unit: str = ""
    source: str = ""
    approval_number: str = ""
    data_date: date | None = None


def _link(answer: Answer, search: Search, say: Translator) -> str:
    """Return the address that reopens a search; empty where the application does not know its."""
    parameters = write_address(search, say.language, data_version(answer.candidates))
    return f"{base_url()}/{PATH}?{encoded(parameters)}" if base_url() else ""


def _shortlist(
    answer: Answer, ids: tuple[str, ...], say: Translator, link: str, particulars: _Particulars
) -> Shortlist:
    """Return what is exported: the candidates in their order, and the link that reopens them."""
    candidates = answer.candidates
    return Shortlist(
        candidates=candidates.table.loc[[*ids]],
        findings=tuple(answer.finding(candidate_id) for candidate_id in ids),
        query=answer.query,
        notes=answer.findings.notes,
        private_fields=candidates.inventory.private_fields,
        languages=(say.language,),
        link=link,
        **asdict(particulars),
    )


def _particulars(say: Translator) -> _Particulars:
    """Draw release and particulars; return what is given. A public copy needs all of them."""
    left, right = st.columns([0.3, 0.7], gap="small", vertical_alignment="bottom")
    with left:
        release = st.segmented_control(
            say("用途"),
            list(RELEASE_NAMES),
            format_func=lambda key: say(RELEASE_NAMES[key]),
            default=Release.INTERNAL,
            required=True,
            key=_RELEASE,
        )
    with right:
        given: dict[str, Any] = {"title": _text("title", say)}
    if release is Release.PUBLIC:
        columns = st.columns(4, gap="small", vertical_alignment="bottom")
        for column, name in zip(columns[:3], _NEEDED, strict=True):
            with column:
                given[name] = _text(name, say)
        with columns[3]:
            given["data_date"] = _day(say)
    return _Particulars(release, **given)


_NEEDED: Final = ("unit", "source", "approval_number")


def _text(name: str, say: Translator) -> str:
    return st.text_input(say(TEXT_NAMES[name]), max_chars=120, key=f"search_export_{name}").strip()


def _day(say: Translator) -> date | None:
    return st.date_input(
        say("数据日期"), value=None, format="YYYY-MM-DD", key="search_export_data_date"
    )
