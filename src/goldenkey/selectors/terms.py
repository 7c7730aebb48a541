"""Reads of the terms sheet: issues, moves, packages; limits only with their right (M6.1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from goldenkey.core import negotiation
from goldenkey.core.money import Money
from goldenkey.core.text import Text
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import approver, playbook
from goldenkey.selectors.contract import Option


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move: what was said before and now, for what, who let it pass."""

    id: int
    kind: str
    before: str
    value: str
    in_return: str
    approver: str
    reasons: tuple[str, ...]
    on: date
    by: str
    answered: bool


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue; `limit` is None for who lacks the right to it."""

    id: int
    version: int
    key: str
    label: str
    unit: str
    better: str
    target: str
    limit: str | None
    position: str
    offer: str
    status: str
    waiting: MoveRow | None
    waits_for_me: bool
    moves: tuple[MoveRow, ...]


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package: values by issue id, its quote; margin in basis points, None where hidden or
    unknown.
    """

    id: int
    name: str
    values: dict[str, str]
    quote_version_id: int | None
    quote: str
    net: Money | None
    gross: Money | None
    cost: Money | None
    margin: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The terms sheet of an opportunity; `version` 0 before it was begun."""

    opportunity_id: int
    opportunity: str
    account: str
    currency: str
    version: int
    issues: tuple[IssueRow, ...]
    packages: tuple[PackageRow, ...]
    walk_away: str | None
    alternative: str | None
    offer_first: tuple[Text, ...]
    rules: tuple[Text, ...]
    quotes: tuple[Option, ...]
    approvers: tuple[Option, ...]
    people: tuple[Option, ...]
    may: frozenset[str]

    @property
    def agreed(self) -> int:
        """How many issues are agreed."""
        return sum(1 for i in self.issues if i.status == "agreed")


RIGHTS = ("terms.edit", "terms.limit", "terms.approve", "quote.read", "product.cost")


def sheet(actor: Actor, opportunity_id: int) -> Sheet:
    """The whole sheet of an opportunity in scope, also before it was begun."""
    actor.require("terms.read")
    row = scope.get(actor, m.Opportunity, opportunity_id)
    held = m.TermsSheet.objects.filter(opportunity=row).first()
    rights = frozenset(r for r in RIGHTS if actor.may(r, row, kind="opportunity"))
    book = playbook.compiled(row.playbook_version_id).guidance.negotiation
    limits = "terms.limit" in rights
    return Sheet(
        opportunity_id=row.pk,
        opportunity=row.name,
        account=row.account.name,
        currency=row.currency,
        version=held.version if held else 0,
        issues=_issues(actor, held, limits=limits) if held else (),
        packages=_packages(actor, held) if held else (),
        walk_away=(held.walk_away if held else "") if limits else None,
        alternative=(held.alternative if held else "") if limits else None,
        offer_first=tuple(line.say for line in book.offer_first),
        rules=tuple(line.say for line in book.rules),
        quotes=_quotes(row),
        approvers=approver.who_may(actor, "terms.approve", row),
        people=_people(row),
        may=rights,
    )


def issue(actor: Actor, issue_id: int) -> tuple[Sheet, IssueRow]:
    """One issue in scope with its sheet; NotFound else."""
    row = scope.get(actor, m.TermsIssue, issue_id)
    found = sheet(actor, row.sheet.opportunity_id)
    return found, next(i for i in found.issues if i.id == issue_id)


def opportunity_of(actor: Actor, model: str, pk: int) -> int:
    """The opportunity that a move or package belongs to."""
    if model == "move":
        return scope.get(actor, m.TermsMove, pk).issue.sheet.opportunity_id
    return scope.get(actor, m.TermsPackage, pk).sheet.opportunity_id


def core_issue(row: m.TermsIssue) -> negotiation.Issue:
    """An issue as the core sees it."""
    return negotiation.Issue(
        row.key, row.unit, row.better, row.target, row.limit, row.offer, row.given, row.asked_on
    )


def _issues(actor: Actor, held: m.TermsSheet, *, limits: bool) -> tuple[IssueRow, ...]:
    rows = held.issues.filter(archived_at=None).order_by("place", "pk")
    moves = m.TermsMove.objects.filter(issue__sheet=held).select_related("by", "approver")
    by_issue: dict[int, list[MoveRow]] = defaultdict(list)
    found = list(moves.order_by("-pk"))
    answered = {move.answers_id for move in found}
    for move in found:
        by_issue[move.issue_id].append(_move(move, answered))
    named = {move.pk: move.approver_id for move in found}
    return tuple(
        _issue_row(row, by_issue[row.pk], limits, named.get(row.waiting_id or 0) == actor.user_id)
        for row in rows
    )


def _issue_row(row: m.TermsIssue, moves: list[MoveRow], limits: bool, mine: bool) -> IssueRow:
    return IssueRow(
        id=row.pk, version=row.version, key=row.key, label=row.label, unit=row.unit,
        better=row.better, target=row.target, limit=row.limit if limits else None,
        position=row.position, offer=row.offer, status=row.status,
        waiting=next((move for move in moves if move.id == row.waiting_id), None),
        waits_for_me=mine, moves=tuple(moves),
    )  # fmt: skip


def _move(row: m.TermsMove, answered: set[int | None]) -> MoveRow:
    return MoveRow(
        row.pk, row.kind, row.before, row.value, row.in_return,
        row.approver.name if row.approver else "", tuple(r["code"] for r in row.reasons), row.on,
        row.by.name, row.pk in answered,
    )  # fmt: skip


def _packages(actor: Actor, held: m.TermsSheet) -> tuple[PackageRow, ...]:
    rows = held.packages.filter(archived_at=None).select_related("quote_version__quote")
    costs = actor.may("product.cost")
    return tuple(_package(actor, row, costs) for row in rows.order_by("pk"))


def _package(actor: Actor, row: m.TermsPackage, costs: bool) -> PackageRow:
    from goldenkey.selectors import quote as quotes

    version = row.quote_version
    sums = quotes.figures_of(actor, version) if version else None
    return PackageRow(
        id=row.pk, name=row.name, values=row.values, quote_version_id=row.quote_version_id,
        quote=f"{version.quote.number} v{version.number}" if version else "",
        net=sums.net if sums else None, gross=sums.gross if sums else None,
        cost=sums.cost if sums and costs else None,
        margin=sums.margin if sums and costs else None,
    )  # fmt: skip


def _quotes(row: m.Opportunity) -> tuple[Option, ...]:
    found = m.QuoteVersion.objects.filter(quote__opportunity=row).select_related("quote")
    return tuple(Option(v.pk, f"{v.quote.number} v{v.number}") for v in found.order_by("-pk")[:100])


def _people(row: m.Opportunity) -> tuple[Option, ...]:
    """The customer's people on the committee, who can say that something is agreed."""
    seats = row.stakeholders.filter(archived_at=None).exclude(contact=None)
    return tuple(
        Option(s.contact_id or 0, s.contact.name if s.contact else "")
        for s in seats.select_related("contact").order_by("pk")
    )
