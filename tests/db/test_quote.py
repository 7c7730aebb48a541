"""Quotes: prices of the list, limits of discount, approval with a snapshot, versions that stay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from goldenkey.actions import opportunity, product, quote
from goldenkey.actions.quote import LineIn
from goldenkey.data.models import AuditEntry, Product, QuoteDecision, QuoteVersion
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import quote as select
from goldenkey.selectors import quote_compare
from tests.cast import Cast
from tests.rooms import Case, case, discover


@pytest.fixture
def one(cast: Cast) -> Case:
    """An opportunity at the stage where prices are named."""
    made = case(cast)
    discover(cast, made)
    for _stage in range(2):
        opportunity.advance_stage(
            cast.manager, made.id, version=made.version, override_reason="老客戶"
        )
    return made


@pytest.fixture
def sold(cast: Cast) -> Product:
    """A product at 600,000 with five percent of tax, that costs us 400,000."""
    tax = product.create_tax(cast.finance, name="營業稅", basis_points=500)
    made = product.create_product(
        cast.finance, number="AC-75", name="空壓機", unit="台", tax_id=tax.pk
    )
    listed = product.create_price_list(cast.finance, name="2026", from_on=date(2026, 1, 1))
    product.set_prices(cast.finance, listed.pk, prices={made.pk: 600_000})
    product.set_cost(cast.finance, made.pk, amount=400_000, from_on=date(2026, 1, 1))
    product.set_limit(cast.director, role="rep", basis_points=500)
    product.set_limit(cast.director, role="manager", basis_points=1_500)
    return made


def draft(cast: Cast, one: Case, sold: Product, discount: int = 0, **more: Any) -> QuoteVersion:
    line = LineIn(product_id=sold.pk, quantity=2, discount=discount)
    return quote.create_quote(cast.rep, one.id, lines=[line], **more)


def fresh(row: QuoteVersion) -> QuoteVersion:
    return QuoteVersion.objects.get(pk=row.pk)


def approve(cast: Cast, row: QuoteVersion) -> QuoteVersion:
    manager = cast.users["manager"].pk
    row = quote.ask_approval(cast.rep, row.pk, version=fresh(row).version, approver_id=manager)
    return quote.answer(cast.manager, row.pk, version=row.version, approve=True)


def test_a_line_takes_price_tax_and_name_of_the_product(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = select.detail(cast.rep, draft(cast, one, sold, less=10_000).pk)
    (line,) = row.lines
    assert (line.label, line.unit, line.tax) == ("空壓機", "台", 500)
    assert (row.sums.net.amount, row.sums.gross.amount) == (1_190_000, Decimal(1_249_500))
    assert row.number == "Q-2026-0001"


def test_the_list_of_the_day_holds(cast: Cast, one: Case, sold: Product) -> None:
    tomorrow = cast.rep.today + timedelta(days=1)
    later = product.create_price_list(cast.finance, name="2027", from_on=tomorrow)
    product.set_prices(cast.finance, later.pk, prices={sold.pk: 650_000})
    assert draft(cast, one, sold).net_minor == 120_000_000
    made = quote.create_quote(cast.rep.later(days=1), one.id, lines=[LineIn(product_id=sold.pk)])
    assert made.net_minor == 65_000_000


@pytest.mark.method("M6.2")
def test_within_the_limit_a_quote_is_sent_without_asking(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = draft(cast, one, sold, discount=500)
    assert quote.send(cast.rep, row.pk, version=row.version).state == "sent"


@pytest.mark.method("M6.2")
def test_above_the_limit_a_named_person_approves_and_what_was_seen_is_kept(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = draft(cast, one, sold, discount=1_000)
    with pytest.raises(Refused, match="discount_above_limit"):
        quote.send(cast.rep, row.pk, version=row.version)
    row = approve(cast, row)
    seen = QuoteDecision.objects.get(kind="approved")
    assert seen.by_id == cast.manager.user_id
    assert seen.snapshot["net"] == 108_000_000 and seen.snapshot["lines"][0]["discount"] == 1_000
    assert seen.digest == row.digest
    assert quote.send(cast.rep, row.pk, version=row.version).state == "sent"


@pytest.mark.method("M6.2")
def test_an_approval_holds_only_for_what_was_approved(cast: Cast, one: Case, sold: Product) -> None:
    row = approve(cast, draft(cast, one, sold, discount=1_000))
    lines = [LineIn(product_id=sold.pk, quantity=2, discount=1_200)]
    row = quote.edit_quote(cast.rep, row.pk, version=row.version, lines=lines)
    assert (row.state, row.approver_id) == ("draft", None)
    with pytest.raises(Refused, match="discount_above_limit"):
        quote.send(cast.rep, row.pk, version=row.version)
    assert [d.holds for d in select.detail(cast.rep, row.pk).decisions] == [False, False]


def test_a_note_alone_does_not_lose_the_approval(cast: Cast, one: Case, sold: Product) -> None:
    row = approve(cast, draft(cast, one, sold, discount=1_000))
    lines = [LineIn(product_id=sold.pk, quantity=2, discount=1_000)]
    row = quote.edit_quote(cast.rep, row.pk, version=row.version, lines=lines, note="含安裝")
    assert row.state == "approved"


@pytest.mark.method("M6.2")
def test_nobody_approves_above_his_own_limit_nor_another_than_named(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = draft(cast, one, sold, discount=2_000)
    with pytest.raises(Refused, match="approver_limit"):
        approve(cast, row)
    for name in ("rep", "teammate", "finance"):
        with pytest.raises(Refused, match="may_not_approve"):
            quote.ask_approval(
                cast.rep, row.pk, version=row.version, approver_id=cast.users[name].pk
            )
    director = cast.users["director"].pk
    row = quote.ask_approval(cast.rep, row.pk, version=row.version, approver_id=director)
    with pytest.raises(Refused, match="named_another"):
        quote.answer(cast.manager, row.pk, version=row.version, approve=True)
    with pytest.raises(Forbidden):
        quote.answer(cast.rep, row.pk, version=row.version, approve=True)
    with pytest.raises(Refused, match="reason_required"):
        quote.answer(cast.director, row.pk, version=row.version, approve=False)
    row = quote.answer(cast.director, row.pk, version=row.version, approve=False, note="太低")
    with pytest.raises(Refused, match="not_approved"):
        quote.send(cast.rep, row.pk, version=row.version)


def test_a_sent_quote_cannot_be_changed_only_superseded(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = draft(cast, one, sold)
    row = quote.send(cast.rep, row.pk, version=row.version)
    with pytest.raises(Refused, match="quote_sent"):
        quote.edit_quote(cast.rep, row.pk, version=row.version, lines=[LineIn("x", price=1)])
    second = quote.new_version(cast.rep, row.pk)
    assert (second.number, second.state, second.digest != row.digest) == (2, "draft", True)
    lines = [LineIn(product_id=sold.pk, quantity=3), LineIn("安裝", price=20_000)]
    second = quote.edit_quote(cast.rep, second.pk, version=second.version, lines=lines)
    found = quote_compare.compare(cast.rep, second.pk, row.pk)
    assert [(c.kind, c.label) for c in found.lines] == [("changed", "空壓機"), ("added", "安裝")]
    assert (found.before.number, found.after.number) == (1, 2)
    quote.send(cast.rep, second.pk, version=fresh(second).version)
    assert fresh(row).state == "superseded"
    assert fresh(row).net_minor == 120_000_000


@pytest.mark.method("M6.2")
def test_a_price_named_too_early_needs_an_approval(cast: Cast, sold: Product) -> None:
    early = case(cast)
    row = draft(cast, early, sold)
    with pytest.raises(Refused, match="price_before_stage"):
        quote.send(cast.rep, row.pk, version=row.version)
    row = approve(cast, row)
    assert quote.send(cast.rep, row.pk, version=row.version).state == "sent"


def test_cost_and_margin_are_seen_only_with_their_right(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = draft(cast, one, sold, discount=1_000)
    for name in ("manager", "director", "finance"):
        found = select.detail(cast.actor(name), row.pk)
        assert (found.margin, found.cost and found.cost.amount) == (2_592, 800_000)
    for name in ("rep", "teammate", "compliance", "admin"):
        found = select.detail(cast.actor(name), row.pk)
        assert (found.margin, found.cost, found.sums.cost, found.lines[0].cost) == (None,) * 4


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (LineIn("安裝"), "no_list_price"),
        (LineIn("安裝", quantity=0, price=1), "bad_quantity"),
        (LineIn("安裝", quantity="x", price=1), "bad_quantity"),
        (LineIn("安裝", quantity="1.00001", price=1), "bad_quantity"),
        (LineIn(price=1), "required"),
        (LineIn("安裝", price=-1), "negative_amount"),
        (LineIn("安裝", price="1.001"), "too_many_decimals"),
        (LineIn("安裝", price=1, discount=10_001), "out_of_range"),
        (LineIn(product_id=999_999), "bad_choice"),
    ],
)
def test_what_cannot_be_quoted_is_refused(cast: Cast, one: Case, line: LineIn, code: str) -> None:
    with pytest.raises(Refused, match=code):
        quote.create_quote(cast.rep, one.id, lines=[line])


def test_more_off_than_there_is_an_empty_quote_and_a_past_day_are_refused(
    cast: Cast, one: Case
) -> None:
    with pytest.raises(Refused, match="less_too_much"):
        quote.create_quote(cast.rep, one.id, lines=[LineIn("x", price=1)], less=2)
    with pytest.raises(Refused, match="date_passed"):
        quote.create_quote(cast.rep, one.id, lines=[], valid_until=date(2026, 1, 1))
    row = quote.create_quote(cast.rep, one.id, lines=[])
    with pytest.raises(Refused, match="lines_required"):
        quote.send(cast.rep, row.pk, version=row.version)


def test_the_second_editor_a_teammate_and_a_stranger_are_refused(
    cast: Cast, one: Case, sold: Product
) -> None:
    row = draft(cast, one, sold)
    with pytest.raises(Conflict):
        quote.send(cast.rep, row.pk, version=row.version - 1)
    with pytest.raises(Forbidden):
        quote.send(cast.teammate, row.pk, version=row.version)
    with pytest.raises(NotFound):
        select.detail(cast.stranger, row.pk)
    with pytest.raises(Forbidden):
        product.create_product(cast.rep, number="x", name="x")
    with pytest.raises(Forbidden):
        product.set_cost(cast.rep, sold.pk, amount=1, from_on=cast.rep.today)


def test_each_step_leaves_one_entry(cast: Cast, one: Case, sold: Product) -> None:
    row = approve(cast, draft(cast, one, sold, discount=1_000))
    quote.send(cast.rep, row.pk, version=row.version)
    told = AuditEntry.objects.filter(action__startswith="quote.").order_by("pk")
    assert [e.action for e in told] == [
        "quote.create_quote", "quote.ask_approval", "quote.answer", "quote.send",
    ]  # fmt: skip


def test_the_same_number_twice_is_refused(cast: Cast, sold: Product) -> None:
    with pytest.raises(Refused, match="name_taken"):
        product.create_product(cast.finance, number="AC-75", name="x")
