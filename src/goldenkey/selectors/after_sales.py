"""Reads after the sale: contacts that are planned, complaints, referrals (M3.12, M8)."""

from __future__ import annotations

from django.db.models import Avg, Count, QuerySet

from goldenkey.core import after_sales as core
from goldenkey.core.method import AfterSales as Part
from goldenkey.core.method import FollowUp as Rule
from goldenkey.data.models import (
    Account,
    Complaint,
    Contact,
    Contract,
    FollowUp,
    PlaybookVersion,
    Referral,
    User,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook
from goldenkey.selectors.after_sales_shapes import (
    AfterSales,
    ComplaintRow,
    FollowUpRow,
    ReferralRow,
    Satisfaction,
    StepRow,
)

MOST, FEW = 100, 15
REFERRAL_CHANNELS = ("referral", "customer_referral", "introduction", "word_of_mouth")


def show(
    actor: Actor, *, account_id: int | None = None, contract_id: int | None = None,
    mine: bool = False,
) -> AfterSales:  # fmt: skip
    """What is due, what is planned, what was said; of everybody in scope, or of one customer."""
    actor.require("follow_up.read")
    account = scope.get(actor, Account, account_id) if account_id else None
    contract = scope.get(actor, Contract, contract_id) if contract_id else None
    about = contract.account if contract else account
    rows = _follow_ups(actor)
    if about:
        rows = rows.filter(contract__account=about)
    if contract:
        rows = rows.filter(contract=contract)
    if mine:
        rows = rows.filter(owner=actor.user_id)
    waiting = rows.filter(done_on=None).order_by("due_on", "pk")
    due = waiting.filter(due_on__lte=actor.today)
    books = Books(actor)
    later = waiting.filter(due_on__gt=actor.today)[: MOST if about else FEW]
    return AfterSales(
        due=tuple(_follow_up(actor, r, books) for r in due[:MOST]),
        later=tuple(_follow_up(actor, r, books) for r in later),
        done=tuple(
            _follow_up(actor, r, books)
            for r in rows.filter(done_on__isnull=False).order_by("-done_on", "-pk")[:FEW]
        ),
        complaints=complaints(actor, account_id=about.pk if about else None, mine=mine),
        referrals=referrals(actor, account_id=about.pk if about else None),
        satisfaction=_satisfaction(rows),
        ask_when=books.ask_when(),
        account=about.name if about else "",
        account_id=about.pk if about else None,
        may_record=actor.may("complaint.record"),
        may_refer=actor.may("referral.record"),
    )


def follow_up(actor: Actor, pk: int) -> FollowUpRow:
    """One planned contact."""
    actor.require("follow_up.read")
    row = scope.get(actor, FollowUp, pk)
    return _follow_up(actor, row, Books(actor))


def complaints(
    actor: Actor, *, account_id: int | None = None, mine: bool = False, closed: bool = True
) -> tuple[ComplaintRow, ...]:
    """Complaints in scope, open ones first, the most urgent first."""
    if not actor.may("complaint.read"):
        return ()
    rows = _complaints(actor)
    if account_id:
        rows = rows.filter(account=account_id)
    if mine:
        rows = rows.filter(owner=actor.user_id)
    books = Books(actor)
    still = rows.filter(closed_on=None).order_by("answer_by_on", "pk")[:MOST]
    over = rows.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")[: 20 if closed else 0]
    return tuple(_complaint(actor, r, books) for r in (*still, *over))


def complaint(actor: Actor, pk: int) -> ComplaintRow:
    """One complaint with its steps."""
    actor.require("complaint.read")
    scope.get(actor, Complaint, pk)
    return _complaint(actor, _complaints(actor).get(pk=pk), Books(actor))


def referrals(actor: Actor, *, account_id: int | None = None) -> tuple[ReferralRow, ...]:
    """Whom customers named, the latest first."""
    if not actor.may("referral.read"):
        return ()
    rows = scope.visible(actor, Referral).select_related("account", "contact", "by", "lead")
    if account_id:
        rows = rows.filter(account=account_id)
    return tuple(_referral(r) for r in rows.order_by("-asked_on", "-pk")[:MOST])


def people(actor: Actor) -> tuple[tuple[int, str], ...]:
    """Colleagues who can answer or solve a complaint."""
    actor.require("user.read")
    rows = User.objects.filter(is_active=True).exclude(role="system")
    return tuple(rows.order_by("name").values_list("pk", "name"))


def contacts(actor: Actor, account_id: int) -> tuple[tuple[int, str], ...]:
    """The people at a customer."""
    scope.get(actor, Account, account_id)
    rows = Contact.objects.filter(
        positions__account=account_id, positions__until_on=None, positions__archived_at=None,
        archived_at=None,
    )  # fmt: skip
    return tuple(rows.distinct().order_by("name").values_list("pk", "name"))


def contracts(actor: Actor, account_id: int) -> tuple[tuple[int, str], ...]:
    """The contracts of a customer."""
    rows = scope.visible(actor, Contract).filter(account=account_id)
    return tuple(rows.order_by("-signed_on", "-pk").values_list("pk", "number"))


def rules_of(actor: Actor, contract: Contract) -> tuple[Rule, ...]:
    """What the contract's playbook plans after the sale."""
    return Books(actor).of(contract).plan


def referral_channel(actor: Actor) -> str:
    """The channel of the playbook that leads of a referral come by; none where it has none."""
    book = playbook.compiled(playbook.current(actor))
    known = {channel.key for channel in book.channels}
    return next((key for key in REFERRAL_CHANNELS if key in known), "")


class Books:
    """What the playbooks of contracts say, each read once."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.usual: Part | None = None

    def of(self, contract: Contract) -> Part:
        """The part of a contract's playbook that is about the time after the sale."""
        if contract.opportunity_id and contract.opportunity:
            return playbook.compiled(contract.opportunity.playbook_version_id).guidance.after_sales
        return self.default()

    def default(self) -> Part:
        """That of the playbook of one's team."""
        if self.usual is None:
            key = playbook.key_of_team(self.actor, self.actor.team_id)
            row = PlaybookVersion.objects.filter(playbook__key=key, state="published").first()
            version = row.pk if row else playbook.current(self.actor)
            self.usual = playbook.compiled(version).guidance.after_sales
        return self.usual

    def ask_when(self) -> tuple[str, ...]:
        """When to ask for a referral."""
        return tuple(line.say.say(self.actor.language) for line in self.default().referrals)

    def say(self, contract: Contract, rule: str) -> str:
        """What a planned contact is about, in the playbook's words."""
        found = next((r for r in self.of(contract).plan if r.id == rule), None)
        return found.say.say(self.actor.language) if found else rule

    def advice(self, contract: Contract | None) -> tuple[str, ...]:
        """What the playbook says about complaints, in order."""
        part = self.of(contract) if contract else self.default()
        return tuple(line.say.say(self.actor.language) for line in part.complaints)


def _follow_ups(actor: Actor) -> QuerySet[FollowUp]:
    return scope.visible(actor, FollowUp).select_related(
        "contract__account", "contract__opportunity", "owner"
    )


def _follow_up(actor: Actor, row: FollowUp, books: Books) -> FollowUpRow:
    contract = row.contract
    late = (actor.today - row.due_on).days if row.done_on is None else 0
    return FollowUpRow(
        row.pk, row.version, contract.pk, contract.number, contract.account_id,
        contract.account.name, row.owner.name, row.rule, books.say(contract, row.rule), row.kind,
        row.due_on, max(0, late), row.done_on, row.score, row.words,
        row.done_on is None and actor.may("follow_up.edit", contract, kind="contract"),
    )  # fmt: skip


def _complaints(actor: Actor) -> QuerySet[Complaint]:
    return (
        scope.visible(actor, Complaint)
        .select_related("account", "contract__opportunity", "contact", "owner", "solver")
        .prefetch_related("steps__by")
    )


def _complaint(actor: Actor, row: Complaint, books: Books) -> ComplaintRow:
    late = (actor.today - row.answer_by_on).days if row.closed_on is None else 0
    steps = sorted(row.steps.all(), key=lambda s: s.pk)
    return ComplaintRow(
        id=row.pk, version=row.version, account_id=row.account_id, account=row.account.name,
        contract_id=row.contract_id, contract=row.contract.number if row.contract else "",
        contact=row.contact.name if row.contact else "", what=row.what, severity=row.severity,
        state=row.state, next=core.next_step(row.state), raised_on=row.raised_on,
        answer_by_on=row.answer_by_on, closed_on=row.closed_on, days_late=max(0, late),
        owner_id=row.owner_id, owner=row.owner.name, solver=row.solver.name if row.solver else "",
        steps=tuple(StepRow(s.kind, s.on, s.by.name, s.words) for s in steps),
        advice=books.advice(row.contract),
        may_answer=actor.may("complaint.answer")
        and (row.owner_id == actor.user_id
             or actor.may("complaint.answer", row.account, kind="account")),
    )  # fmt: skip


def _referral(row: Referral) -> ReferralRow:
    lead = row.lead
    return ReferralRow(
        row.pk, row.account_id, row.account.name, row.contact.name if row.contact else "",
        row.asked_on, row.by.name, row.state, row.words, lead.pk if lead else None,
        str(lead) if lead else "", lead.state if lead else "",
    )  # fmt: skip


def _satisfaction(rows: QuerySet[FollowUp]) -> Satisfaction:
    found = rows.filter(score__isnull=False).aggregate(mean=Avg("score"), count=Count("pk"))
    mean = found["mean"]
    return Satisfaction(None if mean is None else round(float(mean), 1), found["count"])
