"""What the rules of conduct are told of a gift: gathered here, decided by the core (M4.9)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from goldenkey.core import conduct
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Contact,
    GiftDecision,
    GiftEntry,
    Opportunity,
    Position,
    QuietPeriod,
)
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook, quiet

NOT_GIVEN = ("refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Judged:
    """The rules' verdict on a gift with what it was made of, in the organisation's currency."""

    verdict: conduct.Verdict
    standing: str
    already: Money
    limit: Money | None


@dataclass(frozen=True, slots=True)
class Year:
    """What a person had in a calendar year from all of us, over all employers."""

    year: int
    total: Money
    by_category: dict[str, Money]


def latest() -> Subquery:
    """What became of an entry last: the kind of its newest decision, None while undecided."""
    newest = GiftDecision.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    return Subquery(newest.values("kind")[:1])


def judged(
    actor: Actor, person: Contact, opportunity: Opportunity | None, *, category: str,
    amount: Money, on: date, without: int | None = None,
) -> Judged:  # fmt: skip
    """Judge a gift of `amount`, which is in the organisation's currency; `without` one entry."""
    accounts = _accounts(person)
    standing = conduct.strictest([person.standing, *_standings(person)])
    had = had_in_year(actor, person, on.year, without=without)
    book = playbook.compiled(_version(actor, opportunity)).guidance.conduct
    allowed = conduct.limits(book, standing, category, actor.currency)
    asked = conduct.Asked(
        category=category, amount=amount, already=had.total,
        already_alike=had.by_category.get(category, Money(0, actor.currency)),
        evaluates=bool(quiet.evaluating(actor, [person.pk], on)),
        tender_open=tender_open(actor, accounts, on),
    )  # fmt: skip
    return Judged(conduct.judge(asked, allowed), standing, had.total, allowed.year)


def had_in_year(actor: Actor, person: Contact, year: int, *, without: int | None = None) -> Year:
    """Sum what a person had, or may still get, in a year: every giver, every legal entity.

    Somebody entered twice, with the same mobile number or e-mail, is one person.
    """
    rows = GiftEntry.objects.filter(contact__in=_same(person), on__year=year).annotate(
        became=latest()
    )
    kept = rows.filter(Q(became=None) | ~Q(became__in=NOT_GIVEN)).exclude(pk=without or 0)
    sums = kept.order_by().values("category").annotate(sum=Sum("amount_org_minor"))
    alike = {row["category"]: Money(row["sum"], actor.currency) for row in sums}
    return Year(year, sum(alike.values(), Money(0, actor.currency)), alike)


def _same(person: Contact) -> QuerySet[Contact]:
    same = Q(pk=person.pk) | Q(merged_into=person)
    for name in ("mobile", "email"):
        if value := getattr(person, name):
            same |= Q(**{name: value})
    return Contact.objects.filter(same)


def _accounts(person: Contact) -> set[int]:
    rows = Position.objects.filter(contact=person, until_on=None, archived_at=None)
    return set(rows.values_list("account_id", flat=True))


def _standings(person: Contact) -> list[str]:
    rows = Position.objects.filter(contact=person, until_on=None, archived_at=None)
    kinds = set(rows.values_list("account__ownership", flat=True))
    return ["state"] if "state" in kinds else []


def _version(actor: Actor, opportunity: Opportunity | None) -> int:
    if opportunity is not None:
        return opportunity.playbook_version_id
    return playbook.current(actor, playbook.default_key(actor))


def tender_open(actor: Actor, accounts: Collection[int], on: date) -> bool:
    """Whether a tender runs that day at one of these customers: a quiet period, or its step.

    Also one that another team runs: the rule is the customer's.
    """
    periods = QuietPeriod.objects.filter(
        opportunity__account__in=accounts, archived_at=None, starts_on__lte=on, ends_on__gte=on
    )
    if periods.exists():
        return True
    live = Opportunity.objects.filter(account__in=accounts, live=True, archived_at=None)
    steps = live.exclude(buying_step="").values_list("playbook_version_id", "buying_step")
    return any(step in _quiet_steps(version) for version, step in steps)


def _quiet_steps(version_id: int) -> tuple[str, ...]:
    found = playbook.compiled(version_id).guidance.conduct
    return found.quiet_steps if found else ()
