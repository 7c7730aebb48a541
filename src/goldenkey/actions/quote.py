"""Writes of quotes: drafted, approved where the discount asks for it, sent, and then kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions import numbering
from goldenkey.actions.base import action, allowed, archive, change, create, edit
from goldenkey.actions.pricing import money_in, priced
from goldenkey.core import quoting
from goldenkey.core.money import Money, MoneyProblem
from goldenkey.core.negotiation import number
from goldenkey.data.models import (
    Opportunity,
    Product,
    Quote,
    QuoteDecision,
    QuoteLine,
    QuoteVersion,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import approver as approvers
from goldenkey.selectors import product as products
from goldenkey.selectors import quote as select
from goldenkey.wording.terms import spoken

CHANGEABLE = ("draft", "waiting", "approved", "refused")


@dataclass(frozen=True, slots=True)
class LineIn:
    """A line as typed: a product, or words; without a price the price list's is taken.

    Discount and tax in basis points; without a tax the product's.
    """

    label: str = ""
    quantity: Decimal | str | int = 1
    product_id: int | None = None
    price: Decimal | str | int | None = None
    discount: int = 0
    tax: int | None = None
    unit: str = ""


@action("quote.edit")
def create_quote(
    actor: Actor, opportunity_id: int, *, lines: Sequence[LineIn], currency: str = "",
    less: Decimal | str | int = 0, valid_until: date | None = None, note: str = "",
) -> QuoteVersion:  # fmt: skip
    """Draft a quote of an opportunity: its first version."""
    held = scope.get(actor, Opportunity, opportunity_id)
    allowed(actor, held, "quote.edit")
    if not held.live:
        raise Refused("not_live", requirement="M6.1")
    quote = create(
        actor, Quote, opportunity=held, number=numbering.next_number(Quote, "Q", actor.today)
    )
    code = currency or held.currency
    made = create(actor, QuoteVersion, quote=quote, number=1, **priced(actor, Money(0, code)))
    return _fill(actor, made, lines, less, valid_until, note)


@action("quote.edit")
def edit_quote(
    actor: Actor, version_id: int, *, version: int, lines: Sequence[LineIn],
    less: Decimal | str | int = 0, valid_until: date | None = None, note: str = "",
) -> QuoteVersion:  # fmt: skip
    """Change a version that was not sent; an approval of what it was no longer holds."""
    row = _version(actor, version_id, version=version)
    if row.state not in CHANGEABLE:
        raise Refused("quote_sent", requirement="M6.2")
    before = row.digest
    _fill(actor, row, lines, less, valid_until, note)
    if row.digest != before:
        edit(actor, row, state="draft", approver=None, answer="")
    return row


@action("quote.edit")
def new_version(actor: Actor, version_id: int) -> QuoteVersion:
    """Copy a version into the next one, to be changed; the older stays as it was."""
    row = _version(actor, version_id)
    last = row.quote.versions.order_by("-number").values_list("number", flat=True)[0]
    made = create(
        actor, QuoteVersion, quote=row.quote, number=last + 1, valid_until=row.valid_until,
        note=row.note, **priced(actor, Money(0, row.currency)),
    )  # fmt: skip
    lines = [
        LineIn(x.label, x.quantity, x.product_id, Money(x.price_minor, row.currency).amount,
               x.discount, x.tax, x.unit)
        for x in row.lines.filter(archived_at=None).order_by("place")
    ]  # fmt: skip
    less = Money(row.less_minor, row.currency).amount
    return _fill(actor, made, lines, less, row.valid_until, row.note)


@action("quote.edit")
def ask_approval(
    actor: Actor, version_id: int, *, version: int, approver_id: int
) -> QuoteVersion:  # fmt: skip
    """Ask somebody by name; he must have the right, and a limit that reaches so far."""
    row = _version(actor, version_id, version=version)
    if row.state not in ("draft", "refused"):
        raise Refused("not_a_draft", requirement="M6.2")
    _may_approve(actor, row, approver_id)
    edit(actor, row, state="waiting", approver_id=approver_id, answer="")
    _decided(actor, row, "asked", approver_id)
    return row


@action("quote.approve")
def answer(
    actor: Actor, version_id: int, *, version: int, approve: bool, note: str = ""
) -> QuoteVersion:
    """Approve a version as it stands, or refuse it; a snapshot of what was seen is kept (M6.2)."""
    row = _version(actor, version_id, version=version, right="quote.approve")
    if row.state != "waiting":
        raise Refused("answered_already", requirement="M6.2")
    if row.approver_id != actor.user_id:
        name = row.approver.name if row.approver else "—"
        raise Refused("named_another", requirement="M6.2", name=name)
    if not approve and not note.strip():
        raise Refused("reason_required", field="note", requirement="M6.2")
    state = "approved" if approve else "refused"
    edit(actor, row, state=state, answer=note.strip()[:300])
    _decided(actor, row, state, actor.user_id)
    return row


@action("quote.edit")
def send(actor: Actor, version_id: int, *, version: int) -> QuoteVersion:
    """Send a version to the customer: from now on it cannot be changed, only superseded.

    Raises Refused with the reason where it still needs an approval.
    """
    row = _version(actor, version_id, version=version)
    if row.state not in ("draft", "approved"):
        raise Refused("quote_sent" if row.state in ("sent", "accepted") else "not_approved")
    if not row.lines.filter(archived_at=None).exists():
        raise Refused("lines_required", field="lines")
    if row.state == "draft":
        for reason in select.why(actor, row):
            shown = spoken(reason.params)
            raise Refused(reason.code, field="approver_id", requirement="M6.2", **shown)
    for other in row.quote.versions.filter(state="sent"):
        edit(actor, other, state="superseded")
    return edit(actor, row, state="sent", sent_on=actor.today)


@action("quote.edit")
def accept(actor: Actor, version_id: int, *, version: int) -> QuoteVersion:
    """Say that the customer accepted what was sent."""
    row = _version(actor, version_id, version=version)
    if row.state != "sent":
        raise Refused("not_sent", requirement="M6.1")
    return edit(actor, row, state="accepted")


def snapshot_of(row: QuoteVersion) -> dict[str, Any]:
    """What an approval is about: lines and sums in minor units, never words about people."""
    return {
        "quote": row.quote.number, "version": row.number, "currency": row.currency,
        "list": row.list_minor, "less": row.less_minor, "net": row.net_minor,
        "tax": row.tax_minor, "gross": row.amount_minor, "discount": row.discount,
        "lines": [
            {"place": x.place, "product": x.product_id, "label": x.label, "quantity": x.quantity,
             "price": x.price_minor, "discount": x.discount, "tax": x.tax, "net": x.net_minor}
            for x in row.lines.filter(archived_at=None).order_by("place")
        ],
    }  # fmt: skip


def _fill(
    actor: Actor, row: QuoteVersion, lines: Sequence[LineIn], less: Any,
    valid_until: date | None, note: str,
) -> QuoteVersion:  # fmt: skip
    """Write lines and sums of a version anew."""
    if valid_until is not None and valid_until < actor.today:
        raise Refused("date_passed", field="valid_until")
    off = money_in(less or 0, row.currency, field="less")
    made = _lines(actor, row, lines)
    core = [select.core_line(QuoteLine(**one), row.currency) for one in made]
    try:
        sums = quoting.figures(core, off)
    except MoneyProblem:
        raise Refused("less_too_much", field="less", requirement="M6.2") from None
    for old in row.lines.filter(archived_at=None):
        archive(actor, old)
    for one, net in zip(made, sums.nets, strict=True):
        create(actor, QuoteLine, quote_version=row, **{**one, "net_minor": net.minor})
    edit(
        actor, row, list_minor=sums.listed.minor, less_minor=off.minor, net_minor=sums.net.minor,
        tax_minor=sums.tax.minor, discount=sums.discount, valid_until=valid_until,
        note=note.strip()[:500], **priced(actor, sums.gross),
    )  # fmt: skip
    content = json.dumps(snapshot_of(row), sort_keys=True, ensure_ascii=False)
    return edit(actor, row, digest=hashlib.sha256(content.encode()).hexdigest())


def _lines(actor: Actor, row: QuoteVersion, lines: Sequence[LineIn]) -> list[dict[str, Any]]:
    ids = [line.product_id for line in lines if line.product_id]
    known = {p.pk: p for p in scope.visible(actor, Product).select_related("tax")
             .filter(pk__in=ids)}  # fmt: skip
    listed = products.listed(actor, ids, row.currency, actor.today)
    costs = products.costs_of(actor, ids, row.currency, actor.today)
    found = []
    for place, line in enumerate(lines, start=1):
        product = known.get(line.product_id or 0)
        if line.product_id and product is None:
            raise Refused("bad_choice", field="lines")
        found.append(_line(row, place, line, product, listed, costs))
    return found


def _line(
    row: QuoteVersion, place: int, line: LineIn, product: Product | None,
    listed: dict[int, Money], costs: dict[int, tuple[Money, date]],
) -> dict[str, Any]:  # fmt: skip
    label = line.label.strip() or (product.name if product else "")
    if not label:
        raise Refused("required", field="lines")
    quantity = number(str(line.quantity))
    if quantity is None or quantity <= 0 or quantity >= 10**9 or quantity != round(quantity, 4):
        raise Refused("bad_quantity", field="lines", line=place)
    if not 0 <= line.discount <= quoting.WHOLE or not 0 <= (line.tax or 0) <= quoting.WHOLE:
        raise Refused("out_of_range", field="lines")
    usual = listed.get(product.pk) if product else None
    price = money_in(line.price, row.currency, field="lines") if line.price is not None else usual
    if price is None:
        raise Refused("no_list_price", field="lines", name=label)
    if price.minor < 0:
        raise Refused("negative_amount", field="lines")
    usual_tax = product.tax.basis_points if product and product.tax else 0
    cost = costs.get(product.pk) if product else None
    return {
        "place": place, "product": product, "label": label[:200],
        "unit": (line.unit.strip() or (product.unit if product else ""))[:20],
        "quantity": f"{quantity.normalize():f}", "price_minor": price.minor,
        "listed_minor": usual.minor if usual else None,
        "cost_minor": cost[0].minor if cost else None, "discount": line.discount,
        "tax": usual_tax if line.tax is None else line.tax,
    }  # fmt: skip


def _version(
    actor: Actor, pk: int, *, version: int | None = None, right: str = "quote.edit"
) -> QuoteVersion:
    with change(actor, QuoteVersion, pk, right=right, version=version) as row:
        pass
    return row


def _may_approve(actor: Actor, row: QuoteVersion, user_id: int) -> None:
    named = approvers.user_who_may(actor, "quote.approve", row, user_id)
    if named is None:
        raise Refused("may_not_approve", field="approver_id", requirement="M6.2")
    limit = select.limit_of(actor, row.quote.opportunity, named.role)
    if limit is not None and row.discount > limit:
        raise Refused(
            "approver_limit", field="approver_id", requirement="M6.2", name=named.name,
            most=Decimal(limit) / 100,
        )  # fmt: skip


def _decided(actor: Actor, row: QuoteVersion, kind: str, approver_id: int) -> None:
    create(
        actor, QuoteDecision, quote_version=row, kind=kind, approver_id=approver_id,
        by_id=actor.user_id, digest=row.digest, snapshot=snapshot_of(row), at=actor.now,
    )  # fmt: skip
