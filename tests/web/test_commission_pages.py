"""Pages of commission: plans, months, questions, what-if, the statement as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from goldenkey.actions import commission_plan as plans
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import (
    CommissionDispute,
    CommissionLine,
    CommissionMonth,
    CommissionPlan,
    Contract,
    User,
)
from tests import money
from tests.cast import Cast

Enter = Callable[[str], Client]
HALVES = (
    LineIn("訂金", "signing", 5_000, credit_days=0),
    LineIn("尾款", "signing", 5_000, credit_days=0),
)


@pytest.fixture
def order(cast: Cast) -> Contract:
    """A million, two percent, three above 200,000 of cash a quarter; half is paid in October."""
    plans.create_plan(
        cast.finance, name="2026", basis_points=200, from_on=date(2026, 1, 1),
        tiers=[(200_000, 300)], holdback=1_000,
    )  # fmt: skip
    contract = money.signed(cast, plan=HALVES, deliveries=())
    payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=500_000,
        received_on=date(2026, 10, 20),
    )  # fmt: skip
    return contract


def html(client: Client, name: str, *args: Any, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, response.content[:400]
    return response.content.decode()


def english(client: Client) -> Client:
    """The same client, for somebody who reads English."""
    User.objects.filter(pk=client.session["_auth_user_id"]).update(language="en")
    return client


def test_a_plan_is_set_changed_and_ended_on_its_pages(cast: Cast, signed_in: Enter) -> None:
    client = signed_in("admin")
    assert 'class="empty"' in html(client, "commission-plans")
    given = {"name": "甲案", "percent": "2", "from_on": "2026-01-01"}
    client.post(reverse("commission-plan-new"), {
        **given, "period": "month", "currency": "TWD", "tier1_from": "1000000",
        "tier1_percent": "3", "quota": "2000000", "accelerator": "150", "holdback": "10",
        "holdback_days": "365",
    })  # fmt: skip
    plan = CommissionPlan.objects.get()
    assert (plan.tiers, plan.accelerator, plan.holdback, plan.holdback_days) == (
        [[100_000_000, 300]], 15_000, 1_000, 365,
    )  # fmt: skip
    page = html(english(client), "commission-plans")
    assert "4.5%" in page  # 3 % × 150 % above the quota
    url = reverse("commission-plan-edit", args=[plan.pk])
    assert 'value="1000000"' in client.get(url).content.decode()
    client.post(url, {**given, "percent": "2.5", "version": plan.version})
    plan.refresh_from_db()
    assert (plan.basis_points, plan.tiers) == (250, [])
    client.post(
        reverse("commission-plan-end", args=[plan.pk]),
        {"until_on": "2026-12-31", "version": plan.version},
    )
    assert "2026-12-31" in html(signed_in("rep"), "commission-plans")


def test_tiers_that_fall_come_back_with_the_reason(cast: Cast, signed_in: Enter) -> None:
    given = {"name": "x", "percent": "3", "from_on": "2026-01-01", "tier1_from": "5",
             "tier1_percent": "2"}  # fmt: skip
    assert signed_in("finance").post(reverse("commission-plan-new"), given).status_code == 422
    assert not CommissionPlan.objects.exists()


@pytest.mark.method("M7.5")
def test_the_statement_explains_each_line_and_takes_no_cents(
    order: Contract, signed_in: Enter
) -> None:
    page = html(english(signed_in("rep")), "commission", query="?month=2026-10")
    assert "2% × NT$\u00a0500,000 × 100% share" in page
    assert "NT$\u00a010,000" in page
    assert "NT$\u00a03,000" in page  # above 200,000: 300,000 × 1 %
    assert "NT$\u00a01,000" in page  # a tenth kept back


def test_what_if_is_worked_out_on_the_statement(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    due = next(row for row in money.opened(order) if row.open_minor)
    client = english(signed_in("rep"))
    page = html(client, "commission", query=f"?if=receivable-{due.pk}")
    assert "your commission grows by" in page
    other = f"?user={cast.teammate.user_id}&if=receivable-{due.pk}"
    assert client.get(reverse("commission") + other).status_code == 403


def test_the_statement_as_a_spreadsheet_has_numbers(order: Contract, signed_in: Enter) -> None:
    answer = signed_in("rep").get(reverse("commission-sheet") + "?month=2026-10")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert (rows[1][5], rows[1][6], rows[1][3]) == (10_000, "TWD", order.number)
    assert "R-2026-0001" in rows[1][7]


@pytest.mark.method("M7.5")
def test_a_month_is_closed_and_checked_on_its_page(order: Contract, signed_in: Enter) -> None:
    client = english(signed_in("finance"))
    assert "Close 2026-10" in html(client, "commission-months")
    client.post(reverse("commission-month-close"), {"month": "2026-10"})
    assert CommissionMonth.objects.get().first == date(2026, 10, 1)
    page = html(client, "commission-check")
    assert "agrees to the cent" in page
    assert "NT$\u00a03,000" in page
    client.post(reverse("commission-month-close"), {"month": "2026-10"})
    client.post(reverse("commission-month-close"), {"month": "x"})
    assert CommissionMonth.objects.count() == 1
    assert signed_in("manager").get(reverse("commission-months")).status_code == 403


def test_a_question_is_asked_answered_and_shown(order: Contract, signed_in: Enter) -> None:
    line = CommissionLine.objects.get()
    rep, finance = signed_in("rep"), signed_in("finance")
    rep.post(reverse("commission-dispute", args=[line.pk]), {"words": "少了配件"})
    asked = CommissionDispute.objects.get()
    assert "少了配件" in html(finance, "commission-months")
    finance.post(
        reverse("commission-answer", args=[asked.pk]),
        {"upheld": "yes", "correction": "150", "answer": "補上", "version": asked.version},
    )
    page = html(rep, "commission", query="?month=2026-10")
    assert "補上" in page
    assert CommissionLine.objects.get(kind="corrected").amount_minor == 15_000


def test_finance_gives_a_bad_debt_up_from_the_contract(order: Contract, signed_in: Enter) -> None:
    due = next(row for row in money.opened(order) if row.open_minor)
    client = signed_in("finance")
    url = reverse("commission-bad-debt", args=[order.pk])
    assert url in html(client, "contract", order.pk)
    client.post(url, {"receivable_id": due.pk, "amount": "100000"})
    assert CommissionLine.objects.filter(kind="bad_debt").exists()
