"""Two names of one company are seen as one, across scripts; two companies are kept apart."""

from __future__ import annotations

import csv
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.company import parse
from goldenkey.core.names import brand, is_same_company, similarity
from goldenkey.core.person_names import is_same_person, split_person

NAMES = Path(__file__).parents[3] / "shared" / "data" / "names"
PIECES = [
    "深圳",
    "上海",
    "国农",
    "騰訊",
    "南玻",
    "科技",
    "集團",
    "股份有限公司",
    "有限公司",
    "(香港)",
    "Apple",
    "Group",
    "Co.,",
    "Ltd",
    "AG",
    "&",
    ".",
    "-",
    "A",
]
NAME = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join) | st.text(
    max_size=20
)


def rows_of(file: str) -> list[dict[str, str]]:
    if not (NAMES / file).is_file():
        pytest.skip(f"no name data at {NAMES / file}")
    with (NAMES / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("深圳市騰訊計算機系統有限公司", "腾讯"),
        ("中国南玻集团股份有限公司", "南玻"),
        ("柳州国联运输集团有限公司", "国联"),
        ("唯尚品百货商场（杭州）淘宝店", "唯尚品"),
        ("康佳集团股份有限公司", "康佳"),
        ("㈱日立製作所", "日立制作所"),
        ("海南航空股份有限公司", "海南航空"),
        ("中国银行", "中国银行"),
        ("Shenzhen Quanxinhao Co.,Ltd", "quanxinhao"),
        ("Konka Group Co.,Ltd", "konka"),
        ("Open Joint Stock Company Gazprom", "gazprom"),
        ("Limited Brands Inc", "limitedbrands"),
        ("Co., Ltd.", "coltd"),
        ("株式会社日立製作所", "日立制作所"),
    ],
)
def test_a_brand_is_the_name_without_place_trade_and_legal_form(name: str, own: str) -> None:
    assert brand(name) == own


@pytest.mark.method("M9.1")
@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("國農科技股份有限公司", "国农科技有限公司", "same"),
        ("深圳市騰訊計算機系統有限公司", "腾讯计算机系统有限公司", "same"),
        ("Apple, Inc.", "APPLE INCORPORATED", "same"),
        ("ABC Company", "A.B.C. Company", "same"),
        ("腾讯", "深圳市騰訊計算機系統有限公司", "likely"),
        ("国农科技", "深圳中国农大科技股份有限公司", "likely"),
        ("宿州全新好有限公司", "Suzhou Quanxinhao Co.,Ltd", "likely"),
        ("全新好", "Shenzhen Quanxinhao Co.,Ltd", "likely"),
        ("TCL科技集团股份有限公司", "TCL Technology Group Corporation", "likely"),
        ("Samsong Electronics Co., Ltd.", "Samsung Electronics Co., Ltd.", "likely"),
        ("上海华信贸易有限公司", "深圳华信贸易有限公司", "different"),
        ("比亚迪股份有限公司", "BYD Co., Ltd", "likely"),
        ("中華電信", "中国电信", "different"),
        ("南玻集团", "Konka Group", "different"),
        ("中国银行深圳分行", "中国银行", "different"),
        ("建工集团第一分公司", "建工集团第二分公司", "different"),
        ("Bank of China (Hong Kong) Limited", "Bank of China (Singapore) Limited", "different"),
    ],
)
def test_two_names_of_one_company_are_seen_as_one(a: str, b: str, verdict: str) -> None:
    assert is_same_company(a, b) == verdict
    assert is_same_company(b, a) == verdict


@given(NAME, NAME)
def test_likeness_is_the_same_both_ways_and_within_bounds(a: str, b: str) -> None:
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == similarity(b, a)
    assert is_same_company(a, b) == is_same_company(b, a)


@given(NAME)
def test_a_name_that_says_something_is_the_same_as_itself(name: str) -> None:
    expected = "same" if parse(name).own else "different"
    assert is_same_company(name, name) == expected


@pytest.mark.method("M9.1")
def test_short_names_find_their_full_ones() -> None:
    rows = rows_of("companies_zh_en.csv")
    full = [(row["full_name_zh"], set(parse(row["full_name_zh"]).core)) for row in rows]
    sample = random.Random(1).sample(rows, 300)
    right = sum(nearest(row["short_name_zh"], full) == row["full_name_zh"] for row in sample)
    assert right / len(sample) >= 0.95, f"R@1 {right / len(sample):.3f}"


def nearest(short: str, full: list[tuple[str, set[str]]]) -> str:
    """Return the likest of the names that share two characters, as the search index would."""
    shared = set(parse(short).core)
    candidates = [name for name, chars in full if len(shared & chars) >= min(2, len(shared))]
    return max(candidates, key=lambda name: similarity(short, name), default="")


@pytest.mark.method("M9.1")
def test_short_names_are_shown_and_the_nearest_stranger_seldom() -> None:
    rows = random.Random(2).sample(rows_of("companies_zh_en.csv"), 300)
    full = [(row["full_name_zh"], set(parse(row["full_name_zh"]).core)) for row in rows]
    shown = stranger = 0
    for row in rows:
        others = [entry for entry in full if entry[0] != row["full_name_zh"]]
        shown += is_same_company(row["short_name_zh"], row["full_name_zh"]) != "different"
        other = nearest(row["short_name_zh"], others)
        stranger += is_same_company(row["short_name_zh"], other) != "different"
    assert shown >= 0.93 * len(rows), f"shown {shown / len(rows):.3f}"
    assert stranger <= 0.07 * len(rows), f"strangers {stranger / len(rows):.3f}"


def test_names_in_letters_are_recognised_by_sound_without_false_alarms() -> None:
    rows = random.Random(3).sample(rows_of("companies_zh_en.csv"), 300)
    right = sum(is_same_company(r["name_en"], r["full_name_zh"]) == "likely" for r in rows)
    wrong = sum(
        is_same_company(a["name_en"], b["full_name_zh"]) != "different" for a, b in pairwise(rows)
    )
    assert right >= 0.3 * len(rows), f"recognised {right / len(rows):.3f}"
    assert wrong <= 0.005 * len(rows), f"false alarms {wrong / len(rows):.3f}"


def test_labelled_pairs_are_told_apart() -> None:
    rows = rows_of("organisation_pairs.csv")
    judged = [
        (row["is_match"] == "true", is_same_company(row["name1"], row["name2"]) != "different")
        for row in rows
    ]
    hits = judged.count((True, True))
    precision = hits / (hits + judged.count((False, True)))
    recall = hits / (hits + judged.count((True, False)))
    assert precision >= 0.88, f"precision {precision:.3f}, recall {recall:.3f}"
    assert recall >= 0.9, f"precision {precision:.3f}, recall {recall:.3f}"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王小明", ("王", "小明")),
        ("歐陽修", ("欧阳", "修")),
        ("陳總經理", ("陈", "")),
        ("王总", ("王", "")),
        ("李工", ("李", "")),
        ("张三丰先生", ("张", "三丰")),
        ("Dr. John Q. Smith", ("smith", "john q")),
        ("Zhang, San", ("zhang", "san")),
    ],
)
def test_a_person_is_surname_and_given_name(name: str, parts: tuple[str, str]) -> None:
    assert split_person(name) == parts


@pytest.mark.method("M9.1")
@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("陳國華", "陈国华先生", "same"),
        ("John Smith", "SMITH, John", "same"),
        ("王总", "王小明", "likely"),
        ("曾国藩", "Zeng Guofan", "likely"),
        ("呂布", "Bu Lyu", "likely"),
        ("San Zhang", "Zhang San", "likely"),
        ("J. Smith", "John Smith", "likely"),
        ("王小明", "王大明", "different"),
        ("王总", "李总", "different"),
        ("", "", "different"),
    ],
)
def test_two_names_of_one_person_are_seen_as_one(a: str, b: str, verdict: str) -> None:
    assert is_same_person(a, b) == verdict
    assert is_same_person(b, a) == verdict
