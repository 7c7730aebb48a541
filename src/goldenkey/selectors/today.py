"""Today: whom to see and why, most important first (M0.9, M2.6).

Bounded however large the company is: each source brings its few most pressing rows, by columns
that stand on the row; snapshots are built only for the opportunities that may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from goldenkey.core.money import Money
from goldenkey.core.today import WEEK_DAYS, Item, Matter, Point, Subject, rank
from goldenkey.policies.actor import Actor
from goldenkey.selectors import account as accounts
from goldenkey.selectors import calendar
from goldenkey.selectors import today_sources as sources
from goldenkey.selectors.account import AccountRow
from goldenkey.selectors.today_shapes import Source, Step, Words

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this record is on the list; `say` is the playbook's sentence, filled from `params`."""

    code: str
    severity: str
    days: int
    money: Money | None
    say: str
    because: str
    why: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One row: who, why now, how much, and what to do with whom."""

    kind: str
    id: int
    title: str
    account: str
    account_id: int | None
    lead: Reason
    others: tuple[Reason, ...]
    money: Money | None
    do_kind: str
    do_say: str
    person: str
    through: str
    step: Step | None
    points: tuple[Point, ...]
    score: int
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Today:
    """The list; `later` is what is planned for a day of this week already."""

    on: date
    now: tuple[TodayRow, ...]
    later: tuple[TodayRow, ...]
    more: int
    at_stake: Money
    days: tuple[date, ...]
    neglected: tuple[AccountRow, ...]

    @property
    def count(self) -> int:
        """How many things there are to do."""
        return len(self.now) + self.more


def show(actor: Actor, *, all_rows: bool = False) -> Today:
    """What to do today; the same number of queries however much there is."""
    actor.require("home.read")
    found = sources.gather(actor)
    items = rank(_matters(found))
    rows = [_row(item, found[item.lead.subject]) for item in items]
    later = [r for r in rows if _is_planned(r, actor.today)]
    now = [r for r in rows if r not in later]
    shown = now if all_rows else now[:SHOWN]
    return Today(
        on=actor.today,
        now=tuple(shown),
        later=tuple(sorted(later, key=_planned_on)),
        more=len(now) - len(shown),
        days=_other_days(actor),
        at_stake=_at_stake(actor, items, {(r.kind, r.id) for r in now}),
        neglected=() if now else accounts.neglected(actor),
    )


def _other_days(actor: Actor) -> tuple[date, ...]:
    """Days a row can be put off to: the next working day, in three days, in a week."""
    working = calendar.working(actor)
    later = (actor.today + timedelta(days=n) for n in (1, 3, WEEK_DAYS))
    return tuple(dict.fromkeys(working.on_or_after(day) for day in later))


def _matters(found: Mapping[Subject, Source]) -> Iterable[Matter]:
    return (matter for source in found.values() for matter in source.matters)


def _row(item: Item, source: Source) -> TodayRow:
    lead = source.reasons[id(item.lead)]
    do = source.doings.get(id(item.lead), source.usual)
    return TodayRow(
        kind=item.lead.subject[0],
        id=item.lead.subject[1],
        title=source.title,
        account=source.account,
        account_id=source.account_id,
        lead=_reason(item.lead, lead),
        others=tuple(_reason(m, source.reasons[id(m)]) for m in item.others),
        money=source.money,
        do_kind=do.kind,
        do_say=do.say,
        person=do.person,
        through=do.through,
        step=source.step,
        points=item.points,
        score=item.score,
        params=source.params,
    )


def _reason(matter: Matter, words: Words) -> Reason:
    return Reason(
        matter.code, matter.severity or "", matter.days, matter.money, words.say, words.because,
        words.why, matter.params,
    )  # fmt: skip


def _is_planned(row: TodayRow, today: date) -> bool:
    """Whether a day of this week is set and nothing in danger has to be looked at before."""
    on = row.step.due_on if row.step else None
    pressing = row.lead.severity == "high" or row.lead.code == "payment"
    return on is not None and not pressing and today < on <= today + timedelta(days=WEEK_DAYS)


def _planned_on(row: TodayRow) -> tuple[date, int]:
    on = row.step.due_on if row.step else None
    return (on or date.max, -row.score)


def _at_stake(actor: Actor, items: Sequence[Item], shown: set[Subject]) -> Money:
    """The sum of what the rows are worth, each record once, in the organisation's currency."""
    worth = (max(m.worth for m in (i.lead, *i.others)) for i in items if i.lead.subject in shown)
    return Money(sum(worth), actor.currency)
