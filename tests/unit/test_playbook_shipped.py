"""The shipped playbooks: each can be used, and stays so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from goldenkey.playbooks import json_schema, read, shipped_keys, source_of
from goldenkey.playbooks.reader import restored
from goldenkey.playbooks.shipped import load_shipped, parent_of, tree_of
from tests.unit.playbooks import SHIPPED, shipped

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "playbooks"
every = pytest.mark.parametrize("key", SHIPPED)


def golden(key: str) -> str:
    """The newest released copy of a playbook's file."""
    newest = max(GOLDEN.glob(f"{key}-[0-9]*.yaml"), key=lambda p: int(p.stem.rsplit("-", 1)[1]))
    return newest.read_text(encoding="utf-8")


def test_six_are_shipped() -> None:
    assert shipped_keys() == SHIPPED


@every
def test_each_is_read_without_a_problem(key: str) -> None:
    assert shipped(key).key == key


@every
def test_what_is_kept_gives_the_same_playbook_as_its_text(key: str) -> None:
    assert restored(json.loads(tree_of(key))) == shipped(key)


@every
def test_what_ships_is_the_newest_golden_copy(key: str) -> None:
    assert source_of(key) == golden(key), f"copy it to tests/golden/playbooks/{key}-N.yaml"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_version_ever_released_stays_readable(path: Path) -> None:
    assert read(path.read_text(encoding="utf-8"), parents=golden).stages


@every
def test_a_child_says_only_how_it_differs(key: str) -> None:
    assert parent_of(source_of(key)) == (None if key == "key-account" else "key-account")
    assert len(source_of(key)) < len(source_of("key-account")) or key == "key-account"


def test_the_page_can_say_which_rule_comes_from_where() -> None:
    book = shipped("auto-fleet")
    assert book.origins["duck.one_contact"] == "key-account"
    assert book.origins["duck.selector_never_met"] == "auto-fleet"
    assert book.origins["validate.shortlisted"] == "auto-fleet"


@every
def test_no_word_of_a_language_is_another_languages(key: str) -> None:
    """Spot words that must differ between Taiwan's and the mainland's Chinese."""
    for line in source_of(key).splitlines():
        label, _, words = line.strip().partition(": ")
        if label == "zh-Hant":
            assert not set(words) & set("户决购签应这问说实现没样价么时会关认让类业员见长条"), line
        if label == "zh-Hans":
            assert not set(words) & set("戶決購簽應這問說實現沒樣價麼時會關認讓類業員見長條"), line


@every
def test_it_advises_nothing_that_the_method_declines(key: str) -> None:
    """M4.9: no gifts for goodwill, no private interests served, no evaluators approached."""
    for word in ("好感倍增", "公關評選", "公关评标", "個人利益需求", "個人好處", "打點", "搞定"):
        assert word not in source_of(key)


def test_the_schema_is_published() -> None:
    published = json_schema()
    assert published["$schema"].endswith("2020-12/schema")
    assert "stages" in published["properties"]


def test_a_playbook_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_shipped("no-such")
