"""Promises to pay: whether one was kept is seen from the money, never typed (M7.4)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from goldenkey.core.money import Money

State = Literal["open", "kept", "partly", "broken"]


def state(promised: Money, promised_on: date, paid: Money, today: date) -> State:
    """Return how a promise stands when `paid` came from the day it was given until its own day.

    Kept as soon as all of it came; open until the day has passed; then partly kept or broken.
    Raises CurrencyMismatch.
    """
    if paid >= promised:
        return "kept"
    if today <= promised_on:
        return "open"
    return "partly" if paid.minor > 0 else "broken"
