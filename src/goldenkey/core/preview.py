"""What another version of a playbook would change for one opportunity, before anybody moves it."""

from __future__ import annotations

from dataclasses import dataclass

from goldenkey.core import gates, warnings
from goldenkey.core.snapshot import Snapshot, Views


@dataclass(frozen=True, slots=True)
class Effect:
    """The gate of its stage (how many criteria are missing before and after), and the warnings.

    `appear` and `vanish` are ids of warning rules.
    """

    missing_before: int
    missing_after: int
    appear: tuple[str, ...]
    vanish: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether a gate that is shut would open."""
        return self.missing_before > 0 and self.missing_after == 0

    @property
    def shuts(self) -> bool:
        """Whether a gate that is open would shut."""
        return self.missing_before == 0 and self.missing_after > 0

    @property
    def nothing(self) -> bool:
        """Whether neither gate nor warnings change."""
        return self.missing_before == self.missing_after and not self.appear and not self.vanish


def effect(before: Snapshot, after: Snapshot) -> Effect:
    """Compare an opportunity as its version sees it with how another one would."""
    old_views, new_views = before.views(), after.views()
    old, new = _warned(before, old_views), _warned(after, new_views)
    return Effect(
        missing_before=_missing(before, old_views),
        missing_after=_missing(after, new_views),
        appear=tuple(rule for rule in new if rule not in old),
        vanish=tuple(rule for rule in old if rule not in new),
    )


def _missing(seen: Snapshot, views: Views) -> int:
    return len(gates.judge(seen.playbook.gate(seen.stage), seen, views).missing)


def _warned(seen: Snapshot, views: Views) -> tuple[str, ...]:
    return tuple(w.rule.id for w in warnings.warn(seen, views))
