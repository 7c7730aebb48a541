"""Small builders: a playbook that fits on a page, and snapshots told by what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from goldenkey.core import system_facts
from goldenkey.core.formula import Formula, Kind, Type, parse
from goldenkey.core.money import Money
from goldenkey.core.playbook import (
    BuyingStep,
    Criterion,
    Do,
    FactDef,
    Gate,
    Playbook,
    Role,
    Stage,
    Text,
    WarningRule,
)
from goldenkey.core.snapshot import Contacted, NextStep, Person, Seen, Snapshot

TODAY = date(2026, 11, 24)
FOUR = ("end_user", "decision_maker", "purchaser", "influencer")
TERMS = ("price", "delivery", "warranty", "payment", "service")


def text(words: str) -> Text:
    """One wording for all three languages, enough where the language does not matter."""
    return Text(words, words, words)


def _fact(name: str, kind: Kind, *who: str, options: frozenset[str] | None = None) -> FactDef:
    return FactDef(name, "opportunity", Type(kind, options), ask=text(f"{name}?"), who=who)


_STATE = frozenset({"agreed", "open", "disputed"})
FACTS = (
    _fact("prospect.real", Kind.BOOL, "end_user"),
    _fact("need.problem", Kind.TEXT, "end_user", "decision_maker"),
    _fact("fit.stated", Kind.BOOL, "end_user"),
    _fact("worries.recorded", Kind.BOOL, "end_user"),
    _fact("go.decision", Kind.TEXT, options=frozenset({"go", "no_go"})),
    *(_fact(f"terms.{t}", Kind.TEXT, "purchaser", options=_STATE) for t in TERMS),
    _fact(
        "commitment.form", Kind.TEXT, "decision_maker",
        options=frozenset({"spoken", "written", "order_number", "deposit"}),
    ),
    _fact("commitment.by_role", Kind.TEXT, "decision_maker", options=frozenset(FOUR)),
    _fact("commitment.by", Kind.TEXT, "purchaser"),
    _fact("commitment.words", Kind.TEXT, "purchaser"),
    _fact("commitment.on", Kind.DATE, "purchaser"),
    _fact("contract.signed", Kind.BOOL, "decision_maker"),
    _fact("training.planned", Kind.BOOL, "end_user"),
    _fact("acceptance.signed", Kind.BOOL, "end_user"),
    _fact("relationship.planned", Kind.BOOL),
)  # fmt: skip
DECLARED: Mapping[str, Type] = {**{f.name: f.type for f in FACTS}, **system_facts.declared(FOUR)}


def formula(source: str) -> Formula:
    """A formula over the mini playbook's names."""
    return parse(source, DECLARED)


def criterion(rule_id: str, holds: str, *, confirmed: bool = False) -> Criterion:
    """A criterion; `confirmed`: a belief is not enough."""
    return Criterion(rule_id, formula(holds), "confirmed" if confirmed else "any", text(rule_id))


def rule(rule_id: str, when: str, *, severity: Any = "high", **more: Any) -> WarningRule:
    """A warning rule with the least it needs."""
    because = text(more.pop("because", rule_id))
    do, since = more.pop("do", Do("call")), more.pop("since", None)
    return WarningRule(rule_id, severity, formula(when), since, text(rule_id), because, do)


def _agreed() -> str:
    return " && ".join(f'terms.{t} == "agreed"' for t in TERMS)


GATES: Mapping[str, Gate] = {
    "discover": (
        criterion("discover.prospect", "prospect.real"),
        criterion("discover.needs", "needs.count > 0"),
        criterion("discover.problem", 'need.problem != ""'),
        criterion("discover.fit", "fit.stated"),
    ),
    "validate": (
        criterion("validate.needs_marked", "needs.marked"),
        criterion("validate.worries", "worries.recorded"),
        criterion("validate.rivals_placed", "rivals.placed"),
        criterion("validate.go", 'go.decision == "go"'),
    ),
    "negotiate": (
        criterion("negotiate.terms", _agreed()),
        criterion(
            "negotiate.commitment",
            'commitment.form != "spoken" && commitment.by_role == "decision_maker"',
            confirmed=True,
        ),
    ),
    "contract": (
        criterion("contract.met", "committee.decision_maker.met"),
        criterion("contract.signed", "contract.signed", confirmed=True),
        criterion("contract.training", "training.planned"),
    ),
    "deliver": (
        criterion("deliver.accepted", "acceptance.signed", confirmed=True),
        criterion("deliver.paid", "!payment.overdue"),
        criterion("deliver.plan", "relationship.planned"),
    ),
}
_PRESUMES = {
    "discover": None, "validate": "analysis", "negotiate": "selection",
    "contract": "purchase", "deliver": "purchase",
}  # fmt: skip
WARNINGS = (
    rule("duck.one_contact", "committee.people <= 1", severity="medium"),
    rule(
        "duck.role_never_met", "!committee.decision_maker.covered", do=Do("meet", "decision_maker")
    ),
    rule(
        "duck.promise_without_decider",
        'commitment.by_role == "purchaser" && !committee.decision_maker.met',
        since="commitment.on",
        because="{commitment.by} {commitment.words} {commitment.on} {role.decision_maker}",
        do=Do("meet", "decision_maker", "easiest_path"),
    ),
    rule("duck.silence", "contact.overdue_days > 0", severity="medium", since="contact.last_on"),
    rule("duck.opponent", "committee.opponents_high > 0"),
    rule("duck.unproved", "stage.unproved > 0", severity="medium"),
    rule("duck.customer_behind", "customer.steps_behind > 0", severity="medium"),
    rule("duck.close_passed", "close.passed", since="close.on"),
    rule("duck.close_slipped", "close.moves >= 2", severity="medium"),
    rule("duck.no_next_step", "!next_step.dated", severity="low"),
    rule("duck.payment", "payment.overdue_days > 0", since="payment.overdue_since"),
    rule("duck.rival_at_decider", "rivals.ahead_at_decider > 0"),
    rule("duck.only_spoken", 'commitment.form == "spoken"', since="commitment.on"),
    rule(
        "duck.recommenders_only",
        "committee.people_met > 0 && committee.decision_maker.people == 0",
        severity="medium",
    ),
)
MINI = Playbook(
    key="mini",
    number=1,
    name=text("mini"),
    facts=FACTS,
    roles=(
        *(Role(r, r, required=True, name=text(r)) for r in FOUR),
        Role("coach", "coach", required=False, name=text("coach")),
    ),
    buying_steps=tuple(
        BuyingStep(k, text(k))
        for k in ("research", "analysis", "approval", "selection", "bidding", "testing", "purchase")
    ),
    stages=tuple(Stage(k, k, _PRESUMES[k], 30, text(k), gate) for k, gate in GATES.items()),
    warnings=WARNINGS,
)


def day(ago: int) -> date:
    """The date so many days before today."""
    return TODAY - timedelta(days=ago)


def money(amount: int) -> Money:
    """New Taiwan dollars."""
    return Money.of(amount, "TWD")


def person(key: int, *roles: str, **more: Any) -> Person:
    """A stakeholder met last week unless told otherwise."""
    given = {"met": True, "last_met_on": day(7) if more.get("met", True) else None, **more}
    held = frozenset(roles)
    return Person(key, key + 100, f"P{key}", roles=held, standard=held, **given)


def committee() -> tuple[Person, ...]:
    """One person for each of the four roles, all met."""
    return tuple(person(i, role) for i, role in enumerate(FOUR, start=1))


def fact(
    key: int,
    name: str,
    value: object,
    *,
    confirmed: bool = True,
    ago: int = 5,
    said_by_id: int | None = None,
) -> Seen:
    """A recorded fact."""
    return Seen(key, name, value, confirmed, day(ago), said_by_id)


def facts(*rows: Seen) -> dict[str, tuple[Seen, ...]]:
    """Facts by name, newest first."""
    ordered = sorted(rows, key=lambda r: (r.observed_on, r.fact_id), reverse=True)
    return {r.name: tuple(o for o in ordered if o.name == r.name) for r in rows}


def known(values: Mapping[str, object], *, confirmed: bool = True) -> dict[str, tuple[Seen, ...]]:
    """Facts by name from their values."""
    rows = enumerate(values.items(), start=1)
    return facts(*(fact(i, name, v, confirmed=confirmed) for i, (name, v) in rows))


CALM = Snapshot(
    today=TODAY, playbook=MINI, opportunity_id=12, name="Harbour", state="open",
    kind="account", drive="active", amount=money(1_000_000), stage="discover",
    stage_since=day(10), buying_step="purchase", close_on=day(-30), close_moves=0,
    created_on=day(40), people=committee(),
    contacts=(Contacted(1, day(3), "visit", "advance", (1,)),),
    next_step=NextStep(1, "demo", day(-20), agreed=True), rhythm_days=30,
)  # fmt: skip
"""An opportunity without any danger: every test says what is wrong with its own."""


def snapshot(**changes: Any) -> Snapshot:
    """The calm opportunity with something changed."""
    return replace(CALM, **changes)
