"""Money: exact amounts as integer minor units of a currency; no float ever.

Amounts enter and leave as decimal text or Decimal in major units; minor units are what is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

EXPONENT: Final = {
    "AUD": 2, "CAD": 2, "CHF": 2, "CNY": 2, "EUR": 2, "GBP": 2, "HKD": 2, "IDR": 2, "INR": 2,
    "JPY": 0, "KRW": 0, "KWD": 3, "MOP": 2, "MYR": 2, "NZD": 2, "PHP": 2, "SGD": 2, "THB": 2,
    "TWD": 2, "USD": 2, "VND": 0,
}  # fmt: skip
"""Digits after the point of each currency we know (ISO 4217)."""

STEP: Final = {"IDR": 100, "TWD": 100}
"""Minor units of the smallest amount in use, where that is more than one (docs/decisions)."""


class MoneyProblem(ValueError):
    """An amount that cannot be: `code` says why, `params` with what."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class CurrencyMismatch(MoneyProblem):
    """Amounts of two currencies were added or compared."""


class UnknownCurrency(MoneyProblem):
    """A currency code we do not know."""


def exponent(currency: str) -> int:
    """Return the digits after the point; raises UnknownCurrency."""
    if currency not in EXPONENT:
        raise UnknownCurrency("unknown_currency", currency=currency)
    return EXPONENT[currency]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of one currency; ordered and added only within it."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str, *, rounding: bool = False) -> Money:
        """Return money from major units.

        Raises UnknownCurrency, MoneyProblem "not_a_number", or "too_many_decimals" unless
        `rounding` (half up) is asked for.
        """
        places = exponent(currency)
        scaled = _decimal(amount).scaleb(places)
        whole = scaled.to_integral_value(ROUND_HALF_UP)
        if whole != scaled and not rounding:
            raise MoneyProblem("too_many_decimals", currency=currency)
        return cls(int(whole), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch("currency_mismatch", one=self.currency, other=other.currency)
        return other.minor


def split(money: Money, weights: Sequence[int]) -> list[Money]:
    """Share money by weights; the parts sum to the whole (largest remainder, earlier first).

    Raises MoneyProblem "no_weights" where the weights are empty, negative or all zero.
    """
    total = sum(weights)
    if not weights or total <= 0 or min(weights) < 0:
        raise MoneyProblem("no_weights")
    sign, whole = (-1 if money.minor < 0 else 1), abs(money.minor)
    parts = [whole * weight // total for weight in weights]
    left = whole - sum(parts)
    order = sorted(range(len(parts)), key=lambda i: (-(whole * weights[i] % total), i))
    for place in order[:left]:
        parts[place] += 1
    return [Money(sign * part, money.currency) for part in parts]


def share(money: Money, basis_points: int) -> Money:
    """Return so many ten-thousandths of an amount, rounded half up."""
    exact = Decimal(money.minor) * basis_points / 10_000
    return Money(int(exact.to_integral_value(ROUND_HALF_UP)), money.currency)


def convert(money: Money, rate: Decimal, currency: str) -> Money:
    """Return an amount in another currency at a rate per major unit, rounded half up."""
    return Money.of(money.amount * rate, currency, rounding=True)


def step(currency: str) -> int:
    """Return the minor units of the smallest amount people pay each other in a currency."""
    return STEP.get(currency, 1)


def floored(minor: int, currency: str) -> Money:
    """Return so many minor units, rounded down to an amount that is in use."""
    unit = step(currency)
    return Money(minor // unit * unit, currency)


def total(parts: Sequence[Money], currency: str) -> Money:
    """Return the sum of amounts in one currency; nothing sums to zero."""
    return sum(parts, Money(0, currency))


def _decimal(amount: Decimal | str | int) -> Decimal:
    if isinstance(amount, float):
        raise MoneyProblem("not_a_number")
    try:
        found = Decimal(amount)
    except (InvalidOperation, TypeError, ValueError):
        raise MoneyProblem("not_a_number") from None
    if not found.is_finite():
        raise MoneyProblem("not_a_number")
    return found
