"""Turns a tender's rows into ready texts: how near a date is, where a bond is, who is ahead."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.core.money import Money
from goldenkey.selectors.tender_shapes import BondRow, MilestoneRow, StandingRow, TenderView
from goldenkey.wording import codes, figures

TONES = {
    "done": "good", "passed": "", "today": "warn", "near": "warn", "ahead": "",
    "full": "good", "partly": "warn", "no": "bad", "unknown": "",
    "won": "good", "lost": "bad", "cancelled": "", "open": "calm",
    "planned": "", "given": "calm", "late": "bad", "returned": "good", "forfeited": "bad",
}  # fmt: skip


def tone(state: str) -> str:
    """The tone of a mark."""
    return TONES.get(state, "")


def when(row: MilestoneRow) -> tuple[str, str]:
    """How near a date is, and the tone it is said in."""
    dated = row.dated
    if dated.standing == "done":
        return _("done"), "good"
    if dated.missed:
        return _("missed: %(n)s days ago") % {"n": -dated.days}, "bad"
    if dated.standing == "passed":
        return _("passed"), ""
    if dated.standing == "today":
        return _("today"), "warn"
    said = ngettext("in %(n)d day", "in %(n)d days", dated.days) % {"n": dated.days}
    return said, tone(dated.standing)


def warning(row: MilestoneRow) -> str:
    """What a date near or missed asks of us."""
    what = codes.word(row.kind, "milestone")
    return _("%(what)s on %(day)s — %(when)s") % {
        "what": what, "day": figures.day(row.on), "when": when(row)[0],
    }  # fmt: skip


def bond(row: BondRow) -> str:
    """A bond in one line."""
    return f"{codes.word(row.kind, 'bond_kind')} · {figures.money(row.money)}"


def sums(rows: Iterable[BondRow]) -> tuple[Money, ...]:
    """What is with customers altogether, per currency."""
    found: dict[str, Money] = {}
    for row in rows:
        now = found.get(row.money.currency, Money(0, row.money.currency))
        found[row.money.currency] = now + row.money
    return tuple(found[name] for name in sorted(found))


def points(value: Decimal | None) -> str:
    """Points of 100, without needless zeros."""
    if value is None:
        return "—"
    return f"{value.normalize():f}"


def signed(value: Decimal) -> str:
    """Points ahead or behind, with their sign."""
    return ("+" if value > 0 else "") + points(value)


def ranks(row: StandingRow) -> str:
    """The ranks a bidder may reach."""
    if row.best_rank == row.worst_rank:
        return str(row.best_rank)
    return f"{row.best_rank}–{row.worst_rank}"


def decides(t: TenderView) -> str:
    """Which criterion decides against the strongest rival, and in whose favour."""
    if t.ranking.deciding is None or not t.gaps:
        return ""
    gap = t.gaps[0]
    said = (
        _("“%(criterion)s” decides: there we are %(points)s points ahead of %(rival)s.")
        if gap.points > 0
        else _("“%(criterion)s” decides: there we are %(points)s points behind %(rival)s.")
    )
    return said % {"criterion": gap.name, "points": points(abs(gap.points)), "rival": t.rival}


def complies(t: TenderView) -> str:
    """How many requirements stand how."""
    c = t.complies
    return _("%(full)s fully met · %(partly)s partly · %(no)s not · %(unknown)s unknown") % {
        "full": c.full, "partly": c.partly, "no": c.no, "unknown": c.unknown,
    }  # fmt: skip


def news(one: dict[str, Any]) -> str:
    """One change that a later notice brought."""
    field = codes.word(one["field"], "notice_field")
    return _("%(field)s: %(before)s → %(after)s") % {
        "field": field, "before": one["before"] or "—", "after": one["after"] or "—",
    }  # fmt: skip


def quiet_days(t: TenderView) -> dict[str, Any]:
    """From the submission (or today) to the award, for the evaluation committee."""
    on = {row.kind: row.on for row in t.timetable}
    begin = max(t.today, on["submission"]) if "submission" in on else t.today
    return {
        "starts_on": begin, "ends_on": on.get("award"), "contact_ids": list(t.evaluators)
    }  # fmt: skip
