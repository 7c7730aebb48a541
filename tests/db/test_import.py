"""Imports: checked before anything is written, written once, undone without loss."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import import_check, imports
from goldenkey.actions import lead as leads
from goldenkey.data import files
from goldenkey.data.models import AuditEntry, Import, ImportRow, Job, Lead
from goldenkey.jobs import imports as jobs
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import imports as select
from goldenkey.selectors import search
from tests.cast import Cast
from tests.import_files import bring, table

ROWS = [
    ["甲茶業股份有限公司", "王小明", "02-2345-6789", "wang@example.com", "120萬", "2027-08-15"],
    ["乙機械有限公司", "", "", "", "", ""],
    ["丙汽車有限公司", "", "12", "nobody", "-5", "soon"],
]


def checked(actor: Any, rows: Any = ROWS, **options: Any) -> Any:
    made = imports.upload(actor, "leads.csv", table(rows), **options)
    return imports.check(actor, made.pk)


@pytest.mark.method("M9.2")
def test_a_check_says_what_is_wrong_and_writes_nothing(cast: Cast) -> None:
    report = checked(cast.rep)
    assert (report.rows, report.ready, report.failed) == (3, 2, 1)
    assert [(row.number, [(one.code, one.heading, one.value) for one in row.findings])
            for row in report.findings] == [
        (4, [("bad_phone", "電話", "12"), ("bad_email", "電子郵件", "nobody"),
             ("negative_amount", "金額", "-5"), ("bad_date", "預計採購日期", "soon")])
    ]  # fmt: skip
    assert not Lead.objects.exists()


@pytest.mark.method("M9.2")
def test_only_good_rows_are_written_and_can_be_found(cast: Cast) -> None:
    report = bring(cast.rep, table(ROWS), channel="exhibition")
    lead = Lead.objects.get(source_row=2)
    assert (report.written, Lead.objects.count()) == (2, 2)
    assert (lead.company, lead.amount_minor, lead.currency) == (ROWS[0][0], 120_000_000, "TWD")
    assert (lead.channel, lead.owner_id, lead.state) == ("exhibition", cast.rep.user_id, "new")
    assert [hit.id for hit in search.find(cast.rep, "甲茶")] == [lead.pk]


def test_an_import_leaves_one_audit_entry_for_its_leads(cast: Cast) -> None:
    report = bring(cast.rep, table(ROWS))
    entries = AuditEntry.objects.filter(kind="import", action="imports._write_batch")
    assert [entry.record_id for entry in entries] == [report.import_id]
    assert {"kind": "lead", "id": None, "op": "create", "count": 2} in entries[0].changes


def test_leads_are_spread_over_chosen_colleagues(cast: Cast) -> None:
    both = [cast.rep.user_id, cast.teammate.user_id]
    bring(cast.rep, table([[f"第{n}茶業公司"] for n in "一二三四"]), owners=both)
    assert sorted(Lead.objects.values_list("owner_id", flat=True)) == sorted(both * 2)


def test_nobody_of_another_team_can_be_given_leads(cast: Cast) -> None:
    with pytest.raises(Refused):
        imports.upload(cast.rep, "a.csv", table(ROWS), owners=[cast.stranger.user_id])
    assert not Import.objects.exists()


def test_a_file_that_cannot_be_read_leaves_nothing(cast: Cast) -> None:
    before = set(files.path_of("").glob("*"))
    with pytest.raises(Refused):
        imports.upload(cast.rep, "a.xlsx", b"PK\x03\x04 broken")
    assert not Import.objects.exists()
    assert set(files.path_of("").glob("*")) == before


def test_finance_may_not_import(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        imports.upload(cast.finance, "a.csv", table(ROWS))


def test_a_stranger_does_not_find_the_import(cast: Cast) -> None:
    report = checked(cast.rep)
    for act in (imports.check, imports.write, imports.undo, imports.start_write, select.detail):
        with pytest.raises(NotFound):
            act(cast.stranger, report.import_id)


@pytest.mark.method("M9.2")
def test_duplicates_are_left_out_unless_they_are_wanted(cast: Cast) -> None:
    bring(cast.rep, table(ROWS))
    again = checked(cast.rep, [["甲茶业股份有限公司"], ["新茶業公司"], ["新茶業公司"]])
    assert (again.duplicates, again.ready) == (2, 1)
    assert {one.code for row in again.findings for one in row.findings} == {
        "known_same", "double_same",
    }  # fmt: skip
    imports.set_up(cast.rep, again.import_id, duplicates="import")
    assert imports.write(cast.rep, again.import_id).written == 3


def test_a_customer_of_ours_is_named(cast: Cast) -> None:
    account = accounts.create_account(cast.teammate, name="甲茶業", full_name="甲茶業股份有限公司")
    found = checked(cast.rep).findings[0].findings[0]
    assert (found.code, found.params["kind"], found.params["id"]) == (
        "known_same", "account", account.pk,
    )  # fmt: skip


def test_of_a_customer_of_another_team_only_whom_to_ask_is_said(cast: Cast) -> None:
    accounts.create_account(
        cast.stranger, name="甲茶業", full_name="甲茶業股份有限公司", note="secret"
    )
    found = checked(cast.rep).findings[0].findings[0]
    assert (found.code, dict(found.params)) == ("owned_same", {"owner": "Stranger"})
    stored = ImportRow.objects.get(number=2)
    assert all("甲茶業" not in str(one) for one in stored.findings)


def test_people_without_a_company_are_told_by_name_and_number(cast: Cast) -> None:
    headings = ("姓名", "手機")
    bring(cast.rep, table([["陳大文", "0912-345-678"]], headings))
    made = imports.upload(
        cast.rep,
        "b.csv",
        table([["陈大文", "+886912345678"], ["陳大文", "0912-345-679"]], headings),
    )
    report = imports.check(cast.rep, made.pk)
    assert [row.number for row in report.findings] == [2]


def test_columns_are_remembered_for_the_same_headings(cast: Cast) -> None:
    first = imports.upload(cast.rep, "a.csv", table([["甲", "x"]], ("公司", "神秘欄")))
    imports.set_up(cast.rep, first.pk, mapping=["company", "note"])
    again = imports.upload(cast.teammate, "b.csv", table([["乙", "y"]], ("公司", "神秘欄 ")))
    assert again.mapping == ["company", "note"]
    elsewhere = imports.upload(cast.stranger, "c.csv", table([["丙", "z"]], ("公司", "神秘欄")))
    assert elsewhere.mapping == ["company", ""]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [(["phone", "email"], "name_column"), (["company", "company"], "field_twice"),
     (["company"], "bad_choice"), (["company", "nonsense"], "bad_choice")],
)  # fmt: skip
def test_columns_that_cannot_be_are_refused(cast: Cast, mapping: list[str], code: str) -> None:
    made = imports.upload(cast.rep, "a.csv", table([["甲", "x"]], ("公司", "其他")))
    with pytest.raises(Refused) as refused:
        imports.set_up(cast.rep, made.pk, mapping=mapping)
    assert refused.value.code == code


def test_headings_that_stand_twice_are_named(cast: Cast) -> None:
    made = imports.upload(cast.rep, "a.csv", table([["甲", "1", "2"]], ("公司", "電話", "電話")))
    note = select.detail(cast.rep, made.pk).notes[0]
    assert (note["code"], note["first"], note["column"]) == ("same_heading", "B", "C")


def test_another_encoding_can_be_chosen_afterwards(cast: Cast) -> None:
    data = "公司名稱\r\n國農科技\r\n".encode("big5")
    made = imports.upload(cast.rep, "a.csv", data, encoding="cp1252")
    imports.reread(cast.rep, made.pk, encoding="big5hkscs")
    assert select.detail(cast.rep, made.pk).columns[0].heading == "公司名稱"


@pytest.mark.method("M9.2")
def test_a_killed_worker_goes_on_without_double_rows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    monkeypatch.setattr(imports, "PART", 1)
    report = checked(cast.rep, [[f"第{n}茶業公司"] for n in "一二三四五"])
    killed = _Killed(after=3)
    monkeypatch.setattr(import_check.Watch, "at", killed)
    with pytest.raises(KeyboardInterrupt):
        imports.write(cast.rep, report.import_id)
    assert (Lead.objects.count(), select.detail(cast.rep, report.import_id).state) == (2, "writing")
    monkeypatch.undo()
    assert imports.write(cast.rep, report.import_id).written == 5
    assert sorted(Lead.objects.values_list("source_row", flat=True)) == [2, 3, 4, 5, 6]


class _Killed:
    """A watch during which the process dies, in the middle of the second batch."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, done: int) -> None:
        if done:
            self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt


def test_writing_twice_is_refused_and_changes_nothing(cast: Cast) -> None:
    report = bring(cast.rep, table(ROWS))
    with pytest.raises(Refused):
        imports.write(cast.rep, report.import_id)
    assert Lead.objects.count() == 2


@pytest.mark.method("M9.2")
def test_undo_archives_what_nobody_touched_and_lists_the_rest(cast: Cast) -> None:
    report = bring(cast.rep, table([["甲茶業公司"], ["乙機械公司"], ["丙汽車公司"]]))
    touched = Lead.objects.get(company="乙機械公司")
    leads.edit_lead(cast.manager, touched.pk, version=1, note="called")
    undone = imports.undo(cast.rep, report.import_id)
    assert [(one.id, one.by) for one in undone.kept] == [(touched.pk, "Manager")]
    assert list(Lead.objects.filter(archived_at=None)) == [touched]
    assert search.find(cast.rep, "甲茶業") == ()


def test_an_evaluated_lead_counts_as_touched_by_who_answered(cast: Cast) -> None:
    report = bring(cast.rep, table([["甲茶業公司"]]))
    lead = Lead.objects.get()
    leads.evaluate(cast.rep, lead.pk, answers={"customer.has_need": True})
    assert [one.by for one in select.undo(cast.rep, report.import_id).kept] == ["Rep"]


def test_undone_leads_can_be_imported_again(cast: Cast) -> None:
    report = bring(cast.rep, table(ROWS))
    imports.undo(cast.rep, report.import_id)
    assert bring(cast.rep, table(ROWS)).written == 2


def test_a_teammate_may_not_undo_my_import_and_my_manager_may(cast: Cast) -> None:
    report = bring(cast.rep, table(ROWS))
    with pytest.raises(Forbidden):
        imports.undo(cast.teammate, report.import_id)
    assert len(imports.undo(cast.manager, report.import_id).untouched) == 2


def test_work_in_the_background_is_asked_for_once_and_done(cast: Cast) -> None:
    made = imports.upload(cast.rep, "a.csv", table(ROWS))
    imports.start_check(cast.rep, made.pk)
    assert select.progress(cast.rep, made.pk)[0] == "checking"
    _run(cast)
    imports.start_write(cast.rep, made.pk)
    _run(cast)
    assert select.progress(cast.rep, made.pk)[0] == "done"
    _run(cast)
    assert Lead.objects.count() == 2


def _run(cast: Cast) -> None:
    for job in Job.objects.order_by("pk"):
        {"import-check": jobs.check, "import-write": jobs.write}[job.name](cast.system, job.payload)


def test_progress_can_be_read_while_rows_are_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "PART", 1)
    monkeypatch.setattr(import_check, "_TELL_S", 0)
    seen = []
    told = import_check.Watch.at

    def at(watch: Any, done: int) -> None:
        told(watch, done)
        seen.append(files.progress_of(select.note_key(watch.import_id)))

    monkeypatch.setattr(import_check.Watch, "at", at)
    bring(cast.rep, table([["甲茶業公司"], ["乙機械公司"], ["丙汽車公司"]]))
    written = [note.done for note in seen if note and note.step == "writing"]
    assert written[-3:] == [1, 2, 3]
    assert written == sorted(written)


def test_a_file_that_goes_missing_is_said_by_the_import(cast: Cast) -> None:
    made = imports.upload(cast.rep, "a.csv", table(ROWS))
    files.path_of(made.stored_as).write_bytes(b"%PDF-1.4")
    with pytest.raises(Refused):
        imports.check(cast.rep, made.pk)
    found = select.detail(cast.rep, made.pk)
    assert found.state == "failed"
    assert found.problem is not None and found.problem["code"] == "file_not_a_table"


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_costs_the_same_however_long(cast: Cast, queries: Any, count: int) -> None:
    rep = cast.rep
    for n in range(count):
        imports.upload(rep, f"{n}.csv", table([[f"公司{n}"]]))
    with queries() as seen:
        assert len(select.page(rep).rows) == count
    assert len(seen) == 1


def test_an_equal_name_is_found_among_many_that_begin_like_it(cast: Cast) -> None:
    bring(cast.rep, table([["東方茶業有限公司"]]))
    others = [[f"東方{a}{b}機械有限公司"] for a in "天地玄黃宇宙洪荒" for b in "日月盈昃辰宿列張"]
    bring(cast.rep, table(others), duplicates="import")
    report = checked(cast.rep, [["东方茶业有限公司"]])
    assert report.codes == {"known_same": 1}
