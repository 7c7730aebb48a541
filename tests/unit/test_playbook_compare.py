"""Two versions side by side: each rule that differs is told once, with what it was and is."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from goldenkey.core.compare import Difference, compare
from goldenkey.playbooks import checking, reader, source_of
from goldenkey.playbooks.problems import CODES
from goldenkey.playbooks.tree import MOST_CHARACTERS, parse
from goldenkey.wording.playbook_messages import PLAYBOOK_MESSAGES, say_found
from tests.unit.playbooks import SMALL, changed, line_of

STAGE_TWO = "  - key: validate\n    phase: validate\n"


def _told(old: str, new: str) -> tuple[Difference, ...]:
    return compare(parse(old).plain(), parse(new).plain())


def test_a_version_does_not_differ_from_itself() -> None:
    assert _told(SMALL, SMALL) == ()


@pytest.mark.parametrize(
    ("old", "new", "section", "rule", "field", "was", "now"),
    [
        ("usual_days: 10", "usual_days: 12", "stages", ("discover",), "usual_days", 10, 12),
        ("committee.people <= 1", "committee.people <= 2", "warnings", ("duck.small",), "when",
         "committee.people <= 1", "committee.people <= 2"),
        ("什麼問題？", "哪個問題？", "facts", ("need.problem",), "ask.zh-Hant",
         "什麼問題？", "哪個問題？"),
        ("required: true", "required: false", "roles", ("buyer",), "required", True, False),
    ],
)  # fmt: skip
def test_a_changed_number_formula_or_sentence_is_told_with_both(
    old: str, new: str, section: str, rule: tuple[str, ...], field: str, was: Any, now: Any
) -> None:
    (found,) = _told(SMALL, changed(old, new))
    assert (found.section, found.rule, found.change) == (section, rule, "changed")
    assert [(f.name, f.old, f.new) for f in found.fields] == [(field, was, now)]


def test_added_and_removed_rules_are_told_apart() -> None:
    without = {**parse(SMALL).plain(), "warnings": []}
    (gone,) = [d for d in compare(parse(SMALL).plain(), without) if d.rule]
    (come,) = [d for d in compare(without, parse(SMALL).plain()) if d.rule]
    assert (gone.rule, gone.change) == (("duck.small",), "removed")
    assert (come.rule, come.change) == (("duck.small",), "added")
    assert all(f.new is None for f in gone.fields) and all(f.old is None for f in come.fields)


def test_a_criterion_stands_below_its_stage() -> None:
    (found,) = _told(SMALL, changed('need.problem != ""', 'need.problem == ""'))
    assert found.rule == ("discover", "discover.problem")


def test_stages_in_another_order_are_a_change_of_the_section() -> None:
    plain = parse(SMALL).plain()
    turned = {**plain, "stages": [*plain["stages"][1::-1], *plain["stages"][2:]]}
    (found,) = compare(plain, turned)
    assert (found.section, found.rule) == ("stages", ())
    assert [f.name for f in found.fields] == ["order"]


def test_an_added_rule_is_no_change_of_order() -> None:
    plain = parse(SMALL).plain()
    more = {**plain, "warnings": [{**plain["warnings"][0], "id": "duck.first"}, *plain["warnings"]]}
    assert [d.change for d in compare(plain, more)] == ["added"]


def test_comparing_is_symmetric() -> None:
    one = reader.whole(source_of("key-account"), parents=source_of).plain()
    other = reader.whole(source_of("auto-fleet"), parents=source_of).plain()
    there = {(d.section, d.rule): d.change for d in compare(one, other)}
    back = {(d.section, d.rule): d.change for d in compare(other, one)}
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {rule: turned[change] for rule, change in there.items()} == back


def test_a_text_is_checked_in_a_process_of_its_own() -> None:
    found = checking.check(SMALL, {})
    assert found.good and found.key == "small"
    assert reader.restored(json.loads(found.tree)).key == "small"


def test_a_hostile_text_ends_with_its_seconds() -> None:
    """Every line is a new level of a plain scalar that is read again and again."""
    hostile = "a: " + "[a, " * 30 + "x " * 120_000
    began = time.perf_counter()
    found = checking.check(hostile, {}, seconds=1)
    assert not found.good
    assert time.perf_counter() - began < 15


def test_a_text_that_takes_longer_than_its_seconds_is_refused_and_says_so() -> None:
    many = "\n".join(f"k{i}: [a, b, c, d, e]" for i in range(9_000))
    (problem,) = checking.check(many, {}, seconds=1).problems
    assert problem["code"] == "playbook.too_slow"
    assert "1" in say_found(problem)


def test_fifty_megabytes_are_refused_before_a_line_is_read() -> None:
    began = time.perf_counter()
    (problem,) = checking.check("x" * 50_000_000, {}).problems
    assert problem["code"] == "playbook.too_large"
    assert problem["params"] == {"most": MOST_CHARACTERS}
    assert time.perf_counter() - began < 1


def test_a_formulas_problem_stands_at_its_very_place() -> None:
    source = changed("committee.people <= 1", "committee.people <= 1 && commitee.people > 0")
    (problem,) = checking.check(source, {}).problems
    line = source.splitlines()[problem["line"] - 1]
    assert problem["line"] == line_of(source, "commitee.people")
    assert line[problem["column"] - 1 :].startswith("commitee.people")
    assert "commitee.people" in say_found(problem)


def test_the_same_files_give_the_same_digest_and_another_parent_another() -> None:
    assert checking.digest("a", {"b": "c"}) == checking.digest("a", {"b": "c"})
    assert checking.digest("a", {"b": "c"}) != checking.digest("a", {"b": "d"})


def test_every_problem_has_its_sentence() -> None:
    codes = {code.removeprefix("playbook.") for code in CODES} - {"formula"}
    assert codes <= set(PLAYBOOK_MESSAGES)
    for code in codes:
        problem = {"code": f"playbook.{code}", "params": {}, "path": "a.b"}
        assert "%(" not in say_found(problem)
