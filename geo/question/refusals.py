"""What is refused, and what is said to be open: neither must ever be read as wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geo.question.sentence import TAKEN, Found, Sentence

STOPS: Final = re.compile(r"[，,。；;！!？?\n]")
_OPEN: Final = re.compile(
    r"(?:面积|时间|租金|价格|预算|产业|行业|片区|区域|位置|楼层|层高|交付|租售|朝向|其他|其它|别的)*+"
    r"(?:都|均)?(?:不限|无所谓|没有?(?:什么)?要求|都行|都可以|随意|不挑)"
    r"|(?P<either>\w{1,4})不(?P=either)(?:都|也)?(?:无所谓|行|可以|不要紧|没关系)"
    r"|没有?(?:面积|时间|租金|价格|预算|产业|行业|片区|区域|位置|楼层|层高)(?:的)?(?:限制|要求)"
)
_FROM: Final = re.compile(
    r"(?:总部|注册地?)(?:设?在|位于)[^，,。；;！!？?\n的]*|来自[^，,。；;！!？?\n的]*"
)
"""总部在成都: where a company comes from, not what it wants."""

_OF_US: Final = re.compile(r"(?:^|(?<=[，,。；;！!？?]))你(?:是|叫|会)[^，,。；;！!？?\n]*")
"""你是不是机器人: asked of who answers, not of a place."""

_BOUND: Final = r"[要能得可会]?(?:超过|超出|超|[低少小高大多晚迟早]于)"
_NOT: Final = re.compile(
    rf"不(?!{_BOUND}|[错多到足仅但光]|太?远)|(?<![特分级类区个识鉴])别(?!{_BOUND}|[的墅人])"
    r"|勿|未(?!来)|非(?![常得])|没(?!问题|关系)|无(?![人线锡])|除外|(?<![删消清扣])除(?!尘)|(?:就|还是)?算了"
    r"|避开|避免|远离|排除|拒绝|讨厌|免谈|以外|之外"
)
_BEHIND: Final = ("除外", "以外", "之外", "免谈", "算了", "就算了", "还是算了")
_ASKING: Final = re.compile(
    r"有没有|能不能|可不可以|是不是|行不行|好不好|要不要|差不多|不好意思|没问题|没关系|不急"
)
_WEAK: Final = re.compile(
    r"[要想去能会可考虑接受行用需选看喜欢合适太大很怎么建议推荐必一定的了吧呢啊哦呀也都就再还是有在"
    rf"得，,。、…~{TAKEN}]*"
)


def read_open(sentence: Sentence) -> Iterator[Found]:
    """Yield what is said to be open (租金不限: understood, no criterion), and what asks of us."""
    for pattern in (_OF_US, _FROM):
        for match in sentence.matches(pattern):
            sentence.take(*match.span())
            yield Found(*match.span(), ignored=True)
    for match in sentence.matches(_OPEN):
        sentence.take(*match.span())
        yield Found(*match.span())


def read_refusals(sentence: Sentence) -> Iterator[Found]:
    """Yield what a clause refuses: what follows its 不要, or stands before it where nothing does.

    A refusal is no criterion a query has, so it is among what was not understood.
    """
    start = 0
    for end in [
        *(match.start() for match in STOPS.finditer(sentence.folded)),
        len(sentence.folded),
    ]:
        span = _refused(sentence, start, end)
        if span is not None:
            sentence.take(*span)
            yield Found(*span, ignored=True)
        start = end + 1


def _refused(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    clause = _ASKING.sub(lambda match: TAKEN * len(match.group()), sentence.left[start:end])
    match = _NOT.search(clause)
    if match is None:
        return None
    is_behind = _WEAK.fullmatch(clause, match.end()) is not None
    if is_behind or match.group() in _BEHIND:
        return start, end
    first = start + match.start()
    gap = next((place for place in sentence.gaps if first + 3 < place < end), end)
    return first, gap
