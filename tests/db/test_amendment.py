"""Signing needs the paper or a reason; what was signed is amended, never changed (M3.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from goldenkey.actions import evidence
from goldenkey.actions.amendment import amend
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import Contract, ContractAmendment
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import amendment as select
from tests import money
from tests.cast import Cast

PAPER = ("合約.pdf", [b"%PDF signed"])


def change(cast: Cast, order: Contract, **more: Any) -> ContractAmendment:
    given = {"what": "加購一台", "signed_on": money.TODAY, "no_file_reason": "正本用印中"}
    return amend(cast.rep, order.pk, **{**given, **more})


def planned(order: Contract) -> int:
    return sum(order.plan.filter(archived_at=None).values_list("amount_minor", flat=True))


@pytest.mark.method("M3.5")
def test_signing_needs_the_signed_file_or_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused, match="signed_file_or_reason"):
        money.signed(cast, no_file_reason=" ")
    assert not Contract.objects.exists()


@pytest.mark.method("M3.5")
def test_the_signed_file_and_both_signers_stay_with_the_contract(cast: Cast) -> None:
    order = money.signed(cast, no_file_reason="", signed_file=PAPER)
    papers = select.of_contract(cast.rep, order.pk)
    assert (papers.file, papers.no_file_reason) == ("合約.pdf", "")
    assert (order.our_signer_id, order.their_signer_id) == (
        cast.rep.user_id, cast.made["decider"].pk,
    )  # fmt: skip
    assert order.signed_file and order.signed_file.digest


def test_a_file_kept_before_may_be_the_signed_one(cast: Cast) -> None:
    held = money.opportunity(cast)
    kept = evidence.add(cast.rep, "opportunity", held.pk, name="a.pdf", chunks=[b"a"])
    order = money.signed(cast, opportunity_id=held.pk, no_file_reason="", file_id=kept.pk)
    assert order.signed_file_id == kept.pk
    other = money.opportunity(cast)
    with pytest.raises(Refused, match="bad_choice"):
        money.signed(cast, opportunity_id=other.pk, no_file_reason="", file_id=kept.pk)


def test_more_becomes_a_further_line_and_the_sums_hold(cast: Cast) -> None:
    order = money.signed(cast)
    lines = [(x.label, x.amount_minor) for x in order.plan.order_by("place")]
    made = change(cast, order, difference=100_000, line=LineIn("加購", "signing"))
    order.refresh_from_db()
    assert (made.before_minor, order.amount_minor) == (100_000_000, 110_000_000)
    assert planned(order) == order.amount_minor
    assert [(x.label, x.amount_minor) for x in order.plan.order_by("place")][:3] == lines
    assert order.receivables.count() == 2, "the new line is due at once"


def test_less_is_taken_from_what_is_not_due_yet(cast: Cast) -> None:
    order = money.signed(cast)
    change(cast, order, difference=-400_000)
    order.refresh_from_db()
    left = [(x.label, x.amount_minor) for x in order.plan.filter(archived_at=None)
            .order_by("place")]  # fmt: skip
    assert left == [("訂金", 30_000_000), ("到貨款", 30_000_000)]
    assert planned(order) == order.amount_minor == 60_000_000


def test_what_is_due_cannot_be_amended_away(cast: Cast) -> None:
    order = money.signed(cast)
    with pytest.raises(Refused, match="amendment_below_due"):
        change(cast, order, difference=-700_001)
    order.refresh_from_db()
    assert planned(order) == order.amount_minor == 100_000_000


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"what": " "}, "amendment_empty"),
        ({"signed_on": date(2026, 8, 31)}, "before_contract"),
        ({"signed_on": date(2026, 11, 24)}, "date_in_future"),
        ({"no_file_reason": ""}, "signed_file_or_reason"),
        ({"difference": 5}, "amendment_line"),
        ({"difference": 5, "line": LineIn("x", "date")}, "required"),
        ({"difference": "0.001"}, "too_many_decimals"),
    ],
)
def test_what_cannot_be_amended_is_refused(cast: Cast, given: Any, code: str) -> None:
    order = money.signed(cast)
    with pytest.raises(Refused, match=code):
        change(cast, order, **given)
    assert not ContractAmendment.objects.exists()


@pytest.mark.method("M3.5")
def test_an_amendment_itself_can_be_neither_changed_nor_deleted(cast: Cast) -> None:
    made = change(cast, money.signed(cast))
    rows = ContractAmendment.objects.filter(pk=made.pk)
    for forge in (lambda: rows.update(what="x"), rows.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            forge()


def test_a_teammate_may_look_and_a_stranger_finds_nothing(cast: Cast) -> None:
    order = money.signed(cast)
    change(cast, order)
    assert [a.what for a in select.of_contract(cast.teammate, order.pk).amendments] == ["加購一台"]
    with pytest.raises(Forbidden):
        amend(cast.teammate, order.pk, what="x", signed_on=money.TODAY, no_file_reason="x")
    with pytest.raises(NotFound):
        amend(cast.stranger, order.pk, what="x", signed_on=money.TODAY, no_file_reason="x")
