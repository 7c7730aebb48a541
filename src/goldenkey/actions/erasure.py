"""Erasing a person on request (M9.3): no row keeps his name, his numbers, or words about him.

What happened stays: that there was a visit, a gift, a seat, with days, amounts and roles. The
person stays as a number, so that no record loses what it hangs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.actions import contract as contracts
from goldenkey.actions import lead as leads
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import search
from goldenkey.actions.base import about, action, edit, touch_opportunity
from goldenkey.core import erasing
from goldenkey.data import guards
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import personal

NOT_PEOPLE: dict[type[models.Model], frozenset[str] | None] = {
    m.User: None, m.Team: None, m.Playbook: None, m.PlaybookVersion: None, m.Organisation: None,
    m.ApiToken: None,
}  # fmt: skip
"""Tables about ourselves and the method: a name in them is somebody else's."""

ECHOES = frozenset({m.AnsweredRequest, m.Job, m.ImportRow})
"""What was sent and answered: nobody reads it again, so a name in it is struck out at once."""

OF_COMPANIES = frozenset({"name", "full_name", "english_name", "phone", "address", "region"})
"""Columns of an organisation: its name stays, even where somebody is called the same."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is struck out: `surely` his wherever it stands, `here` only beside his records."""

    surely: tuple[str, ...]
    here: tuple[str, ...]
    beside: tuple[str, ...]
    """Too short to look for by themselves: struck where an answer or a job names him."""


@action("contact.erase")
def erase(actor: Actor, contact_id: int, *, confirm_name: str, reason: str) -> m.Contact:
    """Erase a person everywhere, confirmed by his name; it cannot be undone.

    Raises Refused where the name differs, no reason is given, or he was erased already.
    """
    person = scope.get(actor, m.Contact, contact_id, lock=True)
    if person.erased_at is not None:
        raise Refused("erased_already")
    if confirm_name.strip() != person.name:
        raise Refused("name_differs", field="confirm_name", requirement="M9.3")
    if not reason.strip():
        raise Refused("reason_required", field="reason", requirement="M9.3")
    about(person)
    for old in m.Contact.objects.filter(merged_into=person, erased_at=None):
        _forget(actor, old, reason)
    return _forget(actor, person, reason)


def _forget(actor: Actor, person: m.Contact, reason: str) -> m.Contact:
    """Erase one entry of a person; those that were merged into it go the same way."""
    words = _words(person)
    _blank_facts(person)
    for seat in m.Stakeholder.objects.filter(contact=person):
        _forget_seat(actor, seat)
    for lead in m.Lead.objects.filter(contact=person):
        edit(actor, lead, person="", title="", phone="", email="")
    for post in person.positions.all():
        edit(actor, post, title="", department="", until_on=post.until_on or actor.today)
    for model in apps.get_app_config("data").get_models():
        _sweep(actor, model, person, words)
    edit(
        actor, person, name=f"— {person.pk}", title="", phone="", mobile="", email="", birthday="",
        interests="", note=erasing.strike(reason.strip(), words.here), erased_at=actor.now,
    )  # fmt: skip
    _reindex(actor, person, words)
    return person


def _words(person: m.Contact) -> Words:
    """His own numbers and addresses are his everywhere; a name or an exchange may be shared."""
    came = m.Lead.objects.filter(contact=person).values_list("person", "phone", "email")
    names, phones, mails = ([row[i] for row in came] for i in range(3))
    sure = [person.mobile, person.email, *mails, person.interests, person.note]
    sure += m.Stakeholder.objects.filter(contact=person).values_list("interests", flat=True)
    shared = [person.name, person.phone, *names, *phones]
    alone = [word for word in shared if word and not _is_anybodys(person, word)]
    return Words(
        erasing.needles([*sure, *alone]),
        erasing.needles([*shared, *sure]),
        erasing.needles([person.birthday, person.title]),
    )


def _is_anybodys(person: m.Contact, word: str) -> bool:
    """Whether somebody else, one of us or a customer goes by the same name or number."""
    others = m.Contact.objects.exclude(pk=person.pk)
    leads = m.Lead.objects.exclude(contact=person)
    return any(
        rows.exists()
        for rows in (
            others.filter(Q(name=word) | Q(phone=word) | Q(mobile=word)),
            leads.filter(Q(person=word) | Q(phone=word) | Q(company=word)),
            m.User.objects.filter(name=word),
            m.Account.objects.filter(kind="organisation").filter(Q(name=word) | Q(phone=word)),
        )
    )


def _forget_seat(actor: Actor, seat: m.Stakeholder) -> None:
    """What we thought of him: words go, judgements are unknown again; roles and days stay."""
    blank: dict[str, Any] = {}
    for field in _text_fields(m.Stakeholder):
        codes = {code for code, _word in field.choices or ()}
        if isinstance(field, models.JSONField):
            continue
        if not codes:
            blank[field.name] = ""
        elif "unknown" in codes:
            blank[field.name] = "unknown"
    edit(actor, seat, **blank, stance_confirmed=False)
    touch_opportunity(seat.opportunity_id)


def _blank_facts(person: m.Contact) -> None:
    """The one update the table allows: words, value and who said it go, that it was known stays."""
    seats = m.Stakeholder.objects.filter(contact=person).values("pk")
    his = Q(subject="contact", subject_id=person.pk)
    his |= Q(subject="stakeholder", subject_id__in=seats)
    m.Fact.objects.filter(his).update(value=None, words="", note="", said_by=None)
    m.Fact.objects.filter(said_by=person).update(words="", note="", said_by=None)


def _sweep(
    actor: Actor, model: type[models.Model], person: m.Contact, words: Words
) -> None:  # fmt: skip
    """Strike his words out of every text column of a table."""
    table = model._meta.db_table
    if model in NOT_PEOPLE or table in guards.APPEND_ONLY or model in (m.Contact, m.SearchEntry):
        return
    nearby = personal.beside(actor, model, person)
    more = words.beside if model in ECHOES else ()
    _strike(model, Q(), words.surely, more)
    if nearby is not None or model in ECHOES:
        _strike(model, nearby or Q(), words.here, more)


def _strike(model: type[models.Model], where: Q, words: Sequence[str], more: Sequence[str]) -> None:
    fields = _text_fields(model)
    if not words or not fields:
        return
    names = {f.name: f"_t_{f.name}" for f in fields}
    rows = model._default_manager.annotate(
        **{t: Cast(n, models.TextField()) for n, t in names.items()}
    ).filter(where)
    holds = Q()
    for text in names.values():
        for word in words:
            holds |= Q(**{f"{text}__icontains": word})
            if not word.isascii():
                holds |= Q(**{f"{text}__icontains": erasing.escaped(word)})
    for row in list(rows.filter(holds)):
        _rewrite(model, row, fields, (*words, *more))


def _rewrite(
    model: type[models.Model], row: models.Model, fields: Sequence[Any], words: Sequence[str]
) -> None:
    changed: dict[str, Any] = {}
    for field in fields:
        before = getattr(row, field.name)
        after = _struck(field, before, words)
        if after != before and not _is_company(row, field.name):
            changed[field.name] = after
    if model is m.Fact and changed:
        gone = {"value": None} if "value" in changed else {}
        changed = {"words": "", "note": "", "said_by": None, **gone}
    if changed:
        model._default_manager.filter(pk=row.pk).update(**changed)


def _struck(field: Any, value: Any, words: Sequence[str]) -> Any:
    if isinstance(field, models.JSONField):
        return erasing.strike_value(value, words)
    if not isinstance(value, str):
        return value
    return erasing.strike(value, words)[: field.max_length or None]


def _is_company(row: models.Model, name: str) -> bool:
    organisation = isinstance(row, m.Account) and row.kind == "organisation"
    return organisation and name in OF_COMPANIES


def _text_fields(model: type[models.Model]) -> list[Any]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    skip = {"currency", "digest", "stored_as", "key", "unique_key"}
    if model is m.Fact:
        return [f for f in model._meta.concrete_fields if f.name in ("value", "words", "note")]
    return [
        f for f in model._meta.concrete_fields if isinstance(f, kinds) and f.name not in skip
    ]  # fmt: skip


def _reindex(actor: Actor, person: m.Contact, words: Words) -> None:
    """Search entries that held him are made of what is left; the index forgets the old words."""
    search.forget("contact", [person.pk])
    for lead in m.Lead.objects.filter(contact=person):
        search.index(leads.entry(lead))
    holds = Q()
    for word in words.here:
        holds |= Q(title__icontains=word) | Q(subtitle__icontains=word) | Q(tokens__contains=word)
    for entry in m.SearchEntry.objects.filter(holds) if words.here else ():
        _index_anew(actor, entry)
    search.purge()


def _index_anew(actor: Actor, entry: m.SearchEntry) -> None:
    pk = entry.record_id
    if entry.kind == "account":
        accounts.index(m.Account.objects.get(pk=pk))
    elif entry.kind == "lead":
        search.index(leads.entry(m.Lead.objects.get(pk=pk)))
    elif entry.kind == "opportunity":
        row = m.Opportunity.objects.select_related("account").get(pk=pk)
        opportunities.index(row, row.account)
    elif entry.kind == "contract":
        contracts.index(m.Contract.objects.get(pk=pk))
    elif post := m.Position.objects.filter(contact=pk).select_related("account").first():
        contacts.index(m.Contact.objects.get(pk=pk), post.account)
