"""Candidates side by side: a row a criterion or fact, the best value of each row marked.

What fails is never marked as best, however near it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from briefings.cards.finding import Described, force, told
from briefings.cards.markup import joined
from geo.carriers.schema import CARRIER_FIELDS, STATUSES, TENURES
from geo.plan.industries import Vocabulary
from geo.search.query import CRITERIA
from geo.translation import Translator
from layers.wording import MISSING

_LABELS: Final = {field.name: field.label for field in CARRIER_FIELDS}
_UNITS: Final = {field.name: field.unit for field in CARRIER_FIELDS}
_FACTS: Final[dict[str, tuple[str, int]]] = {
    "total_gfa_m2": ("", 0),
    "available_gfa_m2": ("area", 1),
    "ready_date": ("ready", -1),
    "rent_cny_m2_day": ("rent", -1),
    "price_cny_m2": ("price", -1),
    "industries": ("industry", 0),
    "ceiling_height_m": ("ceiling_height", 1),
    "floor_load_kn_m2": ("floor_load", 1),
    "power_kva": ("power", 1),
    "tenure": ("tenure", 0),
    "status": ("status", 0),
    "source": ("", 0),
    "as_of": ("", 0),
}
"""Facts by column: the criterion that tells them where it is asked for, and whether more (1), less
(-1) or neither is better."""


def comparison_table(
    compared: Sequence[Described], industries: Vocabulary, say: Translator
) -> Markup:
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
            [_scores(compared, say), *_criteria(compared, say), *_facts(compared, industries, say)]
        ),
    )


def _scores(compared: Sequence[Described], say: Translator) -> Markup:
    scores = [one.finding.score for one in compared]
    texts = [f"{score:.0f}" for score in scores]
    return _row(say("得分"), "", _cells(texts, _best(scores), say))


def _criteria(compared: Sequence[Described], say: Translator) -> list[Markup]:
    rows = []
    for place, part in enumerate(compared[0].finding.parts):
        parts = [one.finding.parts[place] for one in compared]
        texts = [told(one, own) for one, own in zip(compared, parts, strict=True)]
        shares = [own.share if own.verdict != "unknown" else None for own in parts]
        best = {place for place in _best(shares) if parts[place].verdict == "met"}
        classes = [own.verdict for own in parts]
        title = say(CRITERIA[part.criterion])
        rows.append(_row(title, force(part, say), _cells(texts, best, say, classes)))
    return rows


def _facts(compared: Sequence[Described], industries: Vocabulary, say: Translator) -> list[Markup]:
    asked = {part.criterion for part in compared[0].finding.parts}
    rows = []
    for column, (criterion, sense) in _FACTS.items():
        values = [one.row.get(column) for one in compared]
        if criterion in asked or not any(values):
            continue
        texts = [fact(column, value, industries, say) for value in values]
        ranked = [_number(value) * sense if value and sense else None for value in values]
        cells = _cells(texts, _best(ranked), say)
        unit = say(_UNITS[column]) if _UNITS[column] else ""
        rows.append(_row(say(_LABELS[column]), unit, cells))
    return rows


def fact(column: str, value: Any, industries: Vocabulary, say: Translator) -> str:
    """Return one fact of a candidate as text."""
    if value is None or value == ():
        return MISSING
    spelled: Callable[[Any], str] = {
        "industries": lambda keys: say.join([industry_name(key, industries, say) for key in keys]),
        "tenure": lambda key: say(TENURES[key]),
        "status": lambda key: say(STATUSES[key]),
    }.get(column, _plain)
    return spelled(value)


def industry_name(key: str, industries: Vocabulary, say: Translator) -> str:
    """Return an industry's name; a word the vocabulary does not know stays as it is."""
    known = industries.named(key)
    return str(say.name(vars(known))) if known else key


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
        place
        for place, value in enumerate(values)
        if value is not None and value >= max(known) - 1e-9
    }


def _cells(
    texts: Sequence[str], best: set[int], say: Translator, classes: Sequence[str] = ()
) -> Markup:
    return joined(
        Markup("<td class='{}' dir='auto'>{}{}</td>").format(
            " ".join([*classes[place : place + 1], *(["best"] if place in best else [])]),
            text,
            Markup("<em>{}</em>").format(say("最优")) if place in best else "",
        )
        for place, text in enumerate(texts)
    )


def _row(title: str, note: str, cells: Markup) -> Markup:
    return Markup("<tr><th scope='row'>{}<small>{}</small></th>{}</tr>").format(title, note, cells)
