"""The script: scenes on days of the past, played in order by whoever acts in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from goldenkey.actions import nightly
from goldenkey.actions.base import together
from goldenkey.demo.company import PARTS, Company
from goldenkey.demo.customer import Customer
from goldenkey.selectors import nightly as nights

LONG_AGO_DAYS, LATELY_DAYS = 130, 30
_TO_TUESDAY_OR_THURSDAY = (4, 0, 1, 0, 1, 2, 3)
NIGHTS = (60, 35, 21, 10, 4)
"""Days before today after which what time alone changes is recorded."""


@dataclass(frozen=True)
class Scene:
    """Something somebody does on a day."""

    ago: int
    wanted: float
    part: str
    place: int
    play: Callable[[], None]

    @property
    def order(self) -> tuple[int, float, int, int]:
        """Oldest first; at one time owners before those who follow from what they did."""
        return (-self.ago, -self.wanted, PARTS[self.part][2], self.place)


@dataclass
class Script:
    """Scenes as they were written; played day by day."""

    company: Company
    scenes: list[Scene] = field(default_factory=list)
    customers: dict[str, Customer] = field(default_factory=dict)

    def customer(self, key: str, owner: str) -> Customer:
        """The customer of that key; several pursuits of it share its people."""
        return self.customers.setdefault(key, Customer(self.company, key, owner))

    def add(self, ago: float, part: str, play: Callable[[], None]) -> None:
        """Write a scene for the working day nearest before that many days ago."""
        day = self.company.workday(self._visiting(max(0.0, ago)))
        self.scenes.append(Scene(day, ago, part, len(self.scenes), play))

    def play(self) -> None:
        """Play every scene; the copies of what was touched on a day are made once."""
        ready = sorted([*self.scenes, *self._nights()], key=lambda s: s.order)
        for ago, scenes in groupby(ready, key=lambda s: s.ago):
            self._play(ago, list(scenes))

    def _play(self, ago: int, scenes: list[Scene]) -> None:
        self.company.moment = self.company.instant(ago, len(scenes) - 1)
        with together(self.company.actor("system")):
            for place, scene in enumerate(scenes):
                self.company.moment = self.company.instant(ago, place)
                scene.play()

    def _visiting(self, ago: float) -> int:
        """The day in the field it fell on: long ago one a week, lately two, now any."""
        day = round(ago)
        weekday = self.company.day(day).weekday()
        if day > LONG_AGO_DAYS:
            return day + (weekday - 1) % 7
        return day + _TO_TUESDAY_OR_THURSDAY[weekday] if day > LATELY_DAYS else day

    def _nights(self) -> list[Scene]:
        return [Scene(ago, -1.0, "system", 0, self._night) for ago in (*NIGHTS, 0)]

    def _night(self) -> None:
        """What a night does: warnings, copies and history of live opportunities as days pass."""
        actor, last = self.company.actor("system"), 0
        while ids := nights.live_opportunities(actor, after=last):
            nightly.refresh(actor, ids)
            last = ids[-1]
