"""Invoices beside receivables, and money of other currencies with the rate of its day (M7.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenkey.actions import invoice
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import ExchangeRate, Invoice, Payment
from goldenkey.policies.errors import Forbidden, Refused
from tests import money
from tests.cast import Cast

AT_ONCE = (LineIn("貨款", "signing", 10_000, credit_days=0),)
ON = date(2026, 11, 20)


def issue(cast: Cast, contract: Any, **more: Any) -> Invoice:
    given: dict[str, Any] = {"number": "AB12345678", "issued_on": ON, "net": 1000, "tax": 50}
    return invoice.issue_invoice(cast.finance, contract.pk, **{**given, **more})


@pytest.mark.method("M7.1")
def test_gross_is_net_and_tax_and_an_invoice_is_about_several_receivables(cast: Cast) -> None:
    halves = tuple(LineIn(name, "signing", 5_000, credit_days=0) for name in "甲乙")
    contract = money.signed(cast, plan=halves)
    due = money.opened(contract)
    made = issue(cast, contract, receivable_ids=[row.pk for row in due])
    assert (made.net_minor, made.tax_minor, made.gross_minor) == (100_000, 5_000, 105_000)
    assert set(made.receivables.all()) == set(due)


def test_what_cannot_be_an_invoice_is_refused(cast: Cast) -> None:
    contract = money.signed(cast, plan=AT_ONCE)
    other = money.signed(cast, plan=AT_ONCE)
    for more, code in (
        ({"net": 0}, "amount_required"), ({"tax": -1}, "negative_amount"),
        ({"number": " "}, "required"), ({"issued_on": date(2026, 12, 1)}, "date_in_future"),
        ({"issued_on": date(2026, 8, 31)}, "before_contract"),
        ({"receivable_ids": [money.opened(other)[0].pk]}, "bad_choice"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            issue(cast, contract, **more)
    with pytest.raises(Forbidden):
        invoice.issue_invoice(cast.rep, contract.pk, number="X", issued_on=ON, net=1)


def test_a_number_stands_once_until_its_invoice_is_put_away(cast: Cast) -> None:
    contract = money.signed(cast, plan=AT_ONCE)
    made = issue(cast, contract)
    with pytest.raises(Refused, match="name_taken"):
        issue(cast, contract)
    invoice.void_invoice(cast.finance, made.pk)
    assert issue(cast, contract).pk != made.pk


@pytest.mark.method("M7.2")
def test_each_amount_keeps_the_rate_of_its_own_day(cast: Cast) -> None:
    for on, rate in ((date(2026, 8, 1), "32"), (date(2026, 11, 1), "30")):
        ExchangeRate.objects.create(currency="USD", on=on, rate=rate)
    contract = money.signed(cast, plan=AT_ONCE, amount="1000", currency="USD")
    (row,) = money.opened(contract)
    assert (row.rate, row.rate_on, row.open_org_minor) == ("32", date(2026, 8, 1), 3_200_000)
    payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=400, currency="USD", received_on=ON
    )
    paid = Payment.objects.get()
    assert (paid.rate, paid.rate_on, paid.amount_org_minor) == ("30", date(2026, 11, 1), 1_200_000)
    row.refresh_from_db()
    assert (row.open_minor, row.open_org_minor) == (60_000, 1_920_000)
    money.sums_hold()


def test_a_currency_without_a_rate_is_refused_and_nothing_is_recorded(cast: Cast) -> None:
    contract = money.signed(cast, plan=AT_ONCE)
    with pytest.raises(Refused, match="no_rate"):
        payments.record_payment(
            cast.finance, account_id=contract.account_id, amount=1, currency="EUR",
            received_on=ON, keep_rest=True,
        )  # fmt: skip
    assert not Payment.objects.exists()
