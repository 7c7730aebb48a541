"""The registry of rights: what roles may do, and how far it reaches."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.policies.actor import WHOLE_COMPANY, Actor
from goldenkey.policies.errors import Forbidden
from goldenkey.policies.permissions import FIELD_RIGHTS, RIGHTS, ROLES, Reach, rights_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Row:
    """A record with an owner and a team."""

    def __init__(self, pk: int, owner_id: int, team_id: int) -> None:
        self.pk, self.owner_id, self.team_id = pk, owner_id, team_id


def _actor(role: str, *, teams: tuple[int, ...] | None, members: frozenset[int]) -> Actor:
    return Actor(
        user_id=1, name="x", role=role, team_id=1, team_ids=teams, language="en",
        zone="Asia/Taipei", currency="TWD", now=NOW, memberships={"account": members},
    )  # fmt: skip


rows = st.builds(Row, st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
actors = st.builds(
    lambda role, members: _actor(
        role, teams=None if role in WHOLE_COMPANY else (1,), members=members
    ),
    st.sampled_from(ROLES), st.frozensets(st.integers(1, 4)),
)  # fmt: skip


@given(actors, rows, st.sampled_from(sorted(RIGHTS)))
def test_a_right_on_a_record_is_never_more_than_the_right_itself(
    actor: Actor, row: Row, right: str
) -> None:
    if actor.may(right, row, kind="account"):
        assert actor.may(right)


@given(actors, rows, st.sampled_from(sorted(RIGHTS)))
def test_own_reach_is_of_owners_and_members_only(actor: Actor, row: Row, right: str) -> None:
    if actor.rights.get(right) is Reach.OWN:
        held = row.owner_id == actor.user_id or row.pk in actor.member_of("account")
        assert actor.may(right, row, kind="account") is held


@given(actors, rows, st.sampled_from(sorted(RIGHTS)))
def test_require_refuses_exactly_where_may_says_no(actor: Actor, row: Row, right: str) -> None:
    if actor.may(right, row, kind="account"):
        actor.require(right, row, kind="account")
    else:
        with pytest.raises(Forbidden) as refused:
            actor.require(right, row, kind="account")
        assert refused.value.params["right"] == right


@given(actors, rows)
def test_membership_of_another_kind_of_record_opens_nothing(actor: Actor, row: Row) -> None:
    opened = actor.may("account.edit", row, kind="opportunity")
    reach = actor.rights.get("account.edit", Reach.NONE)
    if reach is Reach.OWN:
        assert opened is (row.owner_id == actor.user_id)


OF_THE_COMPANY = {"playbook.read", "product.read", "product.cost", "commission_plan.read"}
"""Tables without a team: the company's own records, the same for every team."""


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_the_whole_company_only_where_scope_lets_it_see_it(role: str) -> None:
    company = [r for r, reach in rights_of(role).items() if reach is Reach.COMPANY]
    if role not in WHOLE_COMPANY:
        assert set(company) <= OF_THE_COMPANY


def test_an_unknown_right_is_held_by_nobody() -> None:
    assert not any("no.such" in rights_of(role) for role in ROLES)


def test_each_writing_right_has_a_reading_one_as_wide() -> None:
    """Nobody may change what he may not see."""
    for right, reaches in RIGHTS.items():
        noun = right.partition(".")[0]
        reading = RIGHTS.get(f"{noun}.read")
        if reading is None or right.endswith(".read"):
            continue
        for role, mine, seen in zip(ROLES, reaches, reading, strict=True):
            assert mine <= seen, (right, role)


def test_fields_with_a_right_of_their_own_name_one_of_the_registry() -> None:
    assert set(FIELD_RIGHTS.values()) <= set(RIGHTS)


def test_nobody_acts_as_the_system_by_a_page() -> None:
    assert "home.read" not in rights_of("system")
    assert "job.run" in rights_of("system")
    assert [r for r in ROLES if r != "system" and "job.run" in rights_of(r)] == []
