"""Reads of contracts: the contract page, the list, and what the form of signing needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import commission, contract_parts, receivable
from goldenkey.selectors.commission_shapes import ShareRow
from goldenkey.selectors.contract_parts import (
    AcceptanceRow,
    DeliveryRow,
    InvoiceRow,
    PlanRow,
    SettledRow,
)
from goldenkey.selectors.paging import Page, newest_first
from goldenkey.selectors.receivable import ReceivableRow

RIGHTS = (
    "contract.sign", "delivery.record", "acceptance.record", "invoice.issue", "payment.record",
    "evidence.add", "commission.approve", "follow_up.read",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract as lists show it."""

    id: int
    number: str
    account_id: int
    account: str
    opportunity_id: int | None
    owner: str
    money: Money
    signed_on: date
    state: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file kept with the contract."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Where the contract's money is; waiting, open, uncleared and cleared sum to the whole."""

    waiting: Money
    open: Money
    late: Money
    uncleared: Money
    cleared: Money


@dataclass(frozen=True, slots=True)
class ContractDetail:
    """A contract with everything its page shows."""

    id: int
    version: int
    number: str
    account_id: int
    account: str
    payer_id: int
    payer: str
    opportunity_id: int | None
    opportunity: str
    owner: str
    team: str
    money: Money
    signed_on: date
    our_signer: str
    their_signer: str
    state: str
    note: str
    accepted_on: date | None
    closed_on: date | None
    sums: Sums
    plan: tuple[PlanRow, ...]
    deliveries: tuple[DeliveryRow, ...]
    acceptances: tuple[AcceptanceRow, ...]
    receivables: tuple[ReceivableRow, ...]
    invoices: tuple[InvoiceRow, ...]
    settled: tuple[SettledRow, ...]
    shares: tuple[ShareRow, ...]
    files: tuple[FileRow, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose in a form."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Signing:
    """What the form of signing starts from."""

    opportunity_id: int
    opportunity: str
    account_id: int
    account: str
    money: Money
    owner_id: int
    credit_days: int
    contacts: tuple[Option, ...]
    users: tuple[Option, ...]
    payers: tuple[Option, ...]


def page(
    actor: Actor, *, cursor: str = "", account_id: int | None = None, state: str = ""
) -> Page[ContractRow]:
    """Contracts in scope, the newest signature first."""
    actor.require("contract.read")
    exact = {"account_id": account_id, "state": state}
    rows = scope.visible(actor, m.Contract).select_related("account", "owner")
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return newest_first(rows, cursor, on="signed_on").map(_row)


def detail(actor: Actor, contract_id: int) -> ContractDetail:
    """One contract; NotFound out of scope."""
    actor.require("contract.read")
    row = _one(actor, contract_id)
    owed = receivable.of_contract(actor, contract_id)
    return ContractDetail(
        id=row.pk,
        version=row.version,
        number=row.number,
        account_id=row.account_id,
        account=row.account.name,
        payer_id=row.payer_id,
        payer=row.payer.name,
        opportunity_id=row.opportunity_id,
        opportunity=row.opportunity.name if row.opportunity else "",
        owner=row.owner.name,
        team=row.team.name,
        money=row.money,
        signed_on=row.signed_on,
        our_signer=row.our_signer.name if row.our_signer else "",
        their_signer=row.their_signer.name if row.their_signer else "",
        state=row.state,
        note=row.note,
        accepted_on=row.accepted_on,
        closed_on=row.closed_on,
        sums=_sums(row.money, owed),
        plan=contract_parts.plan(actor, row, owed),
        deliveries=contract_parts.deliveries(actor, row),
        acceptances=contract_parts.acceptances(actor, row),
        receivables=owed,
        invoices=contract_parts.invoices(actor, row),
        settled=contract_parts.settled(actor, row),
        shares=commission.shares(actor, row),
        files=_files(row),
        may=frozenset(r for r in RIGHTS if actor.may(r, row, kind="contract")),
    )


def signing(actor: Actor, opportunity_id: int) -> Signing:
    """What the form of signing an opportunity's contract offers to choose from."""
    actor.require("contract.sign")
    row = scope.get(actor, m.Opportunity, opportunity_id)
    usual = m.Organisation.objects.values_list("credit_days", flat=True).first()
    here = m.Position.objects.filter(account=row.account_id, archived_at=None, until_on=None)
    people = here.select_related("contact").order_by("pk")[:200]
    users = m.User.objects.filter(is_active=True).exclude(role="system").order_by("name", "pk")
    if actor.team_ids is not None:
        users = users.filter(team_id__in=actor.team_ids) | users.filter(pk=row.owner_id)
    payers = scope.visible(actor, m.Account).order_by("name", "pk").values_list("pk", "name")[:500]
    return Signing(
        opportunity_id=row.pk,
        opportunity=row.name,
        account_id=row.account_id,
        account=row.account.name,
        money=row.money,
        owner_id=row.owner_id,
        credit_days=30 if usual is None else usual,
        contacts=tuple(
            Option(p.contact_id, f"{p.contact.name} {p.title or p.contact.title}".strip())
            for p in people
        ),
        users=tuple(Option(u.pk, u.name) for u in users[:500]),
        payers=tuple(Option(pk, name) for pk, name in payers),
    )


def contacts(actor: Actor, contract_id: int) -> tuple[Option, ...]:
    """The customer's people who may sign an acceptance."""
    row = scope.get(actor, m.Contract, contract_id)
    here = m.Position.objects.filter(account=row.account_id, archived_at=None, until_on=None)
    return tuple(
        Option(p.contact_id, f"{p.contact.name} {p.title or p.contact.title}".strip())
        for p in here.select_related("contact").order_by("pk")[:200]
    )


def signers(actor: Actor) -> tuple[Option, ...]:
    """Our people who may have signed."""
    users = m.User.objects.filter(is_active=True).exclude(role="system").order_by("name", "pk")
    return tuple(Option(u.pk, u.name) for u in users[:500])


def _one(actor: Actor, pk: int) -> m.Contract:
    rows = scope.visible(actor, m.Contract).select_related(
        "account", "payer", "opportunity", "owner", "team", "our_signer", "their_signer"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound("contract")
    return row


def _row(row: Any) -> ContractRow:
    return ContractRow(
        row.pk, row.number, row.account_id, row.account.name, row.opportunity_id, row.owner.name,
        row.money, row.signed_on, row.state,
    )  # fmt: skip


def _sums(whole: Money, owed: tuple[ReceivableRow, ...]) -> Sums:
    nothing = Money(0, whole.currency)
    opened = sum((r.money for r in owed), nothing)
    still = sum((r.open for r in owed), nothing)
    uncleared = sum((r.uncleared for r in owed), nothing)
    return Sums(
        waiting=whole - opened,
        open=still,
        late=sum((r.open for r in owed if r.days_late), nothing),
        uncleared=uncleared,
        cleared=opened - still - uncleared,
    )


def _files(row: m.Contract) -> tuple[FileRow, ...]:
    kept = m.EvidenceFile.objects.filter(kind="contract", record_id=row.pk, archived_at=None)
    return tuple(FileRow(f.pk, f.name, f.size) for f in kept.order_by("pk"))
