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
from geo.question.patterns import Part, any_of
from geo.question.sentence import Found, Sentence, rule
from geo.translation import N_

_YEAR: Final = Part(r"""
    (?: 20\d\d | (?<!\d) [23]\d) 年  # 2024年 25年
    | 二 [〇零一二三四五六七八九]{3} 年 | 今年|明年|大?后年|本年  # 二〇二五年 明年
    """)
_CHINESE_DAY: Final = Part(r"""
    (?: [二三]?十 [一二三四五六七八九]? | [一二三四五六七八九]) (?= [日号])  # ⟨二十五⟩日
    """)
_MONTH: Final = Part(r"(?: \d{1,2} | 十[一二]?|[一二三四五六七八九]) 月  # 9月 十一月")
_DAY_OF: Final = Part(rf"(?: \d\d? | {_CHINESE_DAY}) [日号]  # 30日 二十五号")
_PART_OF_MONTH: Final = Part(rf"{_DAY_OF} | 份?[底末初]|份?[上中下]旬  # 30日 底 份中旬")
_QUARTER: Final = Part(r"第? [一二三四] 季度 [末底初]?  # 三季度 第一季度末")
_WITHIN: Final = Part(rf"""
    年?[底末初] | 年?中 (?! [心央标间介层国旬]) | 年?[上下]半年  # 年底 上半年
    | 年? 第? [一二三四1-4] 季度 [末底初]? | q[1-4]  # 年第三季度末 q2
    | {_MONTH} (?: {_PART_OF_MONTH} | 份)?  # 6月30日
    """)
"""What follows a year."""

_THIS_MONTH: Final = {
    **dict.fromkeys(("本月", "这个月", "当月"), 0),
    **dict.fromkeys(("下个月", "下月"), 1),
    **dict.fromkeys(("下下个月", "下下月"), 2),
}
_THIS_QUARTER: Final = {"本季度": 0, "这个季度": 0, "下季度": 1, "下个季度": 1}
_FEAST: Final = Part(r"""
    (?:农历)? (?:春节|过年|除夕|元宵节?|清明节?|端午节?|中秋节?|国庆节?|五一|劳动节)  # 农历春节
    | (?:农历)? (?: 元旦 | 十一 (?!月)) | [春夏秋冬][天季] | 寒假|暑假|开学  # 十一 秋季
    """)
"""A day that no rule knows: it makes the year before it no day either."""

_OF_SOMETHING_ELSE: Final = Part(r"""
    不早于|最早|早于|楼龄|房龄|租期|免租期|装修期|合同期?|成立|注册|开办|创办  # 不早于 租期
    """)
_NO_DELIVERY: Final = Part(r"""
    看房|看楼|看场地|看现场|带看|实地|考察|踏勘|拜访|见面|回复|答复 | 签 (?!约入驻)  # 看房 签
    | 定下来|开会|上会|成立|注册|创办|产值|营收|收入|税收|纳税|融资 | 新?招[人聘]  # 产值
    """)
"""What happens on that day instead: 一周内看房, 今年产值3亿."""

_BY: Final = Part(r"""
    不[能要得可]?[晚迟]于 | 最[晚迟] | 赶在|截至|截止到?|预计|计划|大概 | (?<![租合])约  # 不晚于
    """)
_IN_FIGURES: Final = Part(rf"""
    20\d\d [01]\d [0-3]\d (?! \d) | 20\d\d [-/.] \d\d? [-/.] \d\d? [日号]?  # 20240630 2024.6.30
    | 20\d\d [-/.] \d\d? (?! [\d.]* (?: 万|千|元 | {AREA_UNIT})) (?! \d)  # 2024/6
    """)
_OF_A_YEAR: Final = Part(rf"""
    20\d\d年? {_WITHIN}  # 2024底
    | {_YEAR} (?: \d\d?月? 份? [、,到至~或和-] (?= \d\d? 月))? {_WITHIN}  # 今年5、6月
    | {_YEAR} | 20\d\dq[1-4] | 年[底末中初] | [上下]半年  # 明年 2024q3 年底
    | (?<! [每个\d]) {_QUARTER} | (?<! [\d一二两三四五六七八九十几]) 年内  # 三季度末 年内
    | {any_of(_THIS_QUARTER)}  # 下季度
    """)
_OF_A_MONTH: Final = Part(rf"""
    (?:本月|这个月|当月|下?下个?月) (?: {_DAY_OF} | [底末初] | [上中下]旬)?  # 下个月底
    | (?<! [a-z\d]) q[1-4] (?! [a-z\d]) | (?<! \d) [23]\dq[1-4] (?! \d)  # q3 25q1
    | (?<! \d) {_MONTH} (?: {_PART_OF_MONTH} | 份 (?!租))? (?! 租|预|均|费|底薪)  # 9月30日 十月份
    """)
_FROM_NOW: Final = Part(r"""
    (?: [半一两二三四五六七八九十] | (?<! \d) \d{1,3}) 个?  # 三个月内
    (?:天|周|月|季度|年) (?:之内|以内|内)  # 90天之内
    """)
_DAY: Final = Part(rf"""
    (?: (?P<else> {_OF_SOMETHING_ELSE}) [是为在要不超过有至少]*+ | {_BY})? [在到于]?  # 租期三年内
    (?: {_MONTH} 份? [到至~-])?  # 5月到6月
    (?P<day> {_IN_FIGURES} | {_OF_A_YEAR} | {_OF_A_MONTH} | {_FROM_NOW})
    (?P<feast> {_FEAST})?  # 明年春节前
    (?P<other> (?: [要来会能想去就先得] | 之?前)*+ {_NO_DELIVERY})?  # 一周内看房
    (?P<later> 以后|之后|过后|后|起|开始)?  # 2025年以后
    (?:之前|以前|前|之内|以内|内|左右)? (?:再 | 就? (?:要|得|能|可以?)?)  # 2024年底前就要
    (?: 交付使用|交付|交房|入驻|入住|搬入|搬进|投用|投产|开业|启用  # 不晚于9月底入驻
      | 到位|可用|进场|使用|落地|完成装修)?
    """)
_NOW: Final = Part(r"""
    (?:要|需要|有)?
    (?: 现房|即租即用|拎包入住 | 马上 (?:就?[要能])? (?:入驻|入住|用|交付|搬)?  # 要现房 马上就能用
      | (?:立[即刻]|即刻) 就? (?:要|得|能|可以?)* (?:入驻|入住|交付|搬|可用|用)?  # 立即入驻
      | 随时 (?:可以?)? (?:入驻|入住) | 尽快 (?:入驻|入住)?  # 随时可以入住 尽快
      | 现在就? (?: (?:要|能|可以?)+ (?:入驻|入住|搬|交付|用)? | 入驻|入住|搬))  # 现在就要
    """)
_SEVERAL_MONTHS: Final = Part(r"\d\d?月? [、,到至~或和-] (?= \d\d? 月)  # ⟨5、⟩6月 ⟨5月到⟩6月")
_CHINESE_FIGURES: Final = Part(r"[一二三四五六七八九十]+ (?= [月日号])  # ⟨二十五⟩日")


def read_days(sentence: Sentence, today: date) -> Iterator[Found]:
    """Yield the day asked for: of a period its last, now is today.

    What is no last day is not understood: 2025年以后, 租期三年内 (of something else), 明年春节前.
    """
    for match in sentence.matches(_NOW):
        assumed = rule(N_("{text}：今天 {day} 前交付"), text=match.group(), day=today.isoformat())
        yield sentence.read(*match.span(), "ready", {"ready_by": today}, assumed)
    for match in sentence.matches(_DAY):
        try:
            parsed = parse_date(_written(match["day"], today), today=today)
        except QuantityError:
            yield sentence.ignore(*match.span())
            continue
        is_other = _NO_DELIVERY.pattern.match(sentence.folded, match.end()) is not None
        if is_other or any(match[name] for name in ("else", "other", "later", "feast")):
            yield sentence.ignore(*match.span())
            continue
        day, text = parsed.value.isoformat(), sentence.original(*match.span("day"))
        assumed = rule(N_("{text}：取 {day}"), text=text, day=day)
        yield sentence.read(
            *match.span(), "ready", {"ready_by": parsed.value}, assumed if parsed.rule else None
        )


def _written(said: str, today: date) -> str:
    """Return a day as `parse_date` reads it: the month named, its days in figures."""
    written = re.sub(r"^(?=\d\dq)", "20", said.replace("月份", "月"))
    written = _SEVERAL_MONTHS.pattern.sub("", written)
    if written in _THIS_QUARTER:
        quarter = months_after(today, 3 * _THIS_QUARTER[written])
        written = f"{quarter.year}年{(quarter.month + 2) // 3}季度"
    for name, ahead in _THIS_MONTH.items():
        if written.startswith(name):
            first = months_after(today.replace(day=1), ahead)
            written = f"{first.year}年{first.month}月{written.removeprefix(name)}"
    if _CHINESE_DAY.pattern.search(written):
        written = _CHINESE_FIGURES.pattern.sub(lambda own: str(int(number(own.group()))), written)
    return written
