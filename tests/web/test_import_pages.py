"""Pages of imports: from a dropped file to leads, and back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenkey.actions import account as accounts
from goldenkey.actions import imports
from goldenkey.actions import lead as leads
from goldenkey.data.models import Import, Job, Lead
from goldenkey.documents import sheet_in
from goldenkey.jobs import imports as jobs
from tests.cast import Cast
from tests.import_files import bring, table

BAD = [["甲茶業公司", "王小明", "02-2345-6789", "w@example.com", "-5", ""], ["=丙公司"], ["乙公司"]]
Enter = Callable[[str], Client]


def run_jobs(cast: Cast) -> None:
    for job in Job.objects.filter(state="ready").order_by("pk"):
        {"import-check": jobs.check, "import-write": jobs.write}[job.name](cast.system, job.payload)
    Job.objects.update(state="done")


def send(client: Client, data: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("leads.csv", data)
    return client.post("/imports/new/", {"file": file, **more})


@pytest.mark.method("M9.2")
def test_a_file_goes_all_the_way_from_the_page(cast: Cast, signed_in: Enter) -> None:
    client = signed_in("rep")
    sent = send(client, table(BAD), channel="exhibition", owners=[cast.teammate.user_id])
    made = Import.objects.get()
    assert sent.url == f"/imports/{made.pk}/columns/"
    columns = client.get(sent.url).content.decode()
    assert "聯絡人" in columns and "王小明" in columns
    mapping = {f"column_{at}": field for at, field in enumerate(made.mapping)}
    assert client.post(sent.url, mapping).url == f"/imports/{made.pk}/"
    assert "every 1s" in client.get(f"/imports/{made.pk}/").content.decode()
    run_jobs(cast)
    assert "-5" in client.get(f"/imports/{made.pk}/").content.decode()
    client.post(f"/imports/{made.pk}/write/", {"duplicates": "skip"})
    run_jobs(cast)
    result = client.get(f"/imports/{made.pk}/").content.decode()
    assert f"/imports/{made.pk}/undo/" in result
    assert set(Lead.objects.values_list("owner_id", "channel")) == {
        (cast.teammate.user_id, "exhibition")
    }


def test_progress_answers_a_bar_and_then_leads_back_to_the_page(
    cast: Cast, signed_in: Enter
) -> None:
    client = signed_in("rep")
    made = imports.upload(cast.rep, "a.csv", table(BAD))
    imports.start_check(cast.rep, made.pk)
    url = f"/imports/{made.pk}/progress/"
    assert "<progress" in client.get(url, HTTP_HX_REQUEST="true").content.decode()
    run_jobs(cast)
    assert client.get(url, HTTP_HX_REQUEST="true")["HX-Redirect"] == f"/imports/{made.pk}/"


def test_a_bad_file_is_refused_at_its_field(cast: Cast, signed_in: Enter) -> None:
    answer = send(signed_in("rep"), b"PK\x03\x04 broken")
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()
    assert not Import.objects.exists()


def test_two_columns_for_one_field_are_refused_with_what_was_chosen(
    cast: Cast, signed_in: Enter
) -> None:
    made = imports.upload(cast.rep, "a.csv", table([["甲", "x"]], ("公司", "其他")))
    answer = signed_in("rep").post(
        f"/imports/{made.pk}/columns/", {"column_0": "company", "column_1": "company"}
    )
    assert answer.status_code == 422
    assert answer.content.decode().count("selected") >= 2


def test_the_columns_page_can_read_the_file_again(cast: Cast, signed_in: Enter) -> None:
    data = "公司名稱\r\n國農科技\r\n".encode("big5")
    made = imports.upload(cast.rep, "a.csv", data, encoding="cp1252")
    client = signed_in("rep")
    url = f"/imports/{made.pk}/columns/"
    client.post(url, {"encoding": "big5hkscs", "sheet": "", "reread": "1"})
    assert "國農科技" in client.get(url).content.decode()


@pytest.mark.method("M9.2")
def test_rows_left_out_come_back_as_a_file_with_what_is_wrong(
    cast: Cast, signed_in: Enter, tmp_path: Any
) -> None:
    report = bring(cast.rep, table([*BAD, ["=丙公司"]]))
    answer = signed_in("rep").get(f"/imports/{report.import_id}/failed-rows/")
    assert "attachment" in answer["Content-Disposition"]
    (tmp_path / "x.xlsx").write_bytes(answer.content)
    rows = sheet_in.read(tmp_path / "x.xlsx").rows
    assert rows[0][:2] == ("公司名稱", "聯絡人")
    assert [(row[0], row[-1]) for row in rows[1:]] == [("甲茶業公司", 2.0), ("=丙公司", 5.0)]
    assert all(row[-2] for row in rows[1:])


def test_mended_rows_can_be_brought_again(cast: Cast, signed_in: Enter) -> None:
    report = bring(cast.rep, table(BAD))
    file = signed_in("rep").get(f"/imports/{report.import_id}/failed-rows/").content
    again = imports.upload(cast.rep, "again.xlsx", file)
    assert again.mapping[:5] == ["company", "person", "phone", "email", "amount"]


def test_a_customer_of_another_team_is_not_shown(cast: Cast, signed_in: Enter) -> None:
    accounts.create_account(cast.stranger, name="甲茶業", full_name="甲茶業股份有限公司")
    made = imports.upload(cast.rep, "a.csv", table([["甲茶業有限公司"]]))
    imports.check(cast.rep, made.pk)
    shown = signed_in("rep").get(f"/imports/{made.pk}/").content.decode()
    assert "Stranger" in shown
    assert "甲茶業股份有限公司" not in shown
    assert not re.search(r"/(accounts|leads)/\d", shown)


def test_undo_shows_what_stays_and_by_whom_before_it_is_done(cast: Cast, signed_in: Enter) -> None:
    report = bring(cast.rep, table([["甲茶業公司"], ["乙機械公司"]]))
    touched = Lead.objects.get(company="乙機械公司")
    leads.edit_lead(cast.manager, touched.pk, version=1, note="called")
    client = signed_in("rep")
    url = f"/imports/{report.import_id}/undo/"
    shown = client.get(url).content.decode()
    assert "乙機械公司" in shown and "Manager" in shown
    client.post(url)
    assert list(Lead.objects.filter(archived_at=None)) == [touched]


def test_an_empty_list_teaches_and_hands_out_a_sample(
    cast: Cast, signed_in: Enter, tmp_path: Any
) -> None:
    client = signed_in("rep")
    assert "/imports/sample/" in client.get("/imports/").content.decode()
    for language in ("zh-hant", "zh-hans", "en"):
        data = client.get("/imports/sample/", {"language": language}).content
        made = imports.upload(cast.rep, "s.xlsx", data)
        assert all(made.mapping) and imports.check(cast.rep, made.pk).failed == 0


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("finance", 403), ("manager", 200)])
def test_who_may_see_an_import(cast: Cast, signed_in: Enter, who: str, status: int) -> None:
    made = imports.upload(cast.rep, "a.csv", table(BAD))
    imports.check(cast.rep, made.pk)
    client = signed_in(who)
    for part in ("", "columns/", "progress/", "failed-rows/"):
        assert client.get(f"/imports/{made.pk}/{part}").status_code == status, part


def test_the_page_costs_the_same_however_many_rows(
    cast: Cast, signed_in: Enter, queries: Any
) -> None:
    counts = []
    for rows in (2, 20):
        made = imports.upload(cast.rep, "a.csv", table([["", "", "", "", n] for n in range(rows)]))
        imports.check(cast.rep, made.pk)
        client = signed_in("rep")
        with queries() as seen:
            client.get(f"/imports/{made.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
def test_every_state_has_its_page(cast: Cast, signed_in: Enter, language: str) -> None:
    user = cast.users["rep"]
    user.language = language
    user.save()
    report = bring(cast.rep, table(BAD))
    client = signed_in("rep")
    for state in ("checking", "checked", "writing", "done", "undone", "failed"):
        Import.objects.filter(pk=report.import_id).update(
            state=state, summary={"problem": {"code": "file_damaged", "params": {}}}
        )
        assert client.get(f"/imports/{report.import_id}/").status_code == 200, state


def test_the_api_takes_a_file_and_tells_what_is_wrong(cast: Cast, signed_in: Enter) -> None:
    client = signed_in("rep")
    file = io.BytesIO(table(BAD))
    file.name = "leads.csv"
    made = client.post("/api/v1/imports", {"file": file}).json()
    assert made["columns"][0]["field"] == "company"
    assert client.post(f"/api/v1/imports/{made['id']}/check").status_code == 202
    run_jobs(cast)
    rows = client.get(f"/api/v1/imports/{made['id']}/findings").json()["rows"]
    assert rows[0]["findings"][0]["code"] == "negative_amount"
    client.post(f"/api/v1/imports/{made['id']}/write")
    run_jobs(cast)
    assert client.get(f"/api/v1/imports/{made['id']}/progress").json()["state"] == "done"
    undone = client.post(f"/api/v1/imports/{made['id']}/undo").json()
    assert undone == {"archived": 2, "kept": []}


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    cast: Cast, signed_in: Enter, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100
    client = signed_in("rep")
    assert send(client, b"x" * 101).status_code == 422
    file = SimpleUploadedFile("leads.csv", b"x" * 101)
    answer = client.post("/api/v1/imports", {"file": file})
    assert (answer.status_code, answer.json()["code"]) == (422, "file_size")
