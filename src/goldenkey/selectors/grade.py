"""Reads that grade customers: their profile put before the team's playbook (M2.1–M2.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from goldenkey.core import grading
from goldenkey.core.cadence import WorkingDays
from goldenkey.core.grading import Graded
from goldenkey.core.money import Money
from goldenkey.core.playbook import Grades
from goldenkey.data.models import Account, Activity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import calendar, playbook

BATCH = 500
LATEST_CONTACTS = 30


@dataclass(frozen=True, slots=True)
class Copies:
    """What of a grading stands on the account's own row, for lists."""

    intent_grade: str
    value_grade: str
    next_due_on: date | None


class Bench:
    """Grades many accounts: the calendar and each team's playbook are fetched once.

    `instead` are grades to take for a team in the place of its playbook's.
    """

    def __init__(self, actor: Actor, *, instead: Mapping[int, Grades] | None = None) -> None:
        self._actor = actor
        self._calendar: WorkingDays | None = None
        self._grades: dict[int, Grades | None] = dict(instead or {})

    def grade(self, account: Account) -> Graded:
        """Grade one account as of the actor's day."""
        grades = self.grades(account.team_id)
        if grades is None:
            return Graded()
        if self._calendar is None:
            self._calendar = calendar.working(self._actor)
        profile = _profile(self._actor, account)
        return grading.grade(profile, grades, today=self._actor.today, calendar=self._calendar)

    def grades(self, team_id: int) -> Grades | None:
        """The grades of a team's playbook."""
        if team_id not in self._grades:
            book = playbook.of_team(self._actor, team_id)
            self._grades[team_id] = book.grades if book else None
        return self._grades[team_id]


def copies(graded: Graded) -> Copies:
    """The columns a grading is kept in."""
    return Copies(
        intent_grade=graded.intent.grade.key if graded.intent else "",
        value_grade=(graded.value.grade or "") if graded.value else "",
        next_due_on=graded.due.on if graded.due else None,
    )


def outdated(actor: Actor) -> Iterator[int]:
    """Ids of the accounts whose copies differ from what the actor's day makes of them."""
    bench, last = Bench(actor), 0
    while rows := list(_after(actor, last)):
        for row in rows:
            found = copies(bench.grade(row))
            if found != Copies(row.intent_grade, row.value_grade, row.next_due_on):
                yield row.pk
        last = rows[-1].pk


def contacts_of(actor: Actor, account: Account) -> tuple[date, ...]:
    """The days of the latest contacts, newest first."""
    rows = scope.visible(actor, Activity).filter(account=account).order_by("-on", "-pk")
    return tuple(rows.values_list("on", flat=True)[:LATEST_CONTACTS])


def _after(actor: Actor, last: int) -> Iterable[Account]:
    return scope.visible(actor, Account).filter(pk__gt=last).order_by("pk")[:BATCH]


def _profile(actor: Actor, account: Account) -> grading.Profile:
    known = account.batch_minor is not None
    return grading.Profile(
        is_person=account.kind == "person",
        buys_on=account.buys_on,
        cycle_days=account.cycle_days,
        batch=Money(account.batch_minor or 0, actor.currency) if known else None,
        since=account.last_contact_on or account.created_at.astimezone(ZoneInfo(actor.zone)).date(),
    )
