"""Writing and reading a playbook are each other's inverse; files of earlier schemas are lifted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenkey.playbooks import read, reader, source_of
from goldenkey.playbooks.render import render
from goldenkey.playbooks.schema import SCHEMA
from goldenkey.playbooks.tree import Node, parse
from goldenkey.playbooks.upgrade import UPGRADES, upgraded
from tests.unit.playbooks import SHIPPED, SMALL, small

KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,12}", fullmatch=True)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.just("\n"), max_size=40
)
DECIMALS = st.decimals(
    min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False
)
SCALARS = (
    WORDS | st.booleans() | st.none() | st.integers(-(10**17), 10**17) | DECIMALS
    | st.sampled_from(["true", "null", "1.5", "2026-01-31", "~", "yes", "- a", "a: b", "{x}", "#"])
)  # fmt: skip
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def _alike(one: Any, other: Any) -> bool:
    """Equal, and of the same types: 1, 1.0 and true are three things in a playbook."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_alike(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)


@settings(max_examples=60)
@given(st.dictionaries(KEYS, PLAIN, min_size=1, max_size=5))
def test_parsing_what_was_rendered_gives_the_same(plain: dict[str, Any]) -> None:
    assert _alike(parse(render(plain)).plain(), plain)


@pytest.mark.parametrize("key", SHIPPED)
def test_a_shipped_playbook_written_whole_reads_as_itself(key: str) -> None:
    whole = reader.whole(source_of(key), parents=source_of).plain()
    assert _alike(parse(render(whole)).plain(), whole)


def test_a_playbook_written_whole_needs_no_parent() -> None:
    whole = reader.whole(source_of("auto-fleet"), parents=source_of).plain()
    del whole["extends"]
    alone = read(render(whole), parents=small())
    inherited = read(source_of("auto-fleet"), parents=source_of)
    assert (alone.stages, alone.warnings, alone.facts) == (
        inherited.stages, inherited.warnings, inherited.facts,
    )  # fmt: skip


def test_decimals_keep_their_digits() -> None:
    assert parse(render({"share": Decimal("1.50")})).plain() == {"share": Decimal("1.50")}


def _days_were_called_days(root: Node) -> Node:
    """An artificial schema 0, in which a stage said `days`."""
    stages = root.value["stages"]
    renamed = [_renamed(stage, "days", "usual_days") for stage in stages.value]
    return Node({**root.value, "stages": Node(renamed, stages.place)}, root.place)


def _renamed(node: Node, old: str, new: str) -> Node:
    return Node({new if k == old else k: v for k, v in node.value.items()}, node.place)


OLD = SMALL.replace("schema: 1", "schema: 0").replace("usual_days:", "days:")


def test_a_file_of_an_earlier_schema_is_lifted_step_by_step() -> None:
    lifted = upgraded(parse(OLD), steps={0: _days_were_called_days})
    assert lifted.plain() == parse(SMALL).plain()


def test_lifting_keeps_places_and_leaves_the_file_alone() -> None:
    before = parse(OLD)
    lifted = upgraded(before, steps={0: _days_were_called_days})
    assert lifted.where(("stages", 1)) == before.where(("stages", 1))
    assert before.get("schema") == 0


@pytest.mark.parametrize("said", ["", "schema: soon\n", "schema: 2\n", "schema: 1\n"])
def test_a_file_without_a_known_earlier_number_stays_as_it_is(said: str) -> None:
    root = parse(f"{said}key: small\n")
    assert upgraded(root, steps={0: _days_were_called_days}) is root


def test_every_earlier_schema_has_its_step() -> None:
    assert sorted(UPGRADES) == list(range(1, SCHEMA))
