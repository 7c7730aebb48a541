"""Everything kept about one person (M9.3): to be handed to him, or to be found and struck out.

What law makes us keep is named, so that whoever erases can say it to the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.permissions import FIELD_RIGHTS
from goldenkey.selectors import contact as contacts


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays after erasing, and how much of it: rows without his name, and files."""

    gifts: int
    contracts: int
    facts: int
    activities: int
    files: tuple[str, ...]
    imports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """All that is kept about a person, as plain data; what the reader may not see is left out."""

    contact_id: int
    name: str
    version: int
    is_erased: bool
    may_erase: bool
    sections: Mapping[str, tuple[dict[str, Any], ...]]
    hidden: tuple[str, ...]
    kept: Kept


def data(actor: Actor, contact_id: int) -> Data:
    """Everything about one person the actor may read; NotFound out of scope (M9.3)."""
    actor.require("contact.export")
    row = scope.get(actor, m.Contact, contact_id)
    detail = contacts.show(actor, contact_id)
    hidden = () if detail.personal else tuple(n for k, n in FIELD_RIGHTS if k == "contact")
    return Data(
        row.pk, row.name, row.version, row.erased_at is not None, actor.may("contact.erase"),
        {
            "person": (_columns(row, hidden),),
            "posts": _rows(actor, m.Position, Q(contact=row), ()),
            "seats": _seats(actor, row),
            "activities": _rows(actor, m.Activity, Q(contacts=row), ()),
            "facts": _facts(actor, row),
            "gifts": _rows(actor, m.GiftEntry, Q(contact=row), ()),
            "quiet_periods": _rows(actor, m.QuietPeriod, Q(evaluators=row), ()),
            "leads": _rows(actor, m.Lead, Q(contact=row), ()),
        },
        hidden, kept(actor, row),
    )  # fmt: skip


def kept(actor: Actor, row: m.Contact) -> Kept:
    """What stays when he is erased: business records without his name, files to be looked at."""
    all_accounts, all_opportunities = reached(actor, row)
    accounts = scope.visible(actor, m.Account).filter(pk__in=all_accounts).values("pk")
    visible = scope.visible(actor, m.Opportunity)
    opportunities = visible.filter(pk__in=all_opportunities).values("pk")
    files = m.EvidenceFile.objects.filter(archived_at=None).filter(
        Q(kind="account", record_id__in=accounts)
        | Q(kind="opportunity", record_id__in=opportunities)
    )
    came = scope.visible(actor, m.Lead).filter(contact=row).exclude(source_import=None)
    return Kept(
        row.gifts.count(),
        scope.visible(actor, m.Contract).filter(their_signer=row).count(),
        m.Fact.objects.filter(said_by=row).count(),
        row.activities.count(),
        tuple(files.order_by("pk").values_list("name", flat=True)[:50]),
        tuple(came.values_list("source_import__file_name", flat=True).distinct()),
    )


def reached(actor: Actor, row: m.Contact) -> tuple[list[int], list[int]]:
    """The customers he works or worked for, and the opportunities that are his or theirs."""
    accounts = list(row.positions.values_list("account_id", flat=True))
    mine = Q(account__in=accounts) | Q(stakeholders__contact=row)
    rows = m.Opportunity.objects.filter(mine).distinct()
    return accounts, list(rows.values_list("pk", flat=True))


def beside(actor: Actor, model: type[Model], row: m.Contact) -> Q | None:
    """Rows of a model that hang on his customers, opportunities and leads; None: it hangs on none.

    Rows that name their record by kind and id count too.
    """
    accounts, opportunities = reached(actor, row)
    leads = list(m.Lead.objects.filter(contact=row).values_list("pk", flat=True))
    contracts = list(m.Contract.objects.filter(account__in=accounts).values_list("pk", flat=True))
    imports = m.Lead.objects.filter(pk__in=leads).values("source_import")
    ids: dict[type[Model], Any] = {
        m.Account: accounts, m.Opportunity: opportunities, m.Lead: leads, m.Contract: contracts,
        m.Import: imports,
    }  # fmt: skip
    if model in scope.BY_SUBJECT:
        kind, pk = scope.BY_SUBJECT[model]
        names = {kind_: ids[owner] for owner, kind_ in scope.OWN_SCOPE.items() if owner in ids}
        found = Q(**{kind: "contact", pk: row.pk})
        for name, those in names.items():
            found |= Q(**{kind: name, f"{pk}__in": those})
        return found
    paths = [(p, owner) for p, owner in _paths(model) if owner in ids]
    if not paths:
        return None
    found = Q(pk__in=())
    for path, owner in paths:
        found |= Q(**{f"{path}pk__in": ids[owner]})
    return found


def _paths(model: type[Model], before: str = "") -> Iterator[tuple[str, type[Model]]]:
    if model in scope.OWN_SCOPE:
        yield before, model
    for name in scope.HANGS_ON.get(model, ()):
        held: Any = model._meta.get_field(name).related_model
        yield from _paths(held, f"{before}{name}__")


def _seats(actor: Actor, row: m.Contact) -> tuple[dict[str, Any], ...]:
    """His seats; stance and interests only where the actor may read them on that opportunity."""
    seats = scope.visible(actor, m.Stakeholder).filter(contact=row).select_related("opportunity")
    return tuple(_columns(seat, _unseen(actor, seat)) for seat in seats.order_by("pk"))


def _unseen(actor: Actor, seat: m.Stakeholder) -> tuple[str, ...]:
    rights = {f: r for (kind, f), r in FIELD_RIGHTS.items() if kind == "stakeholder"}
    held = seat.opportunity
    closed = {f for f, r in rights.items() if not actor.may(r, held, kind="opportunity")}
    return (*closed, "stance_confirmed") if "stance" in closed else tuple(closed)


def _facts(actor: Actor, row: m.Contact) -> tuple[dict[str, Any], ...]:
    """What he said, or what is noted about him, on records in scope."""
    seats = scope.visible(actor, m.Stakeholder).filter(contact=row)
    about = Q(subject="contact", subject_id=row.pk)
    about |= Q(subject="stakeholder", subject_id__in=seats.values("pk"))
    opportunities = scope.visible(actor, m.Opportunity).values("pk")
    about |= Q(said_by=row, subject="opportunity", subject_id__in=opportunities)
    leads = scope.visible(actor, m.Lead).values("pk")
    about |= Q(said_by=row, subject="lead", subject_id__in=leads)
    return tuple(_columns(fact, ()) for fact in m.Fact.objects.filter(about).order_by("pk"))


def _rows(
    actor: Actor, model: type[Model], where: Q, hidden: tuple[str, ...]
) -> tuple[dict[str, Any], ...]:
    rows = scope.visible(actor, model).filter(where).distinct().order_by("pk")
    return tuple(_columns(row, hidden) for row in rows)


_OURS = frozenset({"version", "created_at", "updated_at", "key", "rate", "rate_on"})


def _columns(row: Model, hidden: tuple[str, ...]) -> dict[str, Any]:
    return {
        f.attname: _plain(getattr(row, f.attname))
        for f in row._meta.concrete_fields
        if f.name not in hidden and f.name not in _OURS
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
