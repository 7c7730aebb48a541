"""Reads of collection letters: what one customer owes, in whose words it is said, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goldenkey.core import dunning
from goldenkey.core.money import Money
from goldenkey.data.models import Account, LetterTemplate, Organisation, Position, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import collection

TONES = ("before", "due", "late", "final")
LANGUAGES = ("zh-hant", "zh-hans", "en")


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A receivable in a letter."""

    receivable_id: int
    contract: str
    label: str
    trigger: str
    due_on: date
    days_late: int
    open: Money


@dataclass(frozen=True, slots=True)
class LetterData:
    """All that a letter says; `subject` and `body` are the company's own, or empty."""

    account_id: int
    customer: str
    company: str
    name: str
    today: date
    tone: str
    language: str
    lines: tuple[LetterLine, ...]
    sums: tuple[tuple[Money, Money], ...]
    subject: str
    body: str
    addresses: tuple[tuple[str, str], ...]
    rests: int


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """The company's own words of a letter, where it has written some."""

    tone: str
    language: str
    subject: str
    body: str


def data(actor: Actor, account_id: int, *, tone: str = "", language: str = "") -> LetterData:
    """What a letter to a customer would say now; NotFound out of scope.

    A reminder before or on the day names what is due then; a later one what is overdue. What is
    disputed is left out and counted in `rests`.
    """
    actor.require("receivable.read")
    account = scope.get(actor, Account, account_id)
    ours = Organisation.objects.first() or Organisation()
    rows = _open(actor, account_id)
    oldest = min((row.due_on for row in rows), default=actor.today)
    said = tone or dunning.tone(oldest, actor.today)
    spoken = language or ours.language
    if said not in TONES or spoken not in LANGUAGES:
        raise Refused("bad_choice", field="tone")
    free = [row for row in rows if not _is_disputed(row)]
    named = [row for row in free if _belongs(said, row.due_on, actor.today)]
    own = template(actor, said, spoken)
    return LetterData(
        account_id=account.pk,
        customer=account.full_name or account.name,
        company=ours.name,
        name=actor.name,
        today=actor.today,
        tone=said,
        language=spoken,
        lines=tuple(_line(actor, row) for row in named),
        sums=_sums(actor, named),
        subject=own.subject if own else "",
        body=own.body if own else "",
        addresses=_addresses(actor, account_id),
        rests=len(rows) - len(free),
    )


def template(actor: Actor, tone: str, language: str) -> TemplateRow | None:
    """The company's own words for a tone in a language."""
    actor.require("receivable.read")
    rows = scope.visible(actor, LetterTemplate).filter(tone=tone, language=language)
    row = rows.exclude(subject="", body="").first()
    return TemplateRow(tone, language, row.subject, row.body) if row else None


def _open(actor: Actor, account_id: int) -> list[Any]:
    steps = collection.steps_of(actor)
    soon = actor.today + timedelta(days=dunning.reach(steps))
    rows = scope.visible(actor, Receivable).filter(
        account=account_id, open_minor__gt=0, due_on__lte=soon
    )
    told = rows.select_related("contract", "plan_line").prefetch_related("disputes")
    return list(told.order_by("due_on", "pk"))


def _is_disputed(row: Any) -> bool:
    return any(d.settled_on is None and d.archived_at is None for d in row.disputes.all())


def _belongs(tone: str, due_on: date, today: date) -> bool:
    if tone == "before":
        return due_on >= today
    return due_on == today if tone == "due" else due_on < today


def _line(actor: Actor, row: Any) -> LetterLine:
    return LetterLine(
        row.pk, row.contract.number, row.plan_line.label, row.plan_line.trigger, row.due_on,
        max(0, (actor.today - row.due_on).days), Money(row.open_minor, row.currency),
    )  # fmt: skip


def _sums(actor: Actor, rows: list[Any]) -> tuple[tuple[Money, Money], ...]:
    """By currency all of it, and what is overdue."""
    found = []
    for code in sorted({row.currency for row in rows}):
        mine = [row for row in rows if row.currency == code]
        late = [row for row in mine if row.due_on < actor.today]
        whole, overdue = (sum(row.open_minor for row in some) for some in (mine, late))
        found.append((Money(whole, code), Money(overdue, code)))
    return tuple(found)


def _addresses(actor: Actor, account_id: int) -> tuple[tuple[str, str], ...]:
    rows = scope.visible(actor, Position).filter(
        account=account_id, until_on=None, contact__archived_at=None
    )
    listed = rows.exclude(contact__email="").order_by("pk")
    return tuple(listed.values_list("contact__name", "contact__email"))
