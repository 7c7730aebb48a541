"""Every warning of the shipped playbook over the API: told it fires, mended it closes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goldenkey.data.models import OpenWarning
from tests.cast import Cast
from tests.scenarios import story
from tests.scenarios.teller import Teller


@pytest.mark.method("M4.7")
@pytest.mark.parametrize("path", story.FILES, ids=lambda p: p.stem)
def test_told_over_the_api_it_fires_and_mended_it_closes(
    cast: Cast, caller: Callable[[str], Any], path: Path
) -> None:
    told = story.read(path)
    teller = Teller(cast, caller, told.given)
    teller.tell(told.given)
    found = [d for d in teller.health()["standing"] if d["rule"] == told.rule]
    assert [d["rule"] for d in found] == [told.rule]
    assert told.says(found[0]["because"], teller.today), found[0]["because"]
    assert found[0]["do"] or found[0]["do_kind"]
    assert found[0]["why"]
    if told.money is not None:
        assert float(found[0]["money"]["amount"]) == told.money
    row = OpenWarning.objects.get(opportunity=teller.pk, rule=told.rule)
    assert row.closed_at is None
    if told.fix.get("next"):
        teller.next(told.fix["next"])
    teller.tell(told.fix)
    assert told.rule not in {d["rule"] for d in teller.health()["standing"]}
    row.refresh_from_db()
    assert row.closed_at is not None
