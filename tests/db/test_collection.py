"""Collection: steps taken once, promises seen from the money, disputes rest (M7.2–M7.4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenkey.actions import collection as collect
from goldenkey.actions import contact as contacts
from goldenkey.actions import contract as contracts
from goldenkey.actions import delivery as deliveries
from goldenkey.actions import handover as handovers
from goldenkey.actions import letter as letters
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import AuditEntry, Contract, Receivable, Reminder
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import account_statement, late_money, today
from goldenkey.selectors import collection as select
from goldenkey.selectors import handover as handover_select
from goldenkey.selectors.receivable import Filters
from tests import money
from tests.cast import Cast


def late(cast: Cast, days: int = 20, **more: Any) -> Receivable:
    """A million that has been due for so many days."""
    on = cast.rep.today - timedelta(days=days)
    contract = money.signed(
        cast, signed_on=on, plan=(LineIn("貨款", "signing", 10_000, credit_days=0),), deliveries=(),
        **more,
    )  # fmt: skip
    return contract.receivables.get()


def pay(cast: Cast, row: Receivable, amount: Any, **more: Any) -> None:
    given = {"received_on": cast.finance.today, "account_id": row.account_id, **more}
    payments.record_payment(cast.finance, amount=amount, **given)


@pytest.mark.method("M7.4")
def test_each_step_is_logged_once_and_the_next_follows_by_days(cast: Cast) -> None:
    row = late(cast, 10)
    (now,) = select.due(cast.rep)
    assert (now.step, now.receivable.id, now.skipped) == ("dunning.week", row.pk, 2)
    made = collect.take_step(cast.rep, row.pk, step="dunning.week")
    assert (made.kind, made.on, made.by_id) == ("call", cast.rep.today, cast.rep.user_id)
    assert select.due(cast.rep) == ()
    with pytest.raises(Refused, match="step_taken"):
        collect.take_step(cast.rep, row.pk, step="dunning.week")
    assert [s.step for s in select.due(cast.rep.later(days=5))] == ["dunning.half_month"]


@pytest.mark.method("M7.4")
def test_reminders_begin_before_the_day(cast: Cast) -> None:
    plan = (LineIn("貨款", "signing", 10_000, credit_days=5),)
    money.signed(cast, signed_on=cast.rep.today, plan=plan, deliveries=())
    assert [s.step for s in select.due(cast.rep)] == ["dunning.before"]


def test_a_step_before_its_day_or_unknown_is_refused(cast: Cast) -> None:
    row = late(cast, 10)
    with pytest.raises(Refused, match="step_not_due"):
        collect.take_step(cast.rep, row.pk, step="dunning.month")
    with pytest.raises(Refused, match="step_unknown"):
        collect.take_step(cast.rep, row.pk, step="dunning.shout")


def test_reminders_are_append_only_and_hold_no_words(cast: Cast) -> None:
    row = late(cast)
    made = collect.take_step(cast.rep, row.pk, step="dunning.week")
    with pytest.raises(DatabaseError), transaction.atomic():
        Reminder.objects.filter(pk=made.pk).update(on=date(2020, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.method("M7.4")
def test_a_promise_rests_the_reminders_and_is_kept_by_the_money(cast: Cast) -> None:
    row, today = late(cast), cast.rep.today
    decider = cast.made["decider"]
    collect.promise(
        cast.rep, row.pk, promised_on=today + timedelta(days=3), amount=400_000,
        said_by_id=decider.pk, note="下週五匯款",
    )  # fmt: skip
    assert select.due(cast.rep) == ()
    (said,) = select.promised(cast.rep)
    assert (said.state, said.said_by) == ("open", decider.name)
    pay(cast, row, 400_000)
    (said,) = select.promised(cast.rep)
    assert (said.state, said.paid.minor) == ("kept", 40_000_000)


@pytest.mark.method("M7.4")
def test_a_promise_whose_day_passed_without_money_is_broken(cast: Cast) -> None:
    row = late(cast)
    collect.promise(cast.rep, row.pk, promised_on=cast.rep.today)
    later = cast.rep.later(days=1)
    assert [p.state for p in select.promised(later)] == ["broken"]
    assert [s.step for s in select.due(later)] == ["dunning.half_month"]


def test_money_that_went_back_breaks_the_promise_again(cast: Cast) -> None:
    row = late(cast)
    collect.promise(cast.rep, row.pk, promised_on=cast.rep.today, amount=1)
    payment = payments.record_payment(
        cast.finance, account_id=row.account_id, amount=1, received_on=cast.finance.today
    )
    payments.reverse_payment(
        cast.finance, payment.pk, reversed_on=cast.finance.today, reason="退票"
    )
    assert [p.state for p in select.promised(cast.rep.later(days=1))] == ["broken"]


def test_a_promise_is_for_a_day_to_come_and_no_more_than_is_open(cast: Cast) -> None:
    row = late(cast)
    with pytest.raises(Refused, match="promise_day"):
        collect.promise(cast.rep, row.pk, promised_on=cast.rep.today - timedelta(days=1))
    with pytest.raises(Refused, match="more_than_open"):
        collect.promise(cast.rep, row.pk, promised_on=cast.rep.today, amount="1000000.01")
    pay(cast, row, 1_000_000)
    with pytest.raises(Refused, match="nothing_open_there"):
        collect.promise(cast.rep, row.pk, promised_on=cast.rep.today)


@pytest.mark.method("M7.2")
def test_a_dispute_rests_every_step_until_it_is_settled(cast: Cast) -> None:
    row = late(cast)
    held = collect.dispute(cast.rep, row.pk, reason="papers", note="發票抬頭有誤")
    assert select.due(cast.rep) == ()
    with pytest.raises(Refused, match="dispute_rests"):
        collect.take_step(cast.rep, row.pk, step="dunning.week")
    with pytest.raises(Refused, match="disputed_already"):
        collect.dispute(cast.rep, row.pk, reason="price")
    collect.settle_dispute(cast.rep, held.pk, outcome="發票已換開")
    assert len(select.due(cast.rep)) == 1
    assert select.disputed(cast.rep) == ()
    with pytest.raises(Refused, match="dispute_settled"):
        collect.settle_dispute(cast.rep, held.pk, outcome="x")


def test_what_was_said_stays_out_of_the_audit(cast: Cast) -> None:
    row = late(cast)
    collect.promise(cast.rep, row.pk, promised_on=cast.rep.today, note="王總說的")
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert entry.action == "collection.promise" and "王總" not in str(entry.changes)


def test_strangers_neither_see_nor_collect(cast: Cast) -> None:
    row = late(cast)
    with pytest.raises(NotFound):
        select.care(cast.stranger, row.pk)
    with pytest.raises(NotFound):
        collect.promise(cast.stranger, row.pk, promised_on=cast.rep.today)
    with pytest.raises(Forbidden):
        collect.promise(cast.teammate, row.pk, promised_on=cast.rep.today)
    assert select.due(cast.stranger) == ()


def test_a_letter_names_what_is_late_and_records_the_step(cast: Cast) -> None:
    row = late(cast, 31)
    made = letters.send_letter(cast.finance, row.account_id, way="printed")
    assert [(one.step, one.way) for one in made] == [("dunning.month", "printed")]
    assert letters.send_letter(cast.finance, row.account_id, way="printed")[0].step == "dunning.due"


def test_a_letter_is_sent_by_mail_where_it_is_set_up(cast: Cast, settings: Any) -> None:
    row = late(cast)
    settings.DEFAULT_FROM_EMAIL = "finance@example.com"
    with pytest.raises(Refused, match="mail_not_set_up"):
        letters.send_letter(cast.finance, row.account_id, way="email")
    settings.MAIL_READY = True
    with pytest.raises(Refused, match="mail_no_address"):
        letters.send_letter(cast.finance, row.account_id, way="email")
    assert Reminder.objects.count() == 0
    contacts.create_contact(cast.rep, row.account_id, name="會計", email="pay@example.com")
    letters.send_letter(cast.finance, row.account_id, way="email", language="zh-hant")
    (sent,) = mail.outbox
    assert sent.to == ["pay@example.com"]
    assert "逾期" in sent.subject and "1,000,000" in sent.body and "貨款" in sent.body


def test_the_company_words_its_letters_itself_and_only_with_marks_we_know(cast: Cast) -> None:
    from goldenkey.documents import letters as papers
    from goldenkey.selectors import letter as drafts

    row = late(cast)
    given = {"tone": "late", "language": "en", "subject": "Pay $total", "body": "$customer\n$lines"}
    collect.write_letter(cast.finance, **given)
    written = papers.write(drafts.data(cast.rep, row.account_id, tone="late", language="en"))
    assert written.subject.startswith("Pay NT$") and "1,000,000" in written.subject
    assert written.text.splitlines()[0] == "宏大機械"
    for body in ("$password", "${customer.__class__}", "100 $"):
        with pytest.raises(Refused, match="letter_unknown_mark"):
            collect.write_letter(cast.finance, **{**given, "body": body})


@pytest.mark.method("M7.2")
@pytest.mark.parametrize("by", ["account", "owner", "team", "contract", "currency"])
def test_open_money_by_any_group_sums_to_all_that_is_open(cast: Cast, by: str) -> None:
    late(cast, 20)
    late(cast, 100)
    rows = late_money.grouped(cast.finance, by, Filters())
    assert sum(row.total.minor for row in rows) == 200_000_000
    for row in rows:
        assert sum(m.minor for m in row.buckets) == row.total.minor
        assert row.total - row.buckets[0] == row.overdue


def test_dso_is_open_by_what_became_due(cast: Cast) -> None:
    row = late(cast, 20)
    pay(cast, row, 400_000)
    found = late_money.dso(cast.finance, Filters())
    assert (found.open.minor, found.sales.minor, str(found.dso)) == (
        60_000_000,
        100_000_000,
        "54.0",
    )


@pytest.mark.method("M7.3")
def test_the_cost_of_late_money_is_that_of_the_companys_own_figures(cast: Cast) -> None:
    late(cast, 73)
    collect.set_policy(
        cast.finance, carrying_cost=500, gross_margin=2_500, provision=[(1, 0), (61, 1_000)],
        statute="tw-civil",
    )  # fmt: skip
    seen = late_money.cost(cast.finance, Filters())
    assert (seen.cost_so_far.minor, seen.rate) == (1_000_000, 500)
    assert seen.eaten_by_cost and seen.eaten_by_cost.minor == 4_000_000
    assert seen.eaten_by_loss and seen.eaten_by_loss.minor == 400_000_000
    assert seen.provision.minor == 10_000_000
    care = select.care(cast.finance, Receivable.objects.get().pk)
    assert care.statutory_interest and care.statutory_interest.minor == 1_000_000


def test_no_rules_of_law_are_shown_until_the_company_puts_them_on(cast: Cast) -> None:
    row = late(cast)
    assert select.care(cast.rep, row.pk).pack is None
    with pytest.raises(Refused, match="bad_statute"):
        collect.set_policy(cast.finance, statute="nowhere")
    with pytest.raises(Refused, match="bad_provision"):
        collect.set_policy(cast.finance, provision=[(30, 1), (10, 2)])
    with pytest.raises(Forbidden):
        collect.set_policy(cast.rep, statute="cn-sme")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, 400_000)), max_size=6))
def test_a_statement_of_account_closes_with_what_is_open(
    cast: Cast, steps: list[tuple[bool, int]]
) -> None:
    row = Receivable.objects.first() or late(cast, 20)
    for back, amount in steps:
        try:
            made = payments.record_payment(
                cast.finance, account_id=row.account_id, amount=amount, keep_rest=True,
                received_on=cast.finance.today,
            )  # fmt: skip
            if back:
                payments.reverse_payment(
                    cast.finance, made.pk, reversed_on=cast.finance.today, reason="退"
                )
        except Refused:
            continue
    for since in (date(2020, 1, 1), cast.rep.today):
        (one,) = account_statement.show(cast.rep, row.account_id, from_on=since).currencies
        assert one.closing.minor == sum(r.open_minor for r in Receivable.objects.all())
        moved = sum(line.money.minor for line in one.movements)
        assert one.opening.minor + moved == one.closing.minor


def _delivery(cast: Cast) -> Contract:
    return money.signed(cast)


@pytest.mark.method("M3.10")
def test_the_hand_over_list_of_the_playbook_is_ticked_item_by_item(cast: Cast) -> None:
    delivery = _delivery(cast).deliveries.get()
    (held,) = handover_select.show(cast.rep, delivery.pk).lists
    assert held.done == 0 and len(held.rows) == 7
    first = held.rows[0]
    for _twice in range(2):
        handovers.check_item(cast.rep, delivery.pk, list_key=first.list_key, item=first.item)
    seen = handover_select.show(cast.rep, delivery.pk)
    assert seen.lists[0].done == 1 and delivery.checks.count() == 1
    handovers.check_item(
        cast.rep, delivery.pk, list_key=first.list_key, item=first.item, done=False
    )
    assert handover_select.show(cast.rep, delivery.pk).lists[0].done == 0
    with pytest.raises(Refused, match="check_unknown"):
        handovers.check_item(cast.rep, delivery.pk, list_key="handover", item="nothing")


@pytest.mark.method("M3.10")
def test_how_long_the_customer_waited_is_measured(cast: Cast) -> None:
    delivery = _delivery(cast).deliveries.get()
    handovers.note_wait(cast.rep, delivery.pk, minutes=25)
    assert handover_select.show(cast.rep, delivery.pk).waited_minutes == 25
    with pytest.raises(Refused, match="out_of_range"):
        handovers.note_wait(cast.rep, delivery.pk, minutes=-1)


@pytest.mark.method("M3.11")
def test_a_day_at_risk_is_shown_until_the_customer_was_told(cast: Cast) -> None:
    delivery = _delivery(cast).deliveries.get()
    seen = handover_select.show(cast.rep, delivery.pk)
    assert seen.at_risk and not seen.told
    deliveries.tell_customer(
        cast.rep, delivery.pk, on=cast.rep.today, reason="零件缺料",
        new_date=cast.rep.today + timedelta(days=10),
    )  # fmt: skip
    assert not handover_select.show(cast.rep, delivery.pk).at_risk


def test_every_night_all_sums_are_checked_and_what_was_found_is_kept(cast: Cast) -> None:
    row = late(cast)
    pay(cast, row, 400_000)
    assert late_money.checked(cast.finance) is None
    collect.check_sums(cast.system)
    seen = late_money.checked(cast.finance)
    assert seen is not None and seen.count == 0
    Receivable.objects.filter(pk=row.pk).update(open_minor=1)
    collect.check_sums(cast.finance)
    seen = late_money.checked(cast.finance)
    assert seen is not None and seen.found[0][0] == "receivable_sum"
    with pytest.raises(Forbidden):
        late_money.checked(cast.rep)


@pytest.mark.method("M7.4")
def test_a_due_step_stands_on_the_owners_today_and_on_nobody_elses(cast: Cast) -> None:
    row = late(cast, 10)

    def codes_of(name: str) -> list[str]:
        rows = today.show(cast.actor(name)).now
        return [r.code for one in rows for r in (one.lead, *one.others)]

    assert "collection" in codes_of("rep")
    assert "collection" not in codes_of("teammate") + codes_of("finance")
    collect.take_step(cast.rep, row.pk, step="dunning.week")
    assert "collection" not in codes_of("rep")


def test_money_not_yet_overdue_has_a_row_of_its_own(cast: Cast) -> None:
    plan = (LineIn("貨款", "signing", 10_000, credit_days=5),)
    account = money.customer(cast)
    contracts.sign_contract(
        cast.rep, account_id=account.pk, amount=100, signed_on=cast.rep.today, plan=plan,
        no_file_reason="紙本歸檔",
    )  # fmt: skip
    assert [one.kind for one in today.show(cast.rep).now] == ["receivable"]
