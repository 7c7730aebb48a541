"""After the sale: contacts planned at acceptance, complaints that are stayed on, referrals (M8)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenkey.actions import after_sales as actions
from goldenkey.actions import complaint as complaints
from goldenkey.actions import delivery as deliveries
from goldenkey.data.models import Activity, Complaint, Contract, FollowUp, Lead
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import after_sales as select
from goldenkey.selectors import today
from tests import money
from tests.cast import Cast

ACCEPTED = date(2026, 11, 10)


def accepted(cast: Cast, **more: Any) -> Contract:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, contract.deliveries.get().pk, on=date(2026, 10, 5))
    given = {"accepted_on": ACCEPTED, "signed_by_id": cast.made["decider"].pk, **more}
    deliveries.accept(cast.rep, contract.pk, **given)
    contract.refresh_from_db()
    return contract


def complain(cast: Cast, contract: Contract, **more: Any) -> Complaint:
    return complaints.record_complaint(
        cast.rep, contract.account_id, what="機台漏油", **{"contract_id": contract.pk, **more}
    )


@pytest.mark.method("M3.12")
@pytest.mark.method("M8.2")
def test_acceptance_plans_what_the_playbook_says_follows(cast: Cast) -> None:
    contract = accepted(cast)
    planned = {row.rule: row for row in contract.follow_ups.all()}
    assert {"follow.week", "follow.satisfaction", "follow.maintenance", "follow.festival",
            "follow.next"} <= set(planned)  # fmt: skip
    week = planned["follow.week"]
    assert (week.kind, week.due_on, week.owner_id) == (
        "call", date(2026, 11, 17), cast.rep.user_id,
    )  # fmt: skip
    assert all(row.due_on.weekday() < 5 for row in planned.values())


def test_a_partial_acceptance_plans_nothing_yet_and_none_is_planned_twice(cast: Cast) -> None:
    contract = accepted(cast, result="partial", basis_points=5_000)
    assert not contract.follow_ups.exists()
    for day in (11, 12):
        deliveries.accept(
            cast.rep, contract.pk, accepted_on=date(2026, 11, day),
            signed_by_id=cast.made["decider"].pk,
        )  # fmt: skip
    assert contract.follow_ups.filter(rule="follow.week").count() == 1


@pytest.mark.method("M3.12")
def test_a_contact_that_took_place_is_logged_and_one_that_returns_is_planned_anew(
    cast: Cast,
) -> None:
    contract = accepted(cast)
    care = contract.follow_ups.get(rule="follow.maintenance")
    done = actions.finish_follow_up(
        cast.rep, care.pk, done_on=date(2026, 11, 20), words="已約保養", version=care.version,
        contact_ids=[cast.made["decider"].pk],
    )  # fmt: skip
    logged = Activity.objects.get(pk=done.activity_id)
    assert (logged.kind, logged.opportunity_id) == ("message", contract.opportunity_id)
    again = contract.follow_ups.get(rule="follow.maintenance", round=2)
    assert again.due_on == date(2027, 5, 19)
    with pytest.raises(Refused, match="follow_up_done"):
        actions.finish_follow_up(cast.rep, care.pk)


@pytest.mark.method("M8.2")
def test_satisfaction_is_a_score_and_words(cast: Cast) -> None:
    contract = accepted(cast)
    row = contract.follow_ups.get(rule="follow.satisfaction")
    with pytest.raises(Refused, match="bad_satisfaction"):
        actions.finish_follow_up(cast.rep, row.pk, score=6)
    actions.finish_follow_up(cast.rep, row.pk, score=4, words="交期準時")
    found = select.show(cast.rep, account_id=contract.account_id)
    assert (found.satisfaction.mean, found.satisfaction.count) == (4.0, 1)
    assert [r.words for r in found.done] == ["交期準時"]


def test_only_who_owns_the_order_or_leads_its_team_does_it(cast: Cast) -> None:
    row = accepted(cast).follow_ups.get(rule="follow.week")
    with pytest.raises(Forbidden):
        actions.finish_follow_up(cast.teammate, row.pk)
    with pytest.raises(NotFound):
        actions.move_follow_up(cast.stranger, row.pk, due_on=ACCEPTED)
    actions.move_follow_up(cast.manager, row.pk, due_on=date(2026, 11, 30))
    actions.drop_follow_up(cast.manager, row.pk)
    assert not FollowUp.objects.filter(rule="follow.week", archived_at=None).exists()


@pytest.mark.method("M8.1")
def test_a_complaint_is_heard_understood_solved_reported_and_closed_by_the_customer(
    cast: Cast,
) -> None:
    made = complain(cast, accepted(cast), solver_id=cast.users["manager"].pk)
    for step in ("analyse", "solve", "report", "follow"):
        complaints.take_step(cast.rep, made.pk, step=step, words=f"做了 {step}")
    made.refresh_from_db()
    assert (made.state, made.closed_on) == ("closed", cast.rep.today)
    found = select.complaint(cast.rep, made.pk)
    assert [s.kind for s in found.steps] == ["listen", "analyse", "solve", "report", "follow"]
    assert (found.owner_id, found.solver) == (cast.rep.user_id, "Manager")


@pytest.mark.method("M8.1")
@pytest.mark.parametrize("step", ["solve", "report", "follow", "reopen", "shout"])
def test_no_step_of_a_complaint_is_skipped(cast: Cast, step: str) -> None:
    made = complain(cast, accepted(cast))
    with pytest.raises(Refused, match="complaint_step"):
        complaints.take_step(cast.rep, made.pk, step=step, words="x")


@pytest.mark.method("M8.1")
def test_what_was_not_solved_after_all_is_heard_again(cast: Cast) -> None:
    made = complain(cast, accepted(cast))
    for step in ("analyse", "solve", "report"):
        complaints.take_step(cast.rep, made.pk, step=step, words=step)
    complaints.take_step(cast.rep, made.pk, step="reopen", words="又漏了")
    made.refresh_from_db()
    assert (made.state, made.closed_on) == ("heard", None)


def test_who_answers_a_complaint_need_not_own_the_customer(cast: Cast) -> None:
    made = complain(cast, accepted(cast), owner_id=cast.teammate.user_id)
    complaints.take_step(cast.teammate, made.pk, step="analyse", words="油封老化")
    with pytest.raises(NotFound):
        complaints.take_step(cast.stranger, made.pk, step="solve", words="x")
    with pytest.raises(Forbidden):
        complaints.take_step(cast.finance, made.pk, step="solve", words="x")
    with pytest.raises(Refused, match="complaint_moved"):
        complaints.take_step(cast.rep, made.pk, step="solve", words="x", version=1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"what": " "}, "required"),
        ({"severity": "enormous"}, "bad_choice"),
        ({"raised_on": date(2030, 1, 1)}, "date_in_future"),
        ({"owner_id": 999_999}, "bad_choice"),
    ],
)
def test_a_complaint_that_cannot_be_is_refused(
    cast: Cast, given: dict[str, Any], code: str
) -> None:
    contract = accepted(cast)
    with pytest.raises(Refused, match=code):
        complaints.record_complaint(cast.rep, contract.account_id, **{"what": "x", **given})


@pytest.mark.method("M8.1")
def test_today_shows_a_complaint_and_a_call_that_is_due(cast: Cast) -> None:
    contract = accepted(cast)
    complain(cast, contract, severity="high", raised_on=date(2026, 11, 18))
    rows = {row.kind: row for row in today.show(cast.rep).now}
    assert rows["complaint"].lead.days > 0
    assert rows["follow_up"].lead.params["what"]


@pytest.mark.method("M8.3")
def test_whom_a_customer_names_becomes_a_lead_of_the_referral_channel(cast: Cast) -> None:
    contract = accepted(cast)
    made = actions.ask_referral(
        cast.rep, contract.account_id, state="named", company="永豐精密", person="陳廠長",
        contact_id=cast.made["decider"].pk, contract_id=contract.pk,
    )  # fmt: skip
    lead = Lead.objects.get()
    assert (made.lead_id, lead.company, lead.channel) == (lead.pk, "永豐精密", "referral")
    (row,) = select.referrals(cast.rep)
    assert (row.lead, row.state, row.contact) == ("永豐精密", "named", "林總")


def test_asking_without_an_answer_is_kept_too(cast: Cast) -> None:
    contract = accepted(cast)
    actions.ask_referral(cast.rep, contract.account_id)
    with pytest.raises(Refused, match="required"):
        actions.ask_referral(cast.rep, contract.account_id, state="named")
    with pytest.raises(Refused, match="date_in_future"):
        actions.ask_referral(cast.rep, contract.account_id, asked_on=date(2030, 1, 1))
    assert not Lead.objects.exists()


def test_the_page_costs_the_same_for_more_orders(cast: Cast, queries: Any) -> None:
    contract = accepted(cast)
    with queries() as few:
        select.show(cast.rep)
    for _ in range(3):
        complain(cast, contract)
        actions.ask_referral(cast.rep, contract.account_id, state="named", company="x")
        accepted(cast)
    with queries() as many:
        select.show(cast.rep)
    assert len(many) <= len(few) + 2
