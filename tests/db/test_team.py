"""Teams and who works in them: made, renamed, moved; colleagues placed, passwords given."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import check_password

from goldenkey.actions import team
from goldenkey.actions import user as users
from goldenkey.data.models import AuditEntry, Team, User
from goldenkey.policies.actor import actor_for
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import team as select
from goldenkey.selectors import user as people
from tests import rooms
from tests.cast import Cast


def refused(code: str, run: Any, *args: Any, **kwargs: Any) -> None:
    with pytest.raises(Refused) as found:
        run(*args, **kwargs)
    assert found.value.code == code


def test_teams_stand_as_a_tree_from_the_top_down(cast: Cast) -> None:
    admin, centre = cast.admin, cast.teams["centre"]
    made = team.create_team(admin, name="中區二組", parent_id=centre.pk)
    rows = {row.id: row for row in select.tree(admin)}
    assert rows[made.pk].depth == rows[centre.pk].depth + 1
    order = [row.id for row in select.tree(admin)]
    assert order.index(centre.pk) < order.index(made.pk)


def test_a_team_is_renamed_and_moved_but_never_below_itself(cast: Cast) -> None:
    admin, centre = cast.admin, cast.teams["centre"]
    low = team.create_team(admin, name="低", parent_id=centre.pk)
    refused("team_in_a_circle", team.edit_team, admin, centre.pk, parent_id=low.pk)
    refused("team_in_a_circle", team.edit_team, admin, low.pk, parent_id=low.pk)
    refused("name_taken", team.edit_team, admin, low.pk, name=centre.name)
    refused("required", team.create_team, admin, name=" ")
    assert team.edit_team(admin, low.pk, name="高", on_top=True).parent is None
    with pytest.raises(NotFound):
        team.edit_team(admin, 10**6, name="x")


def test_only_who_manages_users_may(cast: Cast) -> None:
    for who in (cast.rep, cast.manager, cast.director, cast.finance, cast.compliance):
        with pytest.raises(Forbidden):
            select.tree(who)
        with pytest.raises(Forbidden):
            team.create_team(who, name="x")
        with pytest.raises(Forbidden):
            team.reset_password(who, cast.rep.user_id)


def test_a_new_colleague_gets_a_password_for_the_first_time_only(cast: Cast) -> None:
    made, password = team.add_user(
        cast.admin, username="mei", name="李美", role="rep", team_id=cast.teams["centre"].pk
    )
    assert check_password(password, made.password)
    assert made.password_is_temporary
    assert (made.team, made.role) == (cast.teams["centre"], "rep")
    text = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert password not in text
    assert made.password not in text
    refused(
        "name_taken", team.add_user, cast.admin, username="MEI", name="x", role="rep",
        team_id=made.team_id,
    )  # fmt: skip
    for more in ({"role": "system"}, {"language": "fr"}):
        given = {"username": "y", "name": "y", "role": "rep", "team_id": made.team_id, **more}
        refused("bad_choice", team.add_user, cast.admin, **given)


def test_a_password_of_ones_own_is_chosen_with_the_one_in_use(cast: Cast) -> None:
    password = team.reset_password(cast.admin, cast.rep.user_id)
    change = team.change_password
    refused("wrong_password", change, cast.rep, now="x", new="Golden-Key-2026")
    refused("weak_password", change, cast.rep, now=password, new="12345678")
    change(cast.rep, now=password, new="Golden-Key-2026")
    user = User.objects.get(pk=cast.rep.user_id)
    assert not user.password_is_temporary
    assert check_password("Golden-Key-2026", user.password)


def test_who_changes_teams_takes_his_customers_along(cast: Cast) -> None:
    one, south = rooms.case(cast), cast.teams["south"]
    team.place_user(cast.admin, cast.rep.user_id, team_id=south.pk)
    one.account.refresh_from_db()
    assert (one.fresh.team, one.account.team) == (south, south)
    rep = actor_for(User.objects.get(pk=cast.rep.user_id), cast.rep.now)
    assert rep.team_id == south.pk


def test_records_stay_with_the_team_where_told_so(cast: Cast) -> None:
    one = rooms.case(cast)
    team.place_user(cast.admin, cast.rep.user_id, team_id=cast.teams["south"].pk, take_along=False)
    assert one.fresh.team == cast.teams["centre"]


def test_a_shut_sign_in_shuts_the_tokens_too(cast: Cast) -> None:
    token = users.create_token(cast.admin, username="rep")
    team.place_user(cast.admin, cast.rep.user_id, is_active=False)
    team.place_user(cast.admin, cast.rep.user_id, is_active=True)
    assert people.by_token(token) is None


def test_the_last_administrator_stays(cast: Cast) -> None:
    admin = cast.admin
    refused("last_admin", team.place_user, admin, admin.user_id, role="rep")
    refused("last_admin", team.place_user, admin, admin.user_id, is_active=False)
    team.place_user(admin, cast.manager.user_id, role="admin")
    assert team.place_user(admin, admin.user_id, role="director").role == "director"
    assert Team.objects.exists()
