"""Three-valued truth: what is unknown is neither true nor false (Kleene's strong logic)."""

from __future__ import annotations

from enum import StrEnum


class Truth(StrEnum):
    """True, false, or not known yet; unknown never counts as true (M1.7)."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def truth_of(value: bool | None) -> Truth:
    """Return the truth of a formula's value; None is unknown."""
    if value is None:
        return Truth.UNKNOWN
    return Truth.TRUE if value else Truth.FALSE
