"""Turns the terms sheet and quotes into ready texts: values with units, moves, why, tones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.core.money import Money
from goldenkey.core.text import Text
from goldenkey.selectors.quote import Why
from goldenkey.selectors.terms import IssueRow, MoveRow, PackageRow
from goldenkey.wording import codes, figures, languages, phrases, terms

STATUS = {"agreed": "good", "disputed": "bad", "open": ""}
STATES = {
    "draft": "", "waiting": "warn", "approved": "good", "refused": "bad", "sent": "calm",
    "superseded": "", "accepted": "good",
}  # fmt: skip


def name(issue: IssueRow) -> str:
    """What an issue is called."""
    return terms.name(issue.key, issue.label)


def value(issue: IssueRow, said: str, currency: str) -> str:
    """A value of an issue with its unit."""
    return terms.value(said, issue.unit, currency) or "—"


def intro(issue: IssueRow, currency: str) -> str:
    """An issue with what we offer and what the customer asks for, above a form."""
    parts = [name(issue)]
    if issue.offer:
        parts.append(_("we offer %(value)s") % {"value": value(issue, issue.offer, currency)})
    if issue.position:
        asked = value(issue, issue.position, currency)
        parts.append(_("the customer asks for %(value)s") % {"value": asked})
    return " · ".join(parts)


def move(issue: IssueRow, row: MoveRow, currency: str) -> str:
    """A move in one line: what was said, and what it was before."""
    what = codes.word(row.kind, "term_move")
    if row.kind in ("agreed", "disputed", "open"):
        return what
    now = value(issue, row.value, currency)
    if row.before and row.before != row.value:
        return phrases.labelled(what, f"{value(issue, row.before, currency)} → {now}")
    return phrases.labelled(what, now)


def reason(code: str) -> str:
    """Why a move needed something, in short."""
    return codes.word(code, "term_reason")


def said(text: Text) -> str:
    """A text of the playbook."""
    return text.say(languages.current())


def in_package(row: PackageRow, issue: IssueRow, currency: str) -> str:
    """What a package says about an issue."""
    return value(issue, row.values.get(str(issue.id), ""), currency)


def why(one: Why) -> str:
    """Why a quote needs an approval."""
    return terms.why(one.code, one.params)


def quantity(number: Decimal) -> str:
    """A quantity without needless zeros."""
    return f"{number:f}"


def minor(amount: int, currency: str) -> str:
    """An amount of a snapshot, in words of the reader."""
    return figures.money(Money(amount, currency))


def tone(state: str) -> str:
    """The tone of a state's mark."""
    return STATES.get(state, STATUS.get(state, ""))


def changed(change: Any) -> tuple[str, str]:
    """What became of a line between two versions, and its tone."""
    return {
        "same": ("", ""), "changed": (_("changed"), "warn"), "added": (_("added"), "good"),
        "removed": (_("removed"), "bad"),
    }[change.kind]  # fmt: skip
