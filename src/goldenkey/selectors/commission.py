"""Reads of commission: one's own statement, a team's, and why each line is there (M7.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet, Sum

from goldenkey.core import commission as core
from goldenkey.core import commission_terms
from goldenkey.core.money import Money
from goldenkey.data.models import CommissionLine, CommissionShare, Contract
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden
from goldenkey.selectors import commission_standing as standing
from goldenkey.selectors.commission_reach import person_of, reach_of
from goldenkey.selectors.commission_shapes import (
    Figures,
    LineRow,
    PersonRow,
    ShareRow,
    Statement,
)
from goldenkey.selectors.commission_terms import GAINS, last_closed, terms_of
from goldenkey.selectors.paging import Page, newest_first


def statement(actor: Actor, user_id: int, month: date) -> Statement:
    """One person's month; Forbidden for a colleague's, NotFound for somebody of another team."""
    actor.require("commission.read")
    person = person_of(actor, user_id)
    first, until = bounds(month)
    shares = _shares(CommissionShare.objects.filter(user=user_id), min(until, actor.today))
    lines = CommissionLine.objects.filter(user=user_id, on__gte=first, on__lte=until)
    closed = last_closed()
    return Statement(
        user_id=person.pk,
        user=person.name,
        month=first,
        until=until,
        figures=_figures(shares, _sums(Q(user=user_id), first, until)[user_id]),
        lines=tuple(_line(actor, r) for r in _named(lines).order_by("on", "pk")),
        expectations=tuple(s for s in shares if s.left or s.held or s.rate is None),
        may_approve=actor.may("commission.approve") and user_id != actor.user_id,
        closed=closed is not None and first <= closed,
        standings=standing.standings(actor, user_id, min(until, actor.today)),
    )


def people(actor: Actor, month: date) -> tuple[PersonRow, ...]:
    """Everybody in reach who has a share, with his month."""
    actor.require("commission.read")
    first, until = bounds(month)
    reach = CommissionShare.objects.filter(reach_of(actor, "user__"))
    shares = _shares(reach, min(until, actor.today))
    by_user: dict[int, list[ShareRow]] = defaultdict(list)
    for share in shares:
        by_user[share.user_id].append(share)
    sums = _sums(reach_of(actor, "user__"), first, until)
    found = [PersonRow(pk, mine[0].user, _figures(mine, sums[pk])) for pk, mine in by_user.items()]
    return tuple(sorted(found, key=lambda p: (p.user, p.user_id)))


def shares(actor: Actor, contract: Contract) -> tuple[ShareRow, ...]:
    """The shares of a contract that the actor may see: his own, his teams', or all."""
    if not actor.may("commission.read"):
        return ()
    rows = CommissionShare.objects.filter(contract=contract)
    seen = set(rows.filter(reach_of(actor, "user__")).values_list("user_id", flat=True))
    return tuple(s for s in _shares(rows, actor.today) if s.user_id in seen)


def lines(actor: Actor, *, cursor: str = "", user_id: int | None = None) -> Page[LineRow]:
    """The ledger in reach, the newest first."""
    actor.require("commission.read")
    rows = _named(CommissionLine.objects.filter(reach_of(actor, "user__")))
    if user_id:
        rows = rows.filter(user=user_id)
    return newest_first(rows, cursor, on="on").map(partial(_line, actor))


def line(actor: Actor, line_id: int) -> LineRow:
    """One line of the ledger; Forbidden for a colleague's."""
    actor.require("commission.read")
    held = scope.get(actor, CommissionLine, line_id)
    found = _named(CommissionLine.objects.filter(reach_of(actor, "user__"), pk=held.pk)).first()
    if found is None:
        raise Forbidden("commission.read")
    return _line(actor, found)


def bounds(month: date) -> tuple[date, date]:
    """The first and the last day of a month."""
    return commission_terms.bounds(month, "month")


def _shares(rows: QuerySet[CommissionShare], day: date) -> list[ShareRow]:
    """Shares with what each expects, computed from all shares of their contracts."""
    mine = list(
        rows.filter(archived_at=None)
        .select_related("user", "plan", "contract__account")
        .order_by("contract__signed_on", "pk")
    )
    everyone = CommissionShare.objects.filter(
        contract__in={s.contract_id for s in mine}, archived_at=None
    ).select_related("plan", "contract")
    hopes = _expected(everyone.order_by("pk"))
    kinds = _kinds([s.pk for s in mine])
    return [_share(s, hopes[s.pk], kinds[s.pk], day) for s in mine]


def _expected(shares: Iterable[CommissionShare]) -> dict[int, Money]:
    by_contract: dict[int, list[CommissionShare]] = defaultdict(list)
    for s in shares:
        by_contract[s.contract_id].append(s)
    found: dict[int, Money] = {}
    for mine in by_contract.values():
        parts = [core.Share(s.pk, s.basis_points, _rate(s) or 0) for s in mine]
        found |= core.expected(mine[0].contract.money, parts)
    return found


def _kinds(share_ids: list[int]) -> Mapping[int, dict[str, int]]:
    """By share: what the lines of each kind sum to."""
    rows = CommissionLine.objects.filter(share__in=share_ids)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows.values("share", "kind").annotate(total=Sum("amount_minor")).order_by():
        found[row["share"]][row["kind"]] = row["total"]
    return found


def _share(row: CommissionShare, hope: Money, kinds: Mapping[str, int], day: date) -> ShareRow:
    def of(*names: str) -> Money:
        return Money(sum(kinds.get(name, 0) for name in names), hope.currency)

    done, stands = of("earned", "clawed_back"), row.contract.state != "cancelled"
    terms, nothing = terms_of(row.plan), Money(0, hope.currency)
    free_on = commission_terms.released_on(row.contract.accepted_on, terms)
    own = of("earned", "clawed_back", "bad_debt")
    kept = core.held(own, terms.holdback, released=free_on is not None and free_on <= day)
    kept = max(nothing, min(kept, of(*GAINS) - of("payable")))
    return ShareRow(
        row.user_id, row.user.name, row.contract_id, row.contract.number,
        row.contract.account.name, row.contract.signed_on, row.basis_points, _rate(row), hope,
        done, hope - done if stands else nothing, kept, free_on, of("payable"),
    )  # fmt: skip


def _rate(row: CommissionShare) -> int | None:
    return row.plan.basis_points if row.plan else None


def _sums(whose: Q, first: date, until: date) -> Mapping[int, dict[tuple[str, str, str], int]]:
    """By person: what each kind sums to in the month, and until its end, by currency."""
    upto = CommissionLine.objects.filter(whose, on__lte=until)
    rows = upto.values("user", "kind", "currency").order_by()
    rows = rows.annotate(now=Sum("amount_minor", filter=Q(on__gte=first)), ever=Sum("amount_minor"))
    found: dict[int, dict[tuple[str, str, str], int]] = defaultdict(dict)
    for row in rows:
        for span in ("now", "ever"):
            found[row["user"]][row["currency"], row["kind"], span] = row[span] or 0
    return found


def _figures(
    shares: Iterable[ShareRow], sums: Mapping[tuple[str, str, str], int]
) -> tuple[Figures, ...]:
    left: dict[str, int] = defaultdict(int)
    kept: dict[str, int] = defaultdict(int)
    for share in shares:
        left[share.left.currency] += share.left.minor
        kept[share.left.currency] += share.held.minor
    currencies = sorted({*left, *(currency for currency, _kind, _span in sums)})
    return tuple(_figure(c, left[c], kept[c], sums) for c in currencies)


def _figure(
    currency: str, expected: int, kept: int, sums: Mapping[tuple[str, str, str], int]
) -> Figures:
    def of(kind: str, span: str = "now") -> Money:
        return Money(sums.get((currency, kind, span), 0), currency)

    gained = sum((of(kind, "ever") for kind in GAINS), Money(0, currency))
    return Figures(
        currency=currency,
        expected=Money(expected, currency),
        earned=of("earned"),
        clawed_back=of("clawed_back"),
        payable=of("payable"),
        paid=of("paid"),
        to_approve=gained - of("payable", "ever") - Money(kept, currency),
        to_pay=of("payable", "ever") - of("paid", "ever"),
        bonus=of("bonus"),
        bad_debt=of("bad_debt"),
        corrected=of("corrected"),
        held=Money(kept, currency),
    )


def _named(rows: QuerySet[CommissionLine]) -> QuerySet[CommissionLine]:
    named = rows.select_related("user", "share__contract__account")
    return named.prefetch_related("disputes__by", "disputes__answered_by", "disputes__correction")


def _line(actor: Actor, row: Any) -> LineRow:
    told, contract = row.because, row.share.contract
    currency = row.currency
    return LineRow(
        id=row.pk,
        on=row.on,
        kind=row.kind,
        money=Money(row.amount_minor, currency),
        user=row.user.name,
        contract_id=contract.pk,
        contract=contract.number,
        account=contract.account.name,
        payment_id=told.get("payment_id"),
        payment=told.get("payment", ""),
        part=Money(told["allocation_minor"], currency) if "allocation_minor" in told else None,
        cleared=Money(told["cleared_minor"], currency) if "cleared_minor" in told else None,
        whole=contract.money,
        rate=told.get("rate", 0),
        share=told.get("share", row.share.basis_points),
        through=date.fromisoformat(told["through"]) if told.get("through") else None,
        reference=told.get("reference", ""),
        event_on=date.fromisoformat(told["event_on"]) if told.get("event_on") else None,
        because=told,
        disputes=tuple(standing.dispute(actor, row, d) for d in row.disputes.all()),
        may_dispute=row.user_id == actor.user_id
        and all(d.state != "open" for d in row.disputes.all()),
    )
