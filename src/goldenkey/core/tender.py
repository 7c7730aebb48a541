"""Tenders: what is near or passed, whether weights are whole, who is ahead and why (M6.3).

Selection and bid are two stages: first whose specification is chosen, then at what price. The
weighted sum of scores is the usual rule of evaluation (最有利標, 综合评分法); a score nobody has
guessed may be anything, so it widens the spread and never counts as good or bad.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

Standing = Literal["done", "passed", "today", "near", "ahead"]
BondState = Literal["planned", "given", "late", "returned", "forfeited"]

ORDER: Final = (
    "notice", "questions", "submission", "opening", "selection_meeting", "bid_meeting", "award"
)  # fmt: skip
"""Milestones that cannot overtake each other; the meetings may come before the submission."""

STRICT: Final = ("notice", "questions", "submission", "opening", "award")
OURS: Final = frozenset({"questions", "submission", "selection_meeting", "bid_meeting"})
"""Where we have to do something: passing unmarked is a miss, not only a date gone by."""

NEAR_DAYS: Final = 7
WHOLE: Final = 10_000
"""All weights together, in basis points."""

BEST: Final = 100
"""The highest score by one criterion."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A milestone as it stands today; `days` until it, negative when it is behind."""

    kind: str
    on: date
    standing: Standing
    days: int

    @property
    def missed(self) -> bool:
        """Passed unmarked where we had to do something."""
        return self.standing == "passed" and self.kind in OURS


@dataclass(frozen=True, slots=True)
class Guess:
    """What a bidder is expected to score by a criterion, 0–100: at worst, likely, at best."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A bidder in the expected ranking: weighted points of 100, and the ranks he may reach.

    `likely` is None while a criterion has no guess: what is unknown is not counted.
    """

    bidder: int
    low: Decimal
    likely: Decimal | None
    high: Decimal
    best_rank: int
    worst_rank: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The expected order, the rival that matters most, and the criterion that decides.

    `gaps`: for each criterion how many weighted points we are ahead of that rival (behind when
    negative), the widest first; unknown ones are left out.
    """

    placed: tuple[Placed, ...]
    against: int | None = None
    gaps: tuple[tuple[int, Decimal], ...] = ()

    @property
    def deciding(self) -> int | None:
        """The criterion with the widest gap, where there is one at all."""
        return self.gaps[0][0] if self.gaps and self.gaps[0][1] else None


def standing(kind: str, on: date, done_on: date | None, today: date) -> Dated:
    """Say whether a milestone is done, passed, today, near (within a week) or ahead."""
    days = (on - today).days
    if done_on is not None:
        found: Standing = "done"
    elif days < 0:
        found = "passed"
    elif days == 0:
        found = "today"
    else:
        found = "near" if days <= NEAR_DAYS else "ahead"
    return Dated(kind, on, found, days)


def out_of_order(dates: Mapping[str, date]) -> tuple[tuple[str, str], ...]:
    """Name pairs of milestones that overtake each other: the later one stands before the earlier.

    Notice, questions, submission, opening and award follow one another; the selection meeting is
    before the bid meeting, both before the award.
    """
    chains = (STRICT, ("notice", "selection_meeting", "bid_meeting", "award"))
    found = []
    for chain in chains:
        known = [kind for kind in chain if kind in dates]
        found += [(first, then) for first, then in pairwise(known) if dates[then] < dates[first]]
    return tuple(dict.fromkeys(found))


def lacking(weights: Sequence[int]) -> int:
    """Return the basis points that weights lack to the whole; negative when they are too much."""
    return WHOLE - sum(weights)


def rank(
    weights: Mapping[int, int],
    bidders: Sequence[int],
    guesses: Mapping[tuple[int, int], Guess],
    ours: int | None = None,
) -> Ranking:
    """Expect the order of bidders from weighted guesses; `guesses` by (criterion, bidder).

    Points are of 100 whatever the weights sum to, so that a half-filled sheet already ranks. A
    bidder without a likely sum comes after those who have one.
    """
    total = sum(weights.values())
    if not total or not bidders:
        return Ranking(())
    sums = {one: _sums(weights, total, one, guesses) for one in bidders}
    placed = tuple(
        Placed(one, *sums[one], *_ranks(one, sums)) for one in sorted(bidders, key=_order(sums))
    )
    rival = next((p.bidder for p in placed if p.bidder != ours), None) if ours in sums else None
    gaps = _gaps(weights, total, ours, rival, guesses) if ours and rival else ()
    return Ranking(placed, rival, gaps)


def _sums(
    weights: Mapping[int, int], total: int, bidder: int,
    guesses: Mapping[tuple[int, int], Guess],
) -> tuple[Decimal, Decimal | None, Decimal]:  # fmt: skip
    low = likely = high = 0
    whole = True
    for criterion, weight in weights.items():
        guess = guesses.get((criterion, bidder))
        if guess is None:
            whole = whole and not weight
            high += weight * BEST
            continue
        low += weight * guess.low
        likely += weight * guess.likely
        high += weight * guess.high
    middle = _points(likely, total) if whole else None
    return _points(low, total), middle, _points(high, total)


def _points(weighted: int, total: int) -> Decimal:
    return (Decimal(weighted) / total).quantize(Decimal("0.01"))


def _ranks(
    bidder: int, sums: Mapping[int, tuple[Decimal, Decimal | None, Decimal]]
) -> tuple[int, int]:
    """The best and the worst rank he may reach: above all he may beat, below all who may."""
    low, _, high = sums[bidder]
    others = [one for key, one in sums.items() if key != bidder]
    surely_above = sum(1 for one in others if one[0] > high)
    maybe_above = sum(1 for one in others if one[2] > low)
    return 1 + surely_above, 1 + maybe_above


def _order(
    sums: Mapping[int, tuple[Decimal, Decimal | None, Decimal]],
) -> Callable[[int], tuple[bool, Decimal, Decimal]]:
    def key(bidder: int) -> tuple[bool, Decimal, Decimal]:
        _, likely, high = sums[bidder]
        return likely is None, -(likely or Decimal(0)), -high

    return key


def _gaps(
    weights: Mapping[int, int], total: int, ours: int, rival: int,
    guesses: Mapping[tuple[int, int], Guess],
) -> tuple[tuple[int, Decimal], ...]:  # fmt: skip
    found = []
    for criterion, weight in weights.items():
        mine, his = guesses.get((criterion, ours)), guesses.get((criterion, rival))
        if mine is not None and his is not None:
            found.append((criterion, _points(weight * (mine.likely - his.likely), total)))
    return tuple(sorted(found, key=lambda one: -abs(one[1])))


@dataclass(frozen=True, slots=True)
class Compliance:
    """How far we meet what is asked: counts by mark, and what shuts us out or may do so."""

    full: int
    partly: int
    no: int
    unknown: int
    must_no: int
    must_open: int

    @property
    def shut_out(self) -> bool:
        """A mandatory requirement we do not meet."""
        return self.must_no > 0


def compliance(marks: Sequence[tuple[str, bool]]) -> Compliance:
    """Count requirements given as (mark, mandatory)."""
    by = {m: sum(1 for mark, _ in marks if mark == m) for m in ("full", "partly", "no", "unknown")}
    must = [mark for mark, obliged in marks if obliged]
    return Compliance(
        by["full"], by["partly"], by["no"], by["unknown"], must.count("no"),
        must.count("unknown") + must.count("partly"),
    )  # fmt: skip


def bond_state(
    *, given_on: date | None, due_back_on: date | None, returned_on: date | None,
    forfeited_on: date | None, today: date,
) -> BondState:  # fmt: skip
    """Say where a bond is; late means it should have come back and did not."""
    if returned_on:
        return "returned"
    if forfeited_on:
        return "forfeited"
    if given_on is None:
        return "planned"
    return "late" if due_back_on is not None and due_back_on < today else "given"
