"""A playbook of a page for tests of reading, and the shipped ones read once per process."""

from __future__ import annotations

from typing import Any, Final

import pytest

from goldenkey.core.playbook import Playbook
from goldenkey.playbooks import PlaybookProblems, Problem, load_shipped, read

SHIPPED: Final = (
    "key-account", "premium-gift", "auto-retail", "auto-fleet", "industrial", "large-project",
)  # fmt: skip
SMALL: Final = """\
schema: 1
key: small
name: {zh-Hant: 小, zh-Hans: 小, en: Small}
facts:
  need.problem:
    of: opportunity
    type: text
    alias: {zh-Hant: 問題, zh-Hans: 问题}
    ask:
      zh-Hant: 什麼問題？
      zh-Hans: 什么问题？
      en: What problem?
    who: [buyer]
roles:
  buyer: {standard: purchaser, required: true, name: {zh-Hant: 買, zh-Hans: 买, en: Buyer}}
buying_steps:
  - {key: look, name: {zh-Hant: 看, zh-Hans: 看, en: Look}}
stages:
"""
STAGE: Final = """\
  - key: {0}
    phase: {0}
    usual_days: 10
    name: {{zh-Hant: 甲, zh-Hans: 甲, en: A}}
    gate:
      - id: {0}.problem
        holds: need.problem != ""
        evidence: any
        say: {{zh-Hant: 甲, zh-Hans: 甲, en: A}}
"""
SMALL += "".join(map(STAGE.format, ("discover", "validate", "negotiate", "contract", "deliver")))
SMALL += """\
warnings:
  - id: duck.small
    severity: high
    when: committee.people <= 1
    say: {zh-Hant: 甲, zh-Hans: 甲, en: A}
    because:
      zh-Hant: "{committee.people}"
      zh-Hans: "{committee.people}"
      en: "{committee.people}"
    do: {meet: buyer}
"""


def shipped(key: str) -> Playbook:
    """A shipped playbook."""
    return load_shipped(key)


def small(**sources: str) -> Any:
    """The parents a test knows: `small`, and what it gives."""
    return {"small": SMALL, **sources}.__getitem__


def changed(old: str, new: str) -> str:
    """The small playbook with one thing changed; the test fails when it is not there."""
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def problems(source: str, **sources: str) -> tuple[Problem, ...]:
    """What is wrong with a playbook."""
    with pytest.raises(PlaybookProblems) as caught:
        read(source, parents=small(**sources))
    return caught.value.problems


def only(source: str, **sources: str) -> Problem:
    """The one thing that is wrong with a playbook."""
    (found,) = problems(source, **sources)
    return found


def line_of(source: str, words: str) -> int:
    """The line, counted from 1, on which words stand."""
    return source[: source.index(words)].count("\n") + 1
