"""Plots: how a pursuit goes, told by what differs; most of the 150 opportunities follow one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FOUR: Final = ("purchaser", "end_user", "influencer", "decision_maker")


@dataclass(frozen=True, slots=True)
class Plot:
    """How far it goes, whom we met, and what goes wrong.

    `to` is the phase reached; `people` those met, in this order; `depth` how much of the last
    phase is done; `quiet_days` since the last contact; `closes_days` from today to the expected
    order (negative: passed); `step_days` to the next step (0: none); `end`: lost or dropped;
    `money`: how far the order is.
    """

    to: str
    people: tuple[str, ...] = FOUR
    depth: float = 1.0
    quiet_days: int = 4
    closes_days: int = 45
    slips: int = 0
    step_days: int = 5
    lacks: int = 2
    """How many facts the present gate lacks."""
    promise: bool = False
    opposed: bool = False
    rival_ahead: bool = False
    override: bool = False
    lags: bool = False
    """The customer's own step stays behind ours."""
    end: str = ""
    money: str = ""
    brief: bool = False
    """Over long ago: told with less."""


_TWO: Final = ("purchaser", "end_user")
_THREE: Final = ("purchaser", "end_user", "influencer")

PLOTS: Final[dict[str, Plot]] = {
    "fresh": Plot("discover", _TWO, depth=0.3, quiet_days=2, closes_days=80, lacks=4),
    "talk": Plot("discover", _TWO, quiet_days=5, closes_days=60, lacks=1),
    "cold": Plot("discover", ("purchaser",), depth=0.4, quiet_days=47, closes_days=30, step_days=0),
    "solid": Plot("validate", quiet_days=3, closes_days=40),
    "lone": Plot("validate", ("purchaser",), quiet_days=9, closes_days=25, lacks=3),
    "behind": Plot("validate", _THREE, quiet_days=12, closes_days=30, rival_ahead=True),
    "slipped": Plot("validate", _THREE, quiet_days=10, closes_days=-6, slips=2),
    "ripe": Plot("negotiate", quiet_days=3, closes_days=20, lacks=1),
    "promise": Plot("negotiate", _THREE, quiet_days=8, closes_days=15, promise=True, lacks=5),
    "opposed": Plot("negotiate", quiet_days=6, closes_days=25, opposed=True, slips=1, lacks=3),
    "early": Plot("negotiate", _THREE, quiet_days=7, closes_days=30, override=True, lags=True),
    "signing": Plot("contract", quiet_days=2, closes_days=7, step_days=3, lacks=2),
    "verbal": Plot("contract", quiet_days=9, closes_days=-3, override=True, step_days=2, slips=1),
    "signed": Plot("deliver", quiet_days=6, money="signed"),
    "shipping": Plot("deliver", quiet_days=2, money="shipping"),
    "late": Plot("deliver", quiet_days=3, money="late"),
    "at_risk": Plot("deliver", quiet_days=5, money="at_risk"),
    "lots": Plot("deliver", quiet_days=8, money="lots"),
    "accepted": Plot("deliver", quiet_days=7, money="accepted"),
    "overdue": Plot("deliver", quiet_days=11, money="overdue", step_days=4),
    "partial": Plot("deliver", quiet_days=6, money="partial", step_days=6),
    "bounced": Plot("deliver", quiet_days=4, money="bounced", step_days=1),
    "uncleared": Plot("deliver", quiet_days=5, money="uncleared"),
    "paid": Plot("deliver", quiet_days=0, money="paid", step_days=0, brief=True),
    "lost": Plot("negotiate", _THREE, end="lost", rival_ahead=True, step_days=0, brief=True),
    "beaten": Plot("validate", _TWO, end="lost", step_days=0, brief=True),
    "flown": Plot("negotiate", _TWO, end="lost", promise=True, slips=1, step_days=0, brief=True),
    "dropped": Plot("validate", _TWO, end="dropped", step_days=0, brief=True),
}  # fmt: skip
