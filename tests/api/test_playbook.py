"""Playbooks over the API: a draft is checked when it is sent, published, tried, and compared."""

from __future__ import annotations

from typing import Any

from goldenkey.selectors import playbook
from tests.cast import Cast


def _fleet(caller: Any, name: str = "admin") -> dict[str, Any]:
    found: dict[str, Any] = caller(name)("GET", "/playbooks/auto-fleet/draft").json()
    return found


def test_what_is_wrong_comes_back_with_place_field_and_sentence(cast: Cast, caller: Any) -> None:
    source = _fleet(caller)["source"].replace("extends: key-account", "extends: no-such")
    sent = caller("admin")("PUT", "/playbooks/auto-fleet/draft", {"source": source})
    assert sent.status_code == 200
    (problem,) = sent.json()["problems"]
    assert problem["code"] == "playbook.unknown_parent"
    assert (problem["path"], problem["column"]) == ("extends", 1)
    assert "no-such" in problem["detail"]
    refused = caller("director")(
        "POST", "/playbooks/auto-fleet/publication", {"version": sent.json()["version"]}
    )
    assert refused.status_code == 422


def test_a_draft_is_compared_previewed_and_published(cast: Cast, caller: Any) -> None:
    source = _fleet(caller)["source"] + "fresh_days: 45\n"
    sent = caller("admin")("PUT", "/playbooks/auto-fleet/draft", {"source": source}).json()
    assert sent["problems"] == []
    director = caller("director")
    found = director("GET", "/playbooks/auto-fleet/comparison").json()
    assert [(d["section"], d["change"]) for d in found["differences"]] == [
        ("fresh_days", "changed")
    ]
    seen = director("POST", "/playbooks/auto-fleet/preview", {"draft": True}).json()
    assert (seen["state"], seen["total"]) == ("ready", 0)
    done = director("POST", "/playbooks/auto-fleet/publication", {"version": sent["version"]})
    assert done.status_code == 200
    assert [v["state"] for v in done.json()] == ["published", "retired"]
    assert playbook.compiled(playbook.current(cast.rep, "auto-fleet")).fresh_days == 45


def test_a_salesperson_reads_versions_but_no_draft(cast: Cast, caller: Any) -> None:
    rep = caller("rep")
    assert rep("GET", "/playbooks/auto-fleet/versions").status_code == 200
    assert rep("GET", "/playbooks/auto-fleet/draft").status_code == 403
    file = rep("GET", "/playbooks/auto-fleet/file")
    (version,) = rep("GET", "/playbooks/auto-fleet/versions").json()
    assert file["X-Playbook-Digest"] == version["digest"]
