"""How a call or visit ended, decided by two facts instead of a feeling (M5.11)."""

from __future__ import annotations

from datetime import date
from typing import Literal

Outcome = Literal["advance", "continuation", "no_sale", "order"]


def outcome(agreed: bool | None, by_on: date | None, ordered: bool) -> Outcome:
    """Return the outcome from what the customer agreed to and by when (M5.11).

    order: he ordered; advance: he agreed to something by a date; continuation: agreed without a
    date, or neither agreed nor refused; no_sale: he refused.
    """
    if ordered:
        return "order"
    if agreed is False:
        return "no_sale"
    return "advance" if agreed and by_on is not None else "continuation"
