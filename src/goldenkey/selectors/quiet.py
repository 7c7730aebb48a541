"""What conduct asks before somebody is met: who evaluates a tender, who must not meet whom.

These are rules, not pages: they look at every team's tenders and pairs, and tell no more of them
than the name of the person asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Q

from goldenkey.core import conduct
from goldenkey.data.models import (
    Account,
    Activity,
    Contact,
    KeptApart,
    NextStep,
    Position,
    QuietException,
    QuietPeriod,
)
from goldenkey.data.prepared import One, Prepared, ids
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who evaluates a tender, and until when he is left alone."""

    contact_id: int
    name: str
    opportunity_id: int
    period_id: int
    ends_on: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two who would meet: names of people or of customers; empty where hidden from the reader."""

    pair_id: int
    first: str
    second: str


_EVALUATING = Prepared(
    lambda: (
        QuietPeriod.evaluators.through.objects.filter(
            contact_id__in=ids(0),
            quietperiod__archived_at=None,
            quietperiod__starts_on__lte=One(1, DateField()),
            quietperiod__ends_on__gte=One(2, DateField()),
        )
        .order_by("-quietperiod__ends_on")
        .values_list(
            "contact_id",
            "contact__name",
            "quietperiod__opportunity_id",
            "quietperiod_id",
            "quietperiod__ends_on",
        )
    )
)


def evaluating(actor: Actor, contact_ids: Collection[int], day: date) -> tuple[Held, ...]:
    """Those of these people who evaluate a tender that day and are not excepted (M4.9)."""
    if not contact_ids:
        return ()
    found = [Held(*row) for row in _EVALUATING.rows(tuple(contact_ids), day, day)]
    free = _excepted([h.period_id for h in found], day)
    return tuple(h for h in found if (h.period_id, h.contact_id) not in free)


def _excepted(period_ids: Collection[int], day: date) -> set[tuple[int, int]]:
    if not period_ids:
        return set()
    rows = QuietException.objects.filter(
        quiet_period__in=period_ids, from_on__lte=day, until_on__gte=day, archived_at=None
    )
    return set(rows.values_list("quiet_period_id", "contact_id"))


def meeting(
    actor: Actor, contact_ids: Collection[int], account_id: int, day: date
) -> tuple[Meeting, ...]:  # fmt: skip
    """Pairs kept apart that would meet if these people were met at a customer that day (M2.8).

    Who is there already: those of other steps due, and activities logged, at that customer on
    that day, whoever of us planned them.
    """
    there = _there(account_id, day) - set(contact_ids)
    people = set(contact_ids) | there
    if not contact_ids or not people:
        return ()
    works = _accounts(people)
    pairs = _pairs(people, {a for accounts in works.values() for a in accounts})
    if not pairs:
        return ()
    guests = {pk: conduct.Guest(pk, frozenset(works.get(pk, ()))) for pk in people}
    found = conduct.collisions(
        map(_pair, pairs), [guests[pk] for pk in contact_ids], [guests[pk] for pk in there]
    )
    rows = {pair.pk: pair for pair in pairs}
    return tuple(_named(actor, rows[one.id]) for one in found)


def _there(account_id: int, day: date) -> set[int]:
    steps = NextStep.objects.filter(
        account=account_id, due_on=day, done_at=None, archived_at=None
    ).values_list("contacts", flat=True)
    acts = Activity.objects.filter(account=account_id, on=day, archived_at=None).values_list(
        "contacts", flat=True
    )
    return {pk for pk in (*steps, *acts) if pk is not None}


def _accounts(people: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Position.objects.filter(contact__in=list(people), until_on=None, archived_at=None)
    for person, account in rows.values_list("contact_id", "account_id"):
        found.setdefault(person, set()).add(account)
    return found


def _pairs(people: Collection[int], accounts: Collection[int]) -> list[KeptApart]:
    rows = KeptApart.objects.filter(archived_at=None)
    either = Q(first__in=people) | Q(first=None, first_account__in=accounts)
    other = Q(second__in=people) | Q(second=None, second_account__in=accounts)
    parts = ("first", "second", "first_account", "second_account")
    return list(rows.filter(either & other).select_related(*parts))


def _pair(row: KeptApart) -> conduct.Pair:
    return conduct.Pair(
        row.pk, row.first_account_id, row.first_id, row.second_account_id, row.second_id
    )


def _named(actor: Actor, row: KeptApart) -> Meeting:
    first = _name(actor, row.first, row.first_account)
    return Meeting(row.pk, first, _name(actor, row.second, row.second_account))


def _name(actor: Actor, person: Contact | None, account: Account) -> str:
    """Whom it is about, where the actor may know; else nothing."""
    if not scope.visible(actor, Account).filter(pk=account.pk).exists():
        return ""
    return (person or account).name
