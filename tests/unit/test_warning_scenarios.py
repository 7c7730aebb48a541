"""Every warning of the shipped playbook, by its story: it fires, says why, and is mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from goldenkey.core.money import Money
from goldenkey.core.snapshot import Snapshot
from goldenkey.core.warnings import Warning, warn
from goldenkey.wording import braces
from tests.scenarios import story
from tests.unit.playbooks import shipped

TODAY = date(2026, 11, 23)
every = pytest.mark.parametrize("path", story.FILES, ids=lambda p: p.stem)


def _fired(seen: Snapshot, rule: str) -> Warning | None:
    return next((w for w in warn(seen) if w.rule.id == rule), None)


@pytest.mark.method("M4.7")
@every
def test_given_the_facts_it_fires_with_its_reasons(path: Path) -> None:
    told = story.read(path)
    found = _fired(story.snapshot(told.given, shipped("key-account"), TODAY), told.rule)
    assert found is not None
    with translation.override("en"):
        said = braces.fill(found.rule.because.say("en"), found.params)
    assert told.says(said, TODAY), said
    assert found.since <= TODAY
    assert found.days == (TODAY - found.since).days
    assert found.rule.why is not None
    if told.money is not None:
        assert found.money == Money.of(told.money, "TWD")


@pytest.mark.method("M4.7")
@every
def test_given_the_mending_it_closes(path: Path) -> None:
    told = story.read(path)
    seen = story.snapshot(told.mended, shipped("key-account"), TODAY)
    live = seen.state in ("open", "won")
    assert not live or _fired(seen, told.rule) is None


def test_every_warning_of_the_playbook_has_its_story() -> None:
    rules = {w.id for w in shipped("key-account").warnings}
    assert {story.read(path).rule for path in story.FILES} == rules
