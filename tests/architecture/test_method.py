"""Each requirement of the method is claimed by a test, or stands on the list that only shrinks."""

from __future__ import annotations

from tests import method
from tests.method import Report

MOST_LATER = 7
"""The list was never longer than this since; lower it when it shrinks."""


class _Passed:
    when, passed = "call", True

    def __init__(self, *numbers: str) -> None:
        self.method = numbers


class _Failed(_Passed):
    passed = False


class _ExpectedToFail(_Passed):
    wasxfail = "not yet"


def test_every_requirement_is_claimed_by_a_test_or_left_for_later() -> None:
    claimed = set(method.written()) | set(method.later())
    assert [n for n in method.wanted() if n not in claimed] == []


def test_what_is_claimed_is_off_the_list() -> None:
    """`python -m tests.method --write` takes it off."""
    assert sorted(set(method.later()) & set(method.written())) == []


def test_the_list_of_what_is_left_only_shrinks() -> None:
    left = method.later()
    assert len(left) == len(set(left)) <= MOST_LATER
    assert set(left) <= set(method.wanted())


def test_tests_claim_only_requirements_that_exist() -> None:
    known = set(method.wanted())
    unknown = {n: tests for n, tests in method.written().items() if n not in known}
    assert unknown == {}


def test_only_tests_that_passed_count() -> None:
    report = Report()
    for one in (_Passed("M3.2"), _Failed("M3.3"), _ExpectedToFail("M3.4")):
        report.add(one)
    assert report.shown == {"M3.2"}
    assert {"M3.3", "M3.4"} - set(method.later()) <= set(report.unshown())


def test_the_method_has_ten_parts_and_numbers_without_gaps() -> None:
    numbers = [tuple(map(int, n[1:].split("."))) for n in method.wanted()]
    assert numbers == sorted(set(numbers))
    assert {part for part, _ in numbers} == set(range(10))
    for part in range(10):
        own = [n for p, n in numbers if p == part]
        assert own == list(range(1, len(own) + 1))
