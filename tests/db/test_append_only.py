"""What was written down stays: append-only tables refuse change and removal, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from goldenkey.data import guards
from goldenkey.data import models as m
from tests.cast import Cast
from tests.one_of_each import Records, one_of_each

GUARDED: list[Any] = [
    m.AuditEntry, m.Allocation, m.CommissionLine, m.CommissionMonth, m.CommissionTotal,
    m.Reminder, m.GiftEntry, m.GiftDecision, m.TermsMove, m.QuoteDecision, m.ContractAmendment,
    m.Fact,
]  # fmt: skip
CHANGES = {"at": "2020-01-01", "observed_on": "2020-01-01", "paid_minor": 1}
"""What is written over in a table that has the column: the first that is there."""


@pytest.fixture
def records(cast: Cast) -> Records:
    from goldenkey.actions import commission_month as months
    from goldenkey.actions import fact as facts

    made = one_of_each(cast)
    book = made.opportunity.playbook_version_id
    name = next(n for n in _names(book))
    facts.record(
        cast.rep, "opportunity", made.opportunity.pk, name=name, value=True, words="他說的",
        confirmed=True, said_by_id=made.contact.pk,
    )  # fmt: skip
    months.close_month(cast.finance.later(days=31), month=cast.finance.today)
    return made


def _names(version: int) -> list[str]:
    from goldenkey.core.formula import Kind
    from goldenkey.selectors import playbook

    facts = playbook.compiled(version).facts
    return [f.name for f in facts if f.type.kind is Kind.BOOL and f.of == "opportunity"]


def _refused(write: Callable[[], Any]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        write()


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_a_row_cannot_be_changed(records: Records, model: Any) -> None:
    row = model.objects.order_by("pk")[0]
    column = next(name for name in CHANGES if hasattr(row, name))
    _refused(lambda: model.objects.filter(pk=row.pk).update(**{column: CHANGES[column]}))


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_a_row_cannot_be_removed(records: Records, model: Any) -> None:
    row = model.objects.order_by("-pk")[0]
    _refused(lambda: model.objects.filter(pk=row.pk)._raw_delete("default"))
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_a_row_cannot_be_replaced(records: Records, model: Any) -> None:
    if connection.vendor != "sqlite":
        return  # the other database has no INSERT OR REPLACE
    table, row = model._meta.db_table, model.objects.order_by("pk")[0]

    def replace() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = %s",
                           [row.pk])  # fmt: skip

    _refused(replace)


def test_a_fact_may_be_blanked_when_a_person_is_erased(records: Records) -> None:
    row = m.Fact.objects.order_by("-pk")[0]
    m.Fact.objects.filter(pk=row.pk).update(value=None, words="", note="", said_by=None)
    row.refresh_from_db()
    assert (row.value, row.words, row.said_by_id) == (None, "", None)


def test_a_fact_cannot_be_blanked_by_half(records: Records) -> None:
    row = m.Fact.objects.order_by("-pk")[0]
    _refused(lambda: m.Fact.objects.filter(pk=row.pk).update(words=""))
    _refused(lambda: m.Fact.objects.filter(pk=row.pk).update(
        words="", note="", said_by=None, confirmed=False))  # fmt: skip


def test_every_guarded_table_is_one_of_ours() -> None:
    tables = {model._meta.db_table for model in GUARDED}
    assert tables == {*guards.APPEND_ONLY, guards.FACT}
