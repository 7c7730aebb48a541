"""Money's pages: for finance and for a salesperson, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenkey.actions import delivery as deliveries
from goldenkey.actions import payment as payments
from goldenkey.data.models import Account, CommissionLine, Contract, EvidenceFile, Payment
from tests import money
from tests.cast import Cast

Enter = Callable[[str], Client]


@pytest.fixture
def order(cast: Cast) -> Contract:
    """An order delivered and accepted, on which a plan pays two percent."""
    money.plan(cast)
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, contract.deliveries.get().pk, on=date(2026, 10, 5))
    deliveries.accept(
        cast.rep, contract.pk, accepted_on=date(2026, 10, 20), signed_by_id=cast.made["decider"].pk
    )
    return contract


def pay(cast: Cast, amount: int, **more: Any) -> Payment:
    account = Account.objects.get()
    return payments.record_payment(
        cast.finance, account_id=account.pk, amount=amount, received_on=date(2026, 11, 20), **more
    )


def html(client: Client, name: str, *args: Any, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("who", ["rep", "manager", "director", "finance"])
def test_empty_pages_teach(cast: Cast, signed_in: Enter, who: str) -> None:
    client = signed_in(who)
    for name in ("money", "payments", "contracts", "commission"):
        assert 'class="empty"' in html(client, name)


@pytest.mark.method("M7.2")
def test_the_money_page_shows_ageing_and_what_is_late(order: Contract, signed_in: Enter) -> None:
    page = html(signed_in("finance"), "money")
    assert "宏大機械" in page
    assert page.count("300,000") >= 2
    assert "驗收款" in html(signed_in("rep"), "money", query="?mine=1")
    assert "宏大機械" not in html(signed_in("stranger"), "money")


@pytest.mark.method("M7.1")
def test_the_contract_page_shows_plan_delivery_acceptance_and_commission(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    pay(cast, 500_000)
    for who in ("rep", "teammate", "finance"):
        page = html(signed_in(who), "contract", order.pk)
        for words in ("訂金", "到貨款", "伺服器兩台", "R-2026-0001", "林總"):
            assert words in page
    assert signed_in("stranger").get(reverse("contract", args=[order.pk])).status_code == 404


def sign_form(**more: Any) -> dict[str, Any]:
    rows = {
        "amount": "900000",
        "currency": "TWD",
        "signed_on": "2026-09-01",
        "plan0-label": "訂金",
        "plan0-percent": "33.33",
        "plan0-trigger": "signing",
        "plan1-label": "尾款",
        "plan1-percent": "66.67",
        "plan1-trigger": "acceptance",
        "plan1-credit_days": "60",
        "delivery0-what": "機台",
        "delivery0-planned_on": "2026-10-01",
        "no_file_reason": money.UNSIGNED,
    }
    for n in range(6):
        rows.setdefault(f"plan{n}-trigger", "signing")
    return {**rows, **more}


@pytest.mark.method("M3.5")
def test_a_rep_signs_from_the_opportunity(cast: Cast, signed_in: Enter) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    held = money.opportunity(cast)
    client = signed_in("rep")
    url = reverse("contract-sign", args=[held.pk])
    assert "payer_id" in client.get(url).content.decode()
    paper = SimpleUploadedFile("合約.pdf", b"%PDF-1.4 signed")
    response = client.post(url, sign_form(file=paper))
    contract = Contract.objects.get()
    assert response["Location"] == reverse("contract", args=[contract.pk])
    assert [line.amount_minor for line in contract.plan.order_by("place")] == [
        29_997_000,
        60_003_000,
    ]
    assert contract.plan.get(place=2).credit_days == 60
    assert EvidenceFile.objects.get().record_id == contract.pk


def test_a_plan_that_does_not_sum_comes_back_with_what_was_typed(
    cast: Cast, signed_in: Enter
) -> None:
    held = money.opportunity(cast)
    url = reverse("contract-sign", args=[held.pk])
    response = signed_in("rep").post(url, sign_form(**{"plan1-percent": "60"}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "6.67" in page
    assert 'value="尾款"' in page
    assert not Contract.objects.exists()


def test_a_payment_is_proposed_first_and_asks_about_what_is_left(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    client = signed_in("finance")
    assert "宏大機械" in html(client, "payment-new")
    url = f"{reverse('payment-new')}?account={order.account_id}"
    given = {
        "amount": "1200000",
        "currency": "TWD",
        "received_on": "2026-11-20",
        "method": "transfer",
    }
    proposed = client.post(url, {**given, "step": "propose"}).content.decode()
    assert "keep_rest" in proposed
    assert not Payment.objects.exists()
    parts = {f"part_{r.pk}": str(r.open_minor // 100) for r in money.opened(order)}
    refused = client.post(url, {**given, **parts, "step": "record"})
    assert refused.status_code == 422
    assert not Payment.objects.exists()
    done = client.post(url, {**given, **parts, "step": "record", "keep_rest": "on"})
    made = Payment.objects.get()
    assert done["Location"] == reverse("payment", args=[made.pk])
    assert made.unallocated_minor == 20_000_000
    assert reverse("payment-undo", args=[made.pk]) in html(client, "payment", made.pk)


def test_what_was_just_recorded_can_be_undone(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    made = pay(cast, 500_000)
    client = signed_in("finance")
    client.post(reverse("payment-undo", args=[made.pk]))
    made.refresh_from_db()
    assert made.reversed_on is not None
    assert [r.open_minor for r in money.opened(order)] == [30_000_000, 40_000_000, 30_000_000]


def test_a_cheque_clears_and_bounces_on_its_page(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    made = pay(cast, 500_000, method="cheque")
    client = signed_in("finance")
    page = html(client, "payment", made.pk)
    assert reverse("payment-clear", args=[made.pk]) in page
    client.post(
        reverse("payment-clear", args=[made.pk]),
        {"cleared_on": "2026-11-22", "version": made.version},
    )
    assert CommissionLine.objects.count() == 2
    made.refresh_from_db()
    client.post(
        reverse("payment-reverse", args=[made.pk]),
        {"reversed_on": "2026-11-23", "reason": "退票", "version": made.version},
    )
    assert "退票" in html(client, "payment", made.pk)
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 0


def test_an_allocation_is_taken_back_and_settled_elsewhere(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    made = pay(cast, 300_000)
    client = signed_in("finance")
    row = made.allocations.get()
    client.post(reverse("allocation-drop", args=[made.pk, row.pk]))
    last = money.opened(order)[-1]
    page = html(client, "payment", made.pk)
    assert f"part_{last.pk}" in page
    too_much = {f"part_{last.pk}": "300001"}
    answer = client.post(reverse("payment-allocate", args=[made.pk]), too_much)
    assert answer.status_code == 422
    client.post(reverse("payment-allocate", args=[made.pk]), {f"part_{last.pk}": "300000"})
    last.refresh_from_db()
    assert last.open_minor == 0


@pytest.mark.method("M7.5")
def test_a_salesperson_reads_why_each_line_of_his_commission_is_there(
    cast: Cast, order: Contract, signed_in: Enter
) -> None:
    made = pay(cast, 500_000)
    client = signed_in("rep")
    client.cookies["django_language"] = "en"
    page = html(client, "commission", query="?month=2026-11")
    assert made.number in page
    assert "10,000" in page
    other = client.get(f"{reverse('commission')}?user={cast.teammate.user_id}")
    assert other.status_code == 403


def test_finance_approves_and_pays_a_month(cast: Cast, order: Contract, signed_in: Enter) -> None:
    pay(cast, 500_000)
    client = signed_in("finance")
    rep = cast.rep.user_id
    assert f"user={rep}" in html(client, "commission", query="?month=2026-11")
    html(client, "commission", query=f"?user={rep}&month=2026-11")
    client.post(reverse("commission-approve", args=[rep]) + "?month=2026-11")
    client.post(
        reverse("commission-pay", args=[rep]) + "?month=2026-11",
        {"on": "2026-11-23", "reference": "11 月"},
    )
    kinds = list(CommissionLine.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["earned", "earned", "payable", "paid"]
    assert "11 月" in html(client, "commission", query=f"?user={rep}&month=2026-11")


def test_a_plan_is_set_by_finance_only(cast: Cast, signed_in: Enter) -> None:
    given = {"name": "2026", "percent": "1.5", "from_on": "2026-01-01"}
    url = reverse("commission-plan-new")
    assert signed_in("rep").post(url, given).status_code == 403
    signed_in("finance").post(url, given)
    assert "1.5%" in html(signed_in("rep"), "commission-plans")


def test_delivery_acceptance_and_invoice_have_their_forms(cast: Cast, signed_in: Enter) -> None:
    contract = money.signed(cast)
    one = contract.deliveries.get()
    rep, finance = signed_in("rep"), signed_in("finance")
    rep.post(
        reverse("delivery-tell", args=[contract.pk, one.pk]),
        {"on": "2026-10-01", "reason": "缺料", "new_date": "2026-10-09", "version": 1},
    )
    one.refresh_from_db()
    assert (one.planned_on, one.delay_reason) == (date(2026, 10, 9), "缺料")
    rep.post(
        reverse("delivery-ship", args=[contract.pk, one.pk]),
        {"on": "2026-10-02", "version": one.version},
    )
    one.refresh_from_db()
    rep.post(
        reverse("delivery-arrive", args=[contract.pk, one.pk]),
        {"on": "2026-10-05", "version": one.version},
    )
    rep.post(
        reverse("acceptance-new", args=[contract.pk]),
        {
            "result": "partial",
            "percent": "50",
            "accepted_on": "2026-10-20",
            "signed_by_id": cast.made["decider"].pk,
        },
    )
    assert [r.amount_minor for r in money.opened(contract)] == [
        30_000_000,
        40_000_000,
        15_000_000,
    ]
    finance.post(
        reverse("invoice-new", args=[contract.pk]),
        {
            "number": "AB-12345678",
            "issued_on": "2026-10-20",
            "net": "100",
            "tax": "5",
            "receivable_ids": [r.pk for r in money.opened(contract)],
        },
    )
    page = html(finance, "contract", contract.pk)
    assert "AB-12345678" in page
    assert "缺料" in page
    assert rep.post(reverse("invoice-new", args=[contract.pk])).status_code == 403


def test_forms_open_in_the_dialog_too(cast: Cast, order: Contract, signed_in: Enter) -> None:
    for name in ("acceptance-new", "invoice-new", "delivery-new"):
        answer = signed_in("finance").get(
            reverse(name, args=[order.pk]), headers={"HX-Request": "true"}
        )
        assert "<html" not in answer.content.decode()
        assert "<form" in answer.content.decode()
