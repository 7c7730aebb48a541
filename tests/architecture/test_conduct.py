"""Nothing links gifts to chances of winning: neither side knows the other (M4.9)."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.architecture.source import everything

GIFTS = {
    "goldenkey.core.conduct", "goldenkey.selectors.gift", "goldenkey.selectors.gift_rules",
    "goldenkey.selectors.conduct", "goldenkey.actions.gift",
}  # fmt: skip
"""Where the register and its rules stand."""

CHANCES = {
    "goldenkey.core.chance", "goldenkey.core.warnings", "goldenkey.core.system_facts",
    "goldenkey.core.snapshot", "goldenkey.core.coverage", "goldenkey.core.gates",
    "goldenkey.core.today", "goldenkey.selectors.snapshots", "goldenkey.selectors.health",
    "goldenkey.actions.derive",
}  # fmt: skip
"""Where chance, health, forecast and warnings are made."""

WORDS = ("GiftEntry", "GiftDecision", "GiftNote", "gift_rules", "gifts")


@cache
def _imports() -> dict[str, set[str]]:
    found = {}
    for module in everything():
        name = "goldenkey." + module.place.removesuffix(".py").replace("/", ".")
        found[name.removesuffix(".__init__")] = _named(ast.parse(module.text))
    return found


def _named(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return {n for n in names if n.startswith("goldenkey")}


def _reached(start: str) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += [n for n in _imports().get(here, ()) if n in _imports()]
    return seen


def _text(name: str) -> str:
    place = name.removeprefix("goldenkey.").replace(".", "/") + ".py"
    return next(m.text for m in everything() if m.place == place)


@pytest.mark.method("M4.9")
@pytest.mark.parametrize("name", sorted(CHANCES))
def test_what_makes_a_chance_never_knows_of_gifts(name: str) -> None:
    assert name in _imports(), "it moved: follow it"
    assert not _reached(name) & GIFTS
    assert not [word for word in WORDS if word in _text(name)]


@pytest.mark.parametrize("name", sorted(GIFTS))
def test_what_judges_a_gift_asks_for_no_chance(name: str) -> None:
    assert name in _imports(), "it moved: follow it"
    assert not _imports()[name] & CHANCES - {"goldenkey.selectors.snapshots"}
    assert "chance" not in _text(name).replace("chances, health or forecasts", "")


def test_no_formula_of_a_playbook_can_name_a_gift() -> None:
    from goldenkey.core import system_facts
    from goldenkey.playbooks import load_shipped

    book = load_shipped("key-account")
    names = {*system_facts.declared([r.key for r in book.roles]), *(f.name for f in book.facts)}
    assert not [n for n in names if "gift" in n or "hospitality" in n]


def test_no_ordering_or_copy_of_an_opportunity_holds_gifts() -> None:
    from goldenkey.data.models import Opportunity, OpportunityHistory

    for model in (Opportunity, OpportunityHistory):
        columns = [f.name for f in model._meta.concrete_fields]
        assert not [c for c in columns if "gift" in c or "conduct" in c]
