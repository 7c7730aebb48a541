"""The cooked duck: warnings that an order is in danger, early and with reasons (M4.7).

The rules stand in the playbook. Here they are asked, and what a reader needs beside the sentence
is found: what was seen, since when, how much money, who is concerned, what to do and through whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenkey.core.approach import easiest, introducer
from goldenkey.core.coverage import holders, opposes
from goldenkey.core.money import Money
from goldenkey.core.playbook import SEVERITIES, Do, Role, Severity, WarningRule
from goldenkey.core.snapshot import Person, Seen, Snapshot, Views


@dataclass(frozen=True, slots=True)
class RoleNamed:
    """A role in a sentence: the names of those who hold it, or only the role when nobody does."""

    role: Role
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """What to do: with which stakeholder, and who can take us there."""

    do: Do
    person: int | None
    through: int | None


@dataclass(frozen=True, slots=True)
class Warning:
    """One danger. `days` since it holds; `params` fill the braces of the rule's sentences.

    `people` are the stakeholders concerned, `facts` the ids of the facts the rule looked at.
    """

    rule: WarningRule
    severity: Severity
    since: date
    days: int
    money: Money | None
    params: Mapping[str, object]
    people: tuple[int, ...]
    facts: tuple[int, ...]
    doing: Doing


def warn(seen: Snapshot, views: Views | None = None) -> tuple[Warning, ...]:
    """Return the warnings that hold now, worst first, then longest (M4.7).

    A rule fires only when it is true: what is unknown never warns. Pass `views` when several
    rules look at one snapshot.
    """
    env = (views or seen.views()).everything
    found = (_warning(r, seen, env) for r in seen.playbook.warnings if r.when.value(env) is True)
    return tuple(sorted(found, key=lambda w: (SEVERITIES.index(w.severity), -w.days, w.rule.id)))


def _warning(rule: WarningRule, seen: Snapshot, env: Mapping[str, object]) -> Warning:
    since = _since(rule, seen, env)
    return Warning(
        rule=rule,
        severity=rule.severity,
        since=since,
        days=max(0, (seen.today - since).days),
        money=_money(rule, seen),
        params=_params(rule, seen, env),
        people=_concerned(rule, seen),
        facts=tuple(sorted(f.fact_id for f in _facts(rule, seen))),
        doing=_doing(rule.do, seen),
    )


def _since(rule: WarningRule, seen: Snapshot, env: Mapping[str, object]) -> date:
    """The named date, or the day the named fact was observed, or the stage's start."""
    named = env.get(rule.since) if rule.since else None
    if isinstance(named, date):
        return named
    fact = seen.fact(rule.since, confirmed_only=False) if rule.since else None
    return fact.observed_on if fact else seen.stage_since


def _money(rule: WarningRule, seen: Snapshot) -> Money | None:
    about_payment = any(n.startswith("payment.") for n in rule.when.names)
    return seen.overdue.money if about_payment and seen.overdue else seen.amount


def _params(rule: WarningRule, seen: Snapshot, env: Mapping[str, object]) -> dict[str, object]:
    texts = [t for t in (rule.say, rule.because, rule.do.say) if t is not None]
    names = sorted({n for text in texts for n in text.names})
    return {n: _role_named(n, seen) if n.startswith("role.") else env.get(n) for n in names}


def _role_named(name: str, seen: Snapshot) -> RoleNamed | None:
    role = seen.playbook.role(name.removeprefix("role."))
    return RoleNamed(role, tuple(p.name for p in holders(seen.people, role))) if role else None


def _concerned(rule: WarningRule, seen: Snapshot) -> tuple[int, ...]:
    """Who said what the rule looked at, who holds a role it counts, the strong opponents."""
    said_by = {f.said_by_id for f in _facts(rule, seen) if f.said_by_id is not None}
    keys = {n.split(".")[1] for n in rule.when.names if n.startswith("committee.")}
    concerned = {p.id for key in keys for p in _people(seen, key)}
    concerned |= {p.id for p in seen.people if p.contact_id in said_by}
    if "opponents_high" in keys:
        concerned |= {p.id for p in seen.people if opposes(p) and p.influence == "high"}
    return tuple(sorted(concerned))


def _facts(rule: WarningRule, seen: Snapshot) -> tuple[Seen, ...]:
    names = rule.when.names | rule.because.names | ({rule.since} if rule.since else set())
    found = (seen.fact(n, confirmed_only=False) for n in sorted(names))
    return tuple(f for f in found if f is not None)


def _doing(do: Do, seen: Snapshot) -> Doing:
    """Name the person to act with, and with `easiest_path` who can take us to him (M4.8)."""
    targets = easiest(_people(seen, do.role)) if do.role else ()
    person = targets[0].id if targets else None
    guide = introducer(seen.people, targets) if do.through == "easiest_path" else None
    return Doing(do, person, guide.id if guide else None)


def _people(seen: Snapshot, role_key: str) -> tuple[Person, ...]:
    role = seen.playbook.role(role_key)
    return holders(seen.people, role) if role else ()
