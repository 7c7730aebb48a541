"""Tender notices on pages, over the API and at the command: look first, then bring in."""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from goldenkey.cli.main import main
from goldenkey.data.models import Lead
from tests.cast import Cast
from tests.db.test_tender_import import FILES, FIRST, bring

BAD = FIRST.replace(b"36800000", b'"much"')


def file(data: bytes = FIRST) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("notices.json", data)}


def hidden(page: str) -> dict[str, str]:
    found = dict(re.findall(r'type="hidden" name="(digest|name)" value="([^"]+)"', page))
    return found


def test_a_file_is_looked_at_and_then_brought_in(cast: Cast, signed_in: Any) -> None:
    client = signed_in("rep")
    page = client.post("/leads/tenders/", file()).content.decode()
    assert "空氣品質監測車四輛" in page
    assert not Lead.objects.exists()
    answer = client.post("/leads/tenders/bring-in/", hidden(page))
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    lead = Lead.objects.get(company="臺中市環境保護局")
    assert "113-ENV-07" in client.get(f"/leads/{lead.pk}/notice/").content.decode()
    assert f"/leads/{lead.pk}/notice/" in client.get(f"/leads/{lead.pk}/").content.decode()


def test_what_is_wrong_stands_with_its_path_and_nothing_can_be_brought_in(
    cast: Cast, signed_in: Any
) -> None:
    answer = signed_in("rep").post("/leads/tenders/", file(BAD))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "/releases/0/tender/value/amount" in page
    assert hidden(page) == {}


def test_a_file_nobody_looked_at_cannot_be_brought_in(cast: Cast, signed_in: Any) -> None:
    client = signed_in("rep")
    for digest, status in (("0" * 64, 404), ("../../etc/passwd", 422), ("", 422)):
        typed = {"digest": digest, "name": "x.json"}
        assert client.post("/leads/tenders/bring-in/", typed).status_code == status


def test_the_notice_of_another_teams_lead_is_not_found(cast: Cast, signed_in: Any) -> None:
    bring(cast)
    lead = Lead.objects.get(company="臺中市環境保護局")
    assert signed_in("stranger").get(f"/leads/{lead.pk}/notice/").status_code == 404
    assert signed_in("finance").get("/leads/tenders/").status_code == 403


def test_the_api_looks_unless_told_to_write(cast: Cast, signed_in: Any) -> None:
    client, url = signed_in("rep"), "/api/v1/tender-notices"
    looked = client.post(url, file()).json()
    assert (looked["written"], looked["counts"]["new"]) == (False, 2)
    assert not Lead.objects.exists()
    problems = client.post(url, file(BAD)).json()["problems"]
    assert [p["pointer"] for p in problems] == ["/releases/0/tender/value/amount"]
    refused = client.post(url, {**file(BAD), "dry_run": "false"})
    assert (refused.status_code, refused.json()["code"]) == (422, "ocds_problems")
    written = client.post(url, {**file(), "dry_run": "false"}).json()
    assert (written["written"], Lead.objects.count()) == (True, 2)


def test_the_command_reports_for_programs(cast: Cast, capsys: Any, tmp_path: Any) -> None:
    path = str(FILES / "tender.json")
    assert main(["import", "tenders", path, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["new"] == 2
    assert not Lead.objects.exists()
    bad = tmp_path / "bad.json"
    bad.write_bytes(BAD)
    assert main(["import", "tenders", str(bad)]) == 1
    assert "/releases/0/tender/value/amount" in capsys.readouterr().out
    assert main(["import", "tenders", path, "--json", "--as", "rep"]) == 0
    assert json.loads(capsys.readouterr().out)["written"]
    assert Lead.objects.count() == 2
    assert main(["import", "tenders", str(tmp_path / "none.json")]) == 1
