"""Looking back: what had been visible, a second person's check, the weekly review, hit rates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import nightly
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import review as reviews
from goldenkey.actions import warning as warnings
from goldenkey.data.models import LossReview, Opportunity, StagePace
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import danger, hit_rates, replay, room, weekly
from tests.cast import Cast

RULE = "duck.no_next_step"


@pytest.fixture
def made(cast: Cast) -> Opportunity:
    """Opened thirty days ago."""
    past = cast.rep.later(days=-30)
    account = accounts.create_account(past, name="甲")
    return opportunities.create_opportunity(past, account.pk, name="案", amount=100)


def _lose(actor: Actor, made: Opportunity, reason: str = "價格") -> None:
    row = Opportunity.objects.get(pk=made.pk)
    opportunities.lose(actor, row.pk, version=row.version, reason=reason, lost_to="對手")


def test_a_replay_tells_what_stood_since_when_and_what_was_done(
    cast: Cast, made: Opportunity
) -> None:
    past = cast.rep.later(days=-20)
    warnings.snooze(past, made.pk, RULE, until_on=cast.rep.today, reason="等展覽")
    activities.log(cast.rep.later(days=-10), opportunity_id=made.pk, note="電話")
    _lose(cast.rep, made)
    found = replay.replayed(cast.manager, made.pk)
    seen = next(v for v in found.visible if v.rule == RULE)
    assert (seen.days_before, seen.ahead, seen.done, seen.contacts) == (30, True, ("snooze",), 1)
    kinds = [e.kind for e in found.entries]
    assert {"warning_opened", "warning_closed", "warning_snooze", "visit", "state"} <= set(kinds)
    assert [e.on for e in found.entries] == sorted((e.on for e in found.entries), reverse=True)


def test_an_open_opportunity_has_no_replay(cast: Cast, made: Opportunity) -> None:
    with pytest.raises(Refused, match="not_closed"):
        replay.replayed(cast.rep, made.pk)


def test_a_loss_is_checked_by_a_second_person(cast: Cast, made: Opportunity) -> None:
    _lose(cast.rep, made)
    reviews.confirm_loss(
        cast.teammate, made.pk, verdict="differs", reason="沒見過決策者", rule="duck.one_contact"
    )  # fmt: skip
    found = replay.replayed(cast.rep, made.pk).review
    assert found is not None
    assert (found.stated, found.verdict, found.reason) == ("價格", "differs", "沒見過決策者")
    assert (found.by, found.rule) == ("Teammate", "duck.one_contact")


def test_neither_the_owner_nor_who_closed_it_checks_a_loss(cast: Cast, made: Opportunity) -> None:
    _lose(cast.manager, made)
    for name in ("rep", "manager"):
        with pytest.raises(Refused, match="own_loss"):
            reviews.confirm_loss(cast.actor(name), made.pk, verdict="agrees")
    for name in ("finance", "admin"):
        with pytest.raises(Forbidden):
            reviews.confirm_loss(cast.actor(name), made.pk, verdict="agrees")
    with pytest.raises(NotFound):
        reviews.confirm_loss(cast.stranger, made.pk, verdict="agrees")
    reviews.confirm_loss(cast.director, made.pk, verdict="agrees")


@pytest.mark.parametrize(
    ("verdict", "reason", "rule", "code"),
    [("maybe", "x", "", "bad_choice"), ("differs", " ", "", "reason_required"),
     ("agrees", "", "no.such", "bad_choice")],
)  # fmt: skip
def test_a_check_says_whether_and_why(
    cast: Cast, made: Opportunity, verdict: str, reason: str, rule: str, code: str
) -> None:
    _lose(cast.rep, made)
    with pytest.raises(Refused, match=code):
        reviews.confirm_loss(cast.manager, made.pk, verdict=verdict, reason=reason, rule=rule)
    assert not LossReview.objects.exists()


def test_only_what_is_closed_is_checked_and_a_stale_check_is_a_conflict(
    cast: Cast, made: Opportunity
) -> None:
    with pytest.raises(Refused, match="not_closed"):
        reviews.confirm_loss(cast.manager, made.pk, verdict="agrees")
    _lose(cast.rep, made)
    first = reviews.confirm_loss(cast.manager, made.pk, verdict="agrees")
    again = reviews.confirm_loss(
        cast.director, made.pk, verdict="differs", reason="關係", version=first.version
    )
    assert (again.pk, again.by_id) == (first.pk, cast.director.user_id)
    with pytest.raises(Conflict):
        reviews.confirm_loss(cast.manager, made.pk, verdict="agrees", version=first.version)


def test_a_reason_that_changed_after_the_check_is_to_be_checked_again(
    cast: Cast, made: Opportunity
) -> None:
    _lose(cast.rep, made)
    reviews.confirm_loss(cast.manager, made.pk, verdict="agrees")
    row = Opportunity.objects.get(pk=made.pk)
    opportunities.reopen(cast.rep, row.pk, version=row.version, reason="又有了")
    _lose(cast.rep, made, reason="交期")
    assert replay.replayed(cast.rep, made.pk).outdated


def test_the_weekly_review_tells_what_changed_and_what_is_kept_quiet(
    cast: Cast, made: Opportunity
) -> None:
    row = Opportunity.objects.get(pk=made.pk)
    opportunities.advance_stage(
        cast.manager, row.pk, version=row.version, override_reason="老客戶"
    )  # fmt: skip
    warnings.dismiss(cast.rep, made.pk, RULE, reason="等展覽")
    lost = opportunities.create_opportunity(
        cast.rep.later(days=-30), made.account_id, name="丟了的"
    )
    _lose(cast.rep, lost)
    found = weekly.weekly(cast.manager)
    moved = {m.about.id: {code for code, _o, _n in m.changes} for m in found.moved}
    assert moved[made.pk] == {"stage"}
    assert moved[lost.pk] == {"state"}
    assert [(one.about.id, one.by) for one in found.overrides] == [(made.pk, "Manager")]
    assert [(one.about.id, one.code, one.reason) for one in found.answers] == [
        (made.pk, "dismiss", "等展覽")
    ]
    assert [one.about.id for one in found.losses] == [lost.pk]
    reviews.confirm_loss(cast.manager, lost.pk, verdict="agrees")
    assert weekly.weekly(cast.manager).losses == ()


def test_an_earlier_week_can_be_looked_at(cast: Cast, made: Opportunity) -> None:
    found = weekly.weekly(cast.manager, cast.rep.today - timedelta(days=33))
    assert [[code for code, _o, _n in m.changes] for m in found.moved] == [["new"]]
    assert weekly.weekly(cast.manager).moved == ()


def test_only_those_who_lead_see_the_review_and_only_their_teams(
    cast: Cast, made: Opportunity
) -> None:
    for name in ("rep", "finance", "admin"):
        with pytest.raises(Forbidden):
            weekly.weekly(cast.actor(name))
        with pytest.raises(Forbidden):
            hit_rates.hit_rates(cast.actor(name))
    _lose(cast.rep, made)
    assert [one.about.id for one in weekly.weekly(cast.director).losses] == [made.pk]


def test_hit_rates_count_what_stood_two_weeks_before_the_end(cast: Cast, made: Opportunity) -> None:
    _lose(cast.rep, made)
    found = hit_rates.hit_rates(cast.manager)
    told = {rate.rule: rate.record for rate in found.rates}
    assert (found.lost, found.won, found.enough) == (1, 0, False)
    assert (told[RULE].told_lost, told[RULE].lost, told[RULE].precision) == (1, 1, None)
    assert told["duck.payment"].told_lost == 0
    assert found.retire == ()


def test_the_usual_days_of_a_stage_come_from_won_ones_once_there_are_enough(
    cast: Cast, made: Opportunity
) -> None:
    book = made.playbook_version.playbook_id
    assert nightly.count_paces(cast.system) == 0
    assert not StagePace.objects.exists()
    for n in range(10):
        begun = cast.manager.later(days=-100)
        row = opportunities.create_opportunity(begun, made.account_id, name=f"案{n}")
        moved = cast.manager.later(days=-60)
        row = opportunities.advance_stage(
            moved, row.pk, version=row.version, override_reason="x"
        ) and Opportunity.objects.get(pk=row.pk)  # fmt: skip
        Opportunity.objects.filter(pk=row.pk).update(won_on=cast.rep.today, state="won")
    assert nightly.count_paces(cast.system) == 1
    pace = StagePace.objects.get(playbook=book, stage="discover")
    assert (pace.days, pace.won) == (40, 10)
    slow = {w.rule for w in room.room(cast.rep, made.pk).warnings}
    assert "duck.stage_slow" not in slow  # thirty days: the playbook's twenty no longer count
    late = cast.rep.later(days=15)
    assert "duck.stage_slow" in {w.rule for w in room.room(late, made.pk).warnings}


def test_who_may_not_know_stances_sees_no_warning_that_tells_one(
    cast: Cast, made: Opportunity
) -> None:
    from goldenkey.actions import committee
    from goldenkey.actions import contact as contacts

    person = contacts.create_contact(cast.rep, made.account_id, name="林")
    committee.seat(
        cast.rep, made.pk, contact_id=person.pk, roles=["influencer"], stance="opponent",
        influence="high",
    )  # fmt: skip
    mine = {d.warning.rule for d in danger.health(cast.rep, made.pk).standing}
    found = danger.health(cast.finance, made.pk)
    assert "duck.opponent" in mine
    assert "duck.opponent" not in {d.warning.rule for d in found.standing}
    assert "duck.opponent" not in {p.rule for p in found.past}
