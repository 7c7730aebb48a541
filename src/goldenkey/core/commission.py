"""Commission: expected at contract, earned on cleared cash in proportion, clawed back (M7.5).

Per share the rule is cumulative: when `cleared` of a contract has come and cleared, so much of the
share's expectation is earned, rounded down; a line is what that is more (or less) than before. So
lines sum to the expectation to the cent when all is in, in any order of payments, and a payment
that bounces takes back exactly what it gave. Amounts are those in use: whole NT$, cents of ¥.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goldenkey.core.money import Money, floored, split, step

WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's part of a contract's commission, and the plan's rate, both in basis points."""

    id: int
    basis_points: int
    rate: int


@dataclass(frozen=True, slots=True)
class Earned:
    """What a share earns by one more piece of cleared cash; negative where it is taken back."""

    share_id: int
    money: Money


def sums_up(basis_points: Sequence[int]) -> int:
    """Return what shares lack to be a whole, in basis points; 0 when they are one."""
    return WHOLE - sum(basis_points)


def expected(amount: Money, shares: Sequence[Share]) -> dict[int, Money]:
    """Return each share's commission on a contract of `amount`; they sum to the whole of it.

    The whole is amount × rate, rounded half up once to an amount in use; the shares take it by
    largest remainder, in amounts in use.
    """
    weights = [s.basis_points * s.rate for s in shares]
    if not sum(weights):
        return {s.id: Money(0, amount.currency) for s in shares}
    exact = Fraction(sum(weights), WHOLE * WHOLE)
    unit = step(amount.currency)
    whole = Money(_half_up(amount.minor * exact / unit), amount.currency)
    parts = [Money(part.minor * unit, amount.currency) for part in split(whole, weights)]
    return dict(zip([s.id for s in shares], parts, strict=True))


def earned(expectation: Money, amount: Money, cleared: Money) -> Money:
    """Return what is earned of an expectation when `cleared` of a contract's `amount` is in."""
    if amount.minor <= 0:
        return Money(0, amount.currency)
    part = expectation.minor * min(max(cleared.minor, 0), amount.minor) // amount.minor
    return floored(part, amount.currency)


def settle(
    amount: Money, cleared: Money, shares: Sequence[Share], sofar: Mapping[int, Money]
) -> tuple[Earned, ...]:
    """Return the lines due now: what each share earned in all, less what it had (`sofar`)."""
    hopes = expected(amount, shares)
    nothing = Money(0, amount.currency)
    lines = (
        Earned(s.id, earned(hopes[s.id], amount, cleared) - sofar.get(s.id, nothing))
        for s in shares
    )
    return tuple(line for line in lines if line.money)


def held(gained: Money, part: int, *, released: bool) -> Money:
    """Return what is kept of what was gained until acceptance: `part` basis points, rounded down.

    Nothing is kept once it is released, and nothing of what was taken back.
    """
    kept = 0 if released else max(gained.minor, 0) * part // WHOLE
    return floored(kept, gained.currency)


def payable(gained: Money, kept: Money, done: Money) -> Money:
    """Return what an approval makes payable: what was gained, less what is kept, less `done`.

    What was made payable stays so though more is kept later; only what was lost is taken back.
    """
    if gained < done:
        return gained - done
    return max(gained - kept - done, Money(0, gained.currency))


def borne(written_off: Money, percent: int, basis_points: int, gained: Money) -> Money:
    """Return what somebody bears of a bad debt: the playbook's percent, times his share.

    Never more than this contract has brought him (M7.2: part of the responsibility).
    """
    part = max(written_off.minor, 0) * percent * basis_points // (100 * WHOLE)
    most = max(gained, Money(0, gained.currency))
    return min(floored(part, written_off.currency), most)


def equal_parts(count: int) -> list[int]:
    """Return a whole in so many equal shares, in basis points: thirds are 3334, 3333, 3333."""
    return [part.minor for part in split(Money(WHOLE, "TWD"), [1] * count)]


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
