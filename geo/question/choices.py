"""Industry, layout, tenure and status: words out of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from geo.plan.industries import Vocabulary, folded
from geo.question.patterns import Part, any_of
from geo.question.sentence import Found, Sentence

_SOME: Final = Part(r"[几两二三四五\d]  # 两 3")
_JOINED: Final = Part(r"相连|连着|连续  # 相连")
_LAYOUTS: Final = {
    "contiguous": Part(rf"""
        连续的? (?: {_SOME}层 | 多层)? (?:楼层)?  # 连续的三层
        | 楼层要? (?: {_JOINED} | 挨着) | 相邻的? (?:楼层 | {_SOME}层)  # 楼层要相连 相邻两层
        | 上下 (?:楼?层)? (?:相连|连通|连着|打通) (?: 的? {_SOME}层)?  # 上下层打通
        | 连着的? {_SOME}层 | {_SOME}层要? {_JOINED} | 连层  # 两层要连着
    """),
    "one_building": Part(r"""
        一?整[栋幢]|[独单][栋幢]|独立楼栋|同一?[栋幢]楼?|同一楼宇  # 整栋 独栋 同一栋楼
        | 一[栋幢] (?:独立)? (?:小?楼|里)?  # 一栋独立小楼
    """),
    "one_floor": Part(r"一?整层|同一?个?楼?层|单层|一层楼|一个?楼层|平层  # 整层 同一个楼层 平层"),
}
_NO_TENURE: Final = Part(r"""
    可?租可?[售买] | 可[售买]可租  # 可租可售
    | [租售买][租售买] (?:均可|都可以?|都行|皆可|不限)  # 售租均可
    | (?:租|[买购]) (?:或|或者|还是) (?:租|[售买]) (?:都行|都可以?|均可)?  # 租或买都行
    | [租买]都 (?:行|可以)  # 租都行
    """)
_MEANS_TO: Final = Part(r"(?: 想|要|求|拟|计划|打算|准备|只)*  # 想要")
_TENURES: Final = {
    "sale": Part(rf"""
        {_MEANS_TO} (?:购买|购置|求购|置业|收购|买断|自购|买下?|出售|购房|可售|在售)  # 想买
        (?:产权)?  # 计划购置产权
    """),
    "lease": Part(rf"""
        {_MEANS_TO} (?<! [日月年招房扩]) (?:租赁|承租|租用|出租|租[下个]?|[长短]租)  # 想租 承租
        (?! [金价期约户售买客\d])
    """),
}
_STATUSES: Final = {
    "vacant": Part(r"(?: 空置|闲置) (?! 率)|空着的?  # 空置 空着的"),
    "reserved": Part(r"(?: 已有|有)? 意向 (?: 中|阶段)?|已预订  # 有意向 已预订"),
    "signed": Part(r"已签约? | (?<! [前能要想]) 签约 (?! 入驻)  # 已签约 签约"),
    "occupied": Part(r"已?入驻的? (?= 载体|楼|房|单元|企业的)|已入驻  # 已入驻 ⟨入驻的⟩楼"),
}


def read_choices(sentence: Sentence, industries: Vocabulary) -> Iterator[Found]:
    """Yield what is chosen out of a list; several industries or statuses are alternatives."""
    for match in sentence.matches(_NO_TENURE):
        yield sentence.read(*match.span())
    for key, part in _LAYOUTS.items():
        yield from _read(sentence, part, "layout", {"layout": key})
    for key, part in _STATUSES.items():
        yield from _read(sentence, part, "status", {"statuses": (key,)})
    words, keys = _industry_words(industries)
    for match in sentence.matches(words):
        if not match.group().isascii() or sentence.is_word(*match.span()):
            key = keys[folded(match.group())]
            yield sentence.read(*match.span(), "industry", {"industries": (key,)})


def read_tenure(sentence: Sentence) -> Iterator[Found]:
    """Yield whether the company leases or buys; read last, because 租 is in so many words."""
    for key, part in _TENURES.items():
        yield from _read(sentence, part, "tenure", {"tenure": key})


def _read(
    sentence: Sentence, part: Part, criterion: str, fields: dict[str, Any]
) -> Iterator[Found]:
    for match in sentence.matches(part):
        yield sentence.read(*match.span(), criterion, fields)


@lru_cache(maxsize=8)
def _industry_words(industries: Vocabulary) -> tuple[Part, Mapping[str, str]]:
    keys = industries.by_spelling
    return Part(any_of(keys)), keys
