"""Who may not know where people stand learns it nowhere: lists, room, Today, warnings (M9.3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import committee
from goldenkey.actions import contact as contacts
from goldenkey.actions import opportunity as opportunities
from goldenkey.data import models as m
from goldenkey.policies.actor import Actor
from goldenkey.selectors import activity as acts
from goldenkey.selectors import opportunity as lists
from goldenkey.selectors import room as rooms
from goldenkey.selectors import room_parts, today_opportunities
from tests.cast import Cast


@pytest.fixture
def twins(cast: Cast) -> tuple[m.Opportunity, m.Opportunity]:
    """Two opportunities alike but for one thing: in the first the decision maker opposes."""
    made = []
    for name, stance in (("甲", "opponent"), ("乙", "neutral")):
        account = accounts.create_account(cast.rep, name=f"{name}機械")
        row = opportunities.create_opportunity(cast.rep, account.pk, name=name, amount="900000")
        boss = contacts.create_contact(cast.rep, account.pk, name=f"{name}總")
        committee.seat(cast.rep, row.pk, contact_id=boss.pk, roles=["decision_maker"],
                       influence="high", stance=stance)  # fmt: skip
        activities.log(cast.rep, opportunity_id=row.pk, contact_ids=[boss.pk])
        row.refresh_from_db()
        made.append(row)
    return made[0], made[1]


def _reader(cast: Cast, name: str) -> Actor:
    return cast.actor(name)


@pytest.mark.method("M9.3")
@pytest.mark.parametrize("name", ["teammate", "finance", "admin"])
def test_lists_look_alike_whether_somebody_opposes_or_not(
    cast: Cast, twins: tuple[m.Opportunity, m.Opportunity], name: str
) -> None:
    rows = {r.name: r for r in lists.page(_reader(cast, name), lists.Filters()).rows}
    against, neutral = rows["甲"], rows["乙"]
    assert "a" in twins[0].coverage[:4] and "a" not in twins[0].coverage[4:]
    assert against.coverage == neutral.coverage
    assert against.worst_warning == neutral.worst_warning


@pytest.mark.parametrize("name", ["teammate", "finance", "admin"])
def test_the_room_looks_alike_whether_somebody_opposes_or_not(
    cast: Cast, twins: tuple[m.Opportunity, m.Opportunity], name: str
) -> None:
    one, two = (rooms.room(_reader(cast, name), row.pk) for row in twins)
    assert one.dots == two.dots
    assert [w.rule for w in one.warnings] == [w.rule for w in two.warnings]
    assert (one.chance, one.chance_confirmed) == (two.chance, two.chance_confirmed)
    assert [c.key for c in one.empty_chairs] == [c.key for c in two.empty_chairs]
    assert {s.stance for s in one.seats} == {None}


def test_the_hint_at_an_empty_chair_tells_no_opponent(cast: Cast) -> None:
    """Who could name somebody is chosen without stances for who may not know them."""
    account = accounts.create_account(cast.rep, name="丙機械")
    row = opportunities.create_opportunity(cast.rep, account.pk, name="丙", amount="900000")
    people = [contacts.create_contact(cast.rep, account.pk, name=n) for n in ("反", "中")]
    for person, stance, access in zip(people, ("opponent", "neutral"), ("easy", "hard"),
                                      strict=True):  # fmt: skip
        committee.seat(cast.rep, row.pk, contact_id=person.pk, roles=["end_user"], stance=stance,
                       access=access)  # fmt: skip
    activities.log(cast.rep, opportunity_id=row.pk, contact_ids=[p.pk for p in people])
    told = {name: rooms.room(_reader(cast, name), row.pk).empty_chairs[0].guide
            for name in ("rep", "teammate")}  # fmt: skip
    assert told["rep"] and told["teammate"]
    assert (told["rep"].name, told["teammate"].name) == ("中", "反")


def test_today_of_an_owner_without_the_right_tells_no_stance(
    cast: Cast, twins: tuple[m.Opportunity, m.Opportunity]
) -> None:
    m.Opportunity.objects.filter(pk=twins[0].pk).update(owner=cast.users["admin"])
    told = today_opportunities.gather(cast.admin, ())
    shown = str(told)
    book = rooms.snapshots.opportunities(cast.rep, [twins[0].pk])[twins[0].pk].playbook
    rules = [r for r in book.warnings if room_parts.tells_stance(r)]
    assert rules and not [r.id for r in rules if r.say.say("zh-hant") in shown]


def test_what_a_visit_brought_tells_a_teammate_no_stance(
    cast: Cast, twins: tuple[m.Opportunity, m.Opportunity]
) -> None:
    made = m.Activity.objects.get(opportunity=twins[0])
    found = acts.result(replace(cast.teammate, language="zh-hant"), made.pk)
    book = rooms.snapshots.opportunities(cast.rep, [twins[0].pk])[twins[0].pk].playbook
    hidden = {r.id for r in book.warnings if room_parts.tells_stance(r)}
    assert not {w.rule for w in (*found.standing, *found.gone)} & hidden


def test_no_list_is_filtered_or_sorted_by_a_hidden_field() -> None:
    from dataclasses import fields

    from goldenkey.policies.permissions import FIELD_RIGHTS

    asked = {f.name for f in fields(lists.Filters)}
    assert not asked & {name for _kind, name in FIELD_RIGHTS}
