"""Plans that change, tiers, what is kept back, months that close: nothing earned is rewritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenkey.actions import commission as commissions
from goldenkey.actions import commission_dispute as disputes
from goldenkey.actions import commission_month as months
from goldenkey.actions import commission_plan as plans
from goldenkey.actions import delivery as deliveries
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn, ShareIn, share_commission
from goldenkey.data.models import (
    CommissionLine,
    CommissionMonth,
    CommissionPlan,
    CommissionTotal,
    Contract,
    Payment,
)
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import commission as select
from goldenkey.selectors import commission_check, commission_month, health_money
from goldenkey.selectors import commission_standing as standing
from tests import money
from tests.cast import Cast

AT_ONCE = (LineIn("全款", "signing", 10_000, credit_days=0),)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
IN_OCTOBER = date(2026, 10, 20)


def set_plan(cast: Cast, **more: Any) -> CommissionPlan:
    given: dict[str, Any] = {
        "name": "2026",
        "basis_points": 200,
        "from_on": date(2026, 1, 1),
        **more,
    }
    return plans.create_plan(cast.finance, **given)


def tiered(cast: Cast) -> CommissionPlan:
    """Two percent, three above half a million of cash in a quarter."""
    return set_plan(cast, tiers=[(500_000, 300)])


def order(cast: Cast, **more: Any) -> Contract:
    return money.signed(cast, **{"plan": AT_ONCE, "deliveries": (), **more})


def pay(cast: Cast, contract: Contract, amount: int, on: date = IN_OCTOBER) -> Payment:
    return payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=amount, received_on=on
    )


def sums() -> dict[str, int]:
    found: dict[str, int] = {}
    for row in CommissionLine.objects.all():
        found[row.kind] = found.get(row.kind, 0) + row.amount_minor
    return {kind: minor // 100 for kind, minor in found.items()}


@pytest.mark.method("M7.5")
def test_a_plan_changed_later_rewrites_nothing(cast: Cast) -> None:
    plan = set_plan(cast)
    old = order(cast)
    pay(cast, old, 400_000)
    newer = plans.change_plan(
        cast.finance, plan.pk, name="2026 II", basis_points=500, from_on=NOVEMBER
    )
    pay(cast, old, 600_000, on=date(2026, 11, 20))
    assert sums() == {"earned": 20_000}
    plan.refresh_from_db()
    assert (plan.until_on, newer.replaces_id) == (date(2026, 10, 31), plan.pk)
    assert not list(commission_check.differences(cast.system))


def test_a_plan_no_contract_runs_on_is_changed_in_place(cast: Cast) -> None:
    plan = set_plan(cast)
    changed = plans.change_plan(
        cast.finance, plan.pk, name="2026", basis_points=300, from_on=date(2026, 2, 1)
    )
    assert (changed.pk, changed.basis_points) == (plan.pk, 300)


def test_a_change_cannot_begin_before_contracts_that_run_on_the_plan(cast: Cast) -> None:
    plan = set_plan(cast)
    order(cast)
    with pytest.raises(Refused, match="plan_in_use"):
        plans.change_plan(cast.finance, plan.pk, name="x", basis_points=300, from_on=money.SIGNED)


def test_finance_and_administrators_set_plans_nobody_else(cast: Cast) -> None:
    set_plan(cast)
    plans.create_plan(cast.admin, name="y", basis_points=100, from_on=date(2027, 1, 1))
    for name in ("rep", "manager", "director", "compliance"):
        with pytest.raises(Forbidden):
            plans.create_plan(cast.actor(name), name="x", basis_points=1, from_on=NOVEMBER)
    assert len(commission_month.plans(cast.rep)) == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"tiers": [(100, 100)]}, "tiers_not_rising"),
        ({"accelerator": 15_000}, "bad_quota"),
        ({"quota": 0, "accelerator": 15_000}, "bad_quota"),
        ({"holdback": 10_001}, "bad_holdback"),
        ({"holdback_days": -1}, "out_of_range"),
        ({"period": "week"}, "bad_choice"),
        ({"currency": "XXX"}, "unknown_currency"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(cast: Cast, given: dict[str, Any], code: str) -> None:
    if code == "unknown_currency":
        given = {**given, "quota": 1}
    with pytest.raises(Refused, match=code):
        set_plan(cast, **given)


@pytest.mark.method("M7.5")
def test_closing_a_month_writes_what_tiers_add_and_keeps_the_sums(cast: Cast) -> None:
    tiered(cast)
    pay(cast, order(cast), 800_000)
    assert sums() == {"earned": 16_000}
    made = months.close_month(cast.finance, month=OCTOBER)
    assert sums() == {"earned": 16_000, "bonus": 3_000}
    total = CommissionTotal.objects.get()
    assert (total.earned_minor, total.bonus_minor) == (1_600_000, 300_000)
    assert (made.lines, total.user_id) == (2, cast.rep.user_id)
    assert not list(commission_check.differences(cast.system))


@pytest.mark.method("M7.5")
def test_what_comes_later_for_a_closed_month_counts_in_the_next(cast: Cast) -> None:
    tiered(cast)
    contract = order(cast)
    first = pay(cast, contract, 800_000)
    months.close_month(cast.finance, month=OCTOBER)
    pay(cast, contract, 100_000, on=date(2026, 10, 30))
    payments.reverse_payment(cast.finance, first.pk, reversed_on=date(2026, 10, 31), reason="x")
    late = CommissionLine.objects.filter(kind__in=("earned", "clawed_back")).order_by("pk")[1:]
    assert [line.on for line in late] == [NOVEMBER, NOVEMBER]
    assert late[0].because["event_on"] == "2026-10-30"
    assert late[1].credited_on == IN_OCTOBER
    assert sums()["earned"] + sums()["clawed_back"] == 2_000
    later = cast.finance.later(days=10)
    months.close_month(later, month=NOVEMBER)
    assert sums()["bonus"] == 0
    assert not list(commission_check.differences(cast.system))


def test_months_close_in_order_once_and_only_when_over(cast: Cast) -> None:
    set_plan(cast)
    contract = order(cast)
    pay(cast, contract, 100_000, on=date(2026, 9, 20))
    for month, code in ((NOVEMBER, "month_not_over"), (OCTOBER, "month_before_open")):
        with pytest.raises(Refused, match=code):
            months.close_month(cast.finance, month=month)
    months.close_month(cast.finance, month=date(2026, 9, 15))
    months.close_month(cast.finance, month=OCTOBER)
    with pytest.raises(Refused, match="month_closed"):
        months.close_month(cast.finance, month=OCTOBER)
    with pytest.raises(Forbidden):
        months.close_month(cast.manager, month=NOVEMBER)
    assert CommissionMonth.objects.count() == 2


def test_a_payout_noted_for_a_closed_month_counts_in_the_open_one(cast: Cast) -> None:
    set_plan(cast)
    pay(cast, order(cast), 100_000)
    commissions.approve(cast.finance, cast.rep.user_id, through=IN_OCTOBER)
    months.close_month(cast.finance, month=OCTOBER)
    (line,) = commissions.pay(cast.finance, cast.rep.user_id, on=date(2026, 10, 31))
    assert (line.on, line.because["event_on"]) == (NOVEMBER, "2026-10-31")


@pytest.mark.method("M7.5")
def test_part_is_kept_back_until_acceptance_and_then_payable(cast: Cast) -> None:
    set_plan(cast, holdback=3_000, holdback_days=10)
    contract = money.signed(cast)
    pay(cast, contract, 300_000)
    (line,) = commissions.approve(cast.finance, cast.rep.user_id, through=IN_OCTOBER)
    assert line.amount_minor == 420_000
    (figures,) = select.statement(cast.rep, cast.rep.user_id, NOVEMBER).figures
    assert (figures.held.amount, figures.to_approve.amount) == (1_800, 0)
    deliveries.arrive(cast.rep, contract.deliveries.get().pk, on=date(2026, 11, 2))
    deliveries.accept(
        cast.rep, contract.pk, accepted_on=date(2026, 11, 10),
        signed_by_id=cast.made["decider"].pk,
    )  # fmt: skip
    with pytest.raises(Refused, match="nothing_to_approve"):
        commissions.approve(cast.finance, cast.rep.user_id, through=date(2026, 11, 19))
    (rest,) = commissions.approve(cast.finance, cast.rep.user_id, through=date(2026, 11, 20))
    assert rest.amount_minor == 180_000


@pytest.mark.method("M7.2")
@pytest.mark.method("M7.5")
def test_a_bad_debt_is_borne_in_part_and_never_beyond_what_was_earned(cast: Cast) -> None:
    set_plan(cast)
    contract = order(cast)
    made = pay(cast, contract, 400_000)
    (due,) = money.opened(contract)
    (line,) = disputes.bear_bad_debt(cast.finance, due.pk, amount=20_000)
    percent = line.because["percent"]
    assert line.amount_minor == -min(800_000, 20_000 * percent)
    disputes.bear_bad_debt(cast.finance, due.pk, amount=500_000)
    assert sums()["bad_debt"] == -8_000
    payments.reverse_payment(cast.finance, made.pk, reversed_on=money.TODAY, reason="退票")
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 0
    assert not list(commission_check.differences(cast.system))
    assert not [p for p in health_money.problems(cast.system) if p[0].startswith("commission")]


def test_no_more_can_be_given_up_than_is_open(cast: Cast) -> None:
    set_plan(cast)
    contract = order(cast)
    pay(cast, contract, 400_000)
    (due,) = money.opened(contract)
    disputes.bear_bad_debt(cast.finance, due.pk, amount=600_000)
    with pytest.raises(Refused, match="more_than_open"):
        disputes.bear_bad_debt(cast.finance, due.pk, amount=1)
    with pytest.raises(Forbidden):
        disputes.bear_bad_debt(cast.rep, due.pk, amount=1)


@pytest.mark.method("M7.5")
def test_a_question_about_a_line_is_answered_and_kept(cast: Cast) -> None:
    set_plan(cast)
    pay(cast, order(cast), 400_000)
    line = CommissionLine.objects.get()
    asked = disputes.raise_dispute(cast.rep, line.pk, words="少了一台")
    with pytest.raises(Refused, match="disputed_already"):
        disputes.raise_dispute(cast.rep, line.pk, words="再問")
    with pytest.raises(Forbidden):
        disputes.raise_dispute(cast.teammate, line.pk, words="x")
    with pytest.raises(NotFound):
        disputes.raise_dispute(cast.stranger, line.pk, words="x")
    disputes.answer_dispute(
        cast.finance, asked.pk, answer="補上", upheld=True, correction=Decimal(200)
    )
    with pytest.raises(Refused, match="question_answered"):
        disputes.answer_dispute(cast.finance, asked.pk, answer="x", upheld=False)
    shown = select.statement(cast.rep, cast.rep.user_id, OCTOBER).lines
    assert [d.answer for d in shown[0].disputes] == ["補上"]
    assert sums() == {"earned": 8_000, "corrected": 200}
    (made,) = commissions.approve(cast.finance, cast.rep.user_id, through=money.TODAY)
    assert made.amount_minor == 820_000


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"upheld": False, "correction": 5}, "correction_of_declined"),
        ({"upheld": True, "correction": "0.5"}, "too_many_decimals"),
        ({"upheld": True, "answer": " "}, "reason_required"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(cast: Cast, given: dict[str, Any], code: str) -> None:
    set_plan(cast)
    pay(cast, order(cast), 400_000)
    asked = disputes.raise_dispute(cast.rep, CommissionLine.objects.get().pk, words="?")
    with pytest.raises(Refused, match=code):
        disputes.answer_dispute(cast.finance, asked.pk, **{"answer": "a", **given})


@pytest.mark.method("M7.5")
def test_what_if_says_what_paying_brings(cast: Cast) -> None:
    tiered(cast)
    contract = order(cast)
    share_commission(
        cast.rep, contract.pk,
        shares=[ShareIn(cast.rep.user_id, 6_000), ShareIn(cast.teammate.user_id, 4_000)],
    )  # fmt: skip
    (choice,) = standing.choices(cast.rep, cast.rep.user_id)
    found = standing.what_if(cast.rep, cast.rep.user_id, choice.value, IN_OCTOBER)
    assert found is not None
    assert (found.earned.amount, found.bonus.amount, found.total.amount) == (12_000, 1_000, 13_000)
    pay(cast, contract, 1_000_000)
    months.close_month(cast.finance, month=OCTOBER)
    rows = CommissionLine.objects.filter(user=cast.rep.user_id)
    assert sum(row.amount_minor for row in rows) == 1_300_000
    with pytest.raises(Forbidden):
        standing.choices(cast.rep, cast.teammate.user_id)


def test_a_ledger_that_disagrees_is_told_and_not_closed(cast: Cast) -> None:
    set_plan(cast)
    contract = order(cast)
    pay(cast, contract, 100_000)
    CommissionPlan.objects.update(basis_points=300)
    (wrong,) = commission_check.differences(cast.system)
    assert (wrong.what, wrong.id) == ("contract", contract.pk)
    assert commission_month.recompute(cast.finance).wrong == (wrong,)
    with pytest.raises(Refused, match="ledger_disagrees"):
        months.close_month(cast.finance, month=OCTOBER)
    assert "commission_sum" in {code for code, _params in health_money.problems(cast.system)}


def test_closing_costs_the_same_for_more_contracts(cast: Cast, queries: Any) -> None:
    tiered(cast)
    contract = order(cast)
    pay(cast, contract, 1_000, on=date(2026, 9, 20))
    with queries() as few:
        months.close_month(cast.finance, month=date(2026, 9, 1))
    for _ in range(4):
        again = order(cast, opportunity_id=contract.opportunity_id)
        pay(cast, again, 300_000)
    with queries() as many:
        months.close_month(cast.finance, month=OCTOBER)
    assert len(many) <= len(few) + 2
