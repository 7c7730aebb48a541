"""From the signature to the commission: delivered, accepted, paid in parts, explained."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import commission_plan as commissions
from goldenkey.data.models import CommissionLine, Contract, Receivable
from tests.browser.conftest import Open
from tests.browser.windows import DESK, DESK_DARK, PHONE, overflow
from tests.cast import Cast
from tests.rooms import Case, case, seat, today

PLAN = (("訂金", "30", "signing"), ("驗收款", "70", "acceptance"))


@pytest.fixture(scope="module")
def order(house: Cast) -> Case:
    """An opportunity of a million whose commission is two percent."""
    commissions.create_plan(
        house.finance, name="一般", basis_points=200, from_on=today(house).replace(month=1, day=1)
    )
    one = case(house, name="伺服器", amount=1_000_000)
    seat(house, one, one.decider, "decision_maker", power="decides")
    return one


def _save(page: Page) -> None:
    """Send the form in the dialog, or on the page."""
    page.locator("dialog[open] .actions .btn.primary, main .actions .btn.primary").first.click()
    expect(page.locator("dialog#dialog")).to_be_hidden()


def _sign(page: Page, one: Case) -> None:
    page.goto(f"/opportunities/{one.id}/")
    page.locator("#contracts header a").click()
    page.locator("[name=amount]").fill("1000000")
    for row, (label, percent, trigger) in enumerate(PLAN):
        page.locator(f"[name=plan{row}-label]").fill(label)
        page.locator(f"[name=plan{row}-percent]").fill(percent)
        page.locator(f"[name=plan{row}-trigger]").select_option(trigger)
        page.locator(f"[name=plan{row}-credit_days]").fill("0")
    page.locator("[name=delivery0-what]").fill("伺服器兩台")
    page.locator("[name=delivery0-planned_on]").fill(today_of(one))
    page.locator("[name=no_file_reason]").fill("正本尚未寄回")
    page.locator("main .actions .btn.primary").click()
    expect(page).to_have_url(re.compile(r"/contracts/\d+/$"))


def today_of(one: Case) -> str:
    """The day of signing, as a date field takes it."""
    return one.opportunity.created_at.date().isoformat()


def _deliver(page: Page) -> None:
    for verb in ("shipment", "arrival"):
        page.locator(f"#deliveries a[href$='/{verb}/']").click()
        _save(page)
        expect(page.locator(f"#deliveries a[href$='/{verb}/']")).to_have_count(0)
    page.locator("#acceptances header a").click()
    page.locator("dialog label:has([name=result][value=accepted])").click()
    page.locator("dialog [name=signed_by_id]").select_option(index=1)
    _save(page)
    expect(page.locator("#acceptances li")).to_have_count(1)


def _pay(page: Page, amount: str) -> None:
    page.locator("[name=amount]").fill(amount)
    page.locator("label:has([name=method][value=transfer])").click()
    page.locator("button[name=step][value=propose]").click()
    expect(page.locator("#settles input.num").first).not_to_have_value("")
    page.locator("button[name=step][value=record]").click()
    expect(page).to_have_url(re.compile(r"/payments/\d+/$"))


@pytest.mark.method("M7.1")
def test_an_order_is_signed_delivered_accepted_paid_and_its_commission_explained(
    house: Cast, order: Case, enter: Open
) -> None:
    rep = enter("rep", DESK)
    _sign(rep, order)
    _deliver(rep)
    contract = Contract.objects.get()
    assert Receivable.objects.filter(contract=contract).count() == 2
    finance = enter("finance", DESK_DARK)
    finance.goto("/money/")
    finance.locator("tbody a[href*='/payments/new/']").first.click()
    _pay(finance, "400000")
    expect(finance.locator("tbody tr")).to_have_count(2)  # the deposit and a part of the rest
    finance.goto(f"/contracts/{contract.pk}/")
    expect(finance.locator("dl.figures").first).to_contain_text("600,000")
    finance.locator("main a.btn.primary[href*='/payments/new/']").click()
    _pay(finance, "600000")
    contract.refresh_from_db()
    assert contract.closed_on is not None
    rep.goto("/commission/")
    lines = rep.locator("section.card").first.locator("tbody tr")
    expect(lines).to_have_count(CommissionLine.objects.count())
    expect(lines.first).to_contain_text(contract.number)
    expect(rep.locator("dl.figures")).to_contain_text("20,000")
    finance.goto("/commission/")
    finance.locator("tbody a", has_text="Rep").click()
    finance.locator("form[action*='/approval/'] button").click()
    expect(finance.locator("form[action*='/approval/']")).to_be_visible()
    rep.reload()
    expect(rep.locator("dl.figures > div").nth(3)).to_contain_text("20,000")  # to be paid


def test_a_payment_larger_than_what_is_due_is_asked_about_and_kept(
    house: Cast, enter: Open
) -> None:
    payer = case(house, name="多付").account
    page = enter("finance", PHONE)
    page.goto(f"/payments/new/?account={payer.pk}")
    page.locator("[name=amount]").fill("5000")
    page.locator("label:has([name=method][value=transfer])").tap()
    page.locator("button[name=step][value=propose]").tap()
    expect(page.locator("#settles .check")).to_contain_text("5,000")
    assert overflow(page) <= 0
    page.locator("button[name=step][value=record]").tap()
    expect(page.locator("#settles .error")).to_be_visible()
    page.locator("[name=keep_rest]").check()
    page.locator("button[name=step][value=record]").tap()
    expect(page).to_have_url(re.compile(r"/payments/\d+/$"))
    expect(page.locator("dl.figures")).to_contain_text("5,000")
