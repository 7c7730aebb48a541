"""How a visit ended is decided by two facts, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from goldenkey.core.outcomes import outcome

FRIDAY = date(2026, 11, 27)


@pytest.mark.method("M5.11")
@pytest.mark.parametrize(
    ("agreed", "by_on", "ended"),
    [
        (True, FRIDAY, "advance"),
        (True, None, "continuation"),
        (None, FRIDAY, "continuation"),
        (None, None, "continuation"),
        (False, FRIDAY, "no_sale"),
        (False, None, "no_sale"),
    ],
)
def test_the_outcome_follows_from_what_was_agreed_and_by_when(
    agreed: bool | None, by_on: date | None, ended: str
) -> None:
    assert outcome(agreed, by_on, ordered=False) == ended


@pytest.mark.method("M5.11")
@pytest.mark.parametrize("agreed", [True, False, None])
def test_an_order_is_an_order_whatever_else_was_said(agreed: bool | None) -> None:
    assert outcome(agreed, None, ordered=True) == "order"
