"""When new floor area is delivered: the same every year, or as somebody says."""

from __future__ import annotations

import pytest

from geo.carriers.phasing import Phasing, PhasingError, applicable, delivered_shares, shares
from geo.plan import Plan


def test_every_year_of_the_period_delivers_the_same(plan: Plan) -> None:
    assert list(plan.profile.period) == [2021, 2022, 2023, 2024, 2025]
    assert set(shares(plan).values()) == {0.2}
    assert list(delivered_shares(plan).values()) == [0.2, 0.4, 0.6, 0.8, 1.0]


def test_years_that_are_not_named_deliver_nothing(plan: Plan) -> None:
    delivered = delivered_shares(plan, ((2025, 0.4), (2023, 0.6)))
    assert list(delivered.values()) == [0, 0, 0.6, 0.6, 1.0]


def test_thirds_end_at_the_whole(plan: Plan) -> None:
    third = 1 / 3
    delivered = delivered_shares(plan, ((2021, third), (2022, third), (2023, third)))
    assert delivered[2023] == pytest.approx(1)
    assert delivered[2025] == 1


@pytest.mark.parametrize(
    ("phasing", "words"),
    [
        (((2020, 0.5), (2021, 0.5)), "2020 年不在规划期 2021—2025 年内"),
        (((2021, 0.5), (2021, 0.5)), "2021 年写了两次"),
        (((2021, -0.5), (2022, 1.5)), "2021 年的比例 -0.5.*2022 年的比例 1.5"),
        (((2021, float("nan")),), "比例 nan"),
        (((2021, 0.5), (2022, 0.4)), "合计 0.9，应为 1"),
    ],
)
def test_what_does_not_divide_the_period_is_refused_with_every_fault(
    plan: Plan, phasing: Phasing, words: str
) -> None:
    with pytest.raises(PhasingError, match=words):
        shares(plan, phasing)


def test_shares_of_another_period_do_not_apply(plan: Plan) -> None:
    assert applicable(plan, ((2026, 0.5), (2027, 0.5))) == ()
    assert applicable(plan, ((2024, 0.5), (2025, 0.5))) == ((2024, 0.5), (2025, 0.5))
