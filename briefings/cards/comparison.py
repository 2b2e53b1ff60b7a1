"""Candidates side by side: a row a criterion or fact, the best value of each row marked.

What fails is never marked as best, however near it comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from briefings.cards.finding import Described, force, result_of
from briefings.cards.markup import joined
from geo.carriers.schema import CARRIER_FIELDS
from geo.plan import Plan
from geo.search.criteria import CRITERIA
from geo.search.criteria.criterion import Criterion
from geo.translation import Translator
from layers.wording import MISSING

_FIELDS: Final = {field.name: field for field in CARRIER_FIELDS}
_FIRST, _LAST = ("total_gfa_m2",), ("source", "as_of")
"""Facts that no criterion tells, before and after those that one does."""


def comparison_table(compared: Sequence[Described], plan: Plan, say: Translator) -> Markup:
    """Return the table: score, every criterion asked for, then what else is known of any."""
    heads = joined(
        Markup(
            "<th scope='col' dir='auto'><span class='number'>{}</span>{}<small>{}</small></th>"
        ).format(one.number, one.name, one.place)
        for one in compared
    )
    return Markup(
        "<div class='sheet' role='region' tabindex='0' aria-label='{title}'><table class='compare'>"
        "<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    ).format(
        title=say("并排对比"),
        heads=heads,
        rows=joined(
            [_scores(compared, say), *_criteria(compared, say), *_facts(compared, plan, say)]
        ),
    )


def _scores(compared: Sequence[Described], say: Translator) -> Markup:
    scores = [one.finding.score for one in compared]
    texts = [f"{score:.0f}" for score in scores]
    return _row(say("得分"), "", _cells(texts, _best(scores), say))


def _criteria(compared: Sequence[Described], say: Translator) -> list[Markup]:
    rows = []
    for index, part in enumerate(compared[0].finding.parts):
        parts = [one.finding.parts[index] for one in compared]
        texts = [result_of(one, own) for one, own in zip(compared, parts, strict=True)]
        shares = [own.share if own.verdict != "unknown" else None for own in parts]
        best = {own for own in _best(shares) if parts[own].verdict == "met"}
        classes = [own.verdict for own in parts]
        title = say(CRITERIA[part.criterion].label)
        rows.append(_row(title, force(part, say), _cells(texts, best, say, classes)))
    return rows


def _facts(compared: Sequence[Described], plan: Plan, say: Translator) -> list[Markup]:
    """Return what no criterion asked for tells: a row a column of which anything is known."""
    asked = {part.criterion for part in compared[0].finding.parts}
    by_column = {own.column: own for own in CRITERIA.values() if own.column}
    rows = []
    for column in (*_FIRST, *by_column, *_LAST):
        criterion = by_column.get(column)
        values = [one.row.get(column) for one in compared]
        if (criterion and criterion.key in asked) or not any(values):
            continue
        sense = criterion.sense if criterion else 0
        ranked = [_number(value) * sense if value and sense else None for value in values]
        texts = [_fact(criterion, value, plan, say) for value in values]
        own = _FIELDS.get(column) or criterion
        title, unit = (say(own.label), say(own.unit) if own.unit else "") if own else (column, "")
        rows.append(_row(title, unit, _cells(texts, _best(ranked), say)))
    return rows


def _fact(criterion: Criterion | None, value: Any, plan: Plan, say: Translator) -> str:
    """Return one fact of a candidate as text; the unit of a number stands beside its row."""
    if value is None or value == ():
        return MISSING
    if criterion is None or criterion.unit:
        return _plain(value)
    return criterion.value_text(value, plan, say)


def _plain(value: Any) -> str:
    if isinstance(value, (int, float)):
        return f"{value:,.10g}"
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _number(value: Any) -> float:
    return float(value.toordinal() if isinstance(value, date) else value)


def _best(values: Sequence[float | None]) -> set[int]:
    """Return which values are the highest; none where all are alike."""
    known = [value for value in values if value is not None]
    if len(known) < 2 or max(known) - min(known) < 1e-9:
        return set()
    return {
        index
        for index, value in enumerate(values)
        if value is not None and value >= max(known) - 1e-9
    }


def _cells(
    texts: Sequence[str], best: set[int], say: Translator, classes: Sequence[str] = ()
) -> Markup:
    return joined(
        Markup("<td class='{}' dir='auto'>{}{}</td>").format(
            " ".join([*classes[index : index + 1], *(["best"] if index in best else [])]),
            text,
            Markup("<em>{}</em>").format(say("最优")) if index in best else "",
        )
        for index, text in enumerate(texts)
    )


def _row(title: str, note: str, cells: Markup) -> Markup:
    return Markup("<tr><th scope='row'>{}<small>{}</small></th>{}</tr>").format(title, note, cells)
