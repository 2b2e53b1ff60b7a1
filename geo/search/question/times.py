"""The day by which the place must be ready: 2024年底前, 三个月内, 现房."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from geo.quantities import QuantityError, parse_date
from geo.search.question.sentence import Found, Sentence

_CHINESE_YEAR: Final = r"[二][〇零一二三四五六七八九]{3}年"
_YEAR: Final = rf"(?:(?:20\d\d|\d\d)年|{_CHINESE_YEAR}|今年|明年|后年|本年)"
_MONTH: Final = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月"
_WITHIN: Final = (
    rf"(?:年?(?:底|末|初)|年中|年?[上下]半年|年?第?[一二三四1-4]季度[末底初]?|q[1-4]"
    rf"|{_MONTH}(?:\d{{1,2}}[日号]|份?[底末初]|份?[上中下]旬|份)?)"
)
_DAY: Final = re.compile(
    r"(?P<day>20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[日号]?|20\d\d[-/.]\d{1,2}(?![\d.]*(?:万|千|元|平|亩))"
    rf"|20\d\d年?{_WITHIN}|{_YEAR}{_WITHIN}|{_YEAR}|20\d\dq[1-4]|年[底末中初]|[上下]半年"
    rf"|(?<!\d){_MONTH}(?:\d{{1,2}}[日号]|份?[底末初]|份?[上中下]旬|份(?!租))?(?!租|预|均|费|底薪)"
    r"|(?:半|一|两|二|三|四|五|六|七|八|九|十|\d{1,3})个?(?:天|周|月|季度|年)(?:之内|以内|内))"
    r"(?P<after>(?:之前|以前|前|之内|以内|内|左右)?(?:就?(?:要|得|能|可以?)?)"
    r"(?:交付使用|交付|交房|入驻|入住|搬入|搬进|投用|投产|开业|启用|到位|可用|使用|落地|完成装修)?)"
)
_NOW: Final = re.compile(
    r"(?:要|需要|有)?(?:现房|即租即用|拎包入住|马上(?:就?(?:要|能))?(?:入驻|入住|用|交付|搬)?"
    r"|立即(?:入驻|入住|交付|可用)?|即刻(?:入驻)?|随时(?:可以?)?(?:入驻|入住)"
    r"|现在就?(?:要|能)?(?:入驻|入住|用)?|尽快(?:入驻|入住)?)"
)


def read_days(sentence: Sentence, today: date) -> Iterator[Found]:
    """Yield the day asked for: of a period its last, now is today."""
    for match in sentence.matches(_NOW):
        sentence.take(*match.span())
        rule = f"{match.group()}：今天 {today.isoformat()} 前交付"
        yield Found(*match.span(), "ready", {"ready_by": today}, rule)
    for match in sentence.matches(_DAY):
        written = match["day"].replace("月份", "月")
        try:
            parsed = parse_date(written, today=today)
        except QuantityError:
            sentence.take(*match.span())
            yield Found(*match.span(), ignored=True)
            continue
        sentence.take(*match.span())
        yield Found(*match.span(), "ready", {"ready_by": parsed.value}, parsed.rule)
