"""What makes two movements one, and whose money an entry seems to be."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import bank_columns, matching
from goldenkey.core.bank_statement import Entry, keys
from goldenkey.core.matching import Incoming, Line, Payer, Whose
from goldenkey.core.money import Money

DAY = date(2026, 11, 20)


def twd(amount: int) -> Money:
    return Money(amount * 100, "TWD")


entries = st.builds(
    Entry,
    bank_account=st.sampled_from(["012-345", "012345", "999"]),
    booked_on=st.dates(date(2026, 11, 1), date(2026, 11, 3)),
    money=st.integers(1, 3).map(twd),
    reference=st.sampled_from(["", "A1", "A2"]),
    payer=st.sampled_from(["", "甲"]),
    words=st.sampled_from(["", "貨款"]),
)


@given(st.lists(entries, max_size=12))
def test_every_movement_of_a_file_has_a_key_of_its_own(found: list[Entry]) -> None:
    made = keys(found)
    assert len(set(made)) == len(found)


@given(st.lists(entries, max_size=10), st.lists(entries, max_size=10))
def test_a_longer_file_knows_every_movement_of_a_shorter_one(
    first: list[Entry], more: list[Entry]
) -> None:
    assert set(keys(first)) <= set(keys([*first, *more]))


@given(st.lists(entries, max_size=10), st.randoms())
def test_the_order_of_a_file_makes_no_other_movements(found: list[Entry], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert set(keys(mixed)) == set(keys(found))


def test_two_equal_payments_of_a_day_are_two() -> None:
    one = Entry("1", DAY, twd(5), payer="甲", words="貨款")
    assert len(set(keys([one, one]))) == 2


def test_the_banks_reference_decides_where_there_is_one() -> None:
    one = Entry("1", DAY, twd(5), reference="B7", words="貨款")
    other = Entry("1", DAY, twd(5), reference="B7", words="另一種寫法")
    assert keys([one]) == keys([other])


def test_headings_of_banks_are_known() -> None:
    assert bank_columns.guess(["交易日期", "摘要", "支出金額", "存入金額", "餘額", "對方戶名"]) == (
        "booked_on", "words", "debit", "credit", "", "payer",
    )  # fmt: skip
    assert bank_columns.guess(["交易时间", "借贷标志", "交易金额", "对方户名", "附言"]) == (
        "booked_on", "direction", "amount", "payer", "words",
    )  # fmt: skip
    assert bank_columns.heading_row([["某某銀行"], ["帳號", "1"], ["日期", "金額"]]) == 2


LINES = (
    Line(1, 10, date(2026, 10, 1), twd(300), "C-2026-0001", ("AB12345678",)),
    Line(2, 10, date(2026, 11, 1), twd(400), "C-2026-0001"),
    Line(3, 20, date(2026, 9, 1), twd(700), "C-2026-0002", ("CD-7777",)),
    Line(4, 20, date(2026, 9, 2), Money(50, "USD"), "C-2026-0002"),
)
PAYERS = (Payer(10, ("宏大機械", "宏大機械股份有限公司")), Payer(20, ("长荣钢铁",)))


def proposed(one: Incoming, known: dict[str, int] | None = None) -> matching.Match | None:
    owners = matching.whose([one], PAYERS, known or {})
    return matching.match([one], LINES, owners).get(one.id)


def parts(found: matching.Match | None) -> dict[int, int]:
    assert found is not None
    return {part.receivable_id: part.money.minor // 100 for part in found.parts}


def test_an_invoice_named_by_the_payer_comes_first() -> None:
    found = proposed(Incoming(1, twd(300), "不認識的公司", "貨款 AB-12345678"))
    assert found and (found.account_id, found.reason, found.sure) == (10, "invoice", True)
    assert parts(found) == {1: 300}


def test_a_longer_number_is_another_number() -> None:
    assert proposed(Incoming(1, twd(11), "", "CD-77770")) is None


def test_what_is_more_than_the_invoice_is_settled_with_the_same_customer_and_not_sure() -> None:
    found = proposed(Incoming(1, twd(800), "", "AB12345678"))
    assert found and parts(found) == {1: 300, 2: 400}
    assert (found.rest, found.sure) == (twd(100), False)


def test_a_payer_in_the_other_script_is_the_same_company() -> None:
    found = proposed(Incoming(1, twd(700), "长荣钢铁有限公司"))
    assert found and (found.account_id, found.sure) == (20, True)


def test_a_payer_assigned_before_is_known_again() -> None:
    found = proposed(Incoming(1, twd(400), "王 小明"), {matching.payer_key("王小明"): 10})
    assert found and parts(found) == {2: 400} and found.sure


def test_a_lonely_amount_is_a_guess_to_look_at() -> None:
    found = proposed(Incoming(1, twd(700), "王小明"))
    assert found and (found.reason, found.sure) == ("amount", False)


def test_another_currency_is_left_alone() -> None:
    found = proposed(Incoming(1, Money(50, "USD"), "宏大機械"))
    assert found and (parts(found), found.rest.minor, found.sure) == ({}, 50, False)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 900),
            st.sampled_from(["宏大機械", "长荣钢铁", "", "某人"]),
            st.sampled_from(["", "AB12345678", "C-2026-0002", "貨款"]),
        ),
        max_size=8,
    )
)
def test_proposals_lose_no_cent_and_propose_none_twice(given_: list[tuple[int, str, str]]) -> None:
    incoming = [Incoming(at, twd(a), p, w) for at, (a, p, w) in enumerate(given_)]
    owners: dict[int, Whose] = matching.whose(incoming, PAYERS, {})
    found = matching.match(incoming, LINES, owners)
    settled: dict[int, int] = {}
    for one in incoming:
        if made := found.get(one.id):
            assert sum(p.money.minor for p in made.parts) + made.rest.minor == one.money.minor
            for part in made.parts:
                settled[part.receivable_id] = settled.get(part.receivable_id, 0) + part.money.minor
    open_of = {line.id: line.open.minor for line in LINES}
    assert all(minor <= open_of[pk] for pk, minor in settled.items())
