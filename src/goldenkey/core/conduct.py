"""Conduct (M4.9, M2.8): what may be given to whom, who is left alone, who must not meet whom.

Nothing here knows of chances, health or forecasts, and nothing there knows of gifts: a test of the
architecture holds the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from goldenkey.core.method import Conduct
from goldenkey.core.money import Money

NEVER: Final = frozenset({"cash", "cash_equivalent"})
"""Cash and what is as good as cash is never given, whatever a playbook says."""

STRICTNESS: Final = ("private", "state", "official")
Decider = Literal["manager", "compliance"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one person may have from all of us in a calendar year; None: the playbook says none."""

    year: Money | None
    category_year: Money | None
    manager_up_to: Money


@dataclass(frozen=True, slots=True)
class Asked:
    """A gift or hospitality asked for; amounts in the organisation's currency.

    `already` is what the person had this year from all of us over all employers, `already_alike`
    the part of it in the same category.
    """

    category: str
    amount: Money
    already: Money
    already_alike: Money
    evaluates: bool = False
    tender_open: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say: refused for these reasons, or to be decided by this one."""

    refused: tuple[str, ...]
    decider: Decider


def strictest(standings: Iterable[str]) -> str:
    """Return the strictest standing among those a person has; nothing known is private."""
    known = [s for s in standings if s in STRICTNESS]
    return max(known, key=STRICTNESS.index, default="private")


def limits(conduct: Conduct | None, standing: str, category: str, currency: str) -> Limits:
    """Return what a playbook allows; state-owned and officials have nothing where it is silent."""
    given = conduct or Conduct()
    tables: Mapping[str, Mapping[str, Decimal]] = {
        "private": given.person_year_limit,
        "state": given.state_year_limit,
        "official": given.official_year_limit,
    }
    year = tables[standing].get(currency)
    if year is None and standing != "private":
        year = Decimal(0)
    alike = given.category_year_limit.get(category, {}).get(currency)
    return Limits(
        _money(year, currency),
        _money(alike, currency),
        Money.of(given.manager_up_to.get(currency, Decimal(0)), currency, rounding=True),
    )


def judge(asked: Asked, allowed: Limits) -> Verdict:
    """Decide what the rules refuse by themselves, and who decides the rest (M4.9)."""
    reasons = {
        "cash_never": asked.category in NEVER,
        "evaluator": asked.evaluates,
        "tender_open": asked.tender_open and not asked.evaluates,
        "over_year": _over(asked.already, asked.amount, allowed.year),
        "over_category": _over(asked.already_alike, asked.amount, allowed.category_year),
    }
    refused = tuple(code for code, holds in reasons.items() if holds)
    under = allowed.year is not None and asked.amount <= allowed.manager_up_to
    return Verdict(refused, "manager" if under else "compliance")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that must not meet: each a person, or everybody of a customer (person None)."""

    id: int
    first_account: int
    first: int | None
    second_account: int
    second: int | None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who would be there: the person, and whose customers he belongs to."""

    person: int
    accounts: frozenset[int]


def collisions(
    pairs: Iterable[Pair], coming: Iterable[Guest], there: Iterable[Guest]
) -> tuple[Pair, ...]:
    """Return the pairs that `coming` would bring together, among themselves or with `there`."""
    new = tuple(coming)
    everybody = (*new, *there)
    return tuple(p for p in pairs if _meet(p, new, everybody) or _meet(_turned(p), new, everybody))


def covers(starts_on: date, ends_on: date, day: date) -> bool:
    """Return whether a day lies in a period; both ends belong to it."""
    return starts_on <= day <= ends_on


def _meet(pair: Pair, new: tuple[Guest, ...], everybody: tuple[Guest, ...]) -> bool:
    mine = [g for g in new if _is(g, pair.first_account, pair.first)]
    theirs = [g for g in everybody if _is(g, pair.second_account, pair.second)]
    return any(a.person != b.person for a in mine for b in theirs)


def _is(guest: Guest, account: int, person: int | None) -> bool:
    return guest.person == person if person is not None else account in guest.accounts


def _turned(pair: Pair) -> Pair:
    return Pair(pair.id, pair.second_account, pair.second, pair.first_account, pair.first)


def _over(already: Money, amount: Money, limit: Money | None) -> bool:
    return limit is not None and already + amount > limit


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money.of(amount, currency, rounding=True)
