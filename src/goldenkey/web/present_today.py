"""Turns the rows of Today into words: who, why now, how much, and one button with a name in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from goldenkey.selectors.today import Reason, Today, TodayRow
from goldenkey.web.present import url
from goldenkey.wording import braces, codes, figures, phrases

STEP_KINDS = frozenset({"step", "plan", "date", "plan_next_step"})
"""Warnings that are answered by planning, not by meeting somebody."""

TONES = {"high": "bad", "medium": "warn", "low": ""}


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A reason in words: a tag with its tone, a sentence, and what teaches behind it."""

    tag: str
    tone: str
    text: str
    because: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row ready to be drawn."""

    kind: str
    id: int
    title: str
    url: str
    detail: str
    reason: ReasonShown
    others: tuple[ReasonShown, ...]
    points: tuple[tuple[str, int], ...]
    score: int
    money: str
    do: str
    do_url: str
    step_id: int | None
    step_version: int
    planned: str
    can_wait: bool


def sentence(today: Today) -> str:
    """How many things, what is at stake, and where to begin."""
    count = today.count
    if not count:
        return _("Nothing is due today.")
    things = ngettext("%(n)d thing to do", "%(n)d things to do", count) % {"n": count}
    parts = {"things": things, "money": figures.compact(today.at_stake)}
    said = _("%(things)s; %(money)s are at stake.") if today.at_stake else _("%(things)s.")
    if count <= len("123"):
        return said % parts
    return phrases.sentences(said % parts, _("Do the first three, and the week is safe."))


def line(row: TodayRow, language: str = "") -> Line:
    """One row in words."""
    do, do_url = _do(row)
    return Line(
        kind=row.kind,
        id=row.id,
        title=_title(row),
        url=_url(row),
        detail=row.account,
        reason=_reason(row.lead, row.params),
        others=tuple(_reason(r, row.params) for r in row.others),
        points=tuple((_point(p.code), p.points) for p in row.points),
        score=row.score,
        money=figures.money(row.money) if row.money else "",
        do=do,
        do_url=do_url,
        step_id=row.step.id if row.step else None,
        step_version=row.step.version if row.step else 0,
        planned=figures.short_day(row.step.due_on) if row.step and row.step.due_on else "",
        can_wait=row.kind in ("opportunity", "account"),
    )


def _title(row: TodayRow) -> str:
    if row.kind != "leads":
        return row.title
    count = int(row.params["count"])
    if count >= MANY:
        return _("100 leads or more wait to be evaluated")
    said = ngettext("%(n)d lead waits to be evaluated", "%(n)d leads wait to be evaluated", count)
    return said % {"n": count}


MANY = 100


def _url(row: TodayRow) -> str:
    if row.kind == "leads":
        return f"{url('leads')}?mine=1"
    if row.kind == "follow_up":
        return f"{url('after-sales')}?account={row.account_id}"
    if row.kind == "delivery":
        return url("contract", row.params["contract_id"])
    return url(row.kind, row.id)


def _reason(reason: Reason, params: Mapping[str, Any]) -> ReasonShown:
    return _REASONS[reason.code](reason, params)


def _warning(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    said = braces.fill(reason.say, reason.params)
    text = _("%(warning)s, for %(days)s") % {"warning": said, "days": figures.days(reason.days)}
    return ReasonShown(
        tag=codes.word(reason.severity, "severity"),
        tone=TONES.get(reason.severity, ""),
        text=text if reason.days > 0 else said,
        because=braces.fill(reason.because, reason.params),
        why=reason.why,
    )


def _gate(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    return ReasonShown(_("One condition is missing"), "warn", reason.say)


def _step(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    tone = "bad" if reason.days > 0 else "gold" if reason.days == 0 else "calm"
    return ReasonShown(_when(reason.days), tone, str(reason.params["what"]))


def _contact(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    tone = "warn" if reason.days >= 0 else "calm"
    grade = reason.params.get("intent") or reason.params.get("value")
    last = reason.params.get("last_on")
    since = _("last contact %(day)s") % {"day": figures.day(last)} if last else _("no contact yet")
    tag = _when(reason.days)
    if grade and grade != "unstated":
        tag = _("Grade %(grade)s · %(when)s") % {"grade": grade, "when": tag}
    return ReasonShown(tag, tone, _("The rhythm asks for a contact; %(since)s") % {"since": since})


def _payment(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    tag = _("%(days)s overdue") % {"days": figures.days(reason.days)}
    return ReasonShown(tag, "bad", _("Money that should be here: %(money)s") % {
        "money": figures.money(reason.money)
    })  # fmt: skip


def _delivery(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    what = str(reason.params.get("what") or _("Delivery"))
    tag = _when(reason.days)
    return ReasonShown(tag, "bad" if reason.days > 0 else "warn", _(
        "%(what)s of %(day)s is not on its way; tell the customer before the date"
    ) % {"what": what, "day": figures.short_day(reason.params["on"])})  # fmt: skip


def _qualified(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    return ReasonShown(_("Qualified"), "good", _("Everything is answered; open the opportunity"))


def _leads(reason: Reason, params: Mapping[str, Any]) -> ReasonShown:
    names = phrases.listing(params["names"])
    more = int(params["count"]) > len(params["names"])
    text = _("%(names)s and more") % {"names": names} if more else names
    days = figures.days(reason.days)
    tag = _("The oldest waits for %(days)s") % {"days": days} if reason.days > 0 else _("New today")
    return ReasonShown(tag, "", text)


def _follow_up(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    tone = "warn" if reason.days >= 0 else "calm"
    return ReasonShown(_when(reason.days), tone, str(reason.params["what"]))


def _complaint(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    text = _("Complaint: %(what)s. Next: %(step)s") % {
        "what": reason.params["what"],
        "step": codes.word(str(reason.params["step"]), "complaint_step"),
    }
    return ReasonShown(_when(reason.days), "bad" if reason.days > 0 else "warn", text)


def _collection(reason: Reason, _params: Mapping[str, Any]) -> ReasonShown:
    kind = codes.word(str(reason.params["kind"]), "dunning_kind")
    tag = _("%(step)s · due %(day)s") % {
        "step": kind, "day": figures.short_day(reason.params["on"]),
    }  # fmt: skip
    return ReasonShown(tag, "warn", str(reason.params["say"]))


_REASONS = {
    "follow_up": _follow_up, "complaint": _complaint,
    "warning": _warning, "gate_lacks_one": _gate, "next_step": _step, "contact": _contact,
    "payment": _payment, "collection": _collection, "delivery": _delivery,
    "qualified": _qualified, "leads": _leads,
}  # fmt: skip


def _when(days: int) -> str:
    if days > 0:
        return _("%(days)s overdue") % {"days": figures.days(days)}
    if days == 0:
        return _("Due today")
    return ngettext("in %(n)d day", "in %(n)d days", -days) % {"n": -days}


def _point(code: str) -> str:
    kind, _dot, severity = code.partition(".")
    named = {
        "warning": codes.word(severity, "severity"),
        "payment": _("Payment overdue"),
        "collection": _("A step of collection"),
        "delivery": _("Delivery at risk"),
        "next_step": _("Next step due"),
        "follow_up": _("Contact after the sale"),
        "complaint": _("Open complaint"),
        "gate_lacks_one": _("One condition is missing"),
        "qualified": _("Ready to be opened"),
        "contact": _("Contact due"),
        "leads": _("Waiting to be evaluated"),
        "days": _("for its days"),
        "money": _("for its amount"),
        "more_reasons": _("for further reasons"),
    }
    return named.get(kind, kind)


def _do(row: TodayRow) -> tuple[str, str]:
    """The one button: what it says, and where it leads."""
    if row.lead.code == "warning":
        return _do_about_warning(row), _warning_url(row)
    made = {
        "ask": (_("Ask %(name)s"), url(row.kind, row.id)),
        "gate": (_("See what is missing"), url(row.kind, row.id)),
        "step": (_("Log it with %(name)s") if row.person else _("Log it"), _log_url(row)),
        "statement": (_("See the statement"), _statement_url(row)),
        "follow_up": (_("Note the contact"), url("follow-up-done", row.id)),
        "complaint": (_("See the complaint"), url("complaint", row.id)),
        "collect": (_("Remind %(account)s"), _url(row)),
        "tell": (_("Tell %(account)s"), _url(row)),
        "contact": (
            _("Call %(name)s") if row.person else pgettext("button", "Call"),
            _log_url(row, kind="call"),
        ),
        "convert": (_("Open the opportunity"), url("lead-convert", row.id)),
        "evaluate": (_("Evaluate %(name)s"), url("lead", row.params.get("first_id", row.id))),
    }
    label, where = made.get(row.do_kind, made["step"])
    return label % {"name": row.person, "account": row.title}, where


def _do_about_warning(row: TodayRow) -> str:
    if row.through and row.person:
        names = {"guide": row.through, "person": row.person}
        return _("Ask %(guide)s to introduce %(person)s") % names
    if row.do_say:
        return braces.fill(row.do_say, row.lead.params)
    if row.do_kind in STEP_KINDS:
        return _("Plan the next step")
    return _("Meet %(person)s") % {"person": row.person} if row.person else _("Log it")


def _warning_url(row: TodayRow) -> str:
    if row.do_kind in STEP_KINDS:
        return url("step-new", row.id)
    return _log_url(row) if row.person else url(row.kind, row.id)


def _log_url(row: TodayRow, kind: str = "") -> str:
    about = "opportunity" if row.kind == "opportunity" else "account"
    asked = f"?{about}={row.id}" + (f"&kind={kind}" if kind else "")
    return f"{url('activity-new')}{asked}"


def _statement_url(row: TodayRow) -> str:
    return url(row.kind, row.id) or url("account", row.account_id)
