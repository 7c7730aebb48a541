"""Pages of playbooks: written with a live check, compared, published, tried on an opportunity."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import playbook as actions
from goldenkey.actions.account import create_account
from goldenkey.data import models as m
from goldenkey.playbooks import checking, reader
from goldenkey.selectors import playbook
from tests.cast import Cast
from tests.unit.playbooks import SMALL
from tests.unit.playbooks import small as parents

BAD = SMALL.replace("severity: high", "severity: huge")
LATER = SMALL.replace("usual_days: 10", "usual_days: 11", 1)
NO_DISCOVER = SMALL.replace("  - key: discover\n", "  - key: meet\n")


@pytest.fixture
def small(cast: Cast) -> Cast:
    _version(cast, SMALL, 1, "published")
    return cast


def _version(cast: Cast, source: str, number: int, state: str) -> m.PlaybookVersion:
    book, _made = m.Playbook.objects.get_or_create(key="small", defaults={"created_at": cast.now})
    tree = json.dumps(reader.kept(source, parents=parents()))
    return m.PlaybookVersion.objects.create(
        playbook=book, number=number, state=state, source=source, tree=tree,
        digest=checking.digest(source, {}), created_at=cast.now, updated_at=cast.now,
        edited_by=cast.users["admin"],
    )  # fmt: skip


def _deal(cast: Cast) -> m.Opportunity:
    account = create_account(cast.rep, name="長榮")
    return opportunities.create_opportunity(
        cast.rep, account.pk, name="空壓機", amount="1000", playbook_key="small"
    )


def _text(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_a_text_with_problems_is_kept_and_each_is_listed_with_its_line(
    small: Cast, signed_in: Any
) -> None:
    client = signed_in("admin")
    sent = client.post("/playbooks/small/edit/", {"source": BAD, "version": "0"})
    assert sent.status_code == 302
    page = _text(client.get("/playbooks/small/edit/"))
    line = BAD.splitlines().index("    severity: huge") + 1
    assert f'data-line="{line}"' in page and "warnings.0.severity" in page
    assert "severity: huge" in page


def test_the_live_check_answers_with_the_list_and_saves_nothing(
    small: Cast, signed_in: Any
) -> None:
    client = signed_in("admin")
    found = client.post("/playbooks/small/check/", {"source": BAD}, HTTP_HX_REQUEST="true")
    assert found.status_code == 200 and 'id="problems"' in _text(found)
    assert "warnings.0.severity" in _text(found)
    good = _text(client.post("/playbooks/small/check/", {"source": SMALL}))
    assert "problems" in good and "data-line" not in good
    assert not m.PlaybookVersion.objects.filter(state="draft").exists()


def test_nothing_typed_is_lost_when_somebody_else_saved_first(small: Cast, signed_in: Any) -> None:
    _version(small, LATER, 2, "draft")
    typed = SMALL + "# mine\n"
    found = signed_in("admin").post("/playbooks/small/edit/", {"source": typed, "version": "0"})
    assert found.status_code == 409
    assert "# mine" in _text(found)


def test_readers_see_the_rules_but_no_editor(small: Cast, signed_in: Any) -> None:
    client = signed_in("rep")
    assert "/edit/" not in _text(client.get("/playbooks/small/"))
    for address in ("edit", "publish", "move"):
        assert client.get(f"/playbooks/small/{address}/").status_code == 403
    for address in ("history", "compare", "bench", "file"):
        assert client.get(f"/playbooks/small/{address}/").status_code == 200


def test_publishing_shows_what_would_change_and_moves_whom_it_says(
    small: Cast, signed_in: Any
) -> None:
    made = _deal(small)
    draft = _version(small, NO_DISCOVER, 2, "draft")
    client = signed_in("director")
    page = _text(client.get("/playbooks/small/publish/"))
    assert "place_discover" in page and made.name in page
    sent = {"version": draft.version, "move": "all"}
    refused = client.post("/playbooks/small/publish/", sent)
    assert refused.status_code == 422
    assert playbook.compiled(playbook.current(small.rep, "small")).number == 1
    look = client.post("/playbooks/small/publish/", {**sent, "place_discover": "meet", "look": "1"})
    assert look.status_code == 200
    done = client.post("/playbooks/small/publish/", {**sent, "place_discover": "meet"})
    assert done.status_code == 302
    made.refresh_from_db()
    assert (made.stage, made.playbook_version_id) == ("meet", draft.pk)


def test_a_manager_moves_those_he_marked_later(small: Cast, signed_in: Any) -> None:
    made, other = _deal(small), opportunities.create_opportunity(
        small.rep, m.Account.objects.get().pk, name="備品", amount="1", playbook_key="small"
    )  # fmt: skip
    m.PlaybookVersion.objects.filter(playbook__key="small").update(state="retired")
    now = _version(small, LATER, 2, "published")
    client = signed_in("manager")
    page = _text(client.get("/playbooks/small/move/"))
    assert made.name in page and other.name in page
    assert client.post("/playbooks/small/move/", {"move": "some"}).status_code == 422
    sent = client.post("/playbooks/small/move/", {"move": "some", "ids": [made.pk]})
    assert sent.status_code == 302
    made.refresh_from_db()
    other.refresh_from_db()
    assert made.playbook_version_id == now.pk != other.playbook_version_id
    client.post("/playbooks/small/move/", {"move": "all", "phase": "validate"})
    other.refresh_from_db()
    assert other.playbook_version_id != now.pk, "it is in another phase"


def test_two_versions_stand_side_by_side(small: Cast, signed_in: Any) -> None:
    _version(small, LATER, 2, "draft")
    page = _text(signed_in("admin").get("/playbooks/small/compare/?old=1&new=2"))
    assert "<del>" in page and "10" in page and "11" in page
    assert signed_in("rep").get("/playbooks/small/compare/?old=1&new=2").status_code == 404


def test_a_file_goes_out_and_comes_in_as_a_draft(small: Cast, signed_in: Any) -> None:
    client = signed_in("admin")
    out = client.get("/playbooks/small/file/")
    assert out.content.decode() == SMALL
    assert 'filename="small-1.yaml"' in out["Content-Disposition"]
    back = client.post(
        "/playbook-import/", {"file": SimpleUploadedFile("small.yaml", LATER.encode())}
    )
    assert back.status_code == 302
    assert m.PlaybookVersion.objects.get(state="draft").source == LATER


def test_a_bad_file_is_refused_with_line_and_field(small: Cast, signed_in: Any) -> None:
    file = SimpleUploadedFile("small.yaml", BAD.encode())
    found = signed_in("admin").post("/playbook-import/", {"file": file})
    assert found.status_code == 422 and "warnings.0.severity" in _text(found)


def test_the_test_bench_says_what_a_rule_says_of_an_opportunity(
    small: Cast, signed_in: Any
) -> None:
    made, client = _deal(small), signed_in("rep")
    page = _text(client.get(f"/playbooks/small/bench/?opportunity={made.pk}&rule=duck.small"))
    assert "committee.people &lt;= 1" in page
    wrong = _text(client.get(f"/playbooks/small/bench/?opportunity={made.pk}&formula=no.such"))
    assert "no.such" in wrong and 'role="alert"' in wrong
    hits = client.get("/playbook-opportunities/?q=空壓機", HTTP_HX_REQUEST="true")
    assert f'data-value="{made.pk}"' in _text(hits)
    found = signed_in("stranger").get(
        f"/playbooks/small/bench/?opportunity={made.pk}&rule=duck.small"
    )
    assert found.status_code == 404


def test_a_team_gets_a_playbook_of_its_own_and_works_by_it(small: Cast, signed_in: Any) -> None:
    team = small.teams["centre"].pk
    begun = signed_in("admin").post(
        "/playbook-new/", {"team": team, "extends": "small", "key": "centre"}
    )
    assert begun.status_code == 302
    assert m.PlaybookVersion.objects.get(playbook__key="centre").problems == []
    chosen = signed_in("director").post("/playbook-teams/", {f"team_{team}": "small"})
    assert chosen.status_code == 302
    assert playbook.default_key(small.rep) == "small"


def test_a_change_of_the_base_is_offered_to_those_that_build_on_it(
    small: Cast, signed_in: Any
) -> None:
    client = signed_in("director")
    address = "/playbooks/centre/take-up/"
    actions.create_for_team(small.admin, small.teams["centre"].pk, key="centre", extends="small")
    made = m.PlaybookVersion.objects.get(playbook__key="centre")
    actions.publish(small.director, "centre", version=made.version)
    assert address not in _text(client.get("/playbooks/small/"))
    actions.save_draft(small.admin, "small", LATER)
    assert "/playbooks/centre/" in _text(client.get("/playbooks/small/publish/"))
    draft = m.PlaybookVersion.objects.get(playbook__key="small", state="draft")
    actions.publish(small.director, "small", version=draft.version)
    for key in ("small", "centre"):
        assert address in _text(client.get(f"/playbooks/{key}/"))
        assert address not in _text(signed_in("rep").get(f"/playbooks/{key}/"))
    assert client.post(address)["Location"] == "/playbooks/centre/edit/"
    assert m.PlaybookVersion.objects.filter(playbook__key="centre", state="draft").exists()
    assert 'href="/playbooks/centre/edit/"' in _text(client.get("/playbooks/small/"))
