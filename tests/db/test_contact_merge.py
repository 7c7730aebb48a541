"""Two entries of one person become one: nothing is lost, nobody sits twice, no circle is made."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import activity, body, committee, contact, contact_merge, erasure, fact, map
from goldenkey.data.models import (
    AuditEntry,
    CommitteeBody,
    Contact,
    Fact,
    Position,
    SearchEntry,
    SeatLink,
    SeatRelation,
    Stakeholder,
)
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import contact_merge as select
from tests.cast import Cast
from tests.rooms import Case, case, seat


def _twin(cast: Cast, one: Case, **fields: Any) -> Contact:
    given = {"name": "王志遠", "mobile": "0912345678", "note": "愛釣魚", **fields}
    return contact.create_contact(cast.rep, one.account.pk, **given)


def _merge(cast: Cast, one: Case, gone: Contact, by: str = "rep") -> Contact:
    return contact_merge.merge(cast.actor(by), one.user.pk, gone_id=gone.pk)


def test_what_named_the_one_names_the_other_in_one_entry(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one)
    seat(cast, one, gone, "purchaser")
    done = activity.log(cast.rep, opportunity_id=one.id, contact_ids=[gone.pk, one.decider.pk])
    before = AuditEntry.objects.count()
    kept = _merge(cast, one, gone)
    assert AuditEntry.objects.count() == before + 1
    assert (kept.mobile, kept.note, kept.title) == ("0912345678", "愛釣魚", "科長")
    assert {c.pk for c in done.contacts.all()} == {kept.pk, one.decider.pk}
    assert Stakeholder.objects.get(opportunity=one.id).contact_id == kept.pk
    old = Contact.objects.get(pk=gone.pk)
    assert old.merged_into_id == kept.pk and old.archived_at and old.name == "王志遠"
    assert not SearchEntry.objects.filter(kind="contact", record_id=gone.pk).exists()


def test_two_posts_at_one_customer_become_one_and_others_move(cast: Cast) -> None:
    one, other = case(cast), case(cast, name="別家")
    gone = _twin(cast, one)
    contact.add_position(cast.rep, gone.pk, account_id=other.account.pk, title="顧問")
    kept = _merge(cast, one, gone)
    now = Position.objects.filter(contact=kept, until_on=None, archived_at=None)
    assert sorted(now.values_list("account_id", flat=True)) == [one.account.pk, other.account.pk]


def test_two_seats_on_one_committee_become_one_with_all_they_knew(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one)
    first = seat(cast, one, one.user, "end_user")
    second = seat(
        cast, one, gone, "purchaser", influence="high", stance="opponent", stance_confirmed=True,
        interests="少停機",
    )  # fmt: skip
    boss = seat(cast, one, one.decider, "decision_maker")
    map.link(cast.rep, one.id, from_id=second.pk, to_id=boss.pk, kind="influences")
    map.link(cast.rep, one.id, from_id=first.pk, to_id=second.pk, kind="conflicts")
    map.relate(cast.rep, second.pk, cast.rep.user_id, now="working")
    group = body.form(
        cast.rep, one.id, kind="evaluation", name="評估會", member_ids=[second.pk, boss.pk]
    )
    _merge(cast, one, gone)
    held = Stakeholder.objects.get(opportunity=one.id, contact=one.user, archived_at=None)
    assert held.pk == first.pk and set(held.roles) == {"end_user", "purchaser"}
    assert (held.influence, held.stance, held.interests) == ("high", "opponent", "少停機")
    lines = SeatLink.objects.filter(archived_at=None)
    assert [(a.from_seat_id, a.to_seat_id) for a in lines] == [(first.pk, boss.pk)]
    assert SeatRelation.objects.get(archived_at=None).stakeholder_id == first.pk
    assert CommitteeBody.objects.get(pk=group.pk).members == sorted([first.pk, boss.pk])


def test_no_circle_of_chiefs_comes_of_a_merge(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one)
    boss = seat(cast, one, one.decider, "decision_maker")
    first = seat(cast, one, one.user, "end_user", reports_to_id=boss.pk)
    second = seat(cast, one, gone, "purchaser")
    committee.change_seat(cast.rep, boss.pk, version=boss.version, reports_to_id=second.pk)
    _merge(cast, one, gone)
    first.refresh_from_db()
    boss.refresh_from_db()
    assert (first.reports_to_id, boss.reports_to_id) == (None, first.pk)


def test_a_fact_keeps_naming_the_old_entry_which_leads_to_the_new(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one)
    fact.record(
        cast.rep, "opportunity", one.id, name="prospect.real", value=True, confirmed=True,
        said_by_id=gone.pk,
    )  # fmt: skip
    kept = _merge(cast, one, gone)
    assert Fact.objects.get(name="prospect.real").said_by_id == gone.pk
    assert select.leads_to(cast.rep, gone.pk) == kept.pk
    assert [f.mobile for f in select.formers(cast.rep, kept.pk)] == ["0912345678"]
    assert select.leads_to(cast.stranger, gone.pk) is None


def test_who_looks_alike_is_proposed_first(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one, name="王 志遠")
    found = select.twins(cast.rep, one.user.pk)
    assert [(t.id, t.alike) for t in found] == [(gone.pk, True), (one.decider.pk, False)]


def test_a_merge_with_itself_twice_or_of_a_stale_entry_is_refused(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one)
    with pytest.raises(Refused, match="merges_with_itself"):
        contact_merge.merge(cast.rep, one.user.pk, gone_id=one.user.pk)
    with pytest.raises(Refused, match="read_again"):
        contact_merge.merge(cast.rep, one.user.pk, gone_id=gone.pk, version=99)
    _merge(cast, one, gone)
    with pytest.raises(NotFound):
        _merge(cast, one, gone)


@pytest.mark.parametrize(("who", "problem"), [
    ("teammate", Forbidden), ("finance", Forbidden), ("stranger", NotFound),
])  # fmt: skip
def test_who_may_not_change_a_person_may_not_merge_them(
    cast: Cast, who: str, problem: type[Exception]
) -> None:
    one = case(cast)
    gone = _twin(cast, one)
    with pytest.raises(problem):
        _merge(cast, one, gone, by=who)
    assert Contact.objects.get(pk=gone.pk).archived_at is None


def test_a_later_merge_takes_the_earlier_ones_along(cast: Cast) -> None:
    one = case(cast)
    first, second = _twin(cast, one), _twin(cast, one, mobile="0987654321")
    contact_merge.merge(cast.rep, second.pk, gone_id=first.pk)
    _merge(cast, one, second)
    assert Contact.objects.get(pk=first.pk).merged_into_id == one.user.pk


def test_erasing_a_person_erases_every_entry_merged_into_it(cast: Cast) -> None:
    one = case(cast)
    gone = _twin(cast, one, name="王志遠（舊）", email="old@example.com")
    kept = _merge(cast, one, gone)
    erasure.erase(cast.compliance, kept.pk, confirm_name=kept.name, reason="本人要求")
    for row in Contact.objects.filter(pk__in=[kept.pk, gone.pk]):
        assert row.erased_at and row.name == f"— {row.pk}" and not (row.mobile or row.email)
