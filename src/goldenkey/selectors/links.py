"""Whom at the customers only one of us has met: links that go when he goes (M0.10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor


@dataclass(frozen=True, slots=True)
class SoleLink:
    """Somebody at a customer whom only one of us knows, and a joint visit is proposed with him."""

    contact_id: int
    contact: str
    title: str
    account_id: int
    account: str
    user_id: int
    user: str
    last_met_on: date | None


def sole(
    actor: Actor, account_ids: Sequence[int], user_id: int | None = None
) -> tuple[SoleLink, ...]:
    """The people of these customers whom only one of us knows; of `user_id` alone where given.

    Known is who was met, or stands in a relation on a map. Customers out of scope are left out.
    """
    actor.require("account.read")
    found: list[SoleLink] = []
    for start in range(0, len(account_ids), 400):
        part = scope.visible(actor, m.Account).filter(pk__in=account_ids[start : start + 400])
        found += _sole(list(part.values_list("pk", flat=True)), user_id)
    return tuple(found)


def _sole(accounts: Sequence[int], user_id: int | None) -> Iterable[SoleLink]:
    known: dict[int, set[int]] = defaultdict(set)
    last: dict[int, date | None] = {}
    for contact, by, on in _met(accounts):
        known[contact].add(by)
        last[contact] = max(filter(None, (on, last.get(contact))), default=None)
    for contact, by in _related(accounts):
        known[contact].add(by)
    alone = {
        contact: next(iter(users)) for contact, users in known.items()
        if len(users) == 1 and (user_id is None or user_id in users)
    }  # fmt: skip
    names = dict(m.User.objects.filter(pk__in=set(alone.values())).values_list("pk", "name"))
    posts = m.Position.objects.filter(
        contact__in=list(alone), account__in=accounts, archived_at=None, until_on=None,
        contact__archived_at=None,
    )  # fmt: skip
    columns = ("contact_id", "contact__name", "contact__title", "account_id", "account__name")
    for pk, name, title, account, of in posts.order_by("account_id", "pk").values_list(*columns):
        us = alone[pk]
        yield SoleLink(pk, name, title, account, of, us, names[us], last.get(pk))


def _met(accounts: Sequence[int]) -> Iterable[tuple[int, int, date]]:
    rows = m.Activity.objects.filter(account__in=accounts, archived_at=None, contacts__isnull=False)
    found = rows.order_by().values_list("contacts", "by").annotate(last=Max("on"))
    return iter(found)


def _related(accounts: Sequence[int]) -> Iterable[tuple[int, int]]:
    rows = m.SeatRelation.objects.filter(
        stakeholder__opportunity__account__in=accounts, archived_at=None,
        stakeholder__contact__isnull=False,
    ).exclude(now="none")  # fmt: skip
    return iter(rows.values_list("stakeholder__contact", "user"))
