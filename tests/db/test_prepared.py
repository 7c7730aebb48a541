"""Prepared statements answer as the ORM does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField

from goldenkey.data.models import Account, Fact, Organisation, Team
from goldenkey.data.prepared import One, Prepared, ids
from tests.cast import Cast

BY_NAME = Prepared(
    lambda: (
        Account.objects.filter(id__in=ids(0), buys_on__lt=One(1, DateField()))
        .order_by("-pk")
        .values_list("pk", "name", "created_at", "buys_on")
    )
)
WHOLE = Prepared(lambda: Account.objects.filter(pk__in=ids(0)).order_by("pk"))


def _accounts(cast: Cast) -> list[Account]:
    common: dict[str, Any] = {
        "owner": cast.users["rep"], "team": cast.teams["centre"], "created_at": cast.now,
        "updated_at": cast.now,
    }  # fmt: skip
    return [
        Account.objects.create(name=f"{n}", buys_on=date(2026, 11, n), **common) for n in (1, 2, 3)
    ]


def test_rows_are_typed_and_filled_anew_each_time(cast: Cast) -> None:
    one, two, three = _accounts(cast)
    asked = [one.pk, two.pk, three.pk]
    found = list(BY_NAME.rows(asked, date(2026, 11, 3)))
    assert found == [(a.pk, a.name, a.created_at, a.buys_on) for a in (two, one)]
    assert [r[0] for r in BY_NAME.rows([three.pk], date(2026, 12, 1))] == [three.pk]
    assert list(BY_NAME.rows([], date(2026, 12, 1))) == []


def test_instances_are_the_models_own(cast: Cast) -> None:
    made = _accounts(cast)
    found = WHOLE.instances([a.pk for a in made])
    assert found == made
    assert [a.buys_on for a in found] == [a.buys_on for a in made]


def test_what_is_selected_beside_needs_no_further_query(
    cast: Cast, queries: Callable[[], Any]
) -> None:
    beside = Prepared(
        lambda: Account.objects.filter(pk__in=ids(0)).select_related("owner", "team__parent")
    )
    (one, *_), wanted = _accounts(cast), [a.pk for a in Account.objects.all()[:1]]
    with queries() as seen:
        found = beside.instances(wanted)[0]
        assert (found, found.owner.username, found.team.parent.name) == (one, "rep", "全公司")
    assert len(seen) == 1


def test_json_and_truth_come_back_as_python_values(cast: Cast) -> None:
    truth = Prepared(
        lambda: Fact.objects.filter(confirmed=One(0, BooleanField())).values_list(
            "value", "confirmed"
        )
    )
    fact = {"subject": "lead", "subject_id": 1, "observed_on": date(2026, 11, 1)}
    recorded = {"recorded_at": cast.now, "recorded_by": cast.users["rep"]}
    Fact.objects.create(name="a", value={"amount": "1", "currency": "TWD"}, **fact, **recorded)
    Fact.objects.create(name="b", value=True, confirmed=True, **fact, **recorded)
    assert list(truth.rows(True)) == [(True, True)]
    assert list(truth.rows(False)) == [({"amount": "1", "currency": "TWD"}, False)]


def test_the_statement_is_made_once(cast: Cast) -> None:
    built: list[int] = []

    def build() -> Any:
        built.append(1)
        return Team.objects.filter(pk__in=ids(0)).values_list("name")

    asked = Prepared(build)
    for _ in range(3):
        assert list(asked.rows([cast.teams["centre"].pk])) == [(cast.teams["centre"].name,)]
    assert len(built) == 1 and Organisation.objects.exists()
