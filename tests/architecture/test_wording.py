"""Every code that can reach a reader has its sentence or word, and the sentence its parameters."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import goldenkey.actions
from goldenkey.actions.base import ACTIONS
from goldenkey.api.schemas.codes import KINDS
from goldenkey.wording.messages import MESSAGES
from goldenkey.wording.words import WORDS
from tests.architecture.source import SRC, Module, called, everything, first_text

RAISED = frozenset({"Refused", "Problem", "MoneyProblem"})
NOT_SHOWN = frozenset({"no_weights"})
"""Errors of programming, which no reader can cause."""
TOLD = frozenset(
    {"account", "contact", "opportunity", "committee", "map", "fact", "activity", "evidence",
     "membership", "contract", "delivery", "invoice", "payment", "lead", "grade"}
)  # fmt: skip
"""The nouns whose changes are shown on a page."""
PARAMETER = re.compile(r"%\((\w+)\)")
WORD_FILTER = re.compile(r"\|\s*word\(\s*\"(\w+)\"")
WORD_CALL = re.compile(r"codes\.word\([^()]*?(?:\([^()]*\)[^()]*?)*,\s*\"(\w+)\"\)")


def _refusals() -> Iterator[tuple[Module, ast.Call, str]]:
    for module in everything():
        if module.place.startswith("playbooks/"):
            continue  # what is wrong in a playbook file has sentences of its own
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and called(node) in RAISED:
                code = first_text(node)
                if code and code not in NOT_SHOWN:
                    yield module, node, code


def test_every_refusal_has_its_sentence() -> None:
    mute = {code: f"{m.place}:{n.lineno}" for m, n, code in _refusals() if code not in MESSAGES}
    assert mute == {}


def test_every_code_that_is_said_has_its_sentence() -> None:
    said = {
        code: f"{m.place}:{node.lineno}"
        for m in everything()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("codes.say", "say")
        for code in [first_text(node)]
        if code and code not in MESSAGES and re.fullmatch(r"[a-z][a-z0-9_]+", code)
    }
    assert said == {}


def test_refusals_give_what_their_sentences_ask_for() -> None:
    short = {}
    for module, node, code in _refusals():
        given = {k.arg for k in node.keywords}
        if None in given or code not in MESSAGES:
            continue
        asked = set(PARAMETER.findall(str(MESSAGES[code])))
        if asked - given:
            short[f"{module.place}:{node.lineno} {code}"] = sorted(asked - given)
    assert short == {}


def test_codes_are_short_names() -> None:
    assert [c for c in MESSAGES if not re.fullmatch(r"[a-z][a-z0-9_]+", c)] == []


def test_every_kind_of_word_that_pages_use_exists() -> None:
    used = {
        kind: path.name
        for path in (SRC / "web").rglob("*")
        if path.suffix in (".html", ".py")
        for pattern in (WORD_FILTER, WORD_CALL)
        for kind in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert {kind: where for kind, where in used.items() if kind not in WORDS} == {}


def test_every_action_on_customers_people_and_opportunities_is_told_in_words() -> None:
    """The pages that say who changed what show no name of a function."""
    for found in pkgutil.iter_modules(goldenkey.actions.__path__):
        importlib.import_module(f"goldenkey.actions.{found.name}")
    told = {name for name in ACTIONS if name.partition(".")[0] in TOLD}
    assert told - set(WORDS["action"]) == set()


def test_requirements_named_by_refusals_are_of_the_method() -> None:
    method = (SRC.parents[1] / "docs" / "reference" / "method.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| (M\d+\.\d+) \|", method, re.M))
    named = {
        f"{m.place}:{n.lineno} {k.value.value}"
        for m, n, _ in _refusals()
        for k in n.keywords
        if k.arg == "requirement" and isinstance(k.value, ast.Constant)
        and str(k.value.value) not in known
    }  # fmt: skip
    assert named == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_words_that_one_chooses_among_are_told_apart(kind: str) -> None:
    words = [str(word) for code, word in WORDS[kind].items()]
    assert len(words) == len(set(words))
