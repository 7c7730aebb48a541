"""The register counts every giver and employer, and is decided by others (M4.9, M2.8)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import conduct as conducts
from goldenkey.actions import contact as contacts
from goldenkey.actions import gift as gifts
from goldenkey.actions import opportunity as opportunities
from goldenkey.data import models as m
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import conduct as select
from goldenkey.selectors import gift as register
from tests.cast import Cast


class Customer:
    """A customer of the rep with an opportunity and two people."""

    def __init__(self, cast: Cast) -> None:
        self.account = accounts.create_account(cast.rep, name="長榮機械")
        pk = self.account.pk
        self.opportunity = opportunities.create_opportunity(
            cast.rep, pk, name="空壓機", amount="1200000"
        )
        self.buyer = contacts.create_contact(cast.rep, pk, name="林經理", mobile="0911-222-333")
        self.boss = contacts.create_contact(cast.rep, pk, name="何總")


@pytest.fixture
def at(cast: Cast) -> Customer:
    return Customer(cast)


def _give(cast: Cast, at: Customer, amount: int, who: str = "rep", **more: Any) -> Any:
    asked = {"contact_id": at.buyer.pk, "purpose": "拜訪", "opportunity_id": at.opportunity.pk}
    return gifts.register(cast.actor(who), amount=amount, **{**asked, **more})


@pytest.mark.method("M4.9")
def test_what_a_person_may_have_in_a_year_counts_every_giver(cast: Cast, at: Customer) -> None:
    assert not _give(cast, at, 2000).refused
    assert _give(cast, at, 1500, "manager").refused == ("over_year",)
    assert not _give(cast, at, 1000, "manager").refused


def test_it_counts_every_company_he_works_for_and_a_second_entry_of_him(
    cast: Cast, at: Customer
) -> None:
    sister = accounts.create_account(cast.rep, name="長榮鋼鐵")
    contacts.add_position(cast.rep, at.buyer.pk, account_id=sister.pk)
    again = contacts.create_contact(cast.rep, sister.pk, name="林經理", mobile="0911-222-333")
    _give(cast, at, 2500)
    there = {"opportunity_id": None, "account_id": sister.pk}
    assert _give(cast, at, 1000, **there).refused == ("over_year",)
    assert _give(cast, at, 1000, contact_id=again.pk, **there).refused == ("over_year",)


def test_the_year_begins_anew_and_what_was_refused_or_withdrawn_does_not_count(
    cast: Cast, at: Customer
) -> None:
    first = _give(cast, at, 2500)
    assert not _give(cast, at, 2500, on=date(cast.rep.today.year + 1, 1, 5)).refused
    assert _give(cast, at, 2500).refused
    gifts.withdraw(cast.rep, first.entry.pk)
    assert not _give(cast, at, 2500).refused


@pytest.mark.parametrize("category", ["cash", "cash_equivalent"])
def test_cash_is_refused_and_the_refusal_is_kept(cast: Cast, at: Customer, category: str) -> None:
    made = _give(cast, at, 1, category=category)
    row = register.show(cast.rep, made.entry.pk).row
    assert (row.state, row.rules, row.by_rule) == ("refused", ("cash_never",), True)


def test_officials_and_people_of_state_owned_customers_have_nothing(
    cast: Cast, at: Customer
) -> None:
    state = accounts.create_account(cast.rep, name="台糖", ownership="state")
    clerk = contacts.create_contact(cast.rep, state.pk, name="吳課長")
    official = contacts.create_contact(cast.rep, at.account.pk, name="周局長", standing="official")
    there = {"opportunity_id": None, "account_id": state.pk, "contact_id": clerk.pk}
    assert _give(cast, at, 50, **there).refused == ("over_year",)
    assert _give(cast, at, 50, contact_id=official.pk).refused == ("over_year",)


def test_nothing_is_given_in_a_quiet_period_not_even_to_others_there(
    cast: Cast, at: Customer
) -> None:
    today = cast.rep.today
    conducts.open_quiet_period(cast.rep, at.opportunity, today, today, [at.boss], "招標")
    assert _give(cast, at, 100).refused == ("tender_open",)
    assert _give(cast, at, 100, contact_id=at.boss.pk).refused == ("evaluator",)
    assert not _give(cast, at, 100, on=today + timedelta(days=1)).refused


def test_an_open_tender_of_the_customer_s_step_stops_gifts_too(cast: Cast, at: Customer) -> None:
    m.Opportunity.objects.filter(pk=at.opportunity.pk).update(buying_step="bidding")
    assert _give(cast, at, 100).refused == ("tender_open",)


def test_the_giver_and_who_entered_it_decide_nothing(cast: Cast, at: Customer) -> None:
    mine = _give(cast, at, 500, "manager")
    for_him = _give(cast, at, 500, "rep", giver_id=cast.users["manager"].pk)
    for made in (mine, for_him):
        with pytest.raises(Refused, match="own_gift"):
            gifts.decide(cast.manager, made.entry.pk, approve=True)
    with pytest.raises(Forbidden):
        gifts.decide(cast.rep, for_him.entry.pk, approve=True)


def test_above_the_manager_s_limit_compliance_decides(cast: Cast, at: Customer) -> None:
    small, large = _give(cast, at, 800), _give(cast, at, 1800)
    assert gifts.decide(cast.manager, small.entry.pk, approve=True).refused == ()
    with pytest.raises(Forbidden):
        gifts.decide(cast.manager, large.entry.pk, approve=True)
    assert gifts.decide(cast.compliance, large.entry.pk, approve=True).refused == ()
    with pytest.raises(Refused, match="gift_is_decided"):
        gifts.decide(cast.compliance, large.entry.pk, approve=False, reason="晚了")


def test_saying_no_needs_a_reason_that_is_kept(cast: Cast, at: Customer) -> None:
    made = _give(cast, at, 500)
    with pytest.raises(Refused, match="reason_required"):
        gifts.decide(cast.manager, made.entry.pk, approve=False)
    gifts.decide(cast.manager, made.entry.pk, approve=False, reason="太頻繁")
    assert register.show(cast.rep, made.entry.pk).decided_why == "太頻繁"


def test_only_what_was_approved_is_given(cast: Cast, at: Customer) -> None:
    made = _give(cast, at, 500)
    with pytest.raises(Refused, match="gift_not_approved"):
        gifts.hand_over(cast.rep, made.entry.pk)
    gifts.decide(cast.manager, made.entry.pk, approve=True)
    gifts.hand_over(cast.rep, made.entry.pk)
    assert register.show(cast.rep, made.entry.pk).row.state == "given"


def test_a_stranger_registers_and_reads_nothing_there(cast: Cast, at: Customer) -> None:
    made = _give(cast, at, 500)
    with pytest.raises(NotFound):
        _give(cast, at, 500, "stranger")
    with pytest.raises(NotFound):
        register.show(cast.stranger, made.entry.pk)
    assert register.register(cast.stranger).rows == ()


@pytest.mark.method("M4.9")
def test_contacting_an_evaluator_is_stopped_and_an_exception_is_compliance_s(
    cast: Cast, at: Customer
) -> None:
    today, rep = cast.rep.today, cast.rep
    period = conducts.open_quiet_period(rep, at.opportunity, today, today, [at.boss], "招標")
    with pytest.raises(Refused) as stopped:
        activities.log(rep, opportunity_id=at.opportunity.pk, contact_ids=[at.boss.pk])
    assert (stopped.value.code, stopped.value.requirement) == ("quiet_period", "M4.9")
    with pytest.raises(Refused, match="quiet_period"):
        activities.plan_step(rep, opportunity_id=at.opportunity.pk, what="電話", due_on=today,
                             contact_ids=[at.boss.pk])  # fmt: skip
    for actor in (rep, cast.manager, cast.director, cast.admin):
        with pytest.raises(Forbidden):
            conducts.allow_contact(actor, period.pk, contact_id=at.boss.pk, reason="x")
    conducts.allow_contact(cast.compliance, period.pk, contact_id=at.boss.pk, reason="公開答疑")
    activities.log(rep, opportunity_id=at.opportunity.pk, contact_ids=[at.boss.pk])
    found = select.contacts_in_quiet_periods(cast.compliance)
    assert [(one.name, one.excepted) for one in found] == [("何總", True)]


def test_the_stop_holds_for_tenders_of_other_teams_and_ends_with_the_period(
    cast: Cast, at: Customer
) -> None:
    today, stranger = cast.rep.today, cast.stranger
    conducts.open_quiet_period(cast.rep, at.opportunity, today, today, [at.boss])
    theirs = accounts.create_account(stranger, name="南亞")
    m.Position.objects.create(contact=at.boss, account=theirs, created_at=stranger.now,
                              updated_at=stranger.now)  # fmt: skip
    with pytest.raises(Refused, match="quiet_period"):
        activities.log(stranger, account_id=theirs.pk, contact_ids=[at.boss.pk])
    activities.log(stranger.later(days=1), account_id=theirs.pk, contact_ids=[at.boss.pk])


@pytest.mark.method("M2.8")
def test_two_who_must_not_meet_are_asked_about_on_one_day_at_one_customer(
    cast: Cast, at: Customer
) -> None:
    rep, day = cast.rep, cast.rep.today + timedelta(days=3)
    here = {"opportunity_id": at.opportunity.pk, "what": "拜訪"}
    conducts.keep_apart(rep, first_account_id=at.account.pk, first_id=at.buyer.pk,
                        second_account_id=at.account.pk, second_id=at.boss.pk)  # fmt: skip
    activities.plan_step(rep, due_on=day, contact_ids=[at.buyer.pk], **here)
    with pytest.raises(Refused, match="would_meet"):
        activities.plan_step(cast.manager, due_on=day, contact_ids=[at.boss.pk], **here)
    later = activities.plan_step(rep, due_on=day + timedelta(days=1), contact_ids=[at.boss.pk],
                                 **here)  # fmt: skip
    with pytest.raises(Refused, match="would_meet"):
        activities.postpone_step(rep, later.pk, version=later.version, due_on=day)
    activities.plan_step(rep, due_on=day, contact_ids=[at.boss.pk], together_ok=True, **here)
    assert {one.what for one in select.coming(rep)} == {"拜訪"}


def test_two_customers_can_be_kept_apart_as_a_whole(cast: Cast, at: Customer) -> None:
    rival = accounts.create_account(cast.rep, name="台塑")
    guest = contacts.create_contact(cast.rep, rival.pk, name="莊工")
    conducts.keep_apart(cast.rep, first_account_id=at.account.pk, second_account_id=rival.pk)
    with pytest.raises(Refused, match="would_meet"):
        activities.plan_step(
            cast.rep, opportunity_id=at.opportunity.pk, what="參訪", due_on=cast.rep.today,
            contact_ids=[at.buyer.pk, guest.pk],
        )  # fmt: skip


def test_the_contacts_of_quiet_periods_are_for_compliance(cast: Cast) -> None:
    for name in ("rep", "manager", "director", "finance", "admin"):
        with pytest.raises(Forbidden):
            select.contacts_in_quiet_periods(cast.actor(name))
