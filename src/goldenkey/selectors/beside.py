"""What a warning must know from beside an opportunity's own rows: parts of one statement.

Who of us knows whom, who left the customer, what the customer owes elsewhere, how long won ones
stayed in this stage, what was answered to a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from goldenkey.core.money import Money
from goldenkey.core.snapshot import Answer, Overdue
from goldenkey.data import models as m
from goldenkey.data.prepared import One, ids

Columns = Callable[..., QuerySet[Any, Any]]
_TODAY = One(1, DateField())


class Row(NamedTuple):
    """A row of the statement that is about one of these."""

    kind: str
    id: int
    of: int
    text: str
    mark: str
    number: int | None
    day: date | None
    other: int | None


@dataclass(slots=True)
class Beside:
    """What stands beside one opportunity; seats by id."""

    known_by: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    left: dict[int, date] = field(default_factory=dict)
    debts: list[tuple[date, Money]] = field(default_factory=list)
    pace_days: int | None = None
    answers: dict[str, Answer] = field(default_factory=dict)

    def put(self, row: Row) -> None:
        """Take in one row."""
        getattr(self, f"_{row.kind}")(row)

    def elsewhere(self, today: date) -> Overdue | None:
        """The oldest debt of the customer's other orders, and how much in all of its currency."""
        if not self.debts:
            return None
        oldest, first = min(self.debts, key=lambda debt: debt[0])
        total = sum(owed.minor for _on, owed in self.debts if owed.currency == first.currency)
        return Overdue((today - oldest).days, Money(total, first.currency))

    def _relation(self, row: Row) -> None:
        self.known_by[row.other or 0].add(row.number or 0)

    def _left(self, row: Row) -> None:
        if row.day is not None:
            self.left[row.id] = row.day

    def _debt(self, row: Row) -> None:
        if row.other != row.of and row.day is not None:
            self.debts.append((row.day, Money(row.number or 0, row.text)))

    def _pace(self, row: Row) -> None:
        self.pace_days = row.number

    def _answer(self, row: Row) -> None:
        rule, _, seen = row.text.partition("|")
        self.answers[rule] = Answer(row.id, rule, row.mark, row.day, seen)


def parts(columns: Columns) -> Iterator[QuerySet[Any, Any]]:
    """The querysets, each with the columns of the statement."""
    yield _relations(columns)
    yield _left(columns)
    yield _debts(columns)
    yield _pace(columns)
    yield _answers(columns)


def _relations(columns: Columns) -> QuerySet[Any, Any]:
    rows = m.SeatRelation.objects.filter(
        stakeholder__opportunity__in=ids(0), archived_at=None, stakeholder__archived_at=None
    ).exclude(now="none")
    return columns(
        rows, "relation", of_id=F("stakeholder__opportunity_id"), other_id=F("stakeholder_id"),
        number=F("user_id"),
    )  # fmt: skip


def _left(columns: Columns) -> QuerySet[Any, Any]:
    """Seats of people who worked at the customer, and do no more."""
    here = m.Position.objects.filter(
        contact=OuterRef("contact"), account=OuterRef("opportunity__account"), archived_at=None
    )
    rows = m.Stakeholder.objects.filter(
        Exists(here.filter(until_on__lte=_TODAY)),
        ~Exists(here.filter(Q(until_on=None) | Q(until_on__gt=_TODAY))),
        opportunity__in=ids(0), archived_at=None, contact__isnull=False,
    )  # fmt: skip
    last = here.order_by("-until_on").values("until_on")[:1]
    return columns(rows, "left", day=Subquery(last))


def _debts(columns: Columns) -> QuerySet[Any, Any]:
    """What is due from the same customer; the opportunity's own is left out by who reads it."""
    rows = m.Receivable.objects.filter(
        contract__account__opportunities__in=ids(0), contract__archived_at=None,
        due_on__lt=_TODAY, open_minor__gt=0, archived_at=None,
    )  # fmt: skip
    return columns(
        rows, "debt", of_id=F("contract__account__opportunities"),
        other_id=F("contract__opportunity_id"), number=F("open_minor"), text=F("currency"),
        day=F("due_on"),
    )  # fmt: skip


def _pace(columns: Columns) -> QuerySet[Any, Any]:
    rows = m.Opportunity.objects.filter(
        pk__in=ids(0), playbook_version__playbook__paces__stage=F("stage")
    )
    return columns(rows, "pace", of_id=F("pk"), number=F("playbook_version__playbook__paces__days"))


def _answers(columns: Columns) -> QuerySet[Any, Any]:
    rows = m.WarningAnswer.objects.filter(opportunity__in=ids(0), archived_at=None, ended_at=None)
    told = Concat(F("rule"), Value("|"), F("seen"))
    return columns(rows, "answer", text=told, mark=F("answer"), day=F("until_on"))
