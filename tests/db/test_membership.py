"""Selling as a team: who is let in sees and works; who is taken off does not any more."""

from __future__ import annotations

import pytest

from goldenkey.actions import membership
from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import Membership
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import room as rooms
from tests.cast import Cast
from tests.rooms import case


@pytest.mark.method("M0.10")
def test_a_colleague_of_another_team_is_let_in_and_taken_off(cast: Cast) -> None:
    one = case(cast)
    made = membership.share(
        cast.rep, "opportunity", one.id, user_id=cast.users["stranger"].pk, part="presales"
    )
    room = rooms.room(cast.stranger, one.id)
    assert [(r.name, r.part) for r in room.members] == [("Stranger", "presales")]
    opportunities.edit_opportunity(cast.stranger, one.id, version=one.version, name="我們的")
    membership.unshare(cast.rep, made.pk)
    with pytest.raises(NotFound):
        rooms.room(cast.stranger, one.id)


def test_let_in_again_only_his_part_changes(cast: Cast) -> None:
    one, user = case(cast), cast.users["stranger"].pk
    membership.share(cast.rep, "opportunity", one.id, user_id=user)
    membership.share(cast.rep, "opportunity", one.id, user_id=user, part="sponsor")
    assert Membership.objects.get().part == "sponsor"


def test_the_owner_is_not_let_in_nor_anybody_unknown(cast: Cast) -> None:
    one = case(cast)
    for given, code in (
        ({"user_id": cast.users["rep"].pk}, "owns_it"), ({"user_id": 99_999}, "bad_choice"),
        ({"user_id": cast.users["stranger"].pk, "part": "king"}, "bad_choice"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            membership.share(cast.rep, "opportunity", one.id, **given)  # type: ignore[arg-type]
        assert refusal.value.code == code


def test_a_teammate_lets_nobody_in_and_a_stranger_finds_nothing(cast: Cast) -> None:
    one, user = case(cast), cast.users["manager"].pk
    with pytest.raises(Forbidden):
        membership.share(cast.teammate, "opportunity", one.id, user_id=user)
    with pytest.raises(NotFound):
        membership.share(cast.stranger, "opportunity", one.id, user_id=user)
    made = membership.share(cast.rep, "opportunity", one.id, user_id=user)
    with pytest.raises(Forbidden):
        membership.unshare(cast.teammate, made.pk)
    with pytest.raises(NotFound):
        membership.unshare(cast.stranger, made.pk)
