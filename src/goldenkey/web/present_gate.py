"""Turns the gate and the warnings of a room into what one reads, and what one presses."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldenkey.selectors.room import CriterionView, Room, WarningView
from goldenkey.web import links
from goldenkey.web.present import url
from goldenkey.web.shell import GateRow, WarningRow
from goldenkey.wording import braces, codes, figures, phrases

GATE = {"true": "yes", "false": "no", "unknown": "unknown"}


def warning_row(room: Room, found: WarningView) -> WarningRow:
    """A warning as a sentence, how long it has been so, why we think so, one thing to do."""
    return WarningRow(
        text=said(found),
        severity=found.severity,  # type: ignore[arg-type]
        since=figures.days(found.days),
        because=braces.fill(found.because, found.params),
        do_label=_do(found) if room.live else "",
        do_url=_do_url(room, found),
    )


def said(found: WarningView) -> str:
    """The sentence of a warning."""
    return braces.fill(found.say, found.params)


def gate_row(room: Room, criterion: CriterionView) -> GateRow:
    """A criterion: does it hold, and who can supply what is missing (M3.7)."""
    holds = criterion.value == "true"
    label, to = ("", "") if holds else _fill(room, criterion)
    known = next((f for f in criterion.fields if f.known and f.observed_on), None)
    if holds and known:
        source = "confirmed" if known.confirmed else "belief"
        return GateRow(criterion.say, "yes", figures.day(known.observed_on), source)  # type: ignore[arg-type]
    return GateRow(
        text=criterion.say,
        state=GATE[criterion.value],  # type: ignore[arg-type]
        detail="" if holds else _lacking(criterion),
        do_label=label,
        do_url=to,
    )


def _lacking(criterion: CriterionView) -> str:
    who = phrases.listing(phrases.noted(a.name, a.title) for a in criterion.ask[:2])
    parts = [_("ask %(who)s") % {"who": who}] if who else []
    if criterion.evidence == "confirmed":
        parts.insert(0, _("the customer's own word is needed"))
    return " · ".join(parts)


def _fill(room: Room, criterion: CriterionView) -> tuple[str, str]:
    """What to press for a criterion: a form of its facts, or the place its counts come from."""
    names = (*(f.name for f in criterion.fields), *criterion.counts)
    if "go.decision" in names:
        allowed = "opportunity.advance" in room.may
        return (_("Decide"), links.url("go", room.id)) if allowed else ("", "")
    if criterion.fields:
        allowed = "fact.record" in room.may
        address = links.url("criterion", room.id, criterion.id)
        return (_("Fill in"), address) if allowed else ("", "")
    return _work_for(room, names)


def _work_for(room: Room, names: tuple[str, ...]) -> tuple[str, str]:
    first = names[0].split(".")[0] if names else ""
    places = {
        "needs": (_("To the needs"), f"{links.url('opportunity', room.id)}#needs"),
        "rivals": (_("Place us"), links.url("rival", room.id)),
        "committee": (_("Log a visit"), f"{links.url('activity-new')}?opportunity={room.id}"),
        "next_step": (_("Plan it"), links.url("step-new", room.id)),
        "order": (_("To the contract"), contract_url(room)),
    }
    label, address = places.get(first, ("", ""))
    return (label, address) if address else ("", "")


def contract_url(room: Room) -> str:
    """Where to sign, or where the contract is signed already, to deliver and collect."""
    if room.contracts:
        return url("contract", room.contracts[0].id)
    return url("contract-sign", room.id) if "contract.sign" in room.may else ""


def missing(room: Room) -> str:
    """How far the gate is from opening."""
    count = len(room.gate.missing)
    if not room.gate.criteria:
        return _("Nothing is asked here")
    if not count:
        return _("The gate is open")
    return ngettext("%(n)d thing missing to move on", "%(n)d things missing to move on", count) % {
        "n": count
    }


def _do(found: WarningView) -> str:
    label = braces.fill(found.do, found.params) if found.do else ""
    person = found.person
    if found.through and person and found.through.id != person.id:
        return _("Ask %(guide)s to introduce %(person)s") % {
            "guide": found.through.name, "person": person.name,
        }  # fmt: skip
    if label:
        return label
    if found.do_kind not in ("meet", "call", "ask", "in_writing"):
        return codes.word(found.do_kind, "start")
    if person is None:
        return codes.word(found.do_kind, "approach")
    return str(APPROACH[found.do_kind]) % {"person": person.name}


APPROACH = {
    "meet": gettext_lazy("Meet %(person)s"),
    "call": gettext_lazy("Call %(person)s"),
    "ask": gettext_lazy("Ask %(person)s"),
    "in_writing": gettext_lazy("Get it in writing from %(person)s"),
}


def _do_url(room: Room, found: WarningView) -> str:
    """Where the one thing to do is started."""
    starts = {
        "plan_next_step": ("step.edit", "step-new"),
        "map_committee": ("stakeholder.edit", "seat-new"),
        "state_buying_step": ("opportunity.edit", "opportunity-edit"),
        "review_close": ("opportunity.edit", "opportunity-edit"),
        "help_customer_project": ("step.edit", "step-new"),
        "prove_stage": ("opportunity.read", "gate"),
        "review_stage": ("opportunity.advance", "stage-back"),
        "review_go": ("opportunity.advance", "go"),
        "compare_rivals": ("opportunity.edit", "rival"),
    }
    if not room.live:
        return ""
    right, name = starts.get(found.do_kind, ("", ""))
    if name:
        allowed = right in room.may or right == "opportunity.read"
        return links.url(name, room.id) if allowed else ""
    if found.do_kind == "collect_payment":
        return url("contract", room.contracts[0].id) if room.contracts else ""
    if "activity.log" not in room.may:
        return ""
    return f"{links.url('activity-new')}?opportunity={room.id}"
