"""Which rows an actor may see (fence 4): literal team ids ∪ the records he is a member of."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Model, Q, QuerySet

from goldenkey.data import models as m
from goldenkey.data.prepared import One, kept
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound

M = TypeVar("M", bound=Model)

OWN_SCOPE: dict[type[Model], str] = {
    m.Lead: "lead",
    m.Account: "account",
    m.Opportunity: "opportunity",
    m.Contract: "contract",
    m.Import: "import",
}
"""Records with a team, an owner and members of their own."""

HANGS_ON: dict[type[Model], tuple[str, ...]] = {
    m.Stakeholder: ("opportunity",),
    m.SeatLink: ("opportunity",),
    m.SeatRelation: ("stakeholder",),
    m.CommitteeMap: ("opportunity",),
    m.CommitteeBody: ("opportunity",),
    m.Need: ("opportunity",),
    m.CompetitorPosition: ("opportunity",),
    m.GateOverride: ("opportunity",),
    m.OpportunityHistory: ("opportunity",),
    m.OpenWarning: ("opportunity",),
    m.WarningAnswer: ("opportunity",),
    m.WarningChange: ("warning",),
    m.LossReview: ("opportunity",),
    m.Activity: ("opportunity", "account"),
    m.NextStep: ("opportunity", "account"),
    m.Postponement: ("step",),
    m.QuietPeriod: ("opportunity",),
    m.QuietException: ("quiet_period",),
    m.GiftEntry: ("opportunity", "account"),
    m.GiftDecision: ("entry",),
    m.GiftNote: ("entry",),
    m.KeptApart: ("first_account",),
    m.TermsSheet: ("opportunity",),
    m.TermsIssue: ("sheet",),
    m.TermsMove: ("issue",),
    m.TermsPackage: ("sheet",),
    m.Tender: ("opportunity",),
    m.TenderMilestone: ("tender",),
    m.TenderRequirement: ("tender",),
    m.TenderCriterion: ("tender",),
    m.TenderBidder: ("tender",),
    m.TenderScore: ("criterion",),
    m.TenderMeeting: ("tender",),
    m.TenderBond: ("tender",),
    m.TenderNotice: ("lead",),
    m.Quote: ("opportunity",),
    m.QuoteVersion: ("quote",),
    m.QuoteLine: ("quote_version",),
    m.QuoteDecision: ("quote_version",),
    m.Document: ("contract", "quote_version"),
    m.ContractAmendment: ("contract",),
    m.PlanLine: ("contract",),
    m.Delivery: ("contract",),
    m.Acceptance: ("contract",),
    m.Receivable: ("contract",),
    m.Invoice: ("contract",),
    m.CommissionShare: ("contract",),
    m.Allocation: ("receivable",),
    m.CommissionLine: ("share",),
    m.CommissionDispute: ("line",),
    m.FollowUp: ("contract",),
    m.Complaint: ("account",),
    m.ComplaintStep: ("complaint",),
    m.Referral: ("account",),
    m.Payment: ("account",),
    m.Promise: ("receivable",),
    m.Dispute: ("receivable",),
    m.Reminder: ("receivable",),
    m.HandoverCheck: ("delivery",),
    m.CreditTerms: ("account",),
    m.CreditRelease: ("account",),
    m.Position: ("account",),
    m.ImportRow: ("source",),
}
"""Every other row takes the scope of what it hangs on: of the first of these that is not empty."""

BY_SUBJECT: dict[type[Model], tuple[str, str]] = {
    m.Fact: ("subject", "subject_id"),
    m.EvidenceFile: ("kind", "record_id"),
    m.Membership: ("kind", "record_id"),
    m.AuditEntry: ("kind", "record_id"),
    m.SearchEntry: ("kind", "record_id"),
}
"""Rows that name their record by kind and id: read only after the record was found in scope."""

COMPANY_WIDE: frozenset[type[Model]] = frozenset(
    {
        m.Organisation, m.ExchangeRate, m.CalendarDay, m.Team, m.User, m.Playbook,
        m.PlaybookVersion, m.CommissionPlan, m.BankStatement, m.StatementEntry,
        m.CollectionPolicy, m.LetterTemplate, m.MoneyCheck, m.CommissionMonth, m.CommissionTotal,
        m.TaxRate, m.Product, m.PriceList, m.Price, m.ProductCost, m.DiscountLimit,
        m.DocumentTemplate, m.StagePace, m.Handover,
    }
)  # fmt: skip
"""The company's own records: a right decides, not a team."""

INTERNAL: frozenset[type[Model]] = frozenset(
    {m.Job, m.AnsweredRequest, m.ApiToken, m.PlaybookPreview, m.SignInTry}
)
"""What the system keeps about itself: on no page."""

THROUGH_MEMBERS: frozenset[type[Model]] = frozenset({m.Account, m.Position, m.Contact})
"""What a member of an opportunity or contract may read beside it: the account and its people."""


def visible(actor: Actor, model: type[M]) -> QuerySet[M]:
    """The rows of a model in the actor's scope; archived rows are not among them."""
    rows = model._default_manager.all()
    if _is_archived(model):
        rows = rows.filter(archived_at=None)
    return rows.filter(_reach(actor, model)) if actor.team_ids is not None else rows


def put_away(actor: Actor, model: type[M]) -> QuerySet[M]:
    """The archived rows of a model in the actor's scope."""
    rows = model._default_manager.exclude(archived_at=None)
    return rows.filter(_reach(actor, model)) if actor.team_ids is not None else rows


def get(actor: Actor, model: type[M], pk: int, *, lock: bool = False, archived: bool = False) -> M:
    """One row in scope, or NotFound; `lock` holds it until the transaction ends.

    `archived` finds what was put away, to be taken back.
    """
    statement = kept(
        ("one", model, key(actor), lock, archived),
        lambda: _by_key(actor, model, lock=lock, archived=archived),
    )
    found: list[M] = statement.instances(pk)
    if not found:
        raise NotFound(model._meta.model_name or "record")
    return found[0]


def key(actor: Actor) -> Any:
    """What everybody with the same scope has in common."""
    if actor.team_ids is None:
        return None
    members = tuple(sorted((kind, tuple(sorted(ids))) for kind, ids in actor.memberships.items()))
    return actor.team_ids, members


def _by_key(actor: Actor, model: type[M], *, lock: bool, archived: bool) -> QuerySet[M]:
    rows = put_away(actor, model) if archived else visible(actor, model)
    return (rows.select_for_update(of=("self",)) if lock else rows).filter(
        pk=One(0, BigIntegerField())
    )


@cache
def _is_archived(model: type[Model]) -> bool:
    return any(f.name == "archived_at" for f in model._meta.get_fields())


def owner_of(row: Model) -> tuple[Any, str]:
    """The record with an owner that a row hangs on, and its kind."""
    while type(row) not in OWN_SCOPE:
        held = (getattr(row, name) for name in HANGS_ON[type(row)])
        row = next(record for record in held if record is not None)
    return row, OWN_SCOPE[type(row)]


def _reach(actor: Actor, model: type[Model]) -> Q:
    """The condition on a model's rows; raises TypeError for a table without a scope of its own."""
    if model in COMPANY_WIDE:
        return Q()
    if model is m.Contact:
        return Q(pk__in=_contact_ids(actor))
    if model in OWN_SCOPE or model in HANGS_ON:
        return _along(actor, model, "", through=model in THROUGH_MEMBERS)
    raise TypeError(f"{model.__name__} has no scope of its own: find its record first")


def _along(actor: Actor, model: type[Model], path: str, *, through: bool) -> Q:
    """The scope of what rows hang on, followed to the record that has an owner."""
    if model in OWN_SCOPE:
        return _in_scope(actor, OWN_SCOPE[model], path, through=through)
    reach, before = Q(pk__in=()), Q()
    for name in HANGS_ON[model]:
        step = _along(actor, _held_by(model, name), f"{path}{name}__", through=through)
        reach |= before & step
        before &= Q(**{f"{path}{name}": None})
    return reach


def _held_by(model: type[Model], name: str) -> type[Model]:
    found: type[Model] = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return found


def _in_scope(actor: Actor, kind: str, path: str, *, through: bool) -> Q:
    reach = Q(**{f"{path}team_id__in": actor.team_ids})
    ids = actor.member_of(kind)
    if ids:
        reach |= Q(**{f"{path}id__in": sorted(ids)})
    return reach | _through_members(actor, path) if through and kind == "account" else reach


def _through_members(actor: Actor, path: str) -> Q:
    """A member of an opportunity or contract may also read its account."""
    reach = Q(pk__in=())
    for kind, name in (("opportunity", "opportunities"), ("contract", "contracts")):
        ids = actor.member_of(kind)
        if ids:
            holders = m.Account.objects.filter(**{f"{name}__in": sorted(ids)}).values("pk")
            reach |= Q(**{f"{path}id__in": holders})
    return reach


def _contact_ids(actor: Actor) -> Any:
    accounts = visible(actor, m.Account).values("pk")
    return m.Position.objects.filter(account__in=accounts).values("contact_id")
