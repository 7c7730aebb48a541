"""Reads of what late money costs: the company's policy, DSO, provision, open money by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Sum

from goldenkey.core import late_money as core
from goldenkey.core import receivables, statutory
from goldenkey.core.late_money import Late
from goldenkey.core.money import Money
from goldenkey.data.models import CollectionPolicy, MoneyCheck
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook
from goldenkey.selectors.collection_shapes import CostView, Dso, GroupRow, PolicyView
from goldenkey.selectors.receivable import Filters, narrowed, within

DSO_DAYS: Final = 90
GROUPS: Final = 100
MONTH_DAYS: Final = 30
USUAL_PROVISION: Final = (
    (1, 100), (31, 500), (61, 1_000), (91, 3_000), (181, 5_000), (366, 10_000),
)  # fmt: skip
"""What a company begins with until it has set its own table."""

GROUPED: Final[dict[str, tuple[str, str]]] = {
    "account": ("account_id", "account__name"),
    "owner": ("contract__owner_id", "contract__owner__name"),
    "team": ("contract__team_id", "contract__team__name"),
    "contract": ("contract_id", "contract__number"),
    "currency": ("currency", "currency"),
}
"""What open money is grouped by: the column of the key, and of the name."""


def policy(actor: Actor) -> PolicyView:
    """How the company reckons late money; what it did not set comes from its playbook."""
    actor.require("receivable.read")
    row = scope.visible(actor, CollectionPolicy).order_by("pk").first()
    book = playbook.of_team(actor, None)
    usual = book.guidance.collection if book else None
    cost = int((usual.carrying_cost_percent_per_year if usual else 0) * 100)
    margin = int((usual.gross_margin_percent or 0) * 100) if usual else 0
    own_cost = row.carrying_cost if row else None
    own_margin = row.gross_margin if row else None
    bands = tuple((days, part) for days, part in row.provision) if row else USUAL_PROVISION
    return PolicyView(
        carrying_cost=cost if own_cost is None else own_cost,
        gross_margin=margin if own_margin is None else own_margin,
        own_carrying_cost=own_cost,
        own_gross_margin=own_margin,
        provision=bands,
        statute=row.statute if row else "",
        pack=statutory.PACKS.get(row.statute) if row else None,
        version=row.version if row else None,
    )


def grouped(actor: Actor, by: str, filters: Filters) -> tuple[GroupRow, ...]:
    """Open money by customer, salesperson, team, contract or currency, the most first (M7.2)."""
    actor.require("receivable.read")
    if by not in GROUPED:
        raise Refused("bad_choice", field="by")
    key, name = GROUPED[by]
    sums: dict[str, Any] = {
        span.bucket: Sum("open_org_minor", filter=within(span), default=0)
        for span in receivables.spans(actor.today)
    }
    rows = narrowed(actor, filters).order_by().values(key=F(key), label=F(name))
    rows = rows.annotate(
        count=Count("pk"), whole=Sum("open_org_minor"), own=Sum("open_minor"), **sums
    )
    return tuple(_group(actor, by, row) for row in rows.order_by("-whole", "key")[:GROUPS])


def dso(actor: Actor, filters: Filters, *, days: int = DSO_DAYS) -> Dso:
    """Days sales outstanding: what is open / what became due in the last days × days (M7.2)."""
    actor.require("receivable.read")
    if not 1 <= days <= 3650:
        raise Refused("out_of_range", field="days")
    since = actor.today - timedelta(days=days)
    kept = Filters(
        account_id=filters.account_id, owner_id=filters.owner_id, mine=filters.mine,
        contract_id=filters.contract_id,
    )  # fmt: skip
    open_ = narrowed(actor, kept).aggregate(s=Sum("open_org_minor"))["s"] or 0
    every = narrowed(actor, Filters(
        account_id=kept.account_id, owner_id=kept.owner_id, mine=kept.mine,
        contract_id=kept.contract_id, settled=True,
    ))  # fmt: skip
    sold = every.filter(triggered_on__gt=since, triggered_on__lte=actor.today)
    sales = sold.aggregate(s=Sum("amount_org_minor"))["s"] or 0
    money = Money(open_, actor.currency), Money(sales, actor.currency)
    return Dso(days, *money, core.dso(*money, days))


def cost(actor: Actor, filters: Filters) -> CostView:
    """What late money costs, which new business it eats, what is provided for (M7.3)."""
    actor.require("receivable.read")
    how = policy(actor)
    by_day = narrowed(actor, filters).filter(due_on__lt=actor.today, open_minor__gt=0)
    sums = by_day.order_by().values("due_on").annotate(s=Sum("open_org_minor"))
    late = [
        Late(Money(row["s"], actor.currency), (actor.today - row["due_on"]).days) for row in sums
    ]
    whole = _sum(actor, (one.open for one in late))
    rows = core.provision(late, how.provision, actor.currency)
    so_far = core.cost_of(late, how.carrying_cost, actor.currency)
    return CostView(
        late=whole,
        rate=how.carrying_cost,
        margin=how.gross_margin,
        cost_so_far=so_far,
        cost_per_month=core.carrying_cost(whole, MONTH_DAYS, how.carrying_cost),
        eaten_by_cost=core.new_business(so_far, how.gross_margin),
        eaten_by_loss=core.new_business(whole, how.gross_margin),
        rows=rows,
        provision=_sum(actor, (row.provision for row in rows)),
    )


@dataclass(frozen=True, slots=True)
class CheckView:
    """The last check of all sums: when, and each sum that did not agree, by code and ids."""

    at: datetime
    count: int
    found: tuple[tuple[str, Mapping[str, Any]], ...]


def checked(actor: Actor) -> CheckView | None:
    """The last check of all sums of money; None before the first night."""
    actor.require("collection.set")
    row = scope.visible(actor, MoneyCheck).order_by("-at", "-pk").first()
    if row is None:
        return None
    found = tuple(
        (one["code"], {name: value for name, value in one.items() if name != "code"})
        for one in row.found
    )
    return CheckView(row.at, row.count, found)


def _group(actor: Actor, by: str, row: Any) -> GroupRow:
    money = {b: Money(row[b], actor.currency) for b in receivables.BUCKETS}
    whole = Money(row["whole"], actor.currency)
    return GroupRow(
        key=str(row["key"]),
        id=0 if by == "currency" else row["key"],
        name=row["label"],
        count=row["count"],
        buckets=tuple(money.values()),
        total=whole,
        overdue=whole - money["not_due"],
        own=Money(row["own"], row["key"]) if by == "currency" else None,
    )


def _sum(actor: Actor, parts: Iterable[Money]) -> Money:
    return sum(parts, Money(0, actor.currency))
