"""Fence 3: only actions save; each takes the actor first, declares its right, leaves its entry."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import goldenkey.actions
from goldenkey.actions.base import ACTIONS
from goldenkey.policies.permissions import RIGHTS, ROLES
from tests.architecture.source import Function, Module, called, everything, layer

HOUSE = {
    "base.create", "base.create_many", "base._save", "base._write",
    "base.discard", "base.remove", "many._change_many",
}  # fmt: skip
"""The few ways rows are saved: each notes the change for the audit entry, or writes the entry."""

UNAUDITED = {
    "installation.prepare": "the system's own login: nobody can act before it is there",
    "answers.once": "answers given, kept so that a repeated request gets the same one",
    "answers.sweep": "answers given long ago",
    "sign_in.take_try": "a count of tries before anybody is signed in",
    "sign_in.forget_tries": "a count of tries", "sign_in.sweep": "counts of tries long ago",
    "queue.enqueue": "a job waiting says nothing about a record",
    "queue.claim": "a lease", "queue.heartbeat": "a lease", "queue.finish": "a lease",
    "queue.fail": "a lease", "queue.give_back": "a lease", "queue._take_back": "a lease",
    "queue.sweep": "jobs done long ago",
    "search.index_all": "search entries", "search.forget": "search entries",
    "search.move": "search entries",
    "search.purge": "search entries",
    "activity.plan_step": "who is to be met: a link written with the audited step",
    "conduct.open_quiet_period": "who evaluates: links written with the audited period",
    "conduct.change_quiet_period": "who evaluates: links written with the audited period",
    "erasure._blank_facts": "erasing a person: the entry names him, never what was struck",
    "erasure._rewrite": "erasing a person: the entry names him, never what was struck",
    "search._sqlite_insert": "search entries", "search._sqlite_delete": "search entries",
    "derive._save_copies": "copies for lists, made from audited rows",
    "warned._open": "warnings as they stood, made from audited rows",
    "warned._change": "warnings as they stood, made from audited rows",
    "warned._close": "warnings as they stood, made from audited rows",
    "warned._end_answers": "an answer that holds no more, made from audited rows",
    "derive._record_history": "history is its own record of changes",
    "activity.log": "who was there: a link written with the audited activity",
    "invoice.issue_invoice": "which receivables it is about: a link written with the invoice",
}  # fmt: skip
"""What saves without an audit entry of its own, and why."""

SAVING = frozenset(
    {
        "save", "asave", "bulk_create", "abulk_create", "bulk_update", "get_or_create",
        "update_or_create", "execute", "executemany", "executescript",
    }
)  # fmt: skip
BYPASS = frozenset({"force", "unchecked", "as_system", "sudo", "no_audit", "without_audit"})


def _saves(node: ast.AST) -> bool:
    """A call that writes rows: by name, or by shape where lists and sets share the name."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name = called(node)
    if name in SAVING:
        return not (name == "save" and _is_form(node.func.value))
    if name == "create":
        return "objects" in ast.unparse(node.func.value) or "_manager" in ast.unparse(node)
    if name == "update":
        return bool(node.keywords) and not node.args
    if name == "delete":
        return not node.args and not node.keywords
    return name == "set" and ast.unparse(node.func.value).count(".") >= 1


def _is_form(value: ast.expr) -> bool:
    """A spreadsheet, a picture or a Word document is saved, not a row."""
    said = ast.unparse(value)
    return "workbook" in said or "image" in said or said in ("document", "template")


def _writers(module: Module) -> set[str]:
    """The functions of a module that write rows themselves."""
    return {
        f"{module.name}.{name}"
        for name, node in module.functions()
        if any(_saves(inner) for inner in ast.walk(node))
    }


def test_only_actions_save() -> None:
    inside = ("actions/", "data/")
    found = {w for m in everything() if not m.place.startswith(inside) for w in _reads(m)}
    assert not found


def _reads(module: Module) -> set[str]:
    """Writers outside actions; a cursor that only selects is a read."""
    found = set()
    for name, node in module.functions():
        for inner in ast.walk(node):
            if _saves(inner) and called(inner) not in ("execute", "executemany"):  # type: ignore[arg-type]
                found.add(f"{module.place} {name}")
    return found


def test_what_saves_without_an_audit_entry_is_listed() -> None:
    found = {w for m in layer("actions") for w in _writers(m)}
    assert found - HOUSE - set(UNAUDITED) == set()


def test_the_list_of_what_saves_without_an_audit_entry_only_shrinks() -> None:
    found = {w for m in layer("actions") for w in _writers(m)}
    assert HOUSE | set(UNAUDITED) <= found


def test_every_action_takes_the_actor_first() -> None:
    for name, function in _actions().items():
        first = next(iter(inspect.signature(function).parameters.values()), None)
        assert first is not None and first.name == "actor", name
        assert first.default is inspect.Parameter.empty, name
        assert "None" not in str(first.annotation), name


def test_no_action_has_a_flag_that_skips_its_checks() -> None:
    for name, function in _actions().items():
        names = set(inspect.signature(function).parameters)
        assert not names & BYPASS, name
        assert not [n for n in names if n.startswith(("skip", "no_check"))], name


def test_every_action_declares_a_right_of_the_registry() -> None:
    _actions()
    assert {name: right for name, right in ACTIONS.items() if right not in RIGHTS} == {}


def test_every_action_is_named_only_once() -> None:
    assert set(_actions()) == set(ACTIONS)


def test_every_right_says_how_far_it_reaches_for_every_role() -> None:
    assert {r for r, reaches in RIGHTS.items() if len(reaches) != len(ROLES)} == set()


def test_every_right_is_used() -> None:
    """A right that nothing asks for is a promise nobody keeps."""
    code = "\n".join(m.text for m in everything() if m.place != "policies/permissions.py")
    assert [right for right in RIGHTS if f'"{right}"' not in code] == []


def test_every_right_that_is_asked_for_is_in_the_registry() -> None:
    asked = {
        (text, m.place)
        for m in everything()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and called(node) in ("require", "may", "requires", "action")
        for text in [node.args[0].value if node.args and isinstance(node.args[0], ast.Constant)
                     else None]
        if isinstance(text, str)
    }  # fmt: skip
    assert {(right, place) for right, place in asked if right not in RIGHTS} == set()


def test_no_function_of_actions_defaults_its_actor() -> None:
    found = [f"{m.place} {name}" for m in layer("actions") for name, node in m.functions()
             if _optional_actor(node)]  # fmt: skip
    assert not found


def _optional_actor(node: Function) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args]
    defaults = dict(zip(reversed(arguments), reversed(node.args.defaults), strict=False))
    named = [a for a in [*arguments, *node.args.kwonlyargs] if a.arg == "actor"]
    return any(a in defaults or "None" in ast.unparse(a.annotation or a) for a in named
               if a.annotation is not None)  # fmt: skip


def _actions() -> dict[str, Any]:
    """Every action by name, found in the modules themselves."""
    found = {}
    for info in iter_modules(goldenkey.actions.__path__):
        module = import_module(f"goldenkey.actions.{info.name}")
        for name, value in vars(module).items():
            if hasattr(value, "right") and value.__module__ == module.__name__:
                found[f"{info.name}.{name}"] = value
    return found
