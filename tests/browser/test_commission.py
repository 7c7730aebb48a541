"""A salesperson reads his statement: why, what if, a question; finance answers and closes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import commission_plan, contract, payment
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import CommissionDispute, Contract
from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE, overflow
from tests.cast import Cast
from tests.rooms import Case, case, today

HALVES = (
    LineIn("訂金", "signing", 5_000, credit_days=0),
    LineIn("尾款", "signing", 5_000, credit_days=0),
)


@pytest.fixture(scope="module")
def order(house: Cast) -> Contract:
    """A million, half of it paid today; two percent, three above 200,000 a quarter."""
    day = today(house)
    commission_plan.create_plan(
        house.finance, name="一般", basis_points=200, from_on=day.replace(month=1, day=1),
        tiers=[(200_000, 300)], holdback=1_000,
    )  # fmt: skip
    one: Case = case(house, name="伺服器", amount=1_000_000)
    made = contract.sign_contract(
        house.rep, opportunity_id=one.id, amount="1000000", signed_on=day, plan=HALVES,
        no_file_reason="正本尚未寄回",
    )  # fmt: skip
    payment.record_payment(
        house.finance, account_id=one.account.pk, amount=500_000, received_on=day
    )
    return made


def _no_figure_breaks(page: Page) -> None:
    """No line ends between a figure and its sign, however narrow the page is."""
    text = page.locator("main").inner_text()
    assert "NT$\u00a0" in text
    assert not re.search(r"NT\$ \d", text)


@pytest.mark.method("M7.5")
def test_a_salesperson_reads_his_statement_and_finance_answers(
    house: Cast, order: Contract, enter: Open
) -> None:
    rep = enter("rep", PHONE)
    rep.goto("/commission/")
    line = rep.locator("#lines tbody tr").first
    expect(line).to_contain_text("R-")
    expect(line).to_contain_text("2% × NT$\u00a0500,000 × ")
    expect(line).to_contain_text("10,000")
    _no_figure_breaks(rep)
    assert overflow(rep) <= 0
    rep.locator("#what-if button").tap()
    expect(rep.locator("#what-if .amount")).to_contain_text("15,000")  # 10,000 and 1 % more
    line.locator("a[href*='/question/']").tap()
    rep.locator("dialog[open] [name=words]").fill("少了配件")
    rep.locator("dialog[open] .actions .btn.primary").tap()
    expect(rep.locator("#lines")).to_contain_text("少了配件")
    finance = enter("finance", DESK)
    finance.goto("/commission/months/")
    finance.locator("#questions a.btn").click()
    finance.locator("dialog[open] label:has([name=upheld][value=yes])").click()
    finance.locator("dialog[open] [name=correction]").fill("150")
    finance.locator("dialog[open] [name=answer]").fill("補上")
    finance.locator("dialog[open] .actions .btn.primary").click()
    expect(finance.locator("#questions")).to_have_count(0)
    assert CommissionDispute.objects.get().state == "upheld"
    finance.goto("/commission/months/check/")
    expect(finance.locator("#checked")).to_be_visible()
    rep.reload()
    expect(rep.locator("#lines")).to_contain_text("補上")
