"""Is this a potential customer: need, ability to buy, authority to decide (M1.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from goldenkey.core.playbook import PotentialTest
from goldenkey.core.truth import Truth, truth_of

PARTS: Final = ("need", "ability", "authority")
UNDECIDED: Final = "undecided"

DEFAULT_OUTCOMES: Final[Mapping[frozenset[str], str]] = {
    frozenset(PARTS): "priority",
    frozenset({"need", "ability"}): "recommender",
    frozenset({"need", "authority"}): "awaits_means",
    frozenset({"ability", "authority"}): "awaits_need",
    frozenset({"need"}): "not_potential",
    frozenset({"ability"}): "not_potential",
    frozenset({"authority"}): "not_potential",
    frozenset(): "not_potential",
}
"""The source states one, two named and three parts; the other pairs and none are ours."""


@dataclass(frozen=True, slots=True)
class Potential:
    """The outcome, those still possible, and the parts to find out before it is settled."""

    outcome: str
    possible: tuple[str, ...]
    ask: tuple[str, ...]


def assess(test: PotentialTest, values: Mapping[str, object]) -> Potential:
    """Ask a playbook's three formulas and state the outcome (M1.5)."""
    outcomes = {o.has: o.key for o in test.outcomes}
    need, ability, authority = (
        truth_of(None if (found := f.value(values)) is None else found is True)
        for f in (test.need, test.ability, test.authority)
    )
    return judge(need, ability=ability, authority=authority, outcomes=outcomes)


def judge(
    need: Truth,
    *,
    ability: Truth,
    authority: Truth,
    outcomes: Mapping[frozenset[str], str] = DEFAULT_OUTCOMES,
) -> Potential:
    """State the outcome of a combination (M1.5).

    An unknown part counts neither way: while its answer could still change the outcome, it is
    'undecided' and the unknown parts are what to ask. `outcomes` must name all eight.
    """
    known = (need, ability, authority)
    possible = tuple(dict.fromkeys(outcomes[has] for has in _completions(known)))
    if len(possible) == 1:
        return Potential(possible[0], possible, ())
    ask = tuple(p for p, truth in zip(PARTS, known, strict=True) if truth is Truth.UNKNOWN)
    return Potential(UNDECIDED, possible, ask)


def _completions(known: tuple[Truth, ...]) -> list[frozenset[str]]:
    both = (Truth.TRUE, Truth.FALSE)
    choices = [both if t is Truth.UNKNOWN else (t,) for t in known]
    return [
        frozenset(p for p, t in zip(PARTS, answer, strict=True) if t is Truth.TRUE)
        for answer in product(*choices)
    ]
