"""The day by which the place must be ready: 2024年底前, 三个月内, 现房."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from geo.quantities import QuantityError, parse_date
from geo.quantities.amounts import AREA_UNIT
from geo.quantities.days import months_after
from geo.question.numbers import number
from geo.question.rules import NONE, rule
from geo.question.sentence import Found, Sentence
from geo.translation import N_

_CHINESE_YEAR: Final = r"二[〇零一二三四五六七八九]{3}年"
_YEAR: Final = rf"(?:(?:20\d\d|(?<!\d)[23]\d)年|{_CHINESE_YEAR}|今年|明年|大?后年|本年)"
_CHINESE_DAY: Final = r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])"
_MONTH: Final = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月"
_DAY_OF: Final = rf"(?:\d{{1,2}}|{_CHINESE_DAY})[日号]"
_THIS_MONTH: Final = {
    **dict.fromkeys(("本月", "这个月", "当月"), 0),
    **dict.fromkeys(("下个月", "下月"), 1),
    **dict.fromkeys(("下下个月", "下下月"), 2),
}
_THIS_QUARTER: Final = {"本季度": 0, "这个季度": 0, "下季度": 1, "下个季度": 1}
_WITHIN: Final = (
    rf"(?:年?(?:底|末|初)|年?中(?![心央标间介层国旬])|年?[上下]半年|年?第?[一二三四1-4]季度[末底初]?|q[1-4]"
    rf"|{_MONTH}(?:{_DAY_OF}|份?[底末初]|份?[上中下]旬|份)?)"
)
_NOT_BEFORE: Final = r"不早于|最早|早于"
_FEAST: Final = (
    r"(?:(?:农历)?(?:春节|过年|除夕|元宵节?|清明节?|端午节?|中秋节?|国庆节?|五一|劳动节|元旦|十一(?!月))"
    r"|春天|夏天|秋天|冬天|春季|夏季|秋季|冬季|寒假|暑假|开学)"
)
"""A day that no rule knows: it makes the year before it no day either."""

_OF_SOMETHING_ELSE: Final = r"楼龄|房龄|租期|免租期|装修期|合同期?|成立|注册|开办|创办"
_NO_DELIVERY: Final = (
    r"看房|看楼|看场地|看现场|带看|实地|考察|踏勘|拜访|见面|回复|答复|签(?!约入驻)|定下来|开会|上会"
    r"|成立|注册|创办|产值|营收|收入|税收|纳税|融资|新?招[人聘]"
)
"""What happens on that day instead: 一周内看房, 今年产值3亿."""

_OTHER: Final = re.compile(_NO_DELIVERY)

_DAY: Final = re.compile(
    rf"(?:(?P<else>{_NOT_BEFORE}|{_OF_SOMETHING_ELSE})[是为在要不超过有至少]*+"
    r"|不[能要得可]?[晚迟]于|最[晚迟]|赶在|截至|截止到?|预计|计划|大概|(?<![租合])约)?(?:在|到|于)?"
    rf"(?:{_MONTH}份?(?:到|至|-|~))?(?P<day>20\d\d[01]\d[0-3]\d(?!\d)|20\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}[日号]?|20\d\d[-/.]\d{{1,2}}(?![\d.]*(?:万|千|元|{AREA_UNIT}))(?!\d)"
    rf"|20\d\d年?{_WITHIN}|{_YEAR}(?:\d{{1,2}}月?份?[、,到至~或和-](?=\d{{1,2}}月))?{_WITHIN}|{_YEAR}|20\d\dq[1-4]|年[底末中初]|[上下]半年|(?<![每个\d])第?[一二三四]季度[末底初]?|(?<![\d一二两三四五六七八九十几])年内"
    rf"|{'|'.join(_THIS_QUARTER)}"
    rf"|(?:本月|这个月|当月|下?下个?月)(?:{_DAY_OF}|[底末初]|[上中下]旬)?"
    rf"|(?<![a-z\d])q[1-4](?![a-z\d])|(?<!\d)[23]\dq[1-4](?!\d)|(?<!\d){_MONTH}(?:{_DAY_OF}|份?[底末初]|份?[上中下]旬|份(?!租))?(?!租|预|均|费|底薪)"
    r"|(?:半|一|两|二|三|四|五|六|七|八|九|十|(?<!\d)\d{1,3})个?(?:天|周|月|季度|年)(?:之内|以内|内))"
    rf"(?P<feast>{_FEAST})?"
    rf"(?P<other>(?:[要来会能想去就先得]|之?前)*+(?:{_NO_DELIVERY}))?"
    r"(?P<later>(?:以后|之后|过后|后|起|开始))?"
    r"(?P<after>(?:之前|以前|前|之内|以内|内|左右)?(?:再|就?(?:要|得|能|可以?)?)"
    r"(?:交付使用|交付|交房|入驻|入住|搬入|搬进|投用|投产|开业|启用|到位|可用|进场|使用|落地|完成装修)?)"
)
_NOW: Final = re.compile(
    r"(?:要|需要|有)?(?:现房|即租即用|拎包入住|马上(?:就?(?:要|能))?(?:入驻|入住|用|交付|搬)?"
    r"|(?:立[即刻]|即刻)就?(?:要|得|能|可以?)*(?:入驻|入住|交付|搬|可用|用)?|随时(?:可以?)?(?:入驻|入住)"
    r"|现在就?(?:(?:要|能|可以?)+(?:入驻|入住|搬|交付|用)?|入驻|入住|搬)|尽快(?:入驻|入住)?)"
)


def read_days(sentence: Sentence, today: date) -> Iterator[Found]:
    """Yield the day asked for: of a period its last, now is today.

    What is no last day is not understood: 2025年以后, 租期三年内 (of something else), 明年春节前.
    """
    for match in sentence.matches(_NOW):
        sentence.take(*match.span())
        told = rule(N_("{text}：今天 {day} 前交付"), text=match.group(), day=today.isoformat())
        yield Found(*match.span(), "ready", {"ready_by": today}, told)
    for match in sentence.matches(_DAY):
        sentence.take(*match.span())
        try:
            parsed = parse_date(_written(match["day"], today), today=today)
        except QuantityError:
            yield Found(*match.span(), ignored=True)
            continue
        is_other = _OTHER.match(sentence.folded, match.end()) is not None
        if is_other or any(match[name] for name in ("else", "other", "later", "feast")):
            yield Found(*match.span(), ignored=True)
            continue
        day, text = parsed.value.isoformat(), sentence.original(*match.span("day"))
        told = rule(N_("{text}：取 {day}"), text=text, day=day) if parsed.rule else NONE
        yield Found(*match.span(), "ready", {"ready_by": parsed.value}, told)


def _written(said: str, today: date) -> str:
    """Return a day as `parse_date` reads it: the month named, its days in figures."""
    written = re.sub(r"^(?=\d\dq)", "20", said.replace("月份", "月"))
    written = re.sub(r"\d{1,2}月?[、,到至~或和-](?=\d{1,2}月)", "", written)
    if written in _THIS_QUARTER:
        quarter = months_after(today, 3 * _THIS_QUARTER[written])
        written = f"{quarter.year}年{(quarter.month + 2) // 3}季度"
    for name, ahead in _THIS_MONTH.items():
        if written.startswith(name):
            first = months_after(today.replace(day=1), ahead)
            written = f"{first.year}年{first.month}月{written.removeprefix(name)}"
    if re.search(_CHINESE_DAY, written):
        figures = r"[一二三四五六七八九十]+(?=[月日号])"
        written = re.sub(figures, lambda match: str(int(number(match.group()))), written)
    return written
