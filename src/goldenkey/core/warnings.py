"""The cooked duck: warnings that an order is in danger, early and with reasons (M4.7).

The rules stand in the playbook. Here they are asked, and what a reader needs beside the sentence
is found: what was seen, since when, how much money, who is concerned, what to do and through whom.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from goldenkey.core.approach import easiest, introducer
from goldenkey.core.chance import Chances, both
from goldenkey.core.coverage import holders, is_key, opposes
from goldenkey.core.money import Money
from goldenkey.core.playbook import SEVERITIES, Do, Role, Severity, WarningRule
from goldenkey.core.snapshot import Answer, Person, Seen, Snapshot, Views
from goldenkey.core.system_facts import LATE

Void = Literal["facts_changed", "day_came", "over"]
_LATE: Final = frozenset(LATE)
_PASSING: Final = ("role.", "chance.", "payment.overdue_money", "customer.overdue_money")


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
    print: str
    """What the warning has seen, in few letters: an answer holds while it stays the same."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Every warning that holds: those that stand, those answered, and answers now void (M4.7)."""

    standing: tuple[Warning, ...]
    quiet: tuple[tuple[Warning, Answer], ...] = ()
    void: tuple[tuple[Answer, Void], ...] = ()

    @property
    def holding(self) -> tuple[Warning, ...]:
        """All that hold, answered or not."""
        return (*self.standing, *(found for found, _answer in self.quiet))


def warn(
    seen: Snapshot, views: Views | None = None, chances: Chances | None = None
) -> tuple[Warning, ...]:
    """Return the warnings that stand now, worst first, then longest (M4.7).

    Those snoozed or dismissed are not among them while what they saw stays the same.
    """
    return judge(seen, views, chances).standing


def judge(seen: Snapshot, views: Views | None = None, chances: Chances | None = None) -> Warned:
    """Return the warnings that hold, those that stand apart from those that were answered.

    A rule fires only when it is true: what is unknown never warns. Pass `views` and `chances`
    when several rules look at one snapshot. Rules about other warnings are asked last.
    """
    views = views or seen.views()
    env = views.everything
    rules = seen.playbook.warnings
    first = [r for r in rules if not r.when.names & _LATE]
    standing, quiet = _parted(_fired(first, seen, env), seen)
    if len(first) < len(rules):
        late = [r for r in rules if r.when.names & _LATE]
        more = _parted(_fired(late, seen, _later(seen, views, chances, standing)), seen)
        standing, quiet = standing + more[0], quiet + more[1]
    ranked = sorted(standing, key=_rank)
    fired = {w.rule.id: w for w in [*standing, *(w for w, _ in quiet)]}
    void = ((a, _void(a, fired.get(a.rule), seen)) for a in seen.answers.values())
    return Warned(
        tuple(ranked),
        tuple(sorted(quiet, key=lambda one: _rank(one[0]))),
        tuple((answer, why) for answer, why in void if why is not None),
    )


def _fired(
    rules: Sequence[WarningRule], seen: Snapshot, env: Mapping[str, object]
) -> list[Warning]:
    return [_warning(r, seen, env) for r in rules if r.when.value(env) is True]


def _parted(
    found: Sequence[Warning], seen: Snapshot
) -> tuple[list[Warning], list[tuple[Warning, Answer]]]:
    """Those that stand, and those with an answer that still holds."""
    standing, quiet = [], []
    for one in found:
        answer = seen.answers.get(one.rule.id)
        if answer is not None and _void(answer, one, seen) is None:
            quiet.append((one, answer))
        else:
            standing.append(one)
    return standing, quiet


def _void(answer: Answer, found: Warning | None, seen: Snapshot) -> Void | None:
    """Why an answer holds no longer; None while it does."""
    if found is None:
        return "over"
    if found.print != answer.seen:
        return "facts_changed"
    return "day_came" if answer.until is not None and answer.until <= seen.today else None


def _later(
    seen: Snapshot, views: Views, chances: Chances | None, standing: Sequence[Warning]
) -> Mapping[str, object]:
    """What is known once the other rules were asked: the chance, and how many stand."""
    chances = chances or both(seen, views)
    return {
        **views.everything,
        "chance.believed": chances.believed.percent,
        "chance.confirmed": chances.confirmed.percent,
        "warnings.high": sum(w.severity == "high" for w in standing),
    }


def _rank(found: Warning) -> tuple[int, int, str]:
    return SEVERITIES.index(found.severity), -found.days, found.rule.id


def _warning(rule: WarningRule, seen: Snapshot, env: Mapping[str, object]) -> Warning:
    since = _since(rule, seen, env)
    people, facts = _concerned(rule, seen), _facts(rule, seen)
    return Warning(
        rule=rule,
        severity=rule.severity,
        since=since,
        days=max(0, (seen.today - since).days),
        money=_money(rule, seen),
        params=_params(rule, seen, env),
        people=people,
        facts=tuple(sorted(f.fact_id for f in facts)),
        doing=_doing(rule.do, seen),
        print=_print(rule, facts, people, env),
    )


def _print(
    rule: WarningRule, facts: Sequence[Seen], people: Sequence[int], env: Mapping[str, object]
) -> str:
    """A digest of what the rule looked at. Days that pass, and money that grows, are no facts."""
    recorded = {f.name: f.fact_id for f in facts}
    counted = [(n, str(env.get(n))) for n in _lasting(rule) if n not in recorded]
    told = repr((sorted(recorded.items()), sorted(people), counted))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=2048)
def _names(rule: WarningRule) -> tuple[str, ...]:
    """Everything a rule looks at or tells, in one order."""
    return tuple(
        sorted(rule.when.names | rule.because.names | ({rule.since} if rule.since else set()))
    )


@lru_cache(maxsize=2048)
def _lasting(rule: WarningRule) -> tuple[str, ...]:
    """What a rule looks at that does not change merely because days pass."""
    return tuple(
        n for n in _names(rule) if not n.startswith(_PASSING) and "days" not in n.rpartition(".")[2]
    )


def _since(rule: WarningRule, seen: Snapshot, env: Mapping[str, object]) -> date:
    """The named date, or the day the named fact was observed, or the stage's start."""
    named = env.get(rule.since) if rule.since else None
    if isinstance(named, date):
        return named
    fact = seen.fact(rule.since, confirmed_only=False) if rule.since else None
    return fact.observed_on if fact else seen.stage_since


def _money(rule: WarningRule, seen: Snapshot) -> Money | None:
    owed = {"payment.": seen.overdue, "customer.overdue": seen.elsewhere}
    names = rule.when.names
    about = (late for of, late in owed.items() if any(n.startswith(of) for n in names))
    return next((late.money for late in about if late is not None), seen.amount)


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
    if keys & {"key_left", "one_link"}:
        gone = "key_left" in keys
        concerned |= {p.id for p in seen.people if _hangs(p, gone=gone)}
    if "opponents_high" in keys:
        concerned |= {p.id for p in seen.people if opposes(p) and p.influence == "high"}
    return tuple(sorted(concerned))


def _hangs(person: Person, *, gone: bool) -> bool:
    """Tell whether a key person left, or is known to one of ours alone."""
    if not is_key(person) or person.ours or (person.left_on is not None) is not gone:
        return False
    return gone or len(person.known_by) == 1


def _facts(rule: WarningRule, seen: Snapshot) -> tuple[Seen, ...]:
    found = (seen.fact(n, confirmed_only=False) for n in _names(rule) if n in seen.facts)
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
