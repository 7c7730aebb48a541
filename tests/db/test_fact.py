"""Facts: append-only, typed, confirmed only with evidence, unknown as an honest answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from goldenkey.actions import fact
from goldenkey.data.models import Fact
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import room as rooms
from tests.cast import Cast
from tests.rooms import Case, case, today


def _record(cast: Cast, one: Case, name: str, value: Any, **more: Any) -> Fact:
    return fact.record(cast.rep, "opportunity", one.id, name=name, value=value, **more)


def test_a_newer_fact_supersedes_and_nothing_is_overwritten(cast: Cast) -> None:
    one = case(cast)
    first = _record(cast, one, "prospect.real", False)
    second = _record(cast, one, "prospect.real", True)
    assert second.supersedes_id == first.pk
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Fact.objects.filter(pk=first.pk).update(confirmed=True)


@pytest.mark.method("M3.7")
def test_a_confirmed_fact_names_its_evidence(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        _record(cast, one, "prospect.real", True, confirmed=True)
    assert refusal.value.code == "evidence_required"
    assert _record(
        cast, one, "prospect.real", True, confirmed=True, said_by_id=one.user.pk
    ).confirmed


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("prospect.real", "maybe", "wrong_type"), ("terms.price", "so-so", "wrong_type"),
        ("commitment.on", "tomorrow", "wrong_type"), ("no.such", True, "unknown_fact"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(cast: Cast, name: str, value: Any, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        _record(cast, case(cast), name, value)
    assert refusal.value.code == code


def test_what_was_observed_tomorrow_is_refused(cast: Cast) -> None:
    later = today(cast) + timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        _record(cast, case(cast), "prospect.real", True, observed_on=later)
    assert refusal.value.field == "observed_on"


def test_a_teammate_records_nothing_and_a_stranger_finds_nothing(cast: Cast) -> None:
    one = case(cast)
    for actor, error in ((cast.teammate, Forbidden), (cast.stranger, NotFound)):
        with pytest.raises(error):
            fact.record(actor, "opportunity", one.id, name="prospect.real", value=True)


def test_we_do_not_know_after_all_is_an_answer(cast: Cast) -> None:
    one = case(cast)
    _record(cast, one, "prospect.real", True)
    fact.record_answers(cast.rep, "opportunity", one.id, values={"prospect.real": None})
    first = next(
        c for c in rooms.room(cast.rep, one.id).gate.criteria if c.id == "discover.prospect"
    )
    assert (first.value, first.fields[0].known) == ("unknown", False)


def test_blank_answers_of_a_form_are_left_out(cast: Cast) -> None:
    one = case(cast)
    values = {"prospect.real": True, "need.problem": "", "fit.stated": None}
    assert fact.record_many(cast.rep, "opportunity", one.id, values=values) == 1
