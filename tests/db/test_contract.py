"""Signing: the order is won, its plan holds, what is due at once is due (M3.5, M7.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenkey.actions import opportunity as opportunities
from goldenkey.actions.contract import (
    DeliveryIn,
    LineIn,
    ShareIn,
    share_commission,
    sign_contract,
)
from goldenkey.data.models import AuditEntry, Contract, Opportunity
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import contract as select
from goldenkey.selectors import search, snapshots
from tests import money
from tests.cast import Cast


@pytest.mark.method("M3.5")
def test_signing_wins_the_opportunity_and_keeps_it_live_until_paid(cast: Cast) -> None:
    contract = money.signed(cast)
    won = Opportunity.objects.get()
    assert (won.state, won.won_on, won.live, won.closed_on) == ("won", money.SIGNED, True, None)
    assert contract.number == "C-2026-0001"
    assert won.history.get(valid_to=None).state == "won"


@pytest.mark.method("M3.5")
def test_the_rules_see_the_order_as_signed(cast: Cast) -> None:
    contract = money.signed(cast)
    seen = snapshots.opportunities(cast.rep, [contract.opportunity_id or 0])
    order = seen[contract.opportunity_id or 0].order
    assert order.signed_on == money.SIGNED
    assert (order.payment_planned, order.delivery_planned) == (True, True)
    assert (order.delivered, order.accepted, order.collected) == (False, False, False)
    assert order.next_delivery_on == date(2026, 10, 1)


@pytest.mark.method("M7.1")
def test_signing_makes_due_what_waits_for_nothing_else(cast: Cast) -> None:
    lines = (
        LineIn("訂金", "signing", 3_000, credit_days=7),
        LineIn("期款", "date", 3_000, trigger_on=date(2026, 12, 1), credit_days=0),
        LineIn("尾款", "acceptance", 4_000),
    )
    first, second = money.opened(money.signed(cast, plan=lines))
    assert (first.amount_minor, first.due_on) == (30_000_000, date(2026, 9, 8))
    assert (second.triggered_on, second.due_on) == (date(2026, 12, 1), date(2026, 12, 1))
    assert first.open_minor == first.amount_minor


@pytest.mark.method("M7.1")
def test_thirds_sum_to_the_contract(cast: Cast) -> None:
    thirds = [LineIn(str(n), "signing", bp) for n, bp in enumerate((3333, 3333, 3334))]
    contract = money.signed(cast, amount="100.01", plan=thirds)
    assert [r.amount_minor for r in money.opened(contract)] == [3333, 3333, 3335]


def test_an_empty_plan_is_all_on_signing_with_the_usual_credit(cast: Cast) -> None:
    (only,) = money.opened(money.signed(cast, plan=()))
    assert only.amount_minor == 100_000_000
    assert only.due_on == date(2026, 10, 1)


def test_numbers_are_given_by_year(cast: Cast) -> None:
    first = money.signed(cast)
    second = money.signed(cast, opportunity_id=first.opportunity_id)
    third = money.signed(cast, opportunity_id=first.opportunity_id, signed_on=date(2025, 9, 1),
                         deliveries=())  # fmt: skip
    assert [second.number, third.number] == ["C-2026-0002", "C-2025-0001"]
    assert Opportunity.objects.get().won_on == date(2025, 9, 1)


def test_a_framework_needs_no_opportunity(cast: Cast) -> None:
    account = money.customer(cast)
    contract = sign_contract(
        cast.rep, account_id=account.pk, amount=1000, signed_on=money.SIGNED,
        no_file_reason=money.UNSIGNED,
    )  # fmt: skip
    assert contract.opportunity_id is None
    assert contract.owner_id == cast.rep.user_id


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"amount": 0}, "amount_required", "amount"),
        ({"amount": "abc"}, "not_a_number", "amount"),
        ({"currency": "XXX"}, "unknown_currency", "amount"),
        ({"signed_on": date(2026, 12, 1)}, "date_in_future", "signed_on"),
        ({"plan": (LineIn("", basis_points=9_000),)}, "plan_percent_sum_short", "plan"),
        ({"plan": (LineIn("", amount="1000000.5"),)}, "plan_sum_over", "plan"),
        ({"plan": (LineIn("", credit_days=-1, basis_points=10_000),)}, "bad_credit_days", "plan"),
        ({"plan": (LineIn("", "date", 10_000, trigger_on=date(2026, 8, 1)),)},
         "before_contract", "plan"),
        ({"deliveries": (DeliveryIn("a", date(2026, 8, 1)),)}, "before_contract", "deliveries"),
        ({"deliveries": (DeliveryIn("a", date(2026, 10, 1), 0),)}, "weight_required",
         "deliveries"),
        ({"shares": (ShareIn(1, 9_000),)}, "shares_sum", "shares"),
    ],
)  # fmt: skip
def test_what_cannot_be_signed_is_refused_at_its_field(
    cast: Cast, given: dict[str, Any], code: str, field: str
) -> None:
    held = money.opportunity(cast)
    with pytest.raises(Refused) as said:
        money.signed(cast, opportunity_id=held.pk, **given)
    assert (said.value.code, said.value.field) == (code, field)
    assert not Contract.objects.exists()
    assert Opportunity.objects.get().state == "open"


def test_the_refusal_names_the_difference(cast: Cast) -> None:
    held = money.opportunity(cast)
    with pytest.raises(Refused) as said:
        money.signed(cast, opportunity_id=held.pk, plan=(LineIn("", amount="900000"),))
    assert said.value.params["difference"].amount == 100_000


def test_a_number_is_not_given_twice(cast: Cast) -> None:
    first = money.signed(cast, number="K-1")
    with pytest.raises(Refused, match="name_taken"):
        money.signed(cast, opportunity_id=first.opportunity_id, number="K-1")


def test_a_stranger_does_not_find_the_opportunity_to_sign(cast: Cast) -> None:
    held = money.opportunity(cast)
    with pytest.raises(NotFound):
        sign_contract(cast.stranger, opportunity_id=held.pk, amount=1, signed_on=money.SIGNED)
    with pytest.raises(Forbidden):
        sign_contract(cast.teammate, opportunity_id=held.pk, amount=1, signed_on=money.SIGNED)


def test_a_lost_opportunity_is_not_signed(cast: Cast) -> None:
    held = money.opportunity(cast)
    opportunities.lose(cast.rep, held.pk, version=1, reason="價格", lost_to="對手")
    with pytest.raises(Refused, match="not_live"):
        money.signed(cast, opportunity_id=held.pk)


def test_signing_leaves_one_audit_entry_about_the_contract(cast: Cast) -> None:
    contract = money.signed(cast)
    entry = AuditEntry.objects.get(action="contract.sign_contract")
    assert (entry.kind, entry.record_id) == ("contract", contract.pk)


def test_shares_default_to_the_owner_and_can_be_divided_anew_until_earned(cast: Cast) -> None:
    contract = money.signed(cast)
    assert [s.basis_points for s in contract.shares.all()] == [10_000]
    halves = [ShareIn(cast.rep.user_id, 5_000), ShareIn(cast.teammate.user_id, 5_000)]
    share_commission(cast.rep, contract.pk, shares=halves)
    assert contract.shares.filter(archived_at=None).count() == 2


def test_a_contract_is_found_by_number_and_customer(cast: Cast) -> None:
    contract = money.signed(cast, number="HD-2026-77")
    for words in ("HD-2026-77", "宏大"):
        found = [h for h in search.find(cast.rep, words) if h.kind == "contract"]
        assert [h.id for h in found] == [contract.pk]


def test_the_page_holds_everything_and_costs_the_same_for_more(cast: Cast, queries: Any) -> None:
    contract = money.signed(cast)
    with queries() as few:
        found = select.detail(cast.rep, contract.pk)
    assert [line.state for line in found.plan] == ["late", "waiting", "waiting"]
    assert found.sums.waiting.amount == 700_000
    many = money.signed(
        cast, opportunity_id=contract.opportunity_id, number="K-2",
        plan=[LineIn(str(n), "signing", 500) for n in range(20)],
        deliveries=[DeliveryIn(str(n), date(2026, 10, 1)) for n in range(20)],
    )  # fmt: skip
    with queries() as more:
        select.detail(cast.rep, many.pk)
    assert len(more) == len(few)


def test_a_stranger_does_not_find_the_contract(cast: Cast) -> None:
    contract = money.signed(cast)
    with pytest.raises(NotFound):
        select.detail(cast.stranger, contract.pk)
    assert select.detail(cast.finance, contract.pk).number == contract.number
