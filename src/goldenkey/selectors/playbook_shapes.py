"""What a version would change, as previews show it: opportunity by opportunity, and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenkey.core.money import Money
from goldenkey.core.text import Text

KINDS = ("homeless", "opens", "shuts", "appear", "vanish", "contact", "same")


@dataclass(frozen=True, slots=True)
class Touched:
    """One live opportunity, and what the version would change for it.

    `missing` are the criteria its gate lacks before and after; `contact` the day of the next
    contact before and after, where it moves; `homeless`: its stage is gone and nobody said where
    to; `to` the stage it would stand in.
    """

    id: int
    to: str
    missing: tuple[int, int] = (0, 0)
    appear: tuple[str, ...] = ()
    vanish: tuple[str, ...] = ()
    contact: tuple[str, str] | None = None
    homeless: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What of all this happens, as codes."""
        before, after = self.missing
        held = {
            "homeless": self.homeless, "opens": before > 0 and after == 0,
            "shuts": before == 0 and after > 0, "appear": bool(self.appear),
            "vanish": bool(self.vanish), "contact": self.contact is not None,
        }  # fmt: skip
        return tuple(kind for kind in KINDS if held.get(kind)) or ("same",)


@dataclass(frozen=True, slots=True)
class Row:
    """An opportunity as the list of a preview shows it."""

    id: int
    name: str
    account: str
    owner: str
    team_id: int
    team: str
    phase: str
    stage: Text
    to: Text | None
    amount: Money
    touched: Touched


@dataclass(frozen=True, slots=True)
class Group:
    """How many, and how much money, something would happen to."""

    kind: str
    count: int
    money: Money


@dataclass(frozen=True, slots=True)
class Preview:
    """What a version would change: by kind with counts and money, and opportunity by opportunity.

    `state` is "ready", "waiting" (at work), or "large" where nobody had it worked out yet.
    """

    version_id: int
    state: str
    total: int
    done: int
    groups: tuple[Group, ...] = ()
    rows: tuple[Row, ...] = ()
    rules: Mapping[str, Text] | None = None


@dataclass(frozen=True, slots=True)
class Homeless:
    """A stage that the version no longer has, and how many live opportunities stand in it."""

    key: str
    name: Text
    count: int
