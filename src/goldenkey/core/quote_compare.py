"""Two versions of a quote side by side: which lines came, went, or changed, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from goldenkey.core.money import Money


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a version: `key` tells which lines of two versions are the same."""

    key: str
    label: str
    quantity: Decimal
    price: Money
    discount: int
    net: Money


@dataclass(frozen=True, slots=True)
class Change:
    """A line in the older and the newer version; None where it is not in one of them."""

    kind: Literal["same", "changed", "added", "removed"]
    before: Item | None
    after: Item | None

    @property
    def label(self) -> str:
        """The line's name, the newer first."""
        found = self.after or self.before
        return found.label if found else ""


def compare(before: Sequence[Item], after: Sequence[Item]) -> tuple[Change, ...]:
    """Return every line of both versions once, in the newer's order, those that went last.

    Lines of one key pair off in order, so that a product that stands twice is told twice.
    """
    left = list(before)
    found = []
    for item in after:
        old = next((one for one in left if one.key == item.key), None)
        if old is None:
            found.append(Change("added", None, item))
            continue
        left.remove(old)
        found.append(Change("same" if old == item else "changed", old, item))
    return (*found, *(Change("removed", one, None) for one in left))
