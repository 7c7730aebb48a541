"""Reads of credit: a payer's terms, what he stands for, and what speaks against more (M7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, Sum

from goldenkey.core import credit as core
from goldenkey.core.credit import Exposure, Objection, State, Terms
from goldenkey.core.money import Money
from goldenkey.core.receivables import in_proportion
from goldenkey.data.models import (
    Account,
    Contract,
    CreditRelease,
    CreditTerms,
    Payment,
    Receivable,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """What finance lets pass."""

    id: int
    version: int
    what: str
    reason: str
    until_on: date
    by: str
    used_on: date | None
    contract_id: int | None
    contract: str


@dataclass(frozen=True, slots=True)
class RatingDefault:
    """What the playbook proposes for a rating: days, and a limit in our currency if it has one."""

    rating: str
    days: int
    limit: Money | None


@dataclass(frozen=True, slots=True)
class CreditView:
    """A customer's credit as its page shows it."""

    account_id: int
    account: str
    has_terms: bool
    version: int | None
    rating: str
    terms: Terms
    review_on: date | None
    note: str
    exposure: Exposure
    free: Money | None
    state: State
    objections: tuple[Objection, ...]
    releases: tuple[ReleaseRow, ...]
    defaults: tuple[RatingDefault, ...]
    may_set: bool


def show(actor: Actor, account_id: int) -> CreditView:
    """One customer's credit; NotFound out of scope."""
    actor.require("credit.read")
    account = scope.get(actor, Account, account_id)
    row = CreditTerms.objects.filter(account=account, archived_at=None).first()
    terms, seen = _terms(row), exposure(actor, account_id)
    return CreditView(
        account_id=account.pk,
        account=account.name,
        has_terms=row is not None,
        version=row.version if row else None,
        rating=row.rating if row else "",
        terms=terms,
        review_on=row.review_on if row else None,
        note=row.note if row else "",
        exposure=seen,
        free=terms.limit - seen.total if terms.limit else None,
        state=core.state(terms, seen),
        objections=core.may_ship(terms, seen),
        releases=_releases(actor, account_id),
        defaults=_defaults(actor),
        may_set=actor.may("credit.set"),
    )


def terms_of(actor: Actor, account_id: int) -> Terms:
    """What the company grants a payer, whoever asks: a stop holds for every team."""
    actor.require("contract.read")
    row = CreditTerms.objects.filter(account=account_id, archived_at=None).first()
    return _terms(row)


def exposure(actor: Actor, payer_id: int) -> Exposure:
    """What a payer stands for over all teams, in the organisation's currency."""
    actor.require("contract.read")
    owed = Receivable.objects.filter(account=payer_id, archived_at=None)
    late = Q(due_on__lt=actor.today, open_minor__gt=0)
    sums = owed.aggregate(
        open=Sum("open_org_minor"), opened=Sum("amount_org_minor"),
        overdue=Sum("open_org_minor", filter=late), oldest=Min("due_on", filter=late),
    )  # fmt: skip
    signed = Contract.objects.filter(payer=payer_id, archived_at=None).exclude(state="cancelled")
    whole = signed.aggregate(s=Sum("amount_org_minor"))["s"] or 0
    oldest = sums["oldest"]
    return Exposure(
        open=_money(actor, sums["open"]),
        ordered=_money(actor, max(0, whole - (sums["opened"] or 0))),
        uncleared=_money(actor, _uncleared(payer_id)),
        in_hand=_money(actor, _in_hand(payer_id)),
        overdue=_money(actor, sums["overdue"]),
        days_late=(actor.today - oldest).days if oldest else 0,
    )


def _terms(row: CreditTerms | None) -> Terms:
    if row is None:
        return Terms()
    return Terms(Money(row.limit_minor, row.currency), row.credit_days, row.stop_after_days)


def _money(actor: Actor, minor: int | None) -> Money:
    return Money(minor or 0, actor.currency)


def _uncleared(payer_id: int) -> int:
    """Notes and cheques that settle something and may come back."""
    rows = Payment.objects.filter(account=payer_id, cleared_on=None, reversed_on=None)
    listed = rows.values_list("amount_minor", "amount_org_minor", "unallocated_minor")
    return sum(in_proportion(org, whole, whole - part) for whole, org, part in listed)


def _in_hand(payer_id: int) -> int:
    """Cleared money that nothing was due for."""
    rows = Payment.objects.filter(
        account=payer_id, reversed_on=None, cleared_on__isnull=False, unallocated_minor__gt=0
    )
    listed = rows.values_list("amount_minor", "amount_org_minor", "unallocated_minor")
    return sum(in_proportion(org, whole, part) for whole, org, part in listed)


def _releases(actor: Actor, account_id: int) -> tuple[ReleaseRow, ...]:
    rows = scope.visible(actor, CreditRelease).filter(account=account_id)
    return tuple(
        ReleaseRow(
            r.pk, r.version, r.what, r.reason, r.until_on, r.by.name, r.used_on, r.contract_id,
            r.contract.number if r.contract else "",
        )
        for r in rows.select_related("by", "contract").order_by(F("used_on").desc(), "-pk")[:20]
    )  # fmt: skip


def _defaults(actor: Actor) -> tuple[RatingDefault, ...]:
    book = playbook.of_team(actor, actor.team_id)
    terms = book.guidance.collection.credit_terms if book else ()
    return tuple(
        RatingDefault(
            one.rating, one.days,
            Money.of(one.limit[actor.currency], actor.currency, rounding=True)
            if actor.currency in one.limit else None,
        )
        for one in terms
    )  # fmt: skip
