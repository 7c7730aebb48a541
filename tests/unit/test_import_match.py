"""Rows that are somebody we have: told by names of any script, or by name and number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.import_match import Party, blocks, doubles, questions, verdict

TEA = Party(company="國農科技", full_name="深圳中國農大科技股份有限公司")


def test_the_same_company_in_the_other_script_is_the_same() -> None:
    assert (
        verdict(TEA, Party(company="国农科技", full_name="深圳中国农大科技股份有限公司")) == "same"
    )


def test_a_short_name_alone_is_the_same_as_the_short_name_of_a_full_one() -> None:
    assert verdict(TEA, Party(company="国农科技")) == "same"


def test_equal_short_names_of_two_full_names_leave_a_doubt() -> None:
    one = Party(company="胜利股份", full_name="山东胜利股份有限公司")
    other = Party(company="*ST胜利", full_name="苏州胜利精密制造科技股份有限公司")
    assert verdict(one, other) == "likely"


def test_people_are_one_if_name_and_number_agree() -> None:
    one = Party(person="王小明", phone="0912-345-678")
    assert verdict(one, Party(person="王小明", phone="+886 912 345 678")) == "same"
    assert verdict(one, Party(person="王小明", phone="0912-345-679")) == "different"
    assert verdict(one, Party(person="陳大文", phone="0912-345-678")) == "different"


def test_a_person_is_no_company() -> None:
    assert verdict(Party(person="王小明"), Party(company="王小明")) == "different"


def test_a_row_names_the_row_it_repeats() -> None:
    rows = [(2, TEA), (3, Party(company="別家公司")), (4, Party(company="国农科技"))]
    found = doubles(rows)
    assert {number: (one.number, one.verdict) for number, one in found.items()} == {4: (2, "same")}


def test_names_that_are_read_alike_share_a_block() -> None:
    assert blocks(Party(company="京新药业")) & blocks(
        Party(company="Jingxin Pharmaceutical Co., Ltd.")
    )


@given(st.builds(Party, company=st.text(max_size=20), full_name=st.text(max_size=20),
                 english_name=st.text(max_size=20), person=st.text(max_size=8),
                 phone=st.text(max_size=12), email=st.text(max_size=12)))  # fmt: skip
def test_no_name_breaks_the_comparison(one: Party) -> None:
    assert verdict(one, TEA) in ("same", "likely", "different")
    assert all(question.terms for question in questions(one))
