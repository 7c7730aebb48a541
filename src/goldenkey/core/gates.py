"""Gates: what a stage asks for before an opportunity may leave it (M3.2–M3.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenkey.core.approach import easiest, introducer
from goldenkey.core.coverage import holders
from goldenkey.core.formula import Term
from goldenkey.core.playbook import Criterion, Gate
from goldenkey.core.snapshot import Person, Snapshot, Views
from goldenkey.core.truth import Truth, truth_of


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion as it stands.

    `terms`: what the formula saw, term by term; `unknown`: names to find out; `ask`: stakeholder
    ids of those who can supply what is missing, easiest first; `facts`: ids of the facts seen.
    """

    criterion: Criterion
    value: Truth
    terms: tuple[Term, ...]
    unknown: tuple[str, ...]
    ask: tuple[int, ...]
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GateDecision:
    """Whether a gate opens, with the state of each criterion."""

    judged: tuple[Judged, ...]

    @property
    def missing(self) -> tuple[Judged, ...]:
        """The criteria that are false or unknown."""
        return tuple(j for j in self.judged if j.value is not Truth.TRUE)

    @property
    def opens(self) -> bool:
        """A gate opens only when every criterion is true."""
        return not self.missing


def judge(gate: Gate, seen: Snapshot, views: Views | None = None) -> GateDecision:
    """Decide whether `gate` lets the opportunity in `seen` pass (M3.7).

    Unknown never counts as true; a criterion that asks for confirmed evidence takes our beliefs
    as unknown. Pass `views` when several rules look at one snapshot.
    """
    views = views or seen.views()
    return GateDecision(tuple(_judge(c, seen, views) for c in gate))


def truth(criterion: Criterion, views: Views) -> Truth:
    """Return only whether a criterion holds, for rules that need no reasons."""
    value = criterion.holds.value(views.of(criterion.evidence))
    return truth_of(None if value is None else value is True)


def _judge(criterion: Criterion, seen: Snapshot, views: Views) -> Judged:
    env = views.of(criterion.evidence)
    value, terms = criterion.holds.explain(env)
    held = truth_of(None if value is None else value is True)
    lacking = () if held is Truth.TRUE else names_lacking(terms)
    return Judged(
        criterion=criterion,
        value=held,
        terms=terms,
        unknown=tuple(n for n in lacking if env.get(n) is None),
        ask=tuple(p.id for p in _who_can_supply(seen, lacking)),
        facts=facts_seen(seen, criterion),
    )


def names_lacking(terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the names in terms that are not true, once each, in reading order."""
    return tuple(dict.fromkeys(n for t in terms if t.value is not True for n in t.names))


def facts_seen(seen: Snapshot, criterion: Criterion) -> tuple[int, ...]:
    """Return the ids of the facts a criterion looks at."""
    only = criterion.evidence == "confirmed"
    found = (seen.fact(n, confirmed_only=only) for n in sorted(criterion.holds.names))
    return tuple(f.fact_id for f in found if f is not None)


def _who_can_supply(seen: Snapshot, names: Iterable[str]) -> tuple[Person, ...]:
    """Those holding a role that can answer, else who can take us to one (M4.8)."""
    keys = {key for name in names for key in _roles_asked(seen, name)}
    by_role: Mapping[str, tuple[Person, ...]] = {k: _people(seen, k) for k in sorted(keys)}
    found = {p.id: p for people in by_role.values() for p in people}
    if keys and not found and (guide := introducer(seen.people, ())):
        found = {guide.id: guide}
    return easiest(found.values())


def _roles_asked(seen: Snapshot, name: str) -> tuple[str, ...]:
    if name.startswith("committee.") and name.count(".") == 2:
        return (name.split(".")[1],)
    fact = seen.playbook.fact(name)
    return fact.who if fact else ()


def _people(seen: Snapshot, role_key: str) -> tuple[Person, ...]:
    role = seen.playbook.role(role_key)
    return holders(seen.people, role) if role else ()
