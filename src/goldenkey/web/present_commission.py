"""Commission in sentences: why a line is there, how a plan pays, what a payment would bring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from goldenkey.core.commission_terms import Part, Rung
from goldenkey.core.money import Money
from goldenkey.selectors.commission_check import Difference
from goldenkey.selectors.commission_shapes import DisputeRow, LineRow, PlanRow, Standing
from goldenkey.selectors.commission_standing import WhatIf
from goldenkey.wording import codes, figures, phrases


def because(line: LineRow) -> str:
    """Why a line of the ledger is there, in one sentence (M7.5)."""
    said = _BECAUSE.get(line.kind, _paid)(line)
    if line.event_on and line.kind in ("earned", "clawed_back"):
        moved = _("It belongs to %(day)s, whose month was closed.") % {
            "day": figures.day(line.event_on)
        }
        return phrases.sentences(said, moved)
    return said


def _told(line: LineRow) -> dict[str, str]:
    return {
        "payment": line.payment,
        "part": figures.money(line.part),
        "contract": line.contract,
        "cleared": figures.money(line.cleared),
        "whole": figures.money(line.whole),
        "rate": figures.percent(line.rate),
        "share": figures.percent(line.share),
        "sum": f"{figures.percent(line.rate)} × {figures.money(line.part)}",
    }


def _earned(line: LineRow) -> str:
    return _(
        "Earned because payment %(payment)s has cleared: %(rate)s × %(part)s × %(share)s share. "
        "Of contract %(contract)s %(cleared)s of %(whole)s are in."
    ) % _told(line)  # fmt: skip


def _clawed(line: LineRow) -> str:
    part = figures.money(-line.part) if line.part else "—"
    return _(
        "Taken back because payment %(payment)s no longer settles %(part)s of contract "
        "%(contract)s; %(cleared)s of %(whole)s remain. Commission %(rate)s, share %(share)s."
    ) % {**_told(line), "part": part}  # fmt: skip


def _bonus(line: LineRow) -> str:
    told = line.because
    span = f"{told['first']} – {told['last']}"
    cash = Money(int(told["base"]) // 10_000, line.money.currency)
    whole = Money(told["whole_minor"], line.money.currency)
    before = Money(told["before_minor"], line.money.currency)
    said = _("Cash of %(span)s: %(cash)s counts for you; above the plain rate it brings %(whole)s.")
    text = said % {"span": span, "cash": figures.money(cash), "whole": figures.money(whole)}
    if not before:
        return text
    return phrases.sentences(
        text, _("%(before)s of it stood before.") % {"before": figures.money(before)}
    )


def _bad_debt(line: LineRow) -> str:
    told = line.because
    lost = Money(told.get("written_off_minor", 0), line.money.currency)
    if not lost:
        return _("What this contract has brought changed, and with it your part of its bad debt.")
    return _(
        "%(lost)s of contract %(contract)s were given up: the playbook lets the salesperson bear "
        "%(percent)s of a bad debt, your share is %(share)s, and never more than it brought you."
    ) % {
        "lost": figures.money(lost), "contract": line.contract,
        "percent": figures.percent(told.get("percent", 0) * 100),
        "share": figures.percent(told.get("share", 0)),
    }  # fmt: skip


def _corrected(_line: LineRow) -> str:
    return _("Corrected after a question about an earlier line.")


def _payable(line: LineRow) -> str:
    said = _("Approved: everything earned until %(day)s that was not approved before.") % {
        "day": figures.day(line.through)
    }
    kept = Money(line.because.get("held_minor", 0), line.money.currency)
    if not kept:
        return said
    return phrases.sentences(said, _("%(kept)s are kept back until acceptance.") % {
        "kept": figures.money(kept)
    })  # fmt: skip


def _paid(line: LineRow) -> str:
    paid = _("Paid out.")
    return phrases.sentences(paid, line.reference) if line.reference else paid


_BECAUSE = {
    "earned": _earned, "clawed_back": _clawed, "bonus": _bonus, "bad_debt": _bad_debt,
    "corrected": _corrected, "payable": _payable, "paid": _paid,
}  # fmt: skip


def rate(value: int) -> str:
    """A rung's rate, kept in ten-thousandths of a basis point."""
    text = f"{(Decimal(value) / 1_000_000).quantize(Decimal('0.0001')).normalize():f}"
    return f"{text}%"


def rung(one: Rung) -> str:
    """A stretch of a period's cash and what it earns."""
    first = figures.money(one.first)
    if one.last is None:
        return _("above %(first)s: %(rate)s") % {"first": first, "rate": rate(one.rate)}
    return _("%(first)s to %(last)s: %(rate)s") % {
        "first": first, "last": figures.money(one.last), "rate": rate(one.rate),
    }  # fmt: skip


def part(one: Part) -> str:
    """How much of a period's cash lies on a rung."""
    return _("%(cash)s at %(rate)s") % {
        "cash": figures.money(one.cash), "rate": rate(one.rung.rate),
    }  # fmt: skip


def kept(row: PlanRow) -> str:
    """What a plan keeps back, and until when."""
    terms = row.terms
    if not terms.holdback:
        return ""
    part = figures.percent(terms.holdback)
    if not terms.holdback_days:
        return _("%(part)s kept back until acceptance") % {"part": part}
    return _("%(part)s kept back until %(days)s after acceptance") % {
        "part": part, "days": figures.days(terms.holdback_days),
    }  # fmt: skip


def period(row: PlanRow) -> str:
    """What tiers and quota count."""
    return _("of the cash of a %(period)s, marginal") % {
        "period": codes.word(row.terms.period, "plan_period")
    }


def standing(one: Standing) -> str:
    """How far a period is from the next rung."""
    if one.next is None or one.lacks is None:
        return _("The highest rate is reached.")
    return _("%(lacks)s more cash until %(rate)s.") % {
        "lacks": figures.money(one.lacks), "rate": rate(one.next.rate),
    }  # fmt: skip


def span(first: date, last: date) -> str:
    """A period as its first and last day."""
    return f"{figures.day(first)} – {figures.day(last)}"


def outcome(one: WhatIf) -> str:
    """What a payment would bring, with its sum."""
    said = _("If %(paid)s of %(contract)s are paid this month, your commission grows by %(total)s.")
    text = said % {
        "paid": figures.money(one.paid), "contract": one.contract,
        "total": figures.money(one.total),
    }  # fmt: skip
    sums = _("%(rate)s × %(paid)s × %(share)s share = %(earned)s.") % {
        "rate": figures.percent(one.rate), "paid": figures.money(one.paid),
        "share": figures.percent(one.share), "earned": figures.money(one.earned),
    }  # fmt: skip
    text = phrases.sentences(text, sums)
    if one.bonus:
        text = phrases.sentences(text, _("Tiers and quota add %(bonus)s at the month's end.") % {
            "bonus": figures.money(one.bonus)
        })  # fmt: skip
    if one.held:
        text = phrases.sentences(text, _("%(held)s of it wait for the acceptance.") % {
            "held": figures.money(one.held)
        })  # fmt: skip
    return text


def people(count: int) -> str:
    """How many people a month was closed for."""
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def wrong(one: Difference) -> str:
    """A sum that does not agree, and by how much, in the smallest unit of its currency."""
    told = {"id": one.id, "stands": one.stands, "should": one.should}
    if one.what == "contract":
        return _("Contract %(id)s: the lines sum to %(stands)s, its plan gives %(should)s.") % told
    return _("A closed month keeps %(stands)s, its lines sum to %(should)s.") % told


def dispute_tone(row: DisputeRow) -> str:
    """The tone of a question's mark."""
    return {"open": "warn", "upheld": "good"}.get(row.state, "calm")


def typed(minor: int | None, currency: str) -> str:
    """An amount as one would type it."""
    if not minor:
        return ""
    amount = Money(minor, currency).amount
    return f"{amount:.0f}" if amount == amount.to_integral_value() else str(amount)


def columns() -> list[str]:
    """The headings of a statement's spreadsheet."""
    return [
        _("Date"), _("Entry"), _("Customer"), _("Contract"), _("Payment"), _("Amount"),
        _("Currency"), _("Why"), pgettext("commission", "Question"),
    ]  # fmt: skip


def cells(line: LineRow) -> list[Any]:
    """A line as a row of the spreadsheet."""
    asked = "; ".join(f"{d.words} → {d.answer}" if d.answer else d.words for d in line.disputes)
    return [
        line.on, codes.word(line.kind, "commission"), line.account, line.contract, line.payment,
        line.money.amount, line.money.currency, because(line), asked,
    ]  # fmt: skip
