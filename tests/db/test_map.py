"""Lines, relations and places of a committee's map: kept, corrected, refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenkey.actions import committee, map
from goldenkey.data.models import AuditEntry, CommitteeMap, SeatLink, SeatRelation
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors.map import committee_map
from tests.cast import Cast
from tests.rooms import Case, case, seat

pytestmark = pytest.mark.django_db


def _two(cast: Cast) -> tuple[Case, int, int]:
    one = case(cast)
    return one, seat(cast, one, one.user, "end_user").pk, seat(cast, one, one.decider).pk


@pytest.mark.method("M4.5")
def test_a_line_is_drawn_once_and_taken_away(cast: Cast) -> None:
    one, a, b = _two(cast)
    drawn = map.link(cast.rep, one.id, from_id=a, to_id=b, kind="influences")
    assert map.link(cast.rep, one.id, from_id=a, to_id=b, kind="influences").pk == drawn.pk
    back = map.link(cast.rep, one.id, from_id=b, to_id=a, kind="influences")
    assert back.pk != drawn.pk
    assert map.unlink(cast.rep, drawn.pk) == one.id
    assert [line.id for line in committee_map(cast.rep, one.id).lines] == [back.pk]
    again = map.link(cast.rep, one.id, from_id=a, to_id=b, kind="influences")
    assert again.pk != drawn.pk


def test_a_conflict_has_no_direction(cast: Cast) -> None:
    one, a, b = _two(cast)
    first = map.link(cast.rep, one.id, from_id=b, to_id=a, kind="conflicts")
    assert map.link(cast.rep, one.id, from_id=a, to_id=b, kind="conflicts").pk == first.pk
    assert SeatLink.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"to": "a"}, "to_id"), ({"to": "elsewhere"}, "to_id"), ({"from": "nobody"}, "from_id"),
     ({"kind": "reports"}, "kind"), ({"to": "gone"}, "to_id")],
)  # fmt: skip
def test_a_line_needs_two_people_of_this_committee(
    cast: Cast, wrong: dict[str, str], field: str
) -> None:
    one, a, b = _two(cast)
    other = case(cast, name="另一條線")
    gone = seat(cast, one, other.user)
    committee.leave_seat(cast.rep, gone.pk, version=1)
    ids = {"a": a, "b": b, "elsewhere": seat(cast, other, other.user).pk, "nobody": 0,
           "gone": gone.pk}  # fmt: skip
    given = {"from": "a", "to": "b", "kind": "influences", **wrong}
    with pytest.raises(Refused) as refused:
        map.link(
            cast.rep, one.id, from_id=ids[given["from"]], to_id=ids[given["to"]],
            kind=given["kind"],
        )  # fmt: skip
    assert refused.value.field == field
    assert not SeatLink.objects.exists()


def test_who_left_the_committee_takes_his_lines_and_relations_along_and_brings_them_back(
    cast: Cast,
) -> None:
    one, a, b = _two(cast)
    map.link(cast.rep, one.id, from_id=a, to_id=b, kind="influences")
    map.relate(cast.rep, a, cast.rep.user_id, now="working")
    committee.leave_seat(cast.rep, a, version=1)
    found = committee_map(cast.rep, one.id)
    assert found.lines == () and set(found.relations) == {b}
    committee.return_to_seat(cast.rep, a)
    found = committee_map(cast.rep, one.id)
    assert len(found.lines) == 1 and found.relations[a][cast.rep.user_id or 0].now == "working"


@pytest.mark.method("M4.5")
def test_a_relation_is_kept_now_and_as_it_should_become_and_corrected(cast: Cast) -> None:
    one, a, _b = _two(cast)
    boss = cast.users["manager"].pk
    map.relate(cast.rep, a, boss, now="acquainted", target="trusted")
    map.relate(cast.rep, a, boss, now="working", target="trusted")
    assert [(r.now, r.target) for r in SeatRelation.objects.all()] == [("working", "trusted")]
    ours = [one.id for one in committee_map(cast.rep, one.id).ours]
    assert ours == [cast.rep.user_id, boss]
    change = AuditEntry.objects.order_by("-pk")[0].changes[0]
    assert change["fields"] == {"now": ["acquainted", "working"]}


@pytest.mark.parametrize(
    ("given", "field"), [({"now": "hates"}, "now"), ({"now": "none", "target": "?"}, "target")]
)
def test_a_relation_is_one_of_the_known_ones(cast: Cast, given: dict[str, str], field: str) -> None:
    _one, a, _b = _two(cast)
    with pytest.raises(Refused) as refused:
        map.relate(cast.rep, a, cast.rep.user_id or 0, **given)
    assert refused.value.field == field
    with pytest.raises(NotFound):
        map.relate(cast.rep, a, 987_654, now="none")
    with pytest.raises(NotFound):
        map.relate(cast.rep, a, cast.system.user_id or 0, now="none")


def test_places_are_kept_node_by_node_and_forgotten_together(cast: Cast) -> None:
    one, a, b = _two(cast)
    map.place(cast.rep, one.id, places={f"seat-{a}": [10, 20], f"seat-{b}": [0, 0]})
    map.place(cast.manager, one.id, places={f"seat-{b}": [-5, 300], "chair-purchaser": [7, 7]})
    assert committee_map(cast.rep, one.id).places == {
        f"seat-{a}": (10, 20), f"seat-{b}": (-5, 300), "chair-purchaser": (7, 7),
    }  # fmt: skip
    assert map.reset(cast.rep, one.id) == 3
    assert committee_map(cast.rep, one.id).places == {}
    assert map.reset(cast.rep, one.id) == 0


WRONG_PLACES: tuple[Any, ...] = (
    [1], [1, 2, 3], ["1", 2], [1.5, 2], [True, 2], None, [20_001, 0], [0, -20_001], "12", {},
)  # fmt: skip


@pytest.mark.parametrize("at", WRONG_PLACES, ids=repr)
def test_a_place_is_two_whole_numbers_on_the_map(cast: Cast, at: Any) -> None:
    one, a, _b = _two(cast)
    with pytest.raises(Refused) as refused:
        map.place(cast.rep, one.id, places={f"seat-{a}": at})
    assert refused.value.code == "bad_place"
    assert not CommitteeMap.objects.exists()


@pytest.mark.parametrize("node", ["seat-0", "chair-", "chair-nobody", "x", ""])
def test_only_what_stands_on_the_map_has_a_place(cast: Cast, node: str) -> None:
    one, _a, _b = _two(cast)
    with pytest.raises(Refused):
        map.place(cast.rep, one.id, places={node: [1, 1]})


@given(st.lists(st.tuples(st.booleans(), st.integers(-20_000, 20_000)), max_size=5))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_place_of_a_node_stands(cast: Cast, moves: list[tuple[bool, int]]) -> None:
    one, a, b = _two(cast)
    last = {}
    for first, at in moves:
        node = f"seat-{a if first else b}"
        map.place(cast.rep, one.id, places={node: [at, -at]})
        last[node] = (at, -at)
    assert committee_map(cast.rep, one.id).places == last


def test_the_audit_keeps_that_the_map_was_arranged_but_not_every_pixel(cast: Cast) -> None:
    one, a, _b = _two(cast)
    map.place(cast.rep, one.id, places={f"seat-{a}": [1, 1]})
    map.place(cast.rep, one.id, places={f"seat-{a}": [2, 2]})
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.action, entry.changes[0]["fields"]) == ("map.place", {"places": []})


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("teammate", Forbidden),
        ("stranger", NotFound),
        ("finance", Forbidden),
        ("admin", Forbidden),
    ],
)
def test_who_may_not_edit_the_committee_changes_nothing(
    cast: Cast, name: str, problem: type[Exception]
) -> None:
    one, a, b = _two(cast)
    drawn = map.link(cast.rep, one.id, from_id=a, to_id=b, kind="influences")
    actor = cast.actor(name)
    for attempt in (
        lambda: map.link(actor, one.id, from_id=b, to_id=a, kind="influences"),
        lambda: map.unlink(actor, drawn.pk),
        lambda: map.relate(actor, a, cast.rep.user_id or 0, now="none"),
        lambda: map.place(actor, one.id, places={f"seat-{a}": [1, 1]}),
        lambda: map.reset(actor, one.id),
    ):
        with pytest.raises(problem):
            attempt()


@pytest.mark.parametrize("name", ["rep", "teammate", "manager", "compliance", "finance"])
def test_stances_are_on_the_map_only_for_who_may_know_them(cast: Cast, name: str) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user", stance="opponent", stance_confirmed=True)
    actor = cast.actor(name)
    found = committee_map(actor, one.id)
    may = actor.may("stakeholder.stance", one.fresh, kind="opportunity")
    assert found.may_see_stances == may
    assert [s.stance for s in found.seats] == (["opponent"] if may else [None])
    assert [s.stance_confirmed for s in found.seats] == [may]
