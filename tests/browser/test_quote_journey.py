"""From the quote to the signature: above the limit, approved, sent, made into a paper, signed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import opportunity, product
from goldenkey.data.models import Contract, Document, QuoteVersion
from tests.browser.conftest import Open
from tests.browser.windows import DESK, DESK_DARK, PHONE, overflow
from tests.cast import Cast
from tests.rooms import Case, case, discover, seat


@pytest.fixture(scope="module")
def order(house: Cast) -> Case:
    """An opportunity where prices are named, a product, and a limit of five percent."""
    one = case(house, name="空壓站", amount=1_200_000)
    discover(house, one)
    for _stage in range(2):
        opportunity.advance_stage(
            house.manager, one.id, version=one.version, override_reason="老客戶"
        )
    seat(house, one, one.decider, "decision_maker", power="decides")
    tax = product.create_tax(house.finance, name="營業稅", basis_points=500)
    sold = product.create_product(
        house.finance, number="AC-75", name="空壓機", unit="台", tax_id=tax.pk
    )
    listed = product.create_price_list(house.finance, name="價目表", from_on=date(2026, 1, 1))
    product.set_prices(house.finance, listed.pk, prices={sold.pk: 600_000})
    product.set_limit(house.director, role="rep", basis_points=500)
    return one


def _draft(page: Page, one: Case) -> str:
    page.goto(f"/opportunities/{one.id}/quotes/new/")
    page.locator("[name=line0-product_id]").select_option(index=1)
    page.locator("[name=line0-quantity]").fill("2")
    page.locator("[name=line0-discount]").fill("8")
    page.locator("main .actions .btn.primary").click()
    expect(page).to_have_url(re.compile(r"/quotes/\d+/$"))
    return page.url


def _ask(page: Page) -> None:
    expect(page.locator("form[action$='/sending/']")).to_have_count(0)
    page.locator("a[href$='/approval/']").click()
    page.locator("dialog [name=approver_id]").select_option(label="Manager")
    page.locator("dialog .btn.primary").click()
    expect(page.locator("#approvals li")).to_have_count(1)


@pytest.mark.method("M6.2", "M3.5")
def test_a_quote_is_approved_sent_made_into_a_paper_and_signed(
    house: Cast, order: Case, enter: Open
) -> None:
    rep = enter("rep", DESK)
    address = _draft(rep, order)
    _ask(rep)
    manager = enter("manager", DESK_DARK)
    manager.goto(address)
    manager.locator("a[href$='/decision/']").click()
    manager.locator("dialog button[name=approve][value='1']").click()
    expect(manager.locator("#approvals li")).to_have_count(2)
    rep.goto(address)
    rep.locator("form[action$='/sending/'] button").click()
    expect(rep.locator("a[href$='/edit/']")).to_have_count(0)
    rep.locator("button[name=format][value=pdf]").click()
    expect(rep.locator("#documents li a")).to_have_count(1)
    rep.locator("form[action$='/acceptance/'] button").click()
    rep.locator("a.btn.primary[href$='/contract/']").click()
    rep.locator("[name=amount]").fill("1159200")
    rep.locator("[name=their_signer_id]").select_option(index=1)
    rep.locator("main .actions .btn.primary").click()
    expect(rep.locator("main .error, main .errors").first).to_be_visible()
    rep.locator("[name=file]").set_input_files(
        {"name": "合約.pdf", "mimeType": "application/pdf", "buffer": b"%PDF signed"}
    )
    rep.locator("main .actions .btn.primary").click()
    expect(rep).to_have_url(re.compile(r"/contracts/\d+/$"))
    expect(rep.locator("body")).to_contain_text("合約.pdf")
    rep.locator("#papers button[name=format][value=pdf]").click()
    expect(rep.locator("#papers li a")).to_have_count(1)
    signed = Contract.objects.get(opportunity=order.opportunity)
    assert signed.signed_file and signed.their_signer and signed.our_signer
    assert QuoteVersion.objects.get().state == "accepted"
    assert Document.objects.count() == 2


def test_the_papers_fit_a_phone(house: Cast, order: Case, enter: Open) -> None:
    page = enter("manager", PHONE)
    version = QuoteVersion.objects.latest("pk").pk
    for address in (f"/opportunities/{order.id}/terms/", f"/opportunities/{order.id}/quotes/",
                    f"/quotes/{version}/", "/products/"):  # fmt: skip
        page.goto(address)
        assert overflow(page) <= 0, address
