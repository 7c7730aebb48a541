"""One customer's page: profile with what is unknown, grades, people, orders, money, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Sum

from goldenkey.core import grading
from goldenkey.core.grading import Graded
from goldenkey.core.money import Money
from goldenkey.data.models import Account, Activity, Contract, NextStep, Opportunity, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import account as accounts
from goldenkey.selectors import grade as grades
from goldenkey.selectors import opportunity as opportunities
from goldenkey.selectors import record_history
from goldenkey.selectors.account import AccountDetail
from goldenkey.selectors.history import Change
from goldenkey.selectors.opportunity import OpportunityRow

LATEST = 15
ORGANISATION_FORM = (
    "industry", "channel", "staff", "revenue", "product_lines", "technology", "credit_rating",
    "ownership", "address", "phone", "cycle_days", "batch",
)  # fmt: skip
PERSON_FORM = ("phone", "address", "region", "channel", "buys_on")
RIGHTS = (
    "account.edit", "contact.create", "opportunity.create", "activity.log", "step.edit",
    "contract.read", "receivable.read", "audit.read", "account.hand_over",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GradeView:
    """Both gradings in words' reach: what was graded, on what, and the next contact."""

    intent: str
    standing: str
    days_left: int | None
    value: str
    cycle: str
    batch: str
    ask: tuple[str, ...]
    due_on: date | None
    due_reason: str
    free_from: date | None
    rhythm: tuple[int, int] | None
    too_often: bool


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract with this customer."""

    id: int
    number: str
    money: Money
    signed_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What this customer owes us, in the organisation's currency."""

    open: Money
    overdue: Money
    overdue_days: int


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A contact that took place."""

    id: int
    kind: str
    on: date
    by: str
    note: str
    people: tuple[str, ...]
    outcome: str
    opportunity: str
    opportunity_id: int | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A next step still to do with this customer."""

    id: int
    version: int
    what: str
    due_on: date | None
    agreed: bool
    owner: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One customer with everything its page shows."""

    detail: AccountDetail
    grade: GradeView
    known: int
    unknown: tuple[str, ...]
    opportunities: tuple[OpportunityRow, ...]
    more_opportunities: bool
    contracts: tuple[ContractLine, ...]
    owed: Owed | None
    steps: tuple[StepLine, ...]
    activities: tuple[ActivityLine, ...]
    history: tuple[Change, ...]
    may: frozenset[str]

    @property
    def asked(self) -> int:
        """How many fields the evaluation form has for such a customer (M1.6)."""
        return self.known + len(self.unknown)


def show(actor: Actor, account_id: int) -> AccountPage:
    """One customer; NotFound out of scope."""
    row = scope.get(actor, Account, account_id)
    detail = accounts.detail(actor, account_id)
    unknown = unknown_of(detail)
    form = ORGANISATION_FORM if detail.kind == "organisation" else PERSON_FORM
    found = opportunities.page(actor, opportunities.Filters(account_id=account_id))
    may = frozenset(r for r in RIGHTS if actor.may(r, row, kind="account"))
    return AccountPage(
        detail=detail,
        grade=_grade(actor, row),
        known=len(form) - len(unknown),
        unknown=unknown,
        opportunities=found.rows,
        more_opportunities=bool(found.next),
        contracts=_contracts(actor, account_id),
        owed=_owed(actor, account_id) if "receivable.read" in may else None,
        steps=_steps(actor, account_id),
        activities=activities(actor, account_id=account_id),
        history=record_history.of(actor, "account", row),
        may=may,
    )


def unknown_of(detail: AccountDetail) -> tuple[str, ...]:
    """The fields of the evaluation form that nobody has filled in (M1.6, M1.10)."""
    form = ORGANISATION_FORM if detail.kind == "organisation" else PERSON_FORM
    return tuple(name for name in form if getattr(detail, name) in ("", None))


def activities(
    actor: Actor, *, account_id: int | None = None, contact_id: int | None = None
) -> tuple[ActivityLine, ...]:
    """The latest contacts with a customer or a person, newest first."""
    exact = {"account": account_id, "contacts": contact_id}
    rows = scope.visible(actor, Activity).filter(**{k: v for k, v in exact.items() if v})
    rows = rows.select_related("by", "opportunity").prefetch_related("contacts")
    return tuple(
        ActivityLine(
            a.pk, a.kind, a.on, a.by.name, a.note, tuple(c.name for c in a.contacts.all()),
            a.outcome, a.opportunity.name if a.opportunity else "", a.opportunity_id,
        )
        for a in rows.order_by("-on", "-pk")[:LATEST]
    )  # fmt: skip


def _grade(actor: Actor, row: Account) -> GradeView:
    bench = grades.Bench(actor)
    found = bench.grade(row)
    rules = bench.grades(row.team_id)
    days = grades.contacts_of(actor, row)
    often = bool(rules and grading.is_too_often(found, rules, days, actor.today))
    return _view(found, too_often=often)


def _view(found: Graded, *, too_often: bool) -> GradeView:
    intent, value, due = found.intent, found.value, found.due
    contact = intent.grade.contact if intent else None
    return GradeView(
        intent=intent.grade.key if intent else "",
        standing=intent.standing if intent else "",
        days_left=intent.days_left if intent else None,
        value=(value.grade or "") if value else "",
        cycle=(value.cycle or "") if value else "",
        batch=(value.batch or "") if value else "",
        ask=value.ask if value else (),
        due_on=due.on if due else None,
        due_reason=due.reason if due else "",
        free_from=due.free_from if due else None,
        rhythm=(contact.count, contact.per_days) if contact else None,
        too_often=too_often,
    )


def _contracts(actor: Actor, account_id: int) -> tuple[ContractLine, ...]:
    if not actor.may("contract.read"):
        return ()
    rows = scope.visible(actor, Contract).filter(account=account_id).order_by("-signed_on", "-pk")
    return tuple(ContractLine(c.pk, c.number, c.money, c.signed_on, c.state) for c in rows[:LATEST])


def _owed(actor: Actor, account_id: int) -> Owed | None:
    rows = scope.visible(actor, Receivable).filter(account=account_id, open_minor__gt=0)
    total = rows.aggregate(all=Sum("open_org_minor"))["all"]
    if not total:
        return None
    late = rows.filter(due_on__lt=actor.today).aggregate(
        sum=Sum("open_org_minor"), first=Min("due_on")
    )
    days = (actor.today - late["first"]).days if late["first"] else 0
    return Owed(Money(total, actor.currency), Money(late["sum"] or 0, actor.currency), days)


def _steps(actor: Actor, account_id: int) -> tuple[StepLine, ...]:
    rows = scope.visible(actor, NextStep).filter(account=account_id, done_at=None)
    rows = rows.select_related("owner").order_by("due_on", "pk")
    return tuple(
        StepLine(s.pk, s.version, s.what, s.due_on, s.agreed, s.owner.name) for s in rows[:LATEST]
    )


def opportunity_choices(actor: Actor, account_id: int) -> tuple[tuple[int, str], ...]:
    """The live opportunities of a customer, for who is to choose one."""
    rows = scope.visible(actor, Opportunity).filter(account=account_id, live=True)
    return tuple(rows.order_by("-created_at").values_list("pk", "name")[:LATEST])


def may(actor: Actor, account_id: int, right: str) -> bool:
    """Whether the actor holds a right on this customer."""
    return actor.may(right, scope.get(actor, Account, account_id), kind="account")
