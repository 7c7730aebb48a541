"""Tender notices become passive leads, once each, all or nothing (M0.2, M6.3)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenkey.actions import imports, tender, tender_import
from goldenkey.actions import lead as leads
from goldenkey.data.models import Import, Lead, TenderNotice
from goldenkey.policies.errors import Forbidden, Refused
from goldenkey.selectors import tender as select
from goldenkey.selectors import tender_notice as notices
from tests.cast import Cast
from tests.db.test_tender import refused

FILES = Path(__file__).parents[1] / "data" / "ocds"
FIRST, LATER = (FILES / "tender.json").read_bytes(), (FILES / "update.json").read_bytes()


def bring(cast: Cast, data: bytes = FIRST, who: str = "rep", **more: Any) -> notices.Look:
    return tender_import.bring_in(cast.actor(who), "notices.json", data, **more)


def monitor() -> Lead:
    return Lead.objects.get(company="臺中市環境保護局")


def test_looking_saves_nothing(cast: Cast) -> None:
    found = tender_import.look(cast.rep, FIRST)
    assert [row.verdict for row in found.rows] == ["new", "new", "passed"]
    assert not (Lead.objects.exists() or Import.objects.exists() or TenderNotice.objects.exists())


@pytest.mark.method("M0.2")
def test_a_notice_becomes_a_passive_lead_of_the_project_kind(cast: Cast) -> None:
    found = bring(cast)
    assert (found.written, found.count("new")) == (True, 2)
    lead = monitor()
    assert (lead.kind, lead.drive, lead.product) == (
        "project_led", "passive", "空氣品質監測車四輛",
    )  # fmt: skip
    assert (lead.amount_minor, lead.currency) == (3_680_000_000, "TWD")
    assert (lead.person, lead.close_on, lead.owner_id) == (
        "許承辦", date(2027, 1, 20), cast.rep.user_id,
    )  # fmt: skip
    assert "監測車 · 4 輛" in lead.need
    assert lead.playbook_version.playbook.key == "large-project"


def test_the_same_file_again_brings_nothing_twice(cast: Cast) -> None:
    bring(cast)
    again = bring(cast)
    assert [row.verdict for row in again.rows] == ["known", "known", "passed"]
    assert (Lead.objects.count(), Import.objects.count()) == (2, 1)


@pytest.mark.method("M6.3")
def test_a_later_notice_is_shown_and_brought_over(cast: Cast) -> None:
    bring(cast)
    shown = tender_import.look(cast.rep, LATER).rows[0]
    assert shown.verdict == "update"
    assert {"field": "submission", "before": "2026-12-15", "after": "2026-12-22"} in shown.changes
    bring(cast, LATER)
    lead = monitor()
    assert (lead.product, lead.amount_minor) == ("空氣品質監測車五輛", 4_600_000_000)
    held = notices.of_lead(cast.rep, lead.pk)
    assert held is not None
    assert held.release_id.endswith("02-tenderUpdate")
    assert len(held.news) == 4
    assert bring(cast, FIRST).rows[0].verdict == "known"


def test_what_somebody_typed_over_stays(cast: Cast) -> None:
    bring(cast)
    lead = monitor()
    leads.edit_lead(cast.rep, lead.pk, version=1, product="監測車與採樣站")
    bring(cast, LATER)
    lead.refresh_from_db()
    assert (lead.product, lead.amount_minor) == ("監測車與採樣站", 4_600_000_000)


def test_another_teams_process_is_named_by_its_owner_only(cast: Cast) -> None:
    bring(cast)
    found = bring(cast, who="stranger").rows
    assert [(row.verdict, row.owner, row.lead_id) for row in found[:2]] == [
        ("elsewhere", cast.rep.name, None)
    ] * 2
    assert Lead.objects.count() == 2


@pytest.mark.method("M9.2")
def test_with_anything_wrong_nothing_is_saved_and_the_path_is_named(cast: Cast) -> None:
    package = json.loads(FIRST)
    package["releases"][1]["tender"]["value"]["amount"] = "much"
    bad = json.dumps(package).encode()
    problem = refused("ocds_problems", bring, cast, bad)
    assert problem.params["pointer"] == "/releases/1/tender/value/amount"
    assert not (Lead.objects.exists() or Import.objects.exists())
    assert tender_import.look(cast.rep, bad).rows == ()
    refused("json_broken", bring, cast, b"{")


def test_a_cancelled_process_is_no_lead(cast: Cast) -> None:
    package = json.loads(FIRST)
    package["releases"][0]["tender"]["status"] = "cancelled"
    assert bring(cast, json.dumps(package).encode()).rows[0].verdict == "cancelled"
    assert Lead.objects.count() == 1


def test_an_import_of_notices_is_undone_like_any_other_and_may_come_again(cast: Cast) -> None:
    found = bring(cast)
    assert found.import_id is not None
    imports.undo(cast.rep, found.import_id)
    assert not Lead.objects.filter(archived_at=None).exists()
    assert bring(cast).count("new") == 2
    assert TenderNotice.objects.count() == 2


@pytest.mark.method("M6.3")
def test_the_tender_of_its_opportunity_begins_with_what_the_notice_says(cast: Cast) -> None:
    bring(cast)
    lead = monitor()
    Lead.objects.filter(pk=lead.pk).update(qualified="true", state="qualified")
    made = leads.convert(cast.rep, lead.pk).opportunity
    assert (made.kind, made.drive) == ("project_led", "passive")
    tender.open_tender(cast.rep, made.pk)
    bring(cast, LATER)
    found = select.tender(cast.rep, made.pk)
    assert (found.number, found.ocid) == ("113-ENV-07", "ocds-213czf-000-00001")
    assert [m.kind for m in found.timetable] == ["notice", "questions", "submission", "award"]
    assert [r.words for r in found.requirements] == ["監測車 · 4 輛", "兩年保養 · 1 式"]
    assert "submission" in {one["field"] for one in found.news}


def test_finance_brings_no_notices_in(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        bring(cast, who="finance")
    with pytest.raises(Refused):
        bring(cast, channel="nowhere")
