"""Negotiation: what a move on the terms sheet gives away, and what it must get for it (M6.1–M6.2).

A move that is worse for us than what we offered before is a *give*, however small. Every give asks
for a *get*, or for somebody named who lets it pass; what the rules of the playbook speak against
passes only with his name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from goldenkey.core.snapshot import Snapshot

Need = Literal["get", "approver", "advice"]
PRICE: Final = "price"
NUMBERS: Final = frozenset({"money", "days", "months", "percent"})
"""Units whose values can be compared; other terms are words."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the sheet: `better` says which way is better for us, "higher" or "lower".

    Values are decimal text, or words where the unit is "text"; empty where nothing was said.
    """

    key: str
    unit: str
    better: str
    target: str = ""
    limit: str = ""
    offer: str = ""
    given: bool = False
    """Whether something was given on it before."""

    asked_on: date | None = None
    """The day the customer's position was last recorded."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a move needs something: the code, the playbook rule that speaks, figures, facts seen."""

    code: str
    needs: Need
    rule: str
    params: tuple[tuple[str, object], ...] = ()
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a move is a give, and what it needs."""

    gives: bool
    reasons: tuple[Reason, ...] = ()

    @property
    def needs_approver(self) -> bool:
        """Whether it passes only with somebody's name."""
        return any(r.needs == "approver" for r in self.reasons)

    @property
    def needs_get(self) -> bool:
        """Whether it asks for something back, or else for a name."""
        return any(r.needs == "get" for r in self.reasons)


def judge(
    issue: Issue, value: str, *, sheet: Sequence[Issue], seen: Snapshot, in_return: str = ""
) -> Decision:
    """Decide what offering `value` on an issue needs, by the playbook in `seen` (M6.2)."""
    gives = is_give(issue, value)
    early = _too_early(issue, seen)
    if not gives:
        return Decision(False, early)
    found = (
        *early,
        *_others_first(issue, sheet, seen),
        *_beyond_limit(issue, value),
        *_above_percent(issue, value, seen),
        *_too_quick(issue, seen),
        *(() if in_return.strip() else (Reason("no_return", "get", _rule(seen, "trade")),)),
    )
    return Decision(True, found)


def naming_price(seen: Snapshot) -> tuple[Reason, ...]:
    """Return what speaks against naming a price now: too early a stage, no explicit need yet."""
    return _too_early(Issue(PRICE, "money", "higher"), seen)


def is_give(issue: Issue, value: str) -> bool:
    """Whether a value is worse for us than our last offer, or than our target at first.

    Words cannot be compared: a change of what we offered in words counts as a give.
    """
    before = issue.offer or issue.target
    if not before:
        return False
    if issue.unit not in NUMBERS:
        return bool(issue.offer) and value.strip() != issue.offer.strip()
    return _worse(issue, value, before)


def number(value: str) -> Decimal | None:
    """Return the number a value holds, or None where it holds none."""
    try:
        found = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _worse(issue: Issue, value: str, than: str) -> bool:
    one, other = number(value), number(than)
    if one is None or other is None:
        return False
    return one < other if issue.better == "higher" else one > other


def _too_early(issue: Issue, seen: Snapshot) -> tuple[Reason, ...]:
    """No price before its stage, nor before an explicit need was heard."""
    if issue.key != PRICE:
        return ()
    rules, book = seen.playbook.guidance.negotiation, seen.playbook
    keys = [stage.key for stage in book.stages]
    rule = _rule(seen, "not_early")
    if rules.price_from and keys.index(seen.stage) < keys.index(rules.price_from):
        named = book.stages[keys.index(rules.price_from)].name
        return (Reason("price_before_stage", "approver", rule, (("stage", named),)),)
    if not any(need.explicit for need in seen.needs):
        return (Reason("price_before_need", "approver", rule),)
    return ()


def _others_first(issue: Issue, sheet: Sequence[Issue], seen: Snapshot) -> tuple[Reason, ...]:
    """Services and accessories before price: something else was given first."""
    first = seen.playbook.guidance.negotiation.offer_first
    if issue.key != PRICE or not first:
        return ()
    if any(other.given for other in sheet if other.key != PRICE):
        return ()
    said = tuple(line.say for line in first)
    return (Reason("others_first", "approver", _rule(seen, "other_first"), (("first", said),)),)


def _beyond_limit(issue: Issue, value: str) -> tuple[Reason, ...]:
    if issue.unit not in NUMBERS or not issue.limit or not _worse(issue, value, issue.limit):
        return ()
    return (Reason("beyond_limit", "approver", "limit"),)


def _above_percent(issue: Issue, value: str, seen: Snapshot) -> tuple[Reason, ...]:
    """A concession on price of more than the playbook's share of the target."""
    most = seen.playbook.guidance.negotiation.approval_above_percent
    aim, now = number(issue.target), number(value)
    if issue.key != PRICE or not most or aim is None or now is None or aim <= 0:
        return ()
    part = (aim - now) * 100 / aim
    if part <= most:
        return ()
    shown = (("percent", round(part, 1)), ("most", most))
    return (Reason("above_percent", "approver", _rule(seen, "approval"), shown),)


def _too_quick(issue: Issue, seen: Snapshot) -> tuple[Reason, ...]:
    """No quick concession: not on the day it was asked for."""
    if issue.asked_on != seen.today:
        return ()
    return (Reason("too_quick", "advice", _rule(seen, "not_quick")),)


def _rule(seen: Snapshot, name: str) -> str:
    """The id of the playbook's rule that says so, where it has one; else the method's number."""
    ids = {line.id for line in seen.playbook.guidance.negotiation.rules}
    return f"rule.{name}" if f"rule.{name}" in ids else "M6.2"
