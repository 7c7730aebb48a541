"""Today's opportunities: his own live ones that warn, lack one thing, or have a step due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from goldenkey.core import gates, warnings
from goldenkey.core.snapshot import Person, Snapshot
from goldenkey.core.today import WEEK_DAYS, Matter, matters
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import room_parts, snapshots
from goldenkey.selectors.today_shapes import MOST, Doing, Source, Sources, Step, Words


def gather(actor: Actor, steps: Sequence[m.NextStep]) -> Sources:
    """The most pressing by the columns on their rows; snapshots for those alone."""
    ids = _pressing(actor) if actor.may("opportunity.read") else []
    due = [s.opportunity_id for s in steps if s.opportunity and _is_his(actor, s.opportunity)]
    wanted = list(dict.fromkeys([*ids, *(pk for pk in due if pk)]))
    rows = scope.visible(actor, m.Opportunity).filter(pk__in=wanted).select_related("account")
    seen = snapshots.opportunities(actor, wanted) if wanted else {}
    known = _known_steps(seen.values())
    return {("opportunity", row.pk): _source(actor, row, seen[row.pk], known) for row in rows}


def _pressing(actor: Actor) -> list[int]:
    week = actor.today + timedelta(days=WEEK_DAYS)
    urgency = Case(
        When(worst_severity="high", then=Value(0)),
        When(next_step_on__lte=actor.today, then=Value(1)),
        When(worst_severity="medium", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    rows = scope.visible(actor, m.Opportunity).filter(owner_id=actor.user_id, live=True)
    rows = rows.filter(
        Q(warning_count__gt=0) | Q(gate_missing=1) | Q(next_step_on__lte=week)
    ).order_by(urgency, "-amount_org_minor", "pk")
    return list(rows.values_list("pk", flat=True)[:MOST])


def _is_his(actor: Actor, row: m.Opportunity) -> bool:
    return row.live and row.owner_id == actor.user_id and row.archived_at is None


def _known_steps(seen: Iterable[Snapshot]) -> Mapping[int, Step]:
    ids = [one.next_step.id for one in seen if one.next_step]
    rows = m.NextStep.objects.filter(pk__in=ids).values_list("pk", "version", "what", "due_on")
    return {row[0]: Step(*row) for row in rows} if ids else {}


def _source(actor: Actor, row: m.Opportunity, seen: Snapshot, steps: Mapping[int, Step]) -> Source:
    hides = not actor.may("stakeholder.stance", row, kind="opportunity")
    seen = room_parts.without_stances(seen) if hides else seen
    views = seen.views()
    warned = room_parts.told(warnings.warn(seen, views), hides=hides)
    decision = gates.judge(seen.playbook.gate(seen.stage), seen, views)
    source = Source(
        title=row.name,
        account=row.account.name,
        account_id=row.account_id,
        money=row.money if row.amount_minor else None,
        usual=Doing("contact", person=_nearest(seen.people)),
        step=steps.get(seen.next_step.id) if seen.next_step else None,
    )
    by_rule = {w.rule.id: w for w in warned}
    for matter in matters(seen, warnings=warned, decision=decision, worth=row.amount_org_minor):
        words, doing = _told(matter, by_rule, seen, actor.language)
        source.add(matter, words, doing)
    return source


def _told(
    matter: Matter, by_rule: Mapping[str, warnings.Warning], seen: Snapshot, say: str
) -> tuple[Words, Doing | None]:
    if matter.code == "warning":
        return _told_of_warning(by_rule[matter.rule or ""], seen, say)
    if matter.code == "gate_lacks_one":
        asked = next(iter(_names(seen, matter.params.get("ask", ()))), "")
        text = matter.params["criterion"]
        return Words(say=text.say(say)), Doing("ask" if asked else "gate", person=asked)  # type: ignore[attr-defined]
    kinds = {"next_step": "step", "payment": "statement"}
    return Words(), Doing(kinds[matter.code], person=_nearest(seen.people)) if (
        matter.code in kinds
    ) else None


def _told_of_warning(
    found: warnings.Warning, seen: Snapshot, say: str
) -> tuple[Words, Doing | None]:
    rule, doing = found.rule, found.doing
    words = Words(
        say=rule.say.say(say),
        because=rule.because.say(say),
        why=rule.why.say(say) if rule.why else "",
    )
    person = next(iter(_names(seen, [doing.person])), "")
    through = next(iter(_names(seen, [doing.through])), "")
    text = doing.do.say.say(say) if doing.do.say else ""
    return words, Doing(doing.do.kind, text, person, through if through != person else "")


def _names(seen: Snapshot, ids: Any) -> list[str]:
    return [p.name for pk in ids for p in seen.people if p.id == pk]


def _nearest(people: Sequence[Person]) -> str:
    """Whom he met last, else anybody he can name."""
    theirs = [p for p in people if not p.ours and p.contact_id is not None]
    met = sorted(theirs, key=lambda p: p.last_met_on or date.min, reverse=True)
    return met[0].name if met else ""
