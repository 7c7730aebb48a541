"""A playbook that cannot be used is refused with line, field and reason, all at once."""

from __future__ import annotations

import time

import pytest

from goldenkey.playbooks import PlaybookProblems, read
from goldenkey.playbooks.problems import CODES
from tests.unit.playbooks import SMALL, changed, line_of, only, problems, small

CHILD = "schema: 1\nkey: child\nextends: small\nname: {zh-Hant: 子, zh-Hans: 子, en: Child}\n"


def test_the_small_playbook_itself_is_read() -> None:
    assert read(SMALL, parents=small()).key == "small"


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("      en: What problem?\n", "", "missing_translation", "facts.need.problem.ask.en"),
        ("    usual_days: 10\n", "", "missing_field", "stages.0.usual_days"),
        ("severity: high", "severity: huge", "not_one_of", "warnings.0.severity"),
        ("severity: high", "severe: high", "unknown_field", "warnings.0.severe"),
        ("usual_days: 10", "usual_days: -1", "out_of_range", "stages.0.usual_days"),
        ("usual_days: 10", "usual_days: soon", "wrong_type", "stages.0.usual_days"),
        ("who: [buyer]", "who: [boss]", "unknown_role", "facts.need.problem.who.0"),
        ("do: {meet: buyer}", "do: {meet: boss}", "unknown_role", "warnings.0.do.meet"),
        ("do: {meet: buyer}", "do: {}", "not_one_of", "warnings.0.do"),
        ("usual_days", "presumes: fly\n    usual_days", "unknown_step", "stages.0.presumes"),
        ("  need.problem:", "  Need Problem:", "bad_pattern", "facts.Need Problem"),
        ("  need.problem:", "  committee.people:", "system_name", "facts.committee.people"),
        ("phase: validate", "phase: negotiate", "phase_missing", "stages"),
        ("severity: high", "severity: high\n    since: gone", "unknown_name", "warnings.0.since"),
    ],
)  # fmt: skip
def test_a_problem_names_line_and_field(old: str, new: str, code: str, path: str) -> None:
    source = changed(old, new)
    found = [p for p in problems(source) if p.path == path]
    assert [p.code for p in found][:1] == [f"playbook.{code}"], problems(source)
    assert 1 <= found[0].line <= source.count("\n") and found[0].column >= 1


def test_an_unknown_name_in_a_formula_is_named_with_its_place() -> None:
    source = changed("committee.people <= 1", "commitee.people <= 1")
    found = only(source)
    assert (found.code, found.path) == ("playbook.formula", "warnings.0.when")
    assert (found.params["code"], found.params["offset"]) == ("unknown_name", 0)
    assert found.line == line_of(source, "commitee.people")


def test_braces_name_only_what_is_declared() -> None:
    source = SMALL.replace('"{committee.people}"', '"{committee.persons}"')
    found = only(source)
    assert (found.code, found.path) == ("playbook.unknown_name", "warnings.0.because")


def test_braces_are_the_same_in_every_language() -> None:
    found = problems(changed('en: "{committee.people}"', "en: nobody"))
    assert {p.code for p in found} == {"playbook.missing_translation"}


def test_two_rules_with_one_id_are_refused() -> None:
    rule = SMALL[SMALL.index("  - id: duck.small") :]
    found = only(SMALL + rule)
    assert (found.code, found.params["id"]) == ("playbook.duplicate_id", "duck.small")
    assert found.line == SMALL.count("\n") + 1


def test_two_criteria_of_different_stages_with_one_id_are_refused() -> None:
    found = only(changed("id: validate.problem", "id: discover.problem"))
    assert (found.code, found.path) == ("playbook.duplicate_id", "stages.1.gate.0")


def test_two_keys_of_one_name_are_refused() -> None:
    assert only(SMALL + "key: again\n").code == "playbook.duplicate_key"


def test_a_cycle_of_parents_is_refused() -> None:
    one = CHILD.replace("extends: small", "extends: other")
    other = CHILD.replace("key: child", "key: other").replace("extends: small", "extends: child")
    assert only(one, other=other, child=one).code == "playbook.extends_cycle"


def test_a_parent_that_is_not_there_is_named() -> None:
    found = only(CHILD.replace("small", "nowhere"))
    assert (found.code, found.path, found.line) == ("playbook.unknown_parent", "extends", 3)


def test_a_problem_of_the_parent_says_whose_it_is() -> None:
    found = only(CHILD, small=changed("do: {meet: buyer}", "do: {meet: boss}"))
    assert (found.source, found.code) == ("small", "playbook.unknown_role")


def test_everything_wrong_is_told_at_once() -> None:
    source = changed("who: [buyer]", "who: [boss]").replace("<= 1", "<= ")
    assert [p.code for p in problems(source)] == ["playbook.unknown_role", "playbook.formula"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "not_a_mapping"),
        ("- a\n- b\n", "not_a_mapping"),
        ("key: [a\n", "not_yaml"),
        ("key: a: b\n", "not_yaml"),
        ("key: &a x\nother: *a\n", "no_anchors"),
        ("key: !!python/object:os.system x\n", "no_tags"),
        ("a: {" * 5_000, "too_deep"),
        ("[" * 50_000, "too_deep"),
        ("- " * 50_000, "too_deep"),
        ("? " * 50_000, "too_deep"),
        ("- ?" * 50_000, "not_a_mapping"),
        ("key: one\n---\nkey: two\n", "not_yaml"),
    ],
)
def test_what_is_not_plain_data_is_refused(source: str, code: str) -> None:
    assert problems(source)[0].code == f"playbook.{code}"


def test_a_file_of_fifty_megabytes_is_refused_at_once() -> None:
    began = time.perf_counter()
    assert only("x" * 50_000_000).code == "playbook.too_large"
    assert time.perf_counter() - began < 1


def test_a_formula_too_large_to_read_is_refused() -> None:
    source = changed("committee.people <= 1", " && ".join(["committee.people <= 1"] * 500))
    assert {p.path for p in problems(source)} == {"warnings.0.when"}


def test_a_thousand_nested_terms_are_refused() -> None:
    deep = "(" * 1000 + "committee.people <= 1" + ")" * 1000
    found = only(changed("committee.people <= 1", deep))
    assert found.code == "playbook.formula"


def test_every_problem_has_a_known_code() -> None:
    with pytest.raises(PlaybookProblems) as caught:
        read("schema: 2\nkey: 1\n", parents=small())
    assert {p.code for p in caught.value.problems} <= CODES
