"""The search as a page and as the palette's answers; settings and playbooks beside it."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.data.models import User
from goldenkey.selectors import playbook
from tests.cast import Cast


@pytest.mark.method("M9.1")
def test_hits_lead_to_their_pages(cast: Cast, signed_in: Any) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    page = signed_in("rep").get("/search/", {"q": "宏"}).content.decode()
    assert f'href="/accounts/{made.pk}/"' in page


def test_the_palette_gets_only_the_answers(cast: Cast, signed_in: Any) -> None:
    accounts.create_account(cast.rep, name="宏昇機電")
    client = signed_in("rep")
    part = client.get("/search/", {"q": "宏昇"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "宏昇機電" in part
    assert "/leads/new/?company=" in part


@pytest.mark.parametrize("words", ["", " ", "%", "'", '"', "a" * 5000, "\x00", "宏" * 300, "\\"])
def test_strange_words_find_nothing_and_break_nothing(
    cast: Cast, signed_in: Any, words: str
) -> None:
    assert signed_in("rep").get("/search/", {"q": words}).status_code == 200


def test_a_stranger_finds_nothing_of_ours(cast: Cast, signed_in: Any) -> None:
    accounts.create_account(cast.rep, name="宏昇機電")
    assert "宏昇機電" not in signed_in("stranger").get("/search/", {"q": "宏昇"}).content.decode()


@pytest.mark.parametrize("name", ["rep", "finance", "compliance", "admin"])
def test_everybody_may_read_the_playbooks(cast: Cast, signed_in: Any, name: str) -> None:
    client = signed_in(name)
    assert client.get("/playbooks/").status_code == 200
    page = client.get("/playbooks/key-account/").content.decode()
    book = playbook.compiled(playbook.current(cast.rep, "key-account"))
    for stage in book.stages:
        assert stage.name.zh_hant in page
    for warning in book.warnings:
        assert warning.id in page
    assert client.get("/playbooks/none-such/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
def test_a_playbook_is_read_in_the_readers_language(
    cast: Cast, signed_in: Any, language: str
) -> None:
    User.objects.filter(username="rep").update(language=language)
    page = signed_in("rep").get("/playbooks/key-account/").content.decode()
    book = playbook.compiled(playbook.current(cast.rep, "key-account"))
    assert book.stages[0].name.say(language) in page


def test_the_list_of_playbooks_asks_four_times_however_many(cast: Cast, queries: Any) -> None:
    rep = cast.rep
    playbook.in_use(rep)  # compiles each version, once per process
    with queries() as seen:
        playbook.in_use(rep)
    assert len(seen) == 4


def test_settings_are_ones_own_and_checked(cast: Cast, signed_in: Any) -> None:
    client = signed_in("rep")
    assert client.get("/settings/").status_code == 200
    sent = {"language": "zh-hans", "theme": "dark", "zone": "Asia/Shanghai"}
    assert client.post("/settings/", sent).status_code == 302
    user = cast.users["rep"]
    user.refresh_from_db()
    assert (user.language, user.theme, user.zone) == ("zh-hans", "dark", "Asia/Shanghai")
    assert client.post("/settings/", {**sent, "zone": "Mars/Olympus"}).status_code == 422
