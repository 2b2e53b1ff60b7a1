"""Days: 2024-06-30, 2024年底, 2024Q3, 明年三季度. A period means its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from geo.quantities.amounts import number_of
from geo.quantities.parsed import Parsed, QuantityError, plain, without_qualifier

EARLIEST, LATEST = 1990, 2100
"""Years that a day may lie in."""

MOST_AHEAD: Final = 1000
"""The most days, months or years that are counted from today; a year is not past 9999 then."""

_FIGURES: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR: Final = r"(?P<year>(?:19|20|21)\d\d|\d\d(?=年))年?"
_NAMED_YEARS: Final = {"去年": -1, "今年": 0, "本年": 0, "明年": 1, "大后年": 3, "后年": 2}
_PARTS: Final = {
    "初": (3, 31),
    "上半年": (6, 30),
    "中": (6, 30),
    "年中": (6, 30),
    "下半年": (12, 31),
    "底": (12, 31),
    "末": (12, 31),
    "年底": (12, 31),
    "年末": (12, 31),
    "年初": (3, 31),
    "终": (12, 31),
    "内": (12, 31),
    "": (12, 31),
}
_NOW: Final = ("即日", "即日起", "现房", "现在", "立即", "马上", "随时", "即可", "即时", "已交付")
_QUARTER: Final = re.compile(r"[-年]?(?:第?(?P<word>[一二三四1-4])季度?[末底]?|q(?P<sign>[1-4]))")
_MONTH: Final = re.compile(
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月?(?P<part>初|上旬|中旬|中|下旬|底|末|内)?"
)
_DAY: Final = re.compile(r"(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?(?:t?\d\d:[0-9:.]*)?")
_COMPACT: Final = re.compile(r"(?P<month>\d\d)(?P<day>\d\d)")
_AHEAD: Final = re.compile(
    r"(?P<count>\d+|半|[一两二三四五六七八九十]+)个?(?P<unit>天|周|月|季度|年)(?:之?内|以内)"
)
_MONTH_DAYS: Final = {"初": 10, "上旬": 10, "中旬": 20, "中": 20}


def parse_date(text: str, *, today: date | None = None) -> Parsed[date]:
    """Return a day; of a period its last (年初 is the first quarter, 月初 the first ten days).

    What counts from the day it is said (明年底, 三个月内, 现房) needs `today`.
    """
    written = plain(text)
    ahead = _ahead(written, today)
    if ahead:
        return Parsed(ahead, _rule(text, ahead))
    written, qualifier = without_qualifier(written)
    for word in ("之前", "以前", "前"):
        written = written.removesuffix(word)
    year, rest = _year(written, today)
    day = _within_year(year, rest.lstrip("-/.年"), text)
    exact = re.fullmatch(r"\d{4}([-/.])\d{1,2}\1\d{1,2}", written)
    return Parsed(day, "" if exact else _rule(text, day), qualifier)


def _rule(text: str, day: date) -> str:
    return f"{text.strip()}：取 {day.isoformat()}"


def _ahead(written: str, today: date | None) -> date | None:
    match = _AHEAD.fullmatch(written)
    if written not in _NOW and not match:
        return None
    if today is None:
        raise QuantityError(f"“{written}”要从哪天算起不清楚：请写年月日")
    if match is None:
        return today
    count, unit = float(number_of(match["count"])), match["unit"]
    if count > MOST_AHEAD:
        raise QuantityError(f"“{written}”太远：请写年月日")
    if unit in ("天", "周"):
        return today + timedelta(days=round(count * (7 if unit == "周" else 1)))
    months = round(count * {"月": 1, "季度": 3, "年": 12}[unit])
    return months_after(today, months)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _year(written: str, today: date | None) -> tuple[int, str]:
    named = next((name for name in _NAMED_YEARS if written.startswith(name)), None)
    if figures := re.match(r"[〇零一二三四五六七八九]{2,4}(?=年)", written):
        written = figures.group().translate(_FIGURES) + written[figures.end() :]
    match = re.match(_YEAR, written)
    if match:
        number = int(match["year"])
        year = number + 2000 if number < 100 else number
        return _sane(year), written[match.end() :]
    if today is None:
        raise QuantityError(f"“{written}”没有年份或不是日期：请写成 2024-06-30、2024年底或 2024Q3")
    if named:
        return today.year + _NAMED_YEARS[named], written.removeprefix(named)
    return today.year, written


def _sane(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        raise QuantityError(f"年份 {year} 不在 {EARLIEST}—{LATEST} 之间：请改正")
    return year


def _within_year(year: int, rest: str, text: str) -> date:
    if rest in _PARTS:
        return date(year, *_PARTS[rest])
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
        (_QUARTER, lambda match: _quarter(year, match)),
        (_DAY, lambda match: _day(year, match)),
        (_COMPACT, lambda match: _day(year, match)),
        (_MONTH, lambda match: _month(year, match)),
    )
    for pattern, read in readers:
        if match := pattern.fullmatch(rest):
            return read(match)
    raise QuantityError(f"“{text.strip()}”不是日期：请写成 2024-06-30、2024年底或 2024Q3")


def _quarter(year: int, match: re.Match[str]) -> date:
    number = int((match["sign"] or match["word"]).translate(_FIGURES))
    month = 3 * number
    return date(year, month, monthrange(year, month)[1])


def _month_number(text: str) -> int:
    month = int(number_of(text))
    if not 1 <= month <= 12:
        raise QuantityError(f"月份 {month} 不在 1—12 之间：请改正")
    return month


def _month(year: int, match: re.Match[str]) -> date:
    month = _month_number(match["month"])
    last = monthrange(year, month)[1]
    return date(year, month, _MONTH_DAYS.get(match["part"] or "", last))


def _day(year: int, match: re.Match[str]) -> date:
    month, day = _month_number(match["month"]), int(match["day"])
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise QuantityError(f"{year} 年 {month} 月没有 {day} 日：请改正")
    return date(year, month, day)
