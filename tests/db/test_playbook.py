"""Drafts, publishing, moving: what is in force stays so until a checked draft replaces it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import playbook as actions
from goldenkey.actions import playbook_move
from goldenkey.actions.account import create_account
from goldenkey.data import models as m
from goldenkey.jobs.registry import handlers
from goldenkey.playbooks import checking, reader
from goldenkey.playbooks.tree import MOST_CHARACTERS
from goldenkey.policies.actor import actor_for
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import (
    playbook,
    playbook_heirs,
    playbook_preview,
    playbook_shapes,
    playbook_trial,
    playbook_versions,
)
from tests.cast import Cast
from tests.unit.playbooks import SMALL
from tests.unit.playbooks import small as parents

LATER = SMALL.replace("usual_days: 10", "usual_days: 11", 1)
NO_DISCOVER = SMALL.replace("  - key: discover\n", "  - key: meet\n")


@pytest.fixture
def small(cast: Cast) -> Cast:
    """The small playbook, written and published by the director, is the company's."""
    book = m.Playbook.objects.create(key="small", created_at=cast.now)
    tree = json.dumps(reader.kept(SMALL, parents=parents()))
    m.PlaybookVersion.objects.create(
        playbook=book, number=1, state="published", source=SMALL, tree=tree,
        digest=checking.digest(SMALL, {}), created_at=cast.now, updated_at=cast.now,
        published_at=cast.now, edited_by=cast.users["admin"], published_by=cast.users["director"],
    )  # fmt: skip
    cast.organisation.default_playbook = "small"
    cast.organisation.save()
    return cast


def publish(cast: Cast, **places: str) -> m.PlaybookVersion:
    draft = playbook_versions.draft(cast.director, "small")
    return actions.publish(cast.director, "small", version=draft.version, places=places)


def save(cast: Cast, source: str, *, version: int = 0) -> m.PlaybookVersion:
    return actions.save_draft(cast.admin, "small", source, version=version)


def deal(cast: Cast, amount: str = "1000") -> m.Opportunity:
    account = create_account(cast.rep, name=f"客戶{m.Account.objects.count()}")
    return opportunities.create_opportunity(cast.rep, account.pk, name="單", amount=amount)


def in_force(cast: Cast) -> int:
    return playbook.compiled(playbook.current(cast.rep, "small")).number


def test_saving_makes_a_draft_and_leaves_what_is_in_force(small: Cast) -> None:
    draft = save(small, LATER)
    assert (draft.state, draft.number, draft.problems) == ("draft", 2, [])
    assert in_force(small) == 1


def test_what_is_wrong_is_kept_with_the_draft_by_line_column_and_field(small: Cast) -> None:
    draft = save(small, SMALL.replace("severity: high", "severity: huge"))
    (problem,) = draft.problems
    assert (problem["code"], problem["path"]) == ("playbook.not_one_of", "warnings.0.severity")
    assert problem["line"] > 1 and problem["column"] > 1
    with pytest.raises(Refused) as refused:
        publish(small)
    assert refused.value.code == "playbook_problems"
    assert in_force(small) == 1


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (SMALL.replace("key: small", "key: other"), "playbook.key_differs"),
        (SMALL.replace("key: small", "key: small\nextends: small"), "playbook.extends_cycle"),
        (SMALL.replace("      en: What problem?\n", ""), "playbook.missing_translation"),
        (SMALL.replace("committee.people <= 1", "no.such <= 1"), "playbook.formula"),
        (SMALL.replace("committee.people <= 1", "(" * 500 + "1" + ")" * 500), "playbook.formula"),
        (SMALL + "warnings: []\n", "playbook.duplicate_key"),
        ("a: " + "x " * 100_000, "playbook.missing_field"),
    ],
)  # fmt: skip
def test_bad_text_is_a_draft_that_cannot_be_published(small: Cast, source: str, code: str) -> None:
    draft = save(small, source)
    assert code in [p["code"] for p in draft.problems]
    with pytest.raises(Refused):
        publish(small)
    assert in_force(small) == 1


def test_a_text_of_fifty_megabytes_is_not_even_kept(small: Cast) -> None:
    with pytest.raises(Refused) as refused:
        save(small, "x" * 50_000_000)
    assert refused.value.params["most"] == MOST_CHARACTERS
    with pytest.raises(Refused):
        actions.import_file(small.admin, b"x" * 50_000_000)
    assert m.PlaybookVersion.objects.filter(state="draft").count() == 0


def test_the_second_of_two_editors_is_told(small: Cast) -> None:
    first = save(small, LATER)
    save(small, LATER.replace("11", "12"), version=first.version)
    with pytest.raises(Conflict):
        save(small, LATER.replace("11", "13"), version=first.version)
    with pytest.raises(Conflict):
        save(small, LATER.replace("11", "14"))  # he opened it before there was a draft


def test_operations_edit_the_director_publishes_and_nobody_else(small: Cast) -> None:
    for name in ("rep", "manager", "finance", "compliance"):
        with pytest.raises(Forbidden):
            actions.save_draft(small.actor(name), "small", LATER)
    save(small, LATER)
    draft = playbook_versions.draft(small.admin, "small")
    for name in ("rep", "manager", "admin"):
        with pytest.raises(Forbidden):
            actions.publish(small.actor(name), "small", version=draft.version)
    assert playbook_versions.draft(small.rep, "small").number == 1, "drafts are not for reading"


def test_publishing_is_for_what_begins_and_who_is_under_way_stays(small: Cast) -> None:
    old = deal(small)
    save(small, LATER)
    published = publish(small)
    assert (published.state, published.published_by_id) == ("published", small.director.user_id)
    assert in_force(small) == 2
    old.refresh_from_db()
    assert playbook.compiled(old.playbook_version_id).number == 1
    assert playbook.compiled(deal(small).playbook_version_id).number == 2
    assert [v.state for v in playbook_versions.history(small.rep, "small")] == [
        "published", "retired",
    ]  # fmt: skip


def test_a_product_update_does_not_undo_what_the_company_wrote(cast: Cast) -> None:
    source = playbook_versions.draft(cast.admin, "auto-fleet").source
    actions.save_draft(cast.admin, "auto-fleet", source + "\n# ours\n")
    draft = playbook_versions.draft(cast.director, "auto-fleet")
    actions.publish(cast.director, "auto-fleet", version=draft.version)
    assert actions.publish_shipped(cast.system) == 0
    assert playbook_versions.draft(cast.rep, "auto-fleet").source.endswith("# ours\n")


def test_a_stage_removed_without_saying_where_to_is_refused(small: Cast) -> None:
    deal(small)
    save(small, NO_DISCOVER)
    with pytest.raises(Refused) as refused:
        publish(small)
    assert (refused.value.code, refused.value.field) == ("stage_without_place", "place_discover")
    assert refused.value.params["count"] == 1
    with pytest.raises(Refused):
        publish(small, discover="nowhere")
    assert in_force(small) == 1


def test_who_stands_in_a_removed_stage_goes_where_it_was_said(small: Cast) -> None:
    old = deal(small)
    save(small, NO_DISCOVER)
    version = publish(small, discover="meet")
    playbook_move.move(small.manager, old.pk, version_id=version.pk)
    old.refresh_from_db()
    assert (old.stage, old.phase, old.playbook_version_id) == ("meet", "discover", version.pk)
    assert old.stage_since == small.rep.today


def test_a_stage_nobody_stands_in_may_go(small: Cast) -> None:
    save(small, NO_DISCOVER)
    assert publish(small).number == 2


def test_moving_is_an_action_of_each_opportunity_and_keeps_stage_and_time(small: Cast) -> None:
    old = deal(small)
    small.now += timedelta(days=5)
    save(small, LATER)
    version = publish(small)
    assert playbook_move.move_many(small.manager, "small", [old.pk]) == (1, True)
    since = old.stage_since
    old.refresh_from_db()
    assert (old.stage, old.stage_since, old.playbook_version_id) == ("discover", since, version.pk)
    entry = m.AuditEntry.objects.filter(kind="opportunity", record_id=old.pk).latest("pk")
    assert (entry.action, entry.by_id) == ("playbook_move.move", small.manager.user_id)
    assert "playbook_version_id" in entry.changes[0]["fields"]


def test_only_what_is_in_reach_is_moved(small: Cast) -> None:
    old = deal(small)
    save(small, LATER)
    version = publish(small)
    with pytest.raises(Forbidden):
        playbook_move.move(small.rep, old.pk, version_id=version.pk)
    with pytest.raises(Forbidden):
        playbook_move.move_many(small.stranger, "small", [old.pk])
    other = m.User.objects.create(
        username="south", name="South", role="manager", team=small.teams["south"]
    )
    assert playbook_move.move_many(actor_for(other, small.now), "small", [old.pk]) == (0, True)
    with pytest.raises(NotFound):
        playbook_move.move(actor_for(other, small.now), old.pk, version_id=version.pk)


def test_an_opportunity_is_not_moved_to_a_draft_an_old_version_or_another_playbook(
    small: Cast,
) -> None:
    old = deal(small)
    before = old.playbook_version_id
    draft = save(small, LATER)
    with pytest.raises(NotFound):
        playbook_move.move(small.manager, old.pk, version_id=draft.pk)
    publish(small)
    with pytest.raises(NotFound):
        playbook_move.move(small.manager, old.pk, version_id=before)
    other = playbook.current(small.rep, "key-account")
    with pytest.raises(Refused) as refused:
        playbook_move.move(small.manager, old.pk, version_id=other)
    assert refused.value.code == "other_playbook"


def preview(cast: Cast, source: str, **places: str) -> playbook_shapes.Preview:
    draft = save(cast, source)
    return playbook_preview.preview(cast.director, draft.pk, places)


def kinds(found: playbook_shapes.Preview) -> dict[str, tuple[int, int]]:
    return {g.kind: (g.count, g.money.minor) for g in found.groups}


def test_the_preview_says_which_gates_would_open_with_counts_and_money(small: Cast) -> None:
    deal(small, "1000"), deal(small, "500")
    found = preview(small, SMALL.replace('holds: need.problem != ""', "holds: 1 == 1", 1))
    assert kinds(found)["opens"] == (2, 150000)
    assert [r.amount.minor for r in found.rows] == [100000, 50000], "the largest first"


def test_the_preview_says_which_warnings_vanish_and_appear(small: Cast) -> None:
    deal(small)
    gone = preview(small, SMALL.replace("committee.people <= 1", "committee.people < 0"))
    assert gone.rows[0].touched.vanish == ("duck.small",)
    back = playbook_preview.effects(
        small.director, m.PlaybookVersion.objects.get(state="draft", playbook__key="small").pk, {}
    )
    assert back[0].appear == ()


def test_a_version_that_says_the_same_changes_nothing(small: Cast) -> None:
    deal(small)
    assert kinds(preview(small, SMALL + "\n# a remark\n")) == {"same": (1, 100000)}


def test_an_opportunity_without_a_place_is_told_as_such(small: Cast) -> None:
    deal(small)
    assert kinds(preview(small, NO_DISCOVER)) == {"homeless": (1, 100000)}
    draft = m.PlaybookVersion.objects.get(state="draft", playbook__key="small")
    found = playbook_preview.preview(small.director, draft.pk, {"discover": "meet"})
    assert found.rows[0].to is not None and "homeless" not in kinds(found)


def test_the_preview_says_whose_next_contact_moves(small: Cast) -> None:
    made = deal(small)
    m.Account.objects.filter(pk=made.account_id).update(cycle_days=30, batch_minor=10**9)
    grades = (
        "grades:\n  value:\n    short_cycle_days: 90\n    large_batch: {TWD: 100}\n"
        "    table: {short_large: A, short_small: B, long_large: C, long_small: D}\n"
        "    least_gap_days: {A: 3, B: 7, C: 14, D: 30}\n"
        "    longest_gap_days: {A: 14, B: 30, C: 60, D: 120}\n"
    )
    found = preview(small, SMALL + grades)
    assert kinds(found)["contact"] == (1, 100000)
    old, new = found.rows[0].touched.contact or ("", "")
    assert (old, new > small.rep.today.isoformat()) == ("", True)


def test_closed_opportunities_and_other_playbooks_are_not_looked_at(small: Cast) -> None:
    lost = deal(small)
    opportunities.lose(small.manager, lost.pk, version=lost.version, reason="貴", lost_to="乙")
    assert preview(small, LATER).total == 0


def test_many_are_looked_at_and_moved_in_the_background(
    small: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playbook_preview, "AT_ONCE", 1)
    monkeypatch.setattr(playbook_preview, "BATCH", 1)
    monkeypatch.setattr(playbook_move, "AT_ONCE", 1)
    rows = [deal(small), deal(small)]
    draft = save(small, LATER)
    assert playbook_preview.preview(small.director, draft.pk, {}).state == "large"
    actions.have_worked_out(small.director, draft.pk, {})
    assert playbook_preview.preview(small.director, draft.pk, {}).state == "waiting"
    run(small, "playbook-preview")
    assert kinds(playbook_preview.preview(small.director, draft.pk, {})) == {"same": (2, 200000)}
    assert playbook_preview.preview(small.director, draft.pk, {"x": "y"}).state == "large"
    version = publish(small)
    assert playbook_move.move_many(small.manager, "small", [r.pk for r in rows]) == (2, False)
    run(small, "playbook-move")
    run(small, "playbook-move")  # again after a crash: nobody is left to move
    assert {o.playbook_version_id for o in m.Opportunity.objects.all()} == {version.pk}
    run(small, "playbook-regrade")


def run(cast: Cast, name: str) -> None:
    for job in m.Job.objects.filter(name=name):
        handlers()[name](cast.system, job.payload)


def test_the_same_file_gives_the_same_digest_and_rules_elsewhere(small: Cast) -> None:
    file = playbook_versions.file_of(small.rep, "small")
    again = actions.import_file(small.admin, file.text.encode())
    assert again.digest == file.digest
    there = playbook_versions.comparison(small.admin, "small", old=1, new=again.number)
    assert there.differences == ()


def test_a_whole_file_needs_no_parent(cast: Cast) -> None:
    whole = playbook_versions.file_of(cast.rep, "auto-fleet", whole=True)
    made = actions.import_file(cast.admin, whole.text.encode())
    assert (made.parents, made.problems) == ({}, [])


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"key: [", b"", b"schema: 1\nkey: new\n"])
def test_a_bad_file_leaves_nothing_behind(cast: Cast, data: bytes) -> None:
    before = m.PlaybookVersion.objects.count(), m.Playbook.objects.count()
    with pytest.raises(Refused) as refused:
        actions.import_file(cast.admin, data)
    assert refused.value.field == "file"
    assert (m.PlaybookVersion.objects.count(), m.Playbook.objects.count()) == before


def test_a_team_has_its_own_playbook_on_top_of_the_companys(small: Cast) -> None:
    centre = small.teams["centre"]
    actions.create_for_team(small.admin, centre.pk, key="centre", extends="small")
    draft = playbook_versions.draft(small.director, "centre")
    assert (draft.extends, draft.problems) == ("small", ())
    actions.publish(small.director, "centre", version=draft.version)
    actions.choose_for_team(small.director, centre.pk, key="centre")
    book = playbook.compiled(deal(small).playbook_version_id)
    assert (book.key, book.extends, book.origins["duck.small"]) == ("centre", "small", "small")
    assert playbook_versions.owner_team(small.rep, "centre") == centre.name
    actions.choose_for_team(small.director, centre.pk, key="")
    assert playbook.default_key(small.rep) == "small"


def test_a_teams_playbook_needs_a_key_of_its_own_and_a_known_team(small: Cast) -> None:
    with pytest.raises(Refused):
        actions.create_for_team(small.admin, small.teams["centre"].pk, key="small", extends="small")
    with pytest.raises(Refused):
        actions.create_for_team(small.admin, 10**6, key="mine", extends="small")
    with pytest.raises(NotFound):
        actions.create_for_team(
            small.admin, small.teams["centre"].pk, key="mine", extends="no-such"
        )


def test_a_draft_whose_parent_was_published_anew_is_checked_again_first(small: Cast) -> None:
    actions.create_for_team(small.admin, small.teams["centre"].pk, key="centre", extends="small")
    save(small, LATER)
    publish(small)
    draft = playbook_versions.draft(small.director, "centre")
    with pytest.raises(Refused) as refused:
        actions.publish(small.director, "centre", version=draft.version)
    assert refused.value.code == "playbook_parent_changed"
    actions.save_draft(small.admin, "centre", draft.source, version=draft.version)
    draft = playbook_versions.draft(small.director, "centre")
    actions.publish(small.director, "centre", version=draft.version)


def test_who_builds_on_a_playbook_is_told_of_its_change_and_takes_it_up(small: Cast) -> None:
    actions.create_for_team(small.admin, small.teams["centre"].pk, key="centre", extends="small")
    draft = playbook_versions.draft(small.director, "centre")
    actions.publish(small.director, "centre", version=draft.version)
    assert not playbook_heirs.behind(small.rep, "centre")
    with pytest.raises(Refused, match="nothing_to_take_up"):
        actions.take_up(small.admin, "centre")
    save(small, LATER)
    publish(small)
    (heir,) = playbook_heirs.heirs(small.rep, "small")
    assert (heir.key, heir.behind, heir.drafted) == ("centre", True, False)
    assert playbook_heirs.heirs(small.rep, "centre") == ()
    old = playbook.compiled(playbook.current(small.rep, "centre"))
    with pytest.raises(Forbidden):
        actions.take_up(small.rep, "centre")
    taken = actions.take_up(small.admin, "centre")
    assert (taken.state, taken.source) == ("draft", draft.source)
    assert playbook_heirs.heirs(small.rep, "small")[0].drafted
    assert playbook.compiled(playbook.current(small.rep, "centre")) == old, "nothing yet"
    actions.publish(small.director, "centre", version=taken.version)
    new = playbook.compiled(playbook.current(small.rep, "centre"))
    assert [s.usual_days for s in new.stages] != [s.usual_days for s in old.stages]
    assert not playbook_heirs.behind(small.rep, "centre")


def test_a_draft_thrown_away_is_gone_from_history(small: Cast) -> None:
    save(small, LATER)
    actions.discard_draft(small.admin, "small")
    assert [v.number for v in playbook_versions.history(small.admin, "small")] == [1]
    with pytest.raises(Refused):
        actions.discard_draft(small.admin, "small")
    assert save(small, LATER).number == 3


def test_the_test_bench_shows_every_term_with_what_it_saw(small: Cast) -> None:
    made = deal(small)
    found = playbook_trial.attempt(
        small.rep, "small", made.pk, formula="committee.people > 0 || need.problem != \"\""
    )  # fmt: skip
    assert (found.value.value if found.value else "") == "unknown"
    assert [(t.text, t.value.value) for t in found.terms] == [
        ("committee.people > 0", "false"), ('need.problem != ""', "unknown"),
    ]  # fmt: skip
    assert found.terms[0].facts[0].value == 0
    assert found.terms[1].facts[0].fact is not None


def test_the_test_bench_takes_the_draft_where_it_is_good(small: Cast) -> None:
    made = deal(small)
    save(small, SMALL.replace("committee.people <= 1", "committee.people > 1"))
    found = playbook_trial.attempt(small.admin, "small", made.pk, rule="duck.small")
    assert found.value is not None and found.value.value == "false"
    there = playbook_trial.attempt(small.rep, "small", made.pk, rule="duck.small")
    assert there.value is not None and there.value.value == "true"


def test_a_formula_that_cannot_be_read_says_where(small: Cast) -> None:
    found = playbook_trial.attempt(small.rep, "small", deal(small).pk, formula="no.such == 1")
    assert found.problem is not None and found.value is None


def test_the_test_bench_knows_no_opportunity_out_of_scope(small: Cast) -> None:
    with pytest.raises(NotFound):
        playbook_trial.attempt(small.stranger, "small", deal(small).pk, formula="true")


def test_a_preview_asks_as_many_questions_for_ten_as_for_two(small: Cast, queries: Any) -> None:
    deal(small), deal(small)
    draft = save(small, LATER)
    playbook_preview.effects(small.director, draft.pk, {})
    with queries() as few:
        playbook_preview.effects(small.director, draft.pk, {})
    for _ in range(8):
        deal(small)
    with queries() as many:
        playbook_preview.effects(small.director, draft.pk, {})
    assert len(many) <= len(few) + 1
