"""How long most won opportunities stayed in a stage: beyond it, one is slow.

Most is three of four: the nearest-rank 75th percentile. Below `LEAST_WON` cases a figure says
more about chance than about selling; then the playbook's fixed days hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LEAST_WON: Final = 10
_MOST: Final = (3, 4)


def usual(stays: Iterable[int]) -> int | None:
    """Return the days within which three of four won ones left the stage; None with too few."""
    ordered = sorted(stays)
    if len(ordered) < LEAST_WON:
        return None
    parts, whole = _MOST
    place = -(-len(ordered) * parts // whole)
    return max(1, ordered[place - 1])
