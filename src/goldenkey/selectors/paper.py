"""What a document says: a quote, a contract or an amendment, ready to be put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from goldenkey.core import quoting
from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import quote as quotes
from goldenkey.selectors.document import Logos, our_logo
from goldenkey.selectors.quote import LineRow


@dataclass(frozen=True, slots=True)
class Term:
    """An agreed term: its key or own label, the value and its unit."""

    key: str
    label: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Instalment:
    """A line of the payment plan."""

    label: str
    trigger: str
    trigger_on: date | None
    basis_points: int | None
    money: Money
    credit_days: int


@dataclass(frozen=True, slots=True)
class Paper:
    """The content of a document; what a kind does not have is empty."""

    kind: str
    number: str
    place: int
    day: date
    company: str
    customer: str
    address: str
    money: Money
    logos: Logos
    salesperson: str
    valid_until: date | None = None
    lines: tuple[LineRow, ...] = ()
    sums: quoting.Figures | None = None
    terms: tuple[Term, ...] = ()
    plan: tuple[Instalment, ...] = ()
    note: str = ""
    what: str = ""
    before: Money | None = None
    difference: Money | None = None
    our_signer: str = ""
    their_signer: str = ""
    their_title: str = ""


def of_quote(actor: Actor, version_id: int) -> Paper:
    """A version of a quote as the customer reads it; never with our cost."""
    row = scope.get(actor, m.QuoteVersion, version_id)
    held = row.quote.opportunity
    return Paper(
        kind="quote", number=row.quote.number, place=row.number, day=row.sent_on or actor.today,
        company=_company(), customer=_named(held.account), address=held.account.address,
        money=row.money, logos=Logos(our_logo(actor), held.account.logo),
        salesperson=held.owner.name,
        valid_until=row.valid_until, lines=quotes.lines_of(actor, row, costs=False),
        sums=quotes.figures_of(actor, row), terms=_terms(held.pk), note=row.note,
    )  # fmt: skip


def of_contract(actor: Actor, contract_id: int) -> Paper:
    """A contract: its parties, the lines of the quote it came from, terms, plan, signers."""
    row = scope.get(actor, m.Contract, contract_id)
    quote = _quoted(row)
    signer = row.their_signer
    return Paper(
        kind="contract", number=row.number, place=0, day=row.signed_on, company=_company(),
        customer=_named(row.account), address=row.account.address, money=row.money,
        logos=Logos(our_logo(actor), row.account.logo), salesperson=row.owner.name,
        lines=quotes.lines_of(actor, quote, costs=False) if quote else (),
        sums=quotes.figures_of(actor, quote) if quote else None,
        terms=_terms(row.opportunity_id) if row.opportunity_id else (),
        plan=_plan(row), note=row.note,
        our_signer=row.our_signer.name if row.our_signer else "",
        their_signer=signer.name if signer else "", their_title=signer.title if signer else "",
    )  # fmt: skip


def of_amendment(actor: Actor, amendment_id: int) -> Paper:
    """An amendment: what was agreed, and what it does to the amount."""
    row = scope.get(actor, m.ContractAmendment, amendment_id)
    signer, c = row.their_signer, row.currency
    return replace(
        of_contract(actor, row.contract_id),
        kind="amendment", place=row.place, day=row.signed_on, lines=(), sums=None, terms=(),
        plan=(), what=row.what, money=Money(row.before_minor + row.difference_minor, c),
        before=Money(row.before_minor, c), difference=Money(row.difference_minor, c),
        our_signer=row.our_signer.name, their_signer=signer.name if signer else "",
        their_title=signer.title if signer else "", note="",
    )  # fmt: skip


def _company() -> str:
    return m.Organisation.objects.values_list("name", flat=True).first() or ""


def _named(account: m.Account) -> str:
    return account.full_name or account.name


def _quoted(row: m.Contract) -> m.QuoteVersion | None:
    """The newest version that was sent or accepted for what the contract says."""
    if row.opportunity_id is None:
        return None
    versions = m.QuoteVersion.objects.filter(
        quote__opportunity=row.opportunity_id, state__in=("sent", "accepted"),
        currency=row.currency, amount_minor=row.amount_minor,
    )  # fmt: skip
    return versions.order_by("-pk").first()


def _terms(opportunity_id: int) -> tuple[Term, ...]:
    rows = m.TermsIssue.objects.filter(
        sheet__opportunity=opportunity_id, status="agreed", archived_at=None
    )
    return tuple(
        Term(i.key, i.label, i.offer or i.target, i.unit)
        for i in rows.order_by("place", "pk")
        if i.key != "price"
    )


def _plan(row: m.Contract) -> tuple[Instalment, ...]:
    return tuple(
        Instalment(
            x.label, x.trigger, x.trigger_on, x.basis_points, Money(x.amount_minor, row.currency),
            x.credit_days,
        )
        for x in row.plan.filter(archived_at=None).order_by("place")
    )  # fmt: skip
