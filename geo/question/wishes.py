"""What is only wished for, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from geo.question.refusals import STOPS
from geo.question.sentence import TAKEN, Found, Sentence

_WISH: Final = re.compile(
    r"最好(?:是|能|在)?|优先(?:考虑|选择?)?|尽量|尽可能|(?:如果|要是|若)(?:能|可以)?|(?:可以|可能|方便|有)的话|条件允许"
    r"|更好|更佳|为佳|最佳|加分|就更?好了?|倾向于?|偏好"
)
_FILLING_WORDS: Final = (
    "您好 你好 请问 麻烦 帮忙 帮我 帮他们 帮 给我 推荐 一下 一家 一个 一处 "
    "一块 几个 几处 有没有 有什么 有哪些 哪些 哪里 哪儿 哪个 哪 我们 我 "
    "他们 它 客户 企业 公司 单位 团队 机构 初创 项目 朋友 老板 电话 咨询 "
    "行业 产业 领域 方向 类 相关 从事 主营 业务 需要 需求 想要 想找 想 找 "
    "看看 看 要求 要 求 寻找 寻求 寻 选址 选 落户 落地 扩租 扩张 搬迁 "
    "搬到 搬 入驻 入住 使用 用于 用作 用 设立 设 开设 开 建 做 办 办公室 "
    "办公楼 办公 写字楼 楼宇 载体 房源 房子 房 场地 空间 物业 地方 位置 "
    "区域 单元 楼 面积 总部 打算 计划 准备 预计 目前 现在 合适 适合 "
    "符合 满足 可以 能够 能 可 并且 而且 以及 或者 或 和 与 及 且 同时 "
    "另外 还 也 都 就 再 则 然后 左右 大约 大概 之间 以内 以上 之前 以前 "
    "前 内 交付 时间 期限 日期 租金 预算 价格 控制 范围 "
    "徐汇区 徐汇 上海市 上海 区 市 本 该 这 "
    "那 的话 的 了 吗 呢 吧 呀 啊 哦 谢谢 多谢 是 有 在 到 为 给 把 "
    "对 从 于 家 个 处 套 层 条件 标准 情况 一定 必须 希望 下 上 里 中 "
    "地 得 着 过 去 来 让 请 面向 关于 不错 好 租 买 "
    "那边 这边 那里 这里 一点 一些 有些 些 特别 非常 比较 之 将 会 已 "
    "其 话 总 共 某 行 就行 够 足够 即可 中心 运营商 服务机构 研发 设计 里面 "
)
"""Words that ask for nothing a search knows."""

_FILLING: Final = re.compile(
    "|".join(sorted(_FILLING_WORDS.split(), key=lambda word: (-len(word), word)))
)

_MEANS_NOTHING: Final = re.compile(r"[\W_]+")
_RUN: Final = re.compile(rf"[^{TAKEN}，,。；;！!？?、:()\[\]“”\"'…~—/]+")
_JOINS: Final = re.compile("^(?:的话|[的了和与及且也都就])+")


def wished(sentence: Sentence, found: Sequence[Found]) -> frozenset[str]:
    """Return the criteria that a word of wishing introduces, or stands behind, in its clause."""
    criteria: set[str | None] = set()
    start = 0
    ends = [match.start() for match in STOPS.finditer(sentence.folded)]
    for end in [*ends, len(sentence.folded)]:
        if match := _WISH.search(sentence.folded, start, end):
            criteria |= _wished_in(sentence, found, match, *_around(sentence, match, start, end))
        start = end + 1
    return frozenset(criterion for criterion in criteria if criterion)


def _around(sentence: Sentence, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Return the part of a clause between spaces that a word of wishing is in, if it says more."""
    first = max((gap for gap in sentence.gaps if start <= gap <= match.start()), default=start)
    last = min((gap for gap in sentence.gaps if match.end() <= gap <= end), default=end)
    return (first, last) if TAKEN in sentence.left[first:last] else (start, end)


def _wished_in(
    sentence: Sentence, found: Sequence[Found], match: re.Match[str], start: int, end: int
) -> set[str | None]:
    own = [item for item in found if start <= item.start < end]
    after: set[str | None] = {item.criterion for item in own if item.end > match.end()}
    is_last = not _FILLING.sub("", sentence.left[match.end() : end])
    return after or {item.criterion for item in own if is_last}


def left_over(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield places of what no rule has read, unless all its words mean nothing here.

    What is left is given whole: 越低越好, not 越低越.
    """
    for run in _RUN.finditer(sentence.left):
        rest = run.group()
        for pattern in (_WISH, _FILLING, _MEANS_NOTHING):
            rest = pattern.sub("", rest)
        if rest:
            words = _JOINS.sub("", run.group())
            yield run.end() - len(words), run.end()
