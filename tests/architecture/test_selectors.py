"""Fence 4: who reads rows names the actor first, and starts from his scope."""

from __future__ import annotations

import ast

from django.apps import apps

from goldenkey.data import models as m
from goldenkey.policies import scope
from tests.architecture.source import Function, Module, layer

BEFORE_SIGN_IN = {
    "user.by_username", "user.signed_in", "user.by_token",
    "installation.is_empty", "installation.has_company", "installation.has_users",
    "installation.actor_named",
}  # fmt: skip
"""They find the actor, or whether there can be one."""

NO_ROW_OF_ANYBODY = {
    "playbook.compiled": "a published version says the same to everybody",
    "playbook.key_of": "the key of a version",
    "gift_rules.latest": "a part of a statement, no rows",
    "beside.parts": "parts of a statement, no rows",
    "listed.columns": "a part of a statement, no rows",
    "commission_terms.last_closed": "which month is closed, for everybody",
    "commission_terms.counts_on": "the first open day, for everybody",
    "paging.newest_first": "cuts a page of rows its caller took from scope",
    "paging.oldest_first": "cuts a page of rows its caller took from scope",
}

BY_IDS_IN_SCOPE = {
    "snapshots.opportunities", "listed.of_opportunities", "met.of_opportunities",
    "orders.of_opportunities", "timeline.trail",
}  # fmt: skip
"""They take ids that their caller found in the actor's scope."""

ACROSS_TEAMS = {
    "resembling.accounts", "import_match.candidates", "import_undo.undo_of",
    "credit.exposure", "quiet.evaluating", "quiet.meeting", "gift_rules.judged",
    "gift_rules.had_in_year", "gift_rules.tender_open", "personal.reached", "personal.beside",
}  # fmt: skip
"""They look at every team, and say of what is out of scope only whom to ask (M2.5), or how much
a payer owes in all (M7.3)."""

PARTS_OF_ROOMS = frozenset(
    {"snapshots", "listed", "beside", "met", "orders", "timeline", "nightly"}
)
"""Modules that read by ids in scope, or for the system alone."""

QUERIES = frozenset(
    {
        "objects", "_default_manager", "connection", "filter", "select_related", "values_list",
        "annotate", "aggregate", "exclude", "order_by", "prefetch_related",
    }
)  # fmt: skip


def test_every_public_selector_takes_the_actor_first() -> None:
    excused = BEFORE_SIGN_IN | set(NO_ROW_OF_ANYBODY) | BY_IDS_IN_SCOPE
    found = {
        f"{module.name}.{node.name}"
        for module in layer("selectors")
        for node in module.public()
        if _asks_the_database(module, node) and _first(node) != "actor"
    }
    assert found - excused == set()


def test_the_exceptions_are_still_there() -> None:
    there = {f"{module.name}.{node.name}" for module in layer("selectors") for node in
             module.public()}  # fmt: skip
    named = BEFORE_SIGN_IN | set(NO_ROW_OF_ANYBODY) | BY_IDS_IN_SCOPE | ACROSS_TEAMS
    assert named <= there


def test_rows_of_records_with_an_owner_are_read_through_scope() -> None:
    """`Account.objects` in a selector would see every team; scope.visible does not."""
    owned = {model.__name__ for model in scope.OWN_SCOPE}
    found = [
        f"{module.place}:{node.lineno}"
        for module in layer("selectors")
        for function in ast.walk(module.tree)
        if isinstance(function, Function)
        and module.name not in PARTS_OF_ROOMS
        and f"{module.name}.{function.name}" not in ACROSS_TEAMS
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
        and ast.unparse(node.value).rpartition(".")[2] in owned
    ]  # fmt: skip
    assert not found


def test_rows_are_frozen() -> None:
    """What a selector returns cannot be changed by who shows it, or holds lists it fills itself."""
    loose = [
        f"{module.place} {node.name}"
        for module in layer("selectors")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(d) for d in node.decorator_list)
        and not any("frozen=True" in ast.unparse(d) for d in node.decorator_list)
    ]
    assert set(loose) <= {
        "selectors/beside.py Beside", "selectors/listed.py Listed", "selectors/met.py Met",
        "selectors/timeline.py Trail", "selectors/today_shapes.py Source",
    }  # fmt: skip


def test_every_table_declares_its_scope() -> None:
    """A new table must say whose it is before it is read."""
    places = (
        set(scope.OWN_SCOPE), set(scope.HANGS_ON), set(scope.BY_SUBJECT), set(scope.COMPANY_WIDE),
        set(scope.INTERNAL), {m.Contact},
    )  # fmt: skip
    declared = [model for place in places for model in place]
    tables = set(apps.get_app_config("data").get_models())
    assert sorted(t.__name__ for t in tables - set(declared)) == []
    assert len(declared) == len(set(declared)), "a table declares one scope"


def _asks_the_database(module: Module, node: Function) -> bool:
    """Whether it, or a function of its module that it calls, builds a query."""
    here = {f.name: f for f in module.tree.body if isinstance(f, Function)}
    todo, seen = [node], set()
    while todo:
        one = todo.pop()
        if one.name in seen:
            continue
        seen.add(one.name)
        for inner in ast.walk(one):
            if isinstance(inner, ast.Attribute) and inner.attr in QUERIES:
                return True
            if isinstance(inner, ast.Name) and inner.id == "connection":
                return True
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
                todo += [here[inner.func.id]] if inner.func.id in here else []
    return False


def _first(node: Function) -> str:
    arguments = [*node.args.posonlyargs, *node.args.args]
    return arguments[0].arg if arguments else ""
