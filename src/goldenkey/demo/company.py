"""The company on stage: who works there, its clock, and who acts at which instant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from goldenkey.actions import organisation, user
from goldenkey.demo.words import Words
from goldenkey.policies.actor import Actor, actor_for
from goldenkey.selectors import calendar, playbook

PASSWORD = "goldenkey"  # noqa: S105 - of the demonstration, told to everybody
PARTS = {
    # part: (role, team, rank on a day: owners act first, then who follows from it)
    "central_1": ("rep", "central", 0),
    "central_2": ("rep", "central", 0),
    "motors_1": ("rep", "motors", 0),
    "motors_2": ("rep", "motors", 0),
    "projects_1": ("rep", "projects", 0),
    "projects_2": ("rep", "projects", 0),
    "central_manager": ("manager", "central", 1),
    "motors_manager": ("manager", "motors", 1),
    "projects_manager": ("manager", "projects", 1),
    "director": ("director", "company", 2),
    "operations": ("admin", "company", 2),
    "finance": ("finance", "company", 3),
    "compliance": ("compliance", "company", 3),
    "system": ("system", "", 9),
}
OPENING, MINUTES = time(9, 0), 4


@dataclass
class Company:
    """The organisation, its people by part, and the instant at which they act."""

    words: Words
    now: datetime
    users: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    moment: datetime = field(init=False)
    off: frozenset[date] = frozenset()
    books: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ("",)
    invoices: int = 0

    def __post_init__(self) -> None:
        self.moment = self.now
        self.zone = ZoneInfo(self.words.company["organisation"]["zone"])
        self.currency: str = self.words.company["organisation"]["currency"]

    @property
    def today(self) -> date:
        """The day of business on which the story ends."""
        return self.now.astimezone(self.zone).date()

    def day(self, ago: int) -> date:
        """The date so many days before today; negative is to come."""
        return self.today - timedelta(days=ago)

    def workday(self, ago: int) -> int:
        """The same day, or the last working day before it (the next one, in the future)."""
        while self._is_free(self.day(ago)):
            ago += 1 if ago >= 0 else -1
        return ago

    def due(self, days: int) -> date:
        """A working day so many days from today."""
        return self.day(self.workday(-days))

    def instant(self, ago: int, place: int) -> datetime:
        """The instant of the n-th thing done on a day; never later than now."""
        start = datetime.combine(self.day(ago), OPENING, self.zone)
        minutes = min(place * MINUTES, 9 * 60)
        return min(start + timedelta(minutes=minutes), self.now)

    def actor(self, part: str) -> Actor:
        """Who plays a part, acting at the present moment of the story."""
        return self.actors[part].at(self.moment)

    def recast(self, part: str) -> None:
        """Read anew what a part may see, after something was shared with it."""
        self.actors[part] = actor_for(self.users[part], self.now)

    def book_of(self, key: str) -> str:
        """The playbook of a line of business, or the base all extend."""
        return key if key in self.books else "key-account"

    def next_invoice(self) -> str:
        """The number of the next invoice, in the country's form."""
        self.invoices += 1
        return str(self.words.company["numbers"]["invoice"].format(number=self.invoices))

    def manager_of(self, part: str) -> str:
        """The part of the manager of an owner's team."""
        return f"{PARTS[part][1]}_manager"

    def _is_free(self, day: date) -> bool:
        return day.weekday() >= 5 or day in self.off


def gather(words: Words, system: Actor, now: datetime, begun: datetime) -> Company:
    """Found the organisation on its first day and engage everybody."""
    actor = system.at(begun)
    told = {k: v for k, v in words.company["organisation"].items() if k != "domain"}
    organisation.found(actor, **told)
    company = Company(words, now)
    _teams(actor, words)
    _people(company, actor, told["language"])
    ours = words.company["organisation"]
    company.actors["system"] = replace(system, zone=ours["zone"], currency=ours["currency"])
    _books(company)
    company.off = calendar.days_off(company.actors["director"])
    _rates(company)
    return company


def _teams(actor: Actor, words: Words) -> None:
    names = words.company["teams"]
    top = user.create_team(actor, name=names["company"])
    for key in ("central", "motors", "projects"):
        user.create_team(actor, name=names[key], parent=top)


def _people(company: Company, actor: Actor, language: str) -> None:
    encoded = make_password(PASSWORD)  # once: it is slow by design
    teams, cast = company.words.company["teams"], company.words.company["cast"]
    for part, (username, name) in cast.items():
        role, team, _rank = PARTS[part]
        made = user.create_user(
            actor, username=username, name=name, role=role, team=teams[team], language=language,
            encoded=encoded,
        )  # fmt: skip
        company.users[part] = made
        company.actors[part] = actor_for(made, company.now)


def _books(company: Company) -> None:
    """The playbooks that are published, and the channels of the one all extend."""
    published = playbook.published(company.actors["director"])
    company.books = frozenset(row.key for row in published)
    base = next(row for row in published if row.key == "key-account")
    by_weight = sorted(playbook.compiled(base.version_id).channels, key=lambda c: -c.weight)
    company.channels = tuple(c.key for c in by_weight for _ in range(1 + c.weight // 40))


def _rates(company: Company) -> None:
    """The organisation's rates, a year ago, half a year ago and lately."""
    admin = company.actors["operations"]
    for currency, rates in company.words.company["rates"].items():
        for rate, ago in zip(rates, (430, 180, 20), strict=True):
            on = company.day(ago)
            at = company.instant(ago, 0)
            organisation.set_rate(admin.at(at), currency=currency, on=on, rate=rate)
