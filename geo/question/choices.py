"""Industry, layout, tenure and status: words out of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from geo.plan.industries import Vocabulary, folded
from geo.question.sentence import Found, Sentence

_SOME: Final = r"(?:几|两|二|三|四|五|\d)"
_LAYOUTS: Final = (
    (
        "contiguous",
        rf"连续(?:的)?(?:{_SOME}层|多层)?(?:楼层)?|楼层(?:要)?(?:连续|相连|连着|挨着)|相邻(?:的)?(?:楼层|{_SOME}层)"
        rf"|上下(?:楼?层)?(?:相连|连通|连着|打通)(?:的?{_SOME}层)?|连着的?{_SOME}层|{_SOME}层(?:要)?(?:相连|连着|连续)|连层",
    ),
    (
        "one_building",
        r"一?整[栋幢]|[独单][栋幢]|独立楼栋|同一?[栋幢]楼?|同一楼宇|一[栋幢](?:独立)?(?:小?楼|里)?",
    ),
    ("one_floor", r"一?整层|同一?个?楼?层|单层|一层楼|一个?楼层|平层"),
)
_NO_TENURE: Final = re.compile(
    r"可?租可?[售买]|可[售买]可租|[租售买][租售买](?:均可|都可以?|都行|皆可|不限)"
    r"|(?:租|[买购])(?:或|或者|还是)(?:租|[售买])(?:都行|都可以?|均可)?|[租买]都(?:行|可以)"
)
_MEANS_TO: Final = r"(?:想|要|求|拟|计划|打算|准备|只)*"
_TENURES: Final = (
    (
        "sale",
        rf"{_MEANS_TO}(?:购买|购置|求购|置业|收购|买断|自购|买下?|出售|购房|可售|在售)(?:产权)?",
    ),
    (
        "lease",
        rf"{_MEANS_TO}(?<![日月年招房扩])(?:租赁|承租|租用|出租|租[下个]?|[长短]租)"
        r"(?!金|价|期|约|户|售|买|客|\d)",
    ),
)
_STATUSES: Final = (
    ("vacant", r"(?:空置|闲置)(?!率)|空着的?"),
    ("reserved", r"(?:已有|有)?意向(?:中|阶段)?|已预订"),
    ("signed", r"已签约?|(?<![前能要想])签约(?!入驻)"),
    ("occupied", r"已?入驻(?:的)?(?=载体|楼|房|单元|企业的)|已入驻"),
)


def read_choices(sentence: Sentence, industries: Vocabulary) -> Iterator[Found]:
    """Yield what is chosen out of a list; several industries or statuses are alternatives."""
    for match in sentence.matches(_NO_TENURE):
        sentence.take(*match.span())
        yield Found(*match.span())
    for key, words in _LAYOUTS:
        yield from _read(sentence, re.compile(words), "layout", {"layout": key})
    for key, words in _STATUSES:
        yield from _read(sentence, re.compile(words), "status", {"statuses": (key,)})
    spellings = industries.by_spelling
    if spellings:
        for match in sentence.matches(_industry_words(tuple(spellings))):
            if match.group().isascii() and not sentence.is_word(*match.span()):
                continue
            sentence.take(*match.span())
            key = spellings[folded(match.group())]
            yield Found(*match.span(), "industry", {"industries": (key,)})


def read_tenure(sentence: Sentence) -> Iterator[Found]:
    """Yield whether the company leases or buys; read last, because 租 is in so many words."""
    for key, words in _TENURES:
        yield from _read(sentence, re.compile(words), "tenure", {"tenure": key})


def _read(
    sentence: Sentence, pattern: re.Pattern[str], criterion: str, fields: dict[str, Any]
) -> Iterator[Found]:
    for match in sentence.matches(pattern):
        sentence.take(*match.span())
        yield Found(*match.span(), criterion, fields)


@lru_cache(maxsize=8)
def _industry_words(spellings: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)))
