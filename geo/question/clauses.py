"""Refusals, wishes and leftovers of a question, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from geo.plan import Plan
from geo.question.names import here
from geo.question.patterns import Part, any_of
from geo.question.sentence import TAKEN, Found, Sentence

STOPS: Final = Part(r"[，,。；;！!？?\n]  # ， ？")
"""What ends a clause."""

_SUBJECT: Final = Part(r"产业|行业|面积|时间|租金|价格|预算|片区|区域|位置|楼层|层高  # 产业")
_OPEN: Final = Part(rf"""
    (?: {_SUBJECT} | 交付|租售|朝向|其他|其它|别的)*+ [都均]?  # 租金不限
    (?:不限|无所谓 | 没有? (?:什么)? 要求 | 都行|都可以|随意|不挑)
    | (?P<either> \w{{1,4}}) 不 (?P=either) [都也]? (?:无所谓|行|可以|不要紧|没关系)  # 大不大都行
    | 没有? {_SUBJECT} 的? (?:限制|要求)  # 没有层高要求
    """)
_FROM: Final = Part(r"""
    (?: (?:总部|注册地?) (?:设?在|位于) | 来自) [^，,。；;！!？?\n的]*  # 总部在外地 来自外地
    """)
"""Where a company comes from, not what it wants."""

_OF_US: Final = Part(r"(?: ^ | (?<= [，,。；;！!？?])) 你[是叫会] [^，,。；;！!？?\n]*  # 你是谁")
"""What is asked of who answers, not of a place."""

_BOUND: Final = Part(r"[要能得可会]? (?:超过|超出|超|[低少小高大多晚迟早]于)  # 超过 能低于")
_NOT: Final = Part(rf"""
    不 (?! {_BOUND} | [错多到足仅但光] | 太?远)  # 不 ⟨不⟩要
    | (?<! [特分级类区个识鉴]) 别 (?! {_BOUND} | [的墅人])  # ⟨别⟩找
    | 勿 | 未 (?!来) | 非 (?![常得]) | 没 (?!问题|关系) | 无 (?![人线锡]) | 除外  # ⟨没⟩要
    | (?<! [删消清扣]) 除 (?!尘) | (?:就|还是)? 算了  # 还是算了
    | 避开|避免|远离|排除|拒绝|讨厌|免谈|以外|之外  # 免谈
    """)
_BEHIND: Final = ("除外", "以外", "之外", "免谈", "算了", "就算了", "还是算了")
"""Refusals of what stands before them."""

_ASKING: Final = Part(r"""
    有没有|能不能|可不可以|是不是|行不行|好不好|要不要  # 有没有
    | 差不多|不好意思|没问题|没关系|不急  # 不好意思
    """)
"""What has a word of refusing in it and refuses nothing."""

_WEAK: Final = Part(r"""
    (?: [要想去能会可考虑接受行用需选看喜欢合适太大很怎么建议推荐必一定]  # 要考虑
      | [的了吧呢啊哦呀也都就再还是有在得，,。、…~\x00])*  # 就是了
    """)
_WISH: Final = Part(r"""
    最好 [是能在]? | 优先 (?:考虑|选择?)? | 尽量|尽可能  # 最好是 优先考虑
    | (?:如果|要是|若) (?:能|可以)? | (?:可以|可能|方便|有)的话 | 条件允许  # 如果可以
    | 更好|更佳|为佳|最佳|加分|就更?好了?|倾向于?|偏好  # 就更好了
    """)
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
    "前 内 交付 时间 期限 日期 租金 预算 价格 控制 范围 区 市 本 该 这 "
    "那 的话 的 了 吗 呢 吧 呀 啊 哦 谢谢 多谢 是 有 在 到 为 给 把 "
    "对 从 于 家 个 处 套 层 条件 标准 情况 一定 必须 希望 下 上 里 中 "
    "地 得 着 过 去 来 让 请 面向 关于 不错 好 租 买 "
    "那边 这边 那里 这里 一点 一些 有些 些 特别 非常 比较 之 将 会 已 "
    "其 话 总 共 某 行 就行 够 足够 即可 中心 运营商 服务机构 研发 设计 里面"
)
"""Words that ask for nothing a search knows."""

_MEANS_NOTHING: Final = Part(r"[\W_]+  # （） +")
_RUN: Final = Part(r"[^\x00，,。；;！!？?、:()\[\]“”\"'…~—/]+  # ⟨越低越好⟩，")
_JOINS: Final = Part(r"^ (?:的话|[的了和与及且也都就])+  # 的话 和")


def read_open(sentence: Sentence) -> Iterator[Found]:
    """Yield what is said to be open (租金不限: understood, no criterion), and what asks of us."""
    for part in (_OF_US, _FROM):
        for match in sentence.matches(part):
            yield sentence.ignore(*match.span())
    for match in sentence.matches(_OPEN):
        yield sentence.read(*match.span())


def read_refusals(sentence: Sentence) -> Iterator[Found]:
    """Yield what a clause refuses: what follows its 不要, or stands before it where nothing does.

    A refusal is no criterion a query has, so it is among what was not understood.
    """
    for start, end in _clauses(sentence):
        if span := _refused(sentence, start, end):
            yield sentence.ignore(*span)


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    start = 0
    for match in STOPS.pattern.finditer(sentence.folded):
        yield start, match.start()
        start = match.start() + 1
    yield start, len(sentence.folded)


def _refused(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    clause = _ASKING.pattern.sub(lambda own: TAKEN * len(own.group()), sentence.left[start:end])
    match = _NOT.pattern.search(clause)
    if match is None:
        return None
    is_behind = _WEAK.pattern.fullmatch(clause, match.end()) is not None
    if is_behind or match.group() in _BEHIND:
        return start, end
    first = start + match.start()
    return first, next((gap for gap in sentence.gaps if first + 3 < gap < end), end)


def wishes(sentence: Sentence, found: Sequence[Found], plan: Plan) -> Iterator[str]:
    """Yield the criteria that a word of wishing introduces, or stands behind, in its clause."""
    for start, end in _clauses(sentence):
        match = _WISH.pattern.search(sentence.folded, start, end)
        if match is None:
            continue
        first, last = _around(sentence, match, start, end)
        own = [item for item in found if item.criterion and first <= item.start < last]
        is_last = not _filling(plan).pattern.sub("", sentence.left[match.end() : last])
        after = [item for item in own if item.end > match.end()]
        yield from (str(item.criterion) for item in after or (own if is_last else ()))


def _around(sentence: Sentence, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Return the part of a clause between spaces that a word of wishing is in, if it says more."""
    first = max((gap for gap in sentence.gaps if start <= gap <= match.start()), default=start)
    last = min((gap for gap in sentence.gaps if match.end() <= gap <= end), default=end)
    return (first, last) if TAKEN in sentence.left[first:last] else (start, end)


def leftovers(sentence: Sentence, plan: Plan) -> Iterator[tuple[int, int]]:
    """Yield the spans of what no rule has read, unless all its words mean nothing here.

    What is left is given whole: 越低越好, not 越低越. The plan's own district and city mean
    nothing; the name of another is left over.
    """
    for run in sentence.matches(_RUN):
        rest = run.group()
        for part in (_WISH, _filling(plan), _MEANS_NOTHING):
            rest = part.pattern.sub("", rest)
        if rest:
            words = _JOINS.pattern.sub("", run.group())
            yield run.end() - len(words), run.end()


@lru_cache(maxsize=4)
def _filling(plan: Plan) -> Part:
    return Part(any_of([*_FILLING_WORDS.split(), *here(plan)]))
