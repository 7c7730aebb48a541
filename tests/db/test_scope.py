"""Fence 4: which rows an actor sees, for every table that hangs on a record with an owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import contact as contacts
from goldenkey.actions import membership
from goldenkey.actions import opportunity as opportunities
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.errors import NotFound
from tests.cast import ROLES, Cast
from tests.one_of_each import Records, one_of_each

SCOPED: list[Any] = [*scope.OWN_SCOPE, *scope.HANGS_ON, m.Contact]
UNSCOPED: list[Any] = sorted(
    [*scope.BY_SUBJECT, *scope.INTERNAL], key=lambda model: model.__name__
)  # a set of classes has another order in every process, and two processes share these tests


@pytest.fixture
def records(cast: Cast) -> Records:
    return one_of_each(cast)


def _seen(cast: Cast, name: str, model: Any) -> set[int]:
    return set(scope.visible(cast.actor(name), model).values_list("pk", flat=True))


@pytest.mark.method("M9.3")
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_teams_see_their_own_rows_and_a_stranger_none(
    cast: Cast, records: Records, model: Any
) -> None:
    every = set(model.objects.values_list("pk", flat=True))
    if hasattr(model, "archived_at"):
        every = set(model.objects.filter(archived_at=None).values_list("pk", flat=True))
    assert every or model is m.ImportRow, "the builder makes one of each"
    for name in ROLES:
        assert _seen(cast, name, model) == (set() if name == "stranger" else every), name


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_every_row_leads_to_a_record_with_an_owner(
    cast: Cast, records: Records, model: Any
) -> None:
    if model is m.Contact:
        return
    for row in model.objects.all():
        owner, kind = scope.owner_of(row)
        assert scope.OWN_SCOPE[type(owner)] == kind
        assert owner.owner_id == cast.users["rep"].pk


@pytest.mark.parametrize("model", UNSCOPED, ids=lambda model: model.__name__)
def test_rows_without_a_scope_of_their_own_are_not_read_by_it(cast: Cast, model: Any) -> None:
    with pytest.raises(TypeError):
        list(scope.visible(cast.rep, model))


def test_a_member_of_an_opportunity_sees_it_with_the_account_and_its_people(
    cast: Cast, records: Records
) -> None:
    _share(cast, records.opportunity)
    assert _seen(cast, "stranger", m.Opportunity) == {records.opportunity.pk}
    assert _seen(cast, "stranger", m.Account) == {records.account.pk}
    people = m.Position.objects.filter(account=records.account).values_list("contact", flat=True)
    assert _seen(cast, "stranger", m.Contact) == set(people)
    seats = records.opportunity.stakeholders.values_list("pk", flat=True)
    assert _seen(cast, "stranger", m.Stakeholder) == set(seats)
    assert _seen(cast, "stranger", m.Need) == {records.need.pk}


def test_a_member_of_an_opportunity_sees_nothing_else_of_the_account(
    cast: Cast, records: Records
) -> None:
    """Not the contract of another opportunity, its money, nor what was done there."""
    _share(cast, records.opportunity)
    for model in (m.Contract, m.Receivable, m.Payment, m.Allocation, m.CommissionLine, m.Lead):
        assert _seen(cast, "stranger", model) == set(), model.__name__
    alone = activities.log(cast.rep, account_id=records.account.pk, kind="call")
    assert alone.pk not in _seen(cast, "stranger", m.Activity)
    assert records.activity.pk in _seen(cast, "stranger", m.Activity)


def test_a_member_of_a_contract_sees_its_money_and_the_account(
    cast: Cast, records: Records
) -> None:
    membership.share(
        cast.rep, "contract", records.contract.pk, user_id=cast.users["stranger"].pk
    )  # fmt: skip
    assert _seen(cast, "stranger", m.Contract) == {records.contract.pk}
    assert records.receivable.pk in _seen(cast, "stranger", m.Receivable)
    assert _seen(cast, "stranger", m.Account) == {records.account.pk}
    assert _seen(cast, "stranger", m.Opportunity) == set()
    assert _seen(cast, "stranger", m.Payment) == set()


def test_what_hangs_on_an_opportunity_follows_it_not_the_account(cast: Cast) -> None:
    """An opportunity given to another team takes its activities and steps along."""
    account = accounts.create_account(cast.rep, name="甲")
    made = opportunities.create_opportunity(cast.rep, account.pk, name="案")
    done = activities.log(cast.rep, opportunity_id=made.pk)
    step = activities.plan_step(cast.rep, opportunity_id=made.pk, what="w", due_on=None)
    made.refresh_from_db()
    opportunities.give(
        cast.director, made.pk, version=made.version, owner_id=cast.users["stranger"].pk
    )
    assert _seen(cast, "stranger", m.Activity) == {done.pk}
    assert _seen(cast, "stranger", m.NextStep) == {step.pk}
    assert _seen(cast, "rep", m.Activity) == set()
    assert activities.finish_step(cast.stranger, step.pk).done_at


def test_leaving_takes_the_sight_away(cast: Cast, records: Records) -> None:
    held = _share(cast, records.opportunity)
    membership.unshare(cast.rep, held.pk)
    assert _seen(cast, "stranger", m.Opportunity) == set()
    assert _seen(cast, "stranger", m.Account) == set()


def test_a_managers_scope_holds_the_teams_below_and_not_beside(cast: Cast) -> None:
    below = m.Team.objects.create(name="中區一組", parent=cast.teams["centre"])
    made = _owned(cast, below)
    assert made.pk in _seen(cast, "manager", m.Account)
    assert made.pk not in _seen(cast, "rep", m.Account)
    beside = _owned(cast, cast.teams["south"])
    assert beside.pk not in _seen(cast, "manager", m.Account)


def test_archived_rows_are_not_among_them_and_can_be_found_to_be_taken_back(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    accounts.archive_account(cast.rep, account.pk, version=1)
    with pytest.raises(NotFound):
        scope.get(cast.rep, m.Account, account.pk)
    assert scope.get(cast.rep, m.Account, account.pk, archived=True).pk == account.pk
    with pytest.raises(NotFound):
        scope.get(cast.stranger, m.Account, account.pk, archived=True)


def test_people_of_an_archived_customer_are_not_seen_by_the_team(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    person = contacts.create_contact(cast.rep, account.pk, name="林")
    accounts.archive_account(cast.rep, account.pk, version=1)
    assert person.pk not in _seen(cast, "rep", m.Contact)
    assert person.pk in _seen(cast, "director", m.Contact)


def test_a_person_at_two_customers_is_seen_by_both_teams(cast: Cast) -> None:
    ours = accounts.create_account(cast.rep, name="甲")
    theirs = accounts.create_account(cast.stranger, name="乙")
    person = contacts.create_contact(cast.rep, ours.pk, name="林")
    contacts.add_position(cast.director, person.pk, account_id=theirs.pk)
    assert person.pk in _seen(cast, "stranger", m.Contact)
    assert _seen(cast, "stranger", m.Account) == {theirs.pk}
    assert {p.account_id for p in scope.visible(cast.stranger, m.Position)} == {theirs.pk}


def test_a_person_without_a_post_is_seen_by_who_sees_the_whole_company(cast: Cast) -> None:
    person = m.Contact.objects.create(name="孤", created_at=cast.now, updated_at=cast.now)
    assert person.pk not in _seen(cast, "rep", m.Contact)
    assert person.pk in _seen(cast, "director", m.Contact)
    with pytest.raises(NotFound):
        contacts.edit_contact(cast.director, person.pk, version=1, name="獨")


def test_lists_cost_one_statement_whatever_the_memberships(
    cast: Cast, records: Records, queries: Callable[[], Any]
) -> None:
    _share(cast, records.opportunity)
    actor = cast.stranger
    with queries() as seen:
        list(scope.visible(actor, m.Account))
    assert len(seen) == 1


def _share(cast: Cast, row: m.Opportunity) -> m.Membership:
    return membership.share(
        cast.rep, "opportunity", row.pk, user_id=cast.users["stranger"].pk
    )  # fmt: skip


def _owned(cast: Cast, team: m.Team) -> m.Account:
    return m.Account.objects.create(
        name="乙", owner=cast.users["director"], team=team, created_at=cast.now,
        updated_at=cast.now,
    )  # fmt: skip
