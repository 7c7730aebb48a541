"""How well each warning told of losses, on the company's own closed opportunities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from goldenkey.core import replay
from goldenkey.core.replay import Case, Record, Stood
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook
from goldenkey.selectors.danger import day_of, said_of

LOOKS_BACK = timedelta(days=1095)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rule with its sentence and its record."""

    rule: str
    say: str
    severity: str
    record: Record


@dataclass(frozen=True, slots=True)
class HitRates:
    """Each rule's record, and of how many losses and wins it is."""

    lost: int
    won: int
    rates: tuple[Rate, ...]
    least: int = replay.LEAST_CASES
    days: int = replay.AHEAD.days

    @property
    def enough(self) -> bool:
        """Whether there are enough cases for any rate."""
        return self.lost + self.won >= self.least

    @property
    def retire(self) -> tuple[Rate, ...]:
        """The rules that tell no more than one knows without them."""
        return tuple(rate for rate in self.rates if rate.record.useless)


def hit_rates(actor: Actor) -> HitRates:
    """The record of every rule over the closed opportunities the actor may see."""
    actor.require("review.read")
    cases = _cases(actor)
    book = playbook.compiled(playbook.current(actor, ""))
    rules = {rule.id: rule for rule in book.warnings}
    found = replay.records(cases, rules)
    return HitRates(
        lost=sum(case.lost for case in cases),
        won=sum(not case.lost for case in cases),
        rates=tuple(
            Rate(
                one.rule, said_of(book, one.rule, actor.language),
                rules[one.rule].severity if one.rule in rules else "", one,
            )
            for one in found
        ),
    )  # fmt: skip


def _cases(actor: Actor) -> list[Case]:
    since = actor.today - LOOKS_BACK
    rows = scope.visible(actor, m.Opportunity).filter(state__in=("won", "lost"))
    ends = {
        pk: (state == "lost", closed_on if state == "lost" else won_on)
        for pk, state, closed_on, won_on in rows.values_list("pk", "state", "closed_on", "won_on")
    }
    held = {pk: (lost, on) for pk, (lost, on) in ends.items() if on is not None and on >= since}
    stood: dict[int, list[Stood]] = defaultdict(list)
    warned = m.OpenWarning.objects.filter(opportunity__in=rows.values("pk"))
    for pk, rule, opened, closed in warned.values_list(
        "opportunity_id", "rule", "opened_at", "closed_at"
    ).iterator():
        day = day_of(actor, closed) if closed else None
        stood[pk].append(Stood(rule, day_of(actor, opened), day))
    return [Case(lost, on, tuple(stood[pk])) for pk, (lost, on) in held.items()]
