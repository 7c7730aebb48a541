"""Release packages: what is read of them, and how what is wrong is named (M6.3, M0.2)."""

from __future__ import annotations

import copy
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import ocds
from goldenkey.core.money import Money

FILES = Path(__file__).parents[1] / "data" / "ocds"
ZONE = ZoneInfo("Asia/Taipei")


def package(name: str = "tender") -> dict[str, Any]:
    text = (FILES / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


def wrong(change: Any) -> list[tuple[str, str]]:
    """The problems of the first package after a change to its first release."""
    given = package()
    change(given["releases"][0])
    found = ocds.read(given, ZONE)
    assert found.notices == ()
    return [(p.pointer, p.code) for p in found.problems]


@pytest.mark.method("M6.3")
def test_a_tender_release_says_who_buys_what_for_how_much_and_until_when() -> None:
    found = ocds.read(package(), ZONE)
    assert found.problems == ()
    one = found.notices[0]
    assert (one.company, one.person, one.product) == (
        "臺中市環境保護局", "許承辦", "空氣品質監測車四輛",
    )  # fmt: skip
    assert one.value == Money.of(36_800_000, "TWD")
    assert one.dates == {
        "notice": date(2026, 11, 18), "questions": date(2026, 12, 1),
        "submission": date(2026, 12, 15), "award": date(2027, 1, 20),
    }  # fmt: skip
    assert one.items == ("監測車 · 4 輛", "兩年保養 · 1 式")
    assert one.close_on == date(2027, 1, 20)


def test_planning_counts_as_a_notice_and_a_contract_does_not() -> None:
    found = ocds.read(package(), ZONE).notices
    assert [one.is_notice for one in found] == [True, True, False]


def test_days_are_those_of_the_reader() -> None:
    assert ocds.read(package(), ZoneInfo("America/New_York")).notices[0].dates["notice"] == date(
        2026, 11, 17
    )


@pytest.mark.parametrize(
    ("path", "value", "pointer", "code"),
    [
        (("ocid",), None, "/ocid", "ocds_missing"),
        (("ocid",), 7, "/ocid", "ocds_type"),
        (("id",), "x" * 201, "/id", "ocds_long"),
        (("date",), "2026-11-18", "/date", "ocds_date"),
        (("date",), "yesterday", "/date", "ocds_date"),
        (("tag",), [], "/tag", "ocds_missing"),
        (("tag",), ["tender", "rumour"], "/tag/1", "ocds_tag"),
        (("buyer",), [], "/buyer", "ocds_type"),
        (("tender",), "x", "/tender", "ocds_type"),
        (("tender", "title"), "a\x00b", "/tender/title", "ocds_characters"),
        (("tender", "title"), "\ud800", "/tender/title", "ocds_characters"),
        (("tender", "value", "amount"), "36800000", "/tender/value/amount", "ocds_type"),
        (("tender", "value", "amount"), True, "/tender/value/amount", "ocds_type"),
        (("tender", "value", "amount"), -1, "/tender/value/amount", "ocds_amount"),
        (("tender", "value", "amount"), Decimal("1e999999"), "/tender/value/amount", "ocds_amount"),
        (("tender", "value", "currency"), "NT$", "/tender/value/currency", "ocds_currency"),
        (("tender", "procurementMethod"), "lottery", "/tender/procurementMethod", "ocds_choice"),
        (("tender", "items"), {}, "/tender/items", "ocds_type"),
        (("tender", "items"), [1], "/tender/items/0", "ocds_type"),
        (("tender", "tenderPeriod", "endDate"), "2026-13-01T00:00:00Z",
         "/tender/tenderPeriod/endDate", "ocds_date"),
        (("tender", "awardPeriod", "endDate"), "0001-01-01T00:00:00+14:00",
         "/tender/awardPeriod/endDate", "ocds_date"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_path(
    path: tuple[str, ...], value: Any, pointer: str, code: str
) -> None:
    def change(release: dict[str, Any]) -> None:
        holder = release
        for name in path[:-1]:
            holder = holder[name]
        holder[path[-1]] = value

    problems = wrong(change)
    assert (f"/releases/0{pointer}", code) in problems


def test_a_release_without_a_buyer_is_refused() -> None:
    def change(release: dict[str, Any]) -> None:
        del release["buyer"], release["parties"]

    assert wrong(change) == [("/releases/0/buyer/name", "ocds_missing")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "ocds_type"), ({}, "ocds_missing"), ({"releases": []}, "ocds_missing"),
        ({"records": [{}]}, "ocds_records"), ({"releases": [{}] * 2001}, "ocds_too_many"),
        ({"version": "2.0", "releases": [1]}, "ocds_version"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_by_name(given: Any, code: str) -> None:
    assert code in {p.code for p in ocds.read(given, ZONE).problems}


def test_a_currency_we_do_not_reckon_in_stays_as_text() -> None:
    given = package()
    given["releases"][0]["tender"]["value"]["currency"] = "PYG"
    one = ocds.read(given, ZONE).notices[0]
    assert (one.value, one.value_text) == (None, "PYG 36800000")


def test_of_several_releases_of_a_process_the_latest_counts() -> None:
    given = package()
    given["releases"] = package("update")["releases"] + given["releases"]
    found = ocds.newest(ocds.read(given, ZONE).notices)
    assert found["ocds-213czf-000-00001"].product == "空氣品質監測車五輛"
    assert len(found) == 2


def test_an_update_says_field_by_field_what_changed() -> None:
    before, after = (
        ocds.kept(ocds.read(package(name), ZONE).notices[0]) for name in ("tender", "update")
    )
    assert ocds.changes(before, after) == [
        {"field": "product", "before": "空氣品質監測車四輛", "after": "空氣品質監測車五輛"},
        {"field": "value", "before": "TWD 36800000.00", "after": "TWD 46000000.00"},
        {"field": "submission", "before": "2026-12-15", "after": "2026-12-22"},
        {"field": "items", "before": "2", "after": "2"},
    ]
    assert ocds.changes(before, before) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), anything)
def test_whatever_stands_in_a_file_is_read_or_named_never_a_crash(data: Any, value: Any) -> None:
    given = copy.deepcopy(package())
    holder: Any = given
    while isinstance(holder, dict | list) and holder:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(holder[key], dict | list) or data.draw(st.booleans()):
            holder[key] = value
            break
        holder = holder[key]
    found = ocds.read(given, ZONE)
    assert found.problems or len(found.notices) == 3
    assert all(p.pointer.startswith("/") or p.pointer == "" for p in found.problems)
