"""Actors are made once a request, from few and small queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from goldenkey.actions import account as accounts
from goldenkey.actions import membership
from goldenkey.data.models import Team
from goldenkey.policies.actor import actor_for, system_actor
from goldenkey.policies.permissions import ROLES
from tests.cast import ROLES as PEOPLE
from tests.cast import Cast


def test_an_actor_costs_three_queries_at_most(cast: Cast, queries: Callable[[], Any]) -> None:
    for name in PEOPLE:
        with queries() as seen:
            actor_for(cast.users[name], cast.now)
        assert len(seen) <= 3, name


def test_the_cast_plays_every_role_but_the_systems(cast: Cast) -> None:
    assert {role for role, _ in PEOPLE.values()} == set(ROLES) - {"system"}


def test_a_rep_has_his_team_a_manager_those_below_a_director_no_list(cast: Cast) -> None:
    below = Team.objects.create(name="中區一組", parent=cast.teams["centre"])
    assert cast.rep.team_ids == (cast.teams["centre"].pk,)
    assert cast.manager.team_ids == tuple(sorted((cast.teams["centre"].pk, below.pk)))
    assert cast.director.team_ids is None


def test_membership_gives_the_right_of_an_owner_on_that_record(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    assert not cast.teammate.may("account.edit", account, kind="account")
    membership.share(cast.rep, "account", account.pk, user_id=cast.users["teammate"].pk)
    assert cast.teammate.may("account.edit", account, kind="account")


def test_somebody_without_a_team_sees_no_teams_rows(cast: Cast) -> None:
    user = cast.users["stranger"]
    user.team = None
    assert actor_for(user, cast.now).team_ids == ()


def test_the_day_of_business_is_in_the_organisations_zone(cast: Cast) -> None:
    late = cast.rep.at(cast.now.replace(hour=17))  # 01:00 of the next day in Taipei
    assert (late.today - cast.rep.today).days == 1


def test_the_system_acts_under_its_own_name(cast: Cast) -> None:
    actor = system_actor(cast.now)
    assert (actor.role, actor.team_ids) == ("system", None)
