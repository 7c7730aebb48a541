"""Writes of facts: what we know, from whom, on what evidence. Append-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from goldenkey.actions.base import action, allowed, create, touch_opportunity
from goldenkey.core.formula import Kind
from goldenkey.core.playbook import FactDef
from goldenkey.data.models import Activity, Contact, EvidenceFile, Fact, Lead, Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook

SUBJECTS: dict[str, Any] = {"opportunity": Opportunity, "lead": Lead}


@action("fact.record")
def record(
    actor: Actor,
    subject: str,
    subject_id: int,
    *,
    name: str,
    value: Any,
    confirmed: bool = False,
    said_by_id: int | None = None,
    words: str = "",
    activity_id: int | None = None,
    file_id: int | None = None,
    observed_on: date | None = None,
) -> Fact:
    """Record what is known of a declared fact: the customer's word, or our belief.

    A confirmed fact names its evidence: who said it, an activity or a file. Raises Refused for a
    name the playbook does not declare, a value of the wrong type, or a day yet to come.
    """
    source = Source(confirmed, said_by_id, words, activity_id, file_id, observed_on)
    return _record(actor, subject, subject_id, {name: value}, source)[0]


@action("fact.record")
def record_many(
    actor: Actor, subject: str, subject_id: int, *, values: dict[str, Any], **common: Any
) -> int:
    """Record several facts that came from one source; blank values are left out."""
    given = {n: v for n, v in values.items() if v not in (None, "")}
    return len(_record(actor, subject, subject_id, given, Source(**common)))


@action("fact.record")
def record_answers(
    actor: Actor, subject: str, subject_id: int, *, values: dict[str, Any], **common: Any
) -> int:
    """Record answers as they are: None says that we do not know after all."""
    return len(_record(actor, subject, subject_id, values, Source(**common)))


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: confirmed by whom, in which words, on what evidence, when."""

    confirmed: bool = False
    said_by_id: int | None = None
    words: str = ""
    activity_id: int | None = None
    file_id: int | None = None
    observed_on: date | None = None


def _record(
    actor: Actor, subject: str, subject_id: int, values: dict[str, Any], source: Source
) -> list[Fact]:
    """Find the record and check the source once, then write each fact."""
    row = scope.get(actor, SUBJECTS[subject], subject_id)
    allowed(actor, row, "fact.record")
    book = playbook.compiled(row.playbook_version_id)
    _check(actor, source)
    before = _before(subject, subject_id, values)
    made = []
    for name, value in values.items():
        declared = book.fact(name)
        if declared is None:
            raise Refused("unknown_fact", field="name", name=name)
        fact = create(
            actor,
            Fact,
            subject=subject,
            subject_id=subject_id,
            name=name,
            value=stored(value, declared),
            confirmed=source.confirmed,
            said_by_id=source.said_by_id,
            words=source.words.strip(),
            activity_id=source.activity_id,
            file_id=source.file_id,
            observed_on=source.observed_on or actor.today,
            recorded_at=actor.now,
            recorded_by_id=actor.user_id,
            supersedes_id=before.get(name),
        )
        made.append(fact)
    if subject == "opportunity":
        touch_opportunity(subject_id)
    return made


def _check(actor: Actor, source: Source) -> None:
    evidence = source.said_by_id or source.activity_id or source.file_id
    if source.confirmed and not evidence:
        raise Refused("evidence_required", field="said_by", requirement="M3.7")
    if source.observed_on and source.observed_on > actor.today:
        raise Refused("date_in_future", field="observed_on")
    _in_scope(actor, source.said_by_id, source.activity_id, source.file_id)


def note(actor: Actor, subject: str, subject_id: int, name: str, value: Any) -> None:
    """Record our own decision as a fact where the playbook declares it; else nothing."""
    row = scope.get(actor, SUBJECTS[subject], subject_id)
    if playbook.compiled(row.playbook_version_id).fact(name) is not None:
        record(actor, subject, subject_id, name=name, value=value)


def stored(value: Any, declared: FactDef) -> Any:
    """A value as its JSON column keeps it; raises Refused where it is not of the fact's type."""
    if value is None:
        return None
    try:
        return _STORE[declared.type.kind](value, declared)
    except (ValueError, TypeError, KeyError, InvalidOperation):
        raise Refused("wrong_type", field="value", name=declared.name) from None


def _text(value: Any, declared: FactDef) -> str:
    options = declared.type.options
    if options and value not in options:
        raise ValueError(value)
    return str(value)[:2000]


def _bool(value: Any, declared: FactDef) -> bool:
    return {True: True, False: False, "true": True, "false": False}[value]


def _date(value: Any, declared: FactDef) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()


def _money(value: Any, declared: FactDef) -> dict[str, str]:
    return {"amount": str(Decimal(str(value["amount"]))), "currency": str(value["currency"])}


_STORE = {
    Kind.TEXT: _text,
    Kind.BOOL: _bool,
    Kind.NUMBER: lambda value, declared: str(Decimal(str(value))),
    Kind.DATE: _date,
    Kind.MONEY: _money,
}


def _before(subject: str, subject_id: int, names: Iterable[str]) -> dict[str, int]:
    """The id of the latest row of each fact that is known already."""
    rows = Fact.objects.filter(subject=subject, subject_id=subject_id, name__in=list(names))
    return dict(rows.order_by("pk").values_list("name", "pk"))


def _in_scope(actor: Actor, said_by: int | None, activity: int | None, file: int | None) -> None:
    if said_by:
        scope.get(actor, Contact, said_by)
    if activity:
        scope.get(actor, Activity, activity)
    if file and not EvidenceFile.objects.filter(pk=file).exists():
        raise Refused("bad_choice", field="file")
