"""The chance of winning, 0–100, as the sum of its reasons (M3.3).

Points come from the committee's coverage, the gates' criteria, the needs we meet and where we
stand against rivals, and from what a playbook names as deciding such sales (M0.13); it weighs
them. What is unknown brings no points, so a high
figure has to be earned by knowing. Taken twice: with everything known or believed, and with only
what the customer confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from goldenkey.core.coverage import RoleCover, cover
from goldenkey.core.gates import truth
from goldenkey.core.playbook import Evidence
from goldenkey.core.snapshot import Need, Rival, Snapshot, Views
from goldenkey.core.truth import Truth, truth_of

_MATCH: Final = {"full": 2, "partly": 1}  # in halves of a share
_WHOLE: Final = 2
_DELIVERY: Final = "deliver"  # its gate is about an order already won


@dataclass(frozen=True, slots=True)
class Reason:
    """Why so many points of so many possible: a code, and what it is about.

    `about` is the key or id of a role, criterion, need, rival or favour; None for the whole.
    """

    code: str
    points: int
    possible: int
    about: str | int | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance of winning: percent is the sum of the reasons' points."""

    reasons: tuple[Reason, ...]

    @property
    def percent(self) -> int:
        """The chance in percent, 0–100."""
        return sum(r.points for r in self.reasons)


@dataclass(frozen=True, slots=True)
class Chances:
    """The same rule with all facts, and with beliefs taken as unknown."""

    believed: Chance
    confirmed: Chance


def both(seen: Snapshot, views: Views | None = None) -> Chances:
    """Return the chance with all facts and the one with confirmed facts only."""
    views = views or seen.views()
    return Chances(
        estimate(seen, evidence="any", views=views),
        estimate(seen, evidence="confirmed", views=views),
    )


def estimate(seen: Snapshot, *, evidence: Evidence = "any", views: Views | None = None) -> Chance:
    """Return the chance of winning with its reasons (M3.3); a settled one is 100 or 0."""
    if seen.state in ("won", "lost", "dropped"):
        points = 100 if seen.state == "won" else 0
        return Chance((Reason(f"chance.{seen.state}", points, 100),))
    weights, views = seen.playbook.chance, _readings(views or seen.views(), evidence)
    confirmed = evidence == "confirmed"
    covered = cover(seen, confirmed_only=confirmed).roles
    favours = _favours(seen, views)
    return Chance(
        (
            *_shared("chance.coverage.none_required", weights.coverage, _roles(covered)),
            *_shared("chance.gates.none", weights.gates, _criteria(seen, views)),
            *_shared("chance.needs.none", weights.needs, _needs(seen.needs, confirmed)),
            _rivals(seen.rivals, weights.rivals, confirmed),
            *(_shared("chance.favours.none", weights.favours, favours) if favours else ()),
        )
    )


_Part = tuple[str, str | int, int]


def _readings(views: Views, evidence: Evidence) -> Views:
    """Let no criterion see a belief when only confirmed facts count."""
    return Views(views.confirmed, views.confirmed) if evidence == "confirmed" else views


def _roles(covered: Sequence[RoleCover]) -> list[_Part]:
    return [(f"chance.role.{c.state}", c.role.key, _WHOLE * c.covered) for c in covered]


def _criteria(seen: Snapshot, views: Views) -> list[_Part]:
    before_delivery = (s for s in seen.playbook.stages if s.phase != _DELIVERY)
    held = ((c.id, truth(c, views)) for s in before_delivery for c in s.gate)
    return [(f"chance.criterion.{t}", key, _WHOLE * (t is Truth.TRUE)) for key, t in held]


def _favours(seen: Snapshot, views: Views) -> list[_Part]:
    values = ((f.id, f.holds.value(views.of("any"))) for f in seen.playbook.favours)
    held = ((key, truth_of(None if v is None else v is True)) for key, v in values)
    return [(f"chance.favour.{t}", key, _WHOLE * (t is Truth.TRUE)) for key, t in held]


def _needs(needs: Sequence[Need], confirmed: bool) -> list[_Part]:
    marks = ((n.id, n.mark(confirmed_only=confirmed)) for n in needs)
    return [(f"chance.need.{met}", key, _MATCH.get(met, 0)) for key, met in marks]


def _shared(none: str, weight: int, parts: Sequence[_Part]) -> list[Reason]:
    """Share a weight over its parts in whole points that sum to it; nothing to show, no points."""
    if not parts:
        return [Reason(none, 0, weight)]
    bounds = [weight * i // len(parts) for i in range(len(parts) + 1)]
    shares = (high - low for low, high in pairwise(bounds))
    return [
        Reason(code, share * halves // _WHOLE, share, about)
        for (code, about, halves), share in zip(parts, shares, strict=True)
    ]


def _rivals(rivals: Sequence[Rival], weight: int, confirmed: bool) -> Reason:
    """The strongest rival decides; one not placed could be the strongest, so it gives nothing."""
    if not rivals:
        return Reason("chance.rivals.none_named", 0, weight)
    placed = [(r.place(confirmed_only=confirmed), r.id) for r in rivals]
    unplaced = next((key for position, key in placed if position is None), None)
    if unplaced is not None:
        return Reason("chance.rival.unknown", 0, weight, unplaced)
    position, key = min((p, k) for p, k in placed if p is not None)
    return Reason(f"chance.rival.{_PLACE[position]}", weight * (position + 2) // 4, weight, key)


_PLACE: Final = {
    -2: "much_worse", -1: "somewhat_worse", 0: "equal", 1: "somewhat_better", 2: "much_better",
}  # fmt: skip
