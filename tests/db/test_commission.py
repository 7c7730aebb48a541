"""Commission: expected at contract, earned on cleared cash, explained line by line (M7.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from goldenkey.actions import commission as commissions
from goldenkey.actions import commission_plan as plans
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn, ShareIn, share_commission
from goldenkey.data.models import CommissionLine, Contract, Payment
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import commission as select
from tests import money
from tests.cast import Cast

NOVEMBER = date(2026, 11, 1)
ON = date(2026, 11, 20)
AT_ONCE = (LineIn("全款", "signing", 10_000, credit_days=0),)


def order(cast: Cast, **more: Any) -> Contract:
    """A million due at once; the rep has 60 percent of 2 percent, his teammate the rest."""
    contract = money.signed(cast, plan=AT_ONCE, **more)
    halves = [ShareIn(cast.rep.user_id, 6_000), ShareIn(cast.teammate.user_id, 4_000)]
    share_commission(cast.rep, contract.pk, shares=halves)
    return contract


def pay(cast: Cast, contract: Contract, amount: int, **more: Any) -> Payment:
    given = {"account_id": contract.account_id, "received_on": ON}
    return payments.record_payment(cast.finance, amount=amount, **{**given, **more})


def amounts(kind: str = "earned") -> list[int]:
    rows = CommissionLine.objects.filter(kind=kind).order_by("pk")
    return [int(row.amount_minor / 100) for row in rows]


@pytest.mark.method("M7.5")
def test_commission_is_expected_at_contract_and_not_owed(cast: Cast) -> None:
    money.plan(cast)
    order(cast)
    assert not CommissionLine.objects.exists()
    mine = select.statement(cast.rep, cast.rep.user_id, NOVEMBER)
    assert [f.expected.amount for f in mine.figures] == [12_000]
    assert [f.to_approve.amount for f in mine.figures] == [0]


@pytest.mark.method("M3.6")
@pytest.mark.method("M7.5")
def test_commission_is_earned_in_proportion_to_cleared_cash_only(cast: Cast) -> None:
    money.plan(cast)
    contract = order(cast)
    cheque = pay(cast, contract, 500_000, method="cheque")
    assert amounts() == []
    payments.clear_payment(cast.finance, cheque.pk, cleared_on=date(2026, 11, 22))
    assert amounts() == [6_000, 4_000]
    assert {line.on for line in CommissionLine.objects.all()} == {date(2026, 11, 22)}


@pytest.mark.method("M7.5")
def test_every_line_says_what_caused_it(cast: Cast) -> None:
    money.plan(cast)
    contract = order(cast)
    made = pay(cast, contract, 500_000)
    (line,) = select.statement(cast.rep, cast.rep.user_id, NOVEMBER).lines
    assert (line.kind, line.payment, line.contract) == ("earned", made.number, contract.number)
    assert (line.rate, line.share) == (200, 6_000)
    assert line.part is not None
    assert line.cleared is not None
    assert (line.part.amount, line.cleared.amount, line.whole.amount) == (
        500_000, 500_000, 1_000_000,
    )  # fmt: skip
    because = CommissionLine.objects.order_by("pk")[0].because
    assert all(isinstance(v, int | str) for v in because.values())


@pytest.mark.method("M7.5")
def test_a_payment_that_comes_back_takes_its_commission_back(cast: Cast) -> None:
    money.plan(cast)
    contract = order(cast)
    made = pay(cast, contract, 333_333)
    payments.reverse_payment(cast.finance, made.pk, reversed_on=money.TODAY, reason="退票")
    assert amounts("clawed_back") == [-n for n in amounts()]
    mine = select.statement(cast.rep, cast.rep.user_id, NOVEMBER)
    assert [f.to_approve.amount for f in mine.figures] == [0]
    assert [f.expected.amount for f in mine.figures] == [12_000]


@pytest.mark.method("M7.5")
def test_odd_payments_sum_to_the_expectation_in_whole_nt_dollars(cast: Cast) -> None:
    money.plan(cast, basis_points=137)
    contract = order(cast, amount="1000001")
    for part in (333_333, 333_334, 333_334):
        pay(cast, contract, part)
    rows = CommissionLine.objects.all()
    assert sum(row.amount_minor for row in rows) == 1_370_000
    assert all(row.amount_minor % 100 == 0 for row in rows)
    left = select.shares(cast.finance, contract)
    assert [s.left.minor for s in left] == [0, 0]


@pytest.mark.method("M7.5")
def test_earned_becomes_payable_and_then_paid(cast: Cast) -> None:
    money.plan(cast)
    pay(cast, order(cast), 500_000)
    rep = cast.rep.user_id
    commissions.approve(cast.finance, rep, through=money.TODAY)
    with pytest.raises(Refused, match="nothing_to_approve"):
        commissions.approve(cast.finance, rep, through=money.TODAY)
    commissions.pay(cast.finance, rep, on=money.TODAY, reference="11 月薪資")
    with pytest.raises(Refused, match="nothing_to_pay"):
        commissions.pay(cast.finance, rep, on=money.TODAY)
    (figures,) = select.statement(cast.rep, rep, NOVEMBER).figures
    assert (figures.earned.amount, figures.payable.amount, figures.paid.amount) == (
        6_000, 6_000, 6_000,
    )  # fmt: skip
    assert not figures.to_approve
    assert not figures.to_pay


def test_what_is_taken_back_after_it_was_paid_is_kept_back_next_time(cast: Cast) -> None:
    money.plan(cast)
    made = pay(cast, order(cast), 500_000)
    rep = cast.rep.user_id
    commissions.approve(cast.finance, rep, through=money.TODAY)
    commissions.pay(cast.finance, rep, on=money.TODAY)
    payments.reverse_payment(cast.finance, made.pk, reversed_on=money.TODAY, reason="退票")
    (line,) = commissions.approve(cast.finance, rep, through=money.TODAY)
    assert line.amount_minor == -600_000


def test_only_finance_approves_and_nobody_his_own(cast: Cast) -> None:
    money.plan(cast)
    pay(cast, order(cast), 500_000)
    with pytest.raises(Forbidden):
        commissions.approve(cast.manager, cast.rep.user_id, through=money.TODAY)
    with pytest.raises(Refused, match="own_commission"):
        commissions.approve(cast.finance, cast.finance.user_id, through=money.TODAY)
    with pytest.raises(NotFound):
        commissions.approve(cast.finance, 999_999, through=money.TODAY)


def test_without_a_plan_nothing_is_earned_until_one_is_set(cast: Cast) -> None:
    contract = order(cast)
    pay(cast, contract, 500_000)
    assert amounts() == []
    assert [s.rate for s in select.shares(cast.rep, contract)] == [None]
    money.plan(cast)
    assert amounts() == [6_000, 4_000]


def test_the_plan_of_the_day_of_signing_counts(cast: Cast) -> None:
    money.plan(cast)
    plans.create_plan(cast.finance, name="第四季", basis_points=500, from_on=date(2026, 10, 1))
    old = order(cast)
    new = money.signed(
        cast, opportunity_id=old.opportunity_id, signed_on=date(2026, 10, 2), plan=AT_ONCE,
        deliveries=(),
    )  # fmt: skip
    assert {s.rate for s in select.shares(cast.finance, old)} == {200}
    assert {s.rate for s in select.shares(cast.finance, new)} == {500}


def test_commission_once_earned_is_not_divided_anew(cast: Cast) -> None:
    money.plan(cast)
    contract = order(cast)
    pay(cast, contract, 500_000)
    with pytest.raises(Refused, match="commission_earned_already"):
        share_commission(cast.rep, contract.pk, shares=[ShareIn(cast.rep.user_id, 10_000)])


@pytest.mark.method("M7.5")
def test_a_rep_sees_his_own_a_manager_his_teams_finance_all(cast: Cast) -> None:
    money.plan(cast)
    contract = order(cast)
    rep, teammate = cast.rep.user_id, cast.teammate.user_id
    with pytest.raises(Forbidden):
        select.statement(cast.rep, teammate, NOVEMBER)
    with pytest.raises(NotFound):
        select.statement(cast.stranger, rep, NOVEMBER)
    assert [s.user_id for s in select.shares(cast.rep, contract)] == [rep]
    assert [p.user_id for p in select.people(cast.rep, NOVEMBER)] == [rep]
    for name in ("manager", "director", "finance"):
        seen = {p.user_id for p in select.people(cast.actor(name), NOVEMBER)}
        assert seen == {rep, teammate}
    assert select.statement(cast.manager, teammate, NOVEMBER).user_id == teammate
    with pytest.raises(Forbidden):
        select.people(cast.admin, NOVEMBER)


def test_the_ledger_cannot_be_rewritten(cast: Cast) -> None:
    money.plan(cast)
    pay(cast, order(cast), 500_000)
    for change in (
        lambda: CommissionLine.objects.update(amount_minor=1),
        lambda: CommissionLine.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert amounts() == [6_000, 4_000]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "required"),
        ({"basis_points": 0}, "bad_rate"),
        ({"basis_points": 10_001}, "bad_rate"),
        ({"until_on": date(2025, 1, 1)}, "date_not_later"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(cast: Cast, given: dict[str, Any], code: str) -> None:
    base: dict[str, Any] = {"name": "x", "basis_points": 200, "from_on": date(2026, 1, 1)}
    with pytest.raises(Refused, match=code):
        plans.create_plan(cast.finance, **{**base, **given})


def test_a_statement_costs_the_same_for_more_lines(cast: Cast, queries: Any) -> None:
    money.plan(cast)
    contract = order(cast)
    pay(cast, contract, 10_000)
    with queries() as few:
        select.statement(cast.rep, cast.rep.user_id, NOVEMBER)
    for _ in range(6):
        pay(cast, contract, 10_000)
    with queries() as many:
        found = select.statement(cast.rep, cast.rep.user_id, NOVEMBER)
    assert len(found.lines) == 7
    assert len(many) == len(few)
