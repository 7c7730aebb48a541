"""Reads of quotes: versions with their lines and sums, what an approval is asked for, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenkey.core import negotiation, quoting
from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import approver, playbook, snapshots
from goldenkey.selectors.contract import Option
from goldenkey.selectors.document import DocumentRow, documents_of

RIGHTS = ("quote.edit", "quote.approve", "document.make", "contract.sign", "product.cost")


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a version; cost only with its right."""

    place: int
    product_id: int | None
    label: str
    unit: str
    quantity: Decimal
    price: Money
    listed: Money | None
    discount: int
    tax: int
    net: Money
    cost: Money | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a version needs an approval: the code, and what its sentence is filled with."""

    code: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """An approval asked for or answered, and the snapshot of what it was about."""

    id: int
    kind: str
    by: str
    approver: str
    at: datetime
    snapshot: dict[str, Any]
    holds: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as lists show it."""

    id: int
    number: int
    state: str
    gross: Money
    discount: int
    sent_on: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote with its versions, the newest first."""

    id: int
    number: str
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One version whole."""

    id: int
    version: int
    quote_id: int
    number: str
    place: int
    state: str
    opportunity_id: int
    opportunity: str
    account_id: int
    account: str
    currency: str
    lines: tuple[LineRow, ...]
    sums: quoting.Figures
    margin: int | None
    cost: Money | None
    valid_until: date | None
    sent_on: date | None
    note: str
    answer: str
    approver: str
    approver_id: int | None
    why: tuple[Why, ...]
    decisions: tuple[DecisionRow, ...]
    documents: tuple[DocumentRow, ...]
    others: tuple[VersionRow, ...]
    approvers: tuple[Option, ...]
    may: frozenset[str]
    mine_to_answer: bool

    @property
    def sendable(self) -> bool:
        """Whether it may go to the customer as it stands."""
        return self.state == "approved" or (self.state == "draft" and not self.why)


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes of an opportunity."""

    opportunity_id: int
    opportunity: str
    account: str
    currency: str
    quotes: tuple[QuoteRow, ...]
    may_edit: bool


def of_opportunity(actor: Actor, opportunity_id: int) -> Quotes:
    """The quotes of an opportunity in scope, the newest first."""
    actor.require("quote.read")
    row = scope.get(actor, m.Opportunity, opportunity_id)
    quotes = row.quotes.filter(archived_at=None).prefetch_related("versions").order_by("-pk")
    return Quotes(
        row.pk, row.name, row.account.name, row.currency,
        tuple(QuoteRow(q.pk, q.number, _versions(q.versions.all())) for q in quotes),
        actor.may("quote.edit", row, kind="opportunity"),
    )  # fmt: skip


def detail(actor: Actor, version_id: int) -> Detail:
    """One version of a quote in scope."""
    actor.require("quote.read")
    row = scope.get(actor, m.QuoteVersion, version_id)
    quote = row.quote
    held = quote.opportunity
    sums, costs = figures_of(actor, row), actor.may("product.cost")
    rights = frozenset(r for r in RIGHTS if actor.may(r, held, kind="opportunity"))
    return Detail(
        id=row.pk, version=row.version, quote_id=quote.pk, number=quote.number, place=row.number,
        state=row.state, opportunity_id=held.pk, opportunity=held.name,
        account_id=held.account_id, account=held.account.name, currency=row.currency,
        lines=lines_of(actor, row, costs=costs), sums=sums if costs else _without_cost(sums),
        margin=sums.margin if costs else None, cost=sums.cost if costs else None,
        valid_until=row.valid_until, sent_on=row.sent_on, note=row.note, answer=row.answer,
        approver=row.approver.name if row.approver else "", approver_id=row.approver_id,
        why=why(actor, row) if row.state in ("draft", "waiting", "refused") else (),
        decisions=_decisions(row), documents=documents_of(actor, quote_version=row),
        others=_versions(v for v in quote.versions.all() if v.pk != row.pk),
        approvers=approver.who_may(actor, "quote.approve", row), may=rights,
        mine_to_answer=row.state == "waiting" and row.approver_id == actor.user_id,
    )  # fmt: skip


def why(actor: Actor, row: m.QuoteVersion) -> tuple[Why, ...]:
    """What a version needs an approval for: its discount, or a price named too early (M6.2)."""
    held = row.quote.opportunity
    found = []
    limit = limit_of(actor, held, actor.role)
    if limit is not None and row.discount > limit:
        shown = {"percent": Decimal(row.discount) / 100, "most": Decimal(limit) / 100}
        found.append(Why("discount_above_limit", shown))
    seen = snapshots.opportunities(actor, [held.pk])[held.pk]
    found += [Why(r.code, dict(r.params)) for r in negotiation.naming_price(seen)]
    return tuple(found)


def limit_of(actor: Actor, held: m.Opportunity, role: str) -> int | None:
    """The discount a role may give: the company's; for a salesperson else the playbook's."""
    known = m.DiscountLimit.objects.filter(role=role, archived_at=None)
    limit = known.values_list("basis_points", flat=True).first()
    if limit is not None or role != "rep":
        return limit
    most = playbook.compiled(held.playbook_version_id).guidance.negotiation.approval_above_percent
    return int(most * 100) if most else None


def figures_of(actor: Actor, row: m.QuoteVersion) -> quoting.Figures:
    """The sums of a version, from its lines."""
    rows = row.lines.filter(archived_at=None).order_by("place")
    return quoting.figures(
        [core_line(line, row.currency) for line in rows], Money(row.less_minor, row.currency)
    )


def core_line(line: m.QuoteLine, currency: str) -> quoting.Line:
    """A line as the core sees it."""
    return quoting.Line(
        Decimal(line.quantity), Money(line.price_minor, currency), line.discount, line.tax,
        None if line.listed_minor is None else Money(line.listed_minor, currency),
        None if line.cost_minor is None else Money(line.cost_minor, currency),
    )  # fmt: skip


def lines_of(actor: Actor, row: m.QuoteVersion, *, costs: bool) -> tuple[LineRow, ...]:
    """The lines of a version in order."""
    c = row.currency
    return tuple(
        LineRow(
            x.place, x.product_id, x.label, x.unit, Decimal(x.quantity), Money(x.price_minor, c),
            None if x.listed_minor is None else Money(x.listed_minor, c), x.discount, x.tax,
            Money(x.net_minor, c),
            Money(x.cost_minor, c) if costs and x.cost_minor is not None else None,
        )
        for x in row.lines.filter(archived_at=None).order_by("place")
    )  # fmt: skip


def _without_cost(sums: quoting.Figures) -> quoting.Figures:
    return quoting.Figures(
        sums.nets, sums.listed, sums.less, sums.net, sums.taxes, sums.gross, sums.discount, None
    )


def version_row(v: m.QuoteVersion) -> VersionRow:
    """A version as lists show it."""
    return VersionRow(v.pk, v.number, v.state, v.money, v.discount, v.sent_on, v.valid_until)


def _versions(rows: Any) -> tuple[VersionRow, ...]:
    found: Sequence[m.QuoteVersion] = sorted(rows, key=lambda v: -v.number)
    return tuple(version_row(v) for v in found)


def _decisions(row: m.QuoteVersion) -> tuple[DecisionRow, ...]:
    rows = row.decisions.select_related("by", "approver").order_by("-pk")
    return tuple(
        DecisionRow(
            d.pk, d.kind, d.by.name, d.approver.name, d.at, d.snapshot, d.digest == row.digest
        )
        for d in rows
    )
