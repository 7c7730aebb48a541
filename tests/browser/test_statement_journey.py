"""Finance in the morning: a bank statement in, matched, confirmed; ageing falls."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from goldenkey.actions import commission_plan as commissions
from goldenkey.actions import contract as contracts
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import CommissionLine, Contract, Payment, Receivable
from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE, overflow
from tests.cast import Cast
from tests.rooms import case, today
from tests.statements import table


@pytest.fixture(scope="module")
def order(house: Cast) -> Contract:
    """A million in two parts, signed forty days ago and due at once."""
    commissions.create_plan(
        house.finance, name="一般", basis_points=200, from_on=today(house).replace(month=1, day=1)
    )
    one = case(house, name="壓縮機", amount=1_000_000)
    return contracts.sign_contract(
        house.rep, account_id=one.account.pk, amount=1_000_000, no_file_reason="正本尚未寄回",
        signed_on=today(house) - timedelta(days=40),
        plan=[LineIn("訂金", "signing", 4_000, credit_days=0),
              LineIn("尾款", "signing", 6_000, credit_days=0)],
    )  # fmt: skip


@pytest.mark.method("M7.2")
def test_a_statement_comes_in_is_matched_and_ageing_falls_and_commission_is_earned(
    house: Cast, order: Contract, enter: Open
) -> None:
    page = enter("finance", DESK)
    page.goto("/money/")
    expect(page.locator("dl.figures").first).to_contain_text("1,000,000")
    page.locator("nav.tabbar a[href='/statements/']").click()
    page.locator(".head a.btn.primary").click()
    day = (today(house) - timedelta(days=1)).isoformat()
    rows = [(day, "400000", order.account.name, order.number), (day, "31", "銀行", "利息")]
    page.locator("input[type=file]").set_input_files(
        {"name": "bank.csv", "mimeType": "text/csv", "buffer": table(rows)}
    )
    page.locator("[name=bank_account]").fill("012-345")
    page.locator("main .actions .btn.primary").click()
    expect(page).to_have_url(re.compile(r"/statements/\d+/$"))
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text(order.number)
    page.locator(".head form button").click()
    expect(page.locator("tbody a[href*='/payments/']")).to_have_count(1)
    payment = Payment.objects.get()
    assert (payment.amount_minor, payment.unallocated_minor) == (40_000_000, 0)
    page.goto("/money/")
    expect(page.locator("dl.figures").first).to_contain_text("600,000")
    expect(page.locator("dl.figures").first).not_to_contain_text("1,000,000")
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 800_000
    rep = enter("rep", DESK)
    rep.goto("/commission/")
    expect(rep.locator("main")).to_contain_text("8,000")


@pytest.mark.method("M7.4")
def test_on_a_phone_the_next_step_is_taken_and_a_promise_written_down(
    house: Cast, order: Contract, enter: Open
) -> None:
    row = Receivable.objects.filter(open_minor__gt=0).order_by("pk")[0]
    page = enter("rep", PHONE)
    page.goto("/collection/")
    assert overflow(page) <= 0
    page.goto(f"/receivables/{row.pk}/")
    assert overflow(page) <= 0
    page.locator("form[action$='/step/'] button").tap()
    expect(page.locator("form[action$='/step/']")).to_have_count(0)
    page.locator(".head a.btn.primary").tap()
    page.locator("dialog [name=promised_on]").fill((today(house) + timedelta(days=3)).isoformat())
    page.locator("dialog .actions .btn.primary").tap()
    expect(page.locator("form[action*='/promises/']")).to_have_count(1)
    page.goto(f"/accounts/{order.account_id}/statement/")
    assert overflow(page) <= 0
