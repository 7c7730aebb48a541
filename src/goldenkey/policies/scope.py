"""Which rows an actor may see (fence 4): literal team ids ∪ the records he is a member of."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from goldenkey.data import models as m
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound

M = TypeVar("M", bound=Model)

OWN_SCOPE: dict[type[Model], str] = {
    m.Lead: "lead",
    m.Account: "account",
    m.Opportunity: "opportunity",
    m.Contract: "contract",
}
"""Records with a team, an owner and members of their own."""

HANGS_ON: dict[type[Model], str] = {
    m.Stakeholder: "opportunity",
    m.Need: "opportunity",
    m.CompetitorPosition: "opportunity",
    m.GateOverride: "opportunity",
    m.OpportunityHistory: "opportunity",
    m.OpenWarning: "opportunity",
    m.Activity: "account",
    m.NextStep: "account",
    m.PlanLine: "contract",
    m.Delivery: "contract",
    m.Acceptance: "contract",
    m.Receivable: "contract",
    m.Invoice: "contract",
    m.Payment: "account",
    m.Position: "account",
}
"""Every other row takes the scope of what it hangs on."""


def visible(actor: Actor, model: type[M]) -> QuerySet[M]:
    """The rows of a model in the actor's scope; archived rows are not among them."""
    rows = model._default_manager.all()
    if any(f.name == "archived_at" for f in model._meta.get_fields()):
        rows = rows.filter(archived_at=None)
    return rows.filter(_reach(actor, model)) if actor.team_ids is not None else rows


def get(actor: Actor, model: type[M], pk: int, *, lock: bool = False) -> M:
    """One row in scope, or NotFound; `lock` holds it until the transaction ends."""
    rows = visible(actor, model)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise NotFound(model._meta.model_name or "record")
    return found


def owner_of(row: Model) -> tuple[Any, str]:
    """The record with an owner that a row hangs on, and its kind."""
    while type(row) not in OWN_SCOPE:
        row = getattr(row, HANGS_ON[type(row)])
    return row, OWN_SCOPE[type(row)]


def _reach(actor: Actor, model: type[Model]) -> Q:
    if model is m.Contact:
        return Q(pk__in=_contact_ids(actor))
    prefix = HANGS_ON.get(model, "")
    kind = OWN_SCOPE[m.Account if prefix == "account" else model] if not prefix else prefix
    return _in_scope(actor, kind, f"{prefix}__" if prefix else "")


def _in_scope(actor: Actor, kind: str, path: str) -> Q:
    reach = Q(**{f"{path}team_id__in": actor.team_ids})
    ids = actor.member_of(kind)
    if ids:
        reach |= Q(**{f"{path}id__in": sorted(ids)})
    return reach | _through_members(actor, path) if kind == "account" else reach


def _through_members(actor: Actor, path: str) -> Q:
    """A member of an opportunity or contract may also read its account."""
    reach = Q()
    for kind, name in (("opportunity", "opportunities"), ("contract", "contracts")):
        ids = actor.member_of(kind)
        if ids:
            holders = m.Account.objects.filter(**{f"{name}__in": sorted(ids)}).values("pk")
            reach |= Q(**{f"{path}id__in": holders})
    return reach


def _contact_ids(actor: Actor) -> Any:
    accounts = visible(actor, m.Account).values("pk")
    return m.Position.objects.filter(account__in=accounts).values("contact_id")
